//! The value of a cell ([spec 4](crate::spec#4-values)): a number, a pair, a mark for missing or not applicable, or a
//! refusal. What could be read in two ways is never guessed.

use std::borrow::Cow;

use super::batch::CellKind;
use crate::diagnostic::{Expected, PlanFault, Problem, ValueFault};
use crate::grading::Actual;
use crate::names::quoted;
use crate::number::{Decimal, DecimalError, MAX_DECIMALS};

/// Decimals that a number cell of a workbook may have: it holds 15 significant digits.
const MAX_CELL_DECIMALS: u8 = 18;

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// A value, and how it was written.
    Reported(Actual, Style),
    /// Nothing, or a mark such as `未报`.
    Missing,
    /// `不适用`, or nothing done of nothing planned.
    NotApplicable,
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
}

impl CellText<'_> {
    /// Refuses what no text makes good.
    fn check(&self, expected: impl FnOnce() -> Expected) -> Result<(), Box<Problem>> {
        let text = || quoted(self.text);
        Err(Box::new(match self.kind {
            CellKind::Text | CellKind::Number => return Ok(()),
            CellKind::Unclear => Problem::AmbiguousFormat { text: text() },
            CellKind::Date => Problem::DateValue { text: text(), expected: expected() },
            CellKind::Merged => Problem::Value { fault: ValueFault::Merged, expected: expected() },
        }))
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
    let max_decimals = if cell.kind == CellKind::Number { MAX_CELL_DECIMALS } else { MAX_DECIMALS };
    let text = narrow(cell.text);
    let text = trim(&text);
    match mark(text) {
        Some(Mark::Missing) => return Ok(Reading::Missing),
        Some(Mark::NotApplicable) => return Ok(Reading::NotApplicable),
        None => {}
    }
    if measure == crate::targets::PERCENT {
        percentage(text, max_decimals, convention)
    } else {
        count(text, max_decimals, measure, convention)
    }
    .map_err(|refusal| Box::new(refusal.into_problem(text, Expected::of(measure))))
}

/// Reads one cell of the columns 完成数 and 计划数: nothing where the cell is empty or marked missing.
pub(super) fn read_part(cell: CellText<'_>) -> Result<Part, Box<Problem>> {
    cell.check(|| Expected::Part)?;
    let text = narrow(cell.text);
    let text = trim(&text);
    match mark(text) {
        Some(Mark::Missing) => return Ok(Part::Missing),
        Some(Mark::NotApplicable) => return Ok(Part::NotApplicable),
        None => {}
    }
    let number = number(text, MAX_DECIMALS).map_err(|refusal| Box::new(refusal.into_problem(text, Expected::Part)))?;
    Ok(Part::Number(number))
}

/// One half of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Number(Decimal),
    Missing,
    NotApplicable,
}

/// Reads done and planned.
pub(super) fn pair(done: Decimal, plan: Decimal) -> Result<Reading, PlanFault> {
    match Actual::from_pair(done, plan) {
        Some(actual) => Ok(Reading::Reported(actual, Style::Pair)),
        None if done.is_zero() => Ok(Reading::NotApplicable),
        None => Err(PlanFault::Zero),
    }
}

/// Why a text is refused, before the words are put to it.
enum Refusal {
    Value(ValueFault),
    Ambiguous,
    DecimalComma,
    Date,
    Plan(PlanFault),
}

impl From<ValueFault> for Refusal {
    fn from(fault: ValueFault) -> Self {
        Self::Value(fault)
    }
}

impl Refusal {
    fn into_problem(self, text: &str, expected: Expected) -> Problem {
        match self {
            Self::Value(fault) => Problem::Value { fault, expected },
            Self::Ambiguous => Problem::AmbiguousValue { text: quoted(text) },
            Self::DecimalComma => Problem::Value { fault: ValueFault::DecimalComma { text: quoted(text) }, expected },
            Self::Date => Problem::DateValue { text: quoted(text), expected },
            Self::Plan(fault) => Problem::Plan(fault),
        }
    }
}

/// Full-width forms as their ASCII counterparts. Not NFKC: that would turn `9²` into `92`.
pub(super) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let narrowed = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    };
    Cow::Owned(text.chars().map(narrowed).collect())
}

