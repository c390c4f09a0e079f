//! 失分: the indicators that cost the total anything, dearest first, as the formulas rank them.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, ConditionalFormatFormula, RowNum};

use super::column::{Column, Rows, cell, cell_in_column};
use super::formulas::{looked_up, looked_up_cutoff, looked_up_distance, unknown_losses};
use super::page::{NONE, Page, figure, fitting, quoted, text_result};
use super::place::Place;
use super::style::{self, FIGURE, GENERAL};
use super::{Book, head, indicators};
use crate::grading::Grade;
use crate::report::{IndicatorReport, NextReport, UnitReport, shown, words};

/// The row of the first loss.
const FIRST: RowNum = 3;
/// The working column: where in the indicators' table the row is found.
const INDEX: ColNum = 13;
/// Widths of the columns with names.
const ACTIVITY: u16 = 18;
const INDICATOR: u16 = 20;
const ACTIVITY_AT: ColNum = 1;
const GRADE: ColNum = 4;
const LOSS: ColNum = 8;
const NEXT_GRADE: ColNum = 9;

/// A column of the sheet: its formula, and the stored result of a loss.
struct Cell {
    formula: String,
    result: String,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Word,
    Figure,
    Number,
}

/// A loss, and where in the indicators' table it stands, from 1.
struct Loss<'l, 't> {
    position: usize,
    activity: &'l str,
    indicator: &'l IndicatorReport<'t>,
}

/// What a row holds for now: its formulas may come to something else.
enum Row<'l, 't> {
    Loss(Loss<'l, 't>),
    Total(&'l UnitReport<'t>),
    Empty,
}

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, unit: &UnitReport<'_>, (rows, place): (&Rows, &Place)) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_losses)?;
    head::line(&mut page, book, unit, place, INDEX - 1, book.words.losses)?;
    headings(&mut page, book)?;
    let mut losses = losses(unit).into_iter();
    let total = losses.len();
    // One row more than there are indicators: the total stands below the last loss.
    for (index, number) in (0..=rows.count).zip(0..) {
        let content =
            losses.next().map_or_else(|| if number == total { Row::Total(unit) } else { Row::Empty }, Row::Loss);
        row(&mut page, book, rows, index, &content)?;
    }
    let last = FIRST + rows.count;
    for column in [GRADE, NEXT_GRADE] {
        page.colour_grades((FIRST, column), (last, column), book.language)?;
    }
    let sum = ConditionalFormatFormula::new()
        .set_rule(format!("={}<0", cell_in_column(FIRST, INDEX)).as_str())
        .set_format(style::sum());
    page.sheet.add_conditional_format(FIRST, 0, last, INDEX - 1, &sum)?;
    // Rows are framed where they hold a loss, and stand empty where none is left.
    let frame = ConditionalFormatFormula::new()
        .set_rule(format!("={}<>\"\"", cell_in_column(FIRST, 0)).as_str())
        .set_format(style::frame());
    page.sheet.add_conditional_format(FIRST, 0, last, INDEX - 1, &frame)?;
    page.lay_out(Some((FIRST - 1, FIRST - 1)), book.labels)?;
    page.sheet.set_print_area(0, 0, last, INDEX - 1)?;
    Ok(page)
}

fn losses<'u, 't>(unit: &'u UnitReport<'t>) -> Vec<Loss<'u, 't>> {
    let loss = |(activity, indicator, _): (&'u crate::report::ActivityReport<'t>, &'u IndicatorReport<'t>, _)| {
        let position = unit.indicators().position(|(_, other)| std::ptr::eq(other, indicator));
        Loss { position: position.map_or(0, |index| index + 1), activity: &activity.target.name, indicator }
    };
    unit.losses().into_iter().map(loss).collect()
}

fn headings(page: &mut Page, book: &Book<'_>) -> Result<()> {
    let (words, labels) = (book.words, book.labels);
    let headings = [
        (words.number, 5),
        (words.activity, ACTIVITY),
        (words.indicator, INDICATOR),
        (words.actual, 10),
        (words.grade, 7),
        (words.below_poor, 8),
        (Column::Weight.heading(book.language), 7),
        (words.score, 7),
        (words.loss, 7),
        (words.next_grade, 7),
        (Column::NextCutoff.heading(book.language), 9),
        (words.distance, 14),
        (words.gain, 7),
    ];
    page.headings(FIRST - 1, &headings, &book.styles)?;
    page.text((FIRST - 1, INDEX), labels.basis, &book.styles.working_header())?;
    page.sheet.set_column_width(INDEX, 12)?;
    Ok(())
}

