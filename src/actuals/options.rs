//! How inputs are to be read.

use crate::delimited::decoding::Encoding;
use crate::grading::Grade;

/// How inputs are to be read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of text, where the user names it.
    pub encoding: Option<&'static Encoding>,
    /// The sheet of a workbook, where the user names it.
    pub sheet: Option<String>,
    /// Whether bare numbers are shares of 1.
    pub fraction: bool,
    /// The unit that reports, where the user names it: that of a form, not of rows that name one.
    pub unit: Option<String>,
    /// The years of the run's period, where the user names one.
    pub years: Vec<u16>,
    /// The grade below which every indicator must have a note, where notes are demanded.
    pub notes_below: Option<Grade>,
    /// Whether the SHA-256 of each input is wanted.
    pub hashed: bool,
    /// Whether problems are shown on a terminal alone.
    pub few_problems: bool,
}
