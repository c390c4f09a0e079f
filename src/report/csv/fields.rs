//! The fields of the CSV report, and where it goes.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::Write;

use crate::grading::Grade;
use crate::names::begins_formula;
use crate::number::Decimal;

/// Where the CSV goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A file that a spreadsheet will open: with a byte order mark and CRLF.
    File,
    /// A stream that a program will read: with neither.
    Stream,
}

impl Destination {
    /// What stands before all rows.
    pub(super) fn begin(self, out: &mut dyn Write) -> std::io::Result<()> {
        if self == Self::File { out.write_all("\u{FEFF}".as_bytes()) } else { Ok(()) }
    }

    fn writer(self) -> csv::Writer<Vec<u8>> {
        let terminator = match self {
            Self::File => csv::Terminator::CRLF,
            Self::Stream => csv::Terminator::Any(b'\n'),
        };
        csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new())
    }
}

/// The fields of rows under way.
pub(super) struct Fields {
    csv: csv::Writer<Vec<u8>>,
    /// Room for the text of one field.
    text: String,
}

impl Fields {
    pub(super) fn new(destination: Destination) -> Self {
        Self { csv: destination.writer(), text: String::new() }
    }

    /// Ends a row.
    pub(super) fn end(&mut self) -> csv::Result<()> {
        self.csv.write_record(None::<&[u8]>)
    }

    /// All rows as text.
    pub(super) fn into_text(mut self) -> csv::Result<Vec<u8>> {
        self.csv.flush()?;
        self.csv.into_inner().map_err(|error| error.into_error().into())
    }

    pub(super) fn count(&mut self, count: u32) -> csv::Result<()> {
        self.csv.write_field(itoa::Buffer::new().format(count))
    }

    pub(super) fn code(&mut self, grade: Option<Grade>) -> csv::Result<()> {
        self.csv.write_field(grade.map_or("", Grade::code))
    }

    pub(super) fn label(&mut self, grade: Option<Grade>) -> csv::Result<()> {
        self.csv.write_field(grade.map_or("", Grade::label))
    }

    /// A name of the program.
    pub(super) fn name(&mut self, name: &str) -> csv::Result<()> {
        self.csv.write_field(name)
    }

    /// A figure; an empty field where there is none.
    pub(super) fn value<T: Display>(&mut self, value: Option<T>) -> csv::Result<()> {
        self.text.clear();
        if let Some(value) = value {
            let _ = write!(self.text, "{value}");
        }
        self.csv.write_field(&self.text)
    }

    /// A share of the total, with all its decimals.
    pub(super) fn share(&mut self, share: Option<Decimal>) -> csv::Result<()> {
        self.csv.write_field(share.map(|share| share.fixed(share.decimals())).unwrap_or_default())
    }

    /// Text that cannot become a formula: behind an apostrophe a spreadsheet takes it as it is. Nor can
    /// it steer a terminal; tabs and line ends are a cell's own.
    pub(super) fn text(&mut self, text: Option<&str>) -> csv::Result<()> {
        let text = text.unwrap_or_default();
        let steers = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
        let is_suspect = text.bytes().any(|byte| matches!(byte, ..0x20 | 0x7F | 0xC2)) && text.contains(steers);
        let text = if is_suspect { Cow::Owned(text.replace(steers, " ")) } else { Cow::Borrowed(text) };
        if begins_formula(&text) {
            self.csv.write_field(format!("'{text}"))
        } else {
            self.csv.write_field(text.as_bytes())
        }
    }
}
