//! Control characters from files and names steer neither a terminal nor a page.

use score::targets::BUNDLED;

use crate::harness::forms::{UNIT_HEADER, rows};
use crate::harness::{Folder, Run};

/// Clears the screen, sets the title and rings the bell; CSI in one character; a backspace; a text
/// that runs from right to left.
const STEERING: &str = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{8}\u{202E}";

fn steers(c: char) -> bool {
    c.is_control() && c != '\n' || c == '\u{202E}'
}

fn assert_harmless(run: &Run, what: &str) {
    // Names in CSV are for other programs, which may know a unit by its right-to-left name.
    let stdout = if what == "csv" { run.stdout.replace('\u{202E}', "") } else { run.stdout.clone() };
    for text in [&stdout, &run.stderr] {
        let found: Vec<_> = text.lines().filter(|line| line.contains(steers)).collect();
        assert!(found.is_empty(), "{what}: {found:?}");
    }
}

/// Two units with hostile names, notes and texts: one is scored, the other has an error of every
/// kind that quotes a cell.
fn folder() -> Folder {
    let folder = Folder::new();
    let good = rows(Some(&format!("甲{STEERING}县")), |_| "95%".to_owned());
    let good = good.replacen("95%\n", &format!("不适用,{STEERING}因为\n"), 1).replacen("95%", "未报", 1);
    folder.file("好.csv", format!("{}{good}", UNIT_HEADER.replace('\n', ",偏差原因\n")));
    let row = |activity: &str, indicator: &str, value: &str| format!("乙{STEERING}县,{activity},{indicator},{value}\n");
    let bad = [
        row(&format!("执法{STEERING}办按"), "督导检查次数", "95%"),
        row("执法办案", &format!("{STEERING}案件"), "95%"),
        row("执法办案", "督导检查次数", &format!("{STEERING}完成")),
        row("执法办案", "督导检查次数", "95%"),
        row("执法办案", "督导检查次数", "95%"),
        row("执法办案", "案件执法查处率", &format!("0.9{STEERING}")),
    ];
    folder.file(&format!("坏{STEERING}.csv"), format!("{UNIT_HEADER}{}", bad.concat()));
    folder.file("名单.txt", format!("丙{STEERING}县\n"));
    folder
}

const FORMATS: [&str; 4] = ["table", "md", "html", "csv"];

#[test]
fn messages_and_reports_of_hostile_inputs() {
    let folder = folder();
    let bad = format!("坏{STEERING}.csv");
    let all = ["好.csv", bad.as_str(), "--expect", "名单.txt", "--min-score", "100", "--strict", "--detail"];
    for language in ["zh", "en"] {
        for format in FORMATS {
            let run = folder.score(&[&all[..], &["-f", format, "--lang", language]].concat());
            assert_eq!(run.status, 3, "{}", run.stderr);
            assert_harmless(&run, format);
            let period = format!("{STEERING}2016");
            let one = folder.score(&["好.csv", "-f", format, "--lang", language, "--period", &period]);
            assert_eq!(one.status, 0, "{}", one.stderr);
            assert_harmless(&one, format);
        }
    }
    let checked = folder.score(&["check", "好.csv", &bad]);
    assert_harmless(&checked, "check");
    for code in ["unknown-activity", "unknown-indicator", "value", "duplicate"] {
        assert!(checked.stderr.contains(&format!("[{code}]")), "{code} in {}", checked.stderr);
    }
}

#[test]
fn json_keeps_its_escapes() {
    let run = folder().score(&["好.csv", "-f", "json"]);
    assert!(run.stdout.contains("甲\\u001b[2J"), "{}", run.stdout);
    assert!(!run.stdout.contains('\u{1b}'));
}

#[test]
fn hostile_tables() {
    let folder = folder();
    let escaped = "\\u001b[2J\\u001b]0;x\\u0007\\u009b31m\\u0008\\u202e";
    // Names are found without regard to characters that do not show.
    let unseen = "\\u001b\\u0007\\u009b\\u0008";
    let table = BUNDLED[0].replace("督导检查次数", &format!("督导检查{unseen}次数"));
    let table = table.replace("执法办案", &format!("执法办案{unseen}")).replace("工商局", &format!("工商局{escaped}"));
    folder.file("表.json", table);
    for format in FORMATS {
        let run = folder.score(&["好.csv", "--targets", "表.json", "-f", format]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_harmless(&run, format);
    }
    assert_harmless(&folder.score(&["targets", "--targets", "表.json"]), "targets");
    let form = folder.score(&["template", "--targets", "表.json"]);
    assert!(!form.stdout.replace("\r\n", "\n").contains(steers), "{}", form.stdout);
    let name = format!("{STEERING}.json");
    folder.file(&name, BUNDLED[0].replacen("\"name\"", &format!("\"n{escaped}\""), 1));
    let refused = folder.score(&["好.csv", "--targets", &name]);
    assert_eq!(refused.status, 3);
    assert_harmless(&refused, "a refused table");
}

#[test]
fn hostile_arguments() {
    let folder = folder();
    for arguments in [
        &["好.csv", STEERING][..],
        &["好.csv", "--missing", STEERING],
        &[&format!("--{STEERING}")],
        &["好.csv", "-o", &format!("没有{STEERING}/报告.csv")],
        &["好.csv", "-o", &format!("报告.{STEERING}")],
        &["好.csv", "--targets", STEERING],
        &["好.csv", "--expect", STEERING],
    ] {
        let run = folder.score(arguments);
        assert!([2, 3, 4].contains(&run.status), "{arguments:?}");
        assert_harmless(&run, &format!("{arguments:?}"));
    }
}
