//! The texts of a .xls workbook: UTF-16, often without its upper bytes, in runs of different fonts, and
//! over several records where they are long.

use super::records::{Record, body_at};
use crate::Fault;

const CONTINUE: u16 = 0x003C;

/// The letters of a text take two bytes each, not one.
const IS_WIDE: u8 = 0x01;
/// The text has a block of phonetics after it.
const HAS_EXTRA: u8 = 0x04;
/// The text has runs.
const HAS_RUNS: u8 = 0x08;

/// A record's bytes and those of the CONTINUE records after it.
pub(super) struct Bytes<'a> {
    record: Record<'a>,
    stream: &'a [u8],
    /// What is left of the current record.
    piece: &'a [u8],
    /// Where the next record begins.
    next: usize,
}

impl<'a> Bytes<'a> {
    pub(super) fn of(record: Record<'a>, stream: &'a [u8], at: usize) -> Self {
        let piece = record.body.get(at..).unwrap_or_default();
        Self { record, stream, piece, next: record.end }
    }

    pub(super) fn is_empty(&mut self) -> bool {
        self.piece.is_empty() && self.go_on().is_err()
    }

    /// Goes to the next CONTINUE record, which is not empty.
    fn go_on(&mut self) -> Result<(), Fault> {
        while self.piece.is_empty() {
            let Some((CONTINUE, body)) = body_at(self.stream, self.next)? else {
                return Err(self.record.cut_short());
            };
            self.piece = body;
            self.next += 4 + body.len();
        }
        Ok(())
    }

    fn u8(&mut self) -> Result<u8, Fault> {
        self.go_on()?;
        let (&byte, rest) = self.piece.split_first().ok_or_else(|| self.record.cut_short())?;
        self.piece = rest;
        Ok(byte)
    }

    fn u16(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    fn u32(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_le_bytes([self.u8()?, self.u8()?, self.u8()?, self.u8()?]))
    }

    fn skip(&mut self, mut count: usize) -> Result<(), Fault> {
        while count > 0 {
            self.go_on()?;
            let step = count.min(self.piece.len());
            self.piece = &self.piece[step..];
            count -= step;
        }
        Ok(())
    }

    /// So many letters; those in another record begin with flags of their own.
    fn units(&mut self, count: usize, flags: u8, units: &mut Vec<u16>) -> Result<(), Fault> {
        let mut is_wide = flags & IS_WIDE != 0;
        while units.len() < count {
            if self.piece.is_empty() {
                is_wide = self.u8()? & IS_WIDE != 0;
            }
            let size = if is_wide { 2 } else { 1 };
            let here = (count - units.len()).min(self.piece.len() / size);
            if here == 0 && !self.piece.is_empty() {
                return Err(self.record.cut_short());
            }
            let (letters, rest) = self.piece.split_at(here * size);
            if is_wide {
                units.extend(letters.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            } else {
                units.extend(letters.iter().copied().map(u16::from));
            }
            self.piece = rest;
        }
        Ok(())
    }
}

/// A text as the file has it; one and the same serves for many texts.
#[derive(Debug, Default)]
pub(super) struct RichText {
    units: Vec<u16>,
    /// Where each run begins, and its font.
    runs: Vec<(u16, u16)>,
    text: String,
}

impl RichText {
    /// Reads a text that begins with the number of its letters, two bytes, and flags.
    pub(super) fn read(&mut self, bytes: &mut Bytes) -> Result<(), Fault> {
        let count = bytes.u16()?;
        self.read_letters(bytes, count)
    }

    /// Reads a text that begins with the number of its letters, one byte, and flags.
    pub(super) fn read_short(&mut self, bytes: &mut Bytes) -> Result<(), Fault> {
        let count = bytes.u8()?;
        self.read_letters(bytes, count.into())
    }

    fn read_letters(&mut self, bytes: &mut Bytes, count: u16) -> Result<(), Fault> {
        self.units.clear();
        self.runs.clear();
        self.text.clear();
        if count == 0 && bytes.is_empty() {
            return Ok(());
        }
        let flags = bytes.u8()?;
        let runs = if flags & HAS_RUNS == 0 { 0 } else { bytes.u16()? };
        let extra = if flags & HAS_EXTRA == 0 { 0 } else { bytes.u32()? };
        bytes.units(count.into(), flags, &mut self.units)?;
        self.read_runs(bytes, runs)?;
        bytes.skip(extra as usize)?;
        self.text.extend(char::decode_utf16(self.units.iter().copied()).map(|char| char.unwrap_or('\u{FFFD}')));
        Ok(())
    }

    /// Reads the runs that an RSTRING record has after its text.
    pub(super) fn read_own_runs(&mut self, bytes: &mut Bytes) -> Result<(), Fault> {
        if bytes.is_empty() {
            return Ok(());
        }
        let count = bytes.u16()?;
        self.read_runs(bytes, count)
    }

    fn read_runs(&mut self, bytes: &mut Bytes, count: u16) -> Result<(), Fault> {
        for _ in 0..count {
            self.runs.push((bytes.u16()?, bytes.u16()?));
        }
        Ok(())
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether something is seen of a run that has such a font.
    pub(super) fn has_run(&self, is_such: impl Fn(u16) -> bool) -> bool {
        let ends = self.runs.iter().skip(1).map(|(start, _)| *start).chain([u16::MAX]);
        self.runs.iter().zip(ends).any(|(&(start, font), end)| is_such(font) && self.is_seen(start, end))
    }

    /// Whether something is seen before the first of the runs, in the cell's own font.
    pub(super) fn begins_before_runs(&self) -> bool {
        self.runs.first().is_some_and(|&(start, _)| self.is_seen(0, start))
    }

    fn is_seen(&self, start: u16, end: u16) -> bool {
        let end = usize::from(end).min(self.units.len());
        let stretch = self.units.get(usize::from(start)..end).unwrap_or_default();
        char::decode_utf16(stretch.iter().copied()).any(|char| char.map_or(true, |char| !char.is_whitespace()))
    }
}
