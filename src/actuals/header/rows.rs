//! Headings in one row or two.

use super::super::value;
use super::meaning::{LAST_RESORT, Meaning, heading, is_near, measure, without_period};
use crate::delimited::batch::Row;
use crate::names::{is_blank_text, normalise, normalise_heading};

/// Whether a row goes on with the headings of the row above it: it names nothing, holds words and no values, and
/// stands below a heading of values or has one.
pub(super) fn goes_on(row: Row<'_>, below: Row<'_>) -> bool {
    const NAMES: [Meaning; 3] = [Meaning::Unit, Meaning::Activity, Meaning::Indicator];
    let names = |cell: &str| NAMES.into_iter().find(|meaning| meaning.heads(cell));
    let is_name = |(column, cell): (usize, &str)| match names(row.cell(column)) {
        Some(meaning) => is_blank_text(cell) || meaning.heads(cell),
        None => true,
    };
    let is_words = |cell: &str| is_blank_text(cell) || is_measure(cell) || cell.contains(char::is_alphabetic);
    let is_value = |cell: &str| {
        let (heading, _) = heading(cell);
        heading == LAST_RESORT || Meaning::VALUES.into_iter().any(|known| known.heads(cell))
    };
    let is_of_values = |(column, cell): (usize, &str)| {
        !is_blank_text(cell) && (is_measure(cell) || is_value(cell) || is_value(group(row, column)))
    };
    let is_mark = |cell: &str| value::mark::<()>(normalise_heading(cell).trim()).is_some();
    // Nearly always the first values stand there.
    !below.cells().any(is_number)
        && !below.cells().eq(row.cells())
        && below.cells().enumerate().all(is_name)
        && below.cells().all(|cell| is_words(cell) && (is_blank_text(cell) || !is_mark(cell)))
        && below.cells().enumerate().any(is_of_values)
}

/// Whether a cell is a number, with or without words behind it.
pub(super) fn is_number(cell: &str) -> bool {
    let cell = normalise_heading(cell);
    cell.starts_with(|c: char| c.is_ascii_digit()) && without_period(&cell).is_none()
}

/// Whether a cell is nothing but a measure in brackets, as `（%）` below 实际值.
pub(super) fn is_measure(cell: &str) -> bool {
    let cell = normalise_heading(cell);
    cell.starts_with('(') && cell.ends_with(')') || cell == crate::targets::PERCENT
}

/// The heading over a column, which may be that of several: the last one to the left.
pub(super) fn group(row: Row<'_>, column: usize) -> &str {
    (0..=column).rev().map(|column| row.cell(column)).find(|cell| !is_blank_text(cell)).unwrap_or_default()
}

/// What a column is headed with.
pub(super) struct Heading {
    /// In its normal form, without the measure in its brackets.
    pub(super) name: String,
    pub(super) measure: Option<String>,
}

impl Heading {
    /// The headings of all columns, in one row or two.
    pub(super) fn all(row: Row<'_>, below: Option<Row<'_>>) -> Vec<Self> {
        let columns = row.len().max(below.map_or(0, |below| below.len()));
        (0..columns).map(|column| Self::of(row, below, column)).collect()
    }

    /// The lower heading tells, unless the upper one says that it is of another year or of what was planned.
    pub(super) fn of(row: Row<'_>, below: Option<Row<'_>>, column: usize) -> Self {
        const OTHERS: [&str; 8] = ["上年", "去年", "上期", "同期", "往年", "目标", "预期", "预算"];
        let upper = row.cell(column);
        let lower = below.map_or("", |below| below.cell(column));
        let (name, measure) = if is_blank_text(lower) {
            heading(upper)
        } else if is_measure(lower) {
            (heading(upper).0, measure(normalise(lower).trim_matches(['(', ')'])))
        } else if OTHERS.iter().any(|other| normalise_heading(group(row, column)).contains(other)) {
            (String::new(), None)
        } else {
            heading(lower)
        };
        Self { name, measure }
    }

    /// Whether it seems to head the activities, under a name that is not known.
    pub(super) fn is_like_activity(&self) -> bool {
        const ASIDE: [&str; 10] = ["内容", "描述", "目标", "说明", "情况", "时间", "经费", "预算", "依据", "措施"];
        is_near(&self.name, Meaning::Activity)
            || (self.name.chars().count() <= 6
                && self.name.contains("活动")
                && !ASIDE.iter().any(|word| self.name.contains(word)))
    }
}
