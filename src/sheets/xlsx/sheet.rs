//! A sheet's part: its cells, and what changes how they are seen.

use std::ops::Range;

use super::Package;
use super::reference::{area, cell, place};
use super::rich_text::{RichText, unescape_from};
use super::xml::{Element, Xml, is_true};
use crate::seen::mark;
use crate::stored::{Book, Content, StoredCell, StoredSheet};
use crate::{Area, Fault};

/// Reads a sheet.
pub(super) fn read(content: &[u8], book: &Book, package: &Package) -> Result<StoredSheet, Fault> {
    let mut reader = SheetReader {
        book,
        package,
        sheet: StoredSheet::default(),
        styled_columns: Vec::new(),
        at: Position::default(),
        buffers: Buffers::default(),
    };
    Xml::new(content)?.within(|xml, element| reader.element(xml, &element))?;
    Ok(reader.sheet)
}

struct SheetReader<'b> {
    book: &'b Book,
    package: &'b Package,
    sheet: StoredSheet,
    /// Whether each column has another number format than style 0, as far as any has.
    styled_columns: Vec<bool>,
    at: Position,
    buffers: Buffers,
}

/// Where the next row and cell are that do not say where.
#[derive(Default)]
struct Position {
    next_row: u32,
    row: u32,
    next_column: u32,
    /// The style that the row has for cells that are to come.
    row_style: Option<u32>,
}

/// Room for the texts within a cell, used again and again.
#[derive(Default)]
struct Buffers {
    value: String,
    formula: String,
    inline: RichText,
}

/// What a cell's element says before its content.
#[derive(Clone, Copy, Default)]
struct Head {
    style: u32,
    kind: Stored,
}

/// How a cell's value is stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Stored {
    #[default]
    Number,
    Bool,
    Date,
    Error,
    InlineText,
    SharedText,
    FormulaText,
    Unknown,
}

impl Stored {
    fn of(kind: &str) -> Self {
        match kind {
            "n" => Self::Number,
            "b" => Self::Bool,
            "d" => Self::Date,
            "e" => Self::Error,
            "inlineStr" => Self::InlineText,
            "s" => Self::SharedText,
            "str" => Self::FormulaText,
            _ => Self::Unknown,
        }
    }
}

/// What stands within a cell's element.
#[derive(Clone, Copy, Default)]
struct Has {
    value: bool,
    formula: bool,
    inline: bool,
}

