//! What a row says, recorded once, and what is odd about it.

use super::{AT_A_TIME, FileIntake, Found, Intake};
use crate::actuals::batch::Row;
use crate::actuals::value::Style;
use crate::diagnostic::{Code, Diagnostic, Problem};
use crate::names::quoted;
use crate::scoring::Outcome;

impl Intake<'_> {
    /// Records what rows say, each with its place among the rows.
    pub(super) fn record(&mut self, intake: &mut FileIntake, rows: &[Row<'_>], found: &[(usize, Found)]) {
        let mut firsts = [None; AT_A_TIME];
        for (first, (row, found)) in firsts.iter_mut().zip(found) {
            let position = intake.first_position + rows[*row].line();
            *first = self.tally.record(found.unit, found.number, found.outcome, position).err();
        }
        for ((row, found), first) in found.iter().zip(firsts) {
            let row = rows[*row];
            if let Some(first) = first {
                let duplicate = self.duplicate(found, first, intake);
                let column = intake.form.columns.indicator.unwrap_or_default();
                self.spoil(intake, row, found.unit, (Box::new(duplicate), column));
            } else {
                self.warn(intake, row, found);
                let indicator = self.indicators[found.number].1;
                self.tally.keep(found.unit, found.number, || intake.form.detail(row, indicator));
            }
        }
    }

    fn duplicate(&self, found: &Found, first: u64, intake: &FileIntake) -> Problem {
        let (activity, indicator) = self.indicators[found.number];
        let file = self.positions.partition_point(|positions| positions.end <= first);
        let (start, name) = match self.positions.get(file) {
            Some(positions) => (positions.start, self.sources[file].file.clone()),
            None => (intake.first_position, intake.file.name.as_deref().map(str::to_owned)),
        };
        Problem::Duplicate {
            unit: Some(self.tally.name(found.unit).to_owned()).filter(|name| !name.is_empty()),
            activity: activity.to_owned(),
            indicator: indicator.name.clone(),
            first_file: name,
            first_line: first - start,
        }
    }

    fn warn(&mut self, intake: &mut FileIntake, row: Row<'_>, found: &Found) {
        let columns = &intake.form.columns;
        let column = columns.actual.or(columns.done).unwrap_or_default();
        let (activity, indicator) = self.indicators[found.number];
        match found.style {
            Some(Style::Percent(_)) => intake.mixed.percent += 1,
            Some(Style::Bare(_)) => {
                intake.mixed.bare += 1;
                intake.mixed.first_bare.get_or_insert_with(|| intake.file.place_of(row, column));
            }
            _ => {}
        }
        match found.outcome {
            Outcome::Reported(_) if found.is_over && self.rates[found.number] => {
                self.problems.report(Code::Over100, || Diagnostic {
                    problem: Problem::Over100 {
                        indicator: indicator.name.clone(),
                        text: quoted(&intake.form.detail(row, indicator).text),
                    },
                    place: intake.file.place_of(row, column),
                });
            }
            Outcome::Missing => {
                let tally = &self.tally;
                self.problems.report(Code::Missing, || Diagnostic {
                    problem: Problem::Missing {
                        unit: columns.unit.map(|_| tally.name(found.unit).to_owned()),
                        activity: activity.to_owned(),
                        indicator: indicator.name.clone(),
                    },
                    place: intake.file.place_of(row, column),
                });
            }
            Outcome::NotApplicable if intake.form.note(row).is_none() => {
                self.problems.report(Code::Unexplained, || Diagnostic {
                    problem: Problem::Unexplained { indicator: indicator.name.clone() },
                    place: intake.file.place_of(row, column),
                });
            }
            Outcome::Reported(_) | Outcome::NotApplicable => {}
        }
    }
}
