//! The blocks of a section as lines.

use super::grid::{Cell, Column, Grid, Paint};
use super::page::Page;
use super::rows;
use super::wrap::{clean, hanging};
use crate::actuals::ListedUnit;
use crate::number::Figure;
use crate::report::arithmetic::{about_dots, rule, rule_of_total, sums};
use crate::report::document::{Block, Drawing, Section, Tally};
use crate::report::{UnitReport, shown};

/// All blocks of a section: an empty line stands between two tables.
pub(super) fn blocks(page: &Page<'_>, section: &Section<'_>) -> String {
    let mut text = String::new();
    for block in &section.blocks {
        let is_table = matches!(block, Block::Table(_) | Block::Tally(_) | Block::Figures(_));
        if is_table && !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&self::block(page, block));
    }
    text
}

fn block(page: &Page<'_>, block: &Block<'_>) -> String {
    let (width, colour) = (page.view.width, page.view.colour);
    match block {
        Block::Facts(facts) => page.labelled(&facts.iter().map(|fact| page.fact(fact)).collect::<Vec<_>>()),
        Block::Paragraph(text) => hanging("", text, width),
        Block::Tally(tallies) => tally(page, tallies).render(width, colour),
        Block::Figures(figures) => self::figures(page, figures).render(width, colour),
        Block::Units(units) => {
            let name = |unit: &&ListedUnit| clean(&shown::key(&unit.key, page.report, page.view.language));
            let names: Vec<_> = units.iter().map(name).collect();
            hanging("  ", &names.join(page.pick("、", ", ")), width)
        }
        Block::Numbered(lines) => page.numbered(lines),
        Block::Notes(notes) => page.numbered(&notes.iter().map(|note| page.note(note)).collect::<Vec<_>>()),
        Block::Reasons(reasons) => page.numbered(&[page.reasons(reasons)]),
        Block::Table(table) => rows::table(page, table),
        Block::Drawing(Drawing::Arithmetic(unit)) => arithmetic(page, unit),
        Block::Drawing(_) => String::new(),
    }
}

/// How each score arose, line by line.
fn arithmetic(page: &Page<'_>, unit: &UnitReport<'_>) -> String {
    let language = page.view.language;
    let colon = page.pick("：", ": ");
    let mut lines = vec![(page.words.activity.to_owned(), rule(unit, language).to_owned())];
    for sum in sums(unit, language) {
        let mut name = clean(sum.activity.unwrap_or(page.words.total));
        if sum.activity.is_none() {
            lines.push((std::mem::take(&mut name), rule_of_total(language).to_owned()));
        }
        for (label, line) in sum.lines {
            let label = label.map(|label| format!("{label}{colon}")).unwrap_or_default();
            lines.push((std::mem::take(&mut name), format!("{label}{line}")));
        }
        lines.extend(sum.remarks.iter().map(|remark| (String::new(), clean(remark))));
    }
    let lines: Vec<_> = lines.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let dots = about_dots(unit, language).map(|about| hanging("", about, page.view.width));
    page.labelled(&lines) + &dots.unwrap_or_default()
}

/// How many there are of each kind, with bars.
fn tally(page: &Page<'_>, tallies: &[Tally]) -> Grid {
    let mut grid = Grid::new(vec![Column::text(page.words.grade), Column::figures(page.words.units), Column::text("")]);
    let most = tallies.iter().map(|tally| tally.count).max().unwrap_or(0);
    for Tally { name, grade, count } in tallies {
        let paint = grade.map(Paint::Grade);
        let bar = Cell::from(bar(*count, most)).painted(paint);
        grid.row(vec![Cell::from(*name).painted(paint), count.to_string().into(), bar]);
    }
    grid
}

/// A bar whose length is to the longest as `count` is to `most`; whatever is there can be seen.
fn bar(count: usize, most: usize) -> String {
    const LONGEST: usize = 40;
    "#".repeat((count * LONGEST).div_ceil(most.max(1)))
}

/// Figures side by side under their names.
fn figures(page: &Page<'_>, figures: &[(&str, Option<Figure>)]) -> Grid {
    let mut grid = Grid::new(figures.iter().map(|(name, _)| Column::figures(*name)).collect());
    grid.row(figures.iter().map(|(_, figure)| Cell::from(page.marks.figure(*figure))).collect());
    grid
}
