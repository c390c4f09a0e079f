//! What the README shows is what the program prints.

use std::path::Path;
use std::process::Command;

use crate::harness::Folder;

const README: &str = include_str!("../../README.md");

/// The first code block with a text in it.
fn block(having: &str) -> &'static str {
    let mut blocks = README.split("\n```").skip(1).step_by(2);
    let found = blocks.find(|block| block.contains(having)).expect("the README shows it");
    found.split_once('\n').expect("the fence has a line of its own").1
}

/// The program in the project's folder: status, standard output, standard error.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = Command::new(env!("CARGO_BIN_EXE_score")).args(arguments).current_dir(root).output().expect("it starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (run.status.code(), text(run.stdout), text(run.stderr))
}

#[test]
fn the_report_of_the_example() {
    let (status, report, problems) = run(&["examples/actuals.csv"]);
    assert_eq!((status, problems.as_str()), (Some(0), ""));
    let mut printed = report.lines();
    for line in block("绩效评分报告").lines().filter(|line| line.trim() != "……") {
        assert!(printed.any(|other| other.trim_end() == line.trim_end()), "not printed, or not here: {line}");
    }
}

#[test]
fn the_form_and_the_errors() {
    let folder = Folder::new();
    folder.file("甲县.csv", block("市场监督管理,监管执法计划完成率,未报"));
    assert_eq!(folder.score(&["甲县.csv"]).status, 0);
    folder.file("甲县.csv", "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n市场监督管理,网络监管绿,88%\n");
    let run = folder.score(&["甲县.csv"]);
    assert_eq!(run.stderr.trim_end(), block("ambiguous-value").trim_end());
}

#[test]
fn the_folder_of_examples() {
    let (status, report, problems) = run(&["examples/2016年", "--expect", "examples/应报单位.csv"]);
    assert_eq!(status, Some(0), "{problems}");
    assert!(report.contains("单位排名") && problems.ends_with("应报未报 1 个单位：高新区\n"), "{problems}");
}

#[test]
fn the_headings_that_are_known() {
    for headings in score::actuals::known_headings() {
        let list = headings.iter().map(|heading| format!("`{heading}`")).collect::<Vec<_>>().join("、");
        assert!(README.contains(&list), "the README lists {list}");
    }
}
