//! The JSON report: the contract of the README and of [`SCHEMA`].

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::Number;

use super::{ActivityReport, Counts, DutyReport, IndicatorReport, Level, NextReport, Report, Standing, UnitReport};
use crate::diagnostic::{Code, Problems};
use crate::grading::{Attainment, Cutoffs, Grade};
use crate::language::Language;
use crate::number::{Decimal, Figure};
use crate::scoring::{Bands, MissingPolicy, Points};
use crate::targets::Table;

/// The JSON Schema (2020-12) of the report.
pub const SCHEMA: &str = include_str!("schema.json");

/// The version of the report's keys, in the JSON report, its lines and the CSV.
pub const SCHEMA_VERSION: u32 = 2;

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
        units: Units(report),
        problems: problems(&report.problems, language),
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
    units: Units<'a>,
    problems: Vec<ProblemView<'a>>,
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
            bureau: BureauView { code: &targets.code, name: &targets.name },
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

#[derive(Serialize)]
struct ProblemView<'a> {
    severity: &'static str,
    code: &'static str,
    message: String,
    help: Option<String>,
    file: Option<&'a str>,
    line: Option<u64>,
    cell: Option<&'a str>,
}

/// The problems that are shown in full, then one entry for each code that has more.
fn problems(problems: &Problems, language: Language) -> Vec<ProblemView<'_>> {
    let shown = problems.shown().into_iter().map(|diagnostic| {
        let (problem, place) = (&diagnostic.problem, &diagnostic.place);
        ProblemView {
            severity: problem.code().severity().code(),
            code: problem.code().name(),
            message: diagnostic.message_with_quote(language),
            help: Some(problem.help(language)),
            file: place.file.as_deref(),
            line: place.line,
            cell: place.cell.as_deref(),
        }
    });
    let folded = problems.folded().into_iter().map(|(code, count)| more(code, count, language));
    shown.chain(folded).collect()
}

fn more<'a>(code: Code, count: u64, language: Language) -> ProblemView<'a> {
    let message = match language {
        Language::Chinese => format!("此外还有 {count} 个同类问题"),
        Language::English => format!("{count} more of this code"),
    };
    let severity = code.severity().code();
    ProblemView { severity, code: code.name(), message, help: None, file: None, line: None, cell: None }
}
