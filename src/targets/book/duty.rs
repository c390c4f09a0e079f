//! Duties, activities and indicators as a book has them, each with its place.

use super::cutoff;
use super::level::Shown;
use crate::names::numbering;
use crate::number::Decimal;
use crate::targets::file::{ActivityFile, CutoffsFile, DutyFile, IndicatorFile, number};
use crate::targets::grid::CellPlace;

/// A duty and its activities.
#[derive(Debug)]
pub(super) struct Duty {
    pub(super) own: Named,
    pub(super) activities: Vec<Named>,
}

/// A row with a name, and the indicators in it and below it.
#[derive(Debug)]
pub(super) struct Named {
    /// With the blanks before it.
    pub(super) written: String,
    pub(super) name: String,
    pub(super) indent: u32,
    pub(super) list: Option<u32>,
    pub(super) budget: Option<Decimal>,
    pub(super) description: String,
    pub(super) objective: String,
    pub(super) place: CellPlace,
    pub(super) budget_place: CellPlace,
    pub(super) indicators: Vec<Indicator>,
}

/// An indicator with its cut-offs.
#[derive(Debug)]
pub(super) struct Indicator {
    pub(super) name: String,
    pub(super) place: CellPlace,
    pub(super) cutoffs: cutoff::Written,
}

impl Duty {
    /// The duty to which the last belongs of so many duties and activities.
    pub(super) fn ending_at(duties: &[Self], count: usize) -> Option<&Self> {
        let mut rows = 0;
        duties.iter().find(|duty| {
            rows += 1 + duty.activities.len();
            rows >= count
        })
    }

    /// What its activities add up to.
    pub(super) fn sum(&self) -> Decimal {
        self.activities.iter().filter_map(|activity| activity.budget).sum()
    }

    /// The duty as a table's file has it.
    pub(super) fn file(&self) -> DutyFile {
        let activities = self.activities.iter().map(Named::file).collect();
        let own = &self.own;
        let budget = number(own.budget.unwrap_or(Decimal::new(0, 0)));
        DutyFile::published(own.name.clone(), budget, [own.description.clone(), own.objective.clone()], activities)
    }
}

impl Named {
    /// What its row shows of its level.
    pub(super) fn shown(&self) -> Shown<'_> {
        let has_indicators = !self.indicators.is_empty();
        Shown { name: &self.written, indent: self.indent, list: self.list, has_indicators }
    }

    fn file(&self) -> ActivityFile {
        let indicators = self.indicators.iter().map(Indicator::file);
        let texts = [self.description.clone(), self.objective.clone()];
        ActivityFile::published(self.name.clone(), self.budget.map(number), texts, indicators.collect())
    }
}

impl Indicator {
    fn file(&self) -> IndicatorFile {
        let cutoff::Written { measure, best, poor, is_strict } = &self.cutoffs;
        let cutoffs = CutoffsFile::published(*best, *poor);
        IndicatorFile::published(self.name.clone(), measure.clone(), *is_strict, cutoffs)
    }
}

/// Takes numbers off names, where those of siblings run on; those of activities within their duty or through all.
pub(super) fn take_numbers_off(duties: &mut [Duty]) {
    strip(duties.iter_mut().map(|duty| &mut duty.own.name).collect(), 1);
    let mut first = 1;
    for duty in duties {
        let names = |duty: &mut Duty, first| {
            strip(duty.activities.iter_mut().map(|activity| &mut activity.name).collect(), first)
        };
        if !names(duty, 1) {
            names(duty, first);
        }
        first += duty.activities.len();
        for activity in &mut duty.activities {
            strip(activity.indicators.iter_mut().map(|indicator| &mut indicator.name).collect(), 1);
        }
    }
}

/// Takes the numbers off names that run on from `first`; whether they do.
fn strip(mut names: Vec<&mut String>, first: usize) -> bool {
    let texts: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    let Some(stripped) = numbering::without_numbers(&texts, first) else { return false };
    let stripped: Vec<_> = stripped.into_iter().map(str::to_owned).collect();
    for (name, stripped) in names.iter_mut().zip(stripped) {
        **name = stripped;
    }
    true
}
