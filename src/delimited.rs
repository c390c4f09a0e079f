//! Delimited text, as spreadsheets write it: from bytes to text under a known encoding, and from text to rows of
//! cells. Knows nothing of what the cells are for.

pub(crate) mod batch;
pub(crate) mod decoding;
mod ends;
pub(crate) mod split;

pub use self::decoding::{ENCODING_NAMES, Encoding, encoding_named};
