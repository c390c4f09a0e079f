//! Earlier reports are read back with all that the comparison needs: what is read comes to the printed score again.

use proptest::prelude::*;
use score::against::{Earlier, EarlierUnit, missing_score};
use score::change::{Change, Pair, changes, sum};
use score::diagnostic::AgainstFault;
use score::report::json::SCHEMA_VERSION;
use score::scoring::MissingPolicy;
use score::targets::Targets;
use serde_json::Value;

use crate::harness::depth;
use crate::harness::fixture::{COMPLETE, PARTIAL};
use crate::harness::in_process::{File, grade};
use crate::harness::random;

/// What the unit comes to from what was read of it.
fn recomputed(unit: &EarlierUnit, policy: MissingPolicy) -> Change {
    let pair = |own| Pair { before: unit.counted(own, policy), now: None };
    let pairs: Vec<_> = unit.indicators.iter().map(pair).collect();
    sum(&changes(&pairs, missing_score(policy)))
}

proptest! {
    #![proptest_config(depth::cases(20, 200))]

    #[test]
    fn what_is_read_back_comes_to_the_printed_score(case in random::case()) {
        let targets = Targets::parse(&case.table()).expect("the table is legal");
        for policy in MissingPolicy::ALL {
            let graded = grade(&targets, policy, &[File::new("某单位.csv", case.input())]);
            let text = String::from_utf8(graded.json.clone()).expect("JSON is UTF-8");
            let earlier = Earlier::read("前.json", &text, policy, SCHEMA_VERSION).expect("a report of this run");
            let unit = earlier.unit("900", "某 单位").expect("the unit is there");
            prop_assert_eq!(unit.indicators.len(), targets.indicators().count());
            let printed = |key: &str| graded.unit()["range"][key].to_string();
            match unit.min {
                None => prop_assert_eq!(printed("min"), "null"),
                Some(min) => {
                    prop_assert_eq!(min.to_decimal().to_string(), printed("min"));
                    prop_assert_eq!(recomputed(unit, policy).against.round(), min);
                }
            }
            prop_assert_eq!(unit.score, unit.min.filter(|_| printed("min") == printed("max")));
        }
    }
}

fn json(policy: MissingPolicy) -> String {
    let files = [File::new("甲.csv", COMPLETE), File::new("乙.csv", PARTIAL)];
    String::from_utf8(grade(&Targets::bundled(), policy, &files).json).expect("JSON is UTF-8")
}

