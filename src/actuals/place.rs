//! How a place in a file is named in messages.

use std::sync::Arc;

pub(super) use sheets::column_letters;

use crate::delimited::batch::Row;
use crate::delimited::split::line_ends;
use crate::diagnostic::{Diagnostic, Excerpt, Place, Problem};

/// A cell's name as Excel shows it: column letters and row number, `C7`.
pub(super) fn cell_name(column: usize, number: u64) -> String {
    format!("{}{number}", column_letters(column))
}

/// The file that rows come from, as messages name it.
#[derive(Clone, Debug, Default)]
pub(super) struct FileName {
    pub(super) number: usize,
    pub(super) name: Option<Arc<str>>,
    /// The sheet of a workbook.
    pub(super) sheet: Option<Arc<str>>,
}

impl FileName {
    /// The file as a whole.
    pub(super) fn place(&self) -> Place {
        Place { file_number: self.number, file: self.name.clone(), sheet: self.sheet.clone(), ..Place::default() }
    }

    /// A problem of the file as a whole.
    pub(super) fn problem(&self, problem: Problem) -> Box<Diagnostic> {
        Box::new(Diagnostic::new(problem, self.place()))
    }

    /// A problem of a cell of a row.
    pub(super) fn problem_in(&self, row: Row<'_>, column: usize, problem: Problem) -> Box<Diagnostic> {
        Box::new(Diagnostic::new(problem, self.place_of(row, column)))
    }

    /// A place in a line.
    pub(super) fn place_in_line(&self, line: u64, text: String, column: usize) -> Place {
        let end = text[column..].chars().next().map_or(column, |c| column + c.len_utf8());
        let excerpt = (!text.is_empty()).then_some(Excerpt { text, marked: column..end });
        Place { line: Some(line), excerpt, ..self.place() }
    }

    /// A cell of a row.
    pub(super) fn place_of(&self, row: Row<'_>, column: usize) -> Place {
        let (line, excerpt) = match &self.sheet {
            Some(_) => (row.line(), row_of_cells(row, column)),
            None => physical_line(row, column),
        };
        Place {
            line: Some(line),
            cell: Some(cell_name(column, row.number())),
            excerpt: Some(excerpt),
            is_hidden: row.is_hidden(column),
            ..self.place()
        }
    }
}

/// What stands between the cells of a workbook's row in an excerpt.
const BETWEEN: &str = " | ";

/// A workbook's row has no line: its cells side by side, blank ones between their bars.
fn row_of_cells(row: Row<'_>, column: usize) -> Excerpt {
    let before: String = (0..column).map(|column| head(row.cell(column)).to_owned() + BETWEEN).collect();
    let after: String = (column + 1..row.len()).map(|column| BETWEEN.to_owned() + head(row.cell(column))).collect();
    excerpt(&before, row.cell(column), &after)
}

/// Bytes of each part of an excerpt that are kept; more is never shown, and a cell whose quote is
/// closed far below may be as long as a file.
const KEPT: usize = 512;

fn excerpt(before: &str, marked: &str, after: &str) -> Excerpt {
    let tail = before.len().saturating_sub(KEPT);
    let tail = (tail..before.len()).find(|&at| before.is_char_boundary(at)).unwrap_or(before.len());
    let (before, marked, after) = (&before[tail..], head(marked), head(after));
    Excerpt { text: [before, marked, after].concat(), marked: before.len()..before.len() + marked.len() }
}

fn head(text: &str) -> &str {
    let end = (0..=KEPT.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or(0)]
}

/// The physical line of the file on which the cell begins, and the cell within it.
fn physical_line(row: Row<'_>, column: usize) -> (u64, Excerpt) {
    let raw = row.raw();
    let cell = row.position(column);
    let is_end = |c: char| c == '\n' || c == '\r';
    let start = raw[..cell.start].rfind(is_end).map_or(0, |end| end + 1);
    let end = raw[cell.start..].find(is_end).map_or(raw.len(), |end| cell.start + end);
    let marked_end = cell.end.clamp(cell.start, end);
    let excerpt = excerpt(&raw[start..cell.start], &raw[cell.start..marked_end], &raw[marked_end..end]);
    (row.line() + line_ends(&raw[..start]), excerpt)
}
