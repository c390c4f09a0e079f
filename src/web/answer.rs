//! What the page is answered: a line of JSON, and behind it the bytes of a file or of a part of the page.

use std::iter::repeat_n;

use anyhow::{Result, anyhow};
use score::actuals::{ExpectedUnits, KeepCells, Options, encoding_named, unit_list};
use score::diagnostic::{Diagnostic, Problems, TableNotes, render};
use score::job::{Read, Reading, Wish};
use score::language::Language;
use score::report::csv::Destination;
use score::report::table::View;
use score::report::{Format, Level, Needs, Order, Report, Scorer, UnitReport, shown};
use score::tables::{NoTable, Tables};
use score::targets::{Library, Table, Targets};
use score::template::{self, Filled};
use serde::Serialize;

use crate::files::{File, Inputs, Progress, files};
use crate::request::{Ask, Request, Role, Typed};
use crate::trial;

/// What stands before the bytes.
#[derive(Default, Serialize)]
pub(crate) struct Head {
    /// Problems and what else is said, in words.
    pub(crate) messages: String,
    /// Whether there is nothing but words.
    pub(crate) is_refused: bool,
    /// The units of the report, in its order.
    pub(crate) units: Vec<String>,
    /// The values of a unit.
    pub(crate) values: Vec<Typed>,
    /// The bureau whose table they are of, by its code.
    pub(crate) bureau: String,
}

impl Head {
    /// The values of a unit, as far as it has them.
    fn of_values(targets: &Targets, unit: Option<&UnitReport<'_>>) -> Self {
        let reported = unit.into_iter().flat_map(UnitReport::indicators).map(|(_, indicator)| trial::typed(indicator));
        let empty = repeat_n(Typed::default(), targets.indicators().count());
        let values = reported.chain(empty).take(targets.indicators().count()).collect();
        Self { values, bureau: targets.code.clone(), ..Self::default() }
    }
}

/// An answer: what stands before the bytes, and these.
pub(crate) type Answer = (Head, Vec<u8>);

/// Answers a request; `progress` is told how many bytes of the inputs are read, each time.
pub fn answer_to(request: &[u8], progress: Progress) -> Vec<u8> {
    let line = request.iter().position(|&byte| byte == b'\n').unwrap_or(request.len());
    let (line, bytes) = request.split_at(line);
    let answer = serde_json::from_slice(line).map_err(anyhow::Error::from).and_then(|request: Request| {
        let files = files(&request.files, bytes.get(1..).unwrap_or_default());
        Job { request: &request, files: &files, progress }.answer()
    });
    let refused =
        |why: anyhow::Error| (Head { messages: why.to_string(), is_refused: true, ..Head::default() }, Vec::new());
    let (head, bytes) = answer.unwrap_or_else(refused);
    let mut answer = serde_json::to_vec(&head).unwrap_or_default();
    answer.push(b'\n');
    answer.extend(bytes);
    answer
}

/// A request with its files.
pub(crate) struct Job<'r> {
    pub(crate) request: &'r Request,
    files: &'r [File<'r>],
    progress: Progress,
}

