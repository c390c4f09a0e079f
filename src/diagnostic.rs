//! What can be wrong with an input: a code, a place, and what stood there.
//!
//! A [`Problem`] holds the facts alone; `words` puts them into both languages, and `render` lays them
//! out for a terminal. Knows nothing of how problems are found.
//!
//! To add a problem: a variant of [`Problem`] or of the fault in it, its arm in `words` beside it, for
//! a new code a row in `code`, and an exhibit in the tests' gallery.

mod against;
mod book;
mod bureau;
mod code;
mod counts;
mod cutoff;
mod expected;
mod file;
mod fold;
mod kind;
mod problems;
mod render;
mod system;
mod table_file;
mod table_notes;
mod unseen;
mod value;
mod wording;
mod words;
mod workbook;

use std::cmp::Ordering;
use std::sync::Arc;

use sheets::Unseen;

pub use self::against::AgainstFault;
pub use self::bureau::{BureauFault, ClaimedBy};
pub use self::code::Code;
pub use self::expected::Expected;
pub use self::file::{HeaderFault, Unreadable};
pub use self::problems::{Beyond, Problems};
pub use self::render::{Names, place, render, summary_line};
pub use self::system::SystemFault;
pub use self::table_notes::TableNotes;
pub use self::value::{PlanFault, ValueFault};
pub use self::wording::Reader;
pub use self::workbook::WorkbookFault;
use crate::grading::Grade;
use crate::targets::{BookFault, CellPlace, GridFault, Remark, TableError};

/// Whether a problem leaves its unit or file unscored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The unit or file is not scored.
    Error,
    /// Worth a look; counts for `--strict`.
    Warning,
}

impl Severity {
    /// Both, the graver one first.
    pub const ALL: [Self; 2] = [Self::Error, Self::Warning];

    /// The severity's name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// What is wrong, in facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A file that cannot be read as text or table at all.
    Unreadable(Unreadable),
    /// A byte that is no text under the encoding in which the header was found.
    Encoding {
        /// The encoding's name.
        encoding: &'static str,
        /// The offending bytes in hex.
        bytes: String,
    },
    /// A workbook that cannot be read.
    Workbook(WorkbookFault),
    /// No row has the columns that are needed.
    Header(HeaderFault),
    /// Two columns with one meaning.
    ColumnTwice {
        /// What both mean, such as `实际值`.
        column: &'static str,
        /// The cell of the first.
        first: String,
    },
    /// A column headed 单位, which may be a unit or a measure.
    BareUnit,
    /// An activity that the table does not have, or none at all.
    UnknownActivity {
        /// What stood there; empty where there is no activity to repeat.
        name: String,
        /// The nearest known names.
        nearest: Vec<String>,
    },
    /// An indicator that its activity does not have.
    UnknownIndicator {
        /// What stood there.
        name: String,
        /// The activity, where one is named.
        activity: Option<String>,
        /// The nearest known names.
        nearest: Vec<String>,
        /// Activities that do have an indicator of this name.
        elsewhere: Vec<String>,
    },
    /// An indicator of several activities in a file without an activity column.
    AmbiguousIndicator {
        /// What stood there.
        name: String,
        /// The activities that have it.
        activities: Vec<String>,
    },
    /// The same indicator of the same unit twice.
    Duplicate {
        /// The activity.
        activity: String,
        /// The indicator.
        indicator: String,
        /// Where it stood first: file and line.
        first_file: Option<String>,
        /// Line of the first, from 1.
        first_line: u64,
    },
    /// A row with a value but no indicator.
    NoIndicator,
    /// A value that is none.
    Value {
        /// What is wrong with it.
        fault: ValueFault,
        /// What the cell is to hold.
        expected: Expected,
    },
    /// A bare number above 0 and up to 1 for a percentage.
    AmbiguousValue {
        /// The number.
        text: String,
    },
    /// A cell of a workbook that shows no plain value.
    Unseen(Unseen),
    /// A name that is a number with more digits than its cell shows.
    RoundedName {
        /// The number.
        text: String,
    },
    /// A date, which Excel makes of 4/5.
    DateValue {
        /// The date as it stood there.
        text: String,
        /// What the cell is to hold.
        expected: Expected,
    },
    /// A pair whose plan is missing or zero.
    Plan(PlanFault),
    /// A form or row of which it is not known whose table it is for.
    Bureau(BureauFault),
    /// A unit that two files claim by their names.
    UnitTwice {
        /// The unit.
        unit: String,
        /// The other file.
        other: String,
    },
    /// A form whose own cut-offs are not the table's in three or more rows.
    OtherCutoffs {
        /// The first row that differs.
        first: CutoffDifference,
        /// How many rows differ.
        rows: usize,
    },
    /// A form most of whose names the table does not have.
    OtherBureau {
        /// The bureau whose table it is.
        bureau: String,
        /// How many rows have names that are not known.
        unknown: u64,
        /// How many have a name that is.
        known: u64,
        /// The bureaus whose tables have most of them, the likeliest first.
        candidates: Vec<String>,
    },
    /// A row of a form whose own cut-offs are not the table's.
    CutoffDiffers(CutoffDifference),
    /// A table that is refused.
    Table(TableError),
    /// A published table that is refused.
    Book {
        /// Code and name of the bureau, as far as they are known.
        bureau: String,
        /// What is wrong.
        fault: BookFault,
    },
    /// A file from which no published table can be read.
    NoBook(GridFault),
    /// A file that can be read, and has no table.
    NoTable,
    /// A file that is no earlier report to compare with.
    Against(AgainstFault),
    /// What is legal in a published table and odd.
    OddTable {
        /// Code and name of the bureau.
        bureau: String,
        /// What is odd.
        remark: Remark,
    },
    /// An indicator without a value.
    Missing {
        /// The activity.
        activity: String,
        /// The indicator.
        indicator: String,
    },
    /// A rate above 100%.
    Over100 {
        /// The indicator.
        indicator: String,
        /// What stood there.
        text: String,
    },
    /// A percentage that was probably meant otherwise ([spec 4.8](crate::spec#48-odd-values)).
    Implausible {
        /// The indicator.
        indicator: String,
        /// What stood there.
        text: String,
        /// Whether it is a whole number without `%` that may be a count.
        is_count: bool,
    },
    /// Not applicable, without a note that says why.
    Unexplained {
        /// The indicator.
        indicator: String,
    },
    /// A value that is to be explained, and has no note.
    NoNote {
        /// The indicator.
        indicator: String,
        /// What stood there.
        text: String,
        /// Its grade, where that is below 优.
        grade: Option<Grade>,
        /// Whether the form has a column of notes.
        has_column: bool,
    },
    /// A form that speaks of another year than the run's period or the other forms.
    OtherYear {
        /// The form's year.
        year: u16,
        /// The years of the period, or the year of most forms.
        expected: Vec<u16>,
        /// Whether it is the period that differs.
        is_period: bool,
    },
    /// A text that ends within a row, before its values.
    CutShort,
    /// Bare numbers among values with `%`, in one file.
    MixedPercent {
        /// How many are bare.
        bare: u64,
        /// How many have the sign.
        percent: u64,
    },
}

