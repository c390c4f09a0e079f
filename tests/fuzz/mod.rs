//! Random and damaged files on the whole way from bytes to reports: nothing panics, nothing hangs, and
//! every unit that was read is accounted for.
//!
//! `SCORE_FUZZ=1000000` sets how many files are tried; `SCORE_FUZZ_CASE=7` tries that case alone and keeps
//! its files in the folder for test files under the target folder.

mod found;
mod mutation;
mod seeds;
mod units;

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use score::actuals::{Options, encoding_named};
use score::diagnostic::{Code, Severity, render};
use score::language::Language;
use score::report::csv::Destination;
use score::report::table::View;
use score::report::{self, Report};
use score::scoring::MissingPolicy;
use score::targets::Targets;
use serde_json::Value;

use self::mutation::{JSON_PIECES, SHEET_PIECES, TEXT_PIECES, mutate, mutate_inside, soup};
use crate::harness::Folder;
use crate::harness::depth;
use crate::harness::dice::Dice;
use crate::harness::in_process::{File, POLICIES, grade, json, with_report};

/// Cases among which all but rare problems are met.
const ENOUGH: u64 = 1_200;
/// Cases among which rare problems are met as well.
const MANY: u64 = 100_000;
/// No case may take longer, in a debug build on a busy machine.
const LONGEST: Duration = Duration::from_secs(60);

/// What mutation starts from.
struct Seeds {
    forms: Vec<String>,
    texts: Vec<Vec<u8>>,
    workbooks: Vec<Vec<u8>>,
    bundled: Targets,
}

impl Seeds {
    fn new() -> Self {
        let forms = seeds::forms();
        let texts = forms.iter().flat_map(|form| seeds::encoded(form)).collect();
        Self { forms, texts, workbooks: seeds::workbooks(), bundled: Targets::bundled() }
    }
}

/// How far cases come: fuzzing that ends at the first byte proves nothing.
#[derive(Debug, Default)]
struct Reach {
    tables_refused: u64,
    scored: u64,
    left_out: u64,
    problems: [u64; Code::ALL.len()],
}

impl Reach {
    fn add(&mut self, other: &Self) {
        self.tables_refused += other.tables_refused;
        self.scored += other.scored;
        self.left_out += other.left_out;
        for (sum, count) in self.problems.iter_mut().zip(other.problems) {
            *sum += count;
        }
    }

    /// Units were scored and left out, and problems of every kind were met; a few are rare.
    fn is_wide(&self, count: u64) -> bool {
        let is_met = |code: &Code| match code {
            // Those of tables are met elsewhere; several bureaus, forms with cut-offs and years of their own, earlier
            // reports, and runs that demand notes are not made here.
            Code::Against
            | Code::Table
            | Code::OddTable
            | Code::Bureau
            | Code::OtherCutoffs
            | Code::CutoffDiffers
            | Code::NoNote
            | Code::OtherYear => true,
            Code::BareUnit | Code::ColumnTwice | Code::UnitTwice if count < MANY => true,
            _ => self.problems[*code as usize] > 0,
        };
        self.scored > 0 && self.left_out > 0 && self.tables_refused > 0 && Code::ALL.iter().all(is_met)
    }
}

/// One run: a table, files, and how they are read.
struct Case {
    table: Option<String>,
    files: Vec<File>,
    options: Options,
    missing: MissingPolicy,
}

impl Case {
    fn new(number: u64, seeds: &Seeds) -> (Self, Dice) {
        let mut dice = Dice::new(number);
        let table = dice.one_in(20).then(|| table(&mut dice));
        let count = if dice.one_in(4) { 2 + dice.below(2) } else { 1 };
        let file = |index| File::new(&format!("文件{index}.csv"), content(&mut dice, seeds, table.is_some()));
        let files = (0..count).map(file).collect();
        let encoding = dice.one_in(30).then(|| dice.pick(&["utf-8", "gbk", "utf-16le", "big5", "iso-2022-jp"]));
        let options = Options {
            encoding: encoding.and_then(encoding_named),
            sheet: dice.one_in(50).then(|| "Sheet1".to_owned()),
            fraction: dice.one_in(10),
            hashed: dice.one_in(2),
            ..Options::default()
        };
        let missing = POLICIES[dice.below(3)];
        (Self { table, files, options, missing }, dice)
    }

