//! The report for people at a terminal: one unit in full, or many as a league table.
//!
//! Writes the document; the duties, activities and indicators of a unit stand in one tree instead of
//! two tables.

mod blocks;
mod bureaus;
mod grid;
mod notes;
mod page;
mod rows;
mod targets;
mod tree;
pub(crate) mod wrap;

pub use self::bureaus::bureaus;
use self::page::Page;
pub use self::targets::targets;
use super::document::{Part, Section};
use super::{Report, UnitReport};
use crate::language::Language;

/// The width of a report that goes into a pipe or file.
pub const FILE_WIDTH: usize = 100;

/// For whom the report is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language of all words that do not come from the table or the input.
    pub language: Language,
    /// Columns of the terminal, or what to assume where there is none.
    pub width: usize,
    /// Whether grades and headings are coloured.
    pub colour: bool,
    /// Whether each of several units has its own report after the league table.
    pub detail: bool,
}

impl View {
    /// How a report in a file looks.
    pub const fn of_file(language: Language, detail: bool) -> Self {
        Self { language, width: FILE_WIDTH, colour: false, detail }
    }
}

/// The whole report as text.
pub fn table(report: &Report<'_>, view: &View) -> String {
    let page = Page::new(report, view);
    let is_league = report.league.is_some() && !report.units.is_empty();
    let mut parts = Vec::new();
    parts.extend(is_league.then(|| head(&page)));
    parts.extend(sections(&page, page.document.opening(), None));
    parts.extend(is_league.then(|| page.headed(page.words.notes, &notes::on_all(&page))));
    if !is_league || view.detail {
        parts.extend(report.units.iter().map(|unit| of_unit(&page, unit, !is_league)));
    }
    parts.extend(sections(&page, page.document.closing(&report.units), None));
    parts.join("\n")
}

/// The head above a league table.
fn head(page: &Page<'_>) -> String {
    let document = &page.document;
    let facts = [Some(document.bureau(&page.report.units)), document.period(), Some(document.units())];
    let lines: Vec<_> = facts.iter().flatten().map(|fact| page.fact(fact)).collect();
    page.title() + &page.labelled(&lines)
}

/// The report of a unit; `alone`, with what holds for all units.
fn of_unit(page: &Page<'_>, unit: &UnitReport<'_>, alone: bool) -> String {
    let mut parts = vec![tree::head(page, unit)];
    parts.extend(sections(page, page.document.unit(unit), Some(unit)));
    let notes = notes::of_unit(page, unit, alone);
    let heading = page.numbered_heading(parts.len(), page.words.notes);
    parts.extend((!notes.is_empty()).then(|| page.headed(&heading, &notes)));
    parts.join("\n")
}

/// The sections that a terminal shows, each as its text. Of the others, problems stand on standard
/// error, total and indicators in the head and the tree of a unit, and methods among the notes.
fn sections(page: &Page<'_>, sections: Vec<Section<'_>>, unit: Option<&UnitReport<'_>>) -> Vec<String> {
    let mut texts = Vec::new();
    for section in sections {
        let numbered = page.numbered_heading(texts.len() + 1, section.heading);
        let text = match section.part {
            Part::League
            | Part::Compared
            | Part::Distribution
            | Part::ByBureau
            | Part::Dearest
            | Part::Losses
            | Part::Changes => page.headed(&numbered, &blocks::blocks(page, &section)),
            Part::Activities => {
                let heading = page.numbered_heading(texts.len() + 1, page.words.tree);
                page.headed(&heading, &unit.map_or_else(String::new, |unit| tree::tree(page, unit)))
            }
            Part::LeftOut
            | Part::Blank
            | Part::NotReported
            | Part::Unexpected
            | Part::Corrected
            | Part::New
            | Part::Left => {
                page.headed(&page.counted(section.heading, &section.blocks), &blocks::blocks(page, &section))
            }
            Part::Arithmetic if page.view.detail && page.report.units.len() == 1 => {
                page.headed(&numbered, &blocks::blocks(page, &section))
            }
            Part::Unread => page.headed(section.heading, &blocks::blocks(page, &section)),
            Part::NothingScored => blocks::blocks(page, &section),
            Part::Total
            | Part::Indicators
            | Part::Notes
            | Part::Arithmetic
            | Part::Problems
            | Part::Slips
            | Part::ToMend
            | Part::ToCheck
            | Part::Method
            | Part::Provenance => continue,
        };
        texts.push(text);
    }
    texts
}
