//! The bureaus of a run: the table of each as names are looked up in it, and which table a form is for
//! ([spec 5.8](crate::spec#58-bureaus)).

use std::collections::HashMap;

use super::bureau_names::BureauNames;
use super::header::{Columns, filled};
use super::lookup::Lookup;
use crate::delimited::batch::Batch;
use crate::diagnostic::{BureauFault, ClaimedBy};
use crate::names::numbering::without_number;
use crate::names::{nearest, normalise};
use crate::targets::{Library, TableNumber, Targets};

/// The bureaus of a library.
pub(super) struct Bureaus<'t> {
    library: &'t Library,
    lookups: Vec<Lookup<'t>>,
    names: BureauNames,
    /// The tables that have an indicator: by the normal forms of its name and of its activity's, and by its name and
    /// nothing. Empty where there is but one table.
    tables: HashMap<String, HashMap<String, Vec<TableNumber>>>,
}

/// Whose form it is by what stands around its rows: all bureaus that are named in each place.
pub(super) struct Claims<'c> {
    /// In its title, behind 部门 or 填报部门.
    pub(super) title: &'c [String],
    /// In the name that it gives its unit.
    pub(super) units: &'c [String],
    /// In its file's name.
    pub(super) file: Option<&'c str>,
}

impl<'t> Bureaus<'t> {
    pub(super) fn new(library: &'t Library) -> Self {
        let lookups: Vec<_> = library.tables().map(|(_, table)| Lookup::new(&table.targets)).collect();
        let mut tables: HashMap<String, HashMap<String, Vec<_>>> = HashMap::new();
        if has_several(library) {
            for ((number, _), lookup) in library.tables().zip(&lookups) {
                for (activity, indicator) in lookup.keys() {
                    let of_indicator = tables.entry(indicator.to_owned()).or_default();
                    for activity in [activity, ""] {
                        of_indicator.entry(activity.to_owned()).or_default().push(number);
                    }
                }
            }
            tables.values_mut().flat_map(HashMap::values_mut).for_each(Vec::dedup);
        }
        Self { library, lookups, names: BureauNames::new(library), tables }
    }

    /// Whether there are several, with those whose tables are refused.
    pub(super) fn has_several(&self) -> bool {
        has_several(self.library)
    }

