//! The rows of a sheet, one after another.

use sheets::{Seen, Sheet};

use super::merged::{self, Repeated, Repeats};
use crate::actuals::header::Columns;
use crate::delimited::batch::{Batch, CellKind};

/// Columns that are looked at; a form has ten.
const MOST_COLUMNS: u32 = 1024;
/// Rows, bytes of text and cells after which a batch is handed on.
const ROWS_AT_A_TIME: usize = 4096;
const BYTES_AT_A_TIME: u32 = 1 << 20;
const CELLS_AT_A_TIME: usize = 1 << 17;

/// The rows of a sheet.
pub(super) struct SheetRows {
    pub(super) sheet: Sheet,
    /// The number of the cell with which the next row begins.
    next: usize,
    repeats: Repeats,
}

impl SheetRows {
    pub(super) fn new(sheet: Sheet) -> Self {
        Self { sheet, next: 0, repeats: Repeats::new() }
    }

    /// Begins again with the first row.
    pub(super) fn restart(&mut self) {
        self.next = 0;
    }

    /// Where the next row is.
    pub(super) const fn place(&self) -> usize {
        self.next
    }

    /// Goes on with the row at a place.
    pub(super) fn go_on_at(&mut self, place: usize) {
        self.next = place;
    }

    /// Whether all cells stand in the first column, and there are some.
    pub(super) fn are_one_column(&self) -> bool {
        !self.sheet.is_empty() && (0..self.sheet.len()).all(|index| self.sheet.position(index).1 == 0)
    }

    /// The rows below the header, which was read last, with merged areas resolved.
    pub(super) fn below_header(mut self, columns: &Columns) -> WorkbookRows {
        let header = self.next.checked_sub(1).map(|last| self.sheet.position(last).0);
        if let Some(header) = header {
            self.repeats = merged::resolve(&self.sheet, header, columns);
        }
        WorkbookRows(self)
    }

    /// Adds the next row to the batch; there is none left where it says so.
    pub(super) fn next_row(&mut self, batch: &mut Batch) -> bool {
        if self.next >= self.sheet.len() {
            return false;
        }
        let (row, _) = self.sheet.position(self.next);
        let cells = self.sheet.cells_from(self.next);
        self.next = cells.end;
        let start = batch.end();
        let mut column = 0;
        let mut repeats = self.repeats.range((row, 0)..(row, MOST_COLUMNS)).peekable();
        for index in cells {
            let (_, at) = self.sheet.position(index);
            while let Some((&(_, place), repeated)) = repeats.next_if(|((_, place), _)| *place < at) {
                self.push_repeated(batch, &mut column, (row, place), *repeated);
            }
            if at >= MOST_COLUMNS {
                break;
            }
            match repeats.next_if(|((_, place), _)| *place == at) {
                Some((_, repeated)) => self.push_repeated(batch, &mut column, (row, at), *repeated),
                None => self.push(batch, &mut column, (row, at), self.sheet.seen_in(index)),
            }
        }
        for (&(_, place), repeated) in repeats {
            self.push_repeated(batch, &mut column, (row, place), *repeated);
        }
        let number = u64::from(row) + 1;
        batch.push_row(start..batch.end(), number, number);
        true
    }

    fn push_repeated(&self, batch: &mut Batch, column: &mut u32, at: (u32, u32), repeated: Repeated) {
        self.push(batch, column, at, self.sheet.seen_in(repeated.shows));
        if repeated.is_value {
            batch.mark_last(CellKind::Merged);
        }
    }

    /// Adds a cell, and empty ones for those that are left out before it.
    fn push(&self, batch: &mut Batch, column: &mut u32, (row, at): (u32, u32), seen: Option<Seen<'_>>) {
        while *column < at {
            batch.push_text("", CellKind::Text);
            *column += 1;
        }
        if self.sheet.is_hidden(row, at) {
            batch.hide_next();
        }
        match seen {
            None => batch.push_text("", CellKind::Text),
            Some(Seen::Text(text)) => batch.push_text(&text, CellKind::Text),
            Some(Seen::Number { text, is_rounded: false }) => batch.push_text(&text, CellKind::Number),
            Some(Seen::Number { text, is_rounded: true }) => batch.push_rounded(&text),
            Some(Seen::Unseen(unseen)) => batch.push_unseen(unseen),
        }
        *column += 1;
    }
}

/// The rows of a sheet below its header, batch by batch.
pub(in crate::actuals) struct WorkbookRows(SheetRows);

impl WorkbookRows {
    /// Replaces the batch by the next rows; there are none left where it says so.
    pub(in crate::actuals) fn next(&mut self, batch: &mut Batch) -> bool {
        batch.clear();
        let mut is_any = false;
        while batch.len() < ROWS_AT_A_TIME
            && batch.end() < BYTES_AT_A_TIME
            && batch.cell_count() < CELLS_AT_A_TIME
            && self.0.next_row(batch)
        {
            is_any = true;
        }
        is_any
    }
}
