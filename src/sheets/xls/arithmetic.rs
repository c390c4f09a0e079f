//! Formulas of plain arithmetic, worked out to see whether a stored 0 is their result.

use crate::little_endian::{f64_at, u16_at};

/// Tokens of a formula at most, in bytes: longer ones are more than plain arithmetic.
const MOST_BYTES: usize = 128;

/// What a formula comes to that adds, subtracts, multiplies and divides numbers and cells of its own sheet;
/// none if it does something else, or with something else.
///
/// `cell` is where the formula is, by row and column; `number` gives the number in a cell.
pub(super) fn result(tokens: &[u8], cell: (u16, u16), number: impl Fn(u16, u16) -> Option<f64>) -> Option<f64> {
    let mut left = (tokens.len() <= MOST_BYTES).then_some(tokens)?;
    let mut stack = Vec::new();
    while let Some((&token, data)) = left.split_first() {
        let length = match token {
            // Spaces between tokens, and parentheses.
            0x19 if data.first() == Some(&0x40) => 3,
            0x12 | 0x15 => 0,
            0x1E => push(&mut stack, f64::from(u16_at(data, 0)?), 2),
            0x1F => push(&mut stack, f64_at(data, 0)?, 8),
            0x24 | 0x44 => push(&mut stack, number(u16_at(data, 0)?, u16_at(data, 2)? & 0x3FFF)?, 4),
            0x2C | 0x4C => {
                let (row, column) = moved(data, cell)?;
                push(&mut stack, number(row, column)?, 4)
            }
            _ => {
                let value = operate(token, &mut stack)?;
                push(&mut stack, value, 0)
            }
        };
        left = data.get(length..)?;
    }
    match stack[..] {
        [result] => Some(result),
        _ => None,
    }
}

fn push(stack: &mut Vec<f64>, value: f64, length: usize) -> usize {
    stack.push(value);
    length
}

#[expect(clippy::float_arithmetic, reason = "so do spreadsheets")]
fn operate(token: u8, stack: &mut Vec<f64>) -> Option<f64> {
    let last = stack.pop()?;
    Some(match token {
        0x03 => stack.pop()? + last,
        0x04 => stack.pop()? - last,
        0x05 => stack.pop()? * last,
        0x06 => stack.pop()? / last,
        0x13 => -last,
        0x14 => last / 100.0,
        _ => return None,
    })
}

/// The cell that a shared formula names: row and column are its own, or so many further than the formula's.
fn moved(data: &[u8], (row, column): (u16, u16)) -> Option<(u16, u16)> {
    let (rows, word) = (u16_at(data, 0)?, u16_at(data, 2)?);
    let [columns, flags] = word.to_le_bytes();
    let row = if flags & 0x80 == 0 { rows } else { row.wrapping_add(rows) };
    let column = if flags & 0x40 == 0 { columns } else { column.to_le_bytes()[0].wrapping_add(columns) };
    Some((row, column.into()))
}
