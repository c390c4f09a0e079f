//! A batch of rows: one buffer of text, and where the cells stand in it.

use std::ops::Range;

use sheets::Unseen;

/// Rows of cells over one buffer, reused from batch to batch.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The text of the rows, and behind it that of cells whose quotes had to be taken off.
    pub(crate) text: String,
    /// How much of the text stands so in the file; none of a workbook.
    file_text: Option<u32>,
    cells: Vec<Cell>,
    rows: Vec<RowSpan>,
    quoted: Vec<Quoted>,
    /// What the cells are of which nothing plain is seen, by their places among all cells of the batch, which
    /// ascend.
    unseen: Vec<(usize, Unseen)>,
    /// Whether any cell shows less than it holds.
    is_rounded: bool,
    /// The places of cells in hidden rows and columns, which ascend.
    hidden: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    start: u32,
    end: u32,
    kind: CellKind,
}

/// Where a cell stands in its row, quotes and all, if that is not where its text is.
#[derive(Clone, Copy, Debug)]
struct Quoted {
    /// The cell's place among all cells of the batch.
    cell: usize,
    start: u32,
    end: u32,
}

/// What a cell's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// Text.
    Text,
    /// A number cell of a workbook, with the digits that it holds.
    Number,
    /// A number cell of a workbook that holds more digits than it shows.
    Rounded,
    /// A cell of a workbook that is merged beside several indicators.
    Merged,
    /// A cell of a workbook that shows no plain value; the text is what is stored.
    Unseen,
}

#[derive(Clone, Copy, Debug)]
struct RowSpan {
    cells_end: u32,
    start: u32,
    end: u32,
    line: u64,
    number: u64,
}

impl Batch {
    /// Forgets all rows and text, and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.file_text = None;
        self.clear_rows();
    }

    /// Forgets all rows, and keeps the text.
    pub(crate) fn clear_rows(&mut self) {
        self.cells.clear();
        self.rows.clear();
        self.quoted.clear();
        self.unseen.clear();
        self.hidden.clear();
        self.is_rounded = false;
    }

    /// Where its text ends.
    pub(crate) fn end(&self) -> u32 {
        offset(self.text.len())
    }

    /// Adds a cell to the row that is being built.
    #[inline]
    pub(crate) fn push_cell(&mut self, range: Range<u32>, kind: CellKind) {
        self.cells.push(Cell { start: range.start, end: range.end, kind });
    }

    /// Adds a cell with text of its own.
    pub(crate) fn push_text(&mut self, text: &str, kind: CellKind) {
        let start = self.end();
        self.text.push_str(text);
        self.push_cell(start..self.end(), kind);
    }

    /// Adds a cell of a workbook of which nothing plain is seen.
    #[cold]
    pub(crate) fn push_unseen(&mut self, unseen: Unseen) {
        let place = self.cells.len();
        self.push_text(&unseen.stored, CellKind::Unseen);
        self.unseen.push((place, unseen));
    }

    /// Adds a number cell of a workbook that shows less than it holds.
    pub(crate) fn push_rounded(&mut self, text: &str) {
        self.push_text(text, CellKind::Rounded);
        self.is_rounded = true;
    }

    /// Says that the cell that is added next stands in a hidden row or column.
    #[cold]
    pub(crate) fn hide_next(&mut self) {
        self.hidden.push(self.cells.len());
    }

    /// Says what the cell is that was added last.
    pub(crate) fn mark_last(&mut self, kind: CellKind) {
        if let Some(cell) = self.cells.last_mut() {
            cell.kind = kind;
        }
    }

    /// Adds a cell of which [`Batch::set_text`] is to take the quotes off.
    #[cold]
    pub(crate) fn push_quoted(&mut self, range: Range<u32>) {
        self.quoted.push(Quoted { cell: self.cells.len(), start: range.start, end: range.end });
        self.push_cell(range, CellKind::Text);
    }

    /// Ends the row that is being built.
    #[inline]
    pub(crate) fn push_row(&mut self, range: Range<u32>, line: u64, number: u64) {
        let cells_end = offset(self.cells.len());
        self.rows.push(RowSpan { cells_end, start: range.start, end: range.end, line, number });
    }

    /// Takes back the cells of a row that is not complete yet.
    pub(crate) fn abandon_row(&mut self) {
        let kept = self.rows.last().map_or(0, |row| row.cells_end as usize);
        self.cells.truncate(kept);
        self.quoted.truncate(self.quoted.partition_point(|quoted| quoted.cell < kept));
    }

    /// Takes the text of complete rows, and the quotes off their cells, whose text is put behind it.
    pub(crate) fn set_text(&mut self, text: String) {
        self.file_text = Some(offset(text.len()));
        self.text = text;
        for Quoted { cell, start, end } in &self.quoted {
            let content = unquote(&self.text[*start as usize..*end as usize]);
            let cell = &mut self.cells[*cell];
            cell.start = offset(self.text.len());
            self.text.push_str(&content);
            cell.end = offset(self.text.len());
        }
    }

    /// Where the text of the rows ends, as it stands in the file.
    fn text_end(&self) -> u32 {
        self.file_text.unwrap_or_else(|| self.end())
    }

    /// How many cells all rows have.
    pub(crate) fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The line of the file at which a row starts, from 1.
    pub(crate) fn line(&self, index: usize) -> u64 {
        self.rows[index].line
    }

    /// A row by its place in the batch, from 0.
    #[inline]
    pub(crate) fn row(&self, index: usize) -> Row<'_> {
        let start = index.checked_sub(1).map_or(0, |before| self.rows[before].cells_end as usize);
        let span = &self.rows[index];
        Row { batch: self, cells: &self.cells[start..span.cells_end as usize], span }
    }

    /// The rows in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.len()).map(|index| self.row(index))
    }

    /// Forgets the rows up to and with the one of this number.
    pub(crate) fn drop_through(&mut self, number: u64) {
        let dropped = self.rows.partition_point(|row| row.number <= number);
        let Some(last) = dropped.checked_sub(1) else { return };
        let cells = self.rows[last].cells_end;
        self.rows.drain(..dropped);
        self.cells.drain(..cells as usize);
        for row in &mut self.rows {
            row.cells_end -= cells;
        }
        self.quoted.retain_mut(|quoted| match quoted.cell.checked_sub(cells as usize) {
            Some(cell) => {
                quoted.cell = cell;
                true
            }
            None => false,
        });
    }

    #[inline]
    fn slice(&self, start: u32, end: u32) -> &str {
        &self.text[start as usize..end as usize]
    }
}

