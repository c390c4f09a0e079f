//! The way of a run from bytes to the finished report, without a process around it.
//!
//! `score::run` goes the same way; `fuzz::the_program_says_the_same` holds the two together.

use std::io::{self, Read};

use score::actuals::{self, Input, Intake, KeepCells, Open, Options};
use score::against::Earlier;
use score::diagnostic::{Code, Severity, render};
use score::language::Language;
use score::report::{self, Level, Order, Report, Wanted};
use score::scoring::MissingPolicy;
use score::targets::{Library, Targets};
use serde_json::Value;

pub(crate) const POLICIES: [MissingPolicy; 3] = MissingPolicy::ALL;

/// A file that is not on any disk.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

impl File {
    pub(crate) fn new(name: &str, content: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), content: content.into() }
    }

    /// The unit that the file's name gives.
    pub(crate) fn own_name(&self) -> String {
        self.name.rsplit_once('.').map_or(self.name.as_str(), |(stem, _)| stem).to_owned()
    }

    fn input(&self) -> Input<'_> {
        let content = self.content.clone();
        let open: Open<'_> =
            Box::new(move || -> io::Result<Box<dyn Read + Send>> { Ok(Box::new(io::Cursor::new(content))) });
        Input {
            name: Some(self.name.as_str().into()),
            own_name: Some(self.own_name()),
            is_found: false,
            open: Ok(open),
        }
    }
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Graded {
    /// The JSON report.
    pub(crate) json: Vec<u8>,
    /// Problems as a terminal shows them.
    pub(crate) messages: String,
    /// Units that are in the report.
    pub(crate) scored: Vec<String>,
    /// Units that were read and are not.
    pub(crate) left_out: Vec<String>,
    pub(crate) errors: u64,
    /// Problems by code, in the order of `Code::ALL`.
    pub(crate) counts: Vec<u64>,
}

impl Graded {
    /// The JSON report as a value.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_slice(&self.json).expect("the report is JSON")
    }

    /// The one unit of the JSON report.
    pub(crate) fn unit(&self) -> Value {
        let mut value = self.value();
        match value["units"].take() {
            Value::Array(mut units) if units.len() == 1 => units.remove(0),
            units => panic!("one unit was expected, not {units}\n{}", self.messages),
        }
    }
}

/// Scores files that need no further options.
pub(crate) fn grade(targets: &Targets, missing: MissingPolicy, files: &[File]) -> Graded {
    grade_together(1, &targets.clone().into(), missing, files)
}

/// Scores files on so many threads.
pub(crate) fn grade_on(threads: usize, targets: &Targets, files: &[File]) -> Graded {
    grade_together(threads, &targets.clone().into(), MissingPolicy::Range, files)
}

/// Scores files against the tables of several bureaus.
pub(crate) fn grade_together(threads: usize, library: &Library, missing: MissingPolicy, files: &[File]) -> Graded {
    let options = Options { hashed: true, ..Options::default() };
    with_report(threads, library, missing, &options, files, |report| graded(&report))
}

/// Scores files on so many threads, and does something with the report.
pub(crate) fn with_report<R>(
    threads: usize,
    library: &Library,
    missing: MissingPolicy,
    options: &Options,
    files: &[File],
    then: impl FnOnce(Report<'_>) -> R,
) -> R {
    let wanted = wanted(missing);
    read_and_assembled((threads, options), library, files, wanted, then)
}

/// Scores files of a period against an earlier report, where there is one, and does something with the report.
pub(crate) fn with_report_against<R>(
    (earlier, period): (Option<&Earlier>, Option<String>),
    library: &Library,
    missing: MissingPolicy,
    files: &[File],
    then: impl FnOnce(Report<'_>) -> R,
) -> R {
    let wanted = Wanted { earlier, period, ..wanted(missing) };
    read_and_assembled((1, &Options::default()), library, files, wanted, then)
}

fn read_and_assembled<R>(
    (threads, options): (usize, &Options),
    library: &Library,
    files: &[File],
    wanted: Wanted<'_, '_>,
    then: impl FnOnce(Report<'_>) -> R,
) -> R {
    let intake = Intake::new(library, KeepCells::Everything);
    let (actuals, problems) = actuals::read(files.iter().map(File::input), options, threads, intake, || ());
    then(report::assemble(library, &actuals, problems, wanted))
}

fn wanted<'r>(missing: MissingPolicy) -> Wanted<'static, 'r> {
    Wanted {
        is_scored: true,
        missing,
        order: Order::default(),
        level: Some(Level::Indicator),
        depth: Box::new(|level, _| level),
        with_losses: true,
        earlier: None,
        expected: None,
        unlisted: &[],
        unread_files: &[],
        period: None,
    }
}

/// The JSON report.
pub(crate) fn json(report: &Report<'_>) -> Vec<u8> {
    let mut json = Vec::new();
    report::json::json(report, Language::Chinese, &mut json).expect("memory can be written to");
    json
}

fn graded(report: &Report<'_>) -> Graded {
    Graded {
        json: json(report),
        messages: render(&report.problems, &|whose| report.name_of(whose, Language::Chinese), Language::Chinese, false),
        scored: report.units.iter().map(|unit| unit.unit.unwrap_or_default().to_owned()).collect(),
        left_out: report.left_out.iter().map(|unit| unit.key.name.clone()).collect(),
        errors: report.problems.count_of(Severity::Error),
        counts: Code::ALL.into_iter().map(|code| report.problems.count(code)).collect(),
    }
}
