//! The report as Markdown.

use score::language::Language::{Chinese, English};
use score::report::markdown::markdown;
use score::scoring::MissingPolicy::{Range, Zero};
use score::targets::Targets;

use crate::harness::fixture::{COMPLETE, HOSTILE, PARTIAL, chinese_of, hostile_rows, problems, report, rows, unscored};

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
    let units = [rows("城关工商所", COMPLETE, &targets), rows("东关工商所", PARTIAL, &targets)];
    for units in [&units[..1], &units[1..], &units[..], &[]] {
        for language in [Chinese, English] {
            let mut report = report(units, &targets, Range);
            report.problems = problems();
            assert_tables_are_whole(&markdown(&report, language, true));
        }
    }
    let one = markdown(&report(&units[..1], &targets, Range), Chinese, true);
    assert!(one.contains("- **总分**：**88.02** 良\n"));
    assert!(one.contains("| 执法办案 | 案件执法查处率 | 79% | 中 | 60.00 | 95% | 80% | 75% | 60% | 6.36 | 2.54 |\n"));
    assert!(one.contains("|  | 综合事务管理 | 无预算 | 0.00 |"));
    assert!(one.contains("| **总分** |  | **262.00** | **100.00** | **88.02** | **良** |\n"));
    assert!(one.contains("| 案件执法查处率 | 执法办案 | 79% | 中 | 2.54 | 良 80% | 1个百分点 | +1.27 |\n"));
    assert!(one.contains("\n失分合计 11.98 分。\n"));
    let both = markdown(&report(&units, &targets, Range), Chinese, true);
    assert!(both.contains("| 1 | 城关工商所 | 88.02 | 良 | 100.00% |"));
    assert!(both.contains("| 2 | 东关工商所 | 77.68～89.01 | 未定 | 88.68% |"));
}

/// A missing value that counts as 0 has the score 0; where it gives a range, no loss is claimed for it.
#[test]
fn missing_values_are_shown_as_they_count() {
    let targets = Targets::bundled();
    let units = [rows("东关工商所", PARTIAL, &targets)];
    let zero = markdown(&report(&units, &targets, Zero), Chinese, true);
    assert!(zero.contains("| 网络监管率 | 未报 | 未报 | 0.00 | 90% | 80% | 60% | 50% | 9.41 | 9.41 |\n"));
    assert!(zero.contains("| **77.68** |  |  |  |  | **100.00** | **22.32** |\n"));
    let range = markdown(&report(&units, &targets, Range), Chinese, true);
    assert!(range.contains("| 网络监管率 | 未报 | 未报 | — | 90% | 80% | 60% | 50% | 9.41 | — |\n"));
    assert!(range.contains("| **77.68～89.01** |  |  |  |  | **100.00** | **已知失分 10.99** |\n"));
}

/// Whoever reads the head alone knows which units the figures are without.
#[test]
fn units_without_a_score_stand_in_the_head() {
    let targets = Targets::bundled();
    let units = [rows("城关工商所", COMPLETE, &targets), rows("东关工商所", PARTIAL, &targets)];
    for count in [1, 2] {
        let mut report = report(&units[..count], &targets, Range);
        report.left_out = unscored((0..21).map(|number| format!("丙{number}")));
        report.not_reported = unscored(["丁".to_owned()]);
        let text = markdown(&report, Chinese, false);
        let head = text.split("\n## ").next().expect("there is a head");
        assert!(head.contains(&format!("已计分 {count} 个；有错误未计分 21 个：丙0、丙1")), "{head}");
        assert!(head.contains("、丙19等；应报未报 1 个：丁\n"), "{head}");
    }
    assert!(!markdown(&report(&units[..1], &targets, Range), Chinese, false).contains("已计分"));
}

#[test]
fn hostile_text_is_escaped() {
    let targets = Targets::bundled();
    for text in HOSTILE {
        let mut report = report(&[hostile_rows(text, &targets)], &targets, Range);
        report.period = Some(text.to_owned());
        report.left_out = unscored([text.to_owned(), "- 1. 一所".to_owned()]);
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
    let units = [rows("Unit 1", COMPLETE, &targets), rows("Unit 2", PARTIAL, &targets)];
    for units in [&units[..1], &units[..]] {
        let mut report = report(units, &targets, Range);
        report.period = None;
        assert_eq!(chinese_of(&markdown(&report, English, true).replace(['“', '”'], ""), &targets), "");
    }
}
