//! The offices' names, and which office a name is of.

use std::collections::HashMap;
use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::UnitNumber;
use crate::names::normalise;

/// A short hash of an office's name, to find the office by; names that compare as equal have the same.
pub(in crate::actuals) type NameHash = u32;

/// Hashes names; all who share the tally share one.
#[derive(Clone, Debug, Default)]
pub(in crate::actuals) struct NameHasher(DefaultHashBuilder);

impl NameHasher {
    pub(in crate::actuals) fn hash(&self, name: &str) -> NameHash {
        NameHash::try_from(self.0.hash_one(&*normalise(name)) >> 32).unwrap_or_default()
    }
}

/// The names of all offices in one piece.
#[derive(Debug, Default)]
pub(super) struct UnitNames {
    text: String,
    spans: Vec<Span>,
    /// By the normal form.
    known: HashTable<Known>,
    /// The normal form, where a name is not its own.
    normal_forms: HashMap<UnitNumber, Box<str>>,
    hasher: NameHasher,
}

/// An office whose name has a certain hash. Its name's place stands here once more: with many offices
/// each look elsewhere waits for memory.
#[derive(Clone, Copy, Debug)]
pub(in crate::actuals) struct Known {
    hash: NameHash,
    unit: UnitNumber,
    span: Span,
}

/// Where a name stands in the text: the start in the upper bits, the length in the lower.
#[derive(Clone, Copy, Debug)]
struct Span(u64);

impl Span {
    /// Enough for any name, since rows are bounded; the start has room for 512 GiB of names.
    const LENGTH_BITS: u32 = 25;

    fn new(start: usize, name: &str) -> Self {
        debug_assert!(name.len() >> Self::LENGTH_BITS == 0, "rows are bounded");
        let number = |size| u64::try_from(size).expect("sizes have at most 64 bits");
        Self(number(start) << Self::LENGTH_BITS | number(name.len()))
    }

    fn range(self) -> Range<usize> {
        let place = |bits| usize::try_from(bits).expect("it was one");
        let start = place(self.0 >> Self::LENGTH_BITS);
        start..start + place(self.0 & ((1 << Self::LENGTH_BITS) - 1))
    }
}

impl UnitNames {
    pub(super) fn len(&self) -> usize {
        self.spans.len()
    }

    pub(super) fn hasher(&self) -> &NameHasher {
        &self.hasher
    }

    /// An office's name as it was first written.
    pub(super) fn name(&self, unit: UnitNumber) -> &str {
        &self.text[self.spans[unit as usize].range()]
    }

    /// The office that a name of this hash most likely is of.
    pub(super) fn known(&self, hash: NameHash) -> Option<Known> {
        self.known.find(spread(hash), |known| known.hash == hash).copied()
    }

    /// The office, if the name is its own as it was first written.
    pub(super) fn confirm(&self, known: Known, name: &str) -> Option<UnitNumber> {
        (&self.text[known.span.range()] == name).then_some(known.unit)
    }

    /// The office of a name, if it was met.
    pub(super) fn find(&self, name: &str) -> Option<UnitNumber> {
        let (normal, hash) = (normalise(name), self.hasher.hash(name));
        let is_it = |known: &Known| known.hash == hash && self.normal_form(*known) == normal;
        self.known.find(spread(hash), is_it).map(|known| known.unit)
    }

    fn normal_form(&self, known: Known) -> &str {
        match self.normal_forms.get(&known.unit) {
            Some(normal) => normal,
            None => &self.text[known.span.range()],
        }
    }

    /// Adds an office of a name that was not met.
    pub(super) fn add(&mut self, name: &str) -> UnitNumber {
        let unit = UnitNumber::try_from(self.len()).expect("fewer than four thousand million offices");
        let (normal, hash) = (normalise(name), self.hasher.hash(name));
        let name = name.trim();
        let span = Span::new(self.text.len(), name);
        self.text.push_str(name);
        self.spans.push(span);
        if normal != name {
            self.normal_forms.insert(unit, normal.into());
        }
        self.known.insert_unique(spread(hash), Known { hash, unit, span }, |known| spread(known.hash));
        unit
    }
}

/// Spreads a short hash over all the bits that a table looks at.
fn spread(hash: NameHash) -> u64 {
    u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
