//! The figures as [spec 3](spec#3-figures) has them, in fractions of any size and as plainly as
//! possible. Nothing of the program's own arithmetic, grading or scoring is used here.

use std::collections::HashMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use score::scoring::MissingPolicy;
use serde_json::{Value, json};

use crate::harness::exact::number;
use crate::harness::tables::{Activity, Case, Duty, Indicator, Meaning, Number};

const CODES: [&str; 4] = ["excellent", "good", "fair", "poor"];
const LABELS: [&str; 4] = ["优", "良", "中", "差"];
const POOR: usize = 3;
/// The attainment of an actual that reaches no cut-off.
const BELOW_POOR: usize = 4;

/// The figures of one case under one policy.
pub(crate) struct Reckoning<'c> {
    case: &'c Case,
    policy: MissingPolicy,
    /// Each activity's score, by name.
    scores: HashMap<&'c str, Option<Ends>>,
    /// The budgets of all activities that count.
    budgets: BigRational,
}

/// Both ends of a score.
type Ends = (BigRational, BigRational);

impl<'c> Reckoning<'c> {
    pub(crate) fn new(case: &'c Case, policy: MissingPolicy) -> Self {
        let mut reckoning = Self { case, policy, scores: HashMap::new(), budgets: BigRational::zero() };
        for activity in case.activities() {
            let score = reckoning.mean_of_indicators(activity);
            reckoning.scores.insert(&activity.name, score);
        }
        reckoning.budgets = case.activities().map(|activity| reckoning.counted_budget(activity)).sum();
        reckoning
    }

    /// The unit as the JSON report shows it, without its source.
    pub(crate) fn unit(&self, name: &str) -> Value {
        let mut unit = json!({
            "unit": name, "source": null, "bureau": null, "policy": null, "coverage": self.coverage(), "counts": self.counts(),
            "duties": self.case.duties.iter().map(|duty| self.duty(duty)).collect::<Vec<_>>(),
        });
        self.stand(&mut unit, self.mean(self.case.activities()));
        unit
    }

    /// The ends of the unit's score; nothing where nothing counts.
    pub(crate) fn total(&self) -> Option<(BigRational, BigRational)> {
        self.mean(self.case.activities())
    }

    /// What an indicator adds to the lower end of the unit's score.
    pub(crate) fn least(&self, activity: &Activity, indicator: &Indicator) -> BigRational {
        let points = self.counted(indicator).map_or_else(BigRational::zero, |(least, _)| least);
        self.weight(activity, indicator) * points / whole(100)
    }

    /// Whether an indicator counts.
    pub(crate) fn counts_in(&self, indicator: &Indicator) -> bool {
        self.counted(indicator).is_some()
    }

    fn duty(&self, duty: &Duty) -> Value {
        let weight = duty.activities.iter().map(|activity| self.activity_weight(activity)).sum();
        let mut json = json!({
            "name": duty.name, "budget": exact(duty.budget()), "weight": share(&weight),
            "activities": duty.activities.iter().map(|activity| self.activity(activity)).collect::<Vec<_>>(),
        });
        self.stand(&mut json, self.mean(&duty.activities));
        json
    }

    fn activity(&self, activity: &Activity) -> Value {
        let indicators: Vec<_> = activity.indicators.iter().map(|i| self.indicator(activity, i)).collect();
        let mut json = json!({
            "name": activity.name, "budget": activity.budget.map(exact),
            "weight": share(&self.activity_weight(activity)), "indicators": indicators,
        });
        self.stand(&mut json, self.score(activity));
        json
    }

    /// Score, range and band of an activity, duty or bureau, all read off the printed ends.
    fn stand(&self, json: &mut Value, ends: Option<Ends>) {
        let printed = ends.map(|(min, max)| (rounded(&min), rounded(&max)));
        let (min, max) = printed.clone().unzip();
        let grade = printed.as_ref().map(|(min, max)| (self.band(min), self.band(max)));
        let grade = grade.filter(|(worst, best)| worst == best).map(|(grade, _)| grade);
        let score = printed.filter(|(min, max)| min == max).map(|(score, _)| score);
        json["score"] = score.map_or(Value::Null, |score| number(&score, 2));
        json["range"] = json!({"min": min.map(|min| number(&min, 2)), "max": max.map(|max| number(&max, 2))});
        json["grade"] = grade.map(|grade| CODES[grade]).into();
        json["grade_label"] = grade.map(|grade| LABELS[grade]).into();
    }

    fn band(&self, printed: &BigRational) -> usize {
        self.case.scale.bands.iter().position(|lowest| *printed >= lowest.value()).unwrap_or(POOR)
    }

    fn points(&self, attainment: usize) -> BigRational {
        self.case.scale.points[attainment].value()
    }

