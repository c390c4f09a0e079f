//! The labels above the bars of activities: each bar has one at every width of the page, led down to
//! its bar by a line, and turned where there are many.

use maud::{Markup, html as markup};

use super::Page;
use super::scale::{Column, interval, middle, rest, spread};
use crate::number::Figure;
use crate::report::shown;

/// Height of the plot below the labels, in pixels.
pub(super) const HEIGHT: u32 = 200;

/// Room for the lines that lead from the labels to their bars.
pub(super) const LEAD: u32 = 16;

/// So many labels stand side by side on the narrowest phone.
const SIDE_BY_SIDE: usize = 7;

/// So many turned labels do.
const TURNED: usize = 20;

/// Where each bar's label stands, and how.
pub(super) struct Labels {
    /// The middle of each label.
    pub(super) slots: Vec<Figure>,
    has_interval: bool,
}

impl Labels {
    pub(super) fn new(columns: &[Column<'_, '_>]) -> Self {
        let centres: Vec<_> = columns.iter().map(centre).collect();
        let gap = if columns.len() > SIDE_BY_SIDE { 500 } else { 1_400 };
        let has_interval = columns.iter().any(|column| interval(&column.activity.standing).is_some());
        Self { slots: spread(&centres, gap), has_interval }
    }

    fn is_turned(&self) -> bool {
        self.slots.len() > SIDE_BY_SIDE
    }

    /// Whether a phone is too narrow even for turned labels.
    pub(super) fn is_crowded(&self) -> bool {
        self.slots.len() > TURNED
    }

    /// The width that many labels need.
    pub(super) fn style(&self) -> Option<String> {
        self.is_crowded().then(|| format!("min-width: {}px", self.slots.len() * 15))
    }

    /// Height of the labels, in pixels.
    pub(super) fn height(&self) -> u32 {
        match (self.is_turned(), self.has_interval) {
            (true, true) => 120,
            (true, false) => 74,
            (false, true) => 48,
            (false, false) => 34,
        }
    }

    pub(super) fn label(&self, column: &Column<'_, '_>, slot: Figure, page: &Page<'_>) -> Markup {
        let (foot, centre) = (self.height(), centre(column));
        let top = column.activity.standing.range().map_or(Figure::default(), |(_, max)| rest(max));
        markup! {
            line.lead x1={ (slot) "%" } x2={ (centre) "%" } y1=(foot + 2) y2=(foot + LEAD - 4) {}
            svg y=(foot + LEAD) width="100%" height=(HEIGHT) {
                line.lead x1={ (centre) "%" } x2={ (centre) "%" } y1="-4" y2={ (top) "%" } {}
            }
            @if self.is_turned() { (turned(column, slot, foot, page)) } @else { (upright(column, slot, foot, page)) }
        }
    }
}

fn centre(column: &Column<'_, '_>) -> Figure {
    let right = Figure::from_hundredths(column.left.hundredths() + column.width.hundredths());
    middle(column.left, right)
}

/// The number above the score; an interval's ends on two lines.
fn upright(column: &Column<'_, '_>, slot: Figure, foot: u32, page: &Page<'_>) -> Markup {
    let lines = match interval(&column.activity.standing) {
        Some((min, max)) => vec![format!("{min}{}", page.pick("～", "–")), max.to_string()],
        None => vec![shown::score(&column.activity.standing, page.language)],
    };
    let first = foot - 4 - 14 * u32::try_from(lines.len() - 1).unwrap_or(0);
    markup! {
        text.number x={ (slot) "%" } y=(first - 14) text-anchor="middle" { (column.number) }
        @for (line, text) in (0..).zip(lines) {
            text.value x={ (slot) "%" } y=(first + 14 * line) text-anchor="middle" { (text) }
        }
    }
}

fn turned(column: &Column<'_, '_>, slot: Figure, foot: u32, page: &Page<'_>) -> Markup {
    markup! {
        svg x={ (slot) "%" } y=(foot) {
            text.value transform="rotate(-90)" dx="2" dy="4" {
                tspan.number { (column.number) } " " (shown::score(&column.activity.standing, page.language))
            }
        }
    }
}
