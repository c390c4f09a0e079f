//! The reader of .docx documents (ECMA-376): their paragraphs, and the rows of their tables.
//!
//! What is read is what is seen: deleted and hidden text is left out, and so are pictures and text boxes. Struck-out
//! text says that it is.

use std::io::Cursor;

use zip::ZipArchive;

use crate::xlsx::package::Parts;
use crate::xlsx::xml::{Element, Xml, is_true};
use crate::{Fault, Foreign};

/// Cells and paragraphs that are read at most: a book of 1000 pages has some hundred thousand.
const MOST_PARAGRAPHS: usize = 2_000_000;
/// Columns that a table of Word may have.
const MOST_COLUMNS: usize = 63;

/// What a document has in it, from its beginning to its end.
#[derive(Debug, Default)]
pub struct Document {
    /// Its paragraphs and the rows of its tables.
    pub blocks: Vec<Block>,
}

/// A paragraph outside of tables, or a row of a table.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A row.
    Row(TableRow),
}

/// A paragraph, or what stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text; several paragraphs in a cell are several lines.
    pub text: String,
    /// How far its first line is indented, in twentieths of a point.
    pub indent: u32,
    /// Whether a part of it is struck out.
    pub is_struck: bool,
}

/// A row of a table.
#[derive(Debug)]
pub struct TableRow {
    /// The number of its table in the document, from 1.
    pub table: usize,
    /// Its number in the table, from 1.
    pub row: usize,
    /// Its cells from the left to the right.
    pub cells: Vec<TableCell>,
}

/// A cell of a table.
#[derive(Debug)]
pub struct TableCell {
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it takes, at least 1.
    pub span: usize,
    /// Whether it only continues the merged cell above it.
    pub continues: bool,
    /// What stands in it.
    pub content: Paragraph,
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
        let mut reader = Reader::default();
        Xml::new(&content)?.within(|xml, element| reader.element(xml, &element))?;
        Ok(Self { blocks: reader.blocks })
    }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    tables: usize,
    paragraphs: usize,
}

impl Reader {
    fn element(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        match element.name() {
            "p" => {
                let paragraph = self.paragraph(xml)?;
                self.blocks.push(Block::Paragraph(paragraph));
                Ok(())
            }
            "tbl" => self.table(xml),
            other => skip_unseen(xml, other),
        }
    }

    fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        self.tables += 1;
        let (table, mut row) = (self.tables, 0);
        xml.within(|xml, element| {
            if element.name() != "tr" {
                return skip_unseen(xml, element.name());
            }
            if let Some(cells) = self.row(xml)? {
                row += 1;
                self.blocks.push(Block::Row(TableRow { table, row, cells }));
            }
            Ok(())
        })
    }

    /// The cells of a row; none where the row is deleted.
    fn row(&mut self, xml: &mut Xml<'_>) -> Result<Option<Vec<TableCell>>, Fault> {
        let (mut cells, mut column, mut is_deleted) = (Vec::new(), 0, false);
        xml.within(|xml, element| {
            match element.name() {
                "gridBefore" => column += columns(&element)?,
                "del" => is_deleted = true,
                "tc" => {
                    let cell = self.cell(xml, column)?;
                    column += cell.span;
                    cells.push(cell);
                }
                other => skip_unseen(xml, other)?,
            }
            if column > MOST_COLUMNS {
                return Err(Fault::damaged("a table of more than 63 columns"));
            }
            Ok(())
        })?;
        Ok((!is_deleted).then_some(cells))
    }

    fn cell(&mut self, xml: &mut Xml<'_>, column: usize) -> Result<TableCell, Fault> {
        let mut cell = TableCell { column, span: 1, continues: false, content: Paragraph::default() };
        let mut is_first = true;
        xml.within(|xml, element| {
            match element.name() {
                "gridSpan" => cell.span = columns(&element)?.max(1),
                "vMerge" => cell.continues = element.attribute("val")?.is_none_or(|value| value != "restart"),
                "p" => {
                    let paragraph = self.paragraph(xml)?;
                    cell.content.add(&paragraph, std::mem::take(&mut is_first));
                }
                other => skip_unseen(xml, other)?,
            }
            Ok(())
        })?;
        Ok(cell)
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<Paragraph, Fault> {
        self.paragraphs += 1;
        if self.paragraphs > MOST_PARAGRAPHS {
            return Err(Fault::damaged("more than 2,000,000 paragraphs"));
        }
        let mut paragraph = Paragraph::default();
        xml.within(|xml, element| match element.name() {
            "ind" => {
                paragraph.indent = indent(&element)?;
                Ok(())
            }
            "r" => paragraph.add_run(xml),
            "del" | "moveFrom" => xml.skip(),
            other => skip_unseen(xml, other),
        })?;
        Ok(paragraph)
    }
}

impl Paragraph {
    /// Adds a paragraph as another line.
    fn add(&mut self, other: &Self, is_first: bool) {
        if is_first {
            self.indent = other.indent;
        } else {
            self.text.push('\n');
        }
        self.text.push_str(&other.text);
        self.is_struck |= other.is_struck;
    }

    fn add_run(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let (mut text, mut is_struck, mut is_hidden) = (String::new(), false, false);
        xml.within(|xml, element| {
            match element.name() {
                "strike" | "dstrike" => is_struck |= is_on(&element)?,
                "vanish" => is_hidden |= is_on(&element)?,
                "t" => xml.text(&mut text)?,
                "tab" => text.push('\t'),
                "br" | "cr" => text.push('\n'),
                "noBreakHyphen" => text.push('-'),
                other => skip_unseen(xml, other)?,
            }
            Ok(())
        })?;
        if !is_hidden {
            self.is_struck |= is_struck && !text.trim().is_empty();
            self.text.push_str(&text);
        }
        Ok(())
    }
}

/// Passes over an element of which nothing is seen in its place: pictures, text boxes, what a change replaced.
fn skip_unseen(xml: &mut Xml<'_>, name: &str) -> Result<(), Fault> {
    match name {
        "drawing" | "pict" | "object" | "txbxContent" | "Fallback" | "delText" | "instrText" | "pPrChange"
        | "rPrChange" | "tcPrChange" | "trPrChange" | "tblPrChange" => xml.skip(),
        _ => Ok(()),
    }
}

/// Whether a property is set: without a value it is.
fn is_on(element: &Element<'_>) -> Result<bool, Fault> {
    Ok(element.attribute("val")?.is_none_or(|value| is_true(&value)))
}

/// A number of columns.
fn columns(element: &Element<'_>) -> Result<usize, Fault> {
    let value = element.attribute("val")?.unwrap_or_default();
    let columns = value.trim().parse().ok().filter(|columns| *columns <= MOST_COLUMNS);
    columns.ok_or_else(|| Fault::damaged(format!("a cell of {value} columns")))
}

/// How far the first line is indented. Characters count as 210, the width of one in the usual size.
fn indent(element: &Element<'_>) -> Result<u32, Fault> {
    let (mut twips, mut characters) = (0, 0);
    element.attributes(|name, value| {
        let number = value.trim().parse::<i32>().unwrap_or(0).clamp(-100_000, 100_000);
        match name {
            "left" | "start" | "firstLine" => twips += number,
            "hanging" => twips -= number,
            "leftChars" | "startChars" | "firstLineChars" => characters += number,
            "hangingChars" => characters -= number,
            _ => {}
        }
    })?;
    let indent = if twips == 0 { characters * 210 / 100 } else { twips };
    Ok(u32::try_from(indent).unwrap_or(0))
}
