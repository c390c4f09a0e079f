//! Units without figures in JSON.

use serde::Serialize;

use super::unit::{BureauView, SourceView, StandingView};
use crate::actuals::ListedUnit;
use crate::report::{Report, Standing};

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
    duties: (),
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
            duties: (),
        }
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
