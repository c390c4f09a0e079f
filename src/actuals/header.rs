//! The header: which row it is, and which column means what ([spec 5.2](crate::spec#52-header)).

mod meaning;
mod rows;
#[cfg(test)]
mod tests;

pub use self::meaning::known_headings;
use self::meaning::{LAST_RESORT, Meaning, RATE_OF_PAIR, heading, is_near};
use self::rows::{Heading, goes_on, is_measure};
use super::place::{FileName, cell_name, column_letters};
use crate::delimited::batch::Row;
use crate::diagnostic::{Diagnostic, HeaderFault, Problem};
use crate::names::{is_blank_text, normalise_heading, quoted};
use crate::number::{Decimal, MAX_CELL_DECIMALS};

/// A heading that may be a unit or a measure.
const BARE_UNIT: &str = "单位";

/// What the columns of a list may be headed with besides; there are no measures in a list.
const LIST: [(&str, Meaning); 5] = [
    (BARE_UNIT, Meaning::Unit),
    ("应报单位", Meaning::Unit),
    ("名称", Meaning::Unit),
    ("应报部门", Meaning::Bureau),
    ("部门代码", Meaning::Bureau),
];

/// What stands above a list of units and is none.
pub(super) fn is_list_title(cell: &str) -> bool {
    matches!(&*normalise_heading(cell), "应报单位名单" | "单位名单" | "应报部门名单" | "部门名单" | "名单")
}

/// What a file is read for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// Actuals of indicators.
    Actuals,
    /// A list of units.
    Units,
}

/// Where the columns are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns {
    /// Where it tells whose table a row is for.
    pub(super) bureau: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) activity: Option<usize>,
    pub(super) indicator: Option<usize>,
    pub(super) actual: Option<usize>,
    pub(super) done: Option<usize>,
    pub(super) plan: Option<usize>,
    /// The measure of a row's bare number, which is compared with the indicator's.
    pub(super) measure: Option<usize>,
    pub(super) note: Option<usize>,
    /// The measure in the brackets of the column of actuals.
    pub(super) actual_measure: Option<String>,
    /// Where the headings of a text end; none in a workbook, where no delimiter makes cells.
    pub(super) edge: Option<Edge>,
    /// All headings in their normal form, in one row or two.
    pub(super) written: Vec<Vec<String>>,
}

/// Where the headings of a text end. Cells to the right of them come from a delimiter within a cell,
/// as in `12,345%` without quotes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Edge {
    /// Columns up to the last one with a heading.
    headed: usize,
    /// All cells of the header's row: spreadsheets write commas for columns without a heading too.
    cells: usize,
}

impl Edge {
    /// The first cell of a row that has no business there. A cut cell pushes those behind it to the
    /// right, so what comes first is the column beside the last heading. Columns without a heading
    /// further to the right, such as remarks set apart, are left alone.
    #[inline]
    pub(super) fn surplus(self, row: Row<'_>) -> Option<usize> {
        if row.len() <= self.headed {
            return None;
        }
        let is_filled = |column: &usize| !is_blank_text(row.cell(*column));
        std::iter::once(self.headed).chain(self.cells.max(self.headed + 1)..row.len()).find(is_filled)
    }

    /// The letters of the last column with a heading.
    pub(super) fn letters(self) -> String {
        column_letters(self.headed.saturating_sub(1))
    }
}

/// A problem of a heading, and the column it is in.
pub(super) type HeadingProblem = (Problem, usize);

impl Columns {
    fn slot(&mut self, meaning: Meaning) -> &mut Option<usize> {
        match meaning {
            Meaning::Bureau => &mut self.bureau,
            Meaning::Unit => &mut self.unit,
            Meaning::Activity => &mut self.activity,
            Meaning::Indicator => &mut self.indicator,
            Meaning::Actual => &mut self.actual,
            Meaning::Done => &mut self.done,
            Meaning::Plan => &mut self.plan,
            Meaning::Measure => &mut self.measure,
            Meaning::Note => &mut self.note,
        }
    }

    /// The column of a meaning.
    const fn column(&self, meaning: Meaning) -> Option<usize> {
        match meaning {
            Meaning::Bureau => self.bureau,
            Meaning::Unit => self.unit,
            Meaning::Activity => self.activity,
            Meaning::Indicator => self.indicator,
            Meaning::Actual => self.actual,
            Meaning::Done => self.done,
            Meaning::Plan => self.plan,
            Meaning::Measure => self.measure,
            Meaning::Note => self.note,
        }
    }

