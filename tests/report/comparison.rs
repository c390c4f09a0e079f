//! `--against` through the whole program: what each format says, in which words, of whom, and what is refused.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use score::against::Earlier;
use score::language::Language;
use score::report::json::SCHEMA_VERSION;
use score::report::table::{View, table as table_of};
use score::scoring::MissingPolicy;
use score::targets::{Library, Targets};
use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::harness::fixture::{COMPLETE, PARTIAL};
use crate::harness::in_process::{File, json as json_of, with_report_against};
use crate::harness::{Folder, Run};

/// A table of one activity with indicators of a name and measure each.
fn table(code: &str, indicators: &[&str]) -> String {
    let cutoffs = r#""cutoffs":{"excellent":90,"good":80,"fair":70,"poor":60}"#;
    let indicators: Vec<_> = indicators.iter().map(|own| format!("{{{own},{cutoffs}}}")).collect();
    format!(
        r#"{{"code":"{code}","name":"局{code}","title":"表","budget_unit":"万元",
        "points":{{"excellent":100,"good":80,"fair":60,"poor":40,"below_poor":0}},
        "bands":{{"excellent":90,"good":80,"fair":60}},
        "duties":[{{"name":"职","budget":1,"description":"","objective":"","activities":[{{"name":"甲","budget":1,
        "description":"","objective":"","indicators":[{}]}}]}}]}}"#,
        indicators.join(",")
    )
}

fn form(rows: &[&str]) -> String {
    format!("工作活动,绩效指标,实际值\n{}\n", rows.join("\n"))
}

/// A folder in which the earlier report of some units stands as `earlier.json`.
fn after(files: &[(&str, &str)], arguments: &[&str]) -> Folder {
    let folder = Folder::new();
    for (name, content) in files {
        folder.file(name, content);
    }
    let run = folder.score(&[&["前", "--level", "indicator", "-o", "earlier.json"], arguments].concat());
    assert!([0, 3].contains(&run.status), "{}", run.stderr);
    folder
}

fn against(folder: &Folder, arguments: &[&str]) -> Run {
    folder.score(&[arguments, &["--against", "earlier.json"]].concat())
}

fn json(folder: &Folder, arguments: &[&str]) -> Value {
    let run = against(folder, &[arguments, &["-f", "json"]].concat());
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr))
}

/// The table of Markdown under a heading, without its rule.
fn markdown_rows(text: &str, heading: &str) -> Vec<Vec<String>> {
    let section = text.split(&format!("{heading}\n")).nth(1).expect("the heading is there");
    let rows = section.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    let cells = |row: &str| row.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect();
    rows.map(cells).enumerate().filter(|(number, _)| *number != 1).map(|(_, row)| row).collect()
}

/// Three units of which one is gone, one new, and one has changed.
fn years() -> Folder {
    let files = [("前/甲.csv", COMPLETE), ("前/乙.csv", COMPLETE), ("后/甲.csv", PARTIAL), ("后/丙.csv", COMPLETE)];
    after(&files, &["--missing", "zero"])
}

#[test]
fn all_formats_tell_the_same_figures() {
    let folder = years();
    let outputs = ["json", "csv", "ndjson", "xlsx", "html", "md", "txt"].map(|ending| format!("report.{ending}"));
    let outputs: Vec<_> = outputs.iter().flat_map(|path| ["-o", path]).collect();
    let run = against(&folder, &[&["后", "--missing", "zero"], &outputs[..]].concat());
    assert_eq!((run.status, &*run.stdout), (0, ""), "{}", run.stderr);
    let text = |ending: &str| String::from_utf8(folder.read(&format!("report.{ending}"))).expect("text");
    let report: Value = serde_json::from_str(&text("json")).expect("JSON");
    let unit =
        report["units"].as_array().expect("units").iter().find(|unit| unit["unit"] == "甲").expect("it is there");
    let change = &unit["change"];
    assert_eq!((&change["against"], &change["score"]), (&serde_json::json!(88.02), &serde_json::json!(-10.34)));

    let rows = markdown_rows(&text("md"), "## 自评与复核对照");
    assert_eq!(rows[0][..11].join(" "), "名次 升降 填报单位 自评 复核 偏离 实际值 标准 指标得分 权重 增减指标");
    let own = rows.iter().find(|row| row[2] == "甲").expect("it has a row");
    assert_eq!(own[3..6], ["88.02", "77.68", "-10.34"]);
    let number = |text: &str| text.parse::<f64>().expect("a number");
    let parts: f64 = own[6..11].iter().map(|part| number(part)).sum();
    assert!((parts - number(&own[5])).abs() < 1e-9, "{own:?}");
    let json_parts = ["values", "cutoffs", "points", "weights", "entries"].map(|part| change[part].as_f64());
    for (shown, exact) in own[6..11].iter().zip(json_parts) {
        assert!((number(shown) - exact.expect("a number")).abs() < 0.0101, "{shown} {exact:?}");
    }

    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(folder.read("report.xlsx"))).expect("a workbook");
    let sheet = book.worksheet_range("对比").expect("the sheet is there");
    let row = sheet.rows().find(|row| row.get(2) == Some(&Data::String("甲".to_owned()))).expect("it has a row");
    let cells: Vec<_> = row[3..11].iter().map(|cell| format!("{:+.2}", number(&cell.to_string()))).collect();
    let shown: Vec<_> = own[3..11].iter().map(|cell| format!("{:+.2}", number(cell))).collect();
    assert_eq!(cells, shown);
    let page = text("html");
    let figures: Vec<_> = own[3..11].iter().map(|cell| format!("<td class=\"n\">{cell}</td>")).collect();
    assert!(page.contains(&figures.concat()), "{figures:?}");
    let line: Value = text("ndjson")
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .find(|line: &Value| line["unit"] == "甲")
        .expect("it has a line");
    assert_eq!(line["change"], *change);
    let row = text("csv").lines().find(|line| line.contains("甲,")).expect("it has a row").to_owned();
    assert!(row.trim_end().contains(",88.020000,-10.340000,"), "{row}");
}

