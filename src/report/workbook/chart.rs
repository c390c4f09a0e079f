//! The charts. Their bars take the colour of their grade from formulas, one series a grade, so that
//! they change with the figures.

use anyhow::Result;
use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSeries, ChartSolidFill, ChartType, ColNum,
    Color, RowNum,
};

use super::Book;
use super::column::cell;
use super::page::{Page, band_word, figure, fitting, quoted};
use super::place::{ACTIVITY, GRADE, MAX, MIN, Place, SCORE};
use super::style::{self, COUNT, FIGURE, GENERAL, OPEN, UNDECIDED, bar};
use crate::grading::Grade;
use crate::number::Figure;
use crate::report::{ActivityReport, Statistics, UnitReport, words};

/// The working columns of the chart: what a bar is called, its length under each grade or under none,
/// and what an interval adds.
const LABEL: ColNum = 24;
const FIRST_GRADE: ColNum = 25;
const UNDECIDED_COLUMN: ColNum = 29;
const OPEN_END: ColNum = 30;

/// Type of what stands beside bars, in points: 9 and more on a page that is narrowed.
const SMALL: u8 = 11;

/// Where a chart stands and how large it is, in pixels.
pub(super) struct Frame {
    pub(super) at: (RowNum, ColNum),
    pub(super) width: u32,
    /// Whether there is room to say what the colours are.
    pub(super) has_legend: bool,
}

/// Writes the chart of a unit's activity scores and the cells that it takes them from; gives the rows of the usual
/// height that it covers.
pub(super) fn activities(
    page: &mut Page,
    book: &Book<'_>,
    unit: &UnitReport<'_>,
    (sheet, place): (&str, &Place),
    frame: &Frame,
) -> Result<RowNum> {
    headings(page, book, place.header)?;
    let mut last = place.header;
    for (activity, row) in unit.activities().zip(&place.activities) {
        last += 1;
        data(page, book, activity, (last, *row))?;
    }
    let rows = (place.header + 1, last);
    let height = (110 + 32 * (rows.1 - rows.0 + 1)).min(1600);
    let mut chart = Chart::new(ChartType::BarStacked);
    for series in series(book, sheet, rows) {
        chart.push_series(&series);
    }
    dress(&mut chart, book.labels.chart_title, book.labels.font);
    // The first activity on top, and the scale below the last.
    chart.y_axis().set_reverse();
    chart
        .x_axis()
        .set_min(0)
        .set_max(100)
        .set_major_unit(20)
        .set_label_position(rust_xlsxwriter::ChartAxisLabelPosition::High);
    if frame.has_legend {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(book.labels.font, SMALL));
    } else {
        chart.legend().set_hidden();
    }
    chart.set_width(frame.width).set_height(height);
    page.sheet.insert_chart_with_offset(frame.at.0, frame.at.1, &chart, 12, 0)?;
    Ok(height.div_ceil(style::NORMAL_ROW))
}

fn headings(page: &mut Page, book: &Book<'_>, row: RowNum) -> Result<()> {
    let header = book.styles.working_header();
    page.text((row, LABEL), book.labels.chart_headings[0], &header)?;
    for (column, grade) in (FIRST_GRADE..).zip(Grade::ALL) {
        page.text((row, column), words::grade(grade, book.language), &header)?;
    }
    page.text((row, UNDECIDED_COLUMN), book.words.undecided, &header)?;
    page.text((row, OPEN_END), book.labels.chart_headings[1], &header)?;
    page.sheet.set_column_width(LABEL, 24)?;
    Ok(())
}

