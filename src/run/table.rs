//! The table of a run: the file that is given, or a bundled one.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::console::{self, print};
use super::failure::refusal;
use super::status::Status;
use super::usage::Usage;
use crate::actuals::io_fault;
use crate::cli::{DisplayArgs, TableArgs, TargetsArgs, TargetsFormat};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::report;
use crate::targets::{self, Fault, TableError, Targets};

/// A table and the text that it came from.
pub(super) struct Table {
    pub(super) targets: Targets,
    pub(super) text: String,
}

impl Table {
    fn bundled(text: &str) -> Self {
        let targets = Targets::parse(text).expect("a test holds bundled tables to be legal");
        Self { targets, text: text.to_owned() }
    }

    /// SHA-256 of the table's file, in hex.
    pub(super) fn sha256(&self) -> String {
        crate::actuals::hex(Sha256::digest(self.text.as_bytes()).as_slice())
    }
}

/// Finds the table that is asked for, or refuses it.
pub(super) fn load(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Table> {
    let bureau = args.bureau.as_deref();
    let chosen = match &args.targets {
        None => choose(targets::BUNDLED.iter().map(|text| Table::bundled(text)), bureau),
        Some(path) => {
            let table = read(path).map_err(|diagnostics| refusal(diagnostics, display))?;
            choose([table], bureau)
        }
    };
    Ok(chosen?)
}

/// The first of the tables, or the first that is of the bureau.
fn choose(tables: impl IntoIterator<Item = Table>, bureau: Option<&str>) -> Result<Table, Usage> {
    let mut known = Vec::new();
    for table in tables {
        if bureau.is_none_or(|bureau| table.targets.is_of(bureau)) {
            return Ok(table);
        }
        known.push(format!("{} {}", table.targets.code, table.targets.name));
    }
    Err(Usage::UnknownBureau { asked: bureau.unwrap_or_default().to_owned(), known })
}

fn read(path: &Path) -> Result<Table, Vec<Diagnostic>> {
    let file: Arc<str> = path.to_string_lossy().into();
    let diagnostic = |problem, line: Option<usize>| {
        let line = line.and_then(|line| u64::try_from(line).ok());
        Diagnostic { problem, place: Place { file: Some(Arc::clone(&file)), line, ..Place::default() } }
    };
    let bytes = std::fs::read(path).map_err(|error| vec![diagnostic(Problem::Unreadable(io_fault(&error)), None)])?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let undecodable = error.utf8_error().valid_up_to();
        let line = 1 + memchr::memchr_iter(b'\n', &error.as_bytes()[..undecodable]).count();
        let error = TableError { path: String::new(), fault: Fault::NotUtf8 };
        vec![diagnostic(Problem::Table(error), Some(line))]
    })?;
    let targets = Targets::parse(&text).map_err(|errors| {
        let of = |error: TableError| {
            let line = if let Fault::Shape { line, .. } = &error.fault { Some(*line) } else { None };
            diagnostic(Problem::Table(error), line)
        };
        errors.into_iter().map(of).collect::<Vec<_>>()
    })?;
    Ok(Table { targets, text })
}

/// `score targets`: prints the table, or the file that it came from.
pub(super) fn show(args: &TargetsArgs) -> anyhow::Result<Status> {
    let table = load(&args.table, &args.display)?;
    match args.format {
        TargetsFormat::Json => print(table.text.as_bytes())?,
        TargetsFormat::Table => {
            let view = console::view(args.display.color, args.display.lang, false);
            print(report::table::targets(&table.targets, &view).as_bytes())?;
        }
    }
    Ok(Status::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bureau_is_found_by_code_or_name_and_the_first_is_the_default() {
        let bundled = targets::BUNDLED[0];
        let other = bundled.replacen("\"414\"", "\"201\"", 1).replacen("工商局", "教育局", 1);
        let chosen = |bureau| choose([bundled, &other].map(Table::bundled), bureau).map(|table| table.targets.code);
        for (bureau, code) in [(None, "414"), (Some("工商局"), "414"), (Some("201"), "201"), (Some("教育 局"), "201")]
        {
            assert_eq!(chosen(bureau).expect("it is among them"), code, "{bureau:?}");
        }
        let error = chosen(Some("教育")).expect_err("a part of a name is none");
        assert!(
            matches!(&error, Usage::UnknownBureau { known, .. } if *known == ["414 工商局", "201 教育局"]),
            "{error}"
        );
    }
}
