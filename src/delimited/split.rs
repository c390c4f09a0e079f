//! Splits a text into rows of cells.
//!
//! Its own reader, for three reasons: a quote that is never closed is an error here, not a cell that
//! swallows the rest of the file; an empty row counts, as it does for Excel, so that a cell's name is
//! right; and the row as it stands in the file is at hand for the message.

use std::ops::Range;

use super::batch::{Batch, CellKind, offset};
use super::ends::find_ends;

/// What stands between cells: comma, tab, semicolon or full-width comma.
pub(crate) const DELIMITERS: [&str; 4] = [",", "\t", ";", "，"];

/// Splits one text, piece by piece, and counts its lines and rows.
pub(crate) struct Splitter {
    delimiter: &'static str,
    /// The line of the next row, from 1.
    line: u64,
    /// The number of the next row, from 1.
    number: u64,
    /// Room for the places where cells may end.
    ends: Vec<u32>,
}

/// How far a piece was split.
pub(crate) struct Split {
    /// The row that was not split off, as far as the piece has it.
    pub(crate) rest: Range<usize>,
    pub(crate) stop: Stop,
}

/// Why a row is not split off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// No text is left.
    End,
    /// The row's end is not in this piece.
    Incomplete,
    /// A quote is still open where the text ends.
    OpenQuote(usize),
}

impl Splitter {
    /// Starts at the beginning of a text.
    pub(crate) fn new(delimiter: &'static str) -> Self {
        Self { delimiter, line: 1, number: 1, ends: Vec::new() }
    }

    /// The line of the next row, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.line
    }

    /// Splits a piece, which begins with a row, into the rows of a batch. All of the text is there if it
    /// ends with this piece.
    pub(crate) fn split(&mut self, text: String, at_end: bool, batch: &mut Batch) -> Split {
        batch.clear_rows();
        find_ends(text.as_bytes(), self.delimiter.as_bytes()[0], &mut self.ends);
        let mut cells = Cells { text: &text, delimiter: self.delimiter, at_end, ends: self.ends.iter() };
        let mut start = 0;
        let stop = loop {
            match cells.row(start, batch) {
                Ok(RowEnd { end, next, quoted_line_ends }) => {
                    batch.push_row(start..end, self.line, self.number);
                    self.line += 1 + quoted_line_ends;
                    self.number += 1;
                    start = next;
                }
                Err(stop) => break stop,
            }
        };
        batch.abandon_row();
        let rest = start as usize..text.len();
        batch.set_text(text);
        Split { rest, stop }
    }
}

/// Splits a line as a row by itself.
pub(crate) fn split_line(line: &str, delimiter: &'static str, batch: &mut Batch) {
    Splitter::new(delimiter).split(line.to_owned(), true, batch);
}

/// The quote that is still open where a text ends.
pub(crate) fn open_quote(text: &str, delimiter: &'static str) -> Option<usize> {
    match Splitter::new(delimiter).split(text.to_owned(), true, &mut Batch::default()).stop {
        Stop::OpenQuote(quote) => Some(quote),
        Stop::End | Stop::Incomplete => None,
    }
}

/// How many line ends a text has: LF, CRLF and CR each count once.
pub(crate) fn line_ends(text: &str) -> u64 {
    let mut count = 0;
    let mut after_return = false;
    for byte in text.bytes() {
        count += u64::from(byte == b'\r' || (byte == b'\n' && !after_return));
        after_return = byte == b'\r';
    }
    count
}

/// Where a row ends, and the next one begins.
struct RowEnd {
    end: u32,
    next: u32,
    quoted_line_ends: u64,
}

/// The cells of a text, one after the other.
struct Cells<'t> {
    text: &'t str,
    delimiter: &'static str,
    at_end: bool,
    /// Where a cell or row may end: delimiters and line ends, those within quotes too.
    ends: std::slice::Iter<'t, u32>,
}

impl Cells<'_> {
    /// Reads the row that begins at `start`, behind the one that was read before.
    fn row(&mut self, start: u32, batch: &mut Batch) -> Result<RowEnd, Stop> {
        if self.byte(start).is_none() {
            return Err(Stop::End);
        }
        let (mut cell, mut quoted_line_ends) = (start, 0);
        loop {
            let end = if self.byte(cell) == Some(b'"') {
                let end = self.quoted_cell(cell, batch)?;
                quoted_line_ends += line_ends(&self.text[cell as usize..end as usize]);
                end
            } else {
                let end = self.end_of_cell(cell).ok_or(Stop::Incomplete)?;
                batch.push_cell(cell..end, CellKind::Text);
                end
            };
            let next = match self.byte(end) {
                None => end,
                Some(b'\n') => end + 1,
                Some(b'\r') => match self.byte(end + 1) {
                    None if !self.at_end => return Err(Stop::Incomplete),
                    Some(b'\n') => end + 2,
                    _ => end + 1,
                },
                Some(_) => {
                    cell = end + offset(self.delimiter.len());
                    continue;
                }
            };
            return Ok(RowEnd { end, next, quoted_line_ends });
        }
    }

    #[inline]
    fn byte(&self, at: u32) -> Option<u8> {
        self.text.as_bytes().get(at as usize).copied()
    }

    /// Reads a cell that begins with a quote, and gives its end, or what comes of the row instead.
    #[inline(never)]
    fn quoted_cell(&mut self, cell: u32, batch: &mut Batch) -> Result<u32, Stop> {
        let Some(behind) = self.closed(cell) else {
            return Err(if self.at_end { Stop::OpenQuote(cell as usize) } else { Stop::Incomplete });
        };
        let end = self.end_of_cell(behind).ok_or(Stop::Incomplete)?;
        push_quoted(batch, self.text, cell..end);
        Ok(end)
    }

    /// Where a cell ends: at the next delimiter or line end from a place on, or with the text. A quote
    /// that does not begin its cell is a character like others, and so is what stands between a closing
    /// quote and the cell's end.
    #[inline]
    fn end_of_cell(&mut self, from: u32) -> Option<u32> {
        let (bytes, delimiter) = (self.text.as_bytes(), self.delimiter.as_bytes());
        // Of the full-width comma the first byte may belong to another character.
        let is_whole = |at: u32| {
            let rest = &bytes[at as usize..];
            delimiter.len() == 1 || rest[0] != delimiter[0] || rest.starts_with(delimiter)
        };
        let end = self.ends.by_ref().copied().find(|&at| at >= from && is_whole(at));
        end.or_else(|| self.at_end.then_some(offset(self.text.len())))
    }

    /// The place behind the closing quote of a cell that begins with a quote, if the text has it and,
    /// unless it ends there, what follows it.
    fn closed(&self, cell: u32) -> Option<u32> {
        let bytes = self.text.as_bytes();
        let mut at = cell as usize + 1;
        loop {
            at += memchr::memchr(b'"', &bytes[at..])? + 1;
            match bytes.get(at) {
                Some(b'"') => at += 1,
                None if !self.at_end => return None,
                _ => return Some(offset(at)),
            }
        }
    }
}

/// Adds a cell that stands in quotes; where nothing within them needs unquoting, by what they enclose.
fn push_quoted(batch: &mut Batch, text: &str, range: Range<u32>) {
    let inner = range.start + 1..range.end - 1;
    let bytes = text.as_bytes();
    let is_simple = bytes[inner.end as usize] == b'"'
        && memchr::memchr(b'"', &bytes[inner.start as usize..inner.end as usize]).is_none();
    if is_simple {
        batch.push_cell(inner, CellKind::Text);
    } else {
        batch.push_quoted(range);
    }
}
