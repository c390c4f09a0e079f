//! How the units' scores lie: how many per ten points, and the quartiles.

use maud::{Markup, html as markup};

use super::Page;
use super::scale::{between, colour, rest, share};
use crate::grading::Grade;
use crate::number::Figure;
use crate::report::Statistics;

pub(super) fn figure(statistics: &Statistics, page: &Page<'_>) -> Markup {
    markup! {
        figure {
            div.plot-frame.plain { (drawing(statistics, page)) }
            figcaption {
                @if statistics.undecided > 0 { (page.pick("灰色为等级未定的单位。", "Grey: units whose grade is undecided. ")) }
                @if is_across(statistics, page) { (page.pick("与文字同色的分数段跨等级。", "In the colour of the text: ten points of more than one grade. ")) }
                (page.pick(
                    "每 10 分一档的单位数；区间按下限计。下方横线为最低到最高，方框为上下四分位数，竖线为中位数。",
                    "Units per ten points; a range counts with its lower end. Below: minimum to maximum, the box from lower to upper quartile, the upright line at the median.",
                ))
            }
        }
    }
}

/// Whether a column is drawn whose ten points have more than one grade.
fn is_across(statistics: &Statistics, page: &Page<'_>) -> bool {
    let mut columns = statistics.histogram.iter().zip(&statistics.undecided_histogram).enumerate();
    columns.any(|(tens, (count, undecided))| count > undecided && band(tens, page).is_none())
}

fn drawing(statistics: &Statistics, page: &Page<'_>) -> Markup {
    let largest = statistics.histogram.iter().copied().max().unwrap_or(0).max(1);
    markup! {
        svg.bars role="img" aria-labelledby="spread-title" aria-describedby="spread-text" width="100%" height="250" {
            title #spread-title { (page.words.distribution) }
            desc #spread-text { (said(statistics, page)) }
            svg.plot y="24" width="100%" height="150" {
                rect.ground width="100%" height="100%" {}
                @for (tens, (&count, &undecided)) in statistics.histogram.iter().zip(&statistics.undecided_histogram).enumerate() {
                    (column(tens, (count, undecided), largest, page))
                }
                line.axis x1="0" x2="100%" y1="100%" y2="100%" {}
            }
            @for tens in 0..=10_u8 {
                text.tick x={ (tens) "0%" } y="190" text-anchor=(tick_anchor(tens)) { (if tens == 0 { "0".to_owned() } else { format!("{tens}0") }) }
            }
            @if let Some(quartiles) = statistics.quartiles { svg.plot y="200" width="100%" height="40" { (box_plot(quartiles)) } }
        }
    }
}

const fn tick_anchor(tens: u8) -> &'static str {
    match tens {
        0 => "start",
        10 => "end",
        _ => "middle",
    }
}

/// The class of a column whose ten points have more than one grade; those that are undecided have their own.
const ACROSS: &str = "across";

/// The grade of ten points, where all of them have the same in all tables.
fn band(tens: usize, page: &Page<'_>) -> Option<Grade> {
    let first = i32::try_from(tens).ok()? * 1_000;
    // A whole hundred is in the last column.
    let last = if first == 9_000 { 10_000 } else { first + 999 };
    let bands = page.report.common_bands()?;
    let [lowest, highest] = [first, last].map(|end| bands.grade(Figure::from_hundredths(end)));
    (lowest == highest).then_some(lowest)
}

/// The units of ten points, those that are undecided on top.
fn column(tens: usize, (count, undecided): (usize, usize), largest: usize, page: &Page<'_>) -> Markup {
    let (height, decided) = (share(count, largest), share(count - undecided, largest));
    markup! {
        @if count > 0 {
            rect.bar.(band(tens, page).map_or(ACROSS, |band| colour(Some(band)))) x={ (tens) "0%" } width="10%" y={ (rest(decided)) "%" } height={ (decided) "%" } {}
            @if undecided > 0 {
                rect.bar.open x={ (tens) "0%" } width="10%" y={ (rest(height)) "%" } height={ (between(decided, height)) "%" } {}
            }
            text.value x={ (tens) "5%" } y={ (rest(height)) "%" } dy="-5" text-anchor="middle" { (count) }
        }
    }
}

fn box_plot([min, lower, median, upper, max]: [Figure; 5]) -> Markup {
    markup! {
        line.whisker x1={ (min) "%" } x2={ (max) "%" } y1="20" y2="20" {}
        line.whisker x1={ (min) "%" } x2={ (min) "%" } y1="12" y2="28" {}
        line.whisker x1={ (max) "%" } x2={ (max) "%" } y1="12" y2="28" {}
        rect.box x={ (lower) "%" } width={ (between(lower, upper)) "%" } y="8" height="24" {}
        line.median x1={ (median) "%" } x2={ (median) "%" } y1="5" y2="35" {}
    }
}

fn said(statistics: &Statistics, page: &Page<'_>) -> String {
    let columns = statistics.histogram.iter().enumerate().filter(|(_, count)| **count > 0);
    let columns: Vec<_> = columns.map(|(tens, count)| format!("{}–{}: {count}", tens * 10, tens * 10 + 10)).collect();
    columns.join(page.pick("；", "; "))
}
