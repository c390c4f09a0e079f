//! What changed between two reports of a unit, against an independent reckoning: random pairs of years and tables.

mod programs;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use score::change::{Cause, Change, Counted, Pair, changes, printed, sum};
use score::grading::{Actual, Cutoffs};
use score::number::{Decimal, Fraction};
use score::scoring::{MissingScore, Points};

use crate::harness::depth;

/// What one side says of an indicator that counts, in whole numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Side {
    /// None where it is missing and scores 0.
    value: Option<i64>,
    /// Best first, the 差 line last.
    cutoffs: [i64; 4],
    weight: i64,
}

/// An indicator of an activity, on either side.
#[derive(Clone, Debug)]
struct Row {
    activity: usize,
    sides: [Option<Side>; 2],
}

/// Two years of a unit: rows, and for each year the points and the budgets of the activities.
#[derive(Clone, Debug)]
struct Years {
    rows: Vec<Row>,
    points: [[i64; 5]; 2],
    budgets: [[i64; ACTIVITIES]; 2],
}

const ACTIVITIES: usize = 3;

/// What is new at each step between the years: values, cut-offs, points, weights and budgets.
const STEPS: [[usize; 4]; 5] = [[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]];

fn side() -> impl Strategy<Value = Side> {
    let cutoffs = proptest::array::uniform4(0..12_i64).prop_map(|mut cutoffs| {
        cutoffs.sort_unstable();
        cutoffs.reverse();
        cutoffs
    });
    (proptest::option::weighted(0.9, 0..14_i64), cutoffs, 1..5_i64).prop_map(|(value, cutoffs, weight)| Side {
        value,
        cutoffs,
        weight,
    })
}

fn points() -> impl Strategy<Value = [i64; 5]> {
    prop_oneof![Just([100, 80, 60, 40, 0]), Just([100, 85, 70, 50, 10]), Just([98, 81, 66, 33, 7])]
}

fn years() -> impl Strategy<Value = Years> {
    let row = (0..ACTIVITIES, proptest::option::weighted(0.8, side()), proptest::option::weighted(0.8, side()))
        .prop_map(|(activity, before, now)| Row { activity, sides: [before, now] });
    let budgets = || proptest::array::uniform3(prop_oneof![1 => Just(0), 6 => 1..9_i64]);
    (proptest::collection::vec(row, 0..9), [points(), points()], [budgets(), budgets()])
        .prop_map(|(rows, points, budgets)| Years { rows, points, budgets })
}

impl Years {
    fn pairs<'y>(&'y self, cutoffs: &'y [[Option<Cutoffs>; 2]], points: &'y [Points; 2]) -> Vec<Pair<'y>> {
        let counted = |row: &Row, at: usize, year: usize| {
            let side = row.sides[year].as_ref()?;
            let whole = |value: i64| Decimal::new(value.into(), 0);
            Some(Counted {
                activity: row.activity,
                actual: side.value.map(|value| Actual::from_decimal(whole(value))),
                cutoffs: cutoffs[at][year].as_ref()?,
                points: &points[year],
                weight: whole(side.weight),
                budget: whole(self.budgets[year][row.activity]),
            })
        };
        let pair = |(at, row): (usize, &Row)| Pair { before: counted(row, at, 0), now: counted(row, at, 1) };
        self.rows.iter().enumerate().map(pair).collect()
    }

    fn changes(&self) -> Vec<Change> {
        let whole = |value: i64| Decimal::new(value.into(), 0);
        let cutoffs = |side: &Side| {
            let [excellent, good, fair, poor] = side.cutoffs.map(whole);
            Cutoffs::new([excellent, good, fair], Some(poor), false).expect("they fall")
        };
        let cutoffs: Vec<_> =
            self.rows.iter().map(|row| row.sides.each_ref().map(|side| side.as_ref().map(cutoffs))).collect();
        let points = self.points.map(|points| Points::new(points.map(whole)).expect("they fall"));
        changes(&self.pairs(&cutoffs, &points), MissingScore::Zero)
    }

    /// The score of a year, as plainly as can be: means of activities, by budgets.
    fn score(&self, of: impl Fn(&Row) -> Option<(i64, i64)>, budgets: &[i64; ACTIVITIES]) -> BigRational {
        let (mut sum, mut whole) = (BigInt::zero(), BigRational::zero());
        for (activity, budget) in budgets.iter().enumerate() {
            let rows = self.rows.iter().filter(|row| row.activity == activity);
            let counted: Vec<_> = rows.filter_map(&of).collect();
            let weights: i64 = counted.iter().map(|(weight, _)| weight).sum();
            if weights > 0 {
                let points: i64 = counted.iter().map(|(weight, points)| weight * points).sum();
                whole += BigRational::new((budget * points).into(), weights.into());
                sum += BigInt::from(*budget);
            }
        }
        if sum.is_zero() { BigRational::zero() } else { whole / BigRational::from_integer(sum) }
    }

    fn of_year(&self, year: usize) -> BigRational {
        let own = |row: &Row| row.sides[year].as_ref().map(|side| (side.weight, earned(side, side, self.points[year])));
        self.score(own, &self.budgets[year])
    }

    /// The score on what counts in both years, at a step between them.
    fn between(&self, [values, cutoffs, points, weights]: [usize; 4]) -> BigRational {
        let own = |row: &Row| {
            let [Some(_), Some(_)] = &row.sides else { return None };
            let side = |year: usize| row.sides[year].as_ref();
            Some((side(weights)?.weight, earned(side(values)?, side(cutoffs)?, self.points[points])))
        };
        self.score(own, &self.budgets[weights])
    }

    /// The parts of the change in the order of [`Cause::ALL`].
    fn parts(&self) -> [BigRational; 5] {
        let [kept, values, cutoffs, points, weights] = STEPS.map(|step| self.between(step));
        let entries = (&kept - self.of_year(0)) + (self.of_year(1) - &weights);
        [&values - kept, &cutoffs - values, &points - cutoffs, weights - points, entries]
    }
}

