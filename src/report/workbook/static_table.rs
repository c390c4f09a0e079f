//! Tables of the document on a sheet, with nothing live in them.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, RowNum};

use super::page::Page;
use super::{Book, MAX_UNITS};
use crate::number::Decimal;
use crate::report::document::{Cell, Column, Role, Row, Table};

/// Formats of changes, with their sign; what does not exist stands below them. Names may stand to their right, so a
/// space is kept there.
const CHANGE: &str = "+0.00_ ;-0.00_ ;0.00_ ;@_ ";
const PLACES: &str = "+0_ ;-0_ ;0_ ;@_ ";

/// Writes the headings into a row and all rows below them, in columns of some widths; gives the next row.
pub(super) fn write(
    page: &mut Page,
    book: &Book<'_>,
    (table, widths): (&Table<'_>, &[u16]),
    header: RowNum,
) -> Result<RowNum> {
    let headings: Vec<_> = columns(table).map(|(_, column)| column.name).zip(widths.iter().copied()).collect();
    page.headings(header, &headings, &book.styles)?;
    let mut next = header + 1;
    // As many as a worksheet surely holds.
    for row in table.rows().take(MAX_UNITS) {
        self::row(page, book, (table, widths), (next, &row))?;
        next += 1;
    }
    Ok(next)
}

/// The columns that a sheet shows, each with its place in the table.
fn columns<'t, 'd>(table: &'t Table<'d>) -> impl Iterator<Item = (usize, &'t Column<'d>)> {
    table.columns.iter().enumerate().filter(|(_, column)| match column.role {
        Role::Drawn => false,
        Role::Plain | Role::Name | Role::Within | Role::Key | Role::Count | Role::Cutoff | Role::Repeated => true,
    })
}

fn row(
    page: &mut Page,
    book: &Book<'_>,
    (table, widths): (&Table<'_>, &[u16]),
    (at, row): (RowNum, &Row<'_>),
) -> Result<()> {
    let mut wrapped = Vec::new();
    for ((number, (place, column)), width) in (0..).zip(columns(table)).zip(widths) {
        let text = cell(page, book, (at, number), (column, &row.cells[place]))?;
        wrapped.extend(column.breaks.then_some((text, *width)));
    }
    let wrapped: Vec<_> = wrapped.iter().map(|(text, width)| (text.as_str(), *width)).collect();
    page.fit_row(at, &wrapped)
}

/// Writes a cell, and gives its text.
fn cell(
    page: &mut Page,
    book: &Book<'_>,
    at: (RowNum, ColNum),
    (column, cell): (&Column<'_>, &Cell<'_>),
) -> Result<String> {
    let styles = &book.styles;
    let text = cell.text(&book.marks, book.language).into_owned();
    match cell {
        Cell::Empty => page.blank(at, &styles.text)?,
        Cell::Count(count) => page.count(at, *count, &styles.centre)?,
        Cell::Figure(figure) => page.figure(at, *figure, &styles.figure)?,
        Cell::Score(standing) => match standing.score() {
            Some(score) => page.number(at, score.to_decimal(), &styles.score)?,
            None => page.text(at, &text, &styles.score)?,
        },
        Cell::Change(Some(change)) => page.number(at, change.to_decimal(), &styles.number(CHANGE))?,
        Cell::Change(None) => page.text(at, &text, &styles.number(CHANGE))?,
        Cell::Places(Some(places)) => page.number(at, Decimal::new((*places).into(), 0), &styles.number(PLACES))?,
        Cell::Places(None) => page.text(at, &text, &styles.number(PLACES))?,
        _ if column.breaks => page.text(at, &text, &styles.text)?,
        _ => page.text(at, &text, &styles.word)?,
    }
    Ok(text)
}
