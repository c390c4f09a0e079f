use super::Attainment::{BelowPoor, Excellent, Fair, Good, Poor};
use super::*;
use crate::number::Figure;

fn number(text: &str) -> Decimal {
    Decimal::parse(text, MAX_DECIMALS).expect("a number")
}

fn actual(text: &str) -> Actual {
    Actual::from_decimal(number(text))
}

/// Cut-offs written as `90 70 60 50`, with a strict sign before them as `＞90 70 60 50`; three have no 差 line.
fn cutoffs(written: &str) -> Result<Cutoffs, CutoffsFault> {
    let numbers = written.trim_start_matches('＞');
    let mut lines = numbers.split(' ').map(number);
    let best = std::array::from_fn(|_| lines.next().expect("three at least"));
    Cutoffs::new(best, lines.next(), numbers != written)
}

#[test]
fn cutoffs_fall_or_rise_and_never_both() {
    for (written, sign) in [
        ("90 70 60 50", Ok("≥")),
        ("80 70 70 70", Ok("≥")),
        ("70 70 70 70", Ok("≥")),
        ("70 70 70", Ok("≥")),
        ("0 5 5 10.5", Ok("≤")),
        ("0 5 5", Ok("≤")),
        ("＞90 70 60 50", Ok("＞")),
        ("＞90 80 0", Ok("＞")),
        ("＞1 2 3 4", Ok("＜")),
        ("＞1 1 2", Ok("＜")),
        ("90 70 80 50", Err(CutoffsFault::BothWays)),
        ("5 10 10 9.999999", Err(CutoffsFault::BothWays)),
        ("90 70 80", Err(CutoffsFault::BothWays)),
        ("＞0 1 2 3", Err(CutoffsFault::Unreachable)),
    ] {
        assert_eq!(cutoffs(written).map(|cutoffs| cutoffs.sign().mark()), sign, "{written}");
    }
}

#[test]
fn the_best_cutoff_that_is_reached_counts() {
    for (written, cases) in [
        (
            "90 70 60 50",
            &[
                ("112.5", Excellent),
                ("90", Excellent),
                ("89.999999", Good),
                ("60", Fair),
                ("59.9", Poor),
                ("50", Poor),
                ("49.999999", BelowPoor),
                ("0", BelowPoor),
            ][..],
        ),
        ("90 80 70 70", &[("70", Fair), ("69.9", BelowPoor)]),
        ("80 70 70 70", &[("75", Good), ("70", Good), ("69", BelowPoor)]),
        ("0 5 5 10", &[("0", Excellent), ("0.1", Good), ("5", Good), ("5.1", Poor), ("10.1", BelowPoor)]),
        ("70 70 70 70", &[("70", Excellent), ("69", BelowPoor)]),
        ("90 70 60", &[("90", Excellent), ("60", Fair), ("59.999999", Poor), ("0", Poor)]),
        ("0 5 10", &[("0", Excellent), ("10", Fair), ("10.000001", Poor)]),
        ("＞90 70 60 50", &[("90.000001", Excellent), ("90", Good), ("50.000001", Poor), ("50", BelowPoor)]),
        ("＞90 70 60", &[("90", Good), ("60.000001", Fair), ("60", Poor), ("0", Poor)]),
        ("＞80 70 70 0", &[("70.1", Good), ("70", Poor), ("0", BelowPoor)]),
        ("＞1 5 5 10", &[("0.999999", Excellent), ("1", Good), ("5", Poor), ("10", BelowPoor)]),
        ("＞1 5 10", &[("0", Excellent), ("9.999999", Fair), ("10", Poor)]),
    ] {
        let cutoffs = cutoffs(written).expect("legal");
        for (value, attainment) in cases {
            assert_eq!(cutoffs.attainment(actual(value)), *attainment, "{value} of {written}");
        }
    }
}

#[test]
fn what_reaches_no_cutoff_is_poor_where_there_is_no_line_for_it() {
    assert_eq!(cutoffs("90 70 60 50").map(|cutoffs| cutoffs.worst()), Ok(BelowPoor));
    assert_eq!(cutoffs("90 70 60").map(|cutoffs| cutoffs.worst()), Ok(Poor));
}

#[test]
fn the_next_cutoff_is_the_nearest_better_one_with_what_it_earns() {
    for (written, value, next) in [
        ("90 70 60 50", "80", Some((Excellent, "90", "10"))),
        ("90 70 60 50", "45", Some((Poor, "50", "5"))),
        ("90 70 60 50", "90", None),
        ("80 70 70 70", "69", Some((Good, "70", "1"))),
        ("0 5 5 10", "10.5", Some((Poor, "10", "0.5"))),
        ("0 5 5 10", "7", Some((Good, "5", "2"))),
        ("90 70 60", "45", Some((Fair, "60", "15"))),
        ("90 60 60", "45", Some((Good, "60", "15"))),
        ("＞90 70 60 50", "90", Some((Excellent, "90", "0"))),
        ("＞90 70 60", "60", Some((Fair, "60", "0"))),
        ("＞90 70 70 50", "70", Some((Good, "70", "0"))),
        ("＞1 5 10", "10.5", Some((Fair, "10", "0.5"))),
    ] {
        let found = cutoffs(written).expect("legal").next(actual(value));
        let next = next.map(|(attainment, cutoff, distance)| Next {
            attainment,
            cutoff: number(cutoff),
            distance: number(distance),
        });
        assert_eq!(found, next, "{value} of {written}");
    }
}

#[test]
fn an_actual_that_is_cut_attains_the_same() {
    // A hair above 90, and a hair below it.
    for done in [900_000_000_001, 899_999_999_999] {
        let pair = Actual::from_pair(Decimal::new(done, 0), Decimal::new(1_000_000_000_000, 0)).expect("a plan");
        for written in ["90 70 60 50", "90 95 98 99", "＞90 70 60 50", "＞90 95 98 99"] {
            let cutoffs = cutoffs(written).expect("legal");
            let cut = cutoffs.cut(pair, 6);
            assert_eq!(cutoffs.attainment(Actual::from_decimal(cut)), cutoffs.attainment(pair), "{done} of {written}");
        }
    }
}

#[test]
fn a_distance_is_rounded_so_that_adding_it_is_enough() {
    let third = Actual::from_pair(number("1"), number("3")).expect("a plan");
    let next = cutoffs("90 70 60 50").expect("legal").next(third).expect("a better one");
    assert_eq!(next.distance, number("16.666667"), "50 - 33.333333…");
    assert_eq!(third.shown(), number("33.333333"));
    assert_eq!(third.to_fraction().round(), Figure::from_hundredths(3333));
}
