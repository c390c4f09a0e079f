//! The units that reported beside the list of those that must ([spec 5.5](crate::spec#55-units)).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::expected::{ExpectedUnits, Line};
use super::form_name::beyond_form;
use super::tally::UnitNumber;
use super::unit_key::UnitKey;
use super::units::{Actuals, ListedUnit};
use crate::names::{nearest, normal_form, normalise};
use crate::targets::{Library, TableNumber, Targets};

/// A unit that is called otherwise on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// Its name as it was given.
    pub given: String,
    /// The unit as it is called from now on: with its name on the list.
    pub listed: UnitKey,
}

/// A unit that is not on the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// The unit.
    pub unit: ListedUnit,
    /// Names on the list that may be meant.
    pub near: Vec<String>,
}

/// Who is recognised: a unit that was read, or a file that could not be.
#[derive(Clone, Copy)]
enum Who {
    Unit(UnitNumber),
    Failed(usize),
}

impl Actuals {
    /// Gives units the names that they have on a list, where these differ in nothing but what every form's name may
    /// say. A name on the list is one unit's alone in each bureau: who has it to the letter comes first, and of two
    /// others neither is recognised.
    pub fn recognise(&mut self, expected: &ExpectedUnits, library: &Library) -> Vec<Recognised> {
        let list = List::new(expected);
        let tally = &self.tally;
        let units = tally.units().map(|unit| (Who::Unit(unit), Some(tally.table(unit)), normalise(tally.name(unit))));
        let failed = self.failed.iter().enumerate();
        let failed = failed.map(|(index, failed)| (Who::Failed(index), failed.bureau, normalise(&failed.unit)));
        let (equal, others): (Vec<_>, Vec<_>) =
            units.chain(failed).partition(|(_, table, name)| list.get(*table, name).is_some());
        let taken: HashSet<_> = equal.iter().map(|(_, table, name)| (*table, &**name)).collect();
        let found = others.iter().filter_map(|(who, table, name)| {
            let listed = list.find(name, *table, library.targets(table.unwrap_or_default()))?;
            Some((*table, listed, *who))
        });
        let is_free = |(table, listed, _): &(_, &str, Who)| !taken.contains(&(*table, &*normalise(listed)));
        let mut claims: Vec<_> = found.filter(is_free).collect();
        let mut counts: HashMap<(Option<TableNumber>, &str), usize> = HashMap::new();
        for (table, listed, _) in &claims {
            *counts.entry((*table, listed)).or_default() += 1;
        }
        claims.retain(|(table, listed, _)| counts[&(*table, *listed)] == 1);
        let call = |(table, listed, who): (_, &str, _)| self.call(who, UnitKey { name: listed.to_owned(), table });
        claims.into_iter().map(call).collect()
    }

    fn call(&mut self, who: Who, listed: UnitKey) -> Recognised {
        let given = match who {
            Who::Unit(unit) => {
                let given = self.tally.name(unit).to_owned();
                self.tally.rename(unit, &listed.name);
                given
            }
            Who::Failed(index) => std::mem::replace(&mut self.failed[index].unit, listed.name.clone()),
        };
        Recognised { given, listed }
    }

    /// The units with values or errors that are not on a list, in the order of their names, each with the names on it
    /// that may be meant.
    #[must_use]
    pub fn unlisted(&self, expected: &ExpectedUnits) -> Vec<Unlisted> {
        /// Units of which it is asked who is meant: each is compared with the whole list.
        const ASKED: usize = 200;
        let list = List::new(expected);
        let tally = &self.tally;
        let is_empty = |unit| tally.is_blank(unit) && !tally.is_left_out(unit);
        let others = self.listed(tally.units().filter(|unit| !is_empty(*unit) && !list.has(&tally.key(*unit))));
        let unlisted = |(index, unit): (usize, ListedUnit)| {
            let near = if index < ASKED { list.near(&unit.key) } else { Vec::new() };
            Unlisted { unit, near }
        };
        others.into_iter().enumerate().map(unlisted).collect()
    }
}

/// Names by their normal forms.
type Names<'e> = HashMap<String, &'e str>;

/// Those on a list.
#[derive(Default)]
struct List<'e> {
    /// Units of whichever bureau.
    of_any: Names<'e>,
    /// Units of one bureau.
    of_bureau: BTreeMap<TableNumber, Names<'e>>,
    /// Bureaus by whichever unit.
    bureaus: HashSet<TableNumber>,
}

impl<'e> List<'e> {
    fn new(expected: &'e ExpectedUnits) -> Self {
        let mut list = Self::default();
        for line in expected.lines() {
            match line {
                Line::Unit(UnitKey { name, table }) => {
                    let names = match table {
                        Some(table) => list.of_bureau.entry(*table).or_default(),
                        None => &mut list.of_any,
                    };
                    names.entry(normal_form(name)).or_insert(name);
                }
                Line::Bureau(table) => drop(list.bureaus.insert(*table)),
                Line::Unknown(_) => {}
            }
        }
        list
    }

