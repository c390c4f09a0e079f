//! Who is not in the table stands in every format; how deep reports go; and the gates on who has reported.

use serde_json::{Value, json};

use crate::harness::forms::{UNIT_HEADER, form, json as parsed, unit_rows};
use crate::harness::{Folder, Run};
use crate::report::workbook::package::Package;

const LIST: &str = "甲县\n乙县\n丙县\n丁县\n";

/// A unit that is scored, one with an error, one with an empty form, one that is not on the list, and what is not read.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(24));
    folder.file("年/乙县.csv", form(24).replacen("100%", "基本完成", 1));
    folder.file("年/丙县.csv", "绩效指标,实际值\n督导检查次数,未报\n");
    folder.file("年/己县.csv", form(24));
    folder.file("年/庚县.csv", "绩效指标,实际值\n督导检查次数,未报\n");
    folder.file("年/扫描件.pdf", "%PDF");
    folder.file("名单.txt", LIST);
    folder
}

fn run(folder: &Folder, arguments: &[&str]) -> Run {
    folder.score(&[&["年", "--expect", "名单.txt"], arguments].concat())
}

fn listed(unit: &str, file: Option<&str>) -> Value {
    json!({"unit": unit, "bureau": {"code": "414", "name": "工商局"}, "file": file})
}

#[test]
fn json_lists_them() {
    let folder = folder();
    for report in [
        parsed(&run(&folder, &["-f", "json"])),
        parsed(&folder.score(&["check", "年", "--expect", "名单.txt", "-f", "json"])),
    ] {
        assert_eq!(report["not_scored"], json!([listed("乙县", Some("年/乙县.csv"))]));
        let empty = [listed("丙县", Some("年/丙县.csv")), listed("庚县", Some("年/庚县.csv"))];
        assert_eq!(report["empty"], json!(empty), "in no other list");
        assert_eq!(report["not_reported"], json!([listed("丁县", None)]));
        assert_eq!(report["unexpected"], json!([listed("己县", Some("年/己县.csv"))]), "though it is scored");
        assert_eq!(report["unread"], json!([{"file": "年/扫描件.pdf", "why": "不是能读的格式"}]));
    }
}

#[test]
fn rows_and_lines_say_what_became_of_each_unit() {
    let folder = folder();
    let expected = [
        ("甲县", "scored"),
        ("己县", "scored"),
        ("乙县", "not_scored"),
        ("丙县", "empty"),
        ("庚县", "empty"),
        ("丁县", "not_reported"),
    ];
    for (level, rows) in [("unit", 1), ("activity", 8), ("indicator", 24)] {
        let text = run(&folder, &["-f", "csv", "--level", level, "--sort", "input"]).stdout;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let headings = reader.headers().expect("headings").clone();
        assert_eq!(headings.iter().next_back(), Some("unit_state"));
        let place = |name: &str| headings.iter().position(|heading| heading == name).expect("a column");
        let [unit, code] = ["unit", "code"].map(place);
        let mut found: Vec<_> = reader
            .records()
            .map(|record| record.expect("a row"))
            .inspect(|record| assert_eq!((&record[code], record.len()), ("414", headings.len())))
            .map(|record| (record[unit].to_owned(), record[headings.len() - 1].to_owned()))
            .collect();
        assert_eq!(found.len(), 2 * rows + 4, "{level}");
        found.dedup();
        found.sort();
        let mut expected = expected.map(|(unit, state)| (unit.to_owned(), state.to_owned())).to_vec();
        expected.sort();
        assert_eq!(found, expected);
    }
    let text = run(&folder, &["-f", "ndjson"]).stdout;
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let mut states: Vec<_> = lines.iter().map(|line| (line["unit"].as_str(), line["unit_state"].as_str())).collect();
    states.sort_unstable();
    let mut expected = expected.map(|(unit, state)| (Some(unit), Some(state)));
    expected.sort_unstable();
    assert_eq!(states, expected);
    let keys = |line: &Value| line.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert!(lines.iter().all(|line| keys(line) == keys(&lines[0])), "each line has all keys");
    let of_unit = lines.iter().find(|line| line["unit"] == "乙县").expect("its line");
    assert_eq!((&of_unit["problems"][0]["code"], &of_unit["score"]), (&"value".into(), &Value::Null));
}

