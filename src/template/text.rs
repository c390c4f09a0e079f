//! The form as text.

use anyhow::Result;

use super::wording::{self, BUREAU, CLOSED, PERIOD, SIGNATURES, UNIT};
use crate::names::printable;
use crate::targets::{Activity, Duty, Indicator, Targets};

const HEADINGS: [&str; 11] =
    ["职责", "工作活动", "绩效指标", "优", "良", "中", "差", "计划数", "完成数", "实际值", "偏差原因"];

/// The form as CSV, for spreadsheets: UTF-8 with a byte order mark, lines end with CRLF. A text computes nothing.
///
/// # Errors
/// Only those of the CSV writer.
pub fn csv(targets: &Targets) -> Result<Vec<u8>> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer("\u{FEFF}".into());
    writer.write_record([safe(&wording::title(targets))])?;
    writer.write_record([BUREAU, &safe(&wording::bureau(targets)), UNIT, "", PERIOD, ""])?;
    writer.write_record(SIGNATURES.iter().flat_map(|label| [label, ""]))?;
    writer.write_record(HEADINGS)?;
    for duty in targets.duties() {
        for activity in &duty.activities {
            for indicator in &activity.indicators {
                writer.write_record(row(duty, activity, indicator))?;
            }
        }
    }
    let bytes: Vec<u8> = writer.into_inner()?;
    Ok(bytes)
}

fn row(duty: &Duty, activity: &Activity, indicator: &Indicator) -> Vec<String> {
    let closed = if indicator.is_percentage() { "" } else { CLOSED };
    let names = [&duty.name, &activity.name, &indicator.name].map(|name| safe(name));
    let cutoffs = indicator.cutoffs.written().map(|cutoff| wording::cutoff(cutoff, indicator));
    let inputs = [closed, closed, "", ""].map(str::to_owned);
    names.into_iter().chain(cutoffs).chain(inputs).collect()
}

/// Text that no spreadsheet takes for a formula, on one line. Names are compared without spaces, so one with a
/// space before it is still found when the form comes back.
fn safe(text: &str) -> String {
    let (text, risky) = (printable(text), ['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if text.starts_with(risky) { format!(" {text}") } else { text.into_owned() }
}
