//! The activities as bars whose area is what they bring to the total.

use maud::{Markup, html as markup};

use super::Page;
use super::labels::{HEIGHT, LEAD, Labels};
use super::scale::{Column, between, colour, columns, interval, rest, spread, weighs};
use super::text::{UnitSection, input, scrolling};
use crate::grading::Grade;
use crate::language::Language;
use crate::report::words::grade;
use crate::report::{UnitReport, shown};

/// The drawing with what it says; nothing where no activity counts.
pub(super) fn figure(unit: &UnitReport<'_>, part: UnitSection, page: &Page<'_>) -> Markup {
    let columns = columns(unit.activities());
    if columns.is_empty() {
        return Markup::default();
    }
    let labels = Labels::new(&columns);
    let plot = markup! { div.plot-frame { (drawing(unit, (&columns, &labels), part, page)) } };
    markup! {
        figure {
            @if labels.is_crowded() { (scrolling(title(page), &plot)) } @else { (plot) }
            figcaption { (caption(&columns, page)) (not_drawn(unit, page)) }
        }
    }
}

const fn title(page: &Page<'_>) -> &'static str {
    match page.language {
        Language::Chinese => "各工作活动的得分与权重",
        Language::English => "Scores and weights of the activities",
    }
}

fn caption(columns: &[Column<'_, '_>], page: &Page<'_>) -> String {
    let mut text = page
        .pick(
            "宽为预算所占权重，高为得分，面积即对总分的贡献，上方空白即失分。序号见表。",
            "Width is the share of the budget, height the score: area is what an activity adds to the total, and the blank above it what is lost. Numbers as in the table.",
        )
        .to_owned();
    if columns.iter().any(|column| interval(&column.activity.standing).is_some()) {
        text += page.pick("斜线为未报待定的部分。", " Hatched: open while values are missing.");
    }
    text
}

/// Activities that the chart has no place for, since they have no width or no height.
fn not_drawn(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let absent: Vec<_> = unit.activities().filter(|activity| !weighs(activity)).collect();
    markup! {
        @if !absent.is_empty() {
            (page.pick("不计入总分、未画入图的：", " Not in the chart, since they do not count: "))
            @for (index, activity) in absent.into_iter().enumerate() {
                @if index > 0 { (page.pick("、", ", ")) }
                (input(&activity.target.name, page))
                @if activity.target.budget.is_none() { (page.pick("（无预算）", " (no budget)")) }
            }
            (page.pick("。", "."))
        }
    }
}

fn drawing(
    unit: &UnitReport<'_>,
    (columns, labels): (&[Column<'_, '_>], &Labels),
    part: UnitSection,
    page: &Page<'_>,
) -> Markup {
    let (head, describes) = (part.id("bars-title"), part.id("bars-text"));
    let top = labels.height() + LEAD;
    markup! {
        svg.bars role="img" aria-labelledby=(head) aria-describedby=(describes) width="100%" height=(top + HEIGHT + 4) style=[labels.style()] {
            title id=(head) { (title(page)) }
            desc id=(describes) { @for column in columns { (said(column, page)) } }
            svg.plot y=(top) width="100%" height=(HEIGHT) {
                rect.ground width="100%" height="100%" {}
                @for column in columns { (bar(column)) }
                (band_lines(unit, page))
                line.axis x1="0" x2="100%" y1="100%" y2="100%" {}
            }
            @for (column, &slot) in columns.iter().zip(&labels.slots) { (labels.label(column, slot, page)) }
        }
    }
}

fn said(column: &Column<'_, '_>, page: &Page<'_>) -> String {
    let activity = column.activity;
    let score = shown::score(&activity.standing, page.language);
    let (number, name, weight) = (column.number, &activity.target.name, activity.weight);
    match page.language {
        Language::Chinese => format!("{number} {name}：得分 {score}，权重 {weight}%。"),
        Language::English => format!("{number} {name}: score {score}, weight {weight}%. "),
    }
}

fn bar(column: &Column<'_, '_>) -> Markup {
    let Some((min, max)) = column.activity.standing.range() else { return Markup::default() };
    let (left, width) = (column.left, column.width);
    markup! {
        rect.bar.(colour(column.activity.standing.grade())) x={ (left) "%" } width={ (width) "%" } y={ (rest(min)) "%" } height={ (min) "%" } {}
        @if min < max {
            rect.bar.hatched x={ (left) "%" } width={ (width) "%" } y={ (rest(max)) "%" } height={ (between(min, max)) "%" } {}
        }
    }
}

fn band_lines(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let bands = page.report.targets(unit).bands();
    let bands = Grade::ALL.into_iter().filter_map(|band| Some((band, bands.lowest(band)?)));
    let heights: Vec<_> = bands.clone().map(|(_, lowest)| rest(lowest.to_fraction().round())).collect();
    // A label is as high as seven percent of the plot.
    let places = spread(&heights, 700);
    markup! {
        @for (((band, lowest), height), place) in bands.zip(heights).zip(places) {
            line.band-line x1="0" x2="100%" y1={ (height) "%" } y2={ (height) "%" } {}
            text.band-label x="100%" y={ (place) "%" } dx="6" dy="4" { (grade(band, page.language)) " " (lowest) }
        }
    }
}
