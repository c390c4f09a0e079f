//! What a reader has to know beside the figures: what did not count and why, how figures arise, and
//! which offices are not there.

use super::page::{NONE, Page};
use super::wrap::{clean, hanging};
use crate::diagnostic::summary_line;
use crate::language::Language;
use crate::report::notes::{Note, notes, reasons};
use crate::report::words::capital;
use crate::report::{State, UnitReport, shown, words};

/// The section of notes on an office, with or without those that hold for every office.
pub(super) fn section(page: &Page<'_>, unit: &UnitReport<'_>, general: bool) -> String {
    let heading = page.strong(page.pick("三、说明", page.words.notes));
    let of_office = notes(unit, page.report.missing, page.view.language);
    // What is missing stands beside the total already, with what that means for it.
    let missing = words::state(State::Missing, page.view.language);
    let mut items: Vec<_> =
        of_office.iter().filter(|note| note.label != missing).map(|note| sentences(page, note)).collect();
    items.extend(explanations(page, unit));
    if general {
        items.extend(method(page));
    }
    if items.is_empty() {
        return String::new();
    }
    format!("{heading}\n{}", page.numbered(&items))
}

/// The section of notes on many offices.
pub(super) fn on_all(page: &Page<'_>) -> String {
    let heading = page.strong(page.words.notes);
    let policy = words::policy(page.report.missing, page.view.language);
    let mut items = vec![policy.to_owned() + page.pick("。", ".")];
    items.extend(words::lower_end(&page.report.units, page.view.language).map(str::to_owned));
    items.extend(method(page));
    format!("\n{heading}\n{}", page.numbered(&items))
}

fn sentences(page: &Page<'_>, note: &Note) -> String {
    let items: Vec<_> = note.items.iter().map(|item| clean(item)).collect();
    let (space, end) = page.pick(("", "。"), (" ", "."));
    format!("{}{space}{}{end}", page.sentence(note.label, &items), capital(note.remark))
}

/// What the office says of its values.
fn explanations(page: &Page<'_>, unit: &UnitReport<'_>) -> Option<String> {
    let colon = page.pick("：", ": ");
    let mut given = Vec::new();
    for ((activity, indicator), note) in reasons(unit) {
        given.push(format!("{}{colon}{}", page.indicator(activity.target, indicator.target), clean(note)));
    }
    (!given.is_empty()).then(|| page.sentence(page.words.note, &given))
}

/// How the figures arise, and what a dash in a table means.
fn method(page: &Page<'_>) -> Vec<String> {
    let mut lines = words::method(page.report.targets.points(), page.view.language).to_vec();
    lines.push(match page.view.language {
        Language::Chinese => format!("表中的 {NONE} 表示没有数字，不是 0。"),
        Language::English => format!("A {NONE} in a table means that there is no figure; it is not 0."),
    });
    lines
}

/// Offices that were read but not scored, and those that did not report.
pub(super) fn absent(page: &Page<'_>) -> String {
    let report = page.report;
    offices(page, page.words.left_out, &report.left_out) + &offices(page, page.words.not_reported, &report.not_reported)
}

fn offices(page: &Page<'_>, heading: &str, offices: &[String]) -> String {
    if offices.is_empty() {
        return String::new();
    }
    let heading = page.strong(&format!("{heading}{}{}", page.pick("：", ": "), offices.len()));
    let names: Vec<_> = offices.iter().map(|name| clean(shown::office(name, page.view.language))).collect();
    format!("\n{heading}\n{}", hanging("  ", &names.join(page.pick("、", ", ")), page.view.width))
}

/// No office has a score: that, and where to look.
pub(super) fn nothing_scored(page: &Page<'_>) -> String {
    let problems = summary_line(&page.report.problems, page.view.language);
    let text = match (page.view.language, problems) {
        (Language::Chinese, Some(problems)) => {
            format!("没有可以计分的单位：{problems}。原因和位置见提示信息，改正后请重新运行。")
        }
        (Language::Chinese, None) => "没有可以计分的单位：输入中没有数据行。".to_owned(),
        (Language::English, Some(problems)) => {
            format!("No unit was scored: {problems}. The messages say where and why; mend the input and run again.")
        }
        (Language::English, None) => "No unit was scored: the input has no row of data.".to_owned(),
    };
    hanging("", &text, page.view.width)
}
