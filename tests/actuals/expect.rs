//! `--expect`: who must report, and who did not.

use crate::harness::Folder;
use crate::harness::forms::{HEADER, UNIT_HEADER, column, csv, form, json, unit_rows, units};

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
        assert_eq!(run.status, 3, "two units are in error: {}", run.stderr);
        assert_eq!(summary(&run), "应报未报 2 个单位：戊县、己县", "{list}: a unit in error has reported");
    }
}

#[test]
fn who_is_not_on_the_list_is_named_since_a_name_may_be_written_in_another_way() {
    let folder = Folder::new();
    let text = format!("{UNIT_HEADER}{}{}", unit_rows("甲县", 24), unit_rows("己县局", 24));
    folder.file("汇总.csv", text);
    folder.file("名单.csv", "序号,单位\n1,甲县\n2,己县\n合计,2\n");
    let run = csv(&folder, &["汇总.csv", "--expect", "名单.csv"]);
    assert_eq!(
        (run.status, run.stderr.as_str()),
        (0, "应报未报 1 个单位：己县\n不在应报名单上 1 个单位：己县局（是不是 己县？）\n")
    );
    let english = folder.score(&["check", "汇总.csv", "--expect", "名单.csv", "--lang", "en"]);
    assert!(english.stderr.ends_with("1 unit not on the list: 己县局 (is it 己县?)\n"), "{}", english.stderr);
}

