//! Whose row it is.

use super::{FileIntake, Intake};
use crate::actuals::batch::{Batch, CellKind};
use crate::actuals::interpret::{Said, Whose};
use crate::actuals::tally::{Origin, UnitNumber};
use crate::diagnostic::{Code, Diagnostic, Place, Problem};

impl Intake<'_> {
    /// The office that the file's name gives.
    pub(super) fn own_unit(&mut self, intake: &mut FileIntake) -> UnitNumber {
        let origin = Origin { file: self.file_number(), by_file_name: true };
        let unit = self.tally.unit(intake.form.own_name.as_deref().unwrap_or_default(), origin);
        intake.unit = Some(unit);
        let place = intake.form.file.place();
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

    /// Looks up the offices that rows name, where they were met before in the same spelling.
    pub(super) fn look_up_units(&self, intake: &FileIntake, batch: &Batch, said: &[Said]) -> Vec<Option<UnitNumber>> {
        let Some(column) = intake.form.columns.unit else { return vec![None; said.len()] };
        let likely = said.iter().map(|said| match said.whose {
            Whose::Named(hash) => self.tally.likely(hash),
            Whose::Above => None,
        });
        let mut units: Vec<_> = likely.collect();
        for (unit, said) in units.iter_mut().zip(said) {
            let row = batch.row(said.row);
            let is_it = |unit: &UnitNumber| {
                row.kind(column) != CellKind::Quoted && self.tally.name(*unit) == row.as_it_stands(column)
            };
            *unit = unit.filter(is_it);
        }
        units
    }

    /// The office of each row; nothing where it is refused.
    pub(super) fn units(
        &mut self,
        intake: &mut FileIntake,
        batch: &Batch,
        said: &[Said],
        known: &[Option<UnitNumber>],
    ) -> Vec<Option<UnitNumber>> {
        let unit = |(said, known): (&Said, &Option<UnitNumber>)| {
            let unit = self.unit(intake, batch, said, *known);
            (!intake.is_refused).then_some(unit)
        };
        said.iter().zip(known).map(unit).collect()
    }

    /// The office of a row, which may be known already.
    fn unit(&mut self, intake: &mut FileIntake, batch: &Batch, said: &Said, known: Option<UnitNumber>) -> UnitNumber {
        let (Whose::Named(_), Some(column)) = (said.whose, intake.form.columns.unit) else {
            return intake.unit.unwrap_or_else(|| self.own_unit(intake));
        };
        let origin = Origin { file: self.file_number(), by_file_name: false };
        let row = batch.row(said.row);
        let unit = known.unwrap_or_else(|| self.tally.unit(&row.cell(column), origin));
        if intake.unit != Some(unit) {
            intake.unit = Some(unit);
            let form = std::sync::Arc::clone(&intake.form);
            self.check_claim(intake, unit, origin, || form.file.place_of(row, column));
        }
        unit
    }
}
