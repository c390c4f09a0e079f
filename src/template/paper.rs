//! How the form fills its paper: A4 landscape, as wide as the page, with type of 9 points or more for tables of
//! ordinary measures.

use unicode_width::UnicodeWidthStr;

use super::wording;
use crate::report::workbook::page::{LINE, MAX_HEIGHT};
use crate::targets::Targets;

/// Points of a page's height that rows are to fill, and the most that are made to fit on one: type of 10 points comes
/// out at 9 then.
const FILLED: usize = 540;
const MOST: usize = 570;
/// Least and largest width of the column of a cut-off, in characters.
const CUTOFF: (usize, usize) = (6, 11);
/// What a row has above and below its lines, and how high a row with one line is at most, in points.
const PADDING: usize = 3;
const HIGHEST_LINE: usize = 30;

/// The width of the columns of the cut-offs, in characters.
pub(super) fn cutoff_width(targets: &Targets) -> u16 {
    let texts = targets.indicators().flat_map(|(_, indicator)| {
        indicator.cutoffs.written().map(|cutoff| wording::cutoff(cutoff, indicator).width())
    });
    let widest = texts.max().unwrap_or(0) + 1;
    u16::try_from(widest.clamp(CUTOFF.0, CUTOFF.1)).unwrap_or(u16::MAX)
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