    /// Scores the case and checks what comes out: how many units were scored, and problems by code.
    fn run(&self, seeds: &Seeds, mut dice: Dice) -> Reach {
        let own;
        let targets = match &self.table {
            None => &seeds.bundled,
            Some(table) => match Targets::parse(table) {
                Ok(targets) => {
                    own = targets;
                    &own
                }
                Err(_) => return Reach { tables_refused: 1, ..Reach::default() },
            },
        };
        let library = targets.clone().into();
        let once = || with_report(1, &library, self.missing, &self.options, &self.files, |report| check(&report));
        let (first, reach) = once();
        if dice.one_in(16) {
            assert_eq!(first, once().0, "the same input, the same bytes");
        }
        if dice.one_in(8) {
            with_report(1, &library, self.missing, &self.options, &self.files, |report| write_all(&report, &mut dice));
        }
        reach
    }

    fn save(&self, folder: &Path) {
        std::fs::create_dir_all(folder).expect("a folder can be made");
        for file in &self.files {
            std::fs::write(folder.join(&file.name), &file.content).expect("a file can be written");
        }
        if let Some(table) = &self.table {
            std::fs::write(folder.join("table.json"), table).expect("a file can be written");
        }
    }
}

fn table(dice: &mut Dice) -> String {
    let mut table = score::targets::BUNDLED[0].as_bytes().to_vec();
    mutate(dice, &mut table, &JSON_PIECES, b"");
    String::from_utf8_lossy(&table).into_owned()
}

/// A file of any kind; an unharmed one where the table is what is harmed.
fn content(dice: &mut Dice, seeds: &Seeds, unharmed: bool) -> Vec<u8> {
    let text = dice.below(seeds.texts.len());
    let mut content = seeds.texts[text].clone();
    if unharmed {
        return content;
    }
    let other = &seeds.texts[dice.below(seeds.texts.len())];
    match dice.below(100) {
        0..8 => return soup(dice, &TEXT_PIECES),
        8..12 => return (0..dice.below(600)).map(|_| dice.byte()).collect(),
        12..17 => return mutate_inside(dice, &seeds.workbooks[text % 2], &SHEET_PIECES),
        17..19 => content.clone_from(&seeds.workbooks[text % 2]),
        19..22 => content = seeds::XLS.to_vec(),
        22 if dice.one_in(20) => content = content.repeat(20 + dice.below(500)),
        22..40 => {}
        // Most damage is done to a text before it is encoded.
        _ => return damaged_text(dice, seeds),
    }
    mutate(dice, &mut content, &TEXT_PIECES, other);
    content
}

fn damaged_text(dice: &mut Dice, seeds: &Seeds) -> Vec<u8> {
    let mut content = seeds.forms[dice.below(seeds.forms.len())].as_bytes().to_vec();
    let other = seeds.forms[dice.below(seeds.forms.len())].as_bytes();
    mutate(dice, &mut content, &TEXT_PIECES, other);
    let text = String::from_utf8_lossy(&content);
    let encoding = dice.below(8);
    seeds::encoded(&text).into_iter().nth(encoding).unwrap_or_else(|| text.into_owned().into_bytes())
}

/// Checks what holds for every report, and hands back its JSON.
fn check(report: &Report<'_>) -> (Vec<u8>, Reach) {
    let errors = report.problems.count_of(Severity::Error);
    assert_eq!(errors == 0, report.left_out.is_empty(), "a unit is left out for an error, and only for one");
    let scored: HashSet<_> = report.units.iter().filter_map(|unit| unit.unit).collect();
    assert_eq!(scored.len(), report.units.len(), "each unit is there once, and has a name");
    assert!(report.left_out.iter().all(|unit| !scored.contains(unit.key.name.as_str())), "left out is not scored");
    let indicators = report.library.targets(0).indicators().count();
    for unit in &report.units {
        let counts = &unit.counts;
        let graded = counts.excellent + counts.good + counts.fair + counts.poor;
        assert_eq!((graded + counts.missing + counts.not_applicable) as usize, indicators);
        let (min, max) = unit.standing.range().unwrap_or_default();
        assert!((0..=max.hundredths()).contains(&min.hundredths()) && max.hundredths() <= 10_000);
        assert!(unit.weight().is_none_or(|weight| [0, 10_000].contains(&weight.hundredths())), "weights add up");
        assert!(unit.coverage.is_none_or(|coverage| (0..=10_000).contains(&coverage.hundredths())));
    }
    let messages =
        [Language::Chinese, Language::English].map(|language| render(&report.problems, &|_| None, language, false));
    assert!(messages.iter().all(|text| text.is_empty() == report.problems.is_empty()));
    let json = json(report);
    let parsed: Value = serde_json::from_slice(&json).expect("the report is JSON");
    assert_eq!(parsed["units"].as_array().map(Vec::len), Some(report.units.len()));
    let reach = Reach {
        tables_refused: 0,
        scored: report.units.len() as u64,
        left_out: report.left_out.len() as u64,
        problems: Code::ALL.map(|code| report.problems.count(code)),
    };
    (json, reach)
}

