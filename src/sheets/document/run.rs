//! A run: a piece of text whose characters look alike.

use super::layout::Layouts;
use super::look::Look;
use crate::Fault;
use crate::xlsx::xml::{Element, Xml};

/// What a run adds to its paragraph.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) text: String,
    look: Look,
}

impl Run {
    /// Reads a run of a paragraph that has a look by its style; `other` is called with what is no text.
    pub(super) fn read<'x>(
        xml: &mut Xml<'x>,
        look: Look,
        layouts: &Layouts,
        mut other: impl FnMut(&mut Xml<'x>, &Element<'x>) -> Result<(), Fault>,
    ) -> Result<Self, Fault> {
        let (mut run, mut own, mut style) = (Self::default(), Look::default(), None);
        xml.within(|xml, element| {
            match element.name() {
                "rStyle" => style = element.attribute("val")?,
                "t" => xml.text(&mut run.text)?,
                "tab" => run.text.push('\t'),
                "br" | "cr" => run.text.push('\n'),
                "noBreakHyphen" => run.text.push('-'),
                "sym" => run.text.push(symbol(&element)?),
                "rt" => xml.skip()?,
                _ if own.take(&element)? => {}
                _ => other(xml, &element)?,
            }
            Ok(())
        })?;
        let styled = style.map_or_else(Look::default, |style| layouts.look(&style));
        run.look = own.or(styled).or(look);
        Ok(run)
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.look.hidden == Some(true)
    }

    pub(super) fn is_struck(&self) -> bool {
        self.look.struck == Some(true) && self.has_text()
    }

    pub(super) fn is_raised(&self) -> bool {
        self.look.raised == Some(true) && self.has_text()
    }

    fn has_text(&self) -> bool {
        !self.text.trim().is_empty()
    }
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
