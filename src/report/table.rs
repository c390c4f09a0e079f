//! The report for people at a terminal: one office in full, or many as a league table.
//!
//! Lays out what a [`Report`] holds, and computes nothing.

mod grid;
mod league;
mod losses;
mod notes;
mod office;
mod page;
mod targets;
mod wrap;

use self::page::Page;
pub use self::targets::targets;
use super::{League, Report};
use crate::language::Language;

/// For whom the report is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language of all words that do not come from the table or the input.
    pub language: Language,
    /// Columns of the terminal, or what to assume where there is none.
    pub width: usize,
    /// Whether grades and headings are coloured.
    pub colour: bool,
    /// Whether each of several offices has its own report after the league table.
    pub detail: bool,
}

/// The whole report as text.
#[must_use]
pub fn table(report: &Report<'_>, view: &View) -> String {
    let page = Page::new(report, view);
    match &report.league {
        Some(league) => many(&page, league),
        None => one(&page),
    }
}

fn one(page: &Page<'_>) -> String {
    let offices: String = page.report.units.iter().map(|unit| office::full(page, unit)).collect();
    let nothing = if offices.is_empty() { notes::nothing_scored(page) } else { String::new() };
    offices + &nothing + &notes::absent(page)
}

fn many(page: &Page<'_>, league: &League<'_>) -> String {
    if page.report.units.is_empty() {
        return notes::nothing_scored(page) + &notes::absent(page);
    }
    let mut text = league::league(page, league);
    text.push_str(&notes::absent(page));
    text.push_str(&notes::on_all(page));
    if page.view.detail {
        for unit in &page.report.units {
            text.push('\n');
            text.push_str(&office::among_others(page, unit));
        }
    }
    text
}
