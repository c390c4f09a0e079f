//! XML as the parts of a workbook have it: names without prefix, texts with their references resolved.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::Fault;

/// What comes next in a part.
pub(crate) enum Node<'x> {
    /// An element begins. One without content ends right behind it.
    Open(Element<'x>),
    Close,
    /// A piece of text; an element's text may come in several.
    Text(Cow<'x, str>),
    End,
}

/// The begin of an element.
pub(crate) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// The name without prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// Calls `take` with the name, without prefix, and the value of each attribute.
    pub(crate) fn attributes(&self, mut take: impl FnMut(&str, Cow<'_, str>)) -> Result<(), Fault> {
        for attribute in self.0.attributes() {
            let attribute = attribute.map_err(Fault::damaged)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(Fault::damaged)?;
            take(attribute.key.local_name().into_inner(), value);
        }
        Ok(())
    }

    /// The value of one attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Result<Option<String>, Fault> {
        let mut found = None;
        self.attributes(|key, value| {
            if key == name {
                found = Some(value.into_owned());
            }
        })?;
        Ok(found)
    }

    /// The value of an attribute that is yes or no; none where it is not there.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, Fault> {
        Ok(self.attribute(name)?.map(|value| is_true(&value)))
    }
}

/// Whether the value of an attribute means yes.
pub(crate) fn is_true(value: &str) -> bool {
    matches!(value.trim(), "1" | "true" | "on")
}

/// Goes through a part, element by element.
pub(crate) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
}

/// Elements within each other at most: a form has ten.
const MOST_DEPTH: usize = 200;

impl<'x> Xml<'x> {
    pub(crate) fn new(part: &'x [u8]) -> Result<Self, Fault> {
        let part = part.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(part);
        let text = std::str::from_utf8(part).map_err(|_| Fault::damaged("a part that is not UTF-8"))?;
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, depth: 0 })
    }

    pub(crate) fn next(&mut self) -> Result<Node<'x>, Fault> {
        loop {
            return Ok(match self.reader.read_event().map_err(Fault::damaged)? {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        return Err(Fault::damaged("elements are nested too deep"));
                    }
                    Node::Open(Element(start))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::Close
                }
                Event::Text(text) => Node::Text(text.xml10_content()),
                Event::CData(text) => Node::Text(text.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(Fault::damaged)? {
                    Some(char) => Node::Text(Cow::Owned(char.to_string())),
                    None => Node::Text(Cow::Borrowed(
                        resolve_predefined_entity(&reference)
                            .ok_or_else(|| Fault::damaged(format!("unknown entity {}", &*reference)))?,
                    )),
                },
                Event::Eof if self.depth > 0 => return Err(Fault::damaged("a part is cut short")),
                Event::Eof => Node::End,
                _ => continue,
            });
        }
    }

    /// Calls `take` with each element within the one that was opened last, at any depth, until that one ends.
    pub(crate) fn within(
        &mut self,
        mut take: impl FnMut(&mut Self, Element<'x>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let outer = self.depth;
        loop {
            match self.next()? {
                Node::Open(element) => take(self, element)?,
                Node::Close if self.depth < outer => return Ok(()),
                Node::Close | Node::Text(_) => {}
                Node::End => return Ok(()),
            }
        }
    }

    /// Adds the text of the element that was opened last, up to its end, to `text`.
    pub(crate) fn text(&mut self, text: &mut String) -> Result<(), Fault> {
        let outer = self.depth;
        loop {
            match self.next()? {
                Node::Text(piece) => text.push_str(&piece),
                Node::Close if self.depth < outer => return Ok(()),
                Node::Open(_) | Node::Close => {}
                Node::End => return Ok(()),
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        let outer = self.depth;
        while self.depth >= outer {
            if let Node::End = self.next()? {
                return Ok(());
            }
        }
        Ok(())
    }
}
