//! The official table: duties, their activities with budgets, and the indicators with cut-offs.
//!
//! A [`Targets`] that exists is legal: [`Targets::parse`] refuses everything that
//! [spec 1.3](crate::spec#13-what-a-table-must-keep-to) does. Knows no files, no actuals and no way of
//! showing itself.

mod book;
mod fault;
mod file;
mod grid;
mod library;
mod remark;
mod signs;

pub use self::book::{Book, BookError, BookFault, CutoffFault, Published, RemarkAt, grade_of, read as read_book};
pub use self::fault::{Fault, TableError};
pub use self::file::parse_all;
pub use self::grid::{CellPlace, GridFault, RowPlace};
pub use self::library::{BureauName, FileDigest, Library, Table, TableNumber};
pub use self::remark::Remark;
pub use self::signs::Signed;
use crate::grading::{Attainment, Cutoffs};
use crate::names::normalise;
use crate::number::Decimal;
use crate::scoring::{ActivityWeights, Bands, IndicatorWeight, Origin, Points, Scheme};

/// The JSON texts of the bundled tables. The first is the default, `--bureau` finds the others.
pub const BUNDLED: &[&str] = &[include_str!("../targets/414.json")];

/// The JSON Schema of a table's file.
pub const SCHEMA: &str = include_str!("targets/schema.json");

/// The measure of an indicator that names none.
pub const PERCENT: &str = "%";

/// A bureau's official table.
#[derive(Clone, Debug)]
pub struct Targets {
    /// The bureau's code: `414`.
    pub code: String,
    /// The bureau: `工商局`.
    pub name: String,
    /// The page's title.
    pub title: String,
    /// The unit of all budgets: `万元`.
    pub budget_unit: String,
    points: Points,
    points_origin: Origin,
    bands: Bands,
    bands_origin: Origin,
    duties: Vec<Duty>,
}

/// 职责
#[derive(Clone, Debug)]
pub struct Duty {
    /// Its name, to the letter.
    pub name: String,
    /// 年度预算数, the sum of its activities' budgets.
    pub budget: Decimal,
    /// 内容描述
    pub description: String,
    /// 绩效目标
    pub objective: String,
    /// Its activities, in the page's order.
    pub activities: Vec<Activity>,
}

/// 工作活动
#[derive(Clone, Debug)]
pub struct Activity {
    /// Its name, to the letter.
    pub name: String,
    /// 年度预算数; none where the page leaves it blank, which is not zero.
    pub budget: Option<Decimal>,
    /// 内容描述
    pub description: String,
    /// 绩效目标
    pub objective: String,
    /// Its indicators, in the page's order.
    pub indicators: Vec<Indicator>,
}

/// 绩效指标
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name, to the letter.
    pub name: String,
    /// Other names under which it may be reported.
    pub aliases: Vec<String>,
    /// 计量单位, `%` for a percentage.
    pub measure: String,
    /// Its weight among the indicators of its activity, above 0.
    pub weight: Decimal,
    /// 评价标准
    pub cutoffs: Cutoffs,
}

/// Words with which the name of a count ends.
const COUNTS: [&str; 12] =
    ["次数", "批次", "家次", "人次", "数量", "件数", "户数", "人数", "起数", "个数", "天数", "场次"];

/// Whether the name of an indicator says that something is counted.
fn is_count(name: &str) -> bool {
    COUNTS.iter().any(|end| name.trim_end().ends_with(end))
}

impl Indicator {
    /// Whether its actuals are percentages.
    pub fn is_percentage(&self) -> bool {
        self.measure == PERCENT
    }

    /// A cut-off with its measure, and with its sign unless that is ≥: `90%`, `＞90%`, `≤3天`.
    pub fn cutoff(&self, cutoff: Decimal) -> String {
        format!("{}{cutoff}{}", self.cutoffs.sign().needed_mark(), self.measure)
    }

    /// Whether its name says that it is a rate (…率), which should not exceed 100%.
    pub fn is_rate(&self) -> bool {
        self.is_percentage() && self.name.trim_end().ends_with('率')
    }

    /// Whether it is a percentage, though its name says that something is counted (…次数, …批次): its actuals are what
    /// was done of what was planned.
    pub fn is_count_in_percent(&self) -> bool {
        self.is_percentage() && is_count(&self.name)
    }

    const fn in_scheme(&self) -> IndicatorWeight {
        IndicatorWeight { weight: self.weight, worst: self.cutoffs.worst() }
    }
}

