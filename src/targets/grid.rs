//! A published table as rows of cells, whatever it was published in: each cell with its place, its indent, and
//! what the merged area over it shows.

mod delimited;
mod document;
mod page;
mod sheet;

use std::sync::{Arc, LazyLock};

use sheets::{Document, Foreign, Unseen, Workbook};

/// Bytes of a table that is published as text; more is no table.
const MOST_TEXT: usize = 64 << 20;

/// Cells that are read at most, with those that merged ones cover; a book of 1000 pages has some hundred thousand.
const MOST_CELLS: usize = 1_000_000;

/// Rows in the order in which they stand.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<Row>,
    cells: usize,
}

/// A row of a table, or a paragraph, which is a row of one cell.
#[derive(Debug)]
pub(super) struct Row {
    /// What it belongs to: a sheet, a table of a document; paragraphs belong to none.
    pub(super) table: Option<usize>,
    pub(super) place: RowPlace,
    /// The cells from the first column on.
    pub(super) cells: Vec<Cell>,
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowPlace {
    /// In the text of the page, where each cell has a line: that of the first one, from 1.
    Page(u64),
    /// In delimited text: the line and the row, from 1.
    Text {
        /// The line.
        line: u64,
        /// The row.
        row: u64,
    },
    /// In a sheet of a workbook.
    Sheet {
        /// The sheet's name.
        sheet: Arc<str>,
        /// The row, from 1.
        row: u32,
    },
    /// In a table of a document, both from 1.
    Table {
        /// The table.
        table: usize,
        /// The row.
        row: usize,
    },
    /// A paragraph of a document between its tables: the number of those before it.
    Paragraph {
        /// The tables before it.
        after: usize,
    },
}

/// Where a cell stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellPlace {
    /// Its row.
    pub row: RowPlace,
    /// Its column, from 0.
    pub column: usize,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// What is seen in it, or what the merged cell above it shows.
    pub(super) text: Arc<str>,
    /// How far its text is indented, in any measure; blanks before the text are in the text.
    pub(super) indent: u32,
    /// The kind of number that it is given by itself, which is no part of the text.
    pub(super) list: Option<u32>,
    pub(super) state: State,
}

/// What a cell's text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// What is seen in the cell.
    #[default]
    Plain,
    /// A number that holds more digits than are seen.
    Rounded,
    /// It stands in a hidden row or column.
    Hidden,
    /// It is struck out.
    Struck,
    /// A part of it is in a text box.
    Boxed,
    /// Nothing plain is seen.
    Unseen(Unseen),
    /// The cell continues the merged one above it.
    Below,
    /// The cell continues the merged one to its left, and shows nothing itself.
    Beside,
}

/// Why a file cannot be read as rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GridFault {
    /// A file of a kind that is not read.
    Foreign(Foreign),
    /// A workbook or document that cannot be read.
    Package(sheets::Fault),
    /// Text that no encoding fits; the line of the first byte that is none, from 1.
    Encoding {
        /// The line.
        line: u64,
    },
    /// A quote that is never closed.
    OpenQuote {
        /// The line.
        line: u64,
    },
    /// So many MiB of text at most.
    TooLarge(usize),
    /// So many cells at most.
    TooManyCells(usize),
}

impl From<sheets::Fault> for GridFault {
    fn from(fault: sheets::Fault) -> Self {
        match fault {
            sheets::Fault::Foreign(kind) => Self::Foreign(kind),
            fault => Self::Package(fault),
        }
    }
}

impl Grid {
    /// Reads the rows of a file; what kind of file it is, its content tells, and of texts the heading of indicators.
    pub(super) fn read(bytes: Vec<u8>, is_indicator: fn(&str) -> bool) -> Result<Self, GridFault> {
        if Document::is_in(&bytes) {
            return document::read(bytes);
        }
        if Workbook::begins(&bytes) {
            return sheet::read(bytes);
        }
        if let Some(kind) = Foreign::of(&bytes) {
            return Err(GridFault::Foreign(kind));
        }
        if bytes.len() > MOST_TEXT {
            return Err(GridFault::TooLarge(MOST_TEXT >> 20));
        }
        let text = delimited::decode(&bytes)?;
        if page::is_page(&text, is_indicator) { page::read(&text) } else { delimited::read(&text, is_indicator) }
    }

    fn push(&mut self, table: Option<usize>, place: RowPlace, cells: Vec<Cell>) -> Result<(), GridFault> {
        self.cells += 1 + cells.len();
        if self.cells > MOST_CELLS {
            return Err(GridFault::TooManyCells(MOST_CELLS));
        }
        self.rows.push(Row { table, place, cells });
        Ok(())
    }
}

impl Row {
    /// A cell, which is empty where the row is too short.
    pub(super) fn cell(&self, column: usize) -> &Cell {
        static EMPTY: LazyLock<Cell> = LazyLock::new(Cell::default);
        self.cells.get(column).unwrap_or(&EMPTY)
    }

    /// Where a cell stands.
    pub(super) fn place_of(&self, column: usize) -> CellPlace {
        CellPlace { row: self.place.clone(), column }
    }

    /// The cells in which something is seen, with their columns.
    pub(super) fn seen(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}

impl Cell {
    fn plain(text: &str) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Whether nothing is seen in the cell itself.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self.state, State::Below | State::Beside) || self.text.chars().all(crate::names::is_blank)
    }

    /// Its text without blanks around it.
    pub(super) fn trimmed(&self) -> &str {
        self.text.trim_matches(crate::names::is_blank)
    }
}
