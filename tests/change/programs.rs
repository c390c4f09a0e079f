//! What changed between two runs of the program, against an independent reckoning of every step between them: random
//! tables and forms, which share some of their activities and indicators.

use std::collections::HashMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use proptest::prelude::*;
use score::scoring::MissingPolicy;
use serde_json::Value;

use crate::harness::exact::rational;
use crate::harness::tables::{Activity, Case, Duty, Indicator, Meaning};
use crate::harness::{Folder, depth, random};
use crate::reckoning::reckoner::{Reckoning, rounded};

/// The parts of a change in their order.
const PARTS: [&str; 5] = ["values", "cutoffs", "points", "weights", "entries"];

/// Which year each of values, cut-offs, points, and weights and budgets is of, from the first step on what counts in both
/// years to the last.
const STEPS: [[usize; 4]; 5] = [[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]];

/// Names of an activity and an indicator.
type Key = [String; 2];

/// Two years, and how missing values count.
struct Years<'y> {
    cases: [&'y Case; 2],
    policy: MissingPolicy,
}

impl Years<'_> {
    /// An indicator of a year, if it counts.
    fn counted(&self, year: usize, [activity, indicator]: &Key) -> Option<&Indicator> {
        let case = self.cases[year];
        let activity = case.activities().find(|own| own.name == *activity)?;
        let indicator = activity.indicators.iter().find(|own| own.name == *indicator)?;
        Reckoning::new(case, self.policy).counts_in(indicator).then_some(indicator)
    }

    /// An indicator of both years, if it counts in both.
    fn both(&self, key: &Key) -> Option<[&Indicator; 2]> {
        Some([self.counted(0, key)?, self.counted(1, key)?])
    }

    /// What counts in both years at a step between them.
    fn between(&self, [values, cutoffs, points, weights]: [usize; 4]) -> Case {
        let activities = self.cases[weights].activities().map(|activity| {
            let at_step = |indicator: &Indicator| {
                let both = self.both(&[activity.name.clone(), indicator.name.clone()])?;
                let (entry, cutoffs) = (both[values].entry.clone(), both[cutoffs].cutoffs.clone());
                Some(Indicator { cutoffs, entry, ..indicator.clone() })
            };
            Activity { indicators: activity.indicators.iter().filter_map(at_step).collect(), ..activity.clone() }
        });
        let duties = vec![Duty { name: "职责".to_owned(), activities: activities.collect() }];
        Case { scale: self.cases[points].scale, duties }
    }

    /// What each indicator adds to the score of each year and at each step between.
    fn contributions(&self) -> [HashMap<Key, BigRational>; 7] {
        let of = |case: &Case| {
            let reckoning = Reckoning::new(case, self.policy);
            let of_activity = |activity: &Activity| {
                let of = |indicator| reckoning.least(activity, indicator);
                let key = |indicator: &Indicator| [activity.name.clone(), indicator.name.clone()];
                activity.indicators.iter().map(|own| (key(own), of(own))).collect::<Vec<_>>()
            };
            case.activities().flat_map(of_activity).collect()
        };
        let [kept, values, cutoffs, points, weights] = STEPS.map(|step| of(&self.between(step)));
        [of(self.cases[0]), kept, values, cutoffs, points, weights, of(self.cases[1])]
    }
}

/// What was, what is, and the parts of the change between in the order of [`PARTS`].
struct Expected {
    ends: [BigRational; 2],
    parts: [BigRational; 5],
}

impl Expected {
    fn new(steps: &[BigRational; 7]) -> Self {
        let [before, kept, values, cutoffs, points, weights, now] = steps;
        let entries = (kept - before) + (now - weights);
        let parts = [values - kept, cutoffs - values, points - cutoffs, weights - points, entries];
        Self { ends: [before.clone(), now.clone()], parts }
    }

    /// Of what some keys contribute together.
    fn of(steps: &[HashMap<Key, BigRational>; 7], keys: impl Fn(&Key) -> bool) -> Self {
        let sum = |step: &HashMap<Key, BigRational>| step.iter().filter(|(key, _)| keys(key)).map(|(_, own)| own).sum();
        Self::new(&steps.each_ref().map(sum))
    }