impl Job<'_> {
    fn answer(&self) -> Result<Answer> {
        match &self.request.ask {
            Ask::Report(format) => self.report(*format),
            Ask::Form(format) => Ok((Head::default(), format.form(&self.table()?.targets)?)),
            Ask::Values(unit) => self.values(*unit),
            Ask::Trial { before, now } => trial::trial(self, before, now),
            Ask::Filled { unit, values } => {
                let period = self.request.period.as_deref().unwrap_or_default();
                Ok((Head::default(), template::filled(&self.table()?.targets, &Filled { unit, period, values })?))
            }
        }
    }

    fn report(&self, format: Format) -> Result<Answer> {
        let wish = self.wish(format);
        let keep = |library: &Library| wish.keep(library);
        self.with_report(&wish, keep, |report, messages| {
            let mut bytes = Vec::new();
            let view = View::of_file(self.request.language, false);
            format.write(report, &view, Destination::File, &mut bytes)?;
            let units = report.units.iter().map(|unit| shown::unit_name(unit, self.request.language).to_owned());
            Ok((Head { messages, units: units.collect(), ..Head::default() }, bytes))
        })
    }

    /// The values of a unit of the report; where there is no report, those of an empty form.
    fn values(&self, unit: usize) -> Result<Answer> {
        if self.of_role(Role::Input).next().is_none() {
            return Ok((Head::of_values(&self.table()?.targets, None), Vec::new()));
        }
        // Of all others the order is enough.
        let wish = Wish { level: Some(Level::Unit), ..self.wish(Format::Csv) };
        let keep = |_: &Library| KeepCells::Everything;
        self.with_report(&wish, keep, |report, _| {
            let unit = report.units.get(unit);
            let targets = report.library.targets(unit.map_or(0, |unit| unit.table));
            let whole = unit.map(|unit| in_full(report, unit));
            Ok((Head::of_values(targets, whole.as_ref()), Vec::new()))
        })
    }

    /// Reads the inputs, keeps what stands in so many of their cells, and makes the report.
    fn with_report<R>(
        &self,
        wish: &Wish,
        keep: impl FnOnce(&Library) -> KeepCells,
        then: impl FnOnce(&Report<'_>, String) -> Result<R>,
    ) -> Result<R> {
        let (library, tables) = self.library()?;
        let expected = self.expected(&library)?;
        let reading = Reading { library, tables, options: wish.options(self.options()), expected, earlier: None };
        let inputs = Inputs::new(self.files);
        let (read, problems) = self.read(&reading, &inputs, keep(&reading.library));
        let report = reading.report(&read, problems, wish);
        then(&report, read.summary(&report).text(self.request.language, false))
    }

    fn read(&self, reading: &Reading, inputs: &Inputs<'_>, keep: KeepCells) -> (Read, Problems) {
        let read: Vec<_> = inputs.read.iter().map(|file| file.input(self.progress)).collect();
        reading.read(read, inputs.unread.clone(), keep, 1, || ())
    }

    pub(crate) fn wish(&self, format: Format) -> Wish {
        Wish {
            is_scored: true,
            missing: self.request.missing,
            order: Order::default(),
            level: (self.of_role(Role::Input).count() != 1 || self.files.iter().any(|file| file.head.in_folder))
                .then_some(Level::Unit),
            detail: false,
            period: self.request.period.clone(),
            needs: Needs::from_iter([format.row()]),
        }
    }

    fn options(&self) -> Options {
        Options {
            encoding: self.request.encoding.as_deref().and_then(encoding_named),
            sheet: self.request.sheet.clone(),
            fraction: self.request.fraction,
            ..Options::default()
        }
    }

    /// The one table that a form is of.
    pub(crate) fn table(&self) -> Result<Table> {
        self.tables().choose(self.request.bureau.as_deref()).map_err(|why| self.no_table(why))
    }

    /// The tables that are scored against.
    fn library(&self) -> Result<(Library, TableNotes)> {
        let chosen = self.tables().library(self.request.bureau.as_deref()).map_err(|why| self.no_table(why))?;
        let library = Library::new(chosen.tables).ok_or_else(|| anyhow!("at most {} tables", Library::MOST))?;
        Ok((library.beside(chosen.refused), chosen.notes))
    }

    fn tables(&self) -> Tables {
        let mut files = self.of_role(Role::Table).peekable();
        let mut tables = if files.peek().is_none() { Tables::bundled() } else { Tables::default() };
        files.for_each(|file| tables.add(&file.head.name, file.bytes.to_vec()));
        tables
    }

    fn no_table(&self, why: NoTable) -> anyhow::Error {
        match why {
            NoTable::Refused(errors) => anyhow!(told(errors, self.request.language)),
            NoTable::Bureau(unknown) => anyhow!(unknown.words().pick(self.request.language)),
        }
    }

    fn expected(&self, library: &Library) -> Result<Option<ExpectedUnits>> {
        let list = self.of_role(Role::Expected).next();
        let units = list.map(|file| unit_list(file.input(|_| ()), &self.options(), library));
        units.transpose().map_err(|error| anyhow!(told([*error], self.request.language)))
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = File<'_>> {
        self.files.iter().copied().filter(move |file| file.head.role == role)
    }
}

/// A unit of a report down to its indicators, whose cells are kept.
fn in_full<'r>(report: &Report<'r>, unit: &UnitReport<'_>) -> UnitReport<'r> {
    let scorer = Scorer::new(report.targets(unit), report.missing);
    scorer.unit(report.actuals.unit(unit.number, &mut Vec::new()), Level::Indicator)
}

/// Problems that end a run, in words.
fn told(diagnostics: impl IntoIterator<Item = Diagnostic>, language: Language) -> String {
    let mut problems = Problems::default();
    diagnostics.into_iter().for_each(|diagnostic| problems.push(diagnostic));
    render(&problems, &|_| None, language, false)
}
