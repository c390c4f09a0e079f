//! From an actual and its cut-offs to a grade: which cut-off is reached, and which comes next.
//!
//! Knows neither budgets nor points nor names.

#[cfg(test)]
mod tests;

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

/// What an actual attains: one of the cut-offs, or none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attainment {
    /// Reaches the 优 cut-off.
    Excellent,
    /// Reaches the 良 cut-off.
    Good,
    /// Reaches the 中 cut-off.
    Fair,
    /// Reaches the 差 cut-off, or none where there is no 差 line.
    Poor,
    /// Reaches not even the 差 cut-off: graded 差 as well, and marked 低于差线 ([spec 3.2](crate::spec#32-grade-of-an-indicator)).
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

    /// What was done and what was planned, of a percentage that [`Actual::from_pair`] has made.
    pub fn to_pair(self) -> [Decimal; 2] {
        [self.numerator / 100, self.denominator].map(|part| Decimal::new(part, MAX_DECIMALS))
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

/// The sign before the cut-offs of an indicator: which actuals reach them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// ≥: the number itself and what is above it.
    AtLeast,
    /// ＞: what is above the number.
    Above,
    /// ≤: the number itself and what is below it.
    AtMost,
    /// ＜: what is below the number.
    Below,
}

impl Sign {
    const fn new(direction: Direction, is_strict: bool) -> Self {
        match (direction, is_strict) {
            (Direction::HigherIsBetter, false) => Self::AtLeast,
            (Direction::HigherIsBetter, true) => Self::Above,
            (Direction::LowerIsBetter, false) => Self::AtMost,
            (Direction::LowerIsBetter, true) => Self::Below,
        }
    }

    /// The sign as the table writes it.
    pub const fn mark(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::Above => "＞",
            Self::AtMost => "≤",
            Self::Below => "＜",
        }
    }

    /// The mark, but for ≥, which goes without saying.
    pub const fn needed_mark(self) -> &'static str {
        match self {
            Self::AtLeast => "",
            other => other.mark(),
        }
    }

    /// Whether more or less is better.
    pub const fn direction(self) -> Direction {
        match self {
            Self::AtLeast | Self::Above => Direction::HigherIsBetter,
            Self::AtMost | Self::Below => Direction::LowerIsBetter,
        }
    }

    /// Whether the number itself does not reach the cut-off.
    pub const fn is_strict(self) -> bool {
        matches!(self, Self::Above | Self::Below)
    }

    /// Whether an actual that compares so with a cut-off reaches it.
    fn is_met(self, order: Ordering) -> bool {
        match self {
            Self::AtLeast => order.is_ge(),
            Self::Above => order.is_gt(),
            Self::AtMost => order.is_le(),
            Self::Below => order.is_lt(),
        }
    }
}

/// 评价标准: the cut-offs of an indicator, which never rise from 优 to 差 or never fall. There may be none for
/// 差: then whatever misses 中 is 差.
#[derive(Clone, Debug)]
pub struct Cutoffs {
    best: [Decimal; 3],
    poor: Option<Decimal>,
    /// The last stands for nothing where there is no 差 line.
    millionths: [i128; 4],
    count: usize,
    sign: Sign,
}

/// What numbers cannot be cut-offs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CutoffsFault {
    /// They both fall and rise.
    BothWays,
    /// No actual is below 0.
    Unreachable,
}

/// The nearest better cut-off of an indicator that is below 优 ([spec 3.7](crate::spec#37-next-grade)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The best attainment that reaching the cut-off earns.
    pub attainment: Attainment,
    /// The cut-off, in the indicator's measure.
    pub cutoff: Decimal,
    /// How far it is, in the indicator's measure: never negative, and rounded up to 6 decimals so
    /// that moving by it is enough, or, where the cut-offs are strict, by anything more.
    pub distance: Decimal,
}

impl Cutoffs {
    /// The cut-offs of 优, 良 and 中, that of 差 where there is one, and whether they exclude their own numbers.
    ///
    /// # Errors
    /// What the numbers cannot be.
    pub fn new(best: [Decimal; 3], poor: Option<Decimal>, is_strict: bool) -> Result<Self, CutoffsFault> {
        let [excellent, good, fair] = best;
        let count = best.len() + usize::from(poor.is_some());
        let millionths = [excellent, good, fair, poor.unwrap_or(fair)].map(|cutoff| cutoff.scaled_to(MAX_DECIMALS));
        let direction = if millionths.is_sorted_by(|a, b| a >= b) {
            Direction::HigherIsBetter
        } else if millionths.is_sorted() {
            Direction::LowerIsBetter
        } else {
            return Err(CutoffsFault::BothWays);
        };
        let sign = Sign::new(direction, is_strict);
        if sign == Sign::Below && millionths.contains(&0) {
            return Err(CutoffsFault::Unreachable);
        }
        Ok(Self { best, poor, millionths, count, sign })
    }

