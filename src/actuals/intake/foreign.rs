//! Rows whose names their table does not have, and which tables do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::actuals::bureaus::Bureaus;
use crate::actuals::interpret::UnknownNames;
use crate::actuals::lookup::Unresolved;
use crate::targets::TableNumber;

/// Rows of a unit, or of several, whose names their table does not have.
#[derive(Default)]
pub(super) struct Foreign {
    /// Those whose activity is not known, and those whose indicator is not.
    pub(super) unknown: [u64; 2],
    /// How many of them other tables have.
    elsewhere: BTreeMap<TableNumber, u64>,
}

impl Foreign {
    /// Takes in a row.
    pub(super) fn note(&mut self, names: &UnknownNames, indicator: &str, bureaus: &Bureaus<'_>) {
        match names.unresolved {
            Unresolved::Activity => self.unknown[0] += 1,
            Unresolved::Indicator => self.unknown[1] += 1,
            Unresolved::Ambiguous => return,
        }
        for table in bureaus.having(names.activity.as_deref().unwrap_or_default(), indicator) {
            *self.elsewhere.entry(*table).or_default() += 1;
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        for (sum, more) in self.unknown.iter_mut().zip(other.unknown) {
            *sum += more;
        }
        for (table, more) in other.elsewhere {
            *self.elsewhere.entry(table).or_default() += more;
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.unknown.iter().sum()
    }

    /// The tables that have most of the rows, and those that have at least half as many.
    pub(super) fn fitting(self) -> Vec<TableNumber> {
        let most = self.elsewhere.values().copied().max().unwrap_or_default();
        let mut fitting: Vec<_> = self.elsewhere.into_iter().filter(|(_, count)| count * 2 >= most).collect();
        fitting.sort_by_key(|(table, count)| (Reverse(*count), *table));
        fitting.into_iter().map(|(table, _)| table).collect()
    }
}
