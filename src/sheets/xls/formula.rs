//! What the tokens of a formula tell of its result.

use crate::little_endian::u16_at;

/// What a formula's result can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A number, a truth value or an error, whatever the cells hold that it refers to.
    Number,
    /// Perhaps a text, or nothing.
    Any,
    /// What the formula gives that cells share, by the row and column that it is stored at.
    Shared(u16, u16),
}

/// What the result of a formula can be, by its tokens (\[MS-XLS\] 2.5.198.104).
pub(super) fn outcome(tokens: &[u8]) -> Outcome {
    if let [0x01, ..] = tokens {
        return match (u16_at(tokens, 1), u16_at(tokens, 3)) {
            (Some(row), Some(column)) => Outcome::Shared(row, column),
            _ => Outcome::Any,
        };
    }
    match Stack::of(tokens).as_deref() {
        Some([Operand::Number]) => Outcome::Number,
        _ => Outcome::Any,
    }
}

/// What is known of an operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operand {
    Number,
    Any,
}

/// The operands that a formula's tokens leave: a single one, its result, if all of them are known.
struct Stack(Vec<Operand>);

impl Stack {
    fn of(mut tokens: &[u8]) -> Option<Vec<Operand>> {
        let mut stack = Self(Vec::new());
        while let Some((&token, rest)) = tokens.split_first() {
            tokens = rest.get(stack.take(token, rest)?..)?;
        }
        Some(stack.0)
    }

    /// Does what a token says, and gives the length of its data.
    fn take(&mut self, token: u8, data: &[u8]) -> Option<usize> {
        // Tokens of operands come in three classes: references, values and arrays.
        let token = if matches!(token, 0x40..0x80) { (token & 0x1F) | 0x20 } else { token };
        match token {
            // Operators: arithmetic and comparison, join of texts, ranges, signs and percent.
            0x03..=0x07 | 0x09..=0x0E => self.replace(2, Operand::Number, 0),
            0x08 | 0x0F..=0x11 => self.replace(2, Operand::Any, 0),
            0x12 => self.keep(1),
            0x13 | 0x14 => self.replace(1, Operand::Number, 0),
            // Parentheses.
            0x15 => Some(0),
            // Constants: nothing, text, error, truth value, whole and other number, array.
            0x16 => self.replace(0, Operand::Number, 0),
            0x17 => {
                let size = if data.get(1)? & 1 == 1 { 2 } else { 1 };
                self.replace(0, Operand::Any, 2 + size * usize::from(*data.first()?))
            }
            0x1C | 0x1D => self.replace(0, Operand::Number, 1),
            0x1E => self.replace(0, Operand::Number, 2),
            0x1F => self.replace(0, Operand::Number, 8),
            0x20 => self.replace(0, Operand::Any, 7),
            0x19 => self.attribute(data),
            0x21 => self.function(u16_at(data, 0)?, None, 2),
            0x22 => self.function(u16_at(data, 1)? & 0x7FFF, Some(data.first()? & 0x7F), 3),
            // References and names.
            0x23 | 0x24 | 0x2A | 0x2C => self.replace(0, Operand::Any, 4),
            0x25 | 0x2B | 0x2D => self.replace(0, Operand::Any, 8),
            0x39 | 0x3A | 0x3C => self.replace(0, Operand::Any, 6),
            0x3B | 0x3D => self.replace(0, Operand::Any, 10),
            // What was worked out of the references that follow.
            0x26..=0x28 => Some(6),
            0x29 => Some(2),
            _ => None,
        }
    }

    /// Puts an operand in the place of so many.
    fn replace(&mut self, count: usize, by: Operand, length: usize) -> Option<usize> {
        let left = self.0.len().checked_sub(count)?;
        self.0.truncate(left);
        self.0.push(by);
        Some(length)
    }

    fn keep(&self, count: usize) -> Option<usize> {
        (self.0.len() >= count).then_some(0)
    }

