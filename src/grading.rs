//! From an actual and its cut-offs to a grade: which cut-off is reached, and which comes next.
//!
//! Knows neither budgets nor points nor names.

use std::cmp::Ordering;

use serde::Serialize;

use crate::number::{Decimal, Fraction, MAX_DECIMALS, power_of_ten};

/// 等级: the grade of an indicator, activity, duty or bureau, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// 优
    Excellent,
    /// 良
    Good,
    /// 中
    Fair,
    /// 差
    Poor,
}

impl Grade {
    /// All grades, best first.
    pub const ALL: [Self; 4] = [Self::Excellent, Self::Good, Self::Fair, Self::Poor];

    /// The grade's code, as in the JSON report.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Fair => "fair",
            Self::Poor => "poor",
        }
    }

    /// The grade as the official table heads its column.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Excellent => "优",
            Self::Good => "良",
            Self::Fair => "中",
            Self::Poor => "差",
        }
    }
}

/// What an actual attains: one of the four cut-offs, or none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attainment {
    /// Reaches the 优 cut-off.
    Excellent,
    /// Reaches the 良 cut-off.
    Good,
    /// Reaches the 中 cut-off.
    Fair,
    /// Reaches the 差 cut-off.
    Poor,
    /// Reaches no cut-off: graded 差 as well, and marked 低于差线 ([spec 3.2](crate::spec#32-grade-of-an-indicator)).
    BelowPoor,
}

impl Attainment {
    /// All attainments, best first.
    pub const ALL: [Self; 5] = [Self::Excellent, Self::Good, Self::Fair, Self::Poor, Self::BelowPoor];

    /// The grade it earns; there is no fifth one.
    pub const fn grade(self) -> Grade {
        match self {
            Self::Excellent => Grade::Excellent,
            Self::Good => Grade::Good,
            Self::Fair => Grade::Fair,
            Self::Poor | Self::BelowPoor => Grade::Poor,
        }
    }
}

/// 实际值: a measured value in its indicator's own measure, exact, never negative.
#[derive(Clone, Copy, Debug)]
pub struct Actual {
    numerator: i128,
    denominator: i128,
}

impl Actual {
    /// The value of a decimal.
    pub fn from_decimal(value: Decimal) -> Self {
        // Nearly every value has few decimals; in millionths it compares with cut-offs as it is.
        match MAX_DECIMALS.checked_sub(value.decimals()) {
            Some(zeros) => Self { numerator: value.mantissa() * power_of_ten(zeros), denominator: MILLION },
            None => Self { numerator: value.mantissa(), denominator: power_of_ten(value.decimals()) },
        }
    }

    /// The percentage that `done` is of `plan`, or nothing where the plan is zero.
    pub fn from_pair(done: Decimal, plan: Decimal) -> Option<Self> {
        let numerator = done.scaled_to(MAX_DECIMALS) * 100;
        let denominator = plan.scaled_to(MAX_DECIMALS);
        (denominator > 0).then_some(Self { numerator, denominator })
    }

    /// The value as a fraction.
    pub fn to_fraction(self) -> Fraction {
        Fraction::new(self.numerator, self.denominator)
    }

    /// The value as reports show it: cut, not rounded, to 6 decimals, so that 89.9999999 never
    /// shows as a 90 that it does not reach.
    pub fn shown(self) -> Decimal {
        self.to_fraction().cut(MAX_DECIMALS)
    }

    /// Whether the value is above a whole number.
    pub fn exceeds(self, limit: i128) -> bool {
        self.cmp(limit * MILLION).is_gt()
    }

    /// Compares with a cut-off. Both sides fit: a numerator has at most 30 digits, those of a workbook's
    /// number, and a cut-off in millionths and a denominator at most 18 each.
    fn cmp(self, millionths: i128) -> Ordering {
        if self.denominator == MILLION {
            return self.numerator.cmp(&millionths);
        }
        (self.numerator * MILLION).cmp(&(millionths * self.denominator))
    }
}

impl PartialEq for Actual {
    fn eq(&self, other: &Self) -> bool {
        self.to_fraction() == other.to_fraction()
    }
}

impl Eq for Actual {}

const MILLION: i128 = 1_000_000;

/// Whether more or less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The cut-offs fall from 优 to 差, or are all equal.
    HigherIsBetter,
    /// The cut-offs rise from 优 to 差.
    LowerIsBetter,
}

/// 评价标准: the four cut-offs of an indicator, which never rise from 优 to 差 or never fall.
#[derive(Clone, Debug)]
pub struct Cutoffs {
    written: [Decimal; 4],
    millionths: [i128; 4],
    direction: Direction,
}

/// The nearest better cut-off of an indicator that is below 优 ([spec 3.7](crate::spec#37-next-grade)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The best attainment that reaching the cut-off earns.
    pub attainment: Attainment,
    /// The cut-off, in the indicator's measure.
    pub cutoff: Decimal,
    /// How far it is, in the indicator's measure: never negative, and rounded up to 6 decimals so
    /// that moving by it is enough.
    pub distance: Decimal,
}

impl Cutoffs {
    /// The cut-offs of 优, 良, 中 and 差, in that order, or nothing where they both fall and rise.
    pub fn new(written: [Decimal; 4]) -> Option<Self> {
        let millionths = written.map(|cutoff| cutoff.scaled_to(MAX_DECIMALS));
        let direction = if millionths.is_sorted_by(|a, b| a >= b) {
            Direction::HigherIsBetter
        } else if millionths.is_sorted() {
            Direction::LowerIsBetter
        } else {
            return None;
        };
        Some(Self { written, millionths, direction })
    }

