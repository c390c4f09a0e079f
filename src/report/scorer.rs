//! From what was read of a unit to its figures: the one place where a report is computed.

use super::change::FINE;
use super::unit::{
    ActivityReport, Breakdown, Counts, DutyReport, FineShares, IndicatorReport, Level, NextReport, Standing, UnitReport,
};
use crate::actuals::UnitActuals;
use crate::grading::{Actual, Attainment};
use crate::number::{Decimal, Figure, Fraction};
use crate::scoring::{MissingPolicy, Outcome, RollUp, Scheme};
use crate::targets::{Indicator, Targets};

/// What a set of units is scored with, and how deep their reports go.
#[derive(Clone, Debug)]
pub struct Scorer<'t> {
    targets: &'t Targets,
    indicators: Vec<&'t Indicator>,
    scheme: Scheme,
    points: [Figure; 5],
    missing: MissingPolicy,
}

impl<'t> Scorer<'t> {
    /// Prepares a table for scoring.
    pub fn new(targets: &'t Targets, missing: MissingPolicy) -> Self {
        Self {
            targets,
            indicators: targets.indicators().map(|(_, indicator)| indicator).collect(),
            scheme: targets.scheme(),
            points: Attainment::ALL.map(|attainment| rounded(targets.points().of(attainment))),
            missing,
        }
    }

