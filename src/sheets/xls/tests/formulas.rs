//! Which results of formulas count as computed.

use super::super::records::Kind as Of;
use super::records::{format, raw, record, shown, words, workbook_of, xf};

const EXCEL: u16 = 0xC1;

/// "" and the tokens of texts, numbers, references and functions.
const EMPTY: &[u8] = &[0x17, 0, 0];
const REFERENCE: &[u8] = &[0x44, 0, 0, 0, 0xC0];
const ONE: &[u8] = &[0x1E, 1, 0];

/// A formula in A8 with its result, flags and tokens.
fn formula(result: [u8; 8], flags: u16, tokens: &[u8]) -> Vec<u8> {
    formula_at(0, result, flags, tokens)
}

fn formula_at(column: u16, result: [u8; 8], flags: u16, tokens: &[u8]) -> Vec<u8> {
    let length = u16::try_from(tokens.len()).unwrap_or(u16::MAX);
    let parts = [&words(&[7, column, 0])[..], &result, &words(&[flags, 0, 0, length]), tokens];
    record(Of::Formula, &parts.concat())
}

fn number(number: f64) -> [u8; 8] {
    number.to_le_bytes()
}

/// A result that is no number: its kind and its value.
const fn other(kind: u8, value: u8) -> [u8; 8] {
    [kind, 0, value, 0, 0, 0, 0xFF, 0xFF]
}

/// IF with three arguments.
fn choice(arguments: [&[u8]; 3]) -> Vec<u8> {
    [&arguments.concat()[..], &[0x42, 3, 1, 0]].concat()
}

/// A workbook of `LibreOffice`, which says of itself only that it is one since Excel 2000.
fn of_libreoffice(cells: &[Vec<u8>]) -> String {
    shown(workbook_of(0, &[raw(0x01C0, &[]), xf(0, 0)], cells))
}

/// One with another formula, in H8, which results in 0.5.
fn of_libreoffice_calculated(cells: &[Vec<u8>]) -> String {
    let shown = of_libreoffice(&[cells, &[formula_at(7, number(0.5), 0, ONE)]].concat());
    shown.trim_end_matches(", H8 0.5").to_owned()
}

fn of_excel(cells: &[Vec<u8>]) -> String {
    shown(workbook_of(EXCEL, &[xf(0, 0)], cells))
}

fn of_unknown(cells: &[Vec<u8>]) -> String {
    shown(workbook_of(0, &[xf(0, 0)], cells))
}

#[test]
fn results_of_every_kind() {
    let text = record(Of::String, &[2, 0, 0, b'o', b'k']);
    assert_eq!(of_excel(&[formula(number(0.5), 0, ONE)]), "A8 0.5");
    assert_eq!(of_excel(&[formula(other(1, 1), 0, ONE)]), "A8 true");
    assert_eq!(of_excel(&[formula(other(2, 0x2A), 0, ONE)]), "A8 #N/A");
    assert_eq!(of_excel(&[formula(other(0, 0), 0, EMPTY), text]), "A8 \"ok\"");
    assert_eq!(of_excel(&[formula(other(3, 0), 0, EMPTY)]), "A8 \"\"");
    assert_eq!(of_excel(&[formula(other(4, 0), 0, ONE)]), "FORMULA record has a result of kind 4");
}

#[test]
fn a_text_that_does_not_follow_was_never_computed() {
    let text = record(Of::String, &[2, 0, 0, b'o', b'k']);
    let cells = [formula(other(0, 0), 0, EMPTY), formula_at(1, other(0, 0), 0, EMPTY), text];
    assert_eq!(of_excel(&cells), "A8 not computed, B8 \"ok\"");
}

#[test]
fn results_of_formulas_that_are_cut_short() {
    let cut = |value: f64| {
        let mut record = formula(number(value), 0, ONE);
        record[24] = 200;
        record
    };
    assert_eq!(of_libreoffice_calculated(&[cut(0.5)]), "A8 0.5");
    assert_eq!(of_libreoffice_calculated(&[cut(0.0)]), "A8 not computed");
}

