//! What is odd about a legal value ([spec 4.8](crate::spec#48-odd-values)): it counts, and is warned about.

use super::value::{Style, Written};
use crate::diagnostic::Code;
use crate::grading::{Actual, Grade};
use crate::number::Decimal;
use crate::targets::Indicator;

/// The percentage above which hardly any plan is exceeded.
const MOST: i128 = 200;
/// The percentage up to which a value may be a share of 1 that was taken for one.
const LEAST: i128 = 1;
/// The percentage above which a plan is exceeded so far that it must be explained where notes are demanded.
const FAR_BEYOND_PLAN: i128 = 130;
/// 差 lines, or 中's where there is none, from which on such a value is far below all cut-offs.
const POOR_LINE: i128 = 20;
/// Words in the names of indicators that say how much something has grown or shrunk.
const GROWTH: [&str; 2] = ["增长率", "下降率"];

/// Words in the names of indicators that say that something is counted.
const COUNTS: [&str; 8] = ["次数", "批次", "件数", "户数", "人数", "个数", "家数", "数量"];

/// What a value is warned about for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// There is none.
    Missing,
    /// Not applicable, and no note says why.
    Unexplained,
    /// A rate above 100%.
    Over100,
    /// So large or small a percentage that it was probably written wrongly.
    Implausible,
    /// A whole number for a percentage whose name says that something is counted.
    BareCount,
}

impl Oddity {
    pub(super) const fn code(self) -> Code {
        match self {
            Self::Missing => Code::Missing,
            Self::Unexplained => Code::Unexplained,
            Self::Over100 => Code::Over100,
            Self::Implausible | Self::BareCount => Code::Implausible,
        }
    }
}

/// What is odd about a reported value, if anything.
#[inline]
pub(super) fn of_written(written: Written, indicator: &Indicator) -> Option<Oddity> {
    let odd = of_actual(written.actual, indicator);
    if written.style == Style::Bare(0) { odd.or_else(|| of_bare(indicator)) } else { odd }
}

#[inline]
fn of_actual(actual: Actual, indicator: &Indicator) -> Option<Oddity> {
    if actual.exceeds(100) {
        return of_high(actual, indicator);
    }
    if actual.exceeds(LEAST) { None } else { of_low(actual, indicator) }
}

/// Whether a value must be explained where notes are demanded of all indicators below a grade: it is, or it exceeds
/// its plan by far.
pub(super) fn needs_note(actual: Actual, indicator: &Indicator, grade: Grade) -> bool {
    indicator.cutoffs.attainment(actual).grade() > grade
        || (indicator.is_percentage() && actual.exceeds(FAR_BEYOND_PLAN))
}

/// `24` for 督导检查次数 may be 24%, or 24 times.
#[cold]
fn of_bare(indicator: &Indicator) -> Option<Oddity> {
    COUNTS.iter().any(|word| indicator.name.contains(word)).then_some(Oddity::BareCount)
}

#[cold]
fn of_high(actual: Actual, indicator: &Indicator) -> Option<Oddity> {
    let is_growth = || GROWTH.iter().any(|word| indicator.name.contains(word));
    if indicator.is_percentage() && actual.exceeds(MOST) && !is_growth() {
        return Some(Oddity::Implausible);
    }
    indicator.is_rate().then_some(Oddity::Over100)
}

#[cold]
fn of_low(actual: Actual, indicator: &Indicator) -> Option<Oddity> {
    let [.., fair] = *indicator.cutoffs.best();
    let last = indicator.cutoffs.poor().unwrap_or(fair);
    let is_far = actual.exceeds(0) && indicator.is_percentage() && last >= Decimal::new(POOR_LINE, 0);
    is_far.then_some(Oddity::Implausible)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grading::Cutoffs;
    use crate::number::MAX_DECIMALS;
    use crate::targets::PERCENT;

    fn indicator(name: &str, measure: &str, cutoffs: [i128; 4]) -> Indicator {
        let [excellent, good, fair, poor] = cutoffs.map(|cutoff| Decimal::new(cutoff, 0));
        Indicator {
            name: name.to_owned(),
            aliases: Vec::new(),
            measure: measure.to_owned(),
            weight: Decimal::new(1, 0),
            cutoffs: Cutoffs::new([excellent, good, fair], Some(poor), false).expect("legal"),
        }
    }

    #[test]
    fn a_value_is_odd_by_its_size_and_what_it_measures() {
        use Oddity::{Implausible, Over100};
        let usual = [90, 80, 60, 50];
        for (name, measure, cutoffs, cases) in [
            (
                "案件办结率",
                PERCENT,
                usual,
                &[
                    ("0", None),
                    ("0.01", Some(Implausible)),
                    ("1", Some(Implausible)),
                    ("1.000001", None),
                    ("100", None),
                    ("100.01", Some(Over100)),
                    ("200", Some(Over100)),
                    ("200.01", Some(Implausible)),
                ][..],
            ),
            (
                "督导检查次数",
                PERCENT,
                usual,
                &[("105", None), ("200", None), ("201", Some(Implausible)), ("0.5", Some(Implausible))],
            ),
            ("收入增长率", PERCENT, [30, 20, 10, 5], &[("0.5", None), ("250", Some(Over100))]),
            ("事故下降率", PERCENT, [30, 25, 22, 20], &[("1", Some(Implausible)), ("19.9", None)]),
            ("立案件数", "件", usual, &[("0.5", None), ("500", None)]),
        ] {
            for (value, odd) in cases {
                let actual = Actual::from_decimal(Decimal::parse(value, MAX_DECIMALS).expect("a number"));
                assert_eq!(of_actual(actual, &indicator(name, measure, cutoffs)), *odd, "{name} {value}");
            }
        }
    }
}
