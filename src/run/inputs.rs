//! The inputs that the arguments name: files, the files of folders, standard input.

use std::ffi::OsStr;
use std::fs::{self, DirEntry, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::paths::{is_in_any, last_name};
use super::patterns;
use super::progress::Progress;
use super::table_files;
use super::usage::Usage;
use crate::actuals::{Input, Open, io_fault};
use crate::cli::InputArgs;
use crate::crew;
use crate::diagnostic::Unreadable;
use crate::folder;
use crate::own;
use crate::report::Level;

/// What stands for standard input among the arguments.
const STDIN: &str = "-";

/// Bytes, files or workbooks from which on a second thread pays: a thread costs about as much as these.
const BYTES_FOR_A_THREAD: u64 = 4 << 20;
const FILES_FOR_A_THREAD: usize = 200;
const WORKBOOKS_FOR_A_THREAD: usize = 2;

/// Endings of workbooks, which take long to open.
const WORKBOOK_ENDINGS: [&str; 3] = ["xlsx", "xlsm", "xls"];

/// An input before it is opened.
enum Found {
    Stdin,
    /// One that is named, or that lies in a folder.
    File {
        path: PathBuf,
        is_found: bool,
    },
    Not(PathBuf, Unreadable),
}

/// All inputs in their order.
pub(super) struct Inputs {
    found: Vec<Found>,
    /// The files that have another part in the run.
    beside: Vec<PathBuf>,
    /// The folders among the arguments.
    folders: Vec<PathBuf>,
    /// What lies in them and is not read, though a unit may have sent it in.
    unread_files: Vec<PathBuf>,
    bytes: u64,
}

impl Inputs {
    /// Finds what the arguments name; a folder stands for the inputs in it, in the order of their names,
    /// without files that have another part in the run, such as the list of units and the earlier report.
    pub(super) fn expand(args: &InputArgs, against: Option<&Path>) -> Result<Self, Usage> {
        if args.inputs.iter().filter(|argument| argument.as_os_str() == STDIN).count() > 1 {
            return Err(Usage::StandardInputTwice);
        }
        let arguments = patterns::expanded(&args.inputs);
        let tables = table_files::named(&args.table.targets);
        let beside: Vec<_> = args.expect.iter().cloned().chain(tables).chain(against.map(Path::to_owned)).collect();
        let others: Vec<_> = beside.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let mut unread_files = Vec::new();
        let found: Vec<_> =
            arguments.iter().flat_map(|argument| expand(argument, &others, &mut unread_files)).collect();
        let folders = arguments.into_iter().filter(|argument| argument.is_dir()).collect();
        unread_files.retain(|file| !is_among(file, &others));
        if args.unit.is_some() && found.len() != 1 {
            return Err(Usage::UnitOfSeveral);
        }
        let size = |found: &Found| match found {
            Found::File { path, .. } => fs::metadata(path).map_or(0, |metadata| metadata.len()),
            Found::Stdin | Found::Not(..) => 0,
        };
        // Asking for the sizes of thousands of files takes longer than a bar is worth.
        let bytes = if found.len() < FILES_FOR_A_THREAD { found.iter().map(size).sum() } else { 0 };
        Ok(Self { found, beside, folders, unread_files, bytes })
    }

    /// The files that have another part in the run.
    pub(super) fn beside(&self) -> impl Iterator<Item = &Path> {
        self.beside.iter().map(PathBuf::as_path)
    }

    /// The files that will be read.
    pub(super) fn files(&self) -> impl Iterator<Item = &Path> {
        self.found.iter().filter_map(|found| match found {
            Found::File { path, .. } => Some(path.as_path()),
            Found::Stdin | Found::Not(..) => None,
        })
    }

    /// Whether a file, if it is written, will be an input of the next run.
    pub(super) fn will_have(&self, file: &Path) -> bool {
        is_input(file) && is_in_any(file, &self.folders)
    }

    /// What lies in the folders and is not read, though a unit may have sent it in.
    pub(super) fn unread_files(&self) -> Vec<String> {
        self.unread_files.iter().map(|path| shown(path.as_os_str())).collect()
    }

    /// How deep reports go that can show more or less: as what was asked for says, and not the number of files that
    /// was found. One file tells itself whether it is of one unit.
    pub(super) fn level(&self) -> Option<Level> {
        match &*self.found {
            [Found::Stdin] => Some(Level::Indicator),
            [Found::File { is_found: false, .. } | Found::Not(..)] => None,
            _ => Some(Level::Unit),
        }
    }

    /// The size of all files together, 0 where it is not known.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// How many threads are worth their while.
    pub(super) fn threads(&self) -> usize {
        let is_stream = self.found.iter().any(|found| matches!(found, Found::Stdin));
        let workbooks = self.files().filter(|file| folder::has_ending(&last_name(file), &WORKBOOK_ENDINGS));
        let pays = is_stream
            || self.bytes >= BYTES_FOR_A_THREAD
            || self.found.len() >= FILES_FOR_A_THREAD
            || workbooks.take(WORKBOOKS_FOR_A_THREAD).count() == WORKBOOKS_FOR_A_THREAD;
        if pays { crew::threads() } else { 1 }
    }

    /// Opens each input when its turn comes.
    pub(super) fn open(self, progress: &Progress) -> impl Iterator<Item = Input<'static>> + Send + use<> {
        let progress = progress.clone();
        self.found.into_iter().map(move |found| match found {
            Found::Stdin => stdin(&progress),
            Found::File { path, is_found } => Input { is_found, ..file(&path, &progress) },
            Found::Not(path, why) => {
                Input { name: Some(name(&path)), own_name: own_name(&path), is_found: false, open: Err(why) }
            }
        })
    }
}

