//! The tables of a run.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::Targets;
use crate::digest::sha256;

/// The number of a table in its library.
pub type TableNumber = u16;

/// The tables that a run scores against: one, or those of several bureaus.
#[derive(Clone, Debug)]
pub struct Library {
    tables: Vec<Table>,
    refused: Vec<BureauName>,
}

/// Code and name of a bureau, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BureauName {
    /// Its code.
    pub code: Option<String>,
    /// Its name.
    pub name: Option<String>,
}

impl BureauName {
    /// Both, as far as they are known.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [&self.code, &self.name].into_iter().flatten().map(String::as_str)
    }
}

impl fmt::Display for BureauName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parts().collect::<Vec<_>>().join(" "))
    }
}

/// A table and where it came from.
#[derive(Clone, Debug)]
pub struct Table {
    /// The table.
    pub targets: Targets,
    /// Its file as it was named or found in a folder; none for a bundled table.
    pub file: Option<Arc<str>>,
    /// SHA-256 of its file.
    pub sha256: FileDigest,
    /// The JSON text of a file that is this table and nothing else.
    pub text: Option<String>,
}

/// SHA-256 of a table's file, in hex; empty where the table came from none.
#[derive(Clone, Debug)]
pub struct FileDigest {
    hex: OnceLock<String>,
    /// The bytes of a table that comes with the program, until the digest is asked for: few formats show it.
    bundled: &'static [u8],
}

impl FileDigest {
    /// That of a file.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(sha256(bytes))
    }

    /// That of a table that comes with the program.
    pub(crate) const fn bundled(text: &'static str) -> Self {
        Self { hex: OnceLock::new(), bundled: text.as_bytes() }
    }

    /// The digest.
    pub fn as_str(&self) -> &str {
        self.hex.get_or_init(|| sha256(self.bundled))
    }
}

impl From<String> for FileDigest {
    fn from(hex: String) -> Self {
        Self { hex: hex.into(), bundled: &[] }
    }
}

impl Default for FileDigest {
    fn default() -> Self {
        Self::from(String::new())
    }
}

impl From<Targets> for Table {
    fn from(targets: Targets) -> Self {
        Self { targets, file: None, sha256: FileDigest::default(), text: None }
    }
}

impl Table {
    /// Its JSON: the file's own text, where it is JSON of this table alone.
    pub fn json(&self) -> String {
        self.text.clone().unwrap_or_else(|| self.targets.to_json() + "\n")
    }
}

impl From<Table> for Library {
    fn from(table: Table) -> Self {
        Self { tables: vec![table], refused: Vec::new() }
    }
}

impl From<Targets> for Library {
    fn from(targets: Targets) -> Self {
        Table::from(targets).into()
    }
}

impl Library {
    /// How many tables a library has at most.
    pub const MOST: usize = TableNumber::MAX as usize;

    /// The library of some tables; none where there is no table, or more than [`Library::MOST`].
    pub fn new(tables: Vec<Table>) -> Option<Self> {
        (1..=Self::MOST).contains(&tables.len()).then_some(Self { tables, refused: Vec::new() })
    }

    /// The same tables, beside bureaus whose own are refused, so that no form of these is taken for another's.
    #[must_use]
    pub fn beside(self, refused: Vec<BureauName>) -> Self {
        Self { refused, ..self }
    }

    /// The bureaus whose tables are refused.
    pub fn refused(&self) -> &[BureauName] {
        &self.refused
    }

    /// All tables in their order, with their numbers.
    pub fn tables(&self) -> impl Iterator<Item = (TableNumber, &Table)> + Clone {
        (0..TableNumber::MAX).zip(&self.tables)
    }

    /// A table by its number.
    pub fn table(&self, number: TableNumber) -> &Table {
        &self.tables[usize::from(number)]
    }

    /// The table of a bureau by its number.
    pub fn targets(&self, number: TableNumber) -> &Targets {
        &self.table(number).targets
    }

    /// Whether there are tables of several bureaus.
    pub fn has_several(&self) -> bool {
        self.tables.len() > 1
    }
}
