//! Exact numbers: decimals as they are written, fractions as they are computed, and the one
//! rounding that turns a fraction into a printed figure.
//!
//! | type | what it holds | where it lives |
//! | --- | --- | --- |
//! | [`Decimal`] | digits and a point, as written | tables, cells, cut-offs, budgets, weights |
//! | [`Actual`](crate::grading::Actual) | a quotient in machine integers, copied and compared fast | millions of values, until they are graded |
//! | [`Fraction`] | a quotient of any size | scores, weights, losses, while they are computed |
//! | [`Figure`] | hundredths, rounded once | reports |
//!
//! Nothing here knows what a number stands for. There is no binary floating point in the whole
//! crate between the text that is read and the figure that is printed ([spec 3.1](crate::spec#31-exact)).

mod fraction;

use std::cmp::Ordering;
use std::fmt;

use num_integer::Integer;

pub use self::fraction::Fraction;

/// Digits that may stand before the decimal point of a number in a text.
pub const MAX_INTEGER_DIGITS: usize = 12;
/// Digits that may stand after the decimal point of a number in a text.
pub const MAX_DECIMALS: u8 = 6;
/// Digits that may stand after the decimal point of a number in a workbook's cell, which holds 15 significant ones.
pub const MAX_CELL_DECIMALS: u8 = 18;

/// An exact decimal: `mantissa × 10^-decimals`.
///
/// Equality and order are by value (`90` equals `90.00`); [`Decimal::decimals`] keeps how many
/// decimals were written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    mantissa: i128,
    decimals: u8,
}

/// Why a text is not a [`Decimal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecimalError {
    /// The text is not a plain decimal number.
    NotANumber,
    /// More than [`MAX_INTEGER_DIGITS`] digits before the point.
    TooLarge,
    /// More decimals after the point than are allowed there.
    TooPrecise,
}

impl Decimal {
    /// The decimal `mantissa × 10^-decimals`.
    pub const fn new(mantissa: i128, decimals: u8) -> Self {
        Self { mantissa, decimals }
    }

    /// Reads ASCII digits with at most one point and `max_decimals` digits behind it, and nothing
    /// else: no sign, no exponent, no separators.
    ///
    /// # Errors
    /// Says whether the text is no number, too large, or too precise.
    pub fn parse(text: &str, max_decimals: u8) -> Result<Self, DecimalError> {
        let digits = Digits::of(text).ok_or(DecimalError::NotANumber)?;
        if digits.is_too_large() {
            return Err(DecimalError::TooLarge);
        }
        let idle = digits.idle_zeros(max_decimals);
        match u8::try_from(digits.decimals - idle) {
            Ok(decimals) if decimals <= max_decimals => Ok(Self { mantissa: digits.without(idle), decimals }),
            _ => Err(DecimalError::TooPrecise),
        }
    }

    /// Reads what [`Decimal::parse`] reads, also with commas that all stand between groups of three digits.
    ///
    /// # Errors
    /// Those of [`Decimal::parse`]. No number is `1,23`, nor `0,925`, which has a decimal comma.
    pub fn parse_grouped(text: &str, max_decimals: u8) -> Result<Self, DecimalError> {
        if !text.contains(',') {
            return Self::parse(text, max_decimals);
        }
        let digits = ungroup(text).ok_or(DecimalError::NotANumber)?;
        Self::parse(&digits, max_decimals)
    }

