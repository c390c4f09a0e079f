//! The lines to sign, shown on paper alone; they say whose figures are signed.

use maud::{Markup, html as markup};

use super::Page;
use super::text::input;
use crate::report::{UnitReport, shown};

/// A unit signs for its own report.
pub(super) fn of_unit(unit: &UnitReport<'_>, page: &Page<'_>) -> Markup {
    let total =
        format!("{} {}", shown::score(&unit.standing, page.language), shown::band(&unit.standing, page.language));
    block(&shown::full_name(page.report, unit, page.language), (page.words.total, &total), &page.words.signatures, page)
}

/// Whoever compiled the league table signs for that.
pub(super) fn of_compiler(page: &Page<'_>) -> Markup {
    let lines =
        page.pick(["汇总单位（公章）", "负责人（签字）", "日期"], ["Compiled by (seal)", "Head (signature)", "Date"]);
    let units = shown::units(page.report, page.language);
    block(page.words.league, (page.words.units, &units), &lines, page)
}

fn block(what: &str, (label, figure): (&str, &str), lines: &[&str], page: &Page<'_>) -> Markup {
    let (colon, gap) = page.pick(("：", "　"), (": ", ", "));
    let date = lines.len() - 1;
    markup! {
        section.signatures aria-label=(page.pick("签章", "Signatures")) {
            p.signed {
                b { (input(what, page)) }
                @if let Some(period) = &page.report.period { (gap) (page.words.period) (colon) (input(period, page)) }
                (gap) (label) (colon) (figure)
            }
            dl { @for (index, line) in lines.iter().enumerate() {
                div { dt { (line) } dd { @if index == date { (page.words.date_blank) } } }
            } }
        }
    }
}
