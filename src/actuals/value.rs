//! The value of a cell ([spec 4](crate::spec#4-values)): a number, a pair, a mark for missing or not applicable, or a
//! refusal. What could be read in two ways is never guessed.

mod date;
mod fault;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use sheets::{Unseen, Why};

use self::date::is_date;
pub(super) use self::date::is_full_date;
pub(super) use self::fault::UNSAID;
use crate::delimited::batch::CellKind;
use crate::diagnostic::{Expected, PlanFault, Problem, ValueFault};
use crate::grading::Actual;
use crate::names::{half_width, is_invisible, quoted};
use crate::number::{Decimal, DecimalError, MAX_CELL_DECIMALS, MAX_DECIMALS};
use crate::stated::Stated;

/// Decimals in which the percentage that a spreadsheet divides out is surely right: its last digits need not be.
const QUOTIENT_DECIMALS: u8 = 10;

/// What a cell says: a value, a mark for one that is missing, such as `未报`, or for one that is not
/// applicable.
pub(super) type Reading = Stated<Written>;

/// A value, and how it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) actual: Actual,
    pub(super) style: Style,
}

/// How a value was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// With `%`; so many decimals.
    Percent(u8),
    /// A bare number for a percentage whose column does not say that it is one; so many decimals.
    Bare(u8),
    /// A bare number whose meaning the heading or `--fraction` declares; so many decimals in percent.
    Declared(u8),
    /// Done/planned.
    Pair,
    /// A number in another measure.
    Count,
}

/// How bare numbers of a column are to be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Convention {
    /// The measure in the heading's brackets.
    pub(super) column_measure: Option<String>,
    /// Bare numbers are shares of 1 (`--fraction`).
    pub(super) fraction: bool,
}

/// A cell's text with what the workbook knows of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct CellText<'a> {
    pub(super) text: &'a str,
    pub(super) kind: CellKind,
    /// Why nothing plain is seen in it, if that is so.
    pub(super) unseen: Option<&'a Unseen>,
}

impl CellText<'_> {
    /// Refuses what no text makes good.
    fn check(&self, expected: impl FnOnce() -> Expected) -> Result<(), Box<Problem>> {
        if let Some(unseen) = self.unseen {
            return Err(Box::new(unseen_value(unseen, expected())));
        }
        if self.kind == CellKind::Merged {
            return Err(Box::new(Problem::Value { fault: ValueFault::Merged, expected: expected() }));
        }
        Ok(())
    }
}

/// The problem of a cell that shows no plain value.
#[cold]
fn unseen_value(unseen: &Unseen, expected: Expected) -> Problem {
    match unseen.why {
        Why::Date => Problem::DateValue { text: quoted(&unseen.stored), expected },
        Why::NotComputed => Problem::Value { fault: ValueFault::NotComputed, expected },
        _ => Problem::Unseen(unseen.clone()),
    }
}

/// Reads a cell for an indicator of the measure.
#[inline]
pub(super) fn read(cell: CellText<'_>, measure: &str, convention: &Convention) -> Result<Reading, Box<Problem>> {
    // Nearly every value is digits and `%`, and means but one thing.
    if cell.kind == CellKind::Text
        && measure == crate::targets::PERCENT
        && let Some(digits) = cell.text.strip_suffix('%')
        && let Ok(value) = Decimal::parse(digits, MAX_DECIMALS)
    {
        return Ok(percent(value));
    }
    read_closely(cell, measure, convention)
}

#[inline(never)]
fn read_closely(cell: CellText<'_>, measure: &str, convention: &Convention) -> Result<Reading, Box<Problem>> {
    cell.check(|| Expected::of(measure))?;
    let text = narrow(cell.text);
    let text = trim(&text);
    if let Some(stated) = mark(text) {
        return Ok(stated);
    }
    let is_number = matches!(cell.kind, CellKind::Number | CellKind::Rounded);
    let max_decimals = if is_number { MAX_CELL_DECIMALS } else { MAX_DECIMALS };
    let cell = Cell { text, wanted: Wanted::Value(measure) };
    if measure == crate::targets::PERCENT {
        cell.percentage(max_decimals, convention)
    } else {
        cell.count(max_decimals, measure, convention)
    }
}

