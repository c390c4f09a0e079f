//! Bureaus with points and bands of their own in one workbook: each unit's sheet goes by those of its own bureau, and a
//! real `LibreOffice` comes to the program's figures, also when they are changed.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use score::targets::BUNDLED;

use super::package::{Package, put};
use crate::harness::fixture::{COMPLETE, PARTIAL};
use crate::harness::{Folder, libre_office};

/// The points of 良 in the table of the second bureau, and their cell on 说明.
const GOOD: &str = "\"good\": 85";
const CELL: &str = "C7";

fn table(good: &str) -> String {
    let points =
        format!("\"excellent\": 99.5,\n    {good},\n    \"fair\": 70,\n    \"poor\": 45,\n    \"below_poor\": 10");
    let text = BUNDLED[0].replacen("\"414\"", "\"415\"", 1).replacen("工商局", "质监局", 1);
    let mut table: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    table["points"] = serde_json::from_str(&format!("{{{points}}}")).expect("JSON");
    table["bands"]["excellent"] = 95.into();
    table.to_string()
}

/// The workbook of two bureaus' units.
fn report(good: &str) -> Vec<u8> {
    let folder = Folder::new();
    folder.file("414.json", BUNDLED[0]);
    folder.file("415.json", table(good));
    folder.file("414甲.csv", COMPLETE);
    folder.file("415乙.csv", PARTIAL);
    let options = ["--targets", "414.json", "--targets", "415.json", "--detail", "--sort", "input", "-o", "r.xlsx"];
    let run = folder.score(&[&["414甲.csv", "415乙.csv"][..], &options].concat());
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder.read("r.xlsx")
}

/// All cells that are not blank, by sheet and place.
fn cells(bytes: &[u8]) -> BTreeMap<(String, u32, u32), String> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook opens");
    let mut all = BTreeMap::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).expect("the sheet is there");
        let start = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let shown = match value {
                Data::Float(number) => format!("{number:.9}"),
                Data::Int(number) => format!("{number}.000000000"),
                other => other.to_string(),
            };
            let at = |start: u32, index: usize| start + u32::try_from(index).expect("a sheet is small");
            if !shown.is_empty() {
                all.insert((sheet.clone(), at(start.0, row), at(start.1, column)), shown);
            }
        }
    }
    all
}

/// The cells as `LibreOffice` computes them anew.
fn computed(mut package: Package) -> BTreeMap<(String, u32, u32), String> {
    let folder = Folder::new();
    package.forget_results();
    folder.file("r.xlsx", package.close());
    libre_office::convert(&folder, "xlsx:Calc MS Excel 2007 XML", &["r.xlsx".to_owned()]);
    cells(&folder.read("out/r.xlsx"))
}

#[test]
#[ignore = "needs LibreOffice"]
fn each_unit_goes_by_the_points_of_its_bureau() {
    let bytes = report(GOOD);
    let (stored, found) = (cells(&bytes), computed(Package::open(&bytes)));
    assert!(stored.keys().any(|(sheet, ..)| sheet.contains('乙')), "the unit has a sheet");
    assert_eq!(stored, found);
    let mut package = Package::open(&bytes);
    let texts: Vec<_> = package.texts().map(|(name, text)| (name.to_owned(), text)).collect();
    let is_notes = |text: &str| text.contains(&format!("<c r=\"{CELL}\"")) && text.contains("<v>85</v>");
    let (notes, _) = texts.iter().find(|(name, text)| name.contains("worksheets/") && is_notes(text)).expect("说明");
    package.edit(notes, |xml| put(xml, CELL, "87.5"));
    let (expected, found) = (cells(&report("\"good\": 87.5")), computed(package));
    // The dearest indicators of all units are no formulas, and the hash of the table's file changes with it.
    let is_stored = |(sheet, ..): &(String, u32, u32), value: &str| sheet == "失分" || value.len() == 64;
    let differing: Vec<_> = expected.iter().filter(|(at, value)| found.get(*at) != Some(value)).collect();
    assert!(differing.iter().all(|(at, value)| is_stored(at, value)), "{differing:?}");
    assert_ne!(expected, stored, "the points count");
}
