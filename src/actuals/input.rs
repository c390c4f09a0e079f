//! Something to read rows from, and its first block.

use std::io::{self, Read};
use std::sync::Arc;

use super::form_name::{without_version, years};
use super::options::Options;
use super::place::FileName;
use super::workbook::is_workbook;
use crate::delimited::decoding::{Bytes, FIRST_BLOCK};
use crate::diagnostic::{Diagnostic, Problem, SystemFault, Unreadable};

/// Opens an input when its turn comes.
pub type Open<'a> = Box<dyn FnOnce() -> io::Result<Box<dyn Read + Send>> + Send + 'a>;

/// Something to read rows from.
pub struct Input<'a> {
    /// How messages and reports name it; none for standard input.
    pub name: Option<Arc<str>>,
    /// The unit that rows without one belong to: the file's name without ending.
    pub own_name: Option<String>,
    /// Whether it was found in a folder, and not named: a report of this program is then passed over.
    pub is_found: bool,
    /// How it is opened, or why it cannot be.
    pub open: Result<Open<'a>, Unreadable>,
}

/// An input of which the first block is read.
pub(super) struct Beginning {
    pub(super) file: FileName,
    /// The unit that rows without one belong to.
    pub(super) own_name: Option<Arc<str>>,
    /// The file's name without its ending.
    pub(super) file_name: Option<Arc<str>>,
    /// The years that its name speaks of.
    pub(super) years: Vec<u16>,
    /// Whether it was found in a folder.
    pub(super) is_found: bool,
    pub(super) first: Vec<u8>,
    /// What comes after the first block.
    pub(super) bytes: Bytes,
}

impl Beginning {
    /// Whether it is a text of which more than the first block is to be read.
    pub(super) fn is_long_text(&self) -> bool {
        !self.bytes.at_end() && !is_workbook(&self.first)
    }
}

impl Input<'_> {
    /// The unit that rows without one belong to: the one that the user names, or the file's name without what tells
    /// its version.
    pub(super) fn unit(&self, options: &Options) -> Option<Arc<str>> {
        options.unit.as_deref().or_else(|| self.own_name.as_deref().map(without_version)).map(Arc::from)
    }

    /// Opens the input, which is the run's first, second and so on, and reads its first block.
    pub(super) fn begin(self, number: usize, options: &Options) -> Result<Beginning, Box<Diagnostic>> {
        let own_name = self.unit(options);
        let years = self.own_name.as_deref().map(|name| years(name, true)).unwrap_or_default();
        let file_name = self.own_name.as_deref().map(Arc::from);
        let file = FileName { number, name: self.name, sheet: None };
        let begin = |open: Open<'_>| {
            let mut bytes = Bytes::new(open().map_err(|error| io_fault(&error))?, options.hashed);
            let mut first = Vec::new();
            let read = bytes.append(FIRST_BLOCK, &mut first);
            read.map(|()| (first, bytes)).map_err(|error| Unreadable::Io(SystemFault::from(&error)))
        };
        match self.open.and_then(begin) {
            Ok((first, bytes)) => {
                Ok(Beginning { file, own_name, file_name, years, is_found: self.is_found, first, bytes })
            }
            Err(why) => Err(file.problem(Problem::Unreadable(why))),
        }
    }
}

/// What an error of the operating system means to the reader of a message.
pub fn io_fault(error: &io::Error) -> Unreadable {
    match error.kind() {
        io::ErrorKind::NotFound => Unreadable::NotFound,
        _ => Unreadable::Io(SystemFault::from(error)),
    }
}
