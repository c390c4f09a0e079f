//! What a reader should know about a unit besides its figures: which activities and indicators
//! are out of the ordinary, and what that means for the total.

use super::words::{leaves_mean, state, words};
use super::{ActivityReport, IndicatorReport, State, UnitReport, shown};
use crate::grading::{Actual, Attainment};
use crate::language::Language;
use crate::number::Decimal;
use crate::scoring::MissingPolicy;
use crate::stated::Stated;

/// What is out of the ordinary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An activity without a budget.
    NoBudget,
    /// An indicator without a value.
    Missing,
    /// An indicator that does not apply.
    NotApplicable,
    /// An actual below the 差 line.
    BelowPoor,
    /// A percentage above 100.
    Over100,
    /// An indicator without a value in the earlier report, and with one now.
    NowReported,
    /// One without a value in both.
    StillMissing,
    /// One with a value in the earlier report, and without one now.
    NowMissing,
}

/// One kind of peculiarity and everything that has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The kind.
    pub kind: Kind,
    /// What it is called.
    pub label: &'static str,
    /// What has it, in the page's order.
    pub items: Vec<String>,
    /// What follows from it.
    pub remark: &'static str,
}

type Placed<'r, 't> = (&'r ActivityReport<'t>, &'r IndicatorReport<'t>);

/// The notes of a unit that has something to note.
pub fn notes(unit: &UnitReport<'_>, missing: MissingPolicy, language: Language) -> Vec<Note> {
    let mut notes = vec![
        no_budget(unit, language),
        of_state(unit, (Kind::Missing, State::Missing), missing_remark(missing, language), language),
        of_state(
            unit,
            (Kind::NotApplicable, State::NotApplicable),
            language.pick(leaves_mean!(zh "不计入，"), leaves_mean!(en "not counted; the")),
            language,
        ),
        below_poor(unit, language),
        over_100(unit, language),
    ];
    notes.retain(|note| !note.items.is_empty());
    notes
}

/// What became of the values that are missing in one of two reports of a unit.
pub fn of_comparison(unit: &UnitReport<'_>, language: Language) -> Vec<Note> {
    let note = |(kind, label, remark), is_so: fn(&Stated<Actual>, State) -> bool| {
        let has_become = |(_, indicator): &Placed<'_, '_>| {
            let earlier = indicator.against.as_ref().and_then(|against| against.earlier);
            earlier.is_some_and(|earlier| is_so(&earlier.stated, indicator.state()))
        };
        let said = |placed: Placed<'_, '_>| match placed.1.state() {
            State::Reported(()) => with_actual(placed, language),
            State::Missing | State::NotApplicable => name(placed, None, language),
        };
        let found = unit.indicators().filter(has_become).map(said);
        Note { kind, label, items: found.collect(), remark }
    };
    let reported = language.pick(("补报", "上次未报，这次已报"), ("reported now", "missing before"));
    let still = language.pick(("仍未报", "两次都没有报"), ("still missing", "missing in both reports"));
    let now = language.pick(("这次未报", "上次已报，这次没有报"), ("missing now", "reported before"));
    let mut notes = vec![
        note((Kind::NowReported, reported.0, reported.1), |before, now| {
            *before == Stated::Missing && now == State::Reported(())
        }),
        note((Kind::StillMissing, still.0, still.1), |before, now| *before == Stated::Missing && now == State::Missing),
        note((Kind::NowMissing, now.0, now.1), |before, now| before.reported().is_some() && now == State::Missing),
    ];
    notes.retain(|note| !note.items.is_empty());
    notes
}

/// Every 偏差原因 of a unit with its activity and indicator, in the page's order.
pub fn reasons<'r, 't>(unit: &'r UnitReport<'t>) -> Vec<(Placed<'r, 't>, &'r str)> {
    unit.indicators().filter_map(|placed| Some((placed, placed.1.note.as_deref()?))).collect()
}

fn no_budget(unit: &UnitReport<'_>, language: Language) -> Note {
    let without = unit.activities().filter(|activity| activity.target.budget.is_none());
    Note {
        kind: Kind::NoBudget,
        label: words(language).no_budget,
        items: without.map(|activity| activity.target.name.clone()).collect(),
        remark: language.pick("照常评分并列示，权重为 0，不影响总分", "graded and shown, but of weight 0 in the total"),
    }
}

fn of_state(unit: &UnitReport<'_>, (kind, which): (Kind, State), remark: &'static str, language: Language) -> Note {
    let in_state = unit.indicators().filter(|(_, indicator)| indicator.state() == which);
    Note {
        kind,
        label: state(which, language),
        items: in_state.map(|placed| name(placed, None, language)).collect(),
        remark,
    }
}

const fn missing_remark(missing: MissingPolicy, language: Language) -> &'static str {
    match missing {
        MissingPolicy::Range => language
            .pick("总分因此是一个区间；补报后即为一个数", "the total is therefore a range, until they are reported"),
        MissingPolicy::Zero => language.pick("按 0 分计入", "counted with a score of 0"),
        MissingPolicy::Skip => {
            language.pick(leaves_mean!(zh "不计入总分，"), leaves_mean!(en "not counted in the total; the"))
        }
    }
}

fn below_poor(unit: &UnitReport<'_>, language: Language) -> Note {
    let below = unit.indicators().filter(|(_, indicator)| indicator.attainment() == Some(Attainment::BelowPoor));
    Note {
        kind: Kind::BelowPoor,
        label: words(language).below_poor,
        items: below.map(|placed| with_actual(placed, language)).collect(),
        remark: language.pick("未达到“差”的标准，等级仍为差", "short of the poor cut-off; graded poor all the same"),
    }
}

fn over_100(unit: &UnitReport<'_>, language: Language) -> Note {
    let hundred = Decimal::new(100, 0);
    let over = unit.indicators().filter(|(_, indicator)| {
        indicator.target.is_percentage() && indicator.actual.is_some_and(|actual| actual > hundred)
    });
    Note {
        kind: Kind::Over100,
        label: language.pick("超过 100%", "over 100%"),
        items: over.map(|placed| with_actual(placed, language)).collect(),
        remark: language.pick("超额完成的照实计分；若是率，请核对", "counts as it stands; check it where it is a rate"),
    }
}

fn with_actual(placed: Placed<'_, '_>, language: Language) -> String {
    name(placed, Some(shown::actual(placed.1, language)), language)
}

/// `案件办结率 89.9%（市场主体登记与监管）`: a name alone may stand under several activities.
fn name((activity, indicator): Placed<'_, '_>, actual: Option<String>, language: Language) -> String {
    let actual = actual.map(|actual| format!(" {actual}")).unwrap_or_default();
    let (open, close) = language.pick(("（", "）"), (" (", ")"));
    format!("{}{actual}{open}{}{close}", indicator.target.name, activity.target.name)
}
