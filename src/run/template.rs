//! `score template`: the form to fill in, or that of each bureau.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::console::{listed, print, say, tell_written};
use super::failure::told_in_full;
use super::outputs::{is_folder, write_kept};
use super::status::Status;
use super::table_files;
use super::tables::{self, Found};
use super::usage::Usage;
use crate::cli::{Colour, DisplayArgs, TemplateArgs};
use crate::diagnostic::{Diagnostic, Problems};
use crate::language::{Language, counted};
use crate::names::file_stem;
use crate::targets::Table;
use crate::template::FormFormat;

/// Prints the form, or writes it to a file, or those of all bureaus to a folder. One that is there may be filled in:
/// it stays unless told otherwise.
pub(super) fn write(args: &TemplateArgs) -> anyhow::Result<Status> {
    let display = DisplayArgs { lang: args.lang, color: Colour::Auto };
    match &args.output {
        None => print_form(args, &display),
        Some(folder) if is_folder(folder) => write_each(args, folder, &display),
        Some(file) => {
            let ending = file.extension().unwrap_or_default().to_string_lossy();
            let format = FormFormat::of_ending(&ending).filter(|format| args.format.is_none_or(|own| own == *format));
            let format = format.ok_or(Usage::FormEnding)?;
            let form = (file.clone(), format.form(&only_table(args, &display)?.targets)?);
            write_kept(&[form], &table_files::named(&args.table.targets), args.overwrite)?;
            tell_written(std::iter::once(file.clone()), args.lang);
            Ok(Status::Done)
        }
    }
}

fn print_form(args: &TemplateArgs, display: &DisplayArgs) -> anyhow::Result<Status> {
    let format = args.format.unwrap_or(FormFormat::Csv);
    if format == FormFormat::Workbook && io::stdout().is_terminal() {
        return Err(Usage::WorkbookOnTerminal.into());
    }
    print(&format.form(&only_table(args, display)?.targets)?)?;
    Ok(Status::Done)
}

/// The table that the one form is of; where there are several, a folder takes a form of each.
fn only_table(args: &TemplateArgs, display: &DisplayArgs) -> anyhow::Result<Table> {
    tables::load(&args.table, display).map_err(|error| match error.downcast() {
        Ok(Usage::Bureau(unknown)) if unknown.asked.is_none() => Usage::FormOfSeveral(unknown).into(),
        Ok(usage) => usage.into(),
        Err(error) => error,
    })
}

/// Writes the form of each bureau as a file of its own, by code and name, and says which.
fn write_each(args: &TemplateArgs, folder: &Path, display: &DisplayArgs) -> anyhow::Result<Status> {
    let Found { tables, problems } = tables::all(&args.table, display)?;
    let errors: Problems = problems.into_iter().filter(Diagnostic::is_error).collect();
    say(&told_in_full(&errors, display));
    let format = args.format.unwrap_or(FormFormat::Workbook);
    let form = |table: &Table| {
        let name =
            format!("{}.{}", file_stem(&format!("{}-{}", table.targets.code, table.targets.name)), format.name());
        Ok((folder.join(name), format.form(&table.targets)?))
    };
    let forms = tables.iter().map(form).collect::<anyhow::Result<Vec<_>>>()?;
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    write_kept(&forms, &table_files::named(&args.table.targets), args.overwrite)?;
    if !forms.is_empty() {
        say(&written(&forms, display.lang));
    }
    Ok(Status::of(&errors))
}

/// `已写 2 张填报表：填报表/201-教育局.xlsx、填报表/414-工商局.xlsx`
fn written(forms: &[(PathBuf, Vec<u8>)], language: Language) -> String {
    let (count, names) = (forms.len(), listed(forms.iter().map(|(path, _)| path.clone()), language));
    match language {
        Language::Chinese => format!("已写 {count} 张填报表：{names}\n"),
        Language::English => format!("{} written: {names}\n", counted(count, "form", "forms")),
    }
}
