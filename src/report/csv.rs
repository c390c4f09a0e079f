//! The CSV report: one row per indicator, activity or unit, for pivot tables.

mod columns;
mod fields;

use std::io::Write;

use self::columns::{ActivityColumns, ActivityRow, CHANGE_COLUMNS, Changed, IndicatorColumns, Keys, UnitColumns};
pub use self::fields::Destination;
use self::fields::Fields;
use super::assembly::{AT_A_TIME, threads};
use super::{ChangeReport, Field, Level, PROBLEM_COLUMNS, Report, UnitReport, UnitState};
use crate::crew;
use crate::language::Language;

/// Writes the report at its level; why a change is not known is said in the language.
///
/// # Errors
/// Those of the writer.
pub fn csv(
    report: &Report<'_>,
    language: Language,
    destination: Destination,
    out: &mut (dyn Write + Send),
) -> anyhow::Result<()> {
    let rows = || Rows { report, language, fields: Fields::new(destination) };
    destination.begin(out)?;
    let mut heading = rows();
    heading.names()?;
    out.write_all(&heading.fields.into_text()?)?;
    let mut parts = report.units.chunks(AT_A_TIME);
    let mut written = Ok(());
    crew::in_order(
        threads(report.units.len()),
        |part: &mut Part<'_, '_>| parts.next().map(|next| part.units = next).is_some(),
        || |part| part.text = rows().of_units(part.units),
        |part| {
            let text = std::mem::replace(&mut part.text, Ok(Vec::new()));
            if written.is_ok() {
                written = text.map_err(anyhow::Error::from).and_then(|text| Ok(out.write_all(&text)?));
            }
        },
    );
    written?;
    Ok(out.write_all(&rows().of_unscored()?)?)
}

/// Writes the problems as data, a row for each.
///
/// # Errors
/// Those of the writer.
pub fn problems(
    report: &Report<'_>,
    language: Language,
    destination: Destination,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    destination.begin(out)?;
    let mut fields = Fields::new(destination);
    for column in &PROBLEM_COLUMNS {
        fields.name(column.name)?;
    }
    fields.end()?;
    for entry in report.problem_entries(language) {
        for column in &PROBLEM_COLUMNS {
            match (column.field)(&entry) {
                Field::None => fields.text(None)?,
                Field::Text(text) => fields.text(Some(&text))?,
                Field::Number(number) => fields.value(Some(number))?,
                Field::Severity(severity) => fields.text(Some(severity.code()))?,
            }
        }
        fields.end()?;
    }
    Ok(out.write_all(&fields.into_text()?)?)
}

/// Some units, and their rows as text.
struct Part<'r, 't> {
    units: &'r [UnitReport<'t>],
    text: csv::Result<Vec<u8>>,
}

impl Default for Part<'_, '_> {
    fn default() -> Self {
        Self { units: &[], text: Ok(Vec::new()) }
    }
}

/// The rows of a report under way.
struct Rows<'r> {
    report: &'r Report<'r>,
    language: Language,
    fields: Fields,
}

impl<'r> Rows<'r> {
    /// The names of the columns.
    fn names(&mut self) -> csv::Result<()> {
        let names = match self.report.level {
            Level::Unit => UnitColumns::NAMES,
            Level::Activity => ActivityColumns::NAMES,
            Level::Indicator => IndicatorColumns::NAMES,
        };
        let changes = CHANGE_COLUMNS.iter().map(|(name, _)| *name).filter(|_| self.report.comparison.is_some());
        names.iter().copied().chain(changes).try_for_each(|name| self.fields.name(name))?;
        self.fields.end()
    }

