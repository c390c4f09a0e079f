//! The CSV report: one row per indicator, activity or unit, for pivot tables.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::Write;

use super::json::SCHEMA_VERSION;
use super::{
    ActivityReport, ChangeReport, DutyReport, Field, IndicatorReport, Level, PROBLEM_COLUMNS, Report, UnitReport,
    UnitState,
};
use crate::change::Cause;
use crate::crew;
use crate::grading::{Attainment, Grade};
use crate::language::Language;
use crate::number::Decimal;

/// The columns of a level from left to right: of each its name, and how its field is written.
macro_rules! columns {
    ($(#[$note:meta])* $level:ident of $type:ty: $($name:literal: |$fields:ident, $row:pat_param| $field:expr;)*) => {
        $(#[$note])*
        struct $level;

        impl $level {
            const NAMES: &[&str] = &[$($name),*];

            fn write(fields: &mut Fields, row: &$type) -> csv::Result<()> {
                $({
                    let ($fields, $row) = (&mut *fields, row);
                    $field?;
                })*
                Ok(())
            }
        }
    };
}

columns! {
    /// A row per unit.
    UnitColumns of UnitRow<'_>:
    "unit": |fields, row| fields.text(row.unit.unit);
    "score": |fields, row| fields.value(row.unit.standing.score());
    "score_min": |fields, row| fields.value(row.unit.standing.min());
    "score_max": |fields, row| fields.value(row.unit.standing.max());
    "grade": |fields, row| fields.code(row.unit.standing.grade);
    "grade_label": |fields, row| fields.label(row.unit.standing.grade);
    "coverage": |fields, row| fields.value(row.unit.coverage);
    "excellent": |fields, row| fields.count(row.unit.counts.excellent);
    "good": |fields, row| fields.count(row.unit.counts.good);
    "fair": |fields, row| fields.count(row.unit.counts.fair);
    "poor": |fields, row| fields.count(row.unit.counts.poor);
    "below_poor": |fields, row| fields.count(row.unit.counts.below_poor);
    "missing": |fields, row| fields.count(row.unit.counts.missing);
    "not_applicable": |fields, row| fields.count(row.unit.counts.not_applicable);
    "code": |fields, row| fields.text(Some(&row.report.targets(row.unit).code));
    "bureau": |fields, row| fields.text(Some(&row.report.targets(row.unit).name));
    "period": |fields, row| fields.text(row.report.period.as_deref());
    "schema_version": |fields, _| fields.count(SCHEMA_VERSION);
    "unit_state": |fields, _| fields.value(Some(UnitState::Scored.name()));
}

columns! {
    /// A row per activity.
    ActivityColumns of ActivityRow<'_>:
    "code": |fields, row| fields.text(Some(&row.report.targets(row.unit).code));
    "bureau": |fields, row| fields.text(Some(&row.report.targets(row.unit).name));
    "unit": |fields, row| fields.text(row.unit.unit);
    "period": |fields, row| fields.text(row.report.period.as_deref());
    "duty": |fields, row| fields.text(Some(&row.duty.target.name));
    "activity": |fields, row| fields.text(Some(&row.activity.target.name));
    "budget": |fields, row| fields.value(row.activity.target.budget.map(|budget| budget.fixed(2)));
    "score": |fields, row| fields.value(row.activity.standing.score());
    "score_min": |fields, row| fields.value(row.activity.standing.min());
    "score_max": |fields, row| fields.value(row.activity.standing.max());
    "grade": |fields, row| fields.code(row.activity.standing.grade);
    "grade_label": |fields, row| fields.label(row.activity.standing.grade);
    "weight": |fields, row| fields.share(Some(row.activity.fine_weight));
    "unit_score": |fields, row| fields.value(row.unit.standing.score());
    "schema_version": |fields, _| fields.count(SCHEMA_VERSION);
    "unit_state": |fields, _| fields.value(Some(UnitState::Scored.name()));
}

columns! {
    /// A row per indicator.
    IndicatorColumns of (ActivityRow<'_>, &IndicatorReport<'_>):
    "code": |fields, (row, _)| fields.text(Some(&row.report.targets(row.unit).code));
    "bureau": |fields, (row, _)| fields.text(Some(&row.report.targets(row.unit).name));
    "unit": |fields, (row, _)| fields.text(row.unit.unit);
    "period": |fields, (row, _)| fields.text(row.report.period.as_deref());
    "duty": |fields, (row, _)| fields.text(Some(&row.duty.target.name));
    "activity": |fields, (row, _)| fields.text(Some(&row.activity.target.name));
    "budget": |fields, (row, _)| fields.value(row.activity.target.budget.map(|budget| budget.fixed(2)));
    "indicator": |fields, (_, indicator)| fields.text(Some(&indicator.target.name));
    "state": |fields, (_, indicator)| fields.value(Some(indicator.outcome.name()));
    "actual": |fields, (_, indicator)| fields.value(indicator.actual);
    "actual_text": |fields, (_, indicator)| fields.text(indicator.text.as_deref());
    "measure": |fields, (_, indicator)| fields.text(Some(&indicator.target.measure));
    "cutoff_excellent": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[0]);
    "cutoff_good": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[1]);
    "cutoff_fair": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[2]);
    "cutoff_poor": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[3]);
    "grade": |fields, (_, indicator)| fields.code(indicator.attainment().map(Attainment::grade));
    "grade_label": |fields, (_, indicator)| fields.label(indicator.attainment().map(Attainment::grade));
    "below_poor": |fields, (_, indicator)| {
        fields.value(indicator.attainment().map(|attainment| attainment == Attainment::BelowPoor))
    };
    "score": |fields, (_, indicator)| fields.value(indicator.score);
    "score_min": |fields, (_, indicator)| fields.value(indicator.range.map(|(min, _)| min));
    "score_max": |fields, (_, indicator)| fields.value(indicator.range.map(|(_, max)| max));
    "weight": |fields, (_, indicator)| fields.share(Some(indicator.fine.weight));
    "loss": |fields, (_, indicator)| fields.share(indicator.fine.loss);
    "next_grade": |fields, (_, indicator)| fields.code(indicator.next.map(|next| next.grade));
    "next_grade_label": |fields, (_, indicator)| fields.label(indicator.next.map(|next| next.grade));
    "next_cutoff": |fields, (_, indicator)| fields.value(indicator.next.map(|next| next.cutoff));
    "distance": |fields, (_, indicator)| fields.value(indicator.next.map(|next| next.distance));
    "gain": |fields, (_, indicator)| fields.share(indicator.fine.gain);
    "note": |fields, (_, indicator)| fields.text(indicator.note.as_deref());
    "activity_score": |fields, (row, _)| fields.value(row.activity.standing.score());
    "duty_score": |fields, (row, _)| fields.value(row.duty.standing.score());
    "unit_score": |fields, (row, _)| fields.value(row.unit.standing.score());
    "unit_score_min": |fields, (row, _)| fields.value(row.unit.standing.min());
    "unit_score_max": |fields, (row, _)| fields.value(row.unit.standing.max());
    "unit_grade": |fields, (row, _)| fields.code(row.unit.standing.grade);
    "schema_version": |fields, _| fields.count(SCHEMA_VERSION);
    "unit_state": |fields, _| fields.value(Some(UnitState::Scored.name()));
}

