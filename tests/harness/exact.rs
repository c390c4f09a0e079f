//! Exact figures of JSON, so that two reports are compared by value and never by a double.

use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::Value;

/// The value of a decimal's text. An exponent is no exact decimal text, and is refused.
pub(crate) fn rational(text: &str) -> BigRational {
    let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_plain = format!("{integer}{fraction}").bytes().all(|byte| byte.is_ascii_digit());
    assert!(is_plain && !integer.is_empty(), "not a plain decimal: {text}");
    let digits: BigInt = format!("{integer}{fraction}").parse().expect("digits are a number");
    BigRational::new(digits, BigInt::from(10).pow(u32::try_from(fraction.len()).expect("a short number")))
}

/// The figure of a JSON number.
pub(crate) fn figure(value: &Value) -> BigRational {
    match value {
        Value::Number(number) => rational(&number.to_string()),
        other => panic!("a figure was expected, not {other}"),
    }
}

/// The shortest text of a value that has at most `decimals` decimals.
pub(crate) fn text(value: &BigRational, decimals: u32) -> String {
    let scale = BigInt::from(10).pow(decimals);
    let scaled = value * BigRational::from_integer(scale);
    assert!(scaled.is_integer(), "{value} has more than {decimals} decimals");
    let digits = format!("{:0>width$}", scaled.to_integer().to_string(), width = decimals as usize + 1);
    let (integer, fraction) = digits.split_at(digits.len() - decimals as usize);
    match fraction.trim_end_matches('0') {
        "" => integer.to_owned(),
        fraction => format!("{integer}.{fraction}"),
    }
}

/// A JSON number of at most `decimals` decimals.
pub(crate) fn number(value: &BigRational, decimals: u32) -> Value {
    Value::Number(text(value, decimals).parse().expect("a decimal is a JSON number"))
}

/// Everything in which two JSON values differ, each with its path; numbers compare by value.
pub(crate) fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut all = Vec::new();
    compare("", expected, found, &mut all);
    all
}

fn compare(path: &str, expected: &Value, found: &Value, all: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(left), Value::Object(right)) => {
            let keys = left.keys().chain(right.keys().filter(|key| !left.contains_key(*key)));
            for key in keys {
                match (left.get(key), right.get(key)) {
                    (Some(left), Some(right)) => compare(&format!("{path}.{key}"), left, right, all),
                    (left, right) => all.push(format!("{path}.{key}: {left:?} against {right:?}")),
                }
            }
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare(&format!("{path}[{index}]"), left, right, all);
            }
        }
        (Value::Number(_), Value::Number(_)) if figure(expected) == figure(found) => {}
        _ if expected == found => {}
        _ => all.push(format!("{path}: {expected} against {found}")),
    }
}