/// The text without blanks around it, which most have none of.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim_matches(crate::names::is_blank),
    }
}

/// What stands in a cell instead of a value.
pub(super) enum Mark {
    Missing,
    NotApplicable,
}

pub(super) fn mark(text: &str) -> Option<Mark> {
    let is_dash = |c| matches!(c, '-' | '—' | '–' | '―');
    if matches!(text, "/" | "无" | "未报") || text.chars().all(is_dash) {
        return Some(Mark::Missing);
    }
    (text == "不适用" || text.eq_ignore_ascii_case("N/A")).then_some(Mark::NotApplicable)
}

/// A number with `%` behind it.
#[inline]
fn percent(value: Decimal) -> Reading {
    Reading::Reported(Actual::from_decimal(value), Style::Percent(value.decimals()))
}

fn percentage(text: &str, max_decimals: u8, convention: &Convention) -> Result<Reading, Refusal> {
    if let Some(digits) = text.strip_suffix('%') {
        return Ok(percent(number(digits.trim_end(), max_decimals)?));
    }
    if let Some((done, plan)) = text.split_once('/')
        && looks_numeric(done)
        && looks_numeric(plan)
    {
        let (done, plan) = (number(done.trim(), MAX_DECIMALS)?, number(plan.trim(), MAX_DECIMALS)?);
        return pair(done, plan).map_err(Refusal::Plan);
    }
    let value = number(text, max_decimals)?;
    let one = Decimal::new(1, 0);
    if convention.fraction {
        if value > Decimal::new(2, 0) {
            return Err(ValueFault::ShareAbove2.into());
        }
        let value = value.times_hundred();
        return Ok(Reading::Reported(Actual::from_decimal(value), Style::Declared(value.decimals())));
    }
    match convention.column_measure.as_deref() {
        Some(crate::targets::PERCENT) => {
            Ok(Reading::Reported(Actual::from_decimal(value), Style::Declared(value.decimals())))
        }
        Some(column) => Err(ValueFault::ColumnMeasure { column: column.to_owned() }.into()),
        None if !value.is_zero() && value <= one => Err(Refusal::Ambiguous),
        None => Ok(Reading::Reported(Actual::from_decimal(value), Style::Bare(value.decimals()))),
    }
}

/// A number in a measure other than percent, with or without the measure behind it.
fn count(text: &str, max_decimals: u8, measure: &str, convention: &Convention) -> Result<Reading, Refusal> {
    let measure = narrow(measure);
    let reported = |value| Ok(Reading::Reported(Actual::from_decimal(value), Style::Count));
    if let Some(digits) = text.strip_suffix(measure.trim()) {
        return reported(number(digits.trim_end(), max_decimals)?);
    }
    let is_pair = text.split_once('/').is_some_and(|(done, plan)| looks_numeric(done) && looks_numeric(plan));
    if text.ends_with('%') || is_pair {
        return Err(ValueFault::NotPercentage.into());
    }
    let value = number(text, max_decimals)?;
    if convention.fraction {
        return Err(ValueFault::ShareOfMeasure.into());
    }
    match &convention.column_measure {
        Some(column) if *column != crate::names::normalise(&measure) => {
            Err(ValueFault::ColumnMeasure { column: column.clone() }.into())
        }
        _ => reported(value),
    }
}

fn looks_numeric(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b' '))
}

/// A plain number, with commas between groups of three at most.
fn number(text: &str, max_decimals: u8) -> Result<Decimal, Refusal> {
    let parsed = match Decimal::parse(text, max_decimals) {
        Err(DecimalError::NotANumber) => ungroup(text).map(|digits| Decimal::parse(&digits, max_decimals)),
        parsed => Some(parsed),
    };
    parsed.unwrap_or(Err(DecimalError::NotANumber)).map_err(|error| match error {
        DecimalError::NotANumber => fault(text),
        DecimalError::TooLarge => ValueFault::TooLarge.into(),
        DecimalError::TooPrecise => ValueFault::TooPrecise.into(),
    })
}

/// Takes out commas that stand between groups of three; nothing where one stands elsewhere, or none.
/// The first group is no 0: `0,925` has a decimal comma.
fn ungroup(text: &str) -> Option<String> {
    if !text.contains(',') {
        return None;
    }
    let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = integer.split(',');
    let first = groups.next()?;
    let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let legal = is_first && groups.all(|group| group.len() == 3) && !fraction.contains(',');
    legal.then(|| text.replace(',', ""))
}

