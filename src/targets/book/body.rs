//! The rows of a table below its header: duties, activities, indicators, each with its places.

use std::collections::HashMap;

use super::cell_text::{budget, one_line, one_line_of, quoted, text, written};
use super::cutoff;
use super::duty::{self, Duty, Indicator, Named};
use super::fault::{BookError, BookFault, RemarkAt};
use super::level;
use super::section::Part;
use crate::names::normalise;
use crate::number::Decimal;
use crate::targets::Remark;
use crate::targets::file::DutyFile;
use crate::targets::grid::{Cell, CellPlace, Row, State};

/// Ends of the names of rows that add up the duties, and the name of those that add up the activities of one.
const TOTALS: [&str; 2] = ["合计", "总计"];
const SUBTOTAL: &str = "小计";

/// What the rows of a table say.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) errors: Vec<BookError>,
    pub(super) remarks: Vec<RemarkAt>,
    duties: Vec<Duty>,
    places: HashMap<String, CellPlace>,
}

/// Reads rows one by one.
#[derive(Default)]
struct Reader {
    body: Body,
    named: Vec<Named>,
    sums: Vec<Sum>,
}

/// A row that adds up.
struct Sum {
    stated: Decimal,
    place: CellPlace,
    /// How many duties and activities stand above it, where it adds up those of one duty.
    above: Option<usize>,
}

impl Body {
    pub(super) fn read(parts: &[Part<'_>]) -> Self {
        let mut reader = Reader::default();
        for part in parts {
            for row in &part.rows {
                Line { part, row }.read(&mut reader);
            }
        }
        reader.finish(parts.first())
    }

    /// The place in the book of a value that the rules name by its path, or another one where it has none.
    pub(super) fn place_or(&self, path: &str, other: &CellPlace) -> CellPlace {
        let mut path = path;
        loop {
            match (self.places.get(path), path.rfind(['.', '['])) {
                (Some(place), _) => return place.clone(),
                (None, Some(end)) => path = &path[..end],
                (None, None) => return other.clone(),
            }
        }
    }

    /// The duties as a table's file has them.
    pub(super) fn duties(&self) -> Vec<DutyFile> {
        self.duties.iter().map(Duty::file).collect()
    }
}

/// A row of a table.
struct Line<'l, 'g> {
    part: &'l Part<'g>,
    row: &'g Row,
}

impl Line<'_, '_> {
    fn read(&self, reader: &mut Reader) {
        if self.row.seen().next().is_none() {
            return;
        }
        let mut errors = Vec::new();
        self.check_cells(&mut errors);
        let has_name = !self.name().is_blank();
        if self.adds_up() {
            self.sum(reader, &mut errors);
        } else if has_name && !self.repeats(reader.named.last()) {
            reader.named.push(self.named(&mut errors));
        } else if !has_name {
            self.check_nameless(&mut errors);
        }
        self.indicator(reader, &mut errors);
        self.note(&mut reader.body);
        reader.body.errors.append(&mut errors);
    }

    /// Remarks on a note, which is passed over.
    fn note(&self, body: &mut Body) {
        let Some(column) = self.part.columns.notes else { return };
        let cell = self.row.cell(column);
        if !cell.is_blank() {
            body.remarks.push(RemarkAt { place: self.place(column), remark: Remark::Note(quoted(cell)) });
        }
    }

    fn name(&self) -> &Cell {
        self.row.cell(self.part.columns.name)
    }

    fn budget(&self) -> &Cell {
        self.row.cell(self.part.columns.budget)
    }

    fn place(&self, column: usize) -> CellPlace {
        self.row.place_of(column)
    }

    fn error(&self, column: usize, fault: BookFault) -> BookError {
        BookError { place: self.place(column), fault }
    }

    /// Refuses cells that are not what they show, and texts without a heading.
    fn check_cells(&self, errors: &mut Vec<BookError>) {
        for (column, cell) in self.row.seen() {
            let text = quoted(cell);
            let fault = match &cell.state {
                State::Hidden => BookFault::Hidden(text),
                State::Struck => BookFault::Struck(text),
                State::Boxed => BookFault::Boxed(text),
                State::Rounded => BookFault::Rounded(text),
                State::Unseen(unseen) => BookFault::Unseen(unseen.clone()),
                _ if !self.part.columns.has(column) => BookFault::Stray(text),
                _ => continue,
            };
            errors.push(self.error(column, fault));
        }
    }

