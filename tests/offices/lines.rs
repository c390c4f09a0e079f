//! `--format ndjson`: an office a line, as soon as it is complete.

use super::form::{UNIT_HEADER, csv, form, json, office, units};
use crate::harness::{Folder, Run};

fn offices(run: &Run) -> Vec<serde_json::Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[test]
fn each_line_is_an_element_of_the_report_s_units() {
    let folder = Folder::new();
    folder.file("年/甲.csv", form(12));
    folder.file("年/乙.csv", form(24));
    folder.file("年/总.csv", format!("{UNIT_HEADER}{}{}", office("丙", 4), office("丁", 8)));
    for level in [&[][..], &["--level", "unit"], &["--level", "activity"], &["--level", "indicator"]] {
        let arguments = [&["年", "--sort", "input"], level].concat();
        let lines = offices(&folder.score(&[&arguments[..], &["-f", "ndjson"]].concat()));
        let report = json(&folder.score(&[&arguments[..], &["-f", "json"]].concat()));
        assert_eq!(lines.len(), 4);
        for line in &lines {
            assert!(report["units"].as_array().expect("units").contains(line), "{level:?} {line}");
        }
    }
}

#[test]
fn one_office_has_the_depth_of_the_report_in_json() {
    let folder = Folder::new();
    folder.file("甲.csv", form(12));
    let line = &offices(&folder.score(&["甲.csv", "-f", "ndjson", "--level", "indicator"]))[0];
    assert_eq!(*line, json(&folder.score(&["甲.csv", "-f", "json"]))["units"][0]);
}

#[test]
fn what_is_in_error_has_no_line() {
    let folder = Folder::new();
    folder.file("年/甲.csv", form(24));
    folder.file("年/坏.csv", form(24).replacen("100%", "基本完成", 1));
    folder.file("年/乙.csv", form(24));
    folder.file("另/乙.csv", form(24));
    let run = folder.score(&["年", "另", "-f", "ndjson"]);
    assert_eq!(run.status, 3);
    let names: Vec<_> = offices(&run).iter().map(|unit| unit["unit"].as_str().map(str::to_owned)).collect();
    assert_eq!(names, [Some("甲".to_owned())], "乙 stands in two files");
    let report = json(&folder.score(&["年", "另", "-f", "json"]));
    assert_eq!(units(&report), ["甲"]);
}

#[test]
fn a_line_that_is_out_cannot_be_taken_back_but_the_run_says_so() {
    let folder = Folder::new();
    folder.file("甲.csv", form(24));
    folder.file("总.csv", format!("{UNIT_HEADER}{}{}", office("丙", 24), office("甲", 24)));
    let run = folder.score(&["甲.csv", "总.csv", "-f", "ndjson"]);
    assert_eq!(run.status, 3);
    assert_eq!(offices(&run).iter().map(|unit| &unit["unit"]).collect::<Vec<_>>(), ["甲", "丙"]);
    assert!(run.stderr.ends_with("未计分 1 个：甲\n"), "{}", run.stderr);
}

#[test]
fn an_office_has_one_line_whatever_comes_after_it() {
    let folder = Folder::new();
    folder.file("甲.csv", form(24));
    folder.file("无表头.csv", "这里没有表头\n");
    folder.file("空.xlsx", "PK\u{3}\u{4}");
    for next in ["无表头.csv", "空.xlsx", "不在.csv"] {
        let run = folder.score(&["甲.csv", next, "-f", "ndjson"]);
        assert_eq!(run.status, 3);
        let lines = offices(&run);
        assert_eq!(lines.len(), 1, "{next}: {}", run.stdout);
        assert_eq!(lines[0]["source"]["file"], "甲.csv");
    }
}

#[test]
fn lines_and_files_agree() {
    let folder = Folder::new();
    folder.file("年/甲.csv", form(12));
    folder.file("年/乙.csv", form(24));
    let run = folder.score(&["年", "-f", "ndjson", "-o", "报告.ndjson", "-o", "报告.jsonl"]);
    assert_eq!(run.status, 0);
    let file = String::from_utf8(folder.read("报告.ndjson")).expect("UTF-8");
    assert_eq!(file, String::from_utf8(folder.read("报告.jsonl")).expect("UTF-8"));
    let (mut lines, mut written): (Vec<_>, Vec<_>) = (run.stdout.lines().collect(), file.lines().collect());
    lines.sort_unstable();
    written.sort_unstable();
    assert_eq!(lines, written);
    assert_eq!(csv(&folder, &["年"]).stdout.lines().count(), 3);
}

#[cfg(unix)]
mod pipes {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
    use std::sync::mpsc;
    use std::time::Duration;

    use super::super::form::{UNIT_HEADER, form, office};
    use crate::harness::Folder;

    /// Far more than a report takes.
    const LONG: Duration = Duration::from_secs(60);
    /// Long enough for a line that should not come.
    const SHORT: Duration = Duration::from_millis(300);

    fn start(folder: &Folder, inputs: &[&str]) -> (Child, Option<ChildStdin>, mpsc::Receiver<String>) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_score"))
            .args(inputs)
            .args(["-f", "ndjson"])
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let lines = lines(child.stdout.take().expect("a pipe"));
        let stdin = child.stdin.take();
        (child, stdin, lines)
    }

    fn lines(stdout: ChildStdout) -> mpsc::Receiver<String> {
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines() {
                let _ = sender.send(line.expect("UTF-8"));
            }
        });
        receiver
    }

    #[test]
    fn an_office_is_written_while_the_next_file_is_still_being_read() {
        let folder = Folder::new();
        folder.file("甲.csv", form(12));
        for inputs in [&["甲.csv", "乙.csv"][..], &["甲.csv", "乙.csv", "-"]] {
            let fifo = folder.path().join("乙.csv");
            let made = Command::new("mkfifo").arg(&fifo).status().expect("mkfifo is there");
            assert!(made.success());
            let (mut child, stdin, lines) = start(&folder, inputs);
            assert!(lines.recv_timeout(LONG).expect("the first office").contains("\"甲\""));
            let mut pipe = std::fs::OpenOptions::new().write(true).open(&fifo).expect("the program reads it");
            let text = form(24);
            let (first, second) = text.split_at(text.match_indices('\n').nth(12).expect("a row").0 + 1);
            pipe.write_all(first.as_bytes()).expect("the pipe takes it");
            assert!(lines.recv_timeout(SHORT).is_err(), "half an office is none");
            pipe.write_all(second.as_bytes()).expect("the pipe takes it");
            drop(pipe);
            assert!(lines.recv_timeout(LONG).expect("the second office").contains("\"乙\""));
            if let Some(mut stdin) = stdin {
                let named = format!("{UNIT_HEADER}{}", office("丙", 24));
                let _ = stdin.write_all(if inputs.len() > 2 { named.as_bytes() } else { b"" });
            }
            assert_eq!(child.wait().expect("it ends").code(), Some(0));
            assert_eq!(lines.iter().count(), inputs.len() - 2);
            std::fs::remove_file(fifo).expect("the pipe is removed");
        }
    }
}
