//! The head of an office's sheets: whose figures they are, and what they come to.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, RowNum};

use super::column::{Column, Rows};
use super::page::{Page, band_word, figure as figure_result, fitting, quoted};
use super::place::{GRADE, Place, SCORE};
use super::style::COVERAGE;
use super::{Book, shown};
use crate::grading::Grade;
use crate::number::Decimal;
use crate::report::{State, UnitReport, words};
use crate::scoring::MissingPolicy;

/// Rows that the head takes, with an empty one below it.
pub(super) const ROWS: RowNum = 6;
/// The row and column of the coverage.
pub(super) const COVERAGE_AT: (RowNum, ColNum) = (2, 7);
/// The last column of the head.
const LAST: ColNum = 9;
/// Columns of the labels, and the last one of each value beside them.
const PAIRS: [(ColNum, ColNum); 3] = [(0, 1), (2, 5), (6, LAST)];

/// Writes the head into the first rows of a sheet whose title runs to some column.
pub(super) fn write(
    page: &mut Page,
    book: &Book<'_>,
    unit: &UnitReport<'_>,
    (rows, place): (&Rows, &Place),
    last: ColNum,
) -> Result<()> {
    page.wide_text((0, 0), last, &book.title(), &book.styles.title())?;
    page.sheet.set_row_height(0, 30)?;
    let period = book.report.period.as_deref().unwrap_or(super::page::NONE);
    let bureau = format!("{} {}", book.report.targets.code, book.report.targets.name);
    let facts = [(book.words.bureau, bureau.as_str()), (book.words.unit, book.unit(unit)), (book.words.period, period)];
    for ((label, text), pair) in facts.into_iter().zip(PAIRS) {
        page.text((1, pair.0), label, &book.styles.label())?;
        page.wide_text((1, pair.0 + 1), pair.1, text, &book.styles.value())?;
    }
    page.fit_row(1, &[])?;
    results(page, book, unit, place)?;
    sentences(page, book, unit, rows)
}

/// Total, grade and coverage.
fn results(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, place: &Place) -> Result<()> {
    let (words, row) = (book.words, COVERAGE_AT.0);
    let coverage = unit.coverage.map(|coverage| Decimal::new(i128::from(coverage.hundredths()), 4));
    let coverage = coverage.map_or_else(|| figure_result(None), |coverage| coverage.to_string());
    let results = [
        (words.total, place.total(SCORE), shown(unit.standing.range, book.labels), book.styles.total()),
        (words.grade, place.total(GRADE), band_word(&unit.standing, book.language).to_owned(), book.styles.total()),
        (words.coverage, place.coverage(), coverage, book.styles.total().set_num_format(COVERAGE)),
    ];
    for ((label, formula, result, format), pair) in results.into_iter().zip(PAIRS) {
        page.text((row, pair.0), label, &book.styles.label())?;
        page.merged_formula((row, pair.0 + 1), pair.1, &formula, &result, &format)?;
    }
    page.sheet.set_row_height(row, 24)?;
    let grade = (row, PAIRS[1].0 + 1);
    page.colour_grades(grade, grade, book.language)
}

/// How many indicators have which grade, and how missing values count.
fn sentences(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows) -> Result<()> {
    let (formula, result) = counts(book, unit, rows);
    let policies = [MissingPolicy::Range, MissingPolicy::Zero, MissingPolicy::Skip];
    let [range, zero, skip] = policies.map(|policy| quoted(words::policy(policy, book.language)));
    let name = |policy| quoted(book.labels.policy(policy));
    let policy = format!(
        "IF(missing_policy={},{range},IF(missing_policy={},{zero},{skip}))",
        name(MissingPolicy::Range),
        name(MissingPolicy::Zero)
    );
    let sentence = words::policy(book.report.missing, book.language);
    let lines = [(book.labels.counts, formula, result.as_str()), (book.words.policy, policy, sentence)];
    for (row, (label, formula, result)) in (COVERAGE_AT.0 + 1..).zip(lines) {
        page.fit_row(row, &[])?;
        page.text((row, 0), label, &book.styles.label())?;
        page.merged_formula((row, 1), LAST, &formula, &fitting(result), &book.styles.value())?;
    }
    Ok(())
}

/// `优 9　良 8　中 4　差 3（低于差线 1）　未报 0　不适用 0`
fn counts(book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows) -> (String, String) {
    let counts = &unit.counts;
    let count = |column, test: String| format!("COUNTIF({},{test})", rows.all(column));
    let mut parts: Vec<_> = Grade::ALL
        .into_iter()
        .map(|grade| {
            let word = words::grade(grade, book.language);
            (word, count(Column::Grade, quoted(word)), counts.of(grade))
        })
        .collect();
    parts.push((book.words.below_poor, count(Column::Level, "5".to_owned()), counts.below_poor));
    for (state, number) in [(State::Missing, counts.missing), (State::NotApplicable, counts.not_applicable)] {
        let word = words::state(state, book.language);
        parts.push((word, count(Column::State, quoted(word)), number));
    }
    let gap = book.labels.gap;
    let formulas: Vec<_> =
        parts.iter().map(|(word, formula, _)| format!("{}&{formula}", quoted(&format!("{word} ")))).collect();
    let results: Vec<_> = parts.iter().map(|(word, _, number)| format!("{word} {number}")).collect();
    (formulas.join(&format!("&{}&", quoted(gap))), results.join(gap))
}

/// One line above a table on another sheet than the summary: unit, period, total.
pub(super) fn line(
    page: &mut Page,
    book: &Book<'_>,
    unit: &UnitReport<'_>,
    place: &Place,
    last: ColNum,
    heading: &str,
) -> Result<()> {
    page.wide_text((0, 0), last, &format!("{} · {heading}", book.title()), &book.styles.title())?;
    page.sheet.set_row_height(0, 30)?;
    let mut who = format!("{}{}{}", book.words.unit, book.colon(), book.unit(unit));
    if let Some(period) = &book.report.period {
        who = format!("{who}{}{}{}{period}", book.labels.gap, book.words.period, book.colon());
    }
    page.text((1, 0), &who, &book.styles.plain())?;
    let total = format!("{}{}", book.words.total, book.colon());
    let score = place.total(SCORE);
    let text = format!("IF(ISNUMBER({score}),TEXT({score},\"0.00\"),{score})");
    let formula = format!("{}&{text}&{}&{}", quoted(&total), quoted(book.labels.gap), place.total(GRADE));
    let result = format!(
        "{total}{}{}{}",
        shown(unit.standing.range, book.labels),
        book.labels.gap,
        band_word(&unit.standing, book.language)
    );
    page.formula((1, LAST), &formula, &result, &book.styles.plain())?;
    Ok(())
}
