//! The form as text.

use anyhow::Result;

use super::column::Column;
use super::wording::{self, BUREAU, CLOSED, PERIOD, SIGNATURES, UNIT};
use crate::names::{begins_formula, printable};
use crate::targets::{Activity, Duty, Indicator, Targets};

/// The line of a form's first indicator; each of the others has the next one.
pub const FIRST_LINE: u64 = 5;

/// What is filled in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filled<'f> {
    /// The unit that reports.
    pub unit: &'f str,
    /// The period.
    pub period: &'f str,
    /// Actual and reason for a deviation of each indicator, in their order; those that are not there are empty.
    pub values: &'f [(String, String)],
}

/// The form as CSV, for spreadsheets: UTF-8 with a byte order mark, lines end with CRLF. A text computes nothing.
///
/// # Errors
/// Only those of the CSV writer.
pub fn csv(targets: &Targets) -> Result<Vec<u8>> {
    filled(targets, &Filled::default())
}

/// The same with what is filled in.
///
/// # Errors
/// Only those of the CSV writer.
pub fn filled(targets: &Targets, filled: &Filled<'_>) -> Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer("\u{FEFF}".into());
    writer.write_record([safe(&wording::title(targets))])?;
    let [bureau, unit, period] = [&*wording::bureau(targets), filled.unit, filled.period].map(safe);
    writer.write_record([BUREAU, &bureau, UNIT, &unit, PERIOD, &period])?;
    writer.write_record(SIGNATURES.iter().flat_map(|label| [label, ""]))?;
    writer.write_record(Column::of_text().map(Column::heading))?;
    let mut values = filled.values.iter();
    for duty in targets.duties() {
        for activity in &duty.activities {
            for indicator in &activity.indicators {
                let (actual, note) = values.next().cloned().unwrap_or_default();
                writer.write_record(row(duty, activity, indicator, [&actual, &note].map(|text| safe(text))))?;
            }
        }
    }
    let bytes: Vec<u8> = writer.into_inner()?;
    Ok(bytes)
}

fn row(duty: &Duty, activity: &Activity, indicator: &Indicator, [actual, note]: [String; 2]) -> Vec<String> {
    let closed = if indicator.is_percentage() { "" } else { CLOSED };
    let names = [&duty.name, &activity.name, &indicator.name].map(|name| safe(name));
    let cutoffs = indicator.cutoffs.written().map(|cutoff| wording::cutoff(cutoff, indicator));
    let inputs = [closed.to_owned(), closed.to_owned(), actual, note];
    names.into_iter().chain(cutoffs).chain(inputs).collect()
}

/// Text that no spreadsheet takes for a formula, on one line. Names and values are compared without spaces, so one
/// with a space before it is still read when the form comes back.
fn safe(text: &str) -> String {
    let text = printable(text);
    if begins_formula(&text) { format!(" {text}") } else { text.into_owned() }
}
