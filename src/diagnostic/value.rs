//! What can be wrong with the cells of a value.

/// What a cell is to hold, so that the way out fits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A percentage, or done/planned.
    Percentage,
    /// A number in this measure.
    Count(String),
    /// 完成数 or 计划数.
    Part,
}

impl Expected {
    /// What the actual of an indicator in this measure is to be.
    #[must_use]
    pub fn of(measure: &str) -> Self {
        if measure == crate::targets::PERCENT { Self::Percentage } else { Self::Count(measure.to_owned()) }
    }

    /// The measure of the indicator; `%` for a half of a pair, which is a percentage.
    #[must_use]
    pub fn measure(&self) -> &str {
        match self {
            Self::Count(measure) => measure,
            Self::Percentage | Self::Part => crate::targets::PERCENT,
        }
    }
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueFault {
    /// No number.
    Text,
    /// Below zero.
    Negative,
    /// NaN or infinity.
    NotFinite,
    /// An exponent, such as 9.2E+01.
    Exponent,
    /// More than 12 digits before the point.
    TooLarge,
    /// More decimals after the point than are allowed.
    TooPrecise,
    /// Commas that do not stand between groups of three digits.
    Commas,
    /// A comma behind a single zero, which is a decimal comma if anything.
    DecimalComma {
        /// What stood there.
        text: String,
    },
    /// A formula's error, such as `#DIV/0!`.
    FormulaError,
    /// A formula that no program has computed yet.
    NotComputed,
    /// A bare number above 2 where bare numbers are shares of 1.
    ShareAbove2,
    /// A bare number without its measure where bare numbers are shares of 1.
    ShareOfMeasure,
    /// `%` or `/` for an indicator that is no percentage.
    NotPercentage,
    /// 完成数 and 计划数 for an indicator that is no percentage.
    PairOfCount,
    /// A merged cell beside several indicators.
    Merged,
    /// A number that a comma without quotes seems to have cut, with a note that is the rest of it.
    Cut {
        /// What stands in the cell.
        left: String,
        /// What stands in the next one.
        right: String,
    },
    /// A cell to the right of the headings, as a stray delimiter makes one.
    Surplus {
        /// What stands there.
        text: String,
        /// The letters of the last column with a heading.
        last: String,
    },
    /// A bare number in a column whose heading names another measure.
    ColumnMeasure {
        /// What the heading says.
        column: String,
    },
    /// A whole row in one cell: its cells are divided by another delimiter than those of the header.
    RowInCell {
        /// What stands there.
        text: String,
    },
    /// A bare number in a row whose 计量单位 is another measure.
    RowMeasure {
        /// What the row says.
        measure: String,
    },
    /// A bare number beside a plan, without a column of what was done.
    BesidePlan {
        /// The number.
        actual: String,
        /// What stands in 计划数.
        plan: String,
    },
    /// An actual and a pair that do not agree.
    Disagree {
        /// The actual.
        actual: String,
        /// The pair as done/planned.
        pair: String,
        /// What the pair comes to in percent.
        percent: String,
    },
}

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanFault {
    /// Something done of nothing planned.
    Zero,
    /// 完成数 without 计划数.
    Empty,
}
