//! Where reports go, and how: each file whole or not at all.

use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;

use super::console::{tell_written, view};
use super::failure::Kept;
use super::inputs::Inputs;
use super::paths::{behind_links, folder_of, identity};
use super::table_files;
use super::usage::Usage;
use crate::cli::{Colour, InputArgs, OverwriteArgs};
use crate::language::Language;
use crate::report::csv::Destination;
use crate::report::table::View;
use crate::report::{Depth, Format, FormatRow, Needs, Report, html};

/// A file, or a folder of pages.
enum Output {
    File(PathBuf, Format),
    Folder(PathBuf),
}

/// Everything that a run writes.
pub(super) struct Outputs {
    stdout: Option<Format>,
    files: Vec<Output>,
    /// The identities of the files that are read, which keep their places.
    read: HashSet<PathBuf>,
    language: Language,
    colour: Colour,
    detail: bool,
}

impl Outputs {
    /// Makes sense of `-f` and `-o`, or refuses.
    pub(super) fn plan(
        args: &InputArgs,
        inputs: &Inputs,
        (stdout, outputs): (Option<Format>, &[PathBuf]),
        detail: bool,
    ) -> Result<Self, Usage> {
        if stdout.is_some_and(|format| format.row().is_binary) && io::stdout().is_terminal() {
            return Err(Usage::WorkbookOnTerminal);
        }
        let mut read = HashSet::new();
        if !outputs.is_empty() {
            read.extend(inputs.beside().chain(inputs.files()).map(identity));
        }
        refuse_taken(outputs.iter().map(PathBuf::as_path), &mut read.clone())?;
        let mut files = Vec::new();
        for path in outputs {
            if inputs.will_have(path) {
                return Err(Usage::BecomesInput(path.clone()));
            }
            if table_files::will_have(&args.table.targets, path) {
                return Err(Usage::BecomesTable(path.clone()));
            }
            files.push(output(path)?);
        }
        Ok(Self { stdout, files, read, language: args.display.lang, colour: args.display.color, detail })
    }

    /// What they need of the run together.
    pub(super) fn needs(&self) -> Needs {
        let files = self.files.iter().map(|output| match output {
            Output::File(_, format) => format.row(),
            Output::Folder(_) => FormatRow { depth: Depth::All, ..Format::Html.row() },
        });
        files.chain(self.stdout.map(Format::row)).collect()
    }

    /// The formats of files among them.
    pub(super) fn formats(&self) -> impl Iterator<Item = Format> {
        self.files.iter().filter_map(|output| match output {
            Output::File(_, format) => Some(*format),
            Output::Folder(_) => None,
        })
    }

    /// Writes every report: all files are complete before the first takes its place.
    pub(super) fn write(&self, report: &Report<'_>) -> anyhow::Result<()> {
        let mut staged = Vec::new();
        for output in &self.files {
            match output {
                Output::File(path, format) => {
                    staged.push(stage(path, |out| {
                        format.write(report, &self.view(Destination::File), Destination::File, out)
                    })?);
                }
                Output::Folder(folder) => self.pages(folder, report, &mut staged)?,
            }
        }
        refuse_taken(staged.iter().map(|staged| staged.path.as_path()), &mut self.read.clone())?;
        staged.into_iter().try_for_each(Staged::commit)?;
        match self.stdout {
            None => Ok(()),
            Some(format) => {
                let mut out = io::BufWriter::with_capacity(1 << 16, io::stdout());
                format.write(report, &self.view(Destination::Stream), Destination::Stream, &mut out)?;
                Ok(out.flush()?)
            }
        }
    }

    /// Says what was written, where somebody watches.
    pub(super) fn tell_written(&self) {
        let names = self.files.iter().map(|output| match output {
            Output::File(path, _) => path.clone(),
            Output::Folder(folder) => folder.join(html::INDEX),
        });
        tell_written(names, self.language);
    }

    fn view(&self, destination: Destination) -> View {
        match destination {
            Destination::Stream => view(self.colour, self.language, self.detail),
            Destination::File => View::of_file(self.language, self.detail),
        }
    }

