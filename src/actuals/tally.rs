//! What is known of each unit: one small entry per indicator, however many rows there are.

mod entries;
mod unit_names;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use self::entries::Entries;
use self::unit_names::UnitNames;
pub(super) use self::unit_names::{Known, NameHash, NameHasher};
use super::unit_key::UnitKey;
use crate::grading::Actual;
use crate::number::Decimal;
use crate::scoring::Outcome;
use crate::targets::TableNumber;

/// The number of a unit, in the order in which units were first met.
pub type UnitNumber = u32;

/// Whether the texts of cells are kept, from the fewest to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeepCells {
    /// No texts: the report does not show them.
    Nothing,
    /// All texts while there are at most so many units, none beyond.
    IfAtMost(usize),
    /// All texts.
    Everything,
}

/// What stood in the cells of one indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The exact value, where one is reported.
    pub actual: Option<Actual>,
    /// What was done and what was planned, where the value is a pair.
    pub pair: Option<[Decimal; 2]>,
    /// The text of the cell or pair of cells.
    pub text: String,
    /// 偏差原因, where given.
    pub note: Option<String>,
}

/// Whether it is still wanted what stood in the cells, known to all who read cells. Once it is not, it
/// never is again.
#[derive(Clone, Debug)]
pub(super) struct DetailsWanted(Arc<AtomicBool>);

impl DetailsWanted {
    /// The answer may come late: details that are made in vain are dropped.
    #[inline]
    pub(super) fn are_wanted(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The units of a run and their outcomes.
#[derive(Debug)]
pub struct Tally {
    /// How many indicators each table has.
    indicators: Vec<usize>,
    entries: Entries,
    names: UnitNames,
    units: Vec<Unit>,
    has_claims: bool,
    keep: KeepCells,
    details_wanted: DetailsWanted,
    details: Vec<Option<Detail>>,
}

/// What is known of a unit besides its name and entries; small, since there may be hundreds of thousands.
#[derive(Clone, Copy, Debug)]
struct Unit {
    /// The file that first named it, and whether it did so as a form.
    file: u32,
    by_form: bool,
    table: TableNumber,
    is_left_out: bool,
}

/// Where a unit's name first came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The file's number.
    pub file: u32,
    /// Whether it is one form that names the unit, in its title or by its file's name, and not a row.
    pub by_form: bool,
}

impl Tally {
    /// Starts without units, for tables of so many indicators.
    pub fn new(indicators: Vec<usize>, keep: KeepCells) -> Self {
        Self {
            entries: Entries::new(&indicators),
            indicators,
            names: UnitNames::default(),
            units: Vec::new(),
            has_claims: false,
            keep,
            details_wanted: DetailsWanted(Arc::new(AtomicBool::new(keep != KeepCells::Nothing))),
            details: Vec::new(),
        }
    }

    /// How many units there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is no unit.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A unit's name as it was first written.
    pub fn name(&self, unit: UnitNumber) -> &str {
        self.names.name(unit)
    }

    /// The table that a unit is scored against.
    pub fn table(&self, unit: UnitNumber) -> TableNumber {
        self.units[unit as usize].table
    }

    /// A unit's bureau and name.
    pub fn key(&self, unit: UnitNumber) -> UnitKey {
        UnitKey { name: self.name(unit).to_owned(), table: Some(self.table(unit)) }
    }

    /// The tables' numbers.
    pub fn tables(&self) -> std::ops::Range<TableNumber> {
        0..TableNumber::try_from(self.indicators.len()).unwrap_or(TableNumber::MAX)
    }

    /// Whether a form named any unit.
    pub(super) fn has_claims(&self) -> bool {
        self.has_claims
    }

    /// Where a unit's name first came from.
    pub fn origin(&self, unit: UnitNumber) -> Origin {
        let Unit { file, by_form, .. } = self.units[unit as usize];
        Origin { file, by_form }
    }

    /// Whether it is still wanted what stood in the cells.
    pub(super) fn details_wanted(&self) -> &DetailsWanted {
        &self.details_wanted
    }

    /// What names are hashed with.
    pub(super) fn hasher(&self) -> &NameHasher {
        self.names.hasher()
    }

    /// The unit that a name of this hash most likely is of; [`Tally::confirm`] tells whether it is.
    pub(super) fn known(&self, hash: NameHash) -> Option<Known> {
        self.names.known(hash)
    }

    /// The unit, if the name is its own as it was first written.
    pub(super) fn confirm(&self, known: Known, name: &str) -> Option<UnitNumber> {
        self.names.confirm(known, name)
    }

    /// The unit of a table and name, if it was met; names compare after normalisation.
    pub fn find(&self, table: TableNumber, name: &str) -> Option<UnitNumber> {
        self.names.find(table, name)
    }

    /// The units of a name, of whatever tables.
    pub fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = UnitNumber> + 'n {
        self.tables().filter_map(|table| self.find(table, name))
    }

