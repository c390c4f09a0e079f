//! The conditional formats of a .xls sheet: where one of them changes what is seen of numbers.

use std::collections::HashMap;

use super::records::Record;
use crate::Area;
use crate::little_endian::{u16_at, u32_at};

/// Set in a differential format that has a number format.
const HAS_NUMBER_FORMAT: u32 = 1 << 25;

/// The kinds of conditional formats that can show something in place of the number.
const DATA_BAR: u8 = 4;
const ICON_SET: u8 = 6;

/// The conditional formats of a sheet as they are read.
#[derive(Debug, Default)]
pub(super) struct Conditions {
    all: Vec<Condition>,
    /// The places in the list, by the number that extensions name them with.
    by_number: HashMap<u16, usize>,
}

/// The cells that conditions hold for.
#[derive(Debug)]
struct Condition {
    areas: Vec<Area>,
    is_reformatted: bool,
}

impl Conditions {
    /// Begins a list of rules for some cells, by what follows the header of the record.
    pub(super) fn begin(&mut self, record: &Record, header: usize) {
        let body = record.body.get(header..).unwrap_or_default();
        let count = u16_at(body, 12).unwrap_or(0);
        let areas = body.get(14..).unwrap_or_default().chunks_exact(8).take(count.into()).filter_map(area);
        if let Some(number) = u16_at(body, 2) {
            self.by_number.insert(number >> 1, self.all.len());
        }
        self.all.push(Condition { areas: areas.collect(), is_reformatted: false });
    }

    /// A rule of Excel 97 to 2003.
    pub(super) fn rule(&mut self, record: &Record) {
        let format = u32_at(record.body, 6);
        self.mark_last(format.is_none_or(changes_numbers));
    }

    /// A rule of Excel 2007.
    pub(super) fn rule_12(&mut self, record: &Record) {
        self.mark_last(reformats(record.body).unwrap_or(true));
    }

    /// What Excel 2007 adds to a rule of Excel 97 to 2003, or, in the record that follows, to its list.
    pub(super) fn extension(&mut self, record: &Record) {
        let number = u16_at(record.body, 16).unwrap_or(0);
        let Some(&at) = self.by_number.get(&number) else { return };
        let is_followed = u32_at(record.body, 12).is_some_and(|is_followed| is_followed != 0);
        if is_followed {
            let areas = std::mem::take(&mut self.all[at].areas);
            let is_reformatted = self.all[at].is_reformatted;
            self.all.push(Condition { areas, is_reformatted });
            self.by_number.insert(number, self.all.len() - 1);
        } else if record.body.get(25).is_none_or(|&has_format| has_format != 0) {
            self.all[at].is_reformatted |= differential(record.body, 26).is_none_or(|(changes, _)| changes);
        }
    }

    fn mark_last(&mut self, is_reformatted: bool) {
        if let Some(last) = self.all.last_mut() {
            last.is_reformatted |= is_reformatted;
        }
    }

    /// The areas where a rule changes or hides numbers.
    pub(super) fn into_areas(self) -> Vec<Area> {
        self.all
            .into_iter()
            .filter(|condition| condition.is_reformatted)
            .flat_map(|condition| condition.areas)
            .collect()
    }
}

const fn changes_numbers(flags: u32) -> bool {
    flags & HAS_NUMBER_FORMAT != 0
}

/// Whether the differential format at a place changes numbers, and where it ends.
fn differential(body: &[u8], at: usize) -> Option<(bool, usize)> {
    let length = u32_at(body, at)? as usize;
    if length == 0 {
        return Some((false, at + 6));
    }
    Some((changes_numbers(u32_at(body, at + 4)?), at.checked_add(4)?.checked_add(length)?))
}

/// Whether a rule of Excel 2007 changes or hides numbers; none where its record is broken.
fn reformats(body: &[u8]) -> Option<bool> {
    let kind = *body.get(12)?;
    let (changes, end) = differential(body, 18)?;
    let is_drawn = kind == DATA_BAR || kind == ICON_SET;
    if changes || !is_drawn {
        return Some(changes);
    }
    // Three formulas: the lengths of two of them are told before the format.
    let formulas = usize::from(u16_at(body, 14)?) + usize::from(u16_at(body, 16)?);
    let active = end.checked_add(formulas)?;
    let template = active + 2 + usize::from(u16_at(body, active)?) + 5;
    let drawn = template + 1 + usize::from(*body.get(template)?);
    let is_number_hidden = match kind {
        // Excel sets the bit, whose name is fShowValue, where only the bar is to be seen.
        DATA_BAR => body.get(drawn + 3)? & 0x02 != 0,
        _ => body.get(drawn + 5)? & 0x01 != 0,
    };
    Some(is_number_hidden)
}

/// The cells from the first to the last row and from the first to the last column.
pub(super) fn area(bounds: &[u8]) -> Option<Area> {
    let (top, bottom) = (u16_at(bounds, 0)?.into(), u16_at(bounds, 2)?.into());
    let (left, right) = (u16_at(bounds, 4)?.into(), u16_at(bounds, 6)?.into());
    Some(Area { top, left, bottom, right })
}
