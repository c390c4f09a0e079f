//! What is legal in a table and odd.

use super::{Activity, Indicator, Targets};

/// What is legal in a table and odd.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// No unit of the budgets is stated.
    NoUnit,
    /// Two cut-offs of an indicator are equal.
    TiedCutoffs(String),
    /// An activity without a budget.
    NoBudget(String),
    /// A count by its name, with percentages.
    CountInPercent(String),
    /// An activity without indicators.
    NoIndicators(String),
    /// A note in a column of its own, which is no part of the table.
    Note(String),
}

impl Targets {
    /// What is odd in it, each with the JSON path of what it is about.
    pub fn remarks(&self) -> Vec<(String, Remark)> {
        let mut remarks = Vec::new();
        for (d, duty) in self.duties.iter().enumerate() {
            for (a, activity) in duty.activities.iter().enumerate() {
                activity.add_remarks(&format!("duties[{d}].activities[{a}]"), &mut remarks);
            }
        }
        remarks
    }
}

impl Activity {
    fn add_remarks(&self, path: &str, remarks: &mut Vec<(String, Remark)>) {
        if self.budget.is_none() {
            remarks.push((format!("{path}.budget"), Remark::NoBudget(self.name.clone())));
        }
        if self.indicators.is_empty() {
            remarks.push((path.to_owned(), Remark::NoIndicators(self.name.clone())));
        }
        for (i, indicator) in self.indicators.iter().enumerate() {
            remarks.extend(indicator.remarks().map(|remark| (format!("{path}.indicators[{i}]"), remark)));
        }
    }
}

impl Indicator {
    fn remarks(&self) -> impl Iterator<Item = Remark> {
        let cutoffs: Vec<_> = self.cutoffs.written().into_iter().flatten().collect();
        let is_tied = cutoffs.windows(2).any(|two| two[0] == two[1]);
        let tied = is_tied.then(|| Remark::TiedCutoffs(self.name.clone()));
        let count = self.is_count_in_percent().then(|| Remark::CountInPercent(self.name.clone()));
        tied.into_iter().chain(count)
    }
}
