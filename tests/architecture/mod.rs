//! The architecture: which part of the crate may use which, and no file that uses itself through
//! others. It is read off the paths in the sources.

mod sources;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use self::sources::{Source, sources};

/// The parts of the crate, and what each may use of the others. A part that is not here has no place yet.
const MAY_USE: [(&str, &[&str]); 24] = [
    ("crew", &[]),
    ("delimited", &["digest"]),
    ("digest", &[]),
    ("folder", &["own"]),
    ("named", &[]),
    ("names", &[]),
    ("number", &[]),
    ("own", &[]),
    ("spec", &[]),
    ("stated", &[]),
    ("language", &["named"]),
    ("grading", &["number"]),
    ("scoring", &["grading", "named", "number", "stated"]),
    ("against", &["change", "diagnostic", "grading", "names", "number", "scoring", "stated"]),
    ("change", &["grading", "number", "scoring"]),
    ("targets", &["delimited", "digest", "grading", "names", "number", "scoring"]),
    ("diagnostic", &["folder", "grading", "language", "names", "number", "targets"]),
    (
        "actuals",
        &["crew", "delimited", "diagnostic", "grading", "names", "number", "own", "scoring", "stated", "targets"],
    ),
    (
        "report",
        &[
            "actuals",
            "against",
            "change",
            "crew",
            "diagnostic",
            "folder",
            "grading",
            "language",
            "named",
            "names",
            "number",
            "own",
            "scoring",
            "stated",
            "targets",
        ],
    ),
    ("tables", &["delimited", "diagnostic", "grading", "language", "names", "scoring", "targets"]),
    ("template", &["grading", "language", "named", "names", "number", "report", "scoring", "targets"]),
    ("job", &["actuals", "against", "diagnostic", "report", "scoring", "targets"]),
    ("cli", &["grading", "language", "named", "number", "report", "scoring", "template"]),
    (
        "run",
        &[
            "actuals",
            "against",
            "cli",
            "crew",
            "delimited",
            "diagnostic",
            "folder",
            "grading",
            "job",
            "language",
            "names",
            "number",
            "own",
            "report",
            "scoring",
            "tables",
            "targets",
            "template",
        ],
    ),
];

/// What only the shell of the program knows: below it everything goes from bytes to bytes.
const SHELL: [&str; 9] =
    ["std::env", "std::fs", "std::net", "std::process", "std::time", "clap", "indicatif", "tempfile", "terminal_size"];

/// Files that use their folder and are used by it, one module in several files; this list only shrinks.
const WITH_FOLDER: [(&str, &str); 6] = [
    ("actuals::tally", "both halves are addressed by the number of a unit"),
    ("number", "decimals and fractions are made of one another"),
    ("report::html", "the parts of a page write into the page"),
    ("report::table", "the parts of a page write into the page"),
    ("report::workbook", "the sheets of a book write into the book"),
    ("targets", "only the parser may make a table"),
];

/// The files that each file uses.
fn uses(sources: &BTreeMap<String, Source>) -> BTreeMap<&str, BTreeSet<&str>> {
    sources.iter().map(|(module, source)| (module.as_str(), source.uses(sources).collect())).collect()
}

fn part(module: &str) -> &str {
    module.split("::").next().unwrap_or(module)
}

#[test]
fn each_part_uses_only_what_it_may() {
    let sources = sources("src");
    let mut wrong = Vec::new();
    for (module, used) in uses(&sources) {
        let may_use = MAY_USE.iter().find(|(own, _)| *own == part(module)).map(|(_, others)| *others);
        let Some(may_use) = may_use else {
            wrong.push(format!("{module} has no place in the table"));
            continue;
        };
        let is_foreign = |other: &&&str| part(other) != part(module) && !may_use.contains(&part(other));
        wrong.extend(used.iter().filter(is_foreign).map(|other| format!("{module} uses {other}")));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn only_the_shell_knows_files_clock_and_terminal() {
    let mut wrong = Vec::new();
    for (module, source) in &sources("src") {
        let is_shell = |path: &str| part(module) == "run" || (part(module) == "cli" && path == "clap");
        let known = SHELL.into_iter().filter(|path| !is_shell(path) && source.knows(path));
        let threads = ["std::thread", "thread"].into_iter().filter(|path| part(module) != "crew" && source.knows(path));
        wrong.extend(known.chain(threads).map(|path| format!("{module} knows {path}")));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn no_file_uses_itself_through_others() {
    let sources = sources("src");
    let mut graph = uses(&sources);
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 300, "the paths are found");
    for (module, reason) in WITH_FOLDER {
        let used = graph.get_mut(module).expect("a module of the crate");
        let (whole, is_below) = (used.len(), |other: &&str| other.starts_with(&format!("{module}::")));
        used.retain(|other| !is_below(other));
        assert!(used.len() < whole, "{module} needs no exception any more: {reason}");
    }
    assert_eq!(circles(&graph), [""; 0]);
}

#[test]
fn no_file_of_the_reader_of_workbooks_uses_itself_through_others() {
    let sources = sources("src/sheets");
    let mut graph = uses(&sources);
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 60, "the paths are found");
    // One reader goes through a sheet's records, those of formulas among them.
    graph.get_mut("xls::sheet").expect("a module of the crate").retain(|other| *other != "xls::sheet::results");
    assert_eq!(circles(&graph), [""; 0]);
    for (module, source) in &sources {
        let known: Vec<_> = SHELL.into_iter().chain(["std::thread"]).filter(|path| source.knows(path)).collect();
        assert_eq!(known, [""; 0], "{module} goes from bytes to cells");
    }
}

/// The files that use themselves through others.
fn circles(graph: &BTreeMap<&str, BTreeSet<&str>>) -> Vec<String> {
    let circles = graph.keys().filter_map(|module| {
        let through: Vec<_> = graph[module].iter().filter(|other| reaches(graph, other, module)).copied().collect();
        (!through.is_empty()).then(|| format!("{module} uses itself through {}", through.join(", ")))
    });
    circles.collect()
}

/// Whether a file uses another, be it through others.
fn reaches<'s>(graph: &BTreeMap<&'s str, BTreeSet<&'s str>>, from: &'s str, to: &str) -> bool {
    let (mut met, mut ahead) = (BTreeSet::from([from]), vec![from]);
    while let Some(module) = ahead.pop() {
        if module == to {
            return true;
        }
        ahead.extend(graph[module].iter().filter(|next| met.insert(next)));
    }
    false
}