    /// A page per unit, and the league table that leads to them.
    fn pages(&self, folder: &Path, report: &Report<'_>, staged: &mut Vec<Staged>) -> anyhow::Result<()> {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        html::pages(report, self.language, |name, page| {
            staged.push(stage(&folder.join(name), |out| Ok(out.write_all(page.as_bytes())?))?);
            Ok(())
        })
    }
}

fn output(path: &Path) -> Result<Output, Usage> {
    if is_folder(path) {
        return Ok(Output::Folder(path.to_owned()));
    }
    let format = Format::of_ending(&path.extension().unwrap_or_default().to_string_lossy());
    format.map(|format| Output::File(path.to_owned(), format)).ok_or_else(|| Usage::OutputEnding(path.to_owned()))
}

/// Whether an output is a folder: it ends as one, or is there.
pub(super) fn is_folder(path: &Path) -> bool {
    path.to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) || path.is_dir()
}

/// A file that is written but has not taken its place yet.
struct Staged {
    /// Closed: a folder may have more pages than a process may have open files.
    file: tempfile::TempPath,
    path: PathBuf,
}

impl Staged {
    fn commit(self) -> anyhow::Result<()> {
        let Self { file, path } = self;
        file.persist(&path).map_err(|refused| match refused.error {
            error if is_in_use(&path, &error) => anyhow::Error::new(Kept::InUse(path)),
            error => anyhow::Error::new(error).context(path.display().to_string()),
        })
    }
}

/// Whether a file cannot be replaced because another program has it open. Windows says of a file that is open in
/// Excel that access is denied, as of one that may not be written.
fn is_in_use(path: &Path, error: &io::Error) -> bool {
    const REFUSALS: [i32; 3] = [5, 32, 33];
    let may_be_written = fs::metadata(path).is_ok_and(|file| file.is_file() && !file.permissions().readonly());
    cfg!(windows) && may_be_written && error.raw_os_error().is_some_and(|number| REFUSALS.contains(&number))
}

/// Writes a file beside the one whose place it is to take, whose mode it has.
fn stage(path: &Path, write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<()>) -> anyhow::Result<Staged> {
    let stage = || -> anyhow::Result<Staged> {
        let path = behind_links(path);
        let mut builder = tempfile::Builder::new();
        builder.prefix(".score-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder_of(&path))?;
        let mut out = io::BufWriter::new(file);
        write(&mut out)?;
        let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        if let Ok(before) = fs::metadata(&path) {
            file.as_file().set_permissions(before.permissions())?;
        }
        file.as_file().sync_all()?;
        Ok(Staged { file: file.into_temp_path(), path })
    };
    stage().with_context(|| path.display().to_string())
}

/// Writes files that people go on to work on: all of them or none, none over one that is there unless told to, and in
/// no case over one that was read.
pub(super) fn write_kept(
    files: &[(PathBuf, Vec<u8>)],
    read: &[PathBuf],
    overwrite: OverwriteArgs,
) -> anyhow::Result<()> {
    let mut taken: HashSet<_> = read.iter().map(|path| identity(path)).collect();
    refuse_taken(files.iter().map(|(path, _)| path.as_path()), &mut taken)?;
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists() && !overwrite.force) {
        return Err(Kept::Occupied(path.clone()).into());
    }
    let staged = files.iter().map(|(path, bytes)| stage(path, |out| Ok(out.write_all(bytes)?)));
    let staged = staged.collect::<anyhow::Result<Vec<_>>>()?;
    staged.into_iter().try_for_each(Staged::commit)
}

/// Refuses an output in a place that is taken, and takes the places of the others.
fn refuse_taken<'p>(paths: impl Iterator<Item = &'p Path>, taken: &mut HashSet<PathBuf>) -> Result<(), Usage> {
    let mut paths = paths;
    let second = paths.find(|path| !taken.insert(identity(path)));
    second.map_or(Ok(()), |second| Err(Usage::Overwrites(second.to_owned())))
}
