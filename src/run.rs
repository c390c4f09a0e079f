//! The run as a table of contents; with its submodules the only place that touches files and streams.

mod assembly;
mod failure;
mod gates;
mod inputs;
mod outputs;
mod progress;

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use self::failure::{explain, is_closed_pipe, usage};
use self::inputs::Inputs;
use self::outputs::Outputs;
use self::progress::Progress;
use crate::actuals::feed;
use crate::actuals::intake::{Actuals, Intake};
use crate::actuals::{Options, encoding_named};
use crate::cli::{Cli, ColorArg, Command, Format, ScoreArgs, TableArgs, TargetsArgs, TargetsFormat, TemplateArgs};
use crate::diagnostic::{Diagnostic, Place, Problem, Problems, Severity, render, summary_line};
use crate::language::Language;
use crate::report::{self, Report, Scorer};
use crate::targets::{self, Fault, Targets};

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

/// Does what the arguments say; all messages are printed by then.
#[must_use]
pub fn run(cli: &Cli) -> Status {
    let (result, language) = match &cli.command {
        Some(Command::Targets(args)) => (show_targets(args), args.display.lang.into()),
        Some(Command::Template(args)) => (write_template(args), args.lang.into()),
        Some(Command::Schema) => (print(report::json::SCHEMA.as_bytes()), Language::Chinese),
        None => (score(&cli.score), cli.score.display.lang.into()),
    };
    result.unwrap_or_else(|error| explain(&error, language))
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

/// A table and where it came from.
struct Table {
    targets: Targets,
    text: String,
}

impl Table {
    /// SHA-256 of the table's file, in hex.
    fn sha256(&self) -> String {
        crate::actuals::hex(Sha256::digest(self.text.as_bytes()).as_slice())
    }
}

/// Loads the table; where it is refused, the refusal is printed.
fn load_table(args: &TableArgs, language: Language, colour: bool) -> Result<Table, Status> {
    let name = args.targets.as_ref().map(|path| -> Arc<str> { path.to_string_lossy().into() });
    let diagnostic =
        |problem, line| Diagnostic { problem, place: Place { file: name.clone(), line, ..Place::default() } };
    let refuse = |problem, line| refuse([diagnostic(problem, line)], language, colour);
    let text = match &args.targets {
        None => targets::BUNDLED.to_owned(),
        Some(path) => {
            let bytes =
                std::fs::read(path).map_err(|error| refuse(Problem::Unreadable(feed::io_fault(&error)), None))?;
            String::from_utf8(bytes).map_err(|error| {
                let (bytes, at) = (error.as_bytes(), error.utf8_error().valid_up_to());
                let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
                let problem = Problem::Encoding { encoding: "UTF-8", bytes: format!("{:02X}", bytes[at]) };
                refuse(problem, u64::try_from(line).ok())
            })?
        }
    };
    let targets = Targets::parse(&text).map_err(|errors| {
        let diagnostics = errors.into_iter().map(|error| {
            let line = match &error.fault {
                Fault::Shape { line, .. } => u64::try_from(*line).ok(),
                _ => None,
            };
            diagnostic(Problem::Table(error), line)
        });
        self::refuse(diagnostics, language, colour)
    })?;
    Ok(Table { targets, text })
}

/// Prints the problems that end a run.
fn refuse(diagnostics: impl IntoIterator<Item = Diagnostic>, language: Language, colour: bool) -> Status {
    let mut problems = Problems::default();
    diagnostics.into_iter().for_each(|diagnostic| problems.push(diagnostic));
    say(&render(&problems, language, colour));
    Status::Invalid
}

fn show_targets(args: &TargetsArgs) -> anyhow::Result<Status> {
    let language = args.display.lang.into();
    let table = match load_table(&args.table, language, colour(args.display.color, &io::stderr())) {
        Ok(table) => table,
        Err(status) => return Ok(status),
    };
    match args.format {
        TargetsFormat::Json => print(table.text.as_bytes()),
        TargetsFormat::Table => {
            let view = view(args.display.color, language, false);
            print(report::table::targets(&table.targets, &view).as_bytes())
        }
    }
}

fn write_template(args: &TemplateArgs) -> anyhow::Result<Status> {
    let language = args.lang.into();
    let table = match load_table(&args.table, language, colour(ColorArg::Auto, &io::stderr())) {
        Ok(table) => table,
        Err(status) => return Ok(status),
    };
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
            stream.is_terminal() && !is_refused
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
    let language = args.display.lang.into();
    let stderr_colour = colour(args.display.color, &io::stderr());
    let others: Vec<_> = args.expect.iter().chain(&args.table.targets).map(PathBuf::as_path).collect();
    let inputs = Inputs::expand(&args.inputs, &others);
    let outputs = Outputs::plan(args, &inputs)?;
    let table = match load_table(&args.table, language, stderr_colour) {
        Ok(table) => table,
        Err(status) => return Ok(status),
    };
    let options = options(args, &outputs)?;
    let expected = match expected(args, &options) {
        Ok(expected) => expected,
        Err(diagnostic) => return Ok(refuse([*diagnostic], language, stderr_colour)),
    };
    let scorer = Scorer::new(&table.targets, args.missing.into());
    let mut lines = outputs.lines(args, &scorer, &inputs);
    let intake = Intake::new(&table.targets, outputs.keep(args));
    let (actuals, problems) = read(inputs, intake, &options, |intake| lines.after_file(intake));
    let report = assembly::assemble(args, &table, &scorer, &actuals, problems, expected.as_deref(), &outputs);
    let written = outputs.write(&report).and_then(|()| lines.finish(&report));
    say(&render(&report.problems, language, stderr_colour));
    say(&summary(&report, language));
    let is_invalid = report.problems.count_of(Severity::Error) > 0;
    let failed_gates = gates::check(args, &report, language);
    say(&failed_gates);
    // What is wrong with the input is said even where the report could not be written.
    match written {
        Err(error) if !is_closed_pipe(&error) => return Err(error),
        _ => {}
    }
    Ok(match (is_invalid, failed_gates.is_empty()) {
        (true, _) => Status::Invalid,
        (false, false) => Status::GateNotMet,
        (false, true) => Status::Done,
    })
}

fn options(args: &ScoreArgs, outputs: &Outputs) -> anyhow::Result<Options> {
    let encoding = match &args.encoding {
        None => None,
        Some(name) => match encoding_named(name) {
            None => {
                return usage(
                    args.display.lang.into(),
                    "没有这种编码；可用 utf-8、gb18030、gbk、utf-16le、utf-16be 等",
                    "no such encoding; there are utf-8, gb18030, gbk, utf-16le, utf-16be and others",
                );
            }
            encoding => encoding,
        },
    };
    Ok(Options { encoding, sheet: args.sheet.clone(), fraction: args.fraction, hashed: outputs.show_hashes() })
}

/// The offices that must report.
fn expected(args: &ScoreArgs, options: &Options) -> Result<Option<Vec<String>>, Box<Diagnostic>> {
    args.expect.as_deref().map(|path| feed::unit_list(inputs::file(path, &Progress::hidden()), options)).transpose()
}

/// Reads all inputs into the tally.
fn read(
    inputs: Inputs,
    mut intake: Intake<'_>,
    options: &Options,
    mut after_file: impl FnMut(&Intake<'_>) + Send,
) -> (Actuals, Problems) {
    let mut progress = Progress::new(inputs.bytes());
    let threads = inputs.threads();
    feed::feed(inputs.open(&progress), options, threads, &mut intake, |intake, is_end| {
        if is_end {
            after_file(intake);
        }
        progress.show_if_slow();
    });
    progress.finish();
    intake.finish()
}

/// Offices that a summary names; of hundreds of thousands the number says more.
const MOST_NAMES: usize = 5_000;

/// What was scored and what was not, where anything is to be said about it.
fn summary(report: &Report<'_>, language: Language) -> String {
    let list = |names: &[String]| {
        let more = if names.len() > MOST_NAMES { language.pick("……", " …") } else { "" };
        names[..names.len().min(MOST_NAMES)].join(language.pick("、", ", ")) + more
    };
    let (scored, left_out, absent) = (report.units.len(), report.left_out.len(), report.not_reported.len());
    let mut lines: Vec<_> = summary_line(&report.problems, language).into_iter().collect();
    if left_out > 0 {
        let names = list(&report.left_out);
        lines.push(match language {
            Language::Chinese => format!("已计分 {scored} 个单位，未计分 {left_out} 个：{names}"),
            Language::English => format!("{scored} units scored, {left_out} not scored: {names}"),
        });
    }
    if absent > 0 {
        let names = list(&report.not_reported);
        lines.push(match language {
            Language::Chinese => format!("应报未报 {absent} 个单位：{names}"),
            Language::English => format!("{absent} expected units did not report: {names}"),
        });
    }
    lines.into_iter().map(|line| line + "\n").collect()
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
