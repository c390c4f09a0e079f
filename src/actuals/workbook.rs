//! From a workbook to rows: cells as text with what the workbook knows of them.
//!
//! Cells are read one by one, never as a dense range, so that a sheet with a single cell in its last
//! corner costs a single cell.

mod biff;
mod format;
mod guard;
mod merged;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::{Data, Dimensions, ExcelDateTime, Reader, SheetVisible, Xls, XlsError, XlsOptions, Xlsx, XlsxError};

use self::format::Percent;
use self::guard::guarded;
use super::batch::{Batch, CellKind};
use super::decoding::{Bytes, FIRST_BLOCK};
use super::header::{self, Columns, Header, Search, Wanted};
use super::options::Options;
use super::place::FileName;
use crate::diagnostic::{Diagnostic, HeaderFault, Problem, SystemFault, Unreadable, WorkbookFault};

/// What a workbook may unpack to, and a workbook file may be: more is refused. Reading takes at most
/// about six times as much memory.
const MOST_MEBIBYTES: u64 = 128;
/// Columns that are looked at; a form has ten.
const MOST_COLUMNS: u32 = 1024;
/// Rows that are handed on at a time.
const ROWS_AT_A_TIME: usize = 4096;

/// The code page of UTF-16.
const UTF_16: u16 = 1200;

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether a file begins as a workbook does.
pub(super) fn is_workbook(first: &[u8]) -> bool {
    first.starts_with(ZIP) || first.starts_with(COMPOUND)
}

/// A cell's text and kind.
#[derive(Clone, Debug)]
struct SheetCell {
    text: String,
    kind: CellKind,
}

/// The cells of a sheet by row and column, from 0.
type Cells = BTreeMap<(u32, u32), SheetCell>;

/// A sheet with the regions that are merged.
struct Sheet {
    cells: Cells,
    merged: Vec<Dimensions>,
}

/// The rows of a sheet, batch by batch.
pub(super) struct WorkbookRows {
    cells: Cells,
    next_row: u32,
}

impl WorkbookRows {
    /// Replaces the batch by the next rows; there are none left where it says so.
    pub(super) fn next(&mut self, batch: &mut Batch) -> bool {
        batch.clear();
        let mut rows = 0;
        while rows < ROWS_AT_A_TIME {
            let Some((&(row, _), _)) = self.cells.range((self.next_row, 0)..).next() else { break };
            push_row(&self.cells, row, batch);
            self.next_row = row + 1;
            rows += 1;
        }
        rows > 0
    }
}

fn push_row(cells: &Cells, row: u32, batch: &mut Batch) {
    let start = batch.end();
    let mut column = 0;
    for (&(_, at), cell) in cells.range((row, 0)..(row, MOST_COLUMNS)) {
        while column < at {
            batch.push_text("", CellKind::Text);
            column += 1;
        }
        batch.push_text(&cell.text, cell.kind);
        column += 1;
    }
    let number = u64::from(row) + 1;
    batch.push_row(start..batch.end(), number, number);
}

/// Opens a workbook and finds the sheet with the header.
pub(super) fn open(
    file: &FileName,
    bytes: &mut Bytes,
    mut content: Vec<u8>,
    options: &Options,
    wanted: Wanted,
) -> Result<Chosen, Box<Diagnostic>> {
    while !bytes.at_end() {
        if let Err(error) = bytes.append(FIRST_BLOCK, &mut content) {
            return Err(file.problem(Problem::Unreadable(Unreadable::Io(SystemFault::from(&error)))));
        }
        if content.len() as u64 > MOST_MEBIBYTES << 20 {
            return Err(file.problem(Problem::Workbook(WorkbookFault::TooLarge(MOST_MEBIBYTES))));
        }
    }
    let read = || {
        let mut book = if content.starts_with(ZIP) { Book::xlsx(content) } else { Book::xls(content) }?;
        book.choose(file, options, wanted)
    };
    let read = guarded(read).unwrap_or_else(|| Err(WorkbookFault::Damaged("unreadable records".to_owned())));
    read.unwrap_or_else(|fault| Err(file.problem(Problem::Workbook(fault))))
}

