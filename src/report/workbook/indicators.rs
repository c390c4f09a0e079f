//! 指标: the indicators of one unit, from the actual and its cut-offs to what each costs.

use std::ops::Range;

use anyhow::Result;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, DataValidation, Format, Formula, RowNum, utility};

use super::Book;
use super::column::{Column, Rows, cell_in_column};
use super::formulas::{self, Line};
use super::page::{NONE, Page, digits, figure, fitting, quoted};
use super::place::{COUNTED, Place, SCORE};
use super::style::{FIGURE, GENERAL, PERCENTAGE, input, strong};
use crate::grading::{Attainment, Direction, Sign};
use crate::number::Decimal;
use crate::report::{ActivityReport, IndicatorReport, UnitReport, shown, words};

/// Writes the heading rows, the indicators, and the row of totals.
pub(super) fn write(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows, place: &Place) -> Result<()> {
    headings(page, book, rows.first)?;
    let ranked: Vec<_> = unit.losses().into_iter().map(|(_, indicator, _)| indicator).collect();
    let (mut index, mut number) = (0, 0);
    for duty in unit.duties().into_iter().flatten() {
        let start = index;
        for activity in &duty.activities {
            let count = RowNum::try_from(activity.indicators.as_deref().map_or(0, <[_]>::len))?;
            let budget = (place.counted_budget(number), place.all(COUNTED));
            self::activity(
                page,
                book,
                activity,
                &Activity { rows, range: index..index + count, budget, ranked: &ranked },
            )?;
            index += count;
            number += 1;
        }
        names(page, book, rows, Column::Duty, start..index, &duty.target.name)?;
    }
    totals(page, book, unit, rows, place)?;
    signs(page, rows, rows.has_strict_cutoffs)?;
    rules(page, book, rows)
}

/// Two rows of headings, the cut-offs under one.
fn headings(page: &mut Page, book: &Book<'_>, first: RowNum) -> Result<()> {
    let (header, working) = (book.styles.header(), book.styles.working_header());
    let (upper, lower) = (first - 2, first - 1);
    for column in Column::ALL {
        let number = column.number();
        page.sheet.set_column_width(number, column.width(book.language))?;
        let heading = column.heading(book.language);
        if Column::CUTOFFS.contains(&column) {
            page.text((lower, number), heading, &header)?;
        } else if column < Column::Text {
            page.sheet.merge_range(upper, number, lower, number, heading, &header)?;
        } else {
            page.text((lower, number), heading, &working)?;
        }
    }
    let (left, right) = (Column::Excellent.number(), Column::Poor.number());
    page.sheet.merge_range(upper, left, upper, right, book.words.cutoffs, &header)?;
    let (left, right) = (Column::Text.number(), Column::Rank.number());
    page.sheet.merge_range(upper, left, upper, right, book.labels.basis, &working)?;
    Ok(())
}

/// A name over the rows that it stands for.
fn names(
    page: &mut Page,
    book: &Book<'_>,
    rows: &Rows,
    column: Column,
    range: Range<RowNum>,
    name: &str,
) -> Result<()> {
    if range.is_empty() {
        return Ok(());
    }
    let (first, last) = (rows.first + range.start, rows.first + range.end - 1);
    page.merged((first, column.number()), (last, column.number()), name, &book.styles.text)
}

/// What the rows of an activity need from elsewhere.
struct Activity<'a, 't> {
    rows: &'a Rows,
    range: Range<RowNum>,
    budget: (String, String),
    /// The indicators that cost anything, dearest first.
    ranked: &'a [&'a IndicatorReport<'t>],
}

