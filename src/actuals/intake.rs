//! Folds rows into the tally: who reports, which indicator, what it attains, and every problem.

mod offices;
mod records;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::batch::{Batch, Row};
use super::feed::{Event, Header};
use super::form::{CellProblem, Form, is_blank_text, is_total};
use super::lookup::{Lookup, Unresolved};
use super::place::FileName;
use super::tally::{Keep, Tally, UnitNumber};
use super::value::{Convention, Reading, Style};
use crate::diagnostic::{Code, Diagnostic, Place, Problem, Problems};
use crate::report::{self, SharedSource};
use crate::scoring::Outcome;
use crate::targets::{Indicator, Targets};

/// Takes rows in, one file after the other.
pub struct Intake<'t> {
    lookup: Lookup<'t>,
    indicators: Vec<(&'t str, &'t Indicator)>,
    rates: Vec<bool>,
    tally: Tally,
    problems: Problems,
    sources: Vec<SharedSource>,
    /// The positions that each file's lines have among all lines of the run.
    positions: Vec<Range<u64>>,
    failed: Vec<String>,
    completed: Option<UnitNumber>,
    fraction: bool,
    activity_above: String,
    unit_above: String,
    current: Option<FileIntake>,
}

/// What is known of the file whose rows are coming.
struct FileIntake {
    file: FileName,
    form: Form,
    first_position: u64,
    last_line: u64,
    /// The office that the file's name gives to rows that name none.
    own_name: Option<String>,
    unit: Option<UnitNumber>,
    /// The office whose rows are coming is another file's: they are refused.
    is_refused: bool,
    /// The offices whose rows are refused; each is reported once.
    refused: HashSet<UnitNumber>,
    mixed: Mixed,
}

/// Bare numbers and numbers with `%` in one file.
#[derive(Default)]
struct Mixed {
    percent: u64,
    bare: u64,
    first_bare: Option<Place>,
}

/// What a row's names come to.
enum Names {
    Known(usize),
    Unknown(Unresolved),
    Nothing,
}

/// What a row says; small, since there is one for every row.
#[derive(Clone, Copy)]
struct Found {
    unit: UnitNumber,
    number: usize,
    outcome: Outcome,
    /// How the value was written, and whether it is above 100.
    style: Option<Style>,
    is_over: bool,
}

/// Rows in a handful.
const AT_A_TIME: usize = 64;

impl<'t> Intake<'t> {
    /// Starts without rows.
    #[must_use]
    pub fn new(targets: &'t Targets, keep: Keep, fraction: bool) -> Self {
        let indicators: Vec<_> =
            targets.indicators().map(|(activity, indicator)| (activity.name.as_str(), indicator)).collect();
        Self {
            lookup: Lookup::new(targets),
            rates: indicators.iter().map(|(_, indicator)| indicator.is_rate()).collect(),
            tally: Tally::new(indicators.len(), keep),
            indicators,
            problems: Problems::default(),
            sources: Vec::new(),
            positions: Vec::new(),
            failed: Vec::new(),
            completed: None,
            fraction,
            activity_above: String::new(),
            unit_above: String::new(),
            current: None,
        }
    }

    /// Takes in what the feed brings, and gives a batch back for reuse.
    pub fn take(&mut self, event: Event) -> Batch {
        match event {
            Event::Begin(header) => {
                let file = self.begin(header);
                self.current = Some(file);
            }
            Event::Rows(batch) => {
                if let Some(mut file) = self.current.take() {
                    self.rows(&mut file, &batch);
                    self.current = Some(file);
                }
                return batch;
            }
            Event::End { sha256, broke_off } => {
                if let Some(file) = self.current.take() {
                    self.end(file, sha256, broke_off);
                }
            }
            Event::Failed { own_name, why } => self.fail(own_name, *why),
        }
        Batch::default()
    }

    /// Begins a file whose header was found.
    fn begin(&mut self, Header { file, columns, own_name }: Header) -> FileIntake {
        let first_position = self.positions.last().map_or(0, |positions| positions.end);
        self.sources.push(Arc::default());
        self.activity_above.clear();
        self.unit_above.clear();
        let convention = Convention { column_measure: columns.actual_measure.clone(), fraction: self.fraction };
        let has_units = columns.unit.is_some();
        let mut intake = FileIntake {
            file,
            form: Form { columns, convention },
            first_position,
            last_line: 0,
            own_name,
            unit: None,
            is_refused: false,
            refused: HashSet::new(),
            mixed: Mixed::default(),
        };
        if !has_units {
            self.own_unit(&mut intake);
        }
        intake
    }

