//! A gallery of problems: for each message a reproducer, and the whole of what is said in both
//! languages. Read the snapshots as a clerk would.

mod against;
mod summary;
mod tables;
mod workbooks;

use crate::harness::{Folder, Run};

/// One reproducer: the code it must show, a name, the files, and the arguments.
struct Exhibit {
    code: &'static str,
    name: &'static str,
    files: &'static [(&'static str, &'static [u8])],
    arguments: &'static [&'static str],
}

const fn exhibit(
    code: &'static str,
    name: &'static str,
    files: &'static [(&'static str, &'static [u8])],
    arguments: &'static [&'static str],
) -> Exhibit {
    Exhibit { code, name, files, arguments }
}

macro_rules! csv {
    ($text:expr) => {
        &[("甲县.csv", $text.as_bytes())]
    };
}

/// A file beside a table whose only indicator is a count of 件.
macro_rules! count {
    ($text:expr) => {
        &[("甲县.csv", $text.as_bytes()), ("table.json", COUNT)]
    };
}

/// A file beside two tables.
macro_rules! several {
    ($text:expr) => {
        &[("甲县.csv", $text.as_bytes()), ("414.json", include_bytes!("../../targets/414.json")), ("416.json", MARKET)]
    };
}

const SEVERAL: &[&str] = &["甲县.csv", "--targets", "414.json", "--targets", "416.json"];

const MARKET: &[u8] = r#"{"code":"416","name":"质监局","title":"表","budget_unit":"万元",
 "points":{"excellent":100,"good":80,"fair":60,"poor":40,"below_poor":0},
 "bands":{"excellent":90,"good":80,"fair":60},
 "duties":[{"name":"职","budget":1,"description":"","objective":"",
   "activities":[{"name":"监管","budget":1,"description":"","objective":"","indicators":[
     {"name":"抽查率","cutoffs":{"excellent":90,"good":80,"fair":70,"poor":60}},
     {"name":"办结率","cutoffs":{"excellent":90,"good":80,"fair":70,"poor":60}}]},
    {"name":"执法办案","budget":0,"description":"","objective":"","indicators":[
     {"name":"督导检查次数","cutoffs":{"excellent":90,"good":80,"fair":70,"poor":60}}]}]}]}"#
    .as_bytes();

const COUNT: &[u8] = r#"{"code":"1","name":"局","title":"表","budget_unit":"万元",
    "points":{"excellent":100,"good":80,"fair":60,"poor":40,"below_poor":0},
    "bands":{"excellent":90,"good":80,"fair":60},
    "duties":[{"name":"职","budget":1,"description":"","objective":"",
        "activities":[{"name":"执法办案","budget":1,"description":"","objective":"",
            "indicators":[{"name":"督导检查次数","measure":"件","cutoffs":{"excellent":9,"good":8,"fair":7,"poor":6}}]}]}]}"#
    .as_bytes();

/// A table with a fault of every kind that its numbers and names may have.
const FAULTY: &[u8] = r#"{"code":" ","name":"局","title":"表","budget_unit":"万元",
    "points":{"excellent":100,"good":95,"fair":60,"poor":40,"below_poor":-1},
    "bands":{"excellent":90,"good":90,"fair":60},
    "duties":[{"name":"职","budget":3,"description":"","objective":"",
        "activities":[{"name":"甲","budget":1.1234567,"description":"","objective":"","indicators":[]},
            {"name":"乙","budget":1,"description":"","objective":"","indicators":[
            {"name":"率","weight":0,"measure":"5","cutoffs":{"excellent":9,"good":8,"fair":10,"poor":6}}]}]},
        {"name":"责","budget":2,"description":"","objective":"","activities":[
            {"name":"丙","budget":1,"description":"","objective":"","indicators":[
            {"name":"Ａ率","aliases":["A 率"],"cutoffs":{"excellent":9,"good":8,"fair":7,"poor":6e1}},
            {"name":"B率","aliases":["b","B 率"],"cutoffs":{"excellent":9,"good":8,"fair":7,"poor":6}},
            {"name":"C率","strict":true,"cutoffs":{"excellent":0,"good":1,"fair":2,"poor":null}}]}]}]}"#
    .as_bytes();

