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
use crate::diagnostic::{Diagnostic, TableNotes};
use crate::language::Language;
use crate::names::file_stem;
use crate::report;
use crate::tables::{NoTable, Tables};
use crate::targets::{Library, Table};

/// Finds the table that is asked for, or refuses it.
pub(super) fn load(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Table> {
    let tables = if args.targets.is_empty() { Tables::bundled() } else { tables::read(&args.targets) };
    let table = tables.choose(args.bureau.as_deref()).map_err(|why| no_table(why, display))?;
    rescaled(table, args)
}

/// Finds the tables to score against, or refuses: all that are given, or that of one bureau. Of those that come with
/// the program one alone.
pub(super) fn library(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<(Library, TableNotes)> {
    if args.targets.is_empty() {
        return Ok((load(args, display)?.into(), TableNotes::default()));
    }
    let chosen = tables::read(&args.targets).library(args.bureau.as_deref()).map_err(|why| no_table(why, display))?;
    let tables = chosen.tables.into_iter().map(|table| rescaled(table, args)).collect::<Result<Vec<_>, _>>()?;
    let count = tables.len();
    let library = Library::new(tables).ok_or(Usage::TooManyTables { count, most: Library::MOST })?;
    Ok((library.beside(chosen.refused), chosen.notes))
}

/// The table under the points and bands of the run.
fn rescaled(table: Table, args: &TableArgs) -> anyhow::Result<Table> {
    Ok(crate::tables::rescaled(table, args.points, args.bands).map_err(Usage::Points)?)
}

fn no_table(why: NoTable, display: &DisplayArgs) -> anyhow::Error {
    match why {
        NoTable::Refused(errors) => refusal(errors, display),
        NoTable::Bureau(unknown) => Usage::Bureau(unknown).into(),
    }
}

/// `score targets`: lists the tables, shows one, or writes them as JSON; what is wrong or odd is told beside.
pub(super) fn show(args: &TargetsArgs) -> anyhow::Result<Status> {
    let targets: Vec<PathBuf> = args.tables.iter().chain(&args.table.targets).cloned().collect();
    let args_of_tables = TableArgs { targets, ..args.table.clone() };
    let Found { tables, problems, status } = all(&args_of_tables, &args.display)?;
    if !problems.is_empty() {
        say(&told_in_full(problems, &args.display));
    }
    if !tables.is_empty() {
        show_tables(&tables, args)?;
    }
    Ok(status)
}

/// The legal ones of some tables, and what is wrong or odd with what they were read from.
pub(super) struct Found {
    pub(super) tables: Vec<Table>,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) status: Status,
}

/// All tables that are given, or that of one bureau. Of those that come with the program one alone.
pub(super) fn all(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Found> {
    if args.bureau.is_some() || args.targets.is_empty() {
        return Ok(Found { tables: vec![load(args, display)?], problems: Vec::new(), status: Status::Done });
    }
    let found = tables::read(&args.targets);
    let status = if found.has_errors() { Status::Invalid } else { Status::Done };
    let tables = found.legal.into_iter().map(|table| rescaled(table, args)).collect::<Result<Vec<_>, _>>()?;
    Ok(Found { tables, problems: found.problems, status })
}

fn show_tables(tables: &[Table], args: &TargetsArgs) -> anyhow::Result<()> {
    if let Some(folder) = &args.output {
        return write_each(tables, folder, args.overwrite, args.display.lang);
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
fn write_each(tables: &[Table], folder: &Path, overwrite: OverwriteArgs, language: Language) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let file =
        |table: &Table| (folder.join(format!("{}.json", file_stem(&table.targets.code))), table.json().into_bytes());
    let files: Vec<_> = tables.iter().map(file).collect();
    write_kept(&files, overwrite)?;
    console::tell_written(files.into_iter().map(|(path, _)| path), language);
    Ok(())
}
