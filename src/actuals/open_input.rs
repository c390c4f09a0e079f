//! One input from its first byte to its rows, whether it is a text or a workbook.

use std::collections::HashMap;
use std::sync::Arc;

use sheets::Foreign;

use super::bureaus::{Bureaus, Claims};
use super::form_name;
use super::header::{Columns, Wanted, filled};
use super::input::Beginning;
use super::layout::FileLayout;
use super::opening::Opening;
use super::options::Options;
use super::text::TextRows;
use super::value::Convention;
use super::workbook::{self, Chosen, WorkbookRows};
use crate::delimited::batch::Batch;
use crate::delimited::decoding::Bytes;
use crate::diagnostic::{Diagnostic, Problem, Unreadable, WorkbookFault};
use crate::names::{is_blank_text, normalise};
use crate::own;

/// An input whose header was found.
pub(super) struct OpenInput {
    /// How its rows are to be read.
    pub(super) layout: Arc<FileLayout>,
    rows: Rows,
}

enum Rows {
    Text(Box<TextRows>),
    Workbook(Box<WorkbookRows>, Bytes),
}

impl OpenInput {
    /// Finds out what an input is and where its header is; the rows of its first block that follow
    /// the header are left in `batch`.
    pub(super) fn open(
        beginning: Beginning,
        options: &Options,
        wanted: Wanted,
        batch: &mut Batch,
    ) -> Result<Self, Box<Diagnostic>> {
        let Beginning { file, own_name, file_name, years, first, mut bytes, .. } = beginning;
        if wanted == Wanted::Actuals && own::begins(&first) {
            return Err(file.problem(Problem::Unreadable(Unreadable::OwnReport)));
        }
        let (file, columns, mut title, unread_sheets, rows) = if workbook::is_workbook(&first) {
            let Chosen { file, rows, columns, title, others } =
                workbook::open(&file, &mut bytes, first, options, wanted)?;
            batch.clear();
            (file, columns, title, others, Rows::Workbook(Box::new(rows), bytes))
        } else if let Some(kind) = Foreign::of(&first) {
            return Err(file.problem(Problem::Workbook(WorkbookFault::Foreign(kind))));
        } else {
            let (rows, columns, title) = Opening { file: &file, options, wanted }.text(bytes, &first, batch)?;
            (file, columns, title, Vec::new(), Rows::Text(Box::new(rows)))
        };
        if options.unit.is_some() {
            title.names.clear();
        }
        let of_sheet = file.sheet.as_deref().map(|sheet| form_name::years(sheet, false)).unwrap_or_default();
        title.years.extend(years.into_iter().chain(of_sheet).map(|year| (year, file.place())));
        let convention = Convention { column_measure: columns.actual_measure.clone(), fraction: options.fraction };
        Ok(Self {
            layout: Arc::new(FileLayout {
                file,
                table: Some(0),
                own_name,
                file_name,
                title,
                columns,
                convention,
                unread_sheets,
            }),
            rows,
        })
    }

    /// Finds out which table its rows are for, by what stands around them and the rows at hand. Of a workbook the
    /// first rows are read for that.
    pub(super) fn find_bureau(
        &mut self,
        bureaus: &Bureaus<'_>,
        options: &Options,
        batch: &mut Batch,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(layout) = Arc::get_mut(&mut self.layout) else { return Ok(()) };
        let bureau = layout.columns.bureau.take();
        if !bureaus.has_several() && bureau.is_none() && layout.title.bureaus.is_empty() {
            return Ok(());
        }
        if let Rows::Workbook(rows, _) = &mut self.rows {
            rows.next(batch);
        }
        if !bureaus.has_several() {
            return of_the_one_table(layout, bureaus, bureau, batch);
        }
        let file = if options.unit.is_some() { None } else { layout.file_name.as_deref() };
        let claims = Claims { title: &layout.title.bureaus, units: &layout.title.names, file };
        let found = bureaus.of_form(&claims, &layout.columns, batch);
        match bureau {
            Some(column) if bureaus.are_in(column, batch) => {
                layout.columns.bureau = Some(column);
                layout.table = found.ok();
            }
            _ => {
                layout.table = Some(found.map_err(|fault| layout.file.problem(Problem::Bureau(fault)))?);
                let is_unit = |column: &usize| names_units(batch, *column);
                layout.columns.unit = layout.columns.unit.or(bureau.filter(is_unit));
            }
        }
        Ok(())
    }

    /// Whether the rows at hand are the last.
    pub(super) fn is_done(&self) -> bool {
        matches!(&self.rows, Rows::Text(rows) if rows.is_done())
    }

    /// Replaces the batch by the next rows; there are none left where it says so.
    pub(super) fn next(&mut self, batch: &mut Batch) -> Result<bool, Box<Diagnostic>> {
        match &mut self.rows {
            Rows::Text(rows) => rows.next(batch).map_err(|fault| fault.diagnostic(&self.layout.file)),
            Rows::Workbook(rows, _) => Ok(rows.next(batch)),
        }
    }

    /// SHA-256 in hex of the input, once it is read to its end.
    pub(super) fn sha256(&self) -> Option<String> {
        match &self.rows {
            Rows::Text(rows) => rows.bytes().sha256(),
            Rows::Workbook(_, bytes) => bytes.sha256(),
        }
    }
}

/// What a form says of bureaus where there is one table: another one's form is refused, another one's rows are errors,
/// and a column of 部门 may name the units.
fn of_the_one_table(
    layout: &mut FileLayout,
    bureaus: &Bureaus<'_>,
    column: Option<usize>,
    batch: &Batch,
) -> Result<(), Box<Diagnostic>> {
    if let Some(other) = layout.title.bureaus.iter().find(|text| bureaus.has_other_code(text)) {
        return Err(layout.file.problem(Problem::Bureau(bureaus.unknown(other))));
    }
    let Some(column) = column else { return Ok(()) };
    if bureaus.are_in(column, batch) && batch.rows().any(|row| bureaus.is_like_another(row.cell(column))) {
        layout.columns.bureau = Some(column);
    } else if layout.columns.unit.is_none() && names_units(batch, column) && repeats_indicators(layout, column, batch) {
        layout.columns.unit = Some(column);
    }
    Ok(())
}

/// Whether an indicator stands beside several names of a column: each of them reports it.
fn repeats_indicators(layout: &FileLayout, column: usize, rows: &Batch) -> bool {
    let Columns { activity, indicator, .. } = layout.columns;
    let (mut above, mut met) = (["", ""], HashMap::new());
    rows.rows().any(|row| {
        let [name, own] = [Some(column), activity];
        above = [filled(row, name).unwrap_or(above[0]), filled(row, own).unwrap_or(above[1])];
        let Some(indicator) = filled(row, indicator) else { return false };
        let first = *met.entry((above[1], indicator)).or_insert(above[0]);
        normalise(first) != normalise(above[0])
    })
}

/// Whether a column of 部门 names units, and not the sections of one: 办公室, 法规科.
fn names_units(rows: &Batch, column: usize) -> bool {
    const SECTIONS: [char; 7] = ['科', '室', '股', '处', '组', '队', '站'];
    let mut cells = rows.rows().map(|row| row.cell(column)).filter(|cell| !is_blank_text(cell)).peekable();
    cells.peek().is_some() && cells.all(|cell| !normalise(cell).ends_with(SECTIONS))
}
