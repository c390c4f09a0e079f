//! The head of a unit's sheets: whose figures they are, and what they come to.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, RowNum};

use super::column::{Column, Rows, cell};
use super::notes::POLICY;
use super::page::{Page, band_word, figure as figure_result, fitting, quoted, share};
use super::place::{GRADE, Place, SCORE};
use super::style::{self, COVERAGE};
use super::{Book, wording};
use crate::grading::Grade;
use crate::report::{State, UnitReport, shown, words};
use crate::scoring::MissingPolicy;

/// Rows that the head takes, with the last one for the units that the report is without.
pub(super) const ROWS: RowNum = 7;
/// The rows of names and results, and the one that warns of cells that nothing can be computed from.
const NAMES: RowNum = 1;
const RESULTS: RowNum = 2;
const WARNING: RowNum = 5;

/// Where the three labels of a row stand, how far each value beside them reaches, and how many
/// characters it has room for.
pub(super) struct Form([(ColNum, ColNum, u16); 3]);

impl Form {
    /// On a summary of its own.
    pub(super) const SUMMARY: Self = Self([(0, 1, 20), (2, 5, 24), (6, 8, 13)]);
    /// Above the columns of the indicators.
    pub(super) const UNITS: Self = Self([(0, 3, 35), (4, 8, 30), (9, 13, 42)]);

    /// The last column.
    const fn last(&self) -> ColNum {
        self.0[2].1
    }

    /// The row and column of the coverage.
    pub(super) const fn coverage(&self) -> (RowNum, ColNum) {
        (RESULTS, self.0[2].0 + 1)
    }
}

/// Writes the head into the first rows of a sheet whose title runs to some column.
pub(super) fn write(
    page: &mut Page,
    book: &Book<'_>,
    unit: &UnitReport<'_>,
    (rows, place): (&Rows, &Place),
    (form, last): (&Form, ColNum),
) -> Result<()> {
    let targets = book.report.targets(unit);
    page.title(last, &book.title_for(&targets.name), &book.styles)?;
    let period = book.report.period.as_deref().unwrap_or(super::page::NONE);
    let bureau = targets.bureau();
    let facts = [(book.words.bureau, bureau.as_str()), (book.words.unit, book.unit(unit)), (book.words.period, period)];
    let mut room = Vec::new();
    for ((label, text), (column, last, width)) in facts.into_iter().zip(form.0) {
        page.text((NAMES, column), label, &book.styles.label())?;
        page.wide_text((NAMES, column + 1), last, text, &book.styles.value())?;
        room.push((text, width));
    }
    page.fit_row(NAMES, &room)?;
    results(page, book, unit, place, form)?;
    sentences(page, book, unit, (rows, place), form)?;
    warning(page, book, rows, form)
}

/// Cells that an auditor spoilt: nothing while there are none.
fn warning(page: &mut Page, book: &Book<'_>, rows: &Rows, form: &Form) -> Result<()> {
    let count = |mark| format!("COUNTIF({},{})", rows.all(Column::Mark), quoted(mark));
    let [actuals, cutoffs] = [book.labels.bad_actual, book.labels.bad_cutoffs].map(count);
    let [before, between, after] = book.labels.bad_cells.map(quoted);
    let formula = format!("IF({actuals}+{cutoffs}=0,\"\",{before}&{actuals}&{between}&{cutoffs}&{after})");
    page.fit_row(WARNING, &[])?;
    page.merged_formula((WARNING, 0), form.last(), &formula, "", &book.styles.plain())?;
    let alarm = ConditionalFormatFormula::new()
        .set_rule(format!("={}<>\"\"", cell("", WARNING, 0)).as_str())
        .set_format(style::alarm());
    page.sheet.add_conditional_format(WARNING, 0, WARNING, form.last(), &alarm)?;
    Ok(())
}

/// The units that a report is without, on the summary of the only one that it has.
pub(super) fn absent(page: &mut Page, book: &Book<'_>, last: ColNum, width: u16) -> Result<()> {
    let row = ROWS - 1;
    if !shown::has_absent(book.report) {
        page.sheet.set_row_height(row, 6)?;
        return Ok(());
    }
    let text = shown::units_by_name(book.report, book.language);
    page.fit_row(row, &[(&text, width)])?;
    page.wide_text((row, 0), last, &text, &book.styles.paragraph())
}

