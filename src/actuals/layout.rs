//! How the rows of a file are to be read: its columns, what its bare numbers mean, and what the
//! cells of one row come to together.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::footer::{self, Holds};
use super::header::{Columns, Edge, filled};
use super::place::FileName;
use super::tally::Detail;
use super::title::Title;
use super::value::{self, CellText, Convention, Reading, Style, Written};
use crate::delimited::batch::{CellKind, Row};
use crate::diagnostic::{Expected, PlanFault, Problem, ValueFault};
use crate::names::{is_blank, is_blank_text, normalise, quoted};
use crate::stated::Stated;
use crate::targets::{Indicator, PERCENT, TableNumber};

/// A problem and the column that it is in; on the heap, since hardly any row has one.
pub(super) type CellProblem = (Box<Problem>, usize);

/// What a row's cells come to.
#[derive(Clone, Copy)]
pub(super) struct Finding {
    pub(super) reading: Reading,
    pub(super) from: ReadFrom,
}

/// The cells that a finding is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadFrom {
    /// The column of actuals.
    Actual,
    /// 完成数 alone: a plan says nothing of what was done.
    Done,
    /// 完成数 and 计划数.
    Pair,
}

/// How the rows of a file are to be read.
#[derive(Debug)]
pub(super) struct FileLayout {
    pub(super) file: FileName,
    /// The table that its rows are of; where a column names bureaus, those above which it names none.
    pub(super) table: Option<TableNumber>,
    /// The unit that the file's name gives to rows that name none.
    pub(super) own_name: Option<Arc<str>>,
    /// The file's name without its ending.
    pub(super) file_name: Option<Arc<str>>,
    /// What stands above the header.
    pub(super) title: Title,
    pub(super) columns: Columns,
    pub(super) convention: Convention,
    /// Sheets of the workbook that have a header too and are not read.
    pub(super) unread_sheets: Vec<String>,
}

impl FileLayout {
    /// Whether its rows tell of which unit they are.
    pub(super) const fn tells_units(&self) -> bool {
        self.columns.unit.is_some() || self.columns.bureau.is_some()
    }

    /// Whether a row names everything that the rows below it may leave to it.
    pub(super) fn names_all(&self, row: Row<'_>) -> bool {
        let columns = [self.columns.bureau, self.columns.unit, self.columns.activity];
        columns.into_iter().flatten().all(|column| !is_blank_text(row.cell(column)))
    }

    /// Whether a row without an indicator is nothing: empty, a total, or numbers of the columns.
    #[cold]
    pub(super) fn is_nothing(&self, row: Row<'_>) -> bool {
        let columns = &self.columns;
        let has_name = filled(row, columns.unit).or(filled(row, columns.activity)).is_some();
        let is_empty = columns.all().into_iter().flatten().all(|column| is_blank_text(row.cell(column)));
        (is_empty && !self.has_value(row))
            || self.has_total(row)
            || columns.repeated_below(row)
            || (has_name && footer::numbers_columns(row))
    }

    /// Whether a text ends within a row, before its values: what is there of its names is not all of them.
    pub(super) fn is_cut_short(&self, row: Row<'_>) -> bool {
        self.file.sheet.is_none() && row.ends_text() && self.columns.value_columns().all(|column| column >= row.len())
    }

    /// Whether anything in the columns of values is of a kind.
    #[cold]
    pub(super) fn holds(&self, row: Row<'_>, kind: Holds) -> bool {
        self.columns.value_columns().any(|column| footer::holds(row, column) == kind)
    }

    /// Whether a row begins as a footer does, or its names say that it sums up others. Its note is not what it begins
    /// with, nor is its unit where it has a value: 单位1 may be a unit.
    #[cold]
    pub(super) fn begins_as_footer(&self, row: Row<'_>) -> bool {
        let Columns { unit, note, .. } = self.columns;
        let is_filled = |column: &usize| !is_blank_text(row.cell(*column));
        let is_beside = |column: &usize| [unit, note].contains(&Some(*column));
        let first = (0..row.len()).filter(is_filled).find(|column| !is_beside(column));
        let first = first.or((0..row.len()).find(is_filled));
        let unit = unit.filter(|_| !self.holds(row, Holds::Value));
        let firsts = [unit, first].into_iter().flatten();
        firsts.clone().any(|column| footer::begins_as_footer(row.cell(column))) || self.is_summary(row)
    }

