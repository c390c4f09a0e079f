//! The crate's sources as modules, and the paths in them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A file of the crate, without comments and tests.
pub(super) struct Source {
    /// `report::html` for `src/report/html.rs`; its parts.
    path: Vec<String>,
    /// Everything but the `use` declarations.
    text: String,
    /// Paths of the `use` declarations, and whether they make the name public.
    imports: Vec<(bool, Vec<String>)>,
}

/// All modules of the crate in a folder but its root, by their paths.
pub(super) fn sources(folder: &str) -> BTreeMap<String, Source> {
    let mut sources = BTreeMap::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &[], &mut sources);
    sources
}

fn collect(folder: &Path, parent: &[String], sources: &mut BTreeMap<String, Source>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let module = [parent, std::slice::from_ref(&name)].concat();
        if path.is_dir() && !path.join("Cargo.toml").exists() {
            collect(&path, &module, sources);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !(parent.is_empty() && is_root(&name)) {
            let text = fs::read_to_string(&path).expect("UTF-8");
            sources.insert(module.join("::"), Source::new(module, &text));
        }
    }
}

fn is_root(name: &str) -> bool {
    matches!(name, "lib" | "main")
}

impl Source {
    fn new(path: Vec<String>, text: &str) -> Self {
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        let is_code = |line: &&str| !line.trim_start().starts_with("//") && !is_module(line);
        let code = text.lines().filter(is_code).map(|line| line.replace("pub(in crate", "pub(in here"));
        let (mut text, mut imports) = (code.collect::<Vec<_>>().join("\n"), Vec::new());
        while let Some((start, end)) = declaration(&text) {
            let declared: String = text.drain(start..end).collect();
            let (visibility, tree) = declared.split_once("use ").expect("a declaration");
            let is_public = visibility.trim_start().starts_with("pub");
            imports.extend(expand(tree.trim_end_matches(';')).into_iter().map(|path| (is_public, path)));
        }
        Self { path, text, imports }
    }

    /// The modules that have what this file uses.
    pub(super) fn uses<'s>(&'s self, sources: &'s BTreeMap<String, Source>) -> impl Iterator<Item = &'s str> {
        // A name that a module only hands on is no use of its own.
        let is_needed = |(is_public, path): &&(bool, Vec<String>)| !is_public || self.names(path);
        let imported = self.imports.iter().filter(is_needed).map(|(_, path)| path.clone());
        let inline = inline_paths(&self.text);
        imported.chain(inline).filter_map(|path| self.resolve(&path, sources)).filter(|module| *module != self.module())
    }

    /// Whether a path that begins so is used, such as `std::fs`.
    pub(super) fn knows(&self, path: &str) -> bool {
        let is_imported = self.imports.iter().any(|(_, import)| import.join("::").starts_with(path));
        is_imported || self.text.contains(&format!("{path}::"))
    }

    /// Whether the last part of a path stands in the code: a type, or a function that is called.
    fn names(&self, path: &[String]) -> bool {
        let Some(name) = path.last() else { return false };
        let is_type = name.starts_with(char::is_uppercase);
        if is_type { words(&self.text).any(|word| word == name) } else { self.text.contains(&format!("{name}(")) }
    }

    fn module(&self) -> String {
        self.path.join("::")
    }

    /// The module in which the item of a path is declared; none for other crates.
    fn resolve<'s>(&self, path: &[String], sources: &'s BTreeMap<String, Source>) -> Option<&'s str> {
        let mut module = match path.first()?.as_str() {
            "crate" => Vec::new(),
            "self" => self.path.clone(),
            "super" => self.path[..self.path.len() - 1].to_vec(),
            _ => return None,
        };
        let mut rest = path[1..].iter().peekable();
        while let Some(name) = rest.peek() {
            if *name == "super" {
                module.pop();
            } else {
                let below = [&module[..], std::slice::from_ref(*name)].concat();
                if !sources.contains_key(&below.join("::")) {
                    break;
                }
                module = below;
            }
            rest.next();
        }
        let (name, source) = sources.get_key_value(&module.join("::"))?;
        let Some(item) = rest.next() else { return Some(name) };
        let reexport = source.imports.iter().find(|(is_public, path)| *is_public && path.last() == Some(item));
        match reexport {
            Some((_, path)) => source.resolve(path, sources).or(Some(name)),
            None => Some(name),
        }
    }
}

/// `mod words;`, public or not: the words of such a line use nothing.
fn is_module(line: &str) -> bool {
    line.ends_with(';')
        && line.split_once("mod ").is_some_and(|(before, _)| before.trim().is_empty() || before.trim() == "pub")
}

/// Where the first `use` declaration begins and ends.
fn declaration(text: &str) -> Option<(usize, usize)> {
    let is_start = |at: usize| {
        let line = text[..at].rsplit('\n').next().unwrap_or_default().trim();
        line.is_empty() || line == "pub" || (line.starts_with("pub(") && line.ends_with(')'))
    };
    let (at, _) = text.match_indices("use ").find(|(at, _)| is_start(*at))?;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    Some((start, at + text[at..].find(';')? + 1))
}

/// `a::{b, c::{d, self}}` as `a::b`, `a::c::d` and `a::c`.
fn expand(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some((head, rest)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        let parts = path.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty());
        return vec![parts.collect()];
    };
    let head: Vec<_> = head.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let (mut depth, mut branches) = (0, vec![String::new()]);
    for c in rest[..rest.rfind('}').unwrap_or(rest.len())].chars() {
        depth += i32::from(c == '{') - i32::from(c == '}');
        match c {
            ',' if depth == 0 => branches.push(String::new()),
            _ => branches.last_mut().expect("one at least").push(c),
        }
    }
    let branches = branches.iter().filter(|branch| !branch.trim().is_empty()).flat_map(|branch| expand(branch));
    let joined = branches.map(|branch| head.iter().cloned().chain(branch).collect::<Vec<_>>());
    // `self` at the end of a path is the path before it.
    joined
        .map(|path| {
            if path.len() > 1 && path.last().is_some_and(|last| last == "self") {
                path[..path.len() - 1].to_vec()
            } else {
                path
            }
        })
        .collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_word(c))
}

/// Paths from `crate`, `super` or `self` that stand in the code.
fn inline_paths(text: &str) -> Vec<Vec<String>> {
    let starts = ["crate::", "super::", "self::"].into_iter().flat_map(|start| text.match_indices(start));
    let starts = starts.filter(|(at, _)| !text[..*at].ends_with(|c| is_word(c) || c == ':'));
    starts
        .map(|(at, _)| {
            let path = text[at..].split(|c| !is_word(c) && c != ':').next().unwrap_or_default();
            path.split("::").map(str::to_owned).filter(|part| !part.is_empty()).collect()
        })
        .collect()
}
