//! Every check that makes a table legal.

use std::collections::HashMap;

use serde_json::Number;

use super::shape::{ActivityFile, BandsFile, CutoffsFile, DutyFile, IndicatorFile, PointsFile, TargetsFile};
use crate::grading::Cutoffs;
use crate::names::{is_blank, normal_form, normalise};
use crate::number::{Decimal, DecimalError, MAX_DECIMALS};
use crate::scoring::{Bands, Points};
use crate::targets::fault::{Fault, TableError};
use crate::targets::{Activity, Duty, Indicator, PERCENT, Targets};

/// A step of a JSON path.
#[derive(Clone, Copy)]
enum Step {
    Key(&'static str),
    Element(usize),
}

/// Collects what is wrong with a table, each with its JSON path.
#[derive(Default)]
pub(super) struct Check {
    path: Vec<Step>,
    pub(super) errors: Vec<TableError>,
}

impl Check {
    /// Checks what stands under a key.
    fn at<T>(&mut self, key: &'static str, check: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Key(key));
        let checked = check(self);
        self.path.pop();
        checked
    }

    /// Checks all elements of an array; nothing where one of them is refused.
    fn each<E, T>(
        &mut self,
        key: &'static str,
        elements: Vec<E>,
        check: impl Fn(E, &mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        self.at(key, |this| {
            let mut checked = Vec::new();
            for (index, element) in elements.into_iter().enumerate() {
                this.path.push(Step::Element(index));
                checked.push(check(element, this));
                this.path.pop();
            }
            checked.into_iter().collect()
        })
    }

    fn refuse<T>(&mut self, fault: Fault) -> Option<T> {
        let path = path(&self.path);
        self.errors.push(TableError { path, fault });
        None
    }

    /// A number, exact, not negative.
    fn decimal(&mut self, key: &'static str, number: &Number) -> Option<Decimal> {
        self.at(key, |this| {
            let text = number.as_str();
            if text.starts_with('-') {
                return this.refuse(Fault::Negative(text.to_owned()));
            }
            match Decimal::parse(text, MAX_DECIMALS) {
                Ok(value) => Some(value),
                Err(DecimalError::NotANumber) => this.refuse(Fault::NotANumber(text.to_owned())),
                Err(DecimalError::TooLarge | DecimalError::TooPrecise) => {
                    this.refuse(Fault::TooManyDigits(text.to_owned()))
                }
            }
        })
    }

    /// The numbers of an object, each under its own key.
    fn decimals<const N: usize>(&mut self, numbers: [(&'static str, &Number); N]) -> Option<[Decimal; N]> {
        let values: Vec<_> = numbers.iter().map(|(key, number)| self.decimal(key, number)).collect();
        values.into_iter().collect::<Option<Vec<_>>>()?.try_into().ok()
    }

    fn name(&mut self, name: String) -> Option<String> {
        if name.chars().all(is_blank) { self.refuse(Fault::EmptyName) } else { Some(name) }
    }

    /// A measure as it may stand behind a number: `125` must not be 12 in the measure `5`. A percent
    /// sign of any width is one.
    fn measure(&mut self, measure: String) -> Option<String> {
        let normal = normalise(&measure);
        if normal == PERCENT {
            return Some(normal.into_owned());
        }
        let begins_number = normal.starts_with(|c: char| c.is_numeric() || matches!(c, '-' | '+' | '−'));
        let has_slash_alone =
            normal.starts_with('/') || normal.split('/').skip(1).any(|rest| !rest.starts_with(char::is_alphabetic));
        if normal.is_empty() || begins_number || has_slash_alone || normal.contains(['.', ',', '%']) {
            return self.refuse(Fault::Measure(measure));
        }
        Some(measure)
    }
}

/// A JSON path such as `duties[0].activities[1].budget`.
fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Key(key) if path.is_empty() => path.push_str(key),
            Step::Key(key) => path += &format!(".{key}"),
            Step::Element(index) => path += &format!("[{index}]"),
        }
    }
    path
}

impl TargetsFile {
    pub(super) fn check(self, check: &mut Check) -> Option<Targets> {
        let code = check.at("code", |check| check.name(self.code));
        let name = check.at("name", |check| check.name(self.name));
        let title = check.at("title", |check| check.name(self.title));
        let budget_unit = check.at("budget_unit", |check| check.name(self.budget_unit));
        let bands = check.at("bands", |check| self.bands.check(check));
        let points = check.at("points", |check| self.points.check(bands.as_ref(), check));
        let duties = check.each("duties", self.duties, DutyFile::check)?;
        let has_budget = duties
            .iter()
            .flat_map(|duty| &duty.activities)
            .any(|activity| activity.budget.is_some_and(|budget| !budget.is_zero()));
        if !has_budget {
            check.at("duties", |check| check.refuse::<()>(Fault::NoBudget));
        }
        check_keys(&duties, check);
        let (points, bands) = (points?, bands?);
        Some(Targets {
            code: code?,
            name: name?,
            title: title?,
            budget_unit: budget_unit?,
            points_origin: points.origin(),
            bands_origin: bands.origin(),
            points,
            bands,
            duties,
        })
    }
}

impl BandsFile {
    fn check(&self, check: &mut Check) -> Option<Bands> {
        let bands = check.decimals([("excellent", &self.excellent), ("good", &self.good), ("fair", &self.fair)])?;
        Bands::new(bands).or_else(|| check.refuse(Fault::BandsOrder))
    }
}

impl PointsFile {
    fn check(&self, bands: Option<&Bands>, check: &mut Check) -> Option<Points> {
        let numbers = [
            ("excellent", &self.excellent),
            ("good", &self.good),
            ("fair", &self.fair),
            ("poor", &self.poor),
            ("below_poor", &self.below_poor),
        ];
        let Some(points) = Points::new(check.decimals(numbers)?) else { return check.refuse(Fault::PointsOrder) };
        for outside in bands.into_iter().flat_map(|bands| points.outside(bands)) {
            check.at(numbers[outside as usize].0, |check| check.refuse::<()>(Fault::PointsBand));
        }
        Some(points)
    }
}

impl DutyFile {
    fn check(self, check: &mut Check) -> Option<Duty> {
        let name = check.at("name", |check| check.name(self.name));
        let budget = check.decimal("budget", &self.budget);
        let activities = check.each("activities", self.activities, ActivityFile::check)?;
        let budget = budget?;
        let sum: Decimal = activities.iter().filter_map(|activity| activity.budget).sum();
        if budget != sum {
            let fault = Fault::DutyBudget { stated: budget.to_string(), sum: sum.to_string() };
            return check.at("budget", |check| check.refuse(fault));
        }
        Some(Duty { name: name?, budget, description: self.description, objective: self.objective, activities })
    }
}

impl ActivityFile {
    fn check(self, check: &mut Check) -> Option<Activity> {
        let name = check.at("name", |check| check.name(self.name));
        let budget = match self.budget {
            None => Some(None),
            Some(budget) => check.decimal("budget", &budget).map(Some),
        };
        let indicators = check.each("indicators", self.indicators, IndicatorFile::check)?;
        let (description, objective) = (self.description, self.objective);
        Some(Activity { name: name?, budget: budget?, description, objective, indicators })
    }
}

impl IndicatorFile {
    fn check(self, check: &mut Check) -> Option<Indicator> {
        let name = check.at("name", |check| check.name(self.name));
        let aliases = check.each("aliases", self.aliases, |alias, check| check.name(alias));
        let measure = check.at("measure", |check| check.measure(self.measure));
        let weight = check.decimal("weight", &self.weight);
        if weight.is_some_and(Decimal::is_zero) {
            check.at("weight", |check| check.refuse::<()>(Fault::ZeroWeight));
        }
        let cutoffs = check.at("cutoffs", |check| self.cutoffs.check(self.strict, check));
        Some(Indicator { name: name?, aliases: aliases?, measure: measure?, weight: weight?, cutoffs: cutoffs? })
    }
}

impl CutoffsFile {
    fn check(&self, is_strict: bool, check: &mut Check) -> Option<Cutoffs> {
        let best = check.decimals([("excellent", &self.excellent), ("good", &self.good), ("fair", &self.fair)]);
        let poor = match &self.poor {
            None => Some(None),
            Some(poor) => check.decimal("poor", poor).map(Some),
        };
        let cutoffs = Cutoffs::new(best?, poor?, is_strict);
        cutoffs.map_or_else(|fault| check.refuse(Fault::Cutoffs(fault)), Some)
    }
}

/// Every (activity, indicator) may stand once, under whatever name or alias.
fn check_keys(duties: &[Duty], check: &mut Check) {
    use Step::{Element, Key};
    let mut seen: HashMap<(String, String), [Step; 6]> = HashMap::new();
    for (d, duty) in duties.iter().enumerate() {
        for (a, activity) in duty.activities.iter().enumerate() {
            for (i, indicator) in activity.indicators.iter().enumerate() {
                let place = [Key("duties"), Element(d), Key("activities"), Element(a), Key("indicators"), Element(i)];
                for name in std::iter::once(&indicator.name).chain(&indicator.aliases) {
                    let key = (normal_form(&activity.name), normal_form(name));
                    if let Some(other) = seen.insert(key, place) {
                        let fault = Fault::SameName(path(&other));
                        check.errors.push(TableError { path: path(&place), fault });
                    }
                }
            }
        }
    }
}
