//! Whole inputs in process: from bytes to figures. `cargo bench`.

use std::hint::black_box;
use std::io::Cursor;

use divan::Bencher;
use divan::counter::BytesCount;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use score::actuals::{self, Actuals, Input, Intake, KeepCells, Open, Options};
use score::grading::Grade;
use score::report::{Level, Scorer, UnitReport};
use score::scoring::MissingPolicy;
use score::targets::{Activity, BUNDLED, Indicator, Library, Table, Targets};

fn main() {
    divan::main();
}

/// A number for each indicator of each unit.
fn mixed(unit: u64, number: u64) -> u64 {
    (unit * 31 + number).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40
}

fn percent(mixed: u64) -> String {
    format!("{}.{:02}%", mixed % 101, mixed / 101 % 100)
}

/// So many units, each with every indicator of the table, in one text; shuffled, the rows of a
/// unit lie far apart.
fn long(targets: &Targets, units: u64, shuffled: bool) -> String {
    let mut rows = Vec::new();
    for unit in 1..=units {
        for (number, (activity, indicator)) in (0_u64..).zip(targets.indicators()) {
            let mixed = mixed(unit, number);
            let row = format!("单位{unit:07},{},{},{}\n", activity.name, indicator.name, percent(mixed));
            rows.push((if shuffled { mixed } else { 0 }, row));
        }
    }
    rows.sort_by_key(|(key, _)| *key);
    let rows: String = rows.into_iter().map(|(_, row)| row).collect();
    format!("填报单位,工作活动,绩效指标,实际值\n{rows}")
}

/// 80 bureaus, each with the bundled table under names of its own but for the last two activities.
fn bureaus() -> Library {
    let words =
        "教卫民财农林水交".chars().flat_map(|first| "育生政业利通保设信安".chars().map(move |last| [first, last]));
    let tables = (201..).zip(words).map(|(code, word)| {
        let word: String = word.into_iter().collect();
        let text =
            BUNDLED[0].replacen("\"414\"", &format!("\"{code}\""), 1).replacen("工商局", &format!("{word}局"), 1);
        let activities = Targets::bundled();
        let own = activities.activities().filter(|activity| !activity.name.starts_with("综合"));
        let named = |text: String, name: &str| text.replace(&format!("\"{name}\""), &format!("\"{word}{name}\""));
        let text = own.fold(text, |text, activity| named(text, &activity.name));
        Table::from(Targets::parse(&text).unwrap_or_else(|errors| panic!("{errors:?}")))
    });
    Library::new(tables.collect()).expect("there are tables")
}

/// The forms of so many units for each bureau: unit and bureau, and the rows.
fn forms(library: &Library, units: u64) -> impl Iterator<Item = (String, String, String)> {
    (1..=units).flat_map(move |unit| {
        library.tables().map(move |(_, table)| {
            let indicators = (0..).zip(table.targets.indicators());
            let row = |(number, (activity, indicator)): (u64, (&Activity, &Indicator))| {
                format!("{},{},{}\n", activity.name, indicator.name, percent(mixed(unit, number)))
            };
            let rows: String = indicators.map(row).collect();
            (format!("县{unit}"), table.targets.name.clone(), rows)
        })
    })
}

/// The rows of such a text as a workbook, its percentages as numbers in the format `0.00%`.
fn workbook(text: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let format = Format::new().set_num_format("0.00%");
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            match cell.strip_suffix('%').and_then(|digits| format!("{digits}e-2").parse::<f64>().ok()) {
                Some(number) => sheet.write_with_format(row, column, number, &format)?,
                None => sheet.write(row, column, cell)?,
            };
        }
    }
    book.save_to_buffer()
}

fn read(library: &Library, text: String, keep: KeepCells, threads: usize) -> Actuals {
    read_files(library, vec![text.into_bytes()], keep, threads)
}

/// Reads files, each of which names a unit where its rows name none.
fn read_files(library: &Library, files: Vec<Vec<u8>>, keep: KeepCells, threads: usize) -> Actuals {
    let intake = Intake::new(library, keep);
    let inputs = files.into_iter().enumerate().map(|(number, content)| {
        let open: Open<'static> = Box::new(move || Ok(Box::new(Cursor::new(content))));
        let unit = format!("单位{number}");
        Input { name: Some(unit.clone().into()), own_name: Some(unit), is_found: false, open: Ok(open) }
    });
    actuals::read(inputs, &Options::default(), threads, intake, || ()).0
}