fn activity(page: &mut Page, book: &Book<'_>, activity: &ActivityReport<'_>, context: &Activity<'_, '_>) -> Result<()> {
    let Activity { rows, range, budget, ranked } = context;
    for (index, indicator) in range.clone().zip(activity.indicators.iter().flatten()) {
        let line = Line {
            row: rows.first + index,
            cutoffs: &indicator.target.cutoffs,
            percentage: indicator.target.is_percentage(),
            language: book.language,
            labels: book.labels,
            rows,
            siblings: range.clone(),
            budget: budget.clone(),
        };
        let rank = ranked.iter().position(|other| std::ptr::eq(*other, indicator)).map_or(0, |index| index + 1);
        Writer { page, book, line, indicator }.write(rank)?;
    }
    names(page, book, rows, Column::Activity, range.clone(), &activity.target.name)
}

/// Writes one indicator's row.
struct Writer<'w, 'b, 't> {
    page: &'w mut Page,
    book: &'w Book<'b>,
    line: Line<'w>,
    indicator: &'w IndicatorReport<'t>,
}

impl Writer<'_, '_, '_> {
    fn write(&mut self, rank: usize) -> Result<()> {
        self.inputs()?;
        self.outcome()?;
        self.figures()?;
        self.counting(rank)?;
        self.next()
    }

    fn at(&self, column: Column) -> (RowNum, ColNum) {
        (self.line.row, column.number())
    }

    /// A formula of the working columns.
    fn working(&mut self, column: Column, formula: &str, result: &str, format: &str) -> Result<()> {
        let format = self.book.styles.working(format);
        self.page.formula(self.at(column), formula, result, &format)
    }

    /// A formula whose result is a word.
    fn word(&mut self, column: Column, formula: &str, result: &str) -> Result<()> {
        self.page.formula(self.at(column), formula, result, &self.book.styles.word)
    }

    /// A formula whose result is a figure.
    fn figure(&mut self, column: Column, formula: &str, result: &str) -> Result<()> {
        self.page.formula(self.at(column), formula, result, &self.book.styles.figure)
    }

    /// A number in the indicator's measure as its cell holds it: percentages as shares of 1.
    fn stored(&self, value: Decimal) -> Decimal {
        let decimals = if self.line.percentage { value.decimals() + 2 } else { value.decimals() };
        Decimal::new(value.mantissa(), decimals)
    }

    const fn number_format(&self) -> &'static str {
        if self.line.percentage { PERCENTAGE } else { GENERAL }
    }

    /// What an auditor may change, and what was read.
    fn inputs(&mut self) -> Result<()> {
        let (indicator, styles, language) = (self.indicator, &self.book.styles, self.book.language);
        // 1/3 has more digits than the column is wide.
        let number = input(&styles.number(self.number_format()).set_shrink());
        let state = words::state(indicator.state(), language);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        self.page.text(self.at(Column::Indicator), &indicator.target.name, &styles.text)?;
        self.page.text(self.at(Column::Measure), &indicator.target.measure, &styles.word)?;
        for (column, cutoff) in Column::CUTOFFS.into_iter().zip(indicator.target.cutoffs.written()) {
            match cutoff {
                Some(cutoff) => self.page.number(self.at(column), self.stored(cutoff), &number)?,
                None => self.page.text(self.at(column), NONE, &styles.centre)?,
            }
        }
        let decimals = if self.line.percentage { self.line.decimals() - 2 } else { self.line.decimals() };
        if let Some(actual) = indicator.cut_actual(decimals).filter(|_| indicator.attainment().is_some()) {
            self.page.number(self.at(Column::Actual), self.stored(actual), &number)?;
        } else {
            let word = input(&styles.number(self.number_format()).set_text_wrap());
            self.page.text(self.at(Column::Actual), state, &word)?;
        }
        let note = text(&indicator.note);
        let wrapped = [
            (Column::Indicator, &*indicator.target.name),
            (Column::Measure, &indicator.target.measure),
            (Column::Actual, state),
            (Column::Note, &note),
        ];
        self.page.fit_row(self.line.row, &wrapped.map(|(column, text)| (text, column.width(language))))?;
        self.page.text(self.at(Column::Note), &note, &styles.text)?;
        self.page.text(self.at(Column::Text), &text(&indicator.text), &styles.working("@"))?;
        self.page.number(self.at(Column::Share), indicator.target.weight, &input(&styles.working(GENERAL)))
    }

    /// The state, the level that is attained, and what it is called.
    fn outcome(&mut self) -> Result<()> {
        let (language, attainment) = (self.book.language, self.indicator.attainment());
        self.word(Column::State, &self.line.state(), words::state(self.indicator.state(), language))?;
        let sign = self.indicator.target.cutoffs.sign();
        let direction = if sign.direction() == Direction::LowerIsBetter { "-1" } else { "1" };
        self.working(Column::Direction, &self.line.direction(), direction, "0")?;
        self.working(Column::Sign, &self.line.sign(), sign.mark(), "@")?;
        let level = attainment.map_or(0, |attainment| 1 + attainment as usize);
        self.working(Column::Level, &self.line.level(), &level.to_string(), "0")?;
        let grade = attainment.map_or(NONE, |attainment| words::grade(attainment.grade(), language));
        self.word(Column::Grade, &self.line.grade(), grade)?;
        let below = attainment == Some(Attainment::BelowPoor);
        self.word(Column::Mark, &self.line.mark(), if below { self.book.words.below_poor } else { "" })
    }

    /// What the self-assessment form asks for.
    fn figures(&mut self) -> Result<()> {
        let indicator = self.indicator;
        self.page.formula(
            self.at(Column::Target),
            &self.line.target(),
            &self.target(),
            &self.book.styles.number(GENERAL),
        )?;
        self.figure(Column::Weight, &self.line.weight(), &indicator.weight.to_string())?;
        let score = self.book.marks.range(indicator.range);
        self.page.formula(self.at(Column::Score), &self.line.score(), &score, &self.book.styles.score)?;
        self.figure(Column::Earned, &self.line.earned(), &figure(indicator.earned))?;
        self.figure(Column::Loss, &self.line.loss(), &figure(indicator.loss))
    }

    /// 优的标准: the 优 cut-off with its sign.
    fn target(&self) -> String {
        let target = self.indicator.target;
        fitting(&format!("{}{}{}", target.cutoffs.sign().mark(), target.cutoffs.best()[0], target.measure))
    }

    /// Weight and points as they count.
    fn counting(&mut self, rank: usize) -> Result<()> {
        let indicator = self.indicator;
        let counted = indicator.range.map_or_else(|| "0".to_owned(), |_| indicator.target.weight.to_string());
        self.working(Column::Counted, &self.line.counted(), &counted, GENERAL)?;
        let points = indicator.points.unwrap_or([Decimal::new(0, 0); 2]);
        let [least, most] = points.map(|points| points.to_string());
        self.working(Column::Least, &self.line.least(), &least, GENERAL)?;
        self.working(Column::Most, &self.line.most(), &most, GENERAL)?;
        self.working(Column::ExactWeight, &self.line.exact_weight(), &digits(&indicator.exact_weight), GENERAL)?;
        self.working(Column::Rank, &self.line.rank(), &rank.to_string(), "0")
    }

    /// The nearest better cut-off and what reaching it brings.
    fn next(&mut self) -> Result<()> {
        let next = self.indicator.next;
        let format = self.number_format();
        let stored =
            |value: Option<Decimal>| value.map_or_else(|| NONE.to_owned(), |value| self.stored(value).to_string());
        let (cutoff, distance) = (stored(next.map(|next| next.cutoff)), stored(next.map(|next| next.distance)));
        self.working(Column::NextCutoff, &self.line.next_cutoff(), &cutoff, format)?;
        let level = next.map_or(0, |next| 1 + next.grade as usize);
        self.working(Column::NextLevel, &self.line.next_level(), &level.to_string(), "0")?;
        self.working(Column::Distance, &self.line.distance(), &distance, format)?;
        self.working(Column::Gain, &self.line.gain(), &figure(next.map(|next| next.gain)), FIGURE)
    }
}

