//! The body of a document: its paragraphs and tables in their order.

use super::alike::Alike;
use super::block::{Block, Paragraph, TableCell, TableRow};
use super::layout::{Layout, Layouts, Own};
use super::look::Look;
use super::run;
use crate::xlsx::xml::{Element, Xml};
use crate::{Fault, Foreign};

/// Cells and paragraphs that are read at most: a book of 1000 pages has some hundred thousand.
const MOST_PARAGRAPHS: usize = 1_000_000;
/// Columns that a table of Word may have.
const MOST_COLUMNS: usize = 63;

pub(super) struct Reader<'l, 'x> {
    layouts: &'l Layouts,
    /// The properties of runs, paragraphs and cells.
    looks: Alike<'x, Look>,
    paragraph_layouts: Alike<'x, Layout>,
    merges: Alike<'x, Merge>,
    pub(super) blocks: Vec<Block>,
    tables: usize,
    paragraphs: usize,
    /// How many cells are open around what is read.
    cells: usize,
    /// What stands in text boxes of the cell at hand.
    boxed: String,
}

/// How a cell is merged with others.
#[derive(Clone, Copy, Debug)]
struct Merge {
    span: usize,
    continues: bool,
    is_beside: bool,
}

impl<'l, 'x> Reader<'l, 'x> {
    pub(super) fn new(layouts: &'l Layouts) -> Self {
        Self {
            layouts,
            looks: Alike::default(),
            paragraph_layouts: Alike::default(),
            merges: Alike::default(),
            blocks: Vec::new(),
            tables: 0,
            paragraphs: 0,
            cells: 0,
            boxed: String::new(),
        }
    }

