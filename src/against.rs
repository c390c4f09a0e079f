//! An earlier report of this program, as a later one is compared with it: what each unit's indicators came to, read back
//! from the JSON report ([spec 3.10](crate::spec#310-what-changed)).
//!
//! Knows the keys of that report, and nothing of how reports look otherwise.

mod keys;

use std::collections::{HashMap, HashSet};

use self::keys::{Exact, Head, IndicatorKeys, ListedKeys, ReportKeys, UnitKeys};
use crate::change::{Counted, Pair, score_before};
use crate::diagnostic::AgainstFault;
use crate::grading::{Actual, Attainment, Cutoffs};
use crate::names::normal_form;
use crate::number::{Decimal, Figure, MAX_DECIMALS};
use crate::scoring::{MissingPolicy, MissingScore, Points};
use crate::stated::Stated;

/// The oldest version of the report's keys that says enough.
const OLDEST: u32 = 2;

/// What a unit is known by: code of the bureau and name, in normal form.
pub type Key = (String, String);

/// The key of a unit; one of standard input has no name.
pub fn key(code: &str, name: Option<&str>) -> Key {
    (normal_form(code), normal_form(name.unwrap_or_default()))
}

/// An earlier report.
#[derive(Debug)]
pub struct Earlier {
    /// The file, as it was named.
    pub file: String,
    /// Its period, where one was named.
    pub period: Option<String>,
    /// Its units, in the order of the report.
    pub units: Vec<EarlierUnit>,
    /// The position of each unit, by code of the bureau and name in normal form.
    positions: HashMap<Key, usize>,
    /// The units without a score: with errors, with an empty form, or without any.
    without_score: HashSet<Key>,
    /// The codes of its tables and their SHA-256.
    tables: HashMap<String, String>,
}

/// A unit of an earlier report.
#[derive(Debug)]
pub struct EarlierUnit {
    /// Its name; none for standard input.
    pub name: Option<String>,
    /// The code and the name of its bureau.
    pub bureau: [String; 2],
    /// The file with its rows.
    pub file: Option<String>,
    /// Its score as it was printed; none where it was an interval, or nothing counted.
    pub score: Option<Figure>,
    /// The lower end of the interval; none where nothing counted.
    pub min: Option<Figure>,
    /// The points of its table.
    pub points: Points,
    /// Its indicators, in the order of the report.
    pub indicators: Vec<EarlierIndicator>,
}

/// An indicator of an earlier report.
#[derive(Debug)]
pub struct EarlierIndicator {
    /// The names of its activity and its own.
    pub names: [String; 2],
    /// The number of its activity, from 0.
    pub activity: usize,
    /// The activity's budget; 0 where there is none.
    pub budget: Decimal,
    /// Its weight within the activity.
    pub weight: Decimal,
    /// What it is measured in.
    pub measure: String,
    /// Its cut-offs.
    pub cutoffs: Cutoffs,
    /// What it stated; of a value with a pair the exact one.
    pub stated: Stated<Actual>,
}

impl Earlier {
    /// Reads a JSON report of this version of the keys or one that is old enough, whose missing values count by a policy.
    ///
    /// # Errors
    /// Why it cannot be compared with.
    pub fn read(file: &str, text: &str, policy: MissingPolicy, newest: u32) -> Result<Self, AgainstFault> {
        let text = text.trim_start_matches('\u{FEFF}');
        let keys: ReportKeys = serde_json::from_str(text).map_err(|_| version_fault(text, newest))?;
        is_known(keys.schema_version, newest)?;
        let units = keys.units.ok_or(AgainstFault::NotScored)?;
        let units = units.into_iter().map(|unit| EarlierUnit::new(unit, policy)).collect::<Result<Vec<_>, _>>()?;
        let positions = units.iter().enumerate().map(|(at, unit)| (unit.key(), at)).collect();
        let without = [keys.not_scored, keys.empty, keys.not_reported].into_iter().flatten().flatten();
        Ok(Self {
            file: file.to_owned(),
            period: keys.period,
            units,
            positions,
            without_score: without.filter_map(listed).collect(),
            tables: keys.targets.into_iter().map(|table| (normal_form(&table.code), table.sha256)).collect(),
        })
    }

    /// The unit of a bureau, by the bureau's code and its own name.
    pub fn unit(&self, code: &str, name: &str) -> Option<&EarlierUnit> {
        self.positions.get(&key(code, Some(name))).map(|at| &self.units[*at])
    }

    /// Whether a unit had no score.
    pub fn lacks_score(&self, code: &str, name: &str) -> bool {
        self.without_score.contains(&key(code, Some(name)))
    }

    /// The SHA-256 of a bureau's table.
    pub fn table(&self, code: &str) -> Option<&str> {
        self.tables.get(&normal_form(code)).map(String::as_str)
    }
}

fn is_known(found: u32, newest: u32) -> Result<(), AgainstFault> {
    let known = [OLDEST, newest];
    if (OLDEST..=newest).contains(&found) { Ok(()) } else { Err(AgainstFault::Version { found, known }) }
}

/// Why a text without the keys of a report is none: those of other versions have other keys.
fn version_fault(text: &str, newest: u32) -> AgainstFault {
    let head: Result<Head, _> = serde_json::from_str(text);
    head.ok().and_then(|head| is_known(head.schema_version, newest).err()).unwrap_or(AgainstFault::NoReport)
}

fn listed(unit: ListedKeys) -> Option<Key> {
    Some(key(&unit.bureau?.code, unit.unit.as_deref()))
}

