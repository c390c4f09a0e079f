//! 3,000 units with bad rows of ten kinds: no good unit is lost, and every bad one is named.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::forms::{INDICATORS, UNIT_HEADER, csv, json, names, table};
use crate::harness::{Folder, Run};

const UNITS: usize = 3_000;

/// A row as text, spoiled in one way.
type Spoiled = fn(&Row) -> String;

/// The kinds of bad rows, each with the code of its problem.
const KINDS: [(&str, Spoiled); 10] = [
    ("value", |row| row.with("基本完成")),
    ("value", |row| row.with("-5%")),
    ("value", |row| row.with("#DIV/0!")),
    ("ambiguous-value", |row| row.with("0.92")),
    ("date-value", |row| row.with("4月5日")),
    ("plan", |row| row.with("3/0")),
    ("unknown-activity", |row| format!("{},{}x,{},95%\n", row.unit, row.activity, row.indicator)),
    ("unknown-indicator", |row| format!("{},{},{}x,95%\n", row.unit, row.activity, row.indicator)),
    ("no-indicator", |row| format!("{},{},,95%\n", row.unit, row.activity)),
    ("duplicate", |row| format!("{row}{row}", row = row.with("95%"))),
];

/// A row before it is spoiled.
struct Row<'a> {
    unit: &'a str,
    activity: &'a str,
    indicator: &'a str,
}

impl Row<'_> {
    fn with(&self, value: &str) -> String {
        format!("{},{},{},{value}\n", self.unit, self.activity, self.indicator)
    }
}

/// A number that looks random and is the same on every machine.
fn scrambled(number: usize) -> usize {
    let mut x = u64::try_from(number).expect("a small number").wrapping_add(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((x ^ (x >> 31)) % 1_000_000_007).expect("below a thousand million")
}

/// The input of a run, and what was done to it.
#[derive(Default)]
struct Input {
    units: BTreeMap<String, String>,
    bad: BTreeSet<String>,
    per_code: BTreeMap<&'static str, u64>,
}

/// Units of which some are picked by `spoils` (unit, row) to have bad rows.
fn input(spoils: impl Fn(usize, usize) -> Option<usize>) -> Input {
    let names = names();
    let mut input = Input::default();
    for unit in 0..UNITS {
        let name = format!("第{unit:04}所");
        let mut text = String::new();
        for (number, (activity, indicator)) in names.iter().enumerate() {
            let row = Row { unit: &name, activity, indicator };
            match spoils(unit, number).map(|kind| KINDS[kind % KINDS.len()]) {
                None => {
                    // From 1.01% on: what is less is warned about.
                    let value = 101 + scrambled(unit * INDICATORS + number) % 9_900;
                    text += &row.with(&format!("{}.{:02}%", value / 100, value % 100));
                }
                Some((code, spoiled)) => {
                    text += &spoiled(&row);
                    input.bad.insert(name.clone());
                    *input.per_code.entry(code).or_default() += 1;
                }
            }
        }
        input.units.insert(name, text);
    }
    input
}

/// Scores and everything else of each unit, by name.
fn lines(run: &Run) -> BTreeMap<String, Vec<(String, String)>> {
    let rows = table(&run.stdout).into_iter().map(|row| {
        let mut cells: Vec<_> = row.into_iter().collect();
        cells.sort();
        let name = cells.iter().find(|(column, _)| column == "unit").expect("a unit").1.clone();
        (name, cells)
    });
    rows.collect()
}

/// The good units of an input are scored as if the bad ones were not there, and those are named.
fn check(input: &Input) {
    let folder = Folder::new();
    let joined = |is_wanted: &dyn Fn(&str) -> bool| {
        let rows: String =
            input.units.iter().filter(|(name, _)| is_wanted(name)).map(|(_, rows)| rows.as_str()).collect();
        format!("{UNIT_HEADER}{rows}")
    };
    folder.file("全.csv", joined(&|_| true));
    folder.file("好.csv", joined(&|name| !input.bad.contains(name)));
    let good = csv(&folder, &["好.csv"]);
    assert_eq!((good.status, good.stderr.as_str()), (0, ""));
    let run = csv(&folder, &["全.csv", "-o", "全.json"]);
    assert_eq!(run.status, 3);
    assert_eq!(lines(&run).len(), UNITS - input.bad.len(), "no good unit is lost");
    assert_eq!(lines(&run), lines(&good), "a good unit has the figures of a run without the bad ones");

    let errors: u64 = input.per_code.values().sum();
    let summary: Vec<_> = run.stderr.lines().rev().take(2).collect();
    assert_eq!(summary[1], format!("共 {errors} 个错误，0 个提醒"));
    let (counts, named) = summary[0].split_once('：').expect("a list of names");
    assert_eq!(counts, format!("已计分 {} 个单位，未计分 {} 个", UNITS - input.bad.len(), input.bad.len()));
    let named: BTreeSet<_> = named.split('、').map(str::to_owned).collect();
    assert_eq!(named, input.bad, "every bad unit is named, and no other");

    let report = json(&Run { stdout: String::from_utf8(folder.read("全.json")).expect("UTF-8"), ..run });
    let units: BTreeSet<_> = crate::harness::forms::units(&report).into_iter().map(str::to_owned).collect();
    assert!(units.is_disjoint(&input.bad) && units.len() == UNITS - input.bad.len());
    assert_eq!(per_code(&report), input.per_code.iter().map(|(code, n)| ((*code).to_owned(), *n)).collect());
}

/// How many problems of each code a report in JSON speaks of, those that are folded too.
fn per_code(report: &serde_json::Value) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for problem in report["problems"].as_array().expect("problems") {
        let message = problem["message"].as_str().expect("a message");
        let folded = message.strip_prefix("此外还有 ").and_then(|rest| rest.split(' ').next());
        let count = folded.map_or(1, |count| count.parse().expect("a count"));
        *counts.entry(problem["code"].as_str().expect("a code").to_owned()).or_default() += count;
    }
    counts
}

