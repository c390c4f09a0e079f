//! Units without figures in JSON.

use serde::Serialize;

use super::unit::{BureauView, SourceView, StandingView};
use crate::actuals::ListedUnit;
use crate::report::{LeftUnit, Report, Standing};

/// A unit without figures, with all keys of one that has them.
#[derive(Serialize)]
pub(super) struct UnscoredView<'a> {
    unit: Option<&'a str>,
    bureau: Option<BureauView<'a>>,
    source: SourceView<'a>,
    policy: (),
    #[serde(flatten)]
    standing: StandingView,
    coverage: (),
    counts: (),
    /// None where there is no earlier report.
    #[serde(flatten)]
    comparison: Option<NoComparison>,
    duties: (),
}

/// The keys of what changed, of a unit that has no score to change.
#[derive(Default, Serialize)]
struct NoComparison {
    change: (),
    note: (),
    gone: (),
}

impl<'a> UnscoredView<'a> {
    pub(super) fn new(report: &'a Report<'_>, unit: Option<&'a ListedUnit>) -> Self {
        let file = unit.and_then(|unit| unit.file.as_deref());
        let unit = unit.map(|unit| &unit.key);
        Self {
            unit: unit.map(|unit| unit.name.as_str()).filter(|name| !name.is_empty()),
            bureau: unit.and_then(|unit| report.bureau_of(unit)).map(BureauView::new),
            source: SourceView { file, sha256: None },
            policy: (),
            standing: StandingView::new(Standing::default()),
            coverage: (),
            counts: (),
            comparison: report.comparison.as_ref().map(|_| NoComparison::default()),
            duties: (),
        }
    }

    /// A unit that the earlier report alone has.
    pub(super) fn of_left(report: &'a Report<'_>, left: &'a LeftUnit<'_>) -> Self {
        let bureau = Some(BureauView::named(&left.earlier.bureau));
        Self { unit: left.earlier.name.as_deref(), bureau, ..Self::new(report, None) }
    }
}

/// A unit in a list.
#[derive(Serialize)]
pub(super) struct ListedView<'a> {
    unit: Option<&'a str>,
    bureau: Option<BureauView<'a>>,
    file: Option<&'a str>,
}

impl<'a> ListedView<'a> {
    pub(super) fn new(report: &'a Report<'_>, ListedUnit { key, file, .. }: &'a ListedUnit) -> Self {
        Self {
            unit: Some(key.name.as_str()).filter(|name| !name.is_empty()),
            bureau: report.bureau_of(key).map(BureauView::new),
            file: file.as_deref(),
        }
    }
}
