//! The CSV report: one row per indicator, activity or office, for pivot tables.

use std::io::Write;

use super::{ActivityReport, DutyReport, IndicatorReport, Level, Report, Standing, State, UnitReport};
use crate::grading::{Attainment, Grade};
use crate::number::Figure;

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
    let mut rows = Rows { report, csv: csv::WriterBuilder::new().terminator(terminator).from_writer(&mut out) };
    match report.level {
        Level::Unit => rows.units()?,
        Level::Activity => rows.activities()?,
        Level::Indicator => rows.indicators()?,
    }
    rows.csv.flush()?;
    Ok(())
}

struct Rows<'r, W: Write> {
    report: &'r Report<'r>,
    csv: csv::Writer<W>,
}

impl<W: Write> Rows<'_, W> {
    fn units(&mut self) -> csv::Result<()> {
        self.csv.write_record(UNIT)?;
        for unit in &self.report.units {
            self.field(&text(unit.unit.as_deref()))?;
            self.standing(unit.standing)?;
            self.field(&figure(unit.coverage))?;
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
                self.field(&count.to_string())?;
            }
            self.field(&text(Some(&self.report.targets.code)))?;
            self.field(&text(Some(&self.report.targets.name)))?;
            self.field(&text(self.report.period.as_deref()))?;
            self.end()?;
        }
        Ok(())
    }

    fn activities(&mut self) -> csv::Result<()> {
        self.csv.write_record(ACTIVITY)?;
        for unit in &self.report.units {
            for duty in unit.duties.iter().flatten() {
                for activity in &duty.activities {
                    self.place(unit, duty, activity)?;
                    self.standing(activity.standing)?;
                    self.field(&activity.weight.to_string())?;
                    self.field(&figure(unit.standing.score()))?;
                    self.end()?;
                }
            }
        }
        Ok(())
    }

    fn indicators(&mut self) -> csv::Result<()> {
        self.csv.write_record(INDICATOR)?;
        for unit in &self.report.units {
            for duty in unit.duties.iter().flatten() {
                for activity in &duty.activities {
                    for indicator in activity.indicators.iter().flatten() {
                        self.place(unit, duty, activity)?;
                        self.indicator(indicator)?;
                        self.above(unit, duty, activity)?;
                        self.end()?;
                    }
                }
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
        self.field(&text(Some(&self.report.targets.code)))?;
        self.field(&text(Some(&self.report.targets.name)))?;
        self.field(&text(unit.unit.as_deref()))?;
        self.field(&text(self.report.period.as_deref()))?;
        self.field(&text(Some(&duty.target.name)))?;
        self.field(&text(Some(&activity.target.name)))?;
        self.field(&activity.target.budget.map(|budget| budget.fixed(2)).unwrap_or_default())
    }

    fn indicator(&mut self, indicator: &IndicatorReport<'_>) -> csv::Result<()> {
        let target = indicator.target;
        self.field(&text(Some(&target.name)))?;
        self.field(state(indicator.state))?;
        self.field(&indicator.actual.map(|actual| actual.to_string()).unwrap_or_default())?;
        self.field(&text(indicator.text.as_deref()))?;
        self.field(&text(Some(&target.measure)))?;
        for cutoff in target.cutoffs.written() {
            self.field(&cutoff.to_string())?;
        }
        self.grade(indicator.attainment.map(Attainment::grade))?;
        let below = indicator.attainment.map(|attainment| attainment == Attainment::BelowPoor);
        self.field(&below.map(|below| below.to_string()).unwrap_or_default())?;
        let (min, max) = indicator.range.unzip();
        for score in [indicator.score, min, max, Some(indicator.weight), indicator.loss] {
            self.field(&figure(score))?;
        }
        let next = indicator.next;
        self.grade(next.map(|next| next.grade))?;
        self.field(&next.map(|next| next.cutoff.to_string()).unwrap_or_default())?;
        self.field(&next.map(|next| next.distance.to_string()).unwrap_or_default())?;
        self.field(&figure(next.map(|next| next.gain)))?;
        self.field(&text(indicator.note.as_deref()))
    }

    /// The scores of what is above an indicator.
    fn above(
        &mut self,
        unit: &UnitReport<'_>,
        duty: &DutyReport<'_>,
        activity: &ActivityReport<'_>,
    ) -> csv::Result<()> {
        self.field(&figure(activity.standing.score()))?;
        self.field(&figure(duty.standing.score()))?;
        self.field(&figure(unit.standing.score()))?;
        let (min, max) = unit.standing.range.unzip();
        self.field(&figure(min))?;
        self.field(&figure(max))?;
        self.field(unit.standing.grade.map_or("", Grade::code))
    }

    fn standing(&mut self, standing: Standing) -> csv::Result<()> {
        let (min, max) = standing.range.unzip();
        for score in [standing.score(), min, max] {
            self.field(&figure(score))?;
        }
        self.grade(standing.grade)
    }

    fn grade(&mut self, grade: Option<Grade>) -> csv::Result<()> {
        self.field(grade.map_or("", Grade::code))?;
        self.field(grade.map_or("", Grade::label))
    }

    fn field(&mut self, field: &str) -> csv::Result<()> {
        self.csv.write_field(field)
    }

    fn end(&mut self) -> csv::Result<()> {
        self.csv.write_record(None::<&[u8]>)
    }
}

fn figure(figure: Option<Figure>) -> String {
    figure.map(|figure| figure.to_string()).unwrap_or_default()
}

fn state(state: State) -> &'static str {
    match state {
        State::Reported => "reported",
        State::Missing => "missing",
        State::NotApplicable => "not_applicable",
    }
}

/// Text that cannot become a formula: a spreadsheet shows the apostrophe's text as it is.
fn text(text: Option<&str>) -> String {
    let text = text.unwrap_or_default();
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