    /// The unit of a table and name; a new one where it was not met before.
    pub fn unit(&mut self, table: TableNumber, name: &str, origin: Origin) -> UnitNumber {
        self.has_claims |= origin.by_form;
        let (unit, is_new) = self.names.unit(table, name);
        if is_new {
            self.begin(unit, table, origin);
        }
        unit
    }

    /// Gives a unit another name, unless a unit of its table has it; it is still known by its old one.
    pub(super) fn rename(&mut self, unit: UnitNumber, name: &str) {
        self.names.rename(unit, self.table(unit), name);
    }

    /// Makes room for a new unit.
    fn begin(&mut self, unit: UnitNumber, table: TableNumber, origin: Origin) {
        let Origin { file, by_form } = origin;
        self.units.push(Unit { file, by_form, table, is_left_out: false });
        self.entries.add_unit(self.indicators[usize::from(table)]);
        if self.keep == KeepCells::IfAtMost(unit as usize) {
            self.keep = KeepCells::Nothing;
            self.details_wanted.0.store(false, Ordering::Relaxed);
            self.details = Vec::new();
        }
        if self.keep != KeepCells::Nothing {
            self.details.resize(self.entries.places(unit).end, None);
        }
    }

    /// Looks at what [`Tally::record`] will need. What is known of many units lies far apart, and each
    /// look may wait for memory; but in a loop that does nothing else, many wait at the same time.
    pub(super) fn fetch_entries(&self, entries: impl Iterator<Item = (UnitNumber, usize)>) {
        self.entries.fetch(entries);
    }

    /// Looks at names that [`Tally::confirm`] will need, as [`Tally::fetch_entries`] does.
    pub(super) fn fetch_names<'k>(&self, known: impl Iterator<Item = &'k Known>) {
        self.names.fetch(known);
    }

    /// Records an outcome and its position, which is above 0.
    ///
    /// # Errors
    /// The position of the first, where the unit has the indicator already.
    pub fn record(&mut self, unit: UnitNumber, indicator: usize, outcome: Outcome, position: u64) -> Result<(), u64> {
        self.entries.record(unit, indicator, outcome, position)
    }

    /// Keeps what stood in the cells, if that is wanted.
    pub(super) fn keep(&mut self, unit: UnitNumber, indicator: usize, detail: Option<Box<Detail>>) {
        if self.keep != KeepCells::Nothing {
            self.details[self.entries.places(unit).start + indicator] = detail.map(|detail| *detail);
        }
    }

    /// Leaves a unit unscored.
    pub fn leave_out(&mut self, unit: UnitNumber) {
        self.units[unit as usize].is_left_out = true;
    }

    /// Leaves all units unscored that have a row at these positions.
    pub fn leave_out_all_at(&mut self, positions: std::ops::Range<u64>) {
        for unit in self.units() {
            if self.entries.positions(unit).flatten().any(|position| positions.contains(&position)) {
                self.leave_out(unit);
            }
        }
    }

    /// Whether a unit stays unscored.
    pub fn is_left_out(&self, unit: UnitNumber) -> bool {
        self.units[unit as usize].is_left_out
    }

    /// All units in the order in which they were first met.
    pub fn units(&self) -> impl Iterator<Item = UnitNumber> + use<> {
        0..UnitNumber::try_from(self.len()).unwrap_or(UnitNumber::MAX)
    }

    /// Writes a unit's outcomes over `outcomes`.
    pub fn outcomes(&self, unit: UnitNumber, outcomes: &mut Vec<Outcome>) {
        outcomes.clear();
        outcomes.extend(self.entries.outcomes(unit));
    }

    /// The indicators of a unit that have no row.
    pub fn without_row(&self, unit: UnitNumber) -> impl Iterator<Item = usize> {
        self.entries
            .positions(unit)
            .enumerate()
            .filter(|(_, position)| position.is_none())
            .map(|(indicator, _)| indicator)
    }

    /// How many indicators of a unit have a row.
    pub fn with_row(&self, unit: UnitNumber) -> usize {
        self.entries.positions(unit).flatten().count()
    }

    /// How many of its rows have these positions.
    pub(super) fn with_row_at(&self, unit: UnitNumber, positions: &std::ops::Range<u64>) -> usize {
        self.entries.positions(unit).flatten().filter(|position| positions.contains(position)).count()
    }

    /// Whether all that a unit has is missing: an empty form. What does not apply is an answer.
    pub fn is_blank(&self, unit: UnitNumber) -> bool {
        let mut outcomes = self.entries.outcomes(unit).peekable();
        outcomes.peek().is_some() && outcomes.all(|outcome| outcome == Outcome::Missing)
    }

    /// What stood in a unit's cells, if that was kept.
    pub fn details(&self, unit: UnitNumber) -> Option<&[Option<Detail>]> {
        (self.keep != KeepCells::Nothing).then(|| &self.details[self.entries.places(unit)])
    }
}
