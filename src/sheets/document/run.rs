//! A run: a piece of text whose characters look alike.

use super::alike::Alike;
use super::layout::Layouts;
use super::look::Look;
use crate::Fault;
use crate::xlsx::xml::{Element, Xml};

/// Adds the text of a run to that of its paragraph; `other` is called with what is no text. Comes back with the look
/// that the run has by itself and its style.
pub(super) fn read<'x>(
    xml: &mut Xml<'x>,
    layouts: &Layouts,
    looks: &mut Alike<'x, Look>,
    text: &mut String,
    mut other: impl FnMut(&mut Xml<'x>, &Element<'x>) -> Result<(), Fault>,
) -> Result<Look, Fault> {
    let mut look = Look::default();
    xml.within(|xml, element| {
        match element.name() {
            "rPr" => look = looks.of(xml, |xml| properties(xml, layouts))?,
            "t" => xml.text(text)?,
            "tab" => text.push('\t'),
            "br" | "cr" => text.push('\n'),
            "noBreakHyphen" => text.push('-'),
            "sym" => text.push(symbol(&element)?),
            "rt" => xml.skip()?,
            _ => other(xml, &element)?,
        }
        Ok(())
    })?;
    Ok(look)
}

/// The look that a run has by itself and by its style.
fn properties(xml: &mut Xml<'_>, layouts: &Layouts) -> Result<Look, Fault> {
    let (mut own, mut style) = (Look::default(), None);
    xml.within(|xml, element| {
        match element.name() {
            "rStyle" => style = element.attribute("val")?,
            "rPrChange" => xml.skip()?,
            _ => drop(own.take(&element)?),
        }
        Ok(())
    })?;
    let styled = style.map_or_else(Look::default, |style| layouts.look(&style));
    Ok(own.or(styled))
}

/// A character of a font of symbols. Those that are not known stay the font's own.
fn symbol(element: &Element<'_>) -> Result<char, Fault> {
    let (mut code, mut font) = (None, String::new());
    element.attributes(|name, value| match name {
        "char" => code = u32::from_str_radix(value.trim(), 16).ok(),
        "font" => font = value.into_owned(),
        _ => {}
    })?;
    let code = code.unwrap_or(u32::from(char::REPLACEMENT_CHARACTER));
    Ok(match (&*font, code & 0xFF) {
        ("Symbol", 0xA3) => '≤',
        ("Symbol", 0xB3) => '≥',
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    })
}
