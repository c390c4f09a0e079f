//! The worked examples: every figure, computed apart from this program in exact fractions, comes out
//! to the digit under each policy.

use serde_json::{Value, json};

use crate::harness::{Folder, Run};

const INPUTS: [(&str, &str, &str); 2] = [
    ("complete.csv", include_str!("complete.csv"), include_str!("complete.expected.json")),
    ("partial.csv", include_str!("partial.csv"), include_str!("partial.expected.json")),
];

#[test]
fn every_figure_of_the_worked_examples() {
    every_figure(Folder::score);
}

/// Holds a program to every figure.
pub(crate) fn every_figure(score: impl Fn(&Folder, &[&str]) -> Run) {
    let folder = Folder::new();
    for (name, input, expected) in INPUTS {
        folder.file(name, input);
        let expected: Value = serde_json::from_str(expected).expect("the expected figures are JSON");
        for policy in ["range", "zero", "skip"] {
            let run = score(&folder, &[name, "--format", "json", "--missing", policy]);
            assert_eq!(run.status, 0, "{}", run.stderr);
            let report: Value = serde_json::from_str(&run.stdout).expect("the report is JSON");
            let found = in_the_shape_of_the_example(&report["units"][0], &expected[policy]);
            assert_eq!(expected[policy], found, "{name} under {policy}");
            check_single_score(&report["units"][0], &expected[policy], name);
        }
    }
}

/// The report's figures under the keys of the worked example, numbers by their text.
fn in_the_shape_of_the_example(unit: &Value, expected: &Value) -> Value {
    let ends = |of: &Value| json!([text(&of["range"]["min"]), text(&of["range"]["max"])]);
    let (mut duties, mut activities, mut indicators) = (json!({}), json!({}), Vec::new());
    for duty in elements(&unit["duties"]) {
        duties[name(duty)] = ends(duty);
        for activity in elements(&duty["activities"]) {
            activities[name(activity)] = ends(activity);
            for i in elements(&activity["indicators"]) {
                let (state, grade, below) = (&i["state"], &i["grade"], &i["below_poor"]);
                indicators.push(json!([name(activity), name(i), state, grade, below, text(&i["score"])]));
            }
        }
    }
    // The report gives a grade only where both ends have the same; the example has both.
    let one_grade = expected["grade_of_min"] == expected["grade_of_max"];
    assert_eq!(unit["grade"], if one_grade { expected["grade_of_min"].clone() } else { Value::Null });
    json!({
        "min": text(&unit["range"]["min"]),
        "max": text(&unit["range"]["max"]),
        "grade_of_min": expected["grade_of_min"],
        "grade_of_max": expected["grade_of_max"],
        "coverage": text(&unit["coverage"]),
        "duties": duties,
        "activities": activities,
        "indicators": indicators,
    })
}

/// The single score is there exactly where the ends agree.
fn check_single_score(unit: &Value, expected: &Value, input: &str) {
    let single = expected["min"] == expected["max"];
    let score = if single { expected["min"].clone() } else { Value::Null };
    assert_eq!(score, text(&unit["score"]), "{input}");
}

/// A number's own digits; null stays null.
fn text(value: &Value) -> Value {
    match value {
        Value::Number(number) => Value::String(number.to_string()),
        other => other.clone(),
    }
}

fn name(of: &Value) -> &str {
    of["name"].as_str().expect("everything has a name")
}

fn elements(of: &Value) -> &[Value] {
    of.as_array().expect("the report goes down to the indicators")
}