    /// The cut-offs of 优, 良, 中 and 差 as they are written.
    pub const fn written(&self) -> &[Decimal; 4] {
        &self.written
    }

    /// Whether more or less is better.
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// The best cut-off that the actual reaches, on its unrounded value
    /// ([spec 3.2](crate::spec#32-grade-of-an-indicator)).
    ///
    /// ```
    /// use score::grading::{Actual, Attainment, Cutoffs};
    /// use score::number::Decimal;
    ///
    /// let cutoffs = Cutoffs::new([90, 70, 60, 50].map(|cutoff| Decimal::new(cutoff, 0))).expect("they fall");
    /// let attainment = |done, plan| {
    ///     let actual = Actual::from_pair(Decimal::new(done, 0), Decimal::new(plan, 0)).expect("something was planned");
    ///     cutoffs.attainment(actual)
    /// };
    /// assert_eq!(attainment(90_000, 100_000), Attainment::Excellent);
    /// assert_eq!(attainment(89_999, 100_000), Attainment::Good);
    /// assert_eq!(attainment(1, 3), Attainment::BelowPoor);
    /// ```
    pub fn attainment(&self, actual: Actual) -> Attainment {
        let reached = self.millionths.iter().position(|&cutoff| self.reaches(actual.cmp(cutoff)));
        Attainment::ALL[reached.unwrap_or(self.millionths.len())]
    }

    /// The nearest cut-off better than the actual, nothing at 优.
    pub fn next(&self, actual: Actual) -> Option<Next> {
        let missed = self.millionths.iter().rposition(|&cutoff| !self.reaches(actual.cmp(cutoff)))?;
        let cutoff = self.written[missed];
        let distance = &cutoff.to_fraction() - &actual.to_fraction();
        Some(Next {
            attainment: self.attainment(Actual::from_decimal(cutoff)),
            cutoff,
            distance: distance.abs().ceil(MAX_DECIMALS),
        })
    }

    fn reaches(&self, order: Ordering) -> bool {
        match self.direction {
            Direction::HigherIsBetter => order.is_ge(),
            Direction::LowerIsBetter => order.is_le(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Figure;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text, MAX_DECIMALS).expect("a number")
    }

    fn cutoffs(written: [&str; 4]) -> Option<Cutoffs> {
        Cutoffs::new(written.map(number))
    }

    #[test]
    fn cutoffs_fall_or_rise_and_never_both() {
        for (written, direction) in [
            (["90", "70", "60", "50"], Some(Direction::HigherIsBetter)),
            (["80", "70", "70", "70"], Some(Direction::HigherIsBetter)),
            (["70", "70", "70", "70"], Some(Direction::HigherIsBetter)),
            (["0", "5", "5", "10.5"], Some(Direction::LowerIsBetter)),
            (["90", "70", "80", "50"], None),
            (["5", "10", "10", "9.999999"], None),
        ] {
            assert_eq!(cutoffs(written).map(|cutoffs| cutoffs.direction()), direction, "{written:?}");
        }
    }

    #[test]
    fn the_best_cutoff_that_is_reached_counts() {
        use Attainment::{BelowPoor, Excellent, Fair, Good, Poor};
        for (written, cases) in [
            (
                ["90", "70", "60", "50"],
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
            (["90", "80", "70", "70"], &[("70", Fair), ("69.9", BelowPoor)]),
            (["80", "70", "70", "70"], &[("75", Good), ("70", Good), ("69", BelowPoor)]),
            (
                ["0", "5", "5", "10"],
                &[("0", Excellent), ("0.1", Good), ("5", Good), ("5.1", Poor), ("10.1", BelowPoor)],
            ),
            (["70", "70", "70", "70"], &[("70", Excellent), ("69", BelowPoor)]),
        ] {
            let cutoffs = cutoffs(written).expect("legal");
            for (actual, attainment) in cases {
                let actual = Actual::from_decimal(number(actual));
                assert_eq!(cutoffs.attainment(actual), *attainment, "{actual:?} of {written:?}");
            }
        }
    }

    #[test]
    fn the_next_cutoff_is_the_nearest_better_one_with_what_it_earns() {
        use Attainment::{Excellent, Good, Poor};
        for (written, actual, next) in [
            (["90", "70", "60", "50"], "80", Some((Excellent, "90", "10"))),
            (["90", "70", "60", "50"], "45", Some((Poor, "50", "5"))),
            (["90", "70", "60", "50"], "90", None),
            (["80", "70", "70", "70"], "69", Some((Good, "70", "1"))),
            (["0", "5", "5", "10"], "10.5", Some((Poor, "10", "0.5"))),
            (["0", "5", "5", "10"], "7", Some((Good, "5", "2"))),
        ] {
            let found = cutoffs(written).expect("legal").next(Actual::from_decimal(number(actual)));
            let next = next.map(|(attainment, cutoff, distance)| Next {
                attainment,
                cutoff: number(cutoff),
                distance: number(distance),
            });
            assert_eq!(found, next, "{actual} of {written:?}");
        }
    }

    #[test]
    fn a_distance_is_rounded_so_that_adding_it_is_enough() {
        let third = Actual::from_pair(number("1"), number("3")).expect("a plan");
        let next = cutoffs(["90", "70", "60", "50"]).expect("legal").next(third).expect("a better one");
        assert_eq!(next.distance, number("16.666667"), "50 - 33.333333…");
        assert_eq!(third.shown(), number("33.333333"));
        assert_eq!(third.to_fraction().round(), Figure::from_hundredths(3333));
    }
}