impl Targets {
    /// Reads a table from its JSON text.
    ///
    /// ```
    /// use score::targets::{Fault, Targets, BUNDLED};
    ///
    /// let table = Targets::parse(BUNDLED[0]).expect("it is legal");
    /// assert_eq!((&*table.name, table.budget().to_string()), ("工商局", "262".to_owned()));
    ///
    /// let errors = Targets::parse(&BUNDLED[0].replacen("74.00", "74.01", 1)).expect_err("a budget is wrong");
    /// assert_eq!(errors[0].path, "duties[0].budget");
    /// assert!(matches!(&errors[0].fault, Fault::DutyBudget { sum, .. } if sum == "129.01"));
    /// ```
    ///
    /// # Errors
    /// Everything that [spec 1.3](crate::spec#13-what-a-table-must-keep-to) refuses, each with the JSON path
    /// of the offending value.
    pub fn parse(text: &str) -> Result<Self, Vec<TableError>> {
        file::parse(text)
    }

    /// The table as its JSON file, without the line end at its end.
    ///
    /// ```
    /// # use score::targets::Targets;
    /// let table = Targets::bundled();
    /// let again = Targets::parse(&table.to_json()).expect("what is written is legal");
    /// assert_eq!(again.to_json(), table.to_json());
    /// ```
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(&file::TargetsFile::of(self)).unwrap_or_default()
    }

    /// The first of the bundled tables.
    ///
    /// # Panics
    /// Never in a released program: a test parses the same text.
    pub fn bundled() -> Self {
        Self::parse(BUNDLED[0]).expect("the bundled table is legal")
    }

    /// Code and name of its bureau: `414 工商局`.
    pub fn bureau(&self) -> String {
        format!("{} {}", self.code, self.name).trim().to_owned()
    }

    /// Whether it is the table of a bureau, named by its code or name.
    pub fn is_of(&self, bureau: &str) -> bool {
        let bureau = normalise(bureau);
        [&self.code, &self.name].into_iter().any(|own| normalise(own) == bureau)
    }

    /// Its duties, in the page's order.
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// 年度预算合计: the sum of the duties' budgets.
    pub fn budget(&self) -> Decimal {
        self.duties.iter().map(|duty| duty.budget).sum()
    }

    /// All activities, in the page's order.
    pub fn activities(&self) -> impl Iterator<Item = &Activity> {
        self.duties.iter().flat_map(|duty| &duty.activities)
    }

    /// All indicators with their activities, in the page's order; the position here is the number of
    /// an indicator everywhere.
    pub fn indicators(&self) -> impl Iterator<Item = (&Activity, &Indicator)> {
        self.activities().flat_map(|activity| activity.indicators.iter().map(move |indicator| (activity, indicator)))
    }

    /// Whether an indicator has cut-offs that exclude their own numbers.
    pub fn has_strict_cutoffs(&self) -> bool {
        self.indicators().any(|(_, indicator)| indicator.cutoffs.sign().is_strict())
    }

    /// Whether an indicator has no 差 line, so that whatever misses 中 is 差.
    pub fn has_open_poor(&self) -> bool {
        self.indicators().any(|(_, indicator)| indicator.cutoffs.poor().is_none())
    }

    /// The points of each attainment.
    pub const fn points(&self) -> &Points {
        &self.points
    }

    /// The bands of scores.
    pub const fn bands(&self) -> &Bands {
        &self.bands
    }

    /// Who says what the points are.
    pub const fn points_origin(&self) -> Origin {
        self.points_origin
    }

    /// Who says what the bands are.
    pub const fn bands_origin(&self) -> Origin {
        self.bands_origin
    }

    /// The same table under points and bands of a run, as far as it has any.
    ///
    /// # Errors
    /// An attainment whose points lie outside the band of its grade.
    pub fn rescaled(mut self, points: Option<Points>, bands: Option<Bands>) -> Result<Self, Attainment> {
        if let Some(points) = points {
            (self.points, self.points_origin) = (points, Origin::Run);
        }
        if let Some(bands) = bands {
            (self.bands, self.bands_origin) = (bands, Origin::Run);
        }
        let outside = self.points.outside(&self.bands).next();
        outside.map_or(Ok(self), Err)
    }

    /// The table's weights and points alone.
    pub fn scheme(&self) -> Scheme {
        let weights = |activity: &Activity| -> ActivityWeights {
            (activity.budget, activity.indicators.iter().map(Indicator::in_scheme).collect())
        };
        let duties: Vec<_> =
            self.duties.iter().map(|duty| duty.activities.iter().map(weights).collect::<Vec<_>>()).collect();
        Scheme::new(&duties, &self.points)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn bundled_tables_are_legal_and_each_is_found_by_its_code_and_name() {
        let tables: Vec<_> = BUNDLED.iter().map(|text| Targets::parse(text).expect("it is legal")).collect();
        assert!(tables.iter().all(|table| table.is_of(&table.code) && table.is_of(&table.name)));
        let names: HashSet<_> = tables.iter().flat_map(|table| [&table.code, &table.name]).collect();
        assert_eq!(names.len(), 2 * BUNDLED.len(), "neither a code nor a name stands twice");
    }
}
