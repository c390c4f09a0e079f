//! `score template`: the form to fill in.

use super::console::print;
use super::outputs::write_kept;
use super::status::Status;
use super::table;
use super::usage::Usage;
use crate::cli::{Colour, DisplayArgs, TemplateArgs};
use crate::template;

/// Prints the form, or writes it to a file. One that is there may be filled in: it stays unless told otherwise.
pub(super) fn write(args: &TemplateArgs) -> anyhow::Result<Status> {
    let table = table::load(&args.table, &DisplayArgs { lang: args.lang, color: Colour::Auto })?;
    let Some(path) = &args.output else {
        print(&template::csv(&table.targets)?)?;
        return Ok(Status::Done);
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    let bytes = match ending.as_deref() {
        Some("csv") => template::csv(&table.targets)?,
        Some("xlsx") => template::workbook(&table.targets)?,
        _ => return Err(Usage::FormEnding.into()),
    };
    write_kept(&[(path.clone(), bytes)], args.overwrite)?;
    Ok(Status::Done)
}
