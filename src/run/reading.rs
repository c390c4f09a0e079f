//! What scoring and checking do alike: the table, how inputs are read, who must report, and every row.

use super::failure::refusal;
use super::inputs::{self, Inputs};
use super::progress::Progress;
use super::tables;
use super::usage::Usage;
use crate::actuals::{ExpectedUnits, KeepCells, Options, encoding_named, unit_list};
use crate::cli::InputArgs;
use crate::diagnostic::Problems;
use crate::job::{Read, Reading};
use crate::targets::Library;

/// Loads what must be known before the first row is read, or refuses.
pub(super) fn reading(args: &InputArgs) -> anyhow::Result<Reading> {
    let options = options(args)?;
    let (library, tables) = tables::library(&args.table, &args.display)?;
    let expected = expected(args, &options, &library)?;
    Ok(Reading { library, tables, options, expected, earlier: None })
}

fn options(args: &InputArgs) -> Result<Options, Usage> {
    let encoding = match &args.encoding {
        None => None,
        Some(name) => Some(encoding_named(name).ok_or(Usage::UnknownEncoding)?),
    };
    let (sheet, unit) = (args.sheet.clone(), args.unit.clone());
    Ok(Options {
        encoding,
        sheet,
        fraction: args.fraction,
        unit,
        notes_below: args.require_notes,
        ..Options::default()
    })
}

/// Who must report.
fn expected(args: &InputArgs, options: &Options, library: &Library) -> anyhow::Result<Option<ExpectedUnits>> {
    let list = |path| unit_list(inputs::file(path, &Progress::hidden()), options, library);
    args.expect.as_deref().map(list).transpose().map_err(|diagnostic| refusal([*diagnostic], &args.display))
}

/// Reads all inputs, with a bar where that takes long.
pub(super) fn read(inputs: Inputs, reading: &Reading, keep: KeepCells) -> (Read, Problems) {
    let mut progress = Progress::new(inputs.bytes());
    let threads = inputs.threads();
    let unread_files = inputs.unread_files();
    let inputs = inputs.open(&progress);
    let read = reading.read(inputs, unread_files, keep, threads, || progress.show_if_slow());
    progress.finish();
    read
}
