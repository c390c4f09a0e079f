//! The earlier report in JSON, and the units that only one of both has.

use serde::Serialize;

use super::listed::ListedView;
use super::unit::BureauView;
use crate::actuals::ListedUnit;
use crate::number::Figure;
use crate::report::{Comparison, Report};

/// The earlier report, and the units that are on one side alone.
#[derive(Serialize)]
pub(super) struct AgainstView<'a> {
    file: &'a str,
    period: Option<&'a str>,
    left: Vec<LeftView<'a>>,
    new: Vec<ListedView<'a>>,
    corrected: Vec<ListedView<'a>>,
    recognised: Vec<RecognisedView<'a>>,
}

/// A unit that the earlier report calls otherwise.
#[derive(Serialize)]
struct RecognisedView<'a> {
    #[serde(flatten)]
    unit: ListedView<'a>,
    earlier: Option<&'a str>,
}

/// A unit that the earlier report has and this one says nothing of.
#[derive(Serialize)]
struct LeftView<'a> {
    unit: Option<&'a str>,
    bureau: BureauView<'a>,
    score: Option<Figure>,
}

impl<'a> AgainstView<'a> {
    pub(super) fn new(report: &'a Report<'_>, comparison: &'a Comparison<'_>) -> Self {
        let listed = |units: &'a [ListedUnit]| units.iter().map(|unit| ListedView::new(report, unit)).collect();
        let left = comparison.left.iter().map(|left| LeftView {
            unit: left.earlier.name.as_deref(),
            bureau: BureauView::named(&left.earlier.bureau),
            score: left.earlier.score,
        });
        let recognised = comparison.recognised.iter().map(|(unit, earlier)| RecognisedView {
            unit: ListedView::new(report, unit),
            earlier: earlier.name.as_deref(),
        });
        Self {
            file: &comparison.earlier.file,
            period: comparison.earlier.period.as_deref(),
            left: left.collect(),
            new: listed(&comparison.new),
            corrected: listed(&comparison.corrected),
            recognised: recognised.collect(),
        }
    }
}
