//! `--expect`: who must report, and who did not.

use super::form::{HEADER, UNIT_HEADER, csv, form, json, office, units};
use crate::harness::Folder;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(24));
    folder.file("年/乙县.csv", form(24));
    folder.file("年/丙县.csv", form(24).replacen("100%", "基本完成", 1));
    folder.file("年/丁县.csv", "这里没有表头\n");
    folder.file("年/空县.csv", HEADER);
    folder
}

fn summary(run: &crate::harness::Run) -> &str {
    run.stderr.lines().find(|line| line.starts_with("应报未报")).unwrap_or_default()
}

#[test]
fn a_list_with_a_header_and_a_bare_one_say_the_same() {
    let folder = folder();
    let names = ["戊县", "甲 县", "丙县", "丁县", "己县", "空县", "戊县"];
    let numbered: String = names.iter().enumerate().map(|(i, name)| format!("{i},{name},某人\n")).collect();
    folder.file("名单.csv", format!("应报单位名单\n序号,填报单位,联系人\n{numbered}"));
    folder.file("名单.txt", names.join("\n"));
    folder.file("名单-gbk.txt", encoding_rs::GBK.encode(&names.join("\r\n")).0);
    for list in ["名单.csv", "名单.txt", "名单-gbk.txt"] {
        let run = csv(&folder, &["年", "--expect", list]);
        assert_eq!(run.status, 3, "two offices are in error: {}", run.stderr);
        assert_eq!(summary(&run), "应报未报 3 个单位：戊县、己县、空县", "{list}: an office in error has reported");
    }
}

#[test]
fn who_is_not_on_the_list_is_named_since_a_name_may_be_written_in_another_way() {
    let folder = Folder::new();
    let text = format!("{UNIT_HEADER}{}{}", office("甲县", 24), office("己县局", 24));
    folder.file("汇总.csv", text);
    folder.file("名单.csv", "序号,单位\n1,甲县\n2,己县\n合计,2\n");
    let run = csv(&folder, &["汇总.csv", "--expect", "名单.csv"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, "应报未报 1 个单位：己县\n不在应报名单上 1 个单位：己县局\n"));
    let english = folder.score(&["check", "汇总.csv", "--expect", "名单.csv", "--lang", "en"]);
    assert!(english.stderr.ends_with("1 unit not on the list: 己县局\n"), "{}", english.stderr);
}

#[test]
fn offices_of_a_column_have_reported_too() {
    let folder = Folder::new();
    let text = format!("{UNIT_HEADER}{}{}", office("甲县", 24), office("Ｂ县", 24));
    folder.file("汇总.csv", text);
    folder.file("名单.txt", "甲县\nB县\n丙县\n");
    let run = csv(&folder, &["汇总.csv", "--expect", "名单.txt"]);
    assert_eq!((run.status, summary(&run)), (0, "应报未报 1 个单位：丙县"));
    let english = csv(&folder, &["汇总.csv", "--expect", "名单.txt", "--lang", "en"]);
    assert_eq!(english.stderr, "1 expected unit did not report: 丙县\n");
}

#[test]
fn those_that_did_not_report_count_for_strict_and_stand_in_the_report() {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(24));
    folder.file("年/乙县.csv", form(24));
    folder.file("齐.txt", "甲县\n乙县\n");
    folder.file("缺.txt", "甲县\n乙县\n丙县\n");
    let run = csv(&folder, &["年", "--expect", "齐.txt", "--strict"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let run = csv(&folder, &["年", "--expect", "缺.txt", "--strict"]);
    assert_eq!(run.status, 1);
    assert!(run.stderr.contains("--strict") && run.stderr.contains("，1 个单位应报未报"), "{}", run.stderr);
    for format in ["table", "md", "html"] {
        let run = folder.score(&["年", "--expect", "缺.txt", "-f", format]);
        assert!(run.stdout.contains("丙县"), "{format} lists it");
    }
}

#[test]
fn one_office_of_several_expected() {
    let folder = Folder::new();
    folder.file("甲县.csv", form(24));
    folder.file("名单.txt", "甲县\n乙县\n");
    let run = folder.score(&["甲县.csv", "--expect", "名单.txt", "-f", "json"]);
    assert_eq!((run.status, summary(&run)), (0, "应报未报 1 个单位：乙县"));
    assert_eq!(units(&json(&run)), ["甲县"]);
}

#[test]
fn a_list_that_cannot_be_read_is_invalid_input() {
    let folder = Folder::new();
    folder.file("甲县.csv", form(24));
    folder.file("坏.txt", b"\xFF\xFF\xFF");
    folder.file("空.txt", "\u{FEFF}\r\n\r\n");
    for list in ["没有.csv", "坏.txt", "空.txt", "."] {
        let run = csv(&folder, &["甲县.csv", "--expect", list]);
        assert_eq!((run.status, run.stdout.as_str()), (3, ""), "{list}: {}", run.stderr);
        assert!(run.stderr.contains(list), "{}", run.stderr);
    }
}

#[test]
fn a_list_may_be_headed_in_other_ways_and_lie_among_the_files() {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(24));
    for heading in ["单位\n", "应报单位\n", "序号,名称\n", "应报单位名单\n", ""] {
        let number = if heading.contains(',') { "1," } else { "" };
        folder.file("年/名单.csv", format!("{heading}{number}甲县\n{number}乙县\n合计\n"));
        let run = csv(&folder, &["年", "--expect", "年/名单.csv"]);
        assert_eq!((run.status, summary(&run)), (0, "应报未报 1 个单位：乙县"), "{heading}: {}", run.stderr);
    }
    folder.file("空.csv", "填报单位\n");
    let empty = csv(&folder, &["年", "--expect", "空.csv"]);
    assert_eq!(empty.status, 3, "{}", empty.stderr);
}