fn report<'t>(scorer: &Scorer<'t>, actuals: &'t Actuals, level: Level) -> Vec<UnitReport<'t>> {
    let mut outcomes = Vec::new();
    let units = actuals.tally.units().map(|unit| {
        let unit = actuals.unit(unit, &mut outcomes);
        if level == Level::Unit { scorer.summary(unit) } else { scorer.unit(unit, level) }
    });
    units.collect()
}

/// One file of 24 rows end to end, the table's file included.
#[divan::bench]
fn one_file_of_24_rows(bencher: Bencher<'_, '_>) {
    let text = long(&Targets::bundled(), 1, false);
    bencher.with_inputs(|| text.clone()).bench_values(|text| {
        let library = Library::from(Targets::bundled());
        let scorer = Scorer::new(library.targets(0), MissingPolicy::Range);
        let actuals = read(&library, text, KeepCells::IfAtMost(1), 1);
        let units = report(&scorer, &actuals, Level::Indicator);
        black_box(units.first().and_then(|unit| unit.standing.grade()) == Some(Grade::Good))
    });
}

/// 240,000 rows of 10,000 units, on two threads.
#[divan::bench(args = [false, true])]
fn rows_240_000(bencher: Bencher<'_, '_>, shuffled: bool) {
    let targets = Targets::bundled();
    let text = long(&targets, 10_000, shuffled);
    let (library, scorer) = (Library::from(targets.clone()), Scorer::new(&targets, MissingPolicy::Range));
    bencher.counter(BytesCount::of_str(&text)).with_inputs(|| text.clone()).bench_values(|text| {
        let actuals = read(&library, text, KeepCells::Nothing, 2);
        report(&scorer, &actuals, Level::Unit).len()
    });
}

/// 2,000 workbooks of 24 rows, on two threads.
#[divan::bench(sample_count = 10)]
fn workbooks_2_000(bencher: Bencher<'_, '_>) {
    let targets = Targets::bundled();
    let text = long(&targets, 1, false);
    let rows: String =
        text.lines().filter_map(|line| line.split_once(',')).map(|(_, row)| row.to_owned() + "\n").collect();
    let (library, content) = (Library::from(targets), workbook(&rows).expect("a workbook is written"));
    bencher
        .with_inputs(|| vec![content.clone(); 2_000])
        .bench_values(|files| read_files(&library, files, KeepCells::Nothing, 2).tally.len());
}

/// One workbook of 100,000 rows.
#[divan::bench(sample_count = 10)]
fn a_workbook_of_100_000_rows(bencher: Bencher<'_, '_>) {
    let targets = Targets::bundled();
    let content = workbook(&long(&targets, 4_167, false)).expect("a workbook is written");
    let library = Library::from(targets);
    bencher
        .with_inputs(|| vec![content.clone()])
        .bench_values(|files| read_files(&library, files, KeepCells::Nothing, 2).tally.len());
}

/// 80 bureaus and 150 units of each in one text of 288,000 rows, on two threads.
#[divan::bench(sample_count = 10)]
fn a_text_of_80_bureaus(bencher: Bencher<'_, '_>) {
    let library = bureaus();
    let mut text = "部门,填报单位,工作活动,绩效指标,实际值\n".to_owned();
    for (unit, bureau, rows) in forms(&library, 150) {
        text.extend(rows.lines().map(|row| format!("{bureau},{unit},{row}\n")));
    }
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| text.clone())
        .bench_values(|text| read(&library, text, KeepCells::Nothing, 2).tally.len());
}

/// 80 bureaus and 100 units of each in 8,000 texts of 24 rows, which are known by their rows alone.
#[divan::bench(sample_count = 10)]
fn texts_of_80_bureaus(bencher: Bencher<'_, '_>) {
    let library = bureaus();
    let file = |(_, _, rows): (String, String, String)| format!("工作活动,绩效指标,实际值\n{rows}").into_bytes();
    let files: Vec<_> = forms(&library, 100).map(file).collect();
    bencher
        .with_inputs(|| files.clone())
        .bench_values(|files| read_files(&library, files, KeepCells::Nothing, 2).tally.len());
}
