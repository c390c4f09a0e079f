//! Notes: what is out of the ordinary, the offices' own reasons, and how the figures arise.

use maud::{Markup, html as markup};

use super::Page;
use super::text::{Part, input};
use crate::report::notes::{Note, notes, reasons};
use crate::report::words::{capital, method as method_lines};
use crate::report::{UnitReport, shown};

pub(super) fn content(unit: &UnitReport<'_>, _: Part, page: &Page<'_>) -> Markup {
    let notes = notes(unit, page.report.missing, page.language);
    let reasons = reasons(unit);
    markup! {
        @if !notes.is_empty() { dl.notes { @for note in &notes { (peculiar(note, page)) } } }
        @if !reasons.is_empty() {
            dl.notes.reasons {
                div {
                    dt { (page.words.note) }
                    dd { ul { @for ((activity, indicator), reason) in &reasons {
                        li {
                            b { (input(&indicator.target.name, page)) } " "
                            span.of { (input(&activity.target.name, page)) (page.pick("，", ", ")) (shown::attained(indicator, page.language)) }
                            p.reason { (input(reason, page)) }
                        }
                    } } }
                }
            }
        }
    }
}

fn peculiar(note: &Note, page: &Page<'_>) -> Markup {
    markup! {
        div {
            dt { (capital(note.label)) }
            dd {
                ul.inline { @for item in &note.items { li { (input(item, page)) } } }
                p.of { (capital(note.remark)) (page.pick("。", ".")) }
            }
        }
    }
}

/// How the figures arise, once for the page.
pub(super) fn method(page: &Page<'_>) -> Markup {
    markup! {
        section.method aria-labelledby="method" {
            h2 #method { (page.words.method) }
            ol { @for line in method_lines(page.report.targets.points(), page.language) { li { (line) } } }
        }
    }
}
