//! The running heads of a printed page: whose report it is stands on every sheet.
//!
//! Style sheets have no markup to escape into, so what comes from a file is written in escapes of
//! theirs wherever it is not a letter or a digit.

use std::fmt::Write;

use super::text::UnitSection;
use super::{Page, Shape};
use crate::report::shown;

/// Characters of a name that a running head has room for.
const LONGEST: usize = 48;

/// The rules for the sheets: one for all, and one for each unit that has a section of its own.
pub(super) fn heads(page: &Page<'_>) -> String {
    let mut rules = String::new();
    let unit_name = |unit| shown::full_name(page.report, unit, page.language);
    let whole = match page.shape {
        Shape::Slip(slip) => shown::key(&slip.unit.key, page.report, page.language),
        _ => page.only_unit().map_or(page.words.league.into(), unit_name),
    };
    let title = format!("{} {}", page.document.whose(&page.tables()), page.heading());
    let _ = writeln!(rules, "@page {{ {} @top-right {{ content: \"{}\"; }} }}", left(&whole, page), text(&title));
    rules += "@page :first { @top-left { content: none; } @top-right { content: none; } }\n";
    if page.only_unit().is_none() {
        for (index, unit) in page.sections().iter().enumerate() {
            let name = sheet(UnitSection { index, alone: false });
            let _ = writeln!(rules, "@page {name} {{ {} }}", left(&unit_name(unit), page));
        }
    }
    rules
}

/// What the sheets of a unit are called.
pub(super) fn sheet(within: UnitSection) -> String {
    within.id("sheet")
}

fn left(name: &str, page: &Page<'_>) -> String {
    let period = page.report.period.as_deref().map(|period| format!("  {}", text(period))).unwrap_or_default();
    format!("@top-left {{ content: \"{}{period}\"; }}", text(name))
}

/// A text as part of a style sheet's string, shortened to what a line has room for.
fn text(text: &str) -> String {
    let mut written = String::new();
    for c in text.chars().take(LONGEST) {
        match c {
            c if c.is_alphanumeric() || c == ' ' => written.push(c),
            c if c.is_control() => written.push(' '),
            c => {
                let _ = write!(written, "\\{:x} ", u32::from(c));
            }
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        written.push('…');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn nothing_leaves_the_string_of_a_style_sheet() {
        assert_eq!(text("城关工商所 A1"), "城关工商所 A1");
        assert_eq!(text("a\"; } </style>\n\\"), r"a\22 \3b  \7d  \3c \2f style\3e  \5c ");
        assert_eq!(text(&"长".repeat(49)).chars().count(), 49);
    }
}