/// What kind of non-number a text is.
fn fault(text: &str) -> Refusal {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.trim_start_matches(['-', '+', '−', ' ']);
    let has_digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    if text.starts_with('#') {
        return ValueFault::FormulaError.into();
    }
    if text.starts_with('=') {
        return ValueFault::NotComputed.into();
    }
    if matches!(unsigned.trim_end_matches('%'), "nan" | "inf" | "infinity" | "∞") {
        return ValueFault::NotFinite.into();
    }
    if is_date(&lower) {
        return Refusal::Date;
    }
    if lower.starts_with(['-', '−']) && unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return ValueFault::Negative.into();
    }
    let is_plain = |text: &str| {
        text.bytes().any(|byte| byte.is_ascii_digit()) && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    let exponent = unsigned.split_once('e').is_some_and(|(mantissa, exponent)| {
        is_plain(mantissa) && is_plain(exponent.trim_start_matches(['-', '+']).trim_end_matches('%'))
    });
    if exponent {
        return ValueFault::Exponent.into();
    }
    if text.split_once(',').is_some_and(|(zero, decimals)| zero == "0" && is_plain(decimals) && !decimals.contains('.'))
    {
        return Refusal::DecimalComma;
    }
    let only_numeric = unsigned.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if text.contains(',') && has_digits(text) && only_numeric {
        return ValueFault::Commas.into();
    }
    ValueFault::Text.into()
}

/// Whether a lower-case text is a date: `4月5日`, `5-apr`, `apr-16`, `2016/4/5`, `2016.4.5`, `2016-04-05`,
/// `2016年4月`, each with a time of day behind it or not.
fn is_date(text: &str) -> bool {
    if !text.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    let is_time = |time: &str| time.contains(':') && time.starts_with(|c: char| c.is_ascii_digit());
    let text = match text.rsplit_once([' ', 't']) {
        Some((date, time)) if is_time(time) => date,
        _ => text,
    };
    if text.contains('月') {
        let parts: Vec<_> = text.split(['年', '月', '日', '号']).filter(|part| !part.is_empty()).collect();
        return parts.len() <= 3 && parts.into_iter().all(is_digits);
    }
    names_month(text) || ['-', '/', '.'].into_iter().any(|separator| is_numeric_date(text, separator))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `5-apr`, `apr-16`.
fn names_month(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<_> = text.split(['-', ' ', '/']).collect();
    let names_month = parts.iter().any(|part| MONTHS.contains(&part.get(..3).unwrap_or_default()));
    let numbers = parts.iter().filter(|part| is_digits(part)).count();
    names_month && parts.len() <= 3 && numbers + 1 == parts.len()
}

/// Whether numbers between separators can be a day, a month and a year: `45/50/60` cannot.
fn is_numeric_date(text: &str, separator: char) -> bool {
    let parts: Vec<_> = text.split(separator).collect();
    let within = |part: &str, most: u8| part.parse().is_ok_and(|number: u8| (1..=most).contains(&number));
    let (is_month, is_day) = (|part: &str| within(part, 12), |part: &str| within(part, 31));
    let is_year = |part: &str| matches!(part.len(), 2 | 4);
    let is_month_and_day = |a: &str, b: &str| (is_month(a) && is_day(b)) || (is_day(a) && is_month(b));
    let is_month_and_year = |a: &str, b: &str| (is_month(a) && is_year(b)) || (is_year(a) && is_month(b));
    parts.iter().all(|part| is_digits(part))
        && match parts[..] {
            [a, b] => separator == '-' && (is_month_and_day(a, b) || is_month_and_year(a, b)),
            [a, b, c] => (is_year(a) && is_month(b) && is_day(c)) || (is_month_and_day(a, b) && is_year(c)),
            _ => false,
        }
}

/// Whether an actual agrees with a pair: it is the pair's percentage, rounded to as many decimals as
/// it is written with.
pub(super) fn agrees(actual: Actual, decimals: u8, pair: Actual) -> bool {
    let difference = (&actual.to_fraction() - &pair.to_fraction()).abs();
    difference <= Decimal::new(5, decimals + 1).to_fraction()
}