#[test]
fn one_bad_row_in_every_twentieth_unit() {
    let input = input(|unit, row| (unit % 20 == 7 && row == scrambled(unit) % INDICATORS).then_some(unit / 20));
    assert_eq!(input.bad.len(), UNITS / 20);
    check(&input);
}

#[test]
fn every_twentieth_row_is_bad() {
    let input = input(|unit, row| {
        let random = scrambled(1_000_000 + unit * INDICATORS + row);
        (random.is_multiple_of(20)).then_some(random / 20)
    });
    assert!(input.bad.len() > UNITS / 2 && input.per_code.len() == 8);
    check(&input);
}

#[test]
fn a_folder_of_thousands_of_files_is_no_different() {
    let input = input(|unit, row| (unit % 20 == 7 && row == scrambled(unit) % INDICATORS).then_some(unit / 20));
    let folder = Folder::new();
    folder.file("全.csv", format!("{UNIT_HEADER}{}", input.units.values().cloned().collect::<String>()));
    for (name, rows) in &input.units {
        folder.file(
            &format!("年/{name}.csv"),
            format!("{}{}", crate::harness::forms::HEADER, rows.replace(&format!("{name},"), "")),
        );
    }
    let files = csv(&folder, &["年"]);
    let column = csv(&folder, &["全.csv"]);
    assert_eq!((files.status, files.stdout), (3, column.stdout));
    assert_eq!(files.stderr.lines().last(), column.stderr.lines().last(), "the same units are left out");
    let lines = folder.score(&["年", "-f", "ndjson"]);
    let state = |name: &String| {
        let state = if input.bad.contains(name) { "not_scored" } else { "scored" };
        format!("\"unit_state\":\"{state}\"")
    };
    let line = |name: &String| {
        lines.stdout.lines().find(|line| line.contains(&format!("\"unit\":\"{name}\""))).expect("a line")
    };
    assert!(lines.stdout.lines().count() == UNITS && input.units.keys().all(|name| line(name).contains(&state(name))));
}
