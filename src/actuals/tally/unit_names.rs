//! The units' names, and which unit a name is of.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::hint::black_box;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::UnitNumber;
use crate::names::normalise;
use crate::targets::TableNumber;

/// A short hash of a unit's name in normal form and its table, to find the unit by.
pub(in crate::actuals) type NameHash = u32;

/// Hashes names; all who share the tally share one.
#[derive(Clone, Debug, Default)]
pub(in crate::actuals) struct NameHasher(DefaultHashBuilder);

impl NameHasher {
    /// Hashes of one name for two tables are never alike: an odd factor takes no two numbers to the same one. So
    /// where hashes and names are equal, the tables are.
    pub(in crate::actuals) fn hash(&self, table: TableNumber, normal: &str) -> NameHash {
        let name = NameHash::try_from(self.0.hash_one(normal) >> 32).unwrap_or_default();
        name ^ NameHash::from(table).wrapping_mul(0x9E37_79B9)
    }
}

/// The names of all units in one piece.
#[derive(Debug, Default)]
pub(super) struct UnitNames {
    text: String,
    spans: Vec<Span>,
    /// By the normal form and the table.
    known: HashTable<Known>,
    /// The normal form, where a name is not its own.
    normal_forms: HashMap<Span, Box<str>>,
    hasher: NameHasher,
}

/// A unit whose name has a certain hash. Its name's place stands here once more: with many units
/// each look elsewhere waits for memory.
#[derive(Clone, Copy, Debug)]
pub(in crate::actuals) struct Known {
    hash: NameHash,
    unit: UnitNumber,
    span: Span,
}

/// Where a name stands in the text: the start in the upper bits, the length in the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Span(u64);

impl Span {
    /// Enough for any cell, since rows and workbooks are bounded far below 256 MiB; the start has room
    /// for 64 GiB of names.
    const LENGTH_BITS: u32 = 28;

    fn new(start: usize, name: &str) -> Self {
        let part = |size, bits| u64::try_from(size).ok().filter(|size| size >> bits == 0).expect("names are bounded");
        let start_bits = u64::BITS - Self::LENGTH_BITS;
        Self(part(start, start_bits) << Self::LENGTH_BITS | part(name.len(), Self::LENGTH_BITS))
    }

    fn range(self) -> Range<usize> {
        let size = |part| usize::try_from(part).expect("it was one");
        let start = size(self.0 >> Self::LENGTH_BITS);
        start..start + size(self.0 & ((1 << Self::LENGTH_BITS) - 1))
    }
}

impl UnitNames {
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn hasher(&self) -> &NameHasher {
        &self.hasher
    }

    /// A unit's name as it was first written.
    pub(super) fn name(&self, unit: UnitNumber) -> &str {
        &self.text[self.spans[unit as usize].range()]
    }

    /// The unit that a name of this hash most likely is of.
    pub(super) fn known(&self, hash: NameHash) -> Option<Known> {
        self.known.find(spread(hash), |known| known.hash == hash).copied()
    }

    /// Looks at names that will be needed, see [`super::Tally::fetch_entries`].
    pub(super) fn fetch<'k>(&self, known: impl Iterator<Item = &'k Known>) {
        let text = self.text.as_bytes();
        let first = |known: &Known| text.get(known.span.range().start).copied().unwrap_or_default();
        black_box(known.map(first).fold(0, |all, first| all | first));
    }

    /// The unit, if the name is its own as it was first written.
    pub(super) fn confirm(&self, known: Known, name: &str) -> Option<UnitNumber> {
        (&self.text[known.span.range()] == name).then_some(known.unit)
    }

    /// The unit of a name and table, if it was met.
    pub(super) fn find(&self, table: TableNumber, name: &str) -> Option<UnitNumber> {
        let normal = normalise(name);
        self.find_normal(&normal, self.hasher.hash(table, &normal))
    }

    /// The unit of a name and table, and whether it is a new one.
    pub(super) fn unit(&mut self, table: TableNumber, name: &str) -> (UnitNumber, bool) {
        let normal = normalise(name);
        let hash = self.hasher.hash(table, &normal);
        match self.find_normal(&normal, hash) {
            Some(unit) => (unit, false),
            None => (self.add(name.trim(), &normal, hash), true),
        }
    }

    fn find_normal(&self, normal: &str, hash: NameHash) -> Option<UnitNumber> {
        let is_it = |known: &Known| known.hash == hash && self.normal_form(*known) == normal;
        self.known.find(spread(hash), is_it).map(|known| known.unit)
    }

    fn normal_form(&self, known: Known) -> &str {
        match self.normal_forms.get(&known.span) {
            Some(normal) => normal,
            None => &self.text[known.span.range()],
        }
    }

    fn add(&mut self, name: &str, normal: &str, hash: NameHash) -> UnitNumber {
        let unit = UnitNumber::try_from(self.len()).expect("at most u32::MAX units");
        let span = self.know(unit, name, normal, hash);
        self.spans.push(span);
        unit
    }

    /// Gives a unit of a table another name, unless it is one already. The unit is still known by those that it had.
    pub(super) fn rename(&mut self, unit: UnitNumber, table: TableNumber, name: &str) {
        let normal = normalise(name);
        let hash = self.hasher.hash(table, &normal);
        if self.find_normal(&normal, hash).is_none() {
            self.spans[unit as usize] = self.know(unit, name, &normal, hash);
        }
    }

    fn know(&mut self, unit: UnitNumber, name: &str, normal: &str, hash: NameHash) -> Span {
        let span = Span::new(self.text.len(), name);
        self.text.push_str(name);
        if normal != name {
            self.normal_forms.insert(span, normal.into());
        }
        self.known.insert_unique(spread(hash), Known { hash, unit, span }, |known| spread(known.hash));
        span
    }
}

/// Spreads a short hash over all the bits that a table looks at.
fn spread(hash: NameHash) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_unit_of_each_table() {
        let mut names = UnitNames::default();
        let units: Vec<_> = (0..500).map(|table| names.unit(table, "甲县")).collect();
        assert_eq!(units, (0..500).map(|unit| (unit, true)).collect::<Vec<_>>());
        assert_eq!(names.unit(7, "甲 县"), (7, false), "names compare after normalisation");
        assert_eq!((names.find(499, "甲县"), names.find(500, "甲县")), (Some(499), None));
        names.rename(7, 7, "甲县城关");
        assert_eq!((names.find(7, "甲县城关"), names.find(8, "甲县城关")), (Some(7), None));
    }
}
