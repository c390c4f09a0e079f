//! What was read of all units, before anything is computed.

use std::collections::HashMap;

use super::tally::{Detail, Tally, UnitNumber};
use super::unit_key::UnitKey;
use crate::diagnostic::{Code, Place, Problems, Whose};
use crate::scoring::Outcome;
use crate::targets::TableNumber;

/// What all files of a run came to, problems apart.
#[derive(Debug)]
pub struct Actuals {
    /// The units and their outcomes.
    pub tally: Tally,
    /// The files, by number.
    pub sources: Vec<Source>,
    /// The files that could not be read at all.
    pub failed: Vec<Failed>,
    /// What was left unread of files that were read.
    pub unread: Vec<Unread>,
    /// Units whose titles say the same, so that the names of their files were added.
    pub namesakes: Vec<Namesakes>,
    /// Whether a file has a column of units.
    pub names_units: bool,
}

/// Units whose forms' titles say the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Namesakes {
    /// The name in the titles.
    pub title: String,
    /// The units, with the names of their files added.
    pub units: Vec<UnitKey>,
}

/// A unit in a list of those that are not scored, did not report or were not expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedUnit {
    /// Its bureau and name.
    pub key: UnitKey,
    /// The first file that names it; none of who did not report, and for standard input.
    pub file: Option<String>,
    /// By what its problems are known.
    pub whose: Whose,
}

impl From<UnitKey> for ListedUnit {
    /// One that is in no file.
    fn from(key: UnitKey) -> Self {
        Self { key, file: None, whose: Whose::Nobody }
    }
}

/// A file that could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Failed {
    /// The unit that it stands for, by its name.
    pub unit: String,
    /// The file, as messages name it.
    pub file: String,
    /// The bureau that it is of, if that is known.
    pub bureau: Option<TableNumber>,
}

/// What was left unread of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The rows below a place, where a file of several units breaks off: what they have is not known.
    Rows(Place),
    /// Sheets of a workbook that have a header too, as the one that was read has.
    Sheets {
        /// The workbook.
        file: Place,
        /// The sheet that was read.
        read: String,
        /// The others.
        others: Vec<String>,
    },
    /// A report of this program, in a folder.
    Report(Place),
    /// Rows that are no indicators: notes, signatures, dates.
    Footers {
        /// The file.
        file: Place,
        /// Their lines.
        lines: Lines,
    },
}

/// Lines of a file, of which the first ones are kept and the rest is counted.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Lines {
    first: Vec<u64>,
    more: u64,
}

impl Lines {
    /// Lines that are kept.
    const KEPT: usize = 20;

