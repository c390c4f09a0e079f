//! Folds rows into the tally: who reports, which indicator, what it attains, and every problem.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::batch::{Batch, CellKind, Row};
use super::feed::{Event, Header};
use super::header::Columns;
use super::lookup::{Lookup, Unresolved};
use super::place::FileName;
use super::tally::{Keep, Origin, Tally, UnitNumber};
use super::value::{self, CellText, Convention, Part, Reading, Style};
use crate::diagnostic::{Code, Diagnostic, Place, PlanFault, Problem, Problems, ValueFault};
use crate::names::{is_blank, normalise};
use crate::report::{self, Detail, SharedSource};
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
    columns: Columns,
    convention: Convention,
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
    /// The row among its handful.
    row: usize,
    unit: UnitNumber,
    number: usize,
    outcome: Outcome,
    /// How the value was written, and whether it is above 100.
    style: Option<Style>,
    is_over: bool,
}

/// Rows in a handful.
const AT_A_TIME: usize = 64;

/// A problem and the column that it is in; on the heap, since hardly any row has one.
type CellProblem = (Box<Problem>, usize);

/// What a row's cells come to.
#[derive(Clone, Copy)]
struct Finding {
    reading: Reading,
    /// The column whose text it is; none where it is a pair, which two columns make.
    column: Option<usize>,
}

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
            columns,
            convention,
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
        let is_whole = broke_off.is_none() && intake.columns.unit.is_none();
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

    /// The office that the file's name gives.
    fn own_unit(&mut self, intake: &mut FileIntake) -> UnitNumber {
        if let Some(unit) = intake.unit {
            return unit;
        }
        let origin = Origin { file: self.file_number(), by_file_name: true };
        let unit = self.tally.unit(intake.own_name.as_deref().unwrap_or_default(), origin);
        intake.unit = Some(unit);
        let place = intake.file.place();
        self.check_claim(intake, unit, origin, || place);
        unit
    }

    /// An office that a file claims by its name is that file's alone.
    fn check_claim(
        &mut self,
        intake: &mut FileIntake,
        unit: UnitNumber,
        origin: Origin,
        place: impl FnOnce() -> Place,
    ) {
        let first = self.tally.origin(unit);
        intake.is_refused = false;
        if first.file == origin.file || !(first.by_file_name || origin.by_file_name) {
            return;
        }
        intake.is_refused = true;
        if !intake.refused.insert(unit) {
            return;
        }
        let other = self.sources.get(first.file as usize).and_then(|source| source.file.clone()).unwrap_or_default();
        let name = self.tally.name(unit).to_owned();
        self.tally.spoil(unit);
        self.problems.report(Code::UnitTwice, || Diagnostic {
            problem: Problem::UnitTwice { unit: name, other },
            place: place(),
        });
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
                found.extend(self.row(intake, *row, *known).map(|found| Found { row: index, ..found }));
            }
            self.record(intake, &handful, &found);
        }
    }

    /// Looks up the offices that rows name, where they differ from the row above.
    fn look_up_units(&self, intake: &FileIntake, rows: &[Row<'_>], known: &mut Vec<Option<UnitNumber>>) {
        known.clear();
        let mut above = self.unit_above.as_str();
        known.extend(rows.iter().map(|row| {
            let column = intake.columns.unit?;
            let name = row.as_it_stands(column);
            if name.is_empty() || name == above || row.kind(column) == CellKind::Quoted {
                return None;
            }
            above = name;
            self.tally.find_as_written(name)
        }));
    }

    /// What a row says; nothing where it says nothing, or is in error.
    fn row(&mut self, intake: &mut FileIntake, row: Row<'_>, known: Option<UnitNumber>) -> Option<Found> {
        let indicator_column = intake.columns.indicator?;
        let has_indicator = !is_blank_text(row.as_it_stands(indicator_column));
        if !has_indicator && is_nothing(intake, row) {
            return None;
        }
        let unit = self.unit(intake, row, known)?;
        if let Some(column) = intake.columns.activity.filter(|&column| !is_blank_text(row.as_it_stands(column))) {
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
            if has_value(intake, row) {
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

    /// The office of a row, which may be known already; nothing where the row is a total.
    fn unit(&mut self, intake: &mut FileIntake, row: Row<'_>, known: Option<UnitNumber>) -> Option<UnitNumber> {
        let Some(column) = intake.columns.unit else { return intake.unit };
        let as_it_stands = row.as_it_stands(column);
        if let Some(unit) = intake.unit
            && (as_it_stands == self.unit_above || is_blank_text(as_it_stands))
        {
            return Some(unit);
        }
        if is_blank_text(as_it_stands) {
            return Some(self.own_unit(intake));
        }
        let origin = Origin { file: self.file_number(), by_file_name: false };
        let unit = if let Some(unit) = known {
            unit
        } else {
            let name = row.cell(column);
            if is_total(&name) {
                return None;
            }
            self.tally.unit(&name, origin)
        };
        as_it_stands.clone_into(&mut self.unit_above);
        if intake.unit != Some(unit) {
            self.activity_above.clear();
            intake.unit = Some(unit);
            let file = intake.file.clone();
            self.check_claim(intake, unit, origin, || file.place_of(row, column));
        }
        Some(unit)
    }

    /// Resolves a row's names; a total, and a header that is repeated, are nothing.
    fn resolve(&mut self, intake: &FileIntake, row: Row<'_>, column: usize) -> Names {
        let indicator = row.cell(column);
        let activity = intake.columns.activity.map(|_| self.activity_above.as_str());
        if let Some(number) = self.lookup.remembered(activity.unwrap_or_default(), &indicator) {
            return Names::Known(number);
        }
        if intake.columns.repeated_in(row) || is_total(&indicator) || activity.is_some_and(is_total) {
            return Names::Nothing;
        }
        self.lookup.resolve(activity, &indicator).map_or_else(Names::Unknown, Names::Known)
    }

    /// Reports names that do not resolve. They are compared with the table only for a problem that is
    /// kept.
    fn spoil_by_name(&mut self, intake: &FileIntake, row: Row<'_>, unit: UnitNumber, unresolved: Unresolved) {
        self.tally.spoil(unit);
        let indicator = intake.columns.indicator.unwrap_or_default();
        let (code, column) = match unresolved {
            Unresolved::Activity => (Code::UnknownActivity, intake.columns.activity.unwrap_or(indicator)),
            Unresolved::Indicator => (Code::UnknownIndicator, indicator),
            Unresolved::Ambiguous => (Code::AmbiguousIndicator, indicator),
        };
        let activity = intake.columns.activity.map(|_| self.activity_above.as_str());
        let lookup = &self.lookup;
        self.problems.report(code, || Diagnostic {
            problem: lookup.problem(unresolved, activity, &row.cell(indicator)),
            place: intake.file.place_of(row, column),
        });
    }

    fn value(&mut self, intake: &FileIntake, row: Row<'_>, unit: UnitNumber, number: usize) -> Option<Found> {
        let (_, indicator) = self.indicators[number];
        let finding = match find_value(intake, row, indicator) {
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
        Some(Found { row: 0, unit, number, outcome, style, is_over })
    }

    /// Records what rows say.
    fn record(&mut self, intake: &mut FileIntake, rows: &[Row<'_>], found: &[Found]) {
        let mut firsts = [None; AT_A_TIME];
        for (first, found) in firsts.iter_mut().zip(found) {
            let position = intake.first_position + rows[found.row].line();
            *first = self.tally.record(found.unit, found.number, found.outcome, position).err();
        }
        for (found, first) in found.iter().zip(firsts) {
            let row = rows[found.row];
            if let Some(first) = first {
                let duplicate = self.duplicate(found, first, intake);
                let column = intake.columns.indicator.unwrap_or_default();
                self.spoil(intake, row, found.unit, (Box::new(duplicate), column));
            } else {
                self.warn(intake, row, found);
                let indicator = self.indicators[found.number].1;
                self.tally.keep(found.unit, found.number, || detail(intake, row, indicator));
            }
        }
    }

    fn duplicate(&self, found: &Found, first: u64, intake: &FileIntake) -> Problem {
        let (activity, indicator) = self.indicators[found.number];
        let file = self.positions.partition_point(|positions| positions.end <= first);
        let (start, name) = match self.positions.get(file) {
            Some(positions) => (positions.start, self.sources[file].file.clone()),
            None => (intake.first_position, intake.file.name.as_deref().map(str::to_owned)),
        };
        Problem::Duplicate {
            unit: Some(self.tally.name(found.unit).to_owned()).filter(|name| !name.is_empty()),
            activity: activity.to_owned(),
            indicator: indicator.name.clone(),
            first_file: name,
            first_line: first - start,
        }
    }

    fn warn(&mut self, intake: &mut FileIntake, row: Row<'_>, found: &Found) {
        let columns = &intake.columns;
        let column = columns.actual.or(columns.done).unwrap_or_default();
        let (activity, indicator) = self.indicators[found.number];
        match found.style {
            Some(Style::Percent(_)) => intake.mixed.percent += 1,
            Some(Style::Bare(_)) => {
                intake.mixed.bare += 1;
                intake.mixed.first_bare.get_or_insert_with(|| intake.file.place_of(row, column));
            }
            _ => {}
        }
        match found.outcome {
            Outcome::Reported(_) if found.is_over && self.rates[found.number] => {
                self.problems.report(Code::Over100, || Diagnostic {
                    problem: Problem::Over100 {
                        indicator: indicator.name.clone(),
                        text: detail(intake, row, indicator).text,
                    },
                    place: intake.file.place_of(row, column),
                });
            }
            Outcome::Missing => {
                let tally = &self.tally;
                self.problems.report(Code::Missing, || Diagnostic {
                    problem: Problem::Missing {
                        unit: columns.unit.map(|_| tally.name(found.unit).to_owned()),
                        activity: activity.to_owned(),
                        indicator: indicator.name.clone(),
                    },
                    place: intake.file.place_of(row, column),
                });
            }
            Outcome::NotApplicable if note(intake, row).is_none() => {
                self.problems.report(Code::Unexplained, || Diagnostic {
                    problem: Problem::Unexplained { indicator: indicator.name.clone() },
                    place: intake.file.place_of(row, column),
                });
            }
            Outcome::Reported(_) | Outcome::NotApplicable => {}
        }
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

fn is_blank_text(text: &str) -> bool {
    // Nearly every cell begins with a visible character.
    match text.as_bytes().first() {
        None => true,
        Some(b'!' | b'#'..=b'~' | 0xE4..=0xE9) => false,
        Some(_) => text.trim_matches(|c| is_blank(c) || c == '"').is_empty(),
    }
}

/// 合计 and 小计 rows are nothing.
fn is_total(cell: &str) -> bool {
    let name = normalise(cell);
    matches!(name.trim_end_matches(':'), "合计" | "小计")
}

/// Whether a row without an indicator is nothing: empty, or a total.
fn is_nothing(intake: &FileIntake, row: Row<'_>) -> bool {
    let columns = &intake.columns;
    let is_empty = columns.all().into_iter().flatten().all(|column| is_blank_text(row.as_it_stands(column)));
    (is_empty && !has_value(intake, row)) || row.cells().any(|cell| is_total(&cell))
}

fn has_value(intake: &FileIntake, row: Row<'_>) -> bool {
    let columns = &intake.columns;
    [columns.actual, columns.done, columns.plan].into_iter().flatten().any(|column| {
        let text = row.cell(column);
        !matches!(value::read_part(cell_text(row, column, &text), "%"), Ok(Part::Missing))
    })
}

/// What stood in a row's cells, for the few rows of which that is shown.
fn detail(intake: &FileIntake, row: Row<'_>, indicator: &Indicator) -> Detail {
    let finding = find_value(intake, row, indicator).ok();
    Detail {
        actual: match finding.map(|finding| finding.reading) {
            Some(Reading::Reported(actual, _)) => Some(actual),
            _ => None,
        },
        text: finding.map(|finding| text_of(intake, row, finding)).unwrap_or_default(),
        note: note(intake, row),
    }
}

fn note(intake: &FileIntake, row: Row<'_>) -> Option<String> {
    let text = row.cell(intake.columns.note?);
    let text = text.trim_matches(is_blank);
    (!text.is_empty()).then(|| text.to_owned())
}

fn cell_text<'a>(row: Row<'_>, column: usize, text: &'a str) -> CellText<'a> {
    let kind = row.kind(column);
    CellText { text, is_number: kind == CellKind::Number, is_date: kind == CellKind::Date }
}

/// Reads a row's value from its actual, its pair, or both.
fn find_value(intake: &FileIntake, row: Row<'_>, indicator: &Indicator) -> Result<Finding, CellProblem> {
    let columns = &intake.columns;
    let actual = match columns.actual {
        None => None,
        Some(column) => {
            let text = row.cell(column);
            let reading = value::read(cell_text(row, column, &text), &indicator.measure, &intake.convention)
                .map_err(|problem| (problem, column))?;
            Some(Finding { reading, column: Some(column) })
        }
    };
    let pair = match (columns.done, columns.plan) {
        (Some(done), Some(plan)) => find_pair(row, indicator, done, plan)?,
        _ => None,
    };
    match (actual, pair) {
        (Some(actual), Some(pair)) => agree(intake, row, actual, pair, indicator),
        (Some(finding), None) | (None, Some(finding)) => Ok(finding),
        (None, None) => Ok(Finding { reading: Reading::Missing, column: None }),
    }
}

/// Reads the columns 完成数 and 计划数; nothing where 完成数 is empty.
fn find_pair(row: Row<'_>, indicator: &Indicator, done: usize, plan: usize) -> Result<Option<Finding>, CellProblem> {
    let (done_text, plan_text) = (row.cell(done), row.cell(plan));
    let part = |column, text| {
        value::read_part(cell_text(row, column, text), &indicator.measure).map_err(|problem| (problem, column))
    };
    let parts = (part(done, &done_text)?, part(plan, &plan_text)?);
    let reading = match parts {
        (Part::Missing, Part::Missing | Part::Number(_)) => return Ok(None),
        (Part::NotApplicable, _) | (Part::Missing, Part::NotApplicable) => Reading::NotApplicable,
        (Part::Number(_), Part::Missing | Part::NotApplicable) => {
            return Err((Box::new(Problem::Plan(PlanFault::Empty)), plan));
        }
        (Part::Number(done_number), Part::Number(plan_number)) if indicator.is_percentage() => {
            value::pair(done_number, plan_number).map_err(|fault| (Box::new(Problem::Plan(fault)), plan))?
        }
        (Part::Number(_), Part::Number(_)) => {
            let fault = ValueFault::NotPercentage;
            return Err((Box::new(Problem::Value { fault, measure: indicator.measure.clone() }), done));
        }
    };
    Ok(Some(Finding { reading, column: None }))
}

/// With both an actual and a pair the two must agree: rounding apart, and in what they attain. The
/// pair is the exact one, so it counts.
fn agree(
    intake: &FileIntake,
    row: Row<'_>,
    actual: Finding,
    pair: Finding,
    indicator: &Indicator,
) -> Result<Finding, CellProblem> {
    let agrees = match (actual.reading, pair.reading) {
        (Reading::Missing, _) => return Ok(pair),
        (Reading::NotApplicable, Reading::NotApplicable) => return Ok(actual),
        (Reading::Reported(value, style), Reading::Reported(exact, _)) => {
            let decimals = match style {
                Style::Percent(decimals) | Style::Bare(decimals) | Style::Declared(decimals) => Some(decimals),
                Style::Pair | Style::Count => None,
            };
            let is_near = decimals.map_or(value == exact, |decimals| value::agrees(value, decimals, exact));
            is_near && indicator.cutoffs.attainment(value) == indicator.cutoffs.attainment(exact)
        }
        _ => false,
    };
    if agrees {
        return Ok(Finding { reading: pair.reading, column: actual.column });
    }
    let percent = match pair.reading {
        Reading::Reported(exact, _) => format!("{}%", exact.shown()),
        Reading::Missing | Reading::NotApplicable => "不适用".to_owned(),
    };
    let text = |finding| text_of(intake, row, finding);
    let fault = ValueFault::Disagree { actual: text(actual), pair: text(pair), percent };
    let problem = Problem::Value { fault, measure: indicator.measure.clone() };
    Err((Box::new(problem), actual.column.unwrap_or_default()))
}

/// The cell or pair as it stood.
fn text_of(intake: &FileIntake, row: Row<'_>, finding: Finding) -> String {
    let text = |column| row.cell(column).trim_matches(is_blank).to_owned();
    let columns = &intake.columns;
    match (finding.column, columns.done, columns.plan) {
        (Some(column), _, _) => text(column),
        (None, Some(done), Some(plan)) => format!("{}/{}", text(done), text(plan)).trim_matches('/').to_owned(),
        (None, _, _) => String::new(),
    }
}
