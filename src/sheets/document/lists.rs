//! Lists, by which paragraphs are numbered.

use std::collections::{BTreeMap, HashMap};

use super::indent::Indent;
use crate::Fault;
use crate::xlsx::xml::{Element, Xml};

/// The list that a paragraph or a style is of, and its level there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListAt {
    pub(super) list: Option<u32>,
    pub(super) level: Option<u32>,
}

/// A level of a list.
#[derive(Clone, Debug, Default)]
pub(super) struct Level {
    pub(super) indent: Indent,
    /// How its numbers look; levels that number alike have the same one.
    pub(super) kind: u32,
    /// Depth, format and text of its numbers.
    signature: [String; 3],
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// The levels of each definition, by their depths: of two of one style the upper one counts.
    definitions: HashMap<String, BTreeMap<u32, Level>>,
    /// The definition of each list, by the list's number.
    of_numbers: HashMap<u32, String>,
    kinds: HashMap<[String; 3], u32>,
}

impl ListAt {
    /// Takes in a property; whether it is one.
    pub(super) fn take(&mut self, element: &Element<'_>) -> Result<bool, Fault> {
        let number = || Ok(element.attribute("val")?.and_then(|value| value.trim().parse().ok()));
        match element.name() {
            "numId" => self.list = number()?,
            "ilvl" => self.level = number()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// This and, where it says nothing, the other.
    pub(super) fn or(self, other: Self) -> Self {
        Self { list: self.list.or(other.list), level: self.level.or(other.level) }
    }
}

impl Lists {
    pub(super) fn read(content: &[u8]) -> Result<Self, Fault> {
        let mut lists = Self::default();
        Xml::new(content)?.within(|xml, element| match element.name() {
            "abstractNum" => lists.add_definition(xml, &element),
            "num" => lists.add_list(xml, &element),
            _ => Ok(()),
        })?;
        Ok(lists)
    }

    fn add_definition(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        let id = element.attribute("abstractNumId")?.unwrap_or_default();
        let mut levels = BTreeMap::new();
        xml.within(|xml, element| {
            if element.name() == "lvl" {
                let depth = element.attribute("ilvl")?.unwrap_or_default();
                let mut level = Level::read(xml, &depth)?;
                let next = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
                level.kind = *self.kinds.entry(level.signature.clone()).or_insert(next);
                levels.insert(depth.trim().parse().unwrap_or(0), level);
            }
            Ok(())
        })?;
        self.definitions.insert(id, levels);
        Ok(())
    }

    fn add_list(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        let id = element.attribute("numId")?.and_then(|id| id.trim().parse().ok()).unwrap_or(0);
        let mut definition = String::new();
        xml.within(|xml, element| {
            match element.name() {
                "abstractNumId" => definition = element.attribute("val")?.unwrap_or_default(),
                "lvlOverride" => xml.skip()?,
                _ => {}
            }
            Ok(())
        })?;
        self.of_numbers.insert(id, definition);
        Ok(())
    }

    /// The level that a paragraph of a style has in a list.
    pub(super) fn level(&self, at: ListAt, style: &str) -> Option<&Level> {
        let levels = self.definitions.get(self.of_numbers.get(&at.list?)?)?;
        let of_style = || levels.values().find(|level| level.style.as_deref() == Some(style));
        match at.level {
            Some(level) => levels.get(&level),
            None => of_style().or_else(|| levels.get(&0)),
        }
    }
}

impl Level {
    fn read(xml: &mut Xml<'_>, depth: &str) -> Result<Self, Fault> {
        let mut level = Self::default();
        depth.clone_into(&mut level.signature[0]);
        xml.within(|_, element| {
            match element.name() {
                "ind" => level.indent = Indent::of(&element)?,
                "numFmt" => level.signature[1] = element.attribute("val")?.unwrap_or_default(),
                "lvlText" => level.signature[2] = element.attribute("val")?.unwrap_or_default(),
                "pStyle" => level.style = element.attribute("val")?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(level)
    }
}