    /// Ends a file: all of its rows were taken in, or it broke off with a problem.
    fn end(&mut self, intake: FileIntake, sha256: Option<String>, broke_off: Option<Box<Diagnostic>>) {
        let name = intake.file.name.as_deref().map(str::to_owned);
        if let Some(source) = self.sources.last_mut() {
            *source = Arc::new(report::Source { file: name, sha256 });
        }
        let end = intake.first_position + intake.last_line + 1;
        self.positions.push(intake.first_position..end);
        let is_whole = broke_off.is_none() && intake.form.columns.unit.is_none();
        self.completed = intake.unit.filter(|unit| is_whole && !self.tally.is_spoiled(*unit));
        let Mixed { percent, bare, first_bare } = intake.mixed;
        if let (Some(place), true) = (first_bare, percent > 0) {
            self.problems.push(Diagnostic { problem: Problem::MixedPercent { bare, percent }, place });
        }
        if let Some(diagnostic) = broke_off {
            self.tally.spoil_all_at(intake.first_position..end);
            match intake.unit {
                Some(unit) => self.tally.spoil(unit),
                None => self.failed.push(file_office(intake.own_name, diagnostic.place.file.as_deref())),
            }
            self.problems.push(*diagnostic);
        }
    }

    /// Notes a file that could not be read at all.
    fn fail(&mut self, own_name: Option<String>, diagnostic: Diagnostic) {
        let position = self.positions.last().map_or(0, |positions| positions.end);
        let file = diagnostic.place.file.as_deref().map(str::to_owned);
        self.failed.push(file_office(own_name, file.as_deref()));
        self.sources.push(Arc::new(report::Source { file, sha256: None }));
        self.positions.push(position..position);
        self.problems.push(diagnostic);
    }

    /// An office whose own file could not be read is not scored from other files.
    fn spoil_failed(&mut self) {
        let tally = &mut self.tally;
        self.failed.retain(|name| match tally.find(name) {
            Some(unit) => {
                tally.spoil(unit);
                false
            }
            None => true,
        });
    }

    /// Ends the run: indicators without a row are missing.
    #[must_use]
    pub fn finish(mut self) -> Actuals {
        self.spoil_failed();
        let several = self.tally.len() > 1;
        // What an office in error did not report will be seen once the errors are mended.
        for unit in self.tally.units().filter(|&unit| !self.tally.is_spoiled(unit)) {
            for indicator in self.tally.without_row(unit) {
                let (activity, indicator) = self.indicators[indicator];
                self.problems.report(Code::Missing, || {
                    let origin = self.tally.origin(unit);
                    let file = self.sources.get(origin.file as usize).and_then(|source| source.file.as_deref());
                    Diagnostic {
                        problem: Problem::Missing {
                            unit: several.then(|| self.tally.name(unit).to_owned()),
                            activity: activity.to_owned(),
                            indicator: indicator.name.clone(),
                        },
                        place: Place {
                            file_number: origin.file as usize,
                            file: file.map(Arc::from),
                            ..Place::default()
                        },
                    }
                });
            }
        }
        Actuals { tally: self.tally, problems: self.problems, sources: self.sources, failed: self.failed }
    }

    /// The office that the file which ended last gave its name to, if nothing spoiled it.
    #[must_use]
    pub fn completed(&self) -> Option<(UnitNumber, &SharedSource)> {
        Some((self.completed?, self.sources.last()?))
    }

