//! One unit's figures.

use serde::Serialize;

use super::change::{ActivityChange, GoneActivity, GoneIndicator, IndicatorChange, UnitChange};
use crate::actuals::UnitNumber;
use crate::grading::{Actual, Attainment, Grade};
use crate::number::{Decimal, Figure, Fraction};
use crate::scoring::{Bands, Outcome, Span};
use crate::stated::Stated;
use crate::targets::{Activity, Duty, Indicator, TableNumber};

/// How deep a report goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// One line a unit.
    Unit,
    /// Down to the activities.
    Activity,
    /// Down to the indicators.
    Indicator,
}

/// A score as printed: one figure, an interval, or nothing; and its band.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Standing(Option<Scored>);

/// Both ends of a score's interval, and the band, where both lie in the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scored {
    min: Figure,
    max: Figure,
    grade: Option<Grade>,
}

impl Standing {
    pub(crate) fn new(span: Option<&Span>, bands: &Bands) -> Self {
        let Some(span) = span else { return Self::default() };
        let (min, max) = (span.min.round(), span.max.round());
        let grade = bands.grade(min);
        let is_same = min == max || grade == bands.grade(max);
        Self(Some(Scored { min, max, grade: is_same.then_some(grade) }))
    }

    /// Both ends of the interval, equal where there is one score; none where nothing counts.
    pub fn range(&self) -> Option<(Figure, Figure)> {
        self.0.map(|Scored { min, max, .. }| (min, max))
    }

    /// The band, where both ends lie in the same.
    pub fn grade(&self) -> Option<Grade> {
        self.0?.grade
    }

    /// The one score, where both ends print the same.
    pub fn score(&self) -> Option<Figure> {
        self.range().filter(|(min, max)| min == max).map(|(min, _)| min)
    }

    /// The lower end: what gates and ranks go by.
    pub fn min(&self) -> Option<Figure> {
        self.range().map(|(min, _)| min)
    }

    /// The upper end.
    pub fn max(&self) -> Option<Figure> {
        self.range().map(|(_, max)| max)
    }
}

/// How many indicators of the table are in which state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// 优
    pub excellent: u32,
    /// 良
    pub good: u32,
    /// 中
    pub fair: u32,
    /// 差, including those below the 差 line.
    pub poor: u32,
    /// Those of the 差 that are below the 差 line.
    pub below_poor: u32,
    /// Without a value.
    pub missing: u32,
    /// Not applicable.
    pub not_applicable: u32,
}

impl Counts {
    pub(super) fn new(outcomes: &[Outcome]) -> Self {
        const MISSING: usize = Attainment::ALL.len();
        const NOT_APPLICABLE: usize = MISSING + 1;
        let mut counts = [0; NOT_APPLICABLE + 1];
        for outcome in outcomes {
            counts[match outcome {
                Outcome::Reported(attainment) => *attainment as usize,
                Outcome::Missing => MISSING,
                Outcome::NotApplicable => NOT_APPLICABLE,
            }] += 1;
        }
        let [excellent, good, fair, poor, below_poor, missing, not_applicable] = counts;
        Self { excellent, good, fair, poor: poor + below_poor, below_poor, missing, not_applicable }
    }

    /// The counts in their order: the four grades, below the 差 line, missing, not applicable.
    pub const fn all(&self) -> [u32; 7] {
        let Self { excellent, good, fair, poor, below_poor, missing, not_applicable } = *self;
        [excellent, good, fair, poor, below_poor, missing, not_applicable]
    }

    /// How many indicators have the grade.
    pub const fn of(&self, grade: Grade) -> u32 {
        match grade {
            Grade::Excellent => self.excellent,
            Grade::Good => self.good,
            Grade::Fair => self.fair,
            Grade::Poor => self.poor,
        }
    }
}

/// One unit's report.
#[derive(Clone, Debug)]
pub struct UnitReport<'t> {
    /// Its number.
    pub number: UnitNumber,
    /// 填报单位; none for standard input.
    pub unit: Option<&'t str>,
    /// Its bureau's table.
    pub table: TableNumber,
    /// The bureau's score.
    pub standing: Standing,
    /// Share of the weight that is reported, in percent; none where nothing is applicable.
    pub coverage: Option<Figure>,
    /// Indicators by state and grade.
    pub counts: Counts,
    /// What the score is made of, where the report shows it; apart, since a report may have hundreds of
    /// thousands of units that show none of it.
    pub breakdown: Option<Box<Breakdown<'t>>>,
    /// What became of it, where the report is compared with an earlier one.
    pub change: Option<Box<UnitChange<'t>>>,
}

