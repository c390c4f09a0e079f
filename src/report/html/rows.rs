//! Tables of the document as markup.
//!
//! A name and what it is part of share a cell; the indicators stand under their activities.

use maud::{Markup, html as markup};

use super::scale::{colour, place};
use super::text::{UnitSection, input};
use super::{Page, bullet};
use crate::diagnostic::{Place, Severity};
use crate::grading::Attainment;
use crate::number::{Decimal, Figure};
use crate::report::document::{Cell, Column, Part, Role, Row, RowKind, Section, Table, severity};
use crate::report::words::grade;
use crate::report::{ActivityReport, IndicatorReport, Standing, State, shown};
use crate::targets::Indicator;

/// The table of a section.
pub(super) fn table(table: &Table<'_>, section: &Section<'_>, within: UnitSection, page: &Page<'_>) -> Markup {
    let writer = Writer { columns: &table.columns, part: section.part, within, page };
    markup! {
        table.(section.part.id()) {
            caption.unseen { (section.heading) }
            thead { (writer.head()) }
            (writer.body(table.rows()))
        }
    }
}

struct Writer<'w> {
    columns: &'w [Column<'w>],
    part: Part,
    within: UnitSection,
    page: &'w Page<'w>,
}

impl Writer<'_> {
    /// Whether the rows stand under what they are part of.
    const fn is_grouped(&self) -> bool {
        matches!(self.part, Part::Indicators)
    }

    /// Whether the rows are numbered.
    const fn is_numbered(&self) -> bool {
        matches!(self.part, Part::Activities | Part::Losses)
    }

    /// The columns that have cells of their own, each with its place.
    fn shown(&self) -> impl Iterator<Item = (usize, &Column<'_>)> {
        self.columns.iter().enumerate().filter(|(_, column)| column.role != Role::Within)
    }

    /// The place of the column that shares the cell of the names.
    fn within(&self) -> Option<usize> {
        self.columns.iter().position(|column| column.role == Role::Within)
    }

    fn head(&self) -> Markup {
        let cutoffs: Vec<_> = self.columns.iter().filter(|column| column.role == Role::Cutoff).collect();
        let rows = (!cutoffs.is_empty()).then_some("2");
        markup! {
            tr {
                @if self.is_numbered() { th.no scope="col" { (self.page.words.number) } }
                @for (index, column) in self.shown() {
                    @if column.role != Role::Cutoff {
                        (self.heading(column, rows))
                    } @else if index > 0 && self.columns[index - 1].role != Role::Cutoff {
                        th.group colspan=(cutoffs.len()) scope="colgroup" { (self.page.words.cutoffs) }
                    }
                }
            }
            @if !cutoffs.is_empty() {
                tr { @for column in cutoffs { (self.heading(column, None)) } }
            }
        }
    }

    fn heading(&self, column: &Column<'_>, rows: Option<&str>) -> Markup {
        let within = self.within().filter(|_| column.role == Role::Name && !self.is_grouped());
        markup! {
            @if column.name.is_empty() {
                td.drawn {}
            } @else {
                th.n[column.is_figures] rowspan=[rows] scope="col" {
                    (column.name)
                    @if let Some(within) = within { " / " (self.columns[within].name) }
                    @if let Some(unit) = &column.unit { " (" (input(unit, self.page)) ")" }
                }
            }
        }
    }

    /// The bodies of the table and its foot.
    fn body<'d>(&self, rows: impl Iterator<Item = Row<'d>>) -> Markup {
        let mut bodies = Bodies::default();
        let mut above = 0;
        for (index, row) in rows.enumerate() {
            match row.kind {
                RowKind::Total => bodies.foot(&self.total(&row)),
                RowKind::Group => bodies.group(&self.group(&row)),
                RowKind::Body => {
                    if let Some((activity, number)) = self.activity(&row).filter(|(_, number)| *number != above) {
                        bodies.group(&self.activity_row(activity, number));
                        above = number;
                    }
                    bodies.row(&self.row(&row, index));
                }
            }
        }
        bodies.end()
    }

    /// The activity that a row stands under.
    fn activity<'d>(&self, row: &Row<'d>) -> Option<(&'d ActivityReport<'d>, usize)> {
        match row.cells[self.within().filter(|_| self.is_grouped())?] {
            Cell::Activity(activity, number) => Some((activity, number)),
            _ => None,
        }
    }

    fn activity_row(&self, activity: &ActivityReport<'_>, number: usize) -> Markup {
        let page = self.page;
        markup! {
            tr.duty {
                th scope="rowgroup" colspan=(self.shown().count()) {
                    span.held {
                        span.no { (number) } " " (input(&activity.target.name, page)) " "
                        span.of {
                            (page.words.score) " " (shown::score(&activity.standing, page.language)) " " (badge(&activity.standing, page))
                        }
                    }
                }
            }
        }
    }

    fn group(&self, row: &Row<'_>) -> Markup {
        markup! {
            tr.duty {
                @if self.is_numbered() { td {} }
                @for (index, column) in self.shown() {
                    @if column.role == Role::Name { th scope="rowgroup" { (content(&row.cells[index], self.page)) } }
                    @else { (self.cell(column, &row.cells[index], index)) }
                }
            }
        }
    }

    /// The row of totals: its label runs up to the first of them.
    fn total(&self, row: &Row<'_>) -> Markup {
        let is_label = |cell: &Cell<'_>| matches!(cell, Cell::Own(_) | Cell::Empty | Cell::None);
        let width = self.shown().take_while(|(index, _)| is_label(&row.cells[*index])).count();
        let label = row.cells.iter().find(|cell| matches!(cell, Cell::Own(_)));
        markup! {
            tr {
                @if self.is_numbered() { td {} }
                th scope="row" colspan=[(width > 1).then_some(width)] { @if let Some(label) = label { (content(label, self.page)) } }
                @for (index, column) in self.shown().skip(width) { (self.cell(column, &row.cells[index], index)) }
            }
        }
    }

    fn row(&self, row: &Row<'_>, index: usize) -> Markup {
        markup! {
            tr {
                @if self.is_numbered() { td.no { (number(row, index)) } }
                @for (place, column) in self.shown() {
                    @if column.role == Role::Name { (self.name(row, place)) } @else { (self.cell(column, &row.cells[place], index)) }
                }
            }
        }
    }

    /// The name of a row, and behind it what that is part of.
    fn name(&self, row: &Row<'_>, place: usize) -> Markup {
        let within = self.within().filter(|_| !self.is_grouped()).map(|within| &row.cells[within]);
        let name = match &row.cells[place] {
            Cell::Unit(unit, index) => self.page.linked(shown::unit_name(unit, self.page.language), *index),
            cell => content(cell, self.page),
        };
        markup! {
            th scope="row" {
                (name)
                @match (within, name.0.is_empty()) {
                    (Some(within), true) => (content(within, self.page)),
                    (Some(within), false) => { " " span.of { (content(within, self.page)) } },
                    (None, _) => "",
                }
            }
        }
    }

    fn cell(&self, column: &Column<'_>, cell: &Cell<'_>, index: usize) -> Markup {
        let classes = [
            column.is_figures.then_some("n"),
            (column.role == Role::Cutoff).then_some("cut"),
            (column.role == Role::Drawn).then_some("drawn"),
            class(cell),
        ];
        let classes = classes.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let content = match cell {
            Cell::Bullet(indicator) => {
                bullet::drawing(indicator, &self.within.id(&format!("i{}", index + 1)), self.page)
            }
            other => content(other, self.page),
        };
        markup! {
            td class=[(!classes.is_empty()).then_some(classes)] { (content) }
        }
    }
}

