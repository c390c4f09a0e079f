//! Whose row it is.

use super::{FileIntake, Intake};
use crate::actuals::batch::{CellKind, Row};
use crate::actuals::form::{is_blank_text, is_total};
use crate::actuals::tally::{Origin, UnitNumber};
use crate::diagnostic::{Code, Diagnostic, Place, Problem};

impl Intake<'_> {
    /// The office that the file's name gives.
    pub(super) fn own_unit(&mut self, intake: &mut FileIntake) -> UnitNumber {
        if let Some(unit) = intake.unit {
            return unit;
        }
        let origin = Origin { file: self.file_number(), by_file_name: true };
        let unit = self.tally.unit(intake.own_name.as_deref().unwrap_or_default(), origin);
        intake.unit = Some(unit);
        let place = intake.file.place();
        self.check_claim(intake, unit, origin, || place);
        unit
    }

    /// An office that a file claims by its name is that file's alone.
    fn check_claim(
        &mut self,
        intake: &mut FileIntake,
        unit: UnitNumber,
        origin: Origin,
        place: impl FnOnce() -> Place,
    ) {
        let first = self.tally.origin(unit);
        intake.is_refused = false;
        if first.file == origin.file || !(first.by_file_name || origin.by_file_name) {
            return;
        }
        intake.is_refused = true;
        if !intake.refused.insert(unit) {
            return;
        }
        let other = self.sources.get(first.file as usize).and_then(|source| source.file.clone()).unwrap_or_default();
        let name = self.tally.name(unit).to_owned();
        self.tally.spoil(unit);
        self.problems.report(Code::UnitTwice, || Diagnostic {
            problem: Problem::UnitTwice { unit: name, other },
            place: place(),
        });
    }

    /// Looks up the offices that rows name, where they differ from the row above.
    pub(super) fn look_up_units(&self, intake: &FileIntake, rows: &[Row<'_>], known: &mut Vec<Option<UnitNumber>>) {
        known.clear();
        let mut above = self.unit_above.as_str();
        known.extend(rows.iter().map(|row| {
            let column = intake.form.columns.unit?;
            let name = row.as_it_stands(column);
            if name.is_empty() || name == above || row.kind(column) == CellKind::Quoted {
                return None;
            }
            above = name;
            self.tally.find_as_written(name)
        }));
    }

    /// The office of a row, which may be known already; nothing where the row is a total.
    pub(super) fn unit(
        &mut self,
        intake: &mut FileIntake,
        row: Row<'_>,
        known: Option<UnitNumber>,
    ) -> Option<UnitNumber> {
        let Some(column) = intake.form.columns.unit else { return intake.unit };
        let as_it_stands = row.as_it_stands(column);
        if let Some(unit) = intake.unit
            && (as_it_stands == self.unit_above || is_blank_text(as_it_stands))
        {
            return Some(unit);
        }
        if is_blank_text(as_it_stands) {
            return Some(self.own_unit(intake));
        }
        let origin = Origin { file: self.file_number(), by_file_name: false };
        let unit = if let Some(unit) = known {
            unit
        } else {
            let name = row.cell(column);
            if is_total(&name) {
                return None;
            }
            self.tally.unit(&name, origin)
        };
        as_it_stands.clone_into(&mut self.unit_above);
        if intake.unit != Some(unit) {
            self.activity_above.clear();
            intake.unit = Some(unit);
            let file = intake.file.clone();
            self.check_claim(intake, unit, origin, || file.place_of(row, column));
        }
        Some(unit)
    }
}
