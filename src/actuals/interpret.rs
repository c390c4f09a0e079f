//! What rows say, each taken by itself or with the rows above it: whose row it is, of which
//! indicator, and what its value attains.
//!
//! Knows nothing of what other rows said before, so rows of different batches can be interpreted side
//! by side; `feed` brings the rows above together, and `intake` what rows say.

use std::ops::Range;
use std::sync::Arc;

use super::batch::{Batch, Row};
use super::layout::{CellProblem, FileLayout, ReadFrom, is_total, is_total_of_units};
use super::lookup::{Lookup, Spellings, Unresolved};
use super::split::DELIMITERS;
use super::tally::{Detail, DetailsWanted, NameHash, NameHasher};
use super::value::Style;
use crate::diagnostic::{Expected, Problem, ValueFault};
use crate::names::{is_blank_text, normalise, quoted};
use crate::scoring::Outcome;
use crate::stated::Stated;

/// What one row says; rows that say nothing are left out.
pub(super) struct Said {
    /// The row's place in its batch.
    pub(super) row: usize,
    pub(super) whose: Whose,
    pub(super) what: What,
}

/// Whose row it is.
#[derive(Clone, Copy)]
pub(super) enum Whose {
    /// Of the unit of the row above, or of the file where there is none above.
    Above,
    /// Of a unit that it names, whose name in normal form has this hash.
    Named(NameHash),
}

/// What a row says of its unit.
pub(super) enum What {
    Value(Value),
    /// Names alone, which rows below may repeat.
    Nothing,
    /// Names that do not resolve.
    Unknown(Box<UnknownNames>),
    Wrong(CellProblem),
    NoIndicator,
}

/// What an indicator's value comes to.
pub(super) struct Value {
    /// The indicator's number.
    pub(super) number: usize,
    pub(super) outcome: Outcome,
    /// How it was written, where it is reported.
    pub(super) style: Option<Style>,
    pub(super) from: ReadFrom,
    /// Of a reported value, whether it is a rate above 100%; of one that is not applicable, whether no
    /// note says why.
    pub(super) is_odd: bool,
    /// What stood in the cells, where that is kept.
    pub(super) detail: Option<Box<Detail>>,
}

pub(super) struct UnknownNames {
    pub(super) unresolved: Unresolved,
    /// The activity that the row or one above it names; none without a column of activities.
    pub(super) activity: Option<String>,
}

/// Unit and activity of the rows above, which blank cells repeat.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Above<'b> {
    unit: &'b str,
    activity: &'b str,
}

/// What stands above the rows of the next batch.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    unit: String,
    activity: String,
}

impl Carried {
    fn above(&self) -> Above<'_> {
        Above { unit: &self.unit, activity: &self.activity }
    }
}

impl From<Above<'_>> for Carried {
    fn from(above: Above<'_>) -> Self {
        Self { unit: above.unit.to_owned(), activity: above.activity.to_owned() }
    }
}

/// What the rows of a batch say.
#[derive(Default)]
pub(super) struct Readings {
    /// The first row that was interpreted by itself; those before it leave cells to rows above the batch.
    first: usize,
    /// What the rows from there on say.
    pub(super) said: Vec<Said>,
    /// What the rows before say, interpreted once it was known what stands above them.
    pub(super) said_before: Vec<Said>,
    /// What stands above the next batch.
    pub(super) above_next: Carried,
}

impl Readings {
    /// Forgets all rows, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.said.clear();
        self.said_before.clear();
    }
}

/// Interprets rows, and remembers spellings.
pub(super) struct Interpreter<'t> {
    lookup: Arc<Lookup<'t>>,
    spellings: Spellings,
    hasher: NameHasher,
    details: DetailsWanted,
}

impl<'t> Interpreter<'t> {
    pub(super) fn new(lookup: Arc<Lookup<'t>>, hasher: NameHasher, details: DetailsWanted) -> Self {
        Self { spellings: Spellings::new(lookup.len()), lookup, hasher, details }
    }

    /// Interprets the rows of a batch below what stands above them.
    pub(super) fn batch_below(&mut self, layout: &FileLayout, batch: &Batch, above: &Carried, readings: &mut Readings) {
        let mut above = above.above();
        self.rows(layout, batch, 0..batch.len(), &mut above, &mut readings.said);
        readings.first = 0;
        readings.above_next = above.into();
    }

    /// Interprets the rows of a batch from the first one on that says something and leaves nothing to
    /// rows above it; the others are for [`Interpreter::complete`].
    pub(super) fn batch(&mut self, layout: &FileLayout, batch: &Batch, readings: &mut Readings) {
        let mut above = Above::default();
        let said = &mut readings.said;
        let mut is_first = |index: &usize| {
            layout.names_all(batch.row(*index)) && self.rows(layout, batch, *index..*index + 1, &mut above, said)
        };
        readings.first = (0..batch.len()).find(&mut is_first).unwrap_or(batch.len());
        self.rows(layout, batch, readings.first + 1..batch.len(), &mut above, said);
        readings.above_next = above.into();
    }

