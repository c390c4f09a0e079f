//! Columns of cells that line up. The widths are settled here, so that only names are ever broken
//! over several lines and a figure never is; comfy-table pads and aligns.
//!
//! There are no vertical lines, and rules are of ASCII: box characters are two columns wide on some
//! terminals, which would put every line of a table somewhere else.

use comfy_table::{CellAlignment, ColumnConstraint, ContentLineStyle, LineStyle, Table, TableStyle, Width};
use unicode_width::UnicodeWidthChar;

use super::wrap::{columns, wrap_evenly};
use crate::grading::Grade;

const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('-'))
    .content_lines(ContentLineStyle::none());

/// Columns between two cells where there is room, and where there is not.
const GAP: usize = 2;
const LEAST_GAP: usize = 1;

/// How a cell stands out on a terminal with colour.
#[derive(Clone, Copy, Debug)]
pub(super) enum Paint {
    /// By a grade.
    Grade(Grade),
    /// As a heading or a total.
    Strong,
}

impl Paint {
    const fn start(self) -> &'static str {
        match self {
            Self::Grade(Grade::Excellent) => "\u{1b}[32m",
            Self::Grade(Grade::Good) => "\u{1b}[36m",
            Self::Grade(Grade::Fair) => "\u{1b}[33m",
            Self::Grade(Grade::Poor) => "\u{1b}[31m",
            Self::Strong => "\u{1b}[1m",
        }
    }

    /// The text in this paint where there is colour, else as it is.
    pub(super) fn on(self, text: &str, colour: bool) -> String {
        if colour { format!("{}{text}\u{1b}[0m", self.start()) } else { text.to_owned() }
    }
}

/// A column's heading and how its cells stand.
#[derive(Clone, Debug)]
pub(super) struct Column {
    heading: String,
    right: bool,
    close: bool,
    least: Option<usize>,
}

impl Column {
    /// Text, from the left.
    pub(super) fn text(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), right: false, close: false, least: None }
    }

    /// Figures, from the right.
    pub(super) fn figures(heading: impl Into<String>) -> Self {
        Self { right: true, ..Self::text(heading) }
    }

    /// Keeps near to the column before, where not all columns can stand apart.
    pub(super) fn close(self) -> Self {
        Self { close: true, ..self }
    }

    /// Lets cells break over several lines, down to `least` columns.
    pub(super) fn breaking(self, least: usize) -> Self {
        Self { least: Some(least), ..self }
    }
}

/// One cell.
#[derive(Clone, Debug)]
pub(super) struct Cell {
    text: String,
    indent: usize,
    paint: Option<Paint>,
}

impl Cell {
    /// Moves the text to the right, its further lines too.
    pub(super) fn indented(self, indent: usize) -> Self {
        Self { indent, ..self }
    }

    /// Makes the text stand out.
    pub(super) fn painted(self, paint: Option<Paint>) -> Self {
        Self { paint, ..self }
    }

    fn lines(&self, width: usize) -> Vec<String> {
        let room = width.saturating_sub(self.indent);
        let broken = |line| if columns(line) > room { wrap_evenly(line, room.max(2)) } else { vec![line.to_owned()] };
        let indented = |line| if self.indent == 0 { line } else { format!("{}{line}", " ".repeat(self.indent)) };
        self.text.split('\n').flat_map(broken).map(indented).collect()
    }

    fn width(&self) -> usize {
        self.indent + widest(self.text.split('\n'))
    }
}

impl<T: Into<String>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), indent: 0, paint: None }
    }
}

fn widest<'l>(lines: impl IntoIterator<Item = &'l str>) -> usize {
    lines.into_iter().map(columns).max().unwrap_or(0)
}

#[derive(Debug)]
enum Row {
    Cells(Vec<Cell>),
    Blank,
    Rule,
}

/// Rows of cells under headings.
#[derive(Debug)]
pub(super) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Row>,
}

/// A row of cells broken into lines, ready to be aligned.
struct Broken<'g> {
    cells: Vec<(Vec<String>, Option<Paint>)>,
    rest: &'g [Row],
}

