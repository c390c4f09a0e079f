//! The total: the figure, its grade like a seal, its place on the scale of the bands, and the counts.

use maud::{Markup, html as markup};

use super::Page;
use super::scale::{FULL, anchor, between, colour, interval, middle, spread};
use super::text::{UnitSection, input};
use crate::grading::Grade;
use crate::language::Language;
use crate::number::{Decimal, Figure};
use crate::report::words::{grade, policy, state};
use crate::report::{State, UnitReport, shown};

pub(super) fn content(unit: &UnitReport<'_>, part: UnitSection, page: &Page<'_>) -> Markup {
    markup! {
        div.verdict {
            p.figure {
                span.label { (if interval(&unit.standing).is_some() { page.words.interval } else { page.words.total }) }
                " "
                strong.score.long[interval(&unit.standing).is_some()] { (shown::score(&unit.standing, page.language)) }
            }
            p.seal.(colour(unit.standing.grade())) {
                span.label { (page.words.grade) } " "
                strong { (shown::band(&unit.standing, page.language)) }
            }
            div.chart { (drawing(unit, part, page)) (bands(unit, page)) }
        }
        (remark(unit, page))
        (counts(unit, page))
    }
}

/// The bands from 0 to 100 with the total marked: a point, or a bar where it is an interval.
fn drawing(unit: &UnitReport<'_>, part: UnitSection, page: &Page<'_>) -> Markup {
    let (title, describes) = (part.id("total-title"), part.id("total-text"));
    markup! {
        svg.total-scale role="img" aria-labelledby=(title) aria-describedby=(describes) width="100%" height=(84 + 16 * rows(page)) {
            title id=(title) {
                (page.words.total) " " (shown::score(&unit.standing, page.language))
                (page.pick("，", ", ")) (shown::band(&unit.standing, page.language))
            }
            desc id=(describes) { (described_bands(unit, page)) }
            svg y="34" height="22" width="100%" {
                @for (band, from, to) in reaches(unit, page) {
                    rect.band.reached[unit.standing.grade() == Some(band)].(colour(Some(band))) x={ (from) "%" } width={ (between(from, to)) "%" } height="22" {}
                }
            }
            (ticks(unit, page))
            @for row in 0..rows(page) { (names(row, unit, page)) }
            @if let Some((min, max)) = unit.standing.range() { (mark(min, max, unit, page)) }
        }
    }
}

/// The figures at which the bands begin.
fn ticks(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let [excellent, good, fair, _] = reaches(unit, page).map(|(_, from, _)| from);
    let ticks = [fair, good, excellent];
    let places = spread(&ticks, 700);
    markup! {
        text.tick x="0" y="72" { "0" }
        text.tick.end x="100%" y="72" text-anchor="end" { "100" }
        @for (tick, place) in ticks.into_iter().zip(places) {
            text.tick x={ (place) "%" } y="72" text-anchor="middle" { (tick.to_decimal()) }
        }
    }
}

/// In how many rows the names of the bands stand: long ones take turns.
const fn rows(page: &Page<'_>) -> usize {
    match page.language {
        Language::Chinese => 1,
        Language::English => 2,
    }
}

/// The names of the bands below the scale, where no mark can cover them, each led to its band.
fn names(row: usize, unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let mut bands = reaches(unit, page);
    bands.reverse();
    let bands: Vec<_> = bands.into_iter().skip(row).step_by(rows(page)).collect();
    let centres: Vec<_> = bands.iter().map(|(_, from, to)| middle(*from, *to)).collect();
    let places = spread(&centres, page.pick(900, 2_000));
    let foot = 92 + 16 * row;
    markup! {
        @for (((band, ..), centre), place) in bands.into_iter().zip(centres).zip(places) {
            line.lead x1={ (centre) "%" } x2={ (centre) "%" } y1="56" y2="74" {}
            line.lead x1={ (centre) "%" } x2={ (place) "%" } y1="74" y2=(foot - 14) {}
            text.band-name.reached[unit.standing.grade() == Some(band)] x={ (place) "%" } y=(foot) text-anchor="middle" { (grade(band, page.language)) }
        }
    }
}

