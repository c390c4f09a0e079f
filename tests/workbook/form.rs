//! The form answers while it is filled in: random fillings of random tables are computed by a real `LibreOffice` and
//! scored as they come back, and the program says what the form showed.

use score::grading::Attainment;
use score::number::{Decimal, Fraction};
use serde_json::Value;

use super::case::Entry;
use super::package::{Package, put};
use super::random::{self, Dice};
use super::{office, template};
use crate::harness::{Folder, depth};

/// The row of the first indicator as a spreadsheet counts, and the rows above it as a text has them.
const FIRST: usize = 7;
/// The number of the columns 等级, 得分 and 失分.
const GRADE: usize = 10;
/// The row of the total, and its cells with score, grade, and what is still to do.
const TOTAL: usize = 3;
const TOTALS: [usize; 3] = [1, 5, 8];

/// What is typed for an entry: cells by the letters of their columns.
fn typed(entry: &Entry, percentage: bool, dice: &mut Dice) -> Vec<(char, String)> {
    let pick = |dice: &mut Dice, of: &[&str]| of[usize::try_from(dice.below(of.len() as u64)).unwrap_or(0)].to_owned();
    match entry {
        Entry::Missing => match pick(dice, &["", "", "未报", "-", "无", "/", "——"]) {
            text if text.is_empty() => Vec::new(),
            text if text == "——" => vec![('J', "—".to_owned())],
            text => vec![('J', text)],
        },
        Entry::NotApplicable if percentage && dice.below(3) == 0 => vec![('H', "0".to_owned()), ('I', "0".to_owned())],
        Entry::NotApplicable => vec![('J', pick(dice, &["不适用", "N/A", "n/a"]))],
        Entry::Number(number) => vec![('J', if percentage { share(number) } else { number.clone() })],
        Entry::Pair(done, plan) => match dice.below(3) {
            0 => vec![('J', format!("{done}/{plan}"))],
            1 => vec![('H', plan.to_string()), ('I', done.to_string())],
            _ => vec![('H', plan.to_string()), ('I', done.to_string()), ('J', ratio(*done, *plan))],
        },
    }
}

/// A percentage as its cell holds it.
fn share(percent: &str) -> String {
    let percent = Decimal::parse(percent, 6).expect("a number");
    Decimal::new(percent.mantissa(), percent.decimals() + 2).to_string()
}

/// What a spreadsheet computes for `=done/plan`.
fn ratio(done: u32, plan: u32) -> String {
    Fraction::new(i128::from(done), i128::from(plan)).cut(15).to_string()
}

fn fill(form: &[u8], cells: &[(String, String)]) -> Vec<u8> {
    let mut package = Package::open(form);
    package.edit("xl/worksheets/sheet1.xml", |xml| {
        cells.iter().fold(xml.to_owned(), |xml, (cell, content)| put(&xml, cell, content))
    });
    package.close()
}

/// A filled form, and the file of the table that it is of.
struct Task {
    stem: String,
    table: String,
    empty: usize,
    /// The interval of a missing indicator.
    open: String,
}

fn task(folder: &Folder, seed: u64) -> Task {
    let case = random::case(seed);
    let targets = case.targets();
    let mut dice = Dice(seed + 1);
    let (mut cells, mut empty) = (Vec::new(), 0);
    for (row, ((_, indicator), entry)) in (FIRST..).zip(targets.indicators().zip(&case.entries)) {
        let typed = typed(entry, indicator.is_percentage(), &mut dice);
        empty += usize::from(typed.is_empty());
        cells.extend(typed.into_iter().map(|(column, content)| (format!("{column}{row}"), content)));
    }
    let (stem, table) = (format!("form-{seed}"), format!("table-{seed}.json"));
    folder.file(&table, case.table.to_string());
    let form = score::template::workbook(&targets).expect("a form is written");
    folder.file(&format!("{stem}.xlsx"), fill(&form, &cells));
    let points = |of| targets.points().of(of).to_fraction().round();
    let open = format!("{}～{}", points(Attainment::BelowPoor), points(Attainment::Excellent));
    Task { stem, table, empty, open }
}

/// The rows that a form shows, as `LibreOffice` computes them.
fn shown(folder: &Folder, file: &str) -> Vec<Vec<String>> {
    let content = folder.read(file);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(&*content);
    let row = |record: Result<csv::StringRecord, csv::Error>| {
        record.expect("a row").iter().map(str::to_owned).collect::<Vec<_>>()
    };
    reader.records().map(row).collect()
}

/// A figure of the JSON report with two decimals.
fn figure(value: &Value) -> String {
    Decimal::parse(&value.to_string(), 6).map_or_else(|_| "—".to_owned(), |figure| figure.fixed(2))
}

fn score(of: &Value) -> String {
    match (figure(&of["range"]["min"]), figure(&of["range"]["max"])) {
        (min, max) if min == max => min,
        (min, max) => format!("{min}～{max}"),
    }
}

/// Grade, score and loss of an indicator as the form shows them; nothing for one that is empty.
fn expected(indicator: &Value, is_empty: bool, open: &str) -> [String; 3] {
    if is_empty {
        return ["", "", ""].map(str::to_owned);
    }
    let grade = match indicator["state"].as_str() {
        Some("reported") => indicator["grade_label"].as_str().unwrap_or_default(),
        Some("missing") => "未报",
        _ => "不适用",
    };
    let score = if grade == "未报" { open.to_owned() } else { figure(&indicator["score"]) };
    [grade.to_owned(), score, figure(&indicator["loss"])]
}

