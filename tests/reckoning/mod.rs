//! Whole results against an independent reckoning, over random tables and random actuals.

mod bureaus;
pub(crate) mod reckoner;

use num_rational::BigRational;
use proptest::prelude::*;
use score::diagnostic::Code;
use score::scoring::{Bands, Points};
use score::targets::Targets;

use self::reckoner::Reckoning;
use crate::harness::depth;
use crate::harness::exact::differences;
use crate::harness::in_process::{File, POLICIES, grade};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::harness::random;
use crate::harness::tables::{Case, Indicator, Meaning, Number};

proptest! {
    #![proptest_config(depth::cases(30, 300))]

    #[test]
    fn the_report_is_what_the_specification_says(case in random::case()) {
        let table = case.table();
        let targets = Targets::parse(&table).map_err(|e| TestCaseError::fail(format!("{e:?} in {table}")))?;
        let file = File::new("某单位.csv", case.input());
        for policy in POLICIES {
            let graded = grade(&targets, policy, std::slice::from_ref(&file));
            prop_assert_eq!(graded.errors, 0, "{}", graded.messages);
            let mut found = graded.unit();
            for key in ["source", "bureau", "policy"] {
                found[key].take();
            }
            without_pairs(&mut found);
            let all = differences(&Reckoning::new(&case, policy).unit("某单位"), &found);
            prop_assert!(all.is_empty(), "{policy:?}\n{}", all.join("\n"));
            warnings_are_counted(&case, &graded.counts)?;
        }
    }
}

proptest! {
    #![proptest_config(depth::cases(10, 100))]

    #[test]
    fn points_and_bands_of_a_run_count_as_those_of_a_table(case in random::case(), scale in random::scale()) {
        let of_table = Targets::parse(&Case { scale, ..case.clone() }.table()).expect("the table is legal");
        let (points, bands) = (scale.points.map(Number::decimal), scale.bands.map(Number::decimal));
        let of_run = Targets::parse(&case.table()).expect("the table is legal").rescaled(Points::new(points), Bands::new(bands));
        let of_run = of_run.expect("they fit each other");
        let file = File::new("某单位.csv", case.input());
        for policy in POLICIES {
            let [expected, found] =
                [&of_table, &of_run].map(|targets| grade(targets, policy, std::slice::from_ref(&file)).value());
            prop_assert_eq!(expected, found);
        }
    }
}

/// Each missing indicator, each unexplained one, and each percentage that is implausible or else a rate above
/// 100% draws one warning.
fn warnings_are_counted(case: &Case, counts: &[u64]) -> Result<(), TestCaseError> {
    let count = |is: &dyn Fn(&Indicator) -> bool| case.indicators().filter(|i| is(i)).count() as u64;
    let missing = count(&|i| i.entry.meaning == Meaning::Missing);
    let unexplained = count(&|i| i.entry.meaning == Meaning::NotApplicable && i.entry.note.is_empty());
    prop_assert_eq!(counts[Code::Missing as usize], missing);
    prop_assert_eq!(counts[Code::Unexplained as usize], unexplained);
    prop_assert_eq!(counts[Code::Implausible as usize], count(&|i| is_implausible(i) || is_bare_count(i)));
    prop_assert_eq!(counts[Code::Over100 as usize], count(&|i| is_rate_over_100(i) && !is_implausible(i)));
    Ok(())
}

fn is_implausible(indicator: &Indicator) -> bool {
    let whole = |number: i64| BigRational::from_integer(number.into());
    let Meaning::Reported(value) = &indicator.entry.meaning else { return false };
    let is_low = *value > whole(0) && *value <= whole(1);
    let is_share = is_low && indicator.cutoffs.numbers.last().is_some_and(|last| last.value() >= whole(20));
    indicator.is_percentage() && (*value > whole(200) || is_share)
}

/// A whole number without `%`, for what is called a count and is a percentage.
fn is_bare_count(indicator: &Indicator) -> bool {
    let cell: String =
        indicator.entry.cell.iter().flat_map(|cell| cell.nfkc()).filter(|c| !", ".contains(*c)).collect();
    let is_whole = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit());
    is_whole && indicator.is_percentage() && indicator.name.contains("次数")
}

fn is_rate_over_100(indicator: &Indicator) -> bool {
    let is_over = |value: &BigRational| *value > BigRational::from_integer(100.into());
    let is_rate = indicator.is_percentage() && indicator.name.ends_with('率');
    is_rate && matches!(&indicator.entry.meaning, Meaning::Reported(value) if is_over(value))
}

/// Takes 完成数 and 计划数 out: they are what the actual comes from, and no figure.
pub(crate) fn without_pairs(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for key in ["done", "planned"] {
                members.remove(key);
            }
            members.values_mut().for_each(without_pairs);
        }
        Value::Array(items) => items.iter_mut().for_each(without_pairs),
        _ => {}
    }
}
