//! Rows of a document, .docx: the rows of its tables, and the paragraphs between them.

use std::sync::Arc;

use sheets::{Block, Document, Paragraph, TableRow};

use super::{Cell, Grid, GridFault, RowPlace, State};

/// Reads the rows of a document.
pub(super) fn read(bytes: Vec<u8>) -> Result<Grid, GridFault> {
    let mut grid = Grid::default();
    let (mut table, mut above) = (0, Vec::new());
    for block in Document::open(bytes)?.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                grid.push(None, RowPlace::Paragraph { after: table }, vec![cell_of(paragraph)]);
            }
            Block::Row(row) => {
                if row.table != table {
                    (table, above) = (row.table, Vec::new());
                }
                let place = RowPlace::Table { table, row: row.row };
                let cells = cells(row, &above);
                above.clone_from(&cells);
                grid.push(Some(table), place, cells);
            }
        }
    }
    Ok(grid)
}

fn cell_of(paragraph: Paragraph) -> Cell {
    let state = if paragraph.is_struck { State::Struck } else { State::Plain };
    Cell { text: paragraph.text.into(), indent: paragraph.indent, state }
}

/// The cells of a row, one for each column; those that continue what is above repeat its text.
fn cells(row: TableRow, above: &[Cell]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for cell in row.cells {
        cells.resize(cell.column, Cell::default());
        if cell.continues {
            let text = above.get(cell.column).map(|cell| Arc::clone(&cell.text)).unwrap_or_default();
            cells.push(Cell { text, indent: 0, state: State::Below });
        } else {
            cells.push(cell_of(cell.content));
        }
        let beside = Cell { state: State::Beside, ..Cell::default() };
        cells.resize(cell.column + cell.span, beside);
    }
    cells
}
