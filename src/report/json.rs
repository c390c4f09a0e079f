//! The JSON report: the contract of the README and of [`SCHEMA`].

use std::io::{self, Write};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Number;

use super::{
    ActivityReport, Counts, DutyReport, Field, IndicatorReport, Level, NextReport, PROBLEM_COLUMNS, ProblemEntry,
    Report, Standing, UnitReport,
};
use crate::grading::{Attainment, Cutoffs, Grade};
use crate::language::Language;
use crate::number::{Decimal, Figure};
use crate::scoring::{Bands, MissingPolicy, Points};
use crate::targets::{Table, Targets};

/// The JSON Schema (2020-12) of the report.
pub const SCHEMA: &str = include_str!("schema.json");

/// The version of the report's keys, in the JSON report, its lines and the CSV.
pub const SCHEMA_VERSION: u32 = 3;

/// Writes the whole report. Messages are in the language; keys and codes are English always.
///
/// # Errors
/// Those of the writer.
pub fn json(report: &Report<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let document = Document {
        schema_version: SCHEMA_VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        targets: report.tables().map(TableView::new).collect(),
        period: report.period.as_deref(),
        units: report.is_scored.then_some(Units(report)),
        problems: ProblemList(report, language),
        problem_counts: Counted(report),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// Writes each unit as one line: an element of the report's `units`, with the period and the schema's version.
///
/// # Errors
/// Those of the writer.
pub fn json_lines(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for unit in &report.units {
        let period = report.period.as_deref();
        let line = Line { schema_version: SCHEMA_VERSION, period, unit: UnitView::new(report, unit) };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    tool: Tool,
    targets: Vec<TableView<'a>>,
    period: Option<&'a str>,
    /// None where forms are checked alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<Units<'a>>,
    problems: ProblemList<'a>,
    problem_counts: Counted<'a>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct TableView<'a> {
    code: &'a str,
    name: &'a str,
    title: &'a str,
    budget_unit: &'a str,
    file: Option<&'a str>,
    sha256: &'a str,
}

impl<'a> TableView<'a> {
    fn new(Table { targets, file, sha256, .. }: &'a Table) -> Self {
        Self {
            code: &targets.code,
            name: &targets.name,
            title: &targets.title,
            budget_unit: &targets.budget_unit,
            file: file.as_deref(),
            sha256,
        }
    }
}

/// A line of NDJSON.
#[derive(Serialize)]
struct Line<'a> {
    schema_version: u32,
    period: Option<&'a str>,
    #[serde(flatten)]
    unit: UnitView<'a>,
}

#[derive(Serialize)]
struct BureauView<'a> {
    code: &'a str,
    name: &'a str,
}

impl<'a> BureauView<'a> {
    fn new(targets: &'a Targets) -> Self {
        Self { code: &targets.code, name: &targets.name }
    }
}

#[derive(Serialize)]
struct Policy {
    missing: MissingPolicy,
    points: Named<5>,
    bands: Named<3>,
}

/// Numbers under their names, in their order.
struct Named<const N: usize>([(&'static str, Option<Decimal>); N]);

impl<const N: usize> Serialize for Named<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0)
    }
}

/// What each attainment scores.
fn points(points: &Points) -> Named<5> {
    let name = |attainment: Attainment| match attainment {
        Attainment::BelowPoor => "below_poor",
        _ => attainment.grade().code(),
    };
    Named(Attainment::ALL.map(|attainment| (name(attainment), Some(points.of(attainment)))))
}

/// The lowest score of each band that has one.
fn bands(bands: &Bands) -> Named<3> {
    Named([Grade::Excellent, Grade::Good, Grade::Fair].map(|grade| (grade.code(), bands.lowest(grade))))
}

/// The cut-offs as the table has them.
fn cutoffs(cutoffs: &Cutoffs) -> Named<4> {
    let written = cutoffs.written();
    Named(Grade::ALL.map(|grade| (grade.code(), written[grade as usize])))
}

impl Serialize for Decimal {
    /// A JSON number with the exact decimal text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: Number = self.to_string().parse().map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_decimal().serialize(serializer)
    }
}

/// The units, made one by one while they are written.
struct Units<'a>(&'a Report<'a>);

impl Serialize for Units<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.units.iter().map(|unit| UnitView::new(self.0, unit)))
    }
}

#[derive(Serialize)]
struct SourceView<'a> {
    file: Option<&'a str>,
    sha256: Option<&'a str>,
}

#[derive(Serialize)]
struct RangeView {
    min: Option<Figure>,
    max: Option<Figure>,
}

/// A score with its range and band, as bureau, duty and activity have it.
#[derive(Serialize)]
struct StandingView {
    score: Option<Figure>,
    range: RangeView,
    grade: Option<Grade>,
    grade_label: Option<&'static str>,
}

impl StandingView {
    fn new(standing: Standing) -> Self {
        let (min, max) = standing.range.unzip();
        Self {
            score: standing.score(),
            range: RangeView { min, max },
            grade: standing.grade,
            grade_label: standing.grade.map(Grade::label),
        }
    }
}

#[derive(Serialize)]
struct UnitView<'a> {
    unit: Option<&'a str>,
    bureau: BureauView<'a>,
    source: SourceView<'a>,
    policy: Policy,
    #[serde(flatten)]
    standing: StandingView,
    coverage: Option<Figure>,
    counts: Counts,
    duties: Option<Vec<DutyView<'a>>>,
}

