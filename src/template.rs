//! The form to fill in: every indicator of the table in the page's order, with empty columns for the actuals. As a
//! workbook it answers while it is filled in, with the formulas of the report. It scores as it comes back.
//!
//! Knows the table and the formulas of a report, and no input. The headings are what the reader of inputs goes by,
//! and stay Chinese in every language.

mod column;
mod formulas;
mod paper;
mod row;
mod rules;
mod sheet;
mod text;
mod wording;

use anyhow::Result;

pub use self::sheet::workbook;
pub use self::text::{FIRST_LINE, Filled, csv, filled};
use crate::named::named;
use crate::targets::Targets;

named! {
    /// What a form is written as; the name is the ending of its file.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum FormFormat {
        /// Text, which computes nothing.
        Csv = "csv",
        /// A workbook, which grades what is filled in.
        Workbook = "xlsx",
    }
}

impl FormFormat {
    /// The format of a file with this ending.
    pub fn of_ending(ending: &str) -> Option<Self> {
        Self::NAMED.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(ending)).map(|(_, format)| format)
    }

    /// The form of a table.
    ///
    /// # Errors
    /// Only those of the writers.
    pub fn form(self, targets: &Targets) -> Result<Vec<u8>> {
        match self {
            Self::Csv => csv(targets),
            Self::Workbook => workbook(targets),
        }
    }
}
