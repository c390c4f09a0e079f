//! Many offices: the league table, how the scores are distributed, and where offices lose most.

use super::grid::{Cell, Column, Grid, Paint, render_parts};
use super::page::{NONE, Page, figure, percent};
use super::wrap::clean;
use crate::grading::Grade;
use crate::language::Language;
use crate::number::Figure;
use crate::report::{IndicatorLoss, League, LeagueRow, State, Statistics, UnitReport, shown, words};

/// Indicators that are shown; the rest cost less.
const DEAREST: usize = 10;

/// How much room a line of the league table takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Counts per grade and state in their own columns.
    Wide,
    /// All counts in one column.
    Medium,
    /// And intervals on two lines, and names on more.
    Narrow,
}

/// The league table and the picture of all scores.
pub(super) fn league(page: &Page<'_>, league: &League<'_>) -> String {
    [head(page), ranking(page, &league.rows), distribution(page, &league.statistics), losses(page, &league.losses)]
        .concat()
}

fn head(page: &Page<'_>) -> String {
    let words = page.words;
    let mut lines = vec![(words.bureau, clean(&shown::bureau(page.report)))];
    lines.extend(page.report.period.iter().map(|period| (words.period, clean(period))));
    lines.push((words.units, shown::offices(page.report, page.view.language)));
    page.title() + &page.labelled(&lines) + "\n"
}

fn ranking(page: &Page<'_>, rows: &[LeagueRow]) -> String {
    /// Offices in a part of the table.
    const PART: usize = 1000;
    let (width, colour) = (page.view.width, page.view.colour);
    let render = |layout| {
        let parts = || rows.chunks(PART).zip(page.report.units.chunks(PART)).map(|part| grid(page, part, layout));
        render_parts(parts, width, colour, layout == Layout::Narrow)
    };
    let table = [Layout::Wide, Layout::Medium, Layout::Narrow].into_iter().find_map(render);
    let heading = page.strong(page.pick("一、单位排名", page.words.league));
    format!("{heading}\n{}\n", table.unwrap_or_default())
}

fn grid(page: &Page<'_>, (rows, units): (&[LeagueRow], &[UnitReport<'_>]), layout: Layout) -> Grid {
    let mut grid = Grid::new(headings(page, layout));
    for (row, unit) in rows.iter().zip(units) {
        grid.row(line(page, *row, unit, layout));
    }
    grid
}

fn headings(page: &Page<'_>, layout: Layout) -> Vec<Column> {
    let words = page.words;
    let mut columns = vec![
        Column::figures(words.rank),
        Column::text(words.unit).breaking(if layout == Layout::Narrow { 12 } else { 16 }),
        Column::figures(words.score),
        Column::text(words.grade),
        Column::figures(words.coverage),
    ];
    let grades = Grade::ALL.map(|grade| words::grade(grade, page.view.language));
    let states = [State::Missing, State::NotApplicable].map(|state| words::state(state, page.view.language));
    match (layout, page.view.language) {
        (Layout::Wide, _) => columns.extend(grades.into_iter().chain(states).map(Column::figures)),
        (_, Language::Chinese) => {
            columns.push(Column::figures(format!("{}/\n{}", grades.join("/"), states.join("/"))));
        }
        (_, Language::English) => columns.push(Column::figures("Per grade,\nbest first,\nmissing,\nN/A")),
    }
    columns.extend([Column::text(words.largest_loss).breaking(14), Column::figures(words.loss)]);
    columns
}

