//! The report as one self-contained web page: style and drawings inline, no script, no request.
//!
//! Everything that comes from the table or an input passes through `maud`, which escapes it. The
//! figures are taken as they are; what is reckoned here are places on a drawing, in whole numbers.

mod activities;
mod arithmetic;
mod blocks;
mod bullet;
mod distribution;
mod first_sheet;
mod labels;
mod pages;
mod rows;
mod running;
mod scale;
mod signatures;
mod text;
mod total;
mod trial;

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

pub use self::pages::{INDEX, pages};
use self::text::{UnitSection, input};
pub use self::trial::{TypedRow, remarks, trial};
use super::document::{Cell, Document, Fact, Part, SHOWN_EACH, Section};
use super::shown::{self, Marks};
use super::words::Words;
use super::{League, Report, Slip, UnitReport};
use crate::actuals::ListedUnit;
use crate::diagnostic::Whose;
use crate::language::Language;
use crate::names::printable;
use crate::own;
use crate::targets::TableNumber;

const STYLE: &str = include_str!("html/page.css");
/// What is shown only where the report is compared with an earlier one.
const COMPARISON_STYLE: &str = include_str!("html/comparison.css");

/// No request leaves the page, whatever an input contains: the browser itself refuses it.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// The report as a web page.
pub fn html(report: &Report<'_>, language: Language) -> String {
    Page::new(report, language, Shape::Whole).text()
}

/// What of the report a page shows.
#[derive(Clone, Copy)]
enum Shape<'r> {
    /// Everything.
    Whole,
    /// The league table, with the names of the units' pages, and the slips with the names of theirs.
    Index {
        /// The names of the pages of the units, in the report's order.
        pages: &'r [String],
        /// The slips.
        slips: &'r [Slip<'r>],
        /// The names of their pages.
        slip_pages: &'r [String],
    },
    /// What a unit has to mend.
    Slip(&'r Slip<'r>),
    /// One unit.
    Unit {
        /// The unit.
        unit: &'r UnitReport<'r>,
        /// Whether there are no others, and so no page that leads here.
        is_single: bool,
    },
}

/// What every part of the page needs.
#[derive(Clone, Copy)]
struct Page<'r> {
    report: &'r Report<'r>,
    document: Document<'r>,
    language: Language,
    marks: Marks,
    words: &'static Words,
    shape: Shape<'r>,
}

impl<'r> Page<'r> {
    fn new(report: &'r Report<'r>, language: Language, shape: Shape<'r>) -> Self {
        let document = Document::new(report, language);
        Self { report, document, language, marks: Marks::printed(language), words: document.words, shape }
    }

    fn pick<T: Copy>(&self, chinese: T, english: T) -> T {
        self.language.pick(chinese, english)
    }

    /// The league table, where the page shows it: ranks of no unit are none.
    fn league(&self) -> Option<&'r League<'r>> {
        let shows = !matches!(self.shape, Shape::Unit { .. } | Shape::Slip(_)) && !self.report.units.is_empty();
        self.report.league.as_ref().filter(|_| shows)
    }

    /// The one unit that the page is about, where it is about one.
    fn only_unit(&self) -> Option<&'r UnitReport<'r>> {
        match (self.shape, &self.report.league, self.report.units.as_slice()) {
            (Shape::Unit { unit, .. }, ..) | (Shape::Whole, None, [unit]) => Some(unit),
            _ => None,
        }
    }

    /// The tables that the page goes by: that of a slip's unit, where it is known.
    fn tables(&self) -> Vec<TableNumber> {
        let of_slip = if let Shape::Slip(slip) = self.shape { slip.unit.key.table } else { None };
        of_slip.map_or_else(|| self.document.tables(self.units()), |table| vec![table])
    }