    /// The table.
    pub const fn targets(&self) -> &'t Targets {
        self.targets
    }

    /// The table's indicators in the page's order.
    pub fn indicators(&self) -> &[&'t Indicator] {
        &self.indicators
    }

    /// The exact loss of each indicator of a unit that has one.
    pub fn losses(&self, outcomes: &[Outcome]) -> Vec<Option<Fraction>> {
        let roll_up = self.scheme.roll_up(self.missing, outcomes);
        (0..outcomes.len()).map(|index| roll_up.loss(index)).collect()
    }

    /// The score and counts of a unit, without the losses: all that a line per unit needs.
    pub fn summary<'r>(&self, unit: UnitActuals<'r, '_>) -> UnitReport<'r>
    where
        't: 'r,
    {
        self.summarise(unit, &self.scheme.roll_up(self.missing, unit.outcomes))
    }

    /// A unit's report, as deep as asked.
    pub fn unit<'r>(&self, unit: UnitActuals<'r, '_>, level: Level) -> UnitReport<'r>
    where
        't: 'r,
    {
        let roll_up = self.scheme.roll_up(self.missing, unit.outcomes);
        let losses: Vec<_> = (0..unit.outcomes.len()).map(|index| roll_up.loss(index)).collect();
        let breakdown = Breakdown {
            largest_loss: self.largest(&losses),
            loss: sum(losses.iter().flatten()).round(),
            weight: roll_up.whole_weight().round(),
            duties: (level > Level::Unit).then(|| self.duties(unit, level, &roll_up)),
        };
        UnitReport { breakdown: Some(Box::new(breakdown)), ..self.summarise(unit, &roll_up) }
    }

    fn summarise<'r>(&self, unit: UnitActuals<'r, '_>, roll_up: &RollUp<'_>) -> UnitReport<'r>
    where
        't: 'r,
    {
        UnitReport {
            number: unit.number,
            unit: unit.unit,
            table: unit.table,
            standing: Standing::new(roll_up.total().as_ref(), self.targets.bands()),
            coverage: roll_up.coverage().map(|coverage| shown_coverage(&coverage, roll_up.lacks_any())),
            counts: Counts::new(unit.outcomes),
            breakdown: None,
            change: None,
        }
    }

    fn largest(&self, losses: &[Option<Fraction>]) -> Option<(&'t Indicator, Figure)> {
        let positive = losses.iter().zip(&self.indicators).filter_map(|(loss, indicator)| {
            loss.as_ref().filter(|loss| !loss.is_zero()).map(|loss| (loss, *indicator))
        });
        // The first of equals, as in the page's order.
        let largest = positive.reduce(|best, next| if next.0 > best.0 { next } else { best });
        largest.map(|(loss, indicator)| (indicator, loss.round()))
    }

    fn duties(&self, unit: UnitActuals<'_, '_>, level: Level, roll_up: &RollUp<'_>) -> Vec<DutyReport<'t>> {
        let (mut activity_index, mut indicator_index) = (0, 0);
        let mut duties = Vec::new();
        for (duty_index, duty) in self.targets.duties().iter().enumerate() {
            let mut activities = Vec::new();
            for activity in &duty.activities {
                let numbers = indicator_index..indicator_index + activity.indicators.len();
                indicator_index = numbers.end;
                let exact = roll_up.activity(activity_index);
                activities.push(ActivityReport {
                    target: activity,
                    weight: roll_up.activity_weight(activity_index).round(),
                    fine_weight: roll_up.activity_weight(activity_index).round_to(FINE),
                    standing: Standing::new(exact.as_ref(), self.targets.bands()),
                    exact,
                    counted_weight: self.counted_weight(unit.outcomes, numbers.clone()),
                    reported_share: roll_up.reported_share(activity_index),
                    against: None,
                    indicators: (level == Level::Indicator)
                        .then(|| numbers.map(|number| self.indicator(unit, number, roll_up)).collect()),
                });
                activity_index += 1;
            }
            duties.push(DutyReport {
                target: duty,
                weight: roll_up.duty_weight(duty_index).round(),
                fine_weight: roll_up.duty_weight(duty_index).round_to(FINE),
                standing: Standing::new(roll_up.duty(duty_index).as_ref(), self.targets.bands()),
                activities,
            });
        }
        duties
    }

    fn indicator(&self, unit: UnitActuals<'_, '_>, number: usize, roll_up: &RollUp<'_>) -> IndicatorReport<'t> {
        let target = self.indicators[number];
        let detail = unit.details.and_then(|details| details[number].as_ref());
        let actual = detail.and_then(|detail| detail.actual);
        let outcome = unit.outcomes[number];
        let score = outcome.reported().map(|attainment| self.points[attainment as usize]);
        let weight = roll_up.weight(number);
        let points = match outcome {
            Outcome::Reported(attainment) => Some([self.targets.points().of(attainment); 2]),
            Outcome::Missing => self.targets.points().ends_of_missing(self.missing, target.cutoffs.worst()),
            Outcome::NotApplicable => None,
        };
        let next = actual.and_then(|actual| target.cutoffs.next(actual));
        let next = next.and_then(|next| Some((next, roll_up.gain(number, next.attainment)?)));
        let loss = roll_up.loss(number);
        let fine = FineShares {
            weight: weight.round_to(FINE),
            loss: loss.as_ref().map(|loss| loss.round_to(FINE)),
            gain: next.as_ref().map(|(_, gain)| gain.round_to(FINE)),
        };
        let next = next.map(|(next, gain)| NextReport {
            grade: next.attainment.grade(),
            cutoff: next.cutoff,
            distance: next.distance,
            gain: gain.round(),
        });
        IndicatorReport {
            target,
            outcome,
            actual: actual.map(Actual::shown),
            exact: actual,
            pair: detail.and_then(|detail| detail.pair),
            text: detail.map(|detail| detail.text.clone()).filter(|text| !text.is_empty()),
            score,
            range: points.map(|[least, most]| (rounded(least), rounded(most))),
            points,
            weight: weight.round(),
            exact_weight: weight,
            fine,
            earned: roll_up.earned(number).map(|earned| earned.round()),
            loss: loss.map(|loss| loss.round()),
            next,
            note: detail.and_then(|detail| detail.note.clone()),
            against: None,
        }
    }

    fn counted_weight(&self, outcomes: &[Outcome], numbers: std::ops::Range<usize>) -> Decimal {
        let counts = |number: &usize| self.missing.counts(outcomes[*number]);
        numbers.filter(counts).map(|number| self.indicators[number].weight).sum()
    }
}

fn rounded(points: Decimal) -> Figure {
    points.to_fraction().round()
}

fn sum<'f>(fractions: impl IntoIterator<Item = &'f Fraction>) -> Fraction {
    fractions.into_iter().fold(Fraction::ZERO, |sum, fraction| &sum + fraction)
}

/// A coverage as it is printed: never 100 while anything is missing.
fn shown_coverage(coverage: &Fraction, lacks_any: bool) -> Figure {
    const ALMOST: Figure = Figure::from_hundredths(99_99);
    if lacks_any { coverage.round().min(ALMOST) } else { coverage.round() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coverage_is_whole_only_where_nothing_is_missing() {
        for (numerator, denominator, lacks_any, shown) in [
            (100, 1, false, "100.00"),
            (100, 1, true, "99.99"),
            (99_999_999, 1_000_000, true, "99.99"),
            (9_999, 100, true, "99.99"),
            (50, 1, true, "50.00"),
        ] {
            let coverage = Fraction::new(numerator, denominator);
            assert_eq!(shown_coverage(&coverage, lacks_any).to_string(), shown, "{numerator}/{denominator}");
        }
    }
}
