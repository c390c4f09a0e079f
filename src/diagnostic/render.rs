//! Problems laid out for a terminal, unit by unit: a heading, the place, the offending line with carets, a help.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::fold::{Fold, Folded, folded};
use super::{Code, Diagnostic, Excerpt, Place, Problems, Severity, Whose};
use crate::language::{Language, counted};
use crate::names::printable;

/// Columns of an excerpt that are shown around the marked part.
const CONTEXT: usize = 30;

/// The names of those whose problems there are; of nobody, none.
pub type Names<'n> = dyn Fn(Whose) -> Option<String> + 'n;

/// Units with errors that are listed below the problems; of hundreds the number says more.
const LISTED: usize = 200;

/// All problems as text: grouped by unit, equal ones folded, and below them a line for each unit that has errors.
/// What is not shown is counted by code. Empty where there is none.
pub fn render(problems: &Problems, names: &Names<'_>, language: Language, colour: bool) -> String {
    let mut text = String::new();
    let Folded { groups, rest } = folded(problems);
    let is_headed = groups.iter().filter(|(whose, _)| *whose != Whose::Nobody).count() > 1;
    for (whose, folds) in &groups {
        if let Some(name) = names(*whose).filter(|_| is_headed) {
            let (open, close) = language.pick(("【", "】"), ("[", "]"));
            let _ = writeln!(text, "{open}{}{close}", printable(&name));
        }
        group(&mut text, folds, language, colour);
    }
    if !rest.is_empty() {
        let counts: Vec<_> = rest.iter().map(|(code, count)| format!("{} {count}", code.name())).collect();
        let more = language.pick("此外还有，按代码计数：", "and more, counted by code: ");
        let _ = writeln!(text, "{more}{}", counts.join(language.pick("，", ", ")));
    }
    text + &units_in_error(problems, names, language)
}

