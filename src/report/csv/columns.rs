//! The columns of the CSV report.

use super::fields::Fields;
use crate::change::Cause;
use crate::grading::Attainment;
use crate::language::Language;
use crate::number::Decimal;
use crate::report::json::SCHEMA_VERSION;
use crate::report::{ActivityReport, ChangeReport, DutyReport, IndicatorReport, UnitReport, UnitState};

/// The state of an indicator that the table has no more.
const GONE: &str = "gone";

/// The columns of a level from left to right: of each its name, and how its field is written. Those `of` the keys have
/// one in rows without figures too; where these say it in another way, that stands behind `else`.
macro_rules! columns {
    ($(#[$note:meta])* $level:ident of $type:ty:
        $($name:literal: $($of:ident)? |$fields:ident, $row:pat_param| $field:expr
            $(, else |$others:ident, $keys:pat_param| $other:expr)?;)*) => {
        $(#[$note])*
        pub(super) struct $level;

        impl $level {
            pub(super) const NAMES: &[&str] = &[$($name),*];

            /// Writes the fields of a row; without figures, where there are none.
            pub(super) fn write(fields: &mut Fields, keys: &Keys<'_>, row: Option<&$type>) -> csv::Result<()> {
                $({
                    let $fields = &mut *fields;
                    columns!(@field $($of)? $fields, keys, row, $row, $field $(, $others, $keys, $other)?)?;
                })*
                Ok(())
            }
        }
    };
    (@field of $fields:ident, $of_row:ident, $row:ident, $keys:pat_param, $field:expr) => {{
        let $keys = $of_row;
        $field
    }};
    (@field $fields:ident, $of_row:ident, $row:ident, $some:pat_param, $field:expr) => {
        match $row {
            Some($some) => $field,
            None => $fields.text(None),
        }
    };
    (@field $fields:ident, $of_row:ident, $row:ident, $some:pat_param, $field:expr, $others:ident, $keys:pat_param, $other:expr) => {
        match $row {
            Some($some) => $field,
            None => {
                let ($others, $keys) = ($fields, $of_row);
                $other
            }
        }
    };
}

columns! {
    /// A row per unit.
    UnitColumns of UnitReport<'_>:
    "unit": of |fields, keys| fields.text(keys.unit);
    "score": |fields, unit| fields.value(unit.standing.score());
    "score_min": |fields, unit| fields.value(unit.standing.min());
    "score_max": |fields, unit| fields.value(unit.standing.max());
    "grade": |fields, unit| fields.code(unit.standing.grade());
    "grade_label": |fields, unit| fields.label(unit.standing.grade());
    "coverage": |fields, unit| fields.value(unit.coverage);
    "excellent": |fields, unit| fields.count(unit.counts.excellent);
    "good": |fields, unit| fields.count(unit.counts.good);
    "fair": |fields, unit| fields.count(unit.counts.fair);
    "poor": |fields, unit| fields.count(unit.counts.poor);
    "below_poor": |fields, unit| fields.count(unit.counts.below_poor);
    "missing": |fields, unit| fields.count(unit.counts.missing);
    "not_applicable": |fields, unit| fields.count(unit.counts.not_applicable);
    "code": of |fields, keys| fields.text(keys.bureau.map(|[code, _]| code));
    "bureau": of |fields, keys| fields.text(keys.bureau.map(|[_, name]| name));
    "period": of |fields, keys| fields.text(keys.period);
    "schema_version": of |fields, _| fields.count(SCHEMA_VERSION);
    "unit_state": of |fields, keys| fields.name(keys.state.name());
}

columns! {
    /// A row per activity.
    ActivityColumns of ActivityRow<'_>:
    "code": of |fields, keys| fields.text(keys.bureau.map(|[code, _]| code));
    "bureau": of |fields, keys| fields.text(keys.bureau.map(|[_, name]| name));
    "unit": of |fields, keys| fields.text(keys.unit);
    "period": of |fields, keys| fields.text(keys.period);
    "duty": |fields, row| fields.text(Some(&row.duty.target.name));
    "activity": |fields, row| fields.text(Some(&row.activity.target.name)), else |fields, keys| fields.text(keys.activity);
    "budget": |fields, row| fields.value(row.activity.target.budget.map(|budget| budget.fixed(2)));
    "score": |fields, row| fields.value(row.activity.standing.score());
    "score_min": |fields, row| fields.value(row.activity.standing.min());
    "score_max": |fields, row| fields.value(row.activity.standing.max());
    "grade": |fields, row| fields.code(row.activity.standing.grade());
    "grade_label": |fields, row| fields.label(row.activity.standing.grade());
    "weight": |fields, row| fields.share(Some(row.activity.fine_weight));
    "unit_score": |fields, row| fields.value(row.unit.standing.score());
    "schema_version": of |fields, _| fields.count(SCHEMA_VERSION);
    "unit_state": of |fields, keys| fields.name(keys.state.name());
}

columns! {
    /// A row per indicator.
    IndicatorColumns of (ActivityRow<'_>, &IndicatorReport<'_>):
    "code": of |fields, keys| fields.text(keys.bureau.map(|[code, _]| code));
    "bureau": of |fields, keys| fields.text(keys.bureau.map(|[_, name]| name));
    "unit": of |fields, keys| fields.text(keys.unit);
    "period": of |fields, keys| fields.text(keys.period);
    "duty": |fields, (row, _)| fields.text(Some(&row.duty.target.name));
    "activity": |fields, (row, _)| fields.text(Some(&row.activity.target.name)), else |fields, keys| fields.text(keys.activity);
    "budget": |fields, (row, _)| fields.value(row.activity.target.budget.map(|budget| budget.fixed(2)));
    "indicator": |fields, (_, indicator)| fields.text(Some(&indicator.target.name)), else |fields, keys| fields.text(keys.indicator);
    "state": |fields, (_, indicator)| fields.name(indicator.outcome.name()), else |fields, keys| fields.text(keys.indicator.map(|_| GONE));
    "actual": |fields, (_, indicator)| fields.value(indicator.actual);
    "actual_text": |fields, (_, indicator)| fields.text(indicator.text.as_deref());
    "measure": |fields, (_, indicator)| fields.text(Some(&indicator.target.measure));
    "cutoff_excellent": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[0]);
    "cutoff_good": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[1]);
    "cutoff_fair": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[2]);
    "cutoff_poor": |fields, (_, indicator)| fields.value(indicator.target.cutoffs.written()[3]);
    "grade": |fields, (_, indicator)| fields.code(indicator.attainment().map(Attainment::grade));
    "grade_label": |fields, (_, indicator)| fields.label(indicator.attainment().map(Attainment::grade));
    "below_poor": |fields, (_, indicator)| {
        fields.value(indicator.attainment().map(|attainment| attainment == Attainment::BelowPoor))
    };
    "score": |fields, (_, indicator)| fields.value(indicator.score);
    "score_min": |fields, (_, indicator)| fields.value(indicator.range.map(|(min, _)| min));
    "score_max": |fields, (_, indicator)| fields.value(indicator.range.map(|(_, max)| max));
    "weight": |fields, (_, indicator)| fields.share(Some(indicator.fine.weight));
    "loss": |fields, (_, indicator)| fields.share(indicator.fine.loss);
    "next_grade": |fields, (_, indicator)| fields.code(indicator.next.map(|next| next.grade));
    "next_grade_label": |fields, (_, indicator)| fields.label(indicator.next.map(|next| next.grade));
    "next_cutoff": |fields, (_, indicator)| fields.value(indicator.next.map(|next| next.cutoff));
    "distance": |fields, (_, indicator)| fields.value(indicator.next.map(|next| next.distance));
    "gain": |fields, (_, indicator)| fields.share(indicator.fine.gain);
    "note": |fields, (_, indicator)| fields.text(indicator.note.as_deref());
    "activity_score": |fields, (row, _)| fields.value(row.activity.standing.score());
    "duty_score": |fields, (row, _)| fields.value(row.duty.standing.score());
    "unit_score": |fields, (row, _)| fields.value(row.unit.standing.score());
    "unit_score_min": |fields, (row, _)| fields.value(row.unit.standing.min());
    "unit_score_max": |fields, (row, _)| fields.value(row.unit.standing.max());
    "unit_grade": |fields, (row, _)| fields.code(row.unit.standing.grade());
    "schema_version": of |fields, _| fields.count(SCHEMA_VERSION);
    "unit_state": of |fields, keys| fields.name(keys.state.name());
}

