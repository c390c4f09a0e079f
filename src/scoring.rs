//! From the outcome of each indicator to scores: points, the budget-weighted roll-up, ranges,
//! weights, losses and gains ([spec 3.3](crate::spec#33-points) to [3.7](crate::spec#37-next-grade)).
//!
//! Knows neither names nor cut-offs nor how anything is shown. Everything stays an exact fraction;
//! a figure is rounded once, when a report takes it.

mod missing;
mod scale;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use self::missing::{MissingPolicy, MissingRule, MissingScore};
pub use self::scale::{Bands, Origin, Points};

use crate::grading::Attainment;
use crate::number::{Decimal, Fraction, MAX_DECIMALS, common_divisor, power_of_ten};
use crate::stated::Stated;

/// What is known of one indicator of one unit.
pub type Outcome = Stated<Attainment>;

/// The weights and points of a table, without its names and cut-offs.
#[derive(Clone, Debug)]
pub struct Scheme {
    activities: Vec<ActivityShare>,
    duties: Vec<Range<usize>>,
    /// In the smallest whole numbers, of at most 18 digits.
    weights: Vec<i64>,
    /// What each indicator attains at worst.
    worst: Vec<Attainment>,
    activity_of: Vec<usize>,
    /// Points of each attainment, in `1/points_unit`.
    points: [i64; 5],
    points_unit: i128,
    /// A common multiple of the weights of whole activities: over it the sums of nearly every unit
    /// are whole numbers.
    common: i64,
}

#[derive(Clone, Debug)]
struct ActivityShare {
    /// Annual budget in the largest unit in which all budgets are whole; 0 where there is none.
    budget: i128,
    indicators: Range<usize>,
}

/// Gives an activity's budget, if any, and its indicators.
pub type ActivityWeights = (Option<Decimal>, Vec<IndicatorWeight>);

/// What scoring knows of an indicator.
#[derive(Clone, Copy, Debug)]
pub struct IndicatorWeight {
    /// Its weight among those of its activity.
    pub weight: Decimal,
    /// What an actual attains that reaches none of its cut-offs.
    pub worst: Attainment,
}

impl Scheme {
    /// Takes the activities of each duty in order.
    ///
    /// Only the proportions of budgets, and of weights within an activity, matter; both are brought
    /// to the smallest whole numbers here.
    pub fn new(duties: &[Vec<ActivityWeights>], points: &Points) -> Self {
        let all: Vec<_> = duties.iter().flatten().collect();
        let budgets: Vec<_> = all.iter().map(|(budget, _)| budget.unwrap_or(Decimal::new(0, 0))).collect();
        let unit = power_of_ten(MAX_DECIMALS);
        let millionths = points.all().map(|points| points.scaled_to(MAX_DECIMALS));
        let divisor = common_divisor(millionths.into_iter().chain([unit]));
        let mut scheme = Self {
            activities: Vec::new(),
            duties: Vec::new(),
            weights: Vec::new(),
            worst: all.iter().flat_map(|(_, indicators)| indicators).map(|indicator| indicator.worst).collect(),
            activity_of: Vec::new(),
            points: millionths.map(|points| small(points / divisor)),
            points_unit: unit / divisor,
            common: 1,
        };
        for ((_, indicators), budget) in all.iter().zip(smallest_whole(&budgets)) {
            let start = scheme.weights.len();
            let weights: Vec<_> = indicators.iter().map(|indicator| indicator.weight).collect();
            scheme.weights.extend(smallest_whole(&weights).into_iter().map(small));
            scheme.common =
                common_multiple(scheme.common, scheme.weights[start..].iter().copied().map(i128::from).sum());
            scheme.activity_of.resize(scheme.weights.len(), scheme.activities.len());
            scheme.activities.push(ActivityShare { budget, indicators: start..scheme.weights.len() });
        }
        let mut start = 0;
        for duty in duties {
            scheme.duties.push(start..start + duty.len());
            start += duty.len();
        }
        scheme
    }

