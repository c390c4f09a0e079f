//! 汇总: duties and activities with their budgets, weights and scores, up to the bureau's total.

use std::ops::Range;

use anyhow::Result;
use rust_xlsxwriter::{ColNum, Format, RowNum};

use super::Book;
use super::column::{Column, Rows, cell, range};
use super::formulas::{band_between, figure, interval};
use super::page::{NONE, Page, band_word, digits, figure as figure_result, quoted};
use super::place::{
    ACTIVITY, APPLICABLE, BUDGET, COUNTED, DUTY, EXACT_MAX, EXACT_MIN, GRADE, MAX, MIN, Place, REPORTED, SCORE,
    SCORE_END, WEIGHT,
};
use super::style::{GENERAL, MONEY, input, strong};
use crate::number::{Figure, Fraction};
use crate::report::{ActivityReport, DutyReport, Standing, State, UnitReport, words};

/// The columns that have a heading.
const COLUMNS: [ColNum; 8] = [DUTY, ACTIVITY, BUDGET, WEIGHT, MIN, MAX, SCORE, GRADE];

/// Writes the headings, duties, activities, and the total.
pub(super) fn write(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows, place: &Place) -> Result<()> {
    headings(page, book, unit, place)?;
    let (mut number, mut start) = (0, 0);
    for (duty, row) in unit.duties().into_iter().flatten().zip(&place.duties) {
        self::duty(page, book, duty, place, *row)?;
        for activity in &duty.activities {
            let count = RowNum::try_from(activity.indicators.as_deref().map_or(0, <[_]>::len))?;
            let basis = Basis { row: place.activities[number], rows, indicators: start..start + count };
            self::activity(page, book, activity, place, &basis)?;
            number += 1;
            start += count;
        }
    }
    total(page, book, unit, place)?;
    let (first, last) = (place.header + 1, place.total);
    page.only_numbers((first, BUDGET), (last, BUDGET), book.labels.number_hint)?;
    page.colour_grades((first, GRADE), (last, GRADE), book.language)
}

fn headings(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, place: &Place) -> Result<()> {
    let row = place.header;
    let (words, labels) = (book.words, book.labels);
    let budget = book.bracketed(words.budget, &book.report.targets(unit).budget_unit);
    let weight = book.bracketed(words.weight, "%");
    let headings = [words.duty, words.activity, &budget, &weight, labels.min, labels.max, words.score, words.grade];
    let widths = COLUMNS.map(|column| place.widths[usize::from(column)] - 1);
    let wrapped: Vec<_> = headings.iter().copied().zip(widths).collect();
    page.fit_row(row, &wrapped)?;
    for (column, heading) in COLUMNS.into_iter().zip(headings) {
        page.wide_text(
            (row, column),
            if column == SCORE { SCORE_END } else { column },
            heading,
            &book.styles.header(),
        )?;
    }
    for (column, heading) in (COUNTED..).zip(labels.summary_working) {
        page.text((row, column), heading, &book.styles.working_header())?;
    }
    Ok(())
}

/// The formulas of a score: whether anything counts, and both ends before rounding.
struct Score {
    counts: String,
    min: String,
    max: String,
}

impl Score {
    /// The mean of activities, weighted by their budgets.
    fn of_budgets(rows: (RowNum, RowNum)) -> Self {
        let budgets = range("", rows, COUNTED);
        let mean = |column| format!("SUMPRODUCT({budgets},{})/SUM({budgets})", range("", rows, column));
        Self { counts: format!("SUM({budgets})>0"), min: mean(EXACT_MIN), max: mean(EXACT_MAX) }
    }

    /// Of something in which nothing can count.
    fn nothing() -> Self {
        Self { counts: "1=0".to_owned(), min: "0".to_owned(), max: "0".to_owned() }
    }

    fn write(&self, page: &mut Page, book: &Book<'_>, row: RowNum, standing: &Standing, sum: bool) -> Result<()> {
        let style = |format: &Format| if sum { strong(format) } else { format.clone() };
        let number = style(&book.styles.figure);
        let end = |exact: &str| format!("IF({},{},{})", self.counts, figure(exact), quoted(NONE));
        let ends = standing.range();
        page.formula((row, MIN), &end(&self.min), &figure_result(ends.map(|ends| ends.0)), &number)?;
        page.formula((row, MAX), &end(&self.max), &figure_result(ends.map(|ends| ends.1)), &number)?;
        let (min, max) = (cell("", row, MIN), cell("", row, MAX));
        let or_none = |formula: &str| format!("IF({min}={},{},{formula})", quoted(NONE), quoted(NONE));
        let score = or_none(&interval(&min, &max, book.language));
        page.merged_formula((row, SCORE), SCORE_END, &score, &book.marks.range(ends), &style(&book.styles.score))?;
        let grade = or_none(&band_between(&min, &max, book.language));
        page.formula((row, GRADE), &grade, band_word(standing, book.language), &style(&book.styles.word))
    }
}

/// The share of a budget in all that count, in percent.
fn weight(budget: &str, place: &Place) -> String {
    let share = figure(&format!("100*{budget}/SUM({})", place.all(COUNTED)));
    format!("IF({budget}=0,0,{share})")
}

