//! What is found in a part is what `quick-xml` finds, whole or damaged.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;
use quick_xml::reader::Reader;

use super::{Node, Xml};
use crate::Fault;
use crate::dice::Dice;

/// Pieces of which parts are made at random.
const PIECES: [&str; 26] = [
    "<a>",
    "</a>",
    "<w:b>",
    "</w:b>",
    "</w:b >",
    "<c/>",
    "<c />",
    "<d x=\"1\" w:y='2'>",
    "</d>",
    "<d x=\"a > b\"/>",
    "<d x='\"' y=\">\"/>",
    "<d x=\"&lt;&#65;\"\n y='a\tb'/>",
    "text",
    "文字",
    " \r\n",
    "&amp;",
    "&#x6587;",
    "&#65;",
    "&other;",
    "&",
    "<!-- <a> > -->",
    "<![CDATA[<a>&amp;\r\n]]>",
    "<?pi <a>?>",
    "<",
    ">",
    "\"",
];

/// All nodes of a part, one a line.
fn nodes(text: &str) -> Result<Vec<String>, Fault> {
    let (mut xml, mut nodes) = (Xml::new(text.as_bytes())?, Vec::new());
    loop {
        match xml.next()? {
            Node::Open(element) => {
                let mut node = format!("<{}", element.name());
                element.attributes(|name, value| node += &format!(" {name}={value}"))?;
                nodes.push(node);
            }
            Node::Close => nodes.push(">".to_owned()),
            Node::Text(text) => add_text(&mut nodes, &text),
            Node::End => return Ok(nodes),
        }
    }
}

/// Texts that follow each other are one.
fn add_text(nodes: &mut Vec<String>, text: &str) {
    match nodes.last_mut().filter(|last| last.starts_with('=')) {
        Some(last) => last.push_str(text),
        None => nodes.push(format!("={text}")),
    }
}

/// The same as `quick-xml` finds them.
fn expected(text: &str) -> Result<Vec<String>, Fault> {
    let (mut reader, mut nodes, mut depth) = (Reader::from_str(text), Vec::new(), 0_usize);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event().map_err(Fault::damaged)? {
            Event::Start(start) => {
                depth += 1;
                let mut node = format!("<{}", start.local_name().into_inner());
                for attribute in start.attributes() {
                    let attribute = attribute.map_err(Fault::damaged)?;
                    let value =
                        attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(Fault::damaged)?;
                    node += &format!(" {}={value}", attribute.key.local_name().into_inner());
                }
                nodes.push(node);
            }
            Event::End(_) => {
                depth -= 1;
                nodes.push(">".to_owned());
            }
            Event::Text(text) => add_text(&mut nodes, &text.xml10_content()),
            Event::CData(text) => add_text(&mut nodes, &text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().map_err(Fault::damaged)? {
                Some(char) => add_text(&mut nodes, &char.to_string()),
                None => add_text(
                    &mut nodes,
                    resolve_predefined_entity(&reference).ok_or_else(|| Fault::damaged("unknown entity"))?,
                ),
            },
            Event::Eof if depth > 0 => return Err(Fault::damaged("cut short")),
            Event::Eof => return Ok(nodes),
            _ => {}
        }
    }
}

#[test]
fn parts_are_read_as_by_the_other_reader() {
    let mut dice = Dice(15);
    let mut whole = 0;
    for number in 0..60_000 {
        let count = 1 + dice.below(8);
        let pieces: Vec<_> = (0..count).map(|_| PIECES[dice.below(PIECES.len())]).collect();
        // Half of them are whole but for what is damaged within.
        let text = if number % 2 == 0 { pieces.concat() } else { format!("<a>{}</a>", pieces.concat()) };
        match (nodes(&text), expected(&text)) {
            (Ok(nodes), Ok(expected)) => {
                assert_eq!(nodes, expected, "{text:?}");
                whole += 1;
            }
            (Err(_), Err(_)) => {}
            (nodes, expected) => panic!("{nodes:?} and not {expected:?} of {text:?}"),
        }
    }
    assert!(whole > 5_000, "{whole} are whole");
}

#[test]
fn a_declaration_of_a_document_type_is_refused() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"c\"><!ENTITY d \"&b;&b;\">]><a>&d;</a>";
    assert_eq!(nodes(bomb), Err(Fault::damaged("a declaration of a document type")));
}