/// The problems of a unit.
fn group(text: &mut String, folds: &[Fold<'_>], language: Language, colour: bool) {
    for (index, fold) in folds.iter().enumerate() {
        let diagnostic = fold.first;
        let help = diagnostic.problem.help(language);
        // What the next problem shares, a way out or a file without a line, is said once, below the
        // last of them.
        let next = folds.get(index + 1).filter(|next| next.code() == fold.code()).map(|next| next.first);
        let has_help = next.is_none_or(|next| next.problem.help(language) != help);
        let has_place = next.is_none_or(|next| next.place != diagnostic.place);
        text.push_str(&heading(fold, language, colour));
        if has_place {
            let _ = writeln!(text, "  --> {}", place(&diagnostic.place, language));
        }
        if let Some(excerpt) = &diagnostic.place.excerpt {
            text.push_str(&underlined(excerpt, diagnostic, colour));
        }
        if has_help {
            let _ = writeln!(text, "  = {}{help}", language.pick("办法：", "help: "));
        }
    }
}

/// `甲县：3 个错误（value 2，duplicate 1）`, a line for each unit that has errors.
fn units_in_error(problems: &Problems, names: &Names<'_>, language: Language) -> String {
    let is_of_unit = |whose, code: Code| code.severity() == Severity::Error && whose != Whose::Nobody;
    let errors = problems.counts_of(is_of_unit);
    let units = errors.chunk_by(|(one, ..), (other, ..)| one == other);
    let line = |counts: &[(Whose, Code, u64)]| Some(line_of_unit(&names(counts[0].0)?, counts, language));
    let mut text: String = units.clone().take(LISTED).filter_map(line).collect();
    let count = units.count();
    if count > LISTED {
        let _ = match language {
            Language::Chinese => writeln!(text, "……共 {count} 个单位有错误"),
            Language::English => writeln!(text, "… {count} units with errors in all"),
        };
    }
    text
}

fn line_of_unit(name: &str, counts: &[(Whose, Code, u64)], language: Language) -> String {
    let errors: u64 = counts.iter().map(|(_, _, count)| count).sum();
    let codes: Vec<_> = counts.iter().map(|(_, code, count)| format!("{} {count}", code.name())).collect();
    let codes = codes.join(language.pick("，", ", "));
    let name = printable(name);
    match language {
        Language::Chinese => format!("{name}：{errors} 个错误（{codes}）\n"),
        Language::English => format!("{name}: {} ({codes})\n", counted(errors, "error", "errors")),
    }
}

/// One line that counts errors and warnings; nothing where there is neither.
pub fn summary_line(problems: &Problems, language: Language) -> Option<String> {
    let (errors, warnings) = (problems.count_of(Severity::Error), problems.count_of(Severity::Warning));
    if errors == 0 && warnings == 0 {
        return None;
    }
    Some(match language {
        Language::Chinese => format!("共 {errors} 个错误，{warnings} 个提醒"),
        Language::English => {
            format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"))
        }
    })
}

/// `错误[value] …`
fn heading(fold: &Fold<'_>, language: Language, colour: bool) -> String {
    let code = fold.code();
    let name = match code.severity() {
        Severity::Error => language.pick("错误", "error"),
        Severity::Warning => language.pick("提醒", "warning"),
    };
    let (paint, reset) = paint(code.severity(), colour);
    format!("{paint}{name}[{}]{reset} {}\n", code.name(), fold.message(language))
}

/// The escape sequences around what is coloured.
const fn paint(severity: Severity, colour: bool) -> (&'static str, &'static str) {
    match (colour, severity) {
        (false, _) => ("", ""),
        (true, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (true, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
    }
}

/// `报表/一.csv:7 C7`
pub fn place(place: &Place, language: Language) -> String {
    let mut text = match &place.file {
        Some(file) => printable(file).into_owned(),
        None => language.pick("标准输入", "standard input").to_owned(),
    };
    if let Some(line) = place.line {
        let _ = write!(text, ":{line}");
    }
    match (&place.cell, &place.sheet) {
        (Some(cell), Some(sheet)) => {
            let _ = write!(text, " {}!{}", printable(sheet), printable(cell));
        }
        (Some(cell), None) => {
            let _ = write!(text, " {}", printable(cell));
        }
        (None, _) => {}
    }
    if let Some(published) = &place.published {
        let _ = write!(text, " {}", printable(&super::book::place(published, language)));
    }
    text
}

/// The line with carets under the marked part, by display width: Chinese is two columns wide.
fn underlined(excerpt: &Excerpt, diagnostic: &Diagnostic, colour: bool) -> String {
    let (paint, reset) = paint(diagnostic.problem.code().severity(), colour);
    let (before, marked, after) = window(excerpt);
    let number = diagnostic.place.line.map(|line| line.to_string()).unwrap_or_default();
    let gutter = " ".repeat(number.len());
    let indent = " ".repeat(before.width());
    let carets = "^".repeat(marked.width().max(1));
    format!("{number} | {before}{marked}{after}\n{gutter} | {indent}{paint}{carets}{reset}\n")
}

/// The marked part with some context; tabs and control characters as single spaces.
fn window(excerpt: &Excerpt) -> (String, String, String) {
    let part = |range| excerpt.text.get(range).unwrap_or_default();
    let before = printable(part(0..excerpt.marked.start));
    let marked = printable(part(excerpt.marked.clone()));
    let after = printable(part(excerpt.marked.end..excerpt.text.len()));
    (keep_end(&before), keep_start(&marked, CONTEXT * 2), keep_start(&after, CONTEXT))
}

fn keep_start(text: &str, columns: usize) -> String {
    let mut width = 0;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width <= columns
    };
    let kept: String = text.chars().take_while(fits).collect();
    if kept.len() < text.len() { kept + "…" } else { kept }
}

fn keep_end(text: &str) -> String {
    let mut width = 0;
    let start = text.char_indices().rev().take_while(|(_, c)| {
        width += c.width().unwrap_or(0);
        width <= CONTEXT
    });
    let start = start.last().map_or(text.len(), |(index, _)| index);
    if start > 0 { format!("…{}", &text[start..]) } else { text.to_owned() }
}