impl Grid {
    /// A grid without rows.
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "one cell for each column");
        self.rows.push(Row::Cells(cells));
    }

    /// Adds a row that stands out; cells that are painted already keep their paint.
    pub(super) fn strong(&mut self, cells: Vec<Cell>) {
        let strong = |cell: Cell| Cell { paint: cell.paint.or(Some(Paint::Strong)), ..cell };
        self.row(cells.into_iter().map(strong).collect());
    }

    /// Adds an empty line.
    pub(super) fn blank(&mut self) {
        self.rows.push(Row::Blank);
    }

    /// Adds a line across.
    pub(super) fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    /// Whether nothing needs to be broken at this width.
    pub(super) fn fits(&self, width: usize) -> bool {
        total(&self.natural_widths()) <= width
    }

    /// The grid as lines of at most `width` columns, where names can be broken that far.
    pub(super) fn render(&self, width: usize, colour: bool) -> String {
        let natural = self.natural_widths();
        if total(&natural) <= width {
            return self.part(&natural, width, colour, true);
        }
        let narrowed = self.narrowed(natural, &self.bare_widths(), width);
        self.part(&self.tightened(&narrowed), width, colour, true)
    }

    /// The widths that are used: names broken in the middle leave room that gaps can have.
    fn tightened(&self, widths: &[usize]) -> Vec<usize> {
        let mut used = vec![0; widths.len()];
        for row in self.broken(widths, true) {
            for ((lines, _), used) in row.cells.iter().zip(&mut used) {
                *used = widest(lines.iter().map(String::as_str)).max(*used);
            }
        }
        used
    }

    /// The rows under columns of these widths, `headed` or going on below others.
    fn part(&self, widths: &[usize], width: usize, colour: bool, headed: bool) -> String {
        let slots = self.slots(widths, width);
        let rows = self.broken(widths, headed);
        joined(&aligned(&slots, &rows, headed), &rows, &slots, colour)
    }

    fn natural_widths(&self) -> Vec<usize> {
        self.widths(|heading| widest(heading.split('\n')))
    }

    /// What columns take whose headings are broken between words.
    fn bare_widths(&self) -> Vec<usize> {
        self.widths(|heading| widest(heading.split(['\n', ' '])))
    }

    fn widths(&self, of_heading: impl Fn(&str) -> usize) -> Vec<usize> {
        let mut widths: Vec<_> = self.columns.iter().map(|column| of_heading(&column.heading)).collect();
        for row in &self.rows {
            let Row::Cells(cells) = row else { continue };
            for (width, cell) in widths.iter_mut().zip(cells) {
                *width = cell.width().max(*width);
            }
        }
        widths
    }

    /// Breaks headings that are wider than the `bare` column under them, then takes columns from the widest
    /// that may break, until the whole fits.
    fn narrowed(&self, mut widths: Vec<usize>, bare: &[usize], width: usize) -> Vec<usize> {
        for _ in width..total(&widths) {
            let spare = |number: usize| (widths[number].saturating_sub(bare[number]), number);
            let Some((1.., number)) = (0..widths.len()).map(spare).max() else { break };
            widths[number] -= 1;
        }
        for _ in width..total(&widths) {
            let spare = |(number, column): (usize, &Column)| {
                column.least.filter(|&least| widths[number] > least).map(|_| (widths[number], number))
            };
            let Some((_, number)) = self.columns.iter().enumerate().filter_map(spare).max() else { break };
            widths[number] -= 1;
        }
        widths
    }

    fn broken(&self, widths: &[usize], headed: bool) -> Vec<Broken<'_>> {
        let heading = |(column, &width): (&Column, &usize)| {
            (Cell::from(column.heading.as_str()).lines(width), Some(Paint::Strong))
        };
        let headings = Broken { cells: self.columns.iter().zip(widths).map(heading).collect(), rest: &self.rows };
        let mut broken: Vec<_> = headed.then_some(headings).into_iter().collect();
        for (position, row) in self.rows.iter().enumerate() {
            if let Row::Cells(cells) = row {
                let cells = cells.iter().zip(widths).map(|(cell, &width)| (cell.lines(width), cell.paint)).collect();
                broken.push(Broken { cells, rest: &self.rows[position + 1..] });
            }
        }
        broken
    }

    /// Gaps before the columns, `spare` of them wide ones: first those that are hardest to tell from
    /// the one before them, text after figures.
    fn gaps(&self, spare: usize) -> Vec<usize> {
        let count = self.columns.len();
        let mut gaps = vec![LEAST_GAP; count];
        let (texts, figures): (Vec<_>, Vec<_>) = (1..count).rev().partition(|&number| !self.columns[number].right);
        let apart = |number: &usize| spare + 1 >= count || !self.columns[*number].close;
        for number in texts.into_iter().chain(figures).filter(apart).take(spare) {
            gaps[number] = GAP;
        }
        gaps
    }

    /// Where the columns stand.
    fn slots(&self, widths: &[usize], width: usize) -> Vec<Slot> {
        let gaps = self.gaps(width.saturating_sub(total(widths)));
        let mut end = 0;
        let mut slots = Vec::new();
        for (number, (column, &width)) in self.columns.iter().zip(widths).enumerate() {
            let gap = if number == 0 { 0 } else { gaps[number] };
            slots.push(Slot { gap, start: end + gap, end: end + gap + width, right: column.right });
            end += gap + width;
        }
        slots
    }
}

