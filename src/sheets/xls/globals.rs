//! What the first substream of a .xls workbook says of all its sheets.

use std::collections::{HashMap, HashSet};

use super::records::{Kind as Of, Record, Records};
use super::strings::{Bytes, RichText};
use crate::entry::{Entry, Kind};
use crate::stored::{Book, SharedText, Style};
use crate::{Fault, Foreign, Format};

/// Sheets of a workbook at most; a reference cannot name more.
const MOST_SHEETS: usize = 0x7FFF;
/// How many bytes of a sheet are looked at before its cells for what kind of sheet it is.
const MOST_BEFORE_CELLS: usize = 1 << 14;
/// The version of records since Excel 97.
pub(super) const BIFF8: u16 = 0x0600;
/// Formats that every edition of Excel has under these numbers.
const SAME_EVERYWHERE: [u16; 10] = [1, 2, 3, 4, 9, 10, 11, 12, 13, 49];

/// Where a sheet's records are, and how its sheet is listed.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) start: usize,
    /// Whether the list of sheets calls it a sheet of cells.
    is_listed_as_cells: bool,
}

/// What a FONT record says that matters here.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Font {
    pub(super) is_struck: bool,
    /// Raised or lowered.
    pub(super) is_shifted: bool,
}

impl Font {
    fn of(record: &Record) -> Result<Self, Fault> {
        Ok(Self { is_struck: record.u16(2)? & 0x0008 != 0, is_shifted: record.u16(8)? != 0 })
    }

    pub(super) fn is_marked(self) -> bool {
        self.is_struck || self.is_shifted
    }
}

/// What an XF record says of cells.
#[derive(Clone, Copy, Debug)]
pub(super) struct Xf {
    pub(super) font: u16,
    /// The number of the format.
    format: u16,
    indent: u8,
}

impl Xf {
    fn of(record: &Record) -> Result<Self, Fault> {
        // The lowest four bits of the byte after alignment and rotation.
        let indent = record.u8(8).unwrap_or(0) & 0x0F;
        Ok(Self { font: record.u16(0)?, format: record.u16(2)?, indent })
    }
}

/// What is known of the program that saved a workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Writer {
    /// It says which versions of Excel have saved the workbook: Excel itself, WPS, and libraries that take after it.
    Excel,
    /// It says nothing of versions, but that the workbook is one since Excel 2000: `LibreOffice` and its like,
    /// which calculate.
    LibreOffice,
    /// Libraries that say nothing, and write formulas without calculating them.
    #[default]
    Unknown,
}

/// The globals as they are read.
#[derive(Debug, Default)]
pub(super) struct Globals {
    pub(super) places: Vec<Place>,
    /// Where sheets begin, in the stream's order.
    starts: Vec<usize>,
    pub(super) fonts: Vec<Font>,
    pub(super) xfs: Vec<Xf>,
    /// Shared texts that begin before their first run, in the cell's own font.
    pub(super) with_own_begin: HashSet<u32>,
    /// What is known of the program that saved the workbook.
    pub(super) writer: Writer,
    /// Whether any cell's format shows numbers as texts, `@`.
    pub(super) has_text_format: bool,
    formats: HashMap<u16, String>,
    text: RichText,
}

impl Globals {
    pub(super) fn read(stream: &[u8]) -> Result<(Book, Self), Fault> {
        let mut records = Records::new(stream, 0)?;
        if records.first.u16(0)? != BIFF8 {
            return Err(Fault::Foreign(Foreign::OldWorkbook));
        }
        let (mut book, mut globals) = (Book::default(), Self::default());
        if records.first.u32(8).is_ok_and(|history| history != 0) {
            globals.writer = Writer::Excel;
        }
        let mut shared = None;
        while let Some(record) = records.next()? {
            match record.kind {
                Of::Sst => shared = Some(record),
                _ => globals.add(&record, stream, &mut book)?,
            }
        }
        globals.check_sheets(&book, records.at)?;
        globals.starts.sort_unstable();
        globals.make_styles(&mut book);
        // Only now are the fonts known that mark texts.
        if let Some(record) = shared {
            globals.read_shared(record, stream, &mut book)?;
        }
        Ok((book, globals))
    }

    fn add(&mut self, record: &Record, stream: &[u8], book: &mut Book) -> Result<(), Fault> {
        match record.kind {
            Of::Font => self.fonts.push(Font::of(record)?),
            Of::Xf => self.xfs.push(Xf::of(record)?),
            Of::Format => self.add_format(record, stream)?,
            Of::BoundSheet => book.entries.push(self.add_sheet(record, stream)?),
            Of::DateMode => book.is_1904 = record.u16(0)? == 1,
            Of::Excel9File if self.writer == Writer::Unknown => self.writer = Writer::LibreOffice,
            _ => {}
        }
        Ok(())
    }

