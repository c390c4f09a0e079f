//! The plain text of the official page: rows are separated by an empty line, and each cell is a line that begins
//! with a tab. Other lines are paragraphs.

use super::{Cell, Grid, GridFault, RowPlace};

/// Whether a text has the cells of the page: the heading of indicators on a line of its own, behind a tab.
pub(super) fn is_page(text: &str, is_indicator: fn(&str) -> bool) -> bool {
    text.lines().any(|line| line.strip_prefix('\t').is_some_and(is_indicator))
}

/// Reads the page's rows.
pub(super) fn read(text: &str) -> Result<Grid, GridFault> {
    let (mut grid, mut cells, mut start) = (Grid::default(), Vec::new(), 1);
    for (line, number) in text.lines().zip(1..) {
        if let Some(cell) = line.strip_prefix('\t') {
            if cells.is_empty() {
                start = number;
            }
            cells.push(Cell::plain(cell));
            continue;
        }
        end_row(&mut grid, start, &mut cells)?;
        if !line.chars().all(crate::names::is_blank) {
            grid.push(Some(0), RowPlace::Page(number), vec![Cell::plain(line)])?;
        }
    }
    end_row(&mut grid, start, &mut cells)?;
    Ok(grid)
}

fn end_row(grid: &mut Grid, start: u64, cells: &mut Vec<Cell>) -> Result<(), GridFault> {
    if cells.is_empty() { Ok(()) } else { grid.push(Some(0), RowPlace::Page(start), std::mem::take(cells)) }
}
