//! Merged areas: which cells repeat what stands in the first one, and which leave open whose it is.

use std::collections::{BTreeMap, BTreeSet};

use sheets::{Area, Seen, Sheet};

use crate::actuals::header::Columns;
use crate::names::is_blank_text;

/// A cell that repeats, or is marked by, a merged area.
#[derive(Clone, Copy, Debug)]
pub(super) struct Repeated {
    /// The number of the cell in the sheet that it shows.
    pub(super) shows: usize,
    /// Whether it is a value beside several indicators.
    pub(super) is_value: bool,
}

/// Cells of merged areas by row and column, from 0.
pub(super) type Repeats = BTreeMap<(u32, u32), Repeated>;

/// The cells below the header that repeat names and notes of merged areas in the rows that these cover. A value
/// beside several indicators may be of any of them, or of all together: its cells are marked.
pub(super) fn resolve(sheet: &Sheet, header: u32, columns: &Columns) -> Repeats {
    let areas: Vec<_> = sheet.merged().iter().filter(|area| area.top > header && area.bottom > area.top).collect();
    let mut resolver = Resolver { sheet, columns, repeats: Repeats::new() };
    for area in areas.iter().filter(|area| is_in(area, [columns.indicator])) {
        resolver.repeat(area, Resolver::names_another);
    }
    for area in areas.iter().filter(|area| is_in(area, [columns.unit, columns.activity, columns.note])) {
        resolver.repeat(area, |_, _| true);
    }
    for area in areas.iter().filter(|area| is_in(area, [columns.actual, columns.done, columns.plan])) {
        resolver.mark_value(area);
    }
    resolver.repeats
}

/// Whether an area begins in one of some columns.
fn is_in<const N: usize>(area: &Area, columns: [Option<usize>; N]) -> bool {
    columns.into_iter().flatten().any(|column| u32::try_from(column) == Ok(area.left))
}

struct Resolver<'s> {
    sheet: &'s Sheet,
    columns: &'s Columns,
    repeats: Repeats,
}

impl Resolver<'_> {
    /// The rows of an area in which anything stands, its first one left out.
    fn rows_below(&self, area: &Area) -> BTreeSet<u32> {
        let cells = self.sheet.cells_in(area.top + 1..area.bottom + 1);
        cells.map(|index| self.sheet.position(index).0).collect()
    }

    fn has_text(&self, row: u32, column: Option<usize>) -> bool {
        let Some(column) = column.and_then(|column| u32::try_from(column).ok()) else { return false };
        let own = self.sheet.find(row, column).and_then(|index| self.sheet.seen_in(index));
        own.is_some_and(|seen| has_text(&seen)) || self.repeats.contains_key(&(row, column))
    }

    /// Whether a row has a unit or activity of its own, so that an indicator that is merged with the one above is
    /// another one. Otherwise it is the same, only in more rows.
    fn names_another(&self, row: u32) -> bool {
        self.has_text(row, self.columns.unit) || self.has_text(row, self.columns.activity)
    }

    /// The number of the first cell of an area, if anything is seen in it.
    fn first(&self, area: &Area) -> Option<usize> {
        let index = self.sheet.find(area.top, area.left)?;
        self.sheet.seen_in(index).filter(has_text).map(|_| index)
    }

    fn repeat(&mut self, area: &Area, is_meant: impl Fn(&Self, u32) -> bool) {
        let Some(shows) = self.first(area) else { return };
        for row in self.rows_below(area) {
            // What is stored under the area and differs from it is no repetition.
            let own = self.sheet.find(row, area.left).and_then(|index| self.sheet.seen_in(index));
            if own.is_none() && is_meant(self, row) {
                self.repeats.insert((row, area.left), Repeated { shows, is_value: false });
            }
        }
    }

    /// Marks the value of an area that covers several rows with an indicator, in each of them.
    fn mark_value(&mut self, area: &Area) {
        let Some(shows) = self.first(area) else { return };
        let mut rows = self.rows_below(area);
        rows.insert(area.top);
        rows.retain(|row| self.has_text(*row, self.columns.indicator));
        if rows.len() < 2 {
            return;
        }
        for row in rows {
            self.repeats.insert((row, area.left), Repeated { shows, is_value: true });
        }
    }
}

fn has_text(seen: &Seen<'_>) -> bool {
    match seen {
        Seen::Text(text) => !is_blank_text(text),
        Seen::Number { text, .. } => !is_blank_text(text),
        Seen::Unseen(_) => true,
    }
}