    /// How many indicators the table has.
    pub fn indicators(&self) -> usize {
        self.weights.len()
    }

    /// Rolls the outcomes of one unit up into scores.
    ///
    /// ```
    /// use score::grading::Attainment;
    /// use score::scoring::{MissingPolicy, Outcome};
    /// use score::targets::Targets;
    ///
    /// let scheme = Targets::bundled().scheme();
    /// let mut outcomes = vec![Outcome::Reported(Attainment::Excellent); scheme.indicators()];
    /// // One of the three indicators of an activity with 74 of 262 of the budget.
    /// outcomes[0] = Outcome::Missing;
    /// let total = scheme.roll_up(MissingPolicy::Range, &outcomes).total().expect("something counts");
    /// assert_eq!((total.min.round().to_string(), total.max.round().to_string()), ("90.59".into(), "100.00".into()));
    /// ```
    pub fn roll_up<'s>(&'s self, policy: MissingPolicy, outcomes: &'s [Outcome]) -> RollUp<'s> {
        debug_assert_eq!(outcomes.len(), self.weights.len(), "one outcome for each indicator");
        let rule = policy.rule();
        let activities: Vec<_> = self.activities.iter().map(|share| self.tally(rule, share, outcomes)).collect();
        let budget = activities.iter().map(|tally| tally.budget).sum();
        RollUp { scheme: self, policy, rule, outcomes, activities, budget }
    }

    /// Sums up one activity.
    fn tally(&self, rule: MissingRule, share: &ActivityShare, outcomes: &[Outcome]) -> ActivityTally {
        let mut tally = ActivityTally::default();
        for index in share.indicators.clone() {
            let weight = i128::from(self.weights[index]);
            match outcomes[index] {
                Outcome::Reported(attainment) => {
                    tally.reported += weight;
                    tally.points += weight * self.points_of(attainment);
                }
                Outcome::Missing => {
                    tally.missing += weight;
                    let scores = rule.scores.unwrap_or([MissingScore::Zero; 2]);
                    let [least, most] = scores.map(|score| weight * self.points_of_missing(score, index));
                    tally.missing_least += least;
                    tally.missing_most += most;
                }
                Outcome::NotApplicable => {}
            }
        }
        tally.counted = tally.reported + if rule.counts() { tally.missing } else { 0 };
        if tally.counted > 0 {
            tally.budget = share.budget;
        }
        tally
    }

    /// The points of an attainment, in `1/points_unit`.
    fn points_of(&self, attainment: Attainment) -> i128 {
        i128::from(self.points[attainment as usize])
    }

    /// The points of a missing indicator, in `1/points_unit`.
    fn points_of_missing(&self, score: MissingScore, indicator: usize) -> i128 {
        score.points(self.worst[indicator], |attainment| self.points_of(attainment))
    }

    /// Budget × points ÷ weight over the common multiple; nothing where that is no small whole number.
    fn over_common(&self, budget: i128, points: i128, weight: i128) -> Option<i64> {
        let small = |value: i128| i64::try_from(value).ok();
        let weight = small(weight).filter(|weight| self.common % weight == 0)?;
        small(points)?.checked_mul(small(budget)?)?.checked_mul(self.common / weight)
    }
}

/// A weight has at most 12 and 6 digits, and points at most 3 and 6.
fn small(value: i128) -> i64 {
    i64::try_from(value).expect("at most 18 digits")
}

/// A common multiple that includes a weight, or the one there is where it would grow too large.
fn common_multiple(common: i64, weight: i128) -> i64 {
    let (own, weight) = (i128::from(common), weight.max(1));
    let multiple = (own / num_integer::gcd(own, weight)).checked_mul(weight);
    multiple.and_then(|multiple| i64::try_from(multiple).ok()).unwrap_or(common)
}

/// Brings decimals to whole multiples of their common unit `1/unit`.
fn common_unit(values: &[Decimal]) -> (Vec<i128>, i128) {
    let decimals = values.iter().map(|value| value.decimals()).max().unwrap_or(0);
    (values.iter().map(|value| value.scaled_to(decimals)).collect(), power_of_ten(decimals))
}

