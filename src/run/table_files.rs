//! The files that hold tables: those that are named, those of folders, and what patterns match.

use std::fs;
use std::path::{Path, PathBuf};

use super::paths::{is_in_any, last_name};
use super::patterns;
use crate::actuals::io_fault;
use crate::diagnostic::{Diagnostic, Place, Problem, Unreadable};
use crate::folder;
use crate::tables::Tables;

/// Reads all tables that arguments stand for.
pub(super) fn read(arguments: &[PathBuf]) -> Tables {
    let mut tables = Tables::default();
    for argument in &patterns::expanded(arguments) {
        match files(argument) {
            Ok(files) => files.iter().for_each(|file| add(&mut tables, file)),
            Err(why) => tables.problems.push(unreadable(argument, why)),
        }
    }
    tables
}

/// The files that arguments stand for.
pub(super) fn named(arguments: &[PathBuf]) -> Vec<PathBuf> {
    patterns::expanded(arguments).iter().filter_map(|argument| files(argument).ok()).flatten().collect()
}

/// Whether a file, if it is written, will be read as a table by the next run.
pub(super) fn will_have(arguments: &[PathBuf], file: &Path) -> bool {
    is_table(file) && is_in_any(file, &patterns::expanded(arguments))
}

fn add(tables: &mut Tables, path: &Path) {
    match fs::read(path) {
        Ok(bytes) => tables.add(&path.to_string_lossy(), bytes),
        Err(error) => tables.problems.push(unreadable(path, io_fault(&error))),
    }
}

fn unreadable(path: &Path, why: Unreadable) -> Diagnostic {
    let place = Place { file: Some(path.to_string_lossy().into()), ..Place::default() };
    Diagnostic::new(Problem::Unreadable(why), place)
}

/// The file itself, or the tables in a folder in the order of their names.
fn files(path: &Path) -> Result<Vec<PathBuf>, Unreadable> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(|error| io_fault(&error))? {
        let file = entry.map_err(|error| io_fault(&error))?.path();
        if is_table(&file) && !file.is_dir() {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() { Err(Unreadable::NoTables) } else { Ok(files) }
}

fn is_table(path: &Path) -> bool {
    folder::is_table(&last_name(path))
}
