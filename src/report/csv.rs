//! The CSV report: one row per indicator, activity or unit, for pivot tables.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::Write;

use super::json::SCHEMA_VERSION;
use super::{
    ActivityReport, DutyReport, Field, IndicatorReport, Level, PROBLEM_COLUMNS, Report, UnitReport, UnitState,
};
use crate::actuals::ListedUnit;
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
                fields.csv.write_record(None::<&[u8]>)
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

/// Units whose rows are written in one go.
const AT_A_TIME: usize = 1_000;

/// Writes the report at its level.
///
/// # Errors
/// Those of the writer.
pub fn csv(report: &Report<'_>, destination: Destination, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    let names = match report.level {
        Level::Unit => UnitColumns::NAMES,
        Level::Activity => ActivityColumns::NAMES,
        Level::Indicator => IndicatorColumns::NAMES,
    };
    if destination == Destination::File {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut heading = destination.writer(Vec::new());
    heading.write_record(names)?;
    out.write_all(&heading.into_inner()?)?;
    let mut parts = report.units.chunks(AT_A_TIME);
    let threads = if report.units.len() > AT_A_TIME { crew::threads() } else { 1 };
    let mut written = Ok(());
    crew::in_order(
        threads,
        |part: &mut Part<'_, '_>| parts.next().map(|next| part.units = next).is_some(),
        || |part| part.text = text(report, destination, part.units),
        |part| {
            let text = std::mem::replace(&mut part.text, Ok(Vec::new()));
            if written.is_ok() {
                written = text.map_err(anyhow::Error::from).and_then(|text| Ok(out.write_all(&text)?));
            }
        },
    );
    written?;
    let mut fields = Fields { csv: destination.writer(Vec::new()), text: String::new() };
    for (state, unit) in report.unscored() {
        names.iter().try_for_each(|name| fields.of_unscored(name, report, (state, unit)))?;
        fields.csv.write_record(None::<&[u8]>)?;
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
    let mut fields = Fields { csv: destination.writer(Vec::new()), text: String::new() };
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

fn text(report: &Report<'_>, destination: Destination, units: &[UnitReport<'_>]) -> csv::Result<Vec<u8>> {
    let mut fields = Fields { csv: destination.writer(Vec::new()), text: String::new() };
    for unit in units {
        match report.level {
            Level::Unit => UnitColumns::write(&mut fields, &UnitRow { report, unit })?,
            Level::Activity => {
                activities(report, unit).try_for_each(|row| ActivityColumns::write(&mut fields, &row))?;
            }
            Level::Indicator => {
                let indicators = activities(report, unit)
                    .flat_map(|row| row.activity.indicators.iter().flatten().map(move |indicator| (row, indicator)));
                for row in indicators {
                    IndicatorColumns::write(&mut fields, &row)?;
                }
            }
        }
    }
    fields.csv.flush()?;
    fields.csv.into_inner().map_err(|error| error.into_error().into())
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

impl Fields {
    /// The field of a column for a unit without figures.
    fn of_unscored(
        &mut self,
        column: &str,
        report: &Report<'_>,
        (state, unit): (UnitState, &ListedUnit),
    ) -> csv::Result<()> {
        let bureau = || report.bureau_of(&unit.key);
        match column {
            "unit" => self.text(Some(&unit.key.name)),
            "code" => self.text(bureau().map(|bureau| &*bureau.code)),
            "bureau" => self.text(bureau().map(|bureau| &*bureau.name)),
            "period" => self.text(report.period.as_deref()),
            "schema_version" => self.count(SCHEMA_VERSION),
            "unit_state" => self.value(Some(state.name())),
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
