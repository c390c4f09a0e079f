//! Text that comes from outside, headings, and tables that may be wider than a screen.

use maud::{Markup, html as markup};

use super::Page;
use crate::language::Language;

/// A text from the table or an input: escaped, kept apart from the direction of writing around it,
/// and with its language where that is not the page's.
pub(super) fn input(text: &str, page: &Page<'_>) -> Markup {
    let foreign = page.language == Language::English && text.chars().any(is_chinese);
    markup! { bdi lang=[foreign.then_some("zh-CN")] { (text) } }
}

/// Ideographs and the punctuation that goes with them.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Which unit's sections these are, and whether it is the only one: then they are the page's own.
#[derive(Clone, Copy)]
pub(super) struct UnitSection {
    /// Position of the unit on the page, from 0.
    pub(super) index: usize,
    /// Whether the unit is the only one, so that its parts are the page's.
    pub(super) alone: bool,
}

impl UnitSection {
    /// Of the sections that belong to the whole report.
    pub(super) const WHOLE: Self = Self { index: 0, alone: true };

    /// An id that no other unit's part has.
    pub(super) fn id(self, name: &str) -> String {
        if self.alone { name.to_owned() } else { format!("u{}-{name}", self.index + 1) }
    }
}

/// A table in a frame that scrolls by itself, also by keyboard.
pub(super) fn scrolling(label: &str, table: &Markup) -> Markup {
    markup! { div.scroll role="group" aria-label=(label) tabindex="0" { (table) } }
}