#[test]
fn zeros_are_results_where_no_text_can_be() {
    let maybe = choice([REFERENCE, EMPTY, ONE]);
    let never = choice([REFERENCE, ONE, &[REFERENCE, REFERENCE, &[0x06]].concat()]);
    for (tokens, libreoffice) in [
        (&maybe[..], "A8 not computed"),
        (&never, "A8 0"),
        (REFERENCE, "A8 not computed"),
        // SUM of an area, as a function and as an attribute; ROUND; SEARCH; ABS of LEN of TRIM; -A1; A1&""
        (&[&[0x25, 0, 0, 1, 0, 0, 0xC0, 0, 0xC0], &[0x42, 1, 4, 0][..]].concat(), "A8 0"),
        (&[REFERENCE, &[0x19, 0x10, 0, 0]].concat(), "A8 0"),
        (&[REFERENCE, ONE, &[0x41, 27, 0]].concat(), "A8 0"),
        (&[EMPTY, REFERENCE, &[0x42, 2, 82, 0]].concat(), "A8 0"),
        (&[REFERENCE, &[0x41, 118, 0], &[0x41, 32, 0], &[0x41, 24, 0]].concat(), "A8 0"),
        (&[REFERENCE, &[0x13]].concat(), "A8 0"),
        (&[REFERENCE, EMPTY, &[0x08]].concat(), "A8 not computed"),
        // Functions unknown here, which have a fixed number of arguments, or end in a sum.
        (&[ONE, &[0x41, 0xFE, 1]].concat(), "A8 not computed"),
        (&[ONE, &[0x42, 1, 0xFE, 1], ONE, &[0x03]].concat(), "A8 0"),
        // CHOOSE with its table of jumps.
        (&[ONE, &[0x19, 4, 1, 0, 0, 0, 0, 0], ONE, &[0x19, 8, 0, 0], &[0x42, 2, 100, 0]].concat(), "A8 0"),
        // Too few operands, tokens cut short, tokens that do not exist.
        (&[0x03], "A8 not computed"),
        (&[0x1E, 1], "A8 not computed"),
        (&[0x17, 200, 1, 0], "A8 not computed"),
        (&[0xFF], "A8 not computed"),
        (&[], "A8 not computed"),
    ] {
        assert_eq!(of_libreoffice_calculated(&[formula(number(0.0), 0, tokens)]), libreoffice, "{tokens:02X?}");
        assert_eq!(of_excel(&[formula(number(0.0), 0, tokens)]), "A8 0", "{tokens:02X?}");
        assert_eq!(of_unknown(&[formula(number(0.0), 0, tokens)]), "A8 not computed", "{tokens:02X?}");
        assert_eq!(of_unknown(&[formula(number(0.5), 0, tokens)]), "A8 0.5", "{tokens:02X?}");
    }
}

#[test]
fn calculation_on_load_makes_zero_and_nothing_doubtful() {
    let sum = [REFERENCE, ONE, &[0x03]].concat();
    for result in [number(0.0), other(3, 0)] {
        assert_eq!(of_excel(&[formula(result, 2, &sum)]), "A8 not computed");
        assert_eq!(of_excel(&[record(Of::Uncalced, &[0, 0]), formula(result, 0, &sum)]), "A8 not computed");
    }
    assert_eq!(of_excel(&[formula(number(0.5), 2, &sum)]), "A8 0.5");
}

#[test]
fn nothing_is_no_result_of_a_number() {
    let sum = [REFERENCE, ONE, &[0x03]].concat();
    let nothing = |tokens: &[u8]| [formula(other(3, 0), 0, tokens)];
    assert_eq!(of_excel(&nothing(&sum)), "A8 not computed");
    assert_eq!(of_libreoffice(&nothing(&sum)), "A8 not computed");
    assert_eq!(of_libreoffice(&nothing(REFERENCE)), "A8 \"\"");
    assert_eq!(of_unknown(&nothing(REFERENCE)), "A8 not computed");
    // It stores nothing for a number, too, under the format of texts.
    let globals = [raw(0x01C0, &[]), xf(0, 0), xf(0, 164), format(164, "@")];
    assert_eq!(shown(workbook_of(0, &globals, &nothing(REFERENCE))), "A8 not computed");
}

