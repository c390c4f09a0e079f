//! Many units side by side: ranks, statistics, and where all of them lose most.

use std::cmp::Reverse;

use super::scorer::Scorer;
use super::unit::UnitReport;
use crate::actuals::UnitActuals;
use crate::grading::Grade;
use crate::number::{Figure, Fraction};
use crate::targets::{Activity, Indicator, TableNumber};

/// The order in which units are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Order {
    /// Best score first, an interval by its lower end.
    #[default]
    Score,
    /// By name, in code point order.
    Name,
    /// As they came.
    Input,
}

impl Order {
    /// Sorts units; those that nothing counts for come last. Equals stand in the order of their
    /// names and tables, so that the order of the input changes nothing where it was not asked for.
    pub fn sort(self, units: &mut [UnitReport<'_>]) {
        match self {
            Self::Score => units.sort_by_cached_key(|unit| {
                let score = unit.standing.min().unwrap_or(Figure::LEAST);
                (Reverse(score), unit.unit, unit.table)
            }),
            Self::Name => units.sort_by_cached_key(|unit| (unit.unit, unit.table)),
            Self::Input => {}
        }
    }
}

/// Many units side by side.
#[derive(Clone, Debug)]
pub struct League<'t> {
    /// One row for each unit of the report, in the report's order.
    pub rows: Vec<LeagueRow>,
    /// The picture of all scores; an interval counts with its lower end.
    pub statistics: Statistics,
    /// The bureaus that have units, in the library's order.
    pub bureaus: Vec<BureauLeague<'t>>,
}

/// The units of one bureau side by side.
#[derive(Clone, Debug)]
pub struct BureauLeague<'t> {
    /// The bureau's table.
    pub table: TableNumber,
    /// The positions of its units in the report, and their ranks among themselves.
    pub units: Vec<(usize, LeagueRow)>,
    /// Indicators by what they cost a unit of the bureau on average, dearest first.
    pub losses: Vec<IndicatorLoss<'t>>,
}

/// A unit's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeagueRow {
    /// Rank by printed score, ties as 1 2 2 4; none where nothing counts.
    pub rank: Option<usize>,
}

/// How the scores are distributed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Statistics {
    /// Units per band: 优, 良, 中, 差.
    pub per_grade: [usize; 4],
    /// Units whose interval spans more than one band.
    pub undecided: usize,
    /// Units for which nothing counts.
    pub without_score: usize,
    /// Arithmetic mean of the printed scores.
    pub mean: Option<Figure>,
    /// Minimum, lower quartile, median, upper quartile and maximum of the printed scores, as
    /// spreadsheets' QUARTILE.INC has them.
    pub quartiles: Option<[Figure; 5]>,
    /// Units per ten points of score: 0 to below 10, and so on; the last holds 90 to 100.
    pub histogram: [usize; 10],
    /// Those of them whose score is an interval that lies in several bands.
    pub undecided_histogram: [usize; 10],
}

/// What an indicator costs the units.
#[derive(Clone, Debug)]
pub struct IndicatorLoss<'t> {
    /// Its activity.
    pub activity: &'t Activity,
    /// The indicator.
    pub indicator: &'t Indicator,
    /// Loss per unit, over all units: those where it is unknown or does not count add nothing.
    pub mean: Figure,
    /// Units where it costs anything.
    pub losing: usize,
    /// Units where its loss is known.
    pub known: usize,
}

impl<'t> League<'t> {
    /// Ranks the units over all bureaus and within each, and sums up their scores; the losses are those of each
    /// table.
    pub fn new(units: &[UnitReport<'t>], losses: Vec<Vec<IndicatorLoss<'t>>>) -> Self {
        let rows = ranks(units.iter());
        let mut positions = vec![Vec::new(); losses.len()];
        for (position, unit) in units.iter().enumerate() {
            positions[usize::from(unit.table)].push(position);
        }
        let has_several = positions.iter().filter(|positions| !positions.is_empty()).count() > 1;
        let bureau = |(positions, losses): (Vec<usize>, _)| {
            let first = *positions.first()?;
            let rows = if has_several { ranks(positions.iter().map(|at| &units[*at])) } else { rows.clone() };
            Some(BureauLeague { table: units[first].table, units: positions.into_iter().zip(rows).collect(), losses })
        };
        let bureaus = positions.into_iter().zip(losses).filter_map(bureau).collect();
        Self { rows, statistics: Statistics::new(units), bureaus }
    }
}

fn ranks<'u>(units: impl Iterator<Item = &'u UnitReport<'u>> + Clone) -> Vec<LeagueRow> {
    let mut scores: Vec<_> = units.clone().filter_map(|unit| unit.standing.min()).collect();
    scores.sort_unstable_by(|a, b| b.cmp(a));
    let rank = |score: Figure| 1 + scores.partition_point(|&other| other > score);
    units.map(|unit| LeagueRow { rank: unit.standing.min().map(rank) }).collect()
}

