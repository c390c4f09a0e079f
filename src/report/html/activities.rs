//! Duties and activities: bars whose area is what they bring to the total, and the same as a table.

use maud::{Markup, html as markup};

use super::Page;
use super::scale::{Column, between, colour, columns, interval, middle, rest};
use super::text::{Part, input, scrolling};
use crate::grading::Grade;
use crate::language::Language;
use crate::number::Figure;
use crate::report::words::grade;
use crate::report::{ActivityReport, DutyReport, Standing, UnitReport, shown};

pub(super) fn content(unit: &UnitReport<'_>, part: Part, page: &Page<'_>) -> Markup {
    let columns = columns(unit.activities());
    markup! {
        @if let Some(duties) = &unit.duties {
            @if !columns.is_empty() { (figure(&columns, part, page)) }
            (scrolling(page.words.duties_and_activities, &table(unit, duties, page)))
        }
    }
}

fn figure(columns: &[Column<'_, '_>], part: Part, page: &Page<'_>) -> Markup {
    markup! {
        figure {
            div.plot-frame { (drawing(columns, part, page)) }
            figcaption {
                (page.pick(
                    "宽为预算所占权重，高为得分，面积即对总分的贡献，上方空白即失分；斜线为缺报未定的部分。编号见下表。",
                    "Width is the share of the budget, height the score: area is what an activity adds to the total, and the blank above it what is lost. Hatched: open while values are missing. Numbers as in the table.",
                ))
            }
        }
    }
}

fn drawing(columns: &[Column<'_, '_>], part: Part, page: &Page<'_>) -> Markup {
    let (title, describes) = (part.id("bars-title"), part.id("bars-text"));
    markup! {
        svg.bars role="img" aria-labelledby=(title) aria-describedby=(describes) width="100%" height="262" {
            title id=(title) { (page.pick("各工作活动的得分与权重", "Scores and weights of the activities")) }
            desc id=(describes) { @for column in columns { (said(column, page)) } }
            svg.plot y="24" width="100%" height="210" {
                rect.ground width="100%" height="100%" {}
                @for column in columns { (bar(column)) }
                @for band in &Grade::ALL[..3] { (band_line(*band, page)) }
                @for column in columns { (label(column, page)) }
                line.axis x1="0" x2="100%" y1="100%" y2="100%" {}
            }
            @for column in columns {
                @if let Some(room) = room(12, column) {
                    text.number.(room) x={ (centre(column)) "%" } y="252" text-anchor="middle" { (column.number) }
                }
            }
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

fn centre(column: &Column<'_, '_>) -> Figure {
    let right = Figure::from_hundredths(column.left.hundredths() + column.width.hundredths());
    middle(column.left, right)
}

/// The narrowest page on which a label of so many pixels fits its column, as a class that hides it on
/// narrower ones; nothing where it never fits. The table below has the figure anyway.
const fn room(label: i32, column: &Column<'_, '_>) -> Option<&'static str> {
    let width = if column.width.hundredths() > 0 { column.width.hundredths() } else { 1 };
    match label * 10_000 / width {
        ..=290 => Some("anywhere"),
        291..=480 => Some("from-paper"),
        481..=990 => Some("from-screen"),
        _ => None,
    }
}

fn bar(column: &Column<'_, '_>) -> Markup {
    let Some((min, max)) = column.activity.standing.range else { return Markup::default() };
    let (left, width) = (column.left, column.width);
    markup! {
        rect.bar.(colour(column.activity.standing.grade)) x={ (left) "%" } width={ (width) "%" } y={ (rest(min)) "%" } height={ (min) "%" } {}
        @if min < max {
            rect.bar.hatched x={ (left) "%" } width={ (width) "%" } y={ (rest(max)) "%" } height={ (between(min, max)) "%" } {}
        }
    }
}

fn label(column: &Column<'_, '_>, page: &Page<'_>) -> Markup {
    let standing = &column.activity.standing;
    let pixels = if interval(standing).is_some() { 80 } else { 36 };
    markup! {
        @if let (Some((_, max)), Some(room)) = (standing.range, room(pixels, column)) {
            text.value.(room) x={ (centre(column)) "%" } y={ (rest(max)) "%" } dy="-5" text-anchor="middle" {
                (shown::score(standing, page.language))
            }
        }
    }
}

fn band_line(band: Grade, page: &Page<'_>) -> Markup {
    let Some(lowest) = page.report.targets.bands().lowest(band) else { return Markup::default() };
    let height = lowest.to_fraction().round();
    markup! {
        line.band-line x1="0" x2="100%" y1={ (rest(height)) "%" } y2={ (rest(height)) "%" } {}
        text.band-label x="100%" y={ (rest(height)) "%" } dx="6" dy="4" { (grade(band, page.language)) " " (lowest) }
    }
}

fn table(unit: &UnitReport<'_>, duties: &[DutyReport<'_>], page: &Page<'_>) -> Markup {
    let words = page.words;
    let mut number = 0;
    markup! {
        table.activities {
            caption.unseen { (page.words.duties_and_activities) }
            thead { tr {
                th scope="col" { (page.pick("编号", "No.")) }
                th scope="col" { (words.duty) " / " (words.activity) }
                th.n scope="col" { (words.budget) " (" (input(&page.report.targets.budget_unit, page)) ")" }
                th.n scope="col" { (words.weight) " (%)" }
                th.n scope="col" { (words.score) }
                th scope="col" { (words.grade) }
            } }
            @for duty in duties {
                tbody {
                    tr.duty {
                        td {}
                        th scope="rowgroup" { (input(&duty.target.name, page)) }
                        td.n { (duty.target.budget.fixed(2)) }
                        (figures(duty.weight, &duty.standing, page))
                    }
                    @for activity in &duty.activities { ({ number += 1; activity_row(activity, number, page) }) }
                }
            }
            tfoot { tr {
                td {} th scope="row" { (words.total) } td.n {}
                (figures(unit.weight, &unit.standing, page))
            } }
        }
    }
}

fn activity_row(activity: &ActivityReport<'_>, number: usize, page: &Page<'_>) -> Markup {
    markup! {
        tr {
            td.no { (number) }
            th scope="row" { (input(&activity.target.name, page)) }
            td.n {
                @match activity.target.budget {
                    Some(budget) => (budget.fixed(2)),
                    None => span.mute { (page.words.no_budget) },
                }
            }
            (figures(activity.weight, &activity.standing, page))
        }
    }
}

fn figures(weight: Figure, standing: &Standing, page: &Page<'_>) -> Markup {
    markup! {
        td.n { (weight) }
        td.n { (shown::score(standing, page.language)) }
        td { (badge(standing, page)) }
    }
}

/// A grade in words behind a spot of its colour.
pub(super) fn badge(standing: &Standing, page: &Page<'_>) -> Markup {
    markup! { span.grade.(colour(standing.grade)) { (shown::band(standing, page.language)) } }
}