#[test]
fn whoever_is_on_one_side_alone_is_listed() {
    let folder = years();
    let report = json(&folder, &["后", "--missing", "zero"]);
    let names =
        |list: &Value| list.as_array().expect("a list").iter().map(|unit| unit["unit"].clone()).collect::<Vec<_>>();
    assert_eq!(names(&report["against"]["left"]), ["乙"]);
    assert_eq!(report["against"]["left"][0]["score"], 88.02);
    assert_eq!(names(&report["against"]["new"]), ["丙"]);
    for (format, left, new) in [
        ("table", "上次有、这次没有的单位：1\n  乙\n", "新增的单位：1\n  丙\n"),
        ("md", "## 上次有、这次没有的单位\n\n- “乙”", "## 新增的单位\n\n- “丙”"),
        ("html", "上次有、这次没有的单位", "新增的单位"),
        ("csv", "乙,,,,,,,,,,,,,,414,工商局,,3,left,", "丙,88.02,"),
        ("ndjson", "\"unit_state\":\"left\"", "\"note\":\"上次的报告里没有这个单位\""),
    ] {
        let run = against(&folder, &["后", "--missing", "zero", "-f", format]);
        assert!(run.stdout.contains(left) && run.stdout.contains(new), "{format}: {}", run.stdout);
    }
}