/// Batches are bounded far below 4 GiB, by the block and the longest legal row.
#[inline]
pub(crate) fn offset(position: usize) -> u32 {
    u32::try_from(position).expect("a batch is bounded")
}

/// One row of the input.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    batch: &'a Batch,
    cells: &'a [Cell],
    span: &'a RowSpan,
}

impl<'a> Row<'a> {
    /// How many cells the row has.
    pub(crate) fn len(&self) -> usize {
        self.cells.len()
    }

    /// The line of the file at which the row starts, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.span.line
    }

    /// The row's number as Excel shows it, from 1.
    pub(crate) fn number(&self) -> u64 {
        self.span.number
    }

    /// Whether its text ends with it, without a line end.
    pub(crate) fn ends_text(&self) -> bool {
        self.span.end == self.batch.text_end()
    }

    /// The row as it stands in the file.
    pub(crate) fn raw(&self) -> &'a str {
        self.batch.slice(self.span.start, self.span.end)
    }

    /// Where a cell stands within [`Row::raw`]; an empty place at the row's end where it is missing.
    pub(crate) fn position(&self, column: usize) -> Range<usize> {
        let Some(cell) = self.cells.get(column) else { return self.raw().len()..self.raw().len() };
        let (start, end) = match self.batch.quoted.binary_search_by_key(&self.place(column), |quoted| quoted.cell) {
            Ok(quoted) => (self.batch.quoted[quoted].start, self.batch.quoted[quoted].end),
            Err(_) => (cell.start, cell.end),
        };
        (start - self.span.start) as usize..(end - self.span.start) as usize
    }

    /// A cell's text; empty where the row is too short.
    #[inline]
    pub(crate) fn cell(&self, column: usize) -> &'a str {
        self.cells.get(column).map_or("", |cell| self.batch.slice(cell.start, cell.end))
    }

    /// What a cell's text is.
    #[inline]
    pub(crate) fn kind(&self, column: usize) -> CellKind {
        self.cells.get(column).map_or(CellKind::Text, |cell| cell.kind)
    }

    /// Whether any cell near this row shows something else than it holds; no text has such cells.
    #[inline]
    pub(crate) fn may_differ(&self) -> bool {
        self.batch.is_rounded || !self.batch.unseen.is_empty()
    }

    /// Why nothing plain is seen in a cell, if that is so.
    #[inline]
    pub(crate) fn unseen(&self, column: usize) -> Option<&'a Unseen> {
        if self.kind(column) == CellKind::Unseen { self.find_unseen(column) } else { None }
    }

    #[cold]
    fn find_unseen(&self, column: usize) -> Option<&'a Unseen> {
        let place = self.place(column);
        let found = self.batch.unseen.binary_search_by_key(&place, |(place, _)| *place).ok()?;
        Some(&self.batch.unseen[found].1)
    }

    /// Whether the row or the column of a cell is hidden.
    pub(crate) fn is_hidden(&self, column: usize) -> bool {
        self.batch.hidden.binary_search(&self.place(column)).is_ok()
    }

    /// The place of a cell among all cells of the batch.
    fn place(&self, column: usize) -> usize {
        self.span.cells_end as usize - self.cells.len() + column
    }

    /// All cells' texts.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let row = *self;
        (0..self.len()).map(move |column| row.cell(column))
    }
}

/// The content of a quoted cell; what follows the closing quote is kept, as spreadsheets do.
fn unquote(text: &str) -> String {
    let mut content = String::with_capacity(text.len());
    let mut rest = text.strip_prefix('"').unwrap_or(text);
    while let Some(quote) = rest.find('"') {
        content.push_str(&rest[..quote]);
        rest = &rest[quote + 1..];
        let Some(after) = rest.strip_prefix('"') else { break };
        content.push('"');
        rest = after;
    }
    content + rest
}
