//! XML as the parts of a workbook or document have it: names without prefix, texts with their references resolved.
//!
//! Tags are found here, since nearly all of them are passed over unread: that takes a third of the time of a reader
//! that looks into each. What stands in a tag or text is left to `quick-xml`.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2, memchr3, memmem};
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, BytesText};

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
#[derive(Clone, Copy)]
pub(crate) struct Element<'x> {
    /// What stands between `<` and `>`.
    tag: &'x str,
    /// Its name with the prefix, with which the tag begins.
    qualified: &'x str,
    name: &'x str,
}

impl<'x> Element<'x> {
    fn of(tag: &'x str) -> Result<Self, Fault> {
        let end = tag.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(tag.len());
        let qualified = &tag[..end];
        let prefix = qualified.bytes().rposition(|byte| byte == b':').map_or(0, |at| at + 1);
        if prefix == end {
            return Err(Fault::damaged("an element without a name"));
        }
        Ok(Self { tag, qualified, name: &qualified[prefix..] })
    }

    /// The name without prefix.
    pub(crate) const fn name(&self) -> &'x str {
        self.name
    }

    /// Calls `take` with the name, without prefix, and the value of each attribute.
    pub(crate) fn attributes(&self, mut take: impl FnMut(&str, Cow<'_, str>)) -> Result<(), Fault> {
        for attribute in Attributes::new(self.tag, self.qualified.len()) {
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
    /// What is still to be read.
    rest: &'x str,
    /// The names of the elements that are open, with their prefixes.
    open: Vec<&'x str>,
    /// Whether the element that was opened last has no content, so that it ends now.
    is_empty: bool,
}

/// Elements within each other at most: a form has ten.
const MOST_DEPTH: usize = 200;

impl<'x> Xml<'x> {
    pub(crate) fn new(part: &'x [u8]) -> Result<Self, Fault> {
        let part = part.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(part);
        let rest = simdutf8::basic::from_utf8(part).map_err(|_| Fault::damaged("a part that is not UTF-8"))?;
        Ok(Self { rest, open: Vec::new(), is_empty: false })
    }

    pub(crate) fn next(&mut self) -> Result<Node<'x>, Fault> {
        loop {
            if std::mem::take(&mut self.is_empty) {
                self.open.pop();
                return Ok(Node::Close);
            }
            let mut start = self.rest.bytes();
            match (start.next(), start.next()) {
                (None, _) if self.open.is_empty() => return Ok(Node::End),
                (None, _) => return Err(cut_short()),
                (Some(b'<'), Some(b'/')) => return self.close(),
                (Some(b'<'), Some(b'?')) => drop(self.take_to("?>")?),
                (Some(b'<'), Some(b'!')) => {
                    if let Some(text) = self.unparsed()? {
                        return Ok(Node::Text(text));
                    }
                }
                (Some(b'<'), _) => return self.open().map(Node::Open),
                (Some(b'&'), _) => return self.reference().map(Node::Text),
                _ => return Ok(Node::Text(self.text_piece())),
            }
        }
    }

    /// Takes the text up to an end and that end; what stands before it.
    fn take_to(&mut self, end: &str) -> Result<&'x str, Fault> {
        let at = memmem::find(self.rest.as_bytes(), end.as_bytes()).ok_or_else(cut_short)?;
        let taken = &self.rest[..at];
        self.rest = &self.rest[at + end.len()..];
        Ok(taken)
    }

    fn open(&mut self) -> Result<Element<'x>, Fault> {
        let end = tag_end(self.rest.as_bytes()).ok_or_else(cut_short)?;
        let tag = &self.rest[1..end];
        self.rest = &self.rest[end + 1..];
        let content = tag.strip_suffix('/');
        self.is_empty = content.is_some();
        let element = Element::of(content.unwrap_or(tag))?;
        self.open.push(element.qualified);
        if self.open.len() > MOST_DEPTH {
            return Err(Fault::damaged("elements are nested too deep"));
        }
        Ok(element)
    }

    /// What `read` makes of the element that was opened last, and how all was written that it took.
    pub(crate) fn taken_by<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Fault>,
    ) -> Result<(&'x str, T), Fault> {
        let before = self.rest;
        let own = read(self)?;
        Ok((&before[..before.len() - self.rest.len()], own))
    }

    /// Passes over the element that was opened last, if it goes on with these characters, which end with its end.
    pub(crate) fn take(&mut self, written: &str) -> bool {
        let rest = self.rest.strip_prefix(written).filter(|_| self.is_empty == written.is_empty());
        if let Some(rest) = rest {
            (self.rest, self.is_empty) = (rest, false);
            self.open.pop();
        }
        rest.is_some()
    }

    fn close(&mut self) -> Result<Node<'x>, Fault> {
        let tag = &self.rest[2..];
        let own = self.open.pop().and_then(|name| tag.strip_prefix(name));
        let rest = own.and_then(|rest| rest.trim_ascii_start().strip_prefix('>'));
        self.rest = rest.ok_or_else(|| if tag.contains('>') { misplaced(tag) } else { cut_short() })?;
        Ok(Node::Close)
    }

    /// Passes over a comment, or takes a text that is not parsed. A package has no declarations of document types
    /// (ECMA-376 Part 2, “XML usage”).
    fn unparsed(&mut self) -> Result<Option<Cow<'x, str>>, Fault> {
        const TEXT: &str = "<![CDATA[";
        if self.rest.starts_with("<!--") {
            self.take_to("-->")?;
            return Ok(None);
        }
        if !self.rest.starts_with(TEXT) {
            return Err(Fault::damaged("a declaration of a document type"));
        }
        let text = self.take_to("]]>")?;
        Ok(Some(BytesText::from_escaped(&text[TEXT.len()..]).xml10_content()))
    }

    fn reference(&mut self) -> Result<Cow<'x, str>, Fault> {
        let name = &self.take_to(";")?[1..];
        if let Some(char) = BytesRef::new(name).resolve_char_ref().map_err(Fault::damaged)? {
            return Ok(Cow::Owned(char.to_string()));
        }
        let text = resolve_predefined_entity(name).map(Cow::Borrowed);
        text.ok_or_else(|| Fault::damaged(format!("unknown entity {name}")))
    }

    fn text_piece(&mut self) -> Cow<'x, str> {
        let end = memchr2(b'<', b'&', self.rest.as_bytes()).unwrap_or(self.rest.len());
        let (piece, rest) = self.rest.split_at(end);
        self.rest = rest;
        BytesText::from_escaped(piece).xml10_content()
    }

    /// Calls `take` with each element within the one that was opened last, at any depth, until that one ends.
    pub(crate) fn within(
        &mut self,
        mut take: impl FnMut(&mut Self, Element<'x>) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let outer = self.open.len();
        loop {
            match self.next()? {
                Node::Open(element) => take(self, element)?,
                Node::Close if self.open.len() < outer => return Ok(()),
                Node::Close | Node::Text(_) => {}
                Node::End => return Ok(()),
            }
        }
    }

    /// Adds the text of the element that was opened last, up to its end, to `text`.
    pub(crate) fn text(&mut self, text: &mut String) -> Result<(), Fault> {
        let outer = self.open.len();
        loop {
            match self.next()? {
                Node::Text(piece) => text.push_str(&piece),
                Node::Close if self.open.len() < outer => return Ok(()),
                Node::Open(_) | Node::Close => {}
                Node::End => return Ok(()),
            }
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(crate) fn skip(&mut self) -> Result<(), Fault> {
        let outer = self.open.len();
        while self.open.len() >= outer {
            if let Node::End = self.next()? {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// Where the tag ends that a text begins with: `>` may stand in the values of attributes.
fn tag_end(text: &[u8]) -> Option<usize> {
    // Half of them are a name and nothing else.
    let name_end =
        1 + text[1..].iter().position(|byte| matches!(byte, b'>' | b'"' | b'\'' | b' ' | b'\t' | b'\r' | b'\n'))?;
    if text[name_end] == b'>' {
        return Some(name_end);
    }
    let end = name_end + memchr(b'>', &text[name_end..])?;
    let values = &text[name_end..end];
    let are_whole = memchr(b'\'', values).is_none() && memchr_iter(b'"', values).count().is_multiple_of(2);
    if are_whole { Some(end) } else { tag_end_past_values(text) }
}

fn tag_end_past_values(text: &[u8]) -> Option<usize> {
    let mut from = 1;
    loop {
        let at = from + memchr3(b'>', b'"', b'\'', &text[from..])?;
        if text[at] == b'>' {
            return Some(at);
        }
        from = at + 2 + memchr(text[at], &text[at + 1..])?;
    }
}

fn misplaced(tag: &str) -> Fault {
    Fault::damaged(format!("</{} ends nothing", &tag[..=memchr(b'>', tag.as_bytes()).unwrap_or(0)]))
}

fn cut_short() -> Fault {
    Fault::damaged("a part is cut short")
}
