//! How far a paragraph's first line is indented.

use crate::Fault;
use crate::xlsx::xml::Element;

/// A character's width in the usual size, in twentieths of a point.
const CHARACTER: i32 = 210;

/// What a paragraph, a style or a level of a list says of its indent, as far as it says anything.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Indent {
    left: Option<i32>,
    first_line: Option<i32>,
    /// In hundredths of a character. Where there are any, they count, and not the same in points beside them.
    left_characters: Option<i32>,
    first_line_characters: Option<i32>,
}

impl Indent {
    /// Reads an `ind` element.
    pub(super) fn of(element: &Element<'_>) -> Result<Self, Fault> {
        let mut indent = Self::default();
        element.attributes(|name, value| {
            let number = value.trim().parse::<i32>().unwrap_or(0).clamp(-100_000, 100_000);
            match name {
                "left" | "start" => indent.left = Some(number),
                "firstLine" => indent.first_line = Some(number),
                "hanging" => indent.first_line = Some(-number),
                "leftChars" | "startChars" => indent.left_characters = Some(number),
                "firstLineChars" => indent.first_line_characters = Some(number),
                "hangingChars" => indent.first_line_characters = Some(-number),
                _ => {}
            }
        })?;
        Ok(indent)
    }

    /// What this says and, where it says nothing, what the other does. A length in points takes the place of one in
    /// characters too.
    pub(super) fn or(self, other: Self) -> Self {
        let characters = |own: Option<i32>, points: Option<i32>, others: Option<i32>| match (own, points) {
            (None, Some(_)) => None,
            (own, _) => own.or(others),
        };
        Self {
            left: self.left.or(other.left),
            first_line: self.first_line.or(other.first_line),
            left_characters: characters(self.left_characters, self.left, other.left_characters),
            first_line_characters: characters(self.first_line_characters, self.first_line, other.first_line_characters),
        }
    }

    /// In twentieths of a point.
    pub(super) fn twips(self) -> u32 {
        let length = |points: Option<i32>, characters: Option<i32>| match characters {
            None | Some(0) => points.unwrap_or(0),
            Some(characters) => characters * CHARACTER / 100,
        };
        let indent = length(self.left, self.left_characters) + length(self.first_line, self.first_line_characters);
        u32::try_from(indent).unwrap_or(0)
    }
}
