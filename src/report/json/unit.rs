//! A unit's figures in JSON.

use serde::{Serialize, Serializer};
use serde_json::Number;

use super::change::{self, ChangeView, Compared, GoneActivityView, GoneView};
use crate::grading::{Attainment, Cutoffs, Grade};
use crate::language::Language;
use crate::number::{Decimal, Figure};
use crate::report::{
    ActivityReport, Counts, DutyReport, IndicatorReport, Level, NextReport, Report, Standing, UnitReport,
};
use crate::scoring::{Bands, MissingPolicy, Points};
use crate::targets::Targets;

#[derive(Serialize)]
pub(super) struct BureauView<'a> {
    code: &'a str,
    name: &'a str,
}

impl<'a> BureauView<'a> {
    pub(super) fn new(targets: &'a Targets) -> Self {
        Self { code: &targets.code, name: &targets.name }
    }

    /// One by its code and name.
    pub(super) fn named([code, name]: &'a [String; 2]) -> Self {
        Self { code, name }
    }
}

#[derive(Serialize)]
pub(super) struct Policy {
    missing: MissingPolicy,
    points: Named<5>,
    bands: Named<3>,
}

/// Numbers under their names, in their order.
pub(super) struct Named<const N: usize>([(&'static str, Option<Decimal>); N]);

impl<const N: usize> Serialize for Named<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0)
    }
}

/// What each attainment scores.
pub(super) fn points(points: &Points) -> Named<5> {
    let name = |attainment: Attainment| match attainment {
        Attainment::BelowPoor => "below_poor",
        _ => attainment.grade().code(),
    };
    Named(Attainment::ALL.map(|attainment| (name(attainment), Some(points.of(attainment)))))
}

/// The lowest score of each band that has one.
pub(super) fn bands(bands: &Bands) -> Named<3> {
    Named([Grade::Excellent, Grade::Good, Grade::Fair].map(|grade| (grade.code(), bands.lowest(grade))))
}

/// The cut-offs as the table has them.
pub(super) fn cutoffs(cutoffs: &Cutoffs) -> Named<4> {
    let written = cutoffs.written();
    Named(Grade::ALL.map(|grade| (grade.code(), written[grade as usize])))
}

impl Serialize for Decimal {
    /// A JSON number with the exact decimal text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number: Number = self.to_string().parse().map_err(serde::ser::Error::custom)?;
        number.serialize(serializer)
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_decimal().serialize(serializer)
    }
}

#[derive(Serialize)]
pub(super) struct SourceView<'a> {
    pub(super) file: Option<&'a str>,
    pub(super) sha256: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct RangeView {
    min: Option<Figure>,
    max: Option<Figure>,
}

/// A score with its range and band, as bureau, duty and activity have it.
#[derive(Serialize)]
pub(super) struct StandingView {
    score: Option<Figure>,
    range: RangeView,
    grade: Option<Grade>,
    grade_label: Option<&'static str>,
}

impl StandingView {
    pub(super) fn new(standing: Standing) -> Self {
        let (min, max) = standing.range().unzip();
        Self {
            score: standing.score(),
            range: RangeView { min, max },
            grade: standing.grade(),
            grade_label: standing.grade().map(Grade::label),
        }
    }
}

#[derive(Serialize)]
pub(super) struct UnitView<'a> {
    unit: Option<&'a str>,
    bureau: BureauView<'a>,
    source: SourceView<'a>,
    policy: Policy,
    #[serde(flatten)]
    standing: StandingView,
    coverage: Option<Figure>,
    counts: Counts,
    /// None where there is no earlier report, as with all that says what changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Compared<ChangeView>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Compared<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<Compared<Vec<GoneActivityView<'a>>>>,
    duties: Option<Vec<DutyView<'a>>>,
}

impl<'a> UnitView<'a> {
    pub(super) fn new(report: &Report<'a>, unit: &'a UnitReport<'_>, language: Language) -> Self {
        let (targets, source, level) = (report.targets(unit), report.source(unit), report.level);
        let duties = unit.duties().filter(|_| level > Level::Unit);
        let (points, bands) = (points(targets.points()), bands(targets.bands()));
        Self {
            unit: unit.unit,
            bureau: BureauView::new(targets),
            policy: Policy { missing: report.missing, points, bands },
            source: SourceView { file: source.file.as_deref(), sha256: source.sha256.as_deref() },
            standing: StandingView::new(unit.standing),
            coverage: unit.coverage,
            counts: unit.counts,
            change: unit.change.as_ref().map(|change| Compared(change.change.ok().map(ChangeView::new))),
            note: unit.change.as_ref().map(|change| Compared(change.change.err().map(|why| why.words(language)))),
            gone: unit
                .change
                .as_ref()
                .map(|change| Compared((level > Level::Unit).then(|| change::gone(&change.gone, level)))),
            duties: duties.map(|duties| duties.iter().map(|duty| DutyView::new(duty, level)).collect()),
        }
    }
}

