//! The run as a table of contents; with its submodules the only place that touches files and streams.

mod arguments;
mod assembly;
mod check;
mod failure;
mod gates;
mod inputs;
mod outputs;
mod progress;
mod reading;
mod summary;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::Parser;

use self::failure::{explain, is_closed_pipe, usage};
use self::inputs::Inputs;
use self::outputs::Outputs;
use self::reading::{Basis, load_table, read};
use self::summary::Summary;
use crate::actuals::Intake;
use crate::cli::{Cli, ColorArg, Command, DisplayArgs, Format, ScoreArgs, TargetsArgs, TargetsFormat, TemplateArgs};
use crate::diagnostic::{Severity, render};
use crate::language::Language;
use crate::report::{self, Scorer};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// 0: done.
    Done,
    /// 1: a gate that was asked for is not met.
    GateNotMet,
    /// 2: usage.
    Usage,
    /// 3: input or table invalid.
    Invalid,
    /// 4: I/O or internal.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status as u8)
    }
}

/// Does what the arguments say; the first is the program's name. All messages are printed by then.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments: Vec<_> = arguments.into_iter().collect();
    let run = || {
        let (result, language) = match Cli::try_parse_from(&arguments) {
            Ok(cli) => (carry_out(&cli), language(&cli)),
            Err(error) => (arguments::answer(&error, &arguments), arguments::language(&arguments)),
        };
        result.unwrap_or_else(|error| explain(&error, language))
    };
    survive(run, || arguments::language(&arguments))
}

/// Ends a run that panics with a status and words of its own, below those of the panic.
fn survive(run: impl FnOnce() -> Status, language: impl FnOnce() -> Language) -> Status {
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        say(language().pick(
            "错误：程序内部出错，结果不可用。请把上面这几行和输入文件一起报告\n",
            "error: the program itself is at fault; do not use its results. Please report the lines above, with the input\n",
        ));
        Status::Failed
    })
}

fn carry_out(cli: &Cli) -> anyhow::Result<Status> {
    match &cli.command {
        Some(Command::Check(args)) => check::check(&args.input),
        Some(Command::Targets(args)) => show_targets(args),
        Some(Command::Template(args)) => write_template(args),
        Some(Command::Schema) => print(report::json::SCHEMA.as_bytes()),
        None => score(&cli.score),
    }
}

fn language(cli: &Cli) -> Language {
    match &cli.command {
        Some(Command::Check(args)) => args.input.display.lang.into(),
        Some(Command::Targets(args)) => args.display.lang.into(),
        Some(Command::Template(args)) => args.lang.into(),
        Some(Command::Schema) => Language::Chinese,
        None => cli.score.input.display.lang.into(),
    }
}

/// Writes to standard error; there is nowhere to complain where that fails.
fn say(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Writes to standard output.
fn print(bytes: &[u8]) -> anyhow::Result<Status> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(Status::Done)
}

fn show_targets(args: &TargetsArgs) -> anyhow::Result<Status> {
    let table = load_table(&args.table, &args.display)?;
    match args.format {
        TargetsFormat::Json => print(table.text.as_bytes()),
        TargetsFormat::Table => {
            let view = view(args.display.color, args.display.lang.into(), false);
            print(report::table::targets(&table.targets, &view).as_bytes())
        }
    }
}

fn write_template(args: &TemplateArgs) -> anyhow::Result<Status> {
    let language = args.lang.into();
    let table = load_table(&args.table, &DisplayArgs { lang: args.lang, color: ColorArg::Auto })?;
    let Some(path) = &args.output else { return print(&crate::template::csv(&table.targets)?) };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let bytes = match ending.as_deref() {
        Some("csv") => crate::template::csv(&table.targets)?,
        Some("xlsx") => crate::template::workbook(&table.targets)?,
        _ => return usage(language, "填报表只能写成 .csv 或 .xlsx", "a form is written as .csv or .xlsx"),
    };
    outputs::write_whole(path, &bytes)?;
    Ok(Status::Done)
}

/// Whether a stream gets colour.
fn colour(choice: ColorArg, stream: &impl IsTerminal) -> bool {
    match choice {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => {
            let is_refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            // A Windows console shows colours once it is asked to; elsewhere there is nothing to ask.
            stream.is_terminal() && !is_refused && anstyle_query::windows::enable_ansi_colors().unwrap_or(true)
        }
    }
}

/// The width of a report that goes into a pipe or file.
const PIPE_WIDTH: usize = 100;

fn view(choice: ColorArg, language: Language, detail: bool) -> report::table::View {
    let width = terminal_size::terminal_size_of(io::stdout()).map_or(PIPE_WIDTH, |(width, _)| usize::from(width.0));
    report::table::View { language, width, colour: colour(choice, &io::stdout()), detail }
}

fn score(args: &ScoreArgs) -> anyhow::Result<Status> {
    let language = args.input.display.lang.into();
    let inputs = Inputs::expand(&args.input)?;
    let outputs = Outputs::plan(args, &inputs)?;
    let Basis { table, options, expected } = reading::basis(&args.input, outputs.show_hashes())?;
    let scorer = Scorer::new(&table.targets, args.missing.into());
    let intake = Intake::new(&table.targets, outputs.keep(args));
    let passed_over = inputs.passed_over();
    let (actuals, problems) = read(inputs, intake, &options);
    let report = assembly::assemble(args, &table, &scorer, &actuals, problems, expected.as_deref(), &outputs);
    let written = outputs.write(&report);
    say(&render(&report.problems, language, colour(args.input.display.color, &io::stderr())));
    let summary = Summary {
        problems: &report.problems,
        scored: Some(report.units.len()),
        left_out: &report.left_out,
        unread: &actuals.unread,
        passed_over: &passed_over,
        absent: &report.not_reported,
        unexpected: &assembly::not_expected(expected.as_deref(), &actuals),
    };
    say(&summary.told(language));
    let is_invalid = report.problems.count_of(Severity::Error) > 0;
    let failed_gates = gates::check(args, &report, &actuals, language);
    say(&failed_gates);
    // What is wrong with the input is said even where the report could not be written.
    match written {
        Err(error) if !is_closed_pipe(&error) => return Err(error),
        _ => {}
    }
    Ok(status(is_invalid, failed_gates.is_empty()))
}

/// How a run ended that read and wrote all it was to.
const fn status(is_invalid: bool, are_gates_met: bool) -> Status {
    match (is_invalid, are_gates_met) {
        (true, _) => Status::Invalid,
        (false, false) => Status::GateNotMet,
        (false, true) => Status::Done,
    }
}

/// The format that an ending of a file names.
fn format_of(ending: &str) -> Option<Format> {
    match ending.to_ascii_lowercase().as_str() {
        "json" => Some(Format::Json),
        "ndjson" | "jsonl" => Some(Format::Ndjson),
        "csv" => Some(Format::Csv),
        "xlsx" => Some(Format::Xlsx),
        "html" | "htm" => Some(Format::Html),
        "md" => Some(Format::Md),
        "txt" => Some(Format::Table),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_itself_has_a_status() {
        let status = survive(|| panic!("a fault that is meant"), || Language::English);
        assert_eq!((status, survive(|| Status::Invalid, || Language::English)), (Status::Failed, Status::Invalid));
    }
}
