//! The specification: what the sources cite of it exists, and what it says of the program's lists is
//! what they are.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use score::diagnostic::{Code, Severity};

const SPEC: &str = include_str!("../../src/spec.md");

/// All files below a folder that have the ending.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("an entry").path());
    let below = |path: PathBuf| if path.is_dir() { files(&path, ending) } else { vec![path] };
    entries.flat_map(below).filter(|path| path.extension().is_some_and(|own| own == ending)).collect()
}

/// The anchor that rustdoc gives to a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() }).collect()
}

/// The anchors that a text links to after a mark such as `spec#`.
fn cited<'t>(text: &'t str, mark: &str) -> impl Iterator<Item = &'t str> {
    text.split(mark).skip(1).filter_map(|rest| rest.split(')').next())
}

#[test]
fn every_section_that_is_cited_exists() {
    let headings =
        SPEC.lines().filter_map(|line| line.strip_prefix('#').map(|line| line.trim_start_matches(['#', ' '])));
    let anchors: HashSet<_> = headings.map(anchor).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut citations = 0;
    for file in ["src", "tests", "benches"].map(|folder| files(&root.join(folder), "rs")).concat() {
        // This file has examples of what it looks for.
        if file.ends_with("spec/mod.rs") {
            continue;
        }
        let text = fs::read_to_string(&file).expect("UTF-8");
        for section in cited(&text, "spec#") {
            assert!(anchors.contains(section), "{} cites spec#{section}", file.display());
            citations += 1;
        }
        let bare =
            text.match_indices("spec ").filter(|(at, _)| text[at + 5..].starts_with(|c: char| c.is_ascii_digit()));
        let unlinked = bare.filter(|(at, _)| !text[..*at].ends_with('[')).count();
        assert_eq!(unlinked, 0, "{} cites the specification without a link", file.display());
    }
    assert!(citations > 20, "{citations} citations were found");
    for section in cited(SPEC, "](#") {
        assert!(anchors.contains(section), "the specification cites its own #{section}");
    }
}

#[test]
fn the_problem_codes_are_those_of_the_program() {
    let words = SPEC.split_once("Codes of errors: `").expect("the list of codes").1;
    let (errors, rest) = words.split_once("`; of warnings: `").expect("errors, then warnings");
    let warnings = rest.split('`').next().unwrap_or_default();
    for (listed, severity) in [(errors, Severity::Error), (warnings, Severity::Warning)] {
        let codes = Code::ALL.into_iter().filter(|code| code.severity() == severity).map(Code::name);
        assert_eq!(listed.split_whitespace().collect::<Vec<_>>(), codes.collect::<Vec<_>>());
    }
}
