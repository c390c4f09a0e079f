//! What can be wrong with a published table, and what is odd about it, in facts.

use sheets::Unseen;

use super::cutoff::CutoffFault;
use crate::targets::grid::CellPlace;
use crate::targets::{Fault, Remark};

/// Why a published table is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookError {
    /// The cell.
    pub place: CellPlace,
    /// What is wrong there.
    pub fault: BookFault,
}

/// What can be wrong with a published table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookFault {
    /// It breaks a rule of every table.
    Rule {
        /// Which one.
        fault: Fault,
        /// The place of the other thing that it speaks of.
        other: Option<CellPlace>,
    },
    /// No line above the table says whose it is.
    NoBureau,
    /// The bureau is named without its code.
    NoCode(String),
    /// The bureau's code or name is that of another table; its place.
    BureauTwice {
        /// Code and name.
        bureau: String,
        /// Where the other one is.
        first: CellPlace,
    },
    /// Two units of the budgets of one table.
    Units {
        /// That which is stated first.
        first: String,
        /// The other one.
        other: String,
    },
    /// Columns that the header lacks.
    NoColumns(Vec<&'static str>),
    /// A heading that the page does not have.
    UnknownColumn(String),
    /// A heading that stands twice.
    ColumnTwice(&'static str),
    /// A text in a column without a heading.
    Stray(String),
    /// A row like those of a table, outside of one.
    StrayRow(String),
    /// A budget or text in a row without the name of a duty or activity.
    Nameless(String),
    /// An indicator above the first duty or activity.
    NoActivity(String),
    /// Cut-offs without an indicator.
    NoIndicator,
    /// Nothing tells duties from activities.
    Levels,
    /// A duty that has indicators itself, or an activity that looks like one.
    DutyWithIndicator(String),
    /// A duty without activities.
    EmptyDuty(String),
    /// A budget that is no plain number.
    Budget(String),
    /// A duty without a budget, whose activities have some.
    NoDutyBudget,
    /// A cell that is merged over more than its own row.
    Merged,
    /// A stated total that is not the sum of the duties.
    Total {
        /// What stands there.
        stated: String,
        /// What the duties add up to.
        sum: String,
    },
    /// A stated sum of a duty's activities that is another one.
    Subtotal {
        /// What stands there.
        stated: String,
        /// What the activities add up to.
        sum: String,
    },
    /// A number that holds more digits than are seen.
    Rounded(String),
    /// A cell in a hidden row or column.
    Hidden(String),
    /// A text that is struck out.
    Struck(String),
    /// A text of which a part is in a text box.
    Boxed(String),
    /// A cell of which nothing plain is seen.
    Unseen(Unseen),
    /// A cut-off that cannot be read.
    Cutoff(CutoffFault),
}

/// What is legal in a published table and odd, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemarkAt {
    /// The cell.
    pub place: CellPlace,
    /// What is odd.
    pub remark: Remark,
}