/// One row: a loss, the total below the last of them, or nothing.
fn row(page: &mut Page, book: &Book<'_>, rows: &Rows, index: RowNum, content: &Row<'_, '_>) -> Result<()> {
    let row = FIRST + index;
    let (loss, sum) = match content {
        Row::Loss(loss) => (Some(loss), None),
        Row::Total(unit) => (None, Some(*unit)),
        Row::Empty => (None, None),
    };
    let name = loss.map_or("", |loss| loss.indicator.target.name.as_str());
    let remark = sum.map(|unit| indicators::unknown_losses(book, unit)).unwrap_or_default();
    page.fit_row(row, &[(name, INDICATOR), (loss.map_or(&*remark, |loss| loss.activity), ACTIVITY)])?;
    let found = cell("", row, INDEX).replace('$', "");
    let ranks = rows.all(Column::Rank);
    let place = index + 1;
    let formula = format!("IF({place}<=MAX({ranks}),MATCH({place},{ranks},0),IF({place}=MAX({ranks})+1,-1,0))");
    let result = loss
        .map_or_else(|| if sum.is_some() { "-1".to_owned() } else { "0".to_owned() }, |loss| loss.position.to_string());
    page.formula((row, INDEX), &formula, &result, &book.styles.working("0"))?;
    let cells = cells(book, rows, &found, place, loss);
    for (column, Cell { formula, result, kind }) in (0..).zip(cells) {
        let format = match kind {
            Kind::Text => book.styles.open_text(),
            Kind::Word => book.styles.open_centre(),
            Kind::Figure => book.styles.open_number(FIGURE),
            Kind::Number => book.styles.open_number(GENERAL),
        };
        let (total, total_result) = total(book, rows, column, sum);
        let formula = format!("IF({found}<=0,IF({found}=0,\"\",{total}),{formula})");
        page.formula((row, column), &formula, if loss.is_some() { &result } else { &total_result }, &format)?;
    }
    Ok(())
}

/// What a column has in the row of the total: formula, and the stored result if the row is one now.
fn total(book: &Book<'_>, rows: &Rows, column: ColNum, unit: Option<&UnitReport<'_>>) -> (String, String) {
    let loss = super::column::cell(&rows.prefix, rows.total(), Column::Loss.number());
    let (formula, result) = match column {
        ACTIVITY_AT => (unknown_losses(rows, book.labels), unit.map(|unit| indicators::unknown_losses(book, unit))),
        0 => (quoted(book.labels.total_row), unit.map(|_| book.labels.total_row.to_owned())),
        LOSS => (loss, unit.map(|unit| figure(unit.loss()))),
        _ => (quoted(""), None),
    };
    (formula, result.unwrap_or_default())
}

/// The cells of a row: each looks its figure up in the indicators' table.
fn cells(book: &Book<'_>, rows: &Rows, found: &str, place: RowNum, loss: Option<&Loss<'_, '_>>) -> Vec<Cell> {
    let look = |column| format!("INDEX({},{found})", rows.all(column));
    let cell = |formula, kind, result: Option<String>| Cell { formula, kind, result: result.unwrap_or_default() };
    let indicator = loss.map(|loss| loss.indicator);
    let of = |get: &dyn Fn(&IndicatorReport<'_>) -> String| indicator.map(get);
    let measured = |indicator: &IndicatorReport<'_>| {
        indicator.actual.map_or_else(|| NONE.to_owned(), |actual| fitting(&shown::measured(actual, indicator.target)))
    };
    let word = |grade| words::grade(grade, book.language);
    let grades = Grade::ALL.map(|grade| quoted(word(grade))).join(",");
    let distance = if rows.has_strict_cutoffs {
        looked_up_distance(&look(Column::Distance), &look(Column::Measure), &look(Column::Sign))
    } else {
        looked_up(&look(Column::Distance), &look(Column::Measure))
    };
    let points = shown::percentage_points(book.language);
    let distance = format!("SUBSTITUTE({distance},\"%\",{})", quoted(points));
    let next_level = look(Column::NextLevel);
    let next_grade = format!("IF({next_level}=0,{},CHOOSE({next_level},{grades}))", quoted(NONE));
    let next = |indicator: &IndicatorReport<'_>, text: &dyn Fn(NextReport) -> String| {
        indicator.next.map_or_else(|| NONE.to_owned(), |next| fitting(&text(next)))
    };
    let mark = |indicator: &IndicatorReport<'_>| {
        let below = indicator.attainment() == Some(crate::grading::Attainment::BelowPoor);
        if below { book.words.below_poor.to_owned() } else { String::new() }
    };
    vec![
        cell(place.to_string(), Kind::Word, Some(place.to_string())),
        cell(look(Column::Activity), Kind::Text, loss.map(|loss| text_result(loss.activity))),
        cell(look(Column::Indicator), Kind::Text, of(&|indicator| text_result(&indicator.target.name))),
        cell(looked_up(&look(Column::Actual), &look(Column::Measure)), Kind::Number, of(&measured)),
        cell(
            look(Column::Grade),
            Kind::Word,
            of(&|indicator| indicator.attainment().map_or(NONE, |attainment| word(attainment.grade())).to_owned()),
        ),
        cell(format!("{}&\"\"", look(Column::Mark)), Kind::Word, of(&mark)),
        cell(look(Column::Weight), Kind::Figure, of(&|indicator| indicator.weight.to_string())),
        cell(look(Column::Score), Kind::Figure, of(&|indicator| book.marks.range(indicator.range))),
        cell(look(Column::Loss), Kind::Figure, of(&|indicator| figure(indicator.loss))),
        cell(next_grade, Kind::Word, of(&|indicator| indicator.next.map_or(NONE, |next| word(next.grade)).to_owned())),
        cell(
            looked_up_cutoff(&look(Column::NextCutoff), &look(Column::Measure), &look(Column::Sign)),
            Kind::Number,
            of(&|indicator| next(indicator, &|next| indicator.target.cutoff(next.cutoff))),
        ),
        cell(
            distance,
            Kind::Number,
            of(&|indicator| next(indicator, &|next| shown::distance(next.distance, indicator.target, book.language))),
        ),
        cell(look(Column::Gain), Kind::Figure, of(&|indicator| figure(indicator.next.map(|next| next.gain)))),
    ]
}
