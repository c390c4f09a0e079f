//! Whole results against an independent reckoning, over random tables and random actuals.

mod reckoner;

use proptest::prelude::*;
use score::diagnostic::Code;
use score::targets::Targets;

use self::reckoner::Reckoning;
use crate::harness::depth;
use crate::harness::exact::differences;
use crate::harness::in_process::{File, POLICIES, grade};
use crate::harness::random;
use crate::harness::tables::{Case, Entry, Meaning};

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
            found["source"].take();
            let all = differences(&Reckoning::new(&case, policy).unit("某单位"), &found);
            prop_assert!(all.is_empty(), "{policy:?}\n{}", all.join("\n"));
            warnings_are_counted(&case, &graded.counts)?;
        }
    }
}

/// Each missing indicator, each unexplained one, and each rate above 100% draws one warning.
fn warnings_are_counted(case: &Case, counts: &[u64]) -> Result<(), TestCaseError> {
    let hundred = num_rational::BigRational::from_integer(100.into());
    let count = |is: &dyn Fn(&Entry) -> bool| case.indicators().filter(|i| is(&i.entry)).count() as u64;
    let missing = count(&|entry| entry.meaning == Meaning::Missing);
    let unexplained = count(&|entry| entry.meaning == Meaning::NotApplicable && entry.note.is_empty());
    let rates = case.indicators().filter(|i| i.is_percentage() && i.name.ends_with('率'));
    let over = rates.filter(|i| matches!(&i.entry.meaning, Meaning::Reported(value) if *value > hundred)).count();
    prop_assert_eq!(counts[Code::Missing as usize], missing);
    prop_assert_eq!(counts[Code::Unexplained as usize], unexplained);
    prop_assert_eq!(counts[Code::Over100 as usize], over as u64);
    Ok(())
}
