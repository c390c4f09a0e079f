//! 问题: what was wrong or noteworthy in the inputs, and which units are missing from the report.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, RowNum};

use super::page::Page;
use super::{Book, MAX_UNITS, static_table};
use crate::report::document::{Block, Section};
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
        row = names(&mut page, book, row + 1, &section)?;
    }
    page.lay_out(Some((HEADER, HEADER)), book.labels)?;
    Ok(page)
}

/// A list of units under its name.
fn names(page: &mut Page, book: &Book<'_>, row: RowNum, section: &Section<'_>) -> Result<RowNum> {
    let units =
        section.blocks.iter().filter_map(|block| if let Block::Units(units) = block { Some(*units) } else { None });
    let units: Vec<_> = units.flatten().collect();
    page.text((row, 0), &format!("{}{}{}", section.heading, book.colon(), units.len()), &book.styles.section())?;
    let mut next = row + 1;
    // As many as a worksheet surely holds.
    for unit in units.into_iter().take(MAX_UNITS) {
        page.text((next, 0), &shown::key(unit, book.report.library, book.language), &book.styles.plain())?;
        next += 1;
    }
    Ok(next)
}
