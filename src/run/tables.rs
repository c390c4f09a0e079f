//! The tables that files and folders hold, whatever they are published in, and what is wrong with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::actuals::io_fault;
use crate::diagnostic::{Diagnostic, Place, Problem, Severity, Unreadable};
use crate::names::normalise;
use crate::targets::{self, BookError, CellPlace, Fault, GridFault, Published, RowPlace, TableError, Targets};

/// Endings of the files in a folder that may be tables.
const ENDINGS: [&str; 8] = ["json", "docx", "xlsx", "xlsm", "xls", "csv", "tsv", "txt"];

/// A table and the file that it came from.
pub(super) struct Table {
    pub(super) targets: Targets,
    /// The JSON text of a file that is this table and nothing else.
    pub(super) text: Option<String>,
    file: Option<Arc<str>>,
    file_sha256: String,
}

/// All tables of a run, and what is wrong or odd.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) legal: Vec<Table>,
    pub(super) problems: Vec<Diagnostic>,
    /// Code and name of the bureaus whose tables are refused, as far as they are known.
    refused: Vec<[Option<String>; 2]>,
}

impl Table {
    /// A table that comes with the program.
    pub(super) fn bundled(text: &str) -> Self {
        let targets = Targets::parse(text).expect("a test holds bundled tables to be legal");
        Self { targets, text: Some(text.to_owned()), file: None, file_sha256: sha256(text.as_bytes()) }
    }

    /// SHA-256 of the table's file, in hex.
    pub(super) fn sha256(&self) -> String {
        self.file_sha256.clone()
    }

    /// Its JSON: the file's own text, where it is JSON of this table alone.
    pub(super) fn json(&self) -> String {
        self.text.clone().unwrap_or_else(|| self.targets.to_json() + "\n")
    }
}

fn sha256(bytes: &[u8]) -> String {
    crate::actuals::hex(Sha256::digest(bytes).as_slice())
}

impl Tables {
    /// Reads all tables of files and folders.
    pub(super) fn read(paths: &[PathBuf]) -> Self {
        let mut tables = Self::default();
        for path in paths {
            match files(path) {
                Ok(files) => files.iter().for_each(|file| tables.add(file)),
                Err(why) => {
                    tables.problems.push(Diagnostic { problem: Problem::Unreadable(why), place: of_file(path) });
                }
            }
        }
        tables
    }

    /// Whether something is wrong with a table.
    pub(super) fn has_errors(&self) -> bool {
        self.problems.iter().any(|problem| problem.problem.code().severity() == Severity::Error)
    }

    /// What is wrong, without what is only odd.
    pub(super) fn errors(self) -> Vec<Diagnostic> {
        let is_error = |problem: &Diagnostic| problem.problem.code().severity() == Severity::Error;
        self.problems.into_iter().filter(is_error).collect()
    }

    /// Whether the table of a bureau, named by its code or name, is refused.
    pub(super) fn refuses(&self, bureau: &str) -> bool {
        let bureau = normalise(bureau);
        self.refused.iter().flatten().flatten().any(|own| normalise(own) == bureau)
    }

