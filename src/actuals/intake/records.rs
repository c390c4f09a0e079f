//! What a row says, recorded once, and what is wrong or odd about it.

use super::{FileIntake, Intake, shown};
use crate::actuals::bureaus::Bureaus;
use crate::actuals::interpret::{RowContent, RowReading, UnitRef, UnknownNames, Value};
use crate::actuals::layout::FileLayout;
use crate::actuals::lookup::Unresolved;
use crate::actuals::oddity::Oddity;
use crate::actuals::tally::{Tally, UnitNumber};
use crate::actuals::value::Style;
use crate::delimited::batch::{Batch, Row};
use crate::diagnostic::{Code, Diagnostic, Place, Problem};
use crate::names::quoted;

impl Intake<'_> {
    /// Looks at the entries that rows will need.
    pub(super) fn fetch_entries(&self, rows: &[RowReading], units: &[Option<UnitNumber>]) {
        // A row that goes on with the unit above it finds that unit's entries at hand.
        let far = rows.iter().zip(units).filter_map(|(reading, unit)| match (reading.unit, &reading.content) {
            (UnitRef::Named(..), RowContent::Value(value)) => unit.map(|unit| (unit, value.number)),
            _ => None,
        });
        self.tally.fetch_entries(far);
    }

    /// Records what a row says, and reports what is wrong or odd about it.
    pub(super) fn take_row(&mut self, intake: &mut FileIntake, batch: &Batch, reading: RowReading, unit: UnitNumber) {
        let indicator = intake.layout.columns.indicator;
        match reading.content {
            RowContent::Value(value) => {
                let position = intake.first_position + batch.line(reading.row);
                match self.tally.record(unit, value.number, value.outcome, position) {
                    Ok(()) => self.check_value(intake, batch, reading.row, unit, value),
                    Err(first) => {
                        let duplicate = self.duplicate(intake, unit, value.number, first);
                        self.reject_row(intake, batch.row(reading.row), unit, duplicate, indicator);
                    }
                }
            }
            RowContent::NamesOnly | RowContent::Words | RowContent::Footer | RowContent::UnknownBureau => {}
            RowContent::UnknownNames(names) => self.reject_names(intake, batch.row(reading.row), unit, &names),
            RowContent::Refused((problem, column)) => {
                self.reject_row(intake, batch.row(reading.row), unit, *problem, Some(column));
            }
            RowContent::NoIndicator => {
                self.reject_row(intake, batch.row(reading.row), unit, Problem::NoIndicator, indicator);
            }
        }
    }

    /// Reports a problem of a row, which leaves its unit unscored.
    fn reject_row(
        &mut self,
        intake: &FileIntake,
        row: Row<'_>,
        unit: UnitNumber,
        problem: Problem,
        column: Option<usize>,
    ) {
        self.tally.leave_out(unit);
        let place = || place((&self.bureaus, &self.tally), &intake.layout, row, unit, column.unwrap_or_default());
        self.problems.report(problem.code(), || Diagnostic { problem, place: place() });
    }

    /// Reports names that do not resolve. They are compared with the table only for a problem that is
    /// kept.
    fn reject_names(&mut self, intake: &mut FileIntake, row: Row<'_>, unit: UnitNumber, names: &UnknownNames) {
        if intake.layout.is_cut_short(row) {
            let place = || place((&self.bureaus, &self.tally), &intake.layout, row, unit, row.len() - 1);
            self.problems.report(Code::CutShort, || Diagnostic { problem: Problem::CutShort, place: place() });
            return;
        }
        self.tally.leave_out(unit);
        let columns = &intake.layout.columns;
        let indicator = columns.indicator.unwrap_or_default();
        intake.foreign.entry(unit).or_default().note(names, row.cell(indicator), &self.bureaus);
        let (code, column) = match names.unresolved {
            Unresolved::Activity => (Code::UnknownActivity, columns.activity.unwrap_or(indicator)),
            Unresolved::Indicator => (Code::UnknownIndicator, indicator),
            Unresolved::Ambiguous => (Code::AmbiguousIndicator, indicator),
        };
        self.problems.report(code, || Diagnostic {
            problem: self.bureaus.lookup(self.tally.table(unit)).problem(
                names.unresolved,
                names.activity.as_deref(),
                row.cell(indicator),
            ),
            place: place((&self.bureaus, &self.tally), &intake.layout, row, unit, column),
        });
    }

    fn duplicate(&self, intake: &FileIntake, unit: UnitNumber, number: usize, first: u64) -> Problem {
        let (activity, indicator) = self.lookup(unit).indicator(number);
        let file = self.positions.partition_point(|positions| positions.end <= first);
        let (start, name) = match self.positions.get(file) {
            Some(positions) => (positions.start, self.sources[file].file.clone()),
            None => (intake.first_position, intake.layout.file.name.as_deref().map(str::to_owned)),
        };
        Problem::Duplicate {
            unit: Some(self.shown(unit).into_owned()).filter(|name| !name.is_empty()),
            activity: activity.to_owned(),
            indicator: indicator.name.clone(),
            first_file: name,
            first_line: first - start,
        }
    }

    /// Warns where a value is odd, and keeps what stood in the cells where that is wanted.
    fn check_value(&mut self, intake: &mut FileIntake, batch: &Batch, row: usize, unit: UnitNumber, value: Value) {
        if intake.layout.title.cutoffs.is_some() {
            self.compare_cutoffs(intake, batch.row(row), unit, value.number);
        }
        let FileLayout { columns, file, .. } = &*intake.layout;
        let column = columns.actual.or(columns.done).unwrap_or_default();
        match value.style {
            Some(Style::Percent(_)) => intake.mixed.percent += 1,
            Some(Style::Bare(_)) => {
                intake.mixed.bare += 1;
                intake.mixed.first_bare.get_or_insert_with(|| file.place_of(batch.row(row), column));
            }
            _ => {}
        }
        if let Some(oddity) = value.oddity {
            let tables = (&*self.bureaus, &self.tally);
            self.problems.report(oddity.code(), || Diagnostic {
                problem: warning(oddity, tables, &intake.layout, batch.row(row), unit, &value),
                place: place((&self.bureaus, &self.tally), &intake.layout, batch.row(row), unit, column),
            });
        }
        self.tally.keep(unit, value.number, value.detail);
    }
}

