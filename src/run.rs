//! The run as a table of contents; with its submodules the only place that touches files and streams.

mod against;
mod arguments;
mod check;
mod console;
mod failure;
mod gates;
mod inputs;
mod outputs;
mod paths;
mod patterns;
mod progress;
mod reading;
mod status;
mod table_files;
mod tables;
mod targets;
mod template;
mod usage;
mod window;

use std::ffi::OsString;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};

use clap::Parser;

use self::console::{print, say, tell};
use self::failure::{explain, unless_closed};
use self::inputs::Inputs;
use self::outputs::Outputs;
use self::reading::{read, reading};
pub use self::status::Status;
use self::usage::Usage;
use crate::cli::{self, COMMANDS, Cli, Command, SchemaOf, ScoreArgs};
use crate::job::{Reading, Wish};
use crate::language::Language;
use crate::report::{self, Format, Level, Needs};

/// Does what the arguments say; the first is the program's name. All messages are printed by then.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Status {
    let arguments: Vec<_> = arguments.into_iter().collect();
    window::dropped(&arguments).map_or_else(|| follow(&arguments), |files| window::serve(&arguments, files, follow))
}

fn follow(arguments: &[OsString]) -> Status {
    let run = || {
        let (result, language) = match (arguments::refuse_quote(arguments), Cli::try_parse_from(arguments)) {
            (Err(usage), _) => (Err(usage.into()), arguments::language(arguments)),
            (Ok(()), Ok(cli)) => (carry_out(&cli), language(&cli)),
            (Ok(()), Err(error)) => (arguments::report_clap_error(error, arguments), arguments::language(arguments)),
        };
        result.unwrap_or_else(|error| explain(&error, language))
    };
    survive(run, || arguments::language(arguments))
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
        Some(Command::Check(args)) => check::check(args),
        Some(Command::Targets(args)) => targets::show(args),
        Some(Command::Template(args)) => template::write(args),
        Some(Command::Schema(args)) => {
            let schema = match args.of {
                SchemaOf::Report => report::json::SCHEMA,
                SchemaOf::Targets => crate::targets::SCHEMA,
            };
            print(schema.as_bytes())?;
            Ok(Status::Done)
        }
        Some(Command::Completions(args)) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut cli::help::unbroken(Language::Chinese), "score", &mut script);
            print(&script)?;
            Ok(Status::Done)
        }
        None => score(&cli.score),
    }
}

fn language(cli: &Cli) -> Language {
    match &cli.command {
        Some(Command::Check(args)) => args.input.display.lang,
        Some(Command::Targets(args)) => args.display.lang,
        Some(Command::Template(args)) => args.lang,
        Some(Command::Schema(_) | Command::Completions(_)) => Language::Chinese,
        None => cli.score.input.display.lang,
    }
}

fn score(args: &ScoreArgs) -> anyhow::Result<Status> {
    refuse_command(&args.input.inputs)?;
    let inputs = Inputs::expand(&args.input, args.against.as_deref())?;
    let default = args.output.is_empty().then_some(Format::Table);
    let stdout = args.format.or(default);
    let outputs = Outputs::plan(&args.input, &inputs, (stdout, &args.output), args.detail)?;
    let wish = wish(args, inputs.level(), outputs.needs());
    let reading = reading(&args.input)?;
    let reading = Reading { options: wish.options(reading.options), earlier: against::earlier(args)?, ..reading };
    let (read, problems) = read(inputs, &reading, wish.keep(&reading.library));
    let report = reading.report(&read, problems, &wish);
    let written = outputs.write(&report);
    let summary = read.summary(&report);
    tell(&summary, &args.input.display);
    let failed_gates = gates::check(args, &report, args.input.display.lang);
    say(&failed_gates);
    // What is wrong with the input is said even where the report could not be written.
    unless_closed(written)?;
    outputs.tell_written();
    Ok(Status::of(&report.problems).gated(failed_gates.is_empty()))
}

fn wish(args: &ScoreArgs, level: Option<Level>, needs: Needs) -> Wish {
    Wish {
        is_scored: true,
        missing: args.missing,
        order: args.sort.unwrap_or_default(),
        level: args.level.or(level),
        detail: args.detail,
        period: args.period.clone(),
        needs,
    }
}

/// Refuses a lone word that is no file and nearly a command: it is a slip of the keyboard.
fn refuse_command(inputs: &[PathBuf]) -> Result<(), Usage> {
    const SLIPS: usize = 2;
    let [word] = inputs else { return Ok(()) };
    let is_bare = |word: &&str| word.bytes().all(|byte| byte.is_ascii_alphabetic()) && !Path::new(word).exists();
    let Some(word) = word.to_str().filter(is_bare) else { return Ok(()) };
    let slips = |command: &&str| strsim::damerau_levenshtein(&word.to_ascii_lowercase(), command);
    let near = COMMANDS.into_iter().min_by_key(slips).filter(|command| slips(command) <= SLIPS);
    near.map_or(Ok(()), |command| Err(Usage::NearCommand { word: word.to_owned(), command }))
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