/// The smallest whole numbers in the same proportion.
fn smallest_whole(values: &[Decimal]) -> Vec<i128> {
    let (whole, _) = common_unit(values);
    let divisor = common_divisor(whole.iter().copied()).max(1);
    whole.into_iter().map(|value| value / divisor).collect()
}

/// An exact score, or the interval in which it lies while values are missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// With every missing indicator as bad as it can be: below the 差 line, or 差 where there is none.
    pub min: Fraction,
    /// With every missing indicator at 优.
    pub max: Fraction,
}

/// The sums of one activity.
#[derive(Clone, Debug, Default)]
struct ActivityTally {
    reported: i128,
    missing: i128,
    /// Weight × points of what is reported.
    points: i128,
    /// The same of what is missing, at least and at most.
    missing_least: i128,
    missing_most: i128,
    /// The weight over which the mean is taken.
    counted: i128,
    /// The activity's budget where it counts in the roll-up, else 0.
    budget: i128,
}

impl ActivityTally {
    /// Weight × points with all that is missing as bad as it can be.
    const fn least(&self) -> i128 {
        self.points + self.missing_least
    }

    /// Weight × points with all that is missing as good as it can be.
    const fn most(&self) -> i128 {
        self.points + self.missing_most
    }
}

/// The scores of one unit.
#[derive(Clone, Debug)]
pub struct RollUp<'s> {
    scheme: &'s Scheme,
    policy: MissingPolicy,
    rule: MissingRule,
    outcomes: &'s [Outcome],
    activities: Vec<ActivityTally>,
    /// Of all activities that count.
    budget: i128,
}

