//! How a paragraph is laid out: by itself, by its list and by its style.

use super::indent::Indent;
use super::lists::{ListAt, Lists};
use super::look::Look;
use super::styles::{Style, Styles};
use crate::Fault;
use crate::xlsx::package::{Parts, Relations};
use crate::xlsx::xml::Xml;

/// What a paragraph says of its layout.
#[derive(Debug, Default)]
pub(super) struct Own {
    style: Option<String>,
    indent: Indent,
    list: ListAt,
}

/// What comes of a paragraph's layout.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// In twentieths of a point.
    pub(super) indent: u32,
    /// The kind of its number.
    pub(super) list: Option<u32>,
    /// That of its text.
    pub(super) look: Look,
}

/// The styles and lists of a document.
#[derive(Debug, Default)]
pub(super) struct Layouts {
    styles: Styles,
    lists: Lists,
}

impl Own {
    /// Reads the properties of a paragraph.
    pub(super) fn read(xml: &mut Xml<'_>) -> Result<Self, Fault> {
        let mut own = Self::default();
        xml.within(|xml, element| {
            match element.name() {
                "pStyle" => own.style = element.attribute("val")?,
                "ind" => own.indent = Indent::of(&element)?,
                "pPrChange" | "rPrChange" => xml.skip()?,
                _ => drop(own.list.take(&element)?),
            }
            Ok(())
        })?;
        Ok(own)
    }
}

impl Layouts {
    pub(super) fn read(parts: &Parts, relations: &Relations) -> Result<Self, Fault> {
        let part = |kind: &str| relations.of_kind(kind).map_or(Ok(None), |name| parts.read(name));
        Ok(Self {
            styles: part("styles")?.map_or_else(|| Ok(Styles::default()), |content| Styles::read(&content))?,
            lists: part("numbering")?.map_or_else(|| Ok(Lists::default()), |content| Lists::read(&content))?,
        })
    }

    /// What a style says of its text.
    pub(super) fn look(&self, style: &str) -> Look {
        self.styles.get(style).map_or_else(Look::default, |style| style.look)
    }

    /// What a paragraph says itself counts before what its list says, and that before what its style says; but a
    /// style that brings the list counts before that.
    pub(super) fn layout(&self, own: &Own) -> Layout {
        let id = own.style.as_deref().unwrap_or(&self.styles.default);
        let none = Style::default();
        let style = self.styles.get(id).unwrap_or(&none);
        let level = self.lists.level(own.list.or(style.list), id);
        let in_list = level.map_or_else(Indent::default, |level| level.indent);
        let inherited = if own.list.list.is_some() { in_list.or(style.indent) } else { style.indent.or(in_list) };
        Layout { indent: own.indent.or(inherited).twips(), list: level.map(|level| level.kind), look: style.look }
    }
}
