//! How the form fills its paper: A4 landscape, as wide as the page, with type of 9 points or more.

use unicode_width::UnicodeWidthStr;

use super::column::Column;
use super::wording;
use crate::number::Decimal;
use crate::report::workbook::page::{LINE, MAX_HEIGHT, lines};
use crate::targets::{Indicator, Targets};

/// Points of a page's height that rows are to fill, and the most that are made to fit on one: type of 10 points comes
/// out at 9 then.
const FILLED: usize = 540;
const MOST: usize = 570;
/// Least and largest width of the column of a cut-off, in characters. What is wider stands in two lines.
const CUTOFF: (u16, u16) = (6, 8);
/// What a row has above and below its lines, and how high a row with one line is at most, in points.
const PADDING: usize = 3;
const HIGHEST_LINE: usize = 30;

/// The width of a column, in characters: the names of the indicators leave what the cut-offs need.
pub(super) fn width(column: Column, targets: &Targets) -> u16 {
    let cutoff = cutoff_width(targets);
    if Column::CUTOFFS.contains(&column) {
        cutoff
    } else if column == Column::Indicator {
        column.width() - 4 * (cutoff - CUTOFF.0)
    } else {
        column.width()
    }
}

fn cutoff_width(targets: &Targets) -> u16 {
    let widest = targets.indicators().map(|(_, indicator)| room(indicator)).max().unwrap_or(0);
    u16::try_from(widest).unwrap_or(u16::MAX).clamp(CUTOFF.0, CUTOFF.1)
}

/// Characters that the cut-offs of an indicator need in one line.
fn room(indicator: &Indicator) -> usize {
    let texts = indicator.cutoffs.written().map(|cutoff| wording::cutoff(cutoff, indicator).width());
    texts.into_iter().max().unwrap_or(0) + 1
}

/// Whether the cut-offs of an indicator stand in two lines, the measure below the number.
pub(super) fn is_broken(indicator: &Indicator) -> bool {
    !indicator.is_percentage() && room(indicator) > usize::from(CUTOFF.1)
}

/// A cut-off in two lines.
pub(super) fn broken(cutoff: Option<Decimal>, indicator: &Indicator) -> String {
    let text = wording::cutoff(cutoff, indicator);
    let measure = wording::measure(indicator);
    match text.strip_suffix(&*measure) {
        Some(number) => format!("{number}\n{measure}"),
        None => text,
    }
}

/// Lines that the cut-offs of an indicator take.
pub(super) fn cutoff_lines(indicator: &Indicator, targets: &Targets) -> usize {
    if !is_broken(indicator) {
        return 1;
    }
    let lines = |cutoff| lines(&broken(cutoff, indicator), cutoff_width(targets));
    indicator.cutoffs.written().into_iter().map(lines).max().unwrap_or(1)
}

/// Heights of the rows of the indicators.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heights {
    /// That of a row with one line, in points.
    even: usize,
    /// Whether all rows fit on one page, if none has a second line.
    pub(super) fits: bool,
}

impl Heights {
    /// Rows that fill a page below rows of so many points, where they are few enough.
    pub(super) fn new(targets: &Targets, above: usize) -> Self {
        let count = targets.indicators().count();
        let even = FILLED.saturating_sub(above) / count.max(1);
        let even = even.clamp(LINE + PADDING, HIGHEST_LINE);
        Self { even, fits: above + even * count <= MOST }
    }

    /// The height of a row with so many lines, in points.
    pub(super) fn of(self, lines: usize) -> u16 {
        let height = self.even.max(lines * LINE + PADDING);
        u16::try_from(height).map_or(MAX_HEIGHT, |height| height.min(MAX_HEIGHT))
    }
}
