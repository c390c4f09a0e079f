//! The cells of a sheet of an .xlsx workbook.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Xlsx, XlsxError};

use super::format::Percent;
use super::{Cells, SheetCell, sheet_cell};
use crate::actuals::batch::CellKind;

pub(super) fn cells(book: &mut Xlsx<Cursor<Vec<u8>>>, name: &str) -> Result<Cells, XlsxError> {
    let styles = book.worksheet_style(name)?;
    let percent = |at: (u32, u32)| {
        let format = styles.get(at).and_then(|style| style.number_format.as_ref());
        format.map_or(Percent::No, |format| Percent::of(&format.format_code))
    };
    let mut cells = Cells::new();
    let mut unknown = UnknownErrors::default();
    let mut reader = book.worksheet_cells_reader(name)?;
    for index in 0.. {
        let cell = match reader.next_cell() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(XlsxError::CellError(error)) => {
                unknown.add(index, error);
                continue;
            }
            Err(error) => return Err(error),
        };
        let at = cell.get_position();
        unknown.pass(index, at);
        let value = Data::from(cell.get_value().clone());
        if let Some(cell) = sheet_cell(&value, &percent(at)) {
            cells.insert(at, cell);
        }
    }
    drop(reader);
    let mut formulas = book.worksheet_cells_reader(name)?;
    let mut index = 0;
    while let Some(formula) = formulas.next_formula()? {
        let at = formula.get_position();
        if let Some(error) = unknown.find(index, at)? {
            cells.insert(at, SheetCell { text: error, kind: CellKind::Text });
        } else if !formula.get_value().is_empty() {
            // A formula that no program has computed yet is no empty cell; one that only has a format is.
            let text = format!("={}", formula.get_value());
            cells.entry(at).or_insert(SheetCell { text, kind: CellKind::Text });
        }
        index += 1;
    }
    Ok(cells)
}

/// Errors in cells that calamine does not know, such as `#SPILL!`. It reads on behind them, but tells
/// their places only when it reads the formulas.
#[derive(Default)]
struct UnknownErrors {
    /// By the number of the cell among those of the sheet.
    errors: HashMap<usize, String>,
    /// Where the cells right behind them are.
    next: HashMap<usize, (u32, u32)>,
}

impl UnknownErrors {
    fn add(&mut self, index: usize, error: String) {
        self.errors.insert(index, error);
    }

    /// Notes a cell that was read.
    fn pass(&mut self, index: usize, at: (u32, u32)) {
        if index.checked_sub(1).is_some_and(|before| self.errors.contains_key(&before)) {
            self.next.insert(index, at);
        }
    }

    /// The error of a cell, if it is one. A cell without a name of its own behind an error was taken for
    /// the one to its left: then no place in the row is sure.
    fn find(&mut self, index: usize, at: (u32, u32)) -> Result<Option<String>, XlsxError> {
        match self.next.get(&index) {
            Some(next) if *next != at => Err(XlsxError::Unexpected("cells without references behind an error")),
            _ => Ok(self.errors.remove(&index)),
        }
    }
}