impl EarlierUnit {
    fn new(keys: UnitKeys, policy: MissingPolicy) -> Result<Self, AgainstFault> {
        let theirs = keys.policy.missing;
        if theirs != policy.name() {
            return Err(AgainstFault::Policy { theirs, own: policy.name() });
        }
        let mut indicators = Vec::new();
        let activities = keys.duties.ok_or(AgainstFault::Shallow)?.into_iter().flat_map(|duty| duty.activities);
        for (number, activity) in activities.enumerate() {
            let budget = activity.budget.map_or(Decimal::new(0, 0), |Exact(budget)| budget);
            for indicator in activity.indicators.ok_or(AgainstFault::Shallow)? {
                indicators.push(EarlierIndicator::new(indicator, (number, &activity.name), budget)?);
            }
        }
        let points = keys.policy.points.all().map(|Exact(points)| points);
        let unit = Self {
            name: keys.unit,
            bureau: [keys.bureau.code, keys.bureau.name],
            file: keys.source.file,
            score: keys.score.map(figure).transpose()?,
            min: keys.range.min.map(figure).transpose()?,
            points: Points::new(points).ok_or(AgainstFault::NoReport)?,
            indicators,
        };
        if unit.adds_up(policy) { Ok(unit) } else { Err(AgainstFault::Contradiction { unit: unit.shown_name() }) }
    }

    /// What it is known by.
    pub fn key(&self) -> Key {
        key(&self.bureau[0], self.name.as_deref())
    }

    /// Its name, or that of its bureau where it has none.
    fn shown_name(&self) -> String {
        self.name.as_ref().unwrap_or(&self.bureau[1]).clone()
    }

    /// Whether its indicators come to the score that it has, or to the lower end of its interval.
    fn adds_up(&self, policy: MissingPolicy) -> bool {
        let before = |indicator| Pair { before: self.counted(indicator, policy), now: None };
        let pairs: Vec<_> = self.indicators.iter().map(before).collect();
        let score = score_before(&pairs, missing_score(policy)).round();
        self.min.is_none_or(|min| score == min) && self.score.is_none_or(|score| self.min == Some(score))
    }

    /// An indicator of the unit as it counts; nothing where it does not.
    pub fn counted<'u>(&'u self, indicator: &'u EarlierIndicator, policy: MissingPolicy) -> Option<Counted<'u>> {
        policy.counts(indicator.stated).then_some(Counted {
            activity: indicator.activity,
            actual: indicator.stated.reported(),
            cutoffs: &indicator.cutoffs,
            points: &self.points,
            weight: indicator.weight,
            budget: indicator.budget,
        })
    }
}

/// A score as a report prints it.
fn figure(Exact(score): Exact) -> Result<Figure, AgainstFault> {
    let is_score = score <= Decimal::new(100, 0) && score.decimals() <= 2;
    if is_score { Ok(score.to_fraction().round()) } else { Err(AgainstFault::NoReport) }
}

/// What a missing value scores where it counts: of an interval the lower end, which prints as the upper one does where
/// there is one score.
pub fn missing_score(policy: MissingPolicy) -> MissingScore {
    policy.rule().scores.map_or(MissingScore::Zero, |[least, _]| least)
}

impl EarlierIndicator {
    fn new(keys: IndicatorKeys, activity: (usize, &str), budget: Decimal) -> Result<Self, AgainstFault> {
        let [Exact(excellent), Exact(good), Exact(fair)] = keys.cutoffs.best();
        let poor = keys.cutoffs.poor.map(|Exact(poor)| poor);
        let cutoffs = Cutoffs::new([excellent, good, fair], poor, keys.strict).map_err(|_| AgainstFault::NoReport)?;
        let stated = match &*keys.state {
            "reported" => Stated::Reported(keys.actual(&cutoffs).ok_or(AgainstFault::NoReport)?),
            "missing" => Stated::Missing,
            "not_applicable" => Stated::NotApplicable,
            _ => return Err(AgainstFault::NoReport),
        };
        Ok(Self {
            names: [activity.1.to_owned(), keys.name],
            activity: activity.0,
            budget,
            weight: keys.weight_in_activity.0,
            measure: keys.measure,
            cutoffs,
            stated,
        })
    }
}

impl IndicatorKeys {
    /// The actual; nothing where there is none that attains what the report says.
    fn actual(&self, cutoffs: &Cutoffs) -> Option<Actual> {
        if let (Some(Exact(done)), Some(Exact(planned))) = (&self.done, &self.planned) {
            return Actual::from_pair(*done, *planned).filter(|pair| self.attains(cutoffs, *pair));
        }
        let shown = self.actual.as_ref()?.as_decimal()?;
        // It was cut: what is not shown may be what a strict cut-off or one that is not to be exceeded goes by.
        let beyond = Decimal::new(shown.scaled_to(MAX_DECIMALS) * 10 + 1, MAX_DECIMALS + 1);
        [shown, beyond].map(Actual::from_decimal).into_iter().find(|actual| self.attains(cutoffs, *actual))
    }

    /// Whether an actual attains what the report says.
    fn attains(&self, cutoffs: &Cutoffs, actual: Actual) -> bool {
        let attainment = cutoffs.attainment(actual);
        let is_below = attainment == Attainment::BelowPoor;
        self.grade.as_deref() == Some(attainment.grade().code()) && self.below_poor == Some(is_below)
    }
}
