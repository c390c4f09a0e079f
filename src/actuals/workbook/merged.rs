//! Merged regions: which cells repeat what stands in the first one, and which leave open whose it is.

use std::collections::BTreeSet;

use calamine::Dimensions;

use super::Cells;
use crate::actuals::batch::CellKind;
use crate::actuals::header::Columns;
use crate::names::is_blank_text;

/// Repeats names and notes of merged regions in the rows that they cover, below the header. A value
/// beside several indicators may be of any of them, or of all together: it is marked.
pub(super) fn resolve(cells: &mut Cells, merged: Vec<Dimensions>, header: u32, columns: &Columns) {
    let regions = regions(merged, header);
    for region in regions.iter().filter(|region| is_in(region, [columns.indicator])) {
        repeat(cells, region, |cells, row| names_another(cells, row, columns));
    }
    for region in regions.iter().filter(|region| is_in(region, [columns.unit, columns.activity, columns.note])) {
        repeat(cells, region, |_, _| true);
    }
    let valued = [columns.actual, columns.done, columns.plan];
    for region in regions.iter().filter(|region| is_in(region, valued)) {
        mark_value(cells, region, columns);
    }
}

/// The regions of several rows. Those that overlap, which no spreadsheet writes, are passed over.
fn regions(mut merged: Vec<Dimensions>, header: u32) -> Vec<Dimensions> {
    merged.sort_unstable_by_key(|region| (region.start.1, region.start.0));
    let mut covered = (0, header);
    merged.retain(|region| {
        let is_free = region.start.1 != covered.0 || region.start.0 > covered.1;
        let is_tall = region.start.0 > header && region.end.0 > region.start.0;
        if is_free && is_tall {
            covered = (region.start.1, region.end.0);
        }
        is_free && is_tall
    });
    merged
}

/// Whether a region begins in one of some columns.
fn is_in<const N: usize>(region: &Dimensions, columns: [Option<usize>; N]) -> bool {
    columns.into_iter().flatten().any(|column| u32::try_from(column) == Ok(region.start.1))
}

/// The rows below the first that a region covers and in which anything stands.
fn rows_below(cells: &Cells, region: &Dimensions) -> BTreeSet<u32> {
    let (first, last) = (region.start.0 + 1, region.end.0);
    cells.range((first, 0)..=(last, u32::MAX)).map(|((row, _), _)| *row).collect()
}

/// Whether a row has an office or activity of its own, so that an indicator that is merged with the one
/// above is another one. Otherwise it is the same, only in more rows.
fn names_another(cells: &Cells, row: u32, columns: &Columns) -> bool {
    let columns = [columns.unit, columns.activity].into_iter().flatten();
    columns.filter_map(|column| u32::try_from(column).ok()).any(|column| has_text(cells, (row, column)))
}

fn has_text(cells: &Cells, at: (u32, u32)) -> bool {
    cells.get(&at).is_some_and(|cell| !is_blank_text(&cell.text))
}

fn repeat(cells: &mut Cells, region: &Dimensions, is_meant: impl Fn(&Cells, u32) -> bool) {
    let Some(value) = cells.get(&region.start).cloned() else { return };
    let mut rows = rows_below(cells, region);
    rows.retain(|row| is_meant(cells, *row));
    for row in rows {
        cells.entry((row, region.start.1)).or_insert_with(|| value.clone());
    }
}

/// Marks the value of a region that covers several rows with an indicator, in each of them.
fn mark_value(cells: &mut Cells, region: &Dimensions, columns: &Columns) {
    let Some(value) = cells.get(&region.start).cloned() else { return };
    let Some(indicator) = columns.indicator.and_then(|column| u32::try_from(column).ok()) else { return };
    let mut rows = rows_below(cells, region);
    rows.insert(region.start.0);
    rows.retain(|row| has_text(cells, (*row, indicator)));
    if rows.len() < 2 || is_blank_text(&value.text) {
        return;
    }
    for row in rows {
        let cell = cells.entry((row, region.start.1)).or_insert_with(|| value.clone());
        cell.kind = CellKind::Merged;
    }
}
