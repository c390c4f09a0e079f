//! Records put together by hand.

use super::super::records::Kind;
use super::*;

/// A record of a kind that the reader knows nothing of.
pub(super) fn raw(number: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap_or(u16::MAX);
    [&number.to_le_bytes(), &length.to_le_bytes(), body].concat()
}

pub(super) fn record(kind: Kind, body: &[u8]) -> Vec<u8> {
    raw(kind as u16, body)
}

pub(super) fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A substream of a program that says nothing of itself.
pub(super) fn substream(records: &[Vec<u8>]) -> Vec<u8> {
    substream_of(0, records)
}

pub(super) fn substream_of(history: u16, records: &[Vec<u8>]) -> Vec<u8> {
    let bof = words(&[0x0600, 5, 0x0DBB, 0x07CC, history, 0, 6, 0]);
    [record(Kind::Bof, &bof), records.concat(), record(Kind::Eof, &[])].concat()
}

pub(super) fn xf(font: u16, format: u16) -> Vec<u8> {
    record(Kind::Xf, &words(&[font, format, 0, 0, 0, 0, 0, 0, 0, 0]))
}

pub(super) fn format(number: u16, code: &str) -> Vec<u8> {
    let count = u16::try_from(code.len()).unwrap_or(u16::MAX);
    record(Kind::Format, &[&words(&[number, count])[..], &[0], code.as_bytes()].concat())
}

pub(super) fn font(is_struck: bool, shift: u16) -> Vec<u8> {
    record(Kind::Font, &words(&[200, if is_struck { 8 } else { 0 }, 0x7FFF, 400, shift, 0, 0]))
}

/// 0.5 in row 8.
pub(super) fn number(column: u16, xf: u16) -> Vec<u8> {
    record(Kind::Number, &words(&[7, column, xf, 0, 0, 0, 0x3FE0]))
}

/// A workbook with one sheet, `S`.
pub(super) fn workbook(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    workbook_of(0, globals, cells)
}

pub(super) fn workbook_of(history: u16, globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let with_sheet = |start: u32| {
        let sheet = record(Kind::BoundSheet, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, b'S']].concat());
        substream_of(history, &[globals, &[sheet]].concat())
    };
    let start = u32::try_from(with_sheet(0).len()).unwrap_or(0);
    [with_sheet(start), substream(cells)].concat()
}

/// The first sheet of a stream of records, and the book.
pub(super) fn read_stream(stream: Vec<u8>) -> Result<(Book, StoredSheet), Fault> {
    let (book, stream) = open_stream(stream)?;
    let sheet = stream.sheet(&book, 0)?;
    Ok((book, sheet))
}

/// The cells of a workbook's only sheet, or the error.
pub(super) fn read(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> String {
    shown(workbook(globals, cells))
}

pub(super) fn shown(stream: Vec<u8>) -> String {
    match read_stream(stream) {
        Err(Fault::Damaged(what)) => what,
        Err(fault) => format!("{fault:?}"),
        Ok((book, sheet)) => lines(&book, &sheet).join(", "),
    }
}
