//! The bureaus of a run: the table of each, as names are looked up in it.

use super::lookup::Lookup;
use crate::targets::{Library, TableNumber, Targets};

/// The bureaus of a library.
pub(super) struct Bureaus<'t> {
    lookups: Vec<Lookup<'t>>,
}

impl<'t> Bureaus<'t> {
    pub(super) fn new(library: &'t Library) -> Self {
        Self { lookups: library.tables().map(|(_, table)| Lookup::new(&table.targets)).collect() }
    }

    /// The names of a table.
    pub(super) fn lookup(&self, table: TableNumber) -> &Lookup<'t> {
        &self.lookups[usize::from(table)]
    }

    /// The table of a bureau.
    pub(super) fn targets(&self, table: TableNumber) -> &'t Targets {
        self.lookup(table).targets()
    }

    /// How many indicators each table has.
    pub(super) fn indicators(&self) -> Vec<usize> {
        self.lookups.iter().map(Lookup::len).collect()
    }
}