    /// Whether the cells before the values say nothing but that the row sums up others, its unit apart.
    fn is_summary(&self, row: Row<'_>) -> bool {
        let values = self.columns.value_columns().min().unwrap_or_default();
        let names = (0..values).filter(|column| Some(*column) != self.columns.unit).map(|column| row.cell(column));
        let mut names = names.filter(|cell| !is_blank_text(cell)).peekable();
        names.peek().is_some() && names.all(footer::is_summary)
    }

    /// Whether a row that is nothing to the columns that are read has words in another one.
    #[cold]
    pub(super) fn has_remark(&self, row: Row<'_>) -> bool {
        !self.has_total(row) && row.cells().any(|cell| cell.chars().any(char::is_alphabetic))
    }

    /// Whether a cell says that the row is a total, be it of something: 市场监督管理小计. A note, and what
    /// stands to the right of the values, may end so and mean something else.
    fn has_total(&self, row: Row<'_>) -> bool {
        let note = self.columns.note;
        let values = self.columns.value_columns().min().unwrap_or_default();
        row.cells().enumerate().map(|(column, cell)| (column, normalise(cell))).any(|(column, cell)| {
            is_total(&cell) || (column < values && Some(column) != note && is_total_of_something(&cell))
        })
    }

    /// The first of a row's names that is not what is seen in its cell.
    #[inline]
    pub(super) fn unseen_name(&self, row: Row<'_>) -> Option<CellProblem> {
        if !row.may_differ() {
            return None;
        }
        let columns = [self.columns.unit, self.columns.activity, self.columns.indicator];
        columns.into_iter().flatten().find_map(|column| match row.kind(column) {
            CellKind::Unseen | CellKind::Rounded => Some((Box::new(unseen_name(row, column)), column)),
            CellKind::Text | CellKind::Number | CellKind::Merged => None,
        })
    }

    pub(super) fn has_value(&self, row: Row<'_>) -> bool {
        let is_value = |column| !matches!(value::read_part(cell_text(row, column)), Ok(Stated::Missing));
        self.columns.value_columns().any(is_value)
    }

    /// What stood in a row's cells, for the few rows of which that is shown.
    pub(super) fn detail(&self, row: Row<'_>, finding: Finding) -> Detail {
        let pair = finding.reading.reported().filter(|written| written.style == Style::Pair);
        Detail {
            pair: pair.map(|written| written.actual.to_pair()),
            actual: finding.reading.reported().map(|written| written.actual),
            text: self.text_of(row, finding.from),
            note: self.note(row),
        }
    }

