//! Gates over several units, and which exit status wins.

use crate::harness::forms::{csv, form};
use crate::harness::{Folder, worked};

/// 满 scores 100.00, 半 below 60, 缺 77.68～89.01 with a coverage of 88.68%.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("年/满.csv", form(24));
    folder.file("年/半.csv", form(4));
    folder.file("年/缺.csv", worked("partial"));
    folder
}

/// The line about a gate, if any.
fn line<'r>(run: &'r crate::harness::Run, gate: &str) -> Option<&'r str> {
    run.stderr.lines().find(|line| line.contains(gate))
}

#[test]
fn a_gate_names_who_does_not_meet_it() {
    let folder = folder();
    let cases: [(&[&str], i32, Option<&str>); 8] = [
        (&["--min-score", "77.68"], 1, Some("未达到门槛 --min-score：要求 77.68，实际 半 30.92")),
        (&["--min-score", "77.69"], 1, Some("未达到门槛 --min-score：要求 77.69，实际 缺 77.68、半 30.92")),
        (&["--min-score", "30.92"], 0, None),
        (&["--min-grade", "中"], 1, Some("未达到门槛 --min-grade：要求 中，实际 半 差")),
        (&["--min-grade", "good"], 1, Some("未达到门槛 --min-grade：要求 良，实际 缺 中、半 差")),
        (&["--min-grade", "差"], 0, None),
        (&["--min-coverage", "88.69"], 1, Some("未达到门槛 --min-coverage：要求 88.69%，实际 缺 88.68%")),
        (&["--min-coverage", "88.68"], 0, None),
    ];
    for (gate, status, expected) in cases {
        let run = csv(&folder, &[&["年"], gate].concat());
        assert_eq!((run.status, line(&run, gate[0])), (status, expected), "{gate:?}");
        assert_eq!(run.stdout.lines().count(), 4, "the report is printed all the same");
    }
}

#[test]
fn every_gate_that_is_not_met_has_its_line() {
    let folder = folder();
    let run = csv(&folder, &["年", "--min-score", "90", "--min-grade", "优", "--min-coverage", "100", "--strict"]);
    assert_eq!(run.status, 1);
    let lines = run.stderr.lines().filter(|line| line.starts_with("未达到门槛")).count();
    assert_eq!(lines, 4, "{}", run.stderr);
    let english = csv(&folder, &["年", "--min-score", "90", "--strict", "--lang", "en"]);
    assert_eq!(line(&english, "--min-score"), Some("gate --min-score not met: asked 90, found 缺 77.68, 半 30.92"));
    assert!(line(&english, "--strict").is_some_and(|line| line.ends_with("found 3 warnings")), "{}", english.stderr);
}

#[test]
fn strict_counts_warnings_and_missing_values_among_them() {
    let folder = folder();
    assert_eq!(csv(&folder, &["年/满.csv", "年/半.csv", "--strict"]).status, 0);
    assert_eq!(csv(&folder, &["年/缺.csv", "--strict"]).status, 1);
    folder.file("无一行.csv", crate::harness::forms::HEADER);
    let run = csv(&folder, &["无一行.csv", "--strict"]);
    assert_eq!(run.status, 1, "an empty form");
    assert!(line(&run, "--strict").is_some_and(|line| line.ends_with("0 个提醒，1 张空表")), "{}", run.stderr);
}

#[test]
fn a_score_that_does_not_exist_meets_no_gate() {
    let folder = Folder::new();
    folder.file(
        "无.csv",
        format!("{}{}", crate::harness::forms::HEADER, crate::harness::forms::rows(None, |_| "不适用".to_owned())),
    );
    for gate in [["--min-score", "0"], ["--min-grade", "差"], ["--min-coverage", "0"]] {
        let run = csv(&folder, &[&["无.csv"], &gate[..]].concat());
        assert_eq!(run.status, 1, "{gate:?}");
        assert!(line(&run, gate[0]).is_some_and(|line| line.contains('—')), "{}", run.stderr);
    }
    folder.file("坏.csv", "这里没有表头\n");
    assert_eq!(csv(&folder, &["坏.csv", "--min-score", "0"]).status, 3);
}

#[test]
fn many_names_are_counted() {
    let folder = Folder::new();
    let units: String = (0..50).map(|number| crate::harness::forms::unit_rows(&format!("第{number}所"), 4)).collect();
    folder.file("汇总.csv", format!("{}{units}", crate::harness::forms::UNIT_HEADER));
    let run = csv(&folder, &["汇总.csv", "--min-score", "60"]);
    let line = line(&run, "--min-score").expect("a line");
    assert!(line.ends_with("……共 50 个单位"), "{line}");
    assert_eq!(line.matches('所').count(), 20);
}

#[test]
fn four_before_three_before_one() {
    let folder = folder();
    folder.file("坏/坏.csv", form(24).replacen("100%", "基本完成", 1));
    let gate = ["--min-score", "100"];
    let nowhere = ["-o", "没有/这里.json"];
    assert_eq!(csv(&folder, &["年"]).status, 0);
    assert_eq!(csv(&folder, &[&["年"], &gate[..]].concat()).status, 1);
    let invalid = csv(&folder, &[&["年", "坏"], &gate[..]].concat());
    assert_eq!(invalid.status, 3);
    assert!(line(&invalid, "--min-score").is_some(), "the gate is spoken of all the same");
    let failed = csv(&folder, &[&["年", "坏"], &gate[..], &nowhere[..]].concat());
    assert_eq!(failed.status, 4);
    assert!(failed.stderr.contains("没有/这里.json"), "{}", failed.stderr);
    assert!(failed.stderr.contains("[value]"), "a file that cannot be written hides no problem: {}", failed.stderr);
    assert_eq!(csv(&folder, &[&["年"], &nowhere[..]].concat()).status, 4);
    assert_eq!(csv(&folder, &["年", "--min-score", "101"]).status, 2);
    assert_eq!(csv(&folder, &["年", "--nonsense"]).status, 2);
    assert_eq!(csv(&folder, &["坏", "-o", "报告.pdf"]).status, 2, "usage comes before anything is read");
}
