//! `score check`: reads as scoring does, says the same problems, and scores nothing.

use crate::harness::forms::{UNIT_HEADER, form, unit_rows};
use crate::harness::{Folder, Run, worked};

fn check(folder: &Folder, arguments: &[&str]) -> Run {
    folder.score(&[&["check"], arguments].concat())
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(24));
    folder.file("年/乙县.csv", form(4));
    folder.file("缺.csv", worked("partial"));
    folder.file("坏.csv", form(24).replacen("100%", "基本完成", 1));
    folder
}

#[test]
fn what_is_clean_is_one_line() {
    let folder = folder();
    let run = check(&folder, &["年"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "检查了 2 个文件、2 个单位、48 个指标：没有发现问题\n");
    let run = check(&folder, &["年/甲县.csv", "--lang", "en", "--strict"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.stdout, "checked 1 file, 1 unit and 24 indicators: no problem found\n");
}

#[test]
fn standard_input_and_a_column_of_units() {
    let folder = Folder::new();
    let text = format!("{UNIT_HEADER}{}{}", unit_rows("甲县", 24), unit_rows("乙县", 24));
    let run = folder.score_with(&["check", "-"], text.as_bytes());
    assert_eq!(run.stdout, "检查了 1 个文件、2 个单位、48 个指标：没有发现问题\n");
    let run = folder.score_with(&["check", "-"], b"x");
    assert_eq!(run.status, 3);
    assert!(run.stderr.ends_with("有错误的单位 1 个：标准输入\n"), "{}", run.stderr);
    assert_eq!(run.stdout, "检查了 1 个文件、1 个单位、0 个指标：共 1 个错误，0 个提醒\n");
}

#[test]
fn warnings_end_in_1_only_where_none_are_allowed() {
    let folder = folder();
    let run = check(&folder, &["缺.csv"]);
    assert_eq!(run.status, 0);
    assert!(run.stderr.contains("提醒[missing]") && run.stderr.contains("共 0 个错误，3 个提醒\n"), "{}", run.stderr);
    assert!(run.stdout.ends_with("：共 0 个错误，3 个提醒\n"), "{}", run.stdout);
    let strict = check(&folder, &["缺.csv", "--strict"]);
    assert_eq!(strict.status, 1);
    assert!(strict.stderr.ends_with("未达到门槛 --strict：要求没有提醒，实际 3 个提醒\n"), "{}", strict.stderr);
}

#[test]
fn errors_name_the_unit_and_a_file_that_is_not_there_ends_in_4() {
    let folder = folder();
    let run = check(&folder, &["年", "坏.csv", "不在.csv", "--strict", "--lang", "en"]);
    assert_eq!(run.status, 4);
    assert!(run.stderr.contains("error[value]") && run.stderr.contains("error[unreadable]"), "{}", run.stderr);
    assert!(run.stderr.ends_with("2 errors, 0 warnings\n2 units in error: 不在, 坏\n"), "{}", run.stderr);
    assert_eq!(run.stdout, "checked 4 files, 4 units and 71 indicators: 2 errors, 0 warnings\n");
}

/// What is said before errors and warnings are counted.
fn problems(run: &Run) -> &str {
    let count = ["共 ", "0 errors", "1 error"].iter().find_map(|count| run.stderr.rfind(&format!("\n{count}")));
    &run.stderr[..count.expect("problems are counted")]
}

#[test]
fn problems_are_those_of_scoring() {
    let folder = folder();
    folder.file("一分.csv", worked("complete").replace("92.5%", "0.925"));
    for arguments in [
        &["缺.csv"][..],
        &["坏.csv"],
        &["一分.csv"],
        &["不在.csv"],
        &["坏.csv", "--encoding", "gb18030"],
        &["坏.csv", "--targets", "坏.csv"],
        &["坏.csv", "--color", "always"],
    ] {
        for language in ["zh", "en"] {
            let arguments = [arguments, &["--lang", language]].concat();
            let (checked, scored) = (check(&folder, &arguments), folder.score(&arguments));
            assert_eq!(checked.status, scored.status, "{arguments:?}");
            if arguments.contains(&"--targets") {
                assert_eq!(checked.stderr, scored.stderr);
            } else {
                assert_eq!(problems(&checked), problems(&scored), "{arguments:?}");
            }
            assert!(!checked.stderr.contains("已计分") && !checked.stderr.contains(" scored"), "{}", checked.stderr);
        }
    }
}

#[test]
fn units_that_must_report() {
    let folder = folder();
    folder.file("齐.txt", "甲县\n乙县\n");
    folder.file("名单.txt", "甲县\n乙县\n丙县\n");
    let run = check(&folder, &["年", "--expect", "齐.txt", "--strict"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let run = check(&folder, &["年", "--expect", "名单.txt"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, "应报未报 1 个单位：丙县\n"));
    let run = check(&folder, &["年", "--expect", "名单.txt", "--strict", "--lang", "en"]);
    assert_eq!(run.status, 1);
    let expected = "1 expected unit did not report: 丙县\ngate --strict not met: asked for no warnings, found 0 warnings, and 1 unit that did not report\n";
    assert_eq!(run.stderr, expected);
    let run = check(&folder, &["年", "--expect", "没有.txt"]);
    assert_eq!((run.status, run.stdout.as_str()), (4, ""), "{}", run.stderr);
}

#[test]
fn what_cannot_be_asked_of_it() {
    let folder = folder();
    for arguments in
        [&[][..], &["年", "-f", "table"], &["年", "-o", "报告.html"], &["年", "--min-score", "60"], &["-", "-"]]
    {
        let run = check(&folder, arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?} {}", run.stderr);
    }
    folder.file("坏表.json", "{}");
    assert_eq!(check(&folder, &["年", "--targets", "坏表.json"]).status, 3);
    let help = folder.score(&["--help"]).stdout;
    assert!(help.contains("  check ") && help.contains("只检查填报文件，不计分"));
}
