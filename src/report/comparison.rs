//! What became of the units since an earlier report ([spec 3.10](crate::spec#310-what-changed)).

mod occasion;
mod pairs;

use std::collections::{HashMap, HashSet};

use self::occasion::occasion;
use self::pairs::Names;
use super::Report;
use super::change::{ChangeReport, Comparison, GoneActivity, Lack, LeftUnit, NoChange, UnitChange};
use super::unit::{Level, UnitReport};
use crate::actuals::{ListedUnit, UnitKey};
use crate::against::{Earlier, EarlierUnit, missing_score};
use crate::change::{changes, sum};
use crate::diagnostic::Whose;
use crate::names::{normalise, with_bureau};
use crate::number::Figure;
use crate::scoring::MissingPolicy;
use crate::targets::{Library, TableNumber, Targets};

/// Compares units with those of an earlier report.
pub(super) struct Comparer<'r> {
    earlier: &'r Earlier,
    policy: MissingPolicy,
    /// The names of each table.
    names: Vec<Names>,
    /// The lower ends of all scores of the earlier report, the best first.
    scores: Vec<Figure>,
}

impl<'r> Comparer<'r> {
    pub(super) fn new(earlier: &'r Earlier, library: &Library, policy: MissingPolicy) -> Self {
        let names = library.tables().map(|(_, table)| Names::new(&table.targets)).collect();
        let mut scores: Vec<_> = earlier.units.iter().filter_map(|unit| unit.min).collect();
        scores.sort_unstable_by(|a, b| b.cmp(a));
        Self { earlier, policy, names, scores }
    }

    /// Says of a unit what became of it, and of all that its report goes down to.
    pub(super) fn compare(
        &self,
        unit: &mut UnitReport<'r>,
        targets: &'r Targets,
        depth: Level,
        whole: impl FnOnce() -> UnitReport<'r>,
    ) {
        if depth == Level::Indicator {
            return self.fill(unit, targets);
        }
        let mut whole = whole();
        self.fill(&mut whole, targets);
        if depth == Level::Unit {
            let gone = Vec::new();
            unit.change = whole.change.map(|change| Box::new(UnitChange { gone, ..*change }));
            return;
        }
        let duties = whole.breakdown.iter_mut().flat_map(|whole| whole.duties.iter_mut().flatten());
        duties.flat_map(|duty| &mut duty.activities).for_each(|activity| activity.indicators = None);
        *unit = whole;
    }

    fn fill(&self, unit: &mut UnitReport<'r>, targets: &'r Targets) {
        let earlier = self.earlier.unit(&targets.code, unit.unit.unwrap_or_default());
        let matched = self.names[usize::from(unit.table)].matched(earlier, unit);
        let change = self.no_change(unit, earlier, targets);
        let changes = match (&change, earlier) {
            (None, Some(earlier)) => {
                changes(&matched.pairs(unit, (earlier, targets), self.policy), missing_score(self.policy))
            }
            _ => Vec::new(),
        };
        let ends = earlier.and_then(|earlier| earlier.score).zip(unit.standing.score());
        let change = match (change, ends) {
            (Some(why), _) => Err(why),
            (None, Some((before, now))) => Ok(ChangeReport::of_unit(&sum(&changes), [before, now])),
            (None, None) => Err(NoChange::New),
        };
        let gone = matched.give(unit, &changes);
        let min = earlier.and_then(|earlier| earlier.min);
        let rank = min.map(|min| 1 + self.scores.partition_point(|other| *other > min));
        let largest = largest(unit, &gone);
        unit.change = Some(Box::new(UnitChange { earlier, rank, change, largest, gone }));
    }

