//! The list of a workbook's sheets.

/// A sheet in the list of a workbook's sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name, unique in the workbook.
    pub name: String,
    /// Whether its tab is hidden.
    pub is_hidden: bool,
    /// What kind of sheet it is.
    pub kind: Kind,
}

/// What kind of sheet a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sheet of cells.
    Cells,
    /// A chart, a dialog or a sheet of macros: nothing is read from it.
    Other,
}
