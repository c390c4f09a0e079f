//! The sections and blocks of the document as markup.

use maud::{Markup, html as markup};

use super::text::{UnitSection, input, scrolling};
use super::{Page, activities, arithmetic, bullet, distribution, first_sheet, rows, total};
use crate::report::document::{Block, Drawing, Fact, Part, Reason, Section, Tally};
use crate::report::notes::Note;
use crate::report::shown;
use crate::report::words::capital;

use super::scale::colour;

/// A section under its heading: of the whole report, or of one unit on the page.
pub(super) fn section(section: &Section<'_>, within: UnitSection, page: &Page<'_>) -> Markup {
    let (name, id) = (section.part.id(), within.id(section.part.id()));
    markup! {
        // Landmarks are for the page: two hundred units' parts would bury them.
        section class=(name) aria-labelledby=[within.alone.then_some(&id)] {
            @if within.alone { h2 id=(id) { (section.heading) } } @else { h3 id=(id) { (section.heading) } }
            @for block in &section.blocks { (self::block(block, section, within, page)) }
        }
    }
}

fn block(block: &Block<'_>, section: &Section<'_>, within: UnitSection, page: &Page<'_>) -> Markup {
    match block {
        // The drawing of the total has them.
        Block::Facts(_) if section.part == Part::Total => Markup::default(),
        Block::Facts(facts) => self::facts(facts, page),
        Block::Paragraph(text) => markup! {
            p.legend[matches!(section.part, Part::League | Part::Compared)].caveat[matches!(section.part, Part::Losses | Part::Changes)] { (text) }
        },
        Block::Tally(tallies) => tally(tallies),
        Block::Figures(figures) => markup! {
            dl.counts { @for (name, figure) in figures { div.other { dt { (name) } dd { (shown::figure(*figure)) } } } }
        },
        Block::Units(units) => markup! {
            ul.inline { @for unit in units { li { (page.listed(unit)) } } }
        },
        Block::Numbered(lines) => markup! { ol { @for line in lines { li { (line) } } } },
        Block::Notes(notes) => markup! { dl.notes { @for note in notes { (self::note(note, page)) } } },
        Block::Reasons(reasons) => self::reasons(reasons, page),
        Block::Table(table) => scrolling(section.heading, &rows::table(table, section, within, page)),
        Block::Drawing(drawing) => self::drawing(*drawing, within, page),
    }
}

fn drawing(drawing: Drawing<'_>, within: UnitSection, page: &Page<'_>) -> Markup {
    match drawing {
        Drawing::Total(unit) => total::content(unit, within, page),
        Drawing::FirstSheet(unit) => first_sheet::closing(unit, page),
        Drawing::Activities(unit) => activities::figure(unit, within, page),
        Drawing::Legend(unit) => {
            let indicators: Vec<_> = unit.indicators().map(|(_, indicator)| indicator).collect();
            markup! { p.legend { (bullet::legend(&indicators, page)) } }
        }
        Drawing::Arithmetic(unit) => arithmetic::content(unit, page),
        Drawing::Distribution(statistics) => distribution::figure(statistics, page),
    }
}

/// Facts under their names; those of one name that follow each other share it.
fn facts(facts: &[Fact<'_>], page: &Page<'_>) -> Markup {
    markup! {
        dl.provenance { @for alike in facts.chunk_by(|one, other| one.label == other.label) {
            div {
                dt { (alike[0].label) }
                dd {
                    @if let [fact] = alike { (value(fact, page)) } @else {
                        ul { @for fact in alike { li { (value(fact, page)) } } }
                    }
                }
            }
        } }
    }
}

/// What a fact says.
pub(super) fn value(fact: &Fact<'_>, page: &Page<'_>) -> Markup {
    markup! {
        @for (index, part) in fact.value.iter().enumerate() { @if index > 0 { " " } (rows::content(part, page)) }
    }
}

fn tally(tallies: &[Tally]) -> Markup {
    markup! {
        dl.counts { @for Tally { name, grade, count } in tallies {
            div.(grade.map_or("other", |grade| colour(Some(grade)))) { dt { (name) } dd { (count) } }
        } }
    }
}

fn note(note: &Note, page: &Page<'_>) -> Markup {
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

fn reasons(reasons: &[Reason<'_>], page: &Page<'_>) -> Markup {
    markup! {
        dl.notes.reasons {
            div {
                dt { (page.words.note) }
                dd { ul { @for reason in reasons { (self::reason(reason, page)) } } }
            }
        }
    }
}

fn reason(reason: &Reason<'_>, page: &Page<'_>) -> Markup {
    let Reason { activity, indicator, text, .. } = reason;
    markup! {
        li {
            b { (input(&indicator.target.name, page)) } " "
            span.of { (input(&activity.target.name, page)) (page.pick("，", ", ")) (shown::attained(indicator, page.language)) }
            p.reason { (input(text, page)) }
        }
    }
}
