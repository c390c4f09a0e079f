//! From the tally to the report: every unit's figures, and their league.

use super::comparison::{Comparer, comparison};
use super::{League, Level, LossSums, Order, Report, Scorer, UnitReport};
use crate::actuals::{Actuals, ExpectedUnits, ListedUnit, Tally, UnitActuals, UnitKey, UnitNumber, Unlisted};
use crate::against::Earlier;
use crate::crew;
use crate::diagnostic::Problems;
use crate::scoring::MissingPolicy;
use crate::targets::Library;

/// Units whose figures are computed, or whose rows are written, in one go.
pub(super) const AT_A_TIME: usize = 1_000;

/// Threads that so many units are worth.
pub(super) fn threads(units: usize) -> usize {
    if units > AT_A_TIME { crew::threads() } else { 1 }
}

/// How deep reports must go, given the level of the formats that can show more or less, and the units
/// that were read.
pub type DepthOf<'a> = Box<dyn Fn(Level, &Tally) -> Level + 'a>;

/// What is wanted of a report.
pub struct Wanted<'a, 'r> {
    /// Whether units are to be scored, and not their forms checked alone.
    pub is_scored: bool,
    /// How missing indicators count.
    pub missing: MissingPolicy,
    /// The order of the units.
    pub order: Order,
    /// How deep formats go that can show more or less; by default to indicators, and to units where rows name them.
    pub level: Option<Level>,
    /// How deep the deepest format goes.
    pub depth: DepthOf<'a>,
    /// Whether losses are summed up over several units.
    pub with_losses: bool,
    /// The earlier report to compare with, whose missing values count as here.
    pub earlier: Option<&'r Earlier>,
    /// Who must report, where there is a list.
    pub expected: Option<&'a ExpectedUnits>,
    /// The units that are not on it.
    pub unlisted: &'r [Unlisted],
    /// What lies in the folders that were given and is not read, though a unit may have sent it in.
    pub unread_files: &'r [String],
    /// The period, as the user names it.
    pub period: Option<String>,
}

/// Computes the report of all units.
pub fn assemble<'r>(
    library: &'r Library,
    actuals: &'r Actuals,
    problems: Problems,
    wanted: Wanted<'_, 'r>,
) -> Report<'r> {
    let scorers: Vec<_> = library.tables().map(|(_, table)| Scorer::new(&table.targets, wanted.missing)).collect();
    let tally = &actuals.tally;
    let several = tally.len() + actuals.failed.len() > 1;
    let level = wanted.level.unwrap_or(if actuals.names_units { Level::Unit } else { Level::Indicator });
    let is_legal = |unit: &UnitNumber| wanted.is_scored && !tally.is_left_out(*unit) && !tally.is_blank(*unit);
    let legal: Vec<_> = tally.units().filter(is_legal).collect();
    let depth = (wanted.depth)(level, tally);
    let reporter = Reporter { actuals, scorers: &scorers, depth, with_losses: wanted.with_losses };
    let mut units = reporter.reports(&legal);
    wanted.order.sort(&mut units);
    let league = (several && wanted.with_losses).then(|| {
        let mut sums: Vec<_> = scorers.iter().map(LossSums::new).collect();
        reporter.each(&legal, |unit| sums[usize::from(unit.table)].add(unit));
        League::new(&units, sums.into_iter().map(LossSums::finish).collect())
    });
    let mut report = Report {
        library,
        actuals,
        tables: actuals.tables(),
        period: wanted.period,
        is_scored: wanted.is_scored,
        missing: wanted.missing,
        level,
        units,
        league,
        comparison: None,
        left_out: actuals.left_out(),
        blank: actuals.blank(),
        not_reported: absent(wanted.expected, library, actuals),
        unlisted: wanted.unlisted,
        unread_files: wanted.unread_files,
        problems,
    };
    if let Some(earlier) = wanted.earlier {
        let comparer = Comparer::new(earlier, &report);
        reporter.compare(&mut report.units, &comparer);
        report.comparison = Some(comparison(earlier, &report));
    }
    report
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
        crew::in_order(
            threads(units.len()),
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

    /// Compares units, all of which are reported down to the indicators for it.
    fn compare(&self, units: &mut [UnitReport<'r>], comparer: &Comparer<'r>) {
        let mut outcomes = Vec::new();
        for unit in units {
            let (scorer, number) = (&self.scorers[usize::from(unit.table)], unit.number);
            let whole = || scorer.unit(self.actuals.unit(number, &mut outcomes), Level::Indicator);
            comparer.compare(unit, scorer.targets(), self.depth, whole);
        }
    }

    fn each(&self, units: &[UnitNumber], mut take: impl FnMut(UnitActuals<'r, '_>)) {
        let mut outcomes = Vec::new();
        for &unit in units {
            take(self.actuals.unit(unit, &mut outcomes));
        }
    }
}

/// Who was expected and did not report: those of the list or, without one, bureaus of a library that has several.
fn absent(expected: Option<&ExpectedUnits>, library: &Library, actuals: &Actuals) -> Vec<ListedUnit> {
    let absent = match expected {
        Some(expected) => actuals.absent(expected, library),
        None if library.has_several() => actuals.absent(&ExpectedUnits::bureaus(library), library),
        None => Vec::new(),
    };
    let only = (!library.has_several()).then_some(0);
    absent.into_iter().map(|key| UnitKey { table: key.table.or(only), ..key }.into()).collect()
}
