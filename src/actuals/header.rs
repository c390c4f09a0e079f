//! The header: which row it is, and which column means what ([spec 5.2](crate::spec#52-header)).

#[cfg(test)]
mod tests;

use super::batch::Row;
use super::place::{FileName, cell_name, column_letters};
use crate::diagnostic::{Diagnostic, HeaderFault, Problem};
use crate::names::{is_blank_text, normalise_heading};

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Unit,
    Activity,
    Indicator,
    Actual,
    Done,
    Plan,
    Measure,
    Note,
}

impl Meaning {
    const ALL: [Self; 8] =
        [Self::Unit, Self::Activity, Self::Indicator, Self::Actual, Self::Done, Self::Plan, Self::Measure, Self::Note];

    /// The headings of a column, in their normal form; the first is its name in messages.
    const fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Unit => &["填报单位", "单位名称", "unit"],
            Self::Activity => &["工作活动", "职责活动", "activity"],
            Self::Indicator => &["绩效指标", "指标", "indicator"],
            Self::Actual => &["实际值", "实际完成值", "完成值", "actual"],
            Self::Done => &["完成数"],
            Self::Plan => &["计划数"],
            Self::Measure => &["计量单位", "measure"],
            Self::Note => &["偏差原因", "偏差原因及改进措施", "备注", "note"],
        }
    }
}

/// A heading that may be a unit or a measure.
const BARE_UNIT: &str = "单位";

/// What the column of a list of units may be headed with besides; there are no measures in a list.
const LIST: [&str; 3] = [BARE_UNIT, "应报单位", "名称"];

/// What stands above a list of units and is none.
pub(super) fn is_list_title(cell: &str) -> bool {
    matches!(&*normalise_heading(cell), "应报单位名单" | "单位名单" | "名单")
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

    /// All columns that say something of a unit.
    pub(super) fn all(&self) -> [Option<usize>; 7] {
        [self.unit, self.activity, self.indicator, self.actual, self.done, self.plan, self.note]
    }

    fn has_values(&self) -> bool {
        self.actual.is_some() || (self.done.is_some() && self.plan.is_some())
    }

    /// Reads a row as a header, for numbers that are shares of 1 or not. Nothing where it lacks what is
    /// wanted.
    pub(super) fn of(row: Row<'_>, wanted: Wanted, fraction: bool) -> Option<Result<Self, HeadingProblem>> {
        let mut columns = Self::default();
        let mut problem = None;
        for (index, cell) in row.cells().enumerate() {
            let (heading, measure) = heading(cell);
            if !heading.is_empty() {
                columns.edge = Some(Edge { headed: index + 1, cells: row.len() });
            }
            if heading == BARE_UNIT && wanted == Wanted::Actuals {
                problem = problem.or(Some((Problem::BareUnit, index)));
            }
            let is_listed = wanted == Wanted::Units && LIST.contains(&&*heading);
            let meaning = Meaning::ALL.into_iter().find(|meaning| meaning.headings().contains(&&*heading));
            let Some(meaning) = meaning.or(is_listed.then_some(Meaning::Unit)) else { continue };
            match columns.slot(meaning) {
                Some(first) => {
                    let first = cell_name(*first, row.number());
                    let twice = Problem::ColumnTwice { column: meaning.headings()[0], first };
                    problem = problem.or(Some((twice, index)));
                }
                slot => *slot = Some(index),
            }
            if meaning == Meaning::Actual {
                columns.actual_measure = measure;
            }
        }
        let is_header = match wanted {
            Wanted::Actuals => columns.indicator.is_some() && columns.has_values(),
            Wanted::Units => columns.unit.is_some(),
        };
        is_header.then(|| problem.map_or_else(|| columns.check_fraction(fraction), Err))
    }

    /// Whether a row has an indicator column, but nothing to read values from.
    fn lacks_only_values(row: Row<'_>) -> bool {
        row.cells().any(|cell| Meaning::Indicator.headings().contains(&&*heading(cell).0))
    }

    /// Whether a row repeats the headings, as files that were put together do.
    pub(super) fn repeated_in(&self, row: Row<'_>) -> bool {
        let repeats = |column: Option<usize>, meaning: Meaning| {
            column.is_some_and(|column| meaning.headings().contains(&&*heading(row.cell(column)).0))
        };
        repeats(self.indicator, Meaning::Indicator)
            && (repeats(self.actual, Meaning::Actual) || repeats(self.done, Meaning::Done))
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

/// The header of an input.
pub(super) struct Header {
    /// The number of its row.
    pub(super) row: u64,
    pub(super) columns: Columns,
}

/// What looking for a header in rows comes to.
pub(super) enum Search {
    Found(Header),
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
    for row in rows {
        match Columns::of(row, wanted, fraction) {
            Some(Ok(columns)) => return Search::Found(Header { row: row.number(), columns }),
            Some(Err((problem, column))) => return Search::Refused(file.problem_in(row, column, problem)),
            None if lacking.is_none() && wanted == Wanted::Actuals && Columns::lacks_only_values(row) => {
                lacking = Some(file.problem_in(row, row.len(), Problem::Header(HeaderFault::NoActual)));
            }
            None => {}
        }
    }
    lacking.map_or(Search::NotFound, Search::LacksValues)
}

/// A heading in its normal form, without and with the measure in its brackets.
fn heading(cell: &str) -> (String, Option<String>) {
    let heading = normalise_heading(cell);
    let split = heading.strip_suffix(')').and_then(|text| text.rsplit_once('('));
    match split {
        Some((name, measure)) => (name.to_owned(), Some(measure.to_owned()).filter(|measure| !measure.is_empty())),
        None => (heading, None),
    }
}
