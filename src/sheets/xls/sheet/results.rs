//! The results of a sheet's formulas: which of them are stored, and which were ever computed.

use std::collections::HashMap;

use super::super::arithmetic;
use super::super::formula::{Outcome, outcome};
use super::super::globals::Writer;
use super::super::records::{Kind, Record};
use super::super::strings::Bytes;
use super::{Position, Reader};
use crate::Fault;
use crate::stored::{Content, Span, StoredCell};

/// The formulas of a sheet as they are read.
#[derive(Debug, Default)]
pub(super) struct Formulas<'a> {
    /// The one whose result may follow in other records.
    open: Option<Formula<'a>>,
    /// Those that cells share, by where they are stored, and what they can give.
    shared: HashMap<(u16, u16), (Outcome, &'a [u8])>,
    /// Those whose stored 0 may not be their result.
    doubtful: Vec<Formula<'a>>,
    /// Whether any has another result than 0 or nothing.
    has_results: bool,
    /// Whether the sheet was saved without being calculated.
    is_uncalculated: bool,
}

impl Formulas<'_> {
    pub(super) fn set_uncalculated(&mut self) {
        self.is_uncalculated = true;
    }
}

/// A formula as the file has it.
#[derive(Clone, Copy, Debug)]
struct Formula<'a> {
    position: Position,
    result: Stored,
    /// Calculation on load is asked for.
    asks: bool,
    tokens: &'a [u8],
}

/// The result of a formula as the file has it.
#[derive(Clone, Copy, Debug)]
enum Stored {
    Number(f64),
    Bool(bool),
    Error(u8),
    /// Nothing, or an empty text.
    Empty,
    /// A text in a record that follows.
    Text(Option<Span>),
}

impl Stored {
    /// Whether a program that never calculates would not store it.
    fn is_something(self) -> bool {
        matches!(self, Self::Bool(true) | Self::Error(_) | Self::Text(Some(_)))
            || matches!(self, Self::Number(number) if number != 0.0)
    }
}

impl<'a> Reader<'a> {
    pub(super) fn add_formula(&mut self, record: &Record<'a>, position: Position) -> Result<(), Fault> {
        let result = match (record.u16(12)?, record.u8(6)?, record.u8(8)?) {
            (0xFFFF, 0, _) => Stored::Text(None),
            (0xFFFF, 1, value) => Stored::Bool(value != 0),
            (0xFFFF, 2, code) => Stored::Error(code),
            (0xFFFF, 3, _) => Stored::Empty,
            (0xFFFF, kind, _) => {
                return Err(Fault::damaged(format!("{} has a result of kind {kind}", record.kind)));
            }
            _ => Stored::Number(record.f64(6)?),
        };
        let tokens = tokens(record, 20)?;
        self.formulas.open = Some(Formula { position, result, asks: record.u16(14)? & 0x0002 != 0, tokens });
        Ok(())
    }

    /// The formula that the cells share whose first is the one before.
    pub(super) fn share(&mut self, record: &Record<'a>, at: usize) -> Result<(), Fault> {
        if let Some(formula) = &self.formulas.open
            && let Outcome::Shared(row, column) = outcome(formula.tokens)
        {
            let tokens = tokens(record, at)?;
            self.formulas.shared.insert((row, column), (outcome(tokens), tokens));
        }
        Ok(())
    }

    /// The text that the formula before results in.
    pub(super) fn add_result(&mut self, record: &Record) -> Result<(), Fault> {
        if let Some(Formula { result: result @ Stored::Text(None), .. }) = &mut self.formulas.open {
            self.text.read(&mut Bytes::of(*record, self.stream, 0))?;
            *result = match self.text.text() {
                "" => Stored::Empty,
                text => Stored::Text(Some(self.sheet.texts.push(text))),
            };
        }
        Ok(())
    }

