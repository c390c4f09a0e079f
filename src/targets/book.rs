//! Official tables as they are published ([spec 1.4](crate::spec#14-published-tables)): from rows of cells to one
//! table for each bureau, or what is wrong with it.
//!
//! `header` finds the columns, `preamble` reads title, bureau and unit from what stands above, `body` reads the rows
//! below, for which `level` tells duties from activities, `numbering` takes numbers off names, and `cutoff` reads
//! the cells of 评价标准. What comes of them is held to the rules of every table.

mod body;
mod cell_text;
mod cutoff;
mod duty;
mod fault;
mod header;
mod level;
mod preamble;
mod section;

use self::body::Body;
pub use self::cutoff::CutoffFault;
pub use self::fault::{BookError, BookFault, RemarkAt};
pub use self::header::grade_of;
use self::preamble::Preamble;
use self::section::{Part, Section};
use super::file::TargetsFile;
use super::grid::{CellPlace, Grid, GridFault};
use super::{Fault, Remark, Targets};

/// A bureau's table as it is published.
#[derive(Debug)]
pub struct Published {
    /// The bureau's code, as far as it is known.
    pub code: Option<String>,
    /// The bureau's name, as far as it is known.
    pub name: Option<String>,
    /// Where its table begins.
    pub place: CellPlace,
    /// The table, or all that is wrong with it.
    pub table: Result<Targets, Vec<BookError>>,
    /// What is legal in it and odd.
    pub remarks: Vec<RemarkAt>,
}

/// What comes of a file.
#[derive(Debug)]
pub struct Book {
    /// Its tables.
    pub tables: Vec<Published>,
    /// What belongs to no table, such as rows without a header.
    pub errors: Vec<BookError>,
}

/// Reads the tables of a published file: .docx, .xlsx, .xls, delimited text or the official page's text.
///
/// # Errors
/// Why nothing can be read of it.
pub fn read(bytes: Vec<u8>) -> Result<Book, GridFault> {
    let grid = Grid::read(bytes, header::is_indicator)?;
    let (sections, errors) = section::sections(&grid);
    Ok(Book { tables: sections.iter().map(publish).collect(), errors })
}

fn publish(section: &Section<'_>) -> Published {
    let mut errors = section.errors.clone();
    let Preamble { title, bureau, .. } = &section.preamble;
    let mut remarks = Vec::new();
    let unit = section.units.first().map(|(unit, _)| unit.clone());
    if unit.is_none() {
        remarks.push(RemarkAt { place: section.place.clone(), remark: Remark::NoUnit });
    }
    errors.extend(section.other_unit());
    let mut body = Body::read(&section.parts);
    errors.append(&mut body.errors);
    remarks.append(&mut body.remarks);
    let (code, name) = bureau.clone().map_or((None, None), |bureau| (Some(bureau.code), Some(bureau.name)));
    let file = TargetsFile::published(
        [code.clone().unwrap_or_default(), name.clone().unwrap_or_default()],
        title.clone().unwrap_or_else(|| preamble::TITLE.to_owned()),
        unit.unwrap_or_else(|| preamble::UNIT.to_owned()),
        body.duties(),
    );
    let table = if errors.is_empty() { held_to_the_rules(file, &body, &section.place) } else { Err(errors) };
    let odd = table.as_ref().map(Targets::remarks).unwrap_or_default().into_iter();
    remarks.extend(odd.map(|(path, remark)| RemarkAt { place: body.place_or(&path, &section.place), remark }));
    Published { code, name, place: section.place.clone(), table, remarks }
}

/// The table, or what of it breaks the rules of every table, each at its place in the book.
fn held_to_the_rules(file: TargetsFile, body: &Body, place: &CellPlace) -> Result<Targets, Vec<BookError>> {
    file.into_targets().map_err(|errors| {
        let at = |path: &str| body.place_or(path, place);
        let error = |error: super::TableError| {
            let other = if let Fault::SameName(other) = &error.fault { Some(at(other)) } else { None };
            BookError { place: at(&error.path), fault: BookFault::Rule { fault: error.fault, other } }
        };
        errors.into_iter().map(error).collect()
    })
}

impl Part<'_> {
    /// The place of its first row.
    fn place(&self) -> CellPlace {
        self.header.place_of(self.columns.name)
    }
}