    /// The units whose figures the page gives.
    fn units(&self) -> &'r [UnitReport<'r>] {
        match self.shape {
            Shape::Unit { unit, .. } => std::slice::from_ref(unit),
            Shape::Slip(_) => &[],
            Shape::Whole | Shape::Index { .. } => &self.report.units,
        }
    }

    /// The units that get a section of their own.
    fn sections(&self) -> &'r [UnitReport<'r>] {
        let units = self.units();
        let is_detailed = units.first().is_some_and(|unit| unit.duties().is_some());
        match self.shape {
            Shape::Index { .. } | Shape::Slip(_) => &[],
            _ if units.len() > SHOWN_EACH || (self.league().is_some() && !is_detailed) => &[],
            _ => units,
        }
    }

    /// Whether the page tells of the run as a whole, and not of one unit of several.
    const fn is_of_run(&self) -> bool {
        matches!(self.shape, Shape::Whole | Shape::Index { .. } | Shape::Unit { is_single: true, .. })
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
                    (self.footer())
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
            meta name="generator" content={ (own::GENERATOR) (env!("CARGO_PKG_VERSION")) };
            link rel="icon" href="data:,";
            title { (self.title()) }
            style {
                (PreEscaped(STYLE)) (PreEscaped(self.pick(CHINESE_STYLE, ENGLISH_STYLE))) (PreEscaped(running::heads(self)))
                @if self.report.comparison.is_some() { (PreEscaped(COMPARISON_STYLE)) }
            }
        }
    }

    fn title(&self) -> String {
        let unit = match self.shape {
            Shape::Slip(slip) => Some(shown::key(&slip.unit.key, self.report, self.language)),
            _ => self.only_unit().map(|unit| shown::unit_name(unit, self.language).into()),
        };
        let parts = [Some(self.heading()), unit.as_deref(), self.report.period.as_deref()];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        format!("{} - {}", parts.join(" - "), self.document.whose(&self.tables()))
    }

    /// What the page is: a report, or what is sent back.
    fn heading(&self) -> &'static str {
        let is_report = self.report.is_scored && !matches!(self.shape, Shape::Slip(_));
        if is_report { self.words.title } else { self.words.slip }
    }

    fn masthead(&self) -> Markup {
        markup! {
            header.masthead {
                p.bureau { (input(&self.document.whose(&self.tables()), self)) }
                h1 { (self.heading()) }
                p.basis { (self.pick("依据：", "Scored against: ")) (input(&self.document.basis(&self.tables()), self)) }
                dl.facts { @for fact in self.facts() { div { dt { (fact.label) } dd { (blocks::value(&fact, self)) } } } }
                @if self.is_of_run() && shown::has_absent(self.report) {
                    p.remark.absent { (input(&shown::units_by_name(self.report, self.language), self)) (self.pick("。", ".")) }
                }
            }
        }
    }

    /// What stands at the head: the period also where none is named, for it is to be written in.
    fn facts(&self) -> Vec<Fact<'r>> {
        if let Shape::Slip(slip) = self.shape {
            return self.document.slip_facts(slip);
        }
        let (document, unit) = (&self.document, self.only_unit());
        let [_, coverage, _] = unit.map_or([None, None, None], |unit| document.results(unit).map(Some));
        let facts = [
            unit.map(|unit| document.unit_name(unit)),
            Some(document.period().unwrap_or(Fact { label: self.words.period, value: vec![Cell::None] })),
            coverage,
            unit.is_none().then(|| document.units()),
            document.policy(self.units()),
        ];
        facts.into_iter().flatten().collect()
    }

    /// The sections before those of the units.
    fn opening(&self) -> Vec<Section<'r>> {
        match self.shape {
            Shape::Unit { .. } => Vec::new(),
            Shape::Slip(slip) => self.document.slip(slip),
            Shape::Whole => self.document.opening(),
            Shape::Index { slips, .. } => {
                self.document.opening().into_iter().chain(self.document.slips(slips)).collect()
            }
        }
    }

    /// The sections after those of the units: problems are the run's.
    fn closing(&self) -> Vec<Section<'r>> {
        if matches!(self.shape, Shape::Slip(_)) {
            return Vec::new();
        }
        let mut sections = self.document.closing(self.units());
        sections.retain(|section| self.is_of_run() || section.part != Part::Problems);
        sections
    }

    /// Links to the parts, for the screen.
    fn contents(&self) -> Markup {
        let unit = self.only_unit().map(|unit| self.document.unit(unit));
        let sections = unit.into_iter().flatten().chain(self.opening()).chain(self.closing());
        markup! {
            nav aria-label=(self.pick("目录", "Contents")) {
                @if matches!(self.shape, Shape::Unit { is_single: false, .. }) { p.back { a href="index.html" { (self.pick("回到排名", "Back to the league table")) } } }
                ul { @for section in sections { li { a href={ "#" (section.part.id()) } { (section.heading) } } } }
            }
        }
    }

    fn main(&self) -> Markup {
        let closing = self.closing();
        markup! {
            (self.without_sections())
            @for section in self.opening() { (blocks::section(&section, UnitSection::WHOLE, self)) }
            @if self.league().is_some() { (signatures::of_compiler(self)) }
            @for (index, unit) in self.sections().iter().enumerate() { (self.unit(unit, index)) }
            @for section in closing.iter().filter(|section| section.part != Part::Provenance) {
                (blocks::section(section, UnitSection::WHOLE, self))
            }
        }
    }

    /// The sections of a unit: the page's own where it is the only one, else an article of it.
    fn unit(&self, unit: &'r UnitReport<'r>, index: usize) -> Markup {
        let within = UnitSection { index, alone: self.only_unit().is_some() };
        let sections = markup! {
            @for section in self.document.unit(unit) { (blocks::section(&section, within, self)) }
        };
        if within.alone {
            return sections;
        }
        markup! {
            article.unit aria-labelledby=(within.id("name")) style={ "page:" (running::sheet(within)) } {
                h2 id=(within.id("name")) tabindex="-1" { (input(&shown::full_name(self.report, unit, self.language), self)) }
                p.coverage { (self.words.coverage) " " (shown::percent(unit.coverage)) }
                (sections)
                p.back { a href="#league" { (self.pick("回到排名", "Back to the league table")) } }
            }
        }
    }

    /// A name that leads to the unit's own part: on its own page, below, or nowhere.
    fn linked(&self, name: &str, index: usize) -> Markup {
        let address = match self.shape {
            Shape::Index { pages, .. } => pages.get(index).map(|name| format!("./{name}")),
            _ if self.sections().is_empty() => None,
            _ => Some(format!("#{}", UnitSection { index, alone: false }.id("name"))),
        };
        markup! {
            @match address {
                Some(address) => a href=(address) { (input(name, self)) },
                None => (input(name, self)),
            }
        }
    }

    /// The name of a unit in a list, which leads to its slip where there is one beside the page.
    fn listed(&self, unit: &ListedUnit) -> Markup {
        let name = shown::key(&unit.key, self.report, self.language);
        let address = match self.shape {
            Shape::Index { slips, slip_pages, .. } => {
                let is_its = |slip: &Slip<'_>| slip.unit.whose == unit.whose && unit.whose != Whose::Nobody;
                slips.iter().position(is_its).map(|index| format!("./{}", slip_pages[index]))
            }
            Shape::Whole | Shape::Unit { .. } | Shape::Slip(_) => None,
        };
        markup! {
            @match address {
                Some(address) => a href=(address) { (input(&name, self)) },
                None => (input(&name, self)),
            }
        }
    }

    /// Why the units have no section of their own, where it is their number.
    fn without_sections(&self) -> Markup {
        let count = self.report.units.len();
        let is_told = matches!(self.shape, Shape::Whole) && self.sections().is_empty() && count > SHOWN_EACH;
        markup! {
            @if is_told { p.legend.of-program { (match self.language {
                Language::Chinese => format!("单位有 {count} 个，超过 {SHOWN_EACH} 个，本页不逐个列出；用 -o 文件夹/ 可为每个单位各生成一页。"),
                Language::English => format!("There are {count} units; beyond {SHOWN_EACH} this page has no section for each. With -o FOLDER/ each unit gets a page of its own."),
            }) } }
        }
    }

    /// Where the figures come from.
    fn footer(&self) -> Markup {
        markup! {
            footer {
                @for section in self.closing().iter().filter(|section| section.part == Part::Provenance) {
                    (blocks::section(section, UnitSection::WHOLE, self))
                }
            }
        }
    }
}

/// What numbers a printed page, heads a section and parts a list, per language.
const CHINESE_STYLE: &str = r#"
h2::before { content: counter(part, simp-chinese-informal) "、"; }
.unit h2::before { content: none; }
.unit h3::before { content: "（" counter(sub, simp-chinese-informal) "）"; margin-left: -.5em; }
ul.inline li + li::before { content: "； "; }
@media screen { .scroll::before { content: "← 左右滑动看全表 →"; } }
@page { @bottom-center { content: "第 " counter(page) " 页，共 " counter(pages) " 页"; } }
"#;
const ENGLISH_STYLE: &str = r#"
h2::before { content: counter(part) ". "; }
.unit h2::before { content: none; }
.unit h3::before { content: counter(sub) ". "; }
ul.inline li + li::before { content: "; "; }
@media screen { .scroll::before { content: "← Swipe sideways for the whole table →"; } }
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
