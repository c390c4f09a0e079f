//! One input from its first byte to its rows: what it is, how it is encoded, where its header is.

use std::sync::Arc;

use encoding_rs::{GB18030, UTF_8};

use super::batch::{Batch, Row};
use super::decoding::{Bytes, Decoder, Encoding, marked};
use super::form::Form;
use super::header::{Columns, Wanted};
use super::hidden::header_fault;
use super::input::Beginning;
use super::options::Options;
use super::place::FileName;
use super::split::DELIMITERS;
use super::text::{FaultAt, LONGEST_ROW, TextFault, TextRows};
use super::value::Convention;
use super::workbook::{self, Chosen, WorkbookRows};
use crate::diagnostic::{Diagnostic, HeaderFault, Problem, SystemFault, Unreadable, WorkbookFault};
use crate::names::is_blank;

/// An input whose header was found.
pub(super) struct Source {
    /// How its rows are to be read.
    pub(super) form: Arc<Form>,
    rows: Rows,
}

enum Rows {
    Text(Box<TextRows>),
    Workbook(WorkbookRows, Bytes),
}

impl Source {
    /// Finds out what an input is and where its header is; the rows of its first block that follow
    /// the header are left in `batch`.
    pub(super) fn open(
        beginning: Beginning,
        options: &Options,
        wanted: Wanted,
        batch: &mut Batch,
    ) -> Result<Self, Box<Diagnostic>> {
        let Beginning { file, own_name, first, mut bytes } = beginning;
        let (file, columns, unread_sheets, rows) = if workbook::is_workbook(&first) {
            let Chosen { file, rows, columns, others } = workbook::open(&file, &mut bytes, first, options, wanted)?;
            batch.clear();
            (file, columns, others, Rows::Workbook(rows, bytes))
        } else if is_document(&first) {
            return Err(file.problem(Problem::Workbook(WorkbookFault::Unsupported)));
        } else {
            let opening = Opening { file: &file, options, wanted };
            let (rows, columns) = opening.text(bytes, &first, batch)?;
            (file, columns, Vec::new(), Rows::Text(Box::new(rows)))
        };
        let convention = Convention { column_measure: columns.actual_measure.clone(), fraction: options.fraction };
        Ok(Self { form: Arc::new(Form { file, own_name, columns, convention, unread_sheets }), rows })
    }

    /// Whether the rows at hand are the last.
    pub(super) fn is_done(&self) -> bool {
        matches!(&self.rows, Rows::Text(rows) if rows.is_done())
    }

    /// Replaces the batch by the next rows; there are none left where it says so.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Result<bool, Box<Diagnostic>> {
        match &mut self.rows {
            Rows::Text(rows) => rows.next(batch).map_err(|fault| text_fault(&self.form.file, fault)),
            Rows::Workbook(rows, _) => Ok(rows.next(batch)),
        }
    }

    /// SHA-256 in hex of the input, once it is read to its end.
    pub(super) fn sha256(&self) -> Option<String> {
        match &self.rows {
            Rows::Text(rows) => rows.bytes().sha256(),
            Rows::Workbook(_, bytes) => bytes.sha256(),
        }
    }
}

/// Whether a file is a page, a document or a workbook in a format that is not read. Systems save pages as
/// `.xls`.
fn is_document(first: &[u8]) -> bool {
    let text = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first).trim_ascii_start();
    let begins = |with: &&[u8]| text.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with));
    [&b"<html"[..], b"<!doctype", b"<?xml", b"<table", b"%PDF-", b"{\\rtf"].iter().any(begins)
}

fn text_fault(file: &FileName, at: FaultAt) -> Box<Diagnostic> {
    let problem = match at.fault {
        TextFault::Io(error) => Problem::Unreadable(Unreadable::Io(SystemFault::from(&error))),
        TextFault::OpenQuote => Problem::Unreadable(Unreadable::OpenQuote),
        TextFault::LongRow => Problem::Unreadable(Unreadable::LongRow(LONGEST_ROW >> 20)),
        TextFault::Undecodable(encoding, error) => {
            let bytes: Vec<_> = error.bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            Problem::Encoding { encoding, bytes: bytes.join(" ") }
        }
    };
    Box::new(Diagnostic { problem, place: file.place_in_line(at.line, at.text, at.column) })
}

/// What is needed to open a text.
struct Opening<'a> {
    file: &'a FileName,
    options: &'a Options,
    wanted: Wanted,
}

/// What came of looking for a header under one encoding and delimiter.
enum Search {
    /// The columns, and the number of the header's row.
    Found(Columns, u64),
    /// Undecodable further down, and the header does not tell the encoding: try the next.
    Undecided(Box<Diagnostic>),
    Refused(Box<Diagnostic>),
    NotFound,
}