#[test]
fn people_are_told_in_every_format() {
    let folder = folder();
    let endings = ["txt", "md", "html", "xlsx"];
    let outputs: Vec<_> = endings.iter().flat_map(|ending| ["-o".to_owned(), format!("r.{ending}")]).collect();
    run(&folder, &outputs.iter().map(String::as_str).collect::<Vec<_>>());
    for ending in endings {
        let bytes = folder.read(&format!("r.{ending}"));
        let text = match ending {
            "xlsx" => Package::open(&bytes).texts().map(|(_, text)| text.clone()).collect(),
            _ => String::from_utf8(bytes).expect("UTF-8"),
        };
        for heading in
            ["未计分的单位（有错误）", "空表", "应报未报的单位", "不在应报名单上的单位", "没有读的文件和内容"]
        {
            assert!(text.contains(heading), "{ending} has {heading}");
        }
        for name in ["乙县", "丙县", "丁县", "己县", "扫描件.pdf"] {
            assert!(text.contains(name), "{ending} names {name}");
        }
    }
}

#[test]
fn all_reported_is_a_gate() {
    let folder = folder();
    let gate = run(&folder, &["--all-reported"]);
    assert_eq!(gate.status, 3, "an error comes before a gate");
    std::fs::remove_file(folder.path().join("年/乙县.csv")).expect("it is there");
    let gate = run(&folder, &["--all-reported"]);
    assert_eq!(gate.status, 1);
    let expected = "未达到门槛 --all-reported：要求全部上报，4 个单位没有上报：丁县、乙县、丙县、庚县\n";
    assert!(gate.stderr.replace("乙县、丁县", "丁县、乙县").ends_with(expected), "{}", gate.stderr);
    let checked = folder.score(&["check", "年", "--all-reported", "--lang", "en"]);
    assert_eq!(checked.status, 1, "an empty form is no report, with or without a list");
    assert!(checked.stderr.ends_with("gate --all-reported not met: 2 units did not report: 丙县, 庚县\n"));
    assert_eq!(folder.score(&["年/甲县.csv", "--all-reported"]).status, 0);
}

#[test]
fn depth_follows_what_was_asked_for() {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(24));
    folder.file("一.csv", format!("{UNIT_HEADER}{}", unit_rows("甲县", 24)));
    let rows = |arguments: &[&str], stdin: &str| {
        let run = folder.score_with(&[arguments, &["-f", "csv"]].concat(), stdin.as_bytes());
        run.stdout.lines().count() - 1
    };
    assert_eq!(rows(&["年/甲县.csv"], ""), 24, "one form");
    assert_eq!(rows(&["-"], &form(24)), 24);
    assert_eq!(rows(&["-"], &format!("{UNIT_HEADER}{}{}", unit_rows("甲县", 24), unit_rows("乙县", 24))), 48);
    assert_eq!(rows(&["年"], ""), 1, "a folder, whatever is in it");
    assert_eq!(rows(&["一.csv"], ""), 1, "a file that names its units, be it one");
    assert_eq!(rows(&["年/甲县.csv", "一.csv"], ""), 1, "several files");
    assert_eq!(rows(&["年", "--level", "indicator"], ""), 24);
    assert_eq!(rows(&["年/甲县.csv", "--level", "activity"], ""), 8);
}

