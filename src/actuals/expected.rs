//! Who must report ([spec 5.5](crate::spec#55-units) and [5.8](crate::spec#58-bureaus)), and who did not.

use std::collections::{HashMap, HashSet};

use super::bureau_names::BureauNames;
use super::form_name::beyond_form;
use super::unit_key::UnitKey;
use super::units::{Actuals, Failed};
use crate::names::{normal_form, normalise, with_bureau};
use crate::targets::{Library, TableNumber};

/// A line of a list as it is written; either may be blank.
#[derive(Clone, Debug)]
pub(super) struct WrittenLine {
    pub(super) unit: String,
    pub(super) bureau: String,
}

/// Who must report.
#[derive(Clone, Debug)]
pub struct ExpectedUnits(Vec<Line>);

/// One of those who must report.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Line {
    /// A unit, for whichever bureau where none is given.
    Unit(UnitKey),
    /// A bureau, by whichever unit.
    Bureau(TableNumber),
    /// A bureau without a table, or a unit of one: nobody can report for it.
    Unknown(String),
}

impl ExpectedUnits {
    /// All bureaus of a library.
    pub fn bureaus(library: &Library) -> Self {
        Self(library.tables().map(|(table, _)| Line::Bureau(table)).collect())
    }

    /// The lines of a list, each meant once. A column of bureaus in which none is named says nothing, and where there
    /// is one table alone, every line is a unit.
    pub(super) fn new(lines: Vec<WrittenLine>, library: &Library) -> Self {
        let reader = LineReader { library, names: BureauNames::new(library) };
        let names_bureau = |line: &WrittenLine| reader.names.only(&line.bureau).is_some();
        let has_bureaus = library.has_several() && lines.iter().any(names_bureau);
        let (mut own, mut above, mut seen) = (Vec::new(), String::new(), HashSet::new());
        for WrittenLine { unit, bureau } in lines {
            let line = if has_bureaus {
                above = if bureau.is_empty() { above } else { bureau };
                reader.line(unit, &above)
            } else {
                reader.line(if unit.is_empty() { bureau } else { unit }, "")
            };
            if seen.insert(line.in_normal_form()) {
                own.push(line);
            }
        }
        Self(own)
    }

    pub(super) fn lines(&self) -> impl Iterator<Item = &Line> {
        self.0.iter()
    }
}

impl Line {
    fn in_normal_form(&self) -> Self {
        match self {
            Self::Unit(UnitKey { name, table }) => Self::Unit(UnitKey { name: normal_form(name), table: *table }),
            other => other.clone(),
        }
    }
}

/// Finds out who is meant.
struct LineReader<'l> {
    library: &'l Library,
    names: BureauNames,
}

impl LineReader<'_> {
    fn line(&self, unit: String, bureau: &str) -> Line {
        let own = self.bureau_alone(&unit);
        if bureau.is_empty() {
            return own.map_or(Line::Unit(UnitKey { name: unit, table: None }), Line::Bureau);
        }
        match self.names.only(bureau) {
            None if unit.is_empty() => Line::Unknown(bureau.to_owned()),
            None => Line::Unknown(with_bureau(&unit, bureau).into_owned()),
            Some(table) if unit.is_empty() || own == Some(table) => Line::Bureau(table),
            table => Line::Unit(UnitKey { name: unit, table }),
        }
    }

    /// The bureau of a text that says nothing else, where there are several.
    fn bureau_alone(&self, text: &str) -> Option<TableNumber> {
        let only = if self.library.has_several() { self.names.only(text) } else { None };
        only.filter(|table| beyond_form(text, self.library.targets(*table)).is_empty())
    }
}

impl Actuals {
    /// Those expected of whom no value is there, in the order of the list. One whose rows are in error has reported,
    /// and so has one whose file could not be read.
    pub fn absent(&self, expected: &ExpectedUnits, library: &Library) -> Vec<UnitKey> {
        let tally = &self.tally;
        let bureaus = tally.units().map(|unit| tally.table(unit));
        let bureaus = bureaus.chain(self.failed.iter().filter_map(|failed| failed.bureau));
        let bureaus: HashSet<_> = bureaus.collect();
        let mut failed: HashMap<_, Vec<_>> = HashMap::new();
        for Failed { unit, bureau, .. } in &self.failed {
            failed.entry(normalise(unit)).or_default().push(*bureau);
        }
        let has_failed = |name: &str, table: Option<TableNumber>| {
            let is_its = |bureau: &Option<TableNumber>| bureau.is_none() || table.is_none() || *bureau == table;
            failed.get(&normalise(name)).is_some_and(|bureaus| bureaus.iter().any(is_its))
        };
        let absent = |line: &Line| match line {
            Line::Bureau(table) => (!bureaus.contains(table))
                .then(|| library.targets(*table).name.clone())
                .map(|name| UnitKey { name, table: Some(*table) }),
            Line::Unknown(name) => (!has_failed(name, None)).then(|| UnitKey { name: name.clone(), table: None }),
            Line::Unit(key) => {
                let is_there =
                    tally.named(&key.name).any(|unit| key.table.is_none_or(|table| tally.table(unit) == table));
                (!is_there && !has_failed(&key.name, key.table)).then(|| key.clone())
            }
        };
        expected.lines().filter_map(absent).collect()
    }
}
