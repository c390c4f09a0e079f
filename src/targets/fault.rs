//! What can be wrong with a table, in facts.

use crate::grading::CutoffsFault;

/// Why a table is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// JSON path of the offending value, such as `duties[0].activities[1].budget`.
    pub path: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not JSON of the table's shape, in serde's words, with line and column.
    Shape {
        /// What serde says.
        message: String,
        /// Line in the file, from 1.
        line: usize,
    },
    /// A key that the table's file must have.
    MissingKey(String),
    /// A key that it does not have.
    UnknownKey(String),
    /// Not UTF-8, which JSON is.
    NotUtf8,
    /// A number that is no plain decimal, such as `1e3`.
    NotANumber(String),
    /// More than 12 digits before or 6 after the decimal point.
    TooManyDigits(String),
    /// A number below zero.
    Negative(String),
    /// A weight of zero.
    ZeroWeight,
    /// Numbers that cannot be cut-offs.
    Cutoffs(CutoffsFault),
    /// A name or alias that equals another of the same activity after normalisation.
    SameName(String),
    /// A duty's budget that is not the sum of its activities' budgets.
    DutyBudget {
        /// What the duty says.
        stated: String,
        /// What its activities add up to.
        sum: String,
    },
    /// No budget above zero in the whole table.
    NoBudget,
    /// Points that do not fall from 优 to below 差, or exceed 100.
    PointsOrder,
    /// Points that lie outside the band of their own grade.
    PointsBand,
    /// Bands that do not fall from 优 to 中 within 0 to 100.
    BandsOrder,
    /// A name without a visible character.
    EmptyName,
    /// The bureau's code or name is that of another table of the run.
    BureauTwice {
        /// Code and name.
        bureau: String,
        /// The other one's file.
        other: String,
    },
    /// A measure that could be a part of the number before it.
    Measure(String),
}