    fn add(&mut self, path: &Path) {
        let place = of_file(path);
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let problem = Problem::Unreadable(io_fault(&error));
                return self.problems.push(Diagnostic { problem, place });
            }
        };
        if is_json(path, &bytes) { self.add_json(bytes, &place) } else { self.add_book(bytes, &place) }
    }

    fn add_json(&mut self, bytes: Vec<u8>, place: &Place) {
        let sha256 = sha256(&bytes);
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let undecodable = error.utf8_error().valid_up_to();
                let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..undecodable]).count();
                let error = TableError { path: String::new(), fault: Fault::NotUtf8 };
                return self.refuse(error, place, Some(line));
            }
        };
        let tables = targets::parse_all(&text);
        if tables.is_empty() {
            self.problems.push(Diagnostic { problem: Problem::NoTable, place: place.clone() });
        }
        let is_one = !text.trim_start_matches('\u{FEFF}').trim_start().starts_with('[');
        for table in tables {
            match table {
                Ok(targets) => self.admit(targets, is_one.then(|| text.clone()), place, &sha256),
                Err(errors) => errors.into_iter().for_each(|error| {
                    let line = if let Fault::Shape { line, .. } = &error.fault { Some(*line) } else { None };
                    self.refuse(error, place, line);
                }),
            }
        }
    }

    fn add_book(&mut self, bytes: Vec<u8>, place: &Place) {
        let sha256 = sha256(&bytes);
        let book = match targets::read_book(bytes) {
            Ok(book) => book,
            Err(fault) => {
                let line = match fault {
                    GridFault::Encoding { line } | GridFault::OpenQuote { line } => Some(line),
                    _ => None,
                };
                let place = Place { line, ..place.clone() };
                return self.problems.push(Diagnostic { problem: Problem::NoBook(fault), place });
            }
        };
        if book.tables.is_empty() {
            self.problems.push(Diagnostic { problem: Problem::NoTable, place: place.clone() });
        }
        for published in book.tables {
            self.add_published(published, place, &sha256);
        }
        for BookError { place: at, fault } in book.errors {
            let problem = Problem::Book { bureau: String::new(), fault };
            self.problems.push(Diagnostic { problem, place: in_file(place, at) });
        }
    }

    fn add_published(&mut self, published: Published, place: &Place, sha256: &str) {
        let Published { code, name, table, remarks, .. } = published;
        let bureau = [code.as_deref(), name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
        match table {
            Ok(targets) => self.admit(targets, None, place, sha256),
            Err(errors) => {
                self.refused.push([code, name]);
                for BookError { place: at, fault } in errors {
                    let problem = Problem::Book { bureau: bureau.clone(), fault };
                    self.problems.push(Diagnostic { problem, place: in_file(place, at) });
                }
            }
        }
        for remark in remarks {
            let problem = Problem::OddTable { bureau: bureau.clone(), remark: remark.remark };
            self.problems.push(Diagnostic { problem, place: in_file(place, remark.place) });
        }
    }

    fn refuse(&mut self, error: TableError, place: &Place, line: Option<usize>) {
        let line = line.and_then(|line| u64::try_from(line).ok()).filter(|line| *line > 0);
        self.problems.push(Diagnostic { problem: Problem::Table(error), place: Place { line, ..place.clone() } });
    }

    /// Takes a table in, unless another one is of its bureau.
    fn admit(&mut self, targets: Targets, text: Option<String>, place: &Place, sha256: &str) {
        let other =
            self.legal.iter().find(|other| other.targets.is_of(&targets.code) || other.targets.is_of(&targets.name));
        if let Some(other) = other {
            let bureau = format!("{} {}", targets.code, targets.name);
            let other = other.file.as_deref().unwrap_or_default().to_owned();
            let error = TableError { path: String::new(), fault: Fault::BureauTwice { bureau, other } };
            return self.refuse(error, place, None);
        }
        self.legal.push(Table { targets, text, file: place.file.clone(), file_sha256: sha256.to_owned() });
    }
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

/// Hidden files, and the lock files of open documents (`~$…`), are nobody's.
fn is_table(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    !name.starts_with('.') && !name.starts_with("~$") && ENDINGS.contains(&ending.as_str())
}

/// Whether a file is JSON, by its name or because it begins as a table or several do.
fn is_json(path: &Path, bytes: &[u8]) -> bool {
    let content = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut visible = content.iter().copied().filter(|byte| !byte.is_ascii_whitespace());
    let begins =
        matches!((visible.next(), visible.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b']')));
    begins || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

fn of_file(path: &Path) -> Place {
    Place { file: Some(path.to_string_lossy().into()), ..Place::default() }
}

/// A cell of a file.
fn in_file(file: &Place, place: CellPlace) -> Place {
    let line = match &place.row {
        RowPlace::Page(line) => Some(line + place.column as u64),
        RowPlace::Text { line, .. } => Some(*line),
        _ => None,
    };
    let published = (!matches!(place.row, RowPlace::Page(_))).then_some(place);
    Place { line, published, ..file.clone() }
}
