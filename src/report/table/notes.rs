//! What a reader has to know beside the figures: what did not count and why, and how figures arise.

use super::page::{NONE, Page, actual, measured};
use super::wrap::{clean, columns, hanging};
use crate::diagnostic::summary_line;
use crate::grading::Attainment;
use crate::language::Language;
use crate::number::Decimal;
use crate::report::words;
use crate::report::{ActivityReport, IndicatorReport, State, UnitReport};

/// The section of notes on an office.
pub(super) fn notes(page: &Page<'_>, unit: &UnitReport<'_>) -> String {
    let heading = page.strong(page.pick("三、说明", page.words.notes));
    let mut notes = vec![];
    notes.extend(missing(page, unit));
    notes.extend(not_applicable(page, unit));
    notes.extend(below_poor(page, unit));
    notes.extend(over_hundred(page, unit));
    notes.extend(weightless(page, unit));
    notes.extend(explanations(page, unit));
    notes.extend(words::method(page.report.targets.points(), page.view.language));
    notes.push(dash(page));
    format!("{heading}\n{}", numbered(page, &notes))
}

/// How the figures arise, after a league table.
pub(super) fn method(page: &Page<'_>) -> String {
    let heading = page.strong(page.words.notes);
    let mut notes = vec![words::policy(page.report.missing, page.view.language).to_owned() + page.pick("。", ".")];
    notes.extend(words::method(page.report.targets.points(), page.view.language));
    notes.push(dash(page));
    format!("\n{heading}\n{}", numbered(page, &notes))
}

fn numbered(page: &Page<'_>, notes: &[String]) -> String {
    let widest = columns(&format!("{}. ", notes.len()));
    let label = |number: usize| format!("{:<widest$}", format!("{number}. "));
    notes.iter().enumerate().map(|(index, note)| hanging(&label(index + 1), note, page.view.width)).collect()
}

/// Something said of several indicators: `低于差线：甲，乙。`
fn said_of(page: &Page<'_>, what: &str, of: &[String], end: &str) -> Option<String> {
    let sentence = match page.view.language {
        Language::Chinese => format!("{what}：{}。{end}", of.join("；")),
        Language::English => format!("{what}: {}. {end}", of.join("; ")),
    };
    (!of.is_empty()).then(|| sentence.trim_end().to_owned())
}

fn name(page: &Page<'_>, activity: &ActivityReport<'_>, indicator: &IndicatorReport<'_>) -> String {
    page.indicator(activity.target, indicator.target)
}

fn missing(page: &Page<'_>, unit: &UnitReport<'_>) -> Option<String> {
    let missing = |(activity, indicator): (&ActivityReport<'_>, &IndicatorReport<'_>)| {
        let note = indicator.note.as_deref().map_or_else(String::new, |note| with_reason(page, note));
        name(page, activity, indicator) + &note
    };
    let names: Vec<_> = Page::in_state(unit, State::Missing).map(missing).collect();
    let policy = words::policy(page.report.missing, page.view.language);
    let what = words::state(State::Missing, page.view.language);
    said_of(page, &capital(what), &names, &format!("{}{}", capital(policy), page.pick("。", ".")))
}

fn with_reason(page: &Page<'_>, note: &str) -> String {
    format!("{}{}", page.pick("，偏差原因：", ", note: "), clean(note))
}

fn not_applicable(page: &Page<'_>, unit: &UnitReport<'_>) -> Option<String> {
    let reason = |(activity, indicator): (&ActivityReport<'_>, &IndicatorReport<'_>)| {
        let unexplained = || page.pick("，没有说明原因", ", no reason given").to_owned();
        let reason = indicator.note.as_deref().map_or_else(unexplained, |note| with_reason(page, note));
        name(page, activity, indicator) + &reason
    };
    let reasons: Vec<_> = Page::in_state(unit, State::NotApplicable).map(reason).collect();
    let end = page.pick(
        "不适用的指标不计入，其权重由同一活动的其他指标分担。",
        "They do not count; their weight goes to the others of the activity.",
    );
    said_of(page, &capital(words::state(State::NotApplicable, page.view.language)), &reasons, end)
}

