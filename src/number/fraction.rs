//! Fractions of any size, in machine integers as long as those suffice.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{Signed, ToPrimitive, Zero};

use super::{Decimal, Figure, power_of_ten};

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
    /// 0.
    pub const ZERO: Self = Self(Repr::Small(0, 1));

    /// `numerator / denominator`.
    ///
    /// # Panics
    /// If the denominator is not above zero; it is a power of ten, a plan that was checked, or a positive
    /// weight.
    pub fn new(numerator: i128, denominator: i128) -> Self {
        assert!(denominator > 0, "a denominator is positive");
        Self(Repr::Small(numerator, denominator))
    }

    /// The whole number `value`.
    pub fn from_integer(value: i128) -> Self {
        Self::new(value, 1)
    }

    /// Whether the fraction is zero.
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
    /// loss, gain or coverage ([spec 3.1](crate::spec#31-exact)).
    pub fn round(&self) -> Figure {
        let (n, d) = match &self.0 {
            Repr::Small(n, d) => match n.checked_mul(200).and_then(|n| n.checked_add(d * n.signum())) {
                Some(twice) if d.checked_mul(2).is_some() => {
                    return Figure::from_hundredths(bounded(i32::try_from(twice / (d * 2)).ok()));
                }
                _ => (BigInt::from(*n), BigInt::from(*d)),
            },
            Repr::Big(big) => (big.numer().clone(), big.denom().clone()),
        };
        let half = &d * n.signum();
        let hundredths: BigInt = (n * 200 + half) / (d * 2);
        Figure::from_hundredths(bounded(hundredths.to_i32()))
    }

    /// The value cut, not rounded, to `decimals` decimals; for values that are not negative.
    pub fn cut(&self, decimals: u8) -> Decimal {
        let scaled = self * &Self::from_integer(power_of_ten(decimals));
        let floor = scaled.to_big().floor().to_integer();
        Decimal::new(bounded(floor.to_i128()), decimals)
    }

    /// Rounds to so many decimals, half away from zero: shares as data have more than readers see, so that they add
    /// up ([spec 3.4](crate::spec#34-roll-up)).
    pub fn round_to(&self, decimals: u8) -> Decimal {
        let scale = power_of_ten(decimals);
        if let Repr::Small(n, d) = &self.0
            && let Some(n) = n.checked_mul(2 * scale)
            && let (Some(n), Some(d)) = (n.checked_add(d * n.signum()), d.checked_mul(2))
        {
            return Decimal::new(n / d, decimals);
        }
        let big = self.to_big();
        let half = big.denom() * big.numer().signum();
        let rounded: BigInt = (big.numer() * (2 * scale) + half) / (big.denom() * 2);
        Decimal::new(bounded(rounded.to_i128()), decimals)
    }

    /// The smallest decimal with `decimals` decimals that is not below the value.
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

/// `a/b + c/d` over the least common multiple of `b` and `d`, where the machine integers hold it: sums of many
/// fractions of a few denominators stay small.
fn checked_sum((a, b): (i128, i128), (c, d): (i128, i128)) -> Option<(i128, i128)> {
    if b == d {
        return Some((a.checked_add(c)?, b));
    }
    let common = if b % d == 0 { d } else { b.gcd(&d) };
    let numerator = a.checked_mul(d / common)?.checked_add(c.checked_mul(b / common)?)?;
    Some((numerator, b.checked_mul(d / common)?))
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

/// A printed number fits its integer: scores, weights and losses are at most 100, and the largest
/// actual, 12 digits over one millionth, has 27 digits with its decimals.
fn bounded<T>(value: Option<T>) -> T {
    value.expect("printed figures are bounded")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_many_fractions_stay_in_machine_integers() {
        let mut sum = Fraction::ZERO;
        let mut exact = BigRational::zero();
        for number in 0..10_000 {
            let (numerator, denominator) = (number % 7 - 3, number % 40 + 1);
            sum += &Fraction::new(numerator, denominator);
            exact += Ratio::new(numerator.into(), denominator.into());
        }
        assert_eq!(sum.to_big(), exact);
        assert!(matches!(sum.0, Repr::Small(..)));
    }
}
