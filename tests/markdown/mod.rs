//! The report as Markdown.

use score::language::Language::{Chinese, English};
use score::report::markdown::markdown;
use score::scoring::MissingPolicy::Range;
use score::targets::Targets;

use crate::fixture::{COMPLETE, HOSTILE, PARTIAL, chinese_of, hostile_rows, problems, report, rows};

/// The cells of a table's row; an escaped pipe is none of its borders.
fn cells(line: &str) -> usize {
    line.replace("\\\\", "").replace("\\|", "").matches('|').count()
}

/// Every table has as many cells in each row as in its head.
fn assert_tables_are_whole(text: &str) {
    let mut columns = None;
    for line in text.lines() {
        if line.starts_with('|') {
            assert_eq!(cells(line), *columns.get_or_insert(cells(line)), "{line}");
        } else {
            columns = None;
        }
    }
}

#[test]
fn figures_and_tables_are_whole() {
    let targets = Targets::bundled();
    let offices = [rows("城关工商所", COMPLETE, &targets), rows("东关工商所", PARTIAL, &targets)];
    for offices in [&offices[..1], &offices[1..], &offices[..], &[]] {
        for language in [Chinese, English] {
            let mut report = report(offices, &targets, Range);
            report.problems = problems();
            assert_tables_are_whole(&markdown(&report, language, true));
        }
    }
    let one = markdown(&report(&offices[..1], &targets, Range), Chinese, true);
    assert!(one.contains("- **总分**：**88.02** 良\n"));
    assert!(one.contains("| 执法办案 | 案件执法查处率 | 79% | 95% | 80% | 75% | 60% | 中 | 60.00 | 6.36 | 2.54 |\n"));
    let both = markdown(&report(&offices, &targets, Range), Chinese, true);
    assert!(both.contains("| 1 | 城关工商所 | 88.02 | 良 | 100.00% |"));
    assert!(both.contains("| 2 | 东关工商所 | 77.68～89.01 | 未定 | 88.68% |"));
}

#[test]
fn hostile_text_is_escaped() {
    let targets = Targets::bundled();
    for text in HOSTILE {
        let mut report = report(&[hostile_rows(text, &targets)], &targets, Range);
        report.period = Some(text.to_owned());
        report.left_out = vec![text.to_owned(), "- 1. 一所".to_owned()];
        let text = markdown(&report, Chinese, true);
        assert_tables_are_whole(&text);
        for needle in ["<script", "<img", "<b>", " [a](", " `x`", "www.example", "javascript:", "\r", "\n---", "</"] {
            assert!(!text.contains(needle), "{needle}: {text}");
        }
        assert!(text.contains("\n- “- 1. 一所”\n"), "a name begins no list");
        assert!(!text.lines().any(|line| line.starts_with("# 标题")));
    }
}

#[test]
fn english_has_no_chinese_but_the_tables() {
    let targets = Targets::bundled();
    let offices = [rows("Office 1", COMPLETE, &targets), rows("Office 2", PARTIAL, &targets)];
    for offices in [&offices[..1], &offices[..]] {
        let mut report = report(offices, &targets, Range);
        report.period = None;
        assert_eq!(chinese_of(&markdown(&report, English, true).replace(['“', '”'], ""), &targets), "");
    }
}
