//! A table and a unit's actuals, and the report on them.

use score::actuals::{Detail, Source};
use score::grading::Actual;
use score::number::Decimal;
use score::report::Report;
use score::scoring::{MissingPolicy, Outcome};
use score::targets::{Indicator, Targets};
use serde_json::Value;

use crate::harness::fixture::{self, Rows};

/// What stands in the cell of an actual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Number(String),
    Pair(u32, u32),
    Missing,
    NotApplicable,
}

/// A table, what was reported, and how missing values count.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) table: Value,
    pub(crate) entries: Vec<Entry>,
    pub(crate) missing: MissingPolicy,
}

impl Case {
    /// The bundled table with a worked input.
    pub(crate) fn worked(input: &str, missing: MissingPolicy) -> Self {
        let table = serde_json::from_str(score::targets::BUNDLED[0]).expect("the bundled table is JSON");
        let entry = |line: &str| match line.rsplit(',').next().unwrap_or_default().trim_end() {
            "" => Entry::Missing,
            "不适用" => Entry::NotApplicable,
            number => Entry::Number(number.trim_end_matches('%').to_owned()),
        };
        let lines = input.trim_start_matches('\u{FEFF}').lines().skip(1);
        Self { table, entries: lines.map(entry).collect(), missing }
    }

    pub(crate) fn targets(&self) -> Targets {
        Targets::parse(&self.table.to_string()).expect("the table is legal")
    }

    pub(crate) fn report<'t>(&self, targets: &'t Targets) -> Report<'t> {
        fixture::report(&[self.rows(targets)], targets, self.missing)
    }

    pub(crate) fn rows(&self, targets: &Targets) -> Rows {
        let source = Source { file: Some("case.csv".to_owned()), sha256: None };
        let (outcomes, details) =
            targets.indicators().zip(&self.entries).map(|((_, indicator), entry)| read(entry, indicator)).unzip();
        Rows { unit: Some("某县".to_owned()), source, outcomes, details }
    }
}

fn read(entry: &Entry, indicator: &Indicator) -> (Outcome, Option<Detail>) {
    // A workbook's number may have so many decimals.
    let decimal = |text: &str| Decimal::parse(text, 18).expect("a case has legal numbers");
    let (actual, text) = match entry {
        Entry::Number(number) => (Actual::from_decimal(decimal(number)), number.clone()),
        Entry::Pair(done, plan) => {
            let pair = Actual::from_pair(decimal(&done.to_string()), decimal(&plan.to_string()));
            (pair.expect("a case has plans"), format!("{done}/{plan}"))
        }
        Entry::Missing => return (Outcome::Missing, None),
        Entry::NotApplicable => return (Outcome::NotApplicable, None),
    };
    let outcome = Outcome::Reported(indicator.cutoffs.attainment(actual));
    (outcome, Some(Detail { actual: Some(actual), pair: None, text, note: None }))
}
