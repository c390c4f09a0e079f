//! The beginning of a text: how it is encoded, what stands between its cells, where its header is.

use super::header::{self, Columns, Header, Search, Wanted};
use super::hidden::header_fault;
use super::options::Options;
use super::place::FileName;
use super::text::TextRows;
use super::title::Title;
use crate::delimited::batch::{Batch, Row};
use crate::delimited::decoding::{Bytes, Decoder, Encoding, encodings, marked};
use crate::delimited::split::DELIMITERS;
use crate::diagnostic::{Diagnostic, HeaderFault, Problem, Unreadable};
use crate::names::is_blank;
use crate::own;

/// What is needed to open a text.
pub(super) struct Opening<'a> {
    pub(super) file: &'a FileName,
    pub(super) options: &'a Options,
    pub(super) wanted: Wanted,
}

/// What comes of looking for a header under one encoding.
enum Attempt {
    Found(Box<(Columns, Title)>),
    Refused(Box<Diagnostic>),
    /// Undecodable further down, and the header does not tell the encoding.
    Undecided(Box<Diagnostic>),
    /// With the problem of a row that would be one if it had a column of values.
    NotFound(Option<Box<Diagnostic>>),
}

impl Opening<'_> {
    /// Tries encodings and delimiters until a header is found. The rows of the first block that follow
    /// it are left in `batch`.
    pub(super) fn text(
        &self,
        bytes: Bytes,
        first: &[u8],
        batch: &mut Batch,
    ) -> Result<(TextRows, Columns, Title), Box<Diagnostic>> {
        let (candidates, mark) = self.candidates(first);
        let first = &first[mark..];
        let mut rows = TextRows::new(bytes, Decoder::new(candidates[0]));
        let (mut undecided, mut lacking) = (None, None);
        for encoding in &candidates {
            match self.under(encoding, first, &mut rows, batch) {
                Attempt::Found(found) => {
                    let (columns, title) = *found;
                    return Ok((rows, columns, title));
                }
                Attempt::Refused(why) => return Err(why),
                Attempt::Undecided(why) => undecided = undecided.or(Some(why)),
                Attempt::NotFound(why) => lacking = lacking.or(why),
            }
        }
        let is_whole = rows.bytes().at_end();
        if is_whole && is_empty(candidates[0], first) {
            return Err(self.file.problem(Problem::Header(HeaderFault::Empty)));
        }
        let is_list = |encoding: &&'static Encoding| bare_list(&mut rows, encoding, first, batch);
        if self.wanted == Wanted::Units && candidates.iter().any(is_list) {
            return Ok((rows, Columns { unit: Some(0), ..Columns::default() }, Title::default()));
        }
        Err(undecided.unwrap_or_else(|| self.no_header(&candidates, first, is_whole, lacking)))
    }

    /// The encodings to try, and how long the byte order mark is.
    fn candidates(&self, first: &[u8]) -> (Vec<&'static Encoding>, usize) {
        match (self.options.encoding, marked(first)) {
            (Some(forced), Some((encoding, mark))) if forced == encoding => (vec![forced], mark),
            (Some(forced), _) => (vec![forced], 0),
            (None, Some((encoding, mark))) => (vec![encoding], mark),
            (None, None) => (encodings().to_vec(), 0),
        }
    }

    /// Tries delimiters under an encoding.
    fn under(&self, encoding: &'static Encoding, first: &[u8], rows: &mut TextRows, batch: &mut Batch) -> Attempt {
        let (text, error) = rows.decode_first(Decoder::new(encoding), first);
        let mut lacking = None;
        for delimiter in DELIMITERS {
            rows.restart(&text, error.is_some(), delimiter);
            rows.split_first(batch);
            match header::search(self.file, self.wanted, self.options.fraction, batch.rows()) {
                Search::NotFound => {}
                Search::LacksValues(why) => lacking = lacking.or(Some(why)),
                Search::Refused(why) => return Attempt::Refused(why),
                Search::Found(_) if self.wanted == Wanted::Actuals && is_report(batch) => {
                    return Attempt::Refused(self.file.problem(Problem::Unreadable(Unreadable::OwnReport)));
                }
                Search::Found(header) => {
                    let Header { row, columns } = *header;
                    if let Some(error) = error {
                        let tells_encoding =
                            self.options.encoding.is_some() || batch.text.chars().any(|c| c >= '\u{800}');
                        if !tells_encoding {
                            return Attempt::Undecided(error.diagnostic(self.file));
                        }
                        rows.break_off(error);
                    }
                    let title = match self.title(batch, row, &columns) {
                        Ok(title) => title,
                        Err(why) => return Attempt::Refused(why),
                    };
                    batch.drop_through(row);
                    return Attempt::Found(Box::new((columns, title)));
                }
            }
        }
        Attempt::NotFound(lacking)
    }

    /// What stands above the header, which is the row of this number.
    fn title(&self, batch: &Batch, header: u64, columns: &Columns) -> Result<Title, Box<Diagnostic>> {
        let above: Vec<_> = batch.rows().take_while(|row| row.number() < header).collect();
        let header = batch.rows().nth(above.len());
        Title::of(self.file, &above, header, columns)
    }

    /// Why a text has no header: a fault hides it, or it lacks a column, or there is none.
    fn no_header(
        &self,
        candidates: &[&'static Encoding],
        first: &[u8],
        is_whole: bool,
        lacking: Option<Box<Diagnostic>>,
    ) -> Box<Diagnostic> {
        let is_header = |row: Row<'_>| Columns::of(row, None, self.wanted, self.options.fraction).is_some();
        let hidden = candidates.iter().find_map(|encoding| header_fault(first, is_whole, encoding, is_header));
        if let Some(why) = hidden.map(|fault| fault.diagnostic(self.file)).or(lacking) {
            return why;
        }
        let decodes =
            |encoding: &&&'static Encoding| Decoder::new(encoding).decode(first, is_whole, &mut String::new()).is_ok();
        let assumed = candidates.iter().find(decodes).unwrap_or(&candidates[0]).name();
        self.file.problem(Problem::Header(HeaderFault::NotFound { encoding: Some(assumed) }))
    }
}

/// Whether a text is a sheet of a report.
fn is_report(batch: &Batch) -> bool {
    let mut rows = batch.rows();
    let [first, below] = [rows.next(), rows.next()].map(|row| row.map_or("", |row| row.cell(0)));
    own::heads_sheet(first, below)
}

/// Whether a whole text has nothing in it but blanks and what stands between cells.
fn is_empty(encoding: &'static Encoding, text: &[u8]) -> bool {
    let is_between = |c: char| DELIMITERS.iter().any(|delimiter| delimiter.contains(c));
    let mut decoded = String::new();
    let outcome = Decoder::new(encoding).decode(text, true, &mut decoded);
    outcome.is_ok() && decoded.chars().all(|c| is_blank(c) || is_between(c))
}

/// Reads a list of units without a header: one cell a row.
fn bare_list(rows: &mut TextRows, encoding: &'static Encoding, first: &[u8], batch: &mut Batch) -> bool {
    let (text, error) = rows.decode_first(Decoder::new(encoding), first);
    if error.is_some() {
        return false;
    }
    rows.restart(&text, false, DELIMITERS[0]);
    rows.split_first(batch);
    batch.rows().all(|row| row.len() == 1)
}