    /// All columns that say something of a unit.
    pub(super) fn all(&self) -> [Option<usize>; 8] {
        [self.bureau, self.unit, self.activity, self.indicator, self.actual, self.done, self.plan, self.note]
    }

    /// The columns in which values stand.
    pub(super) fn value_columns(&self) -> impl Iterator<Item = usize> + use<> {
        Meaning::VALUES.map(|meaning| self.column(meaning)).into_iter().flatten()
    }

    fn has_values(&self) -> bool {
        self.actual.is_some() || (self.done.is_some() && self.plan.is_some())
    }

    /// Reads a row as a header, together with the row below it where that one goes on with its headings, for
    /// numbers that are shares of 1 or not. Nothing where it lacks what is wanted.
    pub(super) fn of(
        row: Row<'_>,
        below: Option<Row<'_>>,
        wanted: Wanted,
        fraction: bool,
    ) -> Option<Result<Self, HeadingProblem>> {
        let headings = Heading::all(row, below);
        let mut found = Finder { columns: Self::default(), problem: None, number: row.number() };
        for (index, Heading { name, .. }) in headings.iter().enumerate() {
            if !name.is_empty() {
                found.columns.edge = Some(Edge { headed: index + 1, cells: headings.len() });
            }
            if name == BARE_UNIT && wanted == Wanted::Actuals {
                found.problem = found.problem.or(Some((Problem::BareUnit, index)));
            }
            let listed = LIST.into_iter().find(|(heading, _)| wanted == Wanted::Units && heading == name);
            if let Some(meaning) = Meaning::of(name).or(listed.map(|(_, meaning)| meaning)) {
                found.take(index, meaning);
            }
        }
        found.take_others(&headings);
        let Finder { mut columns, problem, .. } = found;
        columns.actual_measure = columns.actual.and_then(|column| headings[column].measure.clone());
        let is_header = match wanted {
            Wanted::Actuals => columns.indicator.is_some() && columns.has_values(),
            Wanted::Units => columns.unit.is_some() || columns.bureau.is_some(),
        };
        is_header.then(|| {
            columns.written = [Some(row), below].into_iter().flatten().map(written).collect();
            problem.map_or_else(|| columns.check(&headings, fraction), Err)
        })
    }

    /// Whether a row repeats the headings, as files that were put together do. Of headings in two rows the upper
    /// one may have none over the values.
    pub(super) fn repeated_in(&self, row: Row<'_>) -> bool {
        let repeats =
            |column: Option<usize>, meaning: Meaning| column.is_some_and(|column| meaning.heads(row.cell(column)));
        let is_blank = |column: Option<usize>| column.is_none_or(|column| is_blank_text(row.cell(column)));
        let has_digit = |column: usize| row.cell(column).contains(char::is_numeric);
        repeats(self.indicator, Meaning::Indicator)
            && (repeats(self.actual, Meaning::Actual)
                || repeats(self.done, Meaning::Done)
                || ((repeats(self.activity, Meaning::Activity) || is_blank(self.activity))
                    && !self.value_columns().any(has_digit)))
    }

    /// Where a row that repeats the headings gives a column another meaning, so that the rows below it cannot be read
    /// as those above.
    pub(super) fn headed_otherwise(&self, row: Row<'_>) -> Option<usize> {
        let own = written(row);
        let differing: Vec<_> = self.written.iter().map(|headings| differing(headings, &own)).collect();
        match *differing {
            [Some(_)] => (0..row.len()).find(|column| self.is_headed_otherwise(row, *column)),
            [Some(column), Some(_)] => Some(column),
            _ => None,
        }
    }

    fn is_headed_otherwise(&self, row: Row<'_>, column: usize) -> bool {
        let (name, measure) = heading(row.cell(column));
        let meaning = Meaning::of_any(&name);
        let own =
            Meaning::VALUES.into_iter().find(|own| self.column(*own) == Some(column)).filter(|_| !name.is_empty());
        if let Some(own) = own {
            let text = normalise_heading(row.cell(column));
            let is_same = || self.written.iter().any(|headings| headings.get(column) == Some(&text));
            // Other words for the same may be of another year.
            let is_other = (meaning != Some(own) || name.contains(char::is_numeric)) && !is_same();
            return is_other
                || own == Meaning::Actual && self.actual_measure.is_some() && measure != self.actual_measure;
        }
        meaning.is_some_and(|meaning| match self.column(meaning) {
            Some(own) => own != column && !meaning.heads(row.cell(own)),
            // No value is read from a note, and a column of bureaus is not read where there is one table.
            None => !matches!(meaning, Meaning::Note | Meaning::Bureau),
        })
    }

