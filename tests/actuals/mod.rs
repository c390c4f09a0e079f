//! Files as units have them: every encoding, delimiter and line end, and where a cell is.

mod bureaus;
mod expect;
mod forms;
mod inputs;
mod sheets;
mod titles;

use score::number::Decimal;
use serde_json::Value;

use crate::harness::forms::scored;
use crate::harness::{Folder, worked};

/// The unit line of a file, or what was wrong.
fn unit_line(name: &str, content: impl AsRef<[u8]>, arguments: &[&str]) -> String {
    let folder = Folder::new();
    folder.file(name, content);
    let arguments: Vec<_> = [name, "--format", "csv", "--level", "unit"].iter().chain(arguments).copied().collect();
    let run = folder.score(&arguments);
    scored(&run.stdout).next().map_or(run.stderr.clone(), str::to_owned)
}

const COMPLETE: &str = "甲县,88.02,88.02,88.02,good,良,100.00,11,6,5,2,1,0,0,414,工商局,,3,scored";

#[test]
fn every_encoding_gives_the_same() {
    let text = worked("complete");
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        ['\u{FEFF}']
            .into_iter()
            .chain(text.chars())
            .flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
            .flat_map(bytes)
            .collect()
    };
    let (gb18030, _, _) = encoding_rs::GB18030.encode(&text);
    for bytes in [
        text.clone().into_bytes(),
        format!("\u{FEFF}{text}").into_bytes(),
        gb18030.to_vec(),
        utf_16(u16::to_le_bytes),
        utf_16(u16::to_be_bytes),
    ] {
        assert_eq!(unit_line("甲县.csv", bytes, &[]), COMPLETE);
    }
    let english = text.replace("工作活动,绩效指标,实际值", "activity,indicator,actual");
    assert_eq!(
        unit_line("甲县.csv", encoding_rs::GB18030.encode(&english).0, &[]),
        COMPLETE,
        "an ASCII header tells nothing"
    );
    assert_eq!(unit_line("甲县.csv", gb18030, &["--encoding", "gbk"]), COMPLETE);
}

#[test]
fn every_delimiter_and_line_end_gives_the_same() {
    let text = worked("complete");
    for delimiter in [",", "\t", ";", "，"] {
        for line_end in ["\n", "\r\n", "\r"] {
            let text = text.replace(',', delimiter).replace('\n', line_end);
            assert_eq!(unit_line("甲县.txt", &text, &[]), COMPLETE, "{delimiter:?} {line_end:?}");
        }
    }
}

#[test]
fn layout_does_not_matter() {
    let mut lines: Vec<_> = worked("complete").lines().map(str::to_owned).collect();
    for line in &mut lines {
        let cells: Vec<_> = line.split(',').collect();
        *line = format!("{},序号,\"{}\",,{}", cells[2], cells[1], cells[0]);
    }
    let text = lines.join("\n\n").replace("实际值", "实际完成值（%）");
    let text = format!("二〇一六年度填报表,,,\n\n{text}\n小计,,,,\n合计：,,,,99%\n");
    assert_eq!(unit_line("甲县.csv", text, &[]), COMPLETE);
}

#[test]
fn shares_of_one_and_pairs_give_the_same() {
    let percent = |line: &str, write: fn(&str) -> String| match line.rsplit_once(',') {
        Some((names, value)) => format!("{names},{}\n", write(value)),
        None => String::new(),
    };
    let rewritten =
        |write: fn(&str) -> String| -> String { worked("complete").lines().map(|line| percent(line, write)).collect() };
    let share = rewritten(|value| match value.strip_suffix('%') {
        Some(digits) => {
            let percent = Decimal::parse(digits, 6).expect("a number");
            Decimal::new(percent.mantissa(), percent.decimals() + 2).to_string()
        }
        None => value.to_owned(),
    });
    assert_eq!(unit_line("甲县.csv", share, &["--fraction"]), COMPLETE);
    let pair = rewritten(|value| match value.strip_suffix('%') {
        Some(digits) => format!("{digits},100"),
        None => "完成数,计划数".to_owned(),
    });
    assert_eq!(unit_line("甲县.csv", pair, &[]), COMPLETE);
}

