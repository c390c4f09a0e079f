//! Patterns among the arguments, for shells that leave them to programs, as those of Windows do.

use std::path::{Path, PathBuf};

use glob::MatchOptions;

use super::paths::last_name;
use crate::folder;

/// The files that the arguments name, with what a pattern matches in its place, in the order of the names. A pattern
/// that matches nothing stays. Locks of open workbooks, which the patterns of shells match too, are passed over.
pub(super) fn expanded(arguments: &[PathBuf]) -> Vec<PathBuf> {
    let named = arguments.iter().flat_map(|argument| matches(argument).unwrap_or_else(|| vec![argument.clone()]));
    let (locks, files): (Vec<_>, Vec<_>) = named.partition(|path| folder::is_lock(&last_name(path)));
    if files.is_empty() { locks } else { files }
}

/// Whether an argument is a pattern: `*` and `?` are, also where no file may be called so. Brackets are not: they
/// stand in the names of files that were downloaded twice.
pub(super) fn is_pattern(argument: &Path) -> bool {
    argument.to_string_lossy().contains(['*', '?']) && !argument.exists()
}

/// What a pattern matches, without what nobody has sent in; none where an argument is no pattern or matches nothing. A
/// folder that cannot be looked into stands there itself: whoever reads it will say why.
fn matches(argument: &Path) -> Option<Vec<PathBuf>> {
    let pattern = argument.to_str().filter(|_| is_pattern(argument))?;
    let options = MatchOptions { case_sensitive: !cfg!(windows), ..MatchOptions::new() };
    let found = glob::glob_with(&with_plain_brackets(pattern), options).ok()?;
    let found = found.map(|found| found.unwrap_or_else(|unreadable| unreadable.path().to_owned()));
    let found: Vec<_> = found.filter(|path| !folder::is_hidden(&last_name(path))).collect();
    (!found.is_empty()).then_some(found)
}

/// The pattern of a library for which brackets are patterns too.
fn with_plain_brackets(pattern: &str) -> String {
    let plain = |c| match c {
        '[' => "[[]".to_owned(),
        ']' => "[]]".to_owned(),
        _ => String::from(c),
    };
    pattern.chars().map(plain).collect()
}