    /// Ends the formula before, whose result is now known as far as it is in the file.
    pub(super) fn settle(&mut self) -> Result<(), Fault> {
        let Some(formula) = self.formulas.open.take() else { return Ok(()) };
        let at = formula.position;
        self.formulas.has_results |= formula.result.is_something();
        match formula.result {
            Stored::Number(0.0) if !self.is_zero(&formula) => {
                self.formulas.doubtful.push(formula);
                self.push_uncomputed(at)
            }
            Stored::Number(number) => self.add_number(Kind::Formula, at, number),
            Stored::Bool(value) => self.push(Kind::Formula, at, Content::Bool(value)),
            Stored::Error(code) => self.add_error(Kind::Formula, at, code),
            Stored::Text(Some(span)) => self.push(Kind::Formula, at, Content::Text(span)),
            Stored::Empty if self.is_blank(&formula) => self.push(Kind::Formula, at, Content::Text(Span::default())),
            Stored::Empty | Stored::Text(None) => self.push_uncomputed(at),
        }
    }

    fn push_uncomputed(&mut self, at: Position) -> Result<(), Fault> {
        self.push(Kind::Formula, at, Content::NotComputed(Span::default()))
    }

    /// Whether a stored 0 is the formula's result for sure. Programs that never calculate store it, too.
    fn is_zero(&self, formula: &Formula) -> bool {
        self.globals.writer == Writer::Excel && !self.asks(formula)
    }

    /// Finds out which stored zeros are results, once all cells are known. `LibreOffice` stores 0 for a text
    /// under a format of numbers, and in formulas that another program has written and never calculated.
    pub(super) fn settle_doubtful(&mut self) {
        let place = |cell: &StoredCell| (cell.row, cell.column);
        if self.globals.writer != Writer::LibreOffice || self.formulas.doubtful.is_empty() {
            return;
        }
        self.sheet.cells.sort_by_key(place);
        for formula in std::mem::take(&mut self.formulas.doubtful) {
            let Position { row, column, .. } = formula.position;
            let is_zero = !self.asks(&formula) && self.comes_to_zero(&formula);
            if let (true, Some(at)) = (is_zero, self.find(row, column)) {
                self.sheet.cells[at].content = Content::Number(0.0);
            }
        }
    }

    /// Whether 0 is a formula's result by its cells, or cannot but be one in a sheet that was calculated.
    fn comes_to_zero(&self, formula: &Formula) -> bool {
        let (outcome, tokens) = self.outcome(formula);
        let Position { row, column, .. } = formula.position;
        match arithmetic::result(tokens, (row, column), |row, column| self.number_at(row, column)) {
            Some(result) => result == 0.0,
            None => outcome == Outcome::Number && self.formulas.has_results,
        }
    }

    fn number_at(&self, row: u16, column: u16) -> Option<f64> {
        match self.sheet.cells[self.find(row, column)?].content {
            Content::Number(number) => Some(number),
            _ => None,
        }
    }

    fn find(&self, row: u16, column: u16) -> Option<usize> {
        let place = (u32::from(row), u32::from(column));
        self.sheet.cells.binary_search_by_key(&place, |cell| (cell.row, cell.column)).ok()
    }

    /// Whether a result that is stored as empty is one. Programs that never calculate store it too, and so does
    /// `LibreOffice` for a number under the format of texts, be it the format of a cell that the formula names.
    fn is_blank(&self, formula: &Formula) -> bool {
        let is_empty = match self.globals.writer {
            Writer::Excel => true,
            Writer::LibreOffice => !self.globals.has_text_format,
            Writer::Unknown => false,
        };
        is_empty && !self.asks(formula) && self.outcome(formula).0 == Outcome::Any
    }

    fn asks(&self, formula: &Formula) -> bool {
        formula.asks || self.formulas.is_uncalculated
    }

    /// What a formula can give, and the tokens of it or of the one that it shares.
    fn outcome(&self, formula: &Formula<'a>) -> (Outcome, &'a [u8]) {
        match outcome(formula.tokens) {
            Outcome::Shared(row, column) => {
                self.formulas.shared.get(&(row, column)).copied().unwrap_or((Outcome::Any, &[]))
            }
            outcome => (outcome, formula.tokens),
        }
    }
}

/// The tokens of a formula, by the place of their length. None are known of a formula that is cut short; its
/// result may be told all the same.
fn tokens<'a>(record: &Record<'a>, at: usize) -> Result<&'a [u8], Fault> {
    let length = usize::from(record.u16(at)?);
    Ok(record.body.get(at + 2..at + 2 + length).unwrap_or_default())
}