#[test]
fn a_file_without_content_is_said_to_be_empty() {
    let contents: [&[u8]; 8] = [
        b"",
        b"\n",
        b"\r\n \t\r\n",
        b"\xEF\xBB\xBF",
        b"\xFF\xFE\r\0\n\0",
        b",,,\n,,,\n",
        "\u{3000}，\n".as_bytes(),
        b"\r\r",
    ];
    for content in contents {
        let said = unit_line("甲县.csv", content, &[]);
        assert!(said.starts_with("错误[header] 里面是空的，没有一行有内容\n"), "{content:?}: {said}");
        assert_eq!(
            unit_line("甲县.csv", content, &["--lang", "en"]).lines().next(),
            Some("error[header] it is empty: no row has any content")
        );
    }
    for content in [&b"x"[..], b"\"\"x\n", b"0\n"] {
        let said = unit_line("甲县.csv", content, &[]);
        assert!(said.starts_with("错误[header] 找不到表头"), "{content:?}: {said}");
    }
}

/// The places of all problems of a file: code, line and cell.
fn places(name: &str, content: &str) -> Vec<(String, u64, String)> {
    let folder = Folder::new();
    folder.file(name, content);
    let report: Value = serde_json::from_str(&folder.score(&[name, "--format", "json"]).stdout).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let place =
        |problem: &Value| (text(&problem["code"]), problem["line"].as_u64().unwrap_or(0), text(&problem["cell"]));
    report["problems"].as_array().expect("a list").iter().map(place).collect()
}

#[test]
fn line_is_physical_and_cell_is_what_excel_shows() {
    let place = |line, cell: &str| [("value".to_owned(), line, cell.to_owned())];
    let header = "备注,工作活动,绩效指标,实际值";
    let bad = ",执法办案,督导检查次数,甲";
    for end in ["\n", "\r\n", "\r"] {
        assert_eq!(places("甲县.csv", &[header, bad, ""].join(end)), place(2, "D2"), "{end:?}");
        assert_eq!(
            places("甲县.csv", &["标题", "", header, "", bad].join(end)),
            place(5, "D5"),
            "{end:?} empty rows count"
        );
        let note = format!("\"一{end}二\",执法办案,案件执法查处率,95%");
        assert_eq!(
            places("甲县.csv", &[header, &note, bad].join(end)),
            place(4, "D3"),
            "{end:?} a cell of two lines is one row"
        );
        let within = format!("\"一{end}二\",执法办案,督导检查次数,甲");
        assert_eq!(
            places("甲县.csv", &[header, &within].join(end)),
            place(3, "D2"),
            "{end:?} behind a cell of two lines"
        );
    }
    let wide = format!("{}绩效指标,实际值\n{}督导检查次数,甲\n", ",".repeat(30), ",".repeat(30));
    assert_eq!(places("甲县.csv", &wide), place(2, "AF2"), "columns beyond Z");
}

/// The codes and cells of a file's errors.
fn errors(content: &str) -> Vec<(String, String)> {
    let is_error = |code: &str| {
        ![
            "missing",
            "over-100",
            "implausible",
            "unexplained",
            "no-note",
            "cut-short",
            "mixed-percent",
            "cutoff-differs",
            "other-year",
        ]
        .contains(&code)
    };
    let problems = places("甲县.csv", content).into_iter();
    problems.filter(|(code, ..)| is_error(code)).map(|(code, _, cell)| (code, cell)).collect()
}

#[test]
fn totals_are_nothing_and_values_without_an_indicator_are_not() {
    let row = |row: &str| errors(&format!("工作活动,绩效指标,实际值,偏差原因\n执法办案,督导检查次数,92%,\n{row}\n"));
    for total in ["总计,,70%,", "执法办案小计：,,70%,", "甲合计,,,3", "总计：,,70%,"] {
        assert_eq!(row(total), [], "{total}");
    }
    assert_eq!(row("填表人：张三,,审核：李四,"), [], "a footer");
    for other in ["执法办案,,70%,见各县合计", "合计数,,70%,"] {
        assert_eq!(row(other), [("no-indicator".to_owned(), "B3".to_owned())], "{other}");
    }
    assert_eq!(row("执法办案,案件执法查处小计,70%,")[0].0, "unknown-indicator");
    let beside = "工作活动,绩效指标,实际值,内容描述\n执法办案,督导检查次数,92%,\n执法办案,,77%,全年合计\n";
    assert_eq!(errors(beside), [("no-indicator".to_owned(), "B3".to_owned())], "a text beside the values");
}

