//! Exact numbers: decimals as they are written, fractions as they are computed, and the one
//! rounding that turns a fraction into a printed figure.
//!
//! Nothing here knows what a number stands for. There is no binary floating point in the whole
//! crate between the text that is read and the figure that is printed (spec 3.1).

use std::cmp::Ordering;
use std::fmt::{self, Write};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{Signed, ToPrimitive, Zero};

/// Digits that may stand before the decimal point of a number in a text.
pub const MAX_INTEGER_DIGITS: usize = 12;
/// Digits that may stand after the decimal point of a number in a text.
pub const MAX_DECIMALS: u8 = 6;

/// An exact decimal: `mantissa × 10^-decimals`.
///
/// Equality and order are by value (`90` equals `90.00`); [`Decimal::decimals`] keeps how many
/// decimals were written.
#[derive(Clone, Copy, Debug)]
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
    #[must_use]
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
        if digits.integer > MAX_INTEGER_DIGITS {
            return Err(DecimalError::TooLarge);
        }
        let idle = digits.decimals.saturating_sub(usize::from(max_decimals)).min(digits.idle_zeros);
        match u8::try_from(digits.decimals - idle) {
            Ok(decimals) if decimals <= max_decimals => Ok(Self { mantissa: digits.without(text, idle), decimals }),
            _ => Err(DecimalError::TooPrecise),
        }
    }

    /// How many decimals the number was written with.
    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// The digits without the point.
    #[must_use]
    pub const fn mantissa(self) -> i128 {
        self.mantissa
    }

    /// Whether the value is zero.
    #[must_use]
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
    #[must_use]
    pub fn to_fraction(self) -> Fraction {
        Fraction::new(self.mantissa, power_of_ten(self.decimals))
    }

    /// The value with exactly `decimals` decimals (`129` as `129.00`); more are kept where they are
    /// not zero.
    #[must_use]
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

/// What a text of digits and at most one point consists of.
struct Digits {
    /// Digits before the point, leading zeros apart.
    integer: usize,
    /// Digits after the point, and how many zeros they end with.
    decimals: usize,
    idle_zeros: usize,
    /// All digits as a number, where they are few enough for it.
    value: Option<u64>,
}

impl Digits {
    /// Takes a text apart in one pass; nothing where it is no such text.
    fn of(text: &str) -> Option<Self> {
        let mut digits = Self { integer: 0, decimals: 0, idle_zeros: 0, value: Some(0) };
        let mut is_behind_point = false;
        for byte in text.bytes() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                let is_first_point = byte == b'.' && !is_behind_point;
                is_behind_point = true;
                if is_first_point {
                    continue;
                }
                return None;
            }
            if is_behind_point {
                digits.decimals += 1;
                digits.idle_zeros = if digit == 0 { digits.idle_zeros + 1 } else { 0 };
            } else if digit > 0 || digits.integer > 0 {
                digits.integer += 1;
            }
            digits.value = digits.value.and_then(|value| value.checked_mul(10)?.checked_add(u64::from(digit)));
        }
        let begins_with_digit = text.as_bytes().first()?.is_ascii_digit();
        (begins_with_digit && (digits.decimals > 0 || !is_behind_point)).then_some(digits)
    }

    /// The digits as a number, without so many zeros at the end.
    fn without(&self, text: &str, idle: usize) -> i128 {
        match self.value {
            Some(value) if idle == 0 => i128::from(value),
            _ => {
                let kept = text[..text.len() - idle].bytes().filter(u8::is_ascii_digit);
                kept.fold(0, |value, digit| value * 10 + i128::from(digit - b'0'))
            }
        }
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

/// The shortest exact text: no trailing zeros, no exponent.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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

/// A printed number fits its integer: scores, weights and losses are at most 100, and the largest
/// actual, 12 digits over one millionth, has 27 digits with its decimals.
fn bounded<T>(value: Option<T>) -> T {
    value.expect("printed figures are bounded")
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
#[must_use]
pub const fn power_of_ten(exponent: u8) -> i128 {
    POWERS_OF_TEN[exponent as usize]
}

/// A figure as it is printed: a number of hundredths, rounded once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Figure(i64);

impl Figure {
    /// The figure of so many hundredths: 8802 is 88.02.
    #[must_use]
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// How many hundredths the figure is.
    #[must_use]
    pub const fn hundredths(self) -> i64 {
        self.0
    }

    /// The figure as a decimal.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(i128::from(self.0), 2)
    }
}

/// Always with two decimals: `80.00`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let magnitude = self.0.unsigned_abs();
        // By the digit where there are few, as nearly always: hundreds of thousands of offices have several.
        let digit = |unit: u64| char::from(b'0' + u8::try_from(magnitude / unit % 10).unwrap_or(0));
        f.write_str(sign)?;
        if magnitude >= 100_000 {
            write!(f, "{}", magnitude / 100)?;
        } else {
            for unit in [10_000, 1_000].into_iter().filter(|unit| magnitude >= *unit) {
                f.write_char(digit(unit))?;
            }
            f.write_char(digit(100))?;
        }
        f.write_char('.')?;
        f.write_char(digit(10))?;
        f.write_char(digit(1))
    }
}

/// An exact fraction of any size.
///
/// It is held in two machine integers while those suffice, which is always for ordinary tables,
/// and in big ones where they do not: no legal table overflows.
#[derive(Clone, Debug)]
pub struct Fraction(Repr);

#[derive(Clone, Debug)]
enum Repr {
    /// Numerator and positive denominator, not necessarily in lowest terms.
    Small(i128, i128),
    Big(Box<BigRational>),
}