    pub(super) fn note(&self, row: Row<'_>) -> Option<String> {
        let text = row.cell(self.columns.note?);
        let text = text.trim_matches(is_blank);
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// Reads a row's value from its actual, its pair, or both.
    pub(super) fn find(&self, row: Row<'_>, indicator: &Indicator) -> Result<Finding, CellProblem> {
        let columns = &self.columns;
        if let Some(column) = columns.edge.and_then(|edge| edge.surplus(row)) {
            return Err(self.surplus(row, column));
        }
        if let Some(note) = columns.note.filter(|_| columns.edge.is_some())
            && row.cell(note).starts_with(|c: char| c.is_ascii_digit())
            && let Some(column) = self.cut(row, note)
        {
            return Err(cut(row, column));
        }
        match (columns.actual, columns.done.or(columns.plan)) {
            (Some(column), None) => self.find_actual(row, indicator, column),
            _ => self.find_pair(row, indicator),
        }
    }

    /// Reads a row's value from its actual.
    #[inline]
    fn find_actual(&self, row: Row<'_>, indicator: &Indicator, column: usize) -> Result<Finding, CellProblem> {
        let reading = value::read(cell_text(row, column), &indicator.measure, &self.convention)
            .map_err(|problem| (problem, column))?;
        self.check_measure(row, indicator, reading)?;
        Ok(Finding { reading, from: ReadFrom::Actual })
    }

    /// Reads a row's value from its pair, or from both its pair and its actual.
    #[inline(never)]
    fn find_pair(&self, row: Row<'_>, indicator: &Indicator) -> Result<Finding, CellProblem> {
        let columns = &self.columns;
        let actual = columns.actual.map(|column| self.find_actual(row, indicator, column)).transpose()?;
        let pair = match (columns.done, columns.plan) {
            (Some(done), Some(plan)) => read_pair(row, indicator, done, plan)?,
            (None, None) => None,
            _ => {
                actual.map_or(Ok(()), |actual| self.check_half(row, indicator, actual.reading))?;
                None
            }
        };
        match (actual, pair) {
            (Some(actual), Some(pair)) => self.agree(row, actual, pair, indicator),
            (Some(finding), None) | (None, Some(finding)) => Ok(finding),
            (None, None) => Ok(Finding { reading: Reading::Missing, from: ReadFrom::Done }),
        }
    }

    /// A bare number is in the indicator's measure, unless the row says otherwise.
    fn check_measure(&self, row: Row<'_>, indicator: &Indicator, reading: Reading) -> Result<(), CellProblem> {
        let is_plain = |written: Written| matches!(written.style, Style::Bare(_) | Style::Count);
        let Some(column) = self.columns.measure.filter(|_| reading.reported().is_some_and(is_plain)) else {
            return Ok(());
        };
        let measure = normalise(row.cell(column));
        let is_same = match normalise(&indicator.measure) {
            own if own == PERCENT => value::is_percent(&measure),
            own => own == measure,
        };
        if is_same || is_blank_text(&measure) || value::mark::<()>(&measure).is_some() {
            return Ok(());
        }
        let fault = ValueFault::RowMeasure { measure: quoted(row.cell(column)) };
        Err((Box::new(Problem::Value { fault, expected: Expected::of(&indicator.measure) }), column))
    }

    /// A cell beyond the headings may be the rest of one that a comma cut in two, `12,345%`; then what
    /// stands in the columns is not what was meant to.
    #[cold]
    fn surplus(&self, row: Row<'_>, column: usize) -> CellProblem {
        let last = self.columns.edge.map(Edge::letters).unwrap_or_default();
        let fault = ValueFault::Surplus { text: quoted(row.cell(column)), last };
        (Box::new(Problem::Value { fault, expected: Expected::Percentage }), column)
    }

    /// The column of a value of which the note, a number as well, or the column before it seems to be the
    /// rest: `12,345%` without quotes, where a column of notes takes what is pushed to the right.
    fn cut(&self, row: Row<'_>, note: usize) -> Option<usize> {
        let (columns, text) = (&self.columns, |column| row.cell(column));
        let is_beside = |left: Option<usize>, right| left.filter(|left| left + 1 == right);
        if !is_number(text(note)) {
            return None;
        }
        if let Some(actual) = is_beside(columns.actual, note) {
            let is_decimal = is_digits(text(actual)) && text(note).ends_with('%');
            return (is_decimal || is_grouped(text(actual), text(note))).then_some(actual);
        }
        let plan = is_beside(columns.plan, note)?;
        let done = is_beside(columns.done, plan).filter(|done| is_grouped(text(*done), text(plan)));
        done.or_else(|| is_grouped(text(plan), text(note)).then_some(plan))
    }

    /// With both an actual and a pair the two must agree: rounding apart, and in what they attain. The
    /// pair is the exact one, so it counts.
    pub(super) fn agree(
        &self,
        row: Row<'_>,
        actual: Finding,
        pair: Finding,
        indicator: &Indicator,
    ) -> Result<Finding, CellProblem> {
        let agrees = match (actual.reading, pair.reading) {
            (Reading::Missing, _) => return Ok(pair),
            (Reading::NotApplicable, Reading::NotApplicable) => return Ok(actual),
            (Reading::Reported(Written { actual: value, style }), Reading::Reported(Written { actual: exact, .. })) => {
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
            return Ok(Finding { reading: pair.reading, from: actual.from });
        }
        let percent = pair.reading.reported().map(|exact| Box::new(exact.actual.shown()));
        let text = |finding: Finding| quoted(&self.text_of(row, finding.from));
        let fault = ValueFault::Disagree { actual: text(actual), pair: text(pair), percent };
        let problem = Problem::Value { fault, expected: Expected::of(&indicator.measure) };
        Err((Box::new(problem), self.columns.actual.unwrap_or_default()))
    }

    /// Checks a value in a file that has one of the columns 完成数 and 计划数: what was done is no
    /// percentage without a plan, and a bare number beside a plan may be what was done of it.
    #[cold]
    fn check_half(&self, row: Row<'_>, indicator: &Indicator, reading: Reading) -> Result<(), CellProblem> {
        let number_in = |column: Option<usize>| {
            let is_number =
                |column: &usize| value::read_part(cell_text(row, *column)).is_ok_and(|part| part.reported().is_some());
            column.filter(is_number)
        };
        let (actual, text) = (self.columns.actual.unwrap_or_default(), |column| quoted(row.cell(column)));
        let problem = match reading {
            Stated::Missing => number_in(self.columns.done).map(|done| (Problem::Plan(PlanFault::Empty), done)),
            Stated::Reported(Written { style: Style::Bare(_), .. }) if indicator.is_percentage() => {
                number_in(self.columns.plan).map(|plan| {
                    let fault = ValueFault::BesidePlan { actual: text(actual), plan: text(plan) };
                    (Problem::Value { fault, expected: Expected::Percentage }, actual)
                })
            }
            Stated::Reported(_) | Stated::NotApplicable => None,
        };
        problem.map_or(Ok(()), |(problem, column)| Err((Box::new(problem), column)))
    }

    /// The text of the cells that a finding is read from, as it stood.
    pub(super) fn text_of(&self, row: Row<'_>, from: ReadFrom) -> String {
        let text = |column: Option<usize>| column.map_or("", |column| row.cell(column).trim_matches(is_blank));
        match from {
            ReadFrom::Actual => text(self.columns.actual).to_owned(),
            ReadFrom::Done => text(self.columns.done).to_owned(),
            ReadFrom::Pair => {
                let pair = format!("{}/{}", text(self.columns.done), text(self.columns.plan));
                pair.trim_matches('/').to_owned()
            }
        }
    }
}

/// 合计, 小计 and 总计 rows are nothing. The name is one in normal form.
pub(super) fn is_total(normal: &str) -> bool {
    TOTALS.contains(&normal.trim_end_matches(':'))
}

/// A row of all units together is no unit: 全县合计, 平均.
pub(super) fn is_total_of_units(normal: &str) -> bool {
    // This is asked of each row, and hardly any name ends so.
    normal.ends_with(['计', '均', '值', '数', '分', ':'])
        && (is_total_of_something(normal) || footer::is_summary(normal))
}

#[cold]
fn cut(row: Row<'_>, column: usize) -> CellProblem {
    let text = |column| quoted(row.cell(column));
    let fault = ValueFault::Cut { left: text(column), right: text(column + 1) };
    (Box::new(Problem::Value { fault, expected: Expected::Percentage }), column)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Digits with a point or a percent sign or neither.
fn is_number(text: &str) -> bool {
    let (integer, fraction) = text.trim_end_matches('%').split_once('.').unwrap_or((text.trim_end_matches('%'), "0"));
    is_digits(integer) && is_digits(fraction)
}

/// Whether two cells, with a comma between them, are a number in groups of three.
fn is_grouped(left: &str, right: &str) -> bool {
    let group = right.trim_end_matches('%').split('.').next().unwrap_or_default();
    is_digits(left) && left.len() <= 3 && !left.starts_with('0') && is_digits(group) && group.len() == 3
}

const TOTALS: [&str; 3] = ["合计", "小计", "总计"];

fn is_total_of_something(normal: &str) -> bool {
    TOTALS.iter().any(|total| normal.trim_end_matches(':').ends_with(total))
}

/// The problem of a name that is not what is seen in its cell.
#[cold]
pub(super) fn unseen_name(row: Row<'_>, column: usize) -> Problem {
    match row.unseen(column) {
        Some(unseen) => Problem::Unseen(unseen.clone()),
        None => Problem::RoundedName { text: quoted(row.cell(column)) },
    }
}

fn cell_text(row: Row<'_>, column: usize) -> CellText<'_> {
    CellText { text: row.cell(column), kind: row.kind(column), unseen: row.unseen(column) }
}

/// Reads the columns 完成数 and 计划数; nothing where 完成数 is empty.
fn read_pair(row: Row<'_>, indicator: &Indicator, done: usize, plan: usize) -> Result<Option<Finding>, CellProblem> {
    let part = |column| value::read_part(cell_text(row, column)).map_err(|problem| (problem, column));
    let parts = (part(done)?, part(plan)?);
    let reading = match parts {
        (Stated::Missing, Stated::Missing | Stated::Reported(_)) => return Ok(None),
        (Stated::NotApplicable, _) | (Stated::Missing, Stated::NotApplicable) => Reading::NotApplicable,
        (Stated::Reported(_), _) if !indicator.is_percentage() => {
            let fault = ValueFault::PairOfCount;
            return Err((Box::new(Problem::Value { fault, expected: Expected::of(&indicator.measure) }), done));
        }
        (Stated::Reported(_), Stated::Missing | Stated::NotApplicable) => {
            return Err((Box::new(Problem::Plan(PlanFault::Empty)), plan));
        }
        (Stated::Reported(done_number), Stated::Reported(plan_number)) => {
            value::pair(done_number, plan_number).map_err(|fault| (Box::new(Problem::Plan(fault)), plan))?
        }
    };
    Ok(Some(Finding { reading, from: ReadFrom::Pair }))
}
