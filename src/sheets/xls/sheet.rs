//! The records of one sheet of a .xls workbook.

mod results;

use self::results::Formulas;
use super::conditional::{Conditions, area};
use super::globals::{BIFF8, Globals, Xf};
use super::records::{Kind, Record, Records};
use super::strings::{Bytes, RichText};
use crate::Fault;
use crate::stored::{Book, Content, StoredCell, StoredSheet};

/// Columns of a sheet at most; rows are as many as two bytes count.
const MOST_COLUMNS: u16 = 0x100;

/// A sheet as it is read.
pub(super) struct Reader<'a> {
    stream: &'a [u8],
    book: &'a Book,
    globals: &'a Globals,
    sheet: StoredSheet,
    conditions: Conditions,
    text: RichText,
    formulas: Formulas<'a>,
}

/// Where a cell is, and its XF record.
#[derive(Clone, Copy, Debug)]
struct Position {
    row: u16,
    column: u16,
    xf: u16,
}

impl<'a> Reader<'a> {
    pub(super) fn new(stream: &'a [u8], book: &'a Book, globals: &'a Globals) -> Self {
        Self {
            stream,
            book,
            globals,
            sheet: StoredSheet::default(),
            conditions: Conditions::default(),
            text: RichText::default(),
            formulas: Formulas::default(),
        }
    }

    pub(super) fn read(mut self, start: usize) -> Result<StoredSheet, Fault> {
        let mut records = Records::new(self.stream, start)?;
        let version = records.first.u16(0)?;
        if version != BIFF8 {
            return Err(Fault::damaged(format!("BOF record of a sheet tells of another version (0x{version:04X})")));
        }
        while let Some(record) = records.next()? {
            self.add(&record)?;
        }
        self.settle()?;
        self.settle_doubtful();
        self.sheet.reformatted = self.conditions.into_areas();
        Ok(self.sheet)
    }

    fn add(&mut self, record: &Record<'a>) -> Result<(), Fault> {
        match record.kind {
            Kind::Uncalced => self.formulas.set_uncalculated(),
            Kind::ColInfo => self.add_columns(record)?,
            Kind::Row => self.add_row(record)?,
            Kind::MergeCells => self.add_merged(record)?,
            Kind::Window2 => self.sheet.shows_zeros = record.u16(0)? & 0x0010 != 0,
            Kind::CondFmt => self.conditions.begin(record, 0),
            Kind::CondFmt12 => self.conditions.begin(record, 12),
            Kind::Cf => self.conditions.rule(record),
            Kind::Cf12 => self.conditions.rule_12(record),
            Kind::CfEx => self.conditions.extension(record),
            Kind::String => self.add_result(record)?,
            Kind::ShrFmla => self.share(record, 8)?,
            Kind::Array => self.share(record, 12)?,
            _ => self.add_cell(record)?,
        }
        Ok(())
    }

    fn add_columns(&mut self, record: &Record) -> Result<(), Fault> {
        let (first, last) = (record.u16(0)?, record.u16(2)?.min(MOST_COLUMNS - 1));
        if record.u16(8)? & 1 == 1 && first <= last {
            self.sheet.hidden_columns.push(first.into()..u32::from(last) + 1);
        }
        Ok(())
    }

    fn add_row(&mut self, record: &Record) -> Result<(), Fault> {
        if record.u16(12)? & 0x0020 != 0 {
            self.sheet.hidden_rows.push(record.u16(0)?.into());
        }
        Ok(())
    }

    fn add_merged(&mut self, record: &Record) -> Result<(), Fault> {
        let bounds = record.body[2..].chunks_exact(8);
        let count = usize::from(record.u16(0)?);
        if bounds.len() < count {
            return Err(record.cut_short());
        }
        let areas = bounds.take(count).filter_map(area);
        self.sheet.merged.extend(areas.filter(|area| area.top <= area.bottom && area.left <= area.right));
        Ok(())
    }

    fn add_cell(&mut self, record: &Record<'a>) -> Result<(), Fault> {
        let is_cell = matches!(
            record.kind,
            Kind::Number | Kind::Rk | Kind::MulRk | Kind::Formula | Kind::BoolErr | Kind::Label | Kind::RString
        );
        if !is_cell && record.kind != Kind::LabelSst {
            return Ok(());
        }
        self.settle()?;
        let position = Position { row: record.u16(0)?, column: record.u16(2)?, xf: record.u16(4)? };
        match record.kind {
            Kind::MulRk => self.add_numbers(record),
            Kind::Number => self.add_number(record.kind, position, record.f64(6)?),
            Kind::Rk => self.add_number(record.kind, position, rk(record.u32(6)?)),
            Kind::LabelSst => self.add_shared(record, position),
            Kind::BoolErr if record.u8(7)? == 0 => self.push(record.kind, position, Content::Bool(record.u8(6)? != 0)),
            Kind::BoolErr => self.add_error(record.kind, position, record.u8(6)?),
            Kind::Formula => self.add_formula(record, position),
            _ => self.add_text(record, position),
        }
    }

