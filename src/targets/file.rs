//! The table's JSON file: its shape, and every check that makes a [`Targets`] legal.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::Number;

use super::{Activity, Duty, Indicator, PERCENT, Targets};
use crate::grading::Cutoffs;
use crate::names::normalise;
use crate::number::{Decimal, DecimalError, Figure, MAX_DECIMALS, power_of_ten};
use crate::scoring::{Bands, Points};

/// Why a table is refused, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// JSON path of the offending value, such as `duties[0].activities[1].budget`.
    pub path: String,
    /// What is wrong there.
    pub fault: Fault,
}

/// What can be wrong with a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Not JSON of the table's shape, in serde's words, with line and column.
    Shape {
        /// What serde says.
        message: String,
        /// Line in the file, from 1.
        line: usize,
    },
    /// A number that is no plain decimal, such as `1e3`.
    NotANumber(String),
    /// More than 12 digits before or 6 after the decimal point.
    TooManyDigits(String),
    /// A number below zero.
    Negative(String),
    /// A weight of zero.
    ZeroWeight,
    /// Cut-offs that both fall and rise.
    Cutoffs,
    /// A name or alias that equals another of the same activity after normalisation.
    SameName(String),
    /// A duty's budget that is not the sum of its activities' budgets.
    DutyBudget {
        /// What the duty says.
        stated: String,
        /// What its activities add up to.
        sum: String,
    },
    /// No budget above zero in the whole table.
    NoBudget,
    /// Points that do not fall from 优 to below 差, or exceed 100.
    PointsOrder,
    /// Points that lie outside the band of their own grade.
    PointsBand,
    /// Bands that do not fall from 优 to 中 within 0 to 100.
    BandsOrder,
    /// A name without a visible character.
    EmptyName,
    /// A measure that could be a part of the number before it.
    Measure(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetsFile {
    code: String,
    name: String,
    title: String,
    budget_unit: String,
    points: PointsFile,
    bands: BandsFile,
    duties: Vec<DutyFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PointsFile {
    excellent: Number,
    good: Number,
    fair: Number,
    poor: Number,
    below_poor: Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BandsFile {
    excellent: Number,
    good: Number,
    fair: Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyFile {
    name: String,
    budget: Number,
    description: String,
    objective: String,
    activities: Vec<ActivityFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActivityFile {
    name: String,
    #[serde(deserialize_with = "Option::deserialize")]
    budget: Option<Number>,
    description: String,
    objective: String,
    indicators: Vec<IndicatorFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default = "percent")]
    measure: String,
    #[serde(default = "one")]
    weight: Number,
    cutoffs: CutoffsFile,
}

fn percent() -> String {
    PERCENT.to_owned()
}

fn one() -> Number {
    Number::from(1)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CutoffsFile {
    excellent: Number,
    good: Number,
    fair: Number,
    poor: Number,
}

pub(super) fn parse(text: &str) -> Result<Targets, TableError> {
    let mut json = serde_json::Deserializer::from_str(text.trim_start_matches('\u{FEFF}'));
    let file: TargetsFile = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        shape_error(if path == "." { String::new() } else { path }, error.inner())
    })?;
    json.end().map_err(|error| shape_error(String::new(), &error))?;
    file.check()
}

fn shape_error(path: String, error: &serde_json::Error) -> TableError {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text).to_owned();
    TableError { path, fault: Fault::Shape { message, line: error.line() } }
}

fn refuse<T>(path: &str, fault: Fault) -> Result<T, TableError> {
    Err(TableError { path: path.to_owned(), fault })
}

/// A number of the file, exact, not negative.
fn decimal(path: &str, number: &Number) -> Result<Decimal, TableError> {
    let text = number.to_string();
    if text.starts_with('-') {
        return refuse(path, Fault::Negative(text));
    }
    Decimal::parse(&text, MAX_DECIMALS).or_else(|error| match error {
        DecimalError::NotANumber => refuse(path, Fault::NotANumber(text)),
        DecimalError::TooLarge | DecimalError::TooPrecise => refuse(path, Fault::TooManyDigits(text)),
    })
}

/// The numbers of an object, each under its own path.
fn decimals<const N: usize>(path: &str, numbers: [(&str, &Number); N]) -> Result<[Decimal; N], TableError> {
    let mut values = [Decimal::new(0, 0); N];
    for (value, (key, number)) in values.iter_mut().zip(numbers) {
        *value = decimal(&format!("{path}.{key}"), number)?;
    }
    Ok(values)
}

fn named(path: &str, name: String) -> Result<String, TableError> {
    if normalise(&name).is_empty() { refuse(path, Fault::EmptyName) } else { Ok(name) }
}

/// A measure as it may stand behind a number: `125` must not be 12 in the measure `5`. A percent sign
/// of any width is one.
fn measure(path: &str, measure: String) -> Result<String, TableError> {
    let normal = normalise(&measure);
    if normal == PERCENT {
        return Ok(normal);
    }
    let begins_number = normal.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '+' | '−'));
    if begins_number || normal.contains(['.', ',', '%', '/']) {
        return refuse(path, Fault::Measure(measure));
    }
    named(path, measure)
}

