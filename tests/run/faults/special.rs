//! Folders with what is no regular file, names that are no text, and outputs behind links.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::process::Command;

use crate::harness::Folder;

const FORM: &str = "工作活动,绩效指标,实际值\n执法办案,督导检查次数,95%\n";

#[test]
fn a_pipe_and_a_socket_in_a_folder_are_named_and_not_waited_for() {
    let folder = Folder::new();
    folder.file("报表/甲县.csv", FORM);
    let pipe = folder.path().join("报表/管道.csv");
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    let _socket = UnixListener::bind(folder.path().join("报表/插座.csv")).expect("a socket is made");
    let run = folder.score(&["报表", "--format", "csv", "--level", "unit"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("甲县"), "{}", run.stdout);
    for name in ["管道.csv", "插座.csv"] {
        assert!(run.stderr.contains(name), "{name} is named: {}", run.stderr);
    }
}

#[test]
fn a_pipe_that_is_named_is_read() {
    let folder = Folder::new();
    let pipe = folder.path().join("管道");
    assert!(Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    let writer = std::thread::spawn(move || fs::write(pipe, FORM));
    let run = folder.score(&["管道", "--format", "csv", "--level", "unit"]);
    assert!(writer.join().is_ok_and(|written| written.is_ok()));
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn two_names_that_are_no_text_are_two_units() {
    let folder = Folder::new();
    fs::create_dir(folder.path().join("报表")).expect("a folder is made");
    for name in [&b"\xFF.csv"[..], b"\xFE.csv"] {
        fs::write(folder.path().join("报表").join(OsStr::from_bytes(name)), FORM).expect("a file is written");
    }
    let run = folder.score(&["报表", "--format", "csv", "--level", "unit"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    for unit in ["\\xFF", "\\xFE"] {
        assert!(run.stdout.contains(unit), "{unit} is scored: {}", run.stdout);
    }
}

#[test]
fn an_output_behind_a_link_is_written_and_keeps_its_mode() {
    let folder = Folder::new();
    folder.file("甲县.csv", FORM);
    let file = folder.file("存档/报告.json", "before");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("the mode is set");
    symlink("存档/报告.json", folder.path().join("报告.json")).expect("a link is made");
    symlink("存档/新.json", folder.path().join("新.json")).expect("a link is made");
    let run = folder.score(&["甲县.csv", "-o", "报告.json", "-o", "新.json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(folder.path().join("报告.json").is_symlink(), "the link is left");
    assert!(
        fs::read_to_string(&file).is_ok_and(|text| text.contains("schema_version")),
        "the file behind it is written"
    );
    let mode = fs::metadata(&file).expect("the file is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(folder.path().join("存档/新.json").is_file(), "a file that a link leads to is made");
}
