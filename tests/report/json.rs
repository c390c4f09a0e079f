//! The JSON contract: the schema that the program prints, and a whole output.

use score::diagnostic::Code;
use score::scoring::MissingPolicy;
use serde_json::Value;

use crate::harness::{Folder, worked};

/// Inputs and arguments that between them show everything that the JSON can hold.
const CASES: [(&str, &[&str]); 8] = [
    ("complete", &[]),
    ("partial", &[]),
    ("partial", &["--missing", "zero"]),
    ("partial", &["--missing", "skip", "--period", "2016年度"]),
    ("partial", &["--level", "unit"]),
    ("partial", &["--level", "activity"]),
    ("nothing", &[]),
    ("broken", &[]),
];

fn json(input: &str, arguments: &[&str]) -> (String, i32) {
    let folder = Folder::new();
    let text = match input {
        "nothing" => worked("complete").lines().map(|line| rewritten(line, "不适用")).collect(),
        "broken" => "绩效指标,实际值\n督导检查次数,1\n".to_owned(),
        worked_name => worked(worked_name),
    };
    folder.file("甲县.csv", text);
    let arguments: Vec<_> = ["甲县.csv", "--format", "json"].iter().chain(arguments).copied().collect();
    let run = folder.score(&arguments);
    (run.stdout, run.status)
}

/// A row with another value; the header as it is.
fn rewritten(line: &str, value: &str) -> String {
    match line.rsplit_once(',') {
        Some((names, "实际值")) => format!("{names},实际值\n"),
        Some((names, _)) => format!("{names},{value}\n"),
        None => String::new(),
    }
}

#[test]
fn every_output_keeps_to_the_printed_schema() {
    let schema: Value = serde_json::from_str(&Folder::new().score(&["schema"]).stdout).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is legal");
    for (input, arguments) in CASES {
        let (text, _) = json(input, arguments);
        let value: Value = serde_json::from_str(&text).expect("the output is JSON");
        let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{input} {arguments:?}: {errors:?}");
    }
}

#[test]
fn the_schema_refuses_what_is_left_out_or_added() {
    let schema: Value = serde_json::from_str(score::report::json::SCHEMA).expect("the schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("the schema is legal");
    let whole: Value = serde_json::from_str(&json("complete", &[]).0).expect("the output is JSON");
    for key in
        ["schema_version", "tool", "targets", "period", "not_scored", "empty", "unread", "problems", "problem_counts"]
    {
        let mut lacking = whole.clone();
        lacking.as_object_mut().expect("an object").remove(key);
        assert!(!validator.is_valid(&lacking), "{key} may not be left out");
    }
    let mut more = whole;
    more["units"][0]["rank"] = Value::from(1);
    assert!(!validator.is_valid(&more));
}

#[test]
fn the_schema_has_every_problem_code() {
    let schema: Value = serde_json::from_str(score::report::json::SCHEMA).expect("the schema is JSON");
    let codes = &schema["$defs"]["problem"]["properties"]["code"]["enum"];
    assert_eq!(*codes, Value::from(Code::ALL.map(Code::name).to_vec()));
}

#[test]
fn the_schema_has_every_policy() {
    let schema: Value = serde_json::from_str(score::report::json::SCHEMA).expect("the schema is JSON");
    let policies = &schema["$defs"]["unit"]["properties"]["policy"]["properties"]["missing"]["enum"];
    assert_eq!(*policies, Value::from(MissingPolicy::ALL.map(MissingPolicy::name).to_vec()));
}

/// One whole output; others are held by the schema, the worked figures and the golden hashes.
#[test]
fn a_whole_output() {
    insta::assert_snapshot!("partial_range", json("partial", &[]).0);
}

#[test]
fn nothing_applicable_has_no_score_and_errors_have_no_unit() {
    let (text, status) = json("nothing", &[]);
    let unit = serde_json::from_str::<Value>(&text).expect("the output is JSON")["units"][0].clone();
    assert_eq!(status, 0);
    assert_eq!([&unit["score"], &unit["range"]["min"], &unit["range"]["max"], &unit["coverage"]], [&Value::Null; 4]);
    let (text, status) = json("broken", &[]);
    let report: Value = serde_json::from_str(&text).expect("the output is JSON");
    assert_eq!((status, report["units"].as_array().map(Vec::len)), (3, Some(0)));
    assert_eq!(report["problems"][0]["code"], "ambiguous-value");
}

#[test]
fn a_pair_is_kept_in_both_its_parts() {
    let folder = Folder::new();
    folder.file("甲县.csv", "工作活动,绩效指标,完成数,计划数,实际值\n执法办案,督导检查次数,45.5,60,\n执法办案,案件执法查处率,,,1/3\n执法办案,反垄断案件查处率,,,95%\n");
    let report: Value = serde_json::from_str(&folder.score(&["甲县.csv", "-f", "json"]).stdout).expect("JSON");
    let activities = report["units"][0]["duties"].as_array().expect("duties").iter();
    let activities = activities.flat_map(|duty| duty["activities"].as_array().expect("activities"));
    let of = activities.filter(|activity| activity["name"] == "执法办案");
    let indicators = of.flat_map(|activity| activity["indicators"].as_array().expect("indicators"));
    let pairs: Vec<_> = indicators.map(|indicator| (indicator["done"].clone(), indicator["planned"].clone())).collect();
    let number = |text: &str| serde_json::from_str::<Value>(text).expect("a number");
    let expected = [("45.5", "60"), ("1", "3"), ("null", "null")];
    assert_eq!(pairs, expected.map(|(done, planned)| (number(done), number(planned))));
}

#[test]
fn each_unit_has_its_bureau_and_the_tables_that_were_used_are_listed() {
    const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/targets/books/data/book.docx");
    let folder = Folder::new();
    folder.file("表/教育局.csv", "工作活动,绩效指标,实际值\n学校运行保障,校舍安全排查率,99%\n");
    folder.file("表/工商局.csv", "工作活动,绩效指标,实际值\n执法办案,督导检查次数,95%\n");
    let run = folder.score(&["表", "--targets", BOOK, "-f", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).expect("JSON");
    let codes = |list: &Value, key: &str| -> Vec<String> {
        let mut codes: Vec<_> =
            list.as_array().expect("a list").iter().map(|item| item.pointer(key).expect(key).to_string()).collect();
        codes.sort();
        codes
    };
    assert_eq!(codes(&report["targets"], "/code"), ["\"201\"", "\"414\""], "that of 417 is not used");
    assert_eq!(report["targets"][0]["file"], BOOK);
    assert_eq!(codes(&report["units"], "/bureau/code"), ["\"201\"", "\"414\""]);
    assert_eq!(report["units"][0]["policy"]["points"]["good"], 80);
    let schema: Value = serde_json::from_str(score::report::json::SCHEMA).expect("the schema is JSON");
    assert!(jsonschema::validator_for(&schema).expect("the schema is legal").is_valid(&report));
}
