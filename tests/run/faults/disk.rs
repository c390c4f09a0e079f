//! The disk is full while a report is written.

use std::process::Command;

use crate::harness::forms::{UNIT_HEADER, unit_rows};
use crate::harness::{Folder, worked};

/// Runs `score` where no file may grow beyond `blocks` of 512 bytes, as on a full disk.
fn limited(folder: &Folder, blocks: usize, arguments: &[&str]) -> (String, String, Option<i32>) {
    // With the signal ignored, writing fails instead of ending the process.
    let line = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let output = Command::new("sh")
        .args(["-c", &line, env!("CARGO_BIN_EXE_score")])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("a shell");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// The names in the folder.
fn listing(folder: &Folder) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path()).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn folder() -> Folder {
    let folder = Folder::new();
    let units: String = (0..60).map(|number| unit_rows(&format!("第{number}所"), number % 25)).collect();
    folder.file("汇总.csv", format!("{UNIT_HEADER}{units}"));
    folder
}

#[test]
fn the_old_file_stays_and_no_other_is_left() {
    for ending in ["csv", "json", "ndjson", "md", "html", "xlsx", "txt"] {
        let folder = folder();
        let name = format!("报告.{ending}");
        folder.file(&name, "旧");
        let (_, stderr, status) = limited(&folder, 1, &["汇总.csv", "-o", &name]);
        assert_eq!(status, Some(4), "{ending}: {stderr}");
        assert!(stderr.contains(&name) && !stderr.contains("panicked"), "{stderr}");
        assert_eq!(folder.read(&name), "旧".as_bytes(), "{ending}");
        assert_eq!(listing(&folder).len(), 2, "{ending} {:?}", listing(&folder));
    }
}

#[test]
fn no_file_takes_its_place_before_all_are_written() {
    let folder = folder();
    folder.file("小.csv", worked("complete"));
    for name in ["一.csv", "二.html"] {
        folder.file(name, "旧");
    }
    let arguments = ["小.csv", "--level", "unit", "-o", "一.csv", "-o", "二.html"];
    let (_, stderr, status) = limited(&folder, 4, &arguments);
    assert_eq!(status, Some(4), "{stderr}");
    assert!(stderr.contains("二.html"), "the small one would fit: {stderr}");
    assert_eq!((folder.read("一.csv"), folder.read("二.html")), ("旧".into(), "旧".into()));
    assert_eq!(listing(&folder).len(), 4);
}

#[test]
fn pages_in_a_folder_are_all_or_none() {
    let folder = folder();
    folder.file("网页/index.html", "旧");
    let (_, stderr, status) = limited(&folder, 1, &["汇总.csv", "-o", "网页/"]);
    assert_eq!(status, Some(4), "{stderr}");
    let pages = std::fs::read_dir(folder.path().join("网页")).expect("a folder").count();
    assert_eq!((pages, folder.read("网页/index.html")), (1, "旧".into()));
}

#[test]
fn the_problems_are_said_all_the_same() {
    let folder = Folder::new();
    let bad = unit_rows("坏", 24).replacen("100%", "基本完成", 1);
    folder.file("汇总.csv", format!("{UNIT_HEADER}{bad}{}", unit_rows("好", 24)));
    let (_, stderr, status) = limited(&folder, 0, &["汇总.csv", "-o", "报告.json"]);
    assert_eq!(status, Some(4));
    assert!(stderr.contains("[value]") && stderr.contains("未计分 1 个：坏"), "{stderr}");
}

#[test]
fn a_form_that_cannot_be_written_leaves_the_old_one() {
    for name in ["填报表.csv", "填报表.xlsx"] {
        let folder = Folder::new();
        folder.file(name, "旧");
        let (_, stderr, status) = limited(&folder, 0, &["template", "-o", name, "--force"]);
        assert_eq!(status, Some(4), "{stderr}");
        assert_eq!((folder.read(name), listing(&folder).len()), ("旧".into(), 1));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn standard_output_is_full() {
    let folder = folder();
    for arguments in [
        &["汇总.csv"][..],
        &["汇总.csv", "-f", "json"],
        &["汇总.csv", "-f", "csv"],
        &["汇总.csv", "-f", "ndjson"],
        &["汇总.csv", "-f", "md"],
        &["汇总.csv", "-f", "html"],
        &["汇总.csv", "-f", "xlsx"],
        &["targets"],
        &["template"],
        &["schema"],
        &["check", "汇总.csv"],
        &["--help"],
        &["check", "--help"],
        &["--version"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
        let output = Command::new(env!("CARGO_BIN_EXE_score"))
            .args(arguments)
            .current_dir(folder.path())
            .stdout(full)
            .output()
            .expect("the program starts");
        let stderr = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(4), "{arguments:?} {stderr}");
        assert!(stderr.starts_with("错误：") && !stderr.contains("panicked"), "{arguments:?} {stderr}");
    }
}

#[test]
fn a_reader_that_has_gone_is_no_error() {
    let folder = folder();
    for arguments in ["--help", "--version", "schema", "targets", "汇总.csv", "check 汇总.csv"] {
        let line = format!("(sleep 0.2; \"$0\" {arguments}; echo $? >&2) | true");
        let output = Command::new("sh")
            .args(["-c", &line, env!("CARGO_BIN_EXE_score")])
            .current_dir(folder.path())
            .output()
            .expect("a shell");
        let stderr = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(stderr.ends_with("0\n") && !stderr.contains("错误"), "{arguments}: {stderr}");
    }
}
