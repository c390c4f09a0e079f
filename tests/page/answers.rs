//! What the module answers, without a browser around it.

use std::panic::catch_unwind;

use page::answer_to;
use score::report::SHOWN_EACH;
use serde_json::{Value, json};

use super::typing::{numbers, table, total, typed};
use crate::harness::forms::{INDICATORS, UNIT_HEADER, unit_rows};
use crate::harness::{Folder, worked};

/// The head of an answer and what follows it.
fn answer(mut request: Value, files: &[(&str, &str, &[u8])]) -> (Value, Vec<u8>) {
    let head = |(name, role, bytes): &(&str, &str, &[u8])| json!({ "name": name, "role": role, "size": bytes.len() });
    request["files"] = files.iter().map(head).collect();
    for (option, value) in [("language", "zh"), ("missing", "range")] {
        if request.get(option).is_none() {
            request[option] = json!(value);
        }
    }
    let mut bytes = format!("{request}\n").into_bytes();
    bytes.extend(files.iter().flat_map(|(_, _, body)| body.iter()));
    let mut answer = answer_to(&bytes, |_| ());
    let end = answer.iter().position(|&byte| byte == b'\n').expect("a line");
    let body = answer.split_off(end + 1);
    (serde_json::from_slice(&answer).expect("JSON"), body)
}

/// The total of a trial, as it stands in the page.
fn shown_total(page: &[u8]) -> String {
    let page = String::from_utf8_lossy(page);
    let (_, rest) = page.split_once("<strong").and_then(|(_, rest)| rest.split_once('>')).expect("a total");
    rest.split_once("</strong>").expect("it ends").0.to_owned()
}

#[test]
fn reports_and_messages_are_those_of_the_command_line() {
    let folder = Folder::new();
    let (complete, partial) = (worked("complete"), worked("partial"));
    let bad = "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n";
    let inputs = [("甲县.csv", &*complete), ("乙县.csv", &partial), ("丙县.csv", bad)];
    for (name, text) in inputs {
        folder.file(name, text);
    }
    folder.file("名单.csv", "填报单位\n甲县\n丁县\n");
    let files: Vec<_> = inputs.iter().map(|(name, text)| (*name, "input", text.as_bytes())).collect();
    let list = ("名单.csv", "expected", "填报单位\n甲县\n丁县\n".as_bytes());
    for (files, names) in [
        (vec![files[0]], vec!["甲县.csv"]),
        ([files.clone(), vec![list]].concat(), vec!["甲县.csv", "乙县.csv", "丙县.csv"]),
    ] {
        for ending in ["html", "csv", "json", "ndjson", "md", "txt", "xlsx"] {
            for (language, missing) in [("zh", "range"), ("en", "zero")] {
                let out = format!("{language}.{ending}");
                let mut arguments =
                    [&names[..], &["-o", &out, "--lang", language, "--missing", missing, "--period", "2016年度"]]
                        .concat();
                if names.len() > 1 {
                    arguments.extend(["--expect", "名单.csv"]);
                }
                let run = folder.score(&arguments);
                let request = json!({ "ask": { "report": ending }, "language": language, "missing": missing, "period": "2016年度" });
                let (head, body) = answer(request, &files);
                assert_eq!(head["messages"].as_str(), Some(&*run.stderr), "{arguments:?}");
                assert!(body == folder.read(&out), "{arguments:?}");
            }
        }
    }
}

#[test]
fn forms_are_those_of_the_command_line() {
    let folder = Folder::new();
    for ending in ["csv", "xlsx"] {
        folder.score(&["template", "-o", &format!("空表.{ending}")]);
        let (_, body) = answer(json!({ "ask": { "form": ending } }), &[]);
        assert!(body == folder.read(&format!("空表.{ending}")), "{ending}");
    }
}

