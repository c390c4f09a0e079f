//! Rows of a workbook: of every sheet that is shown, one after another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sheets::{Kind, Seen, Sheet, Workbook};

use super::{Cell, Grid, GridFault, MOST_CELLS, RowPlace, State};

/// Columns that are looked at; a table has nine.
const MOST_COLUMNS: u32 = 256;

/// Reads the rows of a workbook.
pub(super) fn read(bytes: Vec<u8>) -> Result<Grid, GridFault> {
    let book = Workbook::open(bytes)?;
    let mut grid = Grid::default();
    for (index, entry) in book.sheets().iter().enumerate() {
        if entry.kind == Kind::Cells && !entry.is_hidden {
            add(&book.read(index)?, &Arc::from(&*entry.name), index, &mut grid)?;
        }
    }
    Ok(grid)
}

fn add(sheet: &Sheet, name: &Arc<str>, table: usize, grid: &mut Grid) -> Result<(), GridFault> {
    let covered = covered(sheet)?;
    let mut next = 0;
    while next < sheet.len() {
        let cells = sheet.cells_from(next);
        let (row, _) = sheet.position(next);
        next = cells.end;
        let mut texts = Vec::new();
        for index in cells {
            let (_, column) = sheet.position(index);
            if column >= MOST_COLUMNS {
                break;
            }
            texts.resize(column as usize, Cell::default());
            texts.push(cell(sheet, index, row, column));
        }
        for (&(_, column), first) in covered.range((row, 0)..(row, MOST_COLUMNS)) {
            let column = column as usize;
            texts.resize(texts.len().max(column + 1), Cell::default());
            let is_conflicting = matches!(texts[column].state, State::Unseen(_));
            if !is_conflicting {
                texts[column] = first.clone();
            }
        }
        let place = RowPlace::Sheet { sheet: Arc::clone(name), row: row + 1 };
        grid.push(Some(table), place, texts)?;
    }
    Ok(())
}

fn cell(sheet: &Sheet, index: usize, row: u32, column: u32) -> Cell {
    let seen = match sheet.seen_in(index) {
        None => return Cell::default(),
        Some(Seen::Text(text)) => Cell::plain(&text),
        Some(Seen::Number { text, is_rounded: false }) => Cell::plain(&text),
        Some(Seen::Number { text, is_rounded: true }) => Cell { state: State::Rounded, ..Cell::plain(&text) },
        Some(Seen::Unseen(unseen)) => Cell { state: State::Unseen(unseen.clone()), ..Cell::plain(&unseen.stored) },
    };
    let seen = Cell { indent: sheet.indent(index).into(), ..seen };
    if sheet.is_hidden(row, column) && !seen.is_blank() { Cell { state: State::Hidden, ..seen } } else { seen }
}

/// The cells that merged areas cover in rows that have any of their own, but for the first of each area.
fn covered(sheet: &Sheet) -> Result<BTreeMap<(u32, u32), Cell>, GridFault> {
    let stored: BTreeSet<_> = (0..sheet.len()).map(|index| sheet.position(index).0).collect();
    let mut covered = BTreeMap::new();
    for area in sheet.merged() {
        let Some(first) = sheet.find(area.top, area.left) else { continue };
        let below = Cell { state: State::Below, ..cell(sheet, first, area.top, area.left) };
        let beside = Cell { state: State::Beside, ..Cell::default() };
        let columns = area.left..=area.right.min(MOST_COLUMNS - 1);
        let rows = stored.range(area.top..=area.bottom);
        for (row, column) in rows.flat_map(|row| columns.clone().map(|column| (*row, column))).skip(1) {
            if covered.len() == MOST_CELLS {
                return Err(GridFault::TooManyCells(MOST_CELLS));
            }
            covered.insert((row, column), if column == area.left { below.clone() } else { beside.clone() });
        }
    }
    Ok(covered)
}
