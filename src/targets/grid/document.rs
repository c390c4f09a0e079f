//! Rows of a document, .docx: the rows of its tables, and the paragraphs between them.

use std::sync::Arc;

use sheets::{Block, Document, Paragraph, TableRow, Unseen, Why};

use super::{Cell, Grid, GridFault, RowPlace, State};

/// Reads the rows of a document.
pub(super) fn read(bytes: Vec<u8>) -> Result<Grid, GridFault> {
    let mut grid = Grid::default();
    let (mut table, mut above) = (0, Vec::new());
    for block in Document::open(bytes)?.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                grid.push(None, RowPlace::Paragraph { after: table }, vec![cell_of(paragraph)])?;
            }
            Block::Row(row) => {
                if row.table != table {
                    (table, above) = (row.table, Vec::new());
                }
                let place = RowPlace::Table { table, row: row.row };
                let cells = cells(row, &above);
                above.clone_from(&cells);
                grid.push(Some(table), place, cells)?;
            }
        }
    }
    Ok(grid)
}

fn cell_of(paragraph: Paragraph) -> Cell {
    let raised = || Unseen { why: Why::MarkedText, stored: paragraph.text.clone(), format: None };
    let state = match paragraph {
        Paragraph { is_boxed: true, .. } => State::Boxed,
        Paragraph { is_struck: true, .. } => State::Struck,
        Paragraph { is_raised: true, .. } => State::Unseen(raised()),
        _ => State::Plain,
    };
    Cell { indent: paragraph.indent, list: paragraph.list, state, text: paragraph.text.into() }
}

/// The cells of a row, one for each column; those that continue what is above repeat its text.
fn cells(row: TableRow, above: &[Cell]) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::new();
    for cell in row.cells {
        cells.resize(cell.column, Cell::default());
        if cell.continues {
            let text = above.get(cell.column).map(|cell| Arc::clone(&cell.text)).unwrap_or_default();
            cells.push(Cell { text, state: State::Below, ..Cell::default() });
        } else if cell.is_beside {
            cells.push(Cell { state: State::Beside, ..Cell::default() });
        } else {
            cells.push(cell_of(cell.content));
        }
        let beside = Cell { state: State::Beside, ..Cell::default() };
        cells.resize(cell.column + cell.span, beside);
    }
    cells
}