/// What a unit's score is made of.
#[derive(Clone, Debug)]
pub struct Breakdown<'t> {
    /// The indicator that costs most, where one costs anything.
    pub largest_loss: Option<(&'t Indicator, Figure)>,
    /// The sum of all losses that exist, rounded once.
    pub loss: Figure,
    /// The sum of all weights, rounded once: 100, or 0 where nothing counts.
    pub weight: Figure,
    /// Its duties; none at [`Level::Unit`].
    pub duties: Option<Vec<DutyReport<'t>>>,
}

/// A duty's figures.
#[derive(Clone, Debug)]
pub struct DutyReport<'t> {
    /// The duty in the table.
    pub target: &'t Duty,
    /// Share of the bureau's total in percent.
    pub weight: Figure,
    /// The same as data has it.
    pub fine_weight: Decimal,
    /// Its score.
    pub standing: Standing,
    /// Its activities.
    pub activities: Vec<ActivityReport<'t>>,
}

/// An activity's figures.
#[derive(Clone, Debug)]
pub struct ActivityReport<'t> {
    /// The activity in the table.
    pub target: &'t Activity,
    /// Share of the bureau's total in percent.
    pub weight: Figure,
    /// The same as data has it.
    pub fine_weight: Decimal,
    /// Its score.
    pub standing: Standing,
    /// Its score before rounding, for formats that go on computing.
    pub exact: Option<Span>,
    /// The sum of the weights of the indicators that its score is the mean of.
    pub counted_weight: Decimal,
    /// The part of its applicable weight that is reported, between 0 and 1; none where nothing is
    /// applicable.
    pub reported_share: Option<Fraction>,
    /// What became of it, where the report is compared with an earlier one.
    pub against: Option<Box<ActivityChange<'t>>>,
    /// Its indicators; none at [`Level::Activity`].
    pub indicators: Option<Vec<IndicatorReport<'t>>>,
}

/// 上报状态: what is known of an indicator, whatever its value.
pub type State = Stated<()>;

/// An indicator's figures.
#[derive(Clone, Debug)]
pub struct IndicatorReport<'t> {
    /// The indicator in the table.
    pub target: &'t Indicator,
    /// What is known of it, and what it attains where reported.
    pub outcome: Outcome,
    /// The actual in the indicator's measure, cut to 6 decimals.
    pub actual: Option<Decimal>,
    /// What was done and what was planned, where the actual is a pair.
    pub pair: Option<[Decimal; 2]>,
    /// The actual to the last digit, which may be a fraction such as 1/3.
    pub exact: Option<Actual>,
    /// What stood in the cell.
    pub text: Option<String>,
    /// Its points, where reported.
    pub score: Option<Figure>,
    /// The score it counts with at least and at most; none where it does not count.
    pub range: Option<(Figure, Figure)>,
    /// The same before rounding.
    pub points: Option<[Decimal; 2]>,
    /// Share of the bureau's total in percent.
    pub weight: Figure,
    /// The same before rounding, for formats that go on computing.
    pub exact_weight: Fraction,
    /// Weight, loss and gain as data has them.
    pub fine: FineShares,
    /// What it adds to the total; none where it has no score.
    pub earned: Option<Figure>,
    /// What it costs the total; none where it has no score.
    pub loss: Option<Figure>,
    /// The nearest better cut-off, for a reported indicator below 优.
    pub next: Option<NextReport>,
    /// 偏差原因, where given.
    pub note: Option<String>,
    /// What became of it, where the report is compared with an earlier one.
    pub against: Option<Box<IndicatorChange<'t>>>,
}

/// Shares of the bureau's total with 6 decimals, so that they add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FineShares {
    /// What an indicator is of the total.
    pub weight: Decimal,
    /// What it costs the total; none where it has no score.
    pub loss: Option<Decimal>,
    /// What reaching the next cut-off adds to the total; none where there is none.
    pub gain: Option<Decimal>,
}