/// All weights and all known losses, rounded once, and the bureau's score between them.
fn totals(page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows, place: &Place) -> Result<()> {
    let row = rows.total();
    let (text, number) = (strong(&book.styles.text), strong(&book.styles.figure));
    for column in Column::ALL.into_iter().filter(|column| *column < Column::Text) {
        page.blank((row, column.number()), &text)?;
    }
    // High enough for whatever number of unknown losses there comes to be.
    let widest = remark(book, rows.count);
    page.fit_row(row, &[(&widest, Column::Note.width(book.language))])?;
    page.text((row, Column::Duty.number()), book.labels.total_row, &text)?;
    let (weights, least) = (rows.all(Column::ExactWeight), rows.all(Column::Least));
    let weight = formulas::figure(&format!("SUM({weights})"));
    page.formula((row, Column::Weight.number()), &weight, &figure(unit.weight()), &number)?;
    let known = format!("({}>0)*({least}={})", rows.all(Column::Counted), rows.all(Column::Most));
    let remark = unknown_losses(book, unit);
    page.formula((row, Column::Note.number()), &formulas::unknown_losses(rows, book.labels), &remark, &text)?;
    let loss = formulas::figure(&format!("SUMPRODUCT({known}*{weights}*(100-{least}))/100"));
    page.formula((row, Column::Loss.number()), &loss, &figure(unit.loss()), &number)?;
    let score = book.marks.range(unit.standing.range());
    let shrunk = strong(&book.styles.score);
    page.formula((row, Column::Score.number()), &place.total(SCORE), &score, &shrunk)
}