/// The cells of one bar, from the activity's row of the summary.
fn data(page: &mut Page, book: &Book<'_>, activity: &ActivityReport<'_>, (row, from): (RowNum, RowNum)) -> Result<()> {
    let [name, min, max, score, grade] = [ACTIVITY, MIN, MAX, SCORE, GRADE].map(|column| cell("", from, column));
    let label = format!("{name}&\"  \"&IF(ISNUMBER({score}),TEXT({score},\"0.00\"),{score})");
    let range = activity.standing.range();
    let result = fitting(&format!("{}  {}", activity.target.name, book.marks.range(range)));
    page.formula((row, LABEL), &label, &result, &book.styles.working(GENERAL))?;
    let format = book.styles.working(FIGURE);
    let standing = band_word(&activity.standing, book.language);
    for (column, word) in (FIRST_GRADE..).zip(bar_words(book)) {
        let formula = format!("IF(ISNUMBER({min}),IF({grade}={},{min},0),0)", quoted(word));
        let least = range.map(|(min, _)| min).filter(|_| word == standing);
        page.formula((row, column), &formula, &figure(Some(least.unwrap_or_default())), &format)?;
    }
    let open = range.map_or(0, |(min, max)| max.hundredths() - min.hundredths());
    let formula = format!("IF(ISNUMBER({min}),{max}-{min},0)");
    page.formula((row, OPEN_END), &formula, &Figure::from_hundredths(open).to_string(), &format)
}

/// What a bar's score is called: a grade, or that it is undecided.
fn bar_words(book: &Book<'_>) -> impl Iterator<Item = &'static str> {
    Grade::ALL.map(|grade| words::grade(grade, book.language)).into_iter().chain([book.words.undecided])
}

/// One series a grade, one for what is undecided, and one for what intervals leave open.
fn series(book: &Book<'_>, sheet: &str, (first, last): (RowNum, RowNum)) -> Vec<ChartSeries> {
    let colours = Grade::ALL.map(bar).into_iter().chain([UNDECIDED, OPEN]);
    let names = Grade::ALL.map(|grade| words::grade(grade, book.language));
    let names = names.into_iter().chain([book.labels.undecided_series, book.labels.interval_series]);
    let one = |((column, colour), name): ((ColNum, Color), &str)| {
        let mut series = ChartSeries::new();
        series
            .set_name(name)
            .set_categories((sheet, first, LABEL, last, LABEL))
            .set_values((sheet, first, column, last, column))
            .set_format(&mut fill(colour))
            .set_gap(45)
            .set_overlap(100);
        series
    };
    (FIRST_GRADE..).zip(colours).zip(names).map(one).collect()
}

/// A chart of how many units have which scores.
pub(super) fn histogram(book: &Book<'_>, statistics: &Statistics, (first, last): (RowNum, RowNum)) -> Chart {
    let sheet = book.labels.sheet_statistics;
    let highest = statistics.histogram.iter().max().copied().unwrap_or_default();
    let step = u32::try_from(highest.div_ceil(8)).unwrap_or(1).max(1);
    let mut chart = Chart::new(ChartType::Column);
    chart
        .add_series()
        .set_name(book.words.units)
        .set_categories((sheet, first, 0, last, 0))
        .set_values((sheet, first, 1, last, 1))
        .set_format(&mut fill(COUNT))
        .set_data_label(rust_xlsxwriter::ChartDataLabel::new().show_value())
        .set_gap(20);
    dress(&mut chart, book.words.distribution, book.labels.font);
    chart.x_axis().set_name(book.words.score);
    chart.y_axis().set_name(book.words.units).set_min(0).set_major_unit(step);
    chart.legend().set_hidden();
    chart.set_width(640).set_height(330);
    chart
}

fn fill(colour: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour)).set_border(ChartLine::new().set_color(Color::White));
    format
}

fn font(name: &str, size: u8) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(name).set_size(size);
    font
}

/// Title, fonts and quiet lines.
fn dress(chart: &mut Chart, title: &str, name: &str) {
    chart.title().set_name(title).set_font(font(name, 12).set_bold());
    let grid = ChartLine::new().set_color(OPEN).clone();
    chart.x_axis().set_font(&font(name, SMALL));
    chart.y_axis().set_font(&font(name, SMALL)).set_major_gridlines(true).set_major_gridlines_line(&grid);
}
