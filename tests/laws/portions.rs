//! A long text is read in portions, which several threads interpret, and whole files are opened side by
//! side: neither shows in the report.

use std::fmt::Write;

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use score::targets::Targets;

use super::without_hashes;
use crate::harness::depth;
use crate::harness::dice::Dice;
use crate::harness::in_process::{File, Graded, grade_on};

/// Enough for half a dozen portions.
const UNITS: usize = 250;

/// Units with all their indicators, now and then in another order, with missing and odd values, rows
/// that are nothing, footers, and, where wanted, rows that are wrong. Unit and activity stand in every row, or
/// only where they change, as in merged cells.
fn text(seed: u64, wrong: usize, merged: bool) -> String {
    let targets = Targets::bundled();
    let indicators: Vec<_> = targets.indicators().collect();
    let mut dice = Dice::new(seed);
    let mut text = "填报单位,工作活动,绩效指标,实际值\n".to_owned();
    let mut above = (String::new(), "");
    for unit in 0..UNITS {
        if dice.one_in(10) {
            text += dice.pick(&[
                "制表人：张三,,,\n,审核人：李四,,\n",
                "全县合计,执法办案,督导检查次数,95%\n",
                "注：以上为年报数,,,\n",
            ]);
        }
        let start = dice.below(2) * dice.below(indicators.len());
        for place in 0..indicators.len() {
            let (activity, indicator) = indicators[(start + place) % indicators.len()];
            let unit = format!("“{unit}”号（单位）");
            let here = (unit.clone(), activity.name.as_str());
            let shown = if merged && here == above { ["", ""] } else { [&*unit, &*activity.name] };
            above = here;
            let hundredths = dice.below(11_000);
            let percent = format!("{}.{:02}%", hundredths / 100, hundredths % 100);
            let value = match dice.below(wrong) {
                0 => dice.pick(&["约九成", "0.92", "-5%", "3/0", "4月5日"]),
                _ if dice.one_in(40) => dice.pick(&["", "未报", "不适用", "92.5", "\"1,234.5%\"", "45/50"]),
                _ => &percent,
            };
            let _ = writeln!(text, "{},{},{},{value}", shown[0], shown[1], indicator.name);
            if dice.one_in(60) {
                text += dice.pick(&[",,,\n", "\n", ",合计,,95%\n", "填报单位,工作活动,绩效指标,实际值\n"]);
            }
        }
    }
    text
}

/// A form without a column of activities, whose rows leave nothing to learn for those of other files.
fn without_activities(seed: u64) -> String {
    let targets = Targets::bundled();
    let mut dice = Dice::new(seed);
    let rows =
        targets.indicators().filter(|_| dice.one_in(3)).map(|(_, indicator)| format!("{},90%\n", indicator.name));
    "绩效指标,实际值\n".to_owned() + &rows.collect::<String>()
}

/// The text with some units whose first row names no activity.
fn nameless(text: &str, seed: u64) -> String {
    let mut dice = Dice::new(seed);
    let lines = text.lines().map(|line| {
        let cells: Vec<_> = line.split(',').collect();
        let is_emptied = line.starts_with('“') && dice.one_in(5);
        if is_emptied { [&[cells[0], ""], &cells[2..]].concat().join(",") } else { line.to_owned() }
    });
    lines.map(|line| line + "\n").collect()
}

/// The cells of a text as a workbook's.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in
        (0..).zip(csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes()).records())
    {
        let line = line.expect("the text is CSV");
        for (column, cell) in (0..).zip(&line).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row, column, cell).expect("a cell is written");
        }
    }
    book.save_to_buffer().expect("a workbook is written")
}

fn graded(text: &str, threads: usize) -> Graded {
    grade_on(threads, &Targets::bundled(), &[File::new("汇总.csv", text)])
}

proptest! {
    #![proptest_config(depth::cases(1, 4))]

    #[test]
    fn any_number_of_threads_says_the_same(seed in any::<u64>(), wrong in 100..10_000_usize, merged in any::<bool>()) {
        let text = text(seed, wrong, merged);
        let one = graded(&text, 1);
        prop_assert!(!one.scored.is_empty() && one.counts.iter().sum::<u64>() > 0);
        for threads in 2..5 {
            let more = graded(&text, threads);
            prop_assert_eq!(&one.messages, &more.messages);
            prop_assert!(one.json == more.json, "the JSON on {threads} threads");
        }
    }

    #[test]
    fn other_files_change_nothing(seed in any::<u64>(), wrong in 100..1_000_usize) {
        let text = nameless(&text(seed, wrong, true), seed);
        let alone = graded(&text, 1);
        prop_assert!(!alone.left_out.is_empty());
        let mut files: Vec<_> =
            (0..40).map(|file| File::new(&format!("{file}.csv"), without_activities(seed ^ file))).collect();
        files.insert(Dice::new(seed).below(files.len()), File::new("汇总.csv", &*text));
        for threads in [1, 2, 3] {
            let all = grade_on(threads, &Targets::bundled(), &files);
            prop_assert!(alone.scored.iter().all(|unit| all.scored.contains(unit)));
            prop_assert!(alone.left_out.iter().all(|unit| all.left_out.contains(unit)));
        }
    }

    #[test]
    fn blank_cells_repeat_those_above_from_portion_to_portion(seed in any::<u64>(), wrong in 100..10_000_usize) {
        let filled = without_hashes(graded(&text(seed, wrong, false), 2).value());
        let merged = without_hashes(graded(&text(seed, wrong, true), 2).value());
        prop_assert!(filled == merged);
    }

    #[test]
    fn a_workbook_of_many_rows_says_what_its_text_says(seed in any::<u64>(), merged in any::<bool>()) {
        let text = text(seed, 1_000, merged);
        let of_text = graded(&text, 1);
        for threads in [1, 2] {
            let of_book = grade_on(threads, &Targets::bundled(), &[File::new("汇总.xlsx", workbook(&text))]);
            prop_assert_eq!(&of_text.scored, &of_book.scored);
            prop_assert_eq!(&of_text.left_out, &of_book.left_out);
            prop_assert_eq!(of_text.value()["units"][0]["score"].clone(), of_book.value()["units"][0]["score"].clone());
            prop_assert_eq!(&of_text.counts, &of_book.counts);
        }
    }

    #[test]
    fn files_of_all_kinds_on_any_number_of_threads_say_the_same(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let files: Vec<_> = (0..40)
            .map(|file| {
                let text = without_activities(seed ^ file);
                let content = match dice.below(6) {
                    0 => workbook(&text)[..200].to_vec(),
                    1 | 2 => workbook(&text),
                    3 => b"\xFF\xFF\n".to_vec(),
                    _ => text.into_bytes(),
                };
                File::new(&format!("{}.csv", file % 37), content)
            })
            .collect();
        let one = grade_on(1, &Targets::bundled(), &files);
        prop_assert!(!one.scored.is_empty() && one.errors > 0);
        for threads in 2..5 {
            let more = grade_on(threads, &Targets::bundled(), &files);
            prop_assert_eq!(&one.messages, &more.messages);
            prop_assert!(one.json == more.json, "the JSON on {threads} threads");
        }
    }
}
