//! Where a unit's summary stands, and what formulas elsewhere take from it.

use rust_xlsxwriter::{ColNum, RowNum};

use super::column::{cell, range};
use super::formulas::figure;
use super::page::{NONE, quoted};
use crate::language::Language;
use crate::targets::Targets;

/// The printed columns.
pub(super) const DUTY: ColNum = 0;
pub(super) const ACTIVITY: ColNum = 1;
pub(super) const BUDGET: ColNum = 2;
pub(super) const WEIGHT: ColNum = 3;
pub(super) const MIN: ColNum = 4;
pub(super) const MAX: ColNum = 5;
/// As wide as two columns, since it may be an interval.
pub(super) const SCORE: ColNum = 6;
pub(super) const SCORE_END: ColNum = 7;
pub(super) const GRADE: ColNum = 8;

/// The working columns, beyond those of the indicators that are printed.
pub(super) const COUNTED: ColNum = 18;
pub(super) const APPLICABLE: ColNum = 19;
pub(super) const REPORTED: ColNum = 20;
pub(super) const EXACT_MIN: ColNum = 21;
pub(super) const EXACT_MAX: ColNum = 22;

/// How many columns are printed.
pub(super) const PRINTED: usize = GRADE as usize + 1;

/// Widths of the printed columns on a sheet of their own, an upright page.
pub(super) const fn widths(language: Language) -> [u16; PRINTED] {
    language.pick([10, 20, 11, 8, 8, 8, 7, 6, 7], [13, 15, 11, 8, 7, 7, 9, 5, 10])
}

/// Where one unit's summary stands on some sheet.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The sheet as formulas on other sheets name it, with its exclamation mark.
    prefix: String,
    /// Widths of the columns that the summary shares with what stands above it.
    pub(super) widths: [u16; PRINTED],
    /// The row of the headings.
    pub(super) header: RowNum,
    /// The row of each duty.
    pub(super) duties: Vec<RowNum>,
    /// The row of each activity.
    pub(super) activities: Vec<RowNum>,
    /// The row of the bureau's total.
    pub(super) total: RowNum,
}

impl Place {
    /// Lays the duties and activities of a table out below a row of headings.
    pub(super) fn new(prefix: &str, widths: [u16; PRINTED], header: RowNum, targets: &Targets) -> Self {
        let mut place = Self {
            prefix: prefix.to_owned(),
            widths,
            header,
            duties: Vec::new(),
            activities: Vec::new(),
            total: header + 1,
        };
        for duty in targets.duties() {
            place.duties.push(place.total);
            place.total += 1;
            for _ in &duty.activities {
                place.activities.push(place.total);
                place.total += 1;
            }
        }
        place
    }

    /// The same for formulas on the same sheet.
    pub(super) fn local(&self) -> Self {
        Self { prefix: String::new(), ..self.clone() }
    }

    /// A column over all duties and activities; the working columns are empty at the duties.
    pub(super) fn all(&self, column: ColNum) -> String {
        range(&self.prefix, (self.header + 1, self.total - 1), column)
    }

    /// The cell with the budget of an activity as it counts.
    pub(super) fn counted_budget(&self, activity: usize) -> String {
        cell(&self.prefix, self.activities[activity], COUNTED)
    }

    /// A cell of the bureau's total.
    pub(super) fn total(&self, column: ColNum) -> String {
        cell(&self.prefix, self.total, column)
    }

    /// The share of the weight that is reported.
    pub(super) fn coverage(&self) -> String {
        let (applicable, reported) = (self.all(APPLICABLE), self.all(REPORTED));
        let covered = format!("SUMPRODUCT({applicable},{reported})");
        let share = figure(&format!("100*{covered}/SUM({applicable})"));
        // Never 100 while anything is missing, be it in an activity without a budget.
        let shown = format!("IF(COUNTIF({reported},\"<1\")>0,MIN({share},99.99),{share})");
        format!("IF(SUM({applicable})=0,{},{shown}/100)", quoted(NONE))
    }
}
