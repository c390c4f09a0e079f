//! How much room a sheet's cells take when they are laid out.

use std::ops::RangeInclusive;

/// The rows and columns that hold all cells of a sheet.
#[derive(Default)]
pub(super) struct Rectangle(Option<(RangeInclusive<u32>, RangeInclusive<u16>)>);

impl Rectangle {
    pub(super) fn take_in(&mut self, row: u32, columns: &RangeInclusive<u16>) {
        let (first, last) = (*columns.start(), *columns.end());
        self.0 = Some(match &self.0 {
            None => (row..=row, first..=last),
            Some((rows, all)) => {
                let rows = row.min(*rows.start())..=row.max(*rows.end());
                (rows, first.min(*all.start())..=last.max(*all.end()))
            }
        });
    }

    pub(super) fn area(&self) -> u64 {
        let length = |first: u32, last: u32| u64::from(last - first) + 1;
        self.0.as_ref().map_or(0, |(rows, columns)| {
            length(*rows.start(), *rows.end()) * length((*columns.start()).into(), (*columns.end()).into())
        })
    }
}