/// What the sum of the losses is without; nothing where it is of all.
pub(super) fn unknown_losses(book: &Book<'_>, unit: &UnitReport<'_>) -> String {
    let open = shown::has_unknown_losses(unit, book.report.missing);
    if open { remark(book, unit.counts.missing) } else { String::new() }
}

fn remark(book: &Book<'_>, missing: u32) -> String {
    let [before, after] = book.labels.unknown_losses;
    format!("{before}{missing}{after}")
}

/// Colours by grade, and what the input cells take.
fn rules(page: &mut Page, book: &Book<'_>, rows: &Rows) -> Result<()> {
    let (first, last) = (rows.first, rows.last());
    let column = |column: Column| (first, column.number());
    let bottom = |column: Column| (last, column.number());
    page.colour_grades(column(Column::Grade), bottom(Column::Grade), book.language)?;
    page.only_numbers(column(Column::Excellent), bottom(Column::Poor), book.labels.number_hint)?;
    page.only_numbers(column(Column::Share), bottom(Column::Share), book.labels.number_hint)?;
    let actual = utility::row_col_to_cell(first, Column::Actual.number());
    let rule = DataValidation::new()
        .allow_custom(Formula::new(formulas::legal_actual(&actual, book.labels)))
        .set_input_title(Column::Actual.heading(book.language))?
        .set_input_message(book.labels.actual_hint)?
        .set_error_message(book.labels.actual_hint)?;
    let (first, last) = (column(Column::Actual), bottom(Column::Actual));
    page.sheet.add_data_validation(first.0, first.1, last.0, last.1, &rule)?;
    Ok(())
}

/// Shows the sign before the cut-offs, but for ≥, as it comes to be.
fn signs(page: &mut Page, rows: &Rows, has_strict: bool) -> Result<()> {
    let [measure, sign] = [Column::Measure, Column::Sign].map(|column| cell_in_column(rows.first, column.number()));
    let strict = has_strict.then_some([Sign::Above, Sign::Below]);
    for mark in [Sign::AtMost].into_iter().chain(strict.into_iter().flatten()).map(Sign::mark) {
        for (is, format) in [("=", PERCENTAGE), ("<>", GENERAL)] {
            let rule = format!("=AND({sign}={},{measure}{is}\"%\")", quoted(mark));
            let format = Format::new().set_num_format(format!("{}{format}", quoted(mark)));
            let rule = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
            let (left, right) = (Column::Excellent.number(), Column::Poor.number());
            page.sheet.add_conditional_format(rows.first, left, rows.last(), right, &rule)?;
        }
    }
    Ok(())
}