#[derive(Serialize)]
pub(super) struct DutyView<'a> {
    name: &'a str,
    budget: Decimal,
    weight: Decimal,
    #[serde(flatten)]
    standing: StandingView,
    activities: Vec<ActivityView<'a>>,
}

impl<'a> DutyView<'a> {
    pub(super) fn new(duty: &'a DutyReport<'_>, level: Level) -> Self {
        Self {
            name: &duty.target.name,
            budget: duty.target.budget,
            weight: duty.fine_weight,
            standing: StandingView::new(duty.standing),
            activities: duty.activities.iter().map(|activity| ActivityView::new(activity, level)).collect(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct ActivityView<'a> {
    name: &'a str,
    budget: Option<Decimal>,
    weight: Decimal,
    #[serde(flatten)]
    standing: StandingView,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Compared<ChangeView>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gone: Option<Compared<Vec<GoneView<'a>>>>,
    indicators: Option<Vec<IndicatorView<'a>>>,
}

impl<'a> ActivityView<'a> {
    pub(super) fn new(activity: &'a ActivityReport<'_>, level: Level) -> Self {
        let indicators = activity.indicators.as_ref().filter(|_| level == Level::Indicator);
        let against = activity.against.as_ref();
        Self {
            name: &activity.target.name,
            budget: activity.target.budget,
            weight: activity.fine_weight,
            standing: StandingView::new(activity.standing),
            change: against.map(|against| Compared(against.change.map(ChangeView::new))),
            gone: against.map(|against| Compared((level == Level::Indicator).then(|| change::gone_of(&against.gone)))),
            indicators: indicators.map(|indicators| indicators.iter().map(IndicatorView::new).collect()),
        }
    }
}

#[derive(Serialize)]
pub(super) struct IndicatorView<'a> {
    name: &'a str,
    state: &'static str,
    actual: Option<Decimal>,
    actual_text: Option<&'a str>,
    done: Option<Decimal>,
    planned: Option<Decimal>,
    measure: &'a str,
    cutoffs: Named<4>,
    strict: bool,
    grade: Option<Grade>,
    grade_label: Option<&'static str>,
    below_poor: Option<bool>,
    score: Option<Figure>,
    weight: Decimal,
    weight_in_activity: Decimal,
    loss: Option<Decimal>,
    next: Option<NextView>,
    note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<Compared<ChangeView>>,
}

impl<'a> IndicatorView<'a> {
    pub(super) fn new(indicator: &'a IndicatorReport<'_>) -> Self {
        let grade = indicator.attainment().map(Attainment::grade);
        Self {
            name: &indicator.target.name,
            state: indicator.outcome.name(),
            actual: indicator.actual,
            actual_text: indicator.text.as_deref(),
            done: indicator.pair.map(|[done, _]| done),
            planned: indicator.pair.map(|[_, planned]| planned),
            measure: &indicator.target.measure,
            cutoffs: cutoffs(&indicator.target.cutoffs),
            strict: indicator.target.cutoffs.sign().is_strict(),
            grade,
            grade_label: grade.map(Grade::label),
            below_poor: indicator.attainment().map(|attainment| attainment == Attainment::BelowPoor),
            score: indicator.score,
            weight: indicator.fine.weight,
            weight_in_activity: indicator.target.weight,
            loss: indicator.fine.loss,
            next: NextView::new(indicator),
            note: indicator.note.as_deref(),
            change: indicator.against.as_ref().map(|against| Compared(against.change.map(ChangeView::new))),
        }
    }
}

/// The nearest better cut-off and what reaching it brings.
#[derive(Serialize)]
struct NextView {
    grade: Grade,
    cutoff: Decimal,
    distance: Decimal,
    gain: Decimal,
}

impl NextView {
    fn new(indicator: &IndicatorReport<'_>) -> Option<Self> {
        let NextReport { grade, cutoff, distance, .. } = indicator.next?;
        Some(Self { grade, cutoff, distance, gain: indicator.fine.gain? })
    }
}