fn line(page: &Page<'_>, row: LeagueRow, unit: &UnitReport<'_>, layout: Layout) -> Vec<Cell> {
    let line_end = if layout == Layout::Narrow { "\n" } else { "" };
    let mut cells = vec![
        Cell::from(row.rank.map_or_else(|| NONE.to_owned(), |rank| rank.to_string())),
        Cell::from(clean(shown::unit_name(unit, page.view.language))),
        Cell::from(page.score(&unit.standing, line_end)),
        page.band(&unit.standing),
        Cell::from(percent(unit.coverage)),
    ];
    let counts = Grade::ALL.map(|grade| unit.counts.of(grade).to_string());
    let states = [unit.counts.missing, unit.counts.not_applicable].map(|count| count.to_string());
    match layout {
        Layout::Wide => cells.extend(counts.into_iter().chain(states).map(Cell::from)),
        Layout::Medium | Layout::Narrow => {
            let counts: Vec<_> = counts.into_iter().chain(states).collect();
            cells.push(counts.join("/").into());
        }
    }
    let largest = unit.largest_loss();
    cells.push(largest.map_or_else(|| NONE.to_owned(), |(indicator, _)| clean(&indicator.name)).into());
    cells.push(figure(largest.map(|(_, loss)| loss)).into());
    cells
}

/// Offices per grade, and the figures of the distribution.
fn distribution(page: &Page<'_>, statistics: &Statistics) -> String {
    let heading = page.strong(page.pick("二、得分分布", page.words.distribution));
    let grades = per_grade(page, statistics).render(page.view.width, page.view.colour);
    let figures = figures(page, statistics).render(page.view.width, page.view.colour);
    format!("{heading}\n{grades}\n{figures}\n")
}

fn per_grade(page: &Page<'_>, statistics: &Statistics) -> Grid {
    let mut grid = Grid::new(vec![Column::text(page.words.grade), Column::figures(page.words.units), Column::text("")]);
    let counts = Grade::ALL.map(|grade| (words::grade(grade, page.view.language), Some(grade), statistics.of(grade)));
    let undecided = (page.words.undecided, None, statistics.undecided);
    let without = (page.words.no_score, None, statistics.without_score);
    let most = statistics.per_grade.into_iter().chain([statistics.undecided, statistics.without_score]).max();
    for (name, grade, count) in counts.into_iter().chain([undecided, without]) {
        // Every band is shown, the two exceptions only where there are any.
        if grade.is_some() || count > 0 {
            let paint = grade.map(Paint::Grade);
            let bar = bar(count, most.unwrap_or(0));
            grid.row(vec![Cell::from(name).painted(paint), count.to_string().into(), Cell::from(bar).painted(paint)]);
        }
    }
    grid
}

/// A bar whose length is to the longest as `count` is to `most`; whatever is there can be seen.
fn bar(count: usize, most: usize) -> String {
    const LONGEST: usize = 40;
    "#".repeat((count * LONGEST).div_ceil(most.max(1)))
}

fn figures(page: &Page<'_>, statistics: &Statistics) -> Grid {
    let words = page.words;
    let [minimum, lower, median, upper, maximum] = match statistics.quartiles {
        Some(quartiles) => quartiles.map(Some),
        None => [None; 5],
    };
    let columns: [(&str, Option<Figure>); 6] = [
        (words.mean, statistics.mean),
        (words.minimum, minimum),
        (words.lower_quartile, lower),
        (words.median, median),
        (words.upper_quartile, upper),
        (words.maximum, maximum),
    ];
    let mut grid = Grid::new(columns.map(|(heading, _)| Column::figures(heading)).into());
    grid.row(columns.map(|(_, value)| Cell::from(figure(value))).into());
    grid
}

/// The indicators on which offices lose most.
fn losses(page: &Page<'_>, losses: &[IndicatorLoss<'_>]) -> String {
    let words = page.words;
    let heading = page.strong(page.pick("三、失分最多的指标", words.dearest));
    let mut grid = Grid::new(vec![
        Column::text(words.indicator).breaking(14),
        Column::text(words.activity).breaking(14),
        Column::figures(words.mean_loss),
        Column::figures(words.losing),
        Column::figures(words.known),
    ]);
    for loss in losses.iter().take(DEAREST) {
        let names = [clean(&loss.indicator.name), clean(&loss.activity.name)];
        let figures = [loss.mean.to_string(), loss.losing.to_string(), loss.known.to_string()];
        grid.row(names.into_iter().chain(figures).map(Cell::from).collect());
    }
    let nothing = page.pick("没有失分。\n", "No points were lost.\n");
    let body = if losses.is_empty() { nothing.to_owned() } else { grid.render(page.view.width, page.view.colour) };
    format!("{heading}\n{body}")
}