const LOCKED: &[u8] = include_bytes!("../../src/sheets/tests-data/locked-standard.xlsx");
/// A workbook that is read-only, of which a part is missing.
const READ_ONLY: [u8; 9728] = {
    let mut bytes = *include_bytes!("../../src/sheets/tests-data/read-only-standard.xlsx");
    bytes[9593] = 0x7F;
    bytes
};

const FILE: &[&str] = &["甲县.csv"];
const TABLE: &[&str] = &["甲县.csv", "--targets", "table.json"];

const EXHIBITS: &[Exhibit] = &[
    exhibit("unreadable", "not-found", &[], FILE),
    exhibit("unreadable", "empty-folder", &[("报表/readme.md", b"no input")], &["报表"]),
    exhibit("other-bureau", "form", csv!("工作活动,绩效指标,实际值\n义务教育,入学率,95%\n义务教育,巩固率,95%\n义务教育,升学率,95%\n学前教育,入园率,95%\n执法办案,督导检查次数,95%\n执法办案,收费检查率,95%\n"), FILE),
    exhibit("unreadable", "own-report", csv!("unit,score,score_min,score_max,grade,grade_label,coverage\n甲县,88.02,88.02,88.02,good,良,100.00\n"), FILE),
    exhibit("unreadable", "open-quote", csv!("工作活动,绩效指标,实际值\n执法办案,\"督导检查次数,95%\n执法办案,案件执法查处率,95%\n"), FILE),
    exhibit("unreadable", "open-quote-above-the-header", csv!("填报表\n\"2016\n工作活动,绩效指标,实际值\n执法办案,督导检查次数,\"95%\"\n"), FILE),
    exhibit("encoding", "above-the-header", &[("甲县.csv", b"\xb1\xea\xcc\xe2\n\xE7\xBB\xA9\xE6\x95\x88\xE6\x8C\x87\xE6\xA0\x87,\xE5\xAE\x9E\xE9\x99\x85\xE5\x80\xBC\n\xE7\xBD\x91,1\n")], FILE),
    exhibit("unreadable", "no-tables", &[("甲县.csv", b""), ("table/readme.md", b"")], &["甲县.csv", "--targets", "table"]),
    exhibit("plan", "no-column", csv!("工作活动,绩效指标,实际值,完成数\n执法办案,督导检查次数,,45\n"), FILE),
    exhibit("value", "beside-a-plan", csv!("工作活动,绩效指标,计划数,实际值\n执法办案,督导检查次数,50,45\n执法办案,案件执法查处率,50,45%\n"), FILE),
    exhibit("value", "row-measure", csv!("工作活动,绩效指标,计量单位,实际值\n执法办案,督导检查次数,次,12\n执法办案,案件执法查处率,％,96\n执法办案,反垄断案件查处率,次,96%\n"), FILE),
    exhibit("value", "row-in-a-cell", csv!("工作活动,绩效指标,实际值\n执法办案，督导检查次数，92.5%\n注：以上，均为年报,,\n"), FILE),
    exhibit("unknown-activity", "a-duty", csv!("工作活动,绩效指标,实际值\n工商执法,督导检查次数,92.5%\n"), FILE),
    exhibit("workbook", "a-page", &[("甲县.csv", b"\xEF\xBB\xBF <!DOCTYPE html><table><tr><td>1</td></tr></table>")], FILE),
    exhibit("value", "of-a-unit", &[("甲县.csv", "填报单位,工作活动,绩效指标,实际值\n西城县,执法办案,督导检查次数,约九成\n西城县,执法办案,案件执法查处率,101%\n".as_bytes())], FILE),
    exhibit("encoding", "utf-8", &[("甲县.csv", b"\xE7\xBB\xA9\xE6\x95\x88\xE6\x8C\x87\xE6\xA0\x87,\xE5\xAE\x9E\xE9\x99\x85\xE5\x80\xBC\n\xE7\xBD\x91\xFF,1\n")], FILE),
    exhibit("encoding", "forced", &[("甲县.csv", b"activity,indicator,actual\n\xB7\xFE,\xFF\xFF,90%\n")], &["甲县.csv", "--encoding", "gb18030"]),
    exhibit("workbook", "truncated", &[("甲县.xlsx", b"PK\x03\x04\x14\x00\x00\x00")], &["甲县.xlsx"]),
    exhibit("workbook", "locked", &[("甲县.xlsx", LOCKED)], &["甲县.xlsx"]),
    exhibit("workbook", "read-only", &[("甲县.xlsx", &READ_ONLY)], &["甲县.xlsx"]),
    exhibit("header", "not-found", csv!("这里没有表头\n1,2,3\n"), FILE),
    exhibit("header", "empty", &[("甲县.csv", b"\xEF\xBB\xBF\r\n\r\n")], FILE),
    exhibit("header", "otherwise", csv!("工作活动,绩效指标,完成数,计划数\n执法办案,案件执法查处率,90,100\n工作活动,绩效指标,计划数,完成数\n执法办案,督导检查次数,100,90\n"), FILE),
    exhibit("header", "otherwise-units", csv!("填报单位,工作活动,绩效指标,实际值,备注\n甲县,执法办案,督导检查次数,95%,\n填报单位,工作活动,绩效指标,上年值,实际值\n乙县,执法办案,督导检查次数,50%,95%\n"), FILE),
    exhibit("header", "other-form", csv!("填报单位：甲县\n工作活动,绩效指标,实际值\n执法办案,案件执法查处率,90%\n填报单位：乙县\n工作活动,绩效指标,实际值\n执法办案,督导检查次数,90%\n"), FILE),
    exhibit("header", "value-above", csv!("执法办案,案件执法查处率,90%\n工作活动,绩效指标,实际值\n执法办案,督导检查次数,90%\n"), FILE),
    exhibit("header", "no-actual", csv!("工作活动,绩效指标,目标值\n执法办案,督导检查次数,95%\n"), FILE),
    exhibit("header", "near-activity", csv!("活动名,绩效指标,实际值\n执法办案,督导检查次数,95%\n"), FILE),
    exhibit("header", "near-indicator", csv!("工作活动,绩效考核指标,实际值\n执法办案,督导检查次数,95%\n"), FILE),
    exhibit("header", "near-actual", csv!("工作活动,绩效指标,实际完成率\n执法办案,督导检查次数,95%\n"), FILE),
    exhibit("header", "fraction", csv!("工作活动,绩效指标,实际值（%）\n执法办案,督导检查次数,95\n"), &["甲县.csv", "--fraction"]),
    exhibit("column-twice", "actual", csv!("工作活动,绩效指标,实际值,备注,完成值\n"), FILE),
    exhibit("bare-unit", "bare-unit", csv!("单位,工作活动,绩效指标,实际值\n"), FILE),
    exhibit("unknown-activity", "near", csv!("工作活动,绩效指标,实际值\n执法办按,督导检查次数,95%\n"), FILE),
    exhibit("unknown-activity", "none", csv!("工作活动,绩效指标,实际值\n,督导检查次数,95%\n"), FILE),
    exhibit("unknown-indicator", "near", csv!("工作活动,绩效指标,实际值\n执法办案,督导检察次数,95%\n"), FILE),
    exhibit("unknown-indicator", "elsewhere", csv!("工作活动,绩效指标,实际值\n执法办案,案件办结率,95%\n"), FILE),
    exhibit("unknown-indicator", "no-activity-column", csv!("绩效指标,实际值\n完全不同的东西,95%\n"), FILE),
    exhibit("ambiguous-indicator", "two-activities", csv!("绩效指标,实际值\n案件办结率,95%\n"), FILE),
    exhibit("duplicate", "same-file", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,95%\n\n执法办案,督导 检查次数,95%\n"), FILE),
    exhibit(
        "duplicate",
        "two-files",
        &[
            ("一.csv", "填报单位,工作活动,绩效指标,实际值\n甲县,执法办案,督导检查次数,95%\n".as_bytes()),
            ("二.csv", "填报单位,工作活动,绩效指标,实际值\n甲县,执法办案,督导检查次数,95%\n".as_bytes()),
        ],
        &["一.csv", "二.csv"],
    ),
    exhibit("no-indicator", "value-alone", csv!("工作活动,绩效指标,实际值\n执法办案,,95%\n"), FILE),
    exhibit("value", "text", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,基本完成\n"), FILE),
    exhibit("value", "unsaid", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,不涉及\n执法办案,案件执法查处率,NA\n"), FILE),
    exhibit("value", "counted", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,12次\n"), FILE),
    exhibit("value", "negative", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,-5%\n"), FILE),
    exhibit("value", "not-finite", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,NaN\n"), FILE),
    exhibit("value", "exponent", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,9.5E+01\n"), FILE),
    exhibit("value", "too-large", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,1234567890123%\n"), FILE),
    exhibit("value", "too-precise", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,95.1234567%\n"), FILE),
    exhibit("value", "commas", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,\"1,23%\"\n"), FILE),
    exhibit("value", "decimal-comma", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,\"0,925\"\n执法办案,案件执法查处率,\"0,123%\"\n"), FILE),
    exhibit("value", "surplus", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,12,345%\n"), FILE),
    exhibit("value", "cut", csv!("工作活动,绩效指标,实际值,偏差原因\n执法办案,督导检查次数,12,345%\n"), FILE),
    exhibit("value", "part", csv!("工作活动,绩效指标,完成数,计划数\n执法办案,督导检查次数,45%,50\n执法办案,案件执法查处率,45件,50件\n"), FILE),
    exhibit("value", "part-negative", csv!("工作活动,绩效指标,完成数,计划数\n执法办案,督导检查次数,45,-50\n"), FILE),
    exhibit("value", "pair-of-count", count!("工作活动,绩效指标,完成数,计划数\n执法办案,督导检查次数,4,5\n"), TABLE),
    exhibit("value", "count", count!("工作活动,绩效指标,实际值()\n执法办案,督导检查次数,80%\n"), TABLE),
    exhibit("value", "formula-error", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,#DIV/0!\n"), FILE),
    exhibit("value", "share-above-2", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,95\n"), &["甲县.csv", "--fraction"]),
    exhibit("value", "disagree", csv!("工作活动,绩效指标,实际值,完成数,计划数\n执法办案,督导检查次数,95%,45,50\n"), FILE),
    exhibit("value", "disagree-not-applicable", csv!("工作活动,绩效指标,实际值,完成数,计划数\n执法办案,督导检查次数,92.5%,0,0\n"), FILE),
    exhibit("value", "rounded-over-a-cut-off", csv!("工作活动,绩效指标,实际值,完成数,计划数\n执法办案,督导检查次数,90%,899,1000\n"), FILE),
    exhibit("value", "column-measure", csv!("工作活动,绩效指标,实际值(件)\n执法办案,督导检查次数,95\n"), FILE),
    exhibit("ambiguous-value", "fraction", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,0.92\n"), FILE),
    exhibit("ambiguous-value", "one", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,1\n"), FILE),
    exhibit("date-value", "chinese", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,4月5日\n"), FILE),
    exhibit("date-value", "english", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,5-Apr\n"), FILE),
    exhibit("date-value", "part", csv!("工作活动,绩效指标,完成数,计划数\n执法办案,督导检查次数,4月5日,\n"), FILE),
    exhibit("date-value", "count", count!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,4月5日\n"), TABLE),
    exhibit("plan", "zero", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,3/0\n"), FILE),
    exhibit("plan", "empty", csv!("工作活动,绩效指标,完成数,计划数\n执法办案,督导检查次数,45,\n"), FILE),
    exhibit("bureau", "unknown", several!("部门,工作活动,绩效指标,实际值\n414,执法办案,督导检查次数,95%\n415,执法办案,督导检查次数,95%\n工商居,执法办案,督导检查次数,95%\n"), SEVERAL),
    exhibit("bureau", "not-told", several!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,95%\n"), SEVERAL),
    exhibit("bureau", "contradiction", several!("部门：414工商局\n工作活动,绩效指标,实际值\n监管,抽查率,95%\n监管,办结率,95%\n"), SEVERAL),
    exhibit("other-bureau", "of-several", several!("部门,填报单位,工作活动,绩效指标,实际值\n414,甲县,监管,抽查率,95%\n,,,办结率,95%\n,,,抽检率,95%\n,,,合格率,95%\n,,,通过率,95%\n"), SEVERAL),
    exhibit(
        "unit-twice",
        "two-folders",
        &[
            ("一/甲县.csv", "绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
            ("二/甲县.csv", "绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
        ],
        &["一", "二"],
    ),
    exhibit("table", "not-json", &[("table.json", b"{\"code\": 414,\n}")], TABLE),
    exhibit("table", "several-faults", &[("table.json", FAULTY)], TABLE),
    exhibit("table", "unknown-key", &[("table.json", b"{\"code\":\"414\",\n\"nmae\":\"x\"}")], TABLE),
    exhibit("unreadable", "no-earlier-report", csv!("绩效指标,实际值\n综合业务完成率,100%\n"), &["甲县.csv", "--against", "earlier.json"]),
    exhibit("missing", "footers", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,95%\n执法办案,案件执法查处率,未报\n注：以上为年报数,,\n填报人：张三,,审核人：李四\n\n,,2016年12月31日\n"), FILE),
    exhibit("missing", "marked", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,未报\n执法办案,案件执法查处率,95%\n"), FILE),
    exhibit("implausible", "a-count", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,24\n执法办案,案件执法查处率,95\n"), FILE),
    exhibit("implausible", "share-with-a-sign", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,0.95%\n执法办案,案件执法查处率,950%\n"), FILE),
    exhibit("over-100", "rate", csv!("工作活动,绩效指标,实际值\n执法办案,案件执法查处率,105%\n执法办案,督导检查次数,105%\n"), FILE),
    exhibit("unexplained", "not-applicable", csv!("工作活动,绩效指标,实际值,偏差原因\n执法办案,反垄断案件查处率,不适用,\n执法办案,督导检查次数,N/A,本年无任务\n"), FILE),
    exhibit("no-note", "below-good", csv!("工作活动,绩效指标,实际值,偏差原因\n执法办案,督导检查次数,65%,\n执法办案,案件执法查处率,65%,人手不足\n执法办案,反垄断案件查处率,145%,\n"), &["甲县.csv", "--require-notes=良"]),
    exhibit("no-note", "no-column", csv!("工作活动,绩效指标,实际值\n执法办案,督导检查次数,80%\n"), &["甲县.csv", "--require-notes"]),
    exhibit("cutoff-differs", "one-row", csv!("工作活动,绩效指标,优,良,中,差,实际值\n执法办案,督导检查次数,95%,80%,70%,60%,95%\n执法办案,案件执法查处率,√,,,,95%\n"), FILE),
    exhibit("other-cutoffs", "last-year", csv!("工作活动,绩效指标,优,良,中,差,实际值\n执法办案,督导检查次数,≥95%,≥85%,≥75%,≥65%,95%\n执法办案,案件执法查处率,≥95%,≥85%,≥75%,≥65%,95%\n执法办案,反垄断案件查处率,≥95%,≥85%,≥75%,≥65%,95%\n"), FILE),
    exhibit("other-year", "period", csv!("2015年绩效填报表\n工作活动,绩效指标,实际值\n执法办案,督导检查次数,95%\n"), &["甲县.csv", "--period", "2016年度"]),
    exhibit(
        "other-year",
        "other-forms",
        &[
            ("一.csv", "2016年绩效填报表\n绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
            ("二.csv", "2016年绩效填报表\n绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
            ("b2015.csv", "绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
        ],
        &["一.csv", "二.csv", "b2015.csv"],
    ),
    exhibit(
        "unit-twice",
        "versions",
        &[
            ("甲县.csv", "填报单位：西城县\n绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
            ("甲县(1).csv", "填报单位：西城县\n绩效指标,实际值\n督导检查次数,96%\n".as_bytes()),
        ],
        &["甲县.csv", "甲县(1).csv"],
    ),
    exhibit("cut-short", "within-a-name", csv!("工作活动,绩效指标,实际值\n市场监督管理,案件办结率,95%\n市场监督管理,网络监"), FILE),
    exhibit("mixed-percent", "bare-among-percent", csv!("工作活动,绩效指标,实际值\n执法办案,案件执法查处率,95%\n执法办案,督导检查次数,95\n"), FILE),
];

fn show(exhibit: &Exhibit, language: &str) -> Run {
    let folder = Folder::new();
    for (name, content) in exhibit.files {
        folder.file(name, content);
    }
    let arguments: Vec<_> =
        exhibit.arguments.iter().copied().chain(["--format", "csv", "--level", "unit", "--lang", language]).collect();
    folder.score(&arguments)
}

#[test]
fn every_problem_is_said_in_full() {
    for exhibit in EXHIBITS {
        let runs = ["zh", "en"].map(|language| show(exhibit, language));
        let marks = runs.each_ref().map(|run| run.stderr.contains(&format!("[{}]", exhibit.code)));
        assert_eq!(marks, [true, true], "{} {} shows its code", exhibit.code, exhibit.name);
        let text = runs.map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
        insta::assert_snapshot!(format!("{}-{}", exhibit.code, exhibit.name), text);
    }
}

#[test]
fn every_workbook_that_shows_something_else_is_told_in_full() {
    for exhibit in workbooks::exhibits() {
        let folder = Folder::new();
        folder.file(exhibit.file, &exhibit.content);
        let runs = ["zh", "en"]
            .map(|language| folder.score(&[exhibit.file, "--format", "csv", "--level", "unit", "--lang", language]));
        let marks = runs.each_ref().map(|run| run.stderr.contains(&format!("[{}]", exhibit.code)));
        assert_eq!(marks, [true, true], "{} {} shows its code", exhibit.code, exhibit.name);
        let text = runs.map(|run| format!("{}exit status {}\n", run.stderr, run.status)).join("\n");
        insta::assert_snapshot!(format!("{}-{}", exhibit.code, exhibit.name), text);
    }
}

#[test]
fn every_code_has_an_exhibit() {
    let workbooks = workbooks::exhibits();
    for code in score::diagnostic::Code::ALL {
        let is_shown = EXHIBITS.iter().any(|exhibit| exhibit.code == code.name())
            || workbooks.iter().any(|exhibit| exhibit.code == code.name())
            || code.name() == against::CODE
            || tables::CODES.contains(&code.name());
        assert!(is_shown, "{} is shown", code.name());
    }
}

#[test]
fn messages_keep_to_their_language() {
    let is_chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    // What the table and the input say, and the headings and values that an input may have, stay as they are.
    let quoted = [
        "甲县",
        "执法办案",
        "执法办按",
        "督导检查次数",
        "督导检察次数",
        "案件执法查处率",
        "反垄断案件查处率",
        "案件办结率",
        "市场监督管理",
        "市场主体登记与监管",
        "完全不同的东西",
        "基本完成",
        "这里没有表头",
        "报表",
        "一.csv",
        "二.csv",
        "一/",
        "二/",
        "绩效指标",
        "工作活动",
        "实际值",
        "实际完成值",
        "完成值",
        "完成数",
        "计划数",
        "填报单位",
        "计量单位",
        "单位",
        "偏差原因",
        "备注",
        "目标值",
        "不适用",
        "未报",
        "合计",
        "本年无任务",
        "4月5日",
        "网",
        "督导",
        "检查次数",
        "优",
        "良",
        "中",
        "差",
        "（件）",
        "件",
        "消费者权益保护",
        "综合事务管理",
        "次",
        "工商执法",
        "西城县",
        "乙县",
        "工商局",
        "活动名",
        "不涉及",
        "绩效考核指标",
        "实际完成率",
        "约九成",
        "工商居",
        "部门：",
        "工商局",
        "质监局",
        "一",
        "二",
    ];
    for exhibit in EXHIBITS {
        let messages: String = show(exhibit, "en")
            .stderr
            .lines()
            .filter(|line| !line.contains(" | ") && !line.contains("missing: "))
            .collect();
        let rest = quoted.iter().fold(messages, |text, quoted| text.replace(quoted, ""));
        let left: String = rest.chars().filter(|c| is_chinese(*c)).collect();
        assert_eq!(left, "", "{} {} in English", exhibit.code, exhibit.name);
    }
}
