//! The unit that each row is of.

use super::forms::is_bureau;
use super::{Ending, FileIntake, Intake, NamedUnit};
use crate::actuals::interpret::{RowContent, RowReading, UnitRef};
use crate::actuals::layout::FileLayout;
use crate::actuals::tally::{Known, Origin, UnitNumber};
use crate::actuals::title::unit_in;
use crate::actuals::units::Failed;
use crate::delimited::batch::{Batch, Row};
use crate::diagnostic::{Code, Diagnostic, HeaderFault, Problem, Whose};
use crate::names::normalise;
use crate::targets::TableNumber;

impl Intake<'_> {
    /// The unit of a table that the form names, in its title or by the file's name.
    pub(super) fn own_unit(&mut self, intake: &mut FileIntake, table: TableNumber) -> UnitNumber {
        let origin = Origin { file: self.file_number(), by_form: true };
        let known = intake.of_form.get(&table).copied();
        let unit = known.unwrap_or_else(|| self.form_unit(&intake.layout, table, origin));
        intake.of_form.insert(table, unit);
        intake.unit = Some(unit);
        intake.is_refused = self.is_claimed(intake, unit, origin, None);
        unit
    }

    /// Whether a unit is another file's alone, since one of both files claims it by its own name and not by a row. Each
    /// such unit is reported once.
    fn is_claimed(&mut self, intake: &mut FileIntake, unit: UnitNumber, origin: Origin, row: Option<Row<'_>>) -> bool {
        let first = self.tally.origin(unit);
        if first.file == origin.file || !(first.by_form || origin.by_form) {
            return false;
        }
        if intake.refused.insert(unit) {
            self.refuse(intake, unit, first, row);
        }
        true
    }

    /// Reports a unit that is another file's, by a row that names it or as the file's own.
    fn refuse(&mut self, intake: &FileIntake, unit: UnitNumber, first: Origin, row: Option<Row<'_>>) {
        let other = self.sources.get(first.file as usize).and_then(|source| source.file.clone()).unwrap_or_default();
        let name = self.shown(unit).into_owned();
        self.tally.leave_out(unit);
        let FileLayout { file, columns, .. } = &*intake.layout;
        let whose = Whose::Unit(unit);
        self.problems.report(whose, Code::UnitTwice, || Diagnostic {
            problem: Problem::UnitTwice { unit: name, other },
            place: row.map_or_else(|| file.place(), |row| file.place_of(row, columns.unit.unwrap_or_default())),
            subject: whose.into(),
        });
    }

    /// The unit of each row that names it, where it was met before in the same spelling. Of a file without a column
    /// of units, no rows are looked at.
    pub(super) fn look_up_units(
        &self,
        intake: &FileIntake,
        batch: &Batch,
        rows: &[RowReading],
    ) -> Vec<Option<UnitNumber>> {
        let Some(column) = intake.layout.columns.unit else { return Vec::new() };
        let known = rows.iter().map(|reading| match reading.unit {
            UnitRef::Named(_, hash) => self.tally.known(hash),
            UnitRef::SameAsAbove(_) | UnitRef::OfForm(_) => None,
        });
        let known: Vec<_> = known.collect();
        self.tally.fetch_names(known.iter().flatten());
        let unit = |(reading, known): (&RowReading, Option<Known>)| {
            self.tally.confirm(known?, batch.row(reading.row).cell(column))
        };
        rows.iter().zip(known).map(unit).collect()
    }

    /// The unit of each row; nothing where it is refused, stands below the end of what can be read, or says nothing of
    /// it. Those that [`Intake::look_up_units`] found are `known`.
    pub(super) fn units(
        &mut self,
        intake: &mut FileIntake,
        batch: &Batch,
        rows: &[RowReading],
        known: Vec<Option<UnitNumber>>,
    ) -> Vec<Option<UnitNumber>> {
        let mut known = known.into_iter();
        let unit = |reading: &RowReading| {
            let known = known.next().flatten();
            if intake.ending.is_some() && intake.is_ended(reading) {
                return None;
            }
            let unit = self.unit(intake, batch, reading, known)?;
            (!intake.is_refused).then_some(unit)
        };
        rows.iter().map(unit).collect()
    }

    /// Notes where a form of one unit is followed by that of another one, by the label of its name.
    fn note_other_form(&self, intake: &mut FileIntake, row: Row<'_>, table: TableNumber) {
        let layout = &intake.layout;
        if layout.tells_units() || intake.ending.is_some() {
            return;
        }
        let own = layout.title.names.iter().map(String::as_str).chain(layout.own_name.as_deref());
        let own: Vec<_> = own.map(normalise).collect();
        let targets = self.bureaus.targets(table);
        let is_other = |name: &String| !own.contains(&normalise(name)) && !is_bureau(name, targets);
        if let Some(unit) = unit_in(row).filter(is_other) {
            let problem = Problem::Header(HeaderFault::OtherForm { unit });
            intake.ending = Some(Ending::OtherForm(layout.file.problem_in(row, 0, problem)));
        }
    }

    /// The unit of a row, which may be known already.
    fn unit(
        &mut self,
        intake: &mut FileIntake,
        batch: &Batch,
        reading: &RowReading,
        known: Option<UnitNumber>,
    ) -> Option<UnitNumber> {
        let row = batch.row(reading.row);
        let named = intake.layout.columns.unit.filter(|_| matches!(reading.unit, UnitRef::Named(..)));
        let table = reading.unit.table();
        match &reading.content {
            RowContent::Value(_) => {}
            RowContent::UnknownBureau => {
                self.reject_bureau(intake, row);
                return None;
            }
            RowContent::OtherHeader(column) => {
                let problem = Problem::Header(HeaderFault::Otherwise);
                intake.ending = Some(Ending::BrokeOff(intake.layout.file.problem_in(row, *column, problem)));
                return None;
            }
            content if is_without_value(intake, row, (reading.unit, named), content) => {
                if matches!(content, RowContent::Footer) {
                    self.note_other_form(intake, row, table);
                }
                return None;
            }
            _ => {}
        }
        intake.words.clear();
        let Some(named) = named else {
            if matches!(reading.unit, UnitRef::OfForm(_)) {
                intake.named = Some(NamedUnit::OfForm);
            }
            return Some(self.unit_above(intake, row, table));
        };
        intake.named = None;
        Some(match known {
            Some(unit) if intake.unit == Some(unit) => unit,
            Some(unit) => self.change_unit(intake, row, unit),
            None => self.unit_named(intake, row, table, row.cell(named)),
        })
    }

    /// The unit that stands above a row, or the file's own.
    fn unit_above(&mut self, intake: &mut FileIntake, row: Row<'_>, table: TableNumber) -> UnitNumber {
        match intake.named.take() {
            Some(NamedUnit::Named(name)) => self.unit_named(intake, row, table, &name),
            Some(NamedUnit::OfForm) => self.own_unit(intake, table),
            None => {
                let is_of_table =
                    |unit: &UnitNumber| intake.layout.columns.bureau.is_none() || self.tally.table(*unit) == table;
                intake.unit.filter(is_of_table).unwrap_or_else(|| self.own_unit(intake, table))
            }
        }
    }

    fn unit_named(&mut self, intake: &mut FileIntake, row: Row<'_>, table: TableNumber, name: &str) -> UnitNumber {
        let origin = Origin { file: self.file_number(), by_form: false };
        let unit = self.tally.unit(table, name, origin);
        if intake.unit == Some(unit) { unit } else { self.change_unit(intake, row, unit) }
    }

    /// Reports a row whose bureau is not known; each is named once among those that are not scored.
    fn reject_bureau(&mut self, intake: &FileIntake, row: Row<'_>) {
        let FileLayout { file, columns, .. } = &*intake.layout;
        let column = columns.bureau.unwrap_or_default();
        let name = row.cell(column).trim().to_owned();
        let file_name = file.name.as_deref().unwrap_or_default().to_owned();
        let failed = Failed { unit: name.clone(), file: file_name, bureau: None };
        let known = self.unknown_bureaus.get(&failed).copied();
        let whose = known.unwrap_or_else(|| self.failed(failed.clone()));
        self.unknown_bureaus.insert(failed, whose);
        self.problems.report(whose, Code::Bureau, || Diagnostic {
            problem: Problem::Bureau(self.bureaus.unknown(&name)),
            place: intake.layout.file.place_of(row, column),
            subject: whose.into(),
        });
    }

    /// Goes on to another unit.
    fn change_unit(&mut self, intake: &mut FileIntake, row: Row<'_>, unit: UnitNumber) -> UnitNumber {
        intake.unit = Some(unit);
        // In one long file no origin needs a look, and those of many units lie far apart.
        intake.is_refused = self.tally.has_claims() && {
            let origin = Origin { file: self.file_number(), by_form: false };
            self.is_claimed(intake, unit, origin, Some(row))
        };
        unit
    }
}

impl FileIntake {
    /// Whether a row cannot be read any more.
    #[cold]
    fn is_ended(&mut self, reading: &RowReading) -> bool {
        let has_value = matches!(reading.content, RowContent::Value(_));
        self.ending = match self.ending.take() {
            Some(Ending::OtherForm(why)) if has_value => Some(Ending::BrokeOff(why)),
            ending => ending,
        };
        matches!(self.ending, Some(Ending::BrokeOff(_)))
    }
}

/// Whether a row says nothing of an indicator: notes what it is, and the unit that it names for the rows below.
#[cold]
fn is_without_value(
    intake: &mut FileIntake,
    row: Row<'_>,
    (unit, named): (UnitRef, Option<usize>),
    content: &RowContent,
) -> bool {
    match content {
        RowContent::Footer => intake.footers.push(row.line()),
        RowContent::NamesOnly | RowContent::Words => {
            if matches!(content, RowContent::Words) {
                intake.words.push(row.line());
            }
            let of_form = matches!(unit, UnitRef::OfForm(_)).then_some(NamedUnit::OfForm);
            let named = named.map(|column| NamedUnit::Named(row.cell(column).to_owned()));
            intake.named = named.or(of_form).or(intake.named.take());
        }
        _ => return false,
    }
    true
}
