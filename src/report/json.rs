//! The JSON report: the contract of the README and of [`SCHEMA`].

mod against;
mod change;
mod listed;
mod problem;
mod unit;

use std::collections::HashMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use self::against::AgainstView;
use self::listed::{ListedView, UnscoredView};
use self::problem::{Counted, ProblemList};
use self::unit::UnitView;
use super::{ProblemEntry, Report, UnitState, UnreadFile};
use crate::diagnostic::Whose;
use crate::language::Language;
use crate::targets::Table;

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
        against: report.comparison.as_ref().map(|comparison| AgainstView::new(report, comparison)),
        units: report.is_scored.then_some(Units(report, language)),
        not_scored: report.left_out.iter().map(|unit| ListedView::new(report, unit)).collect(),
        not_reported: report.not_reported.iter().map(|unit| ListedView::new(report, unit)).collect(),
        empty: report.blank.iter().map(|unit| ListedView::new(report, unit)).collect(),
        unread: report.unread(language),
        unexpected: report.unlisted.iter().map(|unlisted| ListedView::new(report, &unlisted.unit)).collect(),
        problems: ProblemList(report, language),
        problem_counts: Counted(report),
    };
    serde_json::to_writer_pretty(&mut *out, &document)?;
    out.write_all(b"\n")
}

/// Writes each unit as one line: an element of the report's `units` with its state, its problems, the period and the
/// schema's version; then those that are not scored, with null for what they have not. Problems that are nobody's
/// alone stand in a last line of nobody's.
///
/// # Errors
/// Those of the writer.
pub fn json_lines(report: &Report<'_>, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut problems: HashMap<Whose, Vec<ProblemEntry<'_>>> = HashMap::new();
    for entry in report.problem_entries(language) {
        problems.entry(entry.whose()).or_default().push(entry);
    }
    let mut line = |unit_state: Option<UnitState>, unit: LineOf<'_>, whose| -> io::Result<()> {
        // A unit without rows has no problems, and is not nobody.
        let is_its = unit_state.is_none() || whose != Whose::Nobody;
        let problems = is_its.then(|| problems.remove(&whose)).flatten().unwrap_or_default();
        let period = report.period.as_deref();
        let line = Line { schema_version: SCHEMA_VERSION, period, unit, unit_state, problems };
        serde_json::to_writer(&mut *out, &line)?;
        out.write_all(b"\n")
    };
    for unit in &report.units {
        let view = LineOf::Scored(Box::new(UnitView::new(report, unit, language)));
        line(Some(UnitState::Scored), view, Whose::Unit(unit.number))?;
    }
    for (state, unit) in report.unscored() {
        line(Some(state), LineOf::Unscored(UnscoredView::new(report, Some(unit))), unit.whose)?;
    }
    for left in report.left() {
        line(Some(UnitState::Left), LineOf::Unscored(UnscoredView::of_left(report, left)), left.listed.whose)?;
    }
    if report.problems.counts().iter().any(|(whose, ..)| *whose == Whose::Nobody) {
        line(None, LineOf::Unscored(UnscoredView::new(report, None)), Whose::Nobody)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    tool: Tool,
    targets: Vec<TableView<'a>>,
    period: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<AgainstView<'a>>,
    /// None where forms are checked alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    units: Option<Units<'a>>,
    not_scored: Vec<ListedView<'a>>,
    not_reported: Vec<ListedView<'a>>,
    empty: Vec<ListedView<'a>>,
    unread: Vec<UnreadFile>,
    unexpected: Vec<ListedView<'a>>,
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
            sha256: sha256.as_str(),
        }
    }
}

/// A line of NDJSON.
#[derive(Serialize)]
struct Line<'a> {
    schema_version: u32,
    period: Option<&'a str>,
    #[serde(flatten)]
    unit: LineOf<'a>,
    unit_state: Option<UnitState>,
    problems: Vec<ProblemEntry<'a>>,
}

/// What a line is about.
#[derive(Serialize)]
#[serde(untagged)]
enum LineOf<'a> {
    Scored(Box<UnitView<'a>>),
    Unscored(UnscoredView<'a>),
}

/// The units, made one by one while they are written.
struct Units<'a>(&'a Report<'a>, Language);

impl Serialize for Units<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.units.iter().map(|unit| UnitView::new(self.0, unit, self.1)))
    }
}