impl Opening<'_> {
    /// Tries encodings and delimiters until a header is found.
    fn text(&self, bytes: Bytes, first: &[u8], batch: &mut Batch) -> Result<(TextRows, Columns), Box<Diagnostic>> {
        let (candidates, mark) = self.candidates(first);
        let first = &first[mark..];
        let mut rows = TextRows::new(bytes, Decoder::new(candidates[0]));
        let (mut undecided, mut assumed, mut no_actual) = (None, None, None);
        for encoding in &candidates {
            let mut decoder = Decoder::new(encoding);
            let mut text = String::new();
            let outcome = decoder.decode(first, rows.bytes().at_end(), &mut text);
            rows.set_decoder(decoder);
            if outcome.is_ok() {
                assumed = assumed.or(Some(encoding.name()));
            }
            let mut error = outcome
                .err()
                .map(|error| FaultAt::new(TextFault::Undecodable(encoding.name(), error), 1, &text, text.len()));
            for delimiter in DELIMITERS {
                rows.restart(&text, error.is_some(), delimiter);
                match self.search(&mut rows, batch, &mut error, &mut no_actual) {
                    Search::Found(columns, header) => {
                        batch.drop_through(header);
                        return Ok((rows, columns));
                    }
                    Search::Refused(diagnostic) => return Err(diagnostic),
                    Search::Undecided(diagnostic) => {
                        undecided = undecided.or(Some(diagnostic));
                        break;
                    }
                    Search::NotFound => {}
                }
            }
        }
        if rows.bytes().at_end() && is_empty(candidates[0], first) {
            return Err(self.file.problem(Problem::Header(HeaderFault::Empty)));
        }
        if self.wanted == Wanted::Units
            && candidates.iter().any(|encoding| bare_list(&mut rows, encoding, first, batch))
        {
            return Ok((rows, Columns { unit: Some(0), ..Columns::default() }));
        }
        let assumed = assumed.unwrap_or(candidates[0].name());
        let at_end = rows.bytes().at_end();
        let is_header = |row: Row<'_>| Columns::of(row, self.wanted, self.options.fraction).is_some();
        let hidden = candidates.iter().find_map(|encoding| header_fault(first, at_end, encoding, is_header));
        let hidden = hidden.map(|fault| text_fault(self.file, fault));
        let not_found = || self.file.problem(Problem::Header(HeaderFault::NotFound { encoding: Some(assumed) }));
        Err(undecided.or(hidden).or(no_actual).unwrap_or_else(not_found))
    }

    /// The encodings to try, and how long the byte order mark is.
    fn candidates(&self, first: &[u8]) -> (Vec<&'static Encoding>, usize) {
        match (self.options.encoding, marked(first)) {
            (Some(forced), Some((encoding, mark))) if forced == encoding => (vec![forced], mark),
            (Some(forced), _) => (vec![forced], 0),
            (None, Some((encoding, mark))) => (vec![encoding], mark),
            (None, None) => (vec![UTF_8, GB18030], 0),
        }
    }

    fn search(
        &self,
        rows: &mut TextRows,
        batch: &mut Batch,
        error: &mut Option<FaultAt>,
        no_actual: &mut Option<Box<Diagnostic>>,
    ) -> Search {
        rows.split_first(batch);
        let found = batch.rows().find_map(|row| Some((Columns::of(row, self.wanted, self.options.fraction)?, row)));
        let Some((columns, row)) = found else {
            let lacking = batch.rows().find(|row| self.wanted == Wanted::Actuals && Columns::lacks_only_values(*row));
            if let (Some(row), None) = (lacking, &no_actual) {
                *no_actual = Some(self.file.problem_in(row, row.len(), Problem::Header(HeaderFault::NoActual)));
            }
            return Search::NotFound;
        };
        let columns = match columns {
            Ok(columns) => columns,
            Err((problem, column)) => return Search::Refused(self.file.problem_in(row, column, problem)),
        };
        if let Some(error) = error.take() {
            let tells_encoding = self.options.encoding.is_some() || batch.text.chars().any(|c| c >= '\u{800}');
            if !tells_encoding {
                return Search::Undecided(text_fault(self.file, error));
            }
            rows.break_off(error);
        }
        Search::Found(columns, row.number())
    }
}

/// Whether a whole text has nothing in it but blanks and what stands between cells.
fn is_empty(encoding: &'static Encoding, text: &[u8]) -> bool {
    let is_between = |c: char| DELIMITERS.iter().any(|delimiter| delimiter.contains(c));
    let mut decoded = String::new();
    let outcome = Decoder::new(encoding).decode(text, true, &mut decoded);
    outcome.is_ok() && decoded.chars().all(|c| is_blank(c) || is_between(c))
}

/// Reads a list of offices without a header: one cell a row.
fn bare_list(rows: &mut TextRows, encoding: &'static Encoding, first: &[u8], batch: &mut Batch) -> bool {
    let mut decoder = Decoder::new(encoding);
    let mut text = String::new();
    if decoder.decode(first, rows.bytes().at_end(), &mut text).is_err() {
        return false;
    }
    rows.set_decoder(decoder);
    rows.restart(&text, false, DELIMITERS[0]);
    rows.split_first(batch);
    batch.rows().all(|row| row.len() == 1)
}
