//! The condition of a section, `[>=0.5]`.

/// Which numbers a section is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Condition {
    comparison: Comparison,
    with: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Below,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    Above,
}

/// How comparisons are written, those of two characters first.
const SIGNS: [(&str, Comparison); 6] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<>", Comparison::Unequal),
    ("<", Comparison::Below),
    (">", Comparison::Above),
    ("=", Comparison::Equal),
];

impl Condition {
    /// Reads what stands between brackets; none where it is no condition.
    pub(super) fn parse(inside: &str) -> Option<Self> {
        let inside = inside.trim();
        let (comparison, number) =
            SIGNS.iter().find_map(|(sign, comparison)| Some((*comparison, inside.strip_prefix(sign)?)))?;
        Some(Self { comparison, with: number.trim().parse().ok()? })
    }

    /// Whether it holds for no number but those below zero, and zero.
    pub(super) fn is_for_negative(self) -> bool {
        matches!(self.comparison, Comparison::Below | Comparison::AtMost) && self.with <= 0.0
    }

    /// Whether it holds for all numbers above zero.
    pub(super) fn is_for_positive(self) -> bool {
        matches!(self.comparison, Comparison::Above | Comparison::AtLeast) && self.with <= 0.0
    }

    #[expect(clippy::float_cmp, reason = "a spreadsheet compares the stored numbers as they are")]
    pub(super) fn holds_for(self, number: f64) -> bool {
        match self.comparison {
            Comparison::Below => number < self.with,
            Comparison::AtMost => number <= self.with,
            Comparison::Equal => number == self.with,
            Comparison::Unequal => number != self.with,
            Comparison::AtLeast => number >= self.with,
            Comparison::Above => number > self.with,
        }
    }
}
