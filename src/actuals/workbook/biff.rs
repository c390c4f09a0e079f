//! Which cells of a .xls workbook show their number as a percentage; calamine gives the numbers alone.
//!
//! Of the records of \[MS-XLS\] only those are read that lead from a cell to its number format:
//! a cell names an XF record, that one names a format, and a FORMAT record holds the format's code.
//! Nothing is taken on trust: a record that is too short or that points nowhere is an error.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::RangeInclusive;

use anyhow::{Context, Result, bail, ensure};

mod compound;
mod records;
mod rectangle;

use compound::workbook_stream;
use records::{Kind, Record, Records, u32_at};
use rectangle::Rectangle;

use super::format::Percent;

/// Sheets of a workbook at most; a reference cannot name more.
const MOST_SHEETS: usize = 0x7FFF;
/// Rows and columns of a sheet at most.
const MOST_ROWS: u32 = 0x1_0000;
const MOST_COLUMNS: u16 = 0x100;
/// Cells of all sheets' rectangles together: calamine lays them all out, at about 60 bytes each, so that
/// two cells in opposite corners of a sheet would take a gigabyte.
const MOST_CELLS: u64 = 1 << 22;

/// Cells by row and column, from 0, whose formats show more than a number.
pub(super) type Percents = HashMap<(u32, u32), Percent>;

/// The error of a workbook that is locked with a password.
#[derive(Debug)]
pub(super) struct Encrypted;

impl fmt::Display for Encrypted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the workbook is locked with a password")
    }
}

impl std::error::Error for Encrypted {}

/// Each sheet's name and its cells whose format has a percentage or words, in the workbook's order. Among them
/// are formulas that result in a text.
pub(super) fn percent_cells(bytes: &[u8]) -> Result<Vec<(String, Percents)>> {
    sheets(&workbook_stream(bytes)?)
}

/// A sheet as the list of sheets has it.
struct Sheet {
    name: String,
    start: usize,
    /// Charts and modules have none, though records within them may look like it.
    has_cells: bool,
}

impl Sheet {
    fn of(record: &Record) -> Result<Self> {
        let start = u32_at(record.body, 0).with_context(|| record.cut_short())?;
        let [_, kind] = record.u16(4)?.to_le_bytes();
        let [count, flags] = record.u16(6)?.to_le_bytes();
        let mut name = record.text(usize::from(count), flags & 1 == 1, 8)?;
        // As calamine does.
        name.retain(|char| char != '\0');
        Ok(Self { name, start: usize::try_from(start)?, has_cells: kind <= 1 })
    }
}

/// What the first substream says of the whole workbook.
#[derive(Default)]
struct Globals {
    sheets: Vec<Sheet>,
    /// Whether the format of a number is a percentage.
    formats: HashMap<u16, Percent>,
    /// The number of the format, by the number of the XF record.
    xfs: Vec<u16>,
}

impl Globals {
    fn read(records: &mut Records) -> Result<Self> {
        let mut globals = Self::default();
        while let Some(record) = records.next()? {
            match record.kind {
                Kind::FilePass => bail!(Encrypted),
                Kind::Xf => globals.xfs.push(record.u16(2)?),
                Kind::Format => globals.add_format(&record)?,
                Kind::BoundSheet => globals.add_sheet(&record)?,
                _ => {}
            }
        }
        Ok(globals)
    }

    fn add_format(&mut self, record: &Record) -> Result<()> {
        let number = record.u16(0)?;
        let [flags, ..] = record.body.get(4..).unwrap_or_default() else { bail!(record.cut_short()) };
        let percent = Percent::of(&record.text(usize::from(record.u16(2)?), flags & 1 == 1, 5)?);
        let without_words = percent.without_words();
        let known = self.formats.insert(number, percent).or(built_in(number));
        ensure!(
            known.is_none_or(|known| known.without_words() == without_words),
            "FORMAT record contradicts format {number}"
        );
        Ok(())
    }

    fn add_sheet(&mut self, record: &Record) -> Result<()> {
        ensure!(self.sheets.len() < MOST_SHEETS, "there are too many BOUNDSHEET records");
        self.sheets.push(Sheet::of(record)?);
        Ok(())
    }

