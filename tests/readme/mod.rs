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

/// The commands of the comparison, in a folder with the examples.
#[test]
fn what_changed_is_told_by_the_commands_that_are_shown() {
    let folder = Folder::new();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    for part in ["2016年", "2017年", "复核"] {
        for entry in std::fs::read_dir(examples.join(part)).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            folder.file(&format!("examples/{part}/{name}"), std::fs::read(&path).expect("it is read"));
            folder.file(&format!("报来/{name}"), std::fs::read(&path).expect("it is read"));
            folder.file(&format!("forms/{name}"), std::fs::read(&path).expect("it is read"));
        }
    }
    folder.file("应报单位.csv", std::fs::read(examples.join("应报单位.csv")).expect("it is read"));
    let commands = README.lines().filter_map(|line| line.strip_prefix("score "));
    let commands: Vec<_> = commands.map(|line| line.split('#').next().unwrap_or_default()).collect();
    let is_of_comparison = |line: &str| ["--against", ".json"].iter().all(|word| line.contains(word));
    let mut compared = 0;
    for (at, line) in commands.iter().enumerate().filter(|(_, line)| is_of_comparison(line)) {
        let [before, now] = [commands[at - 1], line].map(|line| {
            let run = folder.score(&line.split_whitespace().collect::<Vec<_>>());
            assert_eq!(run.status, 0, "{line}: {}", run.stderr);
            run.stdout
        });
        assert_eq!(before, "", "the first writes a file");
        compared += 1;
        for shown in block("自评与复核对照").lines().filter(|_| line.contains("自评.json")) {
            assert!(now.lines().any(|printed| printed.trim_end() == shown.trim_end()), "not printed: {shown}");
        }
    }
    assert_eq!(compared, 6, "{commands:?}");
}
