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
    for key in ["schema_version", "tool", "targets", "period", "policy", "units", "problems"] {
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
    let policies = &schema["properties"]["policy"]["properties"]["missing"]["enum"];
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
