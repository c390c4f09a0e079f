//! 问题: what was wrong or noteworthy in the inputs, and which units are missing from the report.

use anyhow::Result;
use rust_xlsxwriter::RowNum;

use super::page::Page;
use super::{Book, MAX_UNITS, static_table};
use crate::report::document::{Block, Section};
use crate::report::shown;

/// The row of the headings.
const HEADER: RowNum = 2;
/// Widths of the columns: severity, code, file, line, cell, problem, way out, text.
const WIDTHS: [u16; 8] = [8, 18, 24, 7, 12, 48, 48, 36];

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_problems)?;
    page.title(7, &book.title_of(book.words.problems), &book.styles)?;
    let mut row = HEADER;
    if let Some(section) = book.document.problems() {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                row = static_table::write(&mut page, book, (table, &WIDTHS), row)?;
            }
        }
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
