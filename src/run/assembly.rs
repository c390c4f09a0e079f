//! From the tally to the report: every unit's figures, and their league.

use std::collections::HashSet;

use super::outputs::Outputs;
use super::table::Table;
use crate::actuals::{Actuals, UnitActuals, UnitNumber};
use crate::cli::ScoreArgs;
use crate::crew;
use crate::diagnostic::Problems;
use crate::names::normalise;
use crate::report::{League, Level, LossSums, Report, Scorer, UnitReport};

/// Units whose figures are computed in one go.
const AT_A_TIME: usize = 1_000;

/// Computes the report of all units.
pub(super) fn assemble<'r>(
    args: &ScoreArgs,
    table: &'r Table,
    scorer: &Scorer<'r>,
    actuals: &'r Actuals,
    problems: Problems,
    expected: Option<&[String]>,
    outputs: &Outputs,
) -> Report<'r> {
    let tally = &actuals.tally;
    let several = tally.len() + actuals.failed.len() > 1;
    let level = args.level.unwrap_or(if several { Level::Unit } else { Level::Indicator });
    let legal: Vec<_> = tally.units().filter(|&unit| !tally.is_left_out(unit)).collect();
    let reporter = Reporter { actuals, scorer, depth: outputs.depth(level, tally), with_losses: outputs.show_losses() };
    let mut units = reporter.reports(&legal);
    args.sort.unwrap_or_default().sort(&mut units);
    let league = (several && reporter.with_losses).then(|| {
        let mut sums = LossSums::new(scorer);
        reporter.each(&legal, |unit| sums.add(unit));
        League::new(&units, sums.finish(&table.targets))
    });
    Report {
        targets: &table.targets,
        targets_sha256: if outputs.show_hashes() { table.sha256() } else { String::new() },
        period: args.period.clone(),
        missing: args.missing,
        level,
        units,
        league,
        left_out: actuals.left_out(),
        not_reported: not_reported(expected, actuals),
        problems,
    }
}

/// Makes the reports of units, as deep as is wanted.
struct Reporter<'a, 'r> {
    actuals: &'r Actuals,
    scorer: &'a Scorer<'r>,
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
        if self.with_losses || self.depth > Level::Unit {
            self.scorer.unit(unit, self.depth)
        } else {
            self.scorer.summary(unit)
        }
    }

    fn each(&self, units: &[UnitNumber], mut take: impl FnMut(UnitActuals<'r, '_>)) {
        let mut outcomes = Vec::new();
        for &unit in units {
            take(self.actuals.unit(unit, &mut outcomes));
        }
    }
}

/// Expected units without a row, each once. One whose rows are in error has reported, and so has one
/// whose file could not be read.
pub(super) fn not_reported(expected: Option<&[String]>, actuals: &Actuals) -> Vec<String> {
    let expected = expected.unwrap_or_default();
    let tally = &actuals.tally;
    let failed: HashSet<String> = actuals.failed.iter().map(|failed| normalise(&failed.unit).into_owned()).collect();
    let has_reported = |name: &str| {
        failed.contains(&*normalise(name))
            || tally.find(name).is_some_and(|unit| tally.has_row(unit) || tally.is_left_out(unit))
    };
    let mut seen = HashSet::new();
    let absent = expected.iter().filter(|name| !has_reported(name));
    absent.filter(|name| seen.insert(normalise(name).into_owned())).cloned().collect()
}

/// Units that reported and are not among those that must, in the order of their names: a name may be
/// written in another way. None where there is no list.
pub(super) fn not_expected(expected: Option<&[String]>, actuals: &Actuals) -> Vec<String> {
    let Some(expected) = expected else { return Vec::new() };
    let expected: HashSet<_> = expected.iter().map(|name| normalise(name)).collect();
    let names = actuals.tally.units().map(|unit| actuals.tally.name(unit));
    let mut others: Vec<_> = names.filter(|name| !expected.contains(&normalise(name))).map(str::to_owned).collect();
    others.sort_unstable();
    others
}
