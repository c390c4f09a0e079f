//! Reports made by hand from the worked inputs, for tests of the formats.

use score::actuals::{Actuals, Detail, KeepCells, ListedUnit, Origin, Source, Tally, UnitActuals, UnitKey};
use score::diagnostic::{Diagnostic, Place, Problem, Problems};
use score::grading::Actual;
use score::number::Decimal;
use score::report::{League, Level, LossSums, Order, Report, Scorer};
use score::scoring::{MissingPolicy, Outcome};
use score::targets::{Library, Table, Targets};

pub(crate) const COMPLETE: &str = include_str!("../worked/complete.csv");
pub(crate) const PARTIAL: &str = include_str!("../worked/partial.csv");
pub(crate) const SHA256: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

/// A unit's rows before they are scored.
#[derive(Clone)]
pub(crate) struct Rows {
    pub(crate) unit: Option<String>,
    pub(crate) source: Source,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) details: Vec<Option<Detail>>,
}

/// The rows of a worked input, which has the table's indicators in the table's order.
pub(crate) fn rows(unit: &str, text: &str, targets: &Targets) -> Rows {
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let records = reader.records().map(|record| record.expect("a worked input is CSV"));
    let read: Vec<_> = targets
        .indicators()
        .zip(records)
        .map(|((activity, indicator), record)| {
            assert_eq!((&record[0], &record[1]), (&*activity.name, &*indicator.name), "in the table's order");
            let text = &record[2];
            match Decimal::parse(text.trim_end_matches('%'), 6) {
                Ok(value) => {
                    let actual = Actual::from_decimal(value);
                    (Outcome::Reported(indicator.cutoffs.attainment(actual)), detail(text, Some(actual)))
                }
                Err(_) if text.is_empty() => (Outcome::Missing, detail(text, None)),
                Err(_) => (Outcome::NotApplicable, detail(text, None)),
            }
        })
        .collect();
    let (outcomes, details) = read.into_iter().unzip();
    let source = Source { file: Some(format!("{unit}.csv")), sha256: Some(SHA256.to_owned()) };
    Rows { unit: Some(unit.to_owned()), source, outcomes, details }
}

#[expect(clippy::unnecessary_wraps, reason = "a row of a unit may have no detail")]
fn detail(text: &str, actual: Option<Actual>) -> Option<Detail> {
    Some(Detail { actual, pair: None, text: text.to_owned(), note: None })
}

/// A report on the units, one or many. It borrows names and table, which a test leaves to the end of its
/// process.
pub(crate) fn report(rows: &[Rows], targets: &Targets, missing: MissingPolicy) -> Report<'static> {
    let actuals = actuals(rows);
    let rows: &'static [Rows] = Vec::leak(rows.to_vec());
    let table = Table { targets: targets.clone(), file: None, sha256: SHA256.to_owned().into(), text: None };
    let library: &'static Library = Box::leak(Box::new(table.into()));
    let scorer = Scorer::new(library.targets(0), missing);
    let mut sums = LossSums::new(&scorer);
    let mut units = Vec::new();
    for (number, row) in (0..).zip(rows) {
        let unit = UnitActuals {
            number,
            unit: row.unit.as_deref(),
            table: 0,
            outcomes: &row.outcomes,
            details: Some(&row.details),
        };
        sums.add(unit);
        units.push(scorer.unit(unit, Level::Indicator));
    }
    Order::Score.sort(&mut units);
    let league = (units.len() > 1).then(|| League::new(&units, vec![sums.finish()]));
    Report {
        library,
        actuals,
        is_scored: true,
        tables: vec![0],
        period: Some("2016年度".to_owned()),
        missing,
        level: Level::Indicator,
        units,
        comparison: None,
        league,
        left_out: Vec::new(),
        blank: Vec::new(),
        not_reported: Vec::new(),
        unlisted: &[],
        unread_files: &[],
        problems: Problems::default(),
    }
}

/// The units' sources; their names and what they report are in the rows.
fn actuals(rows: &[Rows]) -> &'static Actuals {
    let mut tally = Tally::new(vec![0], KeepCells::Nothing);
    for file in (0..).take(rows.len()) {
        tally.unit(0, &format!("第{file}个单位"), Origin { file, by_form: true });
    }
    Box::leak(Box::new(Actuals {
        tally,
        sources: rows.iter().map(|row| row.source.clone()).collect(),
        failed: Vec::new(),
        unread: Vec::new(),
        namesakes: Vec::new(),
        names_units: false,
    }))
}

/// Units that a report is without.
pub(crate) fn unscored<N: Into<String>>(names: impl IntoIterator<Item = N>) -> Vec<ListedUnit> {
    names.into_iter().map(|name| UnitKey { name: name.into(), table: None }.into()).collect()
}

/// Warnings as the partial input draws them.
pub(crate) fn problems() -> Problems {
    let mut problems = Problems::default();
    let place = |line: u64, cell: &str| Place {
        file_number: 0,
        file: Some("partial.csv".into()),
        sheet: None,
        line: Some(line),
        cell: Some(cell.to_owned()),
        excerpt: None,
        is_hidden: false,
        published: None,
    };
    let missing = |activity: &str, indicator: &str| Problem::Missing {
        activity: activity.to_owned(),
        indicator: indicator.to_owned(),
    };
    problems.push(Diagnostic::new(missing("市场监督管理", "网络监管率"), place(3, "C3")));
    let indicator = "反垄断案件查处率".to_owned();
    problems.push(Diagnostic::new(Problem::Unexplained { indicator }, place(19, "C19")));
    problems.push(Diagnostic::new(missing("消费者权益保护", "案件调解成功率"), place(23, "C23")));
    problems
}

/// Texts that must stay texts.
pub(crate) const HOSTILE: [&str; 4] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>'",
    "| [a](javascript:alert(1)) | `x` www.example.com <b>\r\n# 标题\n---",
    "</title></style></svg><style>*{display:none}</style>",
];

/// A unit whose name, file and notes are a hostile text.
pub(crate) fn hostile_rows(text: &str, targets: &Targets) -> Rows {
    let mut rows = rows(text, PARTIAL, targets);
    for detail in rows.details.iter_mut().flatten() {
        detail.note = Some(text.to_owned());
        if detail.actual.is_none() {
            text.clone_into(&mut detail.text);
        }
    }
    rows
}

/// The Chinese in a text that does not come from the table.
pub(crate) fn chinese_of(text: &str, targets: &Targets) -> String {
    let mut names: Vec<_> = targets.duties().iter().map(|duty| &duty.name).collect();
    names.extend(targets.indicators().flat_map(|(activity, indicator)| [&activity.name, &indicator.name]));
    names.extend([&targets.name, &targets.title, &targets.budget_unit]);
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let rest = names.into_iter().fold(text.to_owned(), |text, name| text.replace(name.as_str(), ""));
    rest.chars().filter(|c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')).collect()
}