/// What a cell is to the style of the page.
fn class(cell: &Cell<'_>) -> Option<&'static str> {
    match cell {
        Cell::Count(0) => Some("zero"),
        Cell::Actual(indicator) if indicator.state() != State::Reported(()) => Some("mute"),
        Cell::Losses(..) => Some("sum"),
        Cell::User(_) => Some("what"),
        Cell::Place(_) => Some("place"),
        _ => None,
    }
}

/// The number of a row: an activity's own, or its place.
fn number(row: &Row<'_>, index: usize) -> usize {
    let own = row.cells.iter().find_map(|cell| match cell {
        Cell::Activity(_, number) => Some(*number),
        _ => None,
    });
    own.unwrap_or(index + 1)
}

/// The bodies of a table under way.
#[derive(Default)]
struct Bodies {
    text: String,
    is_open: bool,
}

impl Bodies {
    fn row(&mut self, row: &Markup) {
        if !self.is_open {
            self.text.push_str("<tbody>");
            self.is_open = true;
        }
        self.text.push_str(&row.0);
    }

    /// A row that heads those below it, in a body of their own.
    fn group(&mut self, row: &Markup) {
        self.close();
        self.row(row);
    }

    fn foot(&mut self, row: &Markup) {
        self.close();
        self.text.push_str(&markup! { tfoot { (row) } }.0);
    }

    fn close(&mut self) {
        if std::mem::take(&mut self.is_open) {
            self.text.push_str("</tbody>");
        }
    }

    fn end(mut self) -> Markup {
        self.close();
        maud::PreEscaped(self.text)
    }
}

/// What stands in a cell.
pub(super) fn content(cell: &Cell<'_>, page: &Page<'_>) -> Markup {
    let language = page.language;
    markup! {
        @match cell {
            Cell::Own(text) => (text),
            Cell::User(text) => (input(text, page)),
            Cell::Activity(activity, _) => (input(&activity.target.name, page)),
            Cell::Band(standing) => (badge(standing, page)),
            Cell::Attained(indicator) => (attained(indicator, page)),
            Cell::Budget(None) => span.mute { (page.words.no_budget) },
            Cell::Losses(figure, are_known) => {
                @if !are_known { span.of { (page.words.known_loss) } " " }
                (shown::figure(*figure))
            },
            Cell::Actual(indicator) => (input(&shown::actual(indicator, language), page)),
            Cell::NextGrade(next, target) => {
                (grade(next.grade, language)) " " span.of { (target.cutoff(next.cutoff)) }
            },
            Cell::Cutoff(Some(cutoff), target) => (self::cutoff(*cutoff, target)),
            Cell::LossBar(loss, largest) => (loss_bar(*loss, *largest)),
            Cell::Kind(code) => {
                @let class = match code.severity() { Severity::Error => "is-error", Severity::Warning => "is-warning" };
                b.(class) { (severity(*code, language)) } " " code { (code.name()) }
            },
            Cell::Place(place) => (self::place_of(place, page)),
            Cell::Message(_) | Cell::Help(_) => (input(&cell.text(&page.marks, language), page)),
            Cell::Digest(sha256) => span.digest { "SHA-256 " code { (sha256) } },
            other => (other.text(&page.marks, language)),
        }
    }
}

/// A cut-off; where there is no room it breaks before its measure, and its number stays whole.
fn cutoff(cutoff: Decimal, target: &Indicator) -> Markup {
    let text = target.cutoff(cutoff);
    match text.strip_suffix(&*target.measure).filter(|_| !target.is_percentage()) {
        Some(number) => markup! { span.whole { (number) } (target.measure) },
        None if target.cutoffs.sign().needed_mark().is_empty() => markup! { (text) },
        None => markup! { span.whole { (text) } },
    }
}

/// The loss as a bar; the figure stands beside it, so it says nothing of its own.
fn loss_bar(loss: Figure, largest: Figure) -> Markup {
    let width = place(loss.to_decimal(), largest.to_decimal());
    markup! {
        svg.loss aria-hidden="true" width="100%" height="12" { rect width={ (width) "%" } height="12" {} }
    }
}

/// The place; it breaks between file, line and cell, and within the file where that alone is too long.
fn place_of(place: &Place, page: &Page<'_>) -> Markup {
    markup! {
        (input(place.file.as_deref().unwrap_or(page.words.standard_input), page))
        @if let Some(line) = place.line { wbr; span.whole { ":" (line) } }
        @if let Some(cell) = &place.cell { " " span.whole { (input(cell, page)) } }
    }
}

/// A grade in words behind a spot of its colour.
pub(super) fn badge(standing: &Standing, page: &Page<'_>) -> Markup {
    markup! { span.grade.(colour(standing.grade())) { (shown::band(standing, page.language)) } }
}

/// An indicator's grade in words behind a spot of its colour.
fn attained(indicator: &IndicatorReport<'_>, page: &Page<'_>) -> Markup {
    let band = indicator.attainment().map(Attainment::grade);
    markup! { span.grade.(colour(band)) { (shown::attained(indicator, page.language)) } }
}
