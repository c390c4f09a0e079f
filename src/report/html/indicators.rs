//! Every indicator: its actual against the four cut-offs, as drawn and in figures.

use maud::{Markup, html as markup};

use super::Page;
use super::activities::badge;
use super::bullet;
use super::scale::colour;
use super::text::{Part, input, scrolling};
use crate::grading::{Attainment, Grade};
use crate::report::words::grade;
use crate::report::{ActivityReport, IndicatorReport, State, UnitReport, shown};

/// How many columns the table has.
const COLUMNS: usize = 11;

pub(super) fn content(unit: &UnitReport<'_>, part: Part, page: &Page<'_>) -> Markup {
    markup! {
        @if unit.indicators().next().is_some() {
            p.legend {
                (bullet::legend(&unit.indicators().map(|(_, indicator)| indicator).collect::<Vec<_>>(), page))
            }
            (scrolling(page.words.indicators, &table(unit, part, page)))
        }
    }
}

fn table(unit: &UnitReport<'_>, part: Part, page: &Page<'_>) -> Markup {
    let mut number = 0;
    markup! {
        table.indicators {
            caption.unseen { (page.words.indicators) }
            (head(page))
            @for (index, activity) in unit.activities().enumerate() {
                tbody {
                    (activity_row(activity, index + 1, page))
                    @for indicator in activity.indicators.iter().flatten() {
                        ({ number += 1; row(indicator, &part.id(&format!("i{number}")), page) })
                    }
                }
            }
            tfoot { tr {
                th scope="row" colspan="8" { (page.words.total) }
                td.n { (shown::score(&unit.standing, page.language)) }
                td.n { (shown::figure(unit.weight())) }
                td.n.sum {
                    @if shown::has_unknown_losses(unit, page.report.missing) { span.of { (page.words.known_loss) } " " }
                    (shown::figure(unit.loss()))
                }
            } }
        }
    }
}

fn head(page: &Page<'_>) -> Markup {
    let words = page.words;
    markup! {
        thead {
            tr {
                th rowspan="2" scope="col" { (words.indicator) }
                th.n rowspan="2" scope="col" { (words.actual) }
                th rowspan="2" scope="col" { (page.pick("对照", "Chart")) }
                th.group colspan="4" scope="colgroup" { (words.cutoffs) }
                th rowspan="2" scope="col" { (words.grade) }
                th.n rowspan="2" scope="col" { (words.score) }
                th.n rowspan="2" scope="col" { (words.weight) " (%)" }
                th.n rowspan="2" scope="col" { (words.loss) }
            }
            tr { @for band in Grade::ALL { th.n scope="col" { (grade(band, page.language)) } } }
        }
    }
}

fn activity_row(activity: &ActivityReport<'_>, number: usize, page: &Page<'_>) -> Markup {
    markup! {
        tr.duty {
            th scope="rowgroup" colspan=(COLUMNS) {
                span.held {
                    span.no { (number) } " " (input(&activity.target.name, page)) " "
                    span.of {
                        (page.words.score) " " (shown::score(&activity.standing, page.language)) " " (badge(&activity.standing, page))
                    }
                }
            }
        }
    }
}

fn row(indicator: &IndicatorReport<'_>, id: &str, page: &Page<'_>) -> Markup {
    let target = indicator.target;
    markup! {
        tr {
            th scope="row" { (input(&target.name, page)) }
            td.n.mute[indicator.state != State::Reported] { (input(&shown::actual(indicator, page.language), page)) }
            td.drawn { (bullet::drawing(indicator, id, page)) }
            @for &cutoff in target.cutoffs.written() { td.n.cut { (shown::measured(cutoff, target)) } }
            td { (attained(indicator, page)) }
            td.n { (shown::figure(shown::counted(indicator))) }
            td.n { (indicator.weight) }
            td.n { (shown::figure(indicator.loss)) }
        }
    }
}

/// An indicator's grade in words behind a spot of its colour.
pub(super) fn attained(indicator: &IndicatorReport<'_>, page: &Page<'_>) -> Markup {
    let band = indicator.attainment.map(Attainment::grade);
    markup! { span.grade.(colour(band)) { (shown::attained(indicator, page.language)) } }
}
