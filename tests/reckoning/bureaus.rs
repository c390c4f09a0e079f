//! Forms of several bureaus in one run: each is known in every way to say whose it is, and comes to what its own
//! bureau's table makes of it.

use proptest::prelude::*;
use score::scoring::MissingPolicy;
use serde_json::{Value, json};

use super::reckoner::Reckoning;
use super::without_pairs;
use crate::harness::county::{Bureau, County, Form, Told, county};
use crate::harness::depth;
use crate::harness::exact::differences;
use crate::harness::in_process::{File, Graded, POLICIES, grade_together};
use crate::harness::tables::Number;

/// The units of a report by bureau and name.
fn units(graded: &Graded) -> Vec<Value> {
    let mut units: Vec<Value> = graded.value()["units"].as_array().expect("units").clone();
    units.sort_by_key(|unit| (unit["bureau"]["code"].to_string(), unit["unit"].to_string()));
    units
}

/// The policy of a unit as the JSON report shows it.
fn policy(bureau: &Bureau, missing: MissingPolicy) -> Value {
    let number = |number: Number| -> Value { serde_json::from_str(&number.text()).expect("a number") };
    let [excellent, good, fair, poor, below_poor] = bureau.table.scale.points.map(number);
    let points = json!({"excellent": excellent, "good": good, "fair": fair, "poor": poor, "below_poor": below_poor});
    let [excellent, good, fair] = bureau.table.scale.bands.map(number);
    json!({"missing": missing.name(), "points": points, "bands": {"excellent": excellent, "good": good, "fair": fair}})
}

/// What a form must come to.
fn expected(county: &County, form: &Form, missing: MissingPolicy) -> Value {
    let bureau = &county.bureaus[form.bureau];
    let mut unit = Reckoning::new(&form.case, missing).unit(&form.unit(county));
    unit["bureau"] = json!({"code": bureau.code, "name": bureau.name});
    unit["policy"] = policy(bureau, missing);
    unit
}

proptest! {
    #![proptest_config(depth::cases(12, 60))]

    #[test]
    fn each_form_comes_to_what_its_bureaus_table_makes_of_it(county in county()) {
        let (library, files) = (county.library(), county.files());
        for missing in POLICIES {
            let graded = grade_together(1, &library, missing, &files);
            prop_assert_eq!(graded.errors, 0, "{}", graded.messages);
            let mut units = units(&graded);
            prop_assert_eq!(units.len(), county.forms.len());
            for form in &county.forms {
                let mut expected = expected(&county, form, missing);
                let is_its = |unit: &&mut Value| unit["unit"] == expected["unit"] && unit["bureau"] == expected["bureau"];
                let found = units.iter_mut().find(is_its);
                let found = found.ok_or_else(|| TestCaseError::fail(format!("{:?} is there", form.told)))?;
                for unit in [&mut *found, &mut expected] {
                    unit["source"].take();
                }
                without_pairs(found);
                let all = differences(&expected, found);
                prop_assert!(all.is_empty(), "{:?} {missing:?}\n{}", form.told, all.join("\n"));
            }
        }
    }

    /// Neither the order of files, nor the number of threads, nor the forms of other bureaus.
    #[test]
    fn nothing_else_changes_a_unit(county in county(), shuffle in any::<u64>()) {
        let (library, mut files) = (county.library(), county.files());
        let all = grade_together(1, &library, MissingPolicy::Range, &files);
        for threads in [2, 3] {
            let more = grade_together(threads, &library, MissingPolicy::Range, &files);
            prop_assert!(all.json == more.json && all.messages == more.messages, "{threads} threads");
        }
        let shift = usize::try_from(shuffle % 97).unwrap_or(0) % files.len().max(1);
        files.rotate_left(shift);
        files.reverse();
        prop_assert_eq!(units(&all), units(&grade_together(2, &library, MissingPolicy::Range, &files)));
        for (place, bureau) in county.bureaus.iter().enumerate() {
            let files = county.files_of(|own| own == place);
            let own = |unit: &Value| unit["bureau"]["code"] == *bureau.code;
            let mut expected: Vec<_> = units(&all).into_iter().filter(own).collect();
            let of_forms = grade_together(1, &library, MissingPolicy::Range, &files);
            let alone = county.library_of(|own| own == place).expect("a table");
            // A column of bureaus says nothing where there is one table alone, nor does the name of one.
            let of_table = grade_together(1, &alone, MissingPolicy::Range, &files);
            let mut found = [units(&of_forms), units(&of_table)];
            for unit in found.iter_mut().flatten().chain(&mut expected) {
                unit["source"]["sha256"].take();
            }
            prop_assert_eq!(&found[0], &expected);
            prop_assert_eq!(&found[1], &expected);
        }
    }

    /// Of forms that say two things there is one error each, which names both, and all others are as they are.
    #[test]
    fn a_form_that_contradicts_itself_is_one_error(county in county(), other in 1..4_usize, by_file in any::<bool>()) {
        let (library, files) = (county.library(), county.files());
        let before = grade_together(1, &library, MissingPolicy::Range, &files);
        for form in county.forms.iter().filter(|form| form.told == Told::Rows) {
            let own = &county.bureaus[form.bureau];
            let other = &county.bureaus[(form.bureau + other) % county.bureaus.len()];
            if own.code == other.code {
                continue;
            }
            let File { content, .. } = form.file(&county);
            let (name, title) = if by_file {
                (format!("某所-{}", other.name), String::new())
            } else {
                ("某所".to_owned(), format!("部门：{}\n", other.shown()))
            };
            let spoilt = File::new(&format!("{name}.csv"), [title.into_bytes(), content].concat());
            let graded = grade_together(1, &library, MissingPolicy::Range, &[&files[..], &[spoilt]].concat());
            prop_assert_eq!(graded.errors, 1, "{}", graded.messages);
            let error = graded.messages.lines().find(|line| line.starts_with("错误[bureau]")).unwrap_or_default();
            prop_assert!(error.contains(&own.shown()) && error.contains(&other.shown()), "{}", graded.messages);
            prop_assert_eq!(units(&graded), units(&before));
        }
    }
}