impl<'a> UnitView<'a> {
    fn new(report: &Report<'a>, unit: &'a UnitReport<'_>) -> Self {
        let (targets, level) = (report.targets(unit), report.level);
        let duties = unit.duties().filter(|_| level > Level::Unit);
        let (points, bands) = (points(targets.points()), bands(targets.bands()));
        Self {
            unit: unit.unit,
            bureau: BureauView::new(targets),
            policy: Policy { missing: report.missing, points, bands },
            source: SourceView { file: unit.source.file.as_deref(), sha256: unit.source.sha256.as_deref() },
            standing: StandingView::new(unit.standing),
            coverage: unit.coverage,
            counts: unit.counts,
            duties: duties.map(|duties| duties.iter().map(|duty| DutyView::new(duty, level)).collect()),
        }
    }
}

#[derive(Serialize)]
struct DutyView<'a> {
    name: &'a str,
    budget: Decimal,
    weight: Figure,
    #[serde(flatten)]
    standing: StandingView,
    activities: Vec<ActivityView<'a>>,
}

impl<'a> DutyView<'a> {
    fn new(duty: &'a DutyReport<'_>, level: Level) -> Self {
        Self {
            name: &duty.target.name,
            budget: duty.target.budget,
            weight: duty.weight,
            standing: StandingView::new(duty.standing),
            activities: duty.activities.iter().map(|activity| ActivityView::new(activity, level)).collect(),
        }
    }
}

#[derive(Serialize)]
struct ActivityView<'a> {
    name: &'a str,
    budget: Option<Decimal>,
    weight: Figure,
    #[serde(flatten)]
    standing: StandingView,
    indicators: Option<Vec<IndicatorView<'a>>>,
}

impl<'a> ActivityView<'a> {
    fn new(activity: &'a ActivityReport<'_>, level: Level) -> Self {
        let indicators = activity.indicators.as_ref().filter(|_| level == Level::Indicator);
        Self {
            name: &activity.target.name,
            budget: activity.target.budget,
            weight: activity.weight,
            standing: StandingView::new(activity.standing),
            indicators: indicators.map(|indicators| indicators.iter().map(IndicatorView::new).collect()),
        }
    }
}

#[derive(Serialize)]
struct IndicatorView<'a> {
    name: &'a str,
    state: &'static str,
    actual: Option<Decimal>,
    actual_text: Option<&'a str>,
    done: Option<Decimal>,
    planned: Option<Decimal>,
    measure: &'a str,
    cutoffs: Named<4>,
    strict: bool,
    grade: Option<Grade>,
    grade_label: Option<&'static str>,
    below_poor: Option<bool>,
    score: Option<Figure>,
    weight: Figure,
    weight_in_activity: Decimal,
    loss: Option<Figure>,
    next: Option<NextReport>,
    note: Option<&'a str>,
}

impl<'a> IndicatorView<'a> {
    fn new(indicator: &'a IndicatorReport<'_>) -> Self {
        let grade = indicator.attainment().map(Attainment::grade);
        Self {
            name: &indicator.target.name,
            state: indicator.outcome.name(),
            actual: indicator.actual,
            actual_text: indicator.text.as_deref(),
            done: indicator.pair.map(|[done, _]| done),
            planned: indicator.pair.map(|[_, planned]| planned),
            measure: &indicator.target.measure,
            cutoffs: cutoffs(&indicator.target.cutoffs),
            strict: indicator.target.cutoffs.sign().is_strict(),
            grade,
            grade_label: grade.map(Grade::label),
            below_poor: indicator.attainment().map(|attainment| attainment == Attainment::BelowPoor),
            score: indicator.score,
            weight: indicator.weight,
            weight_in_activity: indicator.target.weight,
            loss: indicator.loss,
            next: indicator.next,
            note: indicator.note.as_deref(),
        }
    }
}

/// The problems, made one by one while they are written.
struct ProblemList<'a>(&'a Report<'a>, Language);

impl Serialize for ProblemList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.problem_entries(self.1))
    }
}

impl Serialize for ProblemEntry<'_> {
    /// A key for each column; columns that stand within one key are an object, or null where they say nothing.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for columns in PROBLEM_COLUMNS.chunk_by(|one, other| one.within.is_some() && one.within == other.within) {
            let fields = columns.iter().map(|column| (column.key, (column.field)(self)));
            match columns[0].within {
                None => fields.into_iter().try_for_each(|(key, field)| map.serialize_entry(key, &field))?,
                Some(key) => {
                    let fields: Vec<_> = fields.filter(|(_, field)| *field != Field::None).collect();
                    map.serialize_entry(key, &(!fields.is_empty()).then_some(Within(fields)))?;
                }
            }
        }
        map.end()
    }
}

/// Columns that stand within one key.
struct Within<'p>(Vec<(&'static str, Field<'p>)>);

impl Serialize for Within<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, field)| (key, field)))
    }
}

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Severity(severity) => serializer.serialize_str(severity.code()),
        }
    }
}

/// How many problems of a code a unit has.
#[derive(Serialize)]
struct CountView<'a> {
    unit: Option<String>,
    bureau: Option<BureauView<'a>>,
    code: &'static str,
    severity: &'static str,
    count: u64,
}

struct Counted<'a>(&'a Report<'a>);

impl Serialize for Counted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        serializer.collect_seq(report.problems.counts().into_iter().map(|(whose, code, count)| {
            let unit = report.actuals.unit_of(whose);
            let bureau = unit.as_ref().and_then(|unit| report.bureau_of(unit)).map(BureauView::new);
            let unit = unit.map(|unit| unit.name).filter(|name| !name.is_empty());
            CountView { unit, bureau, code: code.name(), severity: code.severity().code(), count }
        }))
    }
}
