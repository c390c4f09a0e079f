//! `score check`: inputs are read as for scoring, and nothing is scored.

use super::console::{print, say, tell};
use super::failure::unless_closed;
use super::gates;
use super::inputs::Inputs;
use super::reading::{read, reading};
use super::status::Status;
use crate::actuals::{Actuals, KeepCells};
use crate::cli::InputArgs;
use crate::diagnostic::{Problems, Severity, summary_line};
use crate::language::{Language, counted};
use crate::report::summary::Summary;

/// Reads inputs, says what is wrong with them, and ends with a line that says what came of it.
pub(super) fn check(args: &InputArgs) -> anyhow::Result<Status> {
    let language = args.display.lang;
    let inputs = Inputs::expand(args)?;
    let reading = reading(args)?;
    let unread_files = inputs.unread_files();
    let (read, problems) = read(inputs, &reading, KeepCells::Nothing);
    let (actuals, absent) = (&read.actuals, reading.absent(&read));
    let summary = Summary {
        library: &reading.library,
        problems: &problems,
        scored: None,
        left_out: &actuals.left_out(),
        blank: &actuals.blank(),
        unread: &actuals.unread,
        namesakes: &actuals.namesakes,
        unread_files: &unread_files,
        absent: &absent,
        recognised: &read.recognised,
        unlisted: &read.unlisted,
    };
    tell(&summary, &args.display);
    let strict = gates::strict(args.strict, &problems, actuals, &absent, language);
    say(&strict);
    unless_closed(print(outcome(actuals, &problems, language).as_bytes()).map_err(Into::into))?;
    Ok(Status::of(problems.count_of(Severity::Error) > 0, strict.is_empty()))
}

/// `检查了 3 个文件、3 个单位、72 个指标：没有发现问题`
fn outcome(actuals: &Actuals, problems: &Problems, language: Language) -> String {
    let tally = &actuals.tally;
    let files = actuals.sources.len();
    let units = tally.len() + actuals.failed.len();
    let indicators: usize = tally.units().map(|unit| tally.with_row(unit)).sum();
    let found = summary_line(problems, language);
    match language {
        Language::Chinese => {
            let found = found.unwrap_or_else(|| "没有发现问题".to_owned());
            format!("检查了 {files} 个文件、{units} 个单位、{indicators} 个指标：{found}\n")
        }
        Language::English => format!(
            "checked {}, {} and {}: {}\n",
            counted(files, "file", "files"),
            counted(units, "unit", "units"),
            counted(indicators, "indicator", "indicators"),
            found.unwrap_or_else(|| "no problem found".to_owned())
        ),
    }
}