impl Fraction {
    /// Nothing at all.
    pub const ZERO: Self = Self(Repr::Small(0, 1));

    /// `numerator / denominator`.
    ///
    /// The denominator must be above zero; all callers divide by a power of ten, a plan that was
    /// checked, or a positive weight.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Self {
        debug_assert!(denominator > 0, "a denominator is positive");
        Self(Repr::Small(numerator, denominator))
    }

    /// The whole number `value`.
    #[must_use]
    pub fn from_integer(value: i128) -> Self {
        Self::new(value, 1)
    }

    /// Whether the fraction is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(n, _) => *n == 0,
            Repr::Big(big) => big.is_zero(),
        }
    }

    /// The product with a whole number.
    #[must_use]
    pub fn times(&self, factor: i128) -> Self {
        match &self.0 {
            Repr::Small(n, d) => match n.checked_mul(factor) {
                Some(n) => Self(Repr::Small(n, *d)),
                None => self * &Self::from_integer(factor),
            },
            Repr::Big(_) => self * &Self::from_integer(factor),
        }
    }

    /// The quotient, or nothing where `divisor` is zero.
    #[must_use]
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &divisor.0) {
            let denominator = c.checked_abs().and_then(|c| b.checked_mul(c));
            if let (Some(n), Some(d)) = (a.checked_mul(d * c.signum()), denominator) {
                return Some(Self(Repr::Small(n, d)));
            }
        }
        Some(Self::from_big(self.to_big() / divisor.to_big()))
    }

    /// Rounds to hundredths, half away from zero (四舍五入): the only rounding of a score, weight,
    /// loss, gain or coverage (spec 3.1).
    #[must_use]
    pub fn round(&self) -> Figure {
        let (n, d) = match &self.0 {
            Repr::Small(n, d) => match n.checked_mul(200).and_then(|n| n.checked_add(d * n.signum())) {
                Some(twice) if d.checked_mul(2).is_some() => {
                    return Figure(bounded(i64::try_from(twice / (d * 2)).ok()));
                }
                _ => (BigInt::from(*n), BigInt::from(*d)),
            },
            Repr::Big(big) => (big.numer().clone(), big.denom().clone()),
        };
        let half = &d * n.signum();
        let hundredths: BigInt = (n * 200 + half) / (d * 2);
        Figure(bounded(hundredths.to_i64()))
    }

    /// The value cut, not rounded, to `decimals` decimals; for values that are not negative.
    #[must_use]
    pub fn cut(&self, decimals: u8) -> Decimal {
        let scaled = self * &Self::from_integer(power_of_ten(decimals));
        let floor = scaled.to_big().floor().to_integer();
        Decimal::new(bounded(floor.to_i128()), decimals)
    }

    /// The smallest decimal with `decimals` decimals that is not below the value.
    #[must_use]
    pub fn ceil(&self, decimals: u8) -> Decimal {
        let scaled = self * &Self::from_integer(power_of_ten(decimals));
        let ceil = scaled.to_big().ceil().to_integer();
        Decimal::new(bounded(ceil.to_i128()), decimals)
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        match &self.0 {
            Repr::Small(n, d) => match n.checked_abs() {
                Some(n) => Self(Repr::Small(n, *d)),
                None => Self::from_big(self.to_big().abs()),
            },
            Repr::Big(big) => Self::from_big(big.abs()),
        }
    }

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Small(n, d) => Ratio::new(BigInt::from(*n), BigInt::from(*d)),
            Repr::Big(big) => (**big).clone(),
        }
    }

    /// Goes back to machine integers where lowest terms fit them.
    fn from_big(big: BigRational) -> Self {
        match (big.numer().to_i128(), big.denom().to_i128()) {
            (Some(n), Some(d)) => Self(Repr::Small(n, d)),
            _ => Self(Repr::Big(Box::new(big))),
        }
    }
}

/// `a/b + c/d` without reducing, where the machine integers hold it.
fn checked_sum((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<(i128, i128)> {
    if b == d {
        return Some((a.checked_add(c)?, b));
    }
    let numerator = a.checked_mul(d)?.checked_add(c.checked_mul(b)?)?;
    Some((numerator, b.checked_mul(d)?))
}

impl std::ops::Add for &Fraction {
    type Output = Fraction;

    fn add(self, other: Self) -> Fraction {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0)
            && let Some((n, d)) = checked_sum((*a, *b), (*c, *d))
        {
            return Fraction(Repr::Small(n, d));
        }
        Fraction::from_big(self.to_big() + other.to_big())
    }
}

impl std::ops::Sub for &Fraction {
    type Output = Fraction;

    fn sub(self, other: Self) -> Fraction {
        self + &(other * &Fraction::from_integer(-1))
    }
}

impl std::ops::Mul for &Fraction {
    type Output = Fraction;

    fn mul(self, other: Self) -> Fraction {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0)
            && let (Some(n), Some(d)) = (a.checked_mul(*c), b.checked_mul(*d))
        {
            return Fraction(Repr::Small(n, d));
        }
        Fraction::from_big(self.to_big() * other.to_big())
    }
}

impl std::ops::AddAssign<&Fraction> for Fraction {
    fn add_assign(&mut self, other: &Fraction) {
        *self = &*self + other;
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Fraction {}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0)
            && let (Some(left), Some(right)) = (a.checked_mul(*d), c.checked_mul(*b))
        {
            return left.cmp(&right);
        }
        self.to_big().cmp(&other.to_big())
    }
}

/// The greatest common divisor of whole numbers, 0 for none.
#[must_use]
pub fn common_divisor(values: impl IntoIterator<Item = i128>) -> i128 {
    values.into_iter().fold(0, |divisor, value| divisor.gcd(&value))
}
