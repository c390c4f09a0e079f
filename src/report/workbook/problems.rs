//! 问题: what was wrong or noteworthy in the inputs, and which offices are missing from the report.

use anyhow::Result;
use rust_xlsxwriter::RowNum;

use super::Book;
use super::page::Page;
use crate::diagnostic::{Diagnostic, Severity};
use crate::report::shown;

/// The row of the headings.
const HEADER: RowNum = 2;
/// Widths of the columns whose text may run over several lines.
const FILE: u16 = 24;
const PROBLEM: u16 = 48;
const HELP: u16 = 48;
const EXCERPT: u16 = 36;

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>) -> Result<Page> {
    let (words, labels) = (book.words, book.labels);
    let mut page = Page::new(labels.sheet_problems)?;
    let headings = [
        (labels.severity, 8),
        (labels.code, 18),
        (labels.file, FILE),
        (labels.line, 7),
        (labels.cell, 12),
        (labels.problem, PROBLEM),
        (labels.help, HELP),
        (labels.excerpt, EXCERPT),
    ];
    page.title(7, &format!("{} · {}", book.title(), words.problems), &book.styles)?;
    page.headings(HEADER, &headings, &book.styles)?;
    let mut row = HEADER + 1;
    for diagnostic in book.report.problems.shown() {
        problem(&mut page, book, row, diagnostic)?;
        row += 1;
    }
    row = counted(&mut page, book, row)?;
    row = offices(&mut page, book, row + 1, words.left_out, &book.report.left_out)?;
    offices(&mut page, book, row + 1, words.not_reported, &book.report.not_reported)?;
    page.lay_out(Some((HEADER, HEADER)), labels)?;
    Ok(page)
}

fn problem(page: &mut Page, book: &Book<'_>, row: RowNum, diagnostic: &Diagnostic) -> Result<()> {
    let (text, centre) = (book.styles.text(), book.styles.centre());
    let (code, place) = (diagnostic.problem.code(), &diagnostic.place);
    let severity = match code.severity() {
        Severity::Error => book.words.error,
        Severity::Warning => book.words.warning,
    };
    let (message, help) = (diagnostic.message_with_unit(book.language), diagnostic.problem.help(book.language));
    let file = place.file.as_deref().unwrap_or(book.words.standard_input);
    let excerpt = place.excerpt.as_ref().map_or("", |excerpt| excerpt.text.as_str());
    page.fit_row(row, &[(file, FILE), (&message, PROBLEM), (&help, HELP), (excerpt, EXCERPT)])?;
    page.text((row, 0), severity, &centre)?;
    page.text((row, 1), code.name(), &text)?;
    page.text((row, 2), file, &text)?;
    match place.line {
        Some(line) => page.count((row, 3), line, &centre)?,
        None => page.blank((row, 3), &centre)?,
    }
    page.text((row, 4), place.cell.as_deref().unwrap_or_default(), &centre)?;
    page.text((row, 5), &message, &text)?;
    page.text((row, 6), &help, &text)?;
    page.text((row, 7), excerpt, &text)
}

/// What is not shown in full, and that there is nothing at all.
fn counted(page: &mut Page, book: &Book<'_>, row: RowNum) -> Result<RowNum> {
    if book.report.problems.is_empty() {
        page.text((row, 0), book.labels.no_problems, &book.styles.plain())?;
        return Ok(row + 1);
    }
    let folded: Vec<_> =
        book.report.problems.folded().iter().map(|(code, count)| format!("{} {count}", code.name())).collect();
    if folded.is_empty() {
        return Ok(row);
    }
    let text = format!("{}{}", book.labels.folded, folded.join(book.labels.gap));
    page.text((row, 0), &text, &book.styles.plain())?;
    Ok(row + 1)
}

/// A list of offices under its name, where there are any.
fn offices(page: &mut Page, book: &Book<'_>, row: RowNum, name: &str, offices: &[String]) -> Result<RowNum> {
    if offices.is_empty() {
        return Ok(row);
    }
    page.text((row, 0), &format!("{name}{}{}", book.colon(), offices.len()), &book.styles.section())?;
    let mut next = row + 1;
    // As many as a worksheet surely holds.
    for office in offices.iter().take(super::MAX_OFFICES) {
        page.text((next, 0), shown::office(office, book.language), &book.styles.plain())?;
        next += 1;
    }
    Ok(next)
}
