//! An earlier report of this program, as a later one is compared with it: what each unit's indicators came to, read back
//! from the JSON report.
//!
//! Knows the keys of that report, and nothing of how reports look otherwise.

use std::collections::HashMap;

use serde::{Deserialize, Deserializer, de};
use serde_json::Number;

use crate::grading::{Actual, Cutoffs};
use crate::language::{Both, both};
use crate::names::normalise;
use crate::number::{Decimal, MAX_DECIMALS};
use crate::scoring::{MissingPolicy, Points};

/// The oldest version of the report's keys that says enough.
const OLDEST: u32 = 2;

/// An earlier report.
#[derive(Debug)]
pub struct Earlier {
    /// By code of the bureau and name of the unit, in normal form.
    units: HashMap<(String, String), EarlierUnit>,
}

/// A unit of an earlier report.
#[derive(Debug)]
pub struct EarlierUnit {
    /// Its score as it was printed; none where it was an interval, or nothing counted.
    pub score: Option<Decimal>,
    /// The points of its table.
    pub points: Points,
    /// Its indicators, in the order of the report.
    pub indicators: Vec<EarlierIndicator>,
}

/// An indicator of an earlier report.
#[derive(Debug)]
pub struct EarlierIndicator {
    /// The names of its activity and its own, in normal form.
    pub key: [String; 2],
    /// The activity's budget.
    pub budget: Option<Decimal>,
    /// Its weight within the activity.
    pub weight: Decimal,
    /// Its cut-offs.
    pub cutoffs: Cutoffs,
    /// What it stated.
    pub stated: EarlierState,
}

/// What an indicator of an earlier report stated.
#[derive(Clone, Copy, Debug)]
pub enum EarlierState {
    /// A value; of one with a pair, the exact one.
    Reported(Actual),
    /// Nothing.
    Missing,
    /// That it does not apply.
    NotApplicable,
}

/// Why a file is no report to compare with.
#[derive(Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It is no JSON report of this program, or a damaged one.
    NoReport,
    /// Its keys are of a version that says too little, or that is not known yet.
    Version(u32),
    /// It does not go down to indicators.
    Shallow,
    /// Missing values counted otherwise than they do in this run.
    Policy {
        /// How they counted.
        theirs: String,
        /// How they count now.
        own: MissingPolicy,
    },
}

impl Unfit {
    /// What is wrong, and a way out.
    pub fn words(&self, newest: u32) -> Both {
        match self {
            Self::NoReport => both!(
                "不是本程序的 JSON 报告；请用 score …… --level indicator -o 报告.json 打出上次的报告",
                "this is no JSON report of this program; make one of the earlier forms with --level indicator -o report.json",
            ),
            Self::Version(version) => both!(
                "报告的结构是第 {version} 版，可比的是第 {OLDEST} 到 {newest} 版；请用现在的程序把上次的填报表重新打一份",
                "the report is of version {version}, and those of {OLDEST} to {newest} can be compared; make it anew from the earlier forms",
            ),
            Self::Shallow => both!(
                "这份报告没有细到指标；请加 --level indicator 重新打一份",
                "the report does not go down to indicators; make it anew with --level indicator",
            ),
            Self::Policy { theirs, own } => {
                let own = own.name();
                both!(
                    "这份报告的未报按 {theirs} 计，这次按 {own}；请用同样的 --missing",
                    "missing values counted as {theirs} in the report, and count as {own} now; use the same --missing",
                )
            }
        }
    }
}

impl Earlier {
    /// Reads a JSON report.
    ///
    /// # Errors
    /// Why it cannot be compared with.
    pub fn read(text: &str, policy: MissingPolicy, newest: u32) -> Result<Self, Unfit> {
        let text = text.trim_start_matches('\u{FEFF}');
        let Head { schema_version: version } = serde_json::from_str(text).map_err(|_| Unfit::NoReport)?;
        if !(OLDEST..=newest).contains(&version) {
            return Err(Unfit::Version(version));
        }
        let report: ReportFile = serde_json::from_str(text).map_err(|_| Unfit::NoReport)?;
        let mut units = HashMap::new();
        for unit in report.units {
            let name = normalise(unit.unit.as_deref().unwrap_or_default()).into_owned();
            units.insert((normalise(&unit.bureau.code).into_owned(), name), unit.checked(policy)?);
        }
        Ok(Self { units })
    }

