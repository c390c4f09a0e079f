//! Forms as units hand them in, and reports as scripts read them.

use std::collections::HashMap;
use std::fmt::Write;

use score::targets::Targets;
use serde_json::Value;

use crate::harness::{Folder, Run};

/// The header of a form whose file names the unit.
pub(crate) const HEADER: &str = "工作活动,绩效指标,实际值\n";

/// The header of a form that names its units.
pub(crate) const UNIT_HEADER: &str = "填报单位,工作活动,绩效指标,实际值\n";

/// How many indicators the bundled table has.
pub(crate) const INDICATORS: usize = 24;

/// The bundled table's (activity, indicator) pairs in its order.
pub(crate) fn names() -> Vec<(String, String)> {
    let targets = Targets::bundled();
    targets.indicators().map(|(activity, indicator)| (activity.name.clone(), indicator.name.clone())).collect()
}

/// A row for each indicator; `value` is asked for each by its number.
pub(crate) fn rows(unit: Option<&str>, value: impl Fn(usize) -> String) -> String {
    let mut text = String::new();
    for (number, (activity, indicator)) in names().iter().enumerate() {
        let unit = unit.map(|unit| format!("{unit},")).unwrap_or_default();
        writeln!(text, "{unit}{activity},{indicator},{}", value(number)).expect("a string takes it");
    }
    text
}

/// A form of which the first `reached` indicators are fully done, and nothing of the others.
pub(crate) fn form(reached: usize) -> String {
    format!("{HEADER}{}", rows(None, done(reached)))
}

/// The rows of such a form for a unit in a column.
pub(crate) fn unit_rows(unit: &str, reached: usize) -> String {
    rows(Some(unit), done(reached))
}

fn done(reached: usize) -> impl Fn(usize) -> String {
    move |number| if number < reached { "100%" } else { "0%" }.to_owned()
}

/// The rows of a report in CSV that have figures, by their columns.
pub(crate) fn table(text: &str) -> Vec<HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows = reader.deserialize().map(|row| row.expect("the report is CSV"));
    rows.filter(|row: &HashMap<String, String>| row["unit_state"] == "scored").collect()
}

/// The lines of a report in CSV that have figures.
pub(crate) fn scored(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| line.ends_with(",scored"))
}

/// A column of the report on standard output, in its order.
pub(crate) fn column(run: &Run, name: &str) -> Vec<String> {
    table(&run.stdout).into_iter().map(|mut row| row.remove(name).expect("the column is there")).collect()
}

/// A run whose report is one line a unit in CSV.
pub(crate) fn csv(folder: &Folder, arguments: &[&str]) -> Run {
    folder.score(&[arguments, &["-f", "csv", "--level", "unit"]].concat())
}

/// The report of a run in JSON.
pub(crate) fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error} in {}\n{}", run.stdout, run.stderr))
}

/// The names of the units in a report in JSON.
pub(crate) fn units(report: &Value) -> Vec<&str> {
    let units = report["units"].as_array().expect("units are a list");
    units.iter().map(|unit| unit["unit"].as_str().expect("a unit has a name")).collect()
}

/// The codes of the problems of a report in JSON.
pub(crate) fn codes(report: &Value) -> Vec<&str> {
    let problems = report["problems"].as_array().expect("problems are a list");
    problems.iter().map(|problem| problem["code"].as_str().expect("a problem has a code")).collect()
}
