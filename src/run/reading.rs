//! What scoring and checking do alike: the table, how inputs are read, who must report, and every row.

use std::io;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::colour;
use super::failure::{refusal, usage};
use super::inputs::{self, Inputs};
use super::progress::Progress;
use crate::actuals::{self, Actuals, Intake, Options, encoding_named, io_fault, unit_list};
use crate::cli::{DisplayArgs, InputArgs, TableArgs};
use crate::diagnostic::{Diagnostic, Place, Problem, Problems};
use crate::targets::{self, Fault, TableError, Targets};

/// What must be known before the first row is read.
pub(super) struct Basis {
    pub(super) table: Table,
    pub(super) options: Options,
    /// The offices that must report, where they are named.
    pub(super) expected: Option<Vec<String>>,
}

/// Finds out what must be known before the first row is read, or refuses.
pub(super) fn basis(args: &InputArgs, hashed: bool) -> anyhow::Result<Basis> {
    let options = options(args, hashed)?;
    let table = load_table(&args.table, &args.display)?;
    let expected = expected(args, &options)?;
    Ok(Basis { table, options, expected })
}

/// A table and where it came from.
pub(super) struct Table {
    pub(super) targets: Targets,
    pub(super) text: String,
}

impl Table {
    /// SHA-256 of the table's file, in hex.
    pub(super) fn sha256(&self) -> String {
        crate::actuals::hex(Sha256::digest(self.text.as_bytes()).as_slice())
    }
}

/// Loads the table, or refuses it.
pub(super) fn load_table(args: &TableArgs, display: &DisplayArgs) -> anyhow::Result<Table> {
    let name = args.targets.as_ref().map(|path| -> Arc<str> { path.to_string_lossy().into() });
    let diagnostic =
        |problem, line| Diagnostic { problem, place: Place { file: name.clone(), line, ..Place::default() } };
    let refuse = |problem, line| self::refuse([diagnostic(problem, line)], display);
    let text = match &args.targets {
        None => targets::BUNDLED.to_owned(),
        Some(path) => {
            let bytes = std::fs::read(path).map_err(|error| refuse(Problem::Unreadable(io_fault(&error)), None))?;
            String::from_utf8(bytes).map_err(|error| {
                let (bytes, at) = (error.as_bytes(), error.utf8_error().valid_up_to());
                let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
                let error = TableError { path: String::new(), fault: Fault::NotUtf8 };
                refuse(Problem::Table(error), u64::try_from(line).ok())
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
        self::refuse(diagnostics, display)
    })?;
    Ok(Table { targets, text })
}

/// The problems that end a run.
fn refuse(diagnostics: impl IntoIterator<Item = Diagnostic>, display: &DisplayArgs) -> anyhow::Error {
    let mut problems = Problems::default();
    diagnostics.into_iter().for_each(|diagnostic| problems.push(diagnostic));
    refusal(&problems, display.lang.into(), colour(display.color, &io::stderr()))
}

fn options(args: &InputArgs, hashed: bool) -> anyhow::Result<Options> {
    let encoding = match &args.encoding {
        None => None,
        Some(name) => match encoding_named(name) {
            None => {
                return usage(
                    args.display.lang.into(),
                    "没有这种编码；可用 utf-8、gb18030、gbk、utf-16le、utf-16be",
                    "no such encoding; there are utf-8, gb18030, gbk, utf-16le and utf-16be",
                );
            }
            encoding => encoding,
        },
    };
    Ok(Options { encoding, sheet: args.sheet.clone(), fraction: args.fraction, hashed })
}

/// The offices that must report.
fn expected(args: &InputArgs, options: &Options) -> anyhow::Result<Option<Vec<String>>> {
    let list = |path| unit_list(inputs::file(path, &Progress::hidden()), options);
    args.expect.as_deref().map(list).transpose().map_err(|diagnostic| refuse([*diagnostic], &args.display))
}

/// Reads all inputs into the tally.
pub(super) fn read(inputs: Inputs, intake: Intake<'_>, options: &Options) -> (Actuals, Problems) {
    let mut progress = Progress::new(inputs.bytes());
    let threads = inputs.threads();
    let inputs = inputs.open(&progress);
    let read = actuals::read(inputs, options, threads, intake, || progress.show_if_slow());
    progress.finish();
    read
}
