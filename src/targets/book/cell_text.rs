//! What a cell's text says: a name, a description, a number.

use crate::names::{half_width, is_blank};
use crate::number::{Decimal, MAX_DECIMALS};
use crate::targets::grid::Cell;

/// A cell's text without the line ends that a narrow column makes.
pub(super) fn one_line(cell: &Cell) -> String {
    one_line_of(&cell.text)
}

pub(super) fn one_line_of(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\n' | '\r')).collect::<String>().trim_matches(is_blank).to_owned()
}

/// A description or objective; also one that the merged cell above shows.
pub(super) fn text(cell: &Cell) -> String {
    cell.text.trim_matches(is_blank).to_owned()
}

pub(super) fn quoted(cell: &Cell) -> String {
    crate::names::quoted(&cell.text)
}

/// The budget that a text says: none where it is blank, nothing where it says none.
#[expect(clippy::option_option, reason = "a blank budget is one, and a text that is no number is not")]
pub(super) fn budget(text: &str) -> Option<Option<Decimal>> {
    let text: String = text.trim_matches(is_blank).chars().map(half_width).collect();
    if text.is_empty() { Some(None) } else { decimal(&text).map(Some) }
}

/// A plain number, with commas only between groups of three.
pub(super) fn decimal(text: &str) -> Option<Decimal> {
    Decimal::parse_grouped(text, MAX_DECIMALS).ok()
}

/// A number with the decimals that it was written with.
pub(super) fn written(number: Decimal) -> String {
    number.fixed(number.decimals())
}
