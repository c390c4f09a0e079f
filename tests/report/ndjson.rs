//! `--format ndjson`: a unit a line.

use crate::harness::forms::{UNIT_HEADER, form, json, unit_rows, units};
use crate::harness::{Folder, Run};

fn lines(run: &Run) -> Vec<serde_json::Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

/// A line without what the report says once for all units.
fn unit(mut line: serde_json::Value) -> serde_json::Value {
    let members = line.as_object_mut().expect("an object");
    assert_eq!(members.remove("schema_version"), Some(3.into()));
    assert_eq!(members.remove("period"), Some(serde_json::Value::Null));
    assert_eq!(members.remove("unit_state"), Some("scored".into()));
    assert!(members.remove("problems").is_some_and(|problems| problems.is_array()));
    line
}

#[test]
fn each_line_is_an_element_of_the_report_s_units() {
    let folder = Folder::new();
    folder.file("年/甲.csv", form(12));
    folder.file("年/乙.csv", form(24));
    folder.file("年/总.csv", format!("{UNIT_HEADER}{}{}", unit_rows("丙", 4), unit_rows("丁", 8)));
    for level in [&[][..], &["--level", "unit"], &["--level", "activity"], &["--level", "indicator"]] {
        let arguments = [&["年", "--sort", "input"], level].concat();
        let lines = lines(&folder.score(&[&arguments[..], &["-f", "ndjson"]].concat()));
        let report = json(&folder.score(&[&arguments[..], &["-f", "json"]].concat()));
        assert_eq!(lines.len(), 4);
        for line in lines {
            assert!(report["units"].as_array().expect("units").contains(&unit(line)), "{level:?}");
        }
    }
}

#[test]
fn one_unit_has_the_depth_of_the_report_in_json() {
    let folder = Folder::new();
    folder.file("甲.csv", form(12));
    let line = lines(&folder.score(&["甲.csv", "-f", "ndjson", "--level", "indicator"])).remove(0);
    assert_eq!(unit(line), json(&folder.score(&["甲.csv", "-f", "json"]))["units"][0]);
}

#[test]
fn what_is_in_error_has_a_line_without_figures() {
    let folder = Folder::new();
    folder.file("年/甲.csv", form(24));
    folder.file("年/坏.csv", form(24).replacen("100%", "基本完成", 1));
    folder.file("年/乙.csv", form(24));
    folder.file("另/乙.csv", form(24));
    let run = folder.score(&["年", "另", "-f", "ndjson"]);
    assert_eq!(run.status, 3);
    let states: Vec<_> = lines(&run).iter().map(|unit| (text(&unit["unit"]), text(&unit["unit_state"]))).collect();
    let expected = [("甲", "scored"), ("乙", "not_scored"), ("坏", "not_scored")];
    assert_eq!(states, expected.map(|(unit, state)| (unit.to_owned(), state.to_owned())), "乙 stands in two files");
    let report = json(&folder.score(&["年", "另", "-f", "json"]));
    assert_eq!(units(&report), ["甲"]);
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_unit_that_a_later_file_disowns_has_no_figures_anywhere() {
    let folder = Folder::new();
    folder.file("甲.csv", form(24));
    folder.file("总.csv", format!("{UNIT_HEADER}{}{}", unit_rows("丙", 24), unit_rows("甲", 24)));
    let run = folder.score(&["甲.csv", "总.csv", "-f", "ndjson", "-o", "x.ndjson"]);
    assert_eq!(run.status, 3);
    let lines: Vec<_> = lines(&run).iter().map(|unit| (text(&unit["unit"]), text(&unit["unit_state"]))).collect();
    assert_eq!(lines, [("丙".to_owned(), "scored".to_owned()), ("甲".to_owned(), "not_scored".to_owned())]);
    assert_eq!(run.stdout.as_bytes(), folder.read("x.ndjson"));
    assert!(run.stderr.ends_with("未计分 1 个：甲\n"), "{}", run.stderr);
}

#[test]
fn a_unit_has_one_line_whatever_comes_after_it() {
    let folder = Folder::new();
    folder.file("甲.csv", form(24));
    folder.file("无表头.csv", "这里没有表头\n");
    folder.file("空.xlsx", "PK\u{3}\u{4}");
    for next in ["无表头.csv", "空.xlsx", "不在.csv"] {
        let run = folder.score(&["甲.csv", next, "-f", "ndjson"]);
        assert_eq!(run.status, if next == "不在.csv" { 4 } else { 3 });
        let lines = lines(&run);
        assert_eq!(lines.len(), 2, "{next}: {}", run.stdout);
        assert_eq!((&lines[0]["source"]["file"], &lines[1]["source"]["file"]), (&"甲.csv".into(), &next.into()));
    }
}

#[test]
fn lines_and_files_agree_in_the_report_s_order() {
    let folder = Folder::new();
    folder.file("年/甲.csv", form(12));
    folder.file("年/乙.csv", form(24));
    let run = folder.score(&["年", "-f", "ndjson", "-o", "报告.ndjson", "-o", "报告.jsonl"]);
    assert_eq!(run.status, 0);
    assert_eq!(run.stdout.as_bytes(), folder.read("报告.ndjson"));
    assert_eq!(run.stdout.as_bytes(), folder.read("报告.jsonl"));
    let names: Vec<_> = lines(&run).iter().map(|unit| unit["unit"].clone()).collect();
    assert_eq!(names, units(&json(&folder.score(&["年", "-f", "json"]))));
}
