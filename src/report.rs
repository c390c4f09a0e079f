//! The report as data: every figure that any format shows, rounded once, and no text of its own.
//!
//! The formats under this module lay a [`Report`] out; none of them computes. This module in turn
//! knows nothing of widths, colours, languages or files.

mod assembly;
pub mod csv;
mod document;
mod format;
pub mod html;
pub mod json;
mod league;
pub mod markdown;
pub mod notes;
mod scorer;
pub mod shown;
pub mod summary;
pub mod table;
mod unit;
pub mod words;
pub mod workbook;

pub use self::assembly::{DepthOf, Wanted, absent, assemble};
pub use self::document::SHOWN_EACH;
pub use self::format::{Depth, Format, FormatRow, Needs};
pub use self::league::{IndicatorLoss, League, LeagueRow, LossSums, Order, Statistics};
pub use self::scorer::Scorer;
pub use self::unit::{
    ActivityReport, Counts, DutyReport, IndicatorReport, Level, NextReport, Standing, State, UnitReport,
};
use crate::diagnostic::Problems;
use crate::grading::Attainment;
use crate::number::Decimal;
use crate::scoring::MissingPolicy;
use crate::stated::Stated;
use crate::targets::Targets;

/// Everything that one run has to say.
#[derive(Debug)]
pub struct Report<'t> {
    /// The table that was scored against.
    pub targets: &'t Targets,
    /// SHA-256 of the table's file, in hex; empty where no format shows it.
    pub targets_sha256: String,
    /// The period that the user named, to the letter.
    pub period: Option<String>,
    /// How missing indicators counted.
    pub missing: MissingPolicy,
    /// How deep the units' figures go in formats that can show more or less.
    pub level: Level,
    /// The units that were scored, in the order in which they are to be shown.
    pub units: Vec<UnitReport<'t>>,
    /// Ranks and statistics, where there is more than one unit.
    pub league: Option<League<'t>>,
    /// Units that were read but not scored, because a row of theirs is in error.
    pub left_out: Vec<String>,
    /// Units whose forms are empty: they did not report, and have no rank and no score.
    pub blank: Vec<String>,
    /// Units that were expected and have no row (`--expect`).
    pub not_reported: Vec<String>,
    /// Errors and warnings, in file order.
    pub problems: Problems,
}

impl Report<'_> {
    /// The points that an indicator counts with at least and at most, before rounding; none where it does
    /// not count.
    pub fn points(&self, indicator: &IndicatorReport<'_>) -> Option<[Decimal; 2]> {
        let points = self.targets.points();
        match indicator.outcome {
            Stated::Reported(attainment) => Some([points.of(attainment); 2]),
            Stated::Missing => self.missing_points(indicator.target.cutoffs.worst()),
            Stated::NotApplicable => None,
        }
    }

    /// The points that a missing indicator counts with at least and at most which attains at worst so much; none
    /// where it does not count.
    pub fn missing_points(&self, worst: Attainment) -> Option<[Decimal; 2]> {
        Some(self.missing.rule().scores?.map(|score| self.targets.points().of_missing(score, worst)))
    }
}
