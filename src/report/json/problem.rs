//! Problems in JSON.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::unit::BureauView;
use crate::language::Language;
use crate::report::{Field, PROBLEM_COLUMNS, ProblemEntry, Report};

/// The problems, made one by one while they are written.
pub(super) struct ProblemList<'a>(pub(super) &'a Report<'a>, pub(super) Language);

impl Serialize for ProblemList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.problem_entries(self.1))
    }
}

impl Serialize for ProblemEntry<'_> {
    /// A key for each column; columns that stand within one key are an object, or null where they say nothing.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for columns in PROBLEM_COLUMNS.chunk_by(|one, other| one.within.is_some() && one.within == other.within) {
            let fields = columns.iter().map(|column| (column.key, (column.field)(self)));
            match columns[0].within {
                None => fields.into_iter().try_for_each(|(key, field)| map.serialize_entry(key, &field))?,
                Some(key) => {
                    let fields: Vec<_> = fields.filter(|(_, field)| *field != Field::None).collect();
                    map.serialize_entry(key, &(!fields.is_empty()).then_some(Within(fields)))?;
                }
            }
        }
        map.end()
    }
}

/// Columns that stand within one key.
pub(super) struct Within<'p>(Vec<(&'static str, Field<'p>)>);

impl Serialize for Within<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, field)| (key, field)))
    }
}

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Severity(severity) => serializer.serialize_str(severity.code()),
        }
    }
}

/// How many problems of a code a unit has.
#[derive(Serialize)]
pub(super) struct CountView<'a> {
    unit: Option<String>,
    bureau: Option<BureauView<'a>>,
    code: &'static str,
    severity: &'static str,
    count: u64,
}

pub(super) struct Counted<'a>(pub(super) &'a Report<'a>);

impl Serialize for Counted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        serializer.collect_seq(report.problems.counts().into_iter().map(|(whose, code, count)| {
            let unit = report.actuals.unit_of(whose);
            let bureau = unit.as_ref().and_then(|unit| report.bureau_of(unit)).map(BureauView::new);
            let unit = unit.map(|unit| unit.name).filter(|name| !name.is_empty());
            CountView { unit, bureau, code: code.name(), severity: code.severity().code(), count }
        }))
    }
}