    /// Whether it is a row that adds up others, which has no indicator.
    fn adds_up(&self) -> bool {
        let name = normalise(&self.name().text);
        let is_sum = name == SUBTOTAL || TOTALS.iter().any(|end| name.ends_with(end));
        is_sum && !self.name().is_blank() && self.row.cell(self.part.columns.indicator).is_blank()
    }

    fn sum(&self, reader: &mut Reader, errors: &mut Vec<BookError>) {
        let place = self.place(self.part.columns.budget);
        match budget(&self.budget().text) {
            Some(Some(stated)) if errors.is_empty() => {
                let above = (normalise(&self.name().text) == SUBTOTAL).then_some(reader.named.len());
                reader.sums.push(Sum { stated, place, above });
            }
            Some(_) => {}
            None => errors.push(BookError { place, fault: BookFault::Budget(quoted(self.budget())) }),
        }
    }

    /// A row that names what the one above names, with the same budget and texts or none, goes on with it.
    fn repeats(&self, above: Option<&Named>) -> bool {
        let Some(above) = above.filter(|above| !above.indicators.is_empty()) else { return false };
        let columns = &self.part.columns;
        let is_same = |column: Option<usize>, own: &str| {
            let cell = column.map(|column| self.row.cell(column));
            cell.is_none_or(|cell| cell.is_blank() || text(cell) == own)
        };
        let budget = budget(&self.budget().text);
        one_line(self.name()) == one_line_of(&above.written)
            && !self.row.cell(columns.indicator).is_blank()
            && (self.budget().is_blank() || budget == Some(above.budget))
            && is_same(columns.description, &above.description)
            && is_same(columns.objective, &above.objective)
    }

    /// A duty or activity.
    fn named(&self, errors: &mut Vec<BookError>) -> Named {
        let columns = &self.part.columns;
        let text_of = |column: Option<usize>| column.map(|column| text(self.row.cell(column))).unwrap_or_default();
        let name = one_line(self.name());
        let budget = match budget(&self.budget().text) {
            _ if self.budget().state == State::Below && !self.budget().text.is_empty() => {
                errors.push(self.error(columns.budget, BookFault::Merged));
                None
            }
            Some(budget) => budget,
            None => {
                errors.push(self.error(columns.budget, BookFault::Budget(quoted(self.budget()))));
                None
            }
        };
        Named {
            written: self.name().text.to_string(),
            name,
            indent: self.name().indent,
            list: self.name().list,
            budget,
            description: text_of(columns.description),
            objective: text_of(columns.objective),
            place: self.place(columns.name),
            budget_place: self.place(columns.budget),
            indicators: Vec::new(),
        }
    }

    /// A row without a name has nothing but an indicator.
    fn check_nameless(&self, errors: &mut Vec<BookError>) {
        let columns = &self.part.columns;
        for column in [Some(columns.budget), columns.description, columns.objective].into_iter().flatten() {
            let cell = self.row.cell(column);
            if !cell.is_blank() {
                errors.push(self.error(column, BookFault::Nameless(quoted(cell))));
            }
        }
    }

