//! What is to be said of the tables of a run beside what is read against them.

use super::Diagnostic;
use crate::targets::BureauName;

/// What is to be said of the tables of a run.
#[derive(Clone, Debug, Default)]
pub struct TableNotes {
    /// What is wrong with those that are not used.
    pub errors: Vec<Diagnostic>,
    /// How much is odd about those that are used.
    pub odd: usize,
    /// The bureaus whose tables are refused and not asked for.
    pub refused: Vec<BureauName>,
}