/// Reads one cell of the columns 完成数 and 计划数; missing where the cell is empty or says so.
pub(super) fn read_part(cell: CellText<'_>) -> Result<Stated<Decimal>, Box<Problem>> {
    cell.check(|| Expected::Part)?;
    let text = narrow(cell.text);
    let text = trim(&text);
    match mark(text) {
        Some(stated) => Ok(stated),
        None => Cell { text, wanted: Wanted::Part }.number(text, MAX_DECIMALS).map(Stated::Reported),
    }
}

/// Reads done and planned.
pub(super) fn pair(done: Decimal, plan: Decimal) -> Result<Reading, PlanFault> {
    match Actual::from_pair(done, plan) {
        Some(actual) => Ok(reported(actual, Style::Pair)),
        None if done.is_zero() => Ok(Reading::NotApplicable),
        None => Err(PlanFault::Zero),
    }
}

/// Whether a text in normal form says that numbers are percentages.
pub(super) fn is_percent(measure: &str) -> bool {
    matches!(measure, crate::targets::PERCENT | "百分比" | "百分数" | "百分率" | "百分之")
}

/// The state that a text says which stands in a cell instead of a value; nothing where it may be one.
pub(super) fn mark<T>(text: &str) -> Option<Stated<T>> {
    let is_dash = |c| matches!(c, '-' | '—' | '–' | '―');
    if matches!(text, "/" | "无" | "未报") || text.chars().all(is_dash) {
        return Some(Stated::Missing);
    }
    (text == "不适用" || text.eq_ignore_ascii_case("N/A")).then_some(Stated::NotApplicable)
}

fn reported(actual: Actual, style: Style) -> Reading {
    Reading::Reported(Written { actual, style })
}

/// A number with `%` behind it.
#[inline]
fn percent(value: Decimal) -> Reading {
    reported(Actual::from_decimal(value), Style::Percent(value.decimals()))
}

/// A cell that may hold a value.
struct Cell<'a> {
    /// Its text in narrow characters, without blanks around it.
    text: &'a str,
    wanted: Wanted<'a>,
}

/// What a cell is to hold.
enum Wanted<'a> {
    /// A value in this measure.
    Value(&'a str),
    /// 完成数 or 计划数.
    Part,
}

