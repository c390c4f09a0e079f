//! The report as one self-contained web page: style and drawings inline, no script, no request.
//!
//! Everything that comes from the table or an input passes through `maud`, which escapes it. The
//! figures are taken as they are; what is reckoned here are places on a drawing, in whole numbers.

mod activities;
mod arithmetic;
mod bullet;
mod distribution;
mod indicators;
mod labels;
mod league;
mod losses;
mod notes;
mod pages;
mod problems;
mod provenance;
mod running;
mod scale;
mod signatures;
mod text;
mod total;
mod unit;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

pub use self::pages::pages;
use self::text::input;
use super::words::{self, Words, words};
use super::{League, Report, UnitReport, shown};
use crate::language::Language;
use crate::names::printable;

const STYLE: &str = include_str!("html/page.css");

/// Offices with a section of their own; beyond that the page has the league table alone (a year
/// end has hundreds of thousands of offices).
const SECTIONS: usize = 200;

/// No request leaves the page, whatever an input contains: the browser itself refuses it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The report as a web page.
#[must_use]
pub fn html(report: &Report<'_>, language: Language) -> String {
    let page = Page { report, language, words: words(language), shape: Shape::Whole };
    page.text()
}

/// What of the report a page shows.
#[derive(Clone, Copy)]
enum Shape<'r> {
    /// Everything.
    Whole,
    /// The league table, with the names of the offices' pages.
    Index(&'r [String]),
    /// One office.
    Unit {
        /// The office.
        unit: &'r UnitReport<'r>,
        /// Whether there are no others, and so no page that leads here.
        is_single: bool,
    },
}

/// What every part of the page needs.
#[derive(Clone, Copy)]
struct Page<'r> {
    report: &'r Report<'r>,
    language: Language,
    words: &'static Words,
    shape: Shape<'r>,
}

impl<'r> Page<'r> {
    fn pick<T: Copy>(&self, chinese: T, english: T) -> T {
        self.language.pick(chinese, english)
    }

    /// The league table, where the page shows it: ranks of no office are none.
    fn league(&self) -> Option<&'r League<'r>> {
        let shows = !matches!(self.shape, Shape::Unit { .. }) && !self.report.units.is_empty();
        self.report.league.as_ref().filter(|_| shows)
    }

    /// The one office that the page is about, where it is about one.
    fn only_unit(&self) -> Option<&'r UnitReport<'r>> {
        match (self.shape, &self.report.league, self.report.units.as_slice()) {
            (Shape::Unit { unit, .. }, ..) | (Shape::Whole, None, [unit]) => Some(unit),
            _ => None,
        }
    }