    /// Where a row that may repeat the lower one of two rows of headings gives a column of values another meaning.
    pub(super) fn headed_otherwise_below(&self, row: Row<'_>) -> Option<usize> {
        self.value_columns().find(|column| {
            let heading = filled(row, Some(*column)).map(|cell| heading(cell).0);
            let meaning = heading.and_then(|heading| Meaning::of_any(&heading));
            meaning.is_some_and(|other| Meaning::VALUES.contains(&other) && self.column(other) != Some(*column))
        })
    }

    /// Whether a row repeats the lower one of two rows of headings.
    pub(super) fn repeated_below(&self, row: Row<'_>) -> bool {
        let names = [self.unit, self.activity, self.indicator].into_iter().flatten();
        let values = Meaning::VALUES.into_iter();
        let mut cells = values.filter_map(|meaning| Some((row.cell(self.column(meaning)?), meaning)));
        let is_heading = |(cell, meaning): (&str, Meaning)| {
            meaning.heads(cell) || is_measure(cell) || (meaning == Meaning::Actual && heading(cell).0 == RATE_OF_PAIR)
        };
        names.into_iter().all(|column| is_blank_text(row.cell(column)))
            && cells.clone().any(is_heading)
            && cells.all(|(cell, meaning)| is_blank_text(cell) || is_heading((cell, meaning)))
    }

    /// Refuses a header that contradicts `--fraction`, or has its activities under a heading that is not known.
    fn check(self, headings: &[Heading], fraction: bool) -> Result<Self, HeadingProblem> {
        if self.activity.is_none()
            && let Some(column) = headings.iter().position(Heading::is_like_activity)
        {
            return Err((near(&headings[column].name, Meaning::Activity), column));
        }
        self.check_fraction(fraction)
    }

    /// Refuses a header that contradicts `--fraction`.
    fn check_fraction(self, fraction: bool) -> Result<Self, HeadingProblem> {
        match (&self.actual_measure, self.actual) {
            (Some(measure), Some(column)) if fraction && measure == crate::targets::PERCENT => {
                Err((Problem::Header(HeaderFault::FractionOfPercent), column))
            }
            _ => Ok(self),
        }
    }
}

/// The headings of a row in their normal form.
fn written(row: Row<'_>) -> Vec<String> {
    row.cells().map(normalise_heading).collect()
}

/// The first column in which two rows of headings differ.
fn differing(one: &[String], other: &[String]) -> Option<usize> {
    let text = |column: usize| [one, other].map(|headings| headings.get(column).map_or("", String::as_str));
    (0..one.len().max(other.len())).find(|column| {
        let [one, other] = text(*column);
        one != other
    })
}

/// The text of a row's cell in a column, where there is one and it is not blank.
#[inline]
pub(super) fn filled(row: Row<'_>, column: Option<usize>) -> Option<&str> {
    Some(row.cell(column?)).filter(|cell| !is_blank_text(cell))
}

/// The header of an input.
pub(super) struct Header {
    /// The number of its row.
    pub(super) row: u64,
    pub(super) columns: Columns,
}

/// What looking for a header in rows comes to.
pub(super) enum Search {
    Found(Box<Header>),
    /// A row is the header, and cannot be one.
    Refused(Box<Diagnostic>),
    /// A row would be the header if it had a column of values.
    LacksValues(Box<Diagnostic>),
    NotFound,
}

/// Looks for the header among the rows of a file, for numbers that are shares of 1 or not.
pub(super) fn search<'r>(
    file: &FileName,
    wanted: Wanted,
    fraction: bool,
    rows: impl Iterator<Item = Row<'r>>,
) -> Search {
    let mut lacking = None;
    let mut rows = rows.peekable();
    while let Some(row) = rows.next() {
        match examine(file, wanted, fraction, row, rows.peek().copied()) {
            Search::NotFound => {}
            Search::LacksValues(why) => lacking = lacking.or(Some(why)),
            found => return found,
        }
    }
    lacking.map_or(Search::NotFound, Search::LacksValues)
}

