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

/// Moves labels apart that would stand closer than `gap`, in hundredths of a percent, and keeps them
/// on the drawing. Those that would collide form a group around the middle of what they want.
pub(super) fn spread(wanted: &[Figure], gap: i32) -> Vec<Figure> {
    let count = i32::try_from(wanted.len()).unwrap_or(WHOLE).max(1);
    let gap = gap.min(WHOLE / count);
    let mut groups: Vec<(i32, usize)> = Vec::new();
    for (place, figure) in (0..).zip(wanted) {
        let (mut middle, mut size) = (figure.hundredths() - place * gap, 1);
        while let Some((left, more)) = groups.pop_if(|(left, _)| *left > middle) {
            middle = mean_of((left, more), (middle, size));
            size += more;
        }
        groups.push((middle, size));
    }
    let places = groups.into_iter().flat_map(|(middle, size)| std::iter::repeat_n(middle, size));
    let last = WHOLE - gap / 2 - (count - 1) * gap;
    places.zip(0..).map(|(left, place)| Figure::from_hundredths(left.clamp(gap / 2, last) + place * gap)).collect()
}

/// The middle of two groups of places.
fn mean_of(one: (i32, usize), other: (i32, usize)) -> i32 {
    let sum = |(middle, size): (i32, usize)| i64::from(middle) * i64::try_from(size).unwrap_or(1);
    let size = i64::try_from(one.1 + other.1).unwrap_or(1);
    i32::try_from((sum(one) + sum(other)) / size).unwrap_or(0)
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

/// Whether an activity has a width and a height on a drawing.
pub(super) fn weighs(activity: &ActivityReport<'_>) -> bool {
    activity.weight > Figure::default() && activity.standing.range().is_some()
}

/// An interval that has some length.
pub(super) fn interval(standing: &Standing) -> Option<(Figure, Figure)> {
    standing.range().filter(|(min, max)| min != max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread_of(wanted: &[i32], gap: i32) -> Vec<i32> {
        let wanted: Vec<_> = wanted.iter().map(|&place| Figure::from_hundredths(place)).collect();
        spread(&wanted, gap).into_iter().map(Figure::hundredths).collect()
    }

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(spread_of(&[1_000, 3_000, 9_000], 1_400), [1_000, 3_000, 9_000]);
        assert_eq!(spread_of(&[], 1_400), [0; 0]);
    }

    #[test]
    fn labels_that_would_collide_part_evenly_and_stay_on_the_drawing() {
        assert_eq!(spread_of(&[4_400, 4_600], 1_400), [3_800, 5_200]);
        assert_eq!(spread_of(&[9_900, 10_000], 1_400), [7_900, 9_300]);
        for count in [1, 7, 8, 40, 500] {
            let places = spread_of(&vec![5_000; count], 1_400);
            let gap = 1_400.min(10_000 / i32::try_from(count).expect("small"));
            assert!(places.windows(2).all(|pair| pair[1] - pair[0] >= gap), "{places:?}");
            assert!(places[0] >= 0 && places[count - 1] <= 10_000, "{places:?}");
        }
    }
}