    /// The ends between which an indicator counts; nothing where it leaves the mean.
    fn counted(&self, indicator: &Indicator) -> Option<Ends> {
        match (&indicator.entry.meaning, self.policy) {
            (Meaning::Reported(value), _) => {
                let points = self.points(attainment(indicator, value));
                Some((points.clone(), points))
            }
            (Meaning::Missing, MissingPolicy::Range) => Some((self.points(worst(indicator)), self.points(0))),
            (Meaning::Missing, MissingPolicy::Zero) => Some((BigRational::zero(), BigRational::zero())),
            (Meaning::Missing, MissingPolicy::Skip) | (Meaning::NotApplicable, _) => None,
        }
    }

    fn score(&self, activity: &Activity) -> Option<Ends> {
        self.scores[activity.name.as_str()].clone()
    }

    /// The mean of an activity's indicators by their weights.
    fn mean_of_indicators(&self, activity: &Activity) -> Option<Ends> {
        let counted: Vec<_> = activity.indicators.iter().filter_map(|i| Some((weight(i), self.counted(i)?))).collect();
        weighted_mean(&counted)
    }

    /// The mean of activities weighted by annual budget.
    fn mean<'a>(&self, activities: impl IntoIterator<Item = &'a Activity>) -> Option<Ends> {
        let counted: Vec<_> = activities.into_iter().filter_map(|a| Some((budget(a)?, self.score(a)?))).collect();
        weighted_mean(&counted)
    }

    /// Share of the bureau's total in percent.
    fn activity_weight(&self, activity: &Activity) -> BigRational {
        if self.budgets.is_zero() {
            return BigRational::zero();
        }
        self.counted_budget(activity) / &self.budgets * whole(100)
    }

    /// The budget of an activity in which something counts, else 0.
    fn counted_budget(&self, activity: &Activity) -> BigRational {
        self.score(activity).and_then(|_| budget(activity)).unwrap_or_else(BigRational::zero)
    }

    fn weight(&self, activity: &Activity, indicator: &Indicator) -> BigRational {
        if self.counted(indicator).is_none() {
            return BigRational::zero();
        }
        let counted = activity.indicators.iter().filter(|i| self.counted(i).is_some());
        let all: BigRational = counted.map(weight).sum();
        weight(indicator) / all * self.activity_weight(activity)
    }

    fn coverage(&self) -> Value {
        let (mut covered, mut budgets) = (BigRational::zero(), BigRational::zero());
        for activity in self.case.activities() {
            let sum = |is: &dyn Fn(&Meaning) -> bool| -> BigRational {
                activity.indicators.iter().filter(|i| is(&i.entry.meaning)).map(weight).sum()
            };
            let applicable = sum(&|meaning| *meaning != Meaning::NotApplicable);
            let reported = sum(&|meaning| matches!(meaning, Meaning::Reported(_)));
            if let (Some(budget), false) = (budget(activity), applicable.is_zero()) {
                covered += &budget * reported / applicable;
                budgets += budget;
            }
        }
        if budgets.is_zero() {
            return Value::Null;
        }
        // Less than all never shows as all.
        let almost = BigRational::new(9999.into(), 100.into());
        let is_missing = |i: &Indicator| i.entry.meaning == Meaning::Missing;
        let is_whole = !self.case.indicators().any(is_missing);
        let coverage = covered / budgets * whole(100);
        figure(&if is_whole { coverage } else { coverage.min(almost) })
    }

    fn counts(&self) -> Value {
        let mut graded = [0; 5];
        let (mut missing, mut not_applicable) = (0, 0);
        for indicator in self.case.indicators() {
            match &indicator.entry.meaning {
                Meaning::Reported(value) => graded[attainment(indicator, value)] += 1,
                Meaning::Missing => missing += 1,
                Meaning::NotApplicable => not_applicable += 1,
            }
        }
        let [excellent, good, fair, poor, below_poor] = graded;
        json!({
            "excellent": excellent, "good": good, "fair": fair, "poor": poor + below_poor,
            "below_poor": below_poor, "missing": missing, "not_applicable": not_applicable,
        })
    }

    fn indicator(&self, activity: &Activity, indicator: &Indicator) -> Value {
        let entry = &indicator.entry;
        let (state, value) = match &entry.meaning {
            Meaning::Reported(value) => ("reported", Some(value)),
            Meaning::Missing => ("missing", None),
            Meaning::NotApplicable => ("not_applicable", None),
        };
        let attained = value.map(|value| attainment(indicator, value));
        let grade = attained.map(|attained| attained.min(POOR));
        let weight = self.weight(activity, indicator);
        let cutoff = |index: usize| indicator.cutoffs.numbers.get(index).copied().map(exact);
        json!({
            "name": indicator.name,
            "state": state,
            "actual": value.map(|value| number(&cut(value), 6)),
            "actual_text": shown(entry.cell.as_deref().unwrap_or_default()),
            "measure": indicator.measure.unwrap_or("%"),
            "cutoffs": {"excellent": cutoff(0), "good": cutoff(1), "fair": cutoff(2), "poor": cutoff(3)},
            "strict": indicator.cutoffs.are_strict,
            "grade": grade.map(|grade| CODES[grade]),
            "grade_label": grade.map(|grade| LABELS[grade]),
            "below_poor": attained.map(|attained| attained == BELOW_POOR),
            "score": attained.map(|attained| figure(&self.points(attained))),
            "weight": share(&weight),
            "weight_in_activity": indicator.weight.map_or(1.into(), exact),
            "loss": self.loss(indicator, &weight),
            "next": value.map_or(Value::Null, |value| self.next(indicator, value, &weight)),
            "note": shown(&entry.note),
        })
    }

    /// Null where not applicable, or missing under `range` and `skip`.
    fn loss(&self, indicator: &Indicator, weight: &BigRational) -> Value {
        let score = match (&indicator.entry.meaning, self.policy) {
            (Meaning::Reported(value), _) => self.points(attainment(indicator, value)),
            (Meaning::Missing, MissingPolicy::Zero) => BigRational::zero(),
            _ => return Value::Null,
        };
        share(&(weight * (whole(100) - score) / whole(100)))
    }

    /// The nearest better cut-off, what it earns, how far it is, and what it adds to the total.
    fn next(&self, indicator: &Indicator, value: &BigRational, weight: &BigRational) -> Value {
        let cutoffs = &indicator.cutoffs.numbers;
        let missed = cutoffs.iter().filter(|cutoff| !reaches(indicator, value, &cutoff.value()));
        let distance = |cutoff: &Number| {
            let difference = cutoff.value() - value;
            if difference < BigRational::zero() { -difference } else { difference }
        };
        let Some(cutoff) = missed.min_by_key(|cutoff| distance(cutoff)) else { return Value::Null };
        // Whoever reaches it reaches all that are equal to it.
        let earned = cutoffs.iter().position(|other| other.value() == cutoff.value()).unwrap_or(POOR);
        let gain = self.points(earned) - self.points(attainment(indicator, value));
        // Rounded up, so that moving by it is enough, or by any more where the cut-off itself is not.
        let distance = (distance(cutoff) * whole(1_000_000)).ceil() / whole(1_000_000);
        json!({
            "grade": CODES[earned.min(POOR)],
            "cutoff": exact(*cutoff),
            "distance": number(&distance, 6),
            "gain": share(&(weight * gain / whole(100))),
        })
    }
}