    /// Why the change of a unit is not known; nothing where it is.
    fn no_change(&self, unit: &UnitReport<'_>, earlier: Option<&EarlierUnit>, targets: &Targets) -> Option<NoChange> {
        let Some(earlier) = earlier else {
            let lacked = self.earlier.lacks_score(&targets.code, unit.unit.unwrap_or_default());
            return Some(if lacked { NoChange::Unscored } else { NoChange::New });
        };
        let lack = |score: Option<Figure>, min: Option<Figure>| match (score, min) {
            (Some(_), _) => None,
            (None, Some(_)) => Some(Lack::Range),
            (None, None) => Some(Lack::Nothing),
        };
        let sides = [lack(earlier.score, earlier.min), lack(unit.standing.score(), unit.standing.min())];
        (sides != [None, None]).then_some(NoChange::Lacks(sides))
    }
}

/// Puts a report, whose units are compared, beside the earlier one.
pub(super) fn comparison<'r>(earlier: &'r Earlier, report: &Report<'r>) -> Comparison<'r> {
    let with = |why: NoChange| {
        let is_so = move |unit: &&UnitReport<'_>| unit.change.as_ref().is_some_and(|change| change.change == Err(why));
        report.units.iter().filter(is_so).map(listed).collect()
    };
    let (new, corrected) = (with(NoChange::New), with(NoChange::Unscored));
    Comparison { earlier, occasion: occasion(earlier, report), left: left(earlier, report), new, corrected }
}

/// A unit as it stands in lists.
fn listed(unit: &UnitReport<'_>) -> ListedUnit {
    let key = UnitKey { name: unit.unit.unwrap_or_default().to_owned(), table: Some(unit.table) };
    ListedUnit { key, file: unit.source.file.as_deref().map(str::to_owned), whose: Whose::Unit(unit.number) }
}

/// What raises the score of a unit most, and what lowers it most.
fn largest<'r>(unit: &UnitReport<'r>, gone: &[GoneActivity<'r>]) -> [Option<(&'r str, Figure)>; 2] {
    let own =
        unit.indicators().filter_map(|(_, own)| Some((own.target.name.as_str(), own.against.as_ref()?.change?.score)));
    let of_activities = unit.activities().filter_map(|activity| activity.against.as_ref());
    let gone = of_activities.flat_map(|against| &against.gone).chain(gone.iter().flat_map(|gone| &gone.indicators));
    let gone = gone.filter_map(|gone| Some((gone.earlier.names[1].as_str(), gone.change?.score)));
    let zero = Figure::default();
    let (mut rise, mut fall) = (None, None);
    for (name, change) in own.chain(gone) {
        if change > rise.map_or(zero, |(_, most)| most) {
            rise = Some((name, change));
        }
        if change < fall.map_or(zero, |(_, most)| most) {
            fall = Some((name, change));
        }
    }
    [rise, fall]
}

/// The units of the earlier report that are not known in this one, scored or not.
fn left<'r>(earlier: &'r Earlier, report: &Report<'r>) -> Vec<LeftUnit<'r>> {
    let code =
        |table: Option<TableNumber>| table.map(|table| normalise(&report.library.targets(table).code).into_owned());
    let scored = report.units.iter().map(|unit| (code(Some(unit.table)), unit.unit.unwrap_or_default()));
    let unscored = report.unscored().map(|(_, unit)| (code(unit.key.table), unit.key.name.as_str()));
    let known: HashSet<_> = scored.chain(unscored).map(|(code, name)| (code, normalise(name).into_owned())).collect();
    let tables: HashMap<_, _> =
        report.library.tables().map(|(number, table)| (normalise(&table.targets.code).into_owned(), number)).collect();
    let is_left = |unit: &&EarlierUnit| {
        let name = normalise(unit.name.as_deref().unwrap_or_default()).into_owned();
        let code = normalise(&unit.bureau[0]).into_owned();
        !known.contains(&(Some(code), name.clone())) && !known.contains(&(None, name))
    };
    let listed = |unit: &'r EarlierUnit| {
        let (table, name) =
            (tables.get(&*normalise(&unit.bureau[0])).copied(), unit.name.as_deref().unwrap_or_default());
        let name = if table.is_some() { name.into() } else { with_bureau(name, &unit.bureau[1]) };
        LeftUnit { earlier: unit, listed: ListedUnit::from(UnitKey { table, name: name.into_owned() }) }
    };
    earlier.units.iter().filter(is_left).map(listed).collect()
}
