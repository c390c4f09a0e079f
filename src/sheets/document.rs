//! The reader of .docx documents (ECMA-376): their paragraphs, and the rows of their tables.
//!
//! What is read is what is seen: deleted and hidden text is left out, and so are pictures. Text that is struck out,
//! raised or lowered says that it is. A text box is read where it is anchored, and a table within a cell before the
//! row of that cell.

mod alike;
mod block;
mod indent;
mod layout;
mod lists;
mod look;
mod reader;
mod run;
mod styles;

use std::io::Cursor;

use zip::ZipArchive;

pub use self::block::{Block, Paragraph, TableCell, TableRow};
use self::layout::Layouts;
use self::reader::Reader;
use crate::xlsx::package::Parts;
use crate::xlsx::xml::Xml;
use crate::{Fault, Foreign};

/// What a document has in it, from its beginning to its end.
#[derive(Debug, Default)]
pub struct Document {
    /// Its paragraphs and the rows of its tables.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Whether a file is a package with a document of Word in it.
    pub fn is_in(bytes: &[u8]) -> bool {
        let archive = ZipArchive::new(Cursor::new(bytes));
        archive.is_ok_and(|archive| archive.file_names().filter_map(Result::ok).any(|name| name.starts_with("word/")))
    }

    /// Reads a document from the bytes of its file.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn open(bytes: Vec<u8>) -> Result<Self, Fault> {
        if bytes.len() as u64 > crate::MOST_MEBIBYTES << 20 {
            return Err(Fault::TooLarge(crate::MOST_MEBIBYTES));
        }
        let parts = Parts::open(bytes)?;
        let relations = parts.relations("")?;
        let name = relations.of_kind("officeDocument").ok_or(Fault::Foreign(Foreign::OtherPackage))?;
        let content = parts.read(name)?.ok_or_else(|| Fault::damaged(format!("{name} is missing")))?;
        let layouts = Layouts::read(&parts, &parts.relations(name)?)?;
        let mut reader = Reader::new(&layouts);
        Xml::new(&content)?.within(|xml, element| reader.element(xml, &element))?;
        Ok(Self { blocks: reader.blocks })
    }
}
