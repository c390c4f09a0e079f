//! The form goes out, is filled in with a real `LibreOffice`, comes back, and scores.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use score::targets::Targets;

use crate::harness::Folder;
use crate::harness::fixture::COMPLETE;
use crate::harness::libre_office;
use crate::report::workbook::package::{Package, put};

#[test]
fn the_form_has_every_indicator_in_order() {
    let targets = Targets::bundled();
    let bytes = score::template::csv(&targets).expect("a form is written");
    let text = String::from_utf8(bytes).expect("a form is UTF-8");
    let lines: Vec<_> = text.split("\r\n").collect();
    assert_eq!(lines[0], "\u{FEFF}职责,工作活动,绩效指标,优,良,中,差,实际值,偏差原因");
    assert_eq!(lines[1], "工商管理事务,市场监督管理,案件办结率,90%,70%,60%,50%,,");
    assert_eq!(lines.len(), 1 + 24 + 1, "a heading, the indicators, and the end of the last line");
    let bytes = score::template::workbook(&targets).expect("a form is written");
    assert_eq!(bytes, score::template::workbook(&targets).expect("a form is written"));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a form opens");
    let range = book.worksheet_range("填报表").expect("the sheet is there");
    assert_eq!(range.height(), 25);
}

/// Names that look like formulas go out as text and are found again.
#[test]
fn hostile_names_come_back() {
    let mut table: serde_json::Value = serde_json::from_str(score::targets::BUNDLED[0]).expect("JSON");
    table["duties"][0]["activities"][0]["name"] = "=1+1".into();
    table["duties"][0]["activities"][0]["indicators"][0]["name"] = "@办结率".into();
    let folder = Folder::new();
    folder.file("table.json", table.to_string());
    let form = folder.score(&["template", "--targets", "table.json"]);
    assert_eq!(form.status, 0, "{}", form.stderr);
    let first = form.stdout.lines().nth(1).expect("a first row");
    assert!(first.contains(", =1+1, @办结率,"), "{first}");
    folder.file("form.csv", form.stdout.replacen("50%,,", "50%,91%,", 1));
    let run = folder.score(&["form.csv", "--targets", "table.json", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\"actual\": 91") || run.stdout.contains("\"actual\":91"), "{}", run.stdout);
}

/// The units of a JSON report without their names and sources.
fn figures(folder: &Folder, file: &str) -> serde_json::Value {
    let run = folder.score(&[file, "--format", "json"]);
    assert_eq!(run.status, 0, "{file}: {}", run.stderr);
    let mut report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report is JSON");
    let mut unit = report["units"][0].take();
    forget(&mut unit);
    unit
}

/// Texts and files differ between formats; every figure is the same.
fn forget(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            for key in ["unit", "source", "actual_text"] {
                map.remove(key);
            }
            map.values_mut().for_each(forget);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(forget),
        _ => {}
    }
}

/// The actuals of the worked input, one a row of the form.
fn actuals() -> impl Iterator<Item = &'static str> {
    COMPLETE.trim_start_matches('\u{FEFF}').lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default())
}

fn filled_csv(folder: &Folder) -> String {
    let form = folder.score(&["template"]).stdout;
    let mut lines = form.split("\r\n");
    let mut text = lines.next().expect("a heading").to_owned();
    for (line, actual) in lines.zip(actuals()) {
        let line = line.strip_suffix(",,").expect("two empty cells");
        text = format!("{text}\r\n{line},{actual},");
    }
    text
}

fn filled_workbook(folder: &Folder) -> Vec<u8> {
    let run = folder.score(&["template", "-o", "form.xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut package = Package::open(&folder.read("form.xlsx"));
    package.edit("xl/worksheets/sheet1.xml", |xml| {
        (2..).zip(actuals()).fold(xml.to_owned(), |xml, (row, actual)| {
            let percent = score::number::Decimal::parse(actual.trim_end_matches('%'), 6).expect("a number");
            let share = score::number::Decimal::new(percent.mantissa(), percent.decimals() + 2);
            put(&xml, &format!("H{row}"), &share.to_string())
        })
    });
    package.close()
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_form_comes_back_from_libreoffice() {
    let folder = Folder::new();
    folder.file("worked.csv", COMPLETE);
    let expected = figures(&folder, "worked.csv");
    folder.file("text.csv", filled_csv(&folder));
    folder.file("sheet.xlsx", filled_workbook(&folder));
    assert_eq!(figures(&folder, "text.csv"), expected, "the filled CSV");
    assert_eq!(figures(&folder, "sheet.xlsx"), expected, "the filled workbook");
    let files = ["text.csv".to_owned(), "sheet.xlsx".to_owned()];
    for (ending, format) in [
        ("xlsx", "xlsx:Calc MS Excel 2007 XML"),
        ("xls", "xls:MS Excel 97"),
        ("csv", "csv:Text - txt - csv (StarCalc):44,34,76,1"),
    ] {
        libre_office::convert(&folder, format, &files);
        for stem in ["text", "sheet"] {
            let file = format!("out/{stem}.{ending}");
            assert_eq!(figures(&folder, &file), expected, "{file}");
        }
    }
}
