//! What else is told of a sheet: zeros, hidden rows and columns, merged areas, conditional formats.

use super::super::records::Kind as Of;
use super::records::{read_stream, record, words, workbook, xf};
use super::*;
use crate::area::Area;

fn sheet(records: &[Vec<u8>]) -> Result<StoredSheet, Fault> {
    Ok(read_stream(workbook(&[xf(0, 0)], records))?.1)
}

fn areas(records: &[Vec<u8>]) -> Result<Vec<Area>, Fault> {
    Ok(sheet(records)?.reformatted)
}

/// C2:D3, and no more than its row.
const C2_TO_D3: Area = Area { top: 1, left: 2, bottom: 2, right: 3 };

/// A list of rules for C2:D3, with its number.
fn list(header: &[u16], number: u16) -> Vec<u8> {
    words(&[header, &[1, number << 1, 1, 2, 2, 3, 1, 1, 2, 2, 3]].concat())
}

/// What begins records of Excel 2007.
const HEADER: [u16; 6] = [0; 6];
/// Flags of differential formats: one with a number format, one with a fill.
const NUMBER: u32 = 1 << 25;
const FILL: u32 = 1 << 29;

fn rule(flags: u32) -> Vec<u8> {
    record(Of::Cf, &[&words(&[0x0201, 0, 0])[..], &flags.to_le_bytes(), &[0; 8]].concat())
}

/// A rule of Excel 2007 of a kind, with a differential format or none, and what it draws.
fn rule_12(kind: u8, format: &[u8], drawn: &[u8]) -> Vec<u8> {
    let length = u32::try_from(format.len()).unwrap_or(0).to_le_bytes();
    let format = if format.is_empty() { &[0, 0] } else { format };
    let template = [&words(&[0, 0, 0])[..], &[16], &[0; 16]].concat();
    let formulas = [0, 0, 1, 0, 0x99];
    let parts = [&words(&HEADER)[..], &[kind, 0, 2, 0, 0, 0], &length, format, &formulas, &template[1..], drawn];
    record(Of::Cf12, &parts.concat())
}

#[test]
fn rules_with_number_formats() -> Result<(), Fault> {
    let list = record(Of::CondFmt, &list(&[], 7));
    assert_eq!(areas(&[list.clone(), rule(FILL)])?, []);
    assert_eq!(areas(&[list.clone(), rule(FILL), rule(NUMBER)])?, [C2_TO_D3]);
    assert_eq!(areas(&[list, record(Of::Cf, &[1])])?, [C2_TO_D3]);
    Ok(())
}

#[test]
fn rules_of_excel_2007() -> Result<(), Fault> {
    let list = || record(Of::CondFmt12, &list(&HEADER, 7));
    let of = |kind, format: u32, drawn: &[u8]| areas(&[list(), rule_12(kind, &format.to_le_bytes(), drawn)]);
    assert_eq!(of(1, FILL, &[])?, []);
    assert_eq!(of(1, NUMBER, &[])?, [C2_TO_D3]);
    let plain = |kind, drawn: &[u8]| areas(&[list(), rule_12(kind, &[], drawn)]);
    // Data bars beside the number and in its place; icons likewise; colours.
    assert_eq!(plain(4, &[0, 0, 0, 0x00, 0, 100])?, []);
    assert_eq!(plain(4, &[0, 0, 0, 0x02, 0, 100])?, [C2_TO_D3]);
    assert_eq!(plain(6, &[0, 0, 0, 3, 0, 0x00])?, []);
    assert_eq!(plain(6, &[0, 0, 0, 3, 0, 0x01])?, [C2_TO_D3]);
    assert_eq!(plain(6, &[0, 0, 0])?, [C2_TO_D3]);
    assert_eq!(plain(3, &[])?, []);
    Ok(())
}

#[test]
fn what_excel_2007_adds_to_older_rules() -> Result<(), Fault> {
    let list = || record(Of::CondFmt, &list(&[], 7));
    let added = |number: u16, flags: u32| {
        let rule = [0, 0, 0, 0, 0, 0, 1, 1];
        let format = [&4_u32.to_le_bytes()[..], &flags.to_le_bytes()].concat();
        record(Of::CfEx, &[&words(&HEADER)[..], &words(&[0, 0, number]), &rule, &format].concat())
    };
    assert_eq!(areas(&[list(), rule(FILL), added(7, FILL)])?, []);
    assert_eq!(areas(&[list(), rule(FILL), added(7, NUMBER)])?, [C2_TO_D3]);
    assert_eq!(areas(&[list(), rule(FILL), added(8, NUMBER)])?, []);
    let followed = record(Of::CfEx, &[&words(&HEADER)[..], &words(&[1, 0, 7])].concat());
    let icons = rule_12(6, &[], &[0, 0, 0, 3, 0, 0x01]);
    assert_eq!(areas(&[list(), rule(FILL), followed, icons])?, [C2_TO_D3]);
    Ok(())
}

#[test]
fn zeros_rows_columns_and_merged_areas() -> Result<(), Fault> {
    let row = |row: u16, flags: u16| record(Of::Row, &words(&[row, 0, 0, 0, 0, 0, flags, 0]));
    let columns = |first: u16, last: u16, flags: u16| record(Of::ColInfo, &words(&[first, last, 0, 0, flags, 0]));
    let merged = record(Of::MergeCells, &words(&[2, 1, 2, 2, 3, 9, 8, 0, 0]));
    let view = |flags: u16| record(Of::Window2, &words(&[flags]));
    let records =
        [row(3, 0x20), row(4, 0x40), columns(1, 2, 1), columns(3, 4, 0), columns(9, 256, 1), merged, view(0x6A6)];
    let sheet = sheet(&records)?;
    assert_eq!(sheet.hidden_rows, [3]);
    assert_eq!(sheet.hidden_columns, [1..3, 9..256]);
    assert_eq!(sheet.merged, [C2_TO_D3]);
    assert!(!sheet.shows_zeros);
    assert!(self::sheet(&[view(0x6B6)])?.shows_zeros);
    Ok(())
}
