//! The problems that a terminal shows: grouped by whose they are, equal ones folded into one.

use std::collections::HashMap;
use std::fmt::Write;

use super::problems::SHOWN;
use super::{Code, Diagnostic, Problems, Severity, Whose};
use crate::language::Language;
use crate::names::printable;

/// Runs of cells, and indicators without cells, that are named of folded problems.
const NAMED: usize = 12;
const NAMED_INDICATORS: usize = 30;

/// Problems of one kind, unit and file; most often one.
pub(super) struct Fold<'p> {
    /// The first of them.
    pub(super) first: &'p Diagnostic,
    /// All, in file order.
    pub(super) all: Vec<&'p Diagnostic>,
}

/// What is shown of the problems of a run.
pub(super) struct Folded<'p> {
    /// What is shown, group by group: first what is nobody's, then the units in the order in which they are met.
    pub(super) groups: Vec<(Whose, Vec<Fold<'p>>)>,
    /// How many problems of which code are not shown.
    pub(super) rest: Vec<(Code, u64)>,
}

/// Groups and folds what is kept; errors come before warnings where there is more than is shown.
pub(super) fn folded(problems: &Problems) -> Folded<'_> {
    let groups = grouped(problems.kept());
    let (mut room, mut shown) = (SHOWN, vec![Vec::new(); groups.len()]);
    for severity in Severity::ALL {
        for ((_, folds), shown) in groups.iter().zip(&mut shown) {
            let of_severity = folds.iter().enumerate().filter(|(_, fold)| fold.code().severity() == severity);
            let taken: Vec<_> = of_severity.map(|(index, _)| index).take(room).collect();
            room -= taken.len();
            shown.extend(taken);
        }
    }
    let mut counts = Code::ALL.map(|code| problems.count(code));
    let mut kept = Vec::new();
    for ((whose, folds), shown) in groups.into_iter().zip(shown) {
        let folds = folds.into_iter().enumerate().filter(|(index, _)| shown.contains(index));
        let folds: Vec<_> = folds.map(|(_, fold)| fold).collect();
        for fold in &folds {
            counts[fold.code() as usize] -= fold.all.len() as u64;
        }
        if !folds.is_empty() {
            kept.push((whose, folds));
        }
    }
    let rest = Code::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
    Folded { groups: kept, rest }
}

fn grouped(kept: Vec<&Diagnostic>) -> Vec<(Whose, Vec<Fold<'_>>)> {
    let mut groups: Vec<(Whose, Vec<Fold<'_>>)> = vec![(Whose::Nobody, Vec::new())];
    let mut group_of = HashMap::from([(Whose::Nobody, 0)]);
    let mut fold_of = HashMap::new();
    for diagnostic in kept {
        let whose = diagnostic.subject.whose;
        let group = *group_of.entry(whose).or_insert_with(|| {
            groups.push((whose, Vec::new()));
            groups.len() - 1
        });
        let folds = &mut groups[group].1;
        let kind = (
            whose,
            diagnostic.place.file_number,
            diagnostic.problem.code(),
            diagnostic.problem.kind(Language::Chinese),
        );
        let fold = *fold_of.entry(kind).or_insert(folds.len());
        match folds.get_mut(fold) {
            Some(fold) => fold.all.push(diagnostic),
            None => folds.push(Fold { first: diagnostic, all: vec![diagnostic] }),
        }
    }
    groups.retain(|(_, folds)| !folds.is_empty());
    groups
}

impl Fold<'_> {
    pub(super) fn code(&self) -> Code {
        self.first.problem.code()
    }

    /// The problem, or how many there are of its kind, and where: `不能猜的小数 24 处：C2–C25`.
    pub(super) fn message(&self, language: Language) -> String {
        let count = self.all.len();
        if count == 1 {
            return self.first.message(language);
        }
        let (kind, places) = (self.first.problem.kind(language), self.places(language));
        match language {
            Language::Chinese => format!("{kind} {count} 处{places}"),
            Language::English => format!("{kind}: {count}{places}"),
        }
    }

    /// Where they are, behind what they are.
    fn places(&self, language: Language) -> String {
        let cells: Option<Vec<_>> = self.all.iter().map(|diagnostic| diagnostic.place.cell.as_deref()).collect();
        let (names, is_all) = match cells {
            Some(cells) => first(runs(&cells), NAMED, language),
            None => self.indicators(language),
        };
        let more = if is_all { "" } else { language.pick("等", ", …") };
        let (start, end) = language.pick(("：", ""), (" (", ")"));
        if names.is_empty() { names } else { format!("{start}{names}{more}{end}") }
    }

    /// The indicators by their activities: `执法办案（督导检查次数、案件执法查处率）`.
    fn indicators(&self, language: Language) -> (String, bool) {
        let names = self.all.iter().take(NAMED_INDICATORS).filter_map(|diagnostic| {
            Some((diagnostic.subject.activity.as_deref()?, diagnostic.subject.indicator.as_deref()?))
        });
        let names: Vec<_> = names.collect();
        let activities = names.chunk_by(|(one, _), (other, _)| one == other).map(|names| {
            let indicators: Vec<_> = names.iter().map(|(_, indicator)| *indicator).collect();
            let (open, between, close) = language.pick(("（", "、", "）"), (" (", ", ", ")"));
            format!("{}{open}{}{close}", names[0].0, indicators.join(between))
        });
        let activities: Vec<_> = activities.collect();
        (printable(&activities.join(language.pick("、", ", "))).into_owned(), self.all.len() <= NAMED_INDICATORS)
    }
}

/// So many of some names, and whether these are all.
fn first(mut names: Vec<String>, most: usize, language: Language) -> (String, bool) {
    let is_all = names.len() <= most;
    names.truncate(most);
    (names.join(language.pick("、", ", ")), is_all)
}

/// Cells with those below each other as one: `C2–C25`, `D7`.
pub(super) fn runs(cells: &[&str]) -> Vec<String> {
    let mut runs: Vec<(&str, u64, u64)> = Vec::new();
    for cell in cells {
        let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or(cell.len());
        let (column, row) = (&cell[..digits], cell[digits..].parse().unwrap_or_default());
        match runs.last_mut() {
            Some((last, _, end)) if *last == column && *end + 1 == row => *end = row,
            _ => runs.push((column, row, row)),
        }
    }
    let name = |(column, first, last): (&str, u64, u64)| {
        let mut name = format!("{column}{first}");
        if last > first {
            let _ = write!(name, "–{column}{last}");
        }
        name
    };
    runs.into_iter().map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_below_each_other_are_one_run() {
        assert_eq!(runs(&["C2", "C3", "C4", "C6", "D7", "AA8"]), ["C2–C4", "C6", "D7", "AA8"]);
        assert_eq!(runs(&["C3", "C2", "C2"]), ["C3", "C2", "C2"]);
    }
}
