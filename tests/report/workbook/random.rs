//! Random legal tables and actuals: ties, strict cut-offs, no 差 line, lower is better, other measures, weights, activities
//! without a budget or without indicators, values at and beside every cut-off. Unlike those of [`crate::harness::random`]
//! the numbers have no more digits than a spreadsheet holds, and may have more decimals than a text.

use score::scoring::MissingPolicy;
use serde_json::{Value, json};

use super::case::{Case, Entry};
use crate::harness::dice::Dice;

/// Decimals that actuals of a text have at most.
pub(crate) const OF_TEXTS: u8 = 6;
/// Decimals that actuals of a workbook have here; cut-offs have no more than a text.
pub(crate) const OF_WORKBOOKS: u8 = 9;

/// A decimal of so many units of `10^-decimals`, as its text.
fn decimal(units: u64, decimals: u8) -> String {
    score::number::Decimal::new(i128::from(units), decimals).to_string()
}

fn number(text: &str) -> Value {
    serde_json::from_str(text).expect("a decimal is a number of JSON")
}

/// A case whose actuals have so many decimals at most.
pub(crate) fn case(seed: u64, finest: u8) -> Case {
    let mut dice = Dice::new(seed);
    let mut entries = Vec::new();
    let duties: Vec<_> = (0..=dice.number(3)).map(|index| duty(&mut dice, (index, finest), &mut entries)).collect();
    let mut table: Value = serde_json::from_str(score::targets::BUNDLED[0]).expect("the bundled table is JSON");
    table["duties"] = Value::Array(duties);
    if dice.one_in(3) {
        table["points"] =
            json!({"excellent": 97.5, "good": 85.25, "fair": 66.333_333, "poor": 31, "below_poor": 7.125});
    }
    ensure_budget(&mut table);
    Case { table, entries, missing: MissingPolicy::ALL[dice.below(3)] }
}

/// Some budget must be above zero.
fn ensure_budget(table: &mut Value) {
    let first = &mut table["duties"][0];
    let activity = json!({"name": "有预算的活动", "budget": 1.5, "description": "", "objective": "", "indicators": []});
    first["activities"].as_array_mut().expect("activities are a list").push(activity);
    let sum = sum(first["activities"].as_array().expect("activities are a list"));
    first["budget"] = number(&sum);
}

/// The sum of the activities' budgets, in hundredths.
fn sum(activities: &[Value]) -> String {
    let hundredths = |activity: &Value| {
        let text = activity["budget"].to_string();
        score::number::Decimal::parse(&text, 6)
            .map_or(0, |budget| budget.mantissa() * 10_i128.pow(u32::from(2 - budget.decimals().min(2))))
    };
    score::number::Decimal::new(activities.iter().map(hundredths).sum(), 2).to_string()
}

fn duty(dice: &mut Dice, (index, finest): (u64, u8), entries: &mut Vec<Entry>) -> Value {
    let activities: Vec<_> =
        (0..dice.number(4)).map(|number| activity(dice, (index * 10 + number, finest), entries)).collect();
    json!({
        "name": format!("职责{index}"), "budget": number(&sum(&activities)), "description": "", "objective": "",
        "activities": activities,
    })
}

fn activity(dice: &mut Dice, (index, finest): (u64, u8), entries: &mut Vec<Entry>) -> Value {
    let budget = match dice.below(6) {
        0 => Value::Null,
        1 => number("0"),
        _ => number(&decimal(1 + dice.number(30_000), 2)),
    };
    let indicators: Vec<_> = (0..dice.number(6)).map(|number| indicator(dice, (number, finest), entries)).collect();
    json!({
        "name": format!("活动{index}"), "budget": budget, "description": "", "objective": "",
        "indicators": indicators,
    })
}

fn indicator(dice: &mut Dice, (index, finest): (u64, u8), entries: &mut Vec<Entry>) -> Value {
    let percentage = !dice.one_in(3);
    let decimals = [0, 0, 1, 2, 6][dice.below(5)];
    let mut units = [0; 4].map(|_| dice.number(if percentage { 120 } else { 900 }) * 10_u64.pow(u32::from(decimals)));
    for unit in &mut units {
        *unit += dice.number(10_u64.pow(u32::from(decimals)));
    }
    if dice.one_in(3) {
        units[2] = units[1];
    }
    units.sort_unstable();
    if dice.one_in(8) {
        units = [units[0]; 4];
    }
    if !dice.one_in(3) {
        units.reverse();
    }
    entries.push(entry(dice, percentage, (units, decimals), finest));
    let cutoffs = units.map(|units| number(&decimal(units, decimals)));
    let poor = if dice.one_in(4) { Value::Null } else { cutoffs[3].clone() };
    let mut indicator = json!({
        "name": format!("指标{index}"), "measure": if percentage { "%" } else { "件" },
        "cutoffs": {"excellent": cutoffs[0], "good": cutoffs[1], "fair": cutoffs[2], "poor": poor},
    });
    // No actual is below 0.
    if dice.one_in(4) && !units.contains(&0) {
        indicator["strict"] = true.into();
    }
    if dice.one_in(3) {
        indicator["weight"] = number(&decimal(1 + dice.number(400), 2));
    }
    indicator
}

/// Missing, not applicable, a fraction, or a number at, just above or just below a cut-off.
fn entry(dice: &mut Dice, percentage: bool, (units, decimals): ([u64; 4], u8), finest: u8) -> Entry {
    let places = if dice.one_in(2) { finest } else { OF_TEXTS };
    let scale = 10_u64.pow(u32::from(places - decimals));
    let cutoff = units[dice.below(4)] * scale;
    match dice.below(10) {
        0 | 1 => Entry::Missing,
        2 => Entry::NotApplicable,
        3 if percentage => {
            Entry::Pair(u32::try_from(dice.below(1000)).unwrap_or(0), 1 + u32::try_from(dice.below(999)).unwrap_or(0))
        }
        4 => Entry::Number(decimal(cutoff + 1, places)),
        5 => Entry::Number(decimal(cutoff.saturating_sub(1), places)),
        6 => Entry::Number(decimal(dice.number(130_000_000), OF_TEXTS)),
        _ => Entry::Number(decimal(cutoff, places)),
    }
}
