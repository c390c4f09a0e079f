//! Folders, several files, files of any kind, and who a row belongs to.

use crate::harness::forms::{HEADER, UNIT_HEADER, codes, column, csv, form, json, rows, unit_rows, units};
use crate::harness::{Folder, worked};

const XLSX: &[u8] = include_bytes!("../data/complete.xlsx");
const XLS: &[u8] = include_bytes!("../data/complete.xls");

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_folder_stands_for_its_inputs_in_the_order_of_their_names() {
    let folder = Folder::new();
    for name in ["2016年/丙县.csv", "2016年/甲县.csv", "2016年/B县.csv", "2016年/A县.CSV", "2016年/a县.txt"]
    {
        folder.file(name, form(24));
    }
    for name in [".隐藏.csv", "~$甲县.xlsx", "说明.md", "下级/丁县.csv", "图.png"] {
        folder.file(&format!("2016年/{name}"), "不是输入");
    }
    for argument in ["2016年", "2016年/", "./2016年"] {
        let run = csv(&folder, &[argument, "--sort", "input"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert_eq!(column(&run, "unit"), ["A县", "B县", "a县", "丙县", "甲县"]);
    }
}

#[test]
fn what_a_unit_may_have_sent_in_and_is_not_read_is_named() {
    let folder = Folder::new();
    for name in ["年/甲县.csv", "年/乙县.xlsm", "年/补报/丁县.csv", "年/图/图.png", "年/.往年/丁县.csv"]
    {
        folder.file(name, if name.ends_with("xlsm") { XLSX.to_vec() } else { form(24).into_bytes() });
    }
    for name in ["年/丙县.ods", "年/戊县.docx", "年/说明.md", "年/~$戊县.docx"] {
        folder.file(name, "不是输入");
    }
    let run = csv(&folder, &["年", "--sort", "input"]);
    assert_eq!(column(&run, "unit"), ["乙县", "甲县"]);
    assert_eq!(run.stderr.replace('\\', "/"), "文件夹里还有这些没有读：年/丙县.ods、年/戊县.docx、年/补报\n");
    let english = folder.score(&["check", "年", "--lang", "en"]);
    assert_eq!(english.stderr.replace('\\', "/"), "not read in the folders: 年/丙县.ods, 年/戊县.docx, 年/补报\n");
}

#[test]
fn totals_of_units_are_no_units() {
    let folder = Folder::new();
    let rows: String =
        ["全县合计", "甲县", "平均", "小计", "总 计", "平均分", "综合得分："].map(|name| unit_rows(name, 24)).concat();
    folder.file("汇总.csv", format!("{UNIT_HEADER}{rows}"));
    assert_eq!(column(&csv(&folder, &["汇总.csv"]), "unit"), ["甲县"]);
}

#[test]
fn files_and_folders_come_in_the_order_of_the_arguments() {
    let folder = Folder::new();
    folder.file("二/乙.csv", form(24));
    folder.file("二/甲.csv", form(24));
    folder.file("一.csv", form(24));
    let run = csv(&folder, &["二", "一.csv", "--sort", "input"]);
    assert_eq!(column(&run, "unit"), ["乙", "甲", "一"]);
}

#[test]
fn files_of_any_kind_are_mixed_and_known_by_their_content() {
    let folder = Folder::new();
    let text = worked("complete");
    folder.file("年/utf8.csv", &text);
    folder.file("年/gbk.csv", gbk(&text));
    folder.file("年/utf16.txt", utf16(&text.replace(',', "\t")));
    folder.file("年/tsv.tsv", text.replace(',', "\t"));
    folder.file("年/book.xlsx", XLSX);
    folder.file("年/old.xls", XLS);
    folder.file("年/xls-named-csv.csv", XLS);
    folder.file("年/csv-named-xlsx.xlsx", &text);
    let run = csv(&folder, &["年"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(column(&run, "score"), ["88.02"; 8]);
}

#[test]
fn standard_input_is_an_input_among_others() {
    let folder = Folder::new();
    folder.file("甲县.csv", form(24));
    let alone = folder.score_with(&["-", "-f", "json"], worked("complete").as_bytes());
    let report = json(&alone);
    assert_eq!(report["units"][0]["unit"], serde_json::Value::Null);
    assert_eq!(report["units"][0]["source"]["file"], serde_json::Value::Null);
    assert_eq!(report["units"][0]["score"].to_string(), "88.02");
    let run = folder.score_with(&["甲县.csv", "-", "-f", "csv"], worked("complete").as_bytes());
    assert_eq!(column(&run, "score"), ["100.00", "88.02"]);
    let named = format!("{UNIT_HEADER}{}", unit_rows("乙县", 24));
    let run = folder.score_with(&["-", "甲县.csv", "-f", "csv", "--sort", "input"], named.as_bytes());
    assert_eq!(column(&run, "unit"), ["乙县", "甲县"]);
}

#[test]
fn standard_input_that_is_not_scored_has_a_name() {
    let folder = Folder::new();
    folder.file("甲县.csv", form(24));
    let run = folder.score_with(&["-", "甲县.csv"], b"x");
    assert_eq!(run.status, 3);
    assert!(run.stderr.ends_with("已计分 1 个单位，未计分 1 个：标准输入\n"), "{}", run.stderr);
    let bad = format!("{HEADER}执法办案,督导检查次数,甲\n");
    let english = folder.score_with(&["-", "--lang", "en"], bad.as_bytes());
    assert!(english.stderr.ends_with("0 units scored, 1 not scored: standard input\n"), "{}", english.stderr);
    for (format, expected) in
        [("table", "\n  standard input\n"), ("md", "- “standard input”"), ("html", "<bdi>standard input</bdi>")]
    {
        let run = folder.score_with(&["-", "甲县.csv", "-f", format, "--lang", "en"], b"x");
        assert!(run.stdout.contains(expected), "{format}: {}", run.stdout);
    }
}

/// A sheet of merged cells saved as CSV: a unit and an activity stand in their first row only.
fn merged(units: &[&str]) -> String {
    let mut text = UNIT_HEADER.to_owned();
    for unit in units {
        let mut activity_above = String::new();
        for (number, line) in rows(Some(unit), |_| "100%".to_owned()).lines().enumerate() {
            let cells: Vec<_> = line.split(',').collect();
            let unit = if number == 0 { unit } else { "" };
            let activity = if cells[1] == activity_above { "" } else { cells[1] };
            text += &format!("{unit},{activity},{},{}\n", cells[2], cells[3]);
            cells[1].clone_into(&mut activity_above);
        }
        text += "\n";
    }
    text
}

#[test]
fn merged_cells_repeat_the_one_above() {
    let folder = Folder::new();
    folder.file("汇总.csv", merged(&["甲县", "乙县", "丙县"]));
    let run = csv(&folder, &["汇总.csv", "--sort", "input"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(column(&run, "unit"), ["甲县", "乙县", "丙县"]);
    assert_eq!(column(&run, "score"), ["100.00"; 3]);
}

#[test]
fn an_activity_does_not_carry_over_into_another_unit() {
    let folder = Folder::new();
    let text = format!("{}乙县,,督导检查次数,95%\n", merged(&["甲县"]));
    folder.file("汇总.csv", text);
    let run = csv(&folder, &["汇总.csv"]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("[unknown-activity]"), "{}", run.stderr);
    assert_eq!(column(&run, "unit"), ["甲县"]);
}

#[test]
fn units_may_be_spread_over_files() {
    let folder = Folder::new();
    let all = unit_rows("甲县", 24);
    let (first, second): (Vec<_>, Vec<_>) = all.lines().enumerate().partition(|(number, _)| number % 2 == 0);
    for (name, part) in [("一.csv", first), ("二.csv", second)] {
        let lines: Vec<_> = part.into_iter().map(|(_, line)| line).collect();
        folder.file(name, format!("{UNIT_HEADER}{}\n{}", lines.join("\n"), unit_rows(name, 24)));
    }
    let run = csv(&folder, &["一.csv", "二.csv", "--sort", "input"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(column(&run, "unit"), ["甲县", "一.csv", "二.csv"]);
    assert_eq!(column(&run, "score"), ["100.00"; 3]);
}

#[test]
fn rows_of_units_may_alternate() {
    let folder = Folder::new();
    let (a, b) = (unit_rows("甲县", 24), unit_rows("乙县", 24));
    let mixed: Vec<_> = a.lines().zip(b.lines()).flat_map(|(a, b)| [a, b]).collect();
    folder.file("汇总.csv", format!("{UNIT_HEADER}{}\n", mixed.join("\n")));
    let run = csv(&folder, &["汇总.csv", "--sort", "input"]);
    assert_eq!(column(&run, "unit"), ["甲县", "乙县"]);
    assert_eq!(column(&run, "score"), ["100.00"; 2]);
}

#[test]
fn names_that_are_equal_in_normal_form_are_one_unit() {
    let folder = Folder::new();
    let lines = unit_rows("Ａ县第1所", 24);
    let (first, second) = lines.split_at(lines.match_indices('\n').nth(11).expect("24 lines").0 + 1);
    let second = second.replace("Ａ县第1所", "A 县　第１所");
    folder.file("汇总.csv", format!("{UNIT_HEADER}{first}{second}"));
    let run = csv(&folder, &["汇总.csv"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(column(&run, "unit"), ["Ａ县第1所"], "as it was written first");
}

#[test]
fn an_indicator_that_is_reported_twice_names_both_places() {
    let folder = Folder::new();
    let row = "甲县,执法办案,督导检查次数,95%\n";
    folder.file("一.csv", format!("某局年报\n{UNIT_HEADER}{row}{}", unit_rows("乙县", 24)));
    folder.file("二.csv", format!("{UNIT_HEADER}\n\n{}", row.replace("甲县", "甲 县")));
    let run = folder.score(&["一.csv", "二.csv", "-f", "json"]);
    assert_eq!(run.status, 3);
    let report = json(&run);
    assert_eq!(units(&report), ["乙县"]);
    let problem = &report["problems"][0];
    assert_eq!(codes(&report), ["duplicate"]);
    assert_eq!(
        (&problem["file"], &problem["line"], &problem["cell"]),
        (&"二.csv".into(), &4.into(), &"C4".into()),
        "the second place"
    );
    let message = problem["message"].as_str().expect("a message");
    assert!(message.contains("一.csv") && message.contains("第 3 行"), "the first place: {message}");
    assert!(run.stderr.contains("二.csv:4 C4") && run.stderr.contains("未计分 1 个：甲县"), "{}", run.stderr);
}

#[test]
fn two_files_cannot_report_one_unit_by_name() {
    let folder = Folder::new();
    folder.file("一/甲县.csv", form(24));
    folder.file("二/甲 县.csv", form(0));
    folder.file("乙县.csv", form(24));
    folder.file("汇总.csv", format!("{UNIT_HEADER}{}{}", unit_rows("丙县", 24), unit_rows("甲县", 24)));
    for files in [
        &["一", "二", "乙县.csv"][..],
        &["二", "一", "乙县.csv"],
        &["一", "汇总.csv", "乙县.csv"],
        &["汇总.csv", "乙县.csv", "一"],
        &["一", "汇总.csv"],
        &["汇总.csv", "一"],
        &["汇总.csv", "二/甲 县.csv"],
    ] {
        let run = folder.score(&[files, &["-f", "json"]].concat());
        assert_eq!(run.status, 3);
        let report = json(&run);
        assert_eq!(codes(&report), ["unit-twice"], "{files:?}");
        assert_eq!(units(&report).contains(&"乙县"), files.contains(&"乙县.csv"), "{files:?} {:?}", units(&report));
        assert!(!units(&report).iter().any(|unit| unit.starts_with('甲')), "{files:?}");
        assert_eq!(units(&report).contains(&"丙县"), files.contains(&"汇总.csv"), "the column's other unit is scored");
        assert!(
            ["甲县.csv", "甲 县.csv"].iter().any(|file| run.stderr.contains(file)),
            "the file is named: {}",
            run.stderr
        );
    }
}

#[test]
fn a_file_without_activities_changes_nothing_in_others() {
    let folder = Folder::new();
    folder.file("无活动.csv", "绩效指标,实际值\n案件执法查处率,79%\n");
    folder.file("汇总.csv", format!("{UNIT_HEADER}丙县,执法办案,督导检查次数,95%\n乙县,,案件执法查处率,80%\n"));
    for files in [["无活动.csv", "汇总.csv"], ["汇总.csv", "无活动.csv"]] {
        let report = json(&folder.score(&[&files[..], &["-f", "json"]].concat()));
        assert!(codes(&report).contains(&"unknown-activity"), "{files:?}: 乙县 names none");
        assert!(!units(&report).contains(&"乙县"), "{files:?}");
    }
}

#[test]
fn the_same_file_twice_is_a_slip() {
    let folder = Folder::new();
    folder.file("甲县.csv", form(24));
    let run = csv(&folder, &["甲县.csv", "./甲县.csv"]);
    assert_eq!(run.status, 3);
    assert!(run.stderr.contains("[unit-twice]"), "{}", run.stderr);
}

#[test]
fn files_that_stand_for_one_unit_are_told_apart_where_neither_can_be_read() {
    let folder = Folder::new();
    for file in ["东/甲县.csv", "西/甲县.csv", "西/乙县.csv"] {
        folder.file(file, "这里没有表头\n");
    }
    let run = csv(&folder, &["东", "西"]);
    let last = run.stderr.lines().last().expect("a line").replace('\\', "/");
    assert_eq!(last, "已计分 0 个单位，未计分 3 个：东/甲县.csv、乙县、西/甲县.csv");
}

#[test]
fn a_pattern_that_nothing_matches_is_called_so() {
    let run = csv(&Folder::new(), &["*.csv"]);
    assert_eq!(run.status, 4);
    assert!(run.stderr.starts_with("错误[unreadable] 没有文件与此相符"), "{}", run.stderr);
}

#[test]
fn a_file_in_error_leaves_the_others_alone() {
    let folder = Folder::new();
    folder.file("年/好.csv", form(24));
    folder.file("年/坏.csv", form(24).replacen("100%", "基本完成", 1));
    folder.file("年/无表头.csv", "这里没有表头\n");
    folder.file("年/乱码.csv", [HEADER.as_bytes(), b"\xE6\xFF\xFF,x,1\n"].concat());
    folder.file("年/破.xlsx", &XLSX[..2000]);
    let run = csv(&folder, &["年", "不在.csv"]);
    assert_eq!(run.status, 4);
    assert_eq!(column(&run, "unit"), ["好"]);
    for name in ["坏", "无表头", "乱码", "破", "不在"] {
        let summary = run.stderr.lines().last().expect("a summary");
        assert!(summary.contains(name), "{name} in {summary}");
    }
    for code in ["value", "header", "encoding", "workbook", "unreadable"] {
        assert!(run.stderr.contains(&format!("[{code}]")), "{code} in {}", run.stderr);
    }
    assert!(run.stderr.contains("已计分 1 个单位，未计分 5 个"), "{}", run.stderr);
}

/// More than is read at a time, so that units are met before the file breaks off.
#[test]
fn a_broken_file_spoils_the_units_in_it() {
    let folder = Folder::new();
    let half = |is_first: bool| -> String {
        let lines = unit_rows("乙县", 24);
        lines
            .lines()
            .enumerate()
            .filter(|(n, _)| (n % 2 == 0) == is_first)
            .map(|(_, line)| format!("{line}\n"))
            .collect()
    };
    folder.file("一.csv", format!("{UNIT_HEADER}{}{}", unit_rows("甲县", 24), half(true)));
    let many: String = (0..300).map(|number| unit_rows(&format!("第{number}所"), 24)).collect();
    assert!(many.len() > 400_000);
    folder.file("二.csv", [format!("{UNIT_HEADER}{}{many}", half(false)).as_bytes(), b"\xFF\xFF\n"].concat());
    let run = csv(&folder, &["一.csv", "二.csv"]);
    assert_eq!(run.status, 3);
    let scored = column(&run, "unit");
    assert!(scored.contains(&"甲县".to_owned()) && !scored.contains(&"乙县".to_owned()), "{scored:?}");
    assert!(!scored.iter().any(|unit| unit.starts_with('第')), "no unit of the broken file is scored: {scored:?}");
    assert!(run.stderr.contains("[encoding]") && run.stderr.contains("二.csv:7214"), "{}", run.stderr);
    let [.., left_out, unread] = &*run.stderr.lines().collect::<Vec<_>>() else { panic!("{}", run.stderr) };
    assert!(left_out.contains("乙县") && unread.starts_with("读到 二.csv:7214 为止"), "{}", run.stderr);
}

#[test]
fn a_unit_of_another_file_is_reported_once_however_its_rows_lie() {
    let folder = Folder::new();
    folder.file("甲县.csv", form(24));
    let (a, b) = (unit_rows("甲县", 24), unit_rows("乙县", 24));
    let mixed: String = a.lines().zip(b.lines()).map(|(a, b)| format!("{a}\n{b}\n")).collect();
    folder.file("汇总.csv", format!("{UNIT_HEADER}{mixed}"));
    let run = folder.score(&["甲县.csv", "汇总.csv", "-f", "json"]);
    let report = json(&run);
    assert_eq!((run.status, codes(&report), units(&report)), (3, vec!["unit-twice"], vec!["乙县"]));
    assert_eq!(report["units"][0]["score"].to_string(), "100");
}

#[test]
fn rows_of_other_units_in_a_refused_file_count() {
    let folder = Folder::new();
    folder.file("甲县.csv", form(24));
    folder.file("二/甲县.csv", format!("{UNIT_HEADER}{}{}", unit_rows("", 24), unit_rows("丙县", 24)));
    let run = folder.score(&["甲县.csv", "二", "-f", "json"]);
    let report = json(&run);
    assert_eq!((run.status, codes(&report), units(&report)), (3, vec!["unit-twice"], vec!["丙县"]));
    assert_eq!(report["units"][0]["score"].to_string(), "100");
}

#[test]
fn a_footer_is_no_unit_and_a_unit_may_stand_above_its_rows() {
    let folder = Folder::new();
    let rows = |name: &str| unit_rows(name, 24).replace(&format!("{name},"), ",");
    let footers = "填表人：张三,审核人：李四,,\n注：以上数据以年报为准,,,\n制表人：王五,,,\n,审核人：赵六,,\n";
    folder.file("汇总.csv", format!("{UNIT_HEADER}甲县,,,\n{}乙县,,,\n{}{footers}", rows("甲县"), rows("乙县")));
    let run = csv(&folder, &["汇总.csv"]);
    assert_eq!((run.status, column(&run, "unit")), (0, vec!["乙县".to_owned(), "甲县".to_owned()]), "{}", run.stderr);
    assert_eq!(column(&run, "missing"), ["0", "0"]);
}
