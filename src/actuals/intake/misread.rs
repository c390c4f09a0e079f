//! Forms that are another bureau's than they are read as: most of their names are not known
//! ([spec 5.5](crate::spec#55-units)).

use std::collections::BTreeMap;

use super::foreign::Foreign;
use super::{FileIntake, Intake};
use crate::actuals::tally::UnitNumber;
use crate::diagnostic::{Code, Diagnostic, Problem};
use crate::targets::TableNumber;

/// The units of one bureau whose rows are another's.
#[derive(Default)]
struct Misread {
    units: Vec<UnitNumber>,
    foreign: Foreign,
    known: u64,
}

impl Intake<'_> {
    /// Units most of whose names in a file are not known are said to be another bureau's, once for all of a bureau, and
    /// not each of their rows.
    pub(super) fn report_foreign(&mut self, intake: &mut FileIntake) {
        const FEWEST: u64 = 5;
        let own_positions = intake.first_position..u64::MAX;
        let mut misread: BTreeMap<TableNumber, Misread> = BTreeMap::new();
        for (unit, foreign) in std::mem::take(&mut intake.foreign) {
            let (unknown, known) = (foreign.count(), self.tally.with_row_at(unit, &own_positions) as u64);
            if unknown >= FEWEST && unknown > 2 * known {
                self.take_back(intake, unit, &foreign);
                let all = misread.entry(self.tally.table(unit)).or_default();
                all.units.push(unit);
                all.foreign.add(foreign);
                all.known += known;
            }
        }
        for (table, misread) in misread {
            self.report_misread(intake, table, misread);
        }
    }

    fn report_misread(&mut self, intake: &FileIntake, table: TableNumber, Misread { units, foreign, known }: Misread) {
        let unknown = foreign.count();
        let problem = Problem::OtherBureau {
            bureau: self.bureaus.shown(table),
            unknown,
            known,
            candidates: foreign.fitting().into_iter().map(|table| self.bureaus.shown(table)).collect(),
        };
        let mut place = intake.layout.file.place();
        if let ([unit], true) = (&*units, intake.layout.tells_units()) {
            place.unit = Some(self.shown(*unit).into_owned());
        }
        self.problems.push(Diagnostic { problem, place });
    }

    /// Takes back what was reported of a unit's rows in a file.
    fn take_back(&mut self, intake: &FileIntake, unit: UnitNumber, foreign: &Foreign) {
        let (file, name) = (intake.layout.file.number, self.shown(unit).into_owned());
        let is_its = |diagnostic: &Diagnostic| {
            let place = &diagnostic.place;
            place.file_number == file && place.unit.as_ref().is_none_or(|unit| *unit == name)
        };
        for (code, count) in [Code::UnknownActivity, Code::UnknownIndicator].into_iter().zip(foreign.unknown) {
            self.problems.take_back(code, count, is_its);
        }
    }
}
