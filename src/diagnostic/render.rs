//! Problems laid out for a terminal: a heading, the place, the offending line with carets, a help.

use std::fmt::Write;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{Diagnostic, Excerpt, Place, Problems, Severity};
use crate::language::{Language, counted};
use crate::names::printable;

/// Columns of an excerpt that are shown around the marked part.
const CONTEXT: usize = 30;

/// All problems as text, in file order, the rest counted by code; empty where there is none.
pub fn render(problems: &Problems, language: Language, colour: bool) -> String {
    let mut text = String::new();
    let shown = problems.shown();
    for (index, diagnostic) in shown.iter().enumerate() {
        let help = diagnostic.problem.help(language);
        // What the next problem shares, a way out or a file without a line, is said once, below the
        // last of them.
        let next = shown.get(index + 1).filter(|next| next.problem.code() == diagnostic.problem.code());
        let has_help = next.is_none_or(|next| next.problem.help(language) != help);
        let has_place = next.is_none_or(|next| next.place != diagnostic.place);
        text.push_str(&heading(diagnostic, language, colour));
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
    let folded = problems.folded();
    if !folded.is_empty() {
        let counts: Vec<_> = folded.iter().map(|(code, count)| format!("{} {count}", code.name())).collect();
        let more = language.pick("此外还有，按代码计数：", "and more, counted by code: ");
        let _ = writeln!(text, "{more}{}", counts.join(language.pick("，", ", ")));
    }
    text
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
fn heading(diagnostic: &Diagnostic, language: Language, colour: bool) -> String {
    let code = diagnostic.problem.code();
    let name = match code.severity() {
        Severity::Error => language.pick("错误", "error"),
        Severity::Warning => language.pick("提醒", "warning"),
    };
    let (paint, reset) = paint(code.severity(), colour);
    format!("{paint}{name}[{}]{reset} {}\n", code.name(), diagnostic.message_with_unit(language))
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
    if let Some(cell) = &place.cell {
        let _ = write!(text, " {}", printable(cell));
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