fn duty(page: &mut Page, book: &Book<'_>, duty: &DutyReport<'_>, place: &Place, row: RowNum) -> Result<()> {
    page.fit_row(row, &[(&duty.target.name, place.widths[0] + place.widths[1])])?;
    page.wide_text((row, DUTY), ACTIVITY, &duty.target.name, &strong(&book.styles.text))?;
    let (number, money) = (strong(&book.styles.figure), strong(&book.styles.number(MONEY)));
    let count = RowNum::try_from(duty.activities.len())?;
    if count == 0 {
        page.number((row, BUDGET), duty.target.budget, &money)?;
        page.figure((row, WEIGHT), Some(duty.weight), &number)?;
        return Score::nothing().write(page, book, row, &duty.standing, true);
    }
    let activities = (row + 1, row + count);
    let budget = format!("SUM({})", range("", activities, BUDGET));
    page.formula((row, BUDGET), &budget, &duty.target.budget.to_string(), &money)?;
    let counted = format!("SUM({})", range("", activities, COUNTED));
    page.formula((row, WEIGHT), &weight(&counted, place), &duty.weight.to_string(), &number)?;
    Score::of_budgets(activities).write(page, book, row, &duty.standing, true)
}

/// What an activity's row is computed from.
struct Basis<'b> {
    row: RowNum,
    rows: &'b Rows,
    indicators: Range<RowNum>,
}

impl Basis<'_> {
    fn column(&self, column: Column) -> String {
        self.rows.part(&self.indicators, column)
    }

    /// The weight of the indicators in a state.
    fn weight(&self, state: State, book: &Book<'_>) -> String {
        let word = quoted(words::state(state, book.language));
        format!("SUMIF({},{word},{})", self.column(Column::State), self.column(Column::Share))
    }

    /// The weighted mean of points.
    fn mean(&self, points: Column) -> String {
        let counted = self.column(Column::Counted);
        format!("SUMPRODUCT({counted},{})/SUM({counted})", self.column(points))
    }
}

fn activity(
    page: &mut Page,
    book: &Book<'_>,
    activity: &ActivityReport<'_>,
    place: &Place,
    basis: &Basis<'_>,
) -> Result<()> {
    let row = basis.row;
    page.fit_row(row, &[(&activity.target.name, place.widths[1])])?;
    page.blank((row, DUTY), &book.styles.text)?;
    page.text((row, ACTIVITY), &activity.target.name, &book.styles.text)?;
    let money = input(&book.styles.number(MONEY));
    match activity.target.budget {
        Some(budget) => page.number((row, BUDGET), budget, &money)?,
        None => page.text((row, BUDGET), book.words.no_budget, &money)?,
    }
    let number = &book.styles.figure;
    page.formula((row, WEIGHT), &weight(&cell("", row, COUNTED), place), &activity.weight.to_string(), number)?;
    let empty = basis.indicators.is_empty();
    working(page, book, activity, (!empty).then_some(basis), row)?;
    let score = if empty {
        Score::nothing()
    } else {
        let counts = format!("SUM({})>0", basis.column(Column::Counted));
        Score { counts, min: cell("", row, EXACT_MIN), max: cell("", row, EXACT_MAX) }
    };
    score.write(page, book, row, &activity.standing, false)
}

/// What of an activity goes into the means above it.
fn working(
    page: &mut Page,
    book: &Book<'_>,
    activity: &ActivityReport<'_>,
    basis: Option<&Basis<'_>>,
    row: RowNum,
) -> Result<()> {
    let format = book.styles.working(GENERAL);
    let Some(basis) = basis else {
        // Nothing is applicable, so nothing is missing.
        let value = |column| Figure::from_hundredths(if column == REPORTED { 1_00 } else { 0 });
        return (COUNTED..=EXACT_MAX).try_for_each(|column| page.figure((row, column), Some(value(column)), &format));
    };
    let budget = |counts: bool| {
        let budget = activity.target.budget.filter(|_| counts);
        budget.map_or_else(|| "0".to_owned(), |budget| budget.to_string())
    };
    let counts = format!("SUM({})>0", basis.column(Column::Counted));
    let (reported, missing) = (basis.weight(State::Reported(()), book), basis.weight(State::Missing, book));
    let applicable = format!("{reported}+{missing}");
    let as_budget = |condition: &str| format!("IF({condition},N({}),0)", cell("", row, BUDGET));
    let exact = activity.exact.as_ref();
    let or_zero = |value: Option<&Fraction>| value.map_or_else(|| "0".to_owned(), digits);
    let cells = [
        (COUNTED, as_budget(&counts), budget(exact.is_some())),
        (APPLICABLE, as_budget(&format!("{applicable}>0")), budget(activity.reported_share.is_some())),
        (
            REPORTED,
            format!("IF({applicable}>0,{reported}/({applicable}),1)"),
            activity.reported_share.as_ref().map_or_else(|| "1".to_owned(), digits),
        ),
        (EXACT_MIN, format!("IF({counts},{},0)", basis.mean(Column::Least)), or_zero(exact.map(|span| &span.min))),
        (EXACT_MAX, format!("IF({counts},{},0)", basis.mean(Column::Most)), or_zero(exact.map(|span| &span.max))),
    ];
    cells.iter().try_for_each(|(column, formula, result)| page.formula((row, *column), formula, result, &format))
}

fn total(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, place: &Place) -> Result<()> {
    let row = place.total;
    let text = strong(&book.styles.text);
    page.fit_row(row, &[])?;
    page.wide_text((row, DUTY), ACTIVITY, book.words.total, &text)?;
    let (number, money) = (strong(&book.styles.figure), strong(&book.styles.number(MONEY)));
    // Budgets stand at duties and activities; only the activities have a counted budget beside them.
    let budgets = format!("SUMPRODUCT(ISNUMBER({})*1,{})", place.all(COUNTED), place.all(BUDGET));
    page.formula((row, BUDGET), &budgets, &book.report.targets(unit).budget().to_string(), &money)?;
    let counted = format!("SUM({})", place.all(COUNTED));
    page.formula((row, WEIGHT), &weight(&counted, place), &figure_result(unit.weight()), &number)?;
    Score::of_budgets((place.header + 1, row - 1)).write(page, book, row, &unit.standing, true)
}
