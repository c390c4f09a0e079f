//! Many offices: the league table, how the scores lie, and which indicators cost most.

use maud::{Markup, html as markup};

use super::activities::badge;
use super::text::{Part, input, scrolling};
use super::{Page, SECTIONS, Shape, distribution, signatures};
use crate::language::Language;
use crate::report::words::lower_end;
use crate::report::{IndicatorLoss, League, LeagueRow, UnitReport, shown};

/// Indicators that are shown; the rest cost less.
const DEAREST: usize = 10;

pub(super) fn contents(league: &League<'_>, page: &Page<'_>) -> Vec<(&'static str, &'static str)> {
    let mut parts = vec![("#league", page.words.league)];
    parts.extend(absent_contents(page));
    parts.push(("#distribution", page.words.distribution));
    parts.extend((!league.losses.is_empty()).then_some(("#dearest", page.words.dearest)));
    parts
}

/// Links to the lists of the offices that the figures are without.
pub(super) fn absent_contents(page: &Page<'_>) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lists = absent_lists(page).into_iter().zip(["#left-out", "#not-reported"]);
    lists.filter(|((_, _, units), _)| !units.is_empty()).map(|((_, title, _), link)| (link, title))
}

pub(super) fn section(league: &League<'_>, page: &Page<'_>) -> Markup {
    markup! {
        section aria-labelledby="league" {
            h2 #league { (page.words.league) }
            (without_sections(page))
            (scrolling(page.words.league, &table(league, page)))
            @if let Some(remark) = lower_end(&page.report.units, page.language) { p.legend { (remark) } }
        }
        (absent(page))
        section aria-labelledby="distribution" {
            h2 #distribution { (page.words.distribution) }
            (distribution::content(&league.statistics, page))
        }
        @if !league.losses.is_empty() {
            section aria-labelledby="dearest" {
                h2 #dearest { (page.words.dearest) }
                (scrolling(page.words.dearest, &dearest(&league.losses, page)))
            }
        }
        (signatures::of_compiler(page))
    }
}

fn table(league: &League<'_>, page: &Page<'_>) -> Markup {
    let words = page.words;
    let names = shown::counts(&crate::report::Counts::default(), page.language).map(|(name, _)| name);
    markup! {
        table.league {
            caption.unseen { (page.words.league) }
            thead { tr {
                th.n scope="col" { (words.rank) }
                th scope="col" { (words.unit) }
                th.n scope="col" { (words.score) }
                th scope="col" { (words.grade) }
                th.n scope="col" { (words.coverage) }
                @for name in names { th.n scope="col" { (name) } }
                th scope="col" { (words.largest_loss) }
                th.n scope="col" { (words.its_loss) }
            } }
            tbody { @for (index, (unit, row)) in page.report.units.iter().zip(&league.rows).enumerate() {
                (line(unit, *row, address(index, page), page))
            } }
        }
    }
}

/// Where the office's own report is: on its own page, below, or nowhere.
fn address(index: usize, page: &Page<'_>) -> Option<String> {
    match page.shape {
        Shape::Index(names) => names.get(index).map(|name| format!("./{name}")),
        _ if page.sections().is_empty() => None,
        _ => Some(format!("#{}", Part { index, alone: false }.id("name"))),
    }
}

fn line(unit: &UnitReport<'_>, row: LeagueRow, address: Option<String>, page: &Page<'_>) -> Markup {
    let name = input(shown::unit_name(unit, page.language), page);
    markup! {
        tr {
            td.n { @match row.rank { Some(rank) => (rank), None => (shown::NONE) } }
            th scope="row" {
                @match address {
                    Some(address) => a href=(address) { (name) },
                    None => (name),
                }
            }
            td.n { (shown::score(&unit.standing, page.language)) }
            td { (badge(&unit.standing, page)) }
            td.n { (shown::percent(unit.coverage)) }
            @for (_, count) in shown::counts(&unit.counts, page.language) { td.n.zero[count == 0] { (count) } }
            @match unit.largest_loss() {
                Some((indicator, loss)) => { td.what { (input(&indicator.name, page)) } td.n { (loss) } },
                None => { td.what { (shown::NONE) } td.n { (shown::NONE) } },
            }
        }
    }
}

fn dearest(losses: &[IndicatorLoss<'_>], page: &Page<'_>) -> Markup {
    let words = page.words;
    markup! {
        table.dearest {
            caption.unseen { (page.words.dearest) }
            thead { tr {
                th scope="col" { (words.indicator) " / " (words.activity) }
                th.n scope="col" { (page.words.mean_loss) }
                th.n scope="col" { (page.words.losing) }
                th.n scope="col" { (page.words.known) }
            } }
            tbody { @for loss in losses.iter().take(DEAREST) {
                tr {
                    th scope="row" { (input(&loss.indicator.name, page)) " " span.of { (input(&loss.activity.name, page)) } }
                    td.n { (loss.mean) }
                    td.n { (loss.losing) }
                    td.n { (loss.known) }
                }
            } }
        }
    }
}

fn absent_lists<'r>(page: &Page<'r>) -> [(&'static str, &'static str, &'r [String]); 2] {
    [
        ("left-out", page.words.left_out, &page.report.left_out),
        ("not-reported", page.words.not_reported, &page.report.not_reported),
    ]
}

/// At the head of the page, that there are such offices, and which.
pub(super) fn warning(page: &Page<'_>) -> Markup {
    markup! {
        @if page.is_of_run() && shown::has_absent(page.report) {
            p.remark.absent { (input(&shown::offices_by_name(page.report, page.language), page)) (page.pick("。", ".")) }
        }
    }
}

/// Why the offices have no section of their own, where it is their number.
fn without_sections(page: &Page<'_>) -> Markup {
    let is_whole = matches!(page.shape, Shape::Whole);
    let count = page.report.units.len();
    markup! {
        @if is_whole && page.sections().is_empty() && count > SECTIONS {
            p.legend { (match page.language {
                Language::Chinese => format!("单位有 {count} 个，超过 {SECTIONS} 个，本页不逐个列出；用 -o 目录/ 可为每个单位各生成一页。"),
                Language::English => format!("There are {count} units; beyond {SECTIONS} this page has no section for each. With -o FOLDER/ each unit gets a page of its own."),
            }) }
        }
    }
}

/// The offices that the figures are without,, in full.
pub(super) fn absent(page: &Page<'_>) -> Markup {
    markup! {
        @for (id, title, units) in absent_lists(page) {
            @if !units.is_empty() {
                section aria-labelledby=(id) {
                    h2 id=(id) { (title) }
                    ul.inline { @for unit in units { li { (input(shown::office(unit, page.language), page)) } } }
                }
            }
        }
    }
}
