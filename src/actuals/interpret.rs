//! What rows say, each taken by itself or with the rows above it: whose row it is, of which
//! indicator, and what its value attains.
//!
//! Knows nothing of what other rows said before, so rows of different batches can be interpreted side
//! by side; `feed` brings the rows above together, and `intake` what rows say.

use std::ops::Range;
use std::sync::Arc;

use super::bureaus::Bureaus;
use super::footer::{self, Holds};
use super::header::filled;
use super::layout::{CellProblem, FileLayout, ReadFrom, is_total, is_total_of_units};
use super::lookup::{Lookup, Spellings, Unresolved};
use super::oddity::{self, Oddity};
use super::tally::{Detail, DetailsWanted, NameHash, NameHasher};
use super::value::Style;
use crate::delimited::batch::{Batch, Row};
use crate::delimited::split::DELIMITERS;
use crate::diagnostic::{Expected, Problem, ValueFault};
use crate::grading::Grade;
use crate::names::{is_blank_text, normalise, quoted};
use crate::scoring::Outcome;
use crate::stated::Stated;
use crate::targets::TableNumber;

/// What one row says. Rows that say nothing, such as empty ones and totals, have none.
pub(super) struct RowReading {
    /// The row's place in its batch.
    pub(super) row: usize,
    pub(super) unit: UnitRef,
    pub(super) content: RowContent,
}

/// The table that a row is of, and the unit of it.
#[derive(Clone, Copy)]
pub(super) enum UnitRef {
    /// The unit of the row above, or the file's own where there is none above.
    SameAsAbove(TableNumber),
    /// A unit that the row names, by the hash of the name's normal form.
    Named(TableNumber, NameHash),
    /// The unit that the form reports for a bureau: the row names the bureau, and no unit.
    OfForm(TableNumber),
}

impl UnitRef {
    /// The table.
    pub(super) const fn table(self) -> TableNumber {
        match self {
            Self::SameAsAbove(table) | Self::Named(table, _) | Self::OfForm(table) => table,
        }
    }
}

/// What a row says of its unit.
pub(super) enum RowContent {
    /// The value of an indicator.
    Value(Value),
    /// A unit or activity and no value: rows below inherit the names.
    NamesOnly,
    /// Words that are no known name, and no value: names for the rows below, or a footer where none follow.
    Words,
    /// A note, a signature, a date: no indicator whatever follows.
    Footer,
    /// Names that the table does not have.
    UnknownNames(Box<UnknownNames>),
    /// A cell that is refused, and of which indicator it is, where that is known.
    Refused(CellProblem, Option<usize>),
    /// A value without an indicator.
    NoIndicator,
    /// A bureau that the library does not have, or none.
    UnknownBureau,
    /// Another header, which gives a column another meaning: the column.
    OtherHeader(usize),
}

impl RowContent {
    /// Whether a row of which no indicator is known may be a footer instead.
    const fn may_be_footer(&self) -> bool {
        matches!(self, Self::UnknownNames(_) | Self::Refused(_, None))
    }
}

/// The value of an indicator, as far as scoring and messages need it.
pub(super) struct Value {
    /// The indicator's number in the table.
    pub(super) number: usize,
    pub(super) outcome: Outcome,
    /// How it was written, where it is reported.
    pub(super) style: Option<Style>,
    pub(super) from: ReadFrom,
    /// What is to be warned about.
    pub(super) oddity: Option<Oddity>,
    /// Whether a note is demanded and there is none.
    pub(super) lacks_note: bool,
    /// What stood in the cells, where that is kept.
    pub(super) detail: Option<Box<Detail>>,
}

/// Names that do not resolve.
pub(super) struct UnknownNames {
    pub(super) unresolved: Unresolved,
    /// The activity that the row or one above it names; none without a column of activities.
    pub(super) activity: Option<String>,
}

/// Bureau, unit and activity of the rows above, which blank cells repeat.
#[derive(Clone, Copy, Debug, Default)]
struct Above<'b> {
    bureau: &'b str,
    /// The bureau's table, where it is known.
    table: Option<TableNumber>,
    unit: &'b str,
    /// Whether what stands there as the unit is a total of units, whose rows are nobody's.
    is_total: bool,
    activity: &'b str,
}

/// Bureau, unit and activity above the rows of the next batch.
#[derive(Clone, Debug, Default)]
pub(super) struct Carried {
    bureau: String,
    table: Option<TableNumber>,
    unit: String,
    is_total: bool,
    activity: String,
}

impl Carried {
    fn above(&self) -> Above<'_> {
        let Self { bureau, table, unit, is_total, activity } = self;
        Above { bureau, table: *table, unit, is_total: *is_total, activity }
    }
}

