//! The reader of .xls workbooks (BIFF8 records in a compound file, \[MS-XLS\]).
//!
//! Nothing is taken on trust: a record that is too short or that points nowhere makes the workbook
//! damaged. A sheet's records are read once, in their order.

mod arithmetic;
mod cipher;
mod conditional;
mod formula;
mod globals;
mod records;
mod sheet;
mod strings;

use self::globals::Globals;
use self::sheet::Reader;
use crate::compound::Compound;
use crate::encrypted::PASSWORD;
use crate::stored::{Book, StoredSheet};
use crate::{Fault, Foreign};

/// The records of a workbook, and where its sheets begin in them.
#[derive(Debug)]
pub(crate) struct Stream {
    bytes: Vec<u8>,
    globals: Globals,
}

/// Opens a workbook and reads what it says of all its sheets.
pub(crate) fn open(file: &Compound<'_>) -> Result<(Book, Stream), Fault> {
    open_stream(records(file)?)
}

/// The stream of records.
fn records(file: &Compound<'_>) -> Result<Vec<u8>, Fault> {
    let name = ["Workbook", "Book"].into_iter().find(|name| file.has(name));
    let other = if file.has("WordDocument") { Foreign::OldDocument } else { Foreign::OtherPackage };
    file.stream(name.ok_or(Fault::Foreign(other))?)
}

fn open_stream(mut bytes: Vec<u8>) -> Result<(Book, Stream), Fault> {
    cipher::unlock(&mut bytes, PASSWORD)?;
    let (book, globals) = Globals::read(&bytes)?;
    Ok((book, Stream { bytes, globals }))
}

impl Stream {
    /// Reads a sheet by its place in the book.
    pub(crate) fn sheet(&self, book: &Book, index: usize) -> Result<StoredSheet, Fault> {
        let missing = || Fault::damaged(format!("there is no sheet {index}"));
        let start = self.globals.places.get(index).ok_or_else(missing)?.start;
        let end = self.globals.end_after(start, &self.bytes);
        Reader::new(&self.bytes[..end], book, &self.globals).read(start)
    }
}

#[cfg(test)]
mod tests;
