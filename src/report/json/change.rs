//! What changed since an earlier report, in JSON.

use serde::Serialize;

use crate::change::Cause;
use crate::number::Decimal;
use crate::report::{ChangeReport, GoneActivity, GoneIndicator, Level};

/// What a key has that is there only where the report is compared with an earlier one; null where there is nothing.
#[derive(Serialize)]
pub(super) struct Compared<T>(pub(super) Option<T>);

/// A change and its parts.
#[derive(Serialize)]
pub(super) struct ChangeView {
    against: Decimal,
    score: Decimal,
    values: Decimal,
    cutoffs: Decimal,
    weights: Decimal,
    points: Decimal,
    entries: Decimal,
}

impl ChangeView {
    pub(super) fn new(change: ChangeReport) -> Self {
        let fine = change.fine;
        Self {
            against: fine.against(),
            score: fine.score(),
            values: fine.part(Cause::Values),
            cutoffs: fine.part(Cause::Cutoffs),
            weights: fine.part(Cause::Weights),
            points: fine.part(Cause::Points),
            entries: fine.part(Cause::Entries),
        }
    }
}

/// An indicator that its activity has no more.
#[derive(Serialize)]
pub(super) struct GoneView<'a> {
    name: &'a str,
    change: Option<ChangeView>,
}

/// An activity that the table has no more.
#[derive(Serialize)]
pub(super) struct GoneActivityView<'a> {
    name: &'a str,
    change: Option<ChangeView>,
    indicators: Option<Vec<GoneView<'a>>>,
}

pub(super) fn gone_of<'a>(gone: &[GoneIndicator<'a>]) -> Vec<GoneView<'a>> {
    let view =
        |gone: &GoneIndicator<'a>| GoneView { name: &gone.earlier.names[1], change: gone.change.map(ChangeView::new) };
    gone.iter().map(view).collect()
}

pub(super) fn gone<'a>(gone: &[GoneActivity<'a>], level: Level) -> Vec<GoneActivityView<'a>> {
    let view = |gone: &GoneActivity<'a>| GoneActivityView {
        name: gone.name,
        change: gone.change.map(ChangeView::new),
        indicators: (level == Level::Indicator).then(|| gone_of(&gone.indicators)),
    };
    gone.iter().map(view).collect()
}