impl From<Above<'_>> for Carried {
    fn from(above: Above<'_>) -> Self {
        Self {
            bureau: above.bureau.to_owned(),
            table: above.table,
            unit: above.unit.to_owned(),
            is_total: above.is_total,
            activity: above.activity.to_owned(),
        }
    }
}

/// The readings of a batch's rows.
#[derive(Default)]
pub(super) struct BatchReadings {
    /// The first row that was read without the rows above the batch; those before it leave cells to them.
    first: usize,
    /// The readings of the rows from there on.
    pub(super) rows: Vec<RowReading>,
    /// The readings of the rows before, made once it was known what stands above them.
    pub(super) rows_before: Vec<RowReading>,
    /// What stands above the next batch.
    pub(super) above_next: Carried,
}

impl BatchReadings {
    /// Forgets all rows, and keeps the room.
    pub(super) fn clear(&mut self) {
        self.rows.clear();
        self.rows_before.clear();
    }
}

/// Whose table a row is for.
enum Bureau {
    /// A bureau of the library, and whether it is another one than above.
    Known { table: TableNumber, is_other: bool },
    /// One that is not in it, or none.
    Unknown,
    /// The row says nothing, or the bureau above it is not known.
    Nobody,
}

/// Interprets rows, and remembers spellings.
pub(super) struct Interpreter<'t> {
    bureaus: Arc<Bureaus<'t>>,
    /// Those of each table.
    spellings: Vec<Spellings>,
    hasher: NameHasher,
    details: DetailsWanted,
    /// The grade below which every indicator must have a note.
    notes_below: Option<Grade>,
}

impl<'t> Interpreter<'t> {
    pub(super) fn new(
        bureaus: Arc<Bureaus<'t>>,
        hasher: NameHasher,
        details: DetailsWanted,
        notes_below: Option<Grade>,
    ) -> Self {
        let spellings = bureaus.indicators().into_iter().map(Spellings::new).collect();
        Self { bureaus, spellings, hasher, details, notes_below }
    }

    /// Reads all rows of a batch, below what stands above them.
    pub(super) fn read_below(
        &mut self,
        layout: &FileLayout,
        batch: &Batch,
        above: &Carried,
        readings: &mut BatchReadings,
    ) {
        let mut above = above.above();
        self.rows(layout, batch, 0..batch.len(), &mut above, &mut readings.rows);
        readings.first = 0;
        readings.above_next = above.into();
    }

    /// Reads the rows of a batch without those above it, from the first one on that has a value and
    /// names all that rows below may leave to it. The rows before are for [`Interpreter::read_rest`].
    pub(super) fn read_alone(&mut self, layout: &FileLayout, batch: &Batch, readings: &mut BatchReadings) {
        let mut above = Above::default();
        let rows = &mut readings.rows;
        // Whether a row without a value is a footer depends on the unit above it.
        let mut is_first = |index: &usize| {
            rows.clear();
            above = Above::default();
            layout.names_all(batch.row(*index)) && {
                self.rows(layout, batch, *index..*index + 1, &mut above, rows);
                rows.last().is_some_and(|reading| matches!(reading.content, RowContent::Value(_)))
            }
        };
        let first = (0..batch.len()).find(&mut is_first);
        if first.is_none() {
            rows.clear();
        }
        readings.first = first.unwrap_or(batch.len());
        self.rows(layout, batch, readings.first + 1..batch.len(), &mut above, rows);
        readings.above_next = above.into();
    }

    /// Reads the rows of a batch that [`Interpreter::read_alone`] left, below what stands above them.
    pub(super) fn read_rest(
        &mut self,
        layout: &FileLayout,
        batch: &Batch,
        above: &Carried,
        readings: &mut BatchReadings,
    ) {
        if readings.first == 0 && !batch.is_empty() {
            return;
        }
        let mut above = above.above();
        self.rows(layout, batch, 0..readings.first, &mut above, &mut readings.rows_before);
        if readings.first == batch.len() {
            readings.above_next = above.into();
        }
    }

