//! Brings the rows of all inputs, one after the other: reading, decoding and splitting on one side,
//! folding on the other, on a thread of its own where that pays.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::mpsc;

use super::batch::Batch;
use super::header::{Columns, Wanted};
use super::place::FileName;
use super::source::{Options, Source, unreadable};
use crate::diagnostic::{Diagnostic, Unreadable};

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

/// An input whose header was found.
pub struct Header {
    pub(super) file: FileName,
    pub(super) columns: Columns,
    pub(super) own_name: Option<String>,
}

/// What happens on the way through the inputs.
pub enum Event {
    /// An input begins.
    Begin(Header),
    /// Rows of it.
    Rows(Batch),
    /// It ends, or breaks off.
    End {
        /// SHA-256 of all its bytes, in hex.
        sha256: Option<String>,
        /// Why it breaks off.
        broke_off: Option<Box<Diagnostic>>,
    },
    /// An input cannot be read at all.
    Failed {
        /// The office of its name.
        own_name: Option<String>,
        /// Why.
        why: Box<Diagnostic>,
    },
}

/// Batches under way between the threads.
const UNDER_WAY: usize = 8;

/// Feeds all inputs to `sink`, which gives each batch back for reuse; in `parallel`, reading and
/// folding overlap.
pub fn feed<'a>(
    inputs: impl IntoIterator<Item = Input<'a>> + Send,
    options: &Options,
    parallel: bool,
    mut sink: impl FnMut(Event) -> Batch,
) {
    if !parallel {
        return produce(inputs, options, &mut sink);
    }
    std::thread::scope(|scope| {
        let (events, received) = mpsc::sync_channel(UNDER_WAY);
        let (empties, recycled) = mpsc::sync_channel(UNDER_WAY + 2);
        scope.spawn(move || {
            produce(inputs, options, &mut |event| {
                // The other side hangs up only when it panics, and the scope passes that on.
                let _ = events.send(event);
                recycled.try_recv().unwrap_or_default()
            });
        });
        for event in received {
            let _ = empties.try_send(sink(event));
        }
    });
}

fn produce<'a>(inputs: impl IntoIterator<Item = Input<'a>>, options: &Options, sink: &mut impl FnMut(Event) -> Batch) {
    let mut batch = Batch::default();
    for (number, input) in inputs.into_iter().enumerate() {
        let file = FileName { number, name: input.name, sheet: None };
        match open(file, input.open, options, Wanted::Actuals, &mut batch) {
            Ok(source) => batch = produce_one(source, input.own_name, batch, sink),
            Err(why) => {
                sink(Event::Failed { own_name: input.own_name, why });
            }
        }
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
        _ => Unreadable::Io(error.to_string()),
    }
}

fn produce_one(
    mut source: Source,
    own_name: Option<String>,
    mut batch: Batch,
    sink: &mut impl FnMut(Event) -> Batch,
) -> Batch {
    let header = Header { file: source.file.clone(), columns: source.columns.clone(), own_name };
    sink(Event::Begin(header));
    batch = sink(Event::Rows(batch));
    let broke_off = loop {
        match source.next(&mut batch) {
            Ok(true) => batch = sink(Event::Rows(batch)),
            Ok(false) => break None,
            Err(diagnostic) => break Some(diagnostic),
        }
    };
    sink(Event::End { sha256: source.sha256(), broke_off });
    batch
}

/// Reads a list of offices, in its order.
///
/// # Errors
/// The problem that keeps it from being read.
pub fn unit_list(input: Input<'_>, options: &Options) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut batch = Batch::default();
    let file = FileName { number: 0, name: input.name, sheet: None };
    let mut source = open(file, input.open, options, Wanted::Units, &mut batch)?;
    let Some(column) = source.columns.unit else { return Ok(Vec::new()) };
    let mut units = Vec::new();
    loop {
        let names = batch.rows().map(|row| row.cell(column).trim_matches(crate::names::is_blank).to_owned());
        units.extend(names.filter(|name| !name.is_empty()));
        if !source.next(&mut batch)? {
            return Ok(units);
        }
    }
}
