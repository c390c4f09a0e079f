//! 排名, 统计 and 失分 of several units.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, RowNum, Url};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::column::{Column, Rows, cell, range};
use super::formulas::{figure, interval};
use super::head::Form;
use super::page::{NONE, Page, band_word, figure as figure_result, quoted, share, text_result};
use super::place::{self, Place};
use super::sheet_names::{prefix, quoted as quoted_sheet};
use super::{Book, MAX_UNITS, chart, static_table};
use crate::grading::Grade;
use crate::language::Language;
use crate::number::{Decimal, Figure};
use crate::report::document::Block;
use crate::report::{League, State, UnitReport, shown, words};

/// The row of the headings.
const HEADER: RowNum = 2;
const RANK: ColNum = 0;
const UNIT: ColNum = 1;
/// Width of the units' names.
const UNITS: u16 = 22;
/// Width of the names of their sheets.
const LINK: u16 = 22;
const SCORE: ColNum = 2;
const GRADE: ColNum = 3;
const COVERED: ColNum = 4;
const COUNTS: ColNum = 5;
const LARGEST: ColNum = 12;
/// The last column that is printed.
const LOSS: ColNum = 13;
const MIN: ColNum = 14;
const MAX: ColNum = 15;
const SHEET: ColNum = 16;
/// Units up to which ranks are formulas: each compares with all others.
const LIVE_RANKS: usize = 2000;

/// Width of the names of the indicators that cost most.
const fn largest_width(language: Language) -> u16 {
    language.pick(20, 14)
}

/// A unit's own sheet.
pub(super) struct UnitSheet {
    pub(super) name: String,
    pub(super) rows: Rows,
    pub(super) place: Place,
}

/// Writes 排名: a row for each unit.
pub(super) fn ranking(book: &Book<'_>, units: &[UnitReport<'_>], sheets: &[Option<UnitSheet>]) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_league)?;
    let title = book.title_of(book.labels.sheet_league);
    page.title(LOSS, &title, &book.styles)?;
    who(&mut page, book, LOSS, 120)?;
    headings(&mut page, book)?;
    let last = last_row(units.len())?;
    for (index, (row, unit)) in (HEADER + 1..).zip(units).enumerate() {
        let rank = book.report.league.as_ref().and_then(|league| league.rows.get(index)?.rank);
        let line = Line { row, last, live_rank: units.len() <= LIVE_RANKS };
        let sheet = sheets.get(index).and_then(Option::as_ref);
        line.write(&mut page, book, unit, rank, sheet)?;
    }
    page.colour_grades((HEADER + 1, GRADE), (last, GRADE), book.language)?;
    page.lay_out(Some((HEADER, HEADER)), book.labels)?;
    page.sheet.set_freeze_panes(HEADER + 1, UNIT + 1)?.set_print_area(0, 0, last, LOSS)?;
    page.sheet.autofilter(HEADER, 0, last, SHEET)?;
    Ok(page)
}

/// One line above a table: the period, and which units the figures are of and which not.
fn who(page: &mut Page, book: &Book<'_>, last: ColNum, width: u16) -> Result<()> {
    let mut text = shown::units_by_name(book.report, book.language);
    if let Some(period) = &book.report.period {
        text = format!("{}{}{period}{}{text}", book.words.period, book.colon(), book.labels.gap);
    }
    page.fit_row(1, &[(&text, width)])?;
    page.wide_text((1, 0), last, &text, &book.styles.paragraph())
}

fn last_row(units: usize) -> Result<RowNum> {
    Ok(HEADER + RowNum::try_from(units.max(1))?)
}

/// As much of the name of a sheet as its column shows: not every spreadsheet breaks a link into lines.
fn cut(name: &str) -> String {
    let room = usize::from(LINK) - 2;
    if name.width() <= room {
        return name.to_owned();
    }
    let mut width = 0;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width < room
    };
    name.chars().take_while(fits).chain(['…']).collect()
}

