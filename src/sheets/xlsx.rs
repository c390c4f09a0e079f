//! The reader of .xlsx workbooks (ECMA-376): parts of XML in an archive.
//!
//! The parts are found by their relations, as spreadsheets find them, never by their usual names. A sheet is read
//! in one pass.

pub(crate) mod package;
mod reference;
mod rich_text;
mod sheet;
mod styles;
pub(crate) mod xml;

use self::package::{Parts, Relations};
use self::styles::Differences;
use self::xml::{Element, Xml};
use crate::stored::{Book, StoredSheet, Style};
use crate::{Entry, Fault, Foreign, Format, Kind};

/// An open workbook's parts.
#[derive(Debug)]
pub(crate) struct Package {
    parts: Parts,
    /// The part of each sheet, in the order of the workbook's entries.
    sheets: Vec<String>,
    /// What conditional formats refer to.
    differences: Differences,
    /// Whether the workbook asks for a calculation when it is opened, so that its results may never have been
    /// computed.
    is_to_be_computed: bool,
}

/// Opens a workbook: what holds for all sheets, and where they are.
pub(crate) fn open(bytes: Vec<u8>) -> Result<(Book, Package), Fault> {
    let parts = Parts::open(bytes)?;
    let name = workbook_part(&parts)?;
    let content = parts.read(&name)?.ok_or_else(|| Fault::damaged(format!("{name} is missing")))?;
    let relations = parts.relations(&name)?;
    let mut package = Package { parts, sheets: Vec::new(), differences: Vec::new(), is_to_be_computed: false };
    let mut book = Book::default();
    package.read_workbook(&content, &relations, &mut book)?;
    package.read_styles(&relations, &mut book)?;
    if let Some(name) = relations.of_kind("sharedStrings")
        && let Some(content) = package.parts.read(name)?
    {
        rich_text::read_shared(&content, &mut book)?;
    }
    Ok((book, package))
}

/// The part that lists the sheets.
fn workbook_part(parts: &Parts) -> Result<String, Fault> {
    let is_there = |name: &str| parts.find(name).is_some();
    if is_there("xl/workbook.bin") {
        return Err(Fault::Foreign(Foreign::BinaryWorkbook));
    }
    if is_there("content.xml") {
        return Err(Fault::Foreign(Foreign::OpenDocument));
    }
    let relations = parts.relations("")?;
    match relations.of_kind("officeDocument") {
        Some(name) if name.ends_with("document.xml") || name.ends_with("presentation.xml") => {
            Err(Fault::Foreign(Foreign::OtherPackage))
        }
        Some(name) => Ok(name.to_owned()),
        None if is_there("xl/workbook.xml") => Ok("xl/workbook.xml".to_owned()),
        None => Err(Fault::Foreign(Foreign::OtherPackage)),
    }
}

impl Package {
    fn read_workbook(&mut self, content: &[u8], relations: &Relations, book: &mut Book) -> Result<(), Fault> {
        Xml::new(content)?.within(|_, element| {
            match element.name() {
                "sheet" => self.add_sheet(&element, relations, book)?,
                "workbookPr" => book.is_1904 = element.flag("date1904")?.unwrap_or(false),
                "calcPr" => self.is_to_be_computed = element.flag("fullCalcOnLoad")?.unwrap_or(false),
                _ => {}
            }
            Ok(())
        })
    }

    fn add_sheet(&mut self, element: &Element<'_>, relations: &Relations, book: &mut Book) -> Result<(), Fault> {
        let (mut name, mut is_hidden, mut id) = (String::new(), false, String::new());
        element.attributes(|key, value| match key {
            "name" => name = value.into_owned(),
            "state" => is_hidden = &*value != "visible",
            "id" => id = value.into_owned(),
            _ => {}
        })?;
        let relation = relations.get(&id).ok_or_else(|| Fault::damaged(format!("no part of sheet {name}")))?;
        let kind = if relation.kind == "worksheet" { Kind::Cells } else { Kind::Other };
        book.entries.push(Entry { name, is_hidden, kind });
        self.sheets.push(relation.target.clone());
        Ok(())
    }

    /// A workbook without styles shows numbers as they are. Where there are styles and they cannot be read, no
    /// cell's format is known.
    fn read_styles(&mut self, relations: &Relations, book: &mut Book) -> Result<(), Fault> {
        let Some(name) = relations.of_kind("styles") else {
            let format = book.add_format(Format::parse("General"));
            book.styles.push(Style { format, ..Style::default() });
            return Ok(());
        };
        match self.parts.read(name) {
            Err(fault @ Fault::TooLarge(_)) => return Err(fault),
            Ok(Some(content)) => match styles::read(&content, book) {
                Ok(differences) => self.differences = differences,
                Err(_) => book.styles.clear(),
            },
            Ok(None) | Err(_) => {}
        }
        Ok(())
    }

    /// Reads a sheet by its place among the workbook's entries.
    pub(crate) fn sheet(&self, book: &Book, index: usize) -> Result<StoredSheet, Fault> {
        let name = self.sheets.get(index).ok_or_else(|| Fault::damaged("no such sheet"))?;
        let content = self.parts.read(name)?.ok_or_else(|| Fault::damaged(format!("{name} is missing")))?;
        sheet::read(&content, book, self)
    }

    /// Whether what a conditional format refers to changes how numbers are shown.
    fn changes_numbers(&self, difference: &str) -> bool {
        let known = difference.trim().parse().ok().and_then(|place: usize| self.differences.get(place));
        known.copied().unwrap_or(true)
    }
}
