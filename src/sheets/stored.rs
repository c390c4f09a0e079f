//! What a workbook's file says of its cells, before anybody asks what is seen of them.
//!
//! Both readers, of .xlsx and of .xls, fill these types; nothing in them is interpreted yet.

use std::ops::Range;

use crate::{Area, Entry, Format};

/// Where a text stands in a buffer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// In bytes.
    pub(crate) fn len(self) -> u64 {
        u64::from(self.end.saturating_sub(self.start))
    }
}

/// One buffer for many texts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts(String);

impl Texts {
    /// Adds a text.
    pub(crate) fn push(&mut self, text: &str) -> Span {
        let start = offset(self.0.len());
        self.0.push_str(text);
        Span { start, end: offset(self.0.len()) }
    }

    pub(crate) fn get(&self, span: Span) -> &str {
        self.0.get(span.start as usize..span.end as usize).unwrap_or_default()
    }
}

/// A buffer holds at most what a workbook may unpack to, which is far below 4 GiB.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A text that cells share, and whether a part of it is raised, lowered or struck out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SharedText {
    pub(crate) text: Span,
    pub(crate) is_marked: bool,
}

/// What holds for all sheets of a workbook.
#[derive(Debug, Default)]
pub(crate) struct Book {
    /// The sheets in the workbook's order, of every kind.
    pub(crate) entries: Vec<Entry>,
    pub(crate) texts: Texts,
    /// The table of shared texts, in `texts`.
    pub(crate) shared: Vec<SharedText>,
    /// What a cell's style number means.
    pub(crate) styles: Vec<Style>,
    /// The number formats that styles name.
    pub(crate) formats: Vec<Format>,
    /// Whether days are counted from 1904 instead of 1900.
    pub(crate) is_1904: bool,
}

impl Book {
    /// Adds a format; its place.
    pub(crate) fn add_format(&mut self, format: Format) -> u32 {
        self.formats.push(format);
        u32::try_from(self.formats.len() - 1).unwrap_or(u32::MAX)
    }
}

/// What a cell's style says that changes what is seen of its value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// The place of the number format among the book's.
    pub(crate) format: u32,
    /// Whether the whole cell is struck out.
    pub(crate) is_struck: bool,
    /// How far the cell's text is indented, in steps of three blanks or so.
    pub(crate) indent: u8,
}

/// A sheet as the file has it.
#[derive(Debug)]
pub(crate) struct StoredSheet {
    /// The cells in any order; a cell without content is left out.
    pub(crate) cells: Vec<StoredCell>,
    /// The texts that are the cells' own.
    pub(crate) texts: Texts,
    pub(crate) merged: Vec<Area>,
    /// Where a conditional format changes or hides numbers.
    pub(crate) reformatted: Vec<Area>,
    /// Rows that are hidden, each from 0.
    pub(crate) hidden_rows: Vec<u32>,
    /// Columns that are hidden, from 0.
    pub(crate) hidden_columns: Vec<Range<u32>>,
    /// Whether a zero is shown at all.
    pub(crate) shows_zeros: bool,
}

impl Default for StoredSheet {
    fn default() -> Self {
        Self {
            cells: Vec::new(),
            texts: Texts::default(),
            merged: Vec::new(),
            reformatted: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            shows_zeros: true,
        }
    }
}

/// A cell as the file has it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoredCell {
    /// From 0.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: u32,
    /// The place of its style among the book's.
    pub(crate) style: u32,
    pub(crate) content: Content,
}

/// What is stored in a cell. Spans are of the sheet's own texts.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Content {
    Number(f64),
    Bool(bool),
    /// The place among the book's shared texts, which exists.
    Shared(u32),
    Text(Span),
    /// A text of which a part is raised, lowered or struck out.
    Marked(Span),
    /// An error such as `#N/A`.
    Error(Span),
    /// A date in ISO 8601.
    Date(Span),
    /// A formula without a result that was ever computed; its text as far as it is known.
    NotComputed(Span),
    /// A stored value that is none of the above, as it stands in the file.
    Junk(Span),
}