    /// A cell with a content, where the sheet has such a cell and the workbook such a style.
    fn push(&mut self, kind: Kind, at: Position, content: Content) -> Result<(), Fault> {
        let Position { row, column, xf } = at;
        if column >= MOST_COLUMNS {
            return Err(Fault::damaged(format!("{kind} names column {column}")));
        }
        self.xf(kind, xf)?;
        self.sheet.cells.push(StoredCell { row: row.into(), column: column.into(), style: xf.into(), content });
        Ok(())
    }

    fn xf(&self, kind: Kind, xf: u16) -> Result<Xf, Fault> {
        let xfs = &self.globals.xfs;
        let missing = || Fault::damaged(format!("{kind} names XF {xf} of {}", xfs.len()));
        xfs.get(usize::from(xf)).copied().ok_or_else(missing)
    }

    fn add_number(&mut self, kind: Kind, at: Position, number: f64) -> Result<(), Fault> {
        let content = if number.is_finite() {
            Content::Number(number)
        } else {
            Content::Junk(self.sheet.texts.push(&number.to_string()))
        };
        self.push(kind, at, content)
    }

    /// Numbers in columns side by side.
    fn add_numbers(&mut self, record: &Record) -> Result<(), Fault> {
        let (has, row, first) = (record.body.len(), record.u16(0)?, record.u16(2)?);
        let last = record.u16(has - 2)?;
        if first > last || last >= MOST_COLUMNS {
            return Err(Fault::damaged(format!("{} names columns {first} to {last}", record.kind)));
        }
        let takes = 6 + 6 * (usize::from(last - first) + 1);
        if has != takes {
            return Err(Fault::damaged(format!("{} has {has} bytes instead of {takes}", record.kind)));
        }
        for (column, at) in (first..=last).zip((4..).step_by(6)) {
            let position = Position { row, column, xf: record.u16(at)? };
            self.add_number(record.kind, position, rk(record.u32(at + 2)?))?;
        }
        Ok(())
    }

    fn add_shared(&mut self, record: &Record, position: Position) -> Result<(), Fault> {
        let at = record.u32(6)?;
        let Some(shared) = self.book.shared.get(at as usize) else {
            let count = self.book.shared.len();
            return Err(Fault::damaged(format!("{} names text {at} of {count}", record.kind)));
        };
        let begins_own = self.globals.with_own_begin.contains(&at);
        let content = if begins_own && !shared.is_marked && self.has_marked_font(record.kind, position.xf)? {
            Content::Marked(self.sheet.texts.push(self.book.texts.get(shared.text)))
        } else {
            Content::Shared(at)
        };
        self.push(record.kind, position, content)
    }

    fn has_marked_font(&self, kind: Kind, xf: u16) -> Result<bool, Fault> {
        Ok(self.globals.font(self.xf(kind, xf)?.font).is_marked())
    }

    fn add_text(&mut self, record: &Record, position: Position) -> Result<(), Fault> {
        let mut bytes = Bytes::of(*record, self.stream, 6);
        self.text.read(&mut bytes)?;
        if record.kind == Kind::RString {
            self.text.read_own_runs(&mut bytes)?;
        }
        let is_marked = self.text.has_run(|font| self.globals.font(font).is_marked())
            || self.text.begins_before_runs() && self.has_marked_font(record.kind, position.xf)?;
        let span = self.sheet.texts.push(self.text.text());
        self.push(record.kind, position, if is_marked { Content::Marked(span) } else { Content::Text(span) })
    }

    fn add_error(&mut self, kind: Kind, position: Position, code: u8) -> Result<(), Fault> {
        let name = error_name(code).ok_or_else(|| Fault::damaged(format!("{kind} names error 0x{code:02X}")))?;
        let content = Content::Error(self.sheet.texts.push(name));
        self.push(kind, position, content)
    }
}

/// A number in four bytes: the upper ones of a number of eight, or a whole one, of which the hundredth
/// part may be meant.
#[expect(clippy::float_arithmetic, reason = "the format stores some numbers as a hundredfold")]
fn rk(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 { number } else { number / 100.0 }
}

const fn error_name(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return None,
    })
}
