//! The value of a cell (spec 4): a number, a pair, a mark for missing or not applicable, or a
//! refusal. What could be read in two ways is never guessed.

use std::borrow::Cow;

use crate::diagnostic::{PlanFault, Problem, ValueFault};
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
    /// A number cell of a workbook, which holds 15 significant digits.
    pub(super) is_number: bool,
    /// A date cell of a workbook.
    pub(super) is_date: bool,
}

/// Reads a cell for an indicator of the measure.
pub(super) fn read(cell: CellText<'_>, measure: &str, convention: &Convention) -> Result<Reading, Box<Problem>> {
    let narrowed;
    let text = if is_plain(cell.text) {
        cell.text
    } else {
        narrowed = narrow(cell.text);
        trim(&narrowed)
    };
    match mark(text) {
        Some(Mark::Missing) => return Ok(Reading::Missing),
        Some(Mark::NotApplicable) => return Ok(Reading::NotApplicable),
        None => {}
    }
    if cell.is_date {
        return Err(Box::new(Problem::DateValue { text: quoted(text) }));
    }
    let max_decimals = if cell.is_number { MAX_CELL_DECIMALS } else { MAX_DECIMALS };
    if measure == crate::targets::PERCENT {
        percentage(text, max_decimals, convention)
    } else {
        count(text, max_decimals, measure, convention)
    }
    .map_err(|refusal| Box::new(refusal.into_problem(text, measure)))
}

/// Reads one cell of the columns 完成数 and 计划数: nothing where the cell is empty or marked missing.
pub(super) fn read_part(cell: CellText<'_>, measure: &str) -> Result<Part, Box<Problem>> {
    let text = narrow(cell.text);
    let text = trim(&text);
    match mark(text) {
        Some(Mark::Missing) => return Ok(Part::Missing),
        Some(Mark::NotApplicable) => return Ok(Part::NotApplicable),
        None => {}
    }
    if cell.is_date {
        return Err(Box::new(Problem::DateValue { text: quoted(text) }));
    }
    let number = number(text, MAX_DECIMALS).map_err(|refusal| Box::new(refusal.into_problem(text, measure)))?;
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
    Date,
    Plan(PlanFault),
}

impl From<ValueFault> for Refusal {
    fn from(fault: ValueFault) -> Self {
        Self::Value(fault)
    }
}

impl Refusal {
    fn into_problem(self, text: &str, measure: &str) -> Problem {
        match self {
            Self::Value(fault) => Problem::Value { fault, measure: measure.to_owned() },
            Self::Ambiguous => Problem::AmbiguousValue { text: quoted(text) },
            Self::Date => Problem::DateValue { text: quoted(text) },
            Self::Plan(fault) => Problem::Plan(fault),
        }
    }
}

/// Whether a text is written in nothing but what nearly every value is written in.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'%'))
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
enum Mark {
    Missing,
    NotApplicable,
}

fn mark(text: &str) -> Option<Mark> {
    // No mark begins with a digit, and nearly every value does.
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_dash = |c| matches!(c, '-' | '—' | '–' | '―');
    if matches!(text, "/" | "无" | "未报") || text.chars().all(is_dash) {
        return Some(Mark::Missing);
    }
    (text == "不适用" || text.eq_ignore_ascii_case("N/A")).then_some(Mark::NotApplicable)
}

fn percentage(text: &str, max_decimals: u8, convention: &Convention) -> Result<Reading, Refusal> {
    if let Some(digits) = text.strip_suffix('%') {
        let value = number(digits.trim_end(), max_decimals)?;
        return Ok(Reading::Reported(Actual::from_decimal(value), Style::Percent(value.decimals())));
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
#[inline]
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
fn ungroup(text: &str) -> Option<String> {
    if !text.contains(',') {
        return None;
    }
    let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = integer.split(',');
    let first = groups.next()?;
    let legal = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3) && !fraction.contains(',');
    legal.then(|| text.replace(',', ""))
}

/// What kind of non-number a text is.
fn fault(text: &str) -> Refusal {
    let lower = text.to_ascii_lowercase();
    let unsigned = lower.trim_start_matches(['-', '+', '−', ' ']);
    let is_digits = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
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
    let only_numeric = unsigned.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if text.contains(',') && is_digits(text) && only_numeric {
        return ValueFault::Commas.into();
    }
    ValueFault::Text.into()
}

/// Whether a lower-case text is a date: `4月5日`, `5-apr`, `apr-16`, `2016/4/5`, `2016-04-05`, `2016年4月`.
fn is_date(text: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let digits_in_between = |separators: &[char], parts: std::ops::RangeInclusive<usize>| {
        let split: Vec<_> = text.split(separators).filter(|part| !part.is_empty()).collect();
        parts.contains(&split.len()) && split.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if text.contains('月') && text.starts_with(|c: char| c.is_ascii_digit()) {
        return digits_in_between(&['年', '月', '日'], 1..=3);
    }
    let parts: Vec<_> = text.split(['-', ' ', '/']).collect();
    let names_month = parts.iter().any(|part| MONTHS.contains(&part.get(..3).unwrap_or_default()));
    let others = parts.iter().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).count();
    (names_month && parts.len() <= 3 && others + 1 == parts.len())
        || (text.starts_with(|c: char| c.is_ascii_digit())
            && digits_in_between(&['-', '/'], 2..=3)
            && (text.contains('-') || text.matches('/').count() == 2))
}

/// Whether an actual agrees with a pair: it is the pair's percentage, rounded to as many decimals as
/// it is written with.
pub(super) fn agrees(actual: Actual, decimals: u8, pair: Actual) -> bool {
    let difference = (&actual.to_fraction() - &pair.to_fraction()).abs();
    difference <= Decimal::new(5, decimals + 1).to_fraction()
}
