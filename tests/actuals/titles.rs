//! Whose form it is: what stands above the header, how the file is called, and which year it speaks of.

use crate::harness::forms::{UNIT_HEADER, codes, column, csv, form, json, unit_rows, units};
use crate::harness::{Folder, Run};

/// A form with lines above its header.
fn titled(title: &str, reached: usize) -> String {
    format!("{title}\n{}", form(reached))
}

fn run(files: &[(&str, String)], arguments: &[&str]) -> Run {
    let folder = Folder::new();
    for (name, content) in files {
        folder.file(name, content);
    }
    let names: Vec<_> = files.iter().map(|(name, _)| *name).collect();
    folder.score(&[&names[..], arguments, &["-f", "json"]].concat())
}

#[test]
fn whose_form_it_is() {
    for (title, unit) in [
        ("填报单位：甲县工商局", "甲县工商局"),
        ("填报单位:甲县工商局", "甲县工商局"),
        ("填报单位：,,甲县工商局", "甲县工商局"),
        ("绩效填报表\n单位名称：甲县,填报日期：2017年1月5日", "甲县"),
        ("填报部门：甲县", "甲县"),
        ("填报单位（盖章）：甲县", "甲县"),
        ("填报单位：甲县（盖章）　单位：万元", "甲县"),
        ("填报单位：（盖章）甲县", "甲县"),
        ("填报单位：甲县    2016年12月31日", "甲县"),
        // These name nobody: the file's name is the unit's.
        ("单位：万元", "某所"),
        ("填报单位：", "某所"),
        ("填报单位：,,2016年度", "某所"),
        ("填报单位：工商局", "某所"),
        ("填报部门：414 工商局", "某所"),
        ("填报单位：414工商局（盖章）", "某所"),
    ] {
        let run = run(&[("某所.csv", titled(title, 24))], &["--period", "2016"]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{title}");
        assert_eq!(units(&json(&run)), [unit], "{title}");
    }
}

#[test]
fn a_name_that_the_user_gives_comes_first_and_rows_keep_theirs() {
    let file = |title: &str| [("某所.csv", titled(title, 24))];
    assert_eq!(units(&json(&run(&file("填报单位：甲县"), &["--unit", "乙县"]))), ["乙县"]);
    assert_eq!(units(&json(&run(&file("年报"), &["--unit", "乙县"]))), ["乙县"]);
    let folder = Folder::new();
    let piped = folder.score_with(&["-", "--unit", "乙县", "-f", "json"], form(24).as_bytes());
    assert_eq!(units(&json(&piped)), ["乙县"]);
    let rows = [("汇总.csv", format!("填报单位：甲县\n{UNIT_HEADER}{}", unit_rows("丙县", 24)))];
    assert_eq!(units(&json(&run(&rows, &["--unit", "乙县"]))), ["丙县"]);
}

#[test]
fn versions_of_one_form_are_one_unit_and_an_error() {
    let title = |unit: &str| titled(&format!("填报单位：{unit}"), 24);
    for [first, second] in [
        [("甲县.csv", form(24)), ("甲县(1).csv", form(20))],
        [("甲县.csv", form(24)), ("甲县 - 副本.csv", form(24))],
        [("甲县修改稿.csv", form(24)), ("甲县_最终.csv", form(20))],
        [("甲县.csv", form(24)), ("一所.csv", title("甲县"))],
        [("一所.csv", title("甲县")), ("甲县.csv", form(24))],
        [("一所.csv", title("甲县")), ("一所（修改稿）.csv", title("甲县"))],
        [("甲县绩效填报表.csv", title("甲县")), ("甲县2016年绩效自评表.csv", title("甲 县"))],
        [("一所.csv", title("甲县")), ("汇总.csv", format!("{UNIT_HEADER}{}", unit_rows("甲县", 24)))],
    ] {
        let names = [first.0, second.0];
        let run = run(&[first, second, ("乙县.csv", form(24))], &[]);
        let report = json(&run);
        assert_eq!((run.status, codes(&report), units(&report)), (3, vec!["unit-twice"], vec!["乙县"]), "{names:?}");
        assert!(names.iter().all(|name| run.stderr.contains(name)), "{names:?} are named: {}", run.stderr);
    }
}

#[test]
fn the_version_alone_is_no_part_of_a_name() {
    let report = json(&run(&[("甲县 - 副本 (2).csv", form(24)), ("乙县_最终版.csv", form(24))], &[]));
    assert_eq!(units(&report), ["乙县", "甲县"]);
}

#[test]
fn forms_whose_titles_say_the_same_have_the_names_of_their_files_added() {
    let folder = Folder::new();
    for (name, reached) in [("一所", 24), ("二所", 20), ("三所", 16)] {
        folder.file(&format!("年/{name}.csv"), titled("填报单位：甲县工商局", reached));
    }
    let run = csv(&folder, &["年", "--sort", "input"]);
    let named = ["甲县工商局（一所）", "甲县工商局（三所）", "甲县工商局（二所）"];
    assert_eq!((run.status, column(&run, "unit")), (0, named.map(str::to_owned).to_vec()));
    let said = "多个文件的标题都写着填报单位“甲县工商局”，已加上文件名区分：";
    assert_eq!(run.stderr, format!("{said}{}\n", named.join("、")));
    let english = folder.score(&["check", "年", "--lang", "en"]);
    assert!(
        english.stderr.starts_with("the titles of several files say “甲县工商局”; the names"),
        "{}",
        english.stderr
    );
    // Rows that name it by its title may mean any of them.
    folder.file("年/汇总.csv", format!("{UNIT_HEADER}{}", unit_rows("甲县工商局", 24)));
    let report = json(&folder.score(&["年", "-f", "json"]));
    assert_eq!(codes(&report), ["unit-twice"]);
}

#[test]
fn a_form_of_another_year_is_warned_about() {
    for (name, text, period, warned) in [
        ("甲县.csv", titled("2015年绩效填报表", 24), "2016", true),
        ("甲县.csv", titled("二〇一五年度绩效填报表", 24), "2016年度", true),
        ("甲县2015.csv", form(24), "2016", true),
        ("甲县.csv", titled("2016年绩效填报表", 24), "2016", false),
        ("甲县.csv", titled("填报日期：2017年1月5日", 24), "2016", false),
        ("甲县.csv", titled("2016年绩效填报表", 24), "2015-2016", false),
        ("甲县.csv", titled("2015年绩效填报表", 24), "上年", false),
        ("甲县2016.csv", form(24), "2016", false),
    ] {
        let run = run(&[(name, text)], &["--period", period]);
        let report = json(&run);
        assert_eq!(codes(&report), if warned { vec!["other-year"] } else { Vec::new() }, "{name} {period}");
        assert_eq!(run.status, 0, "it is scored");
    }
    let others = [
        ("甲县2016.csv", form(24)),
        ("乙县2016.csv", form(24)),
        ("丙县.csv", titled("2015年表", 24)),
        ("丁县.csv", form(24)),
    ];
    let report = json(&run(&others, &[]));
    assert_eq!((codes(&report), &report["problems"][0]["file"]), (vec!["other-year"], &"丙县.csv".into()));
}