/// Writes the report in all other formats.
fn write_all(report: &Report<'_>, dice: &mut Dice) {
    let language = if dice.one_in(2) { Language::Chinese } else { Language::English };
    let mut csv = Vec::new();
    report::csv::csv(report, Language::Chinese, Destination::File, &mut csv).expect("memory can be written to");
    let view = View { language, width: 20 + dice.below(150), colour: dice.one_in(2), detail: dice.one_in(2) };
    let texts = [
        report::table::table(report, &view),
        report::markdown::markdown(report, language, view.detail),
        report::html::html(report, language),
    ];
    assert!(texts.iter().all(|text| !text.is_empty()));
    report::workbook::workbook(report, language).expect("memory can be written to");
}

#[test]
fn damaged_files_never_panic_and_lose_no_unit() {
    let number = |name| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let Some(number) = number("SCORE_FUZZ_CASE") {
        let seeds = Seeds::new();
        let (case, dice) = Case::new(number, &seeds);
        case.save(&Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{number}")));
        case.run(&seeds, dice);
        return;
    }
    let failures = run_all(number("SCORE_FUZZ").unwrap_or(depth::of(200, 5_000)));
    assert!(failures.is_empty(), "{} cases failed; try SCORE_FUZZ_CASE={:?}", failures.len(), failures.first());
}

/// Runs so many cases on two threads and hands back the numbers of those that failed.
fn run_all(count: u64) -> Vec<u64> {
    let (started, next) = (Instant::now(), AtomicU64::new(0));
    let (sender, ended) = mpsc::channel();
    let (mut failures, mut slowest, mut reach) = (Vec::new(), (Duration::ZERO, 0), Reach::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || work(count, next, &sender));
        }
        drop(sender);
        for (number, time, reached) in ended {
            slowest = slowest.max((time, number));
            match reached {
                Some(reached) => reach.add(&reached),
                None => failures.push(number),
            }
        }
    });
    let (time, number) = slowest;
    let seconds = started.elapsed().as_secs();
    note(&format!("{count} cases in {seconds} s; the slowest, {number}, took {time:?}; {reach:?}"));
    assert!(count < ENOUGH || reach.is_wide(count), "{reach:?}");
    assert!(time < LONGEST, "case {number} took {time:?}");
    failures
}

fn work(count: u64, next: &AtomicU64, ended: &mpsc::Sender<(u64, Duration, Option<Reach>)>) {
    let seeds = Seeds::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return;
        }
        if number > 0 && number.is_multiple_of(MANY) {
            note(&format!("{number} cases begun"));
        }
        let started = Instant::now();
        let result = catch_unwind(AssertUnwindSafe(|| {
            let (case, dice) = Case::new(number, &seeds);
            case.run(&seeds, dice)
        }));
        let _ = ended.send((number, started.elapsed(), result.ok()));
    }
}

/// For whoever runs a million cases with `--nocapture`.
#[expect(clippy::print_stderr, reason = "captured unless asked for")]
fn note(text: &str) {
    eprintln!("{text}");
}

#[test]
fn the_program_says_the_same() {
    let (seeds, folder) = (Seeds::new(), Folder::new());
    for number in 0..depth::of(20, 60) {
        let (case, _) = Case::new(number, &seeds);
        for file in &case.files {
            folder.file(&file.name, &file.content);
        }
        let names = case.files.iter().map(|file| file.name.as_str());
        let arguments: Vec<_> = names.chain(["--format", "json", "--level", "indicator"]).collect();
        let run = folder.score(&arguments);
        let mut expected = grade(&seeds.bundled, MissingPolicy::Range, &case.files);
        let found: Value = serde_json::from_str(&run.stdout).expect("the report is JSON");
        let mut in_process = expected.value();
        in_process["targets"] = found["targets"].clone();
        assert_eq!(in_process, found, "case {number}");
        assert_eq!(run.status, if expected.errors > 0 { 3 } else { 0 }, "case {number}: {}", run.stderr);
        // The summary names every unit that is not scored.
        expected.left_out.retain(|name| !run.stderr.contains(name.trim()));
        assert!(expected.left_out.is_empty(), "case {number}: {:?} in {}", expected.left_out, run.stderr);
    }
}