    /// Interprets the rows of a batch that were left, below what stands above them.
    pub(super) fn complete(&mut self, layout: &FileLayout, batch: &Batch, above: &Carried, readings: &mut Readings) {
        if readings.first == 0 && !batch.is_empty() {
            return;
        }
        let mut above = above.above();
        self.rows(layout, batch, 0..readings.first, &mut above, &mut readings.said_before);
        if readings.first == batch.len() {
            readings.above_next = above.into();
        }
    }

    /// Interprets rows of a batch, and keeps what stands above the next row. Tells whether any of them
    /// said something.
    fn rows<'b>(
        &mut self,
        layout: &FileLayout,
        batch: &'b Batch,
        rows: Range<usize>,
        above: &mut Above<'b>,
        said: &mut Vec<Said>,
    ) -> bool {
        let before = said.len();
        for index in rows {
            if let Some((whose, what)) = self.row(layout, batch.row(index), above) {
                said.push(Said { row: index, whose, what });
            }
        }
        said.len() > before
    }

    /// What a row says. A row that says nothing is not above the next one either.
    #[inline]
    fn row<'b>(&mut self, layout: &FileLayout, row: Row<'b>, above: &mut Above<'b>) -> Option<(Whose, What)> {
        let indicator = row.cell(layout.columns.indicator?);
        let has_indicator = !is_blank_text(indicator);
        if !has_indicator && layout.is_nothing(row) {
            return None;
        }
        let unit = named(row, layout.columns.unit).filter(|unit| *unit != above.unit);
        let normal_unit = unit.map(normalise);
        if normal_unit.as_deref().is_some_and(is_total_of_units) {
            return None;
        }
        let activity = match named(row, layout.columns.activity) {
            None if unit.is_some_and(|unit| !is_same_unit(unit, above.unit)) => Some(""),
            activity => activity,
        };
        let what = if has_indicator {
            let activity = layout.columns.activity.map(|_| activity.unwrap_or(above.activity));
            self.value(layout, row, activity, indicator)?
        } else if layout.has_value(row) {
            What::NoIndicator
        } else {
            self.row_in_a_cell(layout, row).map_or(What::Nothing, What::Wrong)
        };
        above.activity = activity.unwrap_or(above.activity);
        let (Some(unit), Some(normal)) = (unit, normal_unit) else { return Some((Whose::Above, what)) };
        above.unit = unit;
        Some((Whose::Named(self.hasher.hash(&normal)), what))
    }

    /// A row that stands in one cell, since its cells are divided by another delimiter than those of the
    /// header. A footer may have such a delimiter too, but no indicator's name between two of them.
    #[cold]
    fn row_in_a_cell(&self, layout: &FileLayout, row: Row<'_>) -> Option<CellProblem> {
        layout.columns.edge?;
        let is_row = |cell: &str| {
            DELIMITERS.iter().any(|delimiter| cell.split(delimiter).any(|part| self.lookup.has_indicator(part)))
        };
        let column = row.cells().position(|cell| !self.lookup.has_indicator(cell) && is_row(cell))?;
        let fault = ValueFault::RowInCell { text: quoted(row.cell(column)) };
        Some((Box::new(Problem::Value { fault, expected: Expected::Percentage }), column))
    }

    /// What a row with an indicator says; a total, and a header that is repeated, say nothing.
    fn value(&mut self, layout: &FileLayout, row: Row<'_>, activity: Option<&str>, indicator: &str) -> Option<What> {
        let number = match self.spellings.remembered(activity, indicator) {
            Some(number) => number,
            None if layout.columns.repeated_in(row)
                || [Some(indicator), activity].into_iter().flatten().any(|name| is_total(&normalise(name))) =>
            {
                return None;
            }
            None => match self.spellings.resolve(&self.lookup, activity, indicator) {
                Ok(number) => number,
                Err(unresolved) => {
                    let names = UnknownNames { unresolved, activity: activity.map(str::to_owned) };
                    return Some(What::Unknown(Box::new(names)));
                }
            },
        };
        let (_, indicator) = self.lookup.indicator(number);
        let finding = match layout.find(row, indicator) {
            Ok(finding) => finding,
            Err(problem) => return Some(What::Wrong(problem)),
        };
        let outcome = finding.reading.map(|written| indicator.cutoffs.attainment(written.actual));
        let style = finding.reading.reported().map(|written| written.style);
        let is_odd = match finding.reading {
            Stated::Reported(written) => written.actual.exceeds(100) && indicator.is_rate(),
            Stated::Missing => false,
            Stated::NotApplicable => layout.note(row).is_none(),
        };
        let detail = self.details.are_wanted().then(|| Box::new(layout.detail(row, finding)));
        Some(What::Value(Value { number, outcome, style, from: finding.from, is_odd, detail }))
    }
}

/// The text of a cell that is not blank.
#[inline]
fn named(row: Row<'_>, column: Option<usize>) -> Option<&str> {
    Some(row.cell(column?)).filter(|cell| !is_blank_text(cell))
}

fn is_same_unit(a: &str, b: &str) -> bool {
    a == b || normalise(a) == normalise(b)
}