/// A row above the header that has names and a value in its columns, and the column of the value: rows that were sorted
/// above it would not be read.
pub(super) fn value_above<'r>(above: &[Row<'r>], columns: &Columns) -> Option<(Row<'r>, usize)> {
    let is_name = |row: Row<'_>, column: Option<usize>| {
        column.is_none_or(|column| row.cell(column).chars().any(char::is_alphabetic))
    };
    let is_value = |row: Row<'_>, column: usize| {
        let text = normalise_heading(row.cell(column));
        Decimal::parse_grouped(text.strip_suffix('%').unwrap_or(&text), MAX_CELL_DECIMALS).is_ok()
    };
    let value = |row: &Row<'r>| {
        let values = [columns.actual, columns.done].into_iter().flatten();
        let has_names = is_name(*row, columns.indicator) && is_name(*row, columns.activity);
        values.filter(|_| has_names).find(|column| is_value(*row, *column)).map(|column| (*row, column))
    };
    above.iter().find_map(value)
}

/// Whether a row may be the upper one of two rows of headings.
pub(super) fn names_indicator(row: Row<'_>) -> bool {
    row.cells().any(|cell| Meaning::Indicator.heads(cell))
}

/// Looks whether a row is the header, or the upper row of one.
pub(super) fn examine(file: &FileName, wanted: Wanted, fraction: bool, row: Row<'_>, below: Option<Row<'_>>) -> Search {
    let below = below.filter(|below| wanted == Wanted::Actuals && goes_on(row, *below) && names_indicator(row));
    match Columns::of(row, below, wanted, fraction) {
        Some(Ok(columns)) => Search::Found(Box::new(Header { row: below.unwrap_or(row).number(), columns })),
        Some(Err((problem, column))) => Search::Refused(file.problem_in(row, column, problem)),
        None if wanted == Wanted::Units => Search::NotFound,
        None => match lacking(row, below) {
            Some((problem, column)) => Search::LacksValues(file.problem_in(row, column, problem)),
            None => Search::NotFound,
        },
    }
}

/// What a row lacks that would be a header with it: it has an indicator column, but nothing to read values from, or
/// one whose heading is near a known one.
fn lacking(row: Row<'_>, below: Option<Row<'_>>) -> Option<HeadingProblem> {
    let headings = Heading::all(row, below);
    let has = |meaning| row.cells().any(|cell| Meaning::heads(meaning, cell));
    let find = |meaning: Meaning| {
        let is_near = |heading: &Heading| Meaning::of(&heading.name).is_none() && is_near(&heading.name, meaning);
        let column = headings.iter().position(is_near)?;
        Some((near(&headings[column].name, meaning), column))
    };
    if has(Meaning::Indicator) {
        let no_actual = || (Problem::Header(HeaderFault::NoActual), row.len());
        return Some(find(Meaning::Actual).unwrap_or_else(no_actual));
    }
    let is_beside = [Meaning::Activity, Meaning::Actual, Meaning::Done].into_iter().any(has);
    find(Meaning::Indicator).filter(|_| is_beside)
}

/// The problem of a heading that is near those of a meaning.
fn near(heading: &str, meaning: Meaning) -> Problem {
    Problem::Header(HeaderFault::Near { found: quoted(heading), known: meaning.headings()[0] })
}

/// Columns as they are found.
struct Finder {
    columns: Columns,
    problem: Option<HeadingProblem>,
    /// The number of the header's row.
    number: u64,
}

impl Finder {
    /// Takes a column for a meaning, which no other may have.
    fn take(&mut self, index: usize, meaning: Meaning) {
        match self.columns.slot(meaning) {
            // Most forms need no bureau, and the first one counts.
            Some(_) if meaning == Meaning::Bureau => {}
            Some(first) => {
                let first = cell_name(*first, self.number);
                let twice = Problem::ColumnTwice { column: meaning.headings()[0], first };
                self.problem = self.problem.take().or(Some((twice, index)));
            }
            slot => *slot = Some(index),
        }
    }

    /// Takes columns for the meanings that are still without one.
    fn take_others(&mut self, headings: &[Heading]) {
        let before = self.columns.clone();
        for (index, heading) in headings.iter().enumerate() {
            if let Some(meaning) = Meaning::of_other(&heading.name).filter(|meaning| before.column(*meaning).is_none())
            {
                self.take(index, meaning);
            }
        }
        if let Columns { actual: None, done: Some(_), plan: Some(_), .. } = self.columns {
            let rates = headings.iter().enumerate().filter(|(_, heading)| heading.name == RATE_OF_PAIR);
            rates.for_each(|(index, _)| self.take(index, Meaning::Actual));
        }
        if !self.columns.has_values() {
            let last = headings.iter().enumerate().filter(|(_, heading)| heading.name == LAST_RESORT);
            last.for_each(|(index, _)| self.take(index, Meaning::Actual));
        }
    }
}
