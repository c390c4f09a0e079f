//! What became of a unit's score between two reports, and where each part of the change came from
//! ([spec 3.10](crate::spec#310-what-changed)).
//!
//! Knows no names, files or formats: indicators and activities are numbers that are the same on both sides.
//! Everything stays an exact fraction until [`printed`].

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::grading::{Actual, Cutoffs};
use crate::number::{Decimal, Fraction};
use crate::scoring::{MissingScore, Points};

/// What one side says of an indicator that counts.
#[derive(Clone, Copy, Debug)]
pub struct Counted<'s> {
    /// The number of its activity on this side.
    pub activity: usize,
    /// Its actual; none where it is missing.
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
#[derive(Clone, Copy, Debug, Default)]
pub struct Pair<'s> {
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

/// What several things contribute together.
pub fn sum<'c>(changes: impl IntoIterator<Item = &'c Change>) -> Change {
    let mut sum = Change::default();
    for change in changes {
        sum.add(change);
    }
    sum
}

/// An indicator as it counts at some step between the two sides.
struct Standing {
    points: Fraction,
    /// Whose mean it is part of.
    activity: usize,
    weight: Fraction,
    budget: Fraction,
}

/// What each indicator contributes to the change of the unit's score: those of an activity, and all of them, add up to
/// what the activity and the unit do. What is missing and counts scores `missing`.
pub fn changes(pairs: &[Pair<'_>], missing: MissingScore) -> Vec<Change> {
    let contributions = |step: Step| contributions(pairs, step, missing);
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

/// What the earlier side comes to.
pub fn score_before(pairs: &[Pair<'_>], missing: MissingScore) -> Fraction {
    contributions(pairs, Step::Before, missing).iter().fold(Fraction::ZERO, |sum, own| &sum + own)
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
    fn standing(self, pair: &Pair<'_>, missing: MissingScore) -> Option<Standing> {
        let (before, now) = match self {
            Self::Before => (pair.before?, pair.before?),
            Self::Now => (pair.now?, pair.now?),
            _ => (pair.before?, pair.now?),
        };
        let side = |from: Self| if self >= from { &now } else { &before };
        let Counted { activity, weight, budget, .. } = *side(Self::Weights);
        let (actual, cutoffs, scale) =
            (side(Self::Values).actual, side(Self::Cutoffs).cutoffs, side(Self::Points).points);
        let points = match actual {
            Some(actual) => scale.of(cutoffs.attainment(actual)),
            None => scale.of_missing(missing, cutoffs.worst()),
        };
        let [points, weight, budget] = [points, weight, budget].map(Decimal::to_fraction);
        Some(Standing { points, activity, weight, budget })
    }
}

/// What each indicator contributes to the unit's score at a step: its points by its share of the activity's weight, and
/// by the activity's share of all budgets of activities in which something counts.
fn contributions(pairs: &[Pair<'_>], step: Step, missing: MissingScore) -> Vec<Fraction> {
    let standings: Vec<_> = pairs.iter().map(|pair| step.standing(pair, missing)).collect();
    let mut sums: BTreeMap<usize, (Fraction, Fraction)> = BTreeMap::new();
    for standing in standings.iter().flatten() {
        let (sum, _) = sums.entry(standing.activity).or_insert_with(|| (Fraction::ZERO, standing.budget.clone()));
        *sum += &standing.weight;
    }
    let budgets = sums.values().fold(Fraction::ZERO, |sum, (_, budget)| &sum + budget);
    let contribution = |standing: &Standing| {
        let (weights, _) = sums.get(&standing.activity)?;
        let share = (&standing.weight * &standing.budget).checked_div(&(weights * &budgets))?;
        Some(&standing.points * &share)
    };
    let contribution = |standing: &Option<Standing>| standing.as_ref().and_then(contribution).unwrap_or(Fraction::ZERO);
    standings.iter().map(contribution).collect()
}

/// Parts as they are printed, with so many decimals, so that they add up to the printed change: each is rounded, and what
/// is then left is spread over those that are not exactly 0, first over those from which rounding took most.
pub fn printed(parts: &[Fraction; 5], change: Decimal, decimals: u8) -> [Decimal; 5] {
    let mut units = parts.each_ref().map(|part| part.round_to(decimals).mantissa());
    let mut takers: Vec<_> = (0..parts.len()).filter(|at| !parts[*at].is_zero()).collect();
    let left = change.scaled_to(decimals) - units.iter().sum::<i128>();
    if let Ok(count) = i128::try_from(takers.len())
        && count > 0
    {
        let taken = |at: &usize| (&parts[*at] - &Decimal::new(units[*at], decimals).to_fraction()).times(left.signum());
        takers.sort_by_cached_key(|at| Reverse(taken(at)));
        for (place, at) in (0..).zip(takers) {
            let more = if place < left.abs() % count { left.signum() } else { 0 };
            units[at] += left / count + more;
        }
    }
    units.map(|units| Decimal::new(units, decimals))
}
