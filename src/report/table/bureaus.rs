//! Several tables as a list (`score targets`).

use super::View;
use super::grid::{Cell, Column, Grid};
use super::wrap::clean;
use crate::report::words;
use crate::targets::Targets;

/// The bureaus of several tables as text, one in a line.
#[must_use]
pub fn bureaus<'t>(tables: impl IntoIterator<Item = &'t Targets>, view: &View) -> String {
    let words = words::words(view.language);
    let pick = |chinese, english| view.language.pick(chinese, english);
    let mut grid = Grid::new(vec![
        Column::text(words.bureau_code),
        Column::text(words.bureau).breaking(14),
        Column::figures(pick("职责个数", "Duties")),
        Column::figures(pick("活动个数", "Activities")),
        Column::figures(words.indicator_counts),
        Column::figures(words.budget),
        Column::text(words.budget_unit),
    ]);
    for table in tables {
        let counts = [table.duties().len(), table.activities().count(), table.indicators().count()];
        let mut cells: Vec<Cell> = vec![clean(&table.code).into(), clean(&table.name).into()];
        cells.extend(counts.map(|count| Cell::from(count.to_string())));
        cells.push(table.budget().fixed(2).into());
        cells.push(clean(&table.budget_unit).into());
        grid.row(cells);
    }
    grid.render(view.width, view.colour) + "\n"
}