/// What an argument names, without the files that have another part; those are in canonical form.
fn expand(argument: &Path, others: &[PathBuf], unread_files: &mut Vec<PathBuf>) -> Vec<Found> {
    if argument.as_os_str() == STDIN {
        return vec![Found::Stdin];
    }
    if !argument.is_dir() {
        let path = argument.to_owned();
        return vec![if patterns::is_pattern(argument) {
            Found::Not(path, Unreadable::NoMatch)
        } else {
            Found::File { path, is_found: false }
        }];
    }
    match files_of(argument, unread_files) {
        Ok(files) if files.is_empty() => vec![Found::Not(argument.to_owned(), Unreadable::EmptyFolder)],
        Ok(files) => {
            let inputs = files.into_iter().filter(|file| !is_among(file, others));
            inputs.map(|path| Found::File { path, is_found: true }).collect()
        }
        Err(error) => vec![Found::Not(argument.to_owned(), io_fault(&error))],
    }
}

/// Whether a file is one of some in canonical form.
fn is_among(file: &Path, others: &[PathBuf]) -> bool {
    !others.is_empty() && file.canonicalize().is_ok_and(|file| others.contains(&file))
}

/// The inputs in a folder, in the order of their names.
fn files_of(folder: &Path, unread_files: &mut Vec<PathBuf>) -> io::Result<Vec<PathBuf>> {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        // A link is what it leads to; one that leads nowhere is said so when it is opened.
        let kind =
            if kind.is_symlink() { fs::metadata(&path).map_or(kind, |metadata| metadata.file_type()) } else { kind };
        // Of a pipe or a socket nobody knows whether anything will ever come.
        let is_waiting = !(kind.is_file() || kind.is_dir() || kind.is_symlink());
        let name = last_name(&path).into_owned();
        let is_readable = folder::is_input(&name) && !kind.is_dir();
        let is_sent_in = || if kind.is_dir() { has_inputs(&path) } else { is_readable || folder::is_sent_in(&name) };
        if is_readable && !is_waiting {
            files.push(path);
        } else if !folder::is_hidden(&name) && (is_sent_in() || (kind.is_file() && is_report(&path, &name))) {
            others.push(path);
        }
    }
    // Of one folder paths compare as their texts do, in a tenth of the time.
    files.sort_unstable_by(|one, other| one.as_os_str().cmp(other.as_os_str()));
    others.sort();
    unread_files.append(&mut others);
    Ok(files)
}

/// Whether a file that is no input by its ending is a report of this program.
fn is_report(path: &Path, name: &str) -> bool {
    let mut first = [0; 4096];
    let read = |mut file: File| file.read(&mut first);
    folder::may_be_report(name) && File::open(path).and_then(read).is_ok_and(|size| own::begins(&first[..size]))
}

/// Whether inputs are in a folder, or may be in one that cannot be read.
fn has_inputs(folder: &Path) -> bool {
    let has_input = |entry: io::Result<DirEntry>| entry.map_or(true, |entry| is_input(&entry.path()));
    fs::read_dir(folder).map_or(true, |mut entries| entries.any(has_input))
}

fn is_input(path: &Path) -> bool {
    folder::is_input(&last_name(path))
}

fn name(path: &Path) -> Arc<str> {
    shown(path.as_os_str()).into()
}

/// A file's name as messages show it. Bytes that are no UTF-8 stand as `\\xFF`, so that two names stay two.
fn shown(name: &OsStr) -> String {
    if let Some(name) = name.to_str() {
        return name.to_owned();
    }
    let mut shown = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        shown += chunk.valid();
        shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
    }
    shown
}

/// The unit that a file's name gives: the name without its ending.
fn own_name(path: &Path) -> Option<String> {
    path.file_stem().map(shown)
}

/// A file as an input.
pub(super) fn file(path: &Path, progress: &Progress) -> Input<'static> {
    let (path, progress) = (path.to_owned(), progress.clone());
    let (name, own_name) = (name(&path), own_name(&path));
    let open: Open<'static> = Box::new(move || {
        let file: Box<dyn Read + Send> = Box::new(progress.watch(File::open(&path)?));
        Ok(file)
    });
    Input { name: Some(name), own_name, is_found: false, open: Ok(open) }
}

fn stdin(progress: &Progress) -> Input<'static> {
    let progress = progress.clone();
    let open: Open<'static> = Box::new(move || {
        let stdin: Box<dyn Read + Send> = Box::new(progress.watch(io::stdin()));
        Ok(stdin)
    });
    Input { name: None, own_name: None, is_found: false, open: Ok(open) }
}
