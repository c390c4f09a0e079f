//! How inputs are to be read.

use super::decoding::Encoding;

/// How inputs are to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of text, where the user names it.
    pub encoding: Option<&'static Encoding>,
    /// The sheet of a workbook, where the user names it.
    pub sheet: Option<String>,
    /// Whether bare numbers are shares of 1.
    pub fraction: bool,
    /// Whether the SHA-256 of each input is wanted.
    pub hashed: bool,
}
