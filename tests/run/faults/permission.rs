//! Files and folders that may not be read or written, or are not what they are taken for.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;

use crate::harness::Folder;
use crate::harness::forms::{column, csv, form};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(24));
    folder.file("年/乙县.csv", form(24));
    folder
}

fn set_mode(folder: &Folder, name: &str, mode: u32) {
    std::fs::set_permissions(folder.path().join(name), Permissions::from_mode(mode)).expect("it is ours");
}

/// Nothing is forbidden to the administrator, as whom tests may run.
fn is_forbidden(folder: &Folder, name: &str) -> bool {
    std::fs::File::open(folder.path().join(name)).is_err()
}

#[test]
fn a_file_that_may_not_be_read_leaves_the_others() {
    let folder = folder();
    set_mode(&folder, "年/乙县.csv", 0);
    if !is_forbidden(&folder, "年/乙县.csv") {
        return;
    }
    let run = csv(&folder, &["年"]);
    assert_eq!(run.status, 4);
    assert_eq!(column(&run, "unit"), ["甲县"]);
    assert!(run.stderr.contains("[unreadable]") && run.stderr.contains("未计分 1 个：乙县"), "{}", run.stderr);
}

#[test]
fn a_folder_that_may_not_be_read() {
    let folder = folder();
    set_mode(&folder, "年", 0);
    let run = csv(&folder, &["年"]);
    let is_free = std::fs::read_dir(folder.path().join("年")).is_ok();
    set_mode(&folder, "年", 0o755);
    if is_free {
        return;
    }
    assert_eq!(run.status, 4);
    assert!(run.stderr.contains("[unreadable]"), "{}", run.stderr);
}

/// Neither a pattern nor a folder passes over what lies in a folder that may not be read.
#[test]
fn a_folder_that_may_not_be_read_among_others_is_named() {
    let folder = folder();
    folder.file("年/补交/丙县.csv", form(24));
    set_mode(&folder, "年/补交", 0);
    let runs = ["年", "年/*/*.csv", "*/*.csv"].map(|input| csv(&folder, &[input]));
    let tables = folder.score(&["targets", "年/*/*.docx"]);
    let is_free = std::fs::read_dir(folder.path().join("年/补交")).is_ok();
    set_mode(&folder, "年/补交", 0o755);
    if is_free {
        return;
    }
    assert_eq!(runs.each_ref().map(|run| run.status), [0, 4, 0]);
    for run in [&runs[0], &runs[1], &tables] {
        assert!(run.stderr.contains("年/补交"), "{}", run.stderr);
    }
    assert_eq!(tables.status, 4);
}

/// The rest is read all the same where it is inputs that cannot be read.
#[test]
fn what_the_system_does_not_give_is_no_fault_of_its_content() {
    let folder = folder();
    folder.file("表.json", score::targets::BUNDLED[0]);
    let cases: [(&[&str], bool); 6] = [
        (&["年", "年/甲县.csv/x.csv"], true),
        (&["年", "没有.csv"], true),
        (&["年", "没有*.csv"], true),
        (&["年", "--targets", "表.json", "--targets", "年/甲县.csv/x"], true),
        (&["年", "--targets", "年/甲县.csv/x"], false),
        (&["年", "--targets", "没有.json"], false),
    ];
    for (arguments, is_scored) in cases {
        let run = csv(&folder, arguments);
        assert_eq!((run.status, run.stdout.is_empty()), (4, !is_scored), "{arguments:?}: {}", run.stderr);
    }
    for arguments in [&["targets", "表.json", "年/甲县.csv/x"][..], &["check", "年/甲县.csv/x.csv"]] {
        assert_eq!(folder.score(arguments).status, 4, "{arguments:?}");
    }
    let forms = folder.score(&["template", "--targets", "表.json", "--targets", "没有.json", "-o", "填报表/"]);
    assert_eq!((forms.status, folder.read("填报表/414-工商局.xlsx").is_empty()), (4, false), "{}", forms.stderr);
}

#[test]
fn a_folder_of_forms_has_no_table_and_is_no_list() {
    let folder = folder();
    for (option, code) in [("--targets", "[table]"), ("--expect", "[unreadable]"), ("--against", "[unreadable]")] {
        let run = csv(&folder, &["年", option, "年"]);
        assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{}", run.stderr);
        assert!(run.stderr.contains(code) && !run.stderr.contains("panicked"), "{}", run.stderr);
    }
}

#[test]
fn a_file_that_looks_like_a_folder_and_the_reverse() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("假.csv")).expect("a folder");
    let run = csv(&folder, &["假.csv"]);
    assert_eq!(run.status, 3, "a folder without inputs: {}", run.stderr);
    let run = csv(&folder, &["年/甲县.csv/"]);
    assert_eq!(run.status, 4, "{}", run.stderr);
    let run = csv(&folder, &["年", "-o", "年/甲县.csv/"]);
    assert!(matches!(run.status, 2 | 4), "{}", run.stderr);
    assert_eq!(folder.read("年/甲县.csv"), form(24).into_bytes());
}

#[test]
fn a_folder_of_an_output_that_is_missing() {
    let folder = folder();
    let run = csv(&folder, &["年", "-o", "没有/报告.json"]);
    assert_eq!(run.status, 4);
    assert!(run.stderr.contains("没有/报告.json"), "{}", run.stderr);
    assert!(!folder.path().join("没有").exists());
}

#[test]
fn an_output_in_a_folder_that_may_not_be_written() {
    let folder = folder();
    folder.file("锁/报告.json", "旧");
    set_mode(&folder, "锁", 0o555);
    let is_free = std::fs::write(folder.path().join("锁/试"), "").is_ok();
    let run = csv(&folder, &["年", "-o", "锁/报告.json"]);
    set_mode(&folder, "锁", 0o755);
    if is_free {
        return;
    }
    assert_eq!(run.status, 4);
    assert!(run.stderr.contains("锁/报告.json"), "{}", run.stderr);
    assert_eq!(folder.read("锁/报告.json"), "旧".as_bytes());
}

#[test]
fn a_new_file_has_the_rights_that_new_files_have() {
    let folder = folder();
    folder.file("普通", "");
    csv(&folder, &["年", "-o", "报告.json"]);
    let mode = |name: &str| std::fs::metadata(folder.path().join(name)).expect("it is there").permissions().mode();
    assert_eq!(mode("报告.json"), mode("普通"));
}