#[test]
fn units_of_a_column_have_reported_too() {
    let folder = Folder::new();
    let text = format!("{UNIT_HEADER}{}{}", unit_rows("甲县", 24), unit_rows("Ｂ县", 24));
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
fn one_unit_of_several_expected() {
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
    for (list, status) in [("没有.csv", 4), ("坏.txt", 3), ("空.txt", 3), (".", 3)] {
        let run = csv(&folder, &["甲县.csv", "--expect", list]);
        assert_eq!((run.status, run.stdout.as_str()), (status, ""), "{list}: {}", run.stderr);
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

#[test]
fn a_form_that_adds_only_what_every_form_may_say_is_known_by_the_list() {
    let folder = Folder::new();
    folder.file("名单.txt", "赞安县\n安县\n一中\n乙县\n丙县\n");
    for (file, unit, said) in [
        ("赞安县.csv", "赞安县", ""),
        ("赞安县工商局2016年绩效填报表.csv", "赞安县", "赞安县（赞安县工商局2016年绩效填报表）"),
        ("河北省赞安县.csv", "赞安县", "赞安县（河北省赞安县）"),
        ("安县 工商局.csv", "安县", "安县（安县 工商局）"),
        ("新安县.csv", "新安县", "新安县（是不是 安县、赞安县？）"),
        ("十一中.csv", "十一中", "十一中（是不是 一中？）"),
        ("赞安县城关.csv", "赞安县城关", "赞安县城关（是不是 赞安县、安县？）"),
        ("庚.csv", "庚", "不在应报名单上 1 个单位：庚\n"),
    ] {
        folder.file(file, form(24));
        let run = csv(&folder, &[file, "--expect", "名单.txt", "--sort", "input"]);
        assert_eq!(column(&run, "unit"), [unit], "{file}");
        assert!(run.stderr.contains(said), "{file}: {}", run.stderr);
        assert_eq!(
            run.stderr.contains("按应报名单认出 1 个单位"),
            said.starts_with(unit) && !said.contains("是不是") && !said.is_empty(),
            "{file}: {}",
            run.stderr
        );
        let absent = summary(&run).split('：').nth(1).unwrap_or_default();
        let is_absent = absent.split('、').any(|name| name == unit);
        assert!(!is_absent, "{file}: nobody has reported and is absent: {}", run.stderr);
    }
}

#[test]
fn an_empty_form_is_no_report() {
    let folder = Folder::new();
    let marked = |mark: &str| form(0).replace("0%", mark);
    folder.file("年/甲县.csv", form(24));
    folder.file("年/空县.csv", marked("-"));
    folder.file("年/无行.csv", HEADER);
    folder.file("年/不适用县.csv", marked("不适用"));
    folder.file("名单.txt", "甲县\n空县\n不适用县\n");
    let run = csv(&folder, &["年", "--expect", "名单.txt", "--sort", "name"]);
    assert_eq!((run.status, column(&run, "unit")), (0, vec!["不适用县".to_owned(), "甲县".to_owned()]));
    assert_eq!(summary(&run), "", "an empty form is on no other list");
    assert!(run.stderr.contains("\n空表 2 个，一个值也没有填，不算上报：无行、空县\n"), "{}", run.stderr);
    assert!(!run.stderr.contains("未报："), "cells of empty forms are not told one by one: {}", run.stderr);
    for arguments in [&["年/空县.csv", "--strict"][..], &["check", "年/空县.csv", "--strict"]] {
        let strict = folder.score(arguments);
        let gate = "未达到门槛 --strict：要求没有提醒，实际 0 个提醒，1 张空表\n";
        assert!(strict.status == 1 && strict.stderr.ends_with(gate), "{}", strict.stderr);
    }
    let gated = csv(&folder, &["年/甲县.csv", "年/空县.csv", "--min-coverage", "100"]);
    assert_eq!(gated.status, 1);
    assert!(gated.stderr.ends_with("未达到门槛 --min-coverage：要求 100%，实际 空县 空表\n"), "{}", gated.stderr);
    for format in ["table", "md", "html"] {
        let all = folder.score(&["年", "-f", format, "--lang", "en"]);
        assert!(all.stdout.contains("Empty forms") && all.stdout.contains("空县"), "{format}: {}", all.stdout);
        let alone = folder.score(&["年/空县.csv", "-f", format]);
        assert_eq!(alone.status, 0);
        assert!(alone.stdout.contains("填报表是空的"), "{format}: {}", alone.stdout);
    }
    let english = folder.score(&["check", "年/空县.csv", "--lang", "en"]);
    assert!(
        english.stderr.ends_with("1 empty form without any value, not counted as reported: 空县\n"),
        "{}",
        english.stderr
    );
    assert!(units(&json(&folder.score(&["年/空县.csv", "-f", "json"]))).is_empty());
}

#[test]
fn a_name_on_the_list_is_one_units_alone() {
    let folder = Folder::new();
    folder.file("名单.txt", "甲县\n乙县\n");
    for file in ["一/甲县.csv", "一/甲县工商局.csv", "二/甲县工商局.csv", "二/甲县2016.csv", "二/乙县绩效表.csv"]
    {
        folder.file(file, form(24));
    }
    let equal = csv(&folder, &["一", "--expect", "名单.txt", "--sort", "name"]);
    assert_eq!(column(&equal, "unit"), ["甲县", "甲县工商局"], "{}", equal.stderr);
    assert!(equal.stderr.ends_with("不在应报名单上 1 个单位：甲县工商局（是不是 甲县？）\n"), "{}", equal.stderr);
    let both = csv(&folder, &["二", "--expect", "名单.txt", "--sort", "name"]);
    assert_eq!(column(&both, "unit"), ["乙县", "甲县2016", "甲县工商局"]);
    assert!(both.stderr.starts_with("应报未报 1 个单位：甲县\n"), "{}", both.stderr);
    assert!(both.stderr.contains("甲县2016（是不是 甲县？）、甲县工商局（是不是 甲县？）"), "{}", both.stderr);
}

#[test]
fn a_file_in_error_is_known_by_the_list_too() {
    let folder = Folder::new();
    folder.file("名单.txt", "甲县\n");
    folder.file("甲县工商局.csv", "这里没有表头\n");
    let run = csv(&folder, &["甲县工商局.csv", "--expect", "名单.txt"]);
    assert_eq!((run.status, summary(&run)), (3, ""), "{}", run.stderr);
    assert!(run.stderr.contains("未计分 1 个：甲县\n"), "{}", run.stderr);
    let english = csv(&folder, &["甲县工商局.csv", "--expect", "名单.txt", "--lang", "en"]);
    assert!(
        english.stderr.contains("1 unit known by the list, in brackets as given: 甲县 (甲县工商局)\n"),
        "{}",
        english.stderr
    );
}