/// The report with the first of something replaced, which is there.
fn with(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

#[test]
fn what_cannot_be_compared_with_is_refused() {
    let (range, zero) = (json(MissingPolicy::Range), json(MissingPolicy::Zero));
    let read = |text: &str| {
        Earlier::read("前.json", text, MissingPolicy::Range, SCHEMA_VERSION).map(|earlier| earlier.units.len())
    };
    assert_eq!(read(&range), Ok(2));
    assert_eq!(read(&format!("\u{FEFF}{range}")), Ok(2));
    let own = format!("\"schema_version\": {SCHEMA_VERSION}");
    assert_eq!(read(&with(&range, &own, "\"schema_version\": 2")), Ok(2));
    let version = |found: u32| AgainstFault::Version { found, known: [2, SCHEMA_VERSION] };
    let contradiction = |unit: &str| AgainstFault::Contradiction { unit: unit.to_owned() };
    for (text, why) in [
        (String::new(), AgainstFault::NoReport),
        ("{\"units\": []}".to_owned(), AgainstFault::NoReport),
        (with(&range, "\"state\": \"reported\"", "\"state\": \"gone\""), AgainstFault::NoReport),
        (with(&range, "\"weight_in_activity\": 1", "\"weight_in_activity\": 1e3"), AgainstFault::NoReport),
        (with(&range, "\"actual\": 92.5", "\"actual\": 2.5"), AgainstFault::NoReport),
        (with(&range, "\"actual\": 92.5", "\"actual\": 123456789012345678901234567890"), AgainstFault::NoReport),
        (with(&range, "\"score\": 88.02", "\"score\": 90"), contradiction("甲")),
        (with(&range, "\"budget\": 74", "\"budget\": 7"), contradiction("甲")),
        (with(&range, &own, "\"schema_version\": 1"), version(1)),
        (with(&range, &own, "\"schema_version\": 99"), version(99)),
        (zero, AgainstFault::Policy { theirs: "zero".to_owned(), own: "range" }),
    ] {
        assert_eq!(read(&text), Err(why));
    }
    let mut shallow: Value = serde_json::from_str(&range).expect("JSON");
    shallow["units"][0]["duties"].take();
    assert_eq!(read(&shallow.to_string()), Err(AgainstFault::Shallow));
    shallow.as_object_mut().expect("an object").remove("units");
    assert_eq!(read(&shallow.to_string()), Err(AgainstFault::NotScored));
}

/// An actual is printed cut at six decimals: where less is better, and under strict cut-offs, what is not printed may be
/// what it is graded by.
#[test]
fn an_actual_that_was_cut_attains_what_it_did() {
    let table = |cutoffs: &str| {
        format!(
            r#"{{"code":"1","name":"局","title":"表","budget_unit":"万元",
            "points":{{"excellent":100,"good":80,"fair":60,"poor":40,"below_poor":0}},
            "bands":{{"excellent":90,"good":80,"fair":60}},
            "duties":[{{"name":"职","budget":1,"description":"","objective":"","activities":[{{"name":"甲","budget":1,
            "description":"","objective":"","indicators":[{{"name":"率",{cutoffs}}}]}}]}}]}}"#
        )
    };
    for (cutoffs, value, score) in [
        (r#""cutoffs":{"excellent":33.333333,"good":50,"fair":60,"poor":70}"#, "1/3", "80"),
        (r#""strict":true,"cutoffs":{"excellent":33.333333,"good":20,"fair":10,"poor":5}"#, "1/3", "100"),
        (r#""cutoffs":{"excellent":33.333333,"good":20,"fair":10,"poor":5}"#, "1/3", "100"),
        (r#""strict":true,"cutoffs":{"excellent":90,"good":20,"fair":10,"poor":5}"#, "1000000001/10000000", "100"),
    ] {
        let targets = Targets::parse(&table(cutoffs)).expect("the table is legal");
        let input = format!("工作活动,绩效指标,实际值\n甲,率,{value}\n");
        let graded = grade(&targets, MissingPolicy::Zero, &[File::new("甲.csv", input)]);
        assert_eq!(graded.unit()["score"].to_string(), score, "{cutoffs}");
        for is_pair in [true, false] {
            let mut report = graded.value();
            if !is_pair {
                let indicator = &mut report["units"][0]["duties"][0]["activities"][0]["indicators"][0];
                indicator["done"].take();
                indicator["planned"].take();
            }
            let earlier = Earlier::read("前.json", &report.to_string(), MissingPolicy::Zero, SCHEMA_VERSION);
            let earlier = earlier.expect("a report of this run");
            let unit = earlier.unit("1", "甲").expect("the unit is there");
            assert_eq!(recomputed(unit, MissingPolicy::Zero).against.round().to_decimal().to_string(), score);
        }
    }
}

/// A report as the program wrote it when its keys were of version 2.
#[test]
fn a_report_of_version_2_says_enough() {
    let report = include_str!("../data/report-version-2.json");
    let earlier = Earlier::read("前.json", report, MissingPolicy::Range, SCHEMA_VERSION).expect("it says enough");
    let unit = earlier.unit("414", "甲县").expect("the unit is there");
    assert_eq!(unit.indicators.len(), 24);
    assert_eq!((unit.score, unit.min.map(|min| min.to_string())), (None, Some("77.68".to_owned())));
}

/// Whatever stands in the place of a number or a name, the report is refused or read: nothing in it ends the program.
#[test]
fn a_report_with_other_numbers_or_names_is_read_or_refused() {
    let report = json(MissingPolicy::Range);
    let starts: Vec<_> = report.match_indices(": ").map(|(at, _)| at + 2).collect();
    let others =
        ["999999999999", "0", "-1", "1e9", "0.0000001", "999999999999.999999", "null", "\"\"", "[]", "{}", "true"];
    let mut read = 0;
    for (number, start) in starts.iter().enumerate() {
        let end = report[*start..].find([',', '\n']).map_or(report.len(), |length| start + length);
        let other = others[number % others.len()];
        let text = format!("{}{other}{}", &report[..*start], &report[end..]);
        read += usize::from(Earlier::read("前.json", &text, MissingPolicy::Range, SCHEMA_VERSION).is_ok());
    }
    assert!((starts.len() / 10..starts.len()).contains(&read), "{read} of {}", starts.len());
}