    fn add_format(&mut self, record: &Record, stream: &[u8]) -> Result<(), Fault> {
        let number = record.u16(0)?;
        self.text.read(&mut Bytes::of(*record, stream, 2))?;
        let code = self.text.text();
        let is_other = |known: &Format| SAME_EVERYWHERE.contains(&number) && *known != Format::parse(code);
        let contradicts = Format::built_in(number.into()).as_ref().is_some_and(is_other);
        let known = self.formats.insert(number, code.to_owned());
        if contradicts || known.is_some_and(|known| known != code) {
            return Err(Fault::damaged(format!("FORMAT record contradicts format {number}")));
        }
        Ok(())
    }

    fn add_sheet(&mut self, record: &Record, stream: &[u8]) -> Result<Entry, Fault> {
        if self.places.len() == MOST_SHEETS {
            return Err(Fault::damaged("there are too many BOUNDSHEET records"));
        }
        let start = record.u32(0)? as usize;
        let is_listed_as_cells = record.u8(5)? == 0;
        self.places.push(Place { start, is_listed_as_cells });
        self.starts.push(start);
        self.text.read_short(&mut Bytes::of(*record, stream, 6))?;
        let name = self.text.text().replace('\0', "");
        let kind = if is_listed_as_cells && is_cells(stream, start) { Kind::Cells } else { Kind::Other };
        Ok(Entry { name, is_hidden: record.u8(4)? & 3 != 0, kind })
    }

    /// Sheets lie after the globals, each in its own place and under its own name.
    fn check_sheets(&self, book: &Book, end: usize) -> Result<(), Fault> {
        let (mut names, mut starts) = (HashSet::new(), HashSet::new());
        for (entry, place) in book.entries.iter().zip(&self.places) {
            if !names.insert(&entry.name) {
                return Err(Fault::damaged(format!("BOUNDSHEET record repeats the name {:?}", entry.name)));
            }
            if !starts.insert(place.start) {
                return Err(Fault::damaged("BOUNDSHEET records name the same sheet twice"));
            }
            if place.is_listed_as_cells && place.start < end {
                return Err(Fault::damaged("BOUNDSHEET record names a place among the globals"));
            }
        }
        Ok(())
    }

    /// The byte at which another sheet begins after a place, or the stream ends.
    pub(super) fn end_after(&self, start: usize, stream: &[u8]) -> usize {
        let next = self.starts.partition_point(|&other| other <= start);
        self.starts.get(next).copied().unwrap_or(stream.len()).min(stream.len())
    }

    /// An XF record gives a cell its format and font, whatever it says of the style that it follows: what
    /// it does not set itself it repeats from there.
    fn make_styles(&mut self, book: &mut Book) {
        let mut known = HashMap::new();
        for &Xf { font, format: number, indent } in &self.xfs {
            let format = *known.entry(number).or_insert_with(|| book.add_format(self.format(number)));
            book.styles.push(Style { format, is_struck: self.font(font).is_struck, indent });
        }
        self.has_text_format = book.formats.iter().any(is_text);
    }

    fn format(&self, number: u16) -> Format {
        let own = self.formats.get(&number).map(|code| Format::parse(code));
        let number = number.into();
        own.or_else(|| Format::built_in(number)).unwrap_or_else(|| Format::unknown(number))
    }

    /// A font by the number that records name it with: there is no font 4. One that is missing marks nothing.
    pub(super) fn font(&self, number: u16) -> Font {
        let at = match number {
            0..4 => Some(usize::from(number)),
            4 => None,
            5.. => Some(usize::from(number) - 1),
        };
        at.and_then(|at| self.fonts.get(at)).copied().unwrap_or_default()
    }

    /// Reads the shared texts. Some programs count them wrong: what is there is read, up to what is no text.
    fn read_shared(&mut self, record: Record, stream: &[u8], book: &mut Book) -> Result<(), Fault> {
        let count = record.u32(4)? as usize;
        let mut bytes = Bytes::of(record, stream, 8);
        let mut text = RichText::default();
        while !bytes.is_empty() {
            match text.read(&mut bytes) {
                Err(_) if book.shared.len() >= count => break,
                read => read?,
            }
            let is_marked = text.has_run(|font| self.font(font).is_marked());
            if text.begins_before_runs() {
                self.with_own_begin.insert(u32::try_from(book.shared.len()).unwrap_or(u32::MAX));
            }
            book.shared.push(SharedText { text: book.texts.push(text.text()), is_marked });
        }
        Ok(())
    }
}

/// Whether a format shows numbers as texts.
fn is_text(format: &Format) -> bool {
    format.code().split(';').next().is_some_and(|section| section.contains('@'))
}

/// Whether a sheet that is listed as one of cells is no dialog and no chart. One whose records do not
/// begin well is found to be damaged when it is read.
fn is_cells(stream: &[u8], start: usize) -> bool {
    let end = start.saturating_add(MOST_BEFORE_CELLS).min(stream.len());
    let Ok(mut records) = Records::new(&stream[..end], start) else { return true };
    if matches!(records.first.u16(2), Ok(0x0020 | 0x0040 | 0x0006)) {
        return false;
    }
    while let Ok(Some(record)) = records.next() {
        match record.kind {
            Of::WsBool => return record.u16(0).is_ok_and(|flags| flags & 0x0010 == 0),
            Of::Dimensions => return true,
            _ => {}
        }
    }
    true
}