impl SheetReader<'_> {
    fn element(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        match element.name() {
            "row" => self.row(element),
            "c" => self.cell(xml, element),
            "sheetView" => {
                self.sheet.shows_zeros &= element.flag("showZeros")?.unwrap_or(true);
                Ok(())
            }
            "col" => self.column(element),
            "mergeCell" => {
                let name = element.attribute("ref")?.unwrap_or_default();
                let area = area(&name).ok_or_else(|| Fault::damaged(format!("merged cells {name}")))?;
                self.sheet.merged.push(area);
                Ok(())
            }
            "conditionalFormatting" => self.conditional_format(xml, element),
            _ => Ok(()),
        }
    }

    fn row(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let (mut row, mut is_hidden) = (Some(self.at.next_row), false);
        let (mut style, mut has_style) = (None, false);
        element.attributes(|name, value| match name {
            "r" => row = place(&value),
            "s" => style = value.trim().parse().ok(),
            "customFormat" => has_style = is_true(&value),
            "hidden" => is_hidden |= is_true(&value),
            "ht" => is_hidden |= is_nothing(&value),
            _ => {}
        })?;
        let row = row.ok_or_else(|| Fault::damaged("a row without a possible number"))?;
        if is_hidden {
            self.sheet.hidden_rows.push(row);
        }
        self.at = Position { next_row: row + 1, row, next_column: 0, row_style: style.filter(|_| has_style) };
        Ok(())
    }

    fn column(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let (mut columns, mut is_hidden): (Range<Option<u32>>, bool) = (None..None, false);
        let mut style = 0;
        element.attributes(|name, value| match name {
            "min" => columns.start = place(&value),
            "max" => columns.end = place(&value),
            "style" => style = value.trim().parse().unwrap_or(0),
            "hidden" => is_hidden |= is_true(&value),
            "width" => is_hidden |= is_nothing(&value),
            _ => {}
        })?;
        if let (Some(first), Some(last)) = (columns.start, columns.end) {
            if is_hidden {
                self.sheet.hidden_columns.push(first..last + 1);
            }
            if self.is_another(style) {
                mark(&mut self.styled_columns, &(first..last + 1));
            }
        }
        Ok(())
    }

    /// Reads where a conditional format applies, if it changes how numbers are shown.
    fn conditional_format(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        let mut areas = element.attribute("sqref")?.unwrap_or_default();
        let mut changes = false;
        xml.within(|xml, within| {
            match within.name() {
                "cfRule" => {
                    let difference = within.attribute("dxfId")?;
                    changes |= difference.is_some_and(|difference| self.package.changes_numbers(&difference));
                }
                // Of a later edition's rules, which have both within.
                "numFmt" => changes = true,
                "sqref" => xml.text(&mut areas)?,
                "dataBar" | "iconSet" => changes |= within.flag("showValue")? == Some(false),
                _ => {}
            }
            Ok(())
        })?;
        if changes {
            let areas: Option<Vec<Area>> = areas.split_whitespace().map(area).collect();
            let areas = areas.ok_or_else(|| Fault::damaged("a conditional format without a possible area"))?;
            self.sheet.reformatted.extend(areas);
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        let mut at = Some((self.at.row, self.at.next_column));
        let mut head = Head::default();
        let (mut has_style, mut is_known) = (false, true);
        element.attributes(|name, value| match name {
            "r" => at = cell(&value),
            "s" => {
                has_style = true;
                match value.trim().parse() {
                    Ok(style) => head.style = style,
                    Err(_) => is_known = false,
                }
            }
            "t" => head.kind = Stored::of(&value),
            _ => {}
        })?;
        let (row, column) = at.ok_or_else(|| Fault::damaged("a cell without a possible name"))?;
        if !is_known || !has_style && self.is_styled_around(column) {
            head.style = u32::MAX;
        }
        self.at.row = row;
        self.at.next_column = column + 1;
        let has = self.content_of(xml)?;
        if let Some(content) = self.content(head, has) {
            self.sheet.cells.push(StoredCell { row, column, style: head.style, content });
        }
        Ok(())
    }

    /// Whether the row, or a cell's column, has another number format than style 0. A cell that names no style has
    /// style 0, but some programs give it the style of its row or column.
    fn is_styled_around(&self, column: u32) -> bool {
        let is_styled = self.styled_columns.get(column as usize).is_some_and(|is_styled| *is_styled);
        is_styled || self.at.row_style.is_some_and(|style| self.is_another(style))
    }

    /// Whether a style has another number format than style 0.
    fn is_another(&self, style: u32) -> bool {
        let format = |style: u32| self.book.styles.get(style as usize).map(|style| style.format);
        style != 0 && format(style) != format(0)
    }

    /// Reads what stands within the cell that was opened last into the buffers.
    fn content_of(&mut self, xml: &mut Xml<'_>) -> Result<Has, Fault> {
        let Buffers { value, formula, inline } = &mut self.buffers;
        value.clear();
        formula.clear();
        inline.clear();
        let mut has = Has::default();
        xml.within(|xml, element| match element.name() {
            "v" => {
                has.value = true;
                xml.text(value)
            }
            "f" => {
                has.formula = true;
                xml.text(formula)
            }
            "is" => {
                has.inline = true;
                inline.read(xml)
            }
            _ => Ok(()),
        })?;
        Ok(has)
    }

    /// What a cell's kind and what stands within it come to; none for an empty one.
    fn content(&mut self, head: Head, has: Has) -> Option<Content> {
        let Buffers { value, formula, inline } = &mut self.buffers;
        let texts = &mut self.sheet.texts;
        let trimmed = value.trim();
        let has_result = has.inline || if head.kind == Stored::FormulaText { has.value } else { !trimmed.is_empty() };
        if has.formula && !has_result {
            return Some(Content::NotComputed(texts.push(&format!("={formula}"))));
        }
        match head.kind {
            Stored::InlineText if has.inline && inline.text.is_empty() && !has.formula => return None,
            Stored::InlineText if has.inline => {
                let text = texts.push(&inline.text);
                return Some(if inline.is_marked { Content::Marked(text) } else { Content::Text(text) });
            }
            Stored::FormulaText => {
                unescape_from(value, 0);
                return has.value.then(|| Content::Text(texts.push(value)));
            }
            _ if trimmed.is_empty() => return None,
            _ => {}
        }
        let stored = match head.kind {
            Stored::Number => match number(trimmed) {
                Some(0.0) if has.formula && self.package.is_to_be_computed => {
                    Some(Content::NotComputed(texts.push(&format!("={formula}"))))
                }
                number => number.map(Content::Number),
            },
            Stored::SharedText => shared(self.book, trimmed),
            Stored::Bool => truth(trimmed).map(Content::Bool),
            Stored::Error => Some(Content::Error(texts.push(trimmed))),
            Stored::Date => Some(Content::Date(texts.push(trimmed))),
            Stored::InlineText | Stored::FormulaText | Stored::Unknown => None,
        };
        Some(stored.unwrap_or_else(|| Content::Junk(self.sheet.texts.push(&self.buffers.value))))
    }
}

/// A text that cells share, by its place in the table.
fn shared(book: &Book, place: &str) -> Option<Content> {
    let place = place.parse().ok().filter(|place| (*place as usize) < book.shared.len())?;
    Some(Content::Shared(place))
}

fn truth(text: &str) -> Option<bool> {
    match text {
        "1" | "true" => Some(true),
        "0" | "false" => Some(false),
        _ => None,
    }
}

/// A number as a file stores it; none where it is no finite one.
fn number(text: &str) -> Option<f64> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    text.parse().ok().filter(|number: &f64| is_plain && number.is_finite())
}

/// Whether a height or width leaves nothing to see.
fn is_nothing(size: &str) -> bool {
    size.trim().parse::<f64>().is_ok_and(|size| size <= 0.0)
}
