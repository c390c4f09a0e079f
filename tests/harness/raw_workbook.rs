//! Writes workbooks part by part, as XML: what no library for writing would let through can be written too.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// The number of the format of style 0, where it has a code.
const DEFAULT_FORMAT: u32 = 700;
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// A workbook with one sheet that is shown, `Sheet1`, and others that are hidden.
#[derive(Clone, Debug, Default)]
pub(crate) struct RawWorkbook {
    /// The codes of number formats; a cell of style `n` has the `n`th of them, counted from 1, and one of style 0
    /// shows numbers as they are.
    pub(crate) formats: Vec<String>,
    /// Whether the font of each format is struck out.
    pub(crate) struck: Vec<bool>,
    /// Formats that need no code; their styles follow those of `formats`.
    pub(crate) built_in: Vec<u32>,
    /// The code of the format of style 0, if it does not show numbers as they are.
    pub(crate) default_format: Option<String>,
    /// Whether styles say that they do not apply their number formats, as some programs write.
    pub(crate) says_unapplied: bool,
    pub(crate) styles_part: StylesPart,
    /// The texts that cells share: what stands between `<si>` and `</si>`.
    pub(crate) shared: Vec<String>,
    /// The cells, row by row: what stands between `<row>` and `</row>`.
    pub(crate) rows: Vec<String>,
    /// What stands before the cells: views and columns.
    pub(crate) before: String,
    /// What stands behind the cells: merged areas, conditional formats.
    pub(crate) behind: String,
    /// Number formats that conditional formats refer to.
    pub(crate) differences: Vec<String>,
    /// Whether the workbook asks for a calculation when it is opened.
    pub(crate) is_to_be_computed: bool,
    /// Whether the sheet is hidden and another one, without cells, is shown.
    pub(crate) is_hidden: bool,
}

/// Where the styles are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum StylesPart {
    #[default]
    Usual,
    /// Under another name, which the relations give.
    Renamed,
    Missing,
}

