//! The form answers while it is filled in: random fillings of random tables are computed by a real `LibreOffice` and
//! scored as they come back, and the program says what the form showed.

use score::grading::Attainment;
use score::number::{Decimal, MAX_DECIMALS};
use serde_json::Value;

use super::filling;
use super::{FORMATS, forget};
use crate::harness::dice::Dice;
use crate::harness::{Folder, depth, libre_office};
use crate::report::workbook::package::{Package, put};
use crate::report::workbook::random;

const PLEASE_CHECK: &str = "请核对";
/// The row of the first indicator as a spreadsheet counts, and the rows above it as a text has them.
const FIRST: usize = 7;
/// The number of the columns 等级, 得分 and 失分.
const GRADE: usize = 10;
/// The row of the total, and its cells with score, grade, and what is still to do.
const TOTAL: usize = 3;
const TOTALS: [usize; 3] = [1, 5, 8];

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
    /// Whether it is filled in as it asks for.
    is_plain: bool,
    empty: usize,
    /// The interval of each indicator while it is missing.
    open: Vec<String>,
}

fn task(folder: &Folder, seed: u64) -> Task {
    let case = random::case(seed, random::OF_TEXTS);
    let targets = case.targets();
    let mut dice = Dice::new(seed + 1);
    let is_plain = dice.below(2) == 0;
    let (mut cells, mut empty) = (Vec::new(), 0);
    for (row, ((_, indicator), entry)) in (FIRST..).zip(targets.indicators().zip(&case.entries)) {
        let is_odd = !is_plain && dice.below(3) == 0;
        let percentage = indicator.is_percentage();
        let typed =
            if is_odd { filling::odd(percentage, &mut dice) } else { filling::plain(entry, percentage, &mut dice) };
        empty += usize::from(typed.is_empty());
        cells.extend(typed.into_iter().map(|(column, content)| (format!("{column}{row}"), content)));
    }
    let (stem, table) = (format!("form-{seed}"), format!("table-{seed}.json"));
    folder.file(&table, case.table.to_string());
    let form = score::template::workbook(&targets).expect("a form is written");
    folder.file(&format!("{stem}.xlsx"), fill(&form, &cells));
    let points = |of| targets.points().of(of).to_fraction().round();
    let open = targets
        .indicators()
        .map(|(_, indicator)| format!("{}～{}", points(indicator.cutoffs.worst()), points(Attainment::Excellent)));
    let open = open.collect();
    Task { stem, table, is_plain, empty, open }
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

/// Whether a text of the report is what a form shows: the same, or a figure with fewer decimals.
fn is_shown_as(exact: &str, shown: &str) -> bool {
    let millionths = |text| Decimal::parse(text, MAX_DECIMALS).ok().map(|number| number.scaled_to(MAX_DECIMALS));
    match (millionths(exact), millionths(shown)) {
        (Some(exact), Some(shown)) => (exact - shown).abs() <= 5_000,
        _ => exact == shown,
    }
}

fn indicators(unit: &Value) -> impl Iterator<Item = &Value> {
    unit["duties"].as_array().into_iter().flatten().flat_map(|duty| {
        let activities = duty["activities"].as_array().into_iter().flatten();
        activities.flat_map(|activity| activity["indicators"].as_array().into_iter().flatten())
    })
}

/// What the program says of a form that came back.
struct Scored {
    /// The only unit, null where a row is refused.
    unit: Value,
    /// The rows that are refused.
    refused: Vec<usize>,
}

fn scored(folder: &Folder, file: &str, table: &str) -> Scored {
    let run = folder.score(&[file, "--targets", table, "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("a report is JSON");
    let errors = report["problems"].as_array().into_iter().flatten().filter(|problem| problem["severity"] == "error");
    // A cell of two lines makes two of a text, but one row.
    let row = |problem: &Value| problem["cell"].as_str()?.trim_start_matches(char::is_alphabetic).parse().ok();
    let refused: Vec<usize> = errors.filter_map(row).collect();
    assert_eq!(run.status == 3, !refused.is_empty(), "{}", run.stderr);
    let mut unit = report["units"][0].clone();
    forget(&mut unit);
    Scored { unit, refused }
}

/// Everything in which a form disagrees with what the program says of it in each kind of file.
fn disagreements(task: &Task, rows: &[Vec<String>], scored: &[Scored; 3]) -> Vec<String> {
    let is_to_check = |row: &Vec<String>| row[GRADE] == PLEASE_CHECK;
    let checks = rows[FIRST - 1..].iter().filter(|row| is_to_check(row)).count();
    let mut all: Vec<_> = scored
        .iter()
        .flat_map(|scored| &scored.refused)
        .filter(|line| !is_to_check(&rows[**line - 1]))
        .map(|line| format!("{}: row {line} is refused, but shows {:?}", task.stem, rows[line - 1]))
        .collect();
    if task.is_plain && checks > 0 {
        let row = rows[FIRST - 1..].iter().find(|row| is_to_check(row));
        all.push(format!("{}: is to be checked, though it is filled in as it should be: {row:?}", task.stem));
    }
    let [text, xlsx, xls] = scored.each_ref().map(|scored| &scored.unit);
    if task.is_plain && (text != xlsx || xlsx != xls) {
        all.push(format!("{}: its three files score to {text}, {xlsx} and {xls}", task.stem));
    }
    for unit in [text, xlsx, xls].into_iter().filter(|unit| !unit.is_null()) {
        all.extend(differences(rows, unit, task, checks));
    }
    all
}

/// In what the rows and the total differ from a report; rows to check have no figures, and without them there is no
/// total and no loss.
fn differences(rows: &[Vec<String>], unit: &Value, task: &Task, checks: usize) -> Vec<String> {
    let (mut all, mut empty) = (Vec::new(), 0);
    for ((row, indicator), open) in rows[FIRST - 1..].iter().zip(indicators(unit)).zip(&task.open) {
        let is_empty = row[8..GRADE].iter().all(|cell| cell.is_empty() || cell == "/") && row[9].is_empty();
        empty += usize::from(is_empty);
        let compared = if checks == 0 { 3 } else { 2 };
        let (found, expected) = (&row[GRADE..GRADE + compared], expected(indicator, is_empty, open));
        if row[GRADE] != PLEASE_CHECK && !found.iter().zip(&expected).all(|(shown, exact)| is_shown_as(exact, shown)) {
            all.push(format!("{}: {row:?} and not {expected:?}", task.stem));
        }
    }
    let band = match (&unit["grade_label"], &unit["range"]["min"]) {
        (Value::String(label), _) => label.as_str(),
        (_, Value::Null) => "—",
        _ => "未定",
    };
    let [total, grade, to_do] = TOTALS.map(|column| rows[TOTAL][column].as_str());
    let expected = if checks == 0 { (&*score(unit), band) } else { (PLEASE_CHECK, PLEASE_CHECK) };
    let begins = if checks > 0 {
        format!("请核对 {checks} 项")
    } else if empty > 0 {
        format!("还差 {empty} 项")
    } else {
        "已填完".to_owned()
    };
    if (total, grade) != expected || !to_do.starts_with(&begins) || (task.is_plain && empty != task.empty) {
        all.push(format!("{}: {:?} and not {expected:?}, {begins}", task.stem, rows[TOTAL]));
    }
    all
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_form_shows_what_it_scores() {
    let folder = Folder::new();
    let tasks: Vec<_> = depth::seeds(24, 200).map(|seed| task(&folder, seed)).collect();
    let files: Vec<_> = tasks.iter().map(|task| format!("{}.xlsx", task.stem)).collect();
    for format in FORMATS {
        libre_office::convert(&folder, format, &files);
    }
    let mut all = Vec::new();
    for task in &tasks {
        let file = |ending: &str| format!("out/{}.{ending}", task.stem);
        let scored = ["csv", "xlsx", "xls"].map(|ending| scored(&folder, &file(ending), &task.table));
        all.extend(disagreements(task, &shown(&folder, &file("csv")), &scored));
    }
    assert!(all.is_empty(), "{} disagreements\n{}", all.len(), all.join("\n"));
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
    libre_office::convert(&folder, FORMATS[2], &files);
    for file in files {
        let rows = shown(&folder, &format!("out/{}", file.replace(".xlsx", ".csv")));
        assert_eq!(rows[FIRST - 1][GRADE..GRADE + 3], ["请核对", "", ""], "{file}");
        let totals = TOTALS.map(|column| rows[TOTAL][column].as_str());
        assert_eq!(totals, ["请核对", "请核对", "请核对 1 项：“案件办结率”"], "{file}");
    }
}