columns! {
    /// What changed since an earlier report, behind the other columns of each level.
    ChangeColumns of Changed:
    "change_against": |fields, row| fields.share(row.change.map(|change| change.fine.against()));
    "change_score": |fields, row| fields.share(row.change.map(|change| change.fine.score()));
    "change_values": |fields, row| fields.share(row.part(Cause::Values));
    "change_cutoffs": |fields, row| fields.share(row.part(Cause::Cutoffs));
    "change_weights": |fields, row| fields.share(row.part(Cause::Weights));
    "change_points": |fields, row| fields.share(row.part(Cause::Points));
    "change_entries": |fields, row| fields.share(row.part(Cause::Entries));
    "change_note": |fields, row| fields.text(row.note.as_deref());
}

/// A change as a row has it.
#[derive(Default)]
struct Changed {
    change: Option<ChangeReport>,
    /// Why there is none.
    note: Option<String>,
}

impl Changed {
    fn of_unit(unit: &UnitReport<'_>, language: Language) -> Self {
        let change = unit.change.as_ref().map(|change| change.change);
        let note = change.and_then(Result::err).map(|why| why.words(language));
        Self { change: change.and_then(Result::ok), note }
    }

    const fn of(change: Option<ChangeReport>) -> Self {
        Self { change, note: None }
    }