/// Why there is no change is said, and what was corrected and is still owed.
#[test]
fn without_one_score_on_both_sides_there_is_a_note() {
    let whole = form(&["甲,一率,95%", "甲,二率,85%"]);
    let gap = form(&["甲,一率,95%", "甲,二率,未报"]);
    let nothing = form(&["甲,一率,不适用", "甲,二率,不适用"]);
    let table = table("1", &[r#""name":"一率""#, r#""name":"二率""#]);
    let files = [
        ("1.json", &*table),
        ("前/缺.csv", &gap),
        ("前/全.csv", &whole),
        ("前/无.csv", &nothing),
        ("前/两缺.csv", &gap),
        ("前/错.csv", "工作活动,绩效指标,实际值\n甲,一率,约九成\n"),
        ("后/缺.csv", &whole),
        ("后/全.csv", &gap),
        ("后/无.csv", &whole),
        ("后/两缺.csv", &gap),
        ("后/错.csv", &whole),
    ];
    let folder = after(&files, &["--targets", "1.json"]);
    let report = json(&folder, &["后", "--targets", "1.json", "--level", "indicator"]);
    for (name, note) in [
        ("缺", "上次的得分是区间"),
        ("全", "这次的得分是区间"),
        ("无", "上次没有计入得分的指标"),
        ("两缺", "两次的得分都是区间"),
        ("错", "上次没有计分（有错误、空表或没有上报）"),
    ] {
        let units = report["units"].as_array().expect("units");
        let unit = units.iter().find(|unit| unit["unit"] == name).expect("it is there");
        assert_eq!((&unit["change"], &unit["note"]), (&Value::Null, &Value::from(note)), "{name}");
        let activity = &unit["duties"][0]["activities"][0];
        assert!(activity["change"].is_null() && activity["indicators"][0]["change"].is_null());
    }
    assert_eq!(report["against"]["corrected"][0]["unit"], "错");
    let text = against(&folder, &["后", "--targets", "1.json", "--detail", "-f", "md"]).stdout;
    assert!(text.contains("不能对比：上次的得分是区间。"), "{text}");
    assert!(text.contains("- **补报**：二率 85%（甲）——上次未报，这次已报"), "{text}");
    assert!(text.contains("- **仍未报**：二率（甲）——两次都没有报"), "{text}");
    assert!(text.contains("- **这次未报**：二率（甲）——上次已报，这次没有报"), "{text}");
    assert!(text.contains("## 补上的单位（上次没有计分）\n\n- “错”"), "{text}");
}

/// The words are those of a check where both reports are of one year.
#[test]
fn one_year_is_checked_and_two_are_compared() {
    let table_of_next_year = table("1", &[r#""name":"一率","weight":2"#]);
    let table = table("1", &[r#""name":"一率""#]);
    let rows = form(&["甲,一率,95%"]);
    for (before, now, is_check) in [
        (&["--period", "2016年"][..], &["后.csv", "--targets", "1.json", "--period", "2016年"][..], true),
        (&["--period", "2016年度"], &["后.csv", "--targets", "1.json", "--period", "2016年"], true),
        (&["--period", "2016年"], &["后.csv", "--targets", "2.json", "--period", "2016年"], true),
        (&["--period", "2016年"], &["后.csv", "--targets", "1.json", "--period", "2017年"], false),
        (&[], &["后.csv", "--targets", "1.json"], true),
        (&[], &["后.csv", "--targets", "2.json"], false),
        (&[], &["甲2017.csv", "--targets", "1.json"], true),
        (&["--period", "2016年"], &["甲2017.csv", "--targets", "1.json"], false),
    ] {
        let files = [
            ("1.json", &*table),
            ("2.json", &*table_of_next_year),
            ("前/后.csv", &rows),
            ("后.csv", &rows),
            ("甲2017.csv", &rows),
        ];
        let folder = after(&files, &[&["--targets", "1.json"], before].concat());
        for (language, checked, compared) in
            [("zh", "自评与复核对照", "与上次对比"), ("en", "Claimed and verified", "Compared with the earlier report")]
        {
            let text = against(&folder, &[now, &["--lang", language]].concat()).stdout;
            assert_eq!(
                (text.contains(checked), text.contains(compared)),
                (is_check, !is_check),
                "{before:?} {now:?} {text}"
            );
        }
    }
}

/// An indicator keeps its past under a name that the table knows for it, and not in another measure.
#[test]
fn an_indicator_is_known_by_its_names_and_its_measure() {
    let before = table("1", &[r#""name":"旧率""#, r#""name":"时限""#]);
    let now = table("1", &[r#""name":"新率","aliases":["旧率"]"#, r#""name":"时限","measure":"天""#]);
    let files = [
        ("1.json", &*before),
        ("2.json", &now),
        ("前/某.csv", &form(&["甲,旧率,95%", "甲,时限,85%"])),
        ("某.csv", &form(&["甲,新率,85%", "甲,时限,95"])),
    ];
    let folder = after(&files, &["--targets", "1.json"]);
    let unit = json(&folder, &["某.csv", "--targets", "2.json"])["units"][0].clone();
    let activity = &unit["duties"][0]["activities"][0];
    let change = |own: &Value| ["values", "entries"].map(|part| own["change"][part].to_string());
    assert_eq!(change(&activity["indicators"][0]), ["-20", "10"], "{activity}");
    assert_eq!(change(&activity["indicators"][1]), ["0", "50"], "{activity}");
    assert_eq!(
        (&activity["gone"][0]["name"], change(&activity["gone"][0])),
        (&"时限".into(), ["0".into(), "-40".into()])
    );
    assert_eq!((change(&unit), &unit["change"]["score"]), (["-20".into(), "20".into()], &0.into()));
    let rows = against(&folder, &["某.csv", "--targets", "2.json", "-f", "csv"]).stdout;
    let gone = rows.lines().find(|row| row.contains(",gone,")).expect("what is gone has a row");
    assert!(
        gone.starts_with("1,局1,某,,,甲,,时限,gone,")
            && gone.ends_with("scored,40.000000,-40.000000,0.000000,0.000000,0.000000,0.000000,-40.000000,"),
        "{gone}"
    );
    let activities = against(&folder, &["某.csv", "--targets", "2.json", "-f", "csv", "--level", "activity"]).stdout;
    assert_eq!(activities.lines().count(), 2, "{activities}");
}

#[test]
fn units_of_several_bureaus_are_matched_by_bureau_and_name() {
    let [one, two] = ["1", "2"].map(|code| table(code, &[r#""name":"一率""#]));
    let of = |bureau: &str, value: &str| {
        format!("部门：局{bureau}\n填报单位：甲县\n{}", form(&[&format!("甲,一率,{value}")]))
    };
    let forms = [of("1", "95%"), of("2", "85%"), of("1", "75%"), of("2", "95%")];
    let files = [
        ("表/1.json", &*one),
        ("表/2.json", &two),
        ("前/甲1.csv", &forms[0]),
        ("前/甲2.csv", &forms[1]),
        ("后/甲1.csv", &forms[2]),
        ("后/甲2.csv", &forms[3]),
    ];
    let folder = after(&files, &["--targets", "表"]);
    let report = json(&folder, &["后", "--targets", "表"]);
    let units = report["units"].as_array().expect("units").iter();
    let changes: Vec<_> = units.map(|unit| (unit["bureau"]["code"].clone(), unit["change"]["score"].clone())).collect();
    assert_eq!(changes, [("2".into(), 20.into()), ("1".into(), (-40).into())]);
    // The bureau that has no table any more is among those that are gone.
    let report = json(&folder, &["后/甲1.csv", "--targets", "表/1.json"]);
    assert_eq!(report["against"]["left"][0]["bureau"]["code"], "2");
}

#[test]
fn levels_say_how_deep_changes_go() {
    let folder = years();
    for (level, has_activities, has_indicators) in
        [("unit", false, false), ("activity", true, false), ("indicator", true, true)]
    {
        let report = json(&folder, &["后", "--missing", "zero", "--level", level]);
        let unit = &report["units"]
            .as_array()
            .expect("units")
            .iter()
            .find(|unit| unit["unit"] == "甲")
            .expect("it is there")
            .clone();
        assert_eq!(unit["change"]["score"], -10.34, "{level}");
        assert_eq!(unit["gone"].is_array(), has_activities, "{level}");
        let activity = &unit["duties"][0]["activities"][0];
        assert_eq!(activity["change"].is_object(), has_activities, "{level}");
        assert_eq!(activity["indicators"][0]["change"].is_object(), has_indicators, "{level}");
    }
}

/// The earlier report is no input, is never written over, and is asked for by scoring alone.
#[test]
fn the_earlier_report_keeps_its_place() {
    let folder = years();
    let before = folder.read("earlier.json");
    let run = against(&folder, &["后", "-o", "earlier.json"]);
    assert_eq!((run.status, folder.read("earlier.json")), (2, before), "{}", run.stderr);
    assert!(run.stderr.contains("会覆盖另一个文件"), "{}", run.stderr);
    folder.file("后/earlier.json", folder.read("earlier.json"));
    let run = folder.score(&["后", "--missing", "zero", "--against", "后/earlier.json", "-f", "csv"]);
    assert!(run.status == 0 && !run.stderr.contains("earlier.json"), "{}", run.stderr);
    for command in ["check", "template", "targets"] {
        let run = folder.score(&[command, "--against", "earlier.json"]);
        assert_eq!(run.status, 2, "{command}: {}", run.stderr);
    }
    for (file, status, words) in
        [("-", 4, "没有这个文件或文件夹"), ("没有.json", 4, "没有这个文件或文件夹"), ("后", 3, "文件夹")]
    {
        let run = folder.score(&["后", "--against", file]);
        assert_eq!((run.status, run.stdout.is_empty()), (status, true), "{file}: {}", run.stderr);
        assert!(run.stderr.contains(words), "{file}: {}", run.stderr);
    }
}

/// Files are called by their years: they are known by what else their names say, where that is one unit's.
#[test]
fn units_are_known_beyond_the_years_in_their_names() {
    let files = [
        ("前/甲县2016年绩效填报表.csv", COMPLETE),
        ("前/乙县2016.csv", COMPLETE),
        ("前/丙县.csv", COMPLETE),
        ("前/丙县2015.csv", COMPLETE),
        ("后/甲县2017.csv", PARTIAL),
        ("后/乙县（2017年度）.csv", COMPLETE),
        ("后/丙县2017.csv", COMPLETE),
    ];
    let folder = after(&files, &["--missing", "zero"]);
    let run = against(&folder, &["后", "--missing", "zero", "-f", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let units = report["units"].as_array().expect("units").iter();
    let changes: Vec<_> = units.map(|unit| (unit["unit"].clone(), unit["change"]["score"].clone())).collect();
    let expected = [("丙县2017", Value::Null), ("乙县（2017年度）", 0.into()), ("甲县2017", serde_json::json!(-10.34))];
    assert_eq!(changes, expected.map(|(name, change)| (name.into(), change)));
    let known = &report["against"]["recognised"];
    assert_eq!((&known[0]["unit"], &known[0]["earlier"]), (&"乙县（2017年度）".into(), &"乙县2016".into()));
    assert_eq!(report["against"]["left"].as_array().map(Vec::len), Some(2));
    let said =
        "按名称认出上次的 2 个单位，括号里是上次写的：乙县（2017年度）（乙县2016）、甲县2017（甲县2016年绩效填报表）\n";
    assert!(run.stderr.ends_with(said), "{}", run.stderr);
    let text = against(&folder, &["后", "--missing", "zero", "-f", "md"]).stdout;
    assert!(text.contains("**按名称认出（括号里是上次的）**：乙县（2017年度）（乙县2016）、甲县2017"), "{text}");
}

#[test]
fn that_no_unit_is_on_both_sides_is_said() {
    let folder = years();
    let run = against(&folder, &["后/丙.csv", "--missing", "zero", "-f", "csv"]);
    assert!(run.stderr.contains("没有一个单位能与 earlier.json 对上：这次是 丙，上次是 乙、甲；"), "{}", run.stderr);
    let run = against(&folder, &["后/丙.csv", "--unit", "乙", "--missing", "zero", "-f", "csv"]);
    assert!(!run.stderr.contains("对上"), "{}", run.stderr);
}

/// A folder of pages has a part on what changed on the page of each unit, and the league of changes on the index.
#[test]
fn pages_of_units_say_what_changed() {
    let folder = years();
    let run = against(&folder, &["后", "--missing", "zero", "-o", "页/"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let page = |name: &str| String::from_utf8(folder.read(&format!("页/{name}.html"))).expect("a page");
    assert!(page("index").contains("id=\"compared\"") && page("index").contains("id=\"left\""));
    assert!(page("甲").contains("id=\"changes\"") && !page("甲").contains("id=\"left\""));
}

/// On a terminal no line is wider than it, whatever units and bureaus are called.
#[test]
fn what_changed_fits_terminals() {
    let tables = ["1", "2"].map(|code| table(code, &[r#""name":"一率""#, r#""name":"名称长得很的二率""#]));
    let tables =
        tables.map(|text| Targets::parse(&text.replace("局", "生态环境保护局")).expect("a table is legal").into());
    let library = Library::new(tables.into()).expect("two tables");
    let form = |bureau: &str, unit: &str, values: [&str; 2]| {
        let rows = format!("甲,一率,{}\n甲,名称长得很的二率,{}\n", values[0], values[1]);
        let text = format!("部门：{bureau}\n填报单位：{unit}\n工作活动,绩效指标,实际值\n{rows}");
        File::new(&format!("{bureau}{unit}.csv"), text)
    };
    let forms = |values: [&str; 2]| {
        let units = ["青龙满族自治乡", "双塔经济技术开发区", "乙县"];
        let of = |bureau| units.map(|unit| form(bureau, unit, values));
        [of("1生态环境保护局1"), of("2生态环境保护局2")].concat()
    };
    let reported = |earlier: Option<&Earlier>, period: &str, values, width: Option<usize>| {
        let asked = (earlier, Some(period.to_owned()));
        with_report_against(asked, &library, MissingPolicy::Zero, &forms(values), |report| match width {
            None => [json_of(&report), Vec::new()],
            Some(width) => [Language::Chinese, Language::English]
                .map(|language| table_of(&report, &View { language, width, colour: false, detail: true }).into_bytes()),
        })
    };
    let [before, _] = reported(None, "2016年", ["95%", "100%"], None);
    let before = String::from_utf8(before).expect("JSON is UTF-8");
    let earlier = Earlier::read("前.json", &before, MissingPolicy::Zero, SCHEMA_VERSION).expect("a report");
    for (period, width) in [80, 100, 140].into_iter().flat_map(|width| [("2016年", width), ("2017年", width)]) {
        for text in reported(Some(&earlier), period, ["55%", "未报"], Some(width)) {
            let text = String::from_utf8(text).expect("text is UTF-8");
            assert!(text.contains("-100.00") || text.contains("-50.00"), "{text}");
            let wide = text.lines().find(|line| line.width() > width);
            assert_eq!(wide, None, "{period} {width}: {text}");
        }
    }
}
