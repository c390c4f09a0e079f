//! The order of rows means nothing.

use proptest::prelude::*;
use score::targets::Targets;
use serde_json::Value;

use super::without_hashes;
use crate::harness::depth;
use crate::harness::in_process::{File, POLICIES, grade};
use crate::harness::random;
use crate::harness::tables::{Case, HEADINGS, comma_separated};

type Rows = Vec<[String; 4]>;

fn case_and_shuffled_rows() -> impl Strategy<Value = (Case, Rows)> {
    random::case().prop_flat_map(|case| {
        let rows = Just(case.rows()).prop_shuffle();
        (Just(case), rows)
    })
}

/// Some cells that are wrong, so that their problems are compared as well.
fn spoil(rows: &mut Rows, wrong: bool) {
    for row in rows.iter_mut().filter(|row| wrong && row[1].starts_with("指标1")) {
        "约九成".clone_into(&mut row[2]);
    }
}

proptest! {
    #![proptest_config(depth::cases(10, 60))]

    #[test]
    fn the_order_of_rows_changes_nothing_but_places((case, shuffled) in case_and_shuffled_rows(), wrong in any::<bool>()) {
        let targets = Targets::parse(&case.table()).expect("the table is legal");
        let (mut rows, mut shuffled) = (case.rows(), shuffled);
        spoil(&mut rows, wrong);
        spoil(&mut shuffled, wrong);
        for policy in POLICIES {
            let report = |rows: &Rows| {
                let file = File::new("某单位.csv", comma_separated(&HEADINGS, rows));
                without_places(without_hashes(grade(&targets, policy, &[file]).value()))
            };
            prop_assert_eq!(report(&rows), report(&shuffled));
        }
    }
}

/// Problems without their places, in an order that does not depend on them.
fn without_places(mut report: Value) -> Value {
    if let Some(problems) = report["problems"].as_array_mut() {
        for problem in problems.iter_mut() {
            problem["line"].take();
            problem["cell"].take();
            if problem["code"] == "mixed-percent" {
                // What stands at the first of the places.
                problem["value"].take();
            }
        }
        problems.sort_by_key(Value::to_string);
    }
    report
}
