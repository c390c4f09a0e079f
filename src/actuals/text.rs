//! From bytes to rows, block by block: the delimited text that spreadsheets and people write.

use std::io;

use super::place::FileName;
use crate::delimited::batch::Batch;
use crate::delimited::decoding::{BLOCK, Bytes, Decoder, Undecodable};
use crate::delimited::split::{DELIMITERS, Split, Splitter, Stop, line_ends};
use crate::diagnostic::{Diagnostic, Problem, SystemFault, Unreadable};

/// A row that is longer is refused: no spreadsheet has such rows, and memory stays bounded.
pub(super) const LONGEST_ROW: usize = 16 << 20;

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

    /// The fault as a problem of its file.
    pub(super) fn diagnostic(self, file: &FileName) -> Box<Diagnostic> {
        let problem = match self.fault {
            TextFault::Io(error) => Problem::Unreadable(Unreadable::Io(SystemFault::from(&error))),
            TextFault::OpenQuote => Problem::Unreadable(Unreadable::OpenQuote),
            TextFault::LongRow => Problem::Unreadable(Unreadable::LongRow(LONGEST_ROW >> 20)),
            TextFault::Undecodable(encoding, error) => {
                let bytes: Vec<_> = error.bytes.iter().map(|byte| format!("{byte:02X}")).collect();
                Problem::Encoding { encoding, bytes: bytes.join(" ") }
            }
        };
        Box::new(Diagnostic::new(problem, file.place_in_line(self.line, self.text, self.column)))
    }
}

/// The rows of a text, batch by batch.
pub(super) struct TextRows {
    bytes: Bytes,
    decoder: Decoder,
    block: Vec<u8>,
    /// The beginning of a row whose end has not been read yet.
    cut: String,
    splitter: Splitter,
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
            splitter: Splitter::new(DELIMITERS[0]),
            fault: None,
            is_cut: false,
        }
    }

    /// Decodes the first block, and goes on with this decoder from there.
    pub(super) fn decode_first(&mut self, decoder: Decoder, first: &[u8]) -> (String, Option<FaultAt>) {
        self.decoder = decoder;
        let mut text = String::new();
        let error = self.decoder.decode(first, self.bytes.at_end(), &mut text).err();
        let fault = |error| TextFault::Undecodable(self.decoder.encoding().name(), error);
        let error = error.map(|error| FaultAt::new(fault(error), 1, &text, text.len()));
        (text, error)
    }

    /// Starts over with the decoded first block, which may break off, and a delimiter.
    pub(super) fn restart(&mut self, first: &str, is_cut: bool, delimiter: &'static str) {
        first.clone_into(&mut self.cut);
        self.splitter = Splitter::new(delimiter);
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
        self.fault = Some(FaultAt::new(fault, self.splitter.line(), text, text.len()));
    }

    fn split(&mut self, batch: &mut Batch) {
        let text = std::mem::take(&mut batch.text);
        let at_end = self.bytes.at_end() && !self.is_cut;
        let Split { rest, stop } = self.splitter.split(text, at_end, batch);
        let line = self.splitter.line();
        match stop {
            Stop::Incomplete if rest.len() > LONGEST_ROW => {
                self.fault = Some(FaultAt::new(TextFault::LongRow, line, "", 0));
            }
            Stop::OpenQuote(quote) => {
                let row = &batch.text[rest.clone()];
                self.fault = Some(FaultAt::new(TextFault::OpenQuote, line, row, quote - rest.start));
            }
            Stop::Incomplete | Stop::End => {}
        }
        batch.text[rest].clone_into(&mut self.cut);
    }
}
