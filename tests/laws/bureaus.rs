//! A long text of several bureaus is read in portions as one of a single bureau is: cells that repeat those above, rows
//! that are wrong, and bureaus that are not known stay where they are.

use std::fmt::Write;

use proptest::prelude::*;
use score::scoring::MissingPolicy;
use score::targets::{Library, Table, Targets, read_book};
use serde_json::Value;

use crate::harness::depth;
use crate::harness::dice::Dice;
use crate::harness::in_process::{File, Graded, grade_together};

const BOOK: &[u8] = include_bytes!("../targets/books/data/book.docx");

/// Enough for half a dozen portions.
const UNITS: usize = 400;

fn tables() -> Vec<Targets> {
    let book = read_book(BOOK.to_vec()).expect("it is a book");
    book.tables.into_iter().filter_map(|published| published.table.ok()).collect()
}

fn library(tables: &[Targets]) -> Library {
    Library::new(tables.iter().cloned().map(Table::from).collect()).expect("tables")
}

/// Units of bureaus, one after the other, some of them twice in different places; bureau, unit and activity stand in
/// every row, or only where they change. Of one bureau alone the rows of the others are left out.
fn text(tables: &[Targets], seed: u64, wrong: usize, merged: bool, alone: Option<usize>) -> String {
    let mut dice = Dice::new(seed);
    let mut text = "部门,填报单位,工作活动,绩效指标,实际值\n".to_owned();
    let mut above = [String::new(), String::new(), String::new()];
    for unit in 0..UNITS {
        let table = dice.below(tables.len());
        let own: &Targets = &tables[table];
        let is_unknown = dice.one_in(50);
        let bureau = if is_unknown { "统计局" } else { dice.pick(&[&*own.code, &*own.name]) };
        let is_wanted = alone.is_none_or(|alone| alone == table && !is_unknown);
        for (activity, indicator) in own.indicators() {
            let here = [bureau.to_owned(), format!("县{}", unit % 300), activity.name.clone()];
            let percent = format!("{}.{:02}", dice.below(110), dice.below(100));
            let value =
                if dice.one_in(wrong) { dice.pick(&["约九成", "-5", "4月5日"]).to_owned() } else { percent };
            let sign = if indicator.is_percentage() { "%" } else { "" };
            if !is_wanted {
                continue;
            }
            let same = (0..3).take_while(|cell| here[*cell] == above[*cell]).count();
            let shown = |cell: usize| if merged && cell < same { "" } else { &*here[cell] };
            let _ = writeln!(text, "{},{},{},{},{value}{sign}", shown(0), shown(1), shown(2), indicator.name);
            above = here;
        }
    }
    text
}

fn graded(library: &Library, threads: usize, text: &str) -> Graded {
    grade_together(threads, library, MissingPolicy::Range, &[File::new("全县.csv", text)])
}

/// The units of a report, of all bureaus or of one, without the hash of their file.
fn units(graded: &Graded, code: Option<&str>) -> Vec<Value> {
    let mut units = graded.value()["units"].as_array().expect("units").clone();
    units.retain(|unit| code.is_none_or(|code| unit["bureau"]["code"] == *code));
    for unit in &mut units {
        unit["source"].take();
    }
    units
}

proptest! {
    #![proptest_config(depth::cases(1, 6))]

    #[test]
    fn any_number_of_threads_says_the_same_of_several_bureaus(seed in any::<u64>(), wrong in 100..5_000_usize, merged in any::<bool>()) {
        let tables = tables();
        let (library, text) = (library(&tables), text(&tables, seed, wrong, merged, None));
        let one = graded(&library, 1, &text);
        prop_assert!(!one.scored.is_empty() && !one.left_out.is_empty() && one.errors > 0);
        for threads in 2..5 {
            let more = graded(&library, threads, &text);
            prop_assert_eq!(&one.messages, &more.messages);
            prop_assert!(one.json == more.json, "the JSON on {threads} threads");
        }
    }

    #[test]
    fn blank_bureaus_and_units_repeat_those_above_from_portion_to_portion(seed in any::<u64>(), wrong in 100..5_000_usize) {
        let tables = tables();
        let library = library(&tables);
        let [filled, merged] = [false, true].map(|merged| graded(&library, 2, &text(&tables, seed, wrong, merged, None)));
        prop_assert!(units(&filled, None) == units(&merged, None));
        prop_assert_eq!(filled.left_out, merged.left_out);
    }

    #[test]
    fn rows_of_other_bureaus_change_nothing(seed in any::<u64>(), wrong in 100..5_000_usize) {
        let tables = tables();
        let all = graded(&library(&tables), 2, &text(&tables, seed, wrong, true, None));
        for (place, table) in tables.iter().enumerate() {
            let text = text(&tables, seed, wrong, true, Some(place));
            let alone = graded(&library(&tables), 1, &text);
            prop_assert!(units(&all, Some(&table.code)) == units(&alone, None), "{}", table.name);
            let of_table = graded(&library(std::slice::from_ref(table)), 1, &text);
            prop_assert!(units(&alone, None) == units(&of_table, None), "{}", table.name);
        }
    }
}