/// Each band from its lowest score to the next one's.
fn reaches(unit: &UnitReport<'_>, page: &Page<'_>) -> [(Grade, Figure, Figure); 4] {
    let mut end = FULL;
    Grade::ALL.map(|band| {
        let from = lowest(band, unit, page).to_fraction().round();
        (band, from, std::mem::replace(&mut end, from))
    })
}

fn mark(min: Figure, max: Figure, unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let label = middle(min, max);
    markup! {
        @if min < max {
            rect.span x={ (min) "%" } width={ (between(min, max)) "%" } y="39" height="12" {}
            line.edge x1={ (min) "%" } x2={ (min) "%" } y1="28" y2="60" {}
            line.edge x1={ (max) "%" } x2={ (max) "%" } y1="28" y2="60" {}
        } @else {
            line.edge x1={ (min) "%" } x2={ (min) "%" } y1="26" y2="60" {}
            svg.pointer x={ (min) "%" } y="26" { path d="M-7 -1 L7 -1 L0 9 Z" {} }
        }
        text.value x={ (label) "%" } y="18" text-anchor=(anchor(label)) { (shown::score(&unit.standing, page.language)) }
    }
}

fn lowest(band: Grade, unit: &UnitReport<'_>, page: &Page<'_>) -> Decimal {
    page.report.targets(unit).bands().lowest(band).unwrap_or(Decimal::new(0, 0))
}

/// `优 ≥ 90`, and for 差 what it is below.
fn band_text(band: Grade, unit: &UnitReport<'_>, page: &Page<'_>) -> String {
    match page.report.targets(unit).bands().lowest(band) {
        Some(lowest) => format!("{} ≥ {lowest}", grade(band, page.language)),
        None => format!("{} < {}", grade(band, page.language), lowest(Grade::Fair, unit, page)),
    }
}

fn described_bands(unit: &UnitReport<'_>, page: &Page<'_>) -> String {
    let bands: Vec<_> = Grade::ALL.into_iter().map(|band| band_text(band, unit, page)).collect();
    format!("{}{}", page.pick("等级划分：", "Bands: "), bands.join(page.pick("，", ", ")))
}

fn bands(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    markup! {
        ul.key aria-label=(page.pick("等级划分", "Bands")) {
            @for band in Grade::ALL { li.(colour(Some(band))) { (band_text(band, unit, page)) } }
        }
    }
}

/// Beside the total, how missing indicators count, and which they are where they make an interval.
fn remark(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let missing: Vec<_> = unit.indicators().filter(|(_, indicator)| indicator.state() == State::Missing).collect();
    markup! {
        @if unit.counts.missing > 0 {
            div.remark {
                p {
                    strong { (missing_count(unit.counts.missing, page)) }
                    (page.pick("：", ": ")) (policy(page.report.missing, page.report.targets(unit).has_open_poor(), page.language)) (page.pick("。", "."))
                    @if !page.report.missing.rule().is_interval() { " " (page.words.coverage) " " (shown::percent(unit.coverage)) (page.pick("。", ".")) }
                }
                @if !missing.is_empty() {
                    ul { @for (activity, indicator) in missing {
                        li { (input(&indicator.target.name, page)) " " span.of { (input(&activity.target.name, page)) } }
                    } }
                }
            }
        }
    }
}

fn missing_count(count: u32, page: &Page<'_>) -> String {
    let name = state(State::Missing, page.language);
    match page.language {
        Language::Chinese => format!("{name} {count} 项"),
        Language::English => format!("{count} {name}"),
    }
}

fn counts(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    markup! {
        dl.counts aria-label=(page.words.indicator_counts) {
            @for (index, (name, count)) in shown::counts(&unit.counts, page.language).into_iter().enumerate() {
                div.(Grade::ALL.get(index).map_or("other", |&band| colour(Some(band)))) {
                    dt { @if index == 4 { (page.pick("其中", "of these ")) } (name) } dd { (count) }
                }
            }
        }
    }
}