/// The text of a cell, in XML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A cell with a text.
pub(crate) fn text(name: &str, style: usize, text: &str) -> String {
    let text = escaped(text);
    format!("<c r=\"{name}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// A cell with a number, as the file stores it.
pub(crate) fn number(name: &str, style: usize, number: impl std::fmt::Display) -> String {
    format!("<c r=\"{name}\" s=\"{style}\"><v>{number}</v></c>")
}

impl RawWorkbook {
    /// A form with one row for each value, which is the XML of its cell, under the activity 执法办案. The name of
    /// the value's cell stands in it as `{C}`.
    pub(crate) fn form(values: &[(&str, &str)]) -> Self {
        let mut book = Self { rows: vec![Self::header()], ..Self::default() };
        for (row, (indicator, value)) in (2..).zip(values) {
            let names = text(&format!("A{row}"), 0, "执法办案") + &text(&format!("B{row}"), 0, indicator);
            book.rows.push(names + &value.replace("{C}", &format!("C{row}")));
        }
        book
    }

    pub(crate) fn header() -> String {
        text("A1", 0, "工作活动") + &text("B1", 0, "绩效指标") + &text("C1", 0, "实际值")
    }

    /// Adds a number format; the style of cells that have it.
    pub(crate) fn format(&mut self, code: &str) -> usize {
        self.formats.push(code.to_owned());
        self.struck.push(false);
        self.formats.len()
    }

    /// The file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in self.parts() {
            zip.start_file(name, SimpleFileOptions::default()).expect("a part begins");
            zip.write_all((HEAD.to_owned() + &content).as_bytes()).expect("a part is written");
        }
        zip.finish().expect("the archive is written").into_inner()
    }

    fn parts(&self) -> Vec<(String, String)> {
        let mut targets = vec![("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml")];
        let styles = match self.styles_part {
            StylesPart::Usual => Some("styles.xml"),
            StylesPart::Renamed => Some("looks/styles2.xml"),
            StylesPart::Missing => None,
        };
        targets.extend(styles.map(|name| ("styles", name)));
        if !self.shared.is_empty() {
            targets.push(("sharedStrings", "sharedStrings.xml"));
        }
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), Self::content_types(&targets)),
            ("_rels/.rels".to_owned(), relations(&[("officeDocument", "xl/workbook.xml")])),
            ("xl/_rels/workbook.xml.rels".to_owned(), relations(&targets)),
            ("xl/workbook.xml".to_owned(), self.workbook()),
        ];
        let empty = format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>");
        for (kind, name) in targets {
            let content = match kind {
                "styles" => self.styles(),
                "sharedStrings" => self.shared_strings(),
                _ if name.contains('1') => self.sheet(),
                _ => empty.clone(),
            };
            parts.push((format!("xl/{name}"), content));
        }
        parts
    }

    fn shared_strings(&self) -> String {
        let texts: String = self.shared.iter().map(|text| format!("<si>{text}</si>")).collect();
        format!("<sst xmlns=\"{MAIN}\">{texts}</sst>")
    }

    fn content_types(targets: &[(&str, &str)]) -> String {
        const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        let part =
            |name: &str, kind: &str| format!("<Override PartName=\"/xl/{name}\" ContentType=\"{TYPE}.{kind}+xml\"/>");
        let parts: String = targets.iter().map(|(kind, name)| part(name, kind)).collect();
        [
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
            "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
            "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
            &part("workbook.xml", "sheet.main"),
            &parts,
            "</Types>",
        ]
        .concat()
    }

    fn workbook(&self) -> String {
        let state = |is_hidden: bool| if is_hidden { "hidden" } else { "visible" };
        let (first, second) = (state(self.is_hidden), state(!self.is_hidden));
        let calculation = if self.is_to_be_computed { "<calcPr fullCalcOnLoad=\"1\"/>" } else { "" };
        format!(
            "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>\
             <sheet name=\"Sheet1\" sheetId=\"1\" state=\"{first}\" r:id=\"rId1\"/>\
             <sheet name=\"Sheet2\" sheetId=\"2\" state=\"{second}\" r:id=\"rId2\"/></sheets>{calculation}</workbook>"
        )
    }

    fn styles(&self) -> String {
        let codes = |codes: &[String], first: u32, open: &str, close: &str| -> String {
            let code = |(number, code): (u32, &String)| {
                format!("{open}<numFmt numFmtId=\"{number}\" formatCode=\"{}\"/>{close}", escaped(code))
            };
            (first..).zip(codes).map(code).collect()
        };
        let mut xfs = String::new();
        let default = if self.default_format.is_some() { DEFAULT_FORMAT } else { 0 };
        let own = (164..).zip(&self.struck).map(|(number, is_struck)| (number, usize::from(*is_struck)));
        let built_in = self.built_in.iter().map(|number| (*number, 0));
        let applied = usize::from(!self.says_unapplied);
        for (number, font) in [(default, 0)].into_iter().chain(own).chain(built_in) {
            let _ = write!(
                xfs,
                "<xf numFmtId=\"{number}\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"{applied}\" applyFont=\"1\"/>"
            );
        }
        format!(
            "<styleSheet xmlns=\"{MAIN}\"><numFmts>{}{}</numFmts>\
             <fonts><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
             <font><strike/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
             <fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
             <borders><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
             <cellStyleXfs><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
             <cellXfs>{xfs}</cellXfs><dxfs>{}</dxfs></styleSheet>",
            codes(&self.formats, 164, "", ""),
            codes(self.default_format.as_slice(), DEFAULT_FORMAT, "", ""),
            codes(&self.differences, 500, "<dxf>", "</dxf>"),
        )
    }

    fn sheet(&self) -> String {
        let rows: String =
            (1..).zip(&self.rows).map(|(number, cells)| format!("<row r=\"{number}\">{cells}</row>")).collect();
        let (before, behind) = (&self.before, &self.behind);
        format!(
            "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>"
        )
    }
}

fn relations(targets: &[(&str, &str)]) -> String {
    let relation = |(number, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations: String = (1..).zip(targets).map(relation).collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    )
}