    fn percent(&self, kind: Kind, xf: u16) -> Result<Percent> {
        let count = self.xfs.len();
        let format = self.xfs.get(usize::from(xf)).with_context(|| format!("{kind} names XF {xf} of {count}"))?;
        let known = self.formats.get(format).cloned().or(built_in(*format));
        known.with_context(|| format!("XF record names format {format}, which has no FORMAT record"))
    }

    /// The cells whose format has a percentage, and the rectangle around all cells.
    fn cells(&self, sheet: &Sheet, records: &mut Records) -> Result<(Percents, Rectangle)> {
        let (mut cells, mut rectangle) = (Percents::new(), Rectangle::default());
        while let Some(record) = records.next()? {
            self.add_cells(sheet, &record, &mut cells, &mut rectangle)?;
        }
        Ok((cells, rectangle))
    }

    fn add_cells(&self, sheet: &Sheet, record: &Record, cells: &mut Percents, rectangle: &mut Rectangle) -> Result<()> {
        let xfs = match record.kind {
            Kind::Dimensions => return check_dimensions(record),
            Kind::MulRk => 4..record.body.len() - 2,
            Kind::Number | Kind::Rk | Kind::Formula => 4..6,
            Kind::Label | Kind::LabelSst | Kind::RString | Kind::BoolErr => 0..0,
            _ => return Ok(()),
        };
        let row = u32::from(record.u16(0)?);
        let xfs = if sheet.has_cells { xfs } else { 0..0 };
        let columns = columns(record)?;
        rectangle.take_in(row, &columns);
        for (column, at) in columns.zip(xfs.step_by(6)) {
            match self.percent(record.kind, record.u16(at)?)? {
                Percent::No => {}
                percent => drop(cells.insert((row, column.into()), percent)),
            }
        }
        Ok(())
    }
}

/// The columns of a record of cells. calamine lays out the whole rectangle that holds a sheet's cells:
/// a cell far outside what a sheet can have must not reach it.
fn columns(record: &Record) -> Result<RangeInclusive<u16>> {
    let first = record.u16(2)?;
    let last = if record.kind == Kind::MulRk { record.u16(record.body.len() - 2)? } else { first };
    ensure!(first <= last && last < MOST_COLUMNS, "{} names columns {first} to {last}", record.kind);
    let (has, takes) = (record.body.len(), 6 + 6 * (usize::from(last - first) + 1));
    ensure!(record.kind != Kind::MulRk || has == takes, "{} has {has} bytes instead of {takes}", record.kind);
    Ok(first..=last)
}

/// calamine sets memory aside for the rows and columns that a sheet says it has.
fn check_dimensions(record: &Record) -> Result<()> {
    let row = |at| u32_at(record.body, at).with_context(|| record.cut_short());
    let (rows, columns) = (row(0)?..row(4)?, record.u16(8)?..record.u16(10)?);
    let is_empty = rows.end == 0 || columns.end == 0;
    let is_possible = rows.end <= MOST_ROWS && columns.end <= MOST_COLUMNS;
    let is_ordered = rows.start <= rows.end && columns.start <= columns.end;
    ensure!(is_possible && (is_empty || is_ordered), "DIMENSIONS record is out of bounds");
    Ok(())
}

/// Whether a format that needs no FORMAT record is a percentage. Not so sure are the numbers that a
/// workbook gives itself (from 164) and those whose meaning depends on the edition of Excel (67, 68:
/// percentages in the Thai one).
const fn built_in(format: u16) -> Option<Percent> {
    match format {
        9 | 10 => Some(Percent::Yes),
        67 | 68 | 164.. => None,
        _ => Some(Percent::No),
    }
}

