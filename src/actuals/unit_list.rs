//! The list of those that must report.

use super::expected::{ExpectedUnits, WrittenLine};
use super::header::{Wanted, is_list_title};
use super::input::Input;
use super::layout::{is_total, unseen_name};
use super::open_input::OpenInput;
use super::options::Options;
use super::place::FileName;
use crate::delimited::batch::{Batch, CellKind, Row};
use crate::diagnostic::{Diagnostic, HeaderFault, Problem};
use crate::names::{is_blank, normalise};
use crate::targets::Library;

/// Reads a list of units, bureaus, or units of bureaus, in its order.
///
/// # Errors
/// The problem that keeps it from being read.
pub fn unit_list(input: Input<'_>, options: &Options, library: &Library) -> Result<ExpectedUnits, Box<Diagnostic>> {
    let mut batch = Batch::default();
    let file = FileName { number: 0, name: input.name.clone(), sheet: None };
    let no_unit = file.problem(Problem::Header(HeaderFault::NoUnit));
    let beginning = input.begin(0, options)?;
    let mut input = match OpenInput::open(beginning, options, Wanted::Units, &mut batch) {
        Err(why) if matches!(why.problem, Problem::Header(_)) => return Err(no_unit),
        opened => opened?,
    };
    let columns = [input.layout.columns.unit, input.layout.columns.bureau];
    let mut lines = Vec::new();
    loop {
        for row in batch.rows().filter(|row| !row.cells().any(|cell| is_total(&normalise(cell)))) {
            let is_unseen = |column: &usize| matches!(row.kind(*column), CellKind::Unseen | CellKind::Rounded);
            if let Some(column) = columns.into_iter().flatten().find(is_unseen) {
                return Err(input.layout.file.problem_in(row, column, unseen_name(row, column)));
            }
            let [unit, bureau] = columns.map(|column| name(row, column));
            if !(unit.is_empty() && bureau.is_empty()) {
                lines.push(WrittenLine { unit, bureau });
            }
        }
        if !input.next(&mut batch)? {
            return if lines.is_empty() { Err(no_unit) } else { Ok(ExpectedUnits::new(lines, library)) };
        }
    }
}

/// The name in a cell; nothing where it is blank, or the title of a list.
fn name(row: Row<'_>, column: Option<usize>) -> String {
    let name = column.map_or("", |column| row.cell(column).trim_matches(is_blank));
    if is_list_title(name) { String::new() } else { name.to_owned() }
}
