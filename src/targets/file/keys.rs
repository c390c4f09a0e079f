//! Which keys a table's file lacks, and which it has too many: all of them at once.

use serde_json::{Map, Value};

use crate::targets::fault::{Fault, TableError};

/// An object of the file: its keys, and the objects in it.
struct Shape {
    required: &'static [&'static str],
    optional: &'static [&'static str],
    objects: &'static [(&'static str, &'static Shape)],
    arrays: &'static [(&'static str, &'static Shape)],
}

const TABLE: Shape = Shape {
    required: &["code", "name", "title", "budget_unit", "points", "bands", "duties"],
    optional: &[],
    objects: &[("points", &POINTS), ("bands", &BANDS)],
    arrays: &[("duties", &DUTY)],
};
const POINTS: Shape = leaf(&["excellent", "good", "fair", "poor", "below_poor"]);
const BANDS: Shape = leaf(&["excellent", "good", "fair"]);
const DUTY: Shape = Shape {
    required: &["name", "budget", "description", "objective", "activities"],
    optional: &[],
    objects: &[],
    arrays: &[("activities", &ACTIVITY)],
};
const ACTIVITY: Shape = Shape {
    required: &["name", "budget", "description", "objective", "indicators"],
    optional: &[],
    objects: &[],
    arrays: &[("indicators", &INDICATOR)],
};
const INDICATOR: Shape = Shape {
    required: &["name", "cutoffs"],
    optional: &["aliases", "measure", "weight", "strict"],
    objects: &[("cutoffs", &CUTOFFS)],
    arrays: &[],
};
const CUTOFFS: Shape = leaf(&["excellent", "good", "fair", "poor"]);

const fn leaf(required: &'static [&'static str]) -> Shape {
    Shape { required, optional: &[], objects: &[], arrays: &[] }
}

/// All missing and unknown keys of a file, beside the first fault of its shape.
pub(super) fn shape_errors(text: &str, first: TableError) -> Vec<TableError> {
    let mut errors = Vec::new();
    if let Ok(Value::Object(table)) = serde_json::from_str(text) {
        TABLE.check(&table, "", &mut errors);
    }
    let is_of_keys = |message: &str| message.starts_with("unknown field") || message.starts_with("missing field");
    match &first.fault {
        Fault::Shape { message, .. } if is_of_keys(message) && !errors.is_empty() => errors,
        _ => [vec![first], errors].concat(),
    }
}

impl Shape {
    fn check(&self, object: &Map<String, Value>, path: &str, errors: &mut Vec<TableError>) {
        let known = || self.required.iter().chain(self.optional);
        for key in object.keys().filter(|key| !known().any(|known| known == key)) {
            errors.push(TableError { path: path.to_owned(), fault: Fault::UnknownKey(key.clone()) });
        }
        for key in self.required.iter().filter(|key| !object.contains_key(**key)) {
            errors.push(TableError { path: path.to_owned(), fault: Fault::MissingKey((*key).to_owned()) });
        }
        let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        for (key, shape) in self.objects {
            if let Some(Value::Object(inner)) = object.get(*key) {
                shape.check(inner, &below(key), errors);
            }
        }
        for (key, shape) in self.arrays {
            for (index, inner) in object.get(*key).and_then(Value::as_array).into_iter().flatten().enumerate() {
                if let Value::Object(inner) = inner {
                    shape.check(inner, &format!("{}[{index}]", below(key)), errors);
                }
            }
        }
    }
}