/// A cell of a unit's row.
pub(super) fn place(
    (bureaus, tally): (&Bureaus<'_>, &Tally),
    layout: &FileLayout,
    row: Row<'_>,
    unit: UnitNumber,
    column: usize,
) -> Place {
    let unit = layout.tells_units().then(|| shown(bureaus, tally, unit).into_owned());
    Place { unit, ..layout.file.place_of(row, column) }
}

/// The facts of a warning.
fn warning(
    oddity: Oddity,
    (bureaus, tally): (&Bureaus<'_>, &Tally),
    layout: &FileLayout,
    row: Row<'_>,
    unit: UnitNumber,
    value: &Value,
) -> Problem {
    let (activity, indicator) = bureaus.lookup(tally.table(unit)).indicator(value.number);
    let text = || quoted(&layout.text_of(row, value.from));
    match oddity {
        Oddity::Over100 => Problem::Over100 { indicator: indicator.name.clone(), text: text() },
        Oddity::Implausible => Problem::Implausible { indicator: indicator.name.clone(), text: text() },
        Oddity::Missing => Problem::Missing {
            unit: layout.tells_units().then(|| shown(bureaus, tally, unit).into_owned()),
            activity: activity.to_owned(),
            indicator: indicator.name.clone(),
        },
        Oddity::Unexplained => Problem::Unexplained { indicator: indicator.name.clone() },
    }
}
