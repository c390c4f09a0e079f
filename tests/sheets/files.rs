//! Workbooks made after public reports of spreadsheet users: a person's figure, or a refusal that names the cell.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{Folder, Run};

/// What is right for a file.
enum Right {
    /// What is reported: activity, indicator, and what stands in the cell.
    Reported(&'static [(&'static str, &'static str, &'static str)]),
    /// The message's words.
    Refused(&'static [&'static str]),
}

use Right::{Refused, Reported};

const CHECKS: &str = "督导检查次数";

const FILES: [(&str, Right); 16] = [
    ("F01_fullcalc.xlsx", Refused(&["Sheet1!C2", "还没有算出值"])),
    ("F02_styles2.xlsx", Reported(&[("执法办案", CHECKS, "112.5%")])),
    ("F04_super.xlsx", Refused(&["Sheet1!C2", "上标"])),
    ("F06_dashzero.xlsx", Reported(&[])),
    ("F09_showzeros.xlsx", Reported(&[])),
    ("F10_frac.xlsx", Refused(&["Sheet1!C2", "# ?/?", "1.125"])),
    ("F12_bang.xlsx", Refused(&["Sheet1!C2", "0!.0"])),
    ("F15_vspace.xlsx", Reported(&[("执法办案", CHECKS, "112.5%")])),
    ("F17_condword.xlsx", Refused(&["Sheet1!C2", "0.92"])),
    ("F20_coveract.xlsx", Refused(&["Sheet1!A3", "合并在 A2"])),
    ("F22_xlwtformula.xls", Refused(&["Sheet1!C2", "还没有算出值"])),
    // LibreOffice stores 0 for the text "" in .xls, which cannot be told from a result that is 0.
    ("F23_lo_iff.xls", Refused(&["Sheet!C4", "还没有算出值"])),
    ("F24_chartsheet.xlsx", Reported(&[("执法办案", CHECKS, "92%")])),
    ("F25_pad.xlsx", Reported(&[("执法办案", CHECKS, "92%"), ("执法办案", CHECKS, "92%")])),
    // The program that wrote it left its package cut short.
    ("F31_readonly.xlsx", Refused(&["只读"])),
    ("F32_hidden_only.xlsx", Refused(&["隐藏的工作表“数据”", "--sheet"])),
];

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/workbooks").join(name)
}

fn score(name: &str, arguments: &[&str]) -> Run {
    let path = path(name);
    let path = path.to_string_lossy();
    let arguments: Vec<_> = [&*path].into_iter().chain(arguments.iter().copied()).collect();
    Folder::new().score(&arguments)
}

/// What is reported: activity, indicator, and what stands in the cell.
fn reported(report: &str) -> Vec<(String, String, String)> {
    let report: Value = serde_json::from_str(report).expect("the report is JSON");
    let list = |value: &Value, key: &str| value[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let mut found = Vec::new();
    for duty in list(&report, "units").iter().flat_map(|unit| list(unit, "duties")) {
        for activity in list(&duty, "activities") {
            let indicators = list(&activity, "indicators").into_iter();
            let reported = indicators.filter(|indicator| indicator["state"] == "reported");
            found.extend(reported.map(|one| (text(&activity, "name"), text(&one, "name"), text(&one, "actual_text"))));
        }
    }
    found
}

#[test]
fn workbooks_show_what_a_person_sees() {
    for (name, right) in &FILES {
        let run = score(name, &["--format", "json", "--level", "indicator"]);
        match right {
            Reported(expected) => {
                assert_eq!(run.status, 0, "{name}: {}", run.stderr);
                let found = reported(&run.stdout);
                let found: Vec<_> = found.iter().map(|(one, two, three)| (&**one, &**two, &**three)).collect();
                assert_eq!(found, *expected, "{name}");
            }
            Refused(words) => {
                assert_eq!(run.status, 3, "{name}: {}", run.stderr);
                assert!(words.iter().all(|word| run.stderr.contains(word)), "{name}: {}", run.stderr);
                assert!(!run.stderr.contains("有密码"), "{name}: {}", run.stderr);
            }
        }
    }
}

#[test]
fn units_that_are_padded_numbers_have_reported() {
    let list = path("F25_expect.csv");
    let run = score("F25_pad.xlsx", &["--expect", &list.to_string_lossy(), "--format", "csv", "--level", "unit"]);
    let units: Vec<_> = run.stdout.lines().skip(1).filter_map(|line| line.split(',').next()).collect();
    assert_eq!((run.status, &units[..]), (0, &["001", "002"][..]), "{}", run.stderr);
    assert!(!run.stderr.contains("没有报"), "{}", run.stderr);
}
