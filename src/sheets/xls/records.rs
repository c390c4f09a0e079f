//! The records of a .xls workbook, one after another.

use std::fmt;

use crate::Fault;
use crate::little_endian::{f64_at, u16_at, u32_at};

/// The kinds of records that matter here: number in the file, name, and length of what each has at least.
macro_rules! kinds {
    ($($kind:ident = $number:literal, $name:literal, $least:literal;)*) => {
        /// The kinds of records that matter here.
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        #[repr(u16)]
        pub(super) enum Kind {
            $($kind = $number,)*
        }

        impl Kind {
            const fn of(number: u16) -> Option<Self> {
                match number {
                    $($number => Some(Self::$kind),)*
                    _ => None,
                }
            }

            const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// The length of the parts that every such record has.
            const fn least_length(self) -> usize {
                match self {
                    $(Self::$kind => $least,)*
                }
            }
        }
    };
}

kinds! {
    Formula = 0x0006, "FORMULA", 22;
    Eof = 0x000A, "EOF", 0;
    DateMode = 0x0022, "DATEMODE", 2;
    Font = 0x0031, "FONT", 10;
    Uncalced = 0x005E, "UNCALCED", 0;
    ColInfo = 0x007D, "COLINFO", 10;
    WsBool = 0x0081, "WSBOOL", 2;
    BoundSheet = 0x0085, "BOUNDSHEET", 8;
    MulRk = 0x00BD, "MULRK", 12;
    RString = 0x00D6, "RSTRING", 8;
    Xf = 0x00E0, "XF", 4;
    MergeCells = 0x00E5, "MERGECELLS", 2;
    Sst = 0x00FC, "SST", 8;
    LabelSst = 0x00FD, "LABELSST", 10;
    CondFmt = 0x01B0, "CONDFMT", 0;
    Cf = 0x01B1, "CF", 0;
    Excel9File = 0x01C0, "EXCEL9FILE", 0;
    Dimensions = 0x0200, "DIMENSIONS", 0;
    Number = 0x0203, "NUMBER", 14;
    Label = 0x0204, "LABEL", 8;
    BoolErr = 0x0205, "BOOLERR", 8;
    String = 0x0207, "STRING", 2;
    Row = 0x0208, "ROW", 14;
    Array = 0x0221, "ARRAY", 14;
    Window2 = 0x023E, "WINDOW2", 2;
    Rk = 0x027E, "RK", 10;
    Format = 0x041E, "FORMAT", 5;
    ShrFmla = 0x04BC, "SHRFMLA", 10;
    Bof = 0x0809, "BOF", 8;
    CondFmt12 = 0x0879, "CONDFMT12", 0;
    Cf12 = 0x087A, "CF12", 0;
    CfEx = 0x087B, "CFEX", 0;
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} record", self.name())
    }
}

/// A record, at least as long as its kind must be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: Kind,
    pub(super) body: &'a [u8],
    /// Where the next record begins, which may go on with this one.
    pub(super) end: usize,
}

impl Record<'_> {
    pub(super) fn u8(&self, at: usize) -> Result<u8, Fault> {
        self.body.get(at).copied().ok_or_else(|| self.cut_short())
    }

    pub(super) fn u16(&self, at: usize) -> Result<u16, Fault> {
        u16_at(self.body, at).ok_or_else(|| self.cut_short())
    }

    pub(super) fn u32(&self, at: usize) -> Result<u32, Fault> {
        u32_at(self.body, at).ok_or_else(|| self.cut_short())
    }

    pub(super) fn f64(&self, at: usize) -> Result<f64, Fault> {
        f64_at(self.body, at).ok_or_else(|| self.cut_short())
    }

    pub(super) fn cut_short(&self) -> Fault {
        Fault::damaged(format!("{} is cut short at {} bytes", self.kind, self.body.len()))
    }
}

/// The records that matter, one after another, from the BOF record of a substream to its EOF record.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    pub(super) at: usize,
    depth: u32,
    /// The BOF record.
    pub(super) first: Record<'a>,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], start: usize) -> Result<Self, Fault> {
        let missing = || Fault::damaged(format!("BOF record is missing at byte {start}"));
        let placeholder = Record { kind: Kind::Bof, body: &[], end: start };
        let mut records = Self { stream, at: start, depth: 0, first: placeholder };
        if u16_at(stream, start) != Some(Kind::Bof as u16) {
            return Err(missing());
        }
        records.first = records.raw()?.ok_or_else(missing)?;
        Ok(records)
    }

    /// The next record; none at the end of the substream. Those of charts within a sheet are passed over.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>, Fault> {
        loop {
            let Some(record) = self.raw()? else { continue };
            match record.kind {
                Kind::Bof => self.depth += 1,
                Kind::Eof if self.depth == 0 => return Ok(None),
                Kind::Eof => self.depth -= 1,
                _ if self.depth > 0 => {}
                _ => return Ok(Some(record)),
            }
        }
    }

    /// The record at the current place, if its kind matters.
    fn raw(&mut self) -> Result<Option<Record<'a>>, Fault> {
        let Some((number, body)) = body_at(self.stream, self.at)? else {
            return Err(Fault::damaged("EOF record is missing"));
        };
        self.at += 4 + body.len();
        let Some(kind) = Kind::of(number) else { return Ok(None) };
        let record = Record { kind, body, end: self.at };
        if body.len() < kind.least_length() {
            return Err(record.cut_short());
        }
        Ok(Some(record))
    }
}

/// The number and body of the record at a place; none at the stream's end.
pub(super) fn body_at(stream: &[u8], at: usize) -> Result<Option<(u16, &[u8])>, Fault> {
    let (Some(number), Some(length)) = (u16_at(stream, at), u16_at(stream, at.saturating_add(2))) else {
        return Ok(None);
    };
    let begin = at + 4;
    let name = || Kind::of(number).map_or_else(|| format!("record 0x{number:04X}"), |kind| kind.to_string());
    let body = stream.get(begin..begin + usize::from(length));
    let body = body.ok_or_else(|| Fault::damaged(format!("{} runs past the end", name())))?;
    Ok(Some((number, body)))
}
