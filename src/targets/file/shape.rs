//! What a table's JSON file has in it.

use serde::{Deserialize, Serialize};
use serde_json::Number;

use crate::targets::PERCENT;

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::targets) struct TargetsFile {
    pub(in crate::targets) code: String,
    pub(in crate::targets) name: String,
    pub(in crate::targets) title: String,
    pub(in crate::targets) budget_unit: String,
    pub(in crate::targets) points: PointsFile,
    pub(in crate::targets) bands: BandsFile,
    pub(in crate::targets) duties: Vec<DutyFile>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::targets) struct PointsFile {
    pub(in crate::targets) excellent: Number,
    pub(in crate::targets) good: Number,
    pub(in crate::targets) fair: Number,
    pub(in crate::targets) poor: Number,
    pub(in crate::targets) below_poor: Number,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::targets) struct BandsFile {
    pub(in crate::targets) excellent: Number,
    pub(in crate::targets) good: Number,
    pub(in crate::targets) fair: Number,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::targets) struct DutyFile {
    pub(in crate::targets) name: String,
    pub(in crate::targets) budget: Number,
    pub(in crate::targets) description: String,
    pub(in crate::targets) objective: String,
    pub(in crate::targets) activities: Vec<ActivityFile>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::targets) struct ActivityFile {
    pub(in crate::targets) name: String,
    #[serde(deserialize_with = "Option::deserialize")]
    pub(in crate::targets) budget: Option<Number>,
    pub(in crate::targets) description: String,
    pub(in crate::targets) objective: String,
    pub(in crate::targets) indicators: Vec<IndicatorFile>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::targets) struct IndicatorFile {
    pub(in crate::targets) name: String,
    #[serde(default)]
    pub(in crate::targets) aliases: Vec<String>,
    #[serde(default = "percent")]
    pub(in crate::targets) measure: String,
    #[serde(default = "one")]
    pub(in crate::targets) weight: Number,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(in crate::targets) strict: bool,
    pub(in crate::targets) cutoffs: CutoffsFile,
}

fn percent() -> String {
    PERCENT.to_owned()
}

fn one() -> Number {
    Number::from(1)
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(in crate::targets) struct CutoffsFile {
    pub(in crate::targets) excellent: Number,
    pub(in crate::targets) good: Number,
    pub(in crate::targets) fair: Number,
    #[serde(deserialize_with = "Option::deserialize")]
    pub(in crate::targets) poor: Option<Number>,
}
