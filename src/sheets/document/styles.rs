//! The styles of paragraphs and texts, each with what it inherits.

use std::collections::HashMap;

use super::indent::Indent;
use super::lists::ListAt;
use super::look::Look;
use crate::Fault;
use crate::xlsx::xml::{Element, Xml};

/// Styles above one another at most.
const MOST_DEPTH: usize = 20;

/// What a style says.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) indent: Indent,
    pub(super) look: Look,
    pub(super) list: ListAt,
    based_on: Option<String>,
}

/// The styles by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// That of paragraphs which name none.
    pub(super) default: String,
}

impl Styles {
    pub(super) fn read(content: &[u8]) -> Result<Self, Fault> {
        let mut styles = Self::default();
        Xml::new(content)?.within(|xml, element| match element.name() {
            "style" => styles.add(xml, &element),
            _ => Ok(()),
        })?;
        let ids: Vec<_> = styles.by_id.keys().cloned().collect();
        let whole = ids.into_iter().map(|id| (id.clone(), styles.inherited(&id))).collect();
        Ok(Self { by_id: whole, default: styles.default })
    }

    fn add(&mut self, xml: &mut Xml<'_>, element: &Element<'_>) -> Result<(), Fault> {
        let (mut id, mut kind, mut is_default) = (String::new(), String::new(), false);
        element.attributes(|name, value| match name {
            "styleId" => id = value.into_owned(),
            "type" => kind = value.into_owned(),
            "default" => is_default = crate::xlsx::xml::is_true(&value),
            _ => {}
        })?;
        if is_default && kind == "paragraph" {
            self.default.clone_from(&id);
        }
        let mut style = Style::default();
        xml.within(|xml, property| match property.name() {
            "basedOn" => {
                style.based_on = property.attribute("val")?;
                Ok(())
            }
            "ind" => {
                style.indent = Indent::of(&property)?;
                Ok(())
            }
            "tblStylePr" => xml.skip(),
            _ if style.list.take(&property)? => Ok(()),
            _ => style.look.take(&property).map(|_| ()),
        })?;
        self.by_id.insert(id, style);
        Ok(())
    }

    /// A style with what those say that it is based on.
    fn inherited(&self, id: &str) -> Style {
        let mut whole = Style::default();
        let mut next = self.by_id.get(id);
        for _ in 0..MOST_DEPTH {
            let Some(style) = next else { break };
            whole.indent = whole.indent.or(style.indent);
            whole.look = whole.look.or(style.look);
            whole.list = whole.list.or(style.list);
            next = style.based_on.as_deref().and_then(|id| self.by_id.get(id));
        }
        whole
    }

    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.by_id.get(id)
    }
}
