//! Where points were lost, largest first, and what the next grade would take and bring.

use super::grid::{Cell, Column, Grid};
use super::page::{NONE, Page, actual, measured};
use super::wrap::{clean, hanging};
use crate::language::Language;
use crate::number::Figure;
use crate::report::{ActivityReport, IndicatorReport, NextReport, UnitReport, shown, words};

/// The section on losses, with its heading.
pub(super) fn losses(page: &Page<'_>, unit: &UnitReport<'_>) -> String {
    if unit.duties().is_none() {
        return String::new();
    }
    let heading = page.strong(page.pick("二、失分情况（从大到小）", "Where points were lost, largest loss first"));
    let losses = unit.losses();
    let mut body = String::new();
    if !losses.is_empty() {
        let full = grid(page, &losses, true);
        let grid = if full.fits(page.view.width) { full } else { grid(page, &losses, false) };
        body = grid.render(page.view.width, page.view.colour);
    }
    body.push_str(&hanging("", &sum(page, unit), page.view.width));
    format!("{heading}\n{body}\n")
}

type Loss<'u, 't> = (&'u ActivityReport<'t>, &'u IndicatorReport<'t>, Figure);

/// With or without the actual and its grade, which stand above as well.
fn grid(page: &Page<'_>, losses: &[Loss<'_, '_>], full: bool) -> Grid {
    let words = page.words;
    let mut columns = vec![
        Column::figures(words.loss),
        Column::text(words.indicator).breaking(14),
        Column::text(words.activity).breaking(14),
    ];
    columns.extend(full.then(|| Column::figures(words.actual)));
    columns.extend(full.then(|| Column::text(words.grade)));
    columns.extend([Column::text(words.next_grade), Column::figures(words.distance), Column::figures(words.gain)]);
    let mut grid = Grid::new(columns);
    for loss in losses {
        grid.row(row(page, loss, full));
    }
    grid
}

fn row(page: &Page<'_>, (activity, indicator, loss): &Loss<'_, '_>, full: bool) -> Vec<Cell> {
    let mut cells =
        [loss.to_string(), clean(&indicator.target.name), clean(&activity.target.name)].map(Cell::from).to_vec();
    cells.extend(full.then(|| Cell::from(actual(indicator))));
    cells.extend(full.then(|| page.grade(indicator, page.pick(" ", ", "), " ")));
    cells.extend(next(page, indicator).map(Cell::from));
    cells
}

/// Grade and cut-off, distance, and gain.
fn next(page: &Page<'_>, indicator: &IndicatorReport<'_>) -> [String; 3] {
    let Some(NextReport { grade, cutoff, distance, gain }) = indicator.next else { return [NONE; 3].map(String::from) };
    let target = indicator.target;
    [
        format!("{} {}", words::grade(grade, page.view.language), measured(cutoff, target)),
        measured(distance, target),
        gain.to_string(),
    ]
}

/// The sum of the losses, and that there may be more where values are missing.
fn sum(page: &Page<'_>, unit: &UnitReport<'_>) -> String {
    let (loss, missing) = (shown::figure(unit.loss()), unit.counts.missing);
    let is_nothing = unit.loss() == Some(Figure::default());
    let open = shown::has_unknown_losses(unit, page.report.missing);
    match (open, page.view.language) {
        (false, Language::Chinese) if is_nothing => "没有失分。".to_owned(),
        (false, Language::English) if is_nothing => "No points were lost.".to_owned(),
        (false, Language::Chinese) => format!("失分合计 {loss} 分。"),
        (false, Language::English) => format!("Losses add up to {loss} points."),
        (true, Language::Chinese) => format!("已知失分合计 {loss} 分；未报的 {missing} 项失分未知，不在其中。"),
        (true, Language::English) => {
            format!("Known losses add up to {loss} points; those of the {missing} missing values are unknown.")
        }
    }
}
