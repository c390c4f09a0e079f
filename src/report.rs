//! The report: every figure that any format shows, rounded once, and what is said of them in both languages.
//!
//! A [`Report`] is data. The document lays it out once, in sections, tables and sentences, and each format under this
//! module writes that; none of them computes. Nothing here knows files or streams.

mod arithmetic;
mod assembly;
mod change;
mod comparison;
pub mod csv;
mod document;
mod format;
pub mod html;
pub mod json;
mod league;
pub mod markdown;
pub mod notes;
mod problems;
mod scorer;
pub mod shown;
mod slip;
pub mod summary;
pub mod table;
mod unit;
mod unread;
pub mod words;
pub mod workbook;

pub use self::assembly::{DepthOf, Wanted, assemble};
pub use self::change::{
    ActivityChange, ChangeReport, Comparison, FineChange, GoneActivity, GoneIndicator, IndicatorChange, Lack, LeftUnit,
    NoChange, Occasion, UnitChange,
};
pub use self::document::SHOWN_EACH;
pub use self::format::{Depth, Format, FormatRow, Needs};
pub use self::league::{BureauLeague, IndicatorLoss, League, LeagueRow, LossSums, Order, Statistics};
pub use self::problems::{Field, PROBLEM_COLUMNS, ProblemColumn, ProblemEntry, ProblemFacts};
pub use self::scorer::Scorer;
pub use self::slip::Slip;
pub use self::unit::{
    ActivityReport, Counts, DutyReport, FineShares, IndicatorReport, Level, NextReport, Standing, State, UnitReport,
};
pub use self::unread::UnreadFile;
use crate::actuals::{Actuals, ListedUnit, Source, Unlisted};
use crate::diagnostic::Problems;
use crate::named::named;
use crate::scoring::{Bands, MissingPolicy, Points};
use crate::targets::{Library, Table, TableNumber, Targets};

/// Everything that one run has to say.
#[derive(Debug)]
pub struct Report<'t> {
    /// The tables that were there to score against.
    pub library: &'t Library,
    /// What was read.
    pub actuals: &'t Actuals,
    /// Those that units were read of, in the library's order; of a library of one, that.
    pub tables: Vec<TableNumber>,
    /// The period that the user named, to the letter.
    pub period: Option<String>,
    /// Whether units were to be scored, and not their forms checked alone.
    pub is_scored: bool,
    /// How missing indicators counted.
    pub missing: MissingPolicy,
    /// How deep the units' figures go in formats that can show more or less.
    pub level: Level,
    /// The units that were scored, in the order in which they are to be shown.
    pub units: Vec<UnitReport<'t>>,
    /// Ranks and statistics, where there is more than one unit.
    pub league: Option<League<'t>>,
    /// The earlier report that this one is compared with, and what both say of the run as a whole.
    pub comparison: Option<Comparison<'t>>,
    /// Units that were read but not scored, because a row of theirs is in error.
    pub left_out: Vec<ListedUnit>,
    /// Units whose forms are empty: they did not report, and have no rank and no score.
    pub blank: Vec<ListedUnit>,
    /// Units that were expected and have no row (`--expect`).
    pub not_reported: Vec<ListedUnit>,
    /// Units that are not on the list of those expected, scored or not.
    pub unlisted: &'t [Unlisted],
    /// What lies in the folders that were given and is not read, though a unit may have sent it in.
    pub unread_files: &'t [String],
    /// Errors and warnings, in file order.
    pub problems: Problems,
}

named! {
    /// What became of a unit.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum UnitState {
        /// It has a score.
        Scored = "scored",
        /// It has an error.
        NotScored = "not_scored",
        /// It is expected and has no row.
        NotReported = "not_reported",
        /// Its form has no value.
        Empty = "empty",
        /// The earlier report has it, and this one says nothing of it.
        Left = "left",
    }
}

impl<'t> Report<'t> {
    /// The units without figures, each with what became of it.
    pub fn unscored(&self) -> impl Iterator<Item = (UnitState, &ListedUnit)> {
        let lists = [
            (UnitState::NotScored, &self.left_out),
            (UnitState::Empty, &self.blank),
            (UnitState::NotReported, &self.not_reported),
        ];
        lists.into_iter().flat_map(|(state, units)| units.iter().map(move |unit| (state, unit)))
    }

    /// The units of the earlier report that this one says nothing of.
    pub fn left(&self) -> &[LeftUnit<'t>] {
        self.comparison.as_ref().map_or(&[], |comparison| &comparison.left)
    }

    /// The bureau's table that a unit was scored against.
    pub fn targets(&self, unit: &UnitReport<'_>) -> &'t Targets {
        self.library.targets(unit.table)
    }

    /// Where a unit's rows came from.
    pub fn source(&self, unit: &UnitReport<'_>) -> &'t Source {
        self.actuals.source(unit.number)
    }

    /// Whether it is about units of several bureaus, so that a name alone does not tell a unit.
    pub fn has_several_bureaus(&self) -> bool {
        self.tables.len() > 1
    }

    /// The tables that it is about, in the library's order.
    pub fn tables(&self) -> impl Iterator<Item = &'t Table> {
        self.tables.iter().map(|table| self.library.table(*table))
    }

    /// Whether an indicator of its tables has no 差 line.
    pub fn has_open_poor(&self) -> bool {
        self.tables().any(|table| table.targets.has_open_poor())
    }

    /// The points of all its tables, where they have the same.
    pub fn common_points(&self) -> Option<&'t Points> {
        common(self.tables().map(|table| table.targets.points()))
    }

    /// The bands of all its tables, where they have the same.
    pub fn common_bands(&self) -> Option<&'t Bands> {
        common(self.tables().map(|table| table.targets.bands()))
    }
}

/// What all of several things are, where they are the same.
fn common<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}
