//! From the book to forms of all bureaus, filled in with a real `LibreOffice`, and back: each is known for its bureau's,
//! and scores as it is reckoned.

use num_rational::BigRational;
use score::scoring::MissingPolicy;
use score::targets::{Targets, read_book};
use serde_json::{Value, json};

use super::FORMATS;
use crate::harness::dice::Dice;
use crate::harness::exact::{differences, rational};
use crate::harness::tables::{Case, Indicator, Meaning, is_percentage};
use crate::harness::{Folder, libre_office};
use crate::reckoning::reckoner::Reckoning;
use crate::report::workbook::package::{Package, put};

const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/targets/books/data/book.docx");
/// The row of the first indicator, as a spreadsheet counts.
const FIRST: usize = 7;
/// The cell of the unit's name.
const UNIT: &str = "F2";
/// What is written into a form's cells, by their names.
type Cells = Vec<(String, String)>;

fn tables() -> Vec<Targets> {
    let book = read_book(std::fs::read(BOOK).expect("the book is there")).expect("it is a book");
    book.tables.into_iter().filter_map(|published| published.table.ok()).collect()
}

/// Fills a row in: a number beside a cut-off in the ways that the form has for it, or a mark. The actual of a count
/// is a cell of text.
fn fill(indicator: &mut Indicator, is_count: bool, row: usize, dice: &mut Dice) -> Cells {
    let cell = |column: char, content: String| (format!("{column}{row}"), content);
    let is_percentage = is_percentage(indicator.measure);
    let number = |text: &str| Meaning::Reported(rational(text));
    let near = indicator.cutoffs.numbers[dice.below(3)].millionths / 1_000_000;
    let near = u64::try_from(near).expect("a small number") + 2 - (dice.next() % 5).min(2);
    let (cells, meaning) = match dice.below(8) {
        0 => (vec![cell('J', "未报".to_owned())], Meaning::Missing),
        1 => {
            let note = "今年没有这项工作".to_owned();
            indicator.entry.note.clone_from(&note);
            (vec![cell('J', "不适用".to_owned()), cell('N', note)], Meaning::NotApplicable)
        }
        2 | 3 if is_percentage => {
            let (done, plan) = (near * 3 + 1, 300);
            let share = BigRational::new(done.into(), 3.into());
            (vec![cell('H', plan.to_string()), cell('I', done.to_string())], Meaning::Reported(share))
        }
        4 | 5 if is_percentage && !is_count => {
            let share = format!("{}.{:02}5", near / 100, near % 100);
            (vec![cell('J', share)], number(&format!("{near}.5")))
        }
        _ if is_percentage => (vec![cell('J', format!("{near}.25%"))], number(&format!("{near}.25"))),
        _ => (vec![cell('J', near.to_string())], number(&near.to_string())),
    };
    indicator.entry.meaning = meaning;
    cells
}

/// A form filled in, with what it comes to.
struct Filled {
    /// The unit's name, and its bureau's code and name.
    who: [String; 3],
    case: Case,
    stem: String,
}

/// Fills a bureau's form in; a unit that is not named is the bureau.
fn filled(folder: &Folder, table: &Targets, unit: &str, dice: &mut Dice) -> Filled {
    let form = folder.read(&format!("填报表/{}-{}.xlsx", table.code, table.name));
    let mut case = Case::of(table);
    let mut cells = Cells::new();
    for ((row, own), (_, indicator)) in (FIRST..).zip(case.indicators_mut()).zip(table.indicators()) {
        cells.extend(fill(own, indicator.is_count_in_percent(), row, dice));
    }
    let mut stem = format!("{}-{}", table.code, table.name);
    if !unit.is_empty() {
        cells.push((UNIT.to_owned(), unit.to_owned()));
        stem = format!("{unit}{stem}");
    }
    let mut package = Package::open(&form);
    package.edit("xl/worksheets/sheet1.xml", |xml| {
        cells.iter().fold(xml.to_owned(), |xml, (cell, content)| put(&xml, cell, content))
    });
    folder.file(&format!("{stem}.xlsx"), package.close());
    let unit = if unit.is_empty() { &table.name } else { unit };
    Filled { who: [unit, &table.code, &table.name].map(str::to_owned), case, stem }
}

/// Takes out what is no figure: texts, and what stands around the unit.
fn figures(mut value: Value) -> Value {
    super::forget(&mut value);
    for key in ["bureau", "policy"] {
        value[key].take();
    }
    crate::reckoning::without_pairs(&mut value);
    value
}

#[test]
#[ignore = "needs LibreOffice"]
fn forms_of_all_bureaus_come_back_from_libreoffice() {
    let (folder, mut dice) = (Folder::new(), Dice::new(16));
    let tables = tables();
    let run = folder.score(&["template", "--targets", BOOK, "-o", "填报表/"]);
    assert_eq!((run.status, tables.len()), (0, 3), "{}", run.stderr);
    let forms: Vec<_> =
        tables.iter().flat_map(|table| ["", "甲县"].map(|unit| filled(&folder, table, unit, &mut dice))).collect();
    let files: Vec<_> = forms.iter().map(|form| format!("{}.xlsx", form.stem)).collect();
    for format in FORMATS {
        let ending = format.split(':').next().expect("a format begins with its ending");
        libre_office::convert(&folder, format, &files);
        let back: Vec<_> = forms.iter().map(|form| format!("out/{}.{ending}", form.stem)).collect();
        let options = ["--targets", BOOK, "-f", "json", "--level", "indicator"];
        let run = folder.score(&[&back.iter().map(String::as_str).collect::<Vec<_>>()[..], &options].concat());
        assert_eq!(run.status, 0, "{ending}: {}", run.stderr);
        assert!(!run.stderr.contains("应报未报"), "{}", run.stderr);
        let report: Value = serde_json::from_str(&run.stdout).expect("a report is JSON");
        let units = report["units"].as_array().expect("units").clone();
        assert_eq!(units.len(), forms.len());
        for Filled { who: [name, code, bureau], case, .. } in &forms {
            let own = |unit: &&Value| unit["unit"] == **name && unit["bureau"] == json!({"code": code, "name": bureau});
            let found = units.iter().find(own).unwrap_or_else(|| panic!("{name} reports for {bureau}"));
            let expected = figures(Reckoning::new(case, MissingPolicy::Range).unit(name));
            let all = differences(&expected, &figures(found.clone()));
            assert!(all.is_empty(), "{ending} {name} {bureau}\n{}", all.join("\n"));
        }
    }
}
