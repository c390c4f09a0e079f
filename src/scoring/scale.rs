//! What grades are worth: the points of indicators, and the bands of scores.

use super::missing::{MissingPolicy, MissingScore};
use crate::grading::{Attainment, Grade};
use crate::number::{Decimal, Figure};

/// Points of each attainment, falling from 优 to below the 差 line, within 0 to 100
/// ([spec 3.3](crate::spec#33-points)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Points([Decimal; 5]);

/// Lowest score of the bands 优, 良 and 中; below the last one is 差 ([spec 3.5](crate::spec#35-bands)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands([Decimal; 3]);

/// Who says what points or bands are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody: they are those of this program.
    Convention,
    /// The table's file.
    Table,
    /// Whoever runs the program.
    Run,
}

impl Origin {
    /// Of what no run says: a file that says the very numbers of the convention says nothing.
    const fn without_run(is_convention: bool) -> Self {
        if is_convention { Self::Convention } else { Self::Table }
    }
}

const HUNDRED: Decimal = whole(100);

const fn whole(number: i128) -> Decimal {
    Decimal::new(number, 0)
}

impl Points {
    /// This program's own convention.
    pub const CONVENTION: Self = Self([whole(100), whole(80), whole(60), whole(40), whole(0)]);

    /// The points of each attainment, best first; nothing where they do not fall, or exceed 100.
    pub fn new(points: [Decimal; 5]) -> Option<Self> {
        let is_legal = points[0] <= HUNDRED && points.is_sorted_by(|a, b| a > b);
        is_legal.then_some(Self(points))
    }

    /// The points that an attainment scores.
    pub fn of(&self, attainment: Attainment) -> Decimal {
        self.0[attainment as usize]
    }

    /// The points that a missing indicator scores which attains at worst so much.
    pub fn of_missing(&self, score: MissingScore, worst: Attainment) -> Decimal {
        score.points(worst, |attainment| self.of(attainment))
    }

    /// The points at least and at most of a missing indicator which attains at worst so much; none where it does not
    /// count.
    pub fn ends_of_missing(&self, policy: MissingPolicy, worst: Attainment) -> Option<[Decimal; 2]> {
        policy.rule().scores.map(|ends| ends.map(|score| self.of_missing(score, worst)))
    }

    /// The points of each attainment, best first.
    pub const fn all(&self) -> &[Decimal; 5] {
        &self.0
    }

    /// The attainments whose points lie outside the band of their own grade. A band is read off the printed
    /// score, so points are held to it as they are printed.
    pub fn outside(&self, bands: &Bands) -> impl Iterator<Item = Attainment> {
        let is_outside = |attainment: &Attainment| {
            let printed: Figure = self.of(*attainment).to_fraction().round();
            bands.grade(printed) != attainment.grade()
        };
        Attainment::ALL.into_iter().filter(is_outside)
    }

    /// Who says so, where no run does.
    pub fn origin(&self) -> Origin {
        Origin::without_run(*self == Self::CONVENTION)
    }
}

impl Bands {
    /// Those of 财预〔2020〕10号.
    pub const CONVENTION: Self = Self([whole(90), whole(80), whole(60)]);

    /// The lowest scores of 优, 良 and 中; nothing where they do not fall, or lie outside of 0 to 100.
    pub fn new(bands: [Decimal; 3]) -> Option<Self> {
        let is_within = bands[0] <= HUNDRED && !bands[2].is_zero();
        (is_within && bands.is_sorted_by(|a, b| a > b)).then_some(Self(bands))
    }

    /// The band of a printed score. It is read off the rounded figure, so that a report never
    /// contradicts itself.
    pub fn grade(&self, score: Figure) -> Grade {
        let reached = self.0.iter().position(|&lowest| score.to_decimal() >= lowest);
        Grade::ALL[reached.unwrap_or(self.0.len())]
    }

    /// The lowest score of a grade; nothing for 差, which has no lower bound but 0.
    pub fn lowest(&self, grade: Grade) -> Option<Decimal> {
        self.0.get(grade as usize).copied()
    }

    /// The lowest scores, best first.
    pub const fn all(&self) -> &[Decimal; 3] {
        &self.0
    }

    /// Who says so, where no run does.
    pub fn origin(&self) -> Origin {
        Origin::without_run(*self == Self::CONVENTION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_fall_within_a_hundred_and_stand_in_their_bands() {
        for (points, bands, expected) in [
            ([100, 80, 60, 40, 0], [90, 80, 60], Some(vec![])),
            ([95, 85, 70, 30, 10], [90, 80, 60], Some(vec![])),
            ([100, 95, 60, 40, 0], [90, 80, 60], Some(vec![Attainment::Good])),
            ([89, 79, 60, 40, 0], [90, 80, 60], Some(vec![Attainment::Excellent, Attainment::Good])),
            ([100, 80, 60, 40, 0], [90, 70, 30], Some(vec![Attainment::Poor])),
            ([101, 80, 60, 40, 0], [90, 80, 60], None),
            ([100, 80, 80, 40, 0], [90, 80, 60], None),
            ([100, 80, 60, 40, 0], [90, 90, 60], None),
            ([100, 80, 60, 40, 0], [101, 80, 60], None),
            ([100, 80, 60, 40, 0], [90, 80, 0], None),
        ] {
            let legal = Points::new(points.map(whole)).zip(Bands::new(bands.map(whole)));
            let outside = legal.map(|(points, bands)| points.outside(&bands).collect::<Vec<_>>());
            assert_eq!(outside, expected, "{points:?} {bands:?}");
        }
    }
}