    /// How many decimals the number was written with.
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// The digits without the point.
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// The value in units of 10^-`decimals`.
    ///
    /// # Panics
    /// If `decimals` is less than [`Decimal::decimals`], or so many digits overflow: those of a text or
    /// cell never do.
    pub const fn scaled_to(self, decimals: u8) -> i128 {
        self.mantissa * power_of_ten(decimals - self.decimals)
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The value × 100, with two decimals fewer where there are that many.
    #[must_use]
    pub const fn times_hundred(self) -> Self {
        match self.decimals {
            0 => Self::new(self.mantissa * 100, 0),
            1 => Self::new(self.mantissa * 10, 0),
            decimals => Self::new(self.mantissa, decimals - 2),
        }
    }

    /// The same value as a fraction.
    pub fn to_fraction(self) -> Fraction {
        Fraction::new(self.mantissa, power_of_ten(self.decimals))
    }

    /// The value with exactly `decimals` decimals (`129` as `129.00`); more are kept where they are
    /// not zero.
    pub fn fixed(self, decimals: u8) -> String {
        let mut text = self.to_string();
        let written = text.rfind('.').map_or(0, |point| text.len() - point - 1);
        if written == 0 && decimals > 0 {
            text.push('.');
        }
        for _ in written..usize::from(decimals) {
            text.push('0');
        }
        text
    }
}

/// So many digits fit a `u64`, whatever they are.
const FITTING_DIGITS: usize = 19;

/// A text of digits with at most one point between them.
struct Digits<'a> {
    text: &'a str,
    /// Digits before the point, and behind it.
    integer: usize,
    decimals: usize,
    /// All digits as a number, where they are few enough for one.
    value: u64,
}

impl<'a> Digits<'a> {
    /// Takes a text apart in one pass; nothing where it is no such text.
    fn of(text: &'a str) -> Option<Self> {
        let mut point = None;
        let mut value: u64 = 0;
        for (at, byte) in text.bytes().enumerate() {
            let digit = byte.wrapping_sub(b'0');
            if digit <= 9 {
                value = value.wrapping_mul(10).wrapping_add(u64::from(digit));
            } else if byte == b'.' && point.is_none() {
                point = Some(at);
            } else {
                return None;
            }
        }
        let (integer, decimals) = point.map_or((text.len(), 0), |point| (point, text.len() - point - 1));
        (integer > 0 && (decimals > 0 || point.is_none())).then_some(Self { text, integer, decimals, value })
    }

    /// Whether there are too many digits before the point, leading zeros apart.
    fn is_too_large(&self) -> bool {
        self.integer > MAX_INTEGER_DIGITS && {
            let integer = self.text[..self.integer].trim_start_matches('0');
            integer.len() > MAX_INTEGER_DIGITS
        }
    }

    /// How many decimals there are beyond those that are allowed, where all those are zeros.
    fn idle_zeros(&self, max_decimals: u8) -> usize {
        match self.decimals.saturating_sub(usize::from(max_decimals)) {
            0 => 0,
            beyond => self.text.bytes().rev().take(beyond).take_while(|byte| *byte == b'0').count(),
        }
    }

    /// The digits as a number, without so many zeros at the end.
    fn without(&self, idle: usize) -> i128 {
        if idle == 0 && self.integer + self.decimals <= FITTING_DIGITS {
            return i128::from(self.value);
        }
        let kept = self.text[..self.text.len() - idle].bytes().filter(u8::is_ascii_digit);
        kept.fold(0, |value, digit| value * 10 + i128::from(digit - b'0'))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Decimal {}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let decimals = self.decimals.max(other.decimals);
        let scaled = |value: &Self| value.mantissa.checked_mul(power_of_ten(decimals - value.decimals));
        match (scaled(self), scaled(other)) {
            (Some(a), Some(b)) => a.cmp(&b),
            _ => self.to_fraction().cmp(&other.to_fraction()),
        }
    }
}

/// The exact sum; budgets and weights have so few digits that as many as memory holds fit.
impl std::iter::Sum for Decimal {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::new(0, 0), |sum, value| {
            let decimals = sum.decimals.max(value.decimals);
            Self::new(sum.scaled_to(decimals) + value.scaled_to(decimals), decimals)
        })
    }
}

/// The shortest exact text: no trailing zeros, no exponent.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decimals == 0 {
            return write!(f, "{}", self.mantissa);
        }
        let scale = power_of_ten(self.decimals).unsigned_abs();
        let magnitude = self.mantissa.unsigned_abs();
        let sign = if self.mantissa < 0 { "-" } else { "" };
        write!(f, "{sign}{}", magnitude / scale)?;
        let fraction = format!("{:0width$}", magnitude % scale, width = usize::from(self.decimals));
        match fraction.trim_end_matches('0') {
            "" => Ok(()),
            digits => write!(f, ".{digits}"),
        }
    }
}