/// Quarters of the way through the sorted scores at which the quartiles stand.
const QUARTER: [usize; 5] = [0, 1, 2, 3, 4];

impl Statistics {
    fn new(units: &[UnitReport<'_>]) -> Self {
        let mut statistics = Self::default();
        let mut scores = Vec::new();
        for unit in units {
            match (unit.standing.grade(), unit.standing.min()) {
                (Some(grade), _) => statistics.per_grade[grade as usize] += 1,
                (None, Some(min)) => {
                    statistics.undecided += 1;
                    statistics.undecided_histogram[ten(min)] += 1;
                }
                (None, None) => statistics.without_score += 1,
            }
            scores.extend(unit.standing.min());
        }
        scores.sort_unstable();
        for score in &scores {
            statistics.histogram[ten(*score)] += 1;
        }
        statistics.mean = mean(&scores);
        statistics.quartiles = (!scores.is_empty()).then(|| QUARTER.map(|quarter| quartile(&scores, quarter)));
        statistics
    }

    /// How many units are in a band.
    pub const fn of(&self, grade: Grade) -> usize {
        self.per_grade[grade as usize]
    }
}

/// The ten points that a score lies in, of ten.
fn ten(score: Figure) -> usize {
    usize::try_from(score.hundredths() / 1000).unwrap_or(0).min(9)
}

fn hundredths(figure: Figure) -> i128 {
    i128::from(figure.hundredths())
}

fn count(n: usize) -> i128 {
    i128::try_from(n).expect("a count of things in memory fits")
}

fn mean(scores: &[Figure]) -> Option<Figure> {
    let sum: i128 = scores.iter().copied().map(hundredths).sum();
    Fraction::new(sum, 100).checked_div(&Fraction::from_integer(count(scores.len()))).map(|mean| mean.round())
}

/// QUARTILE.INC: the value at (n − 1) × quarter ÷ 4, linear between neighbours.
fn quartile(sorted: &[Figure], quarter: usize) -> Figure {
    let position = (sorted.len() - 1) * quarter;
    let (below, rest) = (position / 4, position % 4);
    let low = hundredths(sorted[below]);
    let high = sorted.get(below + 1).map_or(low, |&figure| hundredths(figure));
    Fraction::new(low * 4 + (high - low) * count(rest), 400).round()
}

/// Sums up losses unit by unit.
#[derive(Debug)]
pub struct LossSums<'y, 't> {
    scoring: &'y Scorer<'t>,
    units: usize,
    sums: Vec<(Fraction, usize, usize)>,
}

impl<'y, 't> LossSums<'y, 't> {
    /// Starts with no unit.
    pub fn new(scoring: &'y Scorer<'t>) -> Self {
        Self { scoring, units: 0, sums: vec![(Fraction::ZERO, 0, 0); scoring.indicators().len()] }
    }

    /// Adds a unit.
    pub fn add(&mut self, unit: UnitActuals<'_, '_>) {
        self.units += 1;
        for ((sum, losing, known), loss) in self.sums.iter_mut().zip(self.scoring.losses(unit.outcomes)) {
            let Some(loss) = loss else { continue };
            *known += 1;
            if !loss.is_zero() {
                *losing += 1;
                *sum += &loss;
            }
        }
    }

    /// The indicators that cost anything, dearest first.
    pub fn finish(self) -> Vec<IndicatorLoss<'t>> {
        let units = Fraction::from_integer(count(self.units));
        let targets = self.scoring.targets();
        let mut losses: Vec<_> = targets
            .indicators()
            .zip(self.sums)
            .filter_map(|((activity, indicator), (sum, losing, known))| {
                let mean = sum.checked_div(&units)?.round();
                (losing > 0).then_some(IndicatorLoss { activity, indicator, mean, losing, known })
            })
            .collect();
        losses.sort_by_key(|loss| Reverse(loss.mean));
        losses
    }
}
