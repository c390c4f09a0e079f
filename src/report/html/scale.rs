//! Places on a drawing. Scores are hundredths of a percent of a drawing's width or height, which
//! SVG takes as they are: `x="88.02%"`. So drawings stretch with the page and their text does not.

use crate::grading::Grade;
use crate::number::{Decimal, Figure};
use crate::report::{ActivityReport, Standing};

const WHOLE: i32 = 10_000;

/// A hundred percent.
pub(super) const FULL: Figure = Figure::from_hundredths(WHOLE);

/// What is left of a hundred, for drawings whose height grows upwards.
pub(super) const fn rest(figure: Figure) -> Figure {
    Figure::from_hundredths(WHOLE - figure.hundredths())
}

/// The length from one place to another.
pub(super) const fn between(from: Figure, to: Figure) -> Figure {
    Figure::from_hundredths(to.hundredths() - from.hundredths())
}

/// The middle of two places.
pub(super) const fn middle(from: Figure, to: Figure) -> Figure {
    Figure::from_hundredths(i32::midpoint(from.hundredths(), to.hundredths()))
}

/// Where a value stands on an axis that ends at `end`; the end itself for what lies beyond.
pub(super) fn place(value: Decimal, end: Decimal) -> Figure {
    if value >= end {
        return FULL;
    }
    value.times_hundred().to_fraction().checked_div(&end.to_fraction()).map_or(FULL, |share| share.round())
}

/// Where a count stands against the largest of its kind.
pub(super) fn share(count: usize, largest: usize) -> Figure {
    let whole = |count| Decimal::new(i128::try_from(count).unwrap_or(i128::MAX >> 32), 0);
    place(whole(count), whole(largest))
}

/// On which side of a mark its label has room.
pub(super) const fn anchor(at: Figure) -> &'static str {
    match at.hundredths() {
        ..1_200 => "start",
        8_801.. => "end",
        _ => "middle",
    }
}

/// The class that colours a grade; what is undecided has its own.
pub(super) const fn colour(grade: Option<Grade>) -> &'static str {
    match grade {
        Some(Grade::Excellent) => "excellent",
        Some(Grade::Good) => "good",
        Some(Grade::Fair) => "fair",
        Some(Grade::Poor) => "poor",
        None => "open",
    }
}

/// Activities side by side, each as wide as its weight.
pub(super) struct Column<'r, 't> {
    /// The activity.
    pub(super) activity: &'r ActivityReport<'t>,
    /// Its number in the table below, from 1.
    pub(super) number: usize,
    /// Its left edge.
    pub(super) left: Figure,
    /// Its width.
    pub(super) width: Figure,
}

/// The columns of the activities that weigh anything and have a score. The widths are the printed
/// weights, stretched by the hundredths that rounding took from or added to their sum.
pub(super) fn columns<'r, 't>(activities: impl Iterator<Item = &'r ActivityReport<'t>>) -> Vec<Column<'r, 't>> {
    let numbered: Vec<_> = activities.enumerate().filter(|(_, activity)| weighs(activity)).collect();
    let sum: i32 = numbered.iter().map(|(_, activity)| activity.weight.hundredths()).sum();
    let stretched = |hundredths: i32| Figure::from_hundredths(hundredths * WHOLE / sum);
    let mut done = 0;
    let mut columns = Vec::new();
    for (index, activity) in numbered {
        let left = stretched(done);
        done += activity.weight.hundredths();
        columns.push(Column { activity, number: index + 1, left, width: between(left, stretched(done)) });
    }
    columns
}

fn weighs(activity: &ActivityReport<'_>) -> bool {
    activity.weight > Figure::default() && activity.standing.range.is_some()
}

/// An interval that has some length.
pub(super) fn interval(standing: &Standing) -> Option<(Figure, Figure)> {
    standing.range.filter(|(min, max)| min != max)
}
