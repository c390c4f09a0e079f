//! Brings the rows of all inputs, portion by portion, and has them interpreted and taken in.

use std::io::{self, Read};
use std::iter::{Enumerate, Fuse};
use std::sync::Arc;

use super::batch::Batch;
use super::form::{Form, is_total};
use super::header::{Wanted, is_list_title};
use super::intake::Intake;
use super::interpret::{Carried, Said};
use super::place::FileName;
use super::source::{Options, Source, unreadable};
use super::value::Convention;
use crate::crew;
use crate::diagnostic::{Diagnostic, HeaderFault, Problem, SystemFault, Unreadable};
use crate::names::{is_blank, normalise};

/// Opens an input when its turn comes.
pub type Open<'a> = Box<dyn FnOnce() -> io::Result<Box<dyn Read + Send>> + Send + 'a>;

/// Something to read rows from.
pub struct Input<'a> {
    /// How messages and reports name it; none for standard input.
    pub name: Option<Arc<str>>,
    /// The office that rows without one belong to: the file's name without ending.
    pub own_name: Option<String>,
    /// How it is opened, or why it cannot be.
    pub open: Result<Open<'a>, Unreadable>,
}

/// A portion of an input on its way to the tally; a small file is one portion.
#[derive(Default)]
pub(super) struct Portion {
    /// The form of its file; none where the input cannot be read at all.
    pub(super) form: Option<Arc<Form>>,
    pub(super) is_first: bool,
    pub(super) batch: Batch,
    /// What its rows say, from the first one on that leaves nothing to rows above it.
    pub(super) said: Vec<Said>,
    /// Where that is, and what stands above the next portion; none where there is no such row.
    pub(super) first_said: Option<(usize, Carried)>,
    /// Set with the last portion of an input.
    pub(super) end: Option<End>,
}

/// How an input ends.
pub(super) enum End {
    /// All of it was read, or it breaks off.
    Read {
        /// SHA-256 of all its bytes, in hex.
        sha256: Option<String>,
        /// Why it breaks off.
        broke_off: Option<Box<Diagnostic>>,
    },
    /// It cannot be read at all.
    Failed {
        /// The office of its name.
        own_name: Option<String>,
        /// Why.
        why: Box<Diagnostic>,
    },
}

/// Reads all inputs into `intake`, on so many threads. Each time that something was taken in,
/// `taken` is told whether an input ended with it.
pub fn feed<'a>(
    inputs: impl IntoIterator<Item = Input<'a>, IntoIter: Send>,
    options: &Options,
    threads: usize,
    intake: &mut Intake<'_>,
    mut taken: impl FnMut(&Intake<'_>, bool) + Send,
) {
    let mut feed = Feed { inputs: inputs.into_iter().fuse().enumerate(), options, current: None };
    let interpreter = intake.interpreter();
    crew::in_order(
        threads,
        |portion: &mut Portion| feed.next(portion),
        || {
            let mut interpreter = interpreter();
            move |portion: &mut Portion| {
                portion.said.clear();
                let Some(form) = &portion.form else { return };
                portion.first_said = interpreter.batch(form, &portion.batch, &mut portion.said);
            }
        },
        |portion| {
            intake.take(portion);
            taken(intake, portion.end.is_some());
        },
    );
}

struct Feed<'o, I: Iterator> {
    inputs: Enumerate<Fuse<I>>,
    options: &'o Options,
    current: Option<(Source, Arc<Form>)>,
}

impl<'a, I: Iterator<Item = Input<'a>>> Feed<'_, I> {
    /// Brings the next portion; there is none left where it says so.
    fn next(&mut self, portion: &mut Portion) -> bool {
        portion.batch.clear();
        portion.end = None;
        portion.is_first = self.current.is_none();
        let (mut source, form) = match self.current.take() {
            Some(current) => current,
            None => match self.open(portion) {
                None => return false,
                Some(Ok(opened)) => opened,
                Some(Err(failed)) => {
                    portion.form = None;
                    portion.end = Some(failed);
                    return true;
                }
            },
        };
        let broke_off = match if portion.is_first { Ok(true) } else { source.next(&mut portion.batch) } {
            Ok(true) if source.is_done() => Some(None),
            Ok(is_more) => (!is_more).then_some(None),
            Err(diagnostic) => Some(Some(diagnostic)),
        };
        portion.end = broke_off.map(|broke_off| End::Read { sha256: source.sha256(), broke_off });
        if portion.end.is_none() {
            self.current = Some((source, Arc::clone(&form)));
        }
        portion.form = Some(form);
        true
    }

    /// Opens the next input; the rows of its first block are left in the portion.
    fn open(&mut self, portion: &mut Portion) -> Option<Result<(Source, Arc<Form>), End>> {
        let (number, Input { name, own_name, open: opens }) = self.inputs.next()?;
        let file = FileName { number, name, sheet: None };
        Some(match open(file, opens, self.options, Wanted::Actuals, &mut portion.batch) {
            Ok(source) => {
                let form = Form {
                    file: source.file.clone(),
                    own_name,
                    convention: Convention {
                        column_measure: source.columns.actual_measure.clone(),
                        fraction: self.options.fraction,
                    },
                    columns: source.columns.clone(),
                    unread_sheets: source.unread_sheets.clone(),
                };
                Ok((source, Arc::new(form)))
            }
            Err(why) => Err(End::Failed { own_name, why }),
        })
    }
}

fn open(
    file: FileName,
    open: Result<Open<'_>, Unreadable>,
    options: &Options,
    wanted: Wanted,
    batch: &mut Batch,
) -> Result<Source, Box<Diagnostic>> {
    match open.and_then(|open| open().map_err(|error| io_fault(&error))) {
        Ok(reader) => Source::open(file, reader, options, wanted, batch),
        Err(why) => Err(unreadable(&file, why)),
    }
}

/// What an error of the operating system means to the reader of a message.
#[must_use]
pub fn io_fault(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound => Unreadable::NotFound,
        _ => Unreadable::Io(SystemFault::from(error)),
    }
}

/// Reads a list of offices, in its order.
///
/// # Errors
/// The problem that keeps it from being read.
pub fn unit_list(input: Input<'_>, options: &Options) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut batch = Batch::default();
    let file = FileName { number: 0, name: input.name, sheet: None };
    let no_unit = Box::new(Diagnostic { problem: Problem::Header(HeaderFault::NoUnit), place: file.place() });
    let mut source = match open(file, input.open, options, Wanted::Units, &mut batch) {
        Err(why) if matches!(why.problem, Problem::Header(_)) => return Err(no_unit),
        opened => opened?,
    };
    let Some(column) = source.columns.unit else { return Err(no_unit) };
    let mut units = Vec::new();
    loop {
        let rows = batch.rows().filter(|row| !row.cells().any(|cell| is_total(&normalise(cell))));
        let names = rows.map(|row| row.cell(column).trim_matches(is_blank).to_owned());
        units.extend(names.filter(|name| !(name.is_empty() || is_list_title(name))));
        if !source.next(&mut batch)? {
            return if units.is_empty() { Err(no_unit) } else { Ok(units) };
        }
    }
}
