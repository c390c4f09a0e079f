//! What a run says of its offices below its problems: which are left out, and which did not report.

use crate::actuals::intake::{Actuals, Unread};
use crate::diagnostic::{Problems, place, summary_line};
use crate::language::{Language, counted};
use crate::names::printable;
use crate::report::{Report, shown};

/// Offices that a summary names; of hundreds of thousands the number says more.
const MOST_NAMES: usize = 5_000;

/// What was scored and what was not, where anything is to be said about it.
pub(super) fn of_scoring(report: &Report<'_>, unread: &[Unread], language: Language) -> String {
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
    lines([
        summary_line(&report.problems, language),
        sheets_not_read(unread, language),
        left_out,
        rows_not_read(unread, language),
        absent,
    ])
}

/// Which offices are in error and which did not report.
pub(super) fn of_check(problems: &Problems, actuals: &Actuals, not_reported: &[String], language: Language) -> String {
    let in_error = &actuals.left_out();
    let in_error = names(in_error, language).map(|names| match language {
        Language::Chinese => format!("有错误的单位 {} 个：{names}", in_error.len()),
        Language::English => format!("{} in error: {names}", counted(in_error.len(), "unit", "units")),
    });
    let absent = absent(not_reported, language);
    let unread = &actuals.unread;
    lines([
        summary_line(problems, language),
        sheets_not_read(unread, language),
        in_error,
        rows_not_read(unread, language),
        absent,
    ])
}

/// Where reading stopped: the offices below are neither scored nor known to be absent.
fn rows_not_read(unread: &[Unread], language: Language) -> Option<String> {
    let places = unread.iter().filter_map(|unread| match unread {
        Unread::Rows(at) => Some(place(at, language)),
        Unread::Sheets { .. } => None,
    });
    let places: Vec<_> = places.collect();
    let at = places.join(language.pick("、", ", "));
    (!places.is_empty()).then(|| match language {
        Language::Chinese => format!("读到 {at} 为止：往下的行没有读，其中的单位没有计入，也不能算作未报"),
        Language::English => {
            format!(
                "read up to {at}: the rows below were not read; their units are neither scored nor known to be absent"
            )
        }
    })
}

/// Sheets that may have been meant: of a workbook only the first one with a header is read.
fn sheets_not_read(unread: &[Unread], language: Language) -> Option<String> {
    let sheets = unread.iter().filter_map(|unread| match unread {
        Unread::Sheets { file, read, others } => {
            let others: Vec<_> = others.iter().map(|other| printable(other)).collect();
            let (file, read, others) = (place(file, language), printable(read), others.join(language.pick("、", ", ")));
            Some(match language {
                Language::Chinese => format!("{file} 读了 {read}，没有读 {others}"),
                Language::English => format!("of {file} {read} was read, not {others}"),
            })
        }
        Unread::Rows(_) => None,
    });
    let sheets: Vec<_> = sheets.collect();
    let list = sheets.join(language.pick("；", "; "));
    (!sheets.is_empty()).then(|| match language {
        Language::Chinese => format!("还有带表头的工作表没有读（可用 --sheet 指定一张）：{list}"),
        Language::English => format!("more sheets have a header (choose one with --sheet): {list}"),
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

fn lines<const N: usize>(lines: [Option<String>; N]) -> String {
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}
