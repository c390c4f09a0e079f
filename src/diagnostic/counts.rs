//! How many problems of each code each unit has. There may be hundreds of thousands of units in any order, so a count
//! takes a byte, which is found by the unit's number.

use std::collections::HashMap;

use super::{Code, Whose};

/// The problems of one unit and code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// How many there are.
    pub(super) count: u64,
    /// Whether there is room for them.
    pub(super) is_kept: bool,
}

/// A group in a byte: whether it is kept in the lowest bit, above it the count. Zero where there is no problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Small(u8);

impl Small {
    /// Stands for a count that does not fit.
    const LARGE: Self = Self(u8::MAX);

    fn new(group: Group) -> Option<Self> {
        let count = u8::try_from(group.count).ok().filter(|count| *count < u8::MAX >> 1)?;
        Some(Self(count << 1 | u8::from(group.is_kept)))
    }

    const fn group(self) -> Group {
        Group { count: (self.0 >> 1) as u64, is_kept: self.0 & 1 == 1 }
    }
}

/// The groups of all units and codes.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// By code and by the units' numbers.
    small: [Vec<Small>; Code::ALL.len()],
    /// What is no unit's, and what does not fit a byte.
    large: HashMap<(Whose, Code), Group>,
}

impl Counts {
    /// The group of a unit and code.
    #[inline]
    pub(super) fn get(&self, whose: Whose, code: Code) -> Group {
        let large = || self.large.get(&(whose, code)).copied().unwrap_or_default();
        let Whose::Unit(number) = whose else { return large() };
        match self.small[code as usize].get(number as usize) {
            None => Group::default(),
            Some(&Small::LARGE) => large(),
            Some(small) => small.group(),
        }
    }

    /// Puts another group in its place.
    #[inline]
    pub(super) fn set(&mut self, whose: Whose, code: Code, group: Group) {
        let Whose::Unit(number) = whose else { return self.set_large(whose, code, group) };
        let (number, small) = (number as usize, &mut self.small[code as usize]);
        if small.len() <= number {
            small.resize(number + 1, Small::default());
        }
        small[number] = Small::new(group).unwrap_or(Small::LARGE);
        if small[number] == Small::LARGE {
            self.set_large(whose, code, group);
        }
    }

    fn set_large(&mut self, whose: Whose, code: Code, group: Group) {
        self.large.insert((whose, code), group);
    }

    /// All groups that have problems, in no order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Whose, Code, Group)> {
        let small = Code::ALL
            .into_iter()
            .zip(&self.small)
            .flat_map(|(code, small)| (0..).zip(small).map(move |(number, _)| (Whose::Unit(number), code)));
        let others = self.large.keys().copied().filter(|(whose, _)| !matches!(whose, Whose::Unit(_)));
        let groups = small.chain(others).map(|(whose, code)| (whose, code, self.get(whose, code)));
        groups.filter(|(.., group)| group.count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_any_size_are_kept() {
        const CODE: Code = Code::Duplicate;
        let mut counts = Counts::default();
        for whose in [Whose::Unit(7), Whose::Unit(0), Whose::Nobody, Whose::Failed(3)] {
            for count in [1, 126, 127, 128, 1 << 40, 5, 0] {
                for is_kept in [false, true] {
                    let group = Group { count, is_kept };
                    counts.set(whose, CODE, group);
                    assert_eq!(counts.get(whose, CODE), group, "{whose:?}");
                    assert_eq!(counts.get(Whose::Unit(6), CODE), Group::default(), "another unit");
                    assert_eq!(counts.get(whose, Code::Missing), Group::default(), "another code");
                    let all: Vec<_> = counts.iter().collect();
                    let expected = if count > 0 { vec![(whose, CODE, group)] } else { Vec::new() };
                    assert_eq!(all, expected);
                }
            }
            counts.set(whose, CODE, Group::default());
        }
    }
}
