//! The body of a document: its paragraphs and tables in their order.

use super::block::{Block, Paragraph, TableCell, TableRow};
use super::layout::{Layouts, Own};
use super::run::Run;
use crate::Fault;
use crate::xlsx::xml::{Element, Xml};

/// Cells and paragraphs that are read at most: a book of 1000 pages has some hundred thousand.
const MOST_PARAGRAPHS: usize = 2_000_000;
/// Columns that a table of Word may have.
const MOST_COLUMNS: usize = 63;

pub(super) struct Reader<'l> {
    layouts: &'l Layouts,
    pub(super) blocks: Vec<Block>,
    tables: usize,
    paragraphs: usize,
    /// How many cells are open around what is read.
    cells: usize,
}

impl<'l> Reader<'l> {
    pub(super) fn new(layouts: &'l Layouts) -> Self {
        Self { layouts, blocks: Vec::new(), tables: 0, paragraphs: 0, cells: 0 }
    }

    pub(super) fn element(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        match element.name() {
            "p" => {
                let paragraph = self.paragraph(xml)?;
                self.blocks.push(Block::Paragraph(paragraph));
                Ok(())
            }
            "tbl" => self.table(xml),
            _ => self.unseen(xml, element),
        }
    }

    fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        self.tables += 1;
        let (table, mut row) = (self.tables, 0);
        xml.within(|xml, element| {
            if element.name() != "tr" {
                return self.unseen(xml, &element);
            }
            if let Some(cells) = self.row(xml)? {
                row += 1;
                self.blocks.push(Block::Row(TableRow { table, row, cells }));
            }
            Ok(())
        })
    }

    /// The cells of a row; none where the row is deleted or hidden.
    fn row(&mut self, xml: &mut Xml<'_>) -> Result<Option<Vec<TableCell>>, Fault> {
        let (mut cells, mut column, mut is_seen) = (Vec::new(), 0, true);
        xml.within(|xml, element| {
            match element.name() {
                "gridBefore" => column += columns(&element)?,
                "del" | "hidden" => is_seen = false,
                "tc" => {
                    let cell = self.cell(xml, column)?;
                    column += cell.span;
                    cells.push(cell);
                }
                _ => self.unseen(xml, &element)?,
            }
            if column > MOST_COLUMNS {
                return Err(Fault::damaged("a table of more than 63 columns"));
            }
            Ok(())
        })?;
        Ok(is_seen.then_some(cells))
    }

    fn cell(&mut self, xml: &mut Xml<'_>, column: usize) -> Result<TableCell, Fault> {
        let mut cell = TableCell { column, span: 1, continues: false, is_beside: false, content: Paragraph::default() };
        let (mut lines, mut has_table) = (0, false);
        self.cells += 1;
        xml.within(|xml, element| {
            match element.name() {
                "gridSpan" => cell.span = columns(&element)?.max(1),
                "vMerge" => cell.continues = element.attribute("val")?.is_none_or(|value| value != "restart"),
                "hMerge" => cell.is_beside = element.attribute("val")?.is_none_or(|value| value != "restart"),
                "p" => {
                    let paragraph = self.paragraph(xml)?;
                    if has_table {
                        self.blocks.push(Block::Paragraph(paragraph));
                    } else {
                        cell.content.add(&paragraph, lines);
                        lines += 1;
                    }
                }
                "tbl" => {
                    has_table = true;
                    self.lift(&mut cell.content);
                    self.table(xml)?;
                }
                _ => self.unseen(xml, &element)?,
            }
            Ok(())
        })?;
        self.cells -= 1;
        Ok(cell)
    }

    /// What stands above a table within a cell stands above it.
    fn lift(&mut self, content: &mut Paragraph) {
        let content = std::mem::take(content);
        if !content.text.is_empty() {
            self.blocks.push(Block::Paragraph(content));
        }
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<Paragraph, Fault> {
        self.paragraphs += 1;
        if self.paragraphs > MOST_PARAGRAPHS {
            return Err(Fault::damaged("more than 2,000,000 paragraphs"));
        }
        let (mut paragraph, mut own, mut layout) = (Paragraph::default(), Own::default(), None);
        xml.within(|xml, element| match element.name() {
            "r" => {
                let layouts = self.layouts;
                let look = layout.get_or_insert_with(|| layouts.layout(&own)).look;
                let run = Run::read(xml, look, layouts, |xml, element| self.unseen(xml, element))?;
                paragraph.add_run(&run);
                Ok(())
            }
            "del" | "moveFrom" => xml.skip(),
            _ if layout.is_none() && own.take(&element)? => Ok(()),
            _ => self.unseen(xml, &element),
        })?;
        let layout = layout.unwrap_or_else(|| self.layouts.layout(&own));
        (paragraph.indent, paragraph.list) = (layout.indent, layout.list);
        Ok(paragraph)
    }

    /// Passes over an element of which nothing is seen in its place: pictures, what a change replaced. A text box that
    /// is anchored outside of tables is read.
    pub(super) fn unseen(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        match element.name() {
            "drawing" | "pict" | "object" if self.cells == 0 => xml.within(|xml, element| match element.name() {
                "txbxContent" => xml.within(|xml, element| self.element(xml, &element)),
                "Fallback" => xml.skip(),
                _ => Ok(()),
            }),
            "drawing" | "pict" | "object" | "Fallback" | "delText" | "instrText" | "pPrChange" | "rPrChange"
            | "tcPrChange" | "trPrChange" | "tblPrChange" | "sectPr" => xml.skip(),
            _ => Ok(()),
        }
    }
}

impl Paragraph {
    /// Adds a paragraph as another line. The first one with text tells how the whole is laid out.
    fn add(&mut self, other: &Self, lines: usize) {
        if self.text.trim().is_empty() {
            (self.indent, self.list) = (other.indent, other.list);
        }
        if lines > 0 {
            self.text.push('\n');
        }
        self.text.push_str(&other.text);
        self.is_struck |= other.is_struck;
        self.is_raised |= other.is_raised;
    }

    fn add_run(&mut self, run: &Run) {
        if !run.is_hidden() {
            self.is_struck |= run.is_struck();
            self.is_raised |= run.is_raised();
            self.text.push_str(&run.text);
        }
    }
}

/// A number of columns.
fn columns(element: &Element<'_>) -> Result<usize, Fault> {
    let value = element.attribute("val")?.unwrap_or_default();
    let columns = value.trim().parse().ok().filter(|columns| *columns <= MOST_COLUMNS);
    columns.ok_or_else(|| Fault::damaged(format!("a cell of {value} columns")))
}
