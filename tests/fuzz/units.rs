//! Many units with rows that are wrong in known ways: the good ones are scored, the bad ones named.

use std::collections::BTreeSet;

use score::scoring::MissingPolicy;
use score::targets::Targets;

use crate::harness::dice::Dice;
use crate::harness::in_process::{File, grade};
use crate::harness::tables::comma_separated;

const HEADINGS: [&str; 7] = ["填报单位", "工作活动", "绩效指标", "实际值", "完成数", "计划数", "备注"];

type Row = [String; 7];

/// Ways in which a row is wrong: what stands in which columns.
const WRONG: [&[(usize, &str)]; 12] = [
    &[(1, "没有的活动")],
    &[(2, "没有的指标")],
    &[(2, "")],
    &[(3, "约九成")],
    &[(3, "0.92")],
    &[(3, "-5%")],
    &[(3, "4月5日")],
    &[(3, "1e2%")],
    &[(3, "5/0")],
    &[(3, "#REF!")],
    &[(4, "3")],
    &[(4, "1"), (5, "9")],
];

/// Ways of writing what is right.
const RIGHT: [&str; 8] = ["95%", "９５％", "95", "0", "19/20", "不适用", "", "1,095.5%"];

fn rows(dice: &mut Dice, targets: &Targets, unit: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for (activity, indicator) in targets.indicators() {
        if !dice.one_in(10) {
            let cells = [unit, &activity.name, &indicator.name, dice.pick(&RIGHT), "", "", ""];
            rows.push(cells.map(str::to_owned));
        }
    }
    rows
}

/// Damages a row, or repeats one.
fn spoil(dice: &mut Dice, rows: &mut Vec<Row>) {
    let index = dice.below(rows.len());
    if dice.one_in(WRONG.len() + 1) {
        rows.push(rows[index].clone());
    } else {
        "95%".clone_into(&mut rows[index][3]);
        for (column, text) in WRONG[dice.below(WRONG.len())] {
            (*text).clone_into(&mut rows[index][*column]);
        }
    }
}

/// Files over which the rows of all units are strewn.
fn strewn(dice: &mut Dice, mut rows: Vec<Row>) -> Vec<File> {
    for last in (1..rows.len()).rev() {
        rows.swap(last, dice.below(last + 1));
    }
    let parts = rows.chunks(rows.len() / (1 + dice.below(3)) + 1).enumerate();
    parts.map(|(index, part)| File::new(&format!("汇总{index}.csv"), comma_separated(&HEADINGS, part))).collect()
}

#[test]
fn a_bad_row_spoils_its_own_unit_only() {
    let targets = Targets::bundled();
    for number in 0..40 {
        let mut dice = Dice::new(number);
        let (mut good, mut bad, mut all) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
        for unit in 0..=dice.below(40) {
            let name = format!("第{unit}单位");
            let mut rows = rows(&mut dice, &targets, &name);
            if dice.one_in(4) {
                for _ in 0..=dice.below(3) {
                    spoil(&mut dice, &mut rows);
                }
                bad.insert(name);
            } else {
                good.insert(name);
            }
            all.extend(rows);
        }
        let graded = grade(&targets, MissingPolicy::Range, &strewn(&mut dice, all));
        let named = |names: Vec<String>| names.into_iter().collect::<BTreeSet<_>>();
        assert_eq!(good, named(graded.scored), "case {number}: {}", graded.messages);
        assert_eq!(bad, named(graded.left_out), "case {number}: {}", graded.messages);
    }
}