    /// The rows of units with figures.
    fn of_units(mut self, units: &'r [UnitReport<'r>]) -> csv::Result<Vec<u8>> {
        for unit in units {
            let targets = self.report.targets(unit);
            let keys = self.keys(UnitState::Scored, unit.unit, Some([&*targets.code, &*targets.name]));
            match self.report.level {
                Level::Unit => self.unit(&keys, unit)?,
                Level::Activity => self.activities(&keys, unit)?,
                Level::Indicator => self.indicators(&keys, unit)?,
            }
        }
        self.fields.into_text()
    }

    /// The rows of units without figures: those that are not scored, and those that only an earlier report has.
    fn of_unscored(mut self) -> csv::Result<Vec<u8>> {
        for (state, unit) in self.report.unscored() {
            let bureau = self.report.bureau_of(&unit.key).map(|bureau| [&*bureau.code, &*bureau.name]);
            self.without_figures(&self.keys(state, Some(&unit.key.name), bureau), None)?;
        }
        for left in self.report.left() {
            let bureau = Some(left.earlier.bureau.each_ref().map(String::as_str));
            self.without_figures(&self.keys(UnitState::Left, left.earlier.name.as_deref(), bureau), None)?;
        }
        self.fields.into_text()
    }

    /// What the rows of a unit say of it.
    fn keys(&self, state: UnitState, unit: Option<&'r str>, bureau: Option<[&'r str; 2]>) -> Keys<'r> {
        let period = self.report.period.as_deref();
        Keys { unit, bureau, period, state, activity: None, indicator: None }
    }

    fn unit(&mut self, keys: &Keys<'_>, unit: &UnitReport<'_>) -> csv::Result<()> {
        UnitColumns::write(&mut self.fields, keys, Some(unit))?;
        let language = self.language;
        self.end(|| Changed::of_unit(unit, language))
    }

    fn activities(&mut self, keys: &Keys<'_>, unit: &UnitReport<'_>) -> csv::Result<()> {
        for row in rows(unit) {
            ActivityColumns::write(&mut self.fields, keys, Some(&row))?;
            self.end(|| Changed::of(row.activity.against.as_ref().and_then(|against| against.change)))?;
        }
        for gone in unit.change.iter().flat_map(|change| &change.gone) {
            self.without_figures(&Keys { activity: Some(gone.name), ..*keys }, gone.change)?;
        }
        Ok(())
    }

    fn indicators(&mut self, keys: &Keys<'_>, unit: &UnitReport<'_>) -> csv::Result<()> {
        for row in rows(unit) {
            for indicator in row.activity.indicators.iter().flatten() {
                IndicatorColumns::write(&mut self.fields, keys, Some(&(row, indicator)))?;
                self.end(|| Changed::of(indicator.against.as_ref().and_then(|against| against.change)))?;
            }
        }
        let gone = unit.change.as_ref().map_or(&[][..], |change| &change.gone);
        for gone in unit.gone_indicators(gone) {
            let [activity, indicator] = gone.earlier.names.each_ref().map(|name| Some(&**name));
            self.without_figures(&Keys { activity, indicator, ..*keys }, gone.change)?;
        }
        Ok(())
    }

    /// A row that has keys alone, and perhaps a change.
    fn without_figures(&mut self, keys: &Keys<'_>, change: Option<ChangeReport>) -> csv::Result<()> {
        let fields = &mut self.fields;
        match self.report.level {
            Level::Unit => UnitColumns::write(fields, keys, None)?,
            Level::Activity => ActivityColumns::write(fields, keys, None)?,
            Level::Indicator => IndicatorColumns::write(fields, keys, None)?,
        }
        self.end(|| Changed::of(change))
    }

    /// Ends a row, behind what changed where the report is compared with an earlier one.
    fn end(&mut self, changed: impl FnOnce() -> Changed) -> csv::Result<()> {
        if self.report.comparison.is_some() {
            let changed = changed();
            CHANGE_COLUMNS.iter().try_for_each(|(_, write)| write(&mut self.fields, &changed))?;
        }
        self.fields.end()
    }
}

/// All activities of a unit, in their order.
fn rows<'r>(unit: &'r UnitReport<'r>) -> impl Iterator<Item = ActivityRow<'r>> {
    unit.duties()
        .into_iter()
        .flatten()
        .flat_map(move |duty| duty.activities.iter().map(move |activity| ActivityRow { unit, duty, activity }))
}
