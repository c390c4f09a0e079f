//! The names and codes of bureaus, as they stand in texts ([spec 5.8](crate::spec#58-bureaus)).

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use crate::names::{normal_form, normalise};
use crate::targets::{Library, TableNumber};

/// The names and codes of a library's bureaus; those whose tables are refused have the numbers behind the tables.
pub(super) struct BureauNames {
    /// Those that begin with a character, in normal form.
    by_first: HashMap<char, Vec<(String, TableNumber)>>,
}

/// A name or code in a text.
struct Found {
    place: Range<usize>,
    table: TableNumber,
}

impl BureauNames {
    pub(super) fn new(library: &Library) -> Self {
        let tables =
            library.tables().map(|(number, table)| (number, [&*table.targets.name, &*table.targets.code].to_vec()));
        let numbers = (0..=TableNumber::MAX).skip(library.tables().count());
        let refused = numbers.zip(library.refused()).map(|(number, bureau)| (number, bureau.parts().collect()));
        let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
        for (number, words) in tables.chain(refused) {
            for word in words.into_iter().map(|word: &str| normal_form(word)) {
                if let Some(first) = word.chars().next() {
                    by_first.entry(first).or_default().push((word, number));
                }
            }
        }
        Self { by_first }
    }

    /// The one bureau that a text names.
    pub(super) fn only(&self, text: &str) -> Option<TableNumber> {
        let text = normalise(text);
        let first = text.chars().next()?;
        // Mostly a text is a name or code and nothing else.
        if let Some((_, table)) = self.beginning_with(first).iter().find(|(word, _)| *word == *text) {
            return Some(*table);
        }
        match *self.meant_in(&text) {
            [table] => Some(table),
            _ => None,
        }
    }

    /// The bureaus that a text names, each once. Of names that overlap the longest is meant, and a code counts only
    /// as a number of its own.
    pub(super) fn named_in(&self, text: &str) -> Vec<TableNumber> {
        self.meant_in(&normalise(text))
    }

    /// The same of a text in normal form.
    fn meant_in(&self, text: &str) -> Vec<TableNumber> {
        let mut found = self.all_in(text);
        found.sort_by_key(|found| (Reverse(found.place.len()), found.table));
        let mut meant: Vec<Found> = Vec::new();
        for Found { place, table } in found {
            if meant.iter().all(|other| other.place.end <= place.start || place.end <= other.place.start) {
                meant.push(Found { place, table });
            }
        }
        let mut named: Vec<_> = meant.into_iter().map(|found| found.table).collect();
        named.sort_unstable();
        named.dedup();
        named
    }

    fn beginning_with(&self, first: char) -> &[(String, TableNumber)] {
        self.by_first.get(&first).map_or(&[], Vec::as_slice)
    }

    /// All names and codes in a text in normal form.
    fn all_in(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for (start, first) in text.char_indices() {
            for (word, table) in self.beginning_with(first) {
                let place = start..start + word.len();
                if text[start..].starts_with(word.as_str()) && !cuts_number(text, &place) {
                    found.push(Found { place, table: *table });
                }
            }
        }
        found
    }
}

/// Whether a part of a text is a part of a number in it.
fn cuts_number(text: &str, place: &Range<usize>) -> bool {
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
