//! Folds what rows say into the tally: whose row it is, what is recorded, and every problem.

mod cutoffs;
mod foreign;
mod forms;
mod misread;
mod records;
mod titled;
mod units;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use self::foreign::Foreign;
use self::titled::Forms;
use super::bureaus::Bureaus;
use super::interpret::{Interpreter, RowReading};
use super::layout::FileLayout;
use super::lookup::Lookup;
use super::options::Options;
use super::portion::{Chunk, End, Portion};
use super::tally::{KeepCells, Tally, UnitNumber};
use super::units::{Actuals, Failed, Lines, Source, Unread};
use crate::delimited::batch::Batch;
use crate::diagnostic::{Code, CutoffDifference, Diagnostic, Place, Problem, Problems, Subject, Whose};
use crate::grading::Grade;
use crate::names::with_bureau;
use crate::targets::{Library, TableNumber};

/// Takes rows in, one file after the other.
pub struct Intake<'t> {
    bureaus: Arc<Bureaus<'t>>,
    tally: Tally,
    problems: Problems,
    sources: Vec<Source>,
    /// The positions that each file's lines have among all lines of the run.
    positions: Vec<Range<u64>>,
    failed: Vec<Failed>,
    /// The bureaus that files name and that are not known; each is among the failed once.
    unknown_bureaus: HashMap<Failed, Whose>,
    unread: Vec<Unread>,
    forms: Forms,
    /// Whether a file has a column of units.
    names_units: bool,
    current: Option<FileIntake>,
}

/// What is known of the file whose rows are coming.
struct FileIntake {
    layout: Arc<FileLayout>,
    first_position: u64,
    last_line: u64,
    unit: Option<UnitNumber>,
    /// A unit that was named by a row without an indicator or value. Such a row may be a footer, so
    /// the unit exists only once a row below says something of it.
    named: Option<NamedUnit>,
    /// Where its rows end, or end if a value follows.
    ending: Option<Ending>,
    /// The unit whose rows are coming is another file's: they are refused.
    is_refused: bool,
    /// The units that the form reports, of each table that has been asked for.
    of_form: BTreeMap<TableNumber, UnitNumber>,
    /// The units whose rows are refused; each is reported once.
    refused: HashSet<UnitNumber>,
    mixed: Mixed,
    /// The lines of rows that are no indicators.
    footers: Lines,
    /// The lines of words since the last value: footers, where no value follows.
    words: Lines,
    /// The rows of each unit whose names are not known.
    foreign: BTreeMap<UnitNumber, Foreign>,
    /// The rows of each unit whose cut-offs are not the table's.
    differing: BTreeMap<UnitNumber, Differing>,
}

/// Where the rows of a file end before the file does.
enum Ending {
    /// Below a row that names another unit as forms do in their titles, a value would be that unit's.
    OtherForm(Box<Diagnostic>),
    /// No more rows can be read.
    BrokeOff(Box<Diagnostic>),
}

/// A unit that a row names for the rows below it.
enum NamedUnit {
    /// By its name.
    Named(String),
    /// The one that the form reports for a bureau, since the row names the bureau alone.
    OfForm,
}

/// Rows whose cut-offs are not the table's.
#[derive(Default)]
struct Differing {
    rows: usize,
    /// The first ones, as many as are warned about.
    first: Vec<(CutoffDifference, Place, Subject)>,
}

/// Bare numbers and numbers with `%` in one file.
#[derive(Default)]
struct Mixed {
    percent: u64,
    bare: u64,
    first_bare: Option<Place>,
}

impl<'t> Intake<'t> {
    /// Starts without rows.
    pub fn new(library: &'t Library, keep: KeepCells) -> Self {
        let bureaus = Arc::new(Bureaus::new(library));
        let tally = Tally::new(bureaus.indicators(), keep);
        Self {
            bureaus,
            tally,
            problems: Problems::default(),
            sources: Vec::new(),
            positions: Vec::new(),
            failed: Vec::new(),
            unknown_bureaus: HashMap::new(),
            unread: Vec::new(),
            forms: Forms::default(),
            names_units: false,
            current: None,
        }
    }

