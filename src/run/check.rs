//! `score check`: inputs are read as for scoring, and nothing is scored.

use super::console::{print, say, tell};
use super::failure::unless_closed;
use super::gates;
use super::inputs::Inputs;
use super::outputs::Outputs;
use super::reading::{read, reading};
use super::status::Status;
use super::usage::Usage;
use crate::actuals::{Actuals, KeepCells};
use crate::cli::CheckArgs;
use crate::diagnostic::{Problems, summary_line};
use crate::job::Wish;
use crate::language::{Language, counted};
use crate::report::{Format, Needs, Order};
use crate::scoring::MissingPolicy;

/// Reads inputs, says what is wrong with them, and ends with a line that says what came of it.
pub(super) fn check(args: &CheckArgs) -> anyhow::Result<Status> {
    let (input, language) = (&args.input, args.input.display.lang);
    let inputs = Inputs::expand(input, None)?;
    let outputs = Outputs::plan(input, &inputs, (args.format, &args.output), false)?;
    if let Some(format) = outputs.formats().find(|format| !Format::OF_PROBLEMS.contains(format)) {
        return Err(Usage::NoCheck(format).into());
    }
    let reading = reading(input)?;
    let (read, problems) = read(inputs, &reading, KeepCells::Nothing);
    let report = reading.report(&read, problems, &wish());
    let written = outputs.write(&report);
    tell(&read.summary(&report), &input.display);
    let failed_gates = gates::of_inputs(input, &report, language);
    say(&failed_gates);
    unless_closed(written)?;
    outputs.tell_written();
    if args.format.is_none() {
        let outcome = outcome(&read.actuals, &report.problems, language);
        unless_closed(print(outcome.as_bytes()).map_err(Into::into))?;
    }
    Ok(Status::of(&report.problems).gated(failed_gates.is_empty()))
}

/// Nothing is scored.
fn wish() -> Wish {
    Wish {
        is_scored: false,
        missing: MissingPolicy::default(),
        order: Order::default(),
        level: None,
        detail: false,
        period: None,
        needs: Needs::default(),
    }
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