fn headings(page: &mut Page, book: &Book<'_>) -> Result<()> {
    let (words, labels) = (book.words, book.labels);
    let [excellent, good, fair, poor] = Grade::ALL.map(|grade| words::grade(grade, book.language));
    // In either language they fill the width of a page.
    let wide = |chinese, english| book.language.pick(chinese, english);
    let [missing, not_applicable] =
        [State::Missing, State::NotApplicable].map(|state| words::state(state, book.language));
    let headings = [
        (words.rank, wide(6, 5)),
        (words.unit, UNITS),
        (words.score, 13),
        (words.grade, wide(7, 10)),
        (words.coverage, 9),
        (excellent, wide(5, 9)),
        (good, 5),
        (fair, 5),
        (poor, 5),
        (words.below_poor, wide(8, 6)),
        (missing, wide(6, 7)),
        (not_applicable, wide(7, 9)),
        (words.largest_loss, largest_width(book.language)),
        (words.loss, 7),
        (labels.min, 9),
        (labels.max, 9),
        (book.words.sheet, LINK),
    ];
    page.headings(HEADER, &headings, &book.styles)
}

/// One unit's row.
struct Line {
    row: RowNum,
    last: RowNum,
    live_rank: bool,
}

impl Line {
    fn write(
        &self,
        page: &mut Page,
        book: &Book<'_>,
        unit: &UnitReport<'_>,
        rank: Option<usize>,
        sheet: Option<&UnitSheet>,
    ) -> Result<()> {
        let name = shown::full_name(book.report, unit, book.language);
        let largest = unit.largest_loss().map_or(NONE, |(largest, _)| &largest.name);
        page.fit_row(self.row, &[(&*name, UNITS), (largest, largest_width(book.language))])?;
        page.text((self.row, UNIT), &name, &book.styles.text)?;
        self.rank(page, book, rank)?;
        self.scores(page, book, unit, sheet)?;
        self.counts(page, book, unit, sheet)?;
        self.largest(page, book, unit, sheet)?;
        match sheet {
            Some(sheet) => {
                let url = Url::new(format!("internal:{}!A1", quoted_sheet(&sheet.name))).set_text(cut(&sheet.name));
                page.sheet.write_url_with_format(self.row, SHEET, url, &book.styles.link())?;
                Ok(())
            }
            None => page.text((self.row, SHEET), NONE, &book.styles.text),
        }
    }

    fn rank(&self, page: &mut Page, book: &Book<'_>, rank: Option<usize>) -> Result<()> {
        let result = rank.map_or_else(|| NONE.to_owned(), |rank| rank.to_string());
        let centre = &book.styles.centre;
        if !self.live_rank {
            return match rank {
                Some(rank) => page.count((self.row, RANK), u64::try_from(rank)?, centre),
                None => page.text((self.row, RANK), NONE, centre),
            };
        }
        let min = cell("", self.row, MIN);
        let all = range("", (HEADER + 1, self.last), MIN);
        let formula = format!("IF(ISNUMBER({min}),RANK({min},{all}),{})", quoted(NONE));
        page.formula((self.row, RANK), &formula, &result, centre)
    }

    /// A figure: a reference to the unit's own sheet, or the number itself.
    fn figure(
        &self,
        page: &mut Page,
        (column, formula): (ColNum, Option<String>),
        value: Option<Decimal>,
        format: &rust_xlsxwriter::Format,
    ) -> Result<()> {
        let at = (self.row, column);
        let result = value.map_or_else(|| NONE.to_owned(), |value| value.to_string());
        match (formula, value) {
            (Some(formula), _) => page.formula(at, &formula, &result, format),
            (None, Some(value)) => page.number(at, value, format),
            (None, None) => page.text(at, NONE, format),
        }
    }

    fn scores(&self, page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, sheet: Option<&UnitSheet>) -> Result<()> {
        let number = &book.styles.figure;
        let total = |column| sheet.map(|sheet| sheet.place.total(column));
        let end = |figure: Option<Figure>| figure.map(Figure::to_decimal);
        let range = unit.standing.range();
        self.figure(page, (MIN, total(place::MIN)), end(range.map(|range| range.0)), number)?;
        self.figure(page, (MAX, total(place::MAX)), end(range.map(|range| range.1)), number)?;
        let (min, max) = (cell("", self.row, MIN), cell("", self.row, MAX));
        let score = format!("IF(ISNUMBER({min}),{},{})", interval(&min, &max, book.language), quoted(NONE));
        page.formula((self.row, SCORE), &score, &book.marks.range(range), &book.styles.score)?;
        let grade = band_word(&unit.standing, book.language);
        match total(place::GRADE) {
            Some(formula) => page.formula((self.row, GRADE), &formula, grade, &book.styles.word)?,
            None => page.text((self.row, GRADE), grade, &book.styles.word)?,
        }
        let formula = sheet.map(|sheet| {
            let (row, column) = Form::UNITS.coverage();
            format!("{}!{}", quoted_sheet(&sheet.name), cell("", row, column))
        });
        self.figure(page, (COVERED, formula), unit.coverage.map(share), &book.styles.coverage)
    }

