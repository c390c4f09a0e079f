//! Forms whose own cut-offs are not the table's: last year's, or another bureau's.

use std::collections::BTreeMap;

use super::{Differing, FileIntake, Intake, subject};
use crate::actuals::cutoffs::difference;
use crate::actuals::tally::UnitNumber;
use crate::delimited::batch::Row;
use crate::diagnostic::{CutoffDifference, Diagnostic, Problem};

/// Rows that differ from which on it is not a slip but another form.
const ANOTHER_FORM: usize = 3;

impl Intake<'_> {
    /// Compares the cut-offs of a row with those of the table; nearly no form has any.
    #[cold]
    pub(super) fn compare_cutoffs(&self, intake: &mut FileIntake, row: Row<'_>, unit: UnitNumber, number: usize) {
        let Some(columns) = intake.layout.title.cutoffs else { return };
        let (_, indicator) = self.lookup(unit).indicator(number);
        let Some((form, table)) = difference(row, columns, indicator) else { return };
        let differing = intake.differing.entry(unit).or_default();
        differing.rows += 1;
        if differing.first.len() + 1 < ANOTHER_FORM {
            let indicator = indicator.name.clone();
            let place = intake.layout.file.place_of(row, columns[0]);
            let subject = subject((&self.bureaus, &self.tally), unit, number);
            differing.first.push((CutoffDifference { indicator, form, table }, place, subject));
        }
    }

    /// Refuses the units with several rows that differ, and warns of the others.
    pub(super) fn report_cutoffs(&mut self, differing: BTreeMap<UnitNumber, Differing>) {
        for (unit, Differing { rows, first }) in differing {
            if rows >= ANOTHER_FORM {
                self.tally.leave_out(unit);
                for (first, place, subject) in first.into_iter().take(1) {
                    self.problems.push(Diagnostic { problem: Problem::OtherCutoffs { first, rows }, place, subject });
                }
            } else {
                for (difference, place, subject) in first {
                    self.problems.push(Diagnostic { problem: Problem::CutoffDiffers(difference), place, subject });
                }
            }
        }
    }
}
