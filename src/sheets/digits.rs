//! The decimal digits of a stored number.

/// The 15 significant digits that a spreadsheet keeps of a number.
///
/// The value is `0.d₁d₂d₃… × 10^point`, below zero where it is negative. Zero has no digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Digits {
    pub(crate) is_negative: bool,
    /// The digits, without zeros at either end.
    significant: String,
    point: i32,
}

impl Digits {
    /// The digits of a finite number; none of an infinite one or NaN.
    pub(crate) fn of(number: f64) -> Option<Self> {
        if !number.is_finite() {
            return None;
        }
        let scientific = format!("{:.14e}", number.abs());
        let (mantissa, exponent) = scientific.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_end_matches('0').to_owned();
        let is_zero = digits.is_empty();
        Some(Self {
            is_negative: number < 0.0 && !is_zero,
            significant: digits,
            point: if is_zero { 0 } else { exponent + 1 },
        })
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.significant.is_empty()
    }

    /// The number times a power of ten.
    pub(crate) fn times_ten_to(mut self, power: i32) -> Self {
        if !self.is_zero() {
            self.point += power;
        }
        self
    }

    /// How many digits stand behind the decimal point.
    pub(crate) fn decimals(&self) -> usize {
        let count = i32::try_from(self.significant.len()).unwrap_or(i32::MAX);
        usize::try_from(count.saturating_sub(self.point)).unwrap_or(0)
    }

    /// Whether nothing is left of it when it is rounded to so many decimals.
    pub(crate) fn rounds_to_zero(&self, decimals: usize) -> bool {
        let first_dropped = -i32::try_from(decimals).unwrap_or(i32::MAX);
        let is_half = self.significant.starts_with(|digit| digit >= '5');
        self.is_zero() || self.point < first_dropped || (self.point == first_dropped && !is_half)
    }

    /// All digits without sign and exponent, `92.5`, with at least so many before the decimal point.
    pub(crate) fn plain(&self, least_integer_digits: usize) -> String {
        let point = usize::try_from(self.point).unwrap_or(0);
        let integer = match self.significant.get(..point) {
            Some(integer) => integer.to_owned(),
            None => format!("{}{}", self.significant, "0".repeat(point - self.significant.len())),
        };
        let zeros = "0".repeat(usize::try_from(-self.point).unwrap_or(0));
        let fraction = self.significant.get(point..).filter(|fraction| !fraction.is_empty());
        let integer = format!("{integer:0>width$}", width = least_integer_digits.max(1));
        fraction.map_or_else(|| integer.clone(), |fraction| format!("{integer}.{zeros}{fraction}"))
    }
}

impl Digits {
    /// All digits, with the sign.
    pub(crate) fn signed(&self) -> String {
        format!("{}{}", if self.is_negative { "-" } else { "" }, self.plain(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_without_exponent() {
        for (number, power, least, expected) in [
            (92.5, 0, 0, "92.5"),
            (0.925, 2, 0, "92.5"),
            (0.925, 0, 0, "0.925"),
            (0.1 + 0.2, 0, 0, "0.3"),
            (1.0 / 3.0, 0, 0, "0.333333333333333"),
            (1e15, 0, 0, "1000000000000000"),
            (1.5e-7, 0, 0, "0.00000015"),
            (9234.0, -3, 0, "9.234"),
            (1.0, 0, 3, "001"),
            (0.0, 2, 0, "0"),
            (-0.0, 0, 0, "0"),
            (-12.25, 0, 4, "0012.25"),
            (100.0, -5, 0, "0.001"),
            (1234.0, -3, 2, "01.234"),
        ] {
            let digits = Digits::of(number).map(|digits| digits.times_ten_to(power).plain(least));
            assert_eq!(digits.as_deref(), Some(expected), "{number}");
        }
        assert_eq!(Digits::of(f64::NAN), None);
        assert_eq!(Digits::of(f64::NEG_INFINITY), None);
    }

    #[test]
    fn what_rounds_to_zero() {
        for (number, decimals, expected) in [
            (0.4, 0, true),
            (0.5, 0, false),
            (0.04, 1, true),
            (0.05, 1, false),
            (0.004, 1, true),
            (0.0, 3, true),
            (7.0, 0, false),
        ] {
            let digits = Digits::of(number);
            assert_eq!(digits.map(|digits| digits.rounds_to_zero(decimals)), Some(expected), "{number} at {decimals}");
        }
    }
}
