//! What a person sees in the cells of a workbook, .xlsx and .xls, and in the tables of a document, .docx.
//!
//! A cell's value is what is seen in it, with the digits that the cell holds beyond those shown: 0.925
//! under the format `0%` shows 93% and is 92.5%. Where what is seen is no plain number, is hidden, or
//! cannot be worked out, the cell says so ([`Unseen`]) instead of giving the number that it stores.
//!
//! Two readers, `xlsx` and `xls`, turn a file into what it says of its cells
//! (`stored`), each reading a sheet in one pass; `format` knows what a number format shows of a number, and
//! `seen` puts both together. `compound` and `encrypted` unpack what a file may be wrapped in. Nothing here knows
//! what the cells are for.

mod area;
mod compound;
mod date;
#[cfg(test)]
mod dice;
mod digits;
mod document;
mod encrypted;
mod entry;
mod fault;
mod foreign;
mod format;
mod little_endian;
mod seen;
mod stored;
mod workbook;
mod xls;
mod xlsx;

pub use self::area::{Area, cell_name, column_letters};
pub use self::document::{Block, Document, Paragraph, TableCell, TableRow};
pub use self::entry::{Entry, Kind};
pub use self::fault::{Fault, MOST_MEBIBYTES};
pub use self::foreign::Foreign;
pub use self::format::Format;
pub use self::seen::{Seen, Sheet, Unseen, Why};
pub use self::workbook::Workbook;