/// The powers of ten that an `i128` holds.
const POWERS_OF_TEN: [i128; 39] = {
    let mut powers = [1; 39];
    let mut exponent = 1;
    while exponent < powers.len() {
        powers[exponent] = powers[exponent - 1] * 10;
        exponent += 1;
    }
    powers
};

/// Ten to the power of `exponent`, for the few decimals that numbers have here.
pub const fn power_of_ten(exponent: u8) -> i128 {
    POWERS_OF_TEN[exponent as usize]
}

/// A figure as it is printed: a number of hundredths, rounded once. Scores, weights, losses, gains and
/// coverage are at most 100, so it is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Figure(i32);

impl Figure {
    /// Below every other.
    pub const LEAST: Self = Self(i32::MIN);

    /// The figure of so many hundredths: 8802 is 88.02.
    pub const fn from_hundredths(hundredths: i32) -> Self {
        Self(hundredths)
    }

    /// How many hundredths the figure is.
    pub const fn hundredths(self) -> i32 {
        self.0
    }

    /// The figure as a decimal.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(i128::from(self.0), 2)
    }
}

/// Always with two decimals: `80.00`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // From its end, in one go: hundreds of thousands of units have several figures.
        let mut text = *b"-00000000.00";
        let (mut rest, mut start) = (self.0.unsigned_abs(), text.len());
        for position in 0.. {
            if position > 2 && rest == 0 {
                break;
            }
            start -= if position == 2 { ".0".len() } else { "0".len() };
            text[start] = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        if self.0 < 0 {
            start -= "-".len();
            text[start] = b'-';
        }
        f.write_str(std::str::from_utf8(&text[start..]).unwrap_or_default())
    }
}

/// The greatest common divisor of whole numbers, 0 for none.
pub fn common_divisor(values: impl IntoIterator<Item = i128>) -> i128 {
    values.into_iter().fold(0, |divisor, value| divisor.gcd(&value))
}

/// Takes out commas that stand between groups of three; nothing where one stands elsewhere.
/// The first group is no 0: `0,925` has a decimal comma.
fn ungroup(text: &str) -> Option<String> {
    let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = integer.split(',');
    let first = groups.next()?;
    let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let is_legal = is_first && groups.all(|group| group.len() == 3) && !fraction.contains(',');
    is_legal.then(|| text.replace(',', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commas_stand_between_groups_of_three_or_are_refused() {
        for (text, value) in [
            ("1,234.5", Some("1234.5")),
            ("12,345,678", Some("12345678")),
            ("1234.5", Some("1234.5")),
            ("1,23", None),
            ("1234,567", None),
            ("0,925", None),
            (",925", None),
            ("1,234.567,8", None),
        ] {
            let read = Decimal::parse_grouped(text, MAX_DECIMALS).ok().map(|number| number.to_string());
            assert_eq!(read.as_deref(), value, "{text}");
        }
    }

    #[test]
    fn a_sum_keeps_every_decimal() {
        let values = [Decimal::new(74, 0), Decimal::new(5, 1), Decimal::new(-1, 6)];
        assert_eq!(values.into_iter().sum::<Decimal>().to_string(), "74.499999");
        assert!(std::iter::empty::<Decimal>().sum::<Decimal>().is_zero());
    }

    #[test]
    fn a_figure_has_two_decimals_and_at_least_one_digit_before_them() {
        for hundredths in [0, 1, 9, 10, 99, 100, 101, 8802, 10_000, 123_456, i32::MAX, -1, -10_099, i32::MIN] {
            let sign = if hundredths < 0 { "-" } else { "" };
            let magnitude = hundredths.unsigned_abs();
            let expected = format!("{sign}{}.{:02}", magnitude / 100, magnitude % 100);
            assert_eq!(Figure::from_hundredths(hundredths).to_string(), expected);
        }
    }
}