    fn counts(&self, page: &mut Page, book: &Book<'_>, unit: &UnitReport<'_>, sheet: Option<&UnitSheet>) -> Result<()> {
        let counts = &unit.counts;
        let grade = |grade| (Column::Grade, quoted(words::grade(grade, book.language)), counts.of(grade));
        let state = |state, count| (Column::State, quoted(words::state(state, book.language)), count);
        let cells = Grade::ALL.map(grade).into_iter().chain([
            (Column::Level, "5".to_owned(), counts.below_poor),
            state(State::Missing, counts.missing),
            state(State::NotApplicable, counts.not_applicable),
        ]);
        for (column, (source, test, count)) in (COUNTS..).zip(cells) {
            let formula = sheet.map(|sheet| format!("COUNTIF({},{test})", sheet.rows.all(source)));
            let count = Decimal::new(i128::from(count), 0);
            self.figure(page, (column, formula), Some(count), &book.styles.centre)?;
        }
        Ok(())
    }

    /// The indicator that costs the unit most.
    fn largest(
        &self,
        page: &mut Page,
        book: &Book<'_>,
        unit: &UnitReport<'_>,
        sheet: Option<&UnitSheet>,
    ) -> Result<()> {
        let (text, number) = (&book.styles.text, &book.styles.figure);
        let Some(sheet) = sheet else {
            let (name, loss) =
                unit.largest_loss().map_or((NONE, None), |(largest, loss)| (largest.name.as_str(), Some(loss)));
            page.text((self.row, LARGEST), name, text)?;
            return page.figure((self.row, LOSS), loss, number);
        };
        let ranks = sheet.rows.all(Column::Rank);
        let look = |column| {
            format!("IF(MAX({ranks})=0,{},INDEX({},MATCH(1,{ranks},0)))", quoted(NONE), sheet.rows.all(column))
        };
        let losses = unit.losses();
        let largest = losses.first();
        let name = largest.map_or_else(|| NONE.to_owned(), |(_, largest, _)| text_result(&largest.target.name));
        page.formula((self.row, LARGEST), &look(Column::Indicator), &name, text)?;
        let loss = figure_result(largest.map(|(_, _, loss)| *loss));
        page.formula((self.row, LOSS), &look(Column::Loss), &loss, number)
    }
}

/// Writes 统计: the picture of all scores.
pub(super) fn statistics(book: &Book<'_>, league: &League<'_>) -> Result<Page> {
    let labels = book.labels;
    let mut page = Page::new(labels.sheet_statistics)?;
    page.title(12, &book.title_of(labels.sheet_statistics), &book.styles)?;
    who(&mut page, book, 12, 120)?;
    page.sheet.set_column_width(0, 20)?.set_column_width(1, 12)?.set_column_width(2, 4)?;
    let source = Source::new(book)?;
    let row = figures(&mut page, book, league, &source, HEADER)?;
    let (first, last) = tens(&mut page, book, league, &source, row + 1)?;
    let chart = chart::histogram(book, &league.statistics, (first, last));
    page.sheet.insert_chart(HEADER, 3, &chart)?;
    page.lay_out(None, labels)?;
    Ok(page)
}

/// The columns of 排名 that statistics are taken over.
struct Source {
    min: String,
    grade: String,
}

impl Source {
    fn new(book: &Book<'_>) -> Result<Self> {
        let sheet = prefix(book.labels.sheet_league);
        let rows = (HEADER + 1, last_row(book.report.units.len().min(MAX_UNITS))?);
        Ok(Self { min: range(&sheet, rows, MIN), grade: range(&sheet, rows, GRADE) })
    }
}

