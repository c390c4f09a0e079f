//! The roll-up of a small table, worked by hand: budgets 30 and 10 in the first duty, none and 20 in the
//! second, and 差 for a second indicator that weighs three times the first.

use super::Stated::{Missing, NotApplicable, Reported};
use super::*;
use crate::grading::Attainment::{BelowPoor, Excellent, Fair, Good, Poor};
use crate::grading::Grade;

fn number(whole: i128) -> Decimal {
    Decimal::new(whole, 0)
}

fn points() -> Points {
    Points::CONVENTION
}

fn scheme() -> Scheme {
    let activity = |budget: Option<i128>, weights: &[i128]| {
        let indicator = |weight: &i128| IndicatorWeight { weight: number(*weight), worst: BelowPoor };
        (budget.map(number), weights.iter().map(indicator).collect::<Vec<_>>())
    };
    let first = vec![activity(Some(30), &[1, 1]), activity(Some(10), &[1, 3])];
    Scheme::new(&[first, vec![activity(None, &[1]), activity(Some(20), &[1])]], &points())
}

fn exact(numerator: i128, denominator: i128) -> Fraction {
    Fraction::new(numerator, denominator)
}

fn span(min: (i128, i128), max: (i128, i128)) -> Span {
    Span { min: exact(min.0, min.1), max: exact(max.0, max.1) }
}

fn single(numerator: i128, denominator: i128) -> Span {
    span((numerator, denominator), (numerator, denominator))
}

const REPORTED: [Outcome; 6] =
    [Reported(Excellent), Reported(Good), Reported(Poor), Reported(Fair), Reported(Good), Reported(BelowPoor)];

#[test]
fn scores_are_means_by_weight_and_then_by_budget() {
    let scheme = scheme();
    let roll_up = scheme.roll_up(MissingPolicy::Range, &REPORTED);
    let activities = [0, 1, 2, 3].map(|activity| roll_up.activity(activity));
    assert_eq!(activities, [single(90, 1), single(55, 1), single(80, 1), single(0, 1)].map(Some));
    assert_eq!(
        [roll_up.duty(0), roll_up.duty(1)],
        [single(325, 4), single(0, 1)].map(Some),
        "no budget weighs nothing"
    );
    assert_eq!(roll_up.total(), Some(single(325, 6)));
    assert_eq!(roll_up.coverage(), Some(exact(100, 1)));
}

/// The weights of the activities add up to nearly 9 and 21 times 10^18: their least common multiple is beyond 2^127.
#[test]
fn weights_of_all_their_digits_do_not_overflow() {
    const LONGEST: i128 = 999_999_999_999_999_999;
    let activity = |count: usize| {
        let weights = vec![LONGEST; count].into_iter().chain([LONGEST - 1]);
        let indicator = |weight| IndicatorWeight { weight: Decimal::new(weight, 6), worst: BelowPoor };
        (Some(number(1)), weights.map(indicator).collect::<Vec<_>>())
    };
    let scheme = Scheme::new(&[vec![activity(8), activity(21)]], &points());
    let mut outcomes = [Reported(Excellent); 31];
    outcomes[0] = Reported(Good);
    let total = scheme.roll_up(MissingPolicy::Range, &outcomes).total().expect("all count");
    assert_eq!(total.min, &exact(100, 1) - &exact(10 * LONGEST, 9 * LONGEST - 1));
}

#[test]
fn weights_are_shares_of_the_total_and_losses_what_is_missing_of_it() {
    let scheme = scheme();
    let roll_up = scheme.roll_up(MissingPolicy::Range, &REPORTED);
    let weights = [0, 1, 2, 3, 4, 5].map(|indicator| roll_up.weight(indicator));
    let expected = [(25, 1), (25, 1), (25, 6), (25, 2), (0, 1), (100, 3)];
    assert_eq!(weights, expected.map(|(numerator, denominator)| exact(numerator, denominator)));
    let losses = [0, 1, 2, 3, 4, 5].map(|indicator| roll_up.loss(indicator).expect("reported"));
    let expected = [(0, 1), (5, 1), (5, 2), (5, 1), (0, 1), (100, 3)];
    assert_eq!(losses, expected.map(|(numerator, denominator)| exact(numerator, denominator)));
    assert_eq!(roll_up.gain(1, Excellent), Some(exact(5, 1)));
    assert_eq!(roll_up.gain(2, Fair), Some(exact(5, 6)));
    assert_eq!(roll_up.earned(1), Some(exact(20, 1)));
}

#[test]
fn what_is_not_applicable_leaves_its_weight_to_its_siblings() {
    let scheme = scheme();
    let of = |index: usize, outcome| {
        let mut outcomes = REPORTED;
        outcomes[index] = outcome;
        outcomes
    };
    let outcomes = of(1, NotApplicable);
    let roll_up = scheme.roll_up(MissingPolicy::Range, &outcomes);
    assert_eq!((roll_up.activity(0), roll_up.total()), (Some(single(100, 1)), Some(single(355, 6))));
    assert_eq!((roll_up.weight(0), roll_up.weight(1)), (exact(50, 1), exact(0, 1)));
    assert_eq!(roll_up.loss(1), None);
    let outcomes = of(5, NotApplicable);
    let roll_up = scheme.roll_up(MissingPolicy::Range, &outcomes);
    assert_eq!((roll_up.activity(3), roll_up.duty(1)), (None, None), "nothing is left to count");
    assert_eq!(roll_up.total(), Some(single(325, 4)), "over the budgets that count");
    let nothing = [NotApplicable; 6];
    let roll_up = scheme.roll_up(MissingPolicy::Range, &nothing);
    assert_eq!((roll_up.total(), roll_up.coverage()), (None, None));
}

#[test]
fn a_missing_value_widens_what_it_counts_in() {
    let scheme = scheme();
    let mut outcomes = REPORTED;
    outcomes[0] = Missing;
    for (policy, activity, total, loss) in [
        (MissingPolicy::Range, span((40, 1), (90, 1)), span((175, 6), (325, 6)), None),
        (MissingPolicy::Zero, single(40, 1), single(175, 6), Some(exact(25, 1))),
        (MissingPolicy::Skip, single(80, 1), single(295, 6), None),
    ] {
        let roll_up = scheme.roll_up(policy, &outcomes);
        assert_eq!(roll_up.activity(0), Some(activity), "{policy:?}");
        assert_eq!(roll_up.total(), Some(total), "{policy:?}");
        assert_eq!(roll_up.loss(0), loss, "{policy:?}");
        assert_eq!(roll_up.coverage(), Some(exact(75, 1)), "{policy:?} leaves coverage alone");
        assert_eq!(roll_up.reported_share(0), Some(exact(1, 2)), "{policy:?}");
    }
}

#[test]
fn a_band_is_read_off_the_rounded_score() {
    let bands = Bands::CONVENTION;
    for (numerator, denominator, grade) in [
        (90, 1, Grade::Excellent),
        (17_999, 200, Grade::Excellent),
        (8_999, 100, Grade::Good),
        (80, 1, Grade::Good),
        (239_984, 3_000, Grade::Fair),
        (239_985, 3_000, Grade::Good),
        (60, 1, Grade::Fair),
        (5_999, 100, Grade::Poor),
        (0, 1, Grade::Poor),
    ] {
        assert_eq!(bands.grade(exact(numerator, denominator).round()), grade, "{numerator}/{denominator}");
    }
}
