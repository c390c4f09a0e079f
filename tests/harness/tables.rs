//! A table and what a unit reports of it, as the tests make them up.

use std::fmt;

use num_rational::BigRational;
use score::number::Decimal;
use score::targets::{self, Targets};
use serde_json::{Value, json};

use super::exact;

pub(crate) const MILLION: i128 = 1_000_000;
/// 999,999,999,999.999999: the largest number that a table or input may have.
pub(crate) const LARGEST: i128 = 1_000_000_000_000_000_000 - 1;

/// A number of a table or input, with the zeros that are written behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number {
    pub(crate) millionths: i128,
    pub(crate) idle_zeros: usize,
}

impl Number {
    pub(crate) const fn new(millionths: i128) -> Self {
        Self { millionths, idle_zeros: 0 }
    }

    fn of(decimal: Decimal) -> Self {
        Self::new(decimal.scaled_to(6))
    }

    pub(crate) const fn whole(value: i128) -> Self {
        Self::new(value * MILLION)
    }

    pub(crate) fn value(self) -> BigRational {
        BigRational::new(self.millionths.into(), MILLION.into())
    }

    pub(crate) const fn decimal(self) -> Decimal {
        Decimal::new(self.millionths, 6)
    }

    /// The number as it is written: never more than 6 decimals.
    pub(crate) fn text(self) -> String {
        let mut text = exact::text(&self.value(), 6);
        let written = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if written == 0 && self.idle_zeros > 0 {
            text.push('.');
        }
        let zeros = self.idle_zeros.min(6 - written);
        text + &"0".repeat(zeros)
    }

    fn json(self) -> Value {
        Value::Number(self.text().parse().expect("a decimal is a JSON number"))
    }
}

/// Points and bands of a table, best first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scale {
    pub(crate) points: [Number; 5],
    pub(crate) bands: [Number; 3],
}

#[derive(Clone, Debug)]
pub(crate) struct Duty {
    pub(crate) name: String,
    pub(crate) activities: Vec<Activity>,
}

#[derive(Clone, Debug)]
pub(crate) struct Activity {
    pub(crate) name: String,
    pub(crate) budget: Option<Number>,
    pub(crate) indicators: Vec<Indicator>,
}

#[derive(Clone, Debug)]
pub(crate) struct Indicator {
    pub(crate) name: String,
    /// None where the table leaves it out, which means `%`.
    pub(crate) measure: Option<&'static str>,
    /// None where the table leaves it out, which means 1.
    pub(crate) weight: Option<Number>,
    pub(crate) cutoffs: Cutoffs,
    pub(crate) entry: Entry,
}

impl Indicator {
    pub(crate) fn is_percentage(&self) -> bool {
        is_percentage(self.measure)
    }

    pub(crate) fn lower_is_better(&self) -> bool {
        self.cutoffs.rise()
    }
}

/// Cut-offs, best first: three where there is no 差 line.
#[derive(Clone, Debug)]
pub(crate) struct Cutoffs {
    pub(crate) numbers: Vec<Number>,
    pub(crate) are_strict: bool,
}

impl Cutoffs {
    fn rise(&self) -> bool {
        self.numbers.first() < self.numbers.last()
    }

    /// Whether an actual can reach each of them: none is below 0.
    pub(crate) fn are_reachable(&self) -> bool {
        !self.are_strict || !self.rise() || self.numbers.iter().all(|number| number.millionths > 0)
    }

    /// As JSON, with null for a 差 line that there is none of.
    pub(crate) fn json(&self) -> Value {
        let number = |index: usize| self.numbers.get(index).map(|number| number.json());
        json!({"excellent": number(0), "good": number(1), "fair": number(2), "poor": number(3)})
    }
}

pub(crate) fn is_percentage(measure: Option<&str>) -> bool {
    measure.is_none_or(|measure| measure == "%")
}

/// What a unit reports of one indicator.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// What stands in the cell; none where there is no row.
    pub(crate) cell: Option<String>,
    pub(crate) note: String,
    /// What that means.
    pub(crate) meaning: Meaning,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Reported(BigRational),
    Missing,
    NotApplicable,
}

/// A table, and what one unit reports of it.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) scale: Scale,
    pub(crate) duties: Vec<Duty>,
}

/// As files, so that a counterexample can be tried by hand.
impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}", self.table(), String::from_utf8_lossy(&self.input()))
    }
}

/// The headings of [`Case::rows`].
pub(crate) const HEADINGS: [&str; 4] = ["工作活动", "绩效指标", "实际值", "偏差原因"];

