//! The list of units that must report.

use super::header::{Wanted, is_list_title};
use super::input::Input;
use super::layout::{is_total, unseen_name};
use super::open_input::OpenInput;
use super::options::Options;
use super::place::FileName;
use crate::delimited::batch::{Batch, CellKind};
use crate::diagnostic::{Diagnostic, HeaderFault, Problem};
use crate::names::{is_blank, normalise};

/// Reads a list of units, in its order.
///
/// # Errors
/// The problem that keeps it from being read.
pub fn unit_list(input: Input<'_>, options: &Options) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut batch = Batch::default();
    let file = FileName { number: 0, name: input.name.clone(), sheet: None };
    let no_unit = file.problem(Problem::Header(HeaderFault::NoUnit));
    let beginning = input.begin(0, options)?;
    let mut input = match OpenInput::open(beginning, options, Wanted::Units, &mut batch) {
        Err(why) if matches!(why.problem, Problem::Header(_)) => return Err(no_unit),
        opened => opened?,
    };
    let Some(column) = input.layout.columns.unit else { return Err(no_unit) };
    let mut units = Vec::new();
    loop {
        let rows = batch.rows().filter(|row| !row.cells().any(|cell| is_total(&normalise(cell))));
        let rows: Vec<_> = rows.collect();
        if let Some(row) = rows.iter().find(|row| matches!(row.kind(column), CellKind::Unseen | CellKind::Rounded)) {
            return Err(input.layout.file.problem_in(*row, column, unseen_name(*row, column)));
        }
        let names = rows.into_iter().map(|row| row.cell(column).trim_matches(is_blank).to_owned());
        units.extend(names.filter(|name: &String| !(name.is_empty() || is_list_title(name))));
        if !input.next(&mut batch)? {
            return if units.is_empty() { Err(no_unit) } else { Ok(units) };
        }
    }
}