#[test]
fn shares_in_data_add_up() {
    let folder = Folder::new();
    folder.file("甲县.csv", crate::harness::worked("complete"));
    let text = folder.score(&["甲县.csv", "-f", "csv"]).stdout;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headings = reader.headers().expect("headings").clone();
    let place = |name: &str| headings.iter().position(|heading| heading == name).expect("a column");
    let millionths = |text: &str| {
        let (whole, part) = text.split_once('.').expect("a decimal");
        assert_eq!(part.len(), 6, "{text}");
        format!("{whole}{part}").parse::<i64>().expect("digits")
    };
    let rows: Vec<_> = reader.records().map(|record| record.expect("a row")).collect();
    let sum = |name: &str| rows.iter().map(|row| millionths(&row[place(name)])).sum::<i64>();
    // 24 roundings of half a millionth at most; the exact loss is 100 − 23060 ÷ 262.
    assert!((sum("weight") - 100_000_000).abs() <= 12, "{}", sum("weight"));
    assert!((sum("loss") - 11_984_733).abs() <= 12, "{}", sum("loss"));
    let report = parsed(&folder.score(&["甲县.csv", "-f", "json"]));
    let activity = &report["units"][0]["duties"][0]["activities"][0];
    assert_eq!(activity["weight"].to_string(), "28.244275", "74 ÷ 262");
    let indicator = &activity["indicators"][1];
    let figures = ["weight", "loss", "score"].map(|key| indicator[key].to_string());
    assert_eq!(
        (figures, indicator["next"]["gain"].to_string()),
        (["9.414758", "1.882952", "80"].map(str::to_owned), "1.882952".to_owned())
    );
}

#[test]
fn what_is_named_and_not_there_is_4() {
    let folder = folder();
    for (arguments, status) in [
        (&["没有.csv"][..], 4),
        (&["年/甲县.csv", "没有.csv"], 4),
        (&["年/*.ods"], 4),
        (&["check", "没有.csv"], 4),
        (&["年/甲县.csv", "--expect", "没有.txt"], 4),
        (&["年/甲县.csv", "--targets", "没有.json"], 4),
        (&["年/乙县.csv"], 3),
    ] {
        let run = folder.score(arguments);
        assert_eq!(run.status, status, "{arguments:?} {}", run.stderr);
    }
    // The others are scored all the same.
    assert!(folder.score(&["年/甲县.csv", "没有.csv", "-f", "csv"]).stdout.contains("甲县,100.00"));
}

#[test]
fn a_slip_of_the_keyboard_is_usage() {
    let folder = folder();
    for (word, command) in [("tempalte", "template"), ("chek", "check"), ("Target", "targets"), ("scheme", "schema")] {
        let run = folder.score(&[word]);
        assert_eq!(run.status, 2, "{word}");
        assert!(run.stderr.contains(&format!("是不是 score {command}？")), "{}", run.stderr);
    }
    assert_eq!(folder.score(&["甲县"]).status, 4, "no word of a command");
    assert_eq!(folder.score(&["chek", "年"]).status, 4, "not alone");
    folder.file("chek", form(24));
    assert_eq!(folder.score(&["chek"]).status, 0, "a file of this name");
}

#[test]
fn notes_are_demanded() {
    let folder = Folder::new();
    let form = "工作活动,绩效指标,实际值,偏差原因\n执法办案,督导检查次数,82%,\n执法办案,案件执法查处率,131%,\n执法办案,反垄断案件查处率,99%,\n";
    folder.file("甲县.csv", form);
    let codes = |arguments: &[&str]| {
        let report = parsed(&folder.score(&[&["甲县.csv", "-f", "json"], arguments].concat()));
        let problems = report["problems"].as_array().expect("a list").clone();
        let of_notes = problems.iter().filter(|problem| problem["code"] == "no-note");
        of_notes.map(|problem| problem["cell"].as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(codes(&[]), [""; 0]);
    assert_eq!(codes(&["--require-notes"]), ["D2", "D3"], "良, and above 130%");
    assert_eq!(codes(&["--require-notes=良"]), ["D3"]);
    assert_eq!(codes(&["--require-notes=good"]), ["D3"]);
    folder.file("甲县.csv", form.replace(",\n", ",人手不足\n"));
    assert_eq!(codes(&["--require-notes"]), [""; 0]);
    assert_eq!(folder.score(&["甲县.csv", "--require-notes=甲"]).status, 2);
    // The value stands behind = alone, so that a file is not taken for it.
    assert_eq!(folder.score(&["--require-notes", "甲县.csv"]).status, 0);
}