impl Case {
    /// A table that was read, with nothing reported.
    pub(crate) fn of(targets: &Targets) -> Self {
        let scale =
            Scale { points: targets.points().all().map(Number::of), bands: targets.bands().all().map(Number::of) };
        Self { scale, duties: targets.duties().iter().map(Duty::of).collect() }
    }

    pub(crate) fn activities(&self) -> impl Iterator<Item = &Activity> {
        self.duties.iter().flat_map(|duty| &duty.activities)
    }

    pub(crate) fn activities_mut(&mut self) -> impl Iterator<Item = &mut Activity> {
        self.duties.iter_mut().flat_map(|duty| &mut duty.activities)
    }

    pub(crate) fn indicators(&self) -> impl Iterator<Item = &Indicator> {
        self.activities().flat_map(|activity| &activity.indicators)
    }

    pub(crate) fn indicators_mut(&mut self) -> impl Iterator<Item = &mut Indicator> {
        self.activities_mut().flat_map(|activity| &mut activity.indicators)
    }

    /// The table's file.
    pub(crate) fn table(&self) -> String {
        let [excellent, good, fair, poor, below_poor] = self.scale.points.map(Number::json);
        let [excellent_band, good_band, fair_band] = self.scale.bands.map(Number::json);
        let table = json!({
            "code": "900", "name": "某局", "title": "部门职责-工作活动绩效目标", "budget_unit": "万元",
            "points": {"excellent": excellent, "good": good, "fair": fair, "poor": poor, "below_poor": below_poor},
            "bands": {"excellent": excellent_band, "good": good_band, "fair": fair_band},
            "duties": self.duties.iter().map(Duty::json).collect::<Vec<_>>(),
        });
        table.to_string()
    }

    /// One row for each indicator that has one: activity, indicator, actual, note.
    pub(crate) fn rows(&self) -> Vec<[String; 4]> {
        let row = |activity: &Activity, indicator: &Indicator| {
            let entry = &indicator.entry;
            let cell = entry.cell.clone()?;
            Some([activity.name.clone(), indicator.name.clone(), cell, entry.note.clone()])
        };
        self.activities()
            .flat_map(|activity| activity.indicators.iter().filter_map(move |indicator| row(activity, indicator)))
            .collect()
    }

    /// The unit's file.
    pub(crate) fn input(&self) -> Vec<u8> {
        comma_separated(&HEADINGS, &self.rows())
    }
}

/// Rows as comma-separated text.
pub(crate) fn comma_separated<const N: usize>(headings: &[&str; N], rows: &[[String; N]]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(headings).expect("memory can be written to");
    for row in rows {
        writer.write_record(row).expect("memory can be written to");
    }
    writer.into_inner().expect("memory can be written to")
}

impl Duty {
    fn of(duty: &targets::Duty) -> Self {
        Self { name: duty.name.clone(), activities: duty.activities.iter().map(Activity::of).collect() }
    }

    pub(crate) fn budget(&self) -> Number {
        Number::new(self.activities.iter().filter_map(|activity| activity.budget).map(|b| b.millionths).sum())
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name, "budget": self.budget().json(), "description": "", "objective": "",
            "activities": self.activities.iter().map(Activity::json).collect::<Vec<_>>(),
        })
    }
}

impl Activity {
    fn of(activity: &targets::Activity) -> Self {
        let indicators = activity.indicators.iter().map(Indicator::of).collect();
        Self { name: activity.name.clone(), budget: activity.budget.map(Number::of), indicators }
    }

    fn json(&self) -> Value {
        json!({
            "name": self.name, "budget": self.budget.map(Number::json), "description": "", "objective": "",
            "indicators": self.indicators.iter().map(Indicator::json).collect::<Vec<_>>(),
        })
    }
}

impl Indicator {
    fn of(indicator: &targets::Indicator) -> Self {
        let numbers = indicator.cutoffs.written().into_iter().flatten().map(Number::of).collect();
        Self {
            name: indicator.name.clone(),
            measure: Some(indicator.measure.clone().leak()),
            weight: Some(Number::of(indicator.weight)),
            cutoffs: Cutoffs { numbers, are_strict: indicator.cutoffs.sign().is_strict() },
            entry: Entry { cell: None, note: String::new(), meaning: Meaning::Missing },
        }
    }

    fn json(&self) -> Value {
        let mut json = json!({"name": self.name, "cutoffs": self.cutoffs.json()});
        if self.cutoffs.are_strict {
            json["strict"] = true.into();
        }
        if let Some(measure) = self.measure {
            json["measure"] = measure.into();
        }
        if let Some(weight) = self.weight {
            json["weight"] = weight.json();
        }
        json
    }
}
