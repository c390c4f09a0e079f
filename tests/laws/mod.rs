//! Laws that hold for every table and input: those of [spec 3.9](spec#39-laws), and
//! what follows from sections 4 and 5 for the way in which a text is written.

mod bureaus;
mod encoding;
mod figures;
mod order;
mod portions;
mod splitting;

use serde_json::Value;

/// A standing of a unit and all within it: bureau, duties and activities, in the report's order.
fn standings(of: &Value) -> Vec<&Value> {
    let within = elements(of, "duties").into_iter().chain(elements(of, "activities"));
    [of].into_iter().chain(within.flat_map(standings)).collect()
}

fn elements<'v>(of: &'v Value, key: &str) -> Vec<&'v Value> {
    of.get(key).and_then(Value::as_array).into_iter().flatten().collect()
}

/// All indicators of a standing in the report's order.
fn indicators(unit: &Value) -> Vec<&Value> {
    standings(unit).into_iter().flat_map(|standing| elements(standing, "indicators")).collect()
}

/// Takes out what may differ: the hash of each unit's source.
fn without_hashes(mut report: Value) -> Value {
    for unit in report["units"].as_array_mut().into_iter().flatten() {
        unit["source"]["sha256"].take();
    }
    report
}
