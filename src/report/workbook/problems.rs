//! 问题: what was wrong or noteworthy in the inputs, and which units are missing from the report.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, RowNum};

use super::page::Page;
use super::{Book, MAX_UNITS, static_table};
use crate::actuals::ListedUnit;
use crate::report::document::{Block, Cell, Section};
use crate::report::{PROBLEM_COLUMNS, shown};

/// The row of the headings.
const HEADER: RowNum = 2;

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_problems)?;
    let widths = PROBLEM_COLUMNS.map(|column| column.width);
    let last = ColNum::try_from(widths.len() - 1)?;
    page.title(last, &book.title_of(book.words.problems), &book.styles)?;
    let mut row = HEADER;
    if let Some(table) = book.document.problem_data() {
        row = static_table::write(&mut page, book, (&table, &widths), row)?;
        page.sheet.autofilter(HEADER, 0, row - 1, last)?;
        page.sheet.set_freeze_panes(HEADER + 1, 1)?;
    } else {
        page.text((row, 0), book.labels.no_problems, &book.styles.plain())?;
        row += 1;
    }
    for section in book.document.absent() {
        row = list(&mut page, book, row + 1, &section)?;
    }
    page.lay_out(Some((HEADER, HEADER)), book.labels)?;
    Ok(page)
}

/// A list of units or files under its name.
fn list(page: &mut Page, book: &Book<'_>, row: RowNum, section: &Section<'_>) -> Result<RowNum> {
    let lines: Vec<_> = section.blocks.iter().flat_map(|block| lines(block, book)).collect();
    page.text((row, 0), &format!("{}{}{}", section.heading, book.colon(), lines.len()), &book.styles.section())?;
    let mut next = row + 1;
    // As many as a worksheet surely holds.
    for cells in lines.into_iter().take(MAX_UNITS) {
        for (column, cell) in (0..).zip(cells) {
            page.text((next, column), &cell, &book.styles.plain())?;
        }
        next += 1;
    }
    Ok(next)
}

fn lines(block: &Block<'_>, book: &Book<'_>) -> Vec<Vec<String>> {
    match block {
        Block::Units(units) => {
            let name = |unit: &&ListedUnit| shown::key(&unit.key, book.report.library, book.language).into_owned();
            units.iter().map(|unit| vec![name(unit)]).collect()
        }
        Block::Table(table) => {
            let text = |cell: &Cell<'_>| cell.text(&book.marks, book.language).into_owned();
            table.rows().map(|row| row.cells.iter().map(text).collect()).collect()
        }
        _ => Vec::new(),
    }
}