    /// Holds a change of JSON to this; its ends are rounded to so many decimals, and so may its parts be off.
    fn hold(&self, change: &Value, decimals: u32) -> Result<(), TestCaseError> {
        let found = |key: &str| signed(&change[key]);
        let scale = BigRational::from_integer(BigInt::from(10).pow(decimals));
        let half = BigRational::new(1.into(), 2.into());
        let round = |value: &BigRational| (value * &scale + &half).floor() / &scale;
        let [before, now] = self.ends.each_ref().map(round);
        prop_assert_eq!(found("against"), before.clone());
        prop_assert_eq!(found("score"), now - before, "{} for {:?}", change, self.ends);
        prop_assert_eq!(PARTS.map(found).iter().sum::<BigRational>(), found("score"), "{}", change);
        for (name, exact) in PARTS.iter().zip(&self.parts) {
            let off = (found(name) - exact).abs();
            prop_assert!(off * &scale <= BigRational::from_integer(2.into()), "{name}: {change} for {exact}");
            prop_assert!(!exact.is_zero() || found(name).is_zero(), "{name} did not change: {change}");
        }
        Ok(())
    }
}

fn signed(value: &Value) -> BigRational {
    let text = value.to_string();
    match text.strip_prefix('-') {
        Some(text) => -rational(text),
        None => rational(&text),
    }
}

/// The report of a later run against that of an earlier one, as JSON, and as CSV down to the indicators.
fn compared(years: &Years<'_>) -> [String; 2] {
    let folder = Folder::new();
    for (year, case) in ["前", "后"].into_iter().zip(years.cases) {
        folder.file(&format!("{year}.json"), case.table());
        folder.file(&format!("{year}/某单位.csv"), case.input());
    }
    let run = |year: &str, more: &[&str]| {
        let (input, table) = (format!("{year}/某单位.csv"), format!("{year}.json"));
        let arguments = [&input, "--targets", &table, "--missing", years.policy.name(), "--level", "indicator"];
        folder.score(&[&arguments, more].concat())
    };
    let first = run("前", &["-o", "earlier.json"]);
    assert_eq!((first.status, &*first.stdout), (0, ""), "{}", first.stderr);
    let formats = ["json", "csv"].map(|format| run("后", &["--against", "earlier.json", "-f", format]));
    formats.map(|run| {
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    })
}

/// Every change of a report: that of the unit, and by their names those of activities and indicators, the gone ones too.
fn changes(unit: &Value) -> Vec<(Vec<String>, Value)> {
    let name = |value: &Value| value["name"].as_str().expect("a name").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mut all = vec![(vec![], unit["change"].clone())];
    let mut activities: Vec<Value> = list(&unit["duties"]).iter().flat_map(|duty| list(&duty["activities"])).collect();
    activities.extend(list(&unit["gone"]).into_iter().map(|mut gone| {
        gone["gone"] = Value::Array(Vec::new());
        gone
    }));
    for activity in activities {
        all.push((vec![name(&activity)], activity["change"].clone()));
        let indicators = [list(&activity["indicators"]), list(&activity["gone"])].concat();
        all.extend(indicators.iter().map(|own| (vec![name(&activity), name(own)], own["change"].clone())));
    }
    all
}

/// The rows of the CSV say what the JSON says of their indicators.
fn rows_agree(csv: &str, all: &[(Vec<String>, Value)]) -> Result<(), TestCaseError> {
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let headings = rows.headers().expect("headings").clone();
    let column = |name: &str| headings.iter().position(|heading| heading == name).expect("the column is there");
    let mut left: Vec<_> = all.iter().filter(|(names, _)| names.len() == 2).collect();
    for row in rows.records() {
        let row = row.expect("a row");
        let names = ["activity", "indicator"].map(|name| row[column(name)].to_owned());
        let at = left.iter().position(|(own, _)| *own == names).expect("an indicator of the JSON");
        let (_, change) = left.remove(at);
        for part in ["against", "score"].iter().chain(&PARTS) {
            let field = &row[column(&format!("change_{part}"))];
            let is_same = match change {
                Value::Null => field.is_empty(),
                _ => signed(&change[part]) == signed(&serde_json::from_str(field).expect("a number")),
            };
            prop_assert!(is_same, "{names:?} {part}: {field} for {change}");
        }
    }
    prop_assert!(left.is_empty(), "every indicator has a row");
    Ok(())
}

