//! `score targets`: lists the tables, shows one, or writes them as JSON.

use std::path::{Path, PathBuf};

use anyhow::Context;

use super::console::{self, print, say};
use super::failure::told_in_full;
use super::outputs::write_kept;
use super::status::Status;
use super::table_files;
use super::tables::{self, Found};
use crate::cli::{TableArgs, TargetsArgs, TargetsFormat};
use crate::diagnostic::Problems;
use crate::names::file_stem;
use crate::report;
use crate::targets::Table;

/// Shows what there is of tables; what is wrong or odd is told beside.
pub(super) fn show(args: &TargetsArgs) -> anyhow::Result<Status> {
    let targets: Vec<PathBuf> = args.tables.iter().chain(&args.table.targets).cloned().collect();
    let args_of_tables = TableArgs { targets, ..args.table.clone() };
    let Found { tables, problems } = tables::all(&args_of_tables, &args.display)?;
    let problems: Problems = problems.into_iter().collect();
    say(&told_in_full(&problems, &args.display));
    if !tables.is_empty() {
        match &args.output {
            None => print_tables(&tables, args)?,
            Some(folder) => write_each(&tables, folder, &table_files::named(&args_of_tables.targets), args)?,
        }
    }
    Ok(Status::of(&problems))
}

fn print_tables(tables: &[Table], args: &TargetsArgs) -> anyhow::Result<()> {
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
fn write_each(tables: &[Table], folder: &Path, read: &[PathBuf], args: &TargetsArgs) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let file =
        |table: &Table| (folder.join(format!("{}.json", file_stem(&table.targets.code))), table.json().into_bytes());
    let files: Vec<_> = tables.iter().map(file).collect();
    write_kept(&files, read, args.overwrite)?;
    console::tell_written(files.into_iter().map(|(path, _)| path), args.display.lang);
    Ok(())
}
