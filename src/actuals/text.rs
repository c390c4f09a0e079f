//! From text to rows: the delimited text that spreadsheets and people write.
//!
//! Its own reader, for three reasons: a quote that is never closed is an error here, not a cell that
//! swallows the rest of the file; an empty row counts, as it does for Excel, so that a cell's name is
//! right; and the row as it stands in the file is at hand for the message.

use std::io;
use std::ops::Range;

use super::batch::{Batch, CellKind};
use super::decoding::{BLOCK, Bytes, Decoder, Undecodable};
use super::ends::Ends;

/// A row that is longer is refused: no spreadsheet has such rows, and memory stays bounded.
pub(super) const LONGEST_ROW: usize = 16 << 20;

/// What stands between cells: comma, tab, semicolon or full-width comma.
pub(super) const DELIMITERS: [&str; 4] = [",", "\t", ";", "，"];

/// Why a text cannot be read on.
#[derive(Debug)]
pub(super) enum TextFault {
    Io(io::Error),
    /// Under the encoding of this name.
    Undecodable(&'static str, Undecodable),
    OpenQuote,
    LongRow,
}

/// A fault, its line, and the place in that line.
#[derive(Debug)]
pub(super) struct FaultAt {
    pub(super) fault: TextFault,
    pub(super) line: u64,
    /// What is known of the line, and where in it the fault is.
    pub(super) text: String,
    pub(super) column: usize,
}

impl FaultAt {
    /// A fault at a byte of a text that begins at a line.
    pub(super) fn new(fault: TextFault, first_line: u64, text: &str, at: usize) -> Self {
        let is_end = |c: char| c == '\n' || c == '\r';
        let start = text[..at].rfind(is_end).map_or(0, |end| end + 1);
        let end = text[at..].find(is_end).map_or(text.len(), |end| at + end);
        let line = first_line + line_ends(&text[..start]);
        Self { fault, line, text: text[start..end].to_owned(), column: at - start }
    }
}

/// The rows of a text, batch by batch.
pub(super) struct TextRows {
    bytes: Bytes,
    decoder: Decoder,
    block: Vec<u8>,
    /// The beginning of a row whose end has not been read yet.
    cut: String,
    delimiter: &'static str,
    line: u64,
    number: u64,
    /// What the text breaks off with, once the rows before it are taken.
    fault: Option<FaultAt>,
    /// Whether the text breaks off, so that its end is no row's end.
    is_cut: bool,
}

impl TextRows {
    /// Starts with bytes of which the first block was read.
    pub(super) fn new(bytes: Bytes, decoder: Decoder) -> Self {
        Self {
            bytes,
            decoder,
            block: Vec::new(),
            cut: String::new(),
            delimiter: DELIMITERS[0],
            line: 1,
            number: 1,
            fault: None,
            is_cut: false,
        }
    }

    /// Goes on with another decoder, which has decoded the first block.
    pub(super) fn set_decoder(&mut self, decoder: Decoder) {
        self.decoder = decoder;
    }

    /// Starts over with the decoded first block, which may break off, and a delimiter.
    pub(super) fn restart(&mut self, first: &str, is_cut: bool, delimiter: &'static str) {
        first.clone_into(&mut self.cut);
        (self.delimiter, self.line, self.number) = (delimiter, 1, 1);
        (self.is_cut, self.fault) = (is_cut, None);
    }

    /// Breaks off after the rows of the first block.
    pub(super) fn break_off(&mut self, fault: FaultAt) {
        self.fault = Some(fault);
    }

    pub(super) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Whether the rows at hand are the last, and nothing is wrong behind them.
    pub(super) fn is_done(&self) -> bool {
        self.bytes.at_end() && self.fault.is_none()
    }

    /// Splits the text at hand into rows without reading more.
    pub(super) fn split_first(&mut self, batch: &mut Batch) {
        batch.clear();
        std::mem::swap(&mut batch.text, &mut self.cut);
        self.split(batch);
    }

