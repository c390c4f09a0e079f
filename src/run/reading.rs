//! What scoring and checking do alike: the table, how inputs are read, who must report, and every row.

use super::failure::refusal;
use super::inputs::{self, Inputs};
use super::progress::Progress;
use super::table;
use super::usage::Usage;
use crate::actuals::{self, Actuals, Intake, Options, encoding_named, unit_list};
use crate::cli::InputArgs;
use crate::diagnostic::Problems;
use crate::tables::Table;

/// What a run knows before it reads the first row.
pub(super) struct RunContext {
    pub(super) table: Table,
    pub(super) options: Options,
    /// The units that must report, where there is a list of them.
    pub(super) expected: Option<Vec<String>>,
}

/// Loads what must be known before the first row is read, or refuses.
pub(super) fn context(args: &InputArgs, hashed: bool) -> anyhow::Result<RunContext> {
    let options = options(args, hashed)?;
    let table = table::load(&args.table, &args.display)?;
    let expected = expected(args, &options)?;
    Ok(RunContext { table, options, expected })
}

fn options(args: &InputArgs, hashed: bool) -> Result<Options, Usage> {
    let encoding = match &args.encoding {
        None => None,
        Some(name) => Some(encoding_named(name).ok_or(Usage::UnknownEncoding)?),
    };
    Ok(Options {
        encoding,
        sheet: args.sheet.clone(),
        fraction: args.fraction,
        unit: args.unit.clone(),
        years: Vec::new(),
        hashed,
    })
}

/// The units that must report.
fn expected(args: &InputArgs, options: &Options) -> anyhow::Result<Option<Vec<String>>> {
    let list = |path| unit_list(inputs::file(path, &Progress::hidden()), options);
    args.expect.as_deref().map(list).transpose().map_err(|diagnostic| refusal([*diagnostic], &args.display))
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