impl TargetsFile {
    fn check(self) -> Result<Targets, TableError> {
        let bands = self.bands.check()?;
        let points = self.points.check(&bands)?;
        let mut duties = Vec::new();
        for (index, duty) in self.duties.into_iter().enumerate() {
            duties.push(duty.check(&format!("duties[{index}]"))?);
        }
        let targets = Targets {
            code: named("code", self.code)?,
            name: named("name", self.name)?,
            title: named("title", self.title)?,
            budget_unit: named("budget_unit", self.budget_unit)?,
            points,
            bands,
            duties,
        };
        check_keys(&targets)?;
        if targets.activities().all(|activity| activity.budget.is_none_or(Decimal::is_zero)) {
            return refuse("duties", Fault::NoBudget);
        }
        Ok(targets)
    }
}

impl BandsFile {
    fn check(&self) -> Result<Bands, TableError> {
        let numbers = [("excellent", &self.excellent), ("good", &self.good), ("fair", &self.fair)];
        let bands = decimals("bands", numbers)?;
        let within = bands[0] <= Decimal::new(100, 0) && !bands[2].is_zero();
        if !within || !bands.is_sorted_by(|a, b| a > b) {
            return refuse("bands", Fault::BandsOrder);
        }
        Ok(Bands(bands))
    }
}

impl PointsFile {
    fn check(&self, bands: &Bands) -> Result<Points, TableError> {
        let numbers = [
            ("excellent", &self.excellent),
            ("good", &self.good),
            ("fair", &self.fair),
            ("poor", &self.poor),
            ("below_poor", &self.below_poor),
        ];
        let points = decimals("points", numbers)?;
        if points[0] > Decimal::new(100, 0) || !points.is_sorted_by(|a, b| a > b) {
            return refuse("points", Fault::PointsOrder);
        }
        for ((key, _), (attainment, value)) in
            numbers.iter().zip(crate::grading::Attainment::ALL.into_iter().zip(points))
        {
            // A band is read off the printed score, so points are held to it as they are printed.
            let printed: Figure = value.to_fraction().round();
            if bands.grade(printed) != attainment.grade() {
                return refuse(&format!("points.{key}"), Fault::PointsBand);
            }
        }
        Ok(Points(points))
    }
}

impl DutyFile {
    fn check(self, path: &str) -> Result<Duty, TableError> {
        let mut activities = Vec::new();
        for (index, activity) in self.activities.into_iter().enumerate() {
            activities.push(activity.check(&format!("{path}.activities[{index}]"))?);
        }
        let budget_path = format!("{path}.budget");
        let budget = decimal(&budget_path, &self.budget)?;
        let millionths = |budget: Decimal| budget.mantissa() * power_of_ten(MAX_DECIMALS - budget.decimals());
        let sum: i128 = activities.iter().filter_map(|activity: &Activity| activity.budget).map(millionths).sum();
        let sum = Decimal::new(sum, MAX_DECIMALS);
        if budget != sum {
            let fault = Fault::DutyBudget { stated: budget.to_string(), sum: sum.to_string() };
            return refuse(&budget_path, fault);
        }
        Ok(Duty {
            name: named(&format!("{path}.name"), self.name)?,
            budget,
            description: self.description,
            objective: self.objective,
            activities,
        })
    }
}

impl ActivityFile {
    fn check(self, path: &str) -> Result<Activity, TableError> {
        let mut indicators = Vec::new();
        for (index, indicator) in self.indicators.into_iter().enumerate() {
            indicators.push(indicator.check(&format!("{path}.indicators[{index}]"))?);
        }
        let budget_path = format!("{path}.budget");
        Ok(Activity {
            name: named(&format!("{path}.name"), self.name)?,
            budget: self.budget.map(|budget| decimal(&budget_path, &budget)).transpose()?,
            description: self.description,
            objective: self.objective,
            indicators,
        })
    }
}

impl IndicatorFile {
    fn check(self, path: &str) -> Result<Indicator, TableError> {
        let cutoffs_path = format!("{path}.cutoffs");
        let file = &self.cutoffs;
        let numbers =
            [("excellent", &file.excellent), ("good", &file.good), ("fair", &file.fair), ("poor", &file.poor)];
        let Some(cutoffs) = Cutoffs::new(decimals(&cutoffs_path, numbers)?) else {
            return refuse(&cutoffs_path, Fault::Cutoffs);
        };
        let weight_path = format!("{path}.weight");
        let weight = decimal(&weight_path, &self.weight)?;
        if weight.is_zero() {
            return refuse(&weight_path, Fault::ZeroWeight);
        }
        for (index, alias) in self.aliases.iter().enumerate() {
            named(&format!("{path}.aliases[{index}]"), alias.clone())?;
        }
        Ok(Indicator {
            name: named(&format!("{path}.name"), self.name)?,
            aliases: self.aliases,
            measure: measure(&format!("{path}.measure"), self.measure)?,
            weight,
            cutoffs,
        })
    }
}

/// Every (activity, indicator) may stand once, under whatever name or alias.
fn check_keys(targets: &Targets) -> Result<(), TableError> {
    let mut seen: HashMap<(String, String), String> = HashMap::new();
    for (d, duty) in targets.duties().iter().enumerate() {
        for (a, activity) in duty.activities.iter().enumerate() {
            for (i, indicator) in activity.indicators.iter().enumerate() {
                let path = format!("duties[{d}].activities[{a}].indicators[{i}]");
                for name in std::iter::once(&indicator.name).chain(&indicator.aliases) {
                    let key = (normalise(&activity.name), normalise(name));
                    if let Some(other) = seen.insert(key, path.clone()) {
                        return refuse(&path, Fault::SameName(other));
                    }
                }
            }
        }
    }
    Ok(())
}
