//! The CSV report: one row per indicator, activity or office, for pivot tables.

use std::borrow::Cow;
use std::fmt::{Display, Write as _};
use std::io::Write;

use super::{ActivityReport, DutyReport, IndicatorReport, Level, Report, Standing, UnitReport};
use crate::crew;
use crate::grading::{Attainment, Grade};

/// The columns of a row per indicator.
const INDICATOR: [&str; 36] = [
    "code",
    "bureau",
    "unit",
    "period",
    "duty",
    "activity",
    "budget",
    "indicator",
    "state",
    "actual",
    "actual_text",
    "measure",
    "cutoff_excellent",
    "cutoff_good",
    "cutoff_fair",
    "cutoff_poor",
    "grade",
    "grade_label",
    "below_poor",
    "score",
    "score_min",
    "score_max",
    "weight",
    "loss",
    "next_grade",
    "next_grade_label",
    "next_cutoff",
    "distance",
    "gain",
    "note",
    "activity_score",
    "duty_score",
    "unit_score",
    "unit_score_min",
    "unit_score_max",
    "unit_grade",
];

/// The columns of a row per activity.
const ACTIVITY: [&str; 14] = [
    "code",
    "bureau",
    "unit",
    "period",
    "duty",
    "activity",
    "budget",
    "score",
    "score_min",
    "score_max",
    "grade",
    "grade_label",
    "weight",
    "unit_score",
];

/// The columns of a row per office.
const UNIT: [&str; 17] = [
    "unit",
    "score",
    "score_min",
    "score_max",
    "grade",
    "grade_label",
    "coverage",
    "excellent",
    "good",
    "fair",
    "poor",
    "below_poor",
    "missing",
    "not_applicable",
    "code",
    "bureau",
    "period",
];

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

/// Offices whose rows are written in one go.
const AT_A_TIME: usize = 1_000;

/// Writes the report at its level.
///
/// # Errors
/// Those of the writer.
pub fn csv(report: &Report<'_>, destination: Destination, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    let columns = match report.level {
        Level::Unit => &UNIT[..],
        Level::Activity => &ACTIVITY[..],
        Level::Indicator => &INDICATOR[..],
    };
    if destination == Destination::File {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut heading = destination.writer(Vec::new());
    heading.write_record(columns)?;
    out.write_all(&heading.into_inner()?)?;
    let mut parts = report.units.chunks(AT_A_TIME);
    let threads = if report.units.len() > AT_A_TIME { crew::threads() } else { 1 };
    let mut written = Ok(());
    crew::in_order(
        threads,
        |part: &mut Part<'_, '_>| parts.next().map(|next| part.units = next).is_some(),
        || |part| part.text = text(report, destination, part),
        |part| {
            let text = std::mem::replace(&mut part.text, Ok(Vec::new()));
            if written.is_ok() {
                written = text.map_err(anyhow::Error::from).and_then(|text| Ok(out.write_all(&text)?));
            }
        },
    );
    written
}

/// Some offices, and their rows as text.
struct Part<'r, 't> {
    units: &'r [UnitReport<'t>],
    text: csv::Result<Vec<u8>>,
}

impl Default for Part<'_, '_> {
    fn default() -> Self {
        Self { units: &[], text: Ok(Vec::new()) }
    }
}

fn text(report: &Report<'_>, destination: Destination, part: &Part<'_, '_>) -> csv::Result<Vec<u8>> {
    let mut rows = Rows { report, csv: destination.writer(Vec::new()), text: String::new() };
    match report.level {
        Level::Unit => rows.units(part.units)?,
        Level::Activity => rows.activities(part.units)?,
        Level::Indicator => rows.indicators(part.units)?,
    }
    rows.csv.flush()?;
    rows.csv.into_inner().map_err(|error| error.into_error().into())
}

/// An activity with what is above it.
type Placed<'r> = (&'r UnitReport<'r>, &'r DutyReport<'r>, &'r ActivityReport<'r>);

/// All activities of offices, in their order.
fn activities<'r>(units: &'r [UnitReport<'r>]) -> impl Iterator<Item = Placed<'r>> {
    let duties = units.iter().flat_map(|unit| unit.duties().into_iter().flatten().map(move |duty| (unit, duty)));
    duties.flat_map(|(unit, duty)| duty.activities.iter().map(move |activity| (unit, duty, activity)))
}

struct Rows<'r, W: Write> {
    report: &'r Report<'r>,
    csv: csv::Writer<W>,
    /// Room for the text of one field.
    text: String,
}

