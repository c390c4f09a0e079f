//! From a workbook to rows: which sheet is read, and what is seen in its cells.
//!
//! What a cell shows is worked out by the crate `sheets`; here the sheet with the header is chosen, merged areas
//! are resolved, and rows are made.

mod merged;
mod rows;

use sheets::{Entry, Fault, Kind, Sheet, Workbook};

use self::rows::SheetRows;
use super::header::{self, Columns, Search, Wanted};
use super::options::Options;
use super::place::FileName;
use super::title::Title;
use crate::delimited::batch::Batch;
use crate::delimited::decoding::{Bytes, FIRST_BLOCK};
use crate::diagnostic::{Diagnostic, HeaderFault, Problem, SystemFault, Unreadable, WorkbookFault};
use crate::own;

pub(super) use self::rows::WorkbookRows;

/// Whether a file begins as a workbook does.
pub(super) fn is_workbook(first: &[u8]) -> bool {
    Workbook::begins(first)
}

/// The sheet of a workbook that is read.
pub(super) struct Chosen {
    /// The file, and the sheet.
    pub(super) file: FileName,
    pub(super) rows: WorkbookRows,
    pub(super) columns: Columns,
    pub(super) title: Title,
    /// Sheets below it that have a header too, where the user named none.
    pub(super) others: Vec<String>,
}

/// Opens a workbook, of which `content` is the first block, and finds the sheet with the header.
pub(super) fn open(
    file: &FileName,
    bytes: &mut Bytes,
    mut content: Vec<u8>,
    options: &Options,
    wanted: Wanted,
) -> Result<Chosen, Box<Diagnostic>> {
    let refuse = |fault: Fault| file.problem(Problem::Workbook(fault.into()));
    while !bytes.at_end() {
        if let Err(error) = bytes.append(FIRST_BLOCK, &mut content) {
            return Err(file.problem(Problem::Unreadable(Unreadable::Io(SystemFault::from(&error)))));
        }
        if content.len() as u64 > sheets::MOST_MEBIBYTES << 20 {
            return Err(refuse(Fault::TooLarge(sheets::MOST_MEBIBYTES)));
        }
    }
    let book = Workbook::open(content).map_err(refuse)?;
    Choice { file, book: &book, options, wanted }.sheet()
}

/// What is needed to choose a sheet.
struct Choice<'a> {
    file: &'a FileName,
    book: &'a Workbook,
    options: &'a Options,
    wanted: Wanted,
}

impl Choice<'_> {
    /// The first sheet with a header row, or the one that the user names.
    fn sheet(&self) -> Result<Chosen, Box<Diagnostic>> {
        let candidates = self.candidates()?;
        let mut lacking = None;
        for (place, &index) in candidates.iter().enumerate() {
            let name = self.entry(index).name.clone();
            let file = FileName { sheet: Some(name.into()), ..self.file.clone() };
            match self.header(&file, index)? {
                InSheet::Refused(why) => return Err(why),
                InSheet::Found(rows, header) => {
                    let (columns, title) = *header;
                    let others = &candidates[place + 1..];
                    let others = others.iter().filter(|index| self.has_header(**index));
                    let others = others.map(|index| self.entry(*index).name.clone()).collect();
                    return Ok(Chosen { file, rows: rows.below_header(&columns), columns, title, others });
                }
                InSheet::LacksValues(problem) => lacking = lacking.or(Some(problem)),
                InSheet::NotFound => {}
            }
        }
        Err(lacking.unwrap_or_else(|| self.not_found()))
    }

    fn entry(&self, index: usize) -> &Entry {
        &self.book.sheets()[index]
    }

    /// The sheets that may be read: the one that the user names, or all but those that are hidden, since
    /// nobody sees what they hold.
    fn candidates(&self) -> Result<Vec<usize>, Box<Diagnostic>> {
        let with_cells = |is_meant: &dyn Fn(&Entry) -> bool| -> Vec<usize> {
            let entries = self.book.sheets().iter().enumerate();
            entries.filter(|(_, entry)| entry.kind == Kind::Cells && is_meant(entry)).map(|(index, _)| index).collect()
        };
        let Some(asked) = &self.options.sheet else { return Ok(with_cells(&|entry| !entry.is_hidden)) };
        let named = with_cells(&|entry| entry.name == *asked);
        if named.is_empty() {
            let sheets = with_cells(&|_| true).into_iter().map(|index| self.entry(index).name.clone()).collect();
            let fault = WorkbookFault::NoSheet { asked: asked.clone(), sheets };
            return Err(self.file.problem(Problem::Workbook(fault)));
        }
        Ok(named)
    }

    fn header(&self, file: &FileName, index: usize) -> Result<InSheet, Box<Diagnostic>> {
        let sheet = self.book.read(index).map_err(|fault| self.file.problem(Problem::Workbook(fault.into())))?;
        Ok(find_header(file, sheet, self.options, self.wanted))
    }

    /// Whether a sheet that is not read could be; one that is damaged could not.
    fn has_header(&self, index: usize) -> bool {
        matches!(self.header(self.file, index), Ok(InSheet::Found(..) | InSheet::Refused(_)))
    }

    /// That no sheet has a header, or none but a hidden one.
    fn not_found(&self) -> Box<Diagnostic> {
        let entries = self.book.sheets().iter().enumerate();
        let mut hidden = entries.filter(|(_, entry)| entry.is_hidden && entry.kind == Kind::Cells);
        let hidden = hidden.find(|(index, _)| self.options.sheet.is_none() && self.has_header(*index));
        let fault = match hidden {
            Some((_, entry)) => HeaderFault::OnHiddenSheet { sheet: entry.name.clone() },
            None => HeaderFault::NotFound { encoding: None },
        };
        self.file.problem(Problem::Header(fault))
    }
}

