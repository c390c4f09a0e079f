//! What became of a unit's score between two reports, and where each part of the change came from
//! ([spec 3.10](crate::spec#310-what-changed)).
//!
//! Knows no names, files or formats: indicators and activities are numbers that are the same on both sides.
//! Everything stays an exact fraction until [`printed`].

use crate::grading::{Actual, Attainment, Cutoffs};
use crate::number::{Decimal, Fraction};
use crate::scoring::Points;

/// What one side says of an indicator that counts.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'s> {
    /// Its actual; none where it is missing and scores 0.
    pub actual: Option<Actual>,
    /// Its cut-offs.
    pub cutoffs: &'s Cutoffs,
    /// The points of its table.
    pub points: &'s Points,
    /// Its weight within the activity, above 0.
    pub weight: Decimal,
    /// The activity's budget; 0 where there is none.
    pub budget: Decimal,
}

/// An indicator of either side; a side on which it does not count has nothing.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'s> {
    /// The number of its activity.
    pub activity: usize,
    /// What was.
    pub before: Option<Counted<'s>>,
    /// What is.
    pub now: Option<Counted<'s>>,
}

/// Where a change came from, in the order in which one is put in the other's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Other actuals.
    Values,
    /// Other cut-offs.
    Cutoffs,
    /// Other points.
    Points,
    /// Other weights and budgets.
    Weights,
    /// Indicators that count on one side alone: first those that are gone, and last those that are new.
    Entries,
}

impl Cause {
    /// All of them, in their order.
    pub const ALL: [Self; 5] = [Self::Values, Self::Cutoffs, Self::Points, Self::Weights, Self::Entries];
}

/// What something contributes to the change of its unit's score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it contributed to the earlier score.
    pub against: Fraction,
    /// The parts of the change, in the order of [`Cause::ALL`].
    pub parts: [Fraction; 5],
}

impl Default for Change {
    fn default() -> Self {
        Self { against: Fraction::ZERO, parts: [Fraction::ZERO; 5] }
    }
}

impl Change {
    /// The whole change.
    pub fn total(&self) -> Fraction {
        self.parts.iter().fold(Fraction::ZERO, |sum, part| &sum + part)
    }

    /// Adds what something else contributes.
    pub fn add(&mut self, other: &Self) {
        self.against += &other.against;
        for (part, other) in self.parts.iter_mut().zip(&other.parts) {
            *part += other;
        }
    }
}

/// An indicator as it counts at some step between the two sides.
struct Standing {
    points: Fraction,
    weight: Fraction,
    budget: Fraction,
}

/// What each indicator contributes to the change of the unit's score: those of an activity, and all of them, add up to
/// what the activity and the unit do.
pub fn changes(pairs: &[Pair<'_>]) -> Vec<Change> {
    let activities = pairs.iter().map(|pair| pair.activity + 1).max().unwrap_or(0);
    let contributions = |step: Step| contributions(pairs, activities, step);
    let [before, kept, values, cutoffs, points, weights, now] = Step::ALL.map(contributions);
    let change = |at: usize| {
        let part = |to: &[Fraction], from: &[Fraction]| &to[at] - &from[at];
        let entries = &part(&kept, &before) + &part(&now, &weights);
        let parts =
            [part(&values, &kept), part(&cutoffs, &values), part(&points, &cutoffs), part(&weights, &points), entries];
        Change { against: before[at].clone(), parts }
    };
    (0..pairs.len()).map(change).collect()
}

/// The steps from the earlier side to the later one; those between are on what counts on both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Before,
    Kept,
    Values,
    Cutoffs,
    Points,
    Weights,
    Now,
}

impl Step {
    const ALL: [Self; 7] =
        [Self::Before, Self::Kept, Self::Values, Self::Cutoffs, Self::Points, Self::Weights, Self::Now];

    /// An indicator as it counts at this step; nothing where it does not.
    fn standing(self, pair: &Pair<'_>) -> Option<Standing> {
        let (before, now) = match self {
            Self::Before => (pair.before?, pair.before?),
            Self::Now => (pair.now?, pair.now?),
            _ => (pair.before?, pair.now?),
        };
        let side = |from: Self| if self >= from { &now } else { &before };
        let weights = side(Self::Weights);
        let [weight, budget] = [weights.weight, weights.budget].map(Decimal::to_fraction);
        let (actual, cutoffs) = (side(Self::Values).actual, side(Self::Cutoffs).cutoffs);
        let points = actual.map_or(Fraction::ZERO, |actual| {
            let attained: Attainment = cutoffs.attainment(actual);
            side(Self::Points).points.of(attained).to_fraction()
        });
        Some(Standing { points, weight, budget })
    }
}

/// What each indicator contributes to the unit's score at a step: its points by its share of the activity's weight, and
/// by the activity's share of all budgets of activities in which something counts.
fn contributions(pairs: &[Pair<'_>], activities: usize, step: Step) -> Vec<Fraction> {
    let standings: Vec<_> = pairs.iter().map(|pair| step.standing(pair)).collect();
    let mut sums: Vec<Option<(Fraction, Fraction)>> = vec![None; activities];
    for (pair, standing) in pairs.iter().zip(&standings) {
        if let Some(Standing { weight, budget, .. }) = standing {
            let (sum, _) = sums[pair.activity].get_or_insert_with(|| (Fraction::ZERO, budget.clone()));
            *sum += weight;
        }
    }
    let budgets = sums.iter().flatten().fold(Fraction::ZERO, |sum, (_, budget)| &sum + budget);
    let contribution = |(pair, standing): (&Pair<'_>, &Option<Standing>)| {
        let (standing, (weights, _)) = (standing.as_ref()?, sums[pair.activity].as_ref()?);
        let share = (&standing.weight * &standing.budget).checked_div(&(weights * &budgets))?;
        Some(&standing.points * &share)
    };
    pairs.iter().zip(&standings).map(|both| contribution(both).unwrap_or(Fraction::ZERO)).collect()
}

/// Parts as they are printed, with so many decimals: each is rounded, and what is then left of the printed change goes
/// to those that rounding took most from. What is exactly 0 stays 0 as long as anything else is not.
pub fn printed(parts: &[Fraction; 5], change: Decimal, decimals: u8) -> [Decimal; 5] {
    let mut units = parts.each_ref().map(|part| part.round_to(decimals).mantissa());
    let mut left = change.scaled_to(decimals) - units.iter().sum::<i128>();
    let may_take = |at: &usize| !parts[*at].is_zero() || parts.iter().all(Fraction::is_zero);
    while left != 0 {
        let taken = |at: &usize| (&parts[*at] - &Decimal::new(units[*at], decimals).to_fraction()).times(left.signum());
        let most = (0..units.len())
            .filter(may_take)
            .reduce(|best, next| if taken(&next) > taken(&best) { next } else { best });
        let Some(most) = most else { break };
        units[most] += left.signum();
        left -= left.signum();
    }
    units.map(|units| Decimal::new(units, decimals))
}
