//! Forms that are another bureau's than they are read as: most of their names are not known
//! ([spec 5.5](crate::spec#55-units)).

use std::collections::{BTreeMap, HashMap};

use super::foreign::Foreign;
use super::{FileIntake, Intake};
use crate::actuals::tally::UnitNumber;
use crate::diagnostic::{Code, Diagnostic, Problem, Whose};
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
        let mut taken_back = HashMap::new();
        for (unit, foreign) in std::mem::take(&mut intake.foreign) {
            let (unknown, known) = (foreign.count(), self.tally.with_row_at(unit, &own_positions) as u64);
            if unknown >= FEWEST && unknown > 2 * known {
                let codes = [Code::UnknownActivity, Code::UnknownIndicator].map(|code| (Whose::Unit(unit), code));
                taken_back.extend(codes.into_iter().zip(foreign.unknown));
                let all = misread.entry(self.tally.table(unit)).or_default();
                all.units.push(unit);
                all.foreign.add(foreign);
                all.known += known;
            }
        }
        if !taken_back.is_empty() {
            self.problems.take_back(intake.layout.file.number, &taken_back);
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
        let whose = if let [unit] = &*units { Whose::Unit(*unit) } else { Whose::Nobody };
        self.problems.push(Diagnostic { problem, place: intake.layout.file.place(), subject: whose.into() });
    }
}
