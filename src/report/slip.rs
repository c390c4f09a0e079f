//! 退回单: to whom what must be mended is sent back.

use std::collections::HashMap;

use super::{ProblemEntry, Report};
use crate::actuals::ListedUnit;
use crate::diagnostic::{Code, Severity, Whose};
use crate::language::Language;

/// What a unit has to mend, and what it is asked to look at.
pub struct Slip<'r> {
    /// The unit.
    pub unit: ListedUnit,
    /// Without these no score: its errors, and those of its file that are nobody's alone.
    pub errors: Vec<ProblemEntry<'r>>,
    /// What counts as it stands.
    pub warnings: Vec<ProblemEntry<'r>>,
}

impl Report<'_> {
    /// A slip for each unit with errors, and for each that lacks a note which is demanded; in the order of their names.
    pub fn slips(&self, language: Language) -> Vec<Slip<'_>> {
        let mut own: HashMap<Whose, Vec<ProblemEntry<'_>>> = HashMap::new();
        let mut of_nobody = Vec::new();
        for entry in self.problem_entries(language) {
            match entry.whose() {
                Whose::Nobody => of_nobody.push(entry),
                whose => own.entry(whose).or_default().push(entry),
            }
        }
        of_nobody.retain(|entry| entry.code().severity() == Severity::Error);
        let mut units = self.left_out.clone();
        units.extend(self.actuals.without_notes(&self.problems));
        units.sort_by(|a, b| a.key.cmp(&b.key));
        units.dedup_by_key(|unit| unit.whose);
        let slip = |unit: ListedUnit| {
            let entries = own.remove(&unit.whose).unwrap_or_default();
            let (mut errors, warnings): (Vec<_>, Vec<_>) = entries
                .into_iter()
                .partition(|entry| entry.code().severity() == Severity::Error || entry.code() == Code::NoNote);
            let is_its = |entry: &&ProblemEntry<'_>| {
                entry.kept().is_some_and(|kept| kept.place.file.as_deref() == unit.file.as_deref())
            };
            errors.extend(of_nobody.iter().filter(is_its).cloned());
            if errors.is_empty() {
                // A file that breaks off spoils units that another file named first.
                errors.extend(of_nobody.iter().cloned());
            }
            Slip { unit, errors, warnings }
        };
        units.into_iter().map(slip).collect()
    }
}