/// The same with names that two cases may share; what is measured otherwise has another name.
fn plain(mut case: Case) -> Case {
    for duty in &mut case.duties {
        for activity in &mut duty.activities {
            for indicator in &mut activity.indicators {
                let measure = indicator.measure.filter(|measure| *measure != "%").unwrap_or_default();
                indicator.name = indicator.name.chars().take(3).chain(measure.chars()).collect();
            }
            activity.name = activity.name.chars().take(4).collect();
        }
    }
    case
}

proptest! {
    #![proptest_config(depth::cases(20, 300))]

    #[test]
    fn every_change_is_that_of_an_independent_reckoning(
        before in random::case().prop_map(plain),
        now in random::case().prop_map(plain),
        policy in prop_oneof![Just(MissingPolicy::Zero), Just(MissingPolicy::Skip), Just(MissingPolicy::Range)],
    ) {
        let years = Years { cases: [&before, &now], policy };
        let [json, csv] = compared(&years);
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let schema = serde_json::from_str(score::report::json::SCHEMA).expect("the schema is JSON");
        let validator = jsonschema::validator_for(&schema).expect("the schema is legal");
        prop_assert_eq!(validator.iter_errors(&report).next().map(|error| error.to_string()), None);
        let unit = &report["units"][0];
        let scores = years.cases.map(|case| {
            let (min, max) = Reckoning::new(case, policy).total()?;
            (rounded(&min) == rounded(&max)).then_some(())
        });
        let all = changes(unit);
        let is_known = scores == [Some(()); 2];
        prop_assert_eq!(unit["note"].is_null(), is_known, "{}", unit["note"]);
        if is_known {
            let steps = years.contributions();
            for (names, change) in &all {
                let is_of = |key: &Key| key.starts_with(names);
                Expected::of(&steps, is_of).hold(change, if names.is_empty() { 2 } else { 6 })?;
            }
        } else {
            prop_assert!(all.iter().all(|(_, change)| change.is_null()), "{}", json);
        }
        rows_agree(&csv, &all)?;
    }

    #[test]
    fn the_same_again_changes_nothing(case in random::case().prop_map(plain), policy in prop_oneof![Just(MissingPolicy::Zero), Just(MissingPolicy::Skip)]) {
        let [json, _] = compared(&Years { cases: [&case, &case], policy });
        let report: Value = serde_json::from_str(&json).expect("JSON");
        let unit = &report["units"][0];
        prop_assert_eq!(unit["change"].is_null(), unit["score"].is_null());
        for (names, change) in changes(unit) {
            let keys = ["score"].into_iter().chain(PARTS);
            prop_assert!(change.is_null() || keys.into_iter().all(|key| change[key] == 0), "{names:?}: {change}");
        }
    }

    #[test]
    fn one_thing_that_changed_is_one_part(
        case in random::case().prop_map(plain),
        other in random::case().prop_map(plain),
        which in 0..PARTS.len(),
    ) {
        let mut now = case.clone();
        let others: Vec<_> = other.indicators().cloned().collect();
        prop_assume!(!others.is_empty());
        let is_missing = |own: &Indicator| own.entry.meaning == Meaning::Missing;
        now.scale = if which == 2 { other.scale } else { now.scale };
        let indicators = now.duties.iter_mut().flat_map(|duty| &mut duty.activities).flat_map(|own| &mut own.indicators);
        for (number, own) in indicators.enumerate() {
            let other = &others[number % others.len()];
            let is_alike = own.is_percentage() == other.is_percentage() && own.measure == other.measure;
            match which {
                0 if is_alike && !matches!(other.entry.meaning, Meaning::NotApplicable)
                    && !matches!(own.entry.meaning, Meaning::NotApplicable) => own.entry = other.entry.clone(),
                1 => own.cutoffs = other.cutoffs.clone(),
                3 => own.weight = other.weight,
                4 if !is_missing(own) => (own.entry.cell, own.entry.meaning) = (Some("不适用".to_owned()), Meaning::NotApplicable),
                _ => {}
            }
        }
        prop_assume!(now.indicators().any(|own| !is_missing(own)));
        let [json, _] = compared(&Years { cases: [&case, &now], policy: MissingPolicy::Zero });
        let report: Value = serde_json::from_str(&json).expect("JSON");
        for (names, change) in changes(&report["units"][0]) {
            let is_other = |part: &&str| *part != PARTS[which] && !change.is_null() && change[part] != 0;
            prop_assert_eq!(PARTS.into_iter().find(is_other), None, "{:?} {}: {}", names, PARTS[which], change);
        }
    }
}
