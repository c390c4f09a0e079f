//! The records of a .xls workbook, one after another.

use std::fmt;

use anyhow::{Context, Result, ensure};

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(pair.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// The records that matter here.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[repr(u16)]
pub(super) enum Kind {
    Formula = 0x0006,
    Eof = 0x000A,
    FilePass = 0x002F,
    BoundSheet = 0x0085,
    MulRk = 0x00BD,
    RString = 0x00D6,
    Xf = 0x00E0,
    LabelSst = 0x00FD,
    Dimensions = 0x0200,
    Number = 0x0203,
    Label = 0x0204,
    BoolErr = 0x0205,
    Rk = 0x027E,
    Format = 0x041E,
    Bof = 0x0809,
}

impl Kind {
    const ALL: [Self; 15] = [
        Self::Formula,
        Self::Eof,
        Self::FilePass,
        Self::BoundSheet,
        Self::MulRk,
        Self::RString,
        Self::Xf,
        Self::LabelSst,
        Self::Dimensions,
        Self::Number,
        Self::Label,
        Self::BoolErr,
        Self::Rk,
        Self::Format,
        Self::Bof,
    ];

    /// The length of the parts that every such record has.
    const fn least_length(self) -> usize {
        match self {
            Self::Eof | Self::FilePass => 0,
            Self::Format => 5,
            Self::Label | Self::RString => 6,
            Self::BoundSheet | Self::Bof | Self::BoolErr => 8,
            Self::Rk | Self::LabelSst => 10,
            Self::MulRk => 12,
            Self::Number | Self::Dimensions => 14,
            Self::Xf => 20,
            Self::Formula => 22,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} record", format!("{self:?}").to_uppercase())
    }
}

/// A record, at least as long as its kind must be.
pub(super) struct Record<'a> {
    pub(super) kind: Kind,
    pub(super) body: &'a [u8],
}

impl<'a> Record<'a> {
    pub(super) fn u16(&self, at: usize) -> Result<u16> {
        u16_at(self.body, at).with_context(|| self.cut_short())
    }

    pub(super) fn text(&self, count: usize, is_wide: bool, at: usize) -> Result<String> {
        let length = if is_wide { count * 2 } else { count };
        let bytes: &'a [u8] = self.body.get(at..at + length).with_context(|| self.cut_short())?;
        Ok(if is_wide {
            let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
            String::from_utf16_lossy(&units)
        } else {
            bytes.iter().copied().map(char::from).collect()
        })
    }

    pub(super) fn cut_short(&self) -> String {
        format!("{} is cut short at {} bytes", self.kind, self.body.len())
    }
}

/// The records that matter, one after another, from the BOF record of a substream to its EOF record.
pub(super) struct Records<'a> {
    stream: &'a [u8],
    pub(super) at: usize,
    depth: u32,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8], start: usize) -> Result<Self> {
        let mut records = Self { stream, at: start, depth: 0 };
        ensure!(u16_at(stream, start) == Some(Kind::Bof as u16), "BOF record is missing at byte {start}");
        let bof = records.raw()?.context("BOF record is missing")?;
        let version = bof.u16(0)?;
        ensure!(version == 0x0600, "BOF record tells of a version before Excel 97 (0x{version:04X})");
        Ok(records)
    }

    /// The next record; none at the end of the substream. Those of charts within a sheet are passed over.
    pub(super) fn next(&mut self) -> Result<Option<Record<'a>>> {
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
    fn raw(&mut self) -> Result<Option<Record<'a>>> {
        let number = u16_at(self.stream, self.at).context("EOF record is missing")?;
        let length = u16_at(self.stream, self.at + 2).context("EOF record is missing")?;
        let begin = self.at + 4;
        self.at = begin + usize::from(length);
        let kind = Kind::ALL.into_iter().find(|&kind| kind as u16 == number);
        let name = || kind.map_or_else(|| format!("record 0x{number:04X}"), |kind| kind.to_string());
        let body = self.stream.get(begin..self.at).with_context(|| format!("{} runs past the end", name()))?;
        let Some(kind) = kind else { return Ok(None) };
        let record = Record { kind, body };
        ensure!(body.len() >= kind.least_length(), record.cut_short());
        Ok(Some(record))
    }
}
