//! A folder of pages: the league table that leads to them, and one page per unit under a name
//! that every file system takes.

use std::collections::HashSet;

use super::{Page, Shape};
use crate::language::Language;
use crate::names::file_stem;
use crate::report::{Report, shown};

/// The page that leads to the others.
const INDEX: &str = "index.html";

/// The report as a folder of pages, each with its file name: the league table first, then a page per
/// unit in the report's order. A page is made when it is asked for: there may be very many.
pub fn pages<'r>(report: &'r Report<'r>, language: Language) -> impl Iterator<Item = (String, String)> + 'r {
    let names = names(report, language);
    let page = |shape: Shape<'_>| Page::new(report, language, shape).text();
    let is_single = report.league.is_none() && report.units.len() == 1;
    let index = (!is_single).then(|| (INDEX.to_owned(), page(Shape::Index(&names))));
    let units = report.units.iter().zip(names);
    index.into_iter().chain(units.map(move |(unit, name)| {
        let page = Page::new(report, language, Shape::Unit { unit, is_single });
        (name, page.text())
    }))
}

/// A file name for each unit, no two alike even where capitals do not count.
fn names(report: &Report<'_>, language: Language) -> Vec<String> {
    let mut taken = HashSet::from(["index".to_owned()]);
    report.units.iter().map(|unit| unique(&file_stem(&shown::full_name(report, unit, language)), &mut taken)).collect()
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