/// What came of looking for a header in a sheet.
enum InSheet {
    Found(Box<SheetRows>, Box<(Columns, Title)>),
    Refused(Box<Diagnostic>),
    /// A row has all but the values.
    LacksValues(Box<Diagnostic>),
    NotFound,
}

fn find_header(file: &FileName, sheet: Sheet, options: &Options, wanted: Wanted) -> InSheet {
    let mut lacking = None;
    let mut rows = Box::new(SheetRows::new(sheet));
    let mut batch = Batch::default();
    if wanted == Wanted::Actuals && is_report(&mut rows) {
        return InSheet::Refused(file.problem(Problem::Unreadable(Unreadable::OwnReport)));
    }
    while rows.next_row(&mut batch) {
        let after = rows.place();
        let has_below = header::names_indicator(batch.row(0)) && rows.next_row(&mut batch);
        let (row, below) = (batch.row(0), has_below.then(|| batch.row(1)));
        match header::examine(file, wanted, options.fraction, row, below) {
            Search::NotFound => {}
            Search::LacksValues(why) => lacking = lacking.or(Some(why)),
            Search::Refused(why) => return InSheet::Refused(why),
            // A cell beside a workbook's table is a remark, not a part of one that was cut.
            Search::Found(header) => {
                let header::Header { row, columns } = *header;
                let title = match title_above(file, &mut rows, row, &columns) {
                    Ok(title) => title,
                    Err(why) => return InSheet::Refused(why),
                };
                return InSheet::Found(rows, Box::new((Columns { edge: None, ..columns }, title)));
            }
        }
        rows.go_on_at(after);
        batch.clear();
    }
    if wanted == Wanted::Units && rows.are_one_column() {
        rows.restart();
        return InSheet::Found(rows, Box::new((Columns { unit: Some(0), ..Columns::default() }, Title::default())));
    }
    lacking.map_or(InSheet::NotFound, InSheet::LacksValues)
}

/// Whether a sheet is one of a report.
fn is_report(rows: &mut SheetRows) -> bool {
    let mut batch = Batch::default();
    let [is_first, is_below] = [rows.next_row(&mut batch), rows.next_row(&mut batch)];
    let cell = |row: usize, is_there: bool| if is_there { batch.row(row).cell(0) } else { "" };
    let is_report = own::heads_sheet(cell(0, is_first), cell(1, is_below));
    rows.restart();
    is_report
}

/// What stands above the header, which is the row of this number and was read last. It is read once more.
///
/// # Errors
/// A value stands there.
fn title_above(
    file: &FileName,
    rows: &mut SheetRows,
    header: u64,
    columns: &Columns,
) -> Result<Title, Box<Diagnostic>> {
    let mut batch = Batch::default();
    rows.restart();
    while rows.next_row(&mut batch) && batch.row(batch.len() - 1).number() < header {}
    let read: Vec<_> = batch.rows().collect();
    let above = read.partition_point(|row| row.number() < header);
    Title::of(file, &read[..above], read.get(above).copied(), columns)
}