    /// The cut-offs of 优, 良 and 中 as they are written.
    pub const fn best(&self) -> &[Decimal; 3] {
        &self.best
    }

    /// The cut-off of 差; nothing where there is no 差 line.
    pub const fn poor(&self) -> Option<Decimal> {
        self.poor
    }

    /// The cut-offs of 优, 良, 中 and 差 as they are written.
    pub fn written(&self) -> [Option<Decimal>; 4] {
        let [excellent, good, fair] = self.best.map(Some);
        [excellent, good, fair, self.poor]
    }

    /// Which actuals reach them.
    pub const fn sign(&self) -> Sign {
        self.sign
    }

    /// Whether more or less is better.
    pub const fn direction(&self) -> Direction {
        self.sign.direction()
    }

    /// What an actual attains that reaches none of them.
    pub const fn worst(&self) -> Attainment {
        Attainment::ALL[self.count]
    }

    /// The best cut-off that the actual reaches, on its unrounded value
    /// ([spec 3.2](crate::spec#32-grade-of-an-indicator)).
    ///
    /// ```
    /// use score::grading::{Actual, Attainment, Cutoffs};
    /// use score::number::Decimal;
    ///
    /// let [excellent, good, fair, poor] = [90, 70, 60, 50].map(|cutoff| Decimal::new(cutoff, 0));
    /// let attainment = |cutoffs: &Cutoffs, done, plan| {
    ///     let actual = Actual::from_pair(Decimal::new(done, 0), Decimal::new(plan, 0)).expect("something was planned");
    ///     cutoffs.attainment(actual)
    /// };
    /// let cutoffs = Cutoffs::new([excellent, good, fair], Some(poor), false).expect("they fall");
    /// assert_eq!(attainment(&cutoffs, 90_000, 100_000), Attainment::Excellent);
    /// assert_eq!(attainment(&cutoffs, 89_999, 100_000), Attainment::Good);
    /// assert_eq!(attainment(&cutoffs, 1, 3), Attainment::BelowPoor);
    ///
    /// let without_poor = Cutoffs::new([excellent, good, fair], None, true).expect("they fall");
    /// assert_eq!(attainment(&without_poor, 90_000, 100_000), Attainment::Good, "it is not above 90");
    /// assert_eq!(attainment(&without_poor, 1, 3), Attainment::Poor);
    /// ```
    #[inline]
    pub fn attainment(&self, actual: Actual) -> Attainment {
        let reached = self.lines().iter().position(|&line| self.is_reached(line, actual));
        Attainment::ALL[reached.unwrap_or(self.count)]
    }

    /// The actual with so many decimals, cut to the side on which it attains the same; a cut-off has no more of them.
    pub fn cut(&self, actual: Actual, decimals: u8) -> Decimal {
        let exact = actual.to_fraction();
        match self.sign {
            Sign::AtLeast | Sign::Below => exact.cut(decimals),
            Sign::Above | Sign::AtMost => exact.ceil(decimals),
        }
    }

    /// The nearest cut-off better than the actual, nothing at 优.
    pub fn next(&self, actual: Actual) -> Option<Next> {
        let lines = self.lines();
        let missed = lines.iter().rposition(|&line| !self.is_reached(line, actual))?;
        let best_equal = lines.iter().position(|line| *line == lines[missed])?;
        let cutoff = self.written()[missed]?;
        let distance = &cutoff.to_fraction() - &actual.to_fraction();
        Some(Next { attainment: Attainment::ALL[best_equal], cutoff, distance: distance.abs().ceil(MAX_DECIMALS) })
    }

    /// The cut-offs in millionths, best first.
    fn lines(&self) -> &[i128] {
        &self.millionths[..self.count]
    }

    fn is_reached(&self, line: i128, actual: Actual) -> bool {
        self.sign.is_met(actual.cmp(line))
    }
}
