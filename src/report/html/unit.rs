//! One office: the whole page where it is the only one, else an article of it.

use maud::{Markup, html as markup};

use super::text::{Part, input};
use super::{Page, activities, arithmetic, indicators, losses, notes, running, signatures, total};
use crate::report::{UnitReport, shown};

type Content = fn(&UnitReport<'_>, Part, &Page<'_>) -> Markup;

/// The parts of an office: an id, a title, and what it shows.
fn parts(page: &Page<'_>) -> [(&'static str, &'static str, Content); 6] {
    [
        ("total", page.words.total, total::content),
        ("activities", page.words.duties_and_activities, activities::content),
        ("indicators", page.words.indicators, indicators::content),
        ("losses", page.words.losses, losses::content),
        ("notes", page.words.notes, notes::content),
        ("arithmetic", arithmetic::name(page), arithmetic::content),
    ]
}

const LINKS: [&str; 6] = ["#total", "#activities", "#indicators", "#losses", "#notes", "#arithmetic"];

/// Links to the parts that the office has.
pub(super) fn contents(unit: &UnitReport<'_>, page: &Page<'_>) -> Vec<(&'static str, &'static str)> {
    let part = Part { index: 0, alone: true };
    let shown =
        parts(page).into_iter().zip(LINKS).filter(|((_, _, content), _)| !content(unit, part, page).0.is_empty());
    shown.map(|((_, title, _), link)| (link, title)).collect()
}

pub(super) fn section(unit: &UnitReport<'_>, index: usize, page: &Page<'_>) -> Markup {
    let part = Part { index, alone: page.only_unit().is_some() };
    let sections = markup! {
        @for (name, title, content) in parts(page) { (part.section(name, title, &content(unit, part, page))) }
    };
    markup! {
        @if part.alone {
            (sections)
        } @else {
            article.office aria-labelledby=(part.id("name")) style={ "page:" (running::sheet(part)) } {
                h2 id=(part.id("name")) tabindex="-1" { (input(shown::unit_name(unit, page.language), page)) }
                p.coverage { (page.words.coverage) " " (shown::percent(unit.coverage)) }
                (sections)
                (signatures::of_unit(unit, page))
                p.back { a href="#league" { (page.pick("回到排名", "Back to the league table")) } }
            }
        }
    }
}
