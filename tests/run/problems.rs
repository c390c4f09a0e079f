//! Problems as data: who, what, where, and what stood there, the same in every format.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::harness::forms::{UNIT_HEADER, json};
use crate::harness::raw_workbook::{RawWorkbook, text};
use crate::harness::{Folder, worked};
use crate::report::workbook::package::Package;

const KEYS: [&str; 13] = [
    "unit",
    "bureau",
    "activity",
    "indicator",
    "file",
    "sheet",
    "line",
    "cell",
    "value",
    "code",
    "severity",
    "message",
    "help",
];

fn folder() -> Folder {
    let folder = Folder::new();
    let spoilt = worked("complete").replacen("92.5%", "约九成", 1).replacen("94.99%", "0.9499", 1);
    folder.file("年/甲县.csv", spoilt.replacen("抽查公示率", "抽查公式率", 1));
    folder.file("年/乙县.csv", worked("partial"));
    folder.file("年/丙县.csv", "没有表头\n");
    folder.file("年/丁县.csv", "2015年填报表\n绩效指标,实际值\n督导检查次数,95%\n");
    folder
}

/// The problems of a report in JSON, each with its values as text.
fn in_json(report: &Value) -> Vec<BTreeMap<String, String>> {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let problem = |problem: &Value| {
        let mut row: BTreeMap<_, _> =
            problem.as_object().expect("an object").iter().map(|(key, value)| (key.clone(), text(value))).collect();
        row.remove("bureau");
        row.insert("bureau_code".to_owned(), text(&problem["bureau"]["code"]));
        row.insert("bureau_name".to_owned(), text(&problem["bureau"]["name"]));
        row
    };
    report["problems"].as_array().expect("a list").iter().map(problem).collect()
}

fn in_csv(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let row = |record: csv::Result<csv::StringRecord>| {
        let record = record.expect("a row");
        headings.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
    };
    reader.records().map(row).collect()
}

#[test]
fn each_problem_says_who_what_and_where() {
    let folder = folder();
    let report = json(&folder.score(&["check", "年", "-f", "json"]));
    assert!(report.get("units").is_none());
    for problem in report["problems"].as_array().expect("a list") {
        let keys: BTreeSet<_> = problem.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(keys, BTreeSet::from(KEYS));
    }
    let found = |code: &str| in_json(&report).into_iter().find(|problem| problem["code"] == code).expect("a problem");
    let problem = found("ambiguous-value");
    let expected = [
        ("unit", "甲县"),
        ("bureau_code", "414"),
        ("bureau_name", "工商局"),
        ("activity", "市场监督管理"),
        ("indicator", "监管执法计划完成率"),
        ("file", "年/甲县.csv"),
        ("sheet", ""),
        ("line", "4"),
        ("cell", "C4"),
        ("value", "0.9499"),
        ("severity", "error"),
    ];
    for (key, value) in expected {
        assert_eq!(problem[key], value, "{key}");
    }
    let problem = found("unknown-indicator");
    assert_eq!((&*problem["indicator"], &*problem["value"], &*problem["cell"]), ("抽查公式率", "抽查公式率", "B5"));
    assert_eq!(found("header")["unit"], "丙县", "a file stands for a unit");
    let missing = in_json(&report).into_iter().find(|problem| problem["file"] == "年/乙县.csv").expect("a problem");
    assert_eq!((&*missing["code"], &*missing["indicator"], &*missing["cell"]), ("missing", "网络监管率", "C3"));
}

#[test]
fn a_workbook_names_sheet_and_cell() {
    let folder = Folder::new();
    let book = RawWorkbook::form(&[("督导检查次数", &text("{C}", 0, "约九成"))]);
    folder.file("甲县.xlsx", book.bytes());
    let report = json(&folder.score(&["甲县.xlsx", "-f", "json"]));
    let problem = &in_json(&report)[0];
    assert_eq!((&*problem["sheet"], &*problem["cell"], &*problem["value"]), ("Sheet1", "C2", "约九成"));
}

