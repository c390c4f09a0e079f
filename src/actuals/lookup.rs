//! From the names in a row to the number of an indicator.

use std::collections::HashMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::diagnostic::Problem;
use crate::names::{nearest, normalise, quoted};
use crate::targets::Targets;

/// Spellings that are remembered at most; more than a table ever needs, less than memory minds.
const REMEMBERED: usize = 10_000;

/// Resolves names, and remembers how they were spelled.
pub(super) struct Lookup<'t> {
    targets: &'t Targets,
    /// By normal forms of activity and indicator.
    by_key: HashMap<(String, String), usize>,
    /// By the normal form of the indicator alone.
    by_indicator: HashMap<String, Vec<usize>>,
    activities: Vec<String>,
    spellings: HashTable<Spelling>,
    /// For each indicator the spelling that was last met.
    last: Vec<(String, String)>,
    /// The indicator that most likely comes next: rows mostly follow the table.
    expected: usize,
    hasher: DefaultHashBuilder,
}

struct Spelling {
    activity: Box<str>,
    indicator: Box<str>,
    number: usize,
}

impl<'t> Lookup<'t> {
    pub(super) fn new(targets: &'t Targets) -> Self {
        let mut by_key = HashMap::new();
        let mut by_indicator: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (activity, indicator)) in targets.indicators().enumerate() {
            for name in std::iter::once(&indicator.name).chain(&indicator.aliases) {
                by_key.insert((normalise(&activity.name), normalise(name)), number);
                by_indicator.entry(normalise(name)).or_default().push(number);
            }
        }
        Self {
            targets,
            last: vec![(String::new(), String::new()); targets.indicators().count()],
            by_key,
            by_indicator,
            activities: targets.activities().map(|activity| normalise(&activity.name)).collect(),
            spellings: HashTable::new(),
            expected: 0,
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// The number of an indicator whose names were met before in this spelling.
    pub(super) fn remembered(&mut self, activity: &str, indicator: &str) -> Option<usize> {
        let (last_activity, last_indicator) = &self.last[self.expected];
        let number = if last_indicator == indicator && last_activity == activity {
            self.expected
        } else {
            let hash = self.hasher.hash_one((activity, indicator));
            let same = |spelling: &Spelling| &*spelling.indicator == indicator && &*spelling.activity == activity;
            self.spellings.find(hash, same)?.number
        };
        self.expected = if number + 1 < self.last.len() { number + 1 } else { 0 };
        Some(number)
    }

    /// Resolves names that are met for the first time. Without an activity column (`None`) the
    /// indicator's name must be unique in the table.
    pub(super) fn resolve(&mut self, activity: Option<&str>, indicator: &str) -> Result<usize, Unresolved> {
        let name = normalise(indicator);
        let number = match activity {
            Some(activity) => self.within(normalise(activity), name)?,
            None => match self.by_indicator.get(&name).map(Vec::as_slice) {
                None => return Err(Unresolved::Indicator),
                Some([number]) => *number,
                Some(_) => return Err(Unresolved::Ambiguous),
            },
        };
        self.remember(activity.unwrap_or_default(), indicator, number);
        Ok(number)
    }

    fn within(&self, activity: String, indicator: String) -> Result<usize, Unresolved> {
        if !self.activities.contains(&activity) {
            return Err(Unresolved::Activity);
        }
        self.by_key.get(&(activity, indicator)).copied().ok_or(Unresolved::Indicator)
    }

    fn remember(&mut self, activity: &str, indicator: &str, number: usize) {
        self.last[number] = (activity.to_owned(), indicator.to_owned());
        self.expected = if number + 1 < self.last.len() { number + 1 } else { 0 };
        if self.spellings.len() < REMEMBERED {
            let hasher = &self.hasher;
            let hash = |spelling: &Spelling| hasher.hash_one((&*spelling.activity, &*spelling.indicator));
            let spelling = Spelling { activity: activity.into(), indicator: indicator.into(), number };
            self.spellings.insert_unique(hash(&spelling), spelling, hash);
        }
    }

    /// The problem of names that do not resolve, with the nearest known ones.
    pub(super) fn problem(&self, unresolved: Unresolved, activity: Option<&str>, indicator: &str) -> Problem {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let having = || -> Vec<String> {
            let numbers = self.by_indicator.get(&normalise(indicator)).map_or(&[][..], Vec::as_slice);
            let activity =
                |number: &usize| self.targets.indicators().nth(*number).map(|(activity, _)| activity.name.clone());
            numbers.iter().filter_map(activity).collect()
        };
        match unresolved {
            Unresolved::Activity => {
                let known = self.targets.activities().map(|activity| activity.name.as_str());
                let name = activity.unwrap_or_default();
                Problem::UnknownActivity { nearest: owned(nearest(name, known)), name: quoted(name) }
            }
            Unresolved::Ambiguous => Problem::AmbiguousIndicator { name: quoted(indicator), activities: having() },
            Unresolved::Indicator => {
                let within = activity.map(normalise);
                let known = self
                    .targets
                    .indicators()
                    .filter(|(activity, _)| within.as_ref().is_none_or(|within| *within == normalise(&activity.name)));
                Problem::UnknownIndicator {
                    name: quoted(indicator),
                    activity: activity.map(quoted),
                    nearest: owned(nearest(indicator, known.map(|(_, indicator)| indicator.name.as_str()))),
                    elsewhere: having(),
                }
            }
        }
    }
}

/// What does not resolve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unresolved {
    Activity,
    Indicator,
    Ambiguous,
}