/// The nearest better cut-off and what reaching it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextReport {
    /// The best grade that the cut-off earns.
    pub grade: Grade,
    /// The cut-off in the indicator's measure.
    pub cutoff: Decimal,
    /// How far it is, in the indicator's measure, rounded up to 6 decimals.
    pub distance: Decimal,
    /// What reaching it adds to the bureau's total.
    pub gain: Figure,
}

impl IndicatorReport<'_> {
    /// What is known of it, whatever its value.
    pub fn state(&self) -> State {
        self.outcome.map(|_| ())
    }

    /// What it attains, where reported.
    pub fn attainment(&self) -> Option<Attainment> {
        self.outcome.reported()
    }

    /// The actual with at most so many decimals, which attains the same: 1/3 has more of them than any number
    /// that can be written down.
    pub fn cut_actual(&self, decimals: u8) -> Option<Decimal> {
        Some(self.target.cutoffs.cut(self.exact?, decimals))
    }
}

impl ActivityReport<'_> {
    /// Both ends of its score before rounding, cut to 6 decimals, and whether those are all.
    pub fn cut_ends(&self) -> Option<[(Decimal, bool); 2]> {
        let span = self.exact.as_ref()?;
        Some([&span.min, &span.max].map(|end| {
            let cut = end.cut(6);
            (cut, cut.to_fraction() == *end)
        }))
    }
}

impl<'t> UnitReport<'t> {
    /// The indicators that its table has no more: those of activities that it still has, then those of `gone` ones.
    pub fn gone_indicators<'u>(&'u self, gone: &'u [GoneActivity<'t>]) -> impl Iterator<Item = &'u GoneIndicator<'t>> {
        let of_activities = self.activities().filter_map(|activity| activity.against.as_ref());
        let of_activities = of_activities.flat_map(|against| &against.gone);
        of_activities.chain(gone.iter().flat_map(|gone| &gone.indicators))
    }

    /// The indicator that costs most, where that is known and one costs anything.
    pub fn largest_loss(&self) -> Option<(&'t Indicator, Figure)> {
        self.breakdown.as_ref()?.largest_loss
    }

    /// The sum of all losses that exist, where it is known.
    pub fn loss(&self) -> Option<Figure> {
        Some(self.breakdown.as_ref()?.loss)
    }

    /// The sum of all weights, where it is known.
    pub fn weight(&self) -> Option<Figure> {
        Some(self.breakdown.as_ref()?.weight)
    }

    /// The duties, where the report goes down to them.
    pub fn duties(&self) -> Option<&[DutyReport<'t>]> {
        self.breakdown.as_ref()?.duties.as_deref()
    }

    /// The sum of the budgets of the activities that the score is the mean of.
    pub fn counted_budget(&self) -> Decimal {
        self.counted_activities().filter_map(|activity| activity.target.budget).sum()
    }

    /// All activities, in the page's order; none at [`Level::Unit`].
    pub fn activities(&self) -> impl Iterator<Item = &ActivityReport<'t>> {
        self.duties().into_iter().flatten().flat_map(|duty| &duty.activities)
    }

    /// The activities that the score is the mean of: with a budget above zero and a score.
    pub fn counted_activities(&self) -> impl Iterator<Item = &ActivityReport<'t>> {
        let zero = Decimal::new(0, 0);
        self.activities().filter(move |activity| {
            activity.exact.is_some() && activity.target.budget.is_some_and(|budget| budget > zero)
        })
    }

    /// All indicators with their activities, in the page's order.
    pub fn indicators(&self) -> impl Iterator<Item = (&ActivityReport<'t>, &IndicatorReport<'t>)> {
        self.activities()
            .flat_map(|activity| activity.indicators.iter().flatten().map(move |indicator| (activity, indicator)))
    }

    /// The indicators that cost the total anything, largest loss first, equals in the page's order.
    pub fn losses(&self) -> Vec<(&ActivityReport<'t>, &IndicatorReport<'t>, Figure)> {
        let zero = Figure::default();
        let mut losses: Vec<_> = self
            .indicators()
            .filter_map(|(activity, indicator)| Some((activity, indicator, indicator.loss?)))
            .filter(|(_, _, loss)| *loss > zero)
            .collect();
        losses.sort_by_key(|(_, _, loss)| std::cmp::Reverse(*loss));
        losses
    }
}
