//! Problems as data: what each entry says, column by column, whichever format it goes into
//! ([spec 5.6](crate::spec#56-problems)).

use std::borrow::Cow;

use super::words::Words;
use super::{Report, shown};
use crate::actuals::UnitKey;
use crate::diagnostic::{Beyond, Code, Diagnostic, Reader, Severity, Whose};
use crate::language::Language;
use crate::targets::Targets;

/// A problem, or how many more there are of a unit and code.
#[derive(Clone, Copy, Debug)]
pub enum ProblemFacts<'p> {
    /// One that is kept in full.
    Kept(&'p Diagnostic),
    /// Those that are counted alone.
    Beyond(Beyond),
}

/// What a column says of a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field<'p> {
    /// Nothing.
    None,
    /// From an input or the table, or in words.
    Text(Cow<'p, str>),
    /// A line.
    Number(u64),
    /// Whether it is an error or a warning.
    Severity(Severity),
}

/// An entry of the list of problems.
#[derive(Clone)]
pub struct ProblemEntry<'p> {
    facts: ProblemFacts<'p>,
    unit: Option<UnitKey>,
    bureau: Option<&'p Targets>,
    reader: Reader,
    language: Language,
}

/// A column of the list of problems.
pub struct ProblemColumn {
    /// The key that it has within another one of JSON, or its only one.
    pub key: &'static str,
    /// The key of JSON that it stands in.
    pub within: Option<&'static str>,
    /// Its name in CSV.
    pub name: &'static str,
    /// Its heading.
    pub heading: fn(&'static Words) -> &'static str,
    /// What it says.
    pub field: for<'p> fn(&'p ProblemEntry<'_>) -> Field<'p>,
}

/// All columns: the keys of JSON in their order.
pub static PROBLEM_COLUMNS: [ProblemColumn; 14] = [
    column("unit", |words| words.unit, |entry| text(entry.unit.as_ref().map(|unit| unit.name.as_str()))),
    column("code", |words| words.bureau_code, |entry| text(entry.bureau.map(|bureau| &*bureau.code)))
        .within("bureau", "bureau_code"),
    column("name", |words| words.bureau, |entry| text(entry.bureau.map(|bureau| &*bureau.name)))
        .within("bureau", "bureau_name"),
    column("activity", |words| words.activity, |entry| of_kept(entry, |kept| kept.subject.activity.as_deref())),
    column("indicator", |words| words.indicator, |entry| of_kept(entry, |kept| kept.subject.indicator.as_deref())),
    column("file", |words| words.file, |entry| of_kept(entry, |kept| kept.place.file.as_deref())),
    column("sheet", |words| words.sheet, |entry| of_kept(entry, |kept| kept.place.sheet.as_deref())),
    column(
        "line",
        |words| words.line,
        |entry| entry.kept().and_then(|kept| kept.place.line).map_or(Field::None, Field::Number),
    ),
    column("cell", |words| words.cell, |entry| of_kept(entry, |kept| kept.place.cell.as_deref())),
    column("value", |words| words.value, |entry| of_kept(entry, Diagnostic::value)),
    column("code", |words| words.code, |entry| text(Some(entry.code().name()))),
    column("severity", |words| words.severity, |entry| Field::Severity(entry.code().severity())),
    column("message", |words| words.problem, |entry| Field::Text(entry.message().into())),
    column(
        "help",
        |words| words.way_out,
        |entry| entry.kept().map_or(Field::None, |kept| Field::Text(kept.told(entry.reader, entry.language).1.into())),
    ),
];

type Heading = fn(&'static Words) -> &'static str;
type Getter = for<'p> fn(&'p ProblemEntry<'_>) -> Field<'p>;

const fn column(name: &'static str, heading: Heading, field: Getter) -> ProblemColumn {
    ProblemColumn { key: name, within: None, name, heading, field }
}

impl ProblemColumn {
    /// The same within a key of JSON, with a name of its own in CSV.
    const fn within(self, within: &'static str, name: &'static str) -> Self {
        Self { within: Some(within), name, ..self }
    }
}

fn of_kept<'p>(entry: &'p ProblemEntry<'_>, field: impl FnOnce(&'p Diagnostic) -> Option<&'p str>) -> Field<'p> {
    text(entry.kept().and_then(field))
}

fn text(text: Option<&str>) -> Field<'_> {
    text.filter(|text| !text.is_empty()).map_or(Field::None, |text| Field::Text(text.into()))
}

impl<'p> ProblemEntry<'p> {
    /// The code.
    pub fn code(&self) -> Code {
        match self.facts {
            ProblemFacts::Kept(diagnostic) => diagnostic.problem.code(),
            ProblemFacts::Beyond(beyond) => beyond.code,
        }
    }

    /// The problem, where it is one.
    pub fn kept(&self) -> Option<&'p Diagnostic> {
        match self.facts {
            ProblemFacts::Kept(diagnostic) => Some(diagnostic),
            ProblemFacts::Beyond(_) => None,
        }
    }

    /// How many more there are, where it is not one problem.
    pub fn beyond(&self) -> Option<u64> {
        match self.facts {
            ProblemFacts::Kept(_) => None,
            ProblemFacts::Beyond(beyond) => Some(beyond.count),
        }
    }

    /// Whose it is.
    pub fn whose(&self) -> Whose {
        match self.facts {
            ProblemFacts::Kept(diagnostic) => diagnostic.subject.whose,
            ProblemFacts::Beyond(beyond) => beyond.whose,
        }
    }

    /// The same in the words for another reader; as data they are for who runs the program.
    #[must_use]
    pub fn for_reader(self, reader: Reader) -> Self {
        Self { reader, ..self }
    }

    fn message(&self) -> String {
        match self.facts {
            ProblemFacts::Kept(diagnostic) => diagnostic.told(self.reader, self.language).0,
            ProblemFacts::Beyond(Beyond { count, .. }) => beyond(count, self.language),
        }
    }
}

/// That there are so many more of one unit and code.
pub(super) fn beyond(count: u64, language: Language) -> String {
    match language {
        Language::Chinese => format!("此外还有 {count} 个同类问题"),
        Language::English => format!("{count} more of this code"),
    }
}

impl Report<'_> {
    /// All problems that are kept, in file order, then one entry for each unit and code that has more.
    pub fn problem_entries(&self, language: Language) -> impl Iterator<Item = ProblemEntry<'_>> {
        let kept = self.problems.kept().into_iter().map(ProblemFacts::Kept);
        let beyond = self.problems.beyond().into_iter().map(ProblemFacts::Beyond);
        kept.chain(beyond).map(move |facts| {
            let mut entry = ProblemEntry { facts, unit: None, bureau: None, reader: Reader::Desk, language };
            entry.unit = self.actuals.unit_of(entry.whose());
            entry.bureau = entry.unit.as_ref().and_then(|unit| self.bureau_of(unit));
            entry
        })
    }

    /// The table of a unit, where its bureau is known.
    pub fn bureau_of(&self, unit: &UnitKey) -> Option<&Targets> {
        Some(self.library.targets(unit.table?))
    }

    /// The name of the one whose problem it is.
    pub fn name_of(&self, whose: Whose, language: Language) -> Option<String> {
        Some(shown::key(&self.actuals.unit_of(whose)?, self, language).into_owned())
    }
}