    /// Hints and jumps within the formula; one of them is a sum.
    fn attribute(&mut self, data: &[u8]) -> Option<usize> {
        match data.first()? {
            0x10 => self.replace(1, Operand::Number, 3),
            0x04 => Some(3 + 2 * (usize::from(u16_at(data, 1)?) + 1)),
            _ => Some(3),
        }
    }

    fn function(&mut self, number: u16, arguments: Option<u8>, length: usize) -> Option<usize> {
        let count = arguments.map_or_else(|| fixed_arguments(number), |count| Some(count.into()))?;
        let first = self.0.len().checked_sub(count)?;
        let arguments = &self.0[first..];
        let result = match number {
            // IF without an alternative gives FALSE, which some programs show as 0 and some do not.
            1 if count < 3 => Operand::Any,
            // IF and CHOOSE give one of their arguments after the first.
            1 | 100 if arguments.iter().skip(1).all(|&operand| operand == Operand::Number) => Operand::Number,
            _ if gives_number(number) => Operand::Number,
            _ => Operand::Any,
        };
        self.replace(count, result, length)
    }
}

/// The functions that always have the same number of arguments, by that number (\[MS-XLS\] 2.5.198.17).
const FIXED_ARGUMENTS: [&[u16]; 5] = [
    &[19, 34, 35, 63, 74, 221],
    &[
        2, 3, 15, 16, 17, 18, 20, 21, 22, 23, 24, 25, 26, 32, 33, 38, 67, 68, 69, 71, 72, 73, 75, 76, 77, 98, 99, 105,
        111, 112, 113, 114, 118, 121, 126, 127, 128, 129, 130, 131, 140, 141, 162, 163, 164, 184, 190, 198, 229, 230,
        231, 232, 233, 234, 261, 271, 279, 283, 284, 294, 296, 298, 342, 343, 347,
    ],
    &[
        27, 30, 39, 48, 97, 117, 165, 212, 213, 252, 274, 275, 276, 285, 288, 299, 303, 304, 305, 306, 307, 308, 310,
        311, 312, 313, 314, 315, 325, 326, 327, 328, 331, 332, 337, 346,
    ],
    &[
        31, 40, 41, 42, 43, 44, 45, 47, 61, 65, 66, 142, 189, 195, 196, 199, 235, 277, 278, 280, 281, 282, 287, 290,
        291, 292, 295, 297, 300, 301, 309,
    ],
    &[119, 143, 273, 286, 289, 293, 302, 316],
];

/// Those among them that give a text, or the content of a cell: REPT, MID, TEXT, CHAR to PROPER, TRIM,
/// REPLACE, T, CLEAN and DGET.
const FIXED_TEXTS: &[u16] = &[30, 31, 48, 111, 112, 113, 114, 118, 119, 130, 162, 235];

/// Functions with any number of arguments that never give a text: COUNT, SUM to MAX, ROW, COLUMN, finance,
/// statistics and the like.
const FREE_NUMBERS: &[u16] = &[
    0, 4, 5, 6, 7, 8, 9, 11, 12, 36, 37, 46, 56, 57, 58, 59, 60, 62, 64, 70, 82, 109, 124, 144, 167, 168, 169, 183,
    193, 194, 197, 216, 220, 227, 228, 247, 269, 270, 272, 317, 318, 319, 320, 321, 322, 323, 324, 329, 330, 344, 345,
    361, 362, 363, 364, 365, 366, 367,
];

/// How many arguments a function has that always has the same number of them.
fn fixed_arguments(number: u16) -> Option<usize> {
    FIXED_ARGUMENTS.iter().position(|functions| functions.contains(&number))
}

/// Whether a function's result is never a text.
fn gives_number(number: u16) -> bool {
    let is_fixed = fixed_arguments(number).is_some() && !FIXED_TEXTS.contains(&number);
    is_fixed || FREE_NUMBERS.contains(&number)
}
