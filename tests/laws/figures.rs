//! Laws of the figures.

use num_rational::BigRational;
use proptest::prelude::*;
use score::grading::{Actual, Attainment};
use score::number::{Decimal, Fraction};
use score::scoring::{MissingPolicy, Outcome};
use score::targets::Targets;
use serde_json::Value;

use super::{indicators, standings};
use crate::harness::depth;
use crate::harness::exact::figure;
use crate::harness::in_process::{File, POLICIES, grade};
use crate::harness::random;
use crate::harness::tables::{Case, Indicator, LARGEST, MILLION, Meaning, Number};

fn unit(case: &Case, policy: MissingPolicy) -> Value {
    let targets = Targets::parse(&case.table()).expect("the table is legal");
    grade(&targets, policy, &[File::new("某单位.csv", case.input())]).unit()
}

/// Both ends of a standing, where anything counts.
fn ends(standing: &Value) -> Option<(BigRational, BigRational)> {
    let range = &standing["range"];
    (!range["min"].is_null()).then(|| (figure(&range["min"]), figure(&range["max"])))
}

/// Writes a value, in the indicator's own measure.
fn report(indicator: &mut Indicator, value: Number) {
    let sign = indicator.measure.unwrap_or("%");
    indicator.entry.cell = Some(format!("{}{sign}", value.text()));
    indicator.entry.meaning = Meaning::Reported(value.value());
}

/// A value that is better by so many millionths, or that is the better cut-off; nothing where there is
/// no better one.
fn improved(indicator: &Indicator, by: i128, at: Option<usize>) -> Option<Number> {
    let Meaning::Reported(value) = &indicator.entry.meaning else { return None };
    let millionths = value * BigRational::from_integer(MILLION.into());
    let cutoff = at.and_then(|index| indicator.cutoffs.numbers.get(index)).map(|cutoff| cutoff.millionths);
    let round = |value: BigRational| i128::try_from(value.to_integer()).unwrap_or(LARGEST + 1);
    let better = if indicator.lower_is_better() {
        let floor = round(millionths.floor());
        cutoff.filter(|cutoff| *cutoff <= floor).unwrap_or(floor - by)
    } else {
        let ceil = round(millionths.ceil());
        cutoff.filter(|cutoff| *cutoff >= ceil).unwrap_or(ceil + by)
    };
    (0..=LARGEST).contains(&better).then(|| Number::new(better))
}

proptest! {
    #![proptest_config(depth::cases(10, 60))]

    #[test]
    fn improving_an_actual_never_lowers_a_score(
        case in random::case(),
        chosen in any::<prop::sample::Index>(),
        by in prop_oneof![Just(0), Just(1), 0..=60 * MILLION],
        at in prop::option::of(0..4_usize),
    ) {
        let mut better = case.clone();
        let mut reported: Vec<_> =
            better.indicators_mut().filter_map(|i| improved(i, by, at).map(|value| (i, value))).collect();
        if reported.is_empty() {
            return Ok(());
        }
        let (indicator, value) = reported.swap_remove(chosen.index(reported.len()));
        report(indicator, value);
        for policy in POLICIES {
            let (before, after) = (unit(&case, policy), unit(&better, policy));
            for (before, after) in standings(&before).into_iter().zip(standings(&after)) {
                match (ends(before), ends(after)) {
                    (Some(before), Some(after)) => prop_assert!(after.0 >= before.0 && after.1 >= before.1),
                    (before, after) => prop_assert_eq!(before, after),
                }
            }
            for (before, after) in indicators(&before).into_iter().zip(indicators(&after)) {
                prop_assert!(before["score"].is_null() || figure(&after["score"]) >= figure(&before["score"]));
            }
        }
    }

    #[test]
    fn a_common_factor_of_all_budgets_changes_nothing(
        mut case in random::case(),
        factor in prop::sample::select(vec![2, 3, 7, 10, 1_000, 1_000_000]),
    ) {
        for budget in case.activities_mut().filter_map(|activity| activity.budget.as_mut()) {
            budget.millionths = budget.millionths.min(LARGEST / 8 / factor);
        }
        let mut multiplied = case.clone();
        for budget in multiplied.activities_mut().filter_map(|activity| activity.budget.as_mut()) {
            budget.millionths *= factor;
        }
        for policy in POLICIES {
            prop_assert_eq!(without_budgets(unit(&case, policy)), without_budgets(unit(&multiplied, policy)));
        }
    }

    #[test]
    fn one_grade_for_all_indicators_is_the_grade_of_all(
        mut case in random::case(),
        grade in 0..4_usize,
        below in any::<u64>(),
    ) {
        for (index, indicator) in case.indicators_mut().enumerate() {
            cutoffs_apart(indicator);
            // 差 is earned at the line and below it alike, and where there is none, by whatever misses 中.
            let attained = if grade == 3 { 3 + usize::from(below >> (index % 64) & 1 == 1) } else { grade };
            attain(indicator, attained);
        }
        let expected = ["excellent", "good", "fair", "poor"][grade];
        for policy in POLICIES {
            let unit = unit(&case, policy);
            for standing in standings(&unit) {
                if !standing["range"]["min"].is_null() {
                    prop_assert_eq!(&standing["grade"], expected, "{}", standing);
                }
            }
            for indicator in indicators(&unit) {
                prop_assert_eq!(&indicator["grade"], expected, "{}", indicator);
            }
        }
    }

    #[test]
    fn an_interval_has_two_ends_only_where_something_is_missing(case in random::case()) {
        for policy in POLICIES {
            let unit = unit(&case, policy);
            let standings = standings(&unit);
            for standing in &standings {
                let Some((min, max)) = ends(standing) else { continue };
                prop_assert!(min <= max, "{}", standing);
                prop_assert!(max <= BigRational::from_integer(100.into()), "{}", standing);
                prop_assert_eq!(standing["score"].is_null(), min != max);
                let is_certain = policy != MissingPolicy::Range || missing_in(standing) == 0;
                prop_assert!(!is_certain || min == max, "{}", standing);
            }
        }
    }

    #[test]
    fn weights_and_losses_add_up_before_rounding(case in random::case()) {
        let targets = Targets::parse(&case.table()).expect("the table is legal");
        let outcomes: Vec<_> = targets.indicators().zip(case.indicators()).map(|((_, target), indicator)| {
            match &indicator.entry.meaning {
                Meaning::Reported(value) => Outcome::Reported(target.cutoffs.attainment(actual(value))),
                Meaning::Missing => Outcome::Missing,
                Meaning::NotApplicable => Outcome::NotApplicable,
            }
        }).collect();
        let scheme = targets.scheme();
        let hundred = Fraction::from_integer(100);
        for policy in POLICIES {
            let roll_up = scheme.roll_up(policy, &outcomes);
            let numbers = 0..outcomes.len();
            let weights = sum(numbers.clone().map(|number| roll_up.weight(number)));
            let Some(total) = roll_up.total() else {
                prop_assert!(weights.is_zero());
                continue;
            };
            prop_assert_eq!(&weights, &hundred);
            let losses = sum(numbers.clone().filter_map(|number| roll_up.loss(number)));
            // Under `range` the best end is the total if all that is missing turns out 优.
            let excellent = targets.points().of(Attainment::Excellent).to_fraction();
            let unknown = sum(numbers.filter(|number| outcomes[*number] == Outcome::Missing).map(|number| {
                if policy != MissingPolicy::Range {
                    return Fraction::ZERO;
                }
                let lost = (&hundred - &excellent).checked_div(&hundred).expect("100 is not 0");
                &roll_up.weight(number) * &lost
            }));
            prop_assert_eq!(&losses + &unknown, &hundred - &total.max);
        }
    }
}