    /// The names that count for a bureau; all of them where it is not known which.
    fn names(&self, table: Option<TableNumber>) -> impl Iterator<Item = &Names<'e>> {
        let is_its = move |own: &TableNumber| table.is_none_or(|table| *own == table);
        let of_bureau = self.of_bureau.iter().filter(move |(own, _)| is_its(own)).map(|(_, names)| names);
        std::iter::once(&self.of_any).chain(of_bureau)
    }

    /// A name on the list, by its normal form.
    fn get(&self, table: Option<TableNumber>, name: &str) -> Option<&'e str> {
        self.names(table).find_map(|names| names.get(name).copied())
    }

    fn has(&self, unit: &UnitKey) -> bool {
        unit.table.is_some_and(|table| self.bureaus.contains(&table))
            || self.get(unit.table, &normalise(&unit.name)).is_some()
    }

    /// The listed name with which a name in normal form begins, or goes on after a province or city, and behind which
    /// nothing is left that could be another unit's.
    fn find(&self, name: &str, table: Option<TableNumber>, targets: &Targets) -> Option<&'e str> {
        let mut ends: Vec<_> = name.char_indices().map(|(at, _)| at).skip(1).chain([name.len()]).collect();
        ends.reverse();
        let is_digit = |c: char| c.is_ascii_digit();
        ends.retain(|end| !(name[..*end].ends_with(is_digit) && name[*end..].starts_with(is_digit)));
        ends.into_iter().filter(|end| beyond_form(&name[*end..], targets).is_empty()).find_map(|end| {
            let listed = |start: usize| self.get(table, &name[start..end]).map(|listed| (start, listed));
            let mut starts = name[..end].char_indices().map(|(at, _)| at).filter_map(listed);
            // Where a longer name on the list ends there as well, that one is meant or it is not clear which.
            let (start, listed) = starts.next()?;
            is_place(&name[..start]).then_some(listed)
        })
    }

    /// Names on the list that are like a unit's, or a part of it, or of which it is a part.
    fn near(&self, unit: &UnitKey) -> Vec<String> {
        const MOST: usize = 3;
        let normal = normalise(&unit.name);
        let is_part =
            |listed: &str| listed.chars().count() > 1 && (normal.contains(listed) || listed.contains(&*normal));
        let names = || self.names(unit.table).flatten();
        let mut parts: Vec<_> = names().filter(|(key, _)| is_part(key)).map(|(_, listed)| *listed).collect();
        parts.sort_unstable_by_key(|listed| (listed.chars().count().abs_diff(normal.chars().count()), *listed));
        let like = nearest(&unit.name, names().map(|(_, listed)| *listed));
        let mut all: Vec<String> = Vec::new();
        for listed in parts.into_iter().chain(like) {
            if !all.iter().any(|other| other == listed) {
                all.push(listed.to_owned());
            }
        }
        all.truncate(MOST);
        all
    }
}

/// Whether what stands before a unit's name is nothing, or the name of a province or city.
fn is_place(before: &str) -> bool {
    let place = before.strip_suffix("自治区").or_else(|| before.strip_suffix(['省', '市']));
    before.is_empty() || place.is_some_and(|place| place.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actuals::expected::WrittenLine;

    #[test]
    fn a_unit_is_recognised_by_the_name_with_which_it_begins() {
        let targets = Targets::bundled();
        for (list, unit, listed) in [
            (&["赞安县"][..], "赞安县工商局2016年绩效填报表", Some("赞安县")),
            (&["赞安县"], "赞安县（工商局）_修改稿", Some("赞安县")),
            (&["赞安县"], "赞安县414", Some("赞安县")),
            (&["赞安县"], "河北省赞安县", Some("赞安县")),
            (&["赞安县"], "河北省石家庄市赞安县工商局", Some("赞安县")),
            (&["赞安县", "赞安县城关"], "赞安县城关工商局", Some("赞安县城关")),
            (&["第2所"], "第2所2016", Some("第2所")),
            // Who is meant is not clear, or somebody else is.
            (&["安县"], "赞安县工商局", None),
            (&["一中"], "十一中", None),
            (&["第2所"], "第20所", None),
            (&["第2"], "第2016年", None),
            (&["第2"], "第2414", None),
            (&["赞安县"], "赞安县城关工商局", None),
            (&["赞安县"], "赞安县局", None),
            (&["赞安县"], "新赞安县", None),
            (&["南区", "市南区"], "青岛市南区", None),
        ] {
            let line = |name: &&str| WrittenLine { unit: (*name).to_owned(), bureau: String::new() };
            let expected = ExpectedUnits::new(list.iter().map(line).collect(), &targets.clone().into());
            let found = List::new(&expected).find(&normalise(unit), Some(0), &targets);
            assert_eq!(found, listed, "{unit} on {list:?}");
        }
    }
}
