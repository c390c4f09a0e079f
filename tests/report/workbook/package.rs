//! The parts of a workbook's file, to look into and to change as an auditor would.

use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};

/// The parts of a package by name, in their order.
pub(crate) struct Package(Vec<(String, Vec<u8>)>);

impl Package {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook is a ZIP file");
        let mut parts = Vec::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("each part is there");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("each part unpacks");
            let name = part.name().expect("names are text").into_owned();
            parts.push((name, content));
        }
        Self(parts)
    }

    pub(crate) fn close(&self) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in &self.0 {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part begins");
            writer.write_all(content).expect("a part is written");
        }
        writer.finish().expect("the package ends").into_inner()
    }

    /// Adds a part.
    pub(crate) fn add(&mut self, name: &str, content: &str) {
        self.0.push((name.to_owned(), content.as_bytes().to_vec()));
    }

    /// All parts as text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, String)> {
        self.0.iter().map(|(name, content)| (name.as_str(), String::from_utf8_lossy(content).into_owned()))
    }

    /// Changes a part as text.
    pub(crate) fn edit(&mut self, name: &str, change: impl FnOnce(&str) -> String) {
        let part = self.0.iter_mut().find(|(part, _)| part == name).expect("the part is there");
        let text = std::str::from_utf8(&part.1).expect("a part is UTF-8");
        part.1 = change(text).into_bytes();
    }

    /// Takes the stored results of all formulas away.
    pub(crate) fn forget_results(&mut self) {
        for (name, content) in &mut self.0 {
            if name.starts_with("xl/worksheets/sheet") {
                let text = String::from_utf8_lossy(content).into_owned();
                *content = without_results(&text).into_bytes();
            }
        }
    }
}

/// `<c r="A1" t="str"><f>…</f><v>…</v></c>` as `<c r="A1"><f>…</f></c>`.
fn without_results(xml: &str) -> String {
    let mut parts = xml.split("</f><v>");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, rest) = part.split_once("</v>").expect("a result ends");
        text.push_str("</f>");
        text.push_str(rest);
    }
    text.replace(" t=\"str\"><f>", "><f>")
}

/// Puts a number, a text or an error such as `#N/A` into a cell of a sheet's XML, keeping its format.
pub(crate) fn put(xml: &str, cell: &str, content: &str) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).expect("the cell is there");
    let rest = &xml[start..];
    let head = &rest[..rest.find('>').expect("a tag ends")];
    let length = if head.ends_with('/') { head.len() + 1 } else { rest.find("</c>").expect("a cell ends") + 4 };
    let style = head.find(" s=\"").map_or("", |at| {
        let end = at + 4 + head[at + 4..].find('"').expect("an attribute ends") + 1;
        &head[at..end]
    });
    let new = if content.parse::<f64>().is_ok() {
        format!("<c r=\"{cell}\"{style}><v>{content}</v></c>")
    } else if content.starts_with('#') {
        format!("<c r=\"{cell}\"{style} t=\"e\"><v>{content}</v></c>")
    } else {
        format!("<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t xml:space=\"preserve\">{content}</t></is></c>")
    };
    format!("{}{new}{}", &xml[..start], &rest[length..])
}

/// The cells of one sheet.
pub(crate) struct Sheet {
    cells: HashMap<(u32, u32), Data>,
    last: u32,
}

impl Sheet {
    pub(crate) fn read(bytes: &[u8], name: &str) -> Self {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook opens");
        let range = book.worksheet_range(name).expect("the sheet is there");
        let (row, column) = range.start().unwrap_or_default();
        let cells = range.used_cells().map(|(r, c, value)| {
            let at = |start: u32, index: usize| start + u32::try_from(index).expect("a sheet is small");
            ((at(row, r), at(column, c)), value.clone())
        });
        Self { cells: cells.collect(), last: range.end().unwrap_or_default().0 }
    }

    /// The row and column of the first cell with a text.
    pub(crate) fn find(&self, text: &str) -> (u32, u32) {
        let mut found: Vec<_> = self
            .cells
            .iter()
            .filter(|(_, value)| **value == Data::String(text.to_owned()))
            .map(|(at, _)| *at)
            .collect();
        found.sort_unstable();
        *found.first().unwrap_or_else(|| panic!("no cell with {text}"))
    }

    /// Text as it is, a number with so many decimals, nothing as an empty text.
    pub(crate) fn shown(&self, at: (u32, u32), decimals: usize) -> String {
        match self.cells.get(&at) {
            None | Some(Data::Empty) => String::new(),
            Some(Data::Float(number)) => format!("{number:.decimals$}"),
            Some(Data::Int(number)) => format!("{number}.{}", "0".repeat(decimals)).trim_end_matches('.').to_owned(),
            Some(other) => other.to_string(),
        }
    }

    pub(crate) const fn last_row(&self) -> u32 {
        self.last
    }
}
