//! What was read of one office, before anything is computed.

use super::tally::{Tally, UnitNumber};
use crate::grading::Actual;
use crate::scoring::Outcome;

/// Where an office's rows came from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Source {
    /// The file as it was named on the command line or found in a folder; none for standard input.
    pub file: Option<String>,
    /// SHA-256 of its bytes, in hex, where the report shows it.
    pub sha256: Option<String>,
}

/// What was read about an office, before anything is computed.
#[derive(Clone, Copy, Debug)]
pub struct Office<'r, 'o> {
    /// 填报单位; none for standard input.
    pub unit: Option<&'r str>,
    /// The first file that has a row of it.
    pub source: &'r Source,
    /// One outcome for each indicator of the table.
    pub outcomes: &'o [Outcome],
    /// What stood in the cells, where the report goes down to indicators.
    pub details: Option<&'o [Option<Detail>]>,
}

/// What stood in the cells of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The exact value, where one is reported.
    pub actual: Option<Actual>,
    /// The text of the cell or pair of cells.
    pub text: String,
    /// 偏差原因, where given.
    pub note: Option<String>,
}

impl<'r: 'o, 'o> Office<'r, 'o> {
    /// An office of a tally, over room for its outcomes.
    pub(super) fn of(
        tally: &'r Tally,
        sources: &'r [Source],
        unit: UnitNumber,
        outcomes: &'o mut Vec<Outcome>,
    ) -> Self {
        tally.outcomes(unit, outcomes);
        Self {
            unit: Some(tally.name(unit)).filter(|name| !name.is_empty()),
            source: &sources[tally.origin(unit).file as usize],
            outcomes,
            details: tally.details(unit),
        }
    }
}
