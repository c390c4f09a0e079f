//! One small entry per unit and indicator: what is known, and where it stood.

use std::collections::HashMap;
use std::hint::black_box;
use std::ops::Range;

use super::UnitNumber;
use crate::grading::Attainment;
use crate::scoring::Outcome;

/// An outcome's code in the low three bits, above them the position among all lines of the run. Zero
/// where there is no row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Entry(u32);

const CODES: [Outcome; 7] = [
    Outcome::Missing,
    Outcome::NotApplicable,
    Outcome::Reported(Attainment::Excellent),
    Outcome::Reported(Attainment::Good),
    Outcome::Reported(Attainment::Fair),
    Outcome::Reported(Attainment::Poor),
    Outcome::Reported(Attainment::BelowPoor),
];

impl Entry {
    const CODE_BITS: u32 = 3;
    /// Stands for a position that does not fit.
    const FAR: u32 = u32::MAX >> Self::CODE_BITS;

    fn new(outcome: Outcome, position: u32) -> Self {
        let code = match outcome {
            Outcome::Missing => 0,
            Outcome::NotApplicable => 1,
            Outcome::Reported(attainment) => 2 + attainment as u32,
        };
        Self(position << Self::CODE_BITS | code)
    }

    /// An indicator without a row is missing as well.
    fn outcome(self) -> Outcome {
        CODES[(self.0 & ((1 << Self::CODE_BITS) - 1)) as usize]
    }

    fn position(self) -> u32 {
        self.0 >> Self::CODE_BITS
    }
}

/// The entries of all units.
#[derive(Debug)]
pub(super) struct Entries {
    places: Places,
    all: Vec<Entry>,
    /// The positions that do not fit an entry, by the entry's place: those of lines behind the first
    /// 500 million.
    far: HashMap<usize, u64>,
}

/// Where each unit's entries are.
#[derive(Debug)]
enum Places {
    /// Every unit has so many: the table is the same for all.
    Even(usize),
    /// Each unit's end with its table's indicators.
    Uneven(Vec<usize>),
}

impl Entries {
    /// Starts without units, for tables of so many indicators.
    pub(super) fn new(indicators: &[usize]) -> Self {
        let places = if let [indicators] = indicators { Places::Even(*indicators) } else { Places::Uneven(Vec::new()) };
        Self { places, all: Vec::new(), far: HashMap::new() }
    }

    /// Adds a unit without a row, of a table of so many indicators.
    pub(super) fn add_unit(&mut self, indicators: usize) {
        self.all.resize(self.all.len() + indicators, Entry::default());
        if let Places::Uneven(ends) = &mut self.places {
            ends.push(self.all.len());
        }
    }

    /// The places of a unit's indicators among those of all units.
    #[inline]
    pub(super) fn places(&self, unit: UnitNumber) -> Range<usize> {
        let unit = unit as usize;
        match &self.places {
            Places::Even(indicators) => unit * indicators..(unit + 1) * indicators,
            Places::Uneven(ends) => unit.checked_sub(1).map_or(0, |before| ends[before])..ends[unit],
        }
    }

    /// Records an outcome and its position, which is above 0.
    ///
    /// # Errors
    /// The position of the first, where the unit has the indicator already.
    pub(super) fn record(
        &mut self,
        unit: UnitNumber,
        indicator: usize,
        outcome: Outcome,
        position: u64,
    ) -> Result<(), u64> {
        let place = self.places(unit).start + indicator;
        if let Some(first) = self.position(place) {
            return Err(first);
        }
        let near = u32::try_from(position).ok().filter(|&position| position < Entry::FAR);
        if near.is_none() {
            self.far.insert(place, position);
        }
        self.all[place] = Entry::new(outcome, near.unwrap_or(Entry::FAR));
        Ok(())
    }

    /// Looks at entries that will be needed, see [`super::Tally::fetch_entries`].
    pub(super) fn fetch(&self, entries: impl Iterator<Item = (UnitNumber, usize)>) {
        let entry = |(unit, indicator): (UnitNumber, usize)| self.all[self.places(unit).start + indicator].0;
        black_box(entries.map(entry).fold(0, |all, entry| all | entry));
    }

    #[inline]
    fn position(&self, place: usize) -> Option<u64> {
        match self.all[place].position() {
            0 => None,
            Entry::FAR => self.far.get(&place).copied(),
            near => Some(near.into()),
        }
    }

    /// The outcome of each indicator of a unit.
    pub(super) fn outcomes(&self, unit: UnitNumber) -> impl Iterator<Item = Outcome> {
        self.all[self.places(unit)].iter().map(|entry| entry.outcome())
    }

    /// The position of each indicator of a unit; nothing where it has no row.
    pub(super) fn positions(&self, unit: UnitNumber) -> impl Iterator<Item = Option<u64>> {
        self.places(unit).map(|place| self.position(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_of_any_size_are_kept() {
        let far = u64::from(Entry::FAR);
        let positions = [1, far - 1, far, far + 1, 1 << 40];
        let indicators = positions.len() + 1;
        let mut entries = Entries::new(&[indicators]);
        entries.add_unit(indicators);
        entries.add_unit(indicators);
        for (indicator, position) in positions.into_iter().enumerate() {
            assert_eq!(entries.record(1, indicator, CODES[indicator], position), Ok(()));
            assert_eq!(entries.record(1, indicator, Outcome::Missing, 7), Err(position), "the first place is kept");
        }
        let expected: Vec<_> = positions.into_iter().map(Some).chain([None]).collect();
        assert_eq!(entries.positions(1).collect::<Vec<_>>(), expected);
        assert!(entries.positions(0).all(|position| position.is_none()), "another unit has none of it");
        let outcomes: Vec<_> = entries.outcomes(1).collect();
        assert_eq!(outcomes[..positions.len()], CODES[..positions.len()]);
        assert_eq!(outcomes[positions.len()], Outcome::Missing, "without a row");
    }

    #[test]
    fn units_of_tables_of_any_size_have_entries_of_their_own() {
        let mut entries = Entries::new(&[2, 0, 3]);
        for indicators in [3, 0, 2, 3] {
            entries.add_unit(indicators);
        }
        assert_eq!([0, 1, 2, 3].map(|unit| entries.places(unit)), [0..3, 3..3, 3..5, 5..8]);
        assert_eq!(entries.record(2, 1, CODES[2], 9), Ok(()));
        assert_eq!(entries.positions(2).collect::<Vec<_>>(), [None, Some(9)]);
        assert!([0, 1, 3].into_iter().flat_map(|unit| entries.positions(unit)).all(|position| position.is_none()));
    }
}