/// The position of the best cut-off that a value reaches, or the worst that it can be.
fn attainment(indicator: &Indicator, value: &BigRational) -> usize {
    let reached = indicator.cutoffs.numbers.iter().position(|cutoff| reaches(indicator, value, &cutoff.value()));
    reached.unwrap_or_else(|| worst(indicator))
}

/// Below the 差 line, or 差 where there is no such line.
fn worst(indicator: &Indicator) -> usize {
    if indicator.cutoffs.numbers.len() == CODES.len() { BELOW_POOR } else { POOR }
}

fn reaches(indicator: &Indicator, value: &BigRational, cutoff: &BigRational) -> bool {
    match (indicator.lower_is_better(), indicator.cutoffs.are_strict) {
        (false, false) => value >= cutoff,
        (false, true) => value > cutoff,
        (true, false) => value <= cutoff,
        (true, true) => value < cutoff,
    }
}

fn weight(indicator: &Indicator) -> BigRational {
    indicator.weight.map_or_else(|| whole(1), Number::value)
}

/// A budget above zero.
fn budget(activity: &Activity) -> Option<BigRational> {
    activity.budget.map(Number::value).filter(|budget| !budget.is_zero())
}

fn weighted_mean(counted: &[(BigRational, Ends)]) -> Option<Ends> {
    let all: BigRational = counted.iter().map(|(weight, _)| weight).sum();
    let end =
        |of: fn(&Ends) -> &BigRational| counted.iter().map(|(weight, ends)| weight * of(ends)).sum::<BigRational>();
    (!all.is_zero()).then(|| (end(|ends| &ends.0) / &all, end(|ends| &ends.1) / &all))
}

fn whole(value: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(value))
}

/// To hundredths, half away from zero; nothing here is below zero.
pub(crate) fn rounded(value: &BigRational) -> BigRational {
    (value * whole(100) + BigRational::new(1.into(), 2.into())).floor() / whole(100)
}

/// To 6 decimals, half away from zero.
fn share(value: &BigRational) -> Value {
    let rounded = (value * whole(1_000_000) + BigRational::new(1.into(), 2.into())).floor() / whole(1_000_000);
    number(&rounded, 6)
}

fn figure(value: &BigRational) -> Value {
    number(&rounded(value), 2)
}

/// Cut to 6 decimals.
fn cut(value: &BigRational) -> BigRational {
    (value * whole(1_000_000)).floor() / whole(1_000_000)
}

fn exact(value: Number) -> Value {
    number(&value.value(), 6)
}

/// What stood in a cell, null for an empty one.
fn shown(cell: &str) -> Value {
    Some(cell.trim()).filter(|text| !text.is_empty()).into()
}