/// Total, grade and coverage.
fn results(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, place: &Place, form: &Form) -> Result<()> {
    let (words, row) = (book.words, RESULTS);
    let coverage = unit.coverage.map_or_else(|| figure_result(None), |coverage| share(coverage).to_string());
    let results = [
        (words.total, place.total(SCORE), book.marks.range(unit.standing.range()), book.styles.total()),
        (words.grade, place.total(GRADE), band_word(&unit.standing, book.language).to_owned(), book.styles.total()),
        (words.coverage, place.coverage(), coverage, book.styles.total().set_num_format(COVERAGE)),
    ];
    for ((label, formula, result, format), (column, last, _)) in results.into_iter().zip(form.0) {
        page.text((row, column), label, &book.styles.label())?;
        page.merged_formula((row, column + 1), last, &formula, &result, &format)?;
    }
    page.sheet.set_row_height(row, 24)?;
    let grade = (row, form.0[1].0 + 1);
    page.colour_grades(grade, grade, book.language)
}

/// How many indicators have which grade, and how missing values count.
fn sentences(
    page: &mut Page,
    book: &Book<'_>,
    unit: &UnitReport<'_>,
    (rows, place): (&Rows, &Place),
    form: &Form,
) -> Result<()> {
    let (formula, result) = counts(book, unit, rows);
    let is_open = book.report.targets(unit).has_open_poor();
    let sentence = |policy| quoted(words::policy(policy, is_open, book.language));
    let [others @ .., last] = MissingPolicy::ALL;
    let policy = others.into_iter().rev().fold(sentence(last), |rest, policy| {
        let name = quoted(wording::policy(policy, book.language));
        format!("IF({POLICY}={name},{},{rest})", sentence(policy))
    });
    let sentence = words::policy(book.report.missing, is_open, book.language);
    let lines = [(book.words.indicator_counts, formula, result.as_str()), (book.words.policy, policy, sentence)];
    for (row, (label, formula, result)) in (RESULTS + 1..).zip(lines) {
        page.fit_row(row, &[(label, place.widths[0])])?;
        page.text((row, 0), label, &book.styles.label())?;
        page.merged_formula((row, 1), form.last(), &formula, &fitting(result), &book.styles.value())?;
    }
    Ok(())
}

/// `优 9，良 8，中 4，差 3（其中低于差线 1），未报 2`: the counts in the order of [`shown::counts_line`].
fn counts(book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows) -> (String, String) {
    let [between, open, close] = shown::count_marks(book.language);
    let count = |column, test: &str| format!("COUNTIF({},{test})", rows.all(column));
    let of_grade = |grade| {
        let word = words::grade(grade, book.language);
        format!("{}&{}", quoted(&format!("{word} ")), count(Column::Grade, &quoted(word)))
    };
    // What there is none of is left out.
    let some = |before: String, count: String, after: &str| {
        format!("IF({count}>0,{}&{count}&{},\"\")", quoted(&before), quoted(after))
    };
    let grades = Grade::ALL.map(of_grade).join(&format!("&{}&", quoted(between)));
    let below = some(format!("{open}{} ", book.words.below_poor), count(Column::Level, "5"), close);
    let others = [State::Missing, State::NotApplicable].map(|state| {
        let word = words::state(state, book.language);
        some(format!("{between}{word} "), count(Column::State, &quoted(word)), "")
    });
    let formula = [grades, below].into_iter().chain(others).collect::<Vec<_>>().join("&");
    (formula, shown::counts_line(&unit.counts, book.language))
}

/// The column of the total in the line above a table.
const TOTAL: ColNum = 9;

/// One line above a table on another sheet than the summary: unit, period, total.
pub(super) fn line(
    page: &mut Page,
    book: &Book<'_>,
    unit: &UnitReport<'_>,
    place: &Place,
    last: ColNum,
    heading: &str,
) -> Result<()> {
    page.title(last, &book.title_of(heading), &book.styles)?;
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
        book.marks.range(unit.standing.range()),
        book.labels.gap,
        band_word(&unit.standing, book.language)
    );
    page.formula((1, TOTAL), &formula, &result, &book.styles.plain())?;
    Ok(())
}