    /// Reads rows of a batch, and keeps what stands above the next row.
    fn rows<'b>(
        &mut self,
        layout: &FileLayout,
        batch: &'b Batch,
        rows: Range<usize>,
        above: &mut Above<'b>,
        into: &mut Vec<RowReading>,
    ) {
        for index in rows {
            if let Some((unit, content)) = self.row(layout, batch.row(index), above) {
                into.push(RowReading { row: index, unit, content });
            }
        }
    }

    /// What a row says. A row that says nothing is not above the next one either.
    #[inline]
    fn row<'b>(&mut self, layout: &FileLayout, row: Row<'b>, above: &mut Above<'b>) -> Option<(UnitRef, RowContent)> {
        let indicator = row.cell(layout.columns.indicator?);
        let mut table = above.table.or(layout.table).unwrap_or_default();
        let has_indicator = !is_blank_text(indicator);
        if !has_indicator && let Some(column) = layout.columns.headed_otherwise_below(row) {
            return Some((UnitRef::SameAsAbove(table), RowContent::OtherHeader(column)));
        }
        if !has_indicator && layout.is_nothing(row) {
            return layout.has_remark(row).then_some((UnitRef::SameAsAbove(table), RowContent::Words));
        }
        if !has_indicator && self.is_footer(layout, table, row, above) {
            return Some((UnitRef::SameAsAbove(table), RowContent::Footer));
        }
        let mut is_other_bureau = false;
        if let Some(column) = layout.columns.bureau {
            match self.bureau(layout, row, column, above) {
                Bureau::Nobody => return None,
                Bureau::Unknown => return Some((UnitRef::SameAsAbove(table), RowContent::UnknownBureau)),
                Bureau::Known { table: own, is_other } => (table, is_other_bureau) = (own, is_other),
            }
        }
        let unit = layout.columns.unit.map(|column| row.cell(column));
        let unit = unit.filter(|unit| *unit != above.unit && !is_blank_text(unit));
        let normal_unit = unit.map(normalise);
        if normal_unit.as_deref().map_or(above.is_total, is_total_of_units) {
            if let Some(unit) = unit {
                (above.unit, above.is_total, above.activity) = (unit, true, "");
            }
            return None;
        }
        let activity = match filled(row, layout.columns.activity) {
            None if is_other_bureau || unit.is_some_and(|unit| !is_same_unit(unit, above.unit)) => Some(""),
            activity => activity,
        };
        let unseen = layout.unseen_name(row);
        let is_named = has_indicator || unseen.is_some();
        let content = if let Some(problem) = unseen {
            RowContent::Refused(problem, None)
        } else if has_indicator {
            let activity = layout.columns.activity.map(|_| activity.unwrap_or(above.activity));
            self.value(layout, table, row, (activity, indicator))?
        } else {
            self.without_indicator(layout, table, row)
        };
        if is_named && content.may_be_footer() && self.is_footer(layout, table, row, above) {
            return Some((UnitRef::SameAsAbove(table), RowContent::Footer));
        }
        above.activity = activity.unwrap_or(above.activity);
        let (Some(unit), Some(normal)) = (unit, normal_unit) else {
            let unit = if is_other_bureau { UnitRef::OfForm(table) } else { UnitRef::SameAsAbove(table) };
            return Some((unit, content));
        };
        (above.unit, above.is_total) = (unit, false);
        Some((UnitRef::Named(table, self.hasher.hash(table, &normal)), content))
    }

    /// Whose table a row is for, in a file that has a column of bureaus. Neither unit nor activity carries over
    /// into another bureau.
    #[inline(never)]
    fn bureau<'b>(&self, layout: &FileLayout, row: Row<'b>, column: usize, above: &mut Above<'b>) -> Bureau {
        let own = filled(row, Some(column)).filter(|own| *own != above.bureau);
        let Some(own) = own else {
            return match above.table.or(layout.table.filter(|_| above.bureau.is_empty())) {
                Some(table) => Bureau::Known { table, is_other: false },
                None if above.bureau.is_empty() => Bureau::Unknown,
                // The row that names the bureau has been reported.
                None => Bureau::Nobody,
            };
        };
        if is_total_of_units(&normalise(own)) {
            (above.bureau, above.table) = (own, None);
            return Bureau::Nobody;
        }
        let before = above.table.or(layout.table);
        let table = self.bureaus.named(own);
        let is_other = table.is_none() || before != table;
        (above.bureau, above.table) = (own, table);
        if is_other {
            (above.unit, above.is_total, above.activity) = ("", false, "");
        }
        table.map_or(Bureau::Unknown, |table| Bureau::Known { table, is_other })
    }

    /// Whether a row is a note, a signature or a date. One that begins as such is, unless it also has a value for
    /// what may be an indicator; any other that has words where an indicator or else its value would stand,
    /// nothing that may be a value, and no name near one of the table. Rows below are not taken for those of an
    /// activity above it, and where it names another unit, it is none.
    #[cold]
    fn is_footer<'b>(&self, layout: &FileLayout, table: TableNumber, row: Row<'b>, above: &mut Above<'b>) -> bool {
        let (columns, lookup) = (&layout.columns, self.bureaus.lookup(table));
        let [unit, activity, indicator] =
            [columns.unit, columns.activity, columns.indicator].map(|column| filled(row, column));
        let is_near = |name: &str| lookup.is_near_indicator(name);
        let is_other = |unit: &str| !(footer::begins_as_footer(unit) || is_same_unit(unit, above.unit));
        if unit.is_some_and(is_other) {
            return false;
        }
        if layout.begins_as_footer(row) {
            return !(layout.holds(row, Holds::Value) && indicator.is_some_and(is_near));
        }
        if footer::is_date_alone(row) {
            return true;
        }
        let has_words = layout.holds(row, Holds::Words);
        let is_worded = if indicator.is_some() { !has_words } else { has_words || layout.holds(row, Holds::Aside) };
        let may_be_indicator = layout.holds(row, Holds::Value)
            || activity.is_some_and(|activity| lookup.has_activity(activity))
            || [activity, indicator].into_iter().flatten().any(is_near);
        let is_footer = is_worded && !may_be_indicator;
        if is_footer {
            above.activity = activity.unwrap_or(above.activity);
        }
        is_footer
    }

    /// What a row without an indicator says that is no footer.
    #[cold]
    fn without_indicator(&self, layout: &FileLayout, table: TableNumber, row: Row<'_>) -> RowContent {
        let lookup = self.bureaus.lookup(table);
        if layout.has_value(row) {
            return RowContent::NoIndicator;
        }
        if let Some(problem) = row_in_a_cell(layout, lookup, row) {
            return RowContent::Refused(problem, None);
        }
        let is_known = filled(row, layout.columns.activity).is_some_and(|name| lookup.has_activity(name));
        if is_known { RowContent::NamesOnly } else { RowContent::Words }
    }

    /// What a row with an indicator says; a total, and a header that is repeated, say nothing.
    fn value(
        &mut self,
        layout: &FileLayout,
        table: TableNumber,
        row: Row<'_>,
        (activity, indicator): (Option<&str>, &str),
    ) -> Option<RowContent> {
        let (lookup, spellings) = (self.bureaus.lookup(table), &mut self.spellings[usize::from(table)]);
        let number = match spellings.remembered(activity, indicator) {
            Some(number) => number,
            None if layout.columns.repeated_in(row) => {
                return layout.columns.headed_otherwise(row).map(RowContent::OtherHeader);
            }
            None if [Some(indicator), activity].into_iter().flatten().any(|name| is_total(&normalise(name))) => {
                return None;
            }
            None => match spellings.resolve(lookup, activity, indicator) {
                Ok(number) => number,
                Err(_) if footer::numbers_columns(row) => return None,
                Err(unresolved) => {
                    let names = UnknownNames { unresolved, activity: activity.map(str::to_owned) };
                    return Some(RowContent::UnknownNames(Box::new(names)));
                }
            },
        };
        let (_, indicator) = lookup.indicator(number);
        let finding = match layout.find(row, indicator) {
            Ok(finding) => finding,
            Err(problem) => return Some(RowContent::Refused(problem, Some(number))),
        };
        let (outcome, style, oddity) = match finding.reading {
            Stated::Reported(written) => {
                let attainment = indicator.cutoffs.attainment(written.actual);
                (Stated::Reported(attainment), Some(written.style), oddity::of_written(written, indicator))
            }
            Stated::Missing => (Stated::Missing, None, Some(Oddity::Missing)),
            Stated::NotApplicable => {
                (Stated::NotApplicable, None, layout.note(row).is_none().then_some(Oddity::Unexplained))
            }
        };
        let needs_note = |grade| {
            let actual = finding.reading.reported().map(|written| written.actual);
            actual.is_some_and(|actual| oddity::needs_note(actual, indicator, grade))
        };
        let lacks_note = self.notes_below.is_some_and(needs_note) && layout.note(row).is_none();
        let detail = self.details.are_wanted().then(|| Box::new(layout.detail(row, finding)));
        Some(RowContent::Value(Value { number, outcome, style, from: finding.from, oddity, lacks_note, detail }))
    }
}

/// A row that stands in one cell, since its cells are divided by another delimiter than those of the
/// header. A footer may have such a delimiter too, but no indicator's name between two of them.
#[cold]
fn row_in_a_cell(layout: &FileLayout, lookup: &Lookup<'_>, row: Row<'_>) -> Option<CellProblem> {
    layout.columns.edge?;
    let is_row =
        |cell: &str| DELIMITERS.iter().any(|delimiter| cell.split(delimiter).any(|part| lookup.has_indicator(part)));
    let column = row.cells().position(|cell| !lookup.has_indicator(cell) && is_row(cell))?;
    let fault = ValueFault::RowInCell { text: quoted(row.cell(column)) };
    Some((Box::new(Problem::Value { fault, expected: Expected::Percentage }), column))
}

fn is_same_unit(a: &str, b: &str) -> bool {
    a == b || normalise(a) == normalise(b)
}