impl<W: Write> Rows<'_, W> {
    fn units(&mut self, units: &[UnitReport<'_>]) -> csv::Result<()> {
        for unit in units {
            self.text(unit.unit)?;
            self.standing(unit.standing)?;
            self.field(unit.coverage)?;
            let counts = &unit.counts;
            for count in [
                counts.excellent,
                counts.good,
                counts.fair,
                counts.poor,
                counts.below_poor,
                counts.missing,
                counts.not_applicable,
            ] {
                self.csv.write_field(itoa::Buffer::new().format(count))?;
            }
            self.text(Some(&self.report.targets.code))?;
            self.text(Some(&self.report.targets.name))?;
            self.text(self.report.period.as_deref())?;
            self.end()?;
        }
        Ok(())
    }

    fn activities(&mut self, units: &[UnitReport<'_>]) -> csv::Result<()> {
        for (unit, duty, activity) in activities(units) {
            self.place(unit, duty, activity)?;
            self.standing(activity.standing)?;
            self.field(Some(activity.weight))?;
            self.field(unit.standing.score())?;
            self.end()?;
        }
        Ok(())
    }

    fn indicators(&mut self, units: &[UnitReport<'_>]) -> csv::Result<()> {
        for (unit, duty, activity) in activities(units) {
            for indicator in activity.indicators.iter().flatten() {
                self.place(unit, duty, activity)?;
                self.indicator(indicator)?;
                self.above(unit, duty, activity)?;
                self.end()?;
            }
        }
        Ok(())
    }

    /// Bureau, office, duty, activity and its budget.
    fn place(
        &mut self,
        unit: &UnitReport<'_>,
        duty: &DutyReport<'_>,
        activity: &ActivityReport<'_>,
    ) -> csv::Result<()> {
        self.text(Some(&self.report.targets.code))?;
        self.text(Some(&self.report.targets.name))?;
        self.text(unit.unit)?;
        self.text(self.report.period.as_deref())?;
        self.text(Some(&duty.target.name))?;
        self.text(Some(&activity.target.name))?;
        self.field(activity.target.budget.map(|budget| budget.fixed(2)))
    }

    fn indicator(&mut self, indicator: &IndicatorReport<'_>) -> csv::Result<()> {
        let target = indicator.target;
        self.text(Some(&target.name))?;
        self.field(Some(indicator.outcome.name()))?;
        self.field(indicator.actual)?;
        self.text(indicator.text.as_deref())?;
        self.text(Some(&target.measure))?;
        for cutoff in target.cutoffs.written() {
            self.field(Some(cutoff))?;
        }
        self.grade(indicator.attainment().map(Attainment::grade))?;
        let below = indicator.attainment().map(|attainment| attainment == Attainment::BelowPoor);
        self.field(below)?;
        let (min, max) = indicator.range.unzip();
        for score in [indicator.score, min, max, Some(indicator.weight), indicator.loss] {
            self.field(score)?;
        }
        let next = indicator.next;
        self.grade(next.map(|next| next.grade))?;
        self.field(next.map(|next| next.cutoff))?;
        self.field(next.map(|next| next.distance))?;
        self.field(next.map(|next| next.gain))?;
        self.text(indicator.note.as_deref())
    }

    /// The scores of what is above an indicator.
    fn above(
        &mut self,
        unit: &UnitReport<'_>,
        duty: &DutyReport<'_>,
        activity: &ActivityReport<'_>,
    ) -> csv::Result<()> {
        self.field(activity.standing.score())?;
        self.field(duty.standing.score())?;
        self.field(unit.standing.score())?;
        let (min, max) = unit.standing.range.unzip();
        self.field(min)?;
        self.field(max)?;
        self.field(unit.standing.grade.map(Grade::code))
    }

    fn standing(&mut self, standing: Standing) -> csv::Result<()> {
        let (min, max) = standing.range.unzip();
        for score in [standing.score(), min, max] {
            self.field(score)?;
        }
        self.grade(standing.grade)
    }

    fn grade(&mut self, grade: Option<Grade>) -> csv::Result<()> {
        self.csv.write_field(grade.map_or("", Grade::code))?;
        self.csv.write_field(grade.map_or("", Grade::label))
    }

    /// A figure or code; an empty field where there is none.
    fn field<T: Display>(&mut self, value: Option<T>) -> csv::Result<()> {
        self.text.clear();
        if let Some(value) = value {
            let _ = write!(self.text, "{value}");
        }
        self.csv.write_field(&self.text)
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

    fn end(&mut self) -> csv::Result<()> {
        self.csv.write_record(None::<&[u8]>)
    }
}