impl Cell<'_> {
    /// A percentage: with its sign, done/planned, or a bare number that can mean but one thing.
    fn percentage(&self, max_decimals: u8, convention: &Convention) -> Result<Reading, Box<Problem>> {
        if let Some(digits) = self.text.strip_suffix('%') {
            return Ok(percent(self.number(digits.trim_end(), max_decimals)?));
        }
        if let Some((done, plan)) = split_pair(self.text) {
            let (done, plan) = (self.number(done, MAX_DECIMALS)?, self.number(plan, MAX_DECIMALS)?);
            return pair(done, plan).map_err(|fault| Box::new(Problem::Plan(fault)));
        }
        self.bare(self.number(self.text, max_decimals)?, convention)
    }

    /// A bare number for a percentage. Above 0 and up to 1 it is refused unless heading or `--fraction`
    /// say what it means: 0.92 may be 92% or 0.92%.
    fn bare(&self, value: Decimal, convention: &Convention) -> Result<Reading, Box<Problem>> {
        if convention.fraction {
            if value > Decimal::new(2, 0) {
                return self.refuse(ValueFault::ShareAbove2);
            }
            let value = value.times_hundred();
            return Ok(reported(Actual::from_decimal(value), Style::Declared(value.decimals())));
        }
        let style = match convention.column_measure.as_deref() {
            Some(crate::targets::PERCENT) => Style::Declared(value.decimals()),
            Some(column) => return self.refuse(ValueFault::ColumnMeasure { column: column.to_owned() }),
            None if !value.is_zero() && value <= Decimal::new(1, 0) => {
                return Err(Box::new(Problem::AmbiguousValue { text: quoted(self.text) }));
            }
            None => Style::Bare(value.decimals()),
        };
        Ok(reported(Actual::from_decimal(value), style))
    }

    /// A number in a measure other than percent, with or without the measure behind it.
    fn count(&self, max_decimals: u8, measure: &str, convention: &Convention) -> Result<Reading, Box<Problem>> {
        let measure = narrow(measure);
        let count = |value| Ok(reported(Actual::from_decimal(value), Style::Count));
        if let Some(digits) = self.text.strip_suffix(measure.trim()) {
            return count(self.number(digits.trim_end(), max_decimals)?);
        }
        if self.text.ends_with('%') || split_pair(self.text).is_some() {
            return self.refuse(ValueFault::NotPercentage);
        }
        let value = self.number(self.text, max_decimals)?;
        if convention.fraction {
            return self.refuse(ValueFault::ShareOfMeasure);
        }
        match &convention.column_measure {
            Some(column) if *column != crate::names::normalise(&measure) => {
                self.refuse(ValueFault::ColumnMeasure { column: column.clone() })
            }
            _ => count(value),
        }
    }

    /// A plain number, with commas between groups of three at most, that is the cell's text or a part
    /// of it.
    fn number(&self, text: &str, max_decimals: u8) -> Result<Decimal, Box<Problem>> {
        match Decimal::parse_grouped(text, max_decimals) {
            Ok(number) => Ok(number),
            Err(DecimalError::NotANumber) if is_date(&text.to_ascii_lowercase()) => {
                Err(Box::new(Problem::DateValue { text: quoted(self.text), expected: self.expected() }))
            }
            Err(DecimalError::NotANumber) => match fault::counted(self.text) {
                Some(number) if matches!(self.wanted, Wanted::Value(crate::targets::PERCENT)) => {
                    self.refuse(ValueFault::Counted { text: quoted(self.text), number: number.to_owned() })
                }
                _ => self.refuse(fault::of(text, self.text)),
            },
            Err(DecimalError::TooLarge) => self.refuse(ValueFault::TooLarge),
            Err(DecimalError::TooPrecise) => self.refuse(ValueFault::TooPrecise),
        }
    }

    fn expected(&self) -> Expected {
        match self.wanted {
            Wanted::Value(measure) => Expected::of(measure),
            Wanted::Part => Expected::Part,
        }
    }

    fn refuse<T>(&self, fault: ValueFault) -> Result<T, Box<Problem>> {
        Err(Box::new(Problem::Value { fault, expected: self.expected() }))
    }
}

/// Full-width forms as their ASCII counterparts, without the characters that nobody sees. Not NFKC: that would turn `9²` into `92`.
pub(super) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| !is_invisible(*c)).map(half_width).collect())
}

/// The text without blanks around it, which most have none of.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim_matches(crate::names::is_blank),
    }
}

/// Done and planned of a text such as `45/50`.
fn split_pair(text: &str) -> Option<(&str, &str)> {
    let (done, plan) = text.split_once('/')?;
    (looks_numeric(done) && looks_numeric(plan)).then_some((done.trim(), plan.trim()))
}

fn looks_numeric(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b' '))
}

/// Whether an actual agrees with a pair: it is the pair's percentage, rounded to as many decimals as
/// it is written with, or to those in which a spreadsheet's quotient is surely right.
pub(super) fn agrees(actual: Actual, decimals: u8, pair: Actual) -> bool {
    let difference = (&actual.to_fraction() - &pair.to_fraction()).abs();
    difference <= Decimal::new(5, decimals.min(QUOTIENT_DECIMALS) + 1).to_fraction()
}