fn sheets(stream: &[u8]) -> Result<Vec<(String, Percents)>> {
    let globals = Globals::read(&mut Records::new(stream, 0)?)?;
    let mut names = HashSet::new();
    // Sheets that overlap would have the same bytes read time and again.
    let mut left = stream.len();
    let mut room = MOST_CELLS;
    let mut sheets = Vec::new();
    for sheet in &globals.sheets {
        ensure!(names.insert(&sheet.name), "BOUNDSHEET record repeats the name {:?}", sheet.name);
        let mut records = Records::new(stream, sheet.start)?;
        let (cells, rectangle) = globals.cells(sheet, &mut records)?;
        room = room.checked_sub(rectangle.area()).context("the sheets span too many cells")?;
        left = left.checked_sub(records.at - sheet.start).context("BOUNDSHEET records name the same sheet twice")?;
        sheets.push((sheet.name.clone(), cells));
    }
    Ok(sheets)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An .xlsx workbook of openpyxl, turned into .xls by `soffice --headless --convert-to xls`. Its
    /// first sheet, with a chart, has in B2 1.125 as 0%, B3 0.925 as 0.00%, B4 and C4 =45/50 as 0.00%
    /// and plain; a run of 2s in B5:F5 as 0%, plain, 0.0%, 0.00 and 0%; B6 92.5, B7 92.5 as 0.0"%",
    /// B8 0.5 as [=0]"—";0.0%, B9 0.123456789 as 0.000%;[Red]-0.000%, B11 92.5 as 0.0_%, D7 ="甲"&"乙"
    /// as 0%, C12:C14 =B2+1 and so on as 0.0%, A1 a text and B10 nothing as 0%. The third has IV65536
    /// 0.5 as 0%.
    const FILE: &[u8] = include_bytes!("../../../tests/data/percent.xls");

    fn record(kind: Kind, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap_or(u16::MAX);
        [&(kind as u16).to_le_bytes(), &length.to_le_bytes(), body].concat()
    }

    fn words(words: &[u16]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn substream(records: &[Vec<u8>]) -> Vec<u8> {
        [record(Kind::Bof, &words(&[0x0600, 5, 0, 0])), records.concat(), record(Kind::Eof, &[])].concat()
    }

    fn xf(format: u16) -> Vec<u8> {
        record(Kind::Xf, &words(&[0, format, 0, 0, 0, 0, 0, 0, 0, 0]))
    }

    fn format(number: u16, code: &str) -> Vec<u8> {
        let count = u16::try_from(code.len()).unwrap_or(u16::MAX);
        record(Kind::Format, &[&words(&[number, count])[..], &[0], code.as_bytes()].concat())
    }

    fn number(column: u16, xf: u16) -> Vec<u8> {
        record(Kind::Number, &words(&[7, column, xf, 0, 0, 0, 0]))
    }

    /// A workbook with one sheet, `S`.
    fn workbook(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
        let with_sheet = |start: u32| {
            let sheet = record(Kind::BoundSheet, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
            substream(&[globals, &[sheet]].concat())
        };
        let start = u32::try_from(with_sheet(0).len()).unwrap_or(0);
        [with_sheet(start), substream(cells)].concat()
    }

    /// The columns of the cells that are percentages, or the error.
    fn read(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> String {
        match sheets(&workbook(globals, cells)) {
            Err(error) => error.to_string(),
            Ok(sheets) => {
                let mut cells: Vec<_> = sheets.into_iter().flat_map(|(_, cells)| cells.into_keys()).collect();
                cells.sort_unstable();
                cells.iter().map(|(_, column)| column.to_string()).collect::<Vec<_>>().join(" ")
            }
        }
    }

    #[test]
    fn a_real_workbook() -> Result<()> {
        let first = [(1, 1), (2, 1), (3, 1), (4, 1), (4, 3), (4, 5), (6, 3), (7, 1), (8, 1), (11, 2), (12, 2), (13, 2)];
        let sheet = |name: &str, cells: &[(u32, u32)]| -> (String, Percents) {
            (name.to_owned(), cells.iter().map(|at| (*at, Percent::Yes)).collect())
        };
        let mut expected = [sheet("完成情况", &first), sheet("Plain", &[]), sheet("第三", &[(65535, 255)])];
        expected[0].1.insert((6, 1), Percent::Worded("".into(), "%".into()));
        assert_eq!(percent_cells(FILE)?, expected);
        Ok(())
    }

    #[test]
    fn built_in_and_own_formats() {
        let globals = [xf(9), xf(10), xf(0), xf(164), xf(165), format(164, "0.0%"), format(165, "0.0")];
        let cells: Vec<_> = (0..5).map(|xf| number(xf, xf)).collect();
        assert_eq!(read(&globals, &cells), "0 1 3");
    }

    #[test]
    fn a_format_that_is_a_percentage_at_times() -> Result<()> {
        let globals = [xf(164), xf(10), format(164, "[>=1]0%;0.00")];
        let cells = sheets(&workbook(&globals, &[number(0, 0), number(1, 1)]))?.remove(0).1;
        assert_eq!(cells, Percents::from([((7, 0), Percent::Unclear), ((7, 1), Percent::Yes)]));
        Ok(())
    }

    #[test]
    fn charts_are_passed_over() {
        let chart = substream(&[number(1, 99), substream(&[number(2, 99)]), number(3, 99)]);
        assert_eq!(read(&[xf(9)], &[number(0, 0), chart, number(4, 0)]), "0 4");
    }

    #[test]
    fn faults_are_named() {
        let mul = |last: u16| record(Kind::MulRk, &words(&[7, 1, 0, 0, 0, 0, 0, 0, last]));
        assert_eq!(read(&[xf(9)], &[mul(2)]), "1 2");
        assert_eq!(read(&[xf(9)], &[mul(3)]), "MULRK record has 18 bytes instead of 24");
        assert_eq!(read(&[xf(9)], &[mul(0)]), "MULRK record names columns 1 to 0");
        assert_eq!(read(&[xf(9)], &[number(256, 0)]), "NUMBER record names columns 256 to 256");
        assert_eq!(read(&[xf(9)], &[number(0, 1)]), "NUMBER record names XF 1 of 1");
        assert_eq!(read(&[xf(170)], &[number(0, 0)]), "XF record names format 170, which has no FORMAT record");
        assert_eq!(read(&[format(9, "0")], &[]), "FORMAT record contradicts format 9");
        assert_eq!(read(&[record(Kind::Format, &words(&[164, 9, 0]))], &[]), "FORMAT record is cut short at 6 bytes");
        assert_eq!(read(&[], &[record(Kind::Rk, &[0; 9])]), "RK record is cut short at 9 bytes");
        let corners = [[0, 0, 0, 0, 0, 0, 0], [0xFFFF, 255, 0, 0, 0, 0, 0]];
        let corners = corners.map(|corner| record(Kind::Number, &words(&corner)));
        assert_eq!(read(&[xf(9)], &corners[..1]), "0");
        assert_eq!(read(&[xf(9)], &corners), "the sheets span too many cells");
        let dimensions = record(Kind::Dimensions, &words(&[0, 0, 0, 9, 0, 4, 0]));
        assert_eq!(read(&[], &[dimensions]), "DIMENSIONS record is out of bounds");
        let old = record(Kind::Bof, &words(&[0x0500, 5, 0, 0]));
        let error = sheets(&old).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("BOF record tells of a version before Excel 97 (0x0500)"));
    }

    #[test]
    fn a_password_is_told_apart() {
        let locked = sheets(&workbook(&[record(Kind::FilePass, &[0; 6])], &[]));
        assert!(locked.is_err_and(|error| error.is::<Encrypted>()));
    }

    #[test]
    fn overlapping_sheets_are_refused() {
        let sheet = |name: u8| record(Kind::BoundSheet, &[0, 0, 0, 0, 0, 0, 1, 0, name]);
        let stream = substream(&[sheet(b'S'), sheet(b'T')]);
        let error = sheets(&stream).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("BOUNDSHEET records name the same sheet twice"));
    }

    #[test]
    fn a_cut_file_is_refused_or_whole() -> Result<()> {
        let whole = percent_cells(FILE)?;
        for length in (0..FILE.len()).step_by(64) {
            let cells = percent_cells(&FILE[..length]);
            assert!(cells.is_err() || cells.is_ok_and(|cells| cells == whole), "{length}");
        }
        assert!(percent_cells(&FILE[..FILE.len() / 2]).is_err());
        Ok(())
    }

    proptest::proptest! {
        #[test]
        fn damaged_bytes_never_panic(flips in proptest::collection::vec((0..FILE.len(), 1..=u8::MAX), 1..9)) {
            let mut bytes = FILE.to_vec();
            for (at, flip) in flips {
                bytes[at] ^= flip;
            }
            drop(percent_cells(&bytes));
        }
    }
}
