//! Which rows are of which bureau's table.

use super::cutoff;
use super::fault::{BookError, BookFault};
use super::header::{self, Columns, Header, HeaderFault};
use super::preamble::{self, Preamble};
use crate::targets::grid::{CellPlace, Grid, Row};

/// A bureau's table: what stands above it, and its rows.
#[derive(Debug)]
pub(super) struct Section<'g> {
    pub(super) preamble: Preamble,
    pub(super) place: CellPlace,
    pub(super) parts: Vec<Part<'g>>,
    /// Every unit of the budgets that is stated, with the header that it stands above or in.
    pub(super) units: Vec<(String, CellPlace)>,
    pub(super) errors: Vec<BookError>,
}

/// Rows below one header.
#[derive(Debug)]
pub(super) struct Part<'g> {
    pub(super) header: &'g Row,
    pub(super) columns: Columns,
    pub(super) rows: Vec<&'g Row>,
}

impl Section<'_> {
    /// That two units of its budgets are stated.
    pub(super) fn other_unit(&self) -> Option<BookError> {
        let (first, others) = self.units.split_first()?;
        let (other, place) = others.iter().find(|(other, _)| *other != first.0)?;
        let fault = BookFault::Units { first: first.0.clone(), other: other.clone() };
        Some(BookError { place: place.clone(), fault })
    }
}

/// Goes through the rows of a file.
#[derive(Default)]
struct Reader<'g> {
    sections: Vec<Section<'g>>,
    errors: Vec<BookError>,
    /// What stands between the tables, as far as it is read.
    above: Vec<&'g Row>,
    /// What the rows are part of that are read now.
    table: Option<usize>,
    is_in_table: bool,
    /// The last table of a document that has cut-offs under a header of another kind.
    other_table: Option<usize>,
    /// Whether the header at hand is faulty, so that the rows below it say nothing.
    is_lost: bool,
}

/// The tables of a file, and what belongs to none.
pub(super) fn sections(grid: &Grid) -> (Vec<Section<'_>>, Vec<BookError>) {
    let mut reader = Reader::default();
    let mut at = 0;
    while let Some(row) = grid.rows.get(at) {
        if let Some(header) = header::find(&grid.rows[at..]) {
            at += header.rows;
            reader.header(row, header);
        } else {
            at += 1;
            reader.row(row);
        }
    }
    reader.refuse_doubles();
    (reader.sections, reader.errors)
}

impl<'g> Reader<'g> {
    fn header(&mut self, row: &'g Row, header: Header) {
        // What is part of another table of a document says nothing of this one.
        let above = self.above.iter().copied().filter(|above| above.table.is_none() || above.table == row.table);
        let preamble = preamble::read(above.collect::<Vec<_>>().into_iter());
        let goes_on = self.goes_on(row, &preamble);
        self.above.clear();
        (self.table, self.is_in_table) = (row.table, true);
        let above = preamble.unit.clone();
        if !goes_on {
            self.begin(row, preamble);
        }
        let Some(section) = self.sections.last_mut() else { return };
        let own = header.columns.as_ref().ok().and_then(|columns| columns.unit.clone());
        section.units.extend(above.into_iter().chain(own).map(|unit| (unit, row.place_of(0))));
        self.is_lost = header.columns.is_err();
        match header.columns {
            Ok(columns) => section.parts.push(Part { header: row, columns, rows: Vec::new() }),
            Err(faults) => section.errors.extend(faults.into_iter().map(|fault| error(row, fault))),
        }
    }

    /// Whether a header repeats the one of the table above it.
    fn goes_on(&self, row: &Row, preamble: &Preamble) -> bool {
        let Some(section) = self.sections.last() else { return false };
        match (&preamble.bureau, &section.preamble.bureau) {
            (Some(own), Some(other)) => own == other,
            (Some(_), None) => false,
            (None, _) => {
                let is_new = preamble.title.is_some() || preamble.without_code.is_some() || preamble.has_other;
                let is_apart = self.above.iter().any(|above| above.table.is_some() && above.table != row.table);
                // A sheet of its own is a table of its own.
                let is_other_sheet =
                    self.table.is_some() && row.table.is_some() && !is_document(row) && self.table != row.table;
                !is_new && !is_other_sheet && !is_apart && section.preamble.bureau.is_some()
            }
        }
    }

