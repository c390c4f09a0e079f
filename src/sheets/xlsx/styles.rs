//! What the styles part says of numbers: their formats, and which are struck out.

use std::collections::HashMap;

use super::rich_text::marks;
use super::xml::{Element, Xml};
use crate::stored::{Book, Style};
use crate::{Fault, Format};

/// What conditional formats refer to: whether each changes how numbers are shown.
pub(super) type Differences = Vec<bool>;

/// Reads the styles part.
pub(super) fn read(content: &[u8], book: &mut Book) -> Result<Differences, Fault> {
    let mut styles = Styles::default();
    Xml::new(content)?.within(|xml, element| match element.name() {
        "numFmts" => xml.within(|_, format| styles.add_format(&format)),
        "fonts" => xml.within(|xml, font| if font.name() == "font" { styles.add_font(xml) } else { Ok(()) }),
        "cellStyleXfs" => xml.within(|_, xf| add_xf(&xf, &mut styles.named)),
        "cellXfs" => xml.within(|_, xf| add_xf(&xf, &mut styles.cells)),
        "dxfs" => xml.within(|xml, dxf| if dxf.name() == "dxf" { styles.add_difference(xml) } else { Ok(()) }),
        _ => Ok(()),
    })?;
    styles.put_into(book);
    Ok(styles.differences)
}

#[derive(Default)]
struct Styles {
    codes: HashMap<u32, String>,
    /// Whether each font is struck out.
    fonts: Vec<bool>,
    /// The formats of named styles, which those of cells build on.
    named: Vec<Xf>,
    cells: Vec<Xf>,
    differences: Differences,
}

/// The format of a cell or a named style.
#[derive(Clone, Copy, Default)]
struct Xf {
    number_format: Option<u32>,
    font: Option<u32>,
    named: Option<u32>,
    indent: u8,
}

/// Takes in a format of cells, or the alignment within the one before.
fn add_xf(element: &Element<'_>, xfs: &mut Vec<Xf>) -> Result<(), Fault> {
    if let ("alignment", Some(xf)) = (element.name(), xfs.last_mut()) {
        xf.indent = element.attribute("indent")?.and_then(|indent| indent.trim().parse().ok()).unwrap_or(0);
    }
    if element.name() != "xf" {
        return Ok(());
    }
    let mut xf = Xf::default();
    element.attributes(|name, value| {
        let number = || value.trim().parse().ok();
        match name {
            "numFmtId" => xf.number_format = number(),
            "fontId" => xf.font = number(),
            "xfId" => xf.named = number(),
            _ => {}
        }
    })?;
    xfs.push(xf);
    Ok(())
}

impl Styles {
    fn add_format(&mut self, element: &Element<'_>) -> Result<(), Fault> {
        let (mut number, mut code) = (None, None);
        element.attributes(|name, value| match name {
            "numFmtId" => number = value.trim().parse().ok(),
            "formatCode" => code = Some(value.into_owned()),
            _ => {}
        })?;
        if let (Some(number), Some(code)) = (number, code) {
            self.codes.insert(number, code);
        }
        Ok(())
    }

    fn add_font(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut is_struck = false;
        xml.within(|_, property| {
            is_struck |= property.name() == "strike" && marks(&property)?;
            Ok(())
        })?;
        self.fonts.push(is_struck);
        Ok(())
    }

    fn add_difference(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut changes_numbers = false;
        xml.within(|_, property| {
            changes_numbers |= property.name() == "numFmt";
            Ok(())
        })?;
        self.differences.push(changes_numbers);
        Ok(())
    }

    fn put_into(&self, book: &mut Book) {
        let mut places = HashMap::new();
        for xf in &self.cells {
            let named = xf.named.and_then(|named| self.named.get(named as usize)).copied().unwrap_or_default();
            // Programs differ in whether a cell's format that names no number format has that of its named style.
            let number = xf.number_format.unwrap_or(if named.number_format.unwrap_or(0) == 0 { 0 } else { u32::MAX });
            let format = *places.entry(number).or_insert_with(|| {
                let format =
                    self.codes.get(&number).map(|code| Format::parse(code)).or_else(|| Format::built_in(number));
                book.add_format(format.unwrap_or_else(|| Format::unknown(number)))
            });
            let font = xf.font.or(named.font).unwrap_or(0);
            let is_struck = self.fonts.get(font as usize).copied().unwrap_or(false);
            book.styles.push(Style { format, is_struck, indent: xf.indent });
        }
    }
}