    pub(super) fn push(&mut self, line: u64) {
        if self.first.len() < Self::KEPT {
            self.first.push(line);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn clear(&mut self) {
        self.first.clear();
        self.more = 0;
    }

    /// These lines and others, in their order.
    pub(super) fn and(mut self, other: Self) -> Self {
        self.first.extend(other.first);
        self.first.sort_unstable();
        self.more += other.more + u64::try_from(self.first.len().saturating_sub(Self::KEPT)).unwrap_or_default();
        self.first.truncate(Self::KEPT);
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty()
    }

    /// The first ones, in runs that follow each other: first and last line of each.
    pub fn runs(&self) -> Vec<(u64, u64)> {
        let mut runs: Vec<(u64, u64)> = Vec::new();
        for &line in &self.first {
            match runs.last_mut() {
                Some((_, last)) if *last + 1 >= line => *last = line,
                _ => runs.push((line, line)),
            }
        }
        runs
    }

    /// How many more there are.
    pub const fn more(&self) -> u64 {
        self.more
    }
}

impl Actuals {
    /// What was read of a unit, over room for its outcomes.
    pub fn unit<'a, 'o>(&'a self, unit: UnitNumber, outcomes: &'o mut Vec<Outcome>) -> UnitActuals<'a, 'o>
    where
        'a: 'o,
    {
        let tally = &self.tally;
        tally.outcomes(unit, outcomes);
        UnitActuals {
            number: unit,
            unit: Some(tally.name(unit)).filter(|name| !name.is_empty()),
            table: tally.table(unit),
            outcomes,
            details: tally.details(unit),
        }
    }

    /// The units whose forms are empty, in the order of their names. One that has an error is not among them.
    pub fn blank(&self) -> Vec<ListedUnit> {
        let tally = &self.tally;
        self.listed(tally.units().filter(|&unit| !tally.is_left_out(unit) && tally.is_blank(unit)))
    }

    /// The units that are not scored, in the order of their names. Of files that stand for units of
    /// one name, the files are named.
    pub fn left_out(&self) -> Vec<ListedUnit> {
        let mut files: HashMap<&str, usize> = HashMap::new();
        for failed in &self.failed {
            *files.entry(&failed.unit).or_default() += 1;
        }
        let name = |failed: &Failed| if files[&*failed.unit] > 1 { &failed.file } else { &failed.unit }.clone();
        let failed = (0..).zip(&self.failed).map(|(number, failed)| ListedUnit {
            key: UnitKey { name: name(failed), table: failed.bureau },
            file: Some(failed.file.clone()).filter(|file| !file.is_empty()),
            whose: Whose::Failed(number),
        });
        let tally = &self.tally;
        let mut left_out = self.listed(tally.units().filter(|&unit| tally.is_left_out(unit)));
        left_out.extend(failed);
        left_out.sort_by(|a, b| a.key.cmp(&b.key));
        left_out
    }

    /// The units that lack a note which is demanded, in the order of their names.
    pub fn without_notes(&self, problems: &Problems) -> Vec<ListedUnit> {
        let lacking = problems.counts_of(|_, code| code == Code::NoNote).into_iter();
        self.listed(lacking.filter_map(|(whose, ..)| if let Whose::Unit(unit) = whose { Some(unit) } else { None }))
    }

    /// Units that were read, in the order of their names.
    pub(super) fn listed(&self, units: impl Iterator<Item = UnitNumber>) -> Vec<ListedUnit> {
        let mut listed: Vec<_> = units.map(|unit| self.listed_unit(unit)).collect();
        listed.sort_by(|a, b| a.key.cmp(&b.key));
        listed
    }

    /// A unit that was read, as it stands in lists.
    pub fn listed_unit(&self, unit: UnitNumber) -> ListedUnit {
        ListedUnit { key: self.tally.key(unit), file: self.source(unit).file.clone(), whose: Whose::Unit(unit) }
    }

    /// The first file that has a row of a unit.
    pub fn source(&self, unit: UnitNumber) -> &Source {
        &self.sources[self.tally.origin(unit).file as usize]
    }

    /// The unit whose problem it is.
    pub fn unit_of(&self, whose: Whose) -> Option<UnitKey> {
        match whose {
            Whose::Nobody => None,
            Whose::Unit(unit) => Some(self.tally.key(unit)),
            Whose::Failed(failed) => {
                let Failed { unit, bureau, .. } = &self.failed[failed as usize];
                Some(UnitKey { name: unit.clone(), table: *bureau })
            }
        }
    }

    /// The tables that units were read of, in the library's order; of a library of one, that.
    pub fn tables(&self) -> Vec<TableNumber> {
        let tally = &self.tally;
        let mut is_used = vec![tally.tables().len() == 1; tally.tables().len()];
        if is_used.len() > 1 {
            tally.units().for_each(|unit| is_used[usize::from(tally.table(unit))] = true);
        }
        tally.tables().filter(|table| is_used[usize::from(*table)]).collect()
    }
}

/// Where a unit's rows came from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Source {
    /// The file as it was named on the command line or found in a folder; none for standard input.
    pub file: Option<String>,
    /// SHA-256 of its bytes, in hex, where the report shows it.
    pub sha256: Option<String>,
}

/// What was read about a unit, before anything is computed.
#[derive(Clone, Copy, Debug)]
pub struct UnitActuals<'r, 'o> {
    /// Its number.
    pub number: UnitNumber,
    /// 填报单位; none for standard input.
    pub unit: Option<&'r str>,
    /// Its table.
    pub table: TableNumber,
    /// One outcome for each indicator of the table.
    pub outcomes: &'o [Outcome],
    /// What stood in the cells, where the report goes down to indicators.
    pub details: Option<&'o [Option<Detail>]>,
}