    /// The unit of a bureau, by the bureau's code and its own name.
    pub fn unit(&self, code: &str, name: &str) -> Option<&EarlierUnit> {
        self.units.get(&(normalise(code).into_owned(), normalise(name).into_owned()))
    }

    /// How many units it has.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }
}

#[derive(Deserialize)]
struct Head {
    schema_version: u32,
}

#[derive(Deserialize)]
struct ReportFile {
    units: Vec<UnitFile>,
}

#[derive(Deserialize)]
struct UnitFile {
    unit: Option<String>,
    bureau: BureauFile,
    policy: PolicyFile,
    score: Option<Exact>,
    duties: Option<Vec<DutyFile>>,
}

#[derive(Deserialize)]
struct BureauFile {
    code: String,
}

#[derive(Deserialize)]
struct PolicyFile {
    missing: String,
    points: PointsFile,
}

#[derive(Deserialize)]
struct PointsFile {
    excellent: Exact,
    good: Exact,
    fair: Exact,
    poor: Exact,
    below_poor: Exact,
}

#[derive(Deserialize)]
struct DutyFile {
    activities: Vec<ActivityFile>,
}

#[derive(Deserialize)]
struct ActivityFile {
    name: String,
    budget: Option<Exact>,
    indicators: Option<Vec<IndicatorFile>>,
}

#[derive(Deserialize)]
struct IndicatorFile {
    name: String,
    state: String,
    actual: Option<Exact>,
    done: Option<Exact>,
    planned: Option<Exact>,
    cutoffs: CutoffsFile,
    strict: bool,
    weight_in_activity: Exact,
}

#[derive(Deserialize)]
struct CutoffsFile {
    excellent: Exact,
    good: Exact,
    fair: Exact,
    poor: Option<Exact>,
}

/// A number with all its digits.
struct Exact(Decimal);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        let decimal = Decimal::parse(&number.to_string(), MAX_DECIMALS);
        decimal.map(Self).map_err(|_| de::Error::custom("no exact number"))
    }
}

impl UnitFile {
    fn checked(self, policy: MissingPolicy) -> Result<EarlierUnit, Unfit> {
        let PolicyFile { missing, points } = self.policy;
        if missing != policy.name() {
            return Err(Unfit::Policy { theirs: missing, own: policy });
        }
        let points = [points.excellent, points.good, points.fair, points.poor, points.below_poor].map(|Exact(own)| own);
        let mut indicators = Vec::new();
        for activity in self.duties.ok_or(Unfit::Shallow)?.into_iter().flat_map(|duty| duty.activities) {
            let (name, budget) = (normalise(&activity.name).into_owned(), activity.budget.map(|Exact(own)| own));
            for indicator in activity.indicators.ok_or(Unfit::Shallow)? {
                indicators.push(indicator.checked(&name, budget)?);
            }
        }
        let score = self.score.map(|Exact(own)| own);
        Ok(EarlierUnit { score, points: Points::new(points).ok_or(Unfit::NoReport)?, indicators })
    }
}

impl IndicatorFile {
    fn checked(self, activity: &str, budget: Option<Decimal>) -> Result<EarlierIndicator, Unfit> {
        let CutoffsFile { excellent, good, fair, poor } = self.cutoffs;
        let cutoffs = Cutoffs::new([excellent.0, good.0, fair.0], poor.map(|Exact(own)| own), self.strict);
        let actual = match (self.actual, self.done, self.planned) {
            (_, Some(Exact(done)), Some(Exact(planned))) => Actual::from_pair(done, planned),
            (actual, ..) => actual.map(|Exact(own)| Actual::from_decimal(own)),
        };
        let stated = match (&*self.state, actual) {
            ("reported", Some(actual)) => EarlierState::Reported(actual),
            ("missing", _) => EarlierState::Missing,
            ("not_applicable", _) => EarlierState::NotApplicable,
            _ => return Err(Unfit::NoReport),
        };
        Ok(EarlierIndicator {
            key: [activity.to_owned(), normalise(&self.name).into_owned()],
            budget,
            weight: self.weight_in_activity.0,
            cutoffs: cutoffs.map_err(|_| Unfit::NoReport)?,
            stated,
        })
    }
}
