//! Changes against an earlier report as they are printed ([spec 3.10](crate::spec#310-what-changed)).

use crate::actuals::ListedUnit;
use crate::against::{Earlier, EarlierIndicator, EarlierUnit};
use crate::change::{Cause, Change, printed};
use crate::language::{Language, both};
use crate::number::{Decimal, Figure};

/// Decimals of shares and changes in data.
pub(super) const FINE: u8 = 6;

/// A report beside an earlier one.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// The earlier report.
    pub earlier: &'r Earlier,
    /// Whether both are of one year.
    pub occasion: Occasion,
    /// The units of the earlier report that nothing is known of in this one.
    pub left: Vec<LeftUnit<'r>>,
    /// The units that the earlier report says nothing of.
    pub new: Vec<ListedUnit>,
    /// The units that the earlier report calls otherwise.
    pub recognised: Vec<(ListedUnit, &'r EarlierUnit)>,
    /// The units that had no score in the earlier report and have one now.
    pub corrected: Vec<ListedUnit>,
}

/// A unit of the earlier report that nothing is known of in this one.
#[derive(Debug)]
pub struct LeftUnit<'r> {
    /// What it was.
    pub earlier: &'r EarlierUnit,
    /// How it stands in lists.
    pub listed: ListedUnit,
}

/// What a comparison is made for, as far as its words depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// Both reports are of one year: what was reported is checked, or was corrected.
    SameYear,
    /// They are of different years.
    OtherYear,
}

/// What became of a unit.
#[derive(Clone, Debug)]
pub struct UnitChange<'r> {
    /// What it was; none where the earlier report has no score of it.
    pub earlier: Option<&'r EarlierUnit>,
    /// Its rank in the earlier report.
    pub rank: Option<usize>,
    /// The change of its score, or why there is none.
    pub change: Result<ChangeReport, NoChange>,
    /// The indicators that raise its score most and lower it most, where any does.
    pub largest: [Option<(&'r str, Figure)>; 2],
    /// The activities that its table has no more, where the report goes down to activities.
    pub gone: Vec<GoneActivity<'r>>,
}

/// What became of an activity.
#[derive(Clone, Debug)]
pub struct ActivityChange<'r> {
    /// What it contributes to the unit's change, with what is gone of it; none where the unit has none.
    pub change: Option<ChangeReport>,
    /// The indicators that it has no more.
    pub gone: Vec<GoneIndicator<'r>>,
}

/// An activity that the table has no more.
#[derive(Clone, Debug)]
pub struct GoneActivity<'r> {
    /// Its name.
    pub name: &'r str,
    /// What it contributes to the unit's change; none where the unit has none.
    pub change: Option<ChangeReport>,
    /// Its indicators.
    pub indicators: Vec<GoneIndicator<'r>>,
}

/// What became of an indicator.
#[derive(Clone, Debug)]
pub struct IndicatorChange<'r> {
    /// What it was; none where the earlier table does not have it.
    pub earlier: Option<&'r EarlierIndicator>,
    /// What it contributes to the unit's change; none where the unit has none.
    pub change: Option<ChangeReport>,
}

/// An indicator that its activity has no more.
#[derive(Clone, Debug)]
pub struct GoneIndicator<'r> {
    /// What it was.
    pub earlier: &'r EarlierIndicator,
    /// What it contributes to the unit's change; none where the unit has none.
    pub change: Option<ChangeReport>,
}

/// A change as it is printed: its parts add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeReport {
    /// What was.
    pub against: Figure,
    /// How much more it is now.
    pub score: Figure,
    /// The parts of that, in the order of [`Cause::ALL`].
    pub parts: [Figure; 5],
    /// The same as data has it.
    pub fine: FineChange,
}

/// A change with 6 decimals, in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FineChange {
    against: i64,
    score: i64,
    parts: [i64; 5],
}

/// Why the change of a unit's score is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoChange {
    /// The earlier report says nothing of the unit.
    New,
    /// It had no score in the earlier report, for errors, an empty form or none.
    Unscored,
    /// What one side, or both, have in place of one score: before, and now.
    Lacks([Option<Lack>; 2]),
}

