//! A table of the document in the widest layout that fits.

use super::grid::{Cell, Column, Grid, Room, render_parts};
use super::page::Page;
use super::wrap::clean;
use crate::language::Language;
use crate::report::document::{self, Role, Row, Table};

/// How much room a line of a table takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// Every column, nothing broken.
    Full,
    /// Without what other columns or tables hold too.
    Plain,
    /// All counts in one column.
    Medium,
    /// And names on more lines.
    Narrow,
    /// Without the counts, which each unit's own report has.
    Least,
}

/// Rows that are made and aligned in one go: a league table may be of any length.
const PART: usize = 1000;

/// The table as lines.
pub(super) fn table(page: &Page<'_>, table: &Table<'_>) -> String {
    let has = |role| table.columns.iter().any(|column| column.role == role);
    let render = |(layout, room): (Layout, Room)| {
        let writer = Writer { page, table, layout, order: order(table, layout) };
        let parts = || {
            let mut rows = table.rows().peekable();
            std::iter::from_fn(move || rows.peek().is_some().then(|| rows.by_ref().take(PART).collect::<Vec<_>>()))
        };
        render_parts(|| parts().map(|rows| writer.grid(&rows)), page.view.width, page.view.colour, room)
    };
    let full = has(Role::Repeated).then_some((Layout::Full, Room::Natural));
    let narrower: &[_] = if has(Role::Count) {
        &[
            (Layout::Plain, Room::Broken),
            (Layout::Medium, Room::Broken),
            (Layout::Narrow, Room::Broken),
            (Layout::Least, Room::Any),
        ]
    } else {
        &[(Layout::Plain, Room::Broken), (Layout::Least, Room::Any)]
    };
    full.into_iter().chain(narrower.iter().copied()).find_map(render).unwrap_or_default()
}

/// The columns that a layout shows, from left to right: what a table is sorted by comes first.
fn order(table: &Table<'_>, layout: Layout) -> Vec<usize> {
    let role = |index: &usize| table.columns[*index].role;
    let is_shown = |index: &usize| match role(index) {
        Role::Plain | Role::Name | Role::Within | Role::Key | Role::Cutoff => true,
        Role::Count => layout != Layout::Least,
        Role::Repeated => layout == Layout::Full,
        Role::Drawn => false,
    };
    let mut order: Vec<_> = (0..table.columns.len()).filter(is_shown).collect();
    order.sort_by_key(|index| role(index) != Role::Key);
    order
}

/// Columns and rows of a table in one layout.
struct Writer<'w, 'd> {
    page: &'w Page<'w>,
    table: &'w Table<'d>,
    layout: Layout,
    order: Vec<usize>,
}

impl<'d> Writer<'_, 'd> {
    fn grid(&self, rows: &[Row<'d>]) -> Grid {
        let mut grid = Grid::new(self.columns());
        for row in rows {
            grid.row(self.cells(row));
        }
        grid
    }

    /// Whether the counts stand in one cell.
    const fn joins_counts(&self) -> bool {
        matches!(self.layout, Layout::Medium | Layout::Narrow)
    }

    fn columns(&self) -> Vec<Column> {
        let mut columns = Vec::new();
        let mut counts = Vec::new();
        for &index in &self.order {
            let column = &self.table.columns[index];
            if column.role == Role::Count && self.joins_counts() {
                counts.push(column.name);
                continue;
            }
            columns.extend(self.joined_heading(&std::mem::take(&mut counts)));
            columns.push(self.column(column));
        }
        columns.extend(self.joined_heading(&counts));
        columns
    }

    fn column(&self, column: &document::Column<'_>) -> Column {
        let heading = match &column.unit {
            Some(unit) => format!("{} ({})", column.name, clean(unit)),
            None => column.name.to_owned(),
        };
        let least = match (self.layout, column.role) {
            (Layout::Narrow | Layout::Least, Role::Name) => 8,
            (Layout::Narrow | Layout::Least, _) => 10,
            _ => 12,
        };
        match (column.is_figures, column.breaks) {
            (true, _) => Column::figures(heading),
            (false, true) => Column::text(heading).breaking(least),
            (false, false) => Column::text(heading),
        }
    }

    /// The heading of counts in one cell: grades on one line, states on the next.
    fn joined_heading(&self, counts: &[&str]) -> Option<Column> {
        let (grades, states) = counts.split_at_checked(crate::grading::Grade::ALL.len())?;
        Some(Column::figures(match self.page.view.language {
            Language::Chinese => format!("{}/\n{}", grades.join("/"), states.join("/")),
            Language::English => "Per grade,\nbest first,\nmissing, not\napplicable".to_owned(),
        }))
    }

    fn cells(&self, row: &Row<'_>) -> Vec<Cell> {
        let mut cells = Vec::new();
        let mut counts = Vec::new();
        for &index in &self.order {
            let cell = &row.cells[index];
            if self.table.columns[index].role == Role::Count && self.joins_counts() {
                counts.push(cell.text(&self.page.marks, self.page.view.language));
                continue;
            }
            cells.extend((!counts.is_empty()).then(|| Cell::from(counts.join("/"))));
            counts.clear();
            cells.push(self.cell(cell));
        }
        cells.extend((!counts.is_empty()).then(|| Cell::from(counts.join("/"))));
        cells
    }

    fn cell(&self, cell: &document::Cell<'_>) -> Cell {
        let page = self.page;
        match cell {
            document::Cell::Score(standing) => Cell::from(page.score(standing)),
            document::Cell::Band(standing) => page.band(standing),
            document::Cell::Actual(indicator) => Cell::from(page.actual(indicator)),
            document::Cell::Attained(indicator) => page.grade(indicator, page.pick(" ", ", "), " "),
            other => Cell::from(clean(&other.text(&page.marks, page.view.language))),
        }
    }
}