/// An actual of any size, through a pair: 45/50.
fn actual(value: &BigRational) -> Actual {
    let hundredth = value / BigRational::from_integer(100.into());
    let part = |number: &num_bigint::BigInt| Decimal::new(i128::try_from(number).expect("a legal input"), 6);
    let millionths = value * BigRational::from_integer(MILLION.into());
    if millionths.is_integer() && millionths < BigRational::from_integer((LARGEST + 1).into()) {
        let mantissa = i128::try_from(millionths.to_integer()).expect("a legal input");
        return Actual::from_decimal(Decimal::new(mantissa, 6));
    }
    Actual::from_pair(part(hundredth.numer()), part(hundredth.denom())).expect("a denominator is not 0")
}

fn sum(fractions: impl Iterator<Item = Fraction>) -> Fraction {
    fractions.fold(Fraction::ZERO, |sum, fraction| &sum + &fraction)
}

fn missing_in(standing: &Value) -> usize {
    indicators(standing).iter().filter(|indicator| indicator["state"] == "missing").count()
}

fn without_budgets(mut value: Value) -> Value {
    value["source"].take();
    for duty in value["duties"].as_array_mut().into_iter().flatten() {
        duty["budget"].take();
        for activity in duty["activities"].as_array_mut().into_iter().flatten() {
            activity["budget"].take();
        }
    }
    value
}

/// Cut-offs of which each can be reached without the next better one, and the last one missed.
fn cutoffs_apart(indicator: &mut Indicator) {
    let is_rising = indicator.lower_is_better();
    let numbers = &mut indicator.cutoffs.numbers;
    let lowest = numbers[0].min(numbers[numbers.len() - 1]).millionths % LARGEST / 8 + 1;
    let step = numbers[1].millionths % MILLION + 2;
    for (steps, number) in (0..).zip(numbers.iter_mut()) {
        *number = Number::new(lowest + steps * step);
    }
    if !is_rising {
        numbers.reverse();
    }
}

/// Reports a value that attains just that: at the cut-off where that is enough, or halfway to the next one.
fn attain(indicator: &mut Indicator, attained: usize) {
    let cutoffs: Vec<_> = indicator.cutoffs.numbers.iter().map(|cutoff| cutoff.millionths).collect();
    let better = if indicator.lower_is_better() { -1 } else { 1 };
    let half = (cutoffs[0] - cutoffs[1]).abs() / 2;
    let value = match cutoffs.get(attained) {
        None => cutoffs[cutoffs.len() - 1] - better,
        Some(cutoff) if half % 2 == 0 && !indicator.cutoffs.are_strict => *cutoff,
        Some(cutoff) => cutoff + better * half.min(*cutoff),
    };
    report(indicator, Number::new(value));
}
