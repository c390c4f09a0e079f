//! The CSV report: one row per indicator, activity or office, for pivot tables.

use std::fmt::{Display, Write as _};
use std::io::Write;

use super::{ActivityReport, DutyReport, IndicatorReport, Level, Report, Standing, UnitReport};
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

/// Writes the report at its level.
///
/// # Errors
/// Those of the writer.
pub fn csv(report: &Report<'_>, destination: Destination, mut out: &mut dyn Write) -> anyhow::Result<()> {
    let terminator = match destination {
        Destination::File => {
            out.write_all("\u{FEFF}".as_bytes())?;
            csv::Terminator::CRLF
        }
        Destination::Stream => csv::Terminator::Any(b'\n'),
    };
    let mut rows = Rows {
        report,
        csv: csv::WriterBuilder::new().terminator(terminator).from_writer(&mut out),
        text: String::new(),
    };
    let written = match report.level {
        Level::Unit => rows.units(),
        Level::Activity => rows.activities(),
        Level::Indicator => rows.indicators(),
    };
    written.map_err(cause)?;
    rows.csv.flush()?;
    Ok(())
}

/// The error of the writer itself, which the crate's own error hides.
fn cause(error: csv::Error) -> anyhow::Error {
    if !error.is_io_error() {
        return error.into();
    }
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error.into(),
        kind => anyhow::anyhow!("{kind:?}"),
    }
}

/// An activity with what is above it.
type Placed<'r> = (&'r UnitReport<'r>, &'r DutyReport<'r>, &'r ActivityReport<'r>);

/// All activities of all offices, in the report's order.
fn activities<'r>(report: &'r Report<'r>) -> impl Iterator<Item = Placed<'r>> {
    let duties = report.units.iter().flat_map(|unit| unit.duties.iter().flatten().map(move |duty| (unit, duty)));
    duties.flat_map(|(unit, duty)| duty.activities.iter().map(move |activity| (unit, duty, activity)))
}

struct Rows<'r, W: Write> {
    report: &'r Report<'r>,
    csv: csv::Writer<W>,
    /// Room for the text of one field.
    text: String,
}

impl<W: Write> Rows<'_, W> {
    fn units(&mut self) -> csv::Result<()> {
        self.csv.write_record(UNIT)?;
        for unit in &self.report.units {
            self.text(unit.unit.as_deref())?;
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
                self.field(Some(count))?;
            }
            self.text(Some(&self.report.targets.code))?;
            self.text(Some(&self.report.targets.name))?;
            self.text(self.report.period.as_deref())?;
            self.end()?;
        }
        Ok(())
    }

    fn activities(&mut self) -> csv::Result<()> {
        self.csv.write_record(ACTIVITY)?;
        for (unit, duty, activity) in activities(self.report) {
            self.place(unit, duty, activity)?;
            self.standing(activity.standing)?;
            self.field(Some(activity.weight))?;
            self.field(unit.standing.score())?;
            self.end()?;
        }
        Ok(())
    }

    fn indicators(&mut self) -> csv::Result<()> {
        self.csv.write_record(INDICATOR)?;
        for (unit, duty, activity) in activities(self.report) {
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
        self.text(unit.unit.as_deref())?;
        self.text(self.report.period.as_deref())?;
        self.text(Some(&duty.target.name))?;
        self.text(Some(&activity.target.name))?;
        self.field(activity.target.budget.map(|budget| budget.fixed(2)))
    }

    fn indicator(&mut self, indicator: &IndicatorReport<'_>) -> csv::Result<()> {
        let target = indicator.target;
        self.text(Some(&target.name))?;
        self.field(Some(indicator.state.code()))?;
        self.field(indicator.actual)?;
        self.text(indicator.text.as_deref())?;
        self.text(Some(&target.measure))?;
        for cutoff in target.cutoffs.written() {
            self.field(Some(cutoff))?;
        }
        self.grade(indicator.attainment.map(Attainment::grade))?;
        let below = indicator.attainment.map(|attainment| attainment == Attainment::BelowPoor);
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
        self.field(grade.map(Grade::code))?;
        self.field(grade.map(Grade::label))
    }

    /// A figure or code; an empty field where there is none.
    fn field<T: Display>(&mut self, value: Option<T>) -> csv::Result<()> {
        self.text.clear();
        if let Some(value) = value {
            let _ = write!(self.text, "{value}");
        }
        self.csv.write_field(&self.text)
    }

    /// Text that cannot become a formula: behind an apostrophe a spreadsheet takes it as it is.
    fn text(&mut self, text: Option<&str>) -> csv::Result<()> {
        let text = text.unwrap_or_default();
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        if is_formula { self.csv.write_field(format!("'{text}")) } else { self.csv.write_field(text) }
    }

    fn end(&mut self) -> csv::Result<()> {
        self.csv.write_record(None::<&[u8]>)
    }
}