    fn part(&self, cause: Cause) -> Option<Decimal> {
        self.change.map(|change| change.fine.part(cause))
    }
}

/// What a row per unit is made of.
struct UnitRow<'r> {
    report: &'r Report<'r>,
    unit: &'r UnitReport<'r>,
}

/// An activity with what is above it.
#[derive(Clone, Copy)]
struct ActivityRow<'r> {
    report: &'r Report<'r>,
    unit: &'r UnitReport<'r>,
    duty: &'r DutyReport<'r>,
    activity: &'r ActivityReport<'r>,
}

/// Where the CSV goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A file that a spreadsheet will open: with a byte order mark and CRLF.
    File,
    /// A stream that a program will read: with neither.
    Stream,
}

impl Destination {
    fn writer<W: Write>(self, out: W) -> csv::Writer<W> {
        let terminator = match self {
            Self::File => csv::Terminator::CRLF,
            Self::Stream => csv::Terminator::Any(b'\n'),
        };
        csv::WriterBuilder::new().terminator(terminator).from_writer(out)
    }
}

/// The state of an indicator that the table has no more.
const GONE: &str = "gone";

/// Units whose rows are written in one go.
const AT_A_TIME: usize = 1_000;

/// The names of a level's columns.
const fn names(level: Level) -> &'static [&'static str] {
    match level {
        Level::Unit => UnitColumns::NAMES,
        Level::Activity => ActivityColumns::NAMES,
        Level::Indicator => IndicatorColumns::NAMES,
    }
}

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
    let changes = if report.comparison.is_some() { ChangeColumns::NAMES } else { &[] };
    if destination == Destination::File {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut heading = destination.writer(Vec::new());
    heading.write_record(names(report.level).iter().chain(changes))?;
    out.write_all(&heading.into_inner()?)?;
    let mut parts = report.units.chunks(AT_A_TIME);
    let threads = if report.units.len() > AT_A_TIME { crew::threads() } else { 1 };
    let mut written = Ok(());
    crew::in_order(
        threads,
        |part: &mut Part<'_, '_>| parts.next().map(|next| part.units = next).is_some(),
        || |part| part.text = text(report, language, destination, part.units),
        |part| {
            let text = std::mem::replace(&mut part.text, Ok(Vec::new()));
            if written.is_ok() {
                written = text.map_err(anyhow::Error::from).and_then(|text| Ok(out.write_all(&text)?));
            }
        },
    );
    written?;
    let mut fields = Fields::new(destination);
    for (state, unit) in report.unscored() {
        let bureau = report.bureau_of(&unit.key).map(|bureau| [&*bureau.code, &*bureau.name]);
        let row = Unscored { unit: &unit.key.name, bureau, state: Some(state), gone: [""; 2] };
        fields.unscored(report, &row, None)?;
    }
    for left in report.left() {
        let (name, bureau) = (left.earlier.name.as_deref(), left.earlier.bureau.each_ref().map(String::as_str));
        let state = Some(UnitState::Left);
        let row = Unscored { unit: name.unwrap_or_default(), bureau: Some(bureau), state, gone: [""; 2] };
        fields.unscored(report, &row, None)?;
    }
    Ok(out.write_all(&fields.csv.into_inner()?)?)
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
    if destination == Destination::File {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut fields = Fields::new(destination);
    fields.csv.write_record(PROBLEM_COLUMNS.iter().map(|column| column.name))?;
    for entry in report.problem_entries(language) {
        for column in &PROBLEM_COLUMNS {
            match (column.field)(&entry) {
                Field::None => fields.text(None)?,
                Field::Text(text) => fields.text(Some(&text))?,
                Field::Number(number) => fields.value(Some(number))?,
                Field::Severity(severity) => fields.text(Some(severity.code()))?,
            }
        }
        fields.csv.write_record(None::<&[u8]>)?;
    }
    fields.csv.flush()?;
    let text = fields.csv.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(out.write_all(&text)?)
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

fn text(
    report: &Report<'_>,
    language: Language,
    destination: Destination,
    units: &[UnitReport<'_>],
) -> csv::Result<Vec<u8>> {
    let mut fields = Fields::new(destination);
    for unit in units {
        match report.level {
            Level::Unit => {
                UnitColumns::write(&mut fields, &UnitRow { report, unit })?;
                fields.end(report, || Changed::of_unit(unit, language))?;
            }
            Level::Activity => {
                for row in activities(report, unit) {
                    ActivityColumns::write(&mut fields, &row)?;
                    fields.end(report, || {
                        Changed::of(row.activity.against.as_ref().and_then(|against| against.change))
                    })?;
                }
            }
            Level::Indicator => {
                for row in activities(report, unit) {
                    for indicator in row.activity.indicators.iter().flatten() {
                        IndicatorColumns::write(&mut fields, &(row, indicator))?;
                        let change = || indicator.against.as_ref().and_then(|against| against.change);
                        fields.end(report, || Changed::of(change()))?;
                    }
                }
            }
        }
        gone(&mut fields, report, unit)?;
    }
    fields.csv.flush()?;
    fields.csv.into_inner().map_err(|error| error.into_error().into())
}

/// The rows of what a unit's table has no more: names and changes alone.
fn gone(fields: &mut Fields, report: &Report<'_>, unit: &UnitReport<'_>) -> csv::Result<()> {
    let Some(change) = unit.change.as_ref().filter(|_| report.level > Level::Unit) else { return Ok(()) };
    if report.level == Level::Activity {
        return change.gone.iter().try_for_each(|gone| fields.gone((report, unit), [gone.name, ""], gone.change));
    }
    let of_activities = unit.activities().filter_map(|activity| activity.against.as_ref());
    let of_activities = of_activities.flat_map(|against| &against.gone);
    let mut all = of_activities.chain(change.gone.iter().flat_map(|gone| &gone.indicators));
    all.try_for_each(|gone| fields.gone((report, unit), gone.earlier.names.each_ref().map(String::as_str), gone.change))
}

/// All activities of a unit, in their order.
fn activities<'r>(report: &'r Report<'r>, unit: &'r UnitReport<'r>) -> impl Iterator<Item = ActivityRow<'r>> {
    unit.duties()
        .into_iter()
        .flatten()
        .flat_map(move |duty| duty.activities.iter().map(move |activity| ActivityRow { report, unit, duty, activity }))
}

/// The fields of rows under way.
struct Fields {
    csv: csv::Writer<Vec<u8>>,
    /// Room for the text of one field.
    text: String,
}

/// What a row without figures says.
struct Unscored<'r> {
    unit: &'r str,
    /// Code and name.
    bureau: Option<[&'r str; 2]>,
    /// What became of the unit.
    state: Option<UnitState>,
    /// The names of an activity and an indicator that are gone.
    gone: [&'r str; 2],
}

impl Fields {
    fn new(destination: Destination) -> Self {
        Self { csv: destination.writer(Vec::new()), text: String::new() }
    }

    /// Ends a row, behind what changed where the report is compared with an earlier one.
    fn end(&mut self, report: &Report<'_>, changed: impl FnOnce() -> Changed) -> csv::Result<()> {
        if report.comparison.is_some() {
            ChangeColumns::write(self, &changed())?;
        }
        self.csv.write_record(None::<&[u8]>)
    }

    /// A row without figures.
    fn unscored(&mut self, report: &Report<'_>, row: &Unscored<'_>, change: Option<ChangeReport>) -> csv::Result<()> {
        for column in names(report.level) {
            self.of_unscored(column, report, row)?;
        }
        self.end(report, || Changed::of(change))
    }

    /// The row of an activity or indicator that a unit's table has no more.
    fn gone(
        &mut self,
        (report, unit): (&Report<'_>, &UnitReport<'_>),
        gone: [&str; 2],
        change: Option<ChangeReport>,
    ) -> csv::Result<()> {
        let targets = report.targets(unit);
        let bureau = Some([&*targets.code, &*targets.name]);
        let row = Unscored { unit: unit.unit.unwrap_or_default(), bureau, state: Some(UnitState::Scored), gone };
        self.unscored(report, &row, change)
    }

    /// The field of a column in a row without figures.
    fn of_unscored(&mut self, column: &str, report: &Report<'_>, row: &Unscored<'_>) -> csv::Result<()> {
        let [activity, indicator] = row.gone;
        match column {
            "unit" => self.text(Some(row.unit)),
            "code" => self.text(row.bureau.map(|[code, _]| code)),
            "bureau" => self.text(row.bureau.map(|[_, name]| name)),
            "period" => self.text(report.period.as_deref()),
            "activity" => self.text(Some(activity)),
            "indicator" => self.text(Some(indicator)),
            "state" if !indicator.is_empty() => self.text(Some(GONE)),
            "schema_version" => self.count(SCHEMA_VERSION),
            "unit_state" => self.value(row.state.map(UnitState::name)),
            _ => self.text(None),
        }
    }

    fn count(&mut self, count: u32) -> csv::Result<()> {
        self.csv.write_field(itoa::Buffer::new().format(count))
    }

    fn code(&mut self, grade: Option<Grade>) -> csv::Result<()> {
        self.csv.write_field(grade.map_or("", Grade::code))
    }

    fn label(&mut self, grade: Option<Grade>) -> csv::Result<()> {
        self.csv.write_field(grade.map_or("", Grade::label))
    }

    /// A figure or name of the program; an empty field where there is none.
    fn value<T: Display>(&mut self, value: Option<T>) -> csv::Result<()> {
        self.text.clear();
        if let Some(value) = value {
            let _ = write!(self.text, "{value}");
        }
        self.csv.write_field(&self.text)
    }

    /// A share of the total, with all its decimals.
    fn share(&mut self, share: Option<Decimal>) -> csv::Result<()> {
        self.csv.write_field(share.map(|share| share.fixed(share.decimals())).unwrap_or_default())
    }

    /// Text that cannot become a formula: behind an apostrophe a spreadsheet takes it as it is. Nor can
    /// it steer a terminal; tabs and line ends are a cell's own.
    fn text(&mut self, text: Option<&str>) -> csv::Result<()> {
        let text = text.unwrap_or_default();
        let steers = |c: char| c.is_control() && !matches!(c, '\t' | '\r' | '\n');
        let is_suspect = text.bytes().any(|byte| matches!(byte, ..0x20 | 0x7F | 0xC2)) && text.contains(steers);
        let text = if is_suspect { Cow::Owned(text.replace(steers, " ")) } else { Cow::Borrowed(text) };
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        if is_formula { self.csv.write_field(format!("'{text}")) } else { self.csv.write_field(text.as_bytes()) }
    }
}