    /// Reads the next rows; there are none left where it says so. The rows before a fault come first.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Result<bool, FaultAt> {
        batch.clear();
        std::mem::swap(&mut batch.text, &mut self.cut);
        loop {
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            if self.bytes.at_end() {
                return Ok(false);
            }
            // A row that goes on is read to twice its length before it is split anew, or a row of many
            // blocks would be split from its beginning with each of them.
            let wanted = (2 * batch.text.len()).min(LONGEST_ROW);
            self.read(batch);
            while batch.text.len() < wanted && self.fault.is_none() && !self.bytes.at_end() {
                self.read(batch);
            }
            self.split(batch);
            if batch.rows().next().is_some() {
                return Ok(true);
            }
            std::mem::swap(&mut batch.text, &mut self.cut);
        }
    }

    fn read(&mut self, batch: &mut Batch) {
        self.block.resize(BLOCK, 0);
        let text = &mut batch.text;
        let fault = match self.bytes.read(&mut self.block) {
            Err(error) => TextFault::Io(error),
            Ok(block) => match self.decoder.decode(block, self.bytes.at_end(), text) {
                Ok(()) => return,
                Err(error) => TextFault::Undecodable(self.decoder.encoding().name(), error),
            },
        };
        self.is_cut = true;
        self.fault = Some(FaultAt::new(fault, self.line, text, text.len()));
    }

    fn split(&mut self, batch: &mut Batch) {
        let text = std::mem::take(&mut batch.text);
        batch.clear_rows();
        let at_end = self.bytes.at_end() && !self.is_cut;
        let mut splitter = Splitter::new(&text, self.delimiter, at_end);
        let mut start = 0;
        loop {
            match splitter.row(start, batch) {
                Step::Row { end, next, quoted_line_ends } => {
                    batch.push_row(start..end, self.line, self.number);
                    self.line += 1 + quoted_line_ends;
                    self.number += 1;
                    start = next;
                }
                Step::Incomplete if text.len() - start > LONGEST_ROW => {
                    self.fault = Some(FaultAt::new(TextFault::LongRow, self.line, "", 0));
                    break;
                }
                Step::Incomplete | Step::End => break,
                Step::OpenQuote(quote) => {
                    self.fault = Some(FaultAt::new(TextFault::OpenQuote, self.line, &text[start..], quote - start));
                    break;
                }
            }
        }
        batch.abandon_row();
        text[start..].clone_into(&mut self.cut);
        batch.text = text;
        batch.unquote();
    }
}

/// How many line ends a text has: LF, CRLF and CR each count once.
pub(super) fn line_ends(text: &str) -> u64 {
    let mut count = 0;
    let mut after_return = false;
    for byte in text.bytes() {
        count += u64::from(byte == b'\r' || (byte == b'\n' && !after_return));
        after_return = byte == b'\r';
    }
    count
}

/// Splits a line as a row by itself.
pub(super) fn split_line(line: &str, delimiter: &'static str, batch: &mut Batch) {
    batch.clear();
    line.clone_into(&mut batch.text);
    if let Step::Row { end, .. } = Splitter::new(line, delimiter, true).row(0, batch) {
        batch.push_row(0..end, 1, 1);
    }
    batch.abandon_row();
    batch.unquote();
}

/// The quote that is still open where a text ends.
pub(super) fn open_quote(text: &str, delimiter: &'static str) -> Option<usize> {
    let mut splitter = Splitter::new(text, delimiter, true);
    let (mut batch, mut start) = (Batch::default(), 0);
    loop {
        match splitter.row(start, &mut batch) {
            Step::Row { next, .. } => start = next,
            Step::OpenQuote(quote) => return Some(quote),
            Step::Incomplete | Step::End => return None,
        }
    }
}

/// What came of trying to read a row.
enum Step {
    /// A row up to `end`; the next one begins at `next`.
    Row { end: usize, next: usize, quoted_line_ends: u64 },
    /// The row's end is not in this text yet.
    Incomplete,
    /// No text is left.
    End,
    /// A quote that is still open where the file ends.
    OpenQuote(usize),
}

