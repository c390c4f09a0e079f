//! The table of a run: the one that is chosen among those given, or a bundled one.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::console::{self, print, say};
use super::failure::{refusal, told_in_full};
use super::outputs::write_kept;
use super::status::Status;
use super::tables;
use super::usage::Usage;
use crate::cli::{DisplayArgs, OverwriteArgs, TableArgs, TargetsArgs, TargetsFormat};
use crate::report;
use crate::tables::{NoTable, Tables};
use crate::targets::{Library, Table};

/// Finds the table that is asked for, or refuses it.
pub(super) fn load(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Table> {
    let tables = if args.targets.is_empty() { Tables::bundled() } else { tables::read(&args.targets) };
    rescaled(choose(tables, args.bureau.as_deref(), display)?, args)
}

/// Finds the tables to score against, or refuses: all that are given, or that of one bureau. Of those that come with
/// the program one alone.
pub(super) fn library(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Library> {
    if args.targets.is_empty() {
        return Ok(load(args, display)?.into());
    }
    let tables = tables::read(&args.targets).library(args.bureau.as_deref()).map_err(|why| no_table(why, display))?;
    let tables = tables.into_iter().map(|table| rescaled(table, args)).collect::<Result<Vec<_>, _>>()?;
    let count = tables.len();
    Ok(Library::new(tables).ok_or(Usage::TooManyTables { count, most: Library::MOST })?)
}

/// The table under the points and bands of the run.
fn rescaled(table: Table, args: &TableArgs) -> anyhow::Result<Table> {
    Ok(crate::tables::rescaled(table, args.points, args.bands).map_err(Usage::Points)?)
}

fn choose(tables: Tables, bureau: Option<&str>, display: &DisplayArgs) -> anyhow::Result<Table> {
    tables.choose(bureau).map_err(|why| no_table(why, display))
}

fn no_table(why: NoTable, display: &DisplayArgs) -> anyhow::Error {
    match why {
        NoTable::Refused(errors) => refusal(errors, display),
        NoTable::Bureau(unknown) => Usage::Bureau(unknown).into(),
    }
}

/// `score targets`: lists the tables, shows one, or writes them as JSON; what is wrong or odd is told beside.
pub(super) fn show(args: &TargetsArgs) -> anyhow::Result<Status> {
    let paths: Vec<PathBuf> = args.tables.iter().chain(&args.table.targets).cloned().collect();
    let bureau = args.table.bureau.as_deref();
    let mut tables = if paths.is_empty() { Tables::bundled() } else { tables::read(&paths) };
    if bureau.is_some() || paths.is_empty() {
        return show_tables(vec![choose(tables, bureau, &args.display)?], args).map(|()| Status::Done);
    }
    let status = if tables.has_errors() { Status::Invalid } else { Status::Done };
    if !tables.problems.is_empty() {
        say(&told_in_full(std::mem::take(&mut tables.problems), &args.display));
    }
    if !tables.legal.is_empty() {
        show_tables(tables.legal, args)?;
    }
    Ok(status)
}

fn show_tables(tables: Vec<Table>, args: &TargetsArgs) -> anyhow::Result<()> {
    let tables = tables.into_iter().map(|table| rescaled(table, &args.table)).collect::<Result<Vec<_>, _>>()?;
    if let Some(folder) = &args.output {
        return write_each(&tables, folder, args.overwrite);
    }
    let view = console::view(args.display.color, args.display.lang, false);
    let text = match (args.format, &*tables) {
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
fn write_each(tables: &[Table], folder: &Path, overwrite: OverwriteArgs) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let file = |table: &Table| {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let code: String = table.targets.code.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
        (folder.join(format!("{code}.json")), table.json().into_bytes())
    };
    write_kept(&tables.iter().map(file).collect::<Vec<_>>(), overwrite)
}
