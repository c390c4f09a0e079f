//! The columns of the indicators, in their order on the sheet.

use rust_xlsxwriter::{ColNum, RowNum, utility};

/// A column of the indicators: those up to [`Column::Note`] are printed, the others are the working.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Duty,
    Activity,
    Indicator,
    Measure,
    Excellent,
    Good,
    Fair,
    Poor,
    Target,
    Actual,
    State,
    Grade,
    Mark,
    Weight,
    Score,
    Earned,
    Loss,
    Note,
    Text,
    Share,
    Direction,
    Level,
    Counted,
    Least,
    Most,
    ExactWeight,
    NextLevel,
    NextCutoff,
    Distance,
    Gain,
    Rank,
}

impl Column {
    /// All columns, from left to right.
    pub(super) const ALL: [Self; 31] = [
        Self::Duty,
        Self::Activity,
        Self::Indicator,
        Self::Measure,
        Self::Excellent,
        Self::Good,
        Self::Fair,
        Self::Poor,
        Self::Target,
        Self::Actual,
        Self::State,
        Self::Grade,
        Self::Mark,
        Self::Weight,
        Self::Score,
        Self::Earned,
        Self::Loss,
        Self::Note,
        Self::Text,
        Self::Share,
        Self::Direction,
        Self::Level,
        Self::Counted,
        Self::Least,
        Self::Most,
        Self::ExactWeight,
        Self::NextLevel,
        Self::NextCutoff,
        Self::Distance,
        Self::Gain,
        Self::Rank,
    ];

    /// The columns of the four cut-offs.
    pub(super) const CUTOFFS: [Self; 4] = [Self::Excellent, Self::Good, Self::Fair, Self::Poor];

    /// Its number on the sheet.
    pub(super) const fn number(self) -> ColNum {
        self as ColNum
    }

    /// Its width in characters.
    pub(super) const fn width(self) -> u16 {
        match self {
            Self::Grade => 7,
            Self::State | Self::Weight | Self::Loss => 8,
            Self::Mark | Self::Earned => 9,
            // The summary below has intervals in the columns of the cut-offs.
            Self::Excellent | Self::Good | Self::Fair | Self::Poor | Self::Actual => 11,
            Self::Duty | Self::Score => 12,
            Self::Activity => 14,
            Self::Indicator => 20,
            Self::Note => 26,
            Self::Text | Self::ExactWeight | Self::NextCutoff => 13,
            _ => 10,
        }
    }
}

/// The rows of one office's indicators on some sheet.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    /// The sheet as formulas on other sheets name it, with its exclamation mark.
    pub(super) prefix: String,
    /// The row of the first indicator.
    pub(super) first: RowNum,
    /// How many indicators there are.
    pub(super) count: RowNum,
}

impl Rows {
    /// The same for formulas on the same sheet.
    pub(super) fn local(&self) -> Self {
        Self { prefix: String::new(), ..self.clone() }
    }

    /// The last row; a table without indicators keeps an empty one, so that every sum has a range.
    pub(super) fn last(&self) -> RowNum {
        self.first + self.count.max(1) - 1
    }

    /// The row of the totals.
    pub(super) fn total(&self) -> RowNum {
        self.last() + 1
    }

    /// A column over some rows.
    pub(super) fn part(&self, rows: &std::ops::Range<RowNum>, column: Column) -> String {
        range(&self.prefix, (self.first + rows.start, self.first + rows.end - 1), column.number())
    }

    /// A whole column.
    pub(super) fn all(&self, column: Column) -> String {
        range(&self.prefix, (self.first, self.last()), column.number())
    }
}

/// `Sheet!$C$5:$C$9`
pub(super) fn range(prefix: &str, (first, last): (RowNum, RowNum), column: ColNum) -> String {
    format!("{prefix}{}", utility::cell_range_absolute(first, column, last, column))
}

/// `Sheet!$C$5`
pub(super) fn cell(prefix: &str, row: RowNum, column: ColNum) -> String {
    format!("{prefix}{}", utility::row_col_to_cell_absolute(row, column))
}
