//! Earlier reports are read back with all that the comparison needs: what is read comes to the printed score again.

use std::collections::HashMap;

use proptest::prelude::*;
use score::against::{Earlier, EarlierIndicator, EarlierState, EarlierUnit, Unfit};
use score::change::{Change, Counted, Pair, changes};
use score::number::Decimal;
use score::report::json::SCHEMA_VERSION;
use score::scoring::MissingPolicy;
use score::targets::Targets;
use serde_json::Value;

use crate::harness::depth;
use crate::harness::exact::number;
use crate::harness::fixture::{COMPLETE, PARTIAL};
use crate::harness::in_process::{File, grade};
use crate::harness::random;

/// An indicator as it counts.
fn counted<'u>(unit: &'u EarlierUnit, own: &'u EarlierIndicator, policy: MissingPolicy) -> Option<Counted<'u>> {
    let actual = match own.stated {
        EarlierState::Reported(actual) => Some(actual),
        EarlierState::Missing if policy == MissingPolicy::Zero => None,
        EarlierState::Missing | EarlierState::NotApplicable => return None,
    };
    let budget = own.budget.unwrap_or(Decimal::new(0, 0));
    Some(Counted { actual, cutoffs: &own.cutoffs, points: &unit.points, weight: own.weight, budget })
}

/// What the unit comes to from what was read of it.
fn recomputed(unit: &EarlierUnit, policy: MissingPolicy) -> Change {
    let mut activities = HashMap::new();
    let pairs = unit.indicators.iter().map(|own| {
        let next = activities.len();
        let activity = *activities.entry(own.key[0].clone()).or_insert(next);
        Pair { activity, before: counted(unit, own, policy), now: None }
    });
    let mut sum = Change::default();
    for change in changes(&pairs.collect::<Vec<_>>()) {
        sum.add(&change);
    }
    sum
}

proptest! {
    #![proptest_config(depth::cases(20, 200))]

    #[test]
    fn what_is_read_back_comes_to_the_printed_score(case in random::case()) {
        let targets = Targets::parse(&case.table()).expect("the table is legal");
        for policy in [MissingPolicy::Zero, MissingPolicy::Skip] {
            let graded = grade(&targets, policy, &[File::new("某单位.csv", case.input())]);
            let text = String::from_utf8(graded.json.clone()).expect("JSON is UTF-8");
            let earlier = Earlier::read(&text, policy, SCHEMA_VERSION).expect("a report of this run");
            let unit = earlier.unit("900", "某 单位").expect("the unit is there");
            prop_assert_eq!(unit.indicators.len(), targets.indicators().count());
            let printed = graded.unit()["score"].clone();
            let Some(score) = unit.score else {
                prop_assert_eq!(printed, Value::Null);
                continue;
            };
            let change = recomputed(unit, policy);
            prop_assert_eq!(change.against.round().to_string(), score.fixed(2));
            prop_assert_eq!(number(&crate::harness::exact::rational(&score.to_string()), 2), printed);
        }
    }
}

#[test]
fn what_cannot_be_compared_with_is_refused_with_a_way_out() {
    let json = |policy| {
        let graded = grade(&Targets::bundled(), policy, &[File::new("甲.csv", COMPLETE), File::new("乙.csv", PARTIAL)]);
        String::from_utf8(graded.json).expect("JSON is UTF-8")
    };
    let (range, zero) = (json(MissingPolicy::Range), json(MissingPolicy::Zero));
    let read = |text: &str| Earlier::read(text, MissingPolicy::Range, SCHEMA_VERSION).map(|earlier| earlier.len());
    assert_eq!(read(&range), Ok(2));
    let version = format!("\"schema_version\": {SCHEMA_VERSION}");
    assert!(range.contains(&version));
    for (text, why) in [
        ("", Unfit::NoReport),
        ("{\"units\": []}", Unfit::NoReport),
        (&*range.replacen("\"state\": \"reported\"", "\"state\": \"gone\"", 1), Unfit::NoReport),
        (&range.replacen("\"weight_in_activity\": 1", "\"weight_in_activity\": 1e3", 1), Unfit::NoReport),
        (&range.replacen(&version, "\"schema_version\": 1", 1), Unfit::Version(1)),
        (&range.replacen(&version, "\"schema_version\": 99", 1), Unfit::Version(99)),
        (&zero, Unfit::Policy { theirs: "zero".to_owned(), own: MissingPolicy::Range }),
    ] {
        assert_eq!(read(text), Err(why));
    }
    let mut shallow: Value = serde_json::from_str(&range).expect("JSON");
    shallow["units"][0]["duties"].take();
    assert_eq!(read(&shallow.to_string()), Err(Unfit::Shallow));
    let words = Unfit::Shallow.words(SCHEMA_VERSION);
    assert!(words.chinese.contains("--level indicator") && words.english.contains("--level indicator"));
}