#[test]
fn shared_formulas_are_known_by_their_first_cell() {
    let zero = |column| formula_at(column, number(0.0), 8, &[0x01, 7, 0, 0, 0]);
    let shared = |tokens: &[u8]| {
        let length = u16::try_from(tokens.len()).unwrap_or(u16::MAX);
        record(Of::ShrFmla, &[&words(&[7, 7, 0x0100, 2, length])[..], tokens].concat())
    };
    let product = [&[0x4C, 0, 0, 0, 0xC0][..], ONE, &[0x05]].concat();
    assert_eq!(of_libreoffice_calculated(&[zero(0), shared(&product), zero(1)]), "A8 0, B8 0");
    assert_eq!(of_libreoffice_calculated(&[zero(0), shared(EMPTY), zero(1)]), "A8 not computed, B8 not computed");
    assert_eq!(of_libreoffice_calculated(&[zero(0)]), "A8 not computed");
    let array = record(Of::Array, &[&words(&[7, 7, 0, 0, 0, 0, 9])[..], &product].concat());
    assert_eq!(of_libreoffice_calculated(&[zero(0), array]), "A8 0");
}

/// A number in row 8.
fn cell(column: u16, value: f64) -> Vec<u8> {
    record(Of::Number, &[&words(&[7, column, 0])[..], &value.to_le_bytes()].concat())
}

/// What A8 shows of a stored 0, with 0 in B8 and 2 in C8; no other formula tells that any was computed.
fn zero_of(tokens: &[u8]) -> String {
    let shown = of_libreoffice(&[formula(number(0.0), 0, tokens), cell(1, 0.0), cell(2, 2.0)]);
    shown.trim_end_matches(", B8 0, C8 2").to_owned()
}

#[test]
fn zeros_are_results_where_the_cells_come_to_zero() {
    let (b, c, d): (&[u8], &[u8], &[u8]) = (&[0x44, 7, 0, 1, 0xC0], &[0x44, 7, 0, 2, 0xC0], &[0x44, 7, 0, 3, 0xC0]);
    let half: &[u8] = &[0x1F, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F];
    let sum: &[u8] = &[0x42, 1, 4, 0];
    for (parts, result) in [
        // B8/C8, C8/B8, C8/C8, ( B8 ) *0.5, C8-1-1, -B8%+B8, B8 alone, C8 alone
        (&[b, c, &[0x06]][..], "A8 0"),
        (&[c, b, &[0x06]], "A8 not computed"),
        (&[c, c, &[0x06]], "A8 not computed"),
        (&[&[0x19, 0x40, 0, 1], b, &[0x15], half, &[0x05]], "A8 0"),
        (&[c, ONE, &[0x04], ONE, &[0x04]], "A8 0"),
        (&[b, &[0x14, 0x13], b, &[0x03]], "A8 0"),
        (&[b], "A8 0"),
        (&[c], "A8 not computed"),
        // An empty cell, SUM(B8), C8&C8, B8 twice, too little, nothing, and more than is worked out.
        (&[d, c, &[0x06]], "A8 not computed"),
        (&[b, sum], "A8 not computed"),
        (&[b, b, &[0x08]], "A8 not computed"),
        (&[b, b], "A8 not computed"),
        (&[b, &[0x03]], "A8 not computed"),
        (&[], "A8 not computed"),
        (&[b, &[0x15; 200]], "A8 not computed"),
    ] {
        assert_eq!(zero_of(&parts.concat()), result, "{parts:02X?}");
    }
    // What the cells come to counts, even where formulas were calculated.
    let stale = [formula(number(0.0), 0, &[c, ONE, &[0x06]].concat()), cell(2, 2.0)];
    assert_eq!(of_libreoffice_calculated(&stale), "A8 not computed, C8 2");
}

#[test]
fn shared_arithmetic_moves_with_its_cell() {
    // One column to the right of the formula, in the same row, times C8.
    let product = [&[0x4C, 0, 0, 1, 0xC0][..], &[0x4C, 7, 0, 2, 0], &[0x05]].concat();
    let shared = record(Of::ShrFmla, &[&words(&[7, 7, 0x0100, 2, 11])[..], &product].concat());
    let zero = |column| formula_at(column, number(0.0), 8, &[0x01, 7, 0, 0, 0]);
    let cells = [zero(0), shared, cell(1, 0.0), cell(2, 2.0), zero(3), cell(4, 1.0)];
    assert_eq!(of_libreoffice(&cells), "A8 0, B8 0, C8 2, D8 not computed, E8 1");
}
