//! The table of a run: the one that is chosen among those given, or a bundled one.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::console::{self, print, say};
use super::failure::{refusal, told_in_full};
use super::outputs::write_whole;
use super::status::Status;
pub(super) use super::tables::Table;
use super::tables::Tables;
use super::usage::Usage;
use crate::cli::{DisplayArgs, TableArgs, TargetsArgs, TargetsFormat};
use crate::report;
use crate::targets;

/// Finds the table that is asked for, or refuses it.
pub(super) fn load(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Table> {
    let bureau = args.bureau.as_deref();
    if args.targets.is_empty() {
        return Ok(choose_bundled(bureau)?);
    }
    choose(Tables::read(&args.targets), bureau, display)
}

/// The first of the bundled tables, or the one of a bureau.
fn choose_bundled(bureau: Option<&str>) -> Result<Table, Usage> {
    let mut tables: Vec<_> = targets::BUNDLED.iter().map(|text| Table::bundled(text)).collect();
    let found = tables.iter().position(|table| bureau.is_none_or(|bureau| table.targets.is_of(bureau)));
    found.map(|at| tables.swap_remove(at)).ok_or_else(|| unknown(bureau, &tables))
}

/// The one table of a bureau, or the only one. Faults of other tables do not matter where a bureau is named.
fn choose(mut tables: Tables, bureau: Option<&str>, display: &DisplayArgs) -> anyhow::Result<Table> {
    let found = bureau.and_then(|bureau| tables.legal.iter().position(|table| table.targets.is_of(bureau)));
    if let Some(found) = found {
        return Ok(tables.legal.swap_remove(found));
    }
    let is_refused = bureau.is_none_or(|bureau| tables.refuses(bureau) || tables.legal.is_empty());
    if tables.has_errors() && is_refused {
        return Err(refusal(tables.errors(), display));
    }
    match (bureau, tables.legal.len()) {
        (Some(_), _) => Err(unknown(bureau, &tables.legal).into()),
        (None, 1) => Ok(tables.legal.swap_remove(0)),
        (None, _) => Err(Usage::WhichBureau { known: known(&tables.legal) }.into()),
    }
}

fn known(tables: &[Table]) -> Vec<String> {
    tables.iter().map(|table| format!("{} {}", table.targets.code, table.targets.name)).collect()
}

fn unknown(bureau: Option<&str>, tables: &[Table]) -> Usage {
    Usage::UnknownBureau { asked: bureau.unwrap_or_default().to_owned(), known: known(tables) }
}

/// `score targets`: lists the tables, shows one, or writes them as JSON; what is wrong or odd is told beside.
pub(super) fn show(args: &TargetsArgs) -> anyhow::Result<Status> {
    let paths: Vec<PathBuf> = args.tables.iter().chain(&args.table.targets).cloned().collect();
    let bureau = args.table.bureau.as_deref();
    if paths.is_empty() {
        return show_tables(&[choose_bundled(bureau)?], args).map(|()| Status::Done);
    }
    let mut tables = Tables::read(&paths);
    if bureau.is_some() {
        return show_tables(&[choose(tables, bureau, &args.display)?], args).map(|()| Status::Done);
    }
    let status = if tables.has_errors() { Status::Invalid } else { Status::Done };
    if !tables.problems.is_empty() {
        say(&told_in_full(std::mem::take(&mut tables.problems), &args.display));
    }
    if !tables.legal.is_empty() {
        show_tables(&tables.legal, args)?;
    }
    Ok(status)
}

fn show_tables(tables: &[Table], args: &TargetsArgs) -> anyhow::Result<()> {
    if let Some(folder) = &args.output {
        return write_each(tables, folder);
    }
    let view = console::view(args.display.color, args.display.lang, false);
    let text = match (args.format, tables) {
        (TargetsFormat::Json, [table]) => table.json(),
        (TargetsFormat::Json, tables) => {
            let tables: Vec<_> = tables.iter().map(|table| table.targets.to_json()).collect();
            format!("[{}]\n", tables.join(",\n"))
        }
        (TargetsFormat::Table, [table]) => report::table::targets(&table.targets, &view),
        (TargetsFormat::Table, tables) => report::table::bureaus(tables.iter().map(|table| &table.targets), &view),
    };
    Ok(print(text.as_bytes())?)
}

/// Writes each table as a file of its own, by its bureau's code.
fn write_each(tables: &[Table], folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for table in tables {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let code: String = table.targets.code.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
        write_whole(&folder.join(format!("{code}.json")), table.json().as_bytes())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::Colour;
    use crate::language::Language;

    fn two_tables() -> (tempfile::TempDir, Vec<PathBuf>) {
        let bundled = targets::BUNDLED[0];
        let other = bundled.replacen("\"414\"", "\"201\"", 1).replacen("工商局", "教育局", 1);
        let folder = tempfile::tempdir().expect("a folder");
        let paths = [("一.json", bundled), ("二.json", &*other)].map(|(name, text)| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("it is written");
            path
        });
        (folder, paths.to_vec())
    }

    #[test]
    fn a_bureau_is_found_by_code_or_name_and_must_be_named_among_several() {
        let (_folder, paths) = two_tables();
        let display = DisplayArgs { lang: Language::English, color: Colour::Never };
        let chosen = |bureau| choose(Tables::read(&paths), bureau, &display).map(|table| table.targets.code);
        for (bureau, code) in [("工商局", "414"), ("201", "201"), ("教育 局", "201")] {
            assert_eq!(chosen(Some(bureau)).expect("it is among them"), code, "{bureau}");
        }
        for bureau in [None, Some("教育")] {
            let error = chosen(bureau).expect_err("a part of a name is none, and neither is the first");
            let known = match error.downcast_ref() {
                Some(Usage::UnknownBureau { known, .. }) => known.clone(),
                Some(Usage::WhichBureau { known }) if bureau.is_none() => known.clone(),
                _ => Vec::new(),
            };
            assert_eq!(known, ["414 工商局", "201 教育局"], "{bureau:?}");
        }
    }
}
