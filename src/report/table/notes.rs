//! What a reader has to know beside the figures: what did not count and why, and how figures arise.

use super::page::Page;
use super::wrap::clean;
use crate::language::Language;
use crate::report::document::{Block, Part, Reason};
use crate::report::notes::{Kind, Note};
use crate::report::words::capital;
use crate::report::{UnitReport, words};

/// The notes on a unit; `alone`, with those that hold for all units.
pub(super) fn of_unit(page: &Page<'_>, unit: &UnitReport<'_>, alone: bool) -> String {
    let mut items = Vec::new();
    let sections = page.document.unit(unit);
    for block in sections.iter().filter(|section| section.part == Part::Notes).flat_map(|section| &section.blocks) {
        match block {
            // What is missing stands beside the total already, with what that means for it.
            Block::Notes(notes) => {
                items.extend(notes.iter().filter(|note| note.kind != Kind::Missing).map(|note| page.note(note)));
            }
            Block::Reasons(reasons) => items.push(page.reasons(reasons)),
            _ => {}
        }
    }
    if alone {
        items.extend(method(page));
    }
    page.numbered(&items)
}

/// The notes on many units.
pub(super) fn on_all(page: &Page<'_>) -> String {
    let policy = words::policy(page.report.missing, page.report.has_open_poor(), page.view.language);
    let mut items = vec![policy.to_owned() + page.pick("。", ".")];
    items.extend(method(page));
    page.numbered(&items)
}

/// How the figures arise, and what a dash in a table means.
fn method(page: &Page<'_>) -> Vec<String> {
    let mut lines = page.document.how_figures_arise();
    let none = page.marks.none;
    lines.push(match page.view.language {
        Language::Chinese => format!("表中的 {none} 表示没有数字，不是 0。"),
        Language::English => format!("A {none} in a table means that there is no figure; it is not 0."),
    });
    lines
}

impl Page<'_> {
    /// What is out of the ordinary, and what follows from it.
    pub(super) fn note(&self, note: &Note) -> String {
        let items: Vec<_> = note.items.iter().map(|item| clean(item)).collect();
        let (space, end) = self.pick(("", "。"), (" ", "."));
        format!("{}{space}{}{end}", self.sentence(note.label, &items), capital(note.remark))
    }

    /// What the unit says of its values.
    pub(super) fn reasons(&self, reasons: &[Reason<'_>]) -> String {
        let colon = self.pick("：", ": ");
        let said = |reason: &Reason<'_>| {
            let of = self.indicator(reason.activity.target, reason.indicator.target);
            format!("{of}{colon}{}", clean(reason.text))
        };
        self.sentence(self.words.note, &reasons.iter().map(said).collect::<Vec<_>>())
    }
}
