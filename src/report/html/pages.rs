//! A folder of pages: the league table that leads to them, and one page per unit under a name
//! that every file system takes.

use std::collections::HashSet;

use super::{Page, Shape};
use crate::language::Language;
use crate::report::{Report, shown};

/// The page that leads to the others.
const INDEX: &str = "index.html";

/// Bytes of a name, well below the 255 that file systems allow.
const LONGEST: usize = 150;

/// Names that Windows keeps to itself, whatever their ending.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

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
    report.units.iter().map(|unit| unique(&safe(&shown::full_name(report, unit, language)), &mut taken)).collect()
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

/// The name without what a file system or an address could take for more than a name.
fn safe(name: &str) -> String {
    let is_plain = |c: char| !c.is_control() && !"<>:\"/\\|?*#%&;".contains(c);
    let plain: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    let short = shortened(plain.trim_matches(|c: char| c == '.' || c.is_whitespace()));
    let stem = short.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if short.is_empty() || RESERVED.contains(&stem.as_str()) { format!("_{short}") } else { short.to_owned() }
}

fn shortened(name: &str) -> &str {
    let ends = name.char_indices().map(|(start, c)| start + c.len_utf8());
    let end = ends.take_while(|&end| end <= LONGEST).last().unwrap_or(0);
    name[..end].trim_end_matches(|c: char| c == '.' || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_everywhere() {
        for (name, expected) in [
            ("城关工商所", "城关工商所"),
            ("../../etc/passwd", "_.._etc_passwd"),
            ("a\\b:c*?\"<>|", "a_b_c______"),
            ("CON", "_CON"),
            ("nul.txt", "_nul.txt"),
            (" . ", "_"),
            ("一所.", "一所"),
            ("a#b%2F", "a_b_2F"),
        ] {
            assert_eq!(safe(name), expected, "{name}");
        }
        assert_eq!(safe(&"长".repeat(10_000)).chars().count(), 50);
    }

    #[test]
    fn names_are_unique_where_capitals_do_not_count() {
        let mut taken = HashSet::from(["index".to_owned()]);
        let names = ["A", "a", "A-2", "Index"].map(|name| unique(name, &mut taken));
        assert_eq!(names, ["A.html", "a-2.html", "A-2-2.html", "Index-2.html"]);
    }
}