    fn begin(&mut self, row: &'g Row, preamble: Preamble) {
        let place = row.place_of(0);
        let mut errors = Vec::new();
        if preamble.bureau.is_none() {
            errors.push(match &preamble.without_code {
                Some((name, place)) => BookError { place: place.clone(), fault: BookFault::NoCode(name.clone()) },
                None => BookError { place: place.clone(), fault: BookFault::NoBureau },
            });
        }
        self.sections.push(Section { preamble, place, parts: Vec::new(), units: Vec::new(), errors });
    }

    fn row(&mut self, row: &'g Row) {
        if row.table != self.table && row.table.is_some() {
            self.enter(row);
        }
        if row.table.is_none() || (self.is_in_table && preamble::ends_table(row)) {
            self.is_in_table = false;
        }
        if !self.is_in_table {
            self.refuse_stray(row);
            self.above.push(row);
        } else if !self.is_lost
            && let Some(part) = self.sections.last_mut().and_then(|section| section.parts.last_mut())
        {
            part.rows.push(row);
        }
    }

    /// A table without a header goes on with the one above it where nothing stands between them and it has as
    /// many columns.
    fn enter(&mut self, row: &'g Row) {
        let part = self.sections.last().and_then(|section| section.parts.last());
        let between = preamble::read(self.above.iter().copied());
        let is_apart = between.has_other || between.title.is_some() || between.bureau.is_some();
        let is_alike = part.is_some_and(|part| part.columns.width == row.cells.len());
        self.is_in_table = is_document(row) && is_alike && !is_apart;
        self.table = row.table;
    }

    /// A row that ends with four cut-offs is one of a table, and lost here, unless its own table says what they are.
    fn refuse_stray(&mut self, row: &Row) {
        let seen: Vec<_> = row.seen().collect();
        if seen.iter().any(|(_, cell)| header::is_best(&cell.text)) {
            self.other_table = row.table;
        }
        let is_explained = is_document(row) && row.table.is_some() && row.table == self.other_table;
        let Some((rest, cutoffs)) = seen.split_last_chunk::<4>().filter(|_| !is_explained) else { return };
        if let Some((column, indicator)) = rest.last()
            && cutoffs.iter().all(|(_, cell)| cutoff::is_one(&cell.text))
        {
            let fault = BookFault::StrayRow(indicator.trimmed().to_owned());
            self.errors.push(BookError { place: row.place_of(*column), fault });
        }
    }

    /// Refuses tables of a bureau that has another one.
    fn refuse_doubles(&mut self) {
        for index in 1..self.sections.len() {
            let (before, from) = self.sections.split_at_mut(index);
            let Some(own) = from[0].preamble.bureau.clone() else { continue };
            let is_same = |other: &&Section<'_>| {
                other.preamble.bureau.as_ref().is_some_and(|other| other.code == own.code || other.name == own.name)
            };
            if let Some(first) = before.iter().find(is_same) {
                let bureau = format!("{} {}", own.code, own.name);
                let fault = BookFault::BureauTwice { bureau, first: first.place.clone() };
                from[0].errors.push(BookError { place: from[0].place.clone(), fault });
            }
        }
    }
}

/// Whether a row is of a document, where each table and paragraph stands apart.
fn is_document(row: &Row) -> bool {
    use crate::targets::grid::RowPlace::{Paragraph, Table};
    matches!(row.place, Table { .. } | Paragraph { .. })
}

fn error(row: &Row, fault: HeaderFault) -> BookError {
    let (place, fault) = match fault {
        HeaderFault::Missing(headings) => (row.place_of(0), BookFault::NoColumns(headings)),
        HeaderFault::Unknown(place, heading) => (place, BookFault::UnknownColumn(heading)),
        HeaderFault::Twice(place, heading) => (place, BookFault::ColumnTwice(heading)),
    };
    BookError { place, fault }
}
