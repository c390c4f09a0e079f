//! Gates: what was asked of every unit, and where it is not met ([spec 6.2](crate::spec#62-gates)).

use std::fmt::Write;

use crate::actuals::{ListedUnit, Unread};
use crate::cli::{InputArgs, ScoreArgs};
use crate::diagnostic::Severity;
use crate::language::{Language, counted};
use crate::names::printable;
use crate::number::Decimal;
use crate::report::shown::{full_name, key};
use crate::report::{Report, UnitReport, words};

/// Units that are named for one gate; the rest is counted.
const NAMED: usize = 20;

/// A line for each gate that is not met; empty where all are. An interval meets a gate with its lower
/// end, and what has no score meets none.
pub(super) fn check(args: &ScoreArgs, report: &Report<'_>, language: Language) -> String {
    let mut text = String::new();
    if let Some(asked) = args.min_score {
        let met = |unit: &UnitReport<'_>| unit.standing.min().is_some_and(|score| score.to_decimal() >= asked);
        let found = |unit: &UnitReport<'_>| shown(unit.standing.min().map(|score| score.to_string()));
        text += &line("--min-score", &asked.to_string(), report, language, met, found);
    }
    if let Some(asked) = args.min_grade {
        let grade = |unit: &UnitReport<'_>| unit.standing.min().map(|score| report.targets(unit).bands().grade(score));
        let met = |unit: &UnitReport<'_>| grade(unit).is_some_and(|grade| grade <= asked);
        let found = |unit: &UnitReport<'_>| shown(grade(unit).map(|grade| words::grade(grade, language).to_owned()));
        text += &line("--min-grade", words::grade(asked, language), report, language, met, found);
    }
    if let Some(asked) = args.min_coverage {
        let met = |unit: &UnitReport<'_>| unit.coverage.is_some_and(|coverage| coverage.to_decimal() >= asked);
        let found = |unit: &UnitReport<'_>| shown(unit.coverage.map(|coverage| format!("{coverage}%")));
        text += &line("--min-coverage", &percent(asked), report, language, met, found);
    }
    text + &of_inputs(&args.input, report, language)
}

fn percent(value: Decimal) -> String {
    format!("{value}%")
}

fn shown(figure: Option<String>) -> String {
    figure.unwrap_or_else(|| "—".to_owned())
}

fn line(
    gate: &str,
    asked: &str,
    report: &Report<'_>,
    language: Language,
    met: impl Fn(&UnitReport<'_>) -> bool,
    found: impl Fn(&UnitReport<'_>) -> String,
) -> String {
    let failing: Vec<_> = report.units.iter().filter(|unit| !met(unit)).collect();
    let count = failing.len() + report.blank.len();
    if count == 0 && !report.units.is_empty() {
        return String::new();
    }
    let several = report.units.len() + report.blank.len() > 1;
    let name = |unit: &UnitReport<'_>| match (unit.unit, several) {
        (Some(_), true) => format!("{} {}", printable(&full_name(report, unit, language)), found(unit)),
        _ => found(unit),
    };
    // Who sent in an empty form has nothing to meet a gate with.
    let empty = language.pick("空表", "an empty form");
    let blank = |unit: &ListedUnit| {
        if several { format!("{} {empty}", printable(&key(&unit.key, report, language))) } else { empty.to_owned() }
    };
    let list = failing.iter().map(|unit| name(unit)).chain(report.blank.iter().map(blank));
    let mut list: Vec<_> = list.take(NAMED).collect();
    if list.is_empty() {
        list.push("—".to_owned());
    }
    let mut text = match language {
        Language::Chinese => format!("未达到门槛 {gate}：要求 {asked}，实际 {}", list.join("、")),
        Language::English => format!("gate {gate} not met: asked {asked}, found {}", list.join(", ")),
    };
    if count > NAMED {
        let _ = match language {
            Language::Chinese => write!(text, "……共 {count} 个单位"),
            Language::English => write!(text, " … {count} units in all"),
        };
    }
    text + "\n"
}

/// The gates on inputs, which checking has too.
pub(super) fn of_inputs(args: &InputArgs, report: &Report<'_>, language: Language) -> String {
    let all_reported = if args.all_reported { all_reported(report, language) } else { String::new() };
    let strict = if args.strict { strict(report, language) } else { String::new() };
    all_reported + &strict
}

/// A line where somebody of the list or the library did not report, or sent in an empty form.
fn all_reported(report: &Report<'_>, language: Language) -> String {
    let units = || report.not_reported.iter().chain(&report.blank);
    let count = units().count();
    if count == 0 {
        return String::new();
    }
    let name = |unit: &ListedUnit| printable(&key(&unit.key, report, language)).into_owned();
    let names: Vec<_> = units().take(NAMED).map(name).collect();
    let more = if count > NAMED { language.pick("等", ", …") } else { "" };
    match language {
        Language::Chinese => {
            format!("未达到门槛 --all-reported：要求全部上报，{count} 个单位没有上报：{}{more}\n", names.join("、"))
        }
        Language::English => {
            let units = counted(count, "unit", "units");
            format!("gate --all-reported not met: {units} did not report: {}{more}\n", names.join(", "))
        }
    }
}

/// A line where there are warnings, sheets that may have been meant, empty forms, or units that did not report.
fn strict(report: &Report<'_>, language: Language) -> String {
    let warnings = report.problems.count_of(Severity::Warning);
    let sheets = |unread: &Unread| if let Unread::Sheets { others, .. } = unread { others.len() } else { 0 };
    let sheets: usize = report.actuals.unread.iter().map(sheets).sum();
    let (absent, blank) = (report.not_reported.len(), report.blank.len());
    if warnings == 0 && absent == 0 && blank == 0 && sheets == 0 {
        return String::new();
    }
    let some = |count: usize| Some(count).filter(|count| *count > 0);
    let (sheets, blank, absent) = (some(sheets), some(blank), some(absent));
    match language {
        Language::Chinese => {
            let absent = absent.map(|absent| format!("，{absent} 个单位应报未报")).unwrap_or_default();
            let blank = blank.map(|blank| format!("，{blank} 张空表")).unwrap_or_default();
            let sheets = sheets.map(|sheets| format!("，{sheets} 张有表头的工作表没有读")).unwrap_or_default();
            format!("未达到门槛 --strict：要求没有提醒，实际 {warnings} 个提醒{absent}{blank}{sheets}\n")
        }
        Language::English => {
            let warnings = counted(warnings, "warning", "warnings");
            let absent = absent.map(|absent| format!(", and {} that did not report", counted(absent, "unit", "units")));
            let blank = blank.map(|blank| format!(", and {}", counted(blank, "empty form", "empty forms")));
            let sheets = sheets.map(|sheets| format!(", and {} not read", counted(sheets, "sheet", "sheets")));
            let more = absent.unwrap_or_default() + &blank.unwrap_or_default() + &sheets.unwrap_or_default();
            format!("gate --strict not met: asked for no warnings, found {warnings}{more}\n")
        }
    }
}
