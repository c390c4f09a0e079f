//! The policies for indicators without a value ([spec 3.6](crate::spec#36-states)).

use crate::grading::Attainment;
use crate::named::named;
use crate::stated::Stated;

named! {
    /// How indicators without a value count ([spec 3.6](crate::spec#36-states)).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
    pub enum MissingPolicy {
        /// As an interval, from all of them as bad as can be to all of them 优.
        #[default]
        Range = "range",
        /// With a score of 0.
        Zero = "zero",
        /// Not at all: they leave the mean as if not applicable.
        Skip = "skip",
    }
}

impl MissingPolicy {
    /// The policy's row: everything else that depends on the policy is derived from it.
    pub const fn rule(self) -> MissingRule {
        use MissingScore::{Best, Worst, Zero};
        match self {
            Self::Range => MissingRule { scores: Some([Worst, Best]) },
            Self::Zero => MissingRule { scores: Some([Zero, Zero]) },
            Self::Skip => MissingRule { scores: None },
        }
    }

    /// Whether an indicator has a weight.
    pub fn counts<T: Copy>(self, stated: Stated<T>) -> bool {
        match stated {
            Stated::Reported(_) => true,
            Stated::Missing => self.rule().counts(),
            Stated::NotApplicable => false,
        }
    }
}

/// How a missing indicator counts under a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MissingRule {
    /// What it scores at least and at most; none where it leaves the mean.
    pub scores: Option<[MissingScore; 2]>,
}

impl MissingRule {
    /// Whether a missing indicator has a weight.
    pub const fn counts(self) -> bool {
        self.scores.is_some()
    }

    /// Whether scores are intervals while values are missing.
    pub fn is_interval(self) -> bool {
        self.scores.is_some_and(|[least, most]| least != most)
    }

    /// The one score of a missing indicator, where it has one.
    pub fn score(self) -> Option<MissingScore> {
        self.scores.filter(|_| !self.is_interval()).map(|[least, _]| least)
    }
}

/// What a missing indicator may score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingScore {
    /// A score of 0, whatever the points of a table are.
    Zero,
    /// The points of the worst that it can attain: below the 差 line, or 差 where there is none.
    Worst,
    /// The points of 优.
    Best,
}

impl MissingScore {
    /// The attainment whose points it is, of an indicator that attains at worst so much; nothing for a score that
    /// no points decide.
    pub const fn attainment(self, worst: Attainment) -> Option<Attainment> {
        match self {
            Self::Zero => None,
            Self::Worst => Some(worst),
            Self::Best => Some(Attainment::Excellent),
        }
    }

    /// Its points, in the measure of those that attainments have.
    pub fn points<P: Default>(self, worst: Attainment, of: impl FnOnce(Attainment) -> P) -> P {
        self.attainment(worst).map_or_else(P::default, of)
    }
}

#[cfg(test)]
mod tests {
    use super::MissingPolicy::{Range, Skip, Zero};
    use super::*;
    use crate::grading::Attainment::{BelowPoor, Poor};
    use crate::number::{Decimal, Fraction};
    use crate::scoring::{IndicatorWeight, Outcome, Points, Scheme, Span};

    fn indicator(worst: Attainment) -> IndicatorWeight {
        IndicatorWeight { weight: Decimal::new(1, 0), worst }
    }

    /// One activity with three indicators of weight 1: one 良 of 80 points, one missing and one not
    /// applicable, under points that do not end at 0.
    #[test]
    fn a_row_for_each_policy() {
        let points = Points::new([100, 80, 60, 40, 10].map(|points| Decimal::new(points, 0))).expect("they fall");
        let one = Some(Decimal::new(1, 0));
        let outcomes = [Outcome::Reported(Attainment::Good), Outcome::Missing, Outcome::NotApplicable];
        let number = Fraction::from_integer;
        for (policy, worst, [min, max], weights, loss) in [
            (Range, BelowPoor, [45, 90], [50, 50, 0], None),
            (Range, Poor, [60, 90], [50, 50, 0], None),
            (Zero, BelowPoor, [40, 40], [50, 50, 0], Some(50)),
            (Zero, Poor, [40, 40], [50, 50, 0], Some(50)),
            (Skip, Poor, [80, 80], [100, 0, 0], None),
        ] {
            let scheme = Scheme::new(&[vec![(one, vec![indicator(worst); 3])]], &points);
            let roll_up = scheme.roll_up(policy, &outcomes);
            assert_eq!(roll_up.total(), Some(Span { min: number(min), max: number(max) }), "{policy:?} {worst:?}");
            assert_eq!([0, 1, 2].map(|indicator| roll_up.weight(indicator)), weights.map(number), "{policy:?}");
            assert_eq!(roll_up.loss(1), loss.map(number), "{policy:?} {worst:?}");
            assert_eq!(roll_up.coverage(), Some(number(50)), "{policy:?} leaves coverage alone");
        }
    }

    /// Weights and budgets stand before the points of what is missing, of which each has its own.
    #[test]
    fn what_is_missing_counts_at_least_with_the_worst_that_it_can_be() {
        let points = Points::CONVENTION;
        let weighing = |weight, worst| IndicatorWeight { weight: Decimal::new(weight, 0), worst };
        let first = (Some(Decimal::new(30, 0)), vec![weighing(3, Poor), weighing(1, BelowPoor)]);
        let second = (Some(Decimal::new(10, 0)), vec![weighing(1, BelowPoor)]);
        let scheme = Scheme::new(&[vec![first, second]], &points);
        let total = scheme.roll_up(Range, &[Outcome::Missing; 3]).total();
        let min = Fraction::new(45, 2);
        assert_eq!(total, Some(Span { min, max: Fraction::from_integer(100) }), "30 × (3 × 40) ÷ 4 ÷ 40");
    }

    #[test]
    fn nothing_but_missing_values() {
        let points = Points::CONVENTION;
        let one = Decimal::new(1, 0);
        for (worst, least) in [(BelowPoor, 0), (Poor, 40)] {
            let scheme = Scheme::new(&[vec![(Some(one), vec![indicator(worst)])]], &points);
            let total = |policy: MissingPolicy| scheme.roll_up(policy, &[Outcome::Missing]).total();
            let span = |min, max| Some(Span { min: Fraction::from_integer(min), max: Fraction::from_integer(max) });
            assert_eq!(MissingPolicy::ALL.map(total), [span(least, 100), span(0, 0), None]);
        }
    }
}
