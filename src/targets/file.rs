//! The table's JSON file: its shape, how it is read, and how a table is written as one.

mod check;
mod keys;
mod shape;
mod write;

use serde_json::value::RawValue;

use self::check::Check;
pub(super) use self::shape::{ActivityFile, CutoffsFile, DutyFile, IndicatorFile, TargetsFile};
pub(super) use self::write::number;
use super::Targets;
use super::fault::{Fault, TableError};

pub(super) fn parse(text: &str) -> Result<Targets, Vec<TableError>> {
    let text = text.trim_start_matches('\u{FEFF}');
    // Where a fault stands is followed only for a table that has one: it takes as long as reading.
    let file: TargetsFile = serde_json::from_str(text).map_err(|_| keys::shape_errors(text, shape_error(text)))?;
    file.into_targets()
}

impl TargetsFile {
    /// The table, if it keeps to every rule.
    pub(super) fn into_targets(self) -> Result<Targets, Vec<TableError>> {
        let mut check = Check::default();
        let targets = self.check(&mut check);
        match targets.filter(|_| check.errors.is_empty()) {
            Some(targets) => Ok(targets),
            None => Err(check.errors),
        }
    }
}

/// Reads the tables of a JSON text: one object, or an array of them.
pub fn parse_all(text: &str) -> Vec<Result<Targets, Vec<TableError>>> {
    let text = text.trim_start_matches('\u{FEFF}');
    let elements: Vec<&RawValue> = match serde_json::from_str(text) {
        Ok(elements) if text.trim_start().starts_with('[') => elements,
        _ => return vec![parse(text)],
    };
    let mut end = 0;
    let several = elements.into_iter().map(RawValue::get).enumerate().map(|(index, element)| {
        let start = end + text[end..].find(element).unwrap_or(0);
        end = start + element.len();
        parse(element).map_err(|errors| {
            let above = text[..start].matches('\n').count();
            errors.into_iter().map(|error| error.within(index, above)).collect()
        })
    });
    several.collect()
}

impl TableError {
    /// The same fault, in an element of an array that begins below so many line ends.
    fn within(self, index: usize, above: usize) -> Self {
        let path = if self.path.is_empty() { format!("[{index}]") } else { format!("[{index}].{}", self.path) };
        let fault = match self.fault {
            Fault::Shape { message, line } => Fault::Shape { message, line: line + above },
            fault => fault,
        };
        Self { path, fault }
    }
}

/// The fault of a text that is not JSON of the table's shape.
fn shape_error(text: &str) -> TableError {
    let mut json = serde_json::Deserializer::from_str(text);
    let (path, error) = match serde_path_to_error::deserialize::<_, TargetsFile>(&mut json) {
        Err(error) => (error.path().to_string(), Some(error.into_inner())),
        Ok(_) => (String::new(), json.end().err()),
    };
    let (message, line) = error.map(|error| (error.to_string(), error.line())).unwrap_or_default();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(text, _)| text).to_owned();
    TableError { path: if path == "." { String::new() } else { path }, fault: Fault::Shape { message, line } }
}