/// The sheet of a workbook that is read.
pub(super) struct Chosen {
    /// The file, and the sheet.
    pub(super) file: FileName,
    pub(super) rows: WorkbookRows,
    pub(super) columns: Columns,
    /// Sheets below it that have a header too, where the user named none.
    pub(super) others: Vec<String>,
}

/// What choosing a sheet comes to: a fault of the workbook, a problem of the header, or the sheet.
type Choice = Result<Result<Chosen, Box<Diagnostic>>, WorkbookFault>;

/// An open workbook of either kind.
enum Book {
    Xlsx(Box<Xlsx<Cursor<Vec<u8>>>>),
    /// With each sheet's cells whose format has a percentage, in the workbook's order.
    Xls(Box<Xls<Cursor<Vec<u8>>>>, Vec<(String, biff::Percents)>),
}

impl Book {
    fn xlsx(content: Vec<u8>) -> Result<Self, WorkbookFault> {
        check_archive(&content)?;
        let book = Xlsx::new(Cursor::new(content)).map_err(|error| match error {
            XlsxError::Password => WorkbookFault::Encrypted,
            error => damaged(&error),
        })?;
        Ok(Self::Xlsx(Box::new(book)))
    }

    fn xls(content: Vec<u8>) -> Result<Self, WorkbookFault> {
        // A workbook with a password is a compound file too, whatever its kind.
        let is_encrypted =
            memchr::memmem::find(&content, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0").is_some();
        if is_encrypted {
            return Err(WorkbookFault::Encrypted);
        }
        let percent = biff::percent_cells(&content).map_err(|error| match error.downcast_ref::<biff::Encrypted>() {
            Some(_) => WorkbookFault::Encrypted,
            None => WorkbookFault::Damaged(format!("{error:#}")),
        })?;
        let mut options = XlsOptions::default();
        // Text is UTF-16 in every file that gets this far, whatever code page the file names.
        options.force_codepage = Some(UTF_16);
        let book = Xls::new_with_options(Cursor::new(content), options).map_err(|error| match error {
            XlsError::Password => WorkbookFault::Encrypted,
            error => damaged(&error),
        })?;
        Ok(Self::Xls(Box::new(book), percent))
    }

    fn sheets(&self) -> &[calamine::Sheet] {
        match self {
            Self::Xlsx(book) => book.sheets_metadata(),
            Self::Xls(book, _) => book.sheets_metadata(),
        }
    }

    /// The sheets that may be read: the one that the user names, or all but those that are hidden, since
    /// nobody sees what they hold.
    fn candidates(&self, asked: Option<&String>) -> Result<Vec<String>, WorkbookFault> {
        let named = |is_candidate: &dyn Fn(&calamine::Sheet) -> bool| -> Vec<_> {
            self.sheets().iter().filter(|sheet| is_candidate(sheet)).map(|sheet| sheet.name.clone()).collect()
        };
        let Some(asked) = asked else { return Ok(named(&|sheet| sheet.visible == SheetVisible::Visible)) };
        let sheets = named(&|_| true);
        if sheets.contains(asked) {
            Ok(vec![asked.clone()])
        } else {
            Err(WorkbookFault::NoSheet { asked: asked.clone(), sheets })
        }
    }

    /// The first sheet with a header row, or the one that the user names.
    fn choose(&mut self, file: &FileName, options: &Options, wanted: Wanted) -> Choice {
        let mut candidates = self.candidates(options.sheet.as_ref())?.into_iter();
        let mut no_actual = None;
        while let Some(name) = candidates.next() {
            let sheet = self.sheet(&name)?;
            let file = FileName { sheet: Some(name), ..file.clone() };
            match header(&file, sheet, options, wanted) {
                Ok(found) => {
                    let others = candidates.filter(|name| self.has_header(name, &file, options, wanted)).collect();
                    return Ok(found.map(|(rows, columns)| Chosen { file, rows, columns, others }));
                }
                Err(lacking) => no_actual = no_actual.or(lacking),
            }
        }
        let not_found = Problem::Header(HeaderFault::NotFound { encoding: None });
        Ok(Err(no_actual.unwrap_or_else(|| Box::new(Diagnostic { problem: not_found, place: file.place() }))))
    }

    /// Whether a sheet that is not read could be; one that is damaged could not.
    fn has_header(&mut self, name: &str, file: &FileName, options: &Options, wanted: Wanted) -> bool {
        guarded(|| self.sheet(name).is_ok_and(|sheet| header(file, sheet, options, wanted).is_ok())).unwrap_or(false)
    }

    fn sheet(&mut self, name: &str) -> Result<Sheet, WorkbookFault> {
        match self {
            Self::Xlsx(book) => {
                let cells = xlsx::cells(book, name).map_err(|error| damaged(&error))?;
                let merged = book.merge_cells_by_sheet_name(name).map_err(|error| damaged(&error))?;
                Ok(Sheet { cells, merged })
            }
            Self::Xls(book, percent) => {
                // Without its formats a sheet must not be read: 1.125 may be 112.5%.
                let formats = percent.iter().find(|(sheet, _)| sheet == name).map(|(_, cells)| cells);
                let formats = formats.ok_or_else(|| WorkbookFault::Damaged(format!("no formats of sheet {name}")))?;
                let percent = |at: &(u32, u32)| formats.get(at).cloned().unwrap_or(Percent::No);
                let cells = xls_cells(book, name, percent).map_err(|error| damaged(&error))?;
                let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
                Ok(Sheet { cells, merged })
            }
        }
    }
}

fn damaged(error: &dyn std::error::Error) -> WorkbookFault {
    WorkbookFault::Damaged(error.to_string())
}

/// Unpacks an archive once, into nothing, to learn its true size: what a bomb says of itself is not
/// to be believed.
fn check_archive(content: &[u8]) -> Result<(), WorkbookFault> {
    let mut archive = zip::ZipArchive::new(Cursor::new(content)).map_err(|error| damaged(&error))?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    if has("xl/workbook.bin") || has("content.xml") {
        return Err(WorkbookFault::Unsupported);
    }
    let mut left = MOST_MEBIBYTES << 20;
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).map_err(|error| damaged(&error))?.take(left + 1);
        let size = std::io::copy(&mut entry, &mut std::io::sink()).map_err(|error| damaged(&error))?;
        left = left.checked_sub(size).ok_or(WorkbookFault::TooLarge(MOST_MEBIBYTES))?;
    }
    Ok(())
}