/// How far a table may go to fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    /// Nothing is broken.
    Natural,
    /// Names are broken.
    Broken,
    /// Names are broken, and it may still be too wide.
    Any,
}

/// Parts of one table as its lines. They are made one at a time, so that a table of any length takes
/// little memory; nothing where the table needs more than `width` columns.
pub(super) fn render_parts<P>(parts: impl Fn() -> P, width: usize, colour: bool, room: Room) -> Option<String>
where
    P: Iterator<Item = Grid>,
{
    let wider = |a: Vec<usize>, b: Vec<usize>| a.into_iter().zip(b).map(|(a, b)| a.max(b)).collect();
    // Where nothing may be broken, the first part that is too wide settles it.
    let fits = |widths: &Vec<usize>| room != Room::Natural || total(widths) <= width;
    let mut widths = parts().map(|part| part.natural_widths()).try_fold(Vec::new(), |widest, part| {
        let widths = if widest.is_empty() { part } else { wider(widest, part) };
        fits(&widths).then_some(widths)
    })?;
    if room != Room::Natural && total(&widths) > width {
        // Of all parts: what is narrow in one may be wide in another.
        let bare = parts().map(|part| part.bare_widths()).reduce(wider)?;
        widths = parts().next()?.narrowed(widths, &bare, width);
    }
    if room != Room::Any && total(&widths) > width {
        return None;
    }
    let mut first_two = parts();
    if let (Some(only), None) = (first_two.next(), first_two.next()) {
        return Some(only.render(width, colour));
    }
    let parts = parts().enumerate();
    Some(parts.map(|(number, part)| part.part(&widths, width, colour, number == 0)).collect())
}

/// The aligned lines with blank lines and rules between them, painted.
fn joined(lines: &[String], rows: &[Broken<'_>], slots: &[Slot], colour: bool) -> String {
    let rule = "-".repeat(slots.last().map_or(0, |slot| slot.end));
    let mut lines = lines.iter().peekable();
    let mut text = String::new();
    for row in rows {
        for index in 0..row.height() {
            let line = lines.next().map_or("", |line| line.trim_end());
            text.push_str(&if colour { row.painted(line, index, slots) } else { line.to_owned() });
            text.push('\n');
        }
        if lines.next_if(|line| **line == rule).is_some() {
            text.push_str(&rule);
            text.push('\n');
        }
        for between in row.rest.iter().take_while(|row| !matches!(row, Row::Cells(_))) {
            text.push_str(if matches!(between, Row::Rule) { &rule } else { "" });
            text.push('\n');
        }
    }
    text
}

impl Broken<'_> {
    fn height(&self) -> usize {
        self.cells.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0)
    }

    /// One line of the row with its paints.
    fn painted(&self, line: &str, index: usize, starts: &[Slot]) -> String {
        let mut text = String::new();
        let mut rest = line;
        let mut at = 0;
        for ((lines, paint), slot) in self.cells.iter().zip(starts) {
            let (Some(cell), Some(paint)) = (lines.get(index), paint) else { continue };
            let indent = cell.len() - cell.trim_start().len();
            let start = if slot.right { slot.end - columns(cell) } else { slot.start + indent };
            let (before, after) = split(rest, start - at);
            let (painted, after) = split(after, columns(cell.trim_start()));
            text.push_str(before);
            if !painted.is_empty() {
                text.push_str(&paint.on(painted, true));
            }
            at = start + columns(painted);
            rest = after;
        }
        text + rest
    }
}

/// Where a column stands on a line.
struct Slot {
    gap: usize,
    start: usize,
    end: usize,
    right: bool,
}

/// Splits a text at a display column.
fn split(text: &str, column: usize) -> (&str, &str) {
    let mut width = 0;
    let past = |c: char| {
        width += c.width().unwrap_or(0);
        width > column
    };
    text.split_at(text.find(past).unwrap_or(text.len()))
}

/// The least columns that the columns of a grid take.
fn total(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + LEAST_GAP * widths.len().saturating_sub(1)
}

fn aligned(slots: &[Slot], rows: &[Broken<'_>], headed: bool) -> Vec<String> {
    let mut table = Table::new();
    table.load_style(STYLE);
    let cells = |row: &Broken<'_>| -> Vec<_> { row.cells.iter().map(|(lines, _)| lines.join("\n")).collect() };
    for (number, row) in rows.iter().enumerate() {
        if headed && number == 0 {
            table.set_header(cells(row))
        } else {
            table.add_row(cells(row))
        };
    }
    let narrow = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    for (column, slot) in table.column_iter_mut().zip(slots) {
        column.set_padding((narrow(slot.gap), 0));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(narrow(slot.gap + slot.end - slot.start))));
        column.set_cell_alignment(if slot.right { CellAlignment::Right } else { CellAlignment::Left });
    }
    table.lines().collect()
}