    /// The offices that were met so far.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    fn file_number(&self) -> u32 {
        u32::try_from(self.sources.len().saturating_sub(1)).expect("fewer than four thousand million files")
    }

    /// Takes rows in by the handful: what is known of many offices lies far apart in memory, and
    /// look-ups that follow each other closely are fetched several at a time.
    fn rows(&mut self, intake: &mut FileIntake, batch: &Batch) {
        let mut rows = batch.rows();
        let mut handful = Vec::with_capacity(AT_A_TIME);
        let mut known = Vec::with_capacity(AT_A_TIME);
        let mut found = Vec::with_capacity(AT_A_TIME);
        loop {
            handful.clear();
            handful.extend(rows.by_ref().take(AT_A_TIME));
            let Some(last) = handful.last() else { return };
            intake.last_line = last.line();
            self.look_up_units(intake, &handful, &mut known);
            found.clear();
            for (index, (row, known)) in handful.iter().zip(&known).enumerate() {
                found.extend(self.row(intake, *row, *known).map(|found| (index, found)));
            }
            self.record(intake, &handful, &found);
        }
    }

    /// What a row says; nothing where it says nothing, or is in error.
    fn row(&mut self, intake: &mut FileIntake, row: Row<'_>, known: Option<UnitNumber>) -> Option<Found> {
        let indicator_column = intake.form.columns.indicator?;
        let has_indicator = !is_blank_text(row.as_it_stands(indicator_column));
        if !has_indicator && intake.form.is_nothing(row) {
            return None;
        }
        let unit = self.unit(intake, row, known)?;
        if let Some(column) = intake.form.columns.activity.filter(|&column| !is_blank_text(row.as_it_stands(column))) {
            let activity = row.cell(column);
            if *activity != *self.activity_above {
                self.activity_above.clear();
                self.activity_above.push_str(&activity);
            }
        }
        if intake.is_refused {
            return None;
        }
        if !has_indicator {
            if intake.form.has_value(row) {
                self.spoil(intake, row, unit, (Box::new(Problem::NoIndicator), indicator_column));
            }
            return None;
        }
        match self.resolve(intake, row, indicator_column) {
            Names::Known(number) => self.value(intake, row, unit, number),
            Names::Unknown(unresolved) => {
                self.spoil_by_name(intake, row, unit, unresolved);
                None
            }
            Names::Nothing => None,
        }
    }

    /// Resolves a row's names; a total, and a header that is repeated, are nothing.
    fn resolve(&mut self, intake: &FileIntake, row: Row<'_>, column: usize) -> Names {
        let indicator = row.cell(column);
        let activity = intake.form.columns.activity.map(|_| self.activity_above.as_str());
        if let Some(number) = self.lookup.remembered(activity.unwrap_or_default(), &indicator) {
            return Names::Known(number);
        }
        if intake.form.columns.repeated_in(row) || is_total(&indicator) || activity.is_some_and(is_total) {
            return Names::Nothing;
        }
        self.lookup.resolve(activity, &indicator).map_or_else(Names::Unknown, Names::Known)
    }

    /// Reports names that do not resolve. They are compared with the table only for a problem that is
    /// kept.
    fn spoil_by_name(&mut self, intake: &FileIntake, row: Row<'_>, unit: UnitNumber, unresolved: Unresolved) {
        self.tally.spoil(unit);
        let indicator = intake.form.columns.indicator.unwrap_or_default();
        let (code, column) = match unresolved {
            Unresolved::Activity => (Code::UnknownActivity, intake.form.columns.activity.unwrap_or(indicator)),
            Unresolved::Indicator => (Code::UnknownIndicator, indicator),
            Unresolved::Ambiguous => (Code::AmbiguousIndicator, indicator),
        };
        let activity = intake.form.columns.activity.map(|_| self.activity_above.as_str());
        let lookup = &self.lookup;
        self.problems.report(code, || Diagnostic {
            problem: lookup.problem(unresolved, activity, &row.cell(indicator)),
            place: intake.file.place_of(row, column),
        });
    }

    fn value(&mut self, intake: &FileIntake, row: Row<'_>, unit: UnitNumber, number: usize) -> Option<Found> {
        let (_, indicator) = self.indicators[number];
        let finding = match intake.form.find(row, indicator) {
            Ok(finding) => finding,
            Err(problem) => {
                self.spoil(intake, row, unit, problem);
                return None;
            }
        };
        let (outcome, style, is_over) = match finding.reading {
            Reading::Reported(actual, style) => {
                (Outcome::Reported(indicator.cutoffs.attainment(actual)), Some(style), actual.exceeds(100))
            }
            Reading::Missing => (Outcome::Missing, None, false),
            Reading::NotApplicable => (Outcome::NotApplicable, None, false),
        };
        Some(Found { unit, number, outcome, style, is_over })
    }

    /// Reports a problem of a row, which leaves its office unscored.
    fn spoil(&mut self, intake: &FileIntake, row: Row<'_>, unit: UnitNumber, (problem, column): CellProblem) {
        self.tally.spoil(unit);
        let place = || intake.file.place_of(row, column);
        self.problems.report(problem.code(), || Diagnostic { problem: *problem, place: place() });
    }
}

/// What all files of a run came to.
#[derive(Debug)]
pub struct Actuals {
    /// The offices and their outcomes.
    pub tally: Tally,
    /// Everything that is wrong, in full or counted.
    pub problems: Problems,
    /// The files, by number.
    pub sources: Vec<SharedSource>,
    /// Offices of files that could not be read at all, by the files' names.
    pub failed: Vec<String>,
}

/// The office that a file stands for while none of its rows could be read.
fn file_office(own_name: Option<String>, file: Option<&str>) -> String {
    own_name.or_else(|| file.map(str::to_owned)).unwrap_or_default()
}
