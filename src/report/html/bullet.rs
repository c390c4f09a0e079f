//! One indicator on its own scale: the four cut-offs as grounds that get fainter towards 优, the
//! actual as a bar across them that ends in a diamond.

use maud::{Markup, html as markup};

use super::Page;
use super::scale::{colour, place};
use crate::grading::{Attainment, Direction, Grade};
use crate::number::{Decimal, Figure};
use crate::report::words::grade;
use crate::report::{IndicatorReport, shown};

/// The grounds, best first; the last is there where a 差 line is.
const GROUNDS: [&str; 5] = ["excellent", "good", "fair", "poor", "below"];

pub(super) fn drawing(indicator: &IndicatorReport<'_>, id: &str, page: &Page<'_>) -> Markup {
    let scale = Scale::new(indicator);
    markup! {
        svg.bullet role="img" aria-labelledby={ (id) "t" } aria-describedby={ (id) "d" } width="100%" height="22" {
            title id={ (id) "t" } { (indicator.target.name) }
            desc id={ (id) "d" } { (said(indicator, page)) }
            svg y="2" width="100%" height="18" {
                @for (ground, from) in scale.grounds() {
                    rect.{ "ground-" (ground) } x={ (from) "%" } width="100%" height="18" {}
                }
            }
            @if let Some(actual) = indicator.actual { (bar(actual, indicator, &scale)) }
            @for (index, cutoff) in indicator.target.cutoffs.written().into_iter().flatten().enumerate() {
                line.cutoff.best[index == 0] x1={ (scale.at(cutoff)) "%" } x2={ (scale.at(cutoff)) "%" } y1="2" y2="20" {}
            }
        }
    }
}

/// How to read the drawings; what none of them has is not explained.
pub(super) fn legend(indicators: &[&IndicatorReport<'_>], page: &Page<'_>) -> String {
    let lower = |indicator: &IndicatorReport<'_>| indicator.target.cutoffs.direction() == Direction::LowerIsBetter;
    let beyond =
        |indicator: &IndicatorReport<'_>| indicator.actual.is_some_and(|actual| actual > Scale::new(indicator).end);
    let mut text = page
        .pick(
            "图中菱形和横条的右端为实际值，竖线为四档标准（粗线为优）；底色从左到右依次为低于差线、差、中、良、优",
            "On the charts the diamond at the end of the bar is the actual; upright lines are the four cut-offs, the thick one being excellent; the grounds from left to right are below poor, poor, fair, good and excellent",
        )
        .to_owned();
    if indicators.iter().any(|indicator| lower(indicator)) {
        text += page.pick("，越低越好的指标相反", ", the other way round where lower is better");
    }
    if indicators.iter().any(|indicator| indicator.target.cutoffs.poor().is_none()) {
        text += page.pick("，没有差线的只到差为止", ", and no ground lies below poor where there is no poor cut-off");
    }
    if indicators.iter().any(|indicator| beyond(indicator)) {
        text += page.pick("；箭头表示实际值在图外", "; an arrow head means that the actual lies beyond the chart");
    }
    text + page.pick("。", ".")
}

fn bar(actual: Decimal, indicator: &IndicatorReport<'_>, scale: &Scale<'_>) -> Markup {
    let at = scale.at(actual);
    let attained = indicator.attainment().map(Attainment::grade);
    markup! {
        rect.actual.(colour(attained)) width={ (at) "%" } y="7" height="8" {}
        @if actual > scale.end {
            // Off the scale: an arrow head says that the bar goes on.
            svg.beyond x="100%" y="11" { path d="M-9 -7 L1 0 L-9 7 Z" {} }
        } @else {
            svg.tip x={ (at) "%" } y="11" { path d="M0 -7 L6 0 L0 7 L-6 0 Z" {} }
        }
    }
}

/// The drawing in words.
fn said(indicator: &IndicatorReport<'_>, page: &Page<'_>) -> String {
    let comma = page.pick("，", ", ");
    let cutoffs = indicator.target.cutoffs.written().into_iter().flatten().zip(Grade::ALL);
    let cutoffs: Vec<_> = cutoffs
        .map(|(cutoff, band)| format!("{} {}", grade(band, page.language), indicator.target.cutoff(cutoff)))
        .collect();
    let words = page.words;
    format!(
        "{} {}{comma}{} {}{comma}{} {}",
        words.actual,
        shown::actual(indicator, page.language),
        words.grade,
        shown::attained(indicator, page.language),
        words.cutoffs,
        cutoffs.join(page.pick("、", ", ")),
    )
}

/// An axis from 0 to a little beyond all cut-offs. For percentages it is 0 to 120 wherever that
/// holds them, so that the bars of a report can be compared.
struct Scale<'r> {
    indicator: &'r IndicatorReport<'r>,
    end: Decimal,
}

impl<'r> Scale<'r> {
    fn new(indicator: &'r IndicatorReport<'r>) -> Self {
        let cutoffs = indicator.target.cutoffs.written();
        let hundred = Decimal::new(100, 0);
        let least = if indicator.target.is_percentage() { hundred } else { Decimal::new(0, 0) };
        let largest = cutoffs.into_iter().flatten().fold(least, Ord::max);
        let largest = if largest.is_zero() { hundred } else { largest };
        Self { indicator, end: Decimal::new(largest.mantissa() * 12, largest.decimals() + 1) }
    }

    fn at(&self, value: Decimal) -> Figure {
        place(value, self.end)
    }

    /// Each ground and where it begins; it reaches to the right end, under the next one.
    fn grounds(&self) -> Vec<(&'static str, Figure)> {
        let cutoffs = &self.indicator.target.cutoffs;
        let mut starts: Vec<_> = cutoffs.written().into_iter().flatten().map(|cutoff| self.at(cutoff)).collect();
        let mut names = GROUNDS[..=starts.len()].to_vec();
        match cutoffs.direction() {
            Direction::HigherIsBetter => {
                starts.reverse();
                names.reverse();
            }
            Direction::LowerIsBetter => {}
        }
        starts.insert(0, Figure::default());
        names.into_iter().zip(starts).collect()
    }
}
