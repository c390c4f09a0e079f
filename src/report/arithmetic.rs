//! How each score arose: its arithmetic, laid out from the exact figures of the report so that a
//! reader can follow it with a calculator.

use super::{ActivityReport, IndicatorReport, State, UnitReport, shown};
use crate::language::Language;
use crate::number::{Decimal, Figure};

/// The arithmetic of one score.
pub(super) struct Sum<'u> {
    /// The activity; none for the total.
    pub(super) activity: Option<&'u str>,
    /// The sum, or those of both ends of an interval under their names.
    pub(super) lines: Vec<(Option<&'static str>, String)>,
    /// What is not in it, and why.
    pub(super) remarks: Vec<String>,
}

/// The sums of all activities, then that of the total.
pub(super) fn sums<'u>(unit: &'u UnitReport<'_>, language: Language) -> Vec<Sum<'u>> {
    let of_activity = |activity: &'u ActivityReport<'_>| Sum {
        activity: Some(&activity.target.name),
        lines: lines(activity.standing.range(), |end| mean(activity, end), language),
        remarks: remarks(activity, language),
    };
    let total = Sum {
        activity: None,
        lines: lines(unit.standing.range(), |end| total(unit, end), language),
        remarks: Vec::new(),
    };
    unit.activities().map(of_activity).chain([total]).collect()
}

/// What the sum of an activity is.
pub(super) fn rule(unit: &UnitReport<'_>, language: Language) -> &'static str {
    if unit.activities().all(is_plain) {
        language.pick("（各指标得分之和）÷ 指标个数", "(Indicator scores) ÷ number of indicators")
    } else {
        language
            .pick("（指标权重 × 指标得分）÷ 指标权重之和", "(Indicator weight × indicator score) ÷ indicator weights")
    }
}

/// What the sum of the total is.
pub(super) const fn rule_of_total(language: Language) -> &'static str {
    language.pick("（年度预算数 × 活动得分）÷ 年度预算数", "(annual budget × activity score) ÷ annual budget")
}

/// What dots behind a score mean, where any has them.
pub(super) fn about_dots(unit: &UnitReport<'_>, language: Language) -> Option<&'static str> {
    let is_short =
        unit.counted_activities().filter_map(ActivityReport::cut_ends).flatten().all(|(_, is_whole)| is_whole);
    (!is_short).then_some(language.pick(
        "带省略号的得分除不尽，按未舍入的值计算。",
        "Scores that end in dots are no finite decimals; they count unrounded.",
    ))
}

/// Whether the mean of an activity is a plain one.
fn is_plain(activity: &ActivityReport<'_>) -> bool {
    activity.indicators.iter().flatten().all(|indicator| indicator.target.weight == Decimal::new(1, 0))
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

/// The sum of a score, or those of both ends of an interval.
fn lines(
    range: Option<(Figure, Figure)>,
    sum: impl Fn(End) -> String,
    language: Language,
) -> Vec<(Option<&'static str>, String)> {
    let Some(range) = range else { return vec![(None, shown::NONE.to_owned())] };
    let line = |end: End| format!("{} = {}", sum(end), end.of(range));
    if range.0 == range.1 {
        return vec![(None, line(End::Min))];
    }
    let [lower, upper] = language.pick(["下限", "上限"], ["Lower end", "Upper end"]);
    vec![(Some(lower), line(End::Min)), (Some(upper), line(End::Max))]
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

/// Indicators that are not in the sum, and an activity that is not in the total's.
fn remarks(activity: &ActivityReport<'_>, language: Language) -> Vec<String> {
    let absent = activity.indicators.iter().flatten().filter(|indicator| indicator.range.is_none());
    let absent = absent.map(|indicator| {
        let why = if indicator.state() == State::Missing {
            language.pick("未报，不计入", ": missing, not counted")
        } else {
            language.pick("不适用，不计入", ": not applicable, not counted")
        };
        format!("{}{why}", indicator.target.name)
    });
    let no_budget = activity.target.budget.is_none();
    let no_budget = no_budget.then(|| language.pick("无预算，不计入总分", "No budget: not in the total").to_owned());
    absent.chain(no_budget).collect()
}