impl RollUp<'_> {
    /// The bureau's score; nothing where nothing counts.
    pub fn total(&self) -> Option<Span> {
        self.mean(0..self.activities.len())
    }

    /// A duty's score; nothing where nothing in it counts.
    pub fn duty(&self, duty: usize) -> Option<Span> {
        self.mean(self.scheme.duties[duty].clone())
    }

    /// An activity's score, also of one without a budget; nothing where no indicator counts.
    pub fn activity(&self, activity: usize) -> Option<Span> {
        let tally = &self.activities[activity];
        let divisor = Some(tally.counted * self.scheme.points_unit).filter(|divisor| *divisor > 0)?;
        let end = |points| Fraction::new(points, divisor);
        Some(Span { min: end(tally.least()), max: end(tally.most()) })
    }

    /// Σ budget × (weight reported ÷ weight applicable), over Σ budget, in percent, both sums over the
    /// budgeted activities with something applicable ([spec 3.6](crate::spec#36-states)); nothing where there are none.
    pub fn coverage(&self) -> Option<Fraction> {
        let (mut covered, mut budgets, mut partly) = (0, 0, Fraction::ZERO);
        for (share, tally) in self.scheme.activities.iter().zip(&self.activities) {
            let applicable = tally.reported + tally.missing;
            if applicable == 0 {
                continue;
            }
            budgets += share.budget;
            if tally.missing == 0 {
                covered += share.budget;
            } else {
                partly += &Fraction::new(tally.reported, applicable).times(share.budget);
            }
        }
        let covered = Fraction::from_integer(covered);
        let covered = if partly.is_zero() { covered } else { &partly + &covered };
        covered.times(100).checked_div(&Fraction::from_integer(budgets))
    }

    /// Whether anything is missing, be it in an activity that weighs nothing.
    pub fn lacks_any(&self) -> bool {
        self.activities.iter().any(|tally| tally.missing > 0)
    }

    /// The part of an activity's applicable weight that is reported, between 0 and 1; nothing where
    /// nothing is applicable.
    pub fn reported_share(&self, activity: usize) -> Option<Fraction> {
        let tally = &self.activities[activity];
        let applicable = Fraction::from_integer(tally.reported + tally.missing);
        Fraction::from_integer(tally.reported).checked_div(&applicable)
    }

    /// The shares of all indicators in percent: 100, or 0 where nothing counts.
    pub fn whole_weight(&self) -> Fraction {
        self.share(self.budget)
    }

    /// A duty's share of the bureau's total in percent.
    pub fn duty_weight(&self, duty: usize) -> Fraction {
        self.share(self.budget(self.scheme.duties[duty].clone()))
    }

    /// An activity's share of the bureau's total in percent.
    pub fn activity_weight(&self, activity: usize) -> Fraction {
        self.share(self.activities[activity].budget)
    }

    /// An indicator's share of the bureau's total in percent; 0 for one that does not count.
    pub fn weight(&self, indicator: usize) -> Fraction {
        let activity = self.scheme.activity_of[indicator];
        if !self.policy.counts(self.outcomes[indicator]) || self.activities[activity].budget == 0 {
            return Fraction::ZERO;
        }
        let within = Fraction::new(i128::from(self.scheme.weights[indicator]), self.activities[activity].counted);
        &within * &self.activity_weight(activity)
    }

    /// What an indicator costs the total: weight × (100 − score) ÷ 100; nothing where it has no
    /// score ([spec 3.6](crate::spec#36-states)).
    pub fn loss(&self, indicator: usize) -> Option<Fraction> {
        let points = match self.outcomes[indicator] {
            Outcome::Reported(attainment) => self.scheme.points_of(attainment),
            Outcome::Missing => self.scheme.points_of_missing(self.rule.score()?, indicator),
            Outcome::NotApplicable => return None,
        };
        Some(self.worth(indicator, 100 * self.scheme.points_unit - points))
    }

    /// What an indicator adds to the total: weight × score ÷ 100; nothing where it has no score.
    pub fn earned(&self, indicator: usize) -> Option<Fraction> {
        Some(&self.weight(indicator) - &self.loss(indicator)?)
    }

    /// What a better attainment of a reported indicator adds to the total.
    pub fn gain(&self, indicator: usize, better: Attainment) -> Option<Fraction> {
        let Outcome::Reported(attainment) = self.outcomes[indicator] else { return None };
        Some(self.worth(indicator, self.scheme.points_of(better) - self.scheme.points_of(attainment)))
    }

    /// Weight × points ÷ 100.
    fn worth(&self, indicator: usize, points: i128) -> Fraction {
        &self.weight(indicator) * &Fraction::new(points, 100 * self.scheme.points_unit)
    }

    /// The mean of activities, weighted by their budgets.
    fn mean(&self, activities: Range<usize>) -> Option<Span> {
        let divisor = Fraction::from_integer(self.budget(activities.clone()) * self.scheme.points_unit);
        let is_certain = !self.rule.is_interval()
            || self.activities[activities.clone()].iter().all(|tally| tally.missing == 0 || tally.budget == 0);
        let min = self.sum(activities.clone(), ActivityTally::least).checked_div(&divisor)?;
        let max =
            if is_certain { min.clone() } else { self.sum(activities, ActivityTally::most).checked_div(&divisor)? };
        Some(Span { min, max })
    }

    /// Budget × points ÷ weight, summed over activities.
    fn sum(&self, activities: Range<usize>, points: impl Fn(&ActivityTally) -> i128) -> Fraction {
        let (mut whole, mut rest) = (0, Fraction::ZERO);
        for tally in self.activities[activities].iter().filter(|tally| tally.budget > 0) {
            let points = points(tally);
            match self.scheme.over_common(tally.budget, points, tally.counted) {
                Some(sum) => whole += i128::from(sum),
                None => rest += &Fraction::new(points, tally.counted).times(tally.budget),
            }
        }
        let whole = Fraction::new(whole, i128::from(self.scheme.common));
        if rest.is_zero() { whole } else { &whole + &rest }
    }

    fn budget(&self, activities: Range<usize>) -> i128 {
        self.activities[activities].iter().map(|tally| tally.budget).sum()
    }

    fn share(&self, budget: i128) -> Fraction {
        if self.budget == 0 { Fraction::ZERO } else { Fraction::new(budget * 100, self.budget) }
    }
}
