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

pub use self::sheet::workbook;
pub use self::text::{FIRST_LINE, Filled, csv, filled};