    /// The names of a table.
    pub(super) fn lookup(&self, table: TableNumber) -> &Lookup<'t> {
        &self.lookups[usize::from(table)]
    }

    /// The table of a bureau.
    pub(super) fn targets(&self, table: TableNumber) -> &'t Targets {
        self.lookup(table).targets()
    }

    /// How many indicators each table has.
    pub(super) fn indicators(&self) -> Vec<usize> {
        self.lookups.iter().map(Lookup::len).collect()
    }

    /// The one bureau that a text names.
    pub(super) fn named(&self, text: &str) -> Option<TableNumber> {
        self.names.only(text).filter(|table| usize::from(*table) < self.lookups.len())
    }

    /// The one bureau that a text names, if its table is refused.
    fn refused(&self, text: &str) -> Option<BureauFault> {
        let number = usize::from(self.names.only(text)?).checked_sub(self.lookups.len())?;
        Some(BureauFault::Refused { bureau: self.library.refused()[number].to_string() })
    }

    /// That a text names no bureau that has a table, and which are near.
    pub(super) fn unknown(&self, text: &str) -> BureauFault {
        if let Some(refused) = self.refused(text) {
            return refused;
        }
        let names = self.lookups.iter().map(|lookup| lookup.targets().name.as_str());
        let near = nearest(text, names).into_iter().map(str::to_owned).collect();
        BureauFault::Unknown { name: crate::names::quoted(text), nearest: near }
    }

    /// Whether a column of bureaus names any in these rows.
    pub(super) fn are_in(&self, column: usize, rows: &Batch) -> bool {
        rows.rows().any(|row| !self.names.named_in(row.cell(column)).is_empty())
    }

    /// Of one table, whether a text has the code of another bureau.
    pub(super) fn has_other_code(&self, text: &str) -> bool {
        let own = &self.targets(0).code;
        let mut numbers = text.split(|c: char| !c.is_ascii_digit());
        let is_code = own.bytes().all(|byte| byte.is_ascii_digit());
        is_code && self.names.only(text).is_none() && numbers.any(|number| number.len() == own.len())
    }

    /// Of one table, whether a text seems to name another bureau.
    pub(super) fn is_like_another(&self, text: &str) -> bool {
        const ENDINGS: [char; 5] = ['局', '委', '院', '厅', '会'];
        self.names.named_in(text).is_empty() && normalise(text).ends_with(ENDINGS)
    }

    /// The table that a form is for: the one that its title or its file's name claims, if its rows do not speak
    /// for another one; else the one in which most of its rows resolve, and clearly more than in any other.
    pub(super) fn of_form(
        &self,
        claims: &Claims<'_>,
        columns: &Columns,
        rows: &Batch,
    ) -> Result<TableNumber, BureauFault> {
        let claim = self.claim(claims)?;
        let (counts, all) = self.resolving(columns, rows);
        let count = |table: TableNumber| counts[usize::from(table)];
        let best = (0..TableNumber::MAX).zip(&counts).max_by_key(|(table, count)| (**count, !*table)).map(|(at, _)| at);
        let best = best.unwrap_or_default();
        let rival = match claim {
            Some((own, _)) => count(own),
            None => (0..TableNumber::MAX)
                .zip(&counts)
                .filter(|(at, _)| *at != best)
                .map(|(_, count)| *count)
                .max()
                .unwrap_or(0),
        };
        let is_clear = is_clearly_more(count(best), rival) && count(best) * 2 > all;
        match claim {
            Some((own, by)) if own != best && is_clear => Err(BureauFault::Contradiction {
                first: (by, self.shown(own)),
                second: (ClaimedBy::Rows, self.shown(best)),
            }),
            Some((own, _)) => Ok(own),
            None if is_clear => Ok(best),
            None => Err(BureauFault::NotTold { candidates: self.candidates(&counts) }),
        }
    }

    /// The one bureau that is claimed; title and file's name must not contradict each other.
    fn claim(&self, claims: &Claims<'_>) -> Result<Option<(TableNumber, ClaimedBy)>, BureauFault> {
        let mut texts = claims.title.iter().chain(claims.units).map(String::as_str).chain(claims.file);
        if let Some(refused) = texts.find_map(|text| self.refused(text)) {
            return Err(refused);
        }
        let only = |texts: &[String]| texts.iter().find_map(|text| self.named(text));
        let title = only(claims.title);
        let file = claims.file.and_then(|name| self.named(name));
        match (title, file) {
            (Some(title), Some(file)) if title != file => Err(BureauFault::Contradiction {
                first: (ClaimedBy::Title, self.shown(title)),
                second: (ClaimedBy::File, self.shown(file)),
            }),
            (Some(title), _) => Ok(Some((title, ClaimedBy::Title))),
            (None, Some(file)) => Ok(Some((file, ClaimedBy::File))),
            (None, None) => Ok(only(claims.units).map(|table| (table, ClaimedBy::Title))),
        }
    }

    /// How many rows resolve in each table, and how many there are.
    fn resolving(&self, columns: &Columns, rows: &Batch) -> (Vec<usize>, usize) {
        let mut counts = vec![0; self.lookups.len()];
        let (mut all, mut activity) = (0, "");
        let Some(column) = columns.indicator else { return (counts, all) };
        for row in rows.rows() {
            activity = filled(row, columns.activity).unwrap_or(activity);
            let Some(indicator) = filled(row, Some(column)) else { continue };
            let tables = self.having(activity, indicator);
            all += usize::from(!tables.is_empty() || !columns.repeated_in(row));
            for table in tables {
                counts[usize::from(*table)] += 1;
            }
        }
        (counts, all)
    }

    /// Of several tables those that have an indicator, as it is written or without numbers in front.
    pub(super) fn having(&self, activity: &str, indicator: &str) -> &[TableNumber] {
        if self.tables.is_empty() {
            return &[];
        }
        let tables = |activity: &str, indicator: &str| self.tables.get(indicator)?.get(activity);
        let [own_activity, own] = [activity, indicator].map(normalise);
        let found = tables(&own_activity, &own).or_else(|| {
            let bare = [activity, indicator].map(|name| normalise(without_number(name).unwrap_or(name)));
            let keys = [(&own_activity, &bare[1]), (&bare[0], &own), (&bare[0], &bare[1])];
            keys.into_iter().find_map(|(activity, indicator)| tables(activity, indicator))
        });
        found.map_or(&[], Vec::as_slice)
    }

    /// The bureaus in whose tables most rows resolve; all where none does.
    fn candidates(&self, counts: &[usize]) -> Vec<String> {
        let mut tables: Vec<_> = (0..TableNumber::MAX).zip(counts).collect();
        if counts.iter().any(|count| *count > 0) {
            tables.retain(|(_, count)| **count > 0);
        }
        tables.sort_by_key(|(table, count)| (std::cmp::Reverse(**count), *table));
        tables.into_iter().map(|(table, _)| self.shown(table)).collect()
    }

    /// `201 教育局`
    pub(super) fn shown(&self, table: TableNumber) -> String {
        self.targets(table).bureau()
    }
}

fn has_several(library: &Library) -> bool {
    library.has_several() || !library.refused().is_empty()
}

/// Whether so many rows are so many more that a slip or two, or names that bureaus share, do not explain it.
const fn is_clearly_more(best: usize, other: usize) -> bool {
    let margin = if best / 4 > 2 { best.div_ceil(4) } else { 2 };
    best > 0 && (other == 0 || best >= other + margin)
}

#[cfg(test)]
mod tests {
    use super::is_clearly_more;

    #[test]
    fn a_few_rows_more_are_no_evidence() {
        for (best, other, expected) in [
            (0, 0, false),
            (1, 0, true),
            (2, 1, false),
            (3, 2, false),
            (4, 2, true),
            (24, 22, false),
            (24, 19, false),
            (24, 18, true),
            (24, 0, true),
        ] {
            assert_eq!(is_clearly_more(best, other), expected, "{best} beside {other}");
        }
    }
}