/// Units per grade, mean and quartiles; gives the next row.
fn figures(page: &mut Page, book: &Book<'_>, league: &League<'_>, source: &Source, first: RowNum) -> Result<RowNum> {
    let (words, labels, statistics) = (book.words, book.labels, &league.statistics);
    page.text((first, 0), words.grade, &book.styles.header())?;
    page.text((first, 1), words.units, &book.styles.header())?;
    let mut row = first + 1;
    let mut counts: Vec<_> =
        Grade::ALL.map(|grade| (words::grade(grade, book.language), statistics.of(grade))).to_vec();
    counts.push((words.undecided, statistics.undecided));
    counts.push((NONE, statistics.without_score));
    for (word, count) in counts {
        let label = if word == NONE { words.no_score } else { word };
        page.text((row, 0), label, &book.styles.label())?;
        let formula = format!("COUNTIF({},{})", source.grade, quoted(word));
        page.formula((row, 1), &formula, &count.to_string(), &book.styles.number("0"))?;
        row += 1;
    }
    page.colour_grades((first + 1, 0), (first + 4, 0), book.language)?;
    page.text((row + 1, 0), labels.sheet_statistics, &book.styles.header())?;
    page.text((row + 1, 1), words.score, &book.styles.header())?;
    row += 2;
    let quartiles = [words.minimum, words.lower_quartile, words.median, words.upper_quartile, words.maximum];
    let quartiles = quartiles.iter().enumerate().map(|(quarter, word)| {
        let result = statistics.quartiles.map(|quartiles| quartiles[quarter]);
        (*word, format!("QUARTILE({},{quarter})", source.min), result)
    });
    let mean = (words.mean, format!("AVERAGE({})", source.min), statistics.mean);
    for (word, formula, result) in std::iter::once(mean).chain(quartiles) {
        page.text((row, 0), word, &book.styles.label())?;
        let formula = format!("IF(COUNT({})=0,{},{})", source.min, quoted(NONE), figure(&formula));
        page.formula((row, 1), &formula, &figure_result(result), &book.styles.figure)?;
        row += 1;
    }
    Ok(row)
}

/// Units per ten points; gives the first and last row.
fn tens(
    page: &mut Page,
    book: &Book<'_>,
    league: &League<'_>,
    source: &Source,
    header: RowNum,
) -> Result<(RowNum, RowNum)> {
    page.text((header, 0), book.words.score, &book.styles.header())?;
    page.text((header, 1), book.words.units, &book.styles.header())?;
    let mut row = header;
    for (ten, count) in league.statistics.histogram.iter().enumerate() {
        row += 1;
        let (from, to) = (ten * 10, ten * 10 + 10);
        page.text((row, 0), &format!("{from}{}{to}", book.marks.to), &book.styles.label())?;
        let mut tests = format!("{0},\">={from}\"", source.min);
        if to < 100 {
            tests = format!("{tests},{},\"<{to}\"", source.min);
        }
        let formula = format!("COUNTIFS({tests})");
        page.formula((row, 1), &formula, &count.to_string(), &book.styles.number("0"))?;
    }
    Ok((header + 1, row))
}

/// Writes 失分: what each indicator costs the units on average.
pub(super) fn losses<'r>(book: &Book<'r>, league: &'r League<'r>) -> Result<Page> {
    /// Widths of the columns: indicator, activity, mean loss, units losing, units counted.
    const WIDTHS: [u16; 5] = [32, 28, 12, 14, 14];
    const BUREAU: u16 = 24;
    let mut page = Page::new(book.labels.sheet_losses)?;
    page.title(4, &book.title_of(book.words.losses), &book.styles)?;
    for block in book.document.dearest(league, usize::MAX) {
        match block {
            Block::Table(table) => {
                let bureau = book.report.has_several_bureaus().then_some(BUREAU);
                let widths: Vec<_> = bureau.into_iter().chain(WIDTHS).collect();
                static_table::write(&mut page, book, (&table, &widths), HEADER)?;
            }
            Block::Paragraph(text) => page.text((HEADER, 0), &text, &book.styles.plain())?,
            _ => {}
        }
    }
    page.lay_out(Some((HEADER, HEADER)), book.labels)?;
    Ok(page)
}
