//! The tables of a run: those that are chosen among the ones given, or a bundled one.

use super::failure::refusal;
use super::table_files;
use super::usage::Usage;
use crate::cli::{DisplayArgs, TableArgs};
use crate::diagnostic::{Diagnostic, TableNotes};
use crate::tables::{NoTable, Tables};
use crate::targets::{Library, Table};

/// Finds the table that is asked for, or refuses it.
pub(super) fn load(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Table> {
    let tables = if args.targets.is_empty() { Tables::bundled() } else { table_files::read(&args.targets) };
    let table = tables.choose(args.bureau.as_deref()).map_err(|why| no_table(why, display))?;
    rescaled(table, args)
}

/// Finds the tables to score against, or refuses: all that are given, or that of one bureau. Of those that come with
/// the program one alone.
pub(super) fn library(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<(Library, TableNotes)> {
    if args.targets.is_empty() {
        return Ok((load(args, display)?.into(), TableNotes::default()));
    }
    let tables = table_files::read(&args.targets);
    let chosen = tables.library(args.bureau.as_deref()).map_err(|why| no_table(why, display))?;
    let tables = chosen.tables.into_iter().map(|table| rescaled(table, args)).collect::<Result<Vec<_>, _>>()?;
    let count = tables.len();
    let library = Library::new(tables).ok_or(Usage::TooManyTables { count, most: Library::MOST })?;
    Ok((library.beside(chosen.refused), chosen.notes))
}

/// The legal ones of some tables, and what is wrong or odd with what they were read from.
pub(super) struct Found {
    pub(super) tables: Vec<Table>,
    pub(super) problems: Vec<Diagnostic>,
}

/// All tables that are given, or that of one bureau. Of those that come with the program one alone.
pub(super) fn all(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Found> {
    if args.bureau.is_some() || args.targets.is_empty() {
        return Ok(Found { tables: vec![load(args, display)?], problems: Vec::new() });
    }
    let found = table_files::read(&args.targets);
    let tables = found.legal.into_iter().map(|table| rescaled(table, args)).collect::<Result<Vec<_>, _>>()?;
    Ok(Found { tables, problems: found.problems })
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
