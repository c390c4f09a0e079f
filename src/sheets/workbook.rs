//! A workbook of either kind.

use std::sync::Arc;

use crate::compound::Compound;
use crate::stored::Book;
use crate::{Entry, Fault, Foreign, MOST_MEBIBYTES, Sheet, encrypted, xls, xlsx};

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// An open workbook; its sheets are read when they are asked for.
#[derive(Debug)]
pub struct Workbook {
    book: Arc<Book>,
    sheets: Sheets,
}

/// Where the sheets are read from.
#[derive(Debug)]
enum Sheets {
    Xlsx(xlsx::Package),
    Xls(xls::Stream),
}

impl Workbook {
    /// Whether a file begins as a workbook does.
    pub fn begins(first: &[u8]) -> bool {
        first.starts_with(ZIP) || first.starts_with(COMPOUND)
    }

    /// Opens a workbook from the bytes of its file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        if bytes.len() as u64 > MOST_MEBIBYTES << 20 {
            return Err(Fault::TooLarge(MOST_MEBIBYTES));
        }
        if bytes.starts_with(ZIP) {
            return Self::open_package(bytes);
        }
        if !bytes.starts_with(COMPOUND) {
            return Err(Fault::Foreign(Foreign::OtherPackage));
        }
        let file = Compound::open(&bytes)?;
        if encrypted::is_package(&file) {
            let package = encrypted::package(&file, encrypted::PASSWORD)?;
            drop(bytes);
            return Self::open_package(package);
        }
        let (book, stream) = xls::open(&file)?;
        Ok(Self { book: Arc::new(book), sheets: Sheets::Xls(stream) })
    }

    fn open_package(bytes: Vec<u8>) -> Result<Self, Fault> {
        let (book, package) = xlsx::open(bytes)?;
        Ok(Self { book: Arc::new(book), sheets: Sheets::Xlsx(package) })
    }

    /// The sheets in the workbook's order.
    pub fn sheets(&self) -> &[Entry] {
        &self.book.entries
    }

    /// Reads a sheet by its place in [`Workbook::sheets`].
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(&self, index: usize) -> Result<Sheet, Fault> {
        let stored = match &self.sheets {
            Sheets::Xlsx(package) => package.sheet(&self.book, index)?,
            Sheets::Xls(stream) => stream.sheet(&self.book, index)?,
        };
        Sheet::new(Arc::clone(&self.book), stored)
    }
}
