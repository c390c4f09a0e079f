//! Where points were lost, largest first, and what each next grade takes and brings.

use maud::{Markup, html as markup};

use super::Page;
use super::indicators::attained;
use super::scale::place;
use super::text::{Part, input, scrolling};
use crate::language::Language;
use crate::number::Figure;
use crate::report::words::grade;
use crate::report::{ActivityReport, IndicatorReport, UnitReport, shown};

type Loss<'r, 't> = (&'r ActivityReport<'t>, &'r IndicatorReport<'t>, Figure);

pub(super) fn content(unit: &UnitReport<'_>, _: Part, page: &Page<'_>) -> Markup {
    let losses = unit.losses();
    let largest = losses.first().map_or(Figure::default(), |(_, _, loss)| *loss);
    markup! {
        @if !losses.is_empty() {
            (scrolling(page.words.losses, &markup! {
                table.losses {
                    caption.unseen { (page.words.losses) }
                    (head(page))
                    tbody { @for (index, loss) in losses.iter().enumerate() { (row(index + 1, loss, largest, page)) } }
                    tfoot { tr {
                        td {} th scope="row" colspan="3" { (sum_name(unit, page)) }
                        td.n { (shown::figure(unit.loss())) } td colspan="4" {}
                    } }
                }
            }))
        } @else if unit.indicators().next().is_some() && !shown::has_unknown_losses(unit, page.report.missing) {
            p { (page.pick("没有失分。", "Nothing was lost.")) }
        }
        @if unit.indicators().next().is_some() && shown::has_unknown_losses(unit, page.report.missing) {
            p.caveat { (caveat(unit, page)) }
        }
    }
}

fn sum_name(unit: &UnitReport<'_>, page: &Page<'_>) -> &'static str {
    if shown::has_unknown_losses(unit, page.report.missing) {
        page.pick("已知失分合计", "All known losses")
    } else {
        page.words.all_losses
    }
}

/// What the sum of the losses does not hold.
fn caveat(unit: &UnitReport<'_>, page: &Page<'_>) -> String {
    let (loss, missing) = (shown::figure(unit.loss()), unit.counts.missing);
    match page.language {
        Language::Chinese => format!("已知失分合计 {loss} 分；未报的 {missing} 项失分未知，不在其中。"),
        Language::English => {
            format!(
                "Known losses add up to {loss} points; those of the {missing} missing values are unknown and not among them."
            )
        }
    }
}

fn head(page: &Page<'_>) -> Markup {
    let words = page.words;
    markup! {
        thead { tr {
            th.no scope="col" { (page.pick("序号", "No.")) }
            th scope="col" { (words.indicator) " / " (words.activity) }
            th.n scope="col" { (words.actual) }
            th scope="col" { (words.grade) }
            th.n scope="col" { (words.loss) }
            td.drawn {}
            th scope="col" { (words.next_grade) }
            th.n scope="col" { (words.distance) }
            th.n scope="col" { (words.gain) }
        } }
    }
}

fn row(number: usize, (activity, indicator, loss): &Loss<'_, '_>, largest: Figure, page: &Page<'_>) -> Markup {
    let target = indicator.target;
    markup! {
        tr {
            td.no { (number) }
            th scope="row" { (input(&target.name, page)) " " span.of { (input(&activity.target.name, page)) } }
            td.n { (input(&shown::actual(indicator, page.language), page)) }
            td { (attained(indicator, page)) }
            td.n { (loss) }
            td.drawn { (drawing(*loss, largest)) }
            @if let Some(next) = indicator.next {
                td { (grade(next.grade, page.language)) " " span.of { (shown::measured(next.cutoff, target)) } }
                td.n { (shown::measured(next.distance, target)) }
                td.n { "+" (next.gain) }
            } @else {
                td { (shown::NONE) } td.n { (shown::NONE) } td.n { (shown::NONE) }
            }
        }
    }
}

/// The loss as a bar; the figure stands beside it, so it says nothing of its own.
fn drawing(loss: Figure, largest: Figure) -> Markup {
    let width = place(loss.to_decimal(), largest.to_decimal());
    markup! {
        svg.loss aria-hidden="true" width="100%" height="12" { rect width={ (width) "%" } height="12" {} }
    }
}
