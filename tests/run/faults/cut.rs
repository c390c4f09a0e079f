//! Input that breaks off: cut at bytes all over a small file, at every one in full depth.
//!
//! Nothing tells where a text without an end mark ends: `95` of `95.5%` is a value, and `100%` of
//! `100%\n` is the whole row. What must hold: no panic; every indicator behind the cut is missing by
//! name; and only the value in the cut row can be another than in the whole file. A cut that leaves
//! the row's value whole, or a value that a unit may have meant, cannot be told from honest input.

use serde_json::Value;

use crate::harness::depth;
use crate::harness::forms::{INDICATORS, json};
use crate::harness::{Folder, Run, worked};

fn graded(bytes: &[u8], name: &str) -> Run {
    let folder = Folder::new();
    folder.file(name, bytes);
    let run = folder.score(&[name, "-f", "json"]);
    assert!(matches!(run.status, 0 | 3), "{} bytes: status {}\n{}", bytes.len(), run.status, run.stderr);
    assert!(!run.stderr.contains("panicked"), "{} bytes: {}", bytes.len(), run.stderr);
    run
}

/// All indicators of the one unit, in the table's order.
fn indicators(report: &Value) -> Vec<Value> {
    let duties = report["units"][0]["duties"].as_array().into_iter().flatten();
    let activities = duties.flat_map(|duty| duty["activities"].as_array().expect("activities").clone());
    activities.flat_map(|activity| activity["indicators"].as_array().expect("indicators").clone()).collect()
}

/// What is certain of a text that was cut after so many bytes.
fn check(text: &str, bytes: &[u8], whole: &[Value], cut: usize) {
    let run = graded(&bytes[..cut], "甲县.csv");
    let report = json(&run);
    let lines = memchr::memchr_iter(b'\n', &bytes[..cut]).count();
    if run.status == 3 {
        assert_eq!(report["units"], Value::Array(Vec::new()), "a unit in error is not scored: {cut}");
        return;
    }
    // The header's line is the first; the rows before the cut are whole, and the one that is cut is next.
    let complete = lines.saturating_sub(1);
    let found = indicators(&report);
    if found.is_empty() {
        // Nothing is left that has a value: an empty form, which is named as such and not cell by cell. That its text
        // ends within a row is said once.
        assert_eq!(complete, 0, "a row with a value is never lost: {cut}");
        let problems = report["problems"].as_array().expect("problems");
        let is_cut = problems.iter().map(|problem| &problem["code"]).eq(["cut-short"]);
        assert!(problems.is_empty() || is_cut, "{cut}: {problems:?}");
        assert!(run.stderr.contains("空表 1 个"), "{cut}: {}", run.stderr);
        return;
    }
    assert_eq!(found[..complete], whole[..complete], "rows before the cut are as they were: {cut} of {text}");
    let behind = found.iter().skip(complete + 1);
    assert!(behind.clone().all(|indicator| indicator["state"] == "missing"), "rows behind the cut are missing: {cut}");
    let warned = report["problems"].as_array().expect("problems").iter().filter(|problem| problem["code"] == "missing");
    let missing = found.iter().filter(|indicator| indicator["state"] == "missing").count();
    assert_eq!(warned.count(), missing, "each is named: {cut}");
    assert!(missing >= INDICATORS - complete - 1);
    let Some(indicator) = found.get(complete).filter(|indicator| indicator["state"] == "reported") else { return };
    let (is, was) = (&indicator["actual_text"], &whole[complete]["actual_text"]);
    let (is, was) = (is.as_str().expect("a text"), was.as_str().expect("a text"));
    assert!(was.starts_with(is), "{is} of {was}");
    if is != was {
        assert!(!is.contains('%'), "a cut value has lost its %");
        let is_last = complete + 1 == INDICATORS;
        let mixed = report["problems"].as_array().expect("problems").iter().any(|p| p["code"] == "mixed-percent");
        assert!(mixed || complete == 0, "a bare number among values with % draws a warning (last: {is_last}): {cut}");
        assert!(complete > 0 || missing > 0, "the first row is never alone");
    }
}

#[test]
fn a_text_that_is_cut_at_any_byte() {
    let text = worked("complete");
    let whole = indicators(&json(&graded(text.as_bytes(), "甲县.csv")));
    assert_eq!(whole.len(), INDICATORS);
    for cut in (0..text.len()).step_by(depth::of(7, 1)) {
        check(&text, text.as_bytes(), &whole, cut);
    }
}

#[test]
fn a_text_in_gbk_that_is_cut_in_its_last_rows() {
    let text = worked("complete");
    let bytes = encoding_rs::GBK.encode(&text).0.into_owned();
    let whole = indicators(&json(&graded(&bytes, "甲县.csv")));
    for cut in (0..bytes.len()).rev().take(120).step_by(depth::of(3, 1)) {
        check(&text, &bytes, &whole, cut);
    }
}

#[test]
fn a_quoted_cell_that_is_cut_is_an_error() {
    let text = worked("complete").replacen("92.5%", "\"92.5%\"", 1);
    let open = text.find('"').expect("a quote");
    for cut in open + 1..open + 6 {
        let run = graded(&text.as_bytes()[..cut], "甲县.csv");
        assert_eq!(run.status, 3, "{cut}: {}", run.stderr);
    }
}

#[test]
fn a_workbook_that_is_cut_is_an_error() {
    for (name, bytes) in [
        ("甲县.xlsx", include_bytes!("../../data/complete.xlsx").as_slice()),
        ("甲县.xls", include_bytes!("../../data/complete.xls")),
    ] {
        let whole = json(&graded(bytes, name));
        for cut in (0..bytes.len()).step_by(depth::of(970, 97)).chain(bytes.len() - 30..bytes.len()) {
            let run = graded(&bytes[..cut], name);
            let report = json(&run);
            let is_same = report["units"][0]["duties"] == whole["units"][0]["duties"];
            assert!(run.status == 3 || is_same, "{name} cut to {cut} gives other figures");
        }
    }
}
