//! What a run says of its offices below its problems: which are left out, and which did not report.

use crate::actuals::intake::Actuals;
use crate::diagnostic::{Place, Problems, place, summary_line};
use crate::language::{Language, counted};
use crate::names::printable;
use crate::report::{Report, shown};

/// Offices that a summary names; of hundreds of thousands the number says more.
const MOST_NAMES: usize = 5_000;

/// What was scored and what was not, where anything is to be said about it.
pub(super) fn of_scoring(report: &Report<'_>, unread: &[Place], language: Language) -> String {
    let left_out = names(&report.left_out, language).map(|names| {
        let (scored, left_out) = (report.units.len(), report.left_out.len());
        match language {
            Language::Chinese => format!("已计分 {scored} 个单位，未计分 {left_out} 个：{names}"),
            Language::English => {
                format!("{} scored, {left_out} not scored: {names}", counted(scored, "unit", "units"))
            }
        }
    });
    let absent = absent(&report.not_reported, language);
    lines([summary_line(&report.problems, language), left_out, not_read(unread, language), absent])
}

/// Which offices are in error and which did not report.
pub(super) fn of_check(problems: &Problems, actuals: &Actuals, not_reported: &[String], language: Language) -> String {
    let in_error = &actuals.left_out();
    let in_error = names(in_error, language).map(|names| match language {
        Language::Chinese => format!("有错误的单位 {} 个：{names}", in_error.len()),
        Language::English => format!("{} in error: {names}", counted(in_error.len(), "unit", "units")),
    });
    let absent = absent(not_reported, language);
    lines([summary_line(problems, language), in_error, not_read(&actuals.unread, language), absent])
}

/// Where reading stopped: the offices below are neither scored nor known to be absent.
fn not_read(unread: &[Place], language: Language) -> Option<String> {
    let places: Vec<_> = unread.iter().map(|at| place(at, language)).collect();
    let places = places.join(language.pick("、", ", "));
    (!unread.is_empty()).then(|| match language {
        Language::Chinese => format!("读到 {places} 为止：往下的行没有读，其中的单位没有计入，也不能算作未报"),
        Language::English => {
            format!("read up to {places}: the rows below were not read; their units are neither scored nor known to be absent")
        }
    })
}

fn absent(not_reported: &[String], language: Language) -> Option<String> {
    let absent = not_reported.len();
    names(not_reported, language).map(|names| match language {
        Language::Chinese => format!("应报未报 {absent} 个单位：{names}"),
        Language::English => {
            format!("{} did not report: {names}", counted(absent, "expected unit", "expected units"))
        }
    })
}

/// A list of offices; nothing where there is none.
fn names(offices: &[String], language: Language) -> Option<String> {
    let more = if offices.len() > MOST_NAMES { language.pick("……", " …") } else { "" };
    let named = offices.iter().take(MOST_NAMES).map(|office| printable(shown::office(office, language)));
    (!offices.is_empty()).then(|| named.collect::<Vec<_>>().join(language.pick("、", ", ")) + more)
}

fn lines(lines: [Option<String>; 4]) -> String {
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}