    fn indicator(&self, reader: &mut Reader, errors: &mut Vec<BookError>) {
        let columns = &self.part.columns;
        let cell = self.row.cell(columns.indicator);
        let cells = columns.cutoffs.map(|column| self.row.cell(column));
        if cell.is_blank() && cells.iter().all(|cell| cell.is_blank()) {
            return;
        }
        if cell.is_blank() {
            return errors.push(self.error(columns.indicator, BookFault::NoIndicator));
        }
        let Some(named) = reader.named.last_mut() else {
            return errors.push(self.error(columns.indicator, BookFault::NoActivity(quoted(cell))));
        };
        let name = one_line(cell);
        let merged: Vec<_> = (0..4).filter(|at| matches!(cells[*at].state, State::Below | State::Beside)).collect();
        if !merged.is_empty() {
            return errors.extend(merged.into_iter().map(|at| self.error(columns.cutoffs[at], BookFault::Merged)));
        }
        match cutoff::read(&name, cells.map(|cell| &*cell.text)) {
            Ok(cutoffs) => {
                named.indicators.push(Indicator { name, place: self.place(columns.indicator), cutoffs });
            }
            Err(faults) => {
                let at = |(at, fault): (usize, _)| self.error(columns.cutoffs[at], BookFault::Cutoff(fault));
                // What is not plainly seen has its error.
                errors.extend(faults.into_iter().filter(|(at, _)| cells[*at].state == State::Plain).map(at));
            }
        }
    }
}

impl Reader {
    fn finish(mut self, part: Option<&Part<'_>>) -> Body {
        let rows: Vec<_> = self.named.iter().map(Named::shown).collect();
        // A row in error may have lost its indicators, by which it is told.
        let levels = level::activities(&rows);
        match levels {
            Some(levels) => self.put_together(&levels),
            None if self.body.errors.is_empty() => {
                let place = self.named.first().map(|named| named.place.clone()).or_else(|| part.map(Part::place));
                let fault = BookFault::Levels;
                self.body.errors.extend(place.map(|place| BookError { place, fault }));
            }
            None => {}
        }
        self.body
    }

    fn put_together(&mut self, levels: &[bool]) {
        let is_whole = self.body.errors.is_empty();
        for (named, is_activity) in std::mem::take(&mut self.named).into_iter().zip(levels) {
            match self.body.duties.last_mut() {
                Some(duty) if *is_activity => duty.activities.push(named),
                _ => self.body.duties.push(Duty { own: named, activities: Vec::new() }),
            }
        }
        if is_whole {
            self.check_duties();
            self.check_sums();
        }
        duty::take_numbers_off(&mut self.body.duties);
        self.body.note_places();
    }

    fn check_duties(&mut self) {
        for Duty { own, activities } in &self.body.duties {
            let mut refuse =
                |place: &CellPlace, fault| self.body.errors.push(BookError { place: place.clone(), fault });
            if let Some(indicator) = own.indicators.first() {
                refuse(&indicator.place, BookFault::DutyWithIndicator(own.name.clone()));
            } else if activities.is_empty() {
                refuse(&own.place, BookFault::EmptyDuty(own.name.clone()));
            }
            if own.budget.is_none() && activities.iter().any(|activity| activity.budget.is_some()) {
                refuse(&own.budget_place, BookFault::NoDutyBudget);
            }
        }
    }

    fn check_sums(&mut self) {
        let duties = &self.body.duties;
        let all: Decimal = duties.iter().filter_map(|duty| duty.own.budget).sum();
        for Sum { stated, place, above } in std::mem::take(&mut self.sums) {
            let sum = above.map_or(all, |above| Duty::ending_at(duties, above).map_or(Decimal::new(0, 0), Duty::sum));
            if stated != sum {
                let (stated, sum) = (written(stated), sum.to_string());
                let fault = match above {
                    None => BookFault::Total { stated, sum },
                    Some(_) => BookFault::Subtotal { stated, sum },
                };
                self.body.errors.push(BookError { place, fault });
            }
        }
    }
}

impl Body {
    /// Notes where what a rule may name by its path stands.
    fn note_places(&mut self) {
        for (d, duty) in self.duties.iter().enumerate() {
            let path = format!("duties[{d}]");
            self.places.insert(format!("{path}.budget"), duty.own.budget_place.clone());
            self.places.insert(path.clone(), duty.own.place.clone());
            for (a, activity) in duty.activities.iter().enumerate() {
                let path = format!("{path}.activities[{a}]");
                self.places.insert(format!("{path}.budget"), activity.budget_place.clone());
                self.places.insert(path.clone(), activity.place.clone());
                for (i, indicator) in activity.indicators.iter().enumerate() {
                    self.places.insert(format!("{path}.indicators[{i}]"), indicator.place.clone());
                }
            }
        }
    }
}