/// What stands in place of one score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A range.
    Range,
    /// Nothing: no indicator counts.
    Nothing,
}

impl NoChange {
    /// The reason, in a sentence.
    pub fn words(self, language: Language) -> String {
        let words = match self {
            Self::New => both!("上次的报告里没有这个单位", "the earlier report does not have this unit"),
            Self::Unscored => both!(
                "上次没有计分（有错误、空表或没有上报）",
                "it was not scored in the earlier report (errors, an empty form, or none)",
            ),
            Self::Lacks([Some(Lack::Range), None]) => both!("上次的得分是区间", "the earlier score is a range"),
            Self::Lacks([None, Some(Lack::Range)]) => both!("这次的得分是区间", "the present score is a range"),
            Self::Lacks([Some(Lack::Range), Some(Lack::Range)]) => {
                both!("两次的得分都是区间", "both scores are ranges")
            }
            Self::Lacks([Some(Lack::Nothing), None]) => {
                both!("上次没有计入得分的指标", "nothing counts in the earlier report")
            }
            Self::Lacks([None, Some(Lack::Nothing)]) => {
                both!("这次没有计入得分的指标", "nothing counts in this report")
            }
            Self::Lacks([Some(Lack::Range), Some(Lack::Nothing)]) => both!(
                "上次的得分是区间，这次没有计入得分的指标",
                "the earlier score is a range, and nothing counts in this report",
            ),
            Self::Lacks([Some(Lack::Nothing), Some(Lack::Range)]) => both!(
                "上次没有计入得分的指标，这次的得分是区间",
                "nothing counts in the earlier report, and the present score is a range",
            ),
            Self::Lacks([None | Some(Lack::Nothing), None | Some(Lack::Nothing)]) => {
                both!("两次都没有计入得分的指标", "nothing counts in either report")
            }
        };
        words.pick(language)
    }
}

impl ChangeReport {
    /// What something contributes to the change of its unit.
    pub(super) fn of_contribution(change: &Change) -> Self {
        let total = change.total();
        let ends = [&change.against, &(&change.against + &total)];
        Self::new(change, [change.against.round(), total.round()], ends.map(|end| end.round_to(FINE)))
    }

    /// The change between two printed scores.
    pub(super) fn of_unit(change: &Change, [before, now]: [Figure; 2]) -> Self {
        let score = Figure::from_hundredths(now.hundredths() - before.hundredths());
        Self::new(change, [before, score], [before, now].map(Figure::to_decimal))
    }

    fn new(change: &Change, [against, score]: [Figure; 2], fine_ends: [Decimal; 2]) -> Self {
        let [fine_before, fine_now] = fine_ends.map(millionths);
        let fine_score = fine_now - fine_before;
        let parts = printed(&change.parts, score.to_decimal(), 2);
        let fine_parts = printed(&change.parts, fine(fine_score), FINE);
        Self {
            against,
            score,
            parts: parts.map(|part| part.to_fraction().round()),
            fine: FineChange { against: fine_before, score: fine_score, parts: fine_parts.map(millionths) },
        }
    }

    /// The parts that are not 0 as they are printed, with where they come from.
    pub fn causes(&self) -> impl Iterator<Item = (Cause, Figure)> {
        Cause::ALL.into_iter().zip(self.parts).filter(|(_, part)| *part != Figure::default())
    }
}

impl FineChange {
    /// What was.
    pub fn against(&self) -> Decimal {
        fine(self.against)
    }

    /// How much more it is now.
    pub fn score(&self) -> Decimal {
        fine(self.score)
    }

    /// A part of that.
    pub fn part(&self, cause: Cause) -> Decimal {
        fine(self.parts[cause as usize])
    }
}

fn fine(millionths: i64) -> Decimal {
    Decimal::new(millionths.into(), FINE)
}

/// A score is at most 100, and a part of a change not much more.
fn millionths(value: Decimal) -> i64 {
    i64::try_from(value.scaled_to(FINE)).expect("scores are bounded")
}
