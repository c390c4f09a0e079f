//! Workbooks that are damaged part by part, or that unpack to more than they are: a fault or cells, never a panic.

use std::time::{Duration, Instant};

use sheets::{Fault, Workbook};

use crate::harness::depth;
use crate::harness::dice::Dice;
use crate::harness::raw_workbook::{RawWorkbook, number, text};
use crate::report::workbook::package::Package;

/// What is put into parts.
const SNIPPETS: [&str; 14] =
    ["<", ">", "\"", "&", "<c", "</c>", "<v>", "r=\"A1\"", "s=\"99\"", "t=\"s\"", "-1", "4294967296", "&#0;", "甲"];

fn workbook() -> Vec<u8> {
    let cells = [
        ("督导检查次数", "<c r=\"{C}\" s=\"1\"><f>45/40</f><v>1.125</v></c>"),
        (
            "案件执法查处率",
            "<c r=\"{C}\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>85</t></r><r><t>92</t></r></is></c>",
        ),
    ];
    let mut book = RawWorkbook::form(&cells);
    let style = book.format("0.0%;-0.0%;\"—\"");
    book.rows.push(text("A4", 0, "执法办案") + &number("C4", style, 0));
    book.behind = "<mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>".into();
    book.bytes()
}

/// Changes a part at a random place.
fn damage(part: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = part.chars().collect();
    for _ in 0..=dice.below(3) {
        let range = dice.range(chars.len());
        let end = range.end.min(range.start + 1 + dice.below(20));
        let snippet = if dice.one_in(3) { "" } else { dice.pick(&SNIPPETS) };
        chars.splice(range.start..end, snippet.chars());
    }
    chars.into_iter().collect()
}

/// Opens a workbook and looks at all its cells.
fn look(bytes: Vec<u8>) -> Result<usize, Fault> {
    let book = Workbook::open(bytes)?;
    let mut cells = 0;
    for index in 0..book.sheets().len() {
        let Ok(sheet) = book.read(index) else { continue };
        cells += (0..sheet.len()).filter(|cell| sheet.seen_in(*cell).is_some()).count();
    }
    Ok(cells)
}

#[test]
fn damaged_parts_are_faults_or_cells() {
    let whole = Package::open(&workbook());
    let names: Vec<_> = whole.texts().map(|(name, _)| name.to_owned()).collect();
    let (mut read, mut refused) = (0, 0);
    for seed in 0..depth::of(500, 6_000) {
        let mut dice = Dice::new(depth::seed() + seed);
        let mut package = Package::open(&workbook());
        let name = names[dice.below(names.len())].clone();
        package.edit(&name, |part| damage(part, &mut dice));
        match look(package.close()) {
            Ok(_) => read += 1,
            Err(_) => refused += 1,
        }
    }
    assert!(read > 0 && refused > 0, "{read} read, {refused} refused");
}

#[test]
fn a_long_text_that_a_million_cells_share_is_refused_at_once() {
    let mut package = Package::open(&workbook());
    let cell = "<c t=\"s\"><v>0</v></c>";
    package.edit("xl/worksheets/sheet1.xml", |part| {
        part.replace("</sheetData>", &("<row>".to_owned() + &cell.repeat(10_000) + "</row></sheetData>"))
    });
    package.edit("xl/_rels/workbook.xml.rels", |part| {
        let shared = "<Relationship Id=\"x\" Type=\"a/sharedStrings\" Target=\"strings.xml\"/></Relationships>";
        part.replace("</Relationships>", shared)
    });
    package.add("xl/strings.xml", &format!("<sst><si><t>{}</t></si></sst>", "甲".repeat(50_000)));
    let started = Instant::now();
    let book = Workbook::open(package.close()).expect("the workbook opens");
    assert_eq!(book.read(0).err(), Some(Fault::TooLarge(512)));
    assert!(started.elapsed() < Duration::from_secs(20), "no text was copied a million times");
}
