//! What a unit is known by.

use crate::targets::TableNumber;

/// A unit: a bureau and a name together, since one name may report for several bureaus.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitKey {
    /// Its name; empty for standard input.
    pub name: String,
    /// The table of its bureau; none where it is not known, as for a file that could not be read.
    pub table: Option<TableNumber>,
}
