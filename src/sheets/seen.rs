//! What is seen in the cells of a sheet.

mod cover;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::Fault;
use crate::area::Area;
use crate::date;
use crate::digits::Digits;
use crate::format::{Format, Shown};
use crate::stored::{Book, Content, Span, StoredCell, StoredSheet};

/// What is seen in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen<'s> {
    /// A text, which may be empty; TRUE, FALSE and errors such as `#N/A` among them.
    Text(Cow<'s, str>),
    /// A number with the words and signs around it, as if it had been typed: `92.5%`, `12次`.
    Number {
        /// With all the digits that the cell holds, at most 15.
        text: String,
        /// Whether fewer digits are seen.
        is_rounded: bool,
    },
    /// Nothing that could be taken for the cell's value.
    Unseen(Unseen),
}

/// A cell of which what is seen is no plain value, is hidden, or cannot be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    /// Why.
    pub why: Why,
    /// What is stored in the cell: a number in digits, a text, a formula with its `=`.
    pub stored: String,
    /// The code of its number format, if that matters.
    pub format: Option<String>,
}

/// Why what is stored in a cell is not what is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The format shows a number in another guise: a fraction, an exponent, Chinese digits, without its sign.
    Guise,
    /// A date or a time; what is stored is told as one.
    Date,
    /// The format shows nothing, or a dash, of a number that is not zero, or of a text.
    Hidden,
    /// A conditional format changes or hides the number.
    ConditionalFormat,
    /// What the number's format is cannot be read from the file.
    UnknownFormat,
    /// A part of the text is raised, lowered or struck out.
    MarkedText,
    /// The whole cell is struck out.
    StruckOut,
    /// A formula that was never computed.
    NotComputed,
    /// The cell lies under a merged area that shows something else; row and column of the area's first cell.
    Covered(u32, u32),
    /// The stored value is none that a spreadsheet writes.
    Junk,
}

/// A sheet that was read.
#[derive(Debug)]
pub struct Sheet {
    book: Arc<Book>,
    stored: StoredSheet,
    /// Whether each column is hidden, as far as any is.
    hidden_columns: Vec<bool>,
    /// The first cell of the merged area over a cell, by the cell's place.
    covered: HashMap<usize, (u32, u32)>,
}

/// Columns of a sheet at most.
const MOST_COLUMNS: usize = 1 << 14;

/// Bytes of a text at most: a cell holds 32,767 characters of up to three bytes, or half as many of four.
const LONGEST_TEXT: usize = 3 * 32_767;

/// Areas of conditional formats that are told apart; of more, the rectangle around all of them counts.
const MOST_REFORMATTED: usize = 1000;

/// What the texts of a sheet's cells may come to where many share one: a small file may name a long text a million
/// times.
const MOST_SHARED_MEBIBYTES: u64 = 512;

fn shared_bytes(book: &Book, sheet: &StoredSheet) -> u64 {
    let bytes = |cell: &StoredCell| match cell.content {
        Content::Shared(place) => book.shared.get(place as usize).map_or(0, |shared| shared.text.len()),
        _ => 0,
    };
    sheet.cells.iter().map(bytes).sum()
}

impl Sheet {
    pub(crate) fn new(book: Arc<Book>, mut stored: StoredSheet) -> Result<Self, Fault> {
        if shared_bytes(&book, &stored) > MOST_SHARED_MEBIBYTES << 20 {
            return Err(Fault::TooLarge(MOST_SHARED_MEBIBYTES));
        }
        let place = |cell: &StoredCell| (cell.row, cell.column);
        if !stored.cells.is_sorted_by_key(place) {
            stored.cells.sort_by_key(place);
        }
        let mut pairs = stored.cells.iter().zip(stored.cells.iter().skip(1));
        if let Some((twice, _)) = pairs.find(|(one, next)| place(one) == place(next)) {
            let (row, column) = place(twice);
            return Err(Fault::damaged(format!("two cells in row {}, column {}", row + 1, column + 1)));
        }
        if stored.reformatted.len() > MOST_REFORMATTED {
            stored.reformatted = stored.reformatted.into_iter().reduce(Area::around).into_iter().collect();
        }
        stored.hidden_rows.sort_unstable();
        let covered = cover::covered(&mut stored)?;
        let hidden_columns = hidden_columns(&stored.hidden_columns);
        Ok(Self { book, stored, hidden_columns, covered })
    }

