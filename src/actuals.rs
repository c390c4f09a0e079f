//! From bytes to actuals: decoding, rows, header, names and values (spec 4 and 5).
//!
//! Each stage has its module, and none looks back: `decoding` turns bytes into text, `text` and
//! `workbook` turn a file into rows, `header` finds the columns, `interpret` finds out what a row says,
//! for which `lookup` resolves its names and `value` reads its cell, and [`intake`] folds what rows say
//! into the [`tally`]. [`feed`] takes all inputs through these. Nothing here knows output formats,
//! colours or the command line.

mod batch;
mod decoding;
mod ends;
pub mod feed;
mod form;
mod header;
mod hidden;
pub mod intake;
mod interpret;
mod lookup;
pub mod office;
mod place;
mod source;
mod split;
pub mod tally;
mod text;
mod value;
mod workbook;

pub use self::batch::Batch;
pub(crate) use self::decoding::hex;
pub use self::decoding::{Encoding, encoding_named};
pub use self::source::Options;
