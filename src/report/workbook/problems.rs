//! 问题: what was wrong or noteworthy in the inputs, and which units are missing from the report.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, RowNum};

use super::page::Page;
use super::{Book, MAX_UNITS, static_table};
use crate::actuals::ListedUnit;
use crate::report::document::{Block, Cell, Section};
use crate::report::{PROBLEM_COLUMNS, ProblemColumn, shown};

/// The row of the headings.
const HEADER: RowNum = 2;

/// The columns that are printed, by their names in the data, each with its width: they fill a page.
const PRINTED: [(&str, u16); 10] = [
    ("unit", 13),
    ("bureau_name", 9),
    ("activity", 12),
    ("indicator", 12),
    ("file", 13),
    ("cell", 7),
    ("value", 9),
    ("severity", 5),
    ("message", 22),
    ("help", 22),
];
/// The others, beside them.
const BESIDE: [(&str, u16); 4] = [("bureau_code", 10), ("sheet", 12), ("line", 7), ("code", 18)];

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_problems)?;
    let printed = PRINTED.map(|(_, width)| width);
    let widths: Vec<_> = printed.into_iter().chain(BESIDE.map(|(_, width)| width)).collect();
    let (last, last_printed) = (ColNum::try_from(widths.len() - 1)?, ColNum::try_from(printed.len() - 1)?);
    page.title(last_printed, &book.title_of(book.words.problems), &book.styles)?;
    let mut row = HEADER;
    if let Some(table) = book.document.problem_data(columns()) {
        row = static_table::write(&mut page, book, (&table, &widths), row)?;
        page.sheet.autofilter(HEADER, 0, row - 1, last)?;
        page.sheet.set_freeze_panes(HEADER + 1, 1)?;
    } else {
        page.text((row, 0), book.labels.no_problems, &book.styles.plain())?;
        row += 1;
    }
    for section in book.document.absent() {
        row = list(&mut page, book, row + 1, (&section, &printed))?;
    }
    page.lay_out(Some((HEADER, HEADER)), book.labels)?;
    page.sheet.set_print_area(0, 0, row - 1, last_printed)?;
    Ok(page)
}

/// All columns, from left to right.
fn columns() -> Vec<&'static ProblemColumn> {
    let names = PRINTED.iter().chain(&BESIDE).map(|(name, _)| *name);
    names.filter_map(|name| PROBLEM_COLUMNS.iter().find(|column| column.name == name)).collect()
}

/// A list under its name: units, or files and why they were not read, over the columns that are printed.
pub(super) fn list(
    page: &mut Page,
    book: &Book<'_>,
    row: RowNum,
    (section, printed): (&Section<'_>, &[u16]),
) -> Result<RowNum> {
    let lines: Vec<_> = section.blocks.iter().flat_map(|block| lines(block, book)).collect();
    page.text((row, 0), &format!("{}{}{}", section.heading, book.colon(), lines.len()), &book.styles.section())?;
    let mut next = row + 1;
    for cells in lines.into_iter().take(room(next)) {
        match cells.as_slice() {
            [file, why] => pair(page, book, (next, printed), [file, why])?,
            name => page.text((next, 0), &name.concat(), &book.styles.plain())?,
        }
        next += 1;
    }
    Ok(next)
}

/// Lines that a sheet surely holds from a row on, so that headings of further lists still have room.
fn room(row: RowNum) -> usize {
    MAX_UNITS.saturating_sub(usize::try_from(row).unwrap_or(MAX_UNITS))
}

/// Two texts beside each other, each over several columns.
fn pair(page: &mut Page, book: &Book<'_>, (row, printed): (RowNum, &[u16]), texts: [&str; 2]) -> Result<()> {
    /// The columns of the first.
    const FIRST: usize = 3;
    let (first, second) = printed.split_at(FIRST.min(printed.len()));
    let mut fitted = Vec::new();
    let mut start = 0;
    for (text, widths) in texts.into_iter().zip([first, second]) {
        let end = start + ColNum::try_from(widths.len())?;
        page.wide_text((row, start), end - 1, text, &book.styles.paragraph())?;
        fitted.push((text, widths.iter().sum()));
        start = end;
    }
    page.fit_row(row, &fitted)
}

fn lines(block: &Block<'_>, book: &Book<'_>) -> Vec<Vec<String>> {
    match block {
        Block::Units(units) => {
            let name = |unit: &&ListedUnit| shown::key(&unit.key, book.report, book.language).into_owned();
            units.iter().map(|unit| vec![name(unit)]).collect()
        }
        Block::Table(table) => {
            let text = |cell: &Cell<'_>| cell.text(&book.marks, book.language).into_owned();
            table.rows().map(|row| row.cells.iter().map(text).collect()).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_the_data_stands_on_the_sheet() {
        assert_eq!(columns().len(), PROBLEM_COLUMNS.len());
        assert_eq!(columns().len(), PRINTED.len() + BESIDE.len());
    }

    #[test]
    fn lists_of_any_length_fit_a_sheet() {
        // An empty row and a heading stand before each.
        let last = (0..6).fold(HEADER, |row, _| row + 2 + RowNum::try_from(room(row + 2)).expect("rows"));
        assert!(last < 1_048_576, "{last}");
    }
}
