//! The earlier report that a run is compared with.

use std::fs;
use std::path::Path;

use super::failure::refusal;
use crate::actuals::io_fault;
use crate::against::Earlier;
use crate::cli::ScoreArgs;
use crate::diagnostic::{AgainstFault, Diagnostic, Place, Problem};
use crate::report::json::SCHEMA_VERSION;

/// Reads the earlier report, where one is named, or refuses it.
pub(super) fn earlier(args: &ScoreArgs) -> anyhow::Result<Option<Earlier>> {
    let Some(path) = &args.against else { return Ok(None) };
    read(path, args).map(Some).map_err(|problem| {
        let place = Place { file: Some(path.to_string_lossy().into()), ..Place::default() };
        refusal([Diagnostic::new(problem, place)], &args.input.display)
    })
}

fn read(path: &Path, args: &ScoreArgs) -> Result<Earlier, Problem> {
    let bytes = fs::read(path).map_err(|error| Problem::Unreadable(io_fault(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| Problem::Against(AgainstFault::NoReport))?;
    Earlier::read(&path.to_string_lossy(), &text, args.missing, SCHEMA_VERSION).map_err(Problem::Against)
}