#[test]
fn values_that_are_typed_come_to_what_they_do_by_hand_and_as_a_form() {
    let (table, typed) = (table(), typed());
    let values = numbers(&typed);
    let empty = vec![["", ""]; typed.len()];
    let mut now = empty.clone();
    for (place, value) in typed.iter().enumerate() {
        now[place][0] = value;
        let (_, page) = answer(json!({ "ask": { "trial": { "before": empty, "now": now } } }), &[]);
        assert_eq!(shown_total(&page), total(&table, &values[..=place]));
    }
    let (_, form) = answer(json!({ "ask": { "filled": { "unit": "甲县", "values": now } } }), &[]);
    let folder = Folder::new();
    folder.file("手填.csv", form);
    let run = folder.score(&["手填.csv", "--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("a report");
    assert_eq!(
        (&report["units"][0]["unit"], report["units"][0]["score"].to_string()),
        (&json!("甲县"), "88.02".to_owned())
    );
}

#[test]
fn the_values_of_a_unit_come_back_as_they_count() {
    for (input, total) in [("complete", "88.02"), ("partial", "77.68～89.01")] {
        let (head, _) = answer(json!({ "ask": { "values": 0 } }), &[("甲县.csv", "input", worked(input).as_bytes())]);
        let values = &head["values"];
        let (_, page) = answer(json!({ "ask": { "trial": { "before": values, "now": values } } }), &[]);
        assert_eq!(shown_total(&page), total);
    }
}

#[test]
fn a_value_that_cannot_be_read_leaves_no_total_and_says_why_in_its_row() {
    let (head, _) = answer(json!({ "ask": { "values": 0 } }), &[("甲县.csv", "input", worked("complete").as_bytes())]);
    let (before, mut now) = (head["values"].clone(), head["values"].clone());
    now[1] = json!(["0.9", "<b>"]);
    let (_, page) = answer(json!({ "ask": { "trial": { "before": before, "now": now } } }), &[]);
    assert_eq!(shown_total(&page), "—");
    let page = String::from_utf8_lossy(&page);
    assert!(page.contains("0.9 可能是 0.9%") && page.contains("原为 80%") && page.contains("&lt;b&gt;"), "{page}");
}

/// More units than a report shows one by one.
#[test]
fn a_unit_among_very_many_is_tried_too() {
    let units =
        (0..=SHOWN_EACH).map(|number| unit_rows(&format!("{number}所"), if number == 7 { INDICATORS } else { 0 }));
    let text: String = std::iter::once(UNIT_HEADER.to_owned()).chain(units).collect();
    let files = [("全县.csv", "input", text.as_bytes())];
    let (head, _) = answer(json!({ "ask": { "report": "html" } }), &files);
    let units = head["units"].as_array().expect("units");
    let place = units.iter().position(|name| name == "7所").expect("it is scored");
    let (head, _) = answer(json!({ "ask": { "values": place } }), &files);
    let (values, bureau) = (&head["values"], &head["bureau"]);
    assert_eq!(values, &json!(vec![["100%", ""]; INDICATORS]));
    let (_, page) = answer(json!({ "ask": { "trial": { "before": values, "now": values } }, "bureau": bureau }), &[]);
    assert_eq!(shown_total(&page), "100.00");
}

/// How the files of a unit are read says nothing of what is typed, but for bare numbers.
#[test]
fn values_are_typed_in_the_page_whatever_the_files_are_in() {
    let text = worked("complete");
    let gbk = encoding_rs::GB18030.encode(text.trim_start_matches('\u{feff}')).0.into_owned();
    let files = [("甲县.csv", "input", &*gbk)];
    let (head, _) = answer(json!({ "ask": { "values": 0 }, "encoding": "gb18030" }), &files);
    let trial = |mut request: Value, values: &Value| {
        request["ask"] = json!({ "trial": { "before": values, "now": values } });
        shown_total(&answer(request, &[]).1)
    };
    for options in [json!({ "encoding": "gb18030" }), json!({ "encoding": "utf-16le", "sheet": "乙" })] {
        assert_eq!(trial(options, &head["values"]), "88.02");
    }
    let halves = json!(vec![["0.5", ""]; INDICATORS]);
    assert_eq!(trial(json!({}), &halves), "—");
    assert_ne!(trial(json!({ "fraction": true }), &halves), "—");
}

#[test]
fn two_folders_of_one_name_are_both_read() {
    let forms =
        ["甲县", "乙县"].map(|unit| format!("填报单位：{unit}\n{}", worked("complete").trim_start_matches('\u{feff}')));
    let line = json!({
        "ask": { "report": "csv" }, "language": "zh", "missing": "range",
        "files": forms.each_ref().map(|form| json!({ "name": "年/表.csv", "role": "input", "size": form.len(), "in_folder": true })),
    });
    let answer = answer_to(format!("{line}\n{}", forms.concat()).as_bytes(), |_| ());
    let head: Value =
        serde_json::from_slice(answer.split(|&byte| byte == b'\n').next().expect("a line")).expect("JSON");
    let mut units: Vec<_> = head["units"].as_array().expect("units").iter().filter_map(Value::as_str).collect();
    units.sort_unstable();
    assert_eq!(units, ["乙县", "甲县"], "{head}");
}

#[test]
fn a_form_has_one_of_two_endings() {
    for ending in ["xls", "pdf", ""] {
        let (head, body) = answer(json!({ "ask": { "form": ending } }), &[]);
        assert!(head["is_refused"] == true && body.is_empty(), "{ending:?}: {head}");
    }
}

#[test]
fn a_file_that_ended_the_program_is_named_and_one_that_lies_about_its_size_ends_it() {
    let line = json!({
        "ask": { "report": "html" }, "language": "zh", "missing": "range",
        "files": [{ "name": "坏.csv", "role": "input", "size": 100 }],
    });
    let request = |line: &Value| format!("{line}\n").into_bytes();
    assert!(catch_unwind(|| answer_to(&request(&line), |_| ())).is_err());
    let mut line = line;
    line["files"][0]["size"] = json!(0);
    line["files"][0]["is_faulty"] = json!(true);
    let answer = answer_to(&request(&line), |_| ());
    assert!(String::from_utf8_lossy(&answer).contains("坏.csv"));
}
