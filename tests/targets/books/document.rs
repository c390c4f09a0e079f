//! Writes documents of Word part by part, as Word, WPS and converters write them.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::dice::Dice;
use crate::harness::raw_workbook::escaped;

const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A paragraph: its text, and the XML of its properties.
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) properties: &'static str,
}

/// The body of a document.
#[derive(Default)]
pub(super) struct Body(pub(super) String);

impl Paragraph {
    pub(super) fn of(text: &str) -> Self {
        Self { text: text.to_owned(), properties: "" }
    }

    fn xml(&self, runs: &str) -> String {
        format!("<w:p><w:pPr>{}</w:pPr>{runs}</w:p>", self.properties)
    }
}

pub(super) fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// A text as it comes out of an office: cut into runs, changed, commented, in a field or in a control.
fn used(text: &str, dice: &mut Dice) -> String {
    let cut = text.char_indices().map(|(at, _)| at).nth(1).unwrap_or(0);
    let (first, rest) = text.split_at(cut);
    match dice.below(9) {
        0 => format!("{}{}", run(first), run(rest)),
        1 => format!(
            "<w:ins w:id=\"1\">{}</w:ins><w:del w:id=\"2\"><w:r><w:delText>旧</w:delText></w:r></w:del>",
            run(text)
        ),
        2 => format!("<w:bookmarkStart w:id=\"3\" w:name=\"_Toc1\"/>{}<w:bookmarkEnd w:id=\"3\"/>", run(text)),
        3 => format!("{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>", run(text)),
        4 => format!("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>", run(text)),
        5 => format!(
            "<w:r><w:instrText>REF a</w:instrText></w:r>{}<w:r><w:footnoteReference w:id=\"1\"/></w:r>",
            run(text)
        ),
        6 => format!("{}<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom>", run(text)),
        _ => run(text),
    }
}

impl Body {
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) {
        self.0 += &paragraph.xml(&run(&paragraph.text));
    }

    pub(super) fn table(&mut self, rows: &[Vec<Paragraph>], dice: &mut Dice) {
        self.0 += "<w:tbl><w:tblPr/><w:tblGrid/>";
        for row in rows {
            let cells = row.iter().map(|cell| format!("<w:tc>{}</w:tc>", cell.xml(&used(&cell.text, dice))));
            let _ = write!(self.0, "<w:tr>{}</w:tr>", cells.collect::<String>());
        }
        self.0 += "</w:tbl>";
    }

    /// The document's file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let styles = "<w:style w:type=\"paragraph\" w:styleId=\"Outer\"><w:pPr><w:ind w:left=\"420\"/></w:pPr></w:style>\
                      <w:style w:type=\"paragraph\" w:styleId=\"Inner\"><w:basedOn w:val=\"Outer\"/></w:style>";
        let level = |depth: u32, format: &str| {
            format!("<w:lvl w:ilvl=\"{depth}\"><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"%{depth}、\"/></w:lvl>")
        };
        let lists = format!(
            "<w:abstractNum w:abstractNumId=\"7\">{}{}</w:abstractNum>\
             <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>",
            level(0, "chineseCounting"),
            level(1, "decimal")
        );
        let relation = |id: u32, kind: &str, target: &str| {
            format!("<Relationship Id=\"r{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |inner: String| format!("<Relationships>{inner}</Relationships>");
        package(&[
            ("_rels/.rels", relations(relation(1, "officeDocument", "word/document.xml"))),
            (
                "word/_rels/document.xml.rels",
                relations(relation(1, "styles", "styles.xml") + &relation(2, "numbering", "numbering.xml")),
            ),
            ("word/document.xml", format!("<w:document {NAMESPACE}><w:body>{}</w:body></w:document>", self.0)),
            ("word/styles.xml", format!("<w:styles {NAMESPACE}>{styles}</w:styles>")),
            ("word/numbering.xml", format!("<w:numbering {NAMESPACE}>{lists}</w:numbering>")),
        ])
    }
}

fn package(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part begins");
        zip.write_all(content.as_bytes()).expect("a part is written");
    }
    zip.finish().expect("the archive is written").into_inner()
}
