//! What was read of all units, before anything is computed.

use std::collections::HashMap;
use std::sync::Arc;

use super::tally::{Detail, Tally, UnitNumber};
use crate::diagnostic::Place;
use crate::scoring::Outcome;

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
}

/// A file that could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed {
    /// The unit that it stands for, by its name.
    pub unit: String,
    /// The file, as messages name it.
    pub file: String,
}

impl Failed {
    pub(super) fn new(own_name: Option<Arc<str>>, file: Option<&str>) -> Self {
        let file = file.unwrap_or_default().to_owned();
        Self { unit: own_name.map_or_else(|| file.clone(), |name| name.to_string()), file }
    }
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
}

impl Actuals {
    /// What was read of a unit, over room for its outcomes.
    #[must_use]
    pub fn unit<'a, 'o>(&'a self, unit: UnitNumber, outcomes: &'o mut Vec<Outcome>) -> UnitActuals<'a, 'o>
    where
        'a: 'o,
    {
        let tally = &self.tally;
        tally.outcomes(unit, outcomes);
        UnitActuals {
            unit: Some(tally.name(unit)).filter(|name| !name.is_empty()),
            source: &self.sources[tally.origin(unit).file as usize],
            outcomes,
            details: tally.details(unit),
        }
    }

    /// The units that are not scored, in the order of their names. Of files that stand for units of
    /// one name, the files are named.
    #[must_use]
    pub fn left_out(&self) -> Vec<String> {
        let mut files: HashMap<&str, usize> = HashMap::new();
        for failed in &self.failed {
            *files.entry(&failed.unit).or_default() += 1;
        }
        let failed =
            self.failed.iter().map(|failed| if files[&*failed.unit] > 1 { &failed.file } else { &failed.unit }.clone());
        let tally = &self.tally;
        let read = tally.units().filter(|&unit| tally.is_left_out(unit)).map(|unit| tally.name(unit).to_owned());
        let mut left_out: Vec<_> = failed.chain(read).collect();
        left_out.sort_unstable();
        left_out
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
    /// 填报单位; none for standard input.
    pub unit: Option<&'r str>,
    /// The first file that has a row of it.
    pub source: &'r Source,
    /// One outcome for each indicator of the table.
    pub outcomes: &'o [Outcome],
    /// What stood in the cells, where the report goes down to indicators.
    pub details: Option<&'o [Option<Detail>]>,
}