    /// How many cells there are in which something is stored.
    pub fn len(&self) -> usize {
        self.stored.cells.len()
    }

    /// Whether nothing is stored in any cell.
    pub fn is_empty(&self) -> bool {
        self.stored.cells.is_empty()
    }

    /// The row and column of a cell, from 0, by its number among the cells row by row and from the left to the
    /// right.
    pub fn position(&self, index: usize) -> (u32, u32) {
        let cell = &self.stored.cells[index];
        (cell.row, cell.column)
    }

    /// The numbers of the cells in some rows.
    pub fn cells_in(&self, rows: Range<u32>) -> Range<usize> {
        let cells = &self.stored.cells;
        cells.partition_point(|cell| cell.row < rows.start)..cells.partition_point(|cell| cell.row < rows.end)
    }

    /// The numbers of the cells of a row, from one of them on.
    pub fn cells_from(&self, first: usize) -> Range<usize> {
        let cells = &self.stored.cells;
        let length = cells[first..].iter().take_while(|cell| cell.row == cells[first].row).count();
        first..first + length
    }

    /// The number of the cell at a place, if something is stored in it.
    pub fn find(&self, row: u32, column: u32) -> Option<usize> {
        self.stored.cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column)).ok()
    }

    /// What is seen in a cell, by its number. None for a cell under a merged area that holds nothing, or the same
    /// as the area's first cell.
    pub fn seen_in(&self, index: usize) -> Option<Seen<'_>> {
        let cell = &self.stored.cells[index];
        match self.covered.get(&index) {
            None => Some(self.seen(cell)),
            Some(first) => self.covered_by(cell, *first).map(Seen::Unseen),
        }
    }

    /// The merged areas, by their first rows.
    pub fn merged(&self) -> &[Area] {
        &self.stored.merged
    }

    /// Whether the row or the column of a cell is hidden.
    pub fn is_hidden(&self, row: u32, column: u32) -> bool {
        self.stored.hidden_rows.binary_search(&row).is_ok()
            || self.hidden_columns.get(column as usize).is_some_and(|is_hidden| *is_hidden)
    }

    fn seen(&self, cell: &StoredCell) -> Seen<'_> {
        match cell.content {
            Content::Number(number) => self.number(cell, number),
            Content::Bool(value) => Seen::Text(Cow::Borrowed(if value { "TRUE" } else { "FALSE" })),
            Content::Shared(place) => {
                let shared = self.book.shared[place as usize];
                if self.book.texts.get(shared.text).is_empty() {
                    return Seen::Text(Cow::Borrowed(""));
                }
                self.text(cell, self.book.texts.get(shared.text), shared.is_marked)
            }
            Content::Text(text) => self.text(cell, self.own(text), false),
            Content::Marked(text) => self.text(cell, self.own(text), true),
            Content::Error(text) => Seen::Text(Cow::Borrowed(self.own(text))),
            Content::Date(text) => unseen(Why::Date, self.own(text).to_owned(), None),
            Content::NotComputed(text) => unseen(Why::NotComputed, self.own(text).to_owned(), None),
            Content::Junk(text) => unseen(Why::Junk, self.own(text).to_owned(), None),
        }
    }

    fn own(&self, text: Span) -> &str {
        self.stored.texts.get(text)
    }

    /// The cell's format, and whether the cell is struck out.
    fn style(&self, cell: &StoredCell) -> Option<(&Format, bool)> {
        let style = self.book.styles.get(cell.style as usize)?;
        Some((self.book.formats.get(style.format as usize)?, style.is_struck))
    }

    /// How far the text of a cell is indented by its style, by the cell's number.
    pub fn indent(&self, index: usize) -> u8 {
        let style = self.stored.cells[index].style as usize;
        self.book.styles.get(style).map_or(0, |style| style.indent)
    }

    fn number(&self, cell: &StoredCell, number: f64) -> Seen<'_> {
        let stored = || Digits::of(number).map_or_else(|| number.to_string(), |digits| digits.signed());
        let Some((format, is_struck)) = self.style(cell) else { return unseen(Why::UnknownFormat, stored(), None) };
        let refuse = |why| unseen(why, stored(), Some(format.code().to_owned()));
        if self.stored.reformatted.iter().any(|area| area.contains(cell.row, cell.column)) {
            return refuse(Why::ConditionalFormat);
        }
        if is_struck {
            return refuse(Why::StruckOut);
        }
        if number == 0.0 && !self.stored.shows_zeros {
            return Seen::Text(Cow::Borrowed(""));
        }
        match format.show_number(number) {
            Shown::Number { text, is_rounded } => Seen::Number { text, is_rounded },
            Shown::Text(text) => Seen::Text(Cow::Owned(text)),
            Shown::Hidden => refuse(Why::Hidden),
            Shown::Other if format.is_unknown() => refuse(Why::UnknownFormat),
            Shown::Other => refuse(Why::Guise),
            Shown::Date => {
                let date = date::text(number, self.book.is_1904).unwrap_or_else(stored);
                unseen(Why::Date, date, Some(format.code().to_owned()))
            }
        }
    }

    fn text<'s>(&'s self, cell: &StoredCell, text: &'s str, is_marked: bool) -> Seen<'s> {
        if text.len() > LONGEST_TEXT {
            return unseen(Why::Junk, format!("{}…", text.chars().take(20).collect::<String>()), None);
        }
        let is_blank = text.trim().is_empty();
        let style = self.style(cell);
        if is_blank {
            // A format may put words around a text, or in its place, though that is empty.
            return match style.map(|(format, _)| format.show_text(text)) {
                Some(Shown::Text(shown)) => Seen::Text(Cow::Owned(shown)),
                _ => Seen::Text(Cow::Borrowed(text)),
            };
        }
        if style.is_none_or(|(format, is_struck)| !is_struck && !is_marked && format.leaves_texts()) {
            if is_marked {
                return unseen(Why::MarkedText, text.to_owned(), None);
            }
            return Seen::Text(Cow::Borrowed(text));
        }
        let Some((format, is_struck)) = style else { return Seen::Text(Cow::Borrowed(text)) };
        let refuse =
            |why, format: Option<&Format>| unseen(why, text.to_owned(), format.map(|format| format.code().to_owned()));
        if is_struck {
            return refuse(Why::StruckOut, None);
        }
        if is_marked {
            return refuse(Why::MarkedText, None);
        }
        match format.show_text(text) {
            Shown::Text(text) => Seen::Text(Cow::Owned(text)),
            Shown::Hidden => refuse(Why::Hidden, Some(format)),
            Shown::Number { .. } | Shown::Date | Shown::Other => refuse(Why::Guise, Some(format)),
        }
    }

    /// What is stored in a cell under a merged area; none where that is nothing or the same as what the area
    /// shows.
    fn covered_by(&self, cell: &StoredCell, first: (u32, u32)) -> Option<Unseen> {
        let own = words(self.seen(cell));
        let shown = self.find(first.0, first.1).map(|place| words(self.seen(&self.stored.cells[place])));
        let is_same = own.trim().is_empty() || Some(&own) == shown.as_ref();
        (!is_same).then_some(Unseen { why: Why::Covered(first.0, first.1), stored: own, format: None })
    }
}

fn hidden_columns(ranges: &[Range<u32>]) -> Vec<bool> {
    let mut columns = Vec::new();
    for range in ranges {
        mark(&mut columns, range);
    }
    columns
}

/// Marks some columns.
pub(crate) fn mark(columns: &mut Vec<bool>, range: &Range<u32>) {
    let range = range.start as usize..(range.end as usize).min(MOST_COLUMNS);
    if range.is_empty() {
        return;
    }
    columns.resize(columns.len().max(range.end), false);
    columns[range].fill(true);
}

/// The words that stand for what is seen in a cell, or what is stored in it.
fn words(seen: Seen<'_>) -> String {
    match seen {
        Seen::Text(text) => text.into_owned(),
        Seen::Number { text, .. } => text,
        Seen::Unseen(unseen) => unseen.stored,
    }
}

fn unseen(why: Why, stored: String, format: Option<String>) -> Seen<'static> {
    Seen::Unseen(Unseen { why, stored, format })
}
