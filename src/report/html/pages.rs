//! A folder of pages: the league table that leads to them, and one page per unit under a name
//! that every file system takes.

use std::collections::HashSet;

use super::{Page, Shape};
use crate::language::Language;
use crate::names::file_stem;
use crate::report::{Report, Slip, shown};

/// The page that leads to the others.
pub const INDEX: &str = "index.html";

/// The report as a folder of pages, each with its file name: the league table first, then a page per unit in the
/// report's order and a slip for each unit that has something to mend. A page is made when it is to be written: there may be
/// very many.
///
/// # Errors
/// Those of `write`.
pub fn pages(
    report: &Report<'_>,
    language: Language,
    mut write: impl FnMut(&str, String) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let slips = report.slips(language);
    let mut taken = HashSet::from(["index".to_owned()]);
    let pages: Vec<_> = report
        .units
        .iter()
        .map(|unit| unique(&file_stem(&shown::full_name(report, unit, language)), &mut taken))
        .collect();
    let slip_name =
        |slip: &Slip<'_>| file_stem(&shown::key(&slip.unit.key, report, language)) + language.pick("-退回单", "-slip");
    let slip_pages: Vec<_> = slips.iter().map(|slip| unique(&slip_name(slip), &mut taken)).collect();
    let is_single = report.league.is_none() && report.units.len() == 1 && slips.is_empty();
    let text = |shape: Shape<'_>| Page::new(report, language, shape).text();
    if !is_single {
        write(INDEX, text(Shape::Index { pages: &pages, slips: &slips, slip_pages: &slip_pages }))?;
    }
    for (unit, name) in report.units.iter().zip(&pages) {
        write(name, text(Shape::Unit { unit, is_single }))?;
    }
    for (slip, name) in slips.iter().zip(&slip_pages) {
        write(name, text(Shape::Slip(slip)))?;
    }
    Ok(())
}

fn unique(stem: &str, taken: &mut HashSet<String>) -> String {
    let mut name = stem.to_owned();
    let mut number = 1_u64;
    while !taken.insert(name.to_lowercase()) {
        number += 1;
        name = format!("{stem}-{number}");
    }
    name + ".html"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_where_capitals_do_not_count() {
        let mut taken = HashSet::from(["index".to_owned()]);
        let names = ["A", "a", "A-2", "Index"].map(|name| unique(name, &mut taken));
        assert_eq!(names, ["A.html", "a-2.html", "A-2-2.html", "Index-2.html"]);
    }
}