#[test]
fn a_plan_alone_is_missing_without_a_text() {
    let folder = Folder::new();
    folder.file(
        "甲县.csv",
        "工作活动,绩效指标,完成数,计划数\n执法办案,督导检查次数,,50\n执法办案,案件执法查处率,未报,50\n执法办案,反垄断案件查处率,50,50\n",
    );
    let report: Value = serde_json::from_str(&folder.score(&["甲县.csv", "--format", "json"]).stdout).expect("JSON");
    let text = |name: &str| {
        let duties = report["units"][0]["duties"].as_array().expect("a list").iter();
        let activities = duties.flat_map(|duty| duty["activities"].as_array().expect("a list"));
        let mut indicators = activities.flat_map(|activity| activity["indicators"].as_array().expect("a list"));
        let indicator = indicators.find(|indicator| indicator["name"] == name).expect("it is in the table");
        assert_eq!(indicator["state"], "missing");
        indicator["actual_text"].clone()
    };
    assert_eq!((text("督导检查次数"), text("案件执法查处率")), (Value::Null, "未报".into()));
}

/// What comes of a number for an indicator in a measure.
fn with_measure(measure: &str, value: &str) -> Vec<(String, String)> {
    with_heading(measure, "实际值", value)
}

/// The same under a heading.
fn with_heading(measure: &str, heading: &str, value: &str) -> Vec<(String, String)> {
    let folder = Folder::new();
    let measured = format!("\"name\": \"督导检查次数\", \"measure\": \"{measure}\",");
    folder.file("table.json", score::targets::BUNDLED[0].replace("\"name\": \"督导检查次数\",", &measured));
    folder.file("甲县.csv", format!("工作活动,绩效指标,{heading}\n执法办案,督导检查次数,{value}\n"));
    let run = folder.score(&["甲县.csv", "--targets", "table.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap_or_default();
    let Some(problems) = report["problems"].as_array() else { return vec![("refused".to_owned(), run.stderr)] };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = problems.iter().filter(|problem| problem["severity"] == "error");
    errors.map(|problem| (text(&problem["code"]), text(&problem["cell"]))).collect()
}

#[test]
fn the_brackets_of_a_heading_hold_a_measure_or_none() {
    for (measure, heading, value) in [
        ("mg/L", "实际值（mg/L）", "12"),
        ("kWh", "实际值(单位：kWh)", "12"),
        ("%", "实际值（单位：%）", "0.5"),
        ("%", "实际值（百分比）", "0.5"),
        ("%", "实际值（必填）", "92"),
        ("件", "实际值（2016年）", "12"),
        ("件", "实际值（本年度）", "12"),
    ] {
        assert_eq!(with_heading(measure, heading, value), [], "{heading} {value}{measure}");
    }
    for (measure, heading, code) in [("%", "实际值（必填）", "ambiguous-value"), ("件", "实际值（百分比）", "value")]
    {
        let refused = [(code.to_owned(), "C2".to_owned())];
        assert_eq!(with_heading(measure, heading, "0.5"), refused, "{heading} {measure}");
    }
}

#[test]
fn a_measure_is_no_part_of_a_number() {
    for percent in ["％", " % ", "﹪"] {
        assert_eq!(with_measure(percent, "0.92"), [("ambiguous-value".to_owned(), "C2".to_owned())], "{percent}");
        assert_eq!(with_measure(percent, "45/50"), [], "{percent}");
    }
    for measure in ["5", "５件", ".5", "万.件", "%件", "元/5", "/人", "-件", ",000"] {
        let refused = &with_measure(measure, "125")[0];
        assert!(
            refused.1.contains("indicators[0].measure") || refused.1.contains(".measure："),
            "{measure}: {refused:?}"
        );
    }
    assert_eq!(with_measure("m2", "12m2"), []);
    // A slash between words, as in 微克/立方米, is no pair.
    assert_eq!(with_measure("元/人", "12元/人"), []);
    assert_eq!(with_measure("元/人", "45/50元/人"), [("value".to_owned(), "C2".to_owned())]);
}