/// Cut-offs of a form that are not the table's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutoffDifference {
    /// The indicator.
    pub indicator: String,
    /// 优良中差 as they stand in the form.
    pub form: String,
    /// 优良中差 of the table.
    pub table: String,
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Place {
    /// Position of the file among the run's inputs, for the order of problems.
    pub file_number: usize,
    /// The file; none for standard input.
    pub file: Option<Arc<str>>,
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// Physical line, from 1; a workbook's row.
    pub line: Option<u64>,
    /// The cell as Excel names it: `C7`.
    pub cell: Option<String>,
    /// The row as it stands in the file, and the part of it that is meant.
    pub excerpt: Option<Excerpt>,
    /// Whether the cell stands in a hidden row or column of its sheet.
    pub is_hidden: bool,
    /// The cell of a published table.
    pub published: Option<CellPlace>,
}

/// A row of the input with the offending part marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// One physical line, or the cells of a workbook's row.
    pub text: String,
    /// The bytes of `text` that are meant; empty at a place where something is missing.
    pub marked: std::ops::Range<usize>,
}

/// Whose problem it is; who that is by name, the run's actuals say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Whose {
    /// Nobody's alone: that of a file of several units, or of a table.
    #[default]
    Nobody,
    /// A unit's that was read, by its number.
    Unit(u32),
    /// That of the unit which a file stands for that could not be read, by the file's place among these.
    Failed(u32),
}

/// What a problem is about.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Subject {
    /// Whose problem it is.
    pub whose: Whose,
    /// The activity: by its name in the table, or as it stands in the row where the table has none of the name.
    pub activity: Option<String>,
    /// The indicator, likewise.
    pub indicator: Option<String>,
}

impl From<Whose> for Subject {
    fn from(whose: Whose) -> Self {
        Self { whose, ..Self::default() }
    }
}

/// A problem, its place, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where.
    pub place: Place,
    /// Of what.
    pub subject: Subject,
}

impl Problem {
    /// Whether reading itself failed.
    pub const fn is_io(&self) -> bool {
        matches!(self, Self::Unreadable(why) if why.is_io())
    }
}

impl Diagnostic {
    /// A problem that is nobody's alone.
    pub fn new(problem: Problem, place: Place) -> Self {
        Self { problem, place, subject: Subject::default() }
    }

    /// Whether something is wrong, and not only odd.
    pub const fn is_error(&self) -> bool {
        matches!(self.problem.code().severity(), Severity::Error)
    }

    /// What stood in the cell; none where there is no cell, or nothing in it.
    pub fn value(&self) -> Option<&str> {
        let value = match &self.problem {
            // What was read may stand in two cells.
            Problem::Over100 { text, .. } | Problem::Implausible { text, .. } | Problem::NoNote { text, .. } => text,
            _ => {
                let excerpt = self.place.excerpt.as_ref().filter(|_| self.place.cell.is_some())?;
                excerpt.text.get(excerpt.marked.clone())?.trim()
            }
        };
        Some(value).filter(|value| !value.is_empty())
    }

    /// Order of reporting: tables first, then by file and line; what has no line comes after the file's lines.
    fn order(&self, other: &Self) -> Ordering {
        let key = |diagnostic: &Self| {
            let is_of_inputs = !diagnostic.problem.code().is_of_tables();
            (is_of_inputs, diagnostic.place.file_number, diagnostic.place.line.unwrap_or(u64::MAX))
        };
        key(self).cmp(&key(other))
    }
}
