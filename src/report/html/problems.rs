//! Problems of the run: what stood where, and the way out.

use maud::{Markup, html as markup};

use super::Page;
use super::text::{input, scrolling};
use crate::diagnostic::{Diagnostic, Place, Severity, summary_line};

pub(super) fn section(page: &Page<'_>) -> Markup {
    let problems = &page.report.problems;
    markup! {
        @if let Some(summary) = summary_line(problems, page.language) {
            section.problems aria-labelledby="problems" {
                h2 #problems { (page.words.problems) }
                p { (summary) (page.pick("。", ".")) }
                (scrolling(page.words.problems, &table(&problems.shown(), page)))
                (folded(page))
            }
        }
    }
}

fn table(shown: &[&Diagnostic], page: &Page<'_>) -> Markup {
    markup! {
        table.problems {
            caption.unseen { (page.words.problems) }
            thead { tr {
                th scope="col" { (page.words.kind) }
                th scope="col" { (page.words.place) }
                th scope="col" { (page.words.problem) }
                th scope="col" { (page.words.way_out) }
            } }
            tbody { @for diagnostic in shown { (row(diagnostic, page)) } }
        }
    }
}

fn row(diagnostic: &Diagnostic, page: &Page<'_>) -> Markup {
    let problem = &diagnostic.problem;
    let (class, name) = match problem.code().severity() {
        Severity::Error => ("is-error", page.words.error),
        Severity::Warning => ("is-warning", page.words.warning),
    };
    markup! {
        tr {
            td { b.(class) { (name) } " " code { (problem.code().name()) } }
            td.place { (place(&diagnostic.place, page)) }
            th scope="row" { (input(&diagnostic.message_with_quote(page.language), page)) }
            td { (input(&problem.help(page.language), page)) }
        }
    }
}

/// The place; it breaks between file, line and cell, and within the file where that alone is too long.
fn place(place: &Place, page: &Page<'_>) -> Markup {
    markup! {
        (input(place.file.as_deref().unwrap_or(page.words.standard_input), page))
        @if let Some(line) = place.line { wbr; span.whole { ":" (line) } }
        @if let Some(cell) = &place.cell { " " span.whole { (input(cell, page)) } }
    }
}

fn folded(page: &Page<'_>) -> Markup {
    let folded = page.report.problems.folded();
    markup! {
        @if !folded.is_empty() {
            p { (page.pick("此外还有，按代码计数：", "And more, counted by code: ")) }
            ul.inline { @for (code, count) in folded { li { code { (code.name()) } " " (count) } } }
        }
    }
}