struct Splitter<'t> {
    text: &'t str,
    delimiter: &'static str,
    at_end: bool,
    /// Where a cell or row may end: delimiters and line ends, those within quotes too.
    ends: Ends<'t>,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str, delimiter: &'static str, at_end: bool) -> Self {
        Self { text, delimiter, at_end, ends: Ends::new(delimiter.as_bytes()[0], text.as_bytes()) }
    }

    /// Reads the row that begins at `start`, behind the one that was read before.
    fn row(&mut self, start: usize, batch: &mut Batch) -> Step {
        let bytes = self.text.as_bytes();
        if start == bytes.len() {
            return Step::End;
        }
        let (mut cell, mut quoted_line_ends) = (start, 0);
        loop {
            let end = if bytes.get(cell) == Some(&b'"') {
                match self.quoted_cell(cell, batch) {
                    Ok(end) => {
                        quoted_line_ends += line_ends(&self.text[cell..end]);
                        end
                    }
                    Err(step) => return step,
                }
            } else {
                let Some(end) = self.end_of_cell(cell) else { return Step::Incomplete };
                batch.push_cell(cell..end, CellKind::Text);
                end
            };
            match bytes.get(end) {
                Some(b'\n') => return Step::Row { end, next: end + 1, quoted_line_ends },
                Some(b'\r') if end + 1 == bytes.len() && !self.at_end => return Step::Incomplete,
                Some(b'\r') => {
                    let next = end + 1 + usize::from(bytes.get(end + 1) == Some(&b'\n'));
                    return Step::Row { end, next, quoted_line_ends };
                }
                Some(_) => cell = end + self.delimiter.len(),
                None => return Step::Row { end, next: end, quoted_line_ends },
            }
        }
    }

    /// Reads a cell that begins with a quote, and gives its end, or what comes of the row instead.
    #[inline(never)]
    fn quoted_cell(&mut self, cell: usize, batch: &mut Batch) -> Result<usize, Step> {
        let Some(behind) = self.closed(cell) else {
            return Err(if self.at_end { Step::OpenQuote(cell) } else { Step::Incomplete });
        };
        let end = self.end_of_cell(behind).ok_or(Step::Incomplete)?;
        push_quoted(batch, self.text, cell..end);
        Ok(end)
    }

    /// Where a cell ends: at the next delimiter or line end from a place on, or with the text.
    #[inline]
    fn end_of_cell(&mut self, from: usize) -> Option<usize> {
        self.next_end(from).or(self.at_end.then_some(self.text.len()))
    }

    /// The next delimiter or line end from a place on. A quote that does not begin its cell is a
    /// character like others, and so is what stands between a closing quote and the cell's end.
    #[inline]
    fn next_end(&mut self, from: usize) -> Option<usize> {
        let (bytes, delimiter) = (self.text.as_bytes(), self.delimiter.as_bytes());
        // Of the full-width comma the first byte may belong to another character.
        let is_whole =
            |at: usize| delimiter.len() == 1 || bytes[at] != delimiter[0] || bytes[at..].starts_with(delimiter);
        self.ends.find(|&at| at >= from && is_whole(at))
    }

    /// The place behind the closing quote of a cell that begins with a quote, if the text has it and,
    /// unless it ends there, what follows it.
    fn closed(&self, cell: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = cell + 1;
        loop {
            at += memchr::memchr(b'"', &bytes[at..])? + 1;
            match bytes.get(at) {
                Some(b'"') => at += 1,
                None if !self.at_end => return None,
                _ => return Some(at),
            }
        }
    }
}

/// Adds a cell that stands in quotes; where nothing within them needs unquoting, by what they enclose.
fn push_quoted(batch: &mut Batch, text: &str, range: Range<usize>) {
    let inner = range.start + 1..range.end - 1;
    let is_simple = inner.start <= inner.end && memchr::memchr(b'"', &text.as_bytes()[inner.clone()]).is_none();
    if is_simple && text.as_bytes()[inner.end] == b'"' {
        batch.push_cell(inner, CellKind::Text);
    } else {
        batch.push_quoted(range);
    }
}
