//! What a row says, recorded once, and what is wrong or odd about it.

use super::{FileIntake, Intake, subject};
use crate::actuals::bureaus::Bureaus;
use crate::actuals::interpret::{RowContent, RowReading, UnitRef, UnknownNames, Value};
use crate::actuals::layout::FileLayout;
use crate::actuals::lookup::Unresolved;
use crate::actuals::oddity::Oddity;
use crate::actuals::tally::{Tally, UnitNumber};
use crate::actuals::value::Style;
use crate::delimited::batch::{Batch, Row};
use crate::diagnostic::{Code, Diagnostic, Problem, Subject, Whose};
use crate::grading::{Attainment, Grade};
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
    #[inline]
    pub(super) fn take_row(
        &mut self,
        intake: &mut FileIntake,
        batch: &Batch,
        reading: &mut RowReading,
        unit: UnitNumber,
    ) {
        let RowContent::Value(value) = &mut reading.content else {
            let content = std::mem::replace(&mut reading.content, RowContent::NamesOnly);
            return self.take_fault(intake, batch.row(reading.row), content, unit);
        };
        let position = intake.first_position + batch.line(reading.row);
        match self.tally.record(unit, value.number, value.outcome, position) {
            Ok(()) => self.check_value(intake, batch, reading.row, unit, value),
            Err(first) => self.reject_duplicate(intake, batch.row(reading.row), (unit, value.number), first),
        }
    }

    /// Reports what is wrong about a row without a value, if anything.
    #[cold]
    fn take_fault(&mut self, intake: &mut FileIntake, row: Row<'_>, content: RowContent, unit: UnitNumber) {
        match content {
            RowContent::Value(_)
            | RowContent::NamesOnly
            | RowContent::Words
            | RowContent::Footer
            | RowContent::UnknownBureau
            | RowContent::OtherHeader(_) => {}
            RowContent::UnknownNames(names) => self.reject_names(intake, row, unit, &names),
            RowContent::Refused((problem, column), indicator) => {
                self.reject_row(intake, row, (unit, indicator), (*problem, column));
            }
            RowContent::NoIndicator => {
                let column = intake.layout.columns.indicator.unwrap_or_default();
                self.reject_row(intake, row, (unit, None), (Problem::NoIndicator, column));
            }
        }
    }

    /// Reports a second row of an indicator.
    #[cold]
    fn reject_duplicate(&mut self, intake: &FileIntake, row: Row<'_>, (unit, number): (UnitNumber, usize), first: u64) {
        let column = intake.layout.columns.indicator.unwrap_or_default();
        let duplicate = self.duplicate(intake, unit, number, first);
        self.reject_row(intake, row, (unit, Some(number)), (duplicate, column));
    }

    /// Reports a problem of a cell, which leaves its unit unscored; of which indicator it is may be known.
    fn reject_row(
        &mut self,
        intake: &FileIntake,
        row: Row<'_>,
        (unit, indicator): (UnitNumber, Option<usize>),
        (problem, column): (Problem, usize),
    ) {
        self.tally.leave_out(unit);
        let tables = (&*self.bureaus, &self.tally);
        self.problems.report(Whose::Unit(unit), problem.code(), || Diagnostic {
            problem,
            place: intake.layout.file.place_of(row, column),
            subject: indicator.map_or(Whose::Unit(unit).into(), |indicator| subject(tables, unit, indicator)),
        });
    }

    /// Reports names that do not resolve. They are compared with the table only for a problem that is
    /// kept.
    fn reject_names(&mut self, intake: &mut FileIntake, row: Row<'_>, unit: UnitNumber, names: &UnknownNames) {
        let (file, columns) = (&intake.layout.file, &intake.layout.columns);
        let whose = Whose::Unit(unit);
        if intake.layout.is_cut_short(row) {
            let place = || file.place_of(row, row.len() - 1);
            return self.problems.report(whose, Code::CutShort, || Diagnostic {
                problem: Problem::CutShort,
                place: place(),
                subject: whose.into(),
            });
        }
        self.tally.leave_out(unit);
        let indicator = columns.indicator.unwrap_or_default();
        intake.foreign.entry(unit).or_default().note(names, row.cell(indicator), &self.bureaus);
        let (code, column) = match names.unresolved {
            Unresolved::Activity => (Code::UnknownActivity, columns.activity.unwrap_or(indicator)),
            Unresolved::Indicator => (Code::UnknownIndicator, indicator),
            Unresolved::Ambiguous => (Code::AmbiguousIndicator, indicator),
        };
        let (activity, name) = (names.activity.as_deref(), row.cell(indicator));
        self.problems.report(whose, code, || Diagnostic {
            problem: self.bureaus.lookup(self.tally.table(unit)).problem(names.unresolved, activity, name),
            place: file.place_of(row, column),
            subject: Subject {
                whose,
                activity: activity.map(quoted).filter(|name| !name.is_empty()),
                indicator: Some(quoted(name)),
            },
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
            activity: activity.to_owned(),
            indicator: indicator.name.clone(),
            first_file: name,
            first_line: first - start,
        }
    }

    /// Warns where a value is odd, and keeps what stood in the cells where that is wanted.
    fn check_value(&mut self, intake: &mut FileIntake, batch: &Batch, row: usize, unit: UnitNumber, value: &mut Value) {
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
            self.problems.report(Whose::Unit(unit), oddity.code(), || Diagnostic {
                problem: warning(oddity, tables, &intake.layout, batch.row(row), unit, value),
                place: file.place_of(batch.row(row), column),
                subject: subject(tables, unit, value.number),
            });
        }
        if value.lacks_note {
            self.report_note(intake, batch.row(row), unit, value);
        }
        self.tally.keep(unit, value.number, value.detail.take());
    }

    /// Warns of a value that is to be explained and has no note.
    #[cold]
    fn report_note(&mut self, intake: &FileIntake, row: Row<'_>, unit: UnitNumber, value: &Value) {
        let FileLayout { columns, file, .. } = &*intake.layout;
        let column = columns.note.or(columns.actual).or(columns.done).unwrap_or_default();
        let tables = (&*self.bureaus, &self.tally);
        self.problems.report(Whose::Unit(unit), Code::NoNote, || {
            let subject = subject(tables, unit, value.number);
            let problem = Problem::NoNote {
                indicator: subject.indicator.clone().unwrap_or_default(),
                text: quoted(&intake.layout.text_of(row, value.from)),
                grade: value.outcome.reported().map(Attainment::grade).filter(|grade| *grade > Grade::Excellent),
                has_column: columns.note.is_some(),
            };
            Diagnostic { problem, place: file.place_of(row, column), subject }
        });
    }
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
    let indicator = indicator.name.clone();
    let text = || quoted(&layout.text_of(row, value.from));
    match oddity {
        Oddity::Over100 => Problem::Over100 { indicator, text: text() },
        Oddity::Implausible | Oddity::BareCount => {
            Problem::Implausible { indicator, text: text(), is_count: oddity == Oddity::BareCount }
        }
        Oddity::Missing => Problem::Missing { activity: activity.to_owned(), indicator },
        Oddity::Unexplained => Problem::Unexplained { indicator },
    }
}
