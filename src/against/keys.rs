//! The keys of the JSON report that a comparison needs; all others are passed over.

use serde::{Deserialize, Deserializer, de};
use serde_json::Number;

use crate::number::{Decimal, MAX_DECIMALS};

#[derive(Deserialize)]
pub(super) struct Head {
    pub(super) schema_version: u32,
}

#[derive(Deserialize)]
pub(super) struct ReportKeys {
    pub(super) schema_version: u32,
    pub(super) period: Option<String>,
    pub(super) targets: Vec<TableKeys>,
    pub(super) units: Option<Vec<UnitKeys>>,
    // Version 2 has none of these.
    pub(super) not_scored: Option<Vec<ListedKeys>>,
    pub(super) empty: Option<Vec<ListedKeys>>,
    pub(super) not_reported: Option<Vec<ListedKeys>>,
}

#[derive(Deserialize)]
pub(super) struct TableKeys {
    pub(super) code: String,
    pub(super) sha256: String,
}

#[derive(Deserialize)]
pub(super) struct ListedKeys {
    pub(super) unit: Option<String>,
    pub(super) bureau: Option<BureauKeys>,
}

#[derive(Deserialize)]
pub(super) struct UnitKeys {
    pub(super) unit: Option<String>,
    pub(super) bureau: BureauKeys,
    pub(super) source: SourceKeys,
    pub(super) policy: PolicyKeys,
    pub(super) score: Option<Exact>,
    pub(super) range: RangeKeys,
    pub(super) duties: Option<Vec<DutyKeys>>,
}

#[derive(Deserialize)]
pub(super) struct BureauKeys {
    pub(super) code: String,
    pub(super) name: String,
}

#[derive(Deserialize)]
pub(super) struct SourceKeys {
    pub(super) file: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct RangeKeys {
    pub(super) min: Option<Exact>,
}

#[derive(Deserialize)]
pub(super) struct PolicyKeys {
    pub(super) missing: String,
    pub(super) points: PointsKeys,
}

#[derive(Deserialize)]
pub(super) struct PointsKeys {
    excellent: Exact,
    good: Exact,
    fair: Exact,
    poor: Exact,
    below_poor: Exact,
}

impl PointsKeys {
    pub(super) fn all(self) -> [Exact; 5] {
        [self.excellent, self.good, self.fair, self.poor, self.below_poor]
    }
}

#[derive(Deserialize)]
pub(super) struct DutyKeys {
    pub(super) activities: Vec<ActivityKeys>,
}

#[derive(Deserialize)]
pub(super) struct ActivityKeys {
    pub(super) name: String,
    pub(super) budget: Option<Exact>,
    pub(super) indicators: Option<Vec<IndicatorKeys>>,
}

#[derive(Deserialize)]
pub(super) struct IndicatorKeys {
    pub(super) name: String,
    pub(super) state: String,
    pub(super) actual: Option<Shown>,
    pub(super) done: Option<Exact>,
    pub(super) planned: Option<Exact>,
    pub(super) measure: String,
    pub(super) cutoffs: CutoffsKeys,
    pub(super) strict: bool,
    pub(super) grade: Option<String>,
    pub(super) below_poor: Option<bool>,
    pub(super) weight_in_activity: Exact,
}

#[derive(Deserialize)]
pub(super) struct CutoffsKeys {
    excellent: Exact,
    good: Exact,
    fair: Exact,
    pub(super) poor: Option<Exact>,
}

impl CutoffsKeys {
    pub(super) const fn best(&self) -> [Exact; 3] {
        [self.excellent, self.good, self.fair]
    }
}

/// A number of a table or form, with all its digits.
#[derive(Clone, Copy)]
pub(super) struct Exact(pub(super) Decimal);

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        let decimal = Decimal::parse(&number.to_string(), MAX_DECIMALS);
        decimal.map(Self).map_err(|_| de::Error::custom("no exact number"))
    }
}

/// An actual as it is shown: the percentage of a pair may have more digits than a form.
#[derive(Deserialize)]
pub(super) struct Shown(Number);

impl Shown {
    /// The number, as long as it is one that a report shows.
    pub(super) fn as_decimal(&self) -> Option<Decimal> {
        /// Digits before the point: a number of a form, times a hundred.
        const MOST: usize = 14;
        let text = self.0.to_string();
        let (integer, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let is_plain = [integer, decimals].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let places = u8::try_from(decimals.len()).ok().filter(|places| *places <= MAX_DECIMALS)?;
        let digits = format!("{integer}{decimals}").parse().ok().filter(|_| is_plain && integer.len() <= MOST)?;
        Some(Decimal::new(digits, places))
    }
}
