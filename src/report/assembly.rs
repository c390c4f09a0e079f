//! From the tally to the report: every unit's figures, and their league.

use std::collections::HashSet;

use super::{League, Level, LossSums, Order, Report, Scorer, UnitReport};
use crate::actuals::{Actuals, Tally, UnitActuals, UnitKey, UnitNumber};
use crate::crew;
use crate::diagnostic::Problems;
use crate::names::normalise;
use crate::scoring::MissingPolicy;
use crate::targets::Library;

/// Units whose figures are computed in one go.
const AT_A_TIME: usize = 1_000;

/// How deep reports must go, given the level of the formats that can show more or less, and the units
/// that were read.
pub type DepthOf<'a> = Box<dyn Fn(Level, &Tally) -> Level + 'a>;

/// What is wanted of a report.
pub struct Wanted<'a> {
    /// How missing indicators count.
    pub missing: MissingPolicy,
    /// The order of the units.
    pub order: Order,
    /// How deep formats go that can show more or less; by default to indicators for one unit, and to
    /// units for more.
    pub level: Option<Level>,
    /// How deep the deepest format goes.
    pub depth: DepthOf<'a>,
    /// Whether losses are summed up over several units.
    pub with_losses: bool,
    /// The units that must report, where there is a list of them.
    pub expected: Option<&'a [String]>,
    /// The period, as the user names it.
    pub period: Option<String>,
}

/// Computes the report of all units.
pub fn assemble<'r>(library: &'r Library, actuals: &'r Actuals, problems: Problems, wanted: Wanted<'_>) -> Report<'r> {
    let scorers: Vec<_> = library.tables().map(|(_, table)| Scorer::new(&table.targets, wanted.missing)).collect();
    let tally = &actuals.tally;
    let several = tally.len() + actuals.failed.len() > 1;
    let level = wanted.level.unwrap_or(if several { Level::Unit } else { Level::Indicator });
    let legal: Vec<_> = tally.units().filter(|&unit| !tally.is_left_out(unit) && !tally.is_blank(unit)).collect();
    let depth = (wanted.depth)(level, tally);
    let reporter = Reporter { actuals, scorers: &scorers, depth, with_losses: wanted.with_losses };
    let mut units = reporter.reports(&legal);
    wanted.order.sort(&mut units);
    let league = (several && wanted.with_losses).then(|| {
        let mut sums: Vec<_> = scorers.iter().map(LossSums::new).collect();
        reporter.each(&legal, |unit| sums[usize::from(unit.table)].add(unit));
        League::new(&units, sums.into_iter().map(LossSums::finish).collect())
    });
    Report {
        library,
        tables: actuals.tables(),
        period: wanted.period,
        missing: wanted.missing,
        level,
        units,
        league,
        left_out: actuals.left_out(),
        blank: actuals.blank(),
        not_reported: absent(wanted.expected, library, actuals),
        problems,
    }
}

/// Makes the reports of units, as deep as is wanted.
struct Reporter<'a, 'r> {
    actuals: &'r Actuals,
    /// Those of each table.
    scorers: &'a [Scorer<'r>],
    depth: Level,
    with_losses: bool,
}

impl<'r> Reporter<'_, 'r> {
    /// The reports of units in their order, made on several threads where there are many.
    fn reports(&self, units: &[UnitNumber]) -> Vec<UnitReport<'r>> {
        let mut all = Vec::with_capacity(units.len());
        let mut parts = units.chunks(AT_A_TIME);
        let threads = if units.len() > AT_A_TIME { crew::threads() } else { 1 };
        crew::in_order(
            threads,
            |(part, _): &mut (&[UnitNumber], Vec<_>)| parts.next().map(|next| *part = next).is_some(),
            || |(part, reports)| self.each(part, |unit| reports.push(self.report(unit))),
            |(_, reports)| all.append(reports),
        );
        all
    }

    fn report(&self, unit: UnitActuals<'r, '_>) -> UnitReport<'r> {
        let scorer = &self.scorers[usize::from(unit.table)];
        if self.with_losses || self.depth > Level::Unit { scorer.unit(unit, self.depth) } else { scorer.summary(unit) }
    }

    fn each(&self, units: &[UnitNumber], mut take: impl FnMut(UnitActuals<'r, '_>)) {
        let mut outcomes = Vec::new();
        for &unit in units {
            take(self.actuals.unit(unit, &mut outcomes));
        }
    }
}

/// Who was expected and did not report: units of the list or, without one, bureaus of a library that has several.
pub fn absent(expected: Option<&[String]>, library: &Library, actuals: &Actuals) -> Vec<UnitKey> {
    match expected {
        Some(expected) => absent_units(expected, actuals),
        None if library.has_several() => absent_bureaus(library, actuals),
        None => Vec::new(),
    }
}

/// The bureaus without a unit that has reported. One whose rows are in error has, and so has one that the name of a
/// file names which could not be read.
fn absent_bureaus(library: &Library, actuals: &Actuals) -> Vec<UnitKey> {
    let tally = &actuals.tally;
    let reporting = tally.units().filter(|&unit| tally.is_left_out(unit) || !tally.is_blank(unit));
    let reporting: HashSet<_> = reporting.map(|unit| tally.table(unit)).collect();
    let is_named = |name: &str| actuals.failed.iter().any(|failed| normalise(&failed.unit).contains(&*normalise(name)));
    let absent = library.tables().filter(|(table, own)| !reporting.contains(table) && !is_named(&own.targets.name));
    absent.map(|(table, own)| UnitKey { name: own.targets.name.clone(), table: Some(table) }).collect()
}

/// Expected units without a value, each once. One whose rows are in error has reported, and so has one
/// whose file could not be read.
fn absent_units(expected: &[String], actuals: &Actuals) -> Vec<UnitKey> {
    let tally = &actuals.tally;
    let failed: HashSet<String> = actuals.failed.iter().map(|failed| normalise(&failed.unit).into_owned()).collect();
    let has_reported = |name: &str| {
        failed.contains(&*normalise(name))
            || tally.named(name).any(|unit| !tally.is_blank(unit) || tally.is_left_out(unit))
    };
    let mut seen = HashSet::new();
    let absent = expected.iter().filter(|name| !has_reported(name));
    let absent = absent.filter(|name| seen.insert(normalise(name).into_owned()));
    absent.map(|name| UnitKey { name: name.clone(), table: None }).collect()
}