#[test]
fn every_format_says_the_same() {
    let folder = folder();
    let arguments = ["check", "年", "-o", "问题.json", "-o", "问题.csv", "-o", "问题.xlsx"];
    let run = folder.score(&arguments);
    assert!(run.status == 3 && run.stdout.starts_with("检查了 4 个文件"), "{}", run.stdout);
    let of_json = in_json(&serde_json::from_slice(&folder.read("问题.json")).expect("JSON"));
    assert_eq!(in_csv(&String::from_utf8(folder.read("问题.csv")).expect("UTF-8")), of_json);
    assert_eq!(in_csv(&folder.score(&["check", "年", "-f", "csv"]).stdout), of_json);
    let book = Package::open(&folder.read("问题.xlsx"));
    let sheet = book.texts().find(|(name, _)| *name == "xl/worksheets/sheet1.xml").expect("one sheet").1;
    assert!(sheet.contains(&format!("<autoFilter ref=\"A3:N{}\"/>", of_json.len() + 3)), "filters are on");
    // The folder that it was written for does not take it for a form.
    std::fs::copy(folder.path().join("问题.csv"), folder.path().join("年/问题.csv")).expect("it is copied");
    std::fs::copy(folder.path().join("问题.xlsx"), folder.path().join("年/问题.xlsx")).expect("it is copied");
    assert!(folder.score(&["check", "年"]).stdout.starts_with("检查了 6 个文件、4 个单位"));
}

#[test]
fn beyond_ten_thousand_the_first_of_each_unit_and_code_are_kept_and_all_are_counted() {
    let folder = Folder::new();
    let rows = |units: usize| {
        let of_unit = |unit| (0..60).map(move |_| format!("县{unit},执法办案,督导检查次数,0.5\n"));
        UNIT_HEADER.to_owned() + &(0..units).flat_map(of_unit).collect::<String>()
    };
    for (units, kept, more) in [(166, 60, 0), (167, 20, 40)] {
        folder.file("全县.csv", rows(units));
        let report = json(&folder.score(&["check", "全县.csv", "-f", "json"]));
        let problems = report["problems"].as_array().expect("a list");
        let of_unit = problems.iter().filter(|problem| problem["unit"] == "县7");
        let (in_full, counted): (Vec<_>, Vec<_>) = of_unit.partition(|problem| !problem["help"].is_null());
        assert_eq!((in_full.len(), counted.len()), (kept, usize::from(more > 0)), "{units}");
        assert!(counted.iter().all(|entry| entry["message"] == format!("此外还有 {more} 个同类问题")), "{counted:?}");
        let counts = report["problem_counts"].as_array().expect("a list");
        assert!(counts.len() == units && counts.iter().all(|count| count["count"] == 60), "{units}");
    }
}

/// A terminal has room for few problems, but errors are among them however much is warned about before.
#[test]
fn an_error_is_shown_behind_thousands_of_warnings() {
    let folder = Folder::new();
    let mut rows = String::from("填报单位,工作活动,绩效指标,实际值\n");
    for unit in 0..3_000 {
        rows += &format!("单位{unit},市场监督管理,案件办结率,120%\n");
    }
    folder.file("全县.csv", rows + "最后的单位,市场监督管理,网络监管绿,88%\n");
    let run = folder.score(&["全县.csv"]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("没有绩效指标“网络监管绿”"), "{}", run.stderr);
}

/// Of two hundred forms with one value each, those that a terminal shows are told whole, and the others are counted.
#[test]
fn what_a_terminal_shows_of_many_units_is_whole() {
    let folder = Folder::new();
    let form = worked("complete");
    let names: Vec<_> = form.lines().skip(1).map(|row| row.rsplit_once(',').expect("a value").0.to_owned()).collect();
    let row = |unit: usize, index: usize| {
        let value = if index == 0 { "90%" } else { "" };
        format!("县{unit},{},{value}\n", names[index])
    };
    let by_unit: String = (0..200).flat_map(|unit| (0..names.len()).map(move |index| row(unit, index))).collect();
    let by_indicator: String = (0..names.len()).flat_map(|index| (0..200).map(move |unit| row(unit, index))).collect();
    let spoilt: String = (0..150).map(|unit| format!("乡{unit},市场监督管理,案件办结率,约九成\n")).collect();
    let missing = names.len() - 1;
    let whole = format!("提醒[missing] 未报 {missing} 处");
    for rows in [&by_unit, &by_indicator] {
        folder.file("全县.csv", format!("{UNIT_HEADER}{rows}"));
        let told = folder.score(&["check", "全县.csv"]).stderr;
        assert_eq!(told.matches(&whole).count(), 100, "{told}");
        assert!(told.contains(&format!("此外还有，按代码计数：missing {}\n", missing * 100)), "{told}");
    }
    folder.file("全县.csv", format!("{UNIT_HEADER}{by_unit}{spoilt}"));
    let told = folder.score(&["check", "全县.csv"]).stderr;
    assert_eq!((told.matches("错误[value]").count(), told.matches(&whole).count()), (100, 0), "{told}");
    assert!(told.contains(&format!("此外还有，按代码计数：value 50，missing {}\n", missing * 200)), "{told}");
}
