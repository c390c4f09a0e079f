//! Whether two reports are of one year.

use std::collections::BTreeSet;

use crate::actuals::years;
use crate::against::Earlier;
use crate::names::normalise;
use crate::report::Report;
use crate::report::change::Occasion;

/// Periods tell, where both reports name one; else the tables, which are the same in one year, and the years that the
/// names of files and folders say.
pub(super) fn occasion(earlier: &Earlier, report: &Report<'_>) -> Occasion {
    let is_same = match (&earlier.period, &report.period) {
        (Some(before), Some(now)) => is_same_period(before, now),
        _ => has_same_tables(earlier, report) && !are_apart(&years_before(earlier), &years_now(report)),
    };
    if is_same { Occasion::SameYear } else { Occasion::OtherYear }
}

fn is_same_period(before: &str, now: &str) -> bool {
    let [before_years, now_years] = [before, now].map(|period| years(period, true));
    let are_known = !before_years.is_empty() && !now_years.is_empty();
    normalise(before) == normalise(now) || are_known && before_years == now_years
}

/// Whether all bureaus that both reports are about have the same tables, and there are any.
fn has_same_tables(earlier: &Earlier, report: &Report<'_>) -> bool {
    let sides = report.tables().filter_map(|table| Some((table.sha256.as_str(), earlier.table(&table.targets.code)?)));
    let mut are_same = sides.map(|(now, before)| now == before).peekable();
    are_same.peek().is_some() && are_same.all(|is_same| is_same)
}

/// Whether both sides name years, and no year is on both.
fn are_apart(before: &BTreeSet<u16>, now: &BTreeSet<u16>) -> bool {
    !before.is_empty() && !now.is_empty() && before.is_disjoint(now)
}

/// The years of the period, else of the units' files, else of the report's own.
fn years_before(earlier: &Earlier) -> BTreeSet<u16> {
    let files = || of_files(earlier.units.iter().filter_map(|unit| unit.file.as_deref()));
    first_known([of_files(earlier.period.as_deref()), files(), of_files([&*earlier.file])])
}

fn years_now(report: &Report<'_>) -> BTreeSet<u16> {
    let files = of_files(report.units.iter().filter_map(|unit| report.source(unit).file.as_deref()));
    first_known([of_files(report.period.as_deref()), files])
}

fn of_files<'n>(names: impl IntoIterator<Item = &'n str>) -> BTreeSet<u16> {
    names.into_iter().flat_map(|name| years(name, true)).collect()
}

fn first_known(years: impl IntoIterator<Item = BTreeSet<u16>>) -> BTreeSet<u16> {
    years.into_iter().find(|years| !years.is_empty()).unwrap_or_default()
}