fn indicators(unit: &Value) -> impl Iterator<Item = &Value> {
    unit["duties"].as_array().into_iter().flatten().flat_map(|duty| {
        let activities = duty["activities"].as_array().into_iter().flatten();
        activities.flat_map(|activity| activity["indicators"].as_array().into_iter().flatten())
    })
}

/// Holds what a form showed to what the program says of it.
fn compare(rows: &[Vec<String>], unit: &Value, task: &Task) {
    let mut empty = 0;
    for (row, indicator) in rows[FIRST - 1..].iter().zip(indicators(unit)) {
        let is_empty = row[7..GRADE].iter().all(|cell| cell.is_empty() || cell == "/") && row[9].is_empty();
        empty += usize::from(is_empty);
        let found: [String; 3] = std::array::from_fn(|index| row[GRADE + index].clone());
        assert_eq!(found, expected(indicator, is_empty, &task.open), "{} {row:?}", task.stem);
    }
    let band = match (&unit["grade_label"], &unit["range"]["min"]) {
        (Value::String(label), _) => label.as_str(),
        (_, Value::Null) => "—",
        _ => "未定",
    };
    let [total, grade, to_do] = TOTALS.map(|column| rows[TOTAL][column].as_str());
    assert_eq!((total, grade), (&*score(unit), band), "{}", task.stem);
    assert_eq!((empty, to_do.starts_with("还差")), (task.empty, task.empty > 0), "{}: {to_do}", task.stem);
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_form_shows_what_it_scores() {
    let folder = Folder::new();
    // A form in which everything is missing is no report.
    let is_report = |seed: &u64| random::case(*seed).entries.iter().any(|entry| *entry != Entry::Missing);
    let tasks: Vec<_> = (0..depth::of(12, 60)).filter(is_report).map(|seed| task(&folder, seed)).collect();
    let files: Vec<_> = tasks.iter().map(|task| format!("{}.xlsx", task.stem)).collect();
    for format in template::FORMATS {
        office::convert(&folder, format, &files);
    }
    for task in &tasks {
        let scored = ["csv", "xlsx", "xls"].map(|ending| {
            template::figures(&folder, &[&format!("out/{}.{ending}", task.stem), "--targets", &task.table])
        });
        assert_eq!(scored[0], scored[1], "{}: the text and the workbook", task.stem);
        assert_eq!(scored[1], scored[2], "{}: both workbooks", task.stem);
        compare(&shown(&folder, &format!("out/{}.csv", task.stem)), &scored[1], task);
    }
}

/// What the formulas cannot judge as the reader does is to be checked, and there is no total.
#[test]
#[ignore = "needs LibreOffice"]
fn what_cannot_be_judged_is_to_be_checked() {
    let folder = Folder::new();
    // The first indicator is 优 from 90% on; the cells are those of its row.
    let typed: [&[(&str, &str)]; 12] = [
        &[("J7", "92.5x")],
        &[("J7", "１２次")],
        &[("J7", "-0.5")],
        &[("J7", "1/0")],
        &[("J7", "4/5/6")],
        &[("J7", "0.8999999999")],
        &[("I7", "45")],
        &[("H7", "0"), ("I7", "45")],
        &[("H7", "50"), ("I7", "45"), ("J7", "0.5")],
        &[("H7", "50"), ("I7", "45"), ("J7", "不适用")],
        &[("H7", "50"), ("I7", "四十五")],
        &[("H7", "50"), ("I7", "45.0000001")],
    ];
    let form = score::template::workbook(&score::targets::Targets::bundled()).expect("a form is written");
    let mut files = Vec::new();
    for (index, cells) in typed.iter().enumerate() {
        let cells: Vec<_> = cells.iter().map(|(cell, content)| ((*cell).to_owned(), (*content).to_owned())).collect();
        folder.file(&format!("check-{index}.xlsx"), fill(&form, &cells));
        files.push(format!("check-{index}.xlsx"));
    }
    // A number whose cell is no percentage any more, as one that was copied from elsewhere.
    let mut package = Package::open(&fill(&form, &[("J7".to_owned(), "0.925".to_owned())]));
    package.edit("xl/worksheets/sheet1.xml", |xml| {
        let (before, rest) = xml.split_once("<c r=\"J7\" s=\"").expect("the cell has a format");
        let (_, rest) = rest.split_once('"').expect("an attribute ends");
        format!("{before}<c r=\"J7\" s=\"0\"{rest}")
    });
    folder.file("check-copied.xlsx", package.close());
    files.push("check-copied.xlsx".to_owned());
    office::convert(&folder, template::FORMATS[2], &files);
    for file in files {
        let rows = shown(&folder, &format!("out/{}", file.replace(".xlsx", ".csv")));
        assert_eq!(rows[FIRST - 1][GRADE..GRADE + 3], ["请核对", "", ""], "{file}");
        let totals = TOTALS.map(|column| rows[TOTAL][column].as_str());
        assert_eq!(totals, ["请核对", "请核对", "请核对 1 项：“案件办结率”"], "{file}");
    }
}