    /// The offices whose figures the page gives.
    fn units(&self) -> &'r [UnitReport<'r>] {
        match self.shape {
            Shape::Unit { unit, .. } => std::slice::from_ref(unit),
            _ => &self.report.units,
        }
    }

    /// The offices that get a section of their own.
    fn sections(&self) -> &'r [UnitReport<'r>] {
        let units = self.units();
        let is_detailed = units.first().is_some_and(|unit| unit.duties().is_some());
        match self.shape {
            Shape::Index(_) => &[],
            _ if units.len() > SECTIONS || (self.league().is_some() && !is_detailed) => &[],
            _ => units,
        }
    }

    /// Whether a value of an office on the page is missing.
    fn has_missing(&self) -> bool {
        self.units().iter().any(|unit| unit.counts.missing > 0)
    }

    /// Whether the page tells of the run as a whole, and not of one office of several.
    const fn is_of_run(&self) -> bool {
        matches!(self.shape, Shape::Whole | Shape::Index(_) | Shape::Unit { is_single: true, .. })
    }

    /// The page as text. What no page may have in it, control characters from a name or a cell, ends
    /// here: names stand in attributes and drawings as well.
    fn text(&self) -> String {
        let document = self.document().into_string();
        document.lines().map(printable).collect::<Vec<_>>().join("\n")
    }

    fn document(&self) -> Markup {
        markup! {
            (DOCTYPE)
            html lang=(self.pick("zh-CN", "en")) {
                head { (self.head()) }
                body {
                    a.skip href="#main" { (self.pick("跳到正文", "Skip to the report")) }
                    (hatching())
                    (self.masthead())
                    (self.contents())
                    main #main tabindex="-1" { (self.main()) }
                    (provenance::footer(self))
                }
            }
        }
    }

    fn head(&self) -> Markup {
        markup! {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content={ "score " (env!("CARGO_PKG_VERSION")) };
            link rel="icon" href="data:,";
            title { (self.title()) }
            style { (PreEscaped(STYLE)) (PreEscaped(self.pick(CHINESE_STYLE, ENGLISH_STYLE))) (PreEscaped(running::heads(self))) }
        }
    }

    fn title(&self) -> String {
        let unit = self.only_unit().map(|unit| shown::unit_name(unit, self.language));
        let parts = [Some(self.words.title), unit, self.report.period.as_deref()];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        format!("{} - {}", parts.join(" - "), shown::bureau(self.report))
    }

    fn masthead(&self) -> Markup {
        let targets = self.report.targets;
        markup! {
            header.masthead {
                p.bureau { (input(&shown::bureau(self.report), self)) }
                h1 { (self.words.title) }
                p.basis { (self.pick("依据：", "Scored against: ")) (input(&targets.title, self)) }
                dl.facts {
                    @if let Some(unit) = self.only_unit() {
                        div { dt { (self.words.unit) } dd { (input(shown::unit_name(unit, self.language), self)) } }
                    }
                    div { dt { (self.words.period) } dd { (self.period()) } }
                    @if let Some(unit) = self.only_unit() {
                        div { dt { (self.words.coverage) } dd { (shown::percent(unit.coverage)) } }
                    }
                    @if self.only_unit().is_none() {
                        div { dt { (self.words.units) } dd { (shown::offices(self.report, self.language)) } }
                    }
                    @if self.has_missing() {
                        div { dt { (self.words.policy) } dd { (words::policy(self.report.missing, self.language)) } }
                    }
                }
                (league::warning(self))
            }
        }
    }

    fn period(&self) -> Markup {
        markup! {
            @match &self.report.period {
                Some(period) => (input(period, self)),
                None => (shown::NONE),
            }
        }
    }

    /// Links to the parts, for the screen.
    fn contents(&self) -> Markup {
        let mut parts = Vec::new();
        if let Some(unit) = self.only_unit() {
            parts.extend(unit::contents(unit, self));
        }
        if let Some(league) = self.league() {
            parts.extend(league::contents(league, self));
        } else if self.is_of_run() {
            parts.extend(league::absent_contents(self));
        }
        if self.is_of_run() && !self.report.problems.is_empty() {
            parts.push(("#problems", self.words.problems));
        }
        parts.extend([("#method", self.words.method), ("#provenance", self.words.provenance)]);
        markup! {
            nav aria-label=(self.pick("目录", "Contents")) {
                @if !self.is_of_run() { p.back { a href="index.html" { (self.pick("回到排名", "Back to the league table")) } } }
                ul { @for (target, name) in parts { li { a href=(target) { (name) } } } }
            }
        }
    }

    fn main(&self) -> Markup {
        markup! {
            @if let Some(league) = self.league() { (league::section(league, self)) }
            @if self.report.units.is_empty() { (self.nothing_scored()) }
            @for (index, unit) in self.sections().iter().enumerate() { (unit::section(unit, index, self)) }
            @if self.is_of_run() && self.league().is_none() { (league::absent(self)) }
            @if self.is_of_run() { (problems::section(self)) }
            (notes::method(self))
        }
    }

    fn nothing_scored(&self) -> Markup {
        markup! {
            section aria-labelledby="none" {
                h2 #none { (self.words.total) }
                p { (self.words.nothing_scored) }
            }
        }
    }
}

/// What numbers a printed page, heads a section and parts a list, per language.
const CHINESE_STYLE: &str = r#"
h2::before { content: counter(part, simp-chinese-informal) "、"; }
.office h2::before { content: none; }
.office h3::before { content: "（" counter(sub, simp-chinese-informal) "）"; margin-left: -.5em; }
ul.inline li + li::before { content: "； "; }
@media screen and (max-width: 620px) { .scroll:has(.indicators, .losses, .league, .problems)::before { content: "← 左右滑动看全表 →"; } }
@page { @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; } }
"#;
const ENGLISH_STYLE: &str = r#"
h2::before { content: counter(part) ". "; }
.office h2::before { content: none; }
.office h3::before { content: counter(sub) ". "; }
ul.inline li + li::before { content: "; "; }
@media screen and (max-width: 620px) { .scroll:has(.indicators, .losses, .league, .problems)::before { content: "← Swipe sideways for the whole table →"; } }
@page { @bottom-center { content: "Page " counter(page) " of " counter(pages); } }
"#;

/// The pattern of what is open while values are missing, once for all drawings.
fn hatching() -> Markup {
    markup! {
        svg.defs aria-hidden="true" width="0" height="0" {
            defs {
                pattern #hatch patternUnits="userSpaceOnUse" width="6" height="6" patternTransform="rotate(45)" {
                    rect.hatch-ground width="6" height="6" {}
                    rect.hatch-line width="2" height="6" {}
                }
            }
        }
    }
}
