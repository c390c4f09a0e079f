//! From the names in a row to the number of an indicator.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::diagnostic::Problem;
use crate::names::numbering::{without_marks, without_number};
use crate::names::{nearest, normal_form, normalise, quoted};
use crate::targets::{Indicator, Targets};

/// Spellings that are remembered at most; more than a table ever needs, less than memory minds.
const REMEMBERED: usize = 10_000;

/// Resolves names to the indicators of a table.
pub(super) struct Lookup<'t> {
    targets: &'t Targets,
    /// Activity and indicator by number.
    indicators: Vec<(&'t str, &'t Indicator)>,
    /// By normal forms of activity and indicator.
    by_key: HashMap<(String, String), usize>,
    /// By the normal form of the indicator alone.
    by_indicator: HashMap<String, Vec<usize>>,
    activities: Vec<String>,
}

impl<'t> Lookup<'t> {
    pub(super) fn new(targets: &'t Targets) -> Self {
        let mut by_key = HashMap::new();
        let mut by_indicator: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, (activity, indicator)) in targets.indicators().enumerate() {
            for name in std::iter::once(&indicator.name).chain(&indicator.aliases) {
                by_key.insert((normal_form(&activity.name), normal_form(name)), number);
                by_indicator.entry(normal_form(name)).or_default().push(number);
            }
        }
        Self {
            targets,
            indicators: targets.indicators().map(|(activity, indicator)| (&*activity.name, indicator)).collect(),
            by_key,
            by_indicator,
            activities: targets.activities().map(|activity| normal_form(&activity.name)).collect(),
        }
    }

    /// The table.
    pub(super) fn targets(&self) -> &'t Targets {
        self.targets
    }

    /// The normal forms of activity and indicator, by all names of the latter.
    pub(super) fn keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.by_key.keys().map(|(activity, indicator)| (&**activity, &**indicator))
    }

    /// How many indicators there are.
    pub(super) fn len(&self) -> usize {
        self.indicators.len()
    }

    /// An indicator, and the name of its activity.
    pub(super) fn indicator(&self, number: usize) -> (&'t str, &'t Indicator) {
        self.indicators[number]
    }

    /// Whether any indicator has this name.
    pub(super) fn has_indicator(&self, name: &str) -> bool {
        self.by_indicator.contains_key(&*normalise(name))
    }

    /// Whether a name is an activity's or a duty's.
    pub(super) fn has_activity(&self, name: &str) -> bool {
        [Some(name), without_number(name)].into_iter().flatten().map(normalise).any(|name| {
            self.activities.iter().any(|activity| *activity == name)
                || self.targets.duties().iter().any(|duty| normalise(&duty.name) == name)
        })
    }

    /// Whether a text may mean an indicator: it is near the name of one, or has it in it.
    pub(super) fn is_near_indicator(&self, text: &str) -> bool {
        let normal = normalise(text);
        self.by_indicator.keys().any(|name| normal.contains(&**name))
            || !nearest(text, self.by_indicator.keys().map(String::as_str)).is_empty()
    }

    /// Resolves names as they are written, else without the numbers in front of them, else without the marks around
    /// them. Without an activity column (`None`) the indicator's name must be unique in the table.
    fn resolve(&self, activity: Option<&str>, indicator: &str) -> Result<usize, Unresolved> {
        self.resolve_whole(activity, indicator).or_else(|why| {
            let bares: [fn(&str) -> Cow<'_, str>; 2] =
                [|name| without_number(name).unwrap_or(name).into(), |name| without_marks(name).into()];
            let resolve_bare = |bare: fn(&str) -> Cow<'_, str>| {
                let (bare_activity, name) = (activity.map(bare), bare(indicator));
                let bare_activity = bare_activity.as_deref();
                let others = [(activity, &*name), (bare_activity, indicator), (bare_activity, &*name)];
                others.into_iter().find_map(|(activity, name)| self.resolve_whole(activity, name).ok())
            };
            bares.into_iter().find_map(resolve_bare).ok_or(why)
        })
    }

    /// Resolves names with all that stands in them.
    fn resolve_whole(&self, activity: Option<&str>, name: &str) -> Result<usize, Unresolved> {
        let name = normalise(name);
        match activity {
            Some(activity) => self.within(normal_form(activity), name.into_owned()),
            None => match self.by_indicator.get(&*name).map(Vec::as_slice) {
                None => Err(Unresolved::Indicator),
                Some([number]) => Ok(*number),
                Some(_) => Err(Unresolved::Ambiguous),
            },
        }
    }

    fn within(&self, activity: String, indicator: String) -> Result<usize, Unresolved> {
        if !self.activities.contains(&activity) {
            return Err(Unresolved::Activity);
        }
        self.by_key.get(&(activity, indicator)).copied().ok_or(Unresolved::Indicator)
    }

    /// The activities that may be meant: those of a duty, where the name is one.
    fn nearest_activities(&self, name: &str) -> Vec<&'t str> {
        let normal = normalise(name);
        match self.targets.duties().iter().find(|duty| normalise(&duty.name) == normal) {
            Some(duty) => duty.activities.iter().map(|activity| &*activity.name).collect(),
            None => nearest(name, self.targets.activities().map(|activity| activity.name.as_str())),
        }
    }

    /// The problem of names that do not resolve, with the nearest known ones.
    pub(super) fn problem(&self, unresolved: Unresolved, activity: Option<&str>, indicator: &str) -> Problem {
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let having = || -> Vec<String> {
            let numbers = self.by_indicator.get(&*normalise(indicator)).map_or(&[][..], Vec::as_slice);
            numbers.iter().map(|number| self.indicators[*number].0.to_owned()).collect()
        };
        match unresolved {
            Unresolved::Activity => {
                let name = activity.unwrap_or_default();
                Problem::UnknownActivity { nearest: owned(self.nearest_activities(name)), name: quoted(name) }
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

/// Remembers how names were spelled, so that nearly every row is resolved by comparing it with one
/// spelling.
pub(super) struct Spellings {
    known: HashTable<Spelling>,
    /// For each indicator the spelling that was last met.
    last: Vec<(Option<String>, String)>,
    /// The indicator that most likely comes next: rows mostly follow the table.
    expected: usize,
    hasher: DefaultHashBuilder,
}

struct Spelling {
    /// None without a column of activities: there the indicator's name alone tells.
    activity: Option<Box<str>>,
    indicator: Box<str>,
    number: usize,
}

impl Spellings {
    /// Remembers none yet, for a table of so many indicators.
    pub(super) fn new(indicators: usize) -> Self {
        Self {
            known: HashTable::new(),
            last: vec![Default::default(); indicators],
            expected: 0,
            hasher: DefaultHashBuilder::default(),
        }
    }

    /// The number of an indicator whose names were met before in this spelling.
    pub(super) fn remembered(&mut self, activity: Option<&str>, indicator: &str) -> Option<usize> {
        let (last_activity, last_indicator) = &self.last[self.expected];
        let number = if last_indicator == indicator && last_activity.as_deref() == activity {
            self.expected
        } else {
            let same =
                |spelling: &Spelling| &*spelling.indicator == indicator && spelling.activity.as_deref() == activity;
            self.known.find(self.hasher.hash_one((activity, indicator)), same)?.number
        };
        self.expect_after(number);
        Some(number)
    }

    /// Resolves names that are met for the first time.
    pub(super) fn resolve(
        &mut self,
        lookup: &Lookup<'_>,
        activity: Option<&str>,
        indicator: &str,
    ) -> Result<usize, Unresolved> {
        let number = lookup.resolve(activity, indicator)?;
        self.last[number] = (activity.map(str::to_owned), indicator.to_owned());
        self.expect_after(number);
        if self.known.len() < REMEMBERED {
            let hasher = &self.hasher;
            let hash = |spelling: &Spelling| hasher.hash_one((spelling.activity.as_deref(), &*spelling.indicator));
            let spelling = Spelling { activity: activity.map(Box::from), indicator: indicator.into(), number };
            self.known.insert_unique(hash(&spelling), spelling, hash);
        }
        Ok(number)
    }

    fn expect_after(&mut self, number: usize) {
        self.expected = if number + 1 < self.last.len() { number + 1 } else { 0 };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_resolve_after_normalisation_and_by_their_aliases() {
        let targets = Targets::bundled();
        let lookup = Lookup::new(&targets);
        for (activity, indicator, expected) in [
            (Some("市场监督管理"), "案件办结率", Ok("市场监督管理/案件办结率")),
            (Some("市场主体登记与监管"), "案件办结率", Ok("市场主体登记与监管/案件办结率")),
            (Some(" 市场 监督管理\u{3000}"), "案件\u{200B}办结率", Ok("市场监督管理/案件办结率")),
            (Some("商标广告监督管理"), "著名商标注册完成率", Ok("商标广告监督管理/著名商注册标完成率")),
            (Some("（一）市场监督管理"), "1.案件办结率", Ok("市场监督管理/案件办结率")),
            (Some("一、市场监督管理"), "案件办结率", Ok("市场监督管理/案件办结率")),
            (Some("市场监督管理"), "（2）网络监管率", Ok("市场监督管理/网络监管率")),
            (None, "10、网络监管率", Ok("市场监督管理/网络监管率")),
            (None, " ② 网络监管率", Ok("市场监督管理/网络监管率")),
            (Some("十一、市场监督管理"), "3）网络监管率", Ok("市场监督管理/网络监管率")),
            (None, "3.15网络监管率", Ok("市场监督管理/网络监管率")),
            (Some("（ 一 ）市场监督管理"), "1.1网络监管率", Ok("市场监督管理/网络监管率")),
            (Some("市场监督管理（续）"), "1-1 网络监管率（%）", Ok("市场监督管理/网络监管率")),
            (Some("一 、市场监督管理："), "*网络监管率", Ok("市场监督管理/网络监管率")),
            (None, "“网络监管率”", Ok("市场监督管理/网络监管率")),
            (None, "指标1：网络监管率", Ok("市场监督管理/网络监管率")),
            (None, "01 网络监管率%", Ok("市场监督管理/网络监管率")),
            (None, "网络监管率（注1）", Ok("市场监督管理/网络监管率")),
            (None, "网络监管率（农村）", Err(Unresolved::Indicator)),
            (None, "2016年网络监管率", Err(Unresolved::Indicator)),
            (None, "网络监管率", Ok("市场监督管理/网络监管率")),
            (None, "案件办结率", Err(Unresolved::Ambiguous)),
            (None, "网络监管绿", Err(Unresolved::Indicator)),
            (Some("市场监督管理"), "抽查公示率", Err(Unresolved::Indicator)),
            (Some("工商管理事务"), "案件办结率", Err(Unresolved::Activity)),
            (Some(""), "案件办结率", Err(Unresolved::Activity)),
        ] {
            let found = lookup.resolve(activity, indicator).map(|number| {
                let (activity, indicator) = lookup.indicator(number);
                format!("{activity}/{}", indicator.name)
            });
            assert_eq!(found, expected.map(str::to_owned), "{activity:?} {indicator}");
        }
    }

    #[test]
    fn names_that_do_not_resolve_come_with_those_that_may_be_meant() {
        let targets = Targets::bundled();
        let lookup = Lookup::new(&targets);
        let Problem::UnknownIndicator { nearest, elsewhere, .. } =
            lookup.problem(Unresolved::Indicator, Some("市场监督管理"), "网络监管绿")
        else {
            panic!("an unknown indicator")
        };
        assert_eq!((nearest, elsewhere), (vec!["网络监管率".to_owned()], Vec::new()));
        let Problem::UnknownIndicator { elsewhere, .. } =
            lookup.problem(Unresolved::Indicator, Some("市场监督管理"), "抽查公示率")
        else {
            panic!("an unknown indicator")
        };
        assert_eq!(elsewhere, ["市场主体登记与监管"]);
        let Problem::UnknownActivity { nearest, .. } =
            lookup.problem(Unresolved::Activity, Some("工商管理事务"), "案件办结率")
        else {
            panic!("an unknown activity")
        };
        let duty = &targets.duties()[0];
        let own: Vec<_> = duty.activities.iter().map(|activity| activity.name.clone()).collect();
        assert_eq!((duty.name.trim(), nearest), ("工商管理事务", own), "the activities of the duty");
        let Problem::AmbiguousIndicator { activities, .. } = lookup.problem(Unresolved::Ambiguous, None, "案件办结率")
        else {
            panic!("an ambiguous indicator")
        };
        assert_eq!(activities, ["市场监督管理", "市场主体登记与监管"]);
    }

    #[test]
    fn a_spelling_is_remembered_with_its_activity() {
        let targets = Targets::bundled();
        let lookup = Lookup::new(&targets);
        let mut spellings = Spellings::new(lookup.len());
        let (activity, spelling) = (Some("市场主体登记与监管"), "案件 办结率");
        assert_eq!(spellings.remembered(activity, spelling), None);
        let number = spellings.resolve(&lookup, activity, spelling).expect("it is in the table");
        for _ in 0..2 {
            assert_eq!(spellings.remembered(activity, spelling), Some(number));
        }
        assert_eq!(spellings.remembered(Some("市场监督管理"), spelling), None);
        assert_eq!(spellings.remembered(None, spelling), None);
        assert_eq!(spellings.remembered(activity, "案件办结率"), None, "another spelling");
    }
}
