//! Which cells lie under merged areas.

use std::collections::{BTreeMap, HashMap};

use crate::Fault;
use crate::area::Area;
use crate::stored::StoredSheet;

/// The first cell of the merged area over each cell that is not first itself, by the cell's place among the
/// sheet's, which are in order. The areas are put in the order of their first rows.
pub(super) fn covered(sheet: &mut StoredSheet) -> Result<HashMap<usize, (u32, u32)>, Fault> {
    sheet.merged.sort_unstable_by_key(|area| (area.top, area.left));
    sheet.merged.dedup();
    let mut covered = HashMap::new();
    let mut open = OpenAreas::default();
    let mut areas = sheet.merged.iter().peekable();
    for (index, cell) in sheet.cells.iter().enumerate() {
        while let Some(area) = areas.next_if(|area| area.top <= cell.row) {
            open.add(*area)?;
        }
        if let Some(area) = open.over(cell.row, cell.column)
            && (cell.row, cell.column) != (area.top, area.left)
        {
            covered.insert(index, (area.top, area.left));
        }
    }
    Ok(covered)
}

/// The areas that reach the row at hand, by their first columns. No two of them share a cell.
#[derive(Default)]
struct OpenAreas(BTreeMap<u32, Area>);

impl OpenAreas {
    /// Takes in an area that begins no higher than those before it.
    fn add(&mut self, area: Area) -> Result<(), Fault> {
        // Those that touch its columns have ended above it, or they overlap.
        while let Some((left, other)) = self.0.range(..=area.right).next_back().map(|(left, other)| (*left, *other))
            && other.right >= area.left
        {
            if other.bottom >= area.top {
                return Err(Fault::damaged("merged areas overlap"));
            }
            self.0.remove(&left);
        }
        self.0.insert(area.left, area);
        Ok(())
    }

    fn over(&self, row: u32, column: u32) -> Option<&Area> {
        let (_, area) = self.0.range(..=column).next_back()?;
        area.contains(row, column).then_some(area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stored::{Content, StoredCell};

    fn cover(areas: &[(u32, u32, u32, u32)], cells: &[(u32, u32)]) -> Result<Vec<(u32, u32)>, Fault> {
        let mut sheet = StoredSheet {
            merged: areas.iter().map(|&(top, left, bottom, right)| Area { top, left, bottom, right }).collect(),
            cells: cells
                .iter()
                .map(|&(row, column)| StoredCell { row, column, style: 0, content: Content::Bool(true) })
                .collect(),
            ..StoredSheet::default()
        };
        let covered = covered(&mut sheet)?;
        let mut places: Vec<_> = covered.into_keys().map(|place| cells[place]).collect();
        places.sort_unstable();
        Ok(places)
    }

    #[test]
    fn only_the_first_cell_of_an_area_is_not_covered() -> Result<(), Fault> {
        let grid: Vec<_> = (0..4).flat_map(|row| (0..4).map(move |column| (row, column))).collect();
        assert_eq!(cover(&[(1, 1, 2, 2)], &grid)?, [(1, 2), (2, 1), (2, 2)]);
        assert_eq!(
            cover(&[(0, 0, 1, 0), (2, 0, 3, 0), (0, 1, 3, 1)], &grid)?,
            [(1, 0), (1, 1), (2, 1), (3, 0), (3, 1)]
        );
        assert_eq!(cover(&[], &grid)?, []);
        Ok(())
    }

    #[test]
    fn areas_that_overlap_are_refused() {
        let cells = [(5, 5)];
        assert!(cover(&[(0, 0, 2, 2), (2, 2, 3, 3)], &cells).is_err());
        assert!(cover(&[(0, 0, 5, 0), (1, 0, 1, 9)], &cells).is_err());
        assert!(cover(&[(0, 0, 2, 2), (3, 0, 3, 3)], &cells).is_ok());
    }
}