fn xls_cells(
    book: &mut Xls<Cursor<Vec<u8>>>,
    name: &str,
    percent: impl Fn(&(u32, u32)) -> Percent,
) -> Result<Cells, XlsError> {
    let range = book.worksheet_range(name)?;
    let (top, left) = range.start().unwrap_or_default();
    let position = |row: usize, column: usize| {
        let offset = |from: u32, by: usize| from.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
        (offset(top, row), offset(left, column))
    };
    let cells = range.used_cells().filter_map(|(row, column, value)| {
        let at = position(row, column);
        Some((at, sheet_cell(value, &percent(&at))?))
    });
    Ok(cells.collect())
}

/// A cell's value as text; nothing for an empty one.
fn sheet_cell(value: &Data, percent: &Percent) -> Option<SheetCell> {
    let cell = |text: String, kind| Some(SheetCell { text, kind });
    let number = |scientific: &str| {
        let number = number_text(scientific, *percent == Percent::Yes);
        match percent {
            Percent::Unclear => cell(number, CellKind::Unclear),
            // As if the words had been typed.
            Percent::Worded(before, after) => cell(format!("{before}{number}{after}"), CellKind::Number),
            Percent::No | Percent::Yes => cell(number, CellKind::Number),
        }
    };
    match value {
        Data::Empty => None,
        Data::String(text) => cell(text.clone(), CellKind::Text),
        Data::Bool(value) => cell(if *value { "TRUE" } else { "FALSE" }.to_owned(), CellKind::Text),
        Data::Error(error) => cell(error.to_string(), CellKind::Text),
        Data::Int(value) => number(&format!("{value}e0")),
        Data::Float(value) => number(&format!("{value:.14e}")),
        Data::DateTime(date) => cell(date_text(*date), CellKind::Date),
        Data::DateTimeIso(text) | Data::DurationIso(text) => cell(text.clone(), CellKind::Date),
    }
}

