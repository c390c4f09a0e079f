//! The names and codes of bureaus, as they stand in texts ([spec 5.8](crate::spec#58-bureaus)).

use crate::names::normalise;
use crate::targets::{Library, TableNumber};

/// The names and codes of a library's bureaus.
pub(super) struct BureauNames {
    /// In normal form, the longest first.
    words: Vec<(String, TableNumber)>,
}

impl BureauNames {
    pub(super) fn new(library: &Library) -> Self {
        let words = library.tables().flat_map(|(number, table)| {
            [&table.targets.name, &table.targets.code].map(|word| (normalise(word).into_owned(), number))
        });
        let mut words: Vec<_> = words.filter(|(word, _)| !word.is_empty()).collect();
        words.sort_by_key(|(word, table)| (std::cmp::Reverse(word.len()), *table));
        Self { words }
    }

    /// The one bureau that a text names.
    pub(super) fn only(&self, text: &str) -> Option<TableNumber> {
        match *self.named_in(text) {
            [table] => Some(table),
            _ => None,
        }
    }

    /// The bureaus that a text names, each once. Of names that overlap the longest is meant, and a code counts only
    /// as a number of its own.
    pub(super) fn named_in(&self, text: &str) -> Vec<TableNumber> {
        let text = normalise(text);
        let mut taken: Vec<std::ops::Range<usize>> = Vec::new();
        let mut named = Vec::new();
        for (word, table) in &self.words {
            for (start, _) in text.match_indices(word.as_str()) {
                let place = start..start + word.len();
                let is_free = taken.iter().all(|other| other.end <= place.start || place.end <= other.start);
                if is_free && !cuts_number(&text, &place) {
                    taken.push(place);
                    named.push(*table);
                }
            }
        }
        named.sort_unstable();
        named.dedup();
        named
    }
}

/// Whether a part of a text is a part of a number in it.
fn cuts_number(text: &str, place: &std::ops::Range<usize>) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let word = &text[place.clone()];
    (word.starts_with(is_digit) && text[..place.start].ends_with(is_digit))
        || (word.ends_with(is_digit) && text[place.end..].starts_with(is_digit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::{BUNDLED, Table, Targets};

    #[test]
    fn bureaus_are_found_by_name_and_by_code_in_whatever_stands_around_them() {
        let bureaus = [("201", "教育局"), ("312", "公安局"), ("313", "公安局交警大队"), ("414", "工商局")];
        let tables = bureaus.map(|(code, name)| {
            let text = BUNDLED[0].replacen("\"414\"", &format!("\"{code}\""), 1).replacen("工商局", name, 1);
            Table::from(Targets::parse(&text).expect("it is legal"))
        });
        let names = BureauNames::new(&Library::new(tables.into()).expect("four tables"));
        for (text, expected) in [
            ("教育局", &[0][..]),
            ("201", &[0]),
            ("201教育局2016年填报表", &[0]),
            ("教 育 局（201）", &[0]),
            ("甲县教育局", &[0]),
            ("２０１", &[0]),
            ("公安局交警大队", &[2]),
            ("公安局和公安局交警大队", &[1, 2]),
            ("201工商局", &[0, 3]),
            ("2016年", &[]),
            ("2012", &[]),
            ("甲县", &[]),
            ("", &[]),
        ] {
            assert_eq!(names.named_in(text), expected, "{text}");
        }
    }
}
