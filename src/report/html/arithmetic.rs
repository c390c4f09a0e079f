//! How each score arose: its arithmetic, laid out from the exact figures of the report so that a
//! reader can follow it with a calculator.

use maud::{Markup, html as markup};

use super::Page;
use super::text::{input, scrolling};
use crate::number::{Decimal, Figure};
use crate::report::{ActivityReport, IndicatorReport, State, UnitReport};

pub(super) fn content(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    markup! {
        (scrolling(page.words.arithmetic, &table(unit, page)))
        @if !is_short(unit) {
            p.legend { (page.pick(
                "带省略号的得分除不尽，按未舍入的值计算。",
                "Scores that end in dots are no finite decimals; they count unrounded.",
            )) }
        }
    }
}

fn table(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    markup! {
        table.arithmetic {
            caption.unseen { (page.words.arithmetic) }
            thead { tr {
                th scope="col" { (page.words.activity) }
                th scope="col" { (rule(unit, page)) }
            } }
            tbody { @for activity in unit.activities() { (row(activity, page)) } }
            tfoot { tr {
                th scope="row" { (page.words.total) br; span.of { (page.pick("（年度预算数 × 活动得分）÷ 年度预算数", "(annual budget × activity score) ÷ annual budget")) } }
                td { @match unit.standing.range {
                    Some(range) => (ends(range, |end| total(unit, end), page)),
                    None => (crate::report::shown::NONE),
                } }
            } }
        }
    }
}

/// What the arithmetic of an activity is.
fn rule(unit: &UnitReport<'_>, page: &Page<'_>) -> &'static str {
    if unit.activities().all(is_plain) {
        page.pick("（各指标得分之和）÷ 指标个数", "(Indicator scores) ÷ number of indicators")
    } else {
        page.pick("（指标权重 × 指标得分）÷ 指标权重之和", "(Indicator weight × indicator score) ÷ indicator weights")
    }
}

/// Whether the mean of an activity is a plain one.
fn is_plain(activity: &ActivityReport<'_>) -> bool {
    activity.indicators.iter().flatten().all(|indicator| indicator.target.weight == Decimal::new(1, 0))
}

fn row(activity: &ActivityReport<'_>, page: &Page<'_>) -> Markup {
    markup! {
        tr {
            th scope="row" { (input(&activity.target.name, page)) }
            td {
                @match activity.standing.range {
                    Some(range) => (ends(range, |end| mean(activity, end), page)),
                    None => (crate::report::shown::NONE),
                }
                (remarks(activity, page))
            }
        }
    }
}

/// An end of an interval.
#[derive(Clone, Copy)]
enum End {
    Min,
    Max,
}

impl End {
    const fn of<T: Copy>(self, (min, max): (T, T)) -> T {
        match self {
            Self::Min => min,
            Self::Max => max,
        }
    }
}

/// The arithmetic of a score, or of both ends of an interval.
fn ends(range: (Figure, Figure), sum: impl Fn(End) -> String, page: &Page<'_>) -> Markup {
    let line = |end: End| format!("{} = {}", sum(end), end.of(range));
    markup! {
        @if range.0 == range.1 {
            p.sum { (line(End::Min)) }
        } @else {
            p.sum { span.of { (page.pick("下限", "Lower end")) } " " (line(End::Min)) }
            p.sum { span.of { (page.pick("上限", "Upper end")) } " " (line(End::Max)) }
        }
    }
}

/// `(100 + 80 + 80) ÷ 3`, each with its weight where they differ.
fn mean(activity: &ActivityReport<'_>, end: End) -> String {
    let is_plain = is_plain(activity);
    let terms = counted(activity).map(|(indicator, range)| {
        let points = end.of(range).to_decimal();
        if is_plain { points.to_string() } else { format!("{} × {points}", indicator.target.weight) }
    });
    format!("{} ÷ {}", bracketed(&terms.collect::<Vec<_>>()), activity.counted_weight)
}

/// The indicators that count, each with the ends of its score.
fn counted<'r>(activity: &'r ActivityReport<'_>) -> impl Iterator<Item = (&'r IndicatorReport<'r>, (Figure, Figure))> {
    activity.indicators.iter().flatten().filter_map(|indicator| Some((indicator, indicator.range?)))
}

/// `(74 × 86.666666… + 35 × 88) ÷ 262`
fn total(unit: &UnitReport<'_>, end: End) -> String {
    let term = |activity: &ActivityReport<'_>| {
        let score = written(end.of(activity.cut_ends()?.into()));
        Some(format!("{} × {score}", activity.target.budget?))
    };
    format!(
        "{} ÷ {}",
        bracketed(&unit.counted_activities().filter_map(term).collect::<Vec<_>>()),
        unit.counted_budget()
    )
}

fn bracketed(terms: &[String]) -> String {
    if terms.len() == 1 && !terms[0].contains('×') { terms.concat() } else { format!("({})", terms.join(" + ")) }
}

/// A score to its last digit, or with dots where it has more of them.
fn written((cut, is_whole): (Decimal, bool)) -> String {
    if is_whole { cut.to_string() } else { format!("{}…", cut.fixed(6)) }
}

/// Whether all scores are written to their last digit.
fn is_short(unit: &UnitReport<'_>) -> bool {
    unit.counted_activities().filter_map(ActivityReport::cut_ends).flatten().all(|(_, is_whole)| is_whole)
}

/// Indicators that are not in the arithmetic, and an activity that is not in the total's.
fn remarks(activity: &ActivityReport<'_>, page: &Page<'_>) -> Markup {
    let absent = activity.indicators.iter().flatten().filter(|indicator| indicator.range.is_none());
    markup! {
        @for indicator in absent {
            p.of {
                (input(&indicator.target.name, page))
                @if indicator.state() == State::Missing {
                    (page.pick("未报，不计入", ": missing, left out"))
                } @else {
                    (page.pick("不适用，不计入", ": not applicable, left out"))
                }
            }
        }
        @if activity.target.budget.is_none() {
            p.of { (page.pick("无预算，不计入总分", "No budget: not in the total")) }
        }
    }
}
