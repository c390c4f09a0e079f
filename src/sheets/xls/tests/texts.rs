//! Texts in one record and in several, with runs of different fonts.

use super::super::records::Kind as Of;
use super::records::{font, raw, read, record, words, xf};

/// Fonts 0 plain, 1 struck out, 2 raised, 3 lowered, and 5, as 4 is passed over: plain.
fn fonts() -> Vec<Vec<u8>> {
    vec![font(false, 0), font(true, 0), font(false, 1), font(false, 2), font(false, 0)]
}

/// Reads A8, a shared text: what follows the counts of the table, in one record or more.
fn shared(cell_font: u16, pieces: &[&[u8]]) -> String {
    let table = [&[1, 0, 0, 0, 1, 0, 0, 0], pieces[0]].concat();
    let more = pieces[1..].iter().map(|piece| raw(0x003C, piece)).collect::<Vec<_>>().concat();
    let globals = [fonts(), vec![xf(cell_font, 0), [record(Of::Sst, &table), more].concat()]].concat();
    read(&globals, &[record(Of::LabelSst, &words(&[7, 0, 0, 0, 0]))])
}

/// A text with runs, each from a letter and in a font.
fn rich(text: &str, runs: &[(u16, u16)]) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let count = |length: usize| u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes();
    let runs: Vec<u16> = runs.iter().flat_map(|&(start, font)| [start, font]).collect();
    [&count(units.len())[..], &[0x09], &count(runs.len() / 2), &words(&units), &words(&runs)].concat()
}

#[test]
fn narrow_and_wide() {
    assert_eq!(shared(0, &[&[2, 0, 0, b'a', 0xE9]]), "A8 \"aé\"");
    assert_eq!(shared(0, &[&[2, 0, 1, 0x3D, 0xD8, 0x00, 0xDE]]), "A8 \"😀\"");
    assert_eq!(shared(0, &[&[2, 0, 0, b'a']]), "SST record is cut short at 12 bytes");
}

#[test]
fn over_several_records() {
    // Letters go on with flags of their own, whatever the width before.
    assert_eq!(shared(0, &[&[3, 0, 0, b'a'], &[1, 0x32, 0x75, 0x31, 0x75]]), "A8 \"a甲由\"");
    assert_eq!(shared(0, &[&[3, 0, 1, 0x32, 0x75], &[0, b'b'], &[0, b'c']]), "A8 \"甲bc\"");
    assert_eq!(shared(0, &[&[2, 0, 1, 0x32, 0x75, 0x31], &[1, 0x75]]), "SST record is cut short at 14 bytes");
    // Runs and phonetics go on without flags.
    assert_eq!(shared(0, &[&[1, 0, 8, 1, 0, b'a', 0], &[0, 1, 0]]), "A8 marked \"a\"");
    let phonetics: [&[u8]; 3] = [&[1, 0, 4, 3, 0, 0, 0, b'a', 9], &[9], &[9]];
    assert_eq!(shared(0, &phonetics), "A8 \"a\"");
    assert_eq!(shared(0, &phonetics[..2]), "SST record is cut short at 17 bytes");
}

#[test]
fn a_wrong_count_of_shared_texts() {
    let two = [1, 0, 0, b'a', 1, 0, 0, b'b'];
    let globals = [xf(0, 0), record(Of::Sst, &[&[2, 0, 0, 0, 1, 0, 0, 0], &two[..]].concat())];
    assert_eq!(read(&globals, &[record(Of::LabelSst, &words(&[7, 0, 0, 1, 0]))]), "A8 \"b\"");
}

#[test]
fn runs_that_are_raised_lowered_or_struck_out() {
    let runs = |runs: &[(u16, u16)]| shared(0, &[&rich("92.5 1", runs)]);
    assert_eq!(runs(&[(0, 0), (5, 2)]), "A8 marked \"92.5 1\"");
    assert_eq!(runs(&[(5, 3)]), "A8 marked \"92.5 1\"");
    assert_eq!(runs(&[(0, 1), (2, 0)]), "A8 marked \"92.5 1\"");
    assert_eq!(runs(&[(0, 0), (2, 5)]), "A8 \"92.5 1\"");
    // Font 4 is none, and nothing is seen of a run of blanks, or of one without letters.
    assert_eq!(runs(&[(0, 4), (1, 77)]), "A8 \"92.5 1\"");
    assert_eq!(runs(&[(4, 2), (5, 0)]), "A8 \"92.5 1\"");
    assert_eq!(runs(&[(5, 1), (5, 0)]), "A8 \"92.5 1\"");
    assert_eq!(runs(&[(6, 1)]), "A8 \"92.5 1\"");
    // Places count letters of UTF-16.
    assert_eq!(shared(0, &[&rich("😀 1", &[(2, 2), (3, 0)])]), "A8 \"😀 1\"");
}

#[test]
fn a_text_that_begins_in_a_raised_font_of_the_cell() {
    let text = rich("1 92.5", &[(2, 0)]);
    assert_eq!(shared(2, &[&text]), "A8 marked \"1 92.5\"");
    assert_eq!(shared(0, &[&text]), "A8 \"1 92.5\"");
    assert_eq!(shared(2, &[&[1, 0, 0, b'1']]), "A8 \"1\"");
    assert_eq!(shared(1, &[&[1, 0, 0, b'1']]), "A8 \"1\" struck out");
}

#[test]
fn texts_of_the_cells_own() {
    let label = |kind: Of, text: &[u8]| {
        read(&[fonts(), vec![xf(0, 0)]].concat(), &[record(kind, &[&words(&[7, 0, 0]), text].concat())])
    };
    assert_eq!(label(Of::Label, &[1, 0, 0, b'a']), "A8 \"a\"");
    assert_eq!(label(Of::Label, &[0, 0]), "A8 \"\"");
    assert_eq!(label(Of::Label, &rich("92.51", &[(4, 2)])), "A8 marked \"92.51\"");
    assert_eq!(label(Of::RString, &[2, 0, 0, b'a', b'b', 1, 0, 1, 0, 2, 0]), "A8 marked \"ab\"");
    assert_eq!(label(Of::RString, &[2, 0, 0, b'a', b'b']), "A8 \"ab\"");
}