    /// Keeps only as many problems as a terminal shows.
    pub(super) fn keep_few_problems(&mut self) {
        self.problems = Problems::of_terminal();
    }

    /// Makes interpreters of rows, one for each thread.
    pub(super) fn interpreter(&self, notes_below: Option<Grade>) -> impl Fn() -> Interpreter<'t> + use<'t> {
        let bureaus = Arc::clone(&self.bureaus);
        let (hasher, details) = (self.tally.hasher().clone(), self.tally.details_wanted().clone());
        move || Interpreter::new(Arc::clone(&bureaus), hasher.clone(), details.clone(), notes_below)
    }

    /// The names of a unit's table.
    fn lookup(&self, unit: UnitNumber) -> &Lookup<'t> {
        self.bureaus.lookup(self.tally.table(unit))
    }

    /// The bureaus of the run.
    pub(super) fn bureaus(&self) -> Arc<Bureaus<'t>> {
        Arc::clone(&self.bureaus)
    }

    /// Takes in the next portion of an input.
    pub(super) fn take(&mut self, portion: &mut Portion) {
        if let Some(layout) = &portion.layout {
            let mut intake = match self.current.take() {
                Some(intake) if !portion.is_first => intake,
                _ => self.begin(layout),
            };
            for chunk in &mut portion.chunks {
                self.rows(&mut intake, chunk);
            }
            self.current = Some(intake);
        }
        match portion.end.as_mut() {
            None => {}
            Some(End::Read { sha256, broke_off }) => {
                if let Some(intake) = self.current.take() {
                    self.end(intake, sha256.take(), broke_off.take());
                }
            }
            Some(End::PassedOver(file)) => self.pass_over(file),
            Some(End::Failed { own_name, why }) => self.fail(own_name.take(), why),
        }
    }

    /// Begins a file whose header was found.
    fn begin(&mut self, layout: &Arc<FileLayout>) -> FileIntake {
        self.sources.push(Source::default());
        self.names_units |= layout.columns.unit.is_some();
        if let (Some(read), others @ [_, ..]) = (&layout.file.sheet, &*layout.unread_sheets) {
            let (read, others) = (read.to_string(), others.to_owned());
            self.unread.push(Unread::Sheets { file: layout.file.place(), read, others });
        }
        let mut intake = FileIntake {
            layout: Arc::clone(layout),
            first_position: self.positions.last().map_or(0, |positions| positions.end),
            last_line: 0,
            unit: None,
            named: None,
            ending: None,
            is_refused: false,
            of_form: BTreeMap::new(),
            refused: HashSet::new(),
            mixed: Mixed::default(),
            foreign: BTreeMap::new(),
            differing: BTreeMap::new(),
            footers: Lines::default(),
            words: Lines::default(),
        };
        if !layout.tells_units() {
            self.own_unit(&mut intake, layout.table.unwrap_or_default());
        }
        self.note_years(&intake);
        intake
    }

    /// Takes rows in, in their order.
    fn rows(&mut self, intake: &mut FileIntake, chunk: &mut Chunk) {
        let Chunk { batch, readings } = chunk;
        if !readings.rows_before.is_empty() {
            self.fold(intake, batch, &mut readings.rows_before);
        }
        self.fold(intake, batch, &mut readings.rows);
        if let Some(last) = batch.len().checked_sub(1) {
            intake.last_line = batch.line(last);
        }
    }

    /// Folds what rows say. What is known of many units lies far apart in memory, so the look-ups of
    /// a portion follow each other closely, and several are fetched at a time.
    fn fold(&mut self, intake: &mut FileIntake, batch: &Batch, rows: &mut Vec<RowReading>) {
        let known = self.look_up_units(intake, batch, rows);
        let units = self.units(intake, batch, rows, known);
        self.fetch_entries(rows, &units);
        for (reading, unit) in rows.iter_mut().zip(units) {
            if let Some(unit) = unit {
                self.take_row(intake, batch, reading, unit);
            }
        }
        rows.clear();
    }

    /// A unit as messages name it: with its bureau, where there are several.
    fn shown(&self, unit: UnitNumber) -> Cow<'_, str> {
        let name = self.tally.name(unit);
        let bureau = self.bureaus.has_several().then(|| &self.bureaus.targets(self.tally.table(unit)).name);
        bureau.map_or(Cow::Borrowed(name), |bureau| with_bureau(name, bureau))
    }

    /// Ends a file: all of its rows were taken in, or it broke off with a problem.
    fn end(&mut self, mut intake: FileIntake, sha256: Option<String>, broke_off: Option<Box<Diagnostic>>) {
        let name = intake.layout.file.name.as_deref().map(str::to_owned);
        if let Some(source) = self.sources.last_mut() {
            *source = Source { file: name, sha256 };
        }
        self.report_foreign(&mut intake);
        let whose = whose(&intake);
        let footers = intake.footers.and(intake.words);
        if !footers.is_empty() {
            self.unread.push(Unread::Footers { file: intake.layout.file.place(), lines: footers });
        }
        let end = intake.first_position + intake.last_line + 1;
        self.positions.push(intake.first_position..end);
        let Mixed { percent, bare, first_bare } = intake.mixed;
        self.report_cutoffs(intake.differing);
        if let (Some(place), true) = (first_bare, percent > 0) {
            let problem = Problem::MixedPercent { bare, percent };
            self.problems.push(Diagnostic { problem, place, subject: whose.into() });
        }
        let ended = intake.ending.and_then(|ending| match ending {
            Ending::BrokeOff(why) => Some(why),
            Ending::OtherForm(_) => None,
        });
        if let Some(diagnostic) = ended.or(broke_off) {
            if intake.layout.tells_units() {
                self.unread.push(Unread::Rows(Place { cell: None, excerpt: None, ..diagnostic.place.clone() }));
            }
            self.tally.leave_out_all_at(intake.first_position..end);
            let whose = if let Some(unit) = intake.unit {
                self.tally.leave_out(unit);
                whose
            } else {
                let own_name = intake.layout.own_name.clone();
                self.failed_file(own_name, &diagnostic.place)
            };
            self.problems.push(Diagnostic { subject: whose.into(), ..*diagnostic });
        }
    }

    /// Notes a file that could not be read at all.
    fn fail(&mut self, own_name: Option<Arc<str>>, diagnostic: &Diagnostic) {
        let whose = self.failed_file(own_name, &diagnostic.place);
        self.problems.push(Diagnostic { subject: whose.into(), ..diagnostic.clone() });
        self.without_rows(&diagnostic.place);
    }

    /// Notes the unit for which a file stands that could not be read.
    fn failed_file(&mut self, own_name: Option<Arc<str>>, place: &Place) -> Whose {
        let file = place.file.as_deref().unwrap_or_default().to_owned();
        let unit = own_name.map_or_else(|| file.clone(), |name| name.to_string());
        let bureau = if self.bureaus.has_several() { self.bureaus.named(&unit) } else { Some(0) };
        self.failed(Failed { unit, file, bureau })
    }

    /// Notes a unit of which nothing can be read.
    fn failed(&mut self, failed: Failed) -> Whose {
        self.failed.push(failed);
        Whose::Failed(u32::try_from(self.failed.len() - 1).expect("at most u32::MAX files"))
    }

    /// Notes a report of this program.
    fn pass_over(&mut self, file: &Place) {
        self.unread.push(Unread::Report(file.clone()));
        self.without_rows(file);
    }

    /// Takes a file in that has no rows.
    fn without_rows(&mut self, file: &Place) {
        let position = self.positions.last().map_or(0, |positions| positions.end);
        self.sources.push(Source { file: file.file.as_deref().map(str::to_owned), sha256: None });
        self.positions.push(position..position);
    }

    /// A unit whose own file could not be read is not scored from other files: what is wrong with the file is wrong
    /// with the unit. Where it is not known whose bureau's the file is, forms that name the unit are no part of it.
    fn leave_out_failed(&mut self) {
        if self.failed.is_empty() {
            return;
        }
        let mut whose = Vec::new();
        for failed in std::mem::take(&mut self.failed) {
            let tally = &self.tally;
            let is_its = |unit: &UnitNumber| match failed.bureau {
                Some(table) => tally.table(*unit) == table,
                None => !tally.origin(*unit).by_form,
            };
            let units: Vec<_> = tally.named(&failed.unit).filter(is_its).collect();
            for unit in &units {
                self.tally.leave_out(*unit);
            }
            whose.push(match units.first() {
                Some(unit) => Whose::Unit(*unit),
                None => self.failed(failed),
            });
        }
        self.problems.reassign(|old| if let Whose::Failed(number) = old { whose[number as usize] } else { old });
    }

    /// Ends the run: indicators without a row are missing. Gives all problems too.
    pub fn finish(mut self, options: &Options) -> (Actuals, Problems) {
        self.leave_out_failed();
        self.check_years(options);
        self.forgive_missing();
        for unit in self.tally.units() {
            // What a unit in error did not report will be seen once the errors are mended.
            if !self.tally.is_left_out(unit) && !self.tally.is_blank(unit) {
                self.report_missing(unit);
            }
        }
        let namesakes = self.forms.namesakes(&self.tally);
        let Self { tally, sources, failed, unread, problems, names_units, .. } = self;
        (Actuals { tally, sources, failed, unread, namesakes, names_units }, problems)
    }

    /// Warns about the indicators of a unit that have no row.
    fn report_missing(&mut self, unit: UnitNumber) {
        for indicator in self.tally.without_row(unit) {
            self.problems.report(Whose::Unit(unit), Code::Missing, || {
                let subject = subject((&self.bureaus, &self.tally), unit, indicator);
                let (activity, indicator) = self.bureaus.lookup(self.tally.table(unit)).indicator(indicator);
                let (activity, indicator) = (activity.to_owned(), indicator.name.clone());
                let place = place_of_form(&self.sources, &self.tally, unit);
                Diagnostic { problem: Problem::Missing { activity, indicator }, place, subject }
            });
        }
    }

    /// An empty form is said to be one, and not each of its cells.
    fn forgive_missing(&mut self) {
        let tally = &self.tally;
        let is_empty = |unit: &UnitNumber| !tally.is_left_out(*unit) && tally.is_blank(*unit);
        let empty: HashSet<_> = tally.units().filter(is_empty).map(Whose::Unit).collect();
        if !empty.is_empty() {
            self.problems.take_back_all(|whose, code| code == Code::Missing && empty.contains(&whose));
        }
    }

    fn file_number(&self) -> u32 {
        u32::try_from(self.sources.len().saturating_sub(1)).expect("at most u32::MAX files")
    }
}

/// Whose problem it is what is wrong with a file as a whole.
fn whose(intake: &FileIntake) -> Whose {
    intake.unit.filter(|_| !intake.layout.tells_units()).map_or(Whose::Nobody, Whose::Unit)
}

/// An indicator of a unit.
fn subject((bureaus, tally): (&Bureaus<'_>, &Tally), unit: UnitNumber, indicator: usize) -> Subject {
    let (activity, indicator) = bureaus.lookup(tally.table(unit)).indicator(indicator);
    Subject { whose: Whose::Unit(unit), activity: Some(activity.to_owned()), indicator: Some(indicator.name.clone()) }
}

/// The first file that names a unit.
fn place_of_form(sources: &[Source], tally: &Tally, unit: UnitNumber) -> Place {
    let file_number = tally.origin(unit).file as usize;
    let file = sources.get(file_number).and_then(|source| source.file.as_deref());
    Place { file_number, file: file.map(Arc::from), ..Place::default() }
}