/// The 15 significant digits that a spreadsheet shows, without an exponent; those of a percentage
/// with its sign.
fn number_text(scientific: &str, is_percent: bool) -> String {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |digits| ("-", digits));
    let Ok(exponent) = exponent.parse::<i32>() else { return scientific.to_owned() };
    let (integer, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{integer}{fraction}");
    let point = i32::try_from(integer.len()).unwrap_or(0) + exponent + if is_percent { 2 } else { 0 };
    let shifted = shift(&digits, point);
    let sign = if shifted == "0" { "" } else { sign };
    format!("{sign}{shifted}{}", if is_percent { "%" } else { "" })
}

/// Digits with a decimal point after the first `point` of them, without idle zeros.
fn shift(digits: &str, point: i32) -> String {
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let padded = format!("{}{digits}{}", zeros(1 - point), zeros(point - i32::try_from(digits.len()).unwrap_or(0)));
    let (integer, fraction) = padded.split_at(usize::try_from(point.max(1)).unwrap_or(1));
    let integer = integer.trim_start_matches('0');
    let integer = if integer.is_empty() { "0" } else { integer };
    match fraction.trim_end_matches('0') {
        "" => integer.to_owned(),
        fraction => format!("{integer}.{fraction}"),
    }
}

/// A date with its year, which a note needs; a time of day for what Excel made of 45:50.
fn date_text(date: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    // A day without a time is a number that was typed into a cell for dates.
    if date.is_duration() || (year < 1904 && (hour, minute) != (0, 0)) {
        return format!("{hour}:{minute:02}");
    }
    format!("{year}年{month}月{day}日")
}

/// Looks for the header in a sheet. Where there is none, says whether only the values are lacking.
#[expect(clippy::type_complexity, reason = "the two outcomes are taken apart at the one place that calls")]
fn header(
    file: &FileName,
    sheet: Sheet,
    options: &Options,
    wanted: Wanted,
) -> Result<Result<(WorkbookRows, Columns), Box<Diagnostic>>, Option<Box<Diagnostic>>> {
    let mut batch = Batch::default();
    let mut lacking = None;
    let numbers: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).collect();
    for number in numbers {
        batch.clear();
        push_row(&sheet.cells, number, &mut batch);
        return Ok(match header::search(file, wanted, options.fraction, batch.rows()) {
            Search::NotFound => continue,
            Search::LacksValues(why) => {
                lacking = lacking.or(Some(why));
                continue;
            }
            Search::Refused(why) => Err(why),
            Search::Found(Header { columns, .. }) => {
                // A cell beside a workbook's table is a remark, not a part of one that was cut.
                let columns = Columns { edge: None, ..columns };
                let mut cells = sheet.cells;
                merged::resolve(&mut cells, sheet.merged, number, &columns);
                Ok((WorkbookRows { cells, next_row: number + 1 }, columns))
            }
        });
    }
    if wanted == Wanted::Units && sheet.cells.keys().all(|(_, column)| *column == 0) && !sheet.cells.is_empty() {
        let columns = Columns { unit: Some(0), ..Columns::default() };
        return Ok(Ok((WorkbookRows { cells: sheet.cells, next_row: 0 }, columns)));
    }
    Err(lacking)
}