    pub(super) fn element(&mut self, xml: &mut Xml<'x>, element: &Element<'x>) -> Result<(), Fault> {
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

    fn table(&mut self, xml: &mut Xml<'x>) -> Result<(), Fault> {
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
    fn row(&mut self, xml: &mut Xml<'x>) -> Result<Option<Vec<TableCell>>, Fault> {
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
                return Err(Fault::damaged(format!("a table of more than {MOST_COLUMNS} columns")));
            }
            Ok(())
        })?;
        Ok(is_seen.then_some(cells))
    }

    fn cell(&mut self, xml: &mut Xml<'x>, column: usize) -> Result<TableCell, Fault> {
        let mut cell = TableCell { column, span: 1, continues: false, is_beside: false, content: Paragraph::default() };
        let (mut lines, mut has_table) = (0, false);
        self.cells += 1;
        xml.within(|xml, element| {
            match element.name() {
                "tcPr" => {
                    let merge = self.merges.of(xml, Merge::read)?;
                    (cell.span, cell.continues, cell.is_beside) = (merge.span, merge.continues, merge.is_beside);
                }
                "p" => {
                    let paragraph = self.paragraph(xml)?;
                    if has_table {
                        self.blocks.push(Block::Paragraph(paragraph));
                    } else {
                        cell.content.add(paragraph, lines);
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
        cell.content.add_boxed(&std::mem::take(&mut self.boxed));
        Ok(cell)
    }

    /// What stands above a table within a cell stands above it.
    fn lift(&mut self, content: &mut Paragraph) {
        let content = std::mem::take(content);
        if !content.text.is_empty() {
            self.blocks.push(Block::Paragraph(content));
        }
    }

    fn paragraph(&mut self, xml: &mut Xml<'x>) -> Result<Paragraph, Fault> {
        self.paragraphs += 1;
        if self.paragraphs > MOST_PARAGRAPHS {
            return Err(Fault::damaged(format!("more than {MOST_PARAGRAPHS} paragraphs")));
        }
        let (mut paragraph, mut layout, layouts) = (Paragraph::default(), None, self.layouts);
        xml.within(|xml, element| match element.name() {
            "pPr" => {
                layout = Some(self.paragraph_layouts.of(xml, |xml| Own::read(xml).map(|own| layouts.layout(&own)))?);
                Ok(())
            }
            "r" => {
                let styled = layout.get_or_insert_with(|| layouts.layout(&Own::default())).look;
                // A text box within it has runs of its own.
                let (text, mut looks) = (&mut paragraph.text, std::mem::take(&mut self.looks));
                let start = text.len();
                let look = run::read(xml, layouts, &mut looks, text, |xml, element| self.unseen(xml, element));
                self.looks = looks;
                paragraph.look_at(start, look?.or(styled));
                Ok(())
            }
            "del" | "moveFrom" => xml.skip(),
            _ => self.unseen(xml, &element),
        })?;
        let layout = layout.unwrap_or_else(|| layouts.layout(&Own::default()));
        (paragraph.indent, paragraph.list) = (layout.indent, layout.list);
        Ok(paragraph)
    }

    /// Passes over an element of which nothing is seen in its place: pictures, what a change replaced. A text box is
    /// read; one in a cell may hide any of the cells around it, so that the cell only notes it.
    pub(super) fn unseen(&mut self, xml: &mut Xml<'x>, element: &Element<'x>) -> Result<(), Fault> {
        match element.name() {
            "altChunk" | "subDoc" => Err(Fault::Foreign(Foreign::CompositeDocument)),
            "drawing" | "pict" | "object" => xml.within(|xml, element| match element.name() {
                "txbxContent" if self.cells > 0 => xml.text(&mut self.boxed),
                "txbxContent" => xml.within(|xml, element| self.element(xml, &element)),
                "Fallback" => xml.skip(),
                _ => Ok(()),
            }),
            "Fallback" | "delText" | "instrText" | "pPrChange" | "rPrChange" | "tcPrChange" | "trPrChange"
            | "tblPrChange" | "sectPr" => xml.skip(),
            _ => Ok(()),
        }
    }
}

impl Merge {
    fn read(xml: &mut Xml<'_>) -> Result<Self, Fault> {
        let mut merge = Self { span: 1, continues: false, is_beside: false };
        let goes_on = |element: &Element<'_>| Ok(element.attribute("val")?.is_none_or(|value| value != "restart"));
        xml.within(|xml, element| {
            match element.name() {
                "gridSpan" => merge.span = columns(&element)?.max(1),
                "vMerge" => merge.continues = goes_on(&element)?,
                "hMerge" => merge.is_beside = goes_on(&element)?,
                "tcPrChange" => xml.skip()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(merge)
    }
}

impl Paragraph {
    /// Adds a paragraph as another line. The first one with text tells how the whole is laid out.
    fn add(&mut self, other: Self, lines: usize) {
        if lines == 0 {
            return *self = other;
        }
        if self.text.trim().is_empty() {
            (self.indent, self.list) = (other.indent, other.list);
        }
        self.text.push('\n');
        self.text.push_str(&other.text);
        self.is_struck |= other.is_struck;
        self.is_raised |= other.is_raised;
    }

    fn add_boxed(&mut self, boxed: &str) {
        if !boxed.trim().is_empty() {
            self.text.push_str(boxed);
            self.is_boxed = true;
        }
    }

    /// Takes note of the look of its text from a place on, which is left out where it is hidden.
    fn look_at(&mut self, start: usize, look: Look) {
        let is = |property: Option<bool>| property == Some(true);
        if is(look.hidden) {
            self.text.truncate(start);
        } else if !self.text[start..].trim().is_empty() {
            self.is_struck |= is(look.struck);
            self.is_raised |= is(look.raised);
        }
    }
}

/// A number of columns.
fn columns(element: &Element<'_>) -> Result<usize, Fault> {
    let value = element.attribute("val")?.unwrap_or_default();
    let columns = value.trim().parse().ok().filter(|columns| *columns <= MOST_COLUMNS);
    columns.ok_or_else(|| Fault::damaged(format!("a cell of {value} columns")))
}