/// A column of what changed: its name, and how its field is written.
type ChangeColumn = (&'static str, fn(&mut Fields, &Changed) -> csv::Result<()>);

/// What changed since an earlier report, behind the other columns of each level.
pub(super) const CHANGE_COLUMNS: [ChangeColumn; 8] = [
    ("change_against", |fields, row| fields.share(row.change.map(|change| change.fine.against()))),
    ("change_score", |fields, row| fields.share(row.change.map(|change| change.fine.score()))),
    ("change_values", |fields, row| fields.share(row.part(Cause::Values))),
    ("change_cutoffs", |fields, row| fields.share(row.part(Cause::Cutoffs))),
    ("change_weights", |fields, row| fields.share(row.part(Cause::Weights))),
    ("change_points", |fields, row| fields.share(row.part(Cause::Points))),
    ("change_entries", |fields, row| fields.share(row.part(Cause::Entries))),
    ("change_note", |fields, row| fields.text(row.note.as_deref())),
];

/// A change as a row has it.
#[derive(Default)]
pub(super) struct Changed {
    change: Option<ChangeReport>,
    /// Why there is none.
    note: Option<String>,
}

impl Changed {
    pub(super) fn of_unit(unit: &UnitReport<'_>, language: Language) -> Self {
        let change = unit.change.as_ref().map(|change| change.change);
        let note = change.and_then(Result::err).map(|why| why.words(language));
        Self { change: change.and_then(Result::ok), note }
    }

    pub(super) const fn of(change: Option<ChangeReport>) -> Self {
        Self { change, note: None }
    }

    fn part(&self, cause: Cause) -> Option<Decimal> {
        self.change.map(|change| change.fine.part(cause))
    }
}

/// What a row says of its unit, with and without figures.
#[derive(Clone, Copy)]
pub(super) struct Keys<'r> {
    pub(super) unit: Option<&'r str>,
    /// Code and name.
    pub(super) bureau: Option<[&'r str; 2]>,
    pub(super) period: Option<&'r str>,
    /// What became of the unit.
    pub(super) state: UnitState,
    /// An activity that the unit's table has no more, or that of an indicator that it has no more.
    pub(super) activity: Option<&'r str>,
    /// An indicator that the unit's table has no more.
    pub(super) indicator: Option<&'r str>,
}

/// An activity with what is above it.
#[derive(Clone, Copy)]
pub(super) struct ActivityRow<'r> {
    pub(super) unit: &'r UnitReport<'r>,
    pub(super) duty: &'r DutyReport<'r>,
    pub(super) activity: &'r ActivityReport<'r>,
}