/// The points of a value under cut-offs.
fn earned(value: &Side, cutoffs: &Side, points: [i64; 5]) -> i64 {
    value.value.map_or(0, |value| points[cutoffs.cutoffs.iter().position(|cutoff| value >= *cutoff).unwrap_or(4)])
}

/// A fraction of the program in its exact value: it has at most so many decimals where it is one of these at all.
fn is_same(found: &Fraction, expected: &BigRational) -> bool {
    let numerator = expected.numer().to_string().parse().expect("a small number");
    let denominator = expected.denom().to_string().parse().expect("a small number");
    *found == Fraction::new(numerator, denominator)
}

proptest! {
    #![proptest_config(depth::cases(200, 3_000))]

    #[test]
    fn the_parts_are_those_of_an_independent_reckoning(years in years()) {
        let all = sum(&years.changes());
        let parts = years.parts();
        for ((cause, found), expected) in Cause::ALL.into_iter().zip(&all.parts).zip(&parts) {
            prop_assert!(is_same(found, expected), "{cause:?}: {found:?} for {expected}");
        }
        prop_assert!(is_same(&all.against, &years.of_year(0)));
        prop_assert!(is_same(&all.total(), &(years.of_year(1) - years.of_year(0))), "the parts add up");
    }

    #[test]
    fn the_same_changes_nothing_and_one_thing_is_one_part(years in years(), other in side(), scale in points(), which in 0..5_usize) {
        let mut years = Years { points: [years.points[0]; 2], budgets: [years.budgets[0]; 2], ..years };
        for row in &mut years.rows {
            row.sides[1] = row.sides[0].clone();
        }
        prop_assert!(years.changes().iter().all(|change| change.parts.iter().all(Fraction::is_zero)));
        for row in &mut years.rows {
            let Some(side) = &mut row.sides[1] else { continue };
            match which {
                0 => side.value = other.value,
                1 => side.cutoffs = other.cutoffs,
                2 => years.points[1] = scale,
                3 => side.weight = other.weight + i64::from(side.value.is_none()),
                _ => row.sides[1] = None,
            }
        }
        for change in years.changes() {
            let is_other = |(at, part): (usize, &Fraction)| at != which && !part.is_zero();
            prop_assert!(!change.parts.iter().enumerate().any(is_other), "{which}: {change:?}");
        }
    }

    /// Scores are printed with 2 decimals, contributions as data with 6: where more is left than rounding of parts can
    /// take, it is spread evenly.
    #[test]
    fn printed_parts_add_up_to_the_printed_change(years in years(), [ends, decimals] in prop_oneof![Just([2_u8, 2]), Just([6, 6]), Just([2, 6])]) {
        let all = sum(&years.changes());
        let now = (&all.against + &all.total()).round_to(ends);
        let change = Decimal::new(now.mantissa() - all.against.round_to(ends).mantissa(), ends);
        let parts = printed(&all.parts, change, decimals);
        prop_assert_eq!(parts.iter().map(|part| part.mantissa()).sum::<i128>(), change.scaled_to(decimals));
        let furthest = Fraction::new(1, 10_i128.pow(ends.into()));
        let half = Fraction::new(1, 10_i128.pow(decimals.into()));
        for (part, exact) in parts.iter().zip(&all.parts) {
            let off = (&part.to_fraction() - exact).abs();
            prop_assert!(off <= &furthest + &half, "{part} for {exact:?}");
            prop_assert!(!exact.is_zero() || part.is_zero(), "{part} for nothing");
        }
    }
}
