//! Texts with runs: which words stand in a cell, and whether all of them count.

use super::xml::{Element, Xml};
use crate::Fault;
use crate::stored::{Book, SharedText};

/// A text, and whether a part of it that is not blank is raised, lowered or struck out.
#[derive(Debug, Default)]
pub(super) struct RichText {
    pub(super) text: String,
    pub(super) is_marked: bool,
}

impl RichText {
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.is_marked = false;
    }

    /// Reads the element `si` or `is` that was opened last.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        xml.within(|xml, element| match element.name() {
            "t" => self.piece(xml),
            "r" => self.run(xml),
            // How a word is spoken stands above it.
            "rPh" => xml.skip(),
            _ => Ok(()),
        })
    }

    fn run(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let mut is_marked = false;
        let start = self.text.len();
        xml.within(|xml, element| {
            if element.name() == "t" {
                return self.piece(xml);
            }
            is_marked |= marks(&element)?;
            Ok(())
        })?;
        self.is_marked |= is_marked && !self.text[start..].trim().is_empty();
        Ok(())
    }

    fn piece(&mut self, xml: &mut Xml<'_>) -> Result<(), Fault> {
        let start = self.text.len();
        xml.text(&mut self.text)?;
        unescape_from(&mut self.text, start);
        Ok(())
    }
}

/// Whether a property of a font strikes its text out, raises it or lowers it.
pub(super) fn marks(property: &Element<'_>) -> Result<bool, Fault> {
    Ok(match property.name() {
        "strike" => property.flag("val")?.unwrap_or(true),
        "vertAlign" => property.attribute("val")?.is_some_and(|value| value != "baseline"),
        _ => false,
    })
}

/// Puts the characters in the place of `_x000D_` and the like, from a place in the text on.
pub(super) fn unescape_from(text: &mut String, start: usize) {
    if !text[start..].contains("_x") {
        return;
    }
    let escaped = text.split_off(start);
    let mut rest = &*escaped;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let char = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let char = char.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        if let Some(char) = char {
            text.push(char);
            rest = &from[7..];
        } else {
            text.push_str("_x");
            rest = &from[2..];
        }
    }
    text.push_str(rest);
}

/// Reads the table of texts that cells share.
pub(super) fn read_shared(content: &[u8], book: &mut Book) -> Result<(), Fault> {
    let mut xml = Xml::new(content)?;
    let mut rich = RichText::default();
    xml.within(|xml, element| {
        if element.name() == "si" {
            rich.clear();
            rich.read(xml)?;
            let text = book.texts.push(&rich.text);
            book.shared.push(SharedText { text, is_marked: rich.is_marked });
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_in_texts() {
        for (text, expected) in [
            ("甲_x000D_乙", "甲\r乙"),
            ("_x005F_x41", "_x41"),
            ("a_xyz_", "a_xyz_"),
            ("_x00", "_x00"),
            ("_xD800_", "_xD800_"),
            ("甲_x甲乙丙_", "甲_x甲乙丙_"),
        ] {
            let mut unescaped = text.to_owned();
            unescape_from(&mut unescaped, 0);
            assert_eq!(unescaped, expected);
        }
    }

    #[test]
    fn runs_that_do_not_count() -> Result<(), Fault> {
        for (xml, text, is_marked) in [
            ("<si><t>92.5</t></si>", "92.5", false),
            ("<si><r><t>92.5</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>1</t></r></si>", "92.51", true),
            ("<si><r><rPr><strike/></rPr><t>85</t></r><r><t>92</t></r></si>", "8592", true),
            ("<si><r><rPr><strike val=\"0\"/><vertAlign val=\"baseline\"/></rPr><t>92</t></r></si>", "92", false),
            ("<si><r><rPr><strike/></rPr><t> </t></r><r><t>92</t></r></si>", " 92", false),
            ("<si><t>重</t><rPh sb=\"0\" eb=\"1\"><t>chong</t></rPh></si>", "重", false),
            ("<x:si xmlns:x=\"x\"><x:t>a &amp; <![CDATA[<b>]]>&#10;c</x:t></x:si>", "a & <b>\nc", false),
        ] {
            let mut book = Book::default();
            read_shared(format!("<sst>{xml}</sst>").as_bytes(), &mut book)?;
            let shared = book.shared[0];
            assert_eq!((book.texts.get(shared.text), shared.is_marked), (text, is_marked), "{xml}");
        }
        Ok(())
    }
}
