//! References to cells: `C7`, `A1:B2`.

use crate::Area;

/// Rows and columns of a sheet at most.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

/// The row and column of a cell's name, from 0.
pub(super) fn cell(name: &str) -> Option<(u32, u32)> {
    let name = name.trim();
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at(letters);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let row: u32 = digits.parse().ok().filter(|_| is_number)?;
    let is_possible = (1..=MOST_COLUMNS).contains(&column) && (1..=MOST_ROWS).contains(&row);
    is_possible.then(|| (row - 1, column - 1))
}

/// A rectangle of cells.
pub(super) fn area(name: &str) -> Option<Area> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    Some(Area { top: top.min(bottom), left: left.min(right), bottom: top.max(bottom), right: left.max(right) })
}

/// The place of a row or column that is counted from 1.
pub(super) fn place(number: &str) -> Option<u32> {
    number.trim().parse::<u32>().ok()?.checked_sub(1).filter(|place| *place < MOST_ROWS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells() {
        for (name, expected) in [
            ("A1", Some((0, 0))),
            ("C7", Some((6, 2))),
            ("aa10", Some((9, 26))),
            ("XFD1048576", Some((1_048_575, 16_383))),
            ("XFE1", None),
            ("A1048577", None),
            ("A0", None),
            ("7", None),
            ("A", None),
            ("A+1", None),
            ("ZZZZZZZZZZ1", None),
        ] {
            assert_eq!(cell(name), expected, "{name}");
        }
        assert_eq!(area("B3:A2"), Some(Area { top: 1, left: 0, bottom: 2, right: 1 }));
    }
}