fn below_poor(page: &Page<'_>, unit: &UnitReport<'_>) -> Option<String> {
    let below = |(activity, indicator): (&ActivityReport<'_>, &IndicatorReport<'_>)| {
        let [.., line] = *indicator.target.cutoffs.written();
        let (actual, line) = (actual(indicator), measured(line, indicator.target));
        let name = name(page, activity, indicator);
        match page.view.language {
            Language::Chinese => format!("{name}实际值 {actual}，差线 {line}"),
            Language::English => format!("{name}, actual {actual}, poor from {line}"),
        }
    };
    let all: Vec<_> = unit
        .indicators()
        .filter(|(_, indicator)| indicator.attainment == Some(Attainment::BelowPoor))
        .map(below)
        .collect();
    let points = page.report.targets.points().of(Attainment::BelowPoor);
    let what = match page.view.language {
        Language::Chinese => format!("{}（等级为差，得 {points} 分）", page.words.below_poor),
        Language::English => format!("Below poor (graded poor, {points} points)"),
    };
    said_of(page, &what, &all, "")
}

fn over_hundred(page: &Page<'_>, unit: &UnitReport<'_>) -> Option<String> {
    let over = |indicator: &IndicatorReport<'_>| {
        indicator.target.is_percentage() && indicator.actual.is_some_and(|actual| actual > Decimal::new(100, 0))
    };
    let all: Vec<_> = unit
        .indicators()
        .filter(|(_, indicator)| over(indicator))
        .map(|(activity, indicator)| format!("{} {}", name(page, activity, indicator), actual(indicator)))
        .collect();
    let end = page.pick("按实际值评级，得分不超过满分；请核对。", "They count as they are; please check them.");
    said_of(page, page.pick("超过 100%", "Over 100%"), &all, end)
}

/// Activities that are shown and weigh nothing: without a budget, or with nothing that counts.
fn weightless(page: &Page<'_>, unit: &UnitReport<'_>) -> Vec<String> {
    let names = |keep: fn(&ActivityReport<'_>) -> bool| -> Vec<String> {
        unit.activities().filter(|activity| keep(activity)).map(|activity| clean(&activity.target.name)).collect()
    };
    let unbudgeted = names(|activity| activity.target.budget.is_none());
    let empty = names(|activity| activity.target.budget.is_some() && activity.standing.range.is_none());
    let end = page.pick("只列示，不计入总分。", "Shown, but not counted in the total.");
    let no_budget = page.pick("没有年度预算的活动", "Activities without a budget");
    let nothing = page.pick("没有可计分指标的活动", "Activities in which no indicator counts");
    [said_of(page, no_budget, &unbudgeted, end), said_of(page, nothing, &empty, end)].into_iter().flatten().collect()
}

/// What the office says of its reported values.
fn explanations(page: &Page<'_>, unit: &UnitReport<'_>) -> Option<String> {
    let all: Vec<_> = Page::in_state(unit, State::Reported)
        .filter_map(|(activity, indicator)| Some((name(page, activity, indicator), indicator.note.as_deref()?)))
        .map(|(name, note)| format!("{name}{}{}", page.pick("，", ", "), clean(note)))
        .collect();
    said_of(page, page.words.note, &all, "")
}

fn dash(page: &Page<'_>) -> String {
    match page.view.language {
        Language::Chinese => format!("表中的 {NONE} 表示没有数字，不是 0。"),
        Language::English => format!("{NONE} in a table stands for no figure, which is not 0."),
    }
}

/// A sentence begins with a capital letter where the language has them.
fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// Offices that were read but not scored, and those that did not report.
pub(super) fn absent(page: &Page<'_>) -> String {
    let names = |names: &[String]| page.list(&names.iter().map(|name| clean(name)).collect::<Vec<_>>());
    [(page.words.left_out, &page.report.left_out), (page.words.not_reported, &page.report.not_reported)]
        .into_iter()
        .filter(|(_, offices)| !offices.is_empty())
        .map(|(heading, offices)| {
            let count = offices.len();
            let heading = match page.view.language {
                Language::Chinese => format!("{heading}：{count} 个"),
                Language::English => format!("{heading}: {count}"),
            };
            format!("\n{}\n{}", page.strong(&heading), hanging("  ", &names(offices), page.view.width))
        })
        .collect()
}

/// No office has a score: that, and where to look.
pub(super) fn nothing_scored(page: &Page<'_>) -> String {
    let problems = summary_line(&page.report.problems, page.view.language);
    let found = problems.map_or_else(String::new, |line| format!("{}{line}", page.pick("：", ": ")));
    let text = match page.view.language {
        Language::Chinese => {
            format!("没有单位得到评分。原因见标准错误输出中的提示信息{found}；改正后重新运行。")
        }
        Language::English => {
            format!("No unit was scored. The messages on standard error say why{found}; mend the input and run again.")
        }
    };
    hanging("", &text, page.view.width)
}
