//! What is refused, and what is passed over.

use super::super::records::Kind as Of;
use super::records::{format, number, raw, read, read_stream, record, shown, substream, words, workbook, xf};
use super::*;
use crate::Foreign;

fn fault(stream: Vec<u8>) -> Option<Fault> {
    read_stream(stream).err()
}

#[test]
fn built_in_own_and_unknown_formats() {
    let globals = [xf(0, 9), xf(0, 10), xf(0, 0), xf(0, 164), xf(0, 163), format(164, "0.0%")];
    let cells: Vec<_> = (0..5).map(|xf| number(xf, xf)).collect();
    assert_eq!(read(&globals, &cells), "A8 0.5 as 0%, B8 0.5 as 0.00%, C8 0.5, D8 0.5 as 0.0%, E8 0.5 as 163");
}

#[test]
fn charts_within_a_sheet_are_passed_over() {
    let chart = substream(&[number(1, 99), substream(&[number(2, 99)]), number(3, 99)]);
    assert_eq!(read(&[xf(0, 0)], &[number(0, 0), chart, number(4, 0)]), "A8 0.5, E8 0.5");
}

#[test]
fn sheets_without_cells_are_listed_as_others() -> Result<(), Fault> {
    let sheet = |start: u32, state: u8, kind: u8, name: u8| {
        record(Of::BoundSheet, &[&start.to_le_bytes()[..], &[state, kind, 1, 0, name]].concat())
    };
    let dialog = substream(&[record(Of::WsBool, &words(&[0x0010]))]);
    let of = |kind: u16| [raw(0x0809, &words(&[0x0600, kind, 0, 0])), record(Of::Eof, &[])].concat();
    let parts = [of(0x0010), dialog, of(0x0020), of(0x0010), of(0x0010), of(0x0010)];
    let listed = |starts: &[u32]| {
        let kinds = [(0, 0, b'c'), (0, 0, b'd'), (1, 0, b'g'), (0, 1, b'm'), (2, 0, b'v'), (0, 6, b'b')];
        let sheets = starts.iter().zip(kinds).map(|(&start, (state, kind, name))| sheet(start, state, kind, name));
        substream(&sheets.collect::<Vec<_>>())
    };
    let mut starts = vec![u32::try_from(listed(&[0; 6]).len()).unwrap_or(0)];
    for part in &parts {
        starts.push(starts[starts.len() - 1] + u32::try_from(part.len()).unwrap_or(0));
    }
    let (book, _) = open_stream([listed(&starts[..6]), parts.concat()].concat())?;
    let seen: Vec<_> = book.entries.iter().map(|entry| (&entry.name[..], entry.is_hidden, entry.kind)).collect();
    let (cells, other) = (Kind::Cells, Kind::Other);
    let expected = [
        ("c", false, cells),
        ("d", false, other),
        ("g", true, other),
        ("m", false, other),
        ("v", true, cells),
        ("b", false, other),
    ];
    assert_eq!(seen, expected);
    Ok(())
}

#[test]
fn faults_are_named() {
    let mul = |last: u16| record(Of::MulRk, &words(&[7, 1, 0, 0, 0, 0, 0, 0, last]));
    let general = [xf(0, 0)];
    assert_eq!(read(&general, &[mul(2)]), "B8 0, C8 0");
    assert_eq!(read(&general, &[mul(3)]), "MULRK record has 18 bytes instead of 24");
    assert_eq!(read(&general, &[mul(0)]), "MULRK record names columns 1 to 0");
    assert_eq!(read(&general, &[number(256, 0)]), "NUMBER record names column 256");
    assert_eq!(read(&general, &[number(0, 1)]), "NUMBER record names XF 1 of 1");
    assert_eq!(read(&[format(9, "0")], &[]), "FORMAT record contradicts format 9");
    assert_eq!(read(&[format(170, "0"), format(170, "0%")], &[]), "FORMAT record contradicts format 170");
    assert_eq!(read(&[record(Of::Format, &words(&[164, 9, 0]))], &[]), "FORMAT record is cut short at 6 bytes");
    assert_eq!(read(&[], &[record(Of::Rk, &[0; 9])]), "RK record is cut short at 9 bytes");
    let shared = record(Of::LabelSst, &words(&[0, 0, 0, 3, 0]));
    assert_eq!(read(&general, &[shared]), "LABELSST record names text 3 of 0");
    let error = record(Of::BoolErr, &words(&[0, 0, 0, 0x0199]));
    assert_eq!(read(&general, &[error]), "BOOLERR record names error 0x99");
    let merged = record(Of::MergeCells, &words(&[2, 0, 1, 0, 1]));
    assert_eq!(read(&general, &[merged]), "MERGECELLS record is cut short at 10 bytes");
}

#[test]
fn numbers_that_are_none_are_junk() {
    let infinite = record(Of::Number, &words(&[7, 0, 0, 0, 0, 0, 0x7FF0]));
    assert_eq!(read(&[xf(0, 0)], &[infinite]), "A8 junk inf");
}

#[test]
fn packed_numbers() {
    let packed = |number: u32| record(Of::Rk, &[&words(&[7, 0, 0])[..], &number.to_le_bytes()].concat());
    let of = |number| read(&[xf(0, 0)], &[packed(number)]);
    assert_eq!(of(92 << 2 | 2), "A8 92");
    assert_eq!(of(9250 << 2 | 3), "A8 92.5");
    assert_eq!(of((-5_i32 << 2 | 2).cast_unsigned()), "A8 -5");
    assert_eq!(of(0x3FE0_0000), "A8 0.5");
    assert_eq!(of(0x3FE0_0001), "A8 0.005");
}

#[test]
fn versions_before_excel_97_are_told_apart() {
    let bof = |version: u16| record(Of::Bof, &words(&[version, 5, 0, 0]));
    assert_eq!(fault(bof(0x0500)), Some(Fault::Foreign(Foreign::OldWorkbook)));
    let mut stream = workbook(&[], &[]);
    let sheet = stream.len() - 24;
    stream[sheet + 5] = 5;
    assert_eq!(shown(stream), "BOF record of a sheet tells of another version (0x0500)");
}

#[test]
fn sheets_do_not_overlap() {
    let sheet =
        |start: u32, name: u8| record(Of::BoundSheet, &[&start.to_le_bytes()[..], &[0, 0, 1, 0, name]].concat());
    let twice = substream(&[sheet(99, b'S'), sheet(99, b'T')]);
    assert_eq!(shown(twice), "BOUNDSHEET records name the same sheet twice");
    let again = substream(&[sheet(98, b'S'), sheet(99, b'S')]);
    assert_eq!(shown(again), "BOUNDSHEET record repeats the name \"S\"");
    assert_eq!(shown(substream(&[sheet(0, b'S')])), "BOUNDSHEET record names a place among the globals");
    // A second sheet that begins at a chart within the first one.
    let globals = substream(&[sheet(50, b'S'), sheet(70, b'T')]);
    assert_eq!(globals.len(), 50);
    let stream = [globals, substream(&[substream(&[])])].concat();
    assert_eq!(shown(stream), "EOF record is missing");
}
