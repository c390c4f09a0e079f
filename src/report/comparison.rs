//! What became of the units since an earlier report ([spec 3.10](crate::spec#310-what-changed)).

mod occasion;
mod pairs;

use std::collections::{HashMap, HashSet};

use self::occasion::occasion;
use self::pairs::Names;
use super::Report;
use super::change::{ChangeReport, Comparison, GoneActivity, Lack, LeftUnit, NoChange, UnitChange};
use super::unit::{Level, UnitReport};
use crate::actuals::{ListedUnit, UnitKey, UnitNumber, beyond_form};
use crate::against::{Earlier, EarlierUnit, Key, key, missing_score};
use crate::change::{changes, sum};
use crate::names::{normal_form, with_bureau};
use crate::number::Figure;
use crate::scoring::MissingPolicy;
use crate::targets::{TableNumber, Targets};

/// Compares units with those of an earlier report.
pub(super) struct Comparer<'r> {
    earlier: &'r Earlier,
    policy: MissingPolicy,
    /// The names of each table.
    names: Vec<Names>,
    /// The lower ends of all scores of the earlier report, the best first.
    scores: Vec<Figure>,
    /// The units that were called otherwise.
    recognised: HashMap<UnitNumber, &'r EarlierUnit>,
}

impl<'r> Comparer<'r> {
    pub(super) fn new(earlier: &'r Earlier, report: &Report<'_>) -> Self {
        let names = report.library.tables().map(|(_, table)| Names::new(&table.targets)).collect();
        let mut scores: Vec<_> = earlier.units.iter().filter_map(|unit| unit.min).collect();
        scores.sort_unstable_by(|a, b| b.cmp(a));
        Self { earlier, policy: report.missing, names, scores, recognised: recognised(earlier, report) }
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
        let exact = self.earlier.unit(&targets.code, unit.unit.unwrap_or_default());
        let earlier = exact.or_else(|| self.recognised.get(&unit.number).copied());
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
    let listed = |unit: &UnitReport<'_>| report.actuals.listed_unit(unit.number);
    let with = |why: NoChange| {
        let is_so = move |unit: &&UnitReport<'_>| unit.change.as_ref().is_some_and(|change| change.change == Err(why));
        report.units.iter().filter(is_so).map(listed).collect()
    };
    let (new, corrected) = (with(NoChange::New), with(NoChange::Unscored));
    let recognised = report.units.iter().filter_map(|unit| {
        let earlier = unit.change.as_ref()?.earlier?;
        let is_other = key(&report.targets(unit).code, unit.unit) != earlier.key();
        is_other.then(|| (listed(unit), earlier))
    });
    let recognised = recognised.collect();
    let occasion = occasion(earlier, report);
    Comparison { earlier, occasion, left: left(earlier, report), new, corrected, recognised }
}

/// The units of a report that the earlier one calls otherwise: beyond years, versions, the bureau and words such as
/// 绩效填报表 the names say the same, and no other unit's on either side does.
fn recognised<'r>(earlier: &'r Earlier, report: &Report<'_>) -> HashMap<UnitNumber, &'r EarlierUnit> {
    let known = Known::new(report);
    let mut alike: HashMap<Key, (Vec<UnitNumber>, Vec<&'r EarlierUnit>)> = HashMap::new();
    for unit in &report.units {
        let targets = report.targets(unit);
        let name = unit.unit.unwrap_or_default();
        if earlier.unit(&targets.code, name).is_none() {
            alike.entry(key(&targets.code, Some(&beyond_form(name, targets)))).or_default().0.push(unit.number);
        }
    }
    for unit in earlier.units.iter().filter(|unit| !known.has(unit)) {
        let Some(table) = known.tables.get(&unit.key().0) else { continue };
        let name = beyond_form(unit.name.as_deref().unwrap_or_default(), report.library.targets(*table));
        if let Some((_, units)) = alike.get_mut(&key(&unit.bureau[0], Some(&name))) {
            units.push(unit);
        }
    }
    let pairs = alike.into_iter().filter_map(|((_, name), units)| match units {
        (now, before) if name.is_empty() || now.len() != 1 || before.len() != 1 => None,
        (now, before) => Some((now[0], before[0])),
    });
    pairs.collect()
}

/// The units that something is known of in a report, scored or not.
struct Known {
    units: HashSet<Key>,
    /// The names of units whose bureau is not known.
    names: HashSet<String>,
    /// The tables of the bureaus by their codes.
    tables: HashMap<String, TableNumber>,
}

impl Known {
    fn new(report: &Report<'_>) -> Self {
        let code = |table: TableNumber| report.library.targets(table).code.as_str();
        let scored = report.units.iter().map(|unit| key(code(unit.table), unit.unit));
        let unscored = || report.unscored().map(|(_, unit)| &unit.key);
        let named = |unit: &UnitKey| Some(key(code(unit.table?), Some(&unit.name)));
        let nameless = unscored().filter(|unit| unit.table.is_none());
        Self {
            units: scored.chain(unscored().filter_map(named)).collect(),
            names: nameless.map(|unit| normal_form(&unit.name)).collect(),
            tables: report.library.tables().map(|(number, _)| (normal_form(code(number)), number)).collect(),
        }
    }

    fn has(&self, earlier: &EarlierUnit) -> bool {
        let key = earlier.key();
        self.names.contains(&key.1) || self.units.contains(&key)
    }
}

/// What raises the score of a unit most, and what lowers it most.
fn largest<'r>(unit: &UnitReport<'r>, gone: &[GoneActivity<'r>]) -> [Option<(&'r str, Figure)>; 2] {
    let own =
        unit.indicators().filter_map(|(_, own)| Some((own.target.name.as_str(), own.against.as_ref()?.change?.score)));
    let gone = unit.gone_indicators(gone);
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
    let known = Known::new(report);
    let compared = report.units.iter().filter_map(|unit| unit.change.as_ref()?.earlier);
    let compared: HashSet<_> = compared.map(EarlierUnit::key).collect();
    let is_left = |unit: &&EarlierUnit| !known.has(unit) && !compared.contains(&unit.key());
    let listed = |unit: &'r EarlierUnit| {
        let (table, name) = (known.tables.get(&unit.key().0).copied(), unit.name.as_deref().unwrap_or_default());
        let name = if table.is_some() { name.into() } else { with_bureau(name, &unit.bureau[1]) };
        LeftUnit { earlier: unit, listed: ListedUnit::from(UnitKey { table, name: name.into_owned() }) }
    };
    earlier.units.iter().filter(is_left).map(listed).collect()
}
