//! 对比: what changed since an earlier report; and 对比明细 of several units, the indicators that moved them.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, RowNum};

use super::notes::finding;
use super::page::Page;
use super::problems::list;
use super::{Book, static_table};
use crate::report::UnitReport;
use crate::report::document::{Block, Fact, Section, Table};

/// Widths of the columns of a unit's changes: indicator, activity, before, now, change, where from.
const MOVERS: [u16; 6] = [24, 22, 13, 13, 8, 30];
/// Widths in the league of changes: rank, places, unit; before, now, change and its parts; the largest rise and fall.
const RANKS: [u16; 3] = [6, 6, 22];
const CHANGES: [u16; 8] = [9; 8];
const LARGEST: [u16; 2] = [26, 26];
/// Width of the names of bureaus, and of units in a table of their indicators.
const BUREAU: u16 = 20;
const UNIT: u16 = 16;

/// Writes the sheets; none where there is no earlier report.
pub(super) fn write(book: &Book<'_>) -> Result<Vec<Page>> {
    if book.report.comparison.is_none() {
        return Ok(Vec::new());
    }
    match (&book.report.league, book.report.units.as_slice()) {
        (Some(league), [_, ..]) => {
            let Some(section) = book.document.comparison(league) else { return Ok(Vec::new()) };
            let bureau = book.report.has_several_bureaus().then_some(BUREAU);
            let printed: Vec<_> = RANKS.into_iter().chain(bureau).chain(CHANGES).collect();
            let widths: Vec<_> = printed.iter().copied().chain(LARGEST).collect();
            let compared = sheet(book, &section, (&widths, printed.len()))?;
            let movers = book.document.movers_of_units().map(|table| of_units(book, &table)).transpose()?;
            Ok([Some(compared), movers].into_iter().flatten().collect())
        }
        (_, units) => units.first().map(|unit| single(book, unit)).into_iter().collect(),
    }
}

/// What became of the one unit.
fn single(book: &Book<'_>, unit: &UnitReport<'_>) -> Result<Page> {
    match book.document.changes(unit) {
        Some(section) => sheet(book, &section, (&MOVERS, MOVERS.len())),
        None => Page::new(book.labels.sheet_comparison),
    }
}

/// A sheet of what stands in a section, with the units that are on one side alone below; so many columns are printed.
fn sheet(book: &Book<'_>, section: &Section<'_>, (widths, printed): (&[u16], usize)) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_comparison)?;
    let last = ColNum::try_from(printed - 1)?;
    page.title(last, &book.title_of(section.heading), &book.styles)?;
    let (mut row, width) = (1, widths[..printed].iter().sum());
    for block in &section.blocks {
        row = match block {
            Block::Facts(facts) => {
                facts.iter().try_fold(row, |row, fact| line(&mut page, book, (row, last, width), &said(book, fact)))
            }
            Block::Paragraph(text) => line(&mut page, book, (row, last, width), text),
            Block::Notes(notes) => {
                notes.iter().try_fold(row, |row, note| line(&mut page, book, (row, last, width), &finding(book, note)))
            }
            Block::Table(table) => static_table::write(&mut page, book, (table, widths), row),
            _ => Ok(row),
        }?;
    }
    for section in book.document.on_one_side() {
        row = list(&mut page, book, row + 1, (&section, &widths[..printed]))?;
    }
    page.lay_out(None, book.labels)?;
    page.sheet.set_print_area(0, 0, row, last)?;
    Ok(page)
}

/// A line over all columns; gives the next row.
fn line(page: &mut Page, book: &Book<'_>, (row, last, width): (RowNum, ColNum, u16), text: &str) -> Result<RowNum> {
    page.wide_text((row, 0), last, text, &book.styles.paragraph())?;
    page.fit_row(row, &[(text, width)])?;
    Ok(row + 1)
}

/// A fact in a line.
fn said(book: &Book<'_>, fact: &Fact<'_>) -> String {
    let parts: Vec<_> = fact.value.iter().map(|part| part.text(&book.marks, book.language).into_owned()).collect();
    format!("{}{}{}", fact.label, book.colon(), parts.join(" "))
}

/// The indicators that moved the units.
fn of_units(book: &Book<'_>, table: &Table<'_>) -> Result<Page> {
    const HEADER: RowNum = 2;
    let mut page = Page::new(book.labels.sheet_movers)?;
    let widths: Vec<_> = [UNIT].into_iter().chain(MOVERS).collect();
    let last = ColNum::try_from(widths.len() - 1)?;
    page.title(last, &book.title_of(book.labels.sheet_movers), &book.styles)?;
    let next = static_table::write(&mut page, book, (table, &widths), HEADER)?;
    page.lay_out(Some((HEADER, HEADER)), book.labels)?;
    page.sheet.autofilter(HEADER, 0, next - 1, last)?;
    page.sheet.set_freeze_panes(HEADER + 1, 1)?;
    Ok(page)
}
