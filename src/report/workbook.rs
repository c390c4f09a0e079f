//! The report as a workbook whose figures are live formulas: whoever changes an actual, a cut-off, a
//! budget or a parameter sees the total move. The stored results are this program's own figures.
//!
//! Lays out what [`Report`] holds; knows nothing of how inputs are read or scores arise, except as
//! the formulas that it writes down for the reader to check.

mod chart;
pub(crate) mod column;
mod comparison;
pub(crate) mod formulas;
mod head;
mod indicators;
mod league;
mod losses;
mod notes;
pub(crate) mod page;
mod place;
mod problems;
pub(crate) mod saved;
mod sheet_names;
mod static_table;
pub(crate) mod style;
mod summary;
pub(crate) mod wording;

use std::collections::BTreeSet;

use anyhow::Result;
use rust_xlsxwriter::{ColNum, DocProperties, RowNum};

use self::chart::Frame;
use self::column::{Column, Rows};
use self::head::Form;
use self::league::UnitSheet;
use self::page::Page;
use self::place::Place;
use self::sheet_names::{SheetNames, prefix};
use self::style::Styles;
use self::wording::Labels;
use super::document::{Block, Document, SHOWN_EACH};
use super::shown::Marks;
use super::words::Words;
use super::{Report, UnitReport};
use crate::language::Language;
use crate::own;
use crate::targets::{TableNumber, Targets};

/// Units that a sheet has rows for, with some to spare.
const MAX_UNITS: usize = 1_000_000;

/// The report as the bytes of an `.xlsx` file; the same report gives the same bytes.
///
/// # Errors
/// Only where the writer of workbooks fails, or the table has more indicators than a sheet has rows.
pub fn workbook(report: &Report<'_>, language: Language) -> Result<Vec<u8>> {
    let book = Book::new(report, language);
    if !report.is_scored {
        return of_problems(&book);
    }
    let mut remarks = Vec::new();
    let (front, units) = match report.units.as_slice() {
        [] => (vec![empty(&book)?], Vec::new()),
        [unit] if is_detailed(unit) => (single(&book, unit)?, Vec::new()),
        units => several(&book, units, &mut remarks)?,
    };
    let (units, sheets): (Vec<_>, Vec<_>) = units.into_iter().map(|UnitPage { page, of }| (page, of)).unzip();
    let mut workbook = style::workbook(book.labels.font)?;
    workbook.set_properties(&properties(&book)?);
    let notes = notes::write(&book, &remarks, &sheets)?;
    let compared = comparison::write(&book)?;
    let pages = front.into_iter().chain(compared).chain([problems::write(&book)?, notes.page]).chain(units);
    pages.for_each(|page| workbook.push_worksheet(page.sheet));
    for (name, cell) in notes.names {
        workbook.define_name(&name, &cell)?;
    }
    saved::saved(workbook)
}

/// The problems alone.
fn of_problems(book: &Book<'_>) -> Result<Vec<u8>> {
    let mut workbook = style::workbook(book.labels.font)?;
    workbook.set_properties(&properties(book)?);
    workbook.push_worksheet(problems::write(book)?.sheet);
    saved::saved(workbook)
}

fn properties(book: &Book<'_>) -> Result<DocProperties> {
    Ok(saved::properties()?.set_title(page::fitting(&book.title())))
}

/// What all sheets of one workbook share.
struct Book<'r> {
    report: &'r Report<'r>,
    language: Language,
    document: Document<'r>,
    marks: Marks,
    words: &'static Words,
    labels: &'static Labels,
    styles: Styles,
}

/// Points and bands, and the tables that have them.
struct Scheme<'r> {
    targets: &'r Targets,
    tables: Vec<TableNumber>,
}

impl Scheme<'_> {
    fn is_of(&self, targets: &Targets) -> bool {
        self.targets.points() == targets.points() && self.targets.bands() == targets.bands()
    }
}

/// The name of a unit's sheet, and the table that its figures go by.
type SheetOf = (String, TableNumber);

/// A unit's sheet.
struct UnitPage {
    page: Page,
    of: SheetOf,
}

impl<'r> Book<'r> {
    fn new(report: &'r Report<'r>, language: Language) -> Self {
        let labels = Labels::of(language);
        let document = Document::new(report, language);
        let marks = Marks::printed(language);
        Self { report, language, document, marks, words: document.words, labels, styles: Styles::new(labels.font) }
    }

    /// The report's title with the bureau's name.
    fn title(&self) -> String {
        self.title_for(&self.whose())
    }

    /// The same with the name of a bureau.
    fn title_for(&self, name: &str) -> String {
        match self.language {
            Language::Chinese => format!("{name}{}", self.words.title),
            Language::English => format!("{}{}{name}", self.words.title, own::BETWEEN),
        }
    }

    /// The title of one of its sheets.
    fn title_of(&self, sheet: &str) -> String {
        self.title() + own::BETWEEN + sheet
    }

    /// The bureau's name, or how many bureaus there are.
    fn whose(&self) -> String {
        match &*self.document.tables(&[]) {
            [table] => self.report.library.targets(*table).name.clone(),
            tables => super::shown::bureaus(tables.len(), self.language),
        }
    }

    /// The tables with whose points and bands units are scored, one for all that have the same; the first table where
    /// no unit is.
    fn schemes(&self) -> Vec<Scheme<'r>> {
        let scored: BTreeSet<_> = self.report.units.iter().map(|unit| unit.table).collect();
        let first = self.report.tables.first().copied().unwrap_or_default();
        let tables = if scored.is_empty() { BTreeSet::from([first]) } else { scored };
        let mut schemes: Vec<Scheme<'r>> = Vec::new();
        for table in tables {
            let targets = self.report.library.targets(table);
            match schemes.iter_mut().find(|scheme| scheme.is_of(targets)) {
                Some(scheme) => scheme.tables.push(table),
                None => schemes.push(Scheme { targets, tables: vec![table] }),
            }
        }
        schemes
    }

    /// The unit of the budgets, of several tables all that there are.
    fn budget_unit(&self) -> String {
        let schemes = self.schemes();
        let tables = schemes.iter().flat_map(|scheme| &scheme.tables);
        let units: BTreeSet<_> = tables.map(|table| &*self.report.library.targets(*table).budget_unit).collect();
        units.into_iter().collect::<Vec<_>>().join(self.language.pick("、", ", "))
    }

    const fn colon(&self) -> &'static str {
        self.language.pick("：", ": ")
    }

    /// A heading with something in brackets behind it.
    fn bracketed(&self, heading: &str, inner: &str) -> String {
        match self.language {
            Language::Chinese => format!("{heading}（{inner}）"),
            Language::English => format!("{heading} ({inner})"),
        }
    }

    fn unit<'u>(&self, unit: &'u UnitReport<'_>) -> &'u str {
        unit.unit.unwrap_or(self.words.standard_input)
    }

    /// The rows of a unit's indicators, from some row on.
    fn rows(&self, unit: &UnitReport<'_>, prefix: &str, first: RowNum) -> Result<Rows> {
        let targets = self.report.targets(unit);
        let count = RowNum::try_from(targets.indicators().count())?;
        Ok(Rows { prefix: prefix.to_owned(), first, count, has_strict_cutoffs: targets.has_strict_cutoffs() })
    }
}

/// Whether a unit's figures go down to the indicators, which formulas start from.
fn is_detailed(unit: &UnitReport<'_>) -> bool {
    unit.duties().is_some() && unit.activities().all(|activity| activity.indicators.is_some())
}

/// A page that says that nothing could be scored.
fn empty(book: &Book<'_>) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_summary)?;
    page.title(place::GRADE, &book.title(), &book.styles)?;
    for block in book.document.nothing_scored().into_iter().flat_map(|section| section.blocks) {
        if let Block::Paragraph(text) = block {
            page.text((2, 0), &text, &book.styles.plain())?;
        }
    }
    page.lay_out(None, book.labels)?;
    Ok(page)
}

/// 汇总, 指标 and 失分 of one unit.
fn single(book: &Book<'_>, unit: &UnitReport<'_>) -> Result<Vec<Page>> {
    let labels = book.labels;
    let rows = book.rows(unit, &prefix(labels.sheet_indicators), 4)?;
    let place =
        Place::new(&prefix(labels.sheet_summary), place::widths(book.language), head::ROWS, book.report.targets(unit));
    let summary = summary_page(book, unit, &rows, &place)?;
    let indicators = indicators_page(book, unit, &rows, &place)?;
    Ok(vec![summary, indicators, losses::write(book, unit, (&rows, &place))?])
}

fn summary_page(book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows, place: &Place) -> Result<Page> {
    let (sheet, place) = (book.labels.sheet_summary, place.local());
    let mut page = Page::new(sheet)?;
    for (column, width) in (0..).zip(place.widths) {
        page.sheet.set_column_width(column, width)?;
    }
    let last = place::GRADE;
    head::write(&mut page, book, unit, (rows, &place), (&Form::SUMMARY, last))?;
    head::absent(&mut page, book, last, place.widths.iter().sum())?;
    summary::write(&mut page, book, unit, rows, &place)?;
    let below = place.total + 2;
    let frame = Frame { at: (below, 0), width: 620, has_legend: true };
    let signatures = below + 1 + chart::activities(&mut page, book, unit, (sheet, &place), &frame)?;
    let signed = self::signatures(&mut page, book, signatures, place::MIN)?;
    page.lay_out(Some((place.header, place.header)), book.labels)?;
    page.sheet.set_portrait().set_print_area(0, 0, signed, last)?;
    Ok(page)
}

/// Lines to sign, from a row on, the second of each two from some column on; gives the last row.
fn signatures(page: &mut Page, book: &Book<'_>, first: RowNum, half: ColNum) -> Result<RowNum> {
    /// Room above a line to write on, in points.
    const HEIGHT: u16 = 30;
    let [unit, head, finance, date] = book.words.signatures.map(|line| format!("{line}{}", book.colon().trim_end()));
    let date = format!("{date}{}{}", book.language.pick("　　　　", ""), book.words.date_blank);
    let mut row = first;
    for [left, right] in [[unit, head], [finance, date]] {
        row += 1;
        page.text((row, 0), &left, &book.styles.plain())?;
        page.text((row, half), &right, &book.styles.plain())?;
        page.sheet.set_row_height(row, HEIGHT)?;
    }
    Ok(row)
}

fn indicators_page(book: &Book<'_>, unit: &UnitReport<'_>, rows: &Rows, place: &Place) -> Result<Page> {
    let mut page = Page::new(book.labels.sheet_indicators)?;
    let (rows, last) = (rows.local(), Column::Note.number());
    head::line(&mut page, book, unit, place, last, book.labels.sheet_indicators)?;
    indicators::write(&mut page, book, unit, &rows, place)?;
    page.lay_out(Some((rows.first - 2, rows.first - 1)), book.labels)?;
    page.sheet.set_freeze_panes(rows.first, Column::Measure.number())?;
    page.sheet.set_print_area(0, 0, rows.total(), last)?;
    Ok(page)
}

/// 排名, 统计 and 失分 of several units, and the sheets of the first of them.
fn several(book: &Book<'_>, units: &[UnitReport<'_>], remarks: &mut Vec<String>) -> Result<(Vec<Page>, Vec<UnitPage>)> {
    let listed = &units[..units.len().min(MAX_UNITS)];
    let sheets = unit_sheets(book, listed)?;
    let mut front = vec![league::ranking(book, listed, &sheets)?];
    if let Some(league) = &book.report.league {
        front.push(league::statistics(book, league)?);
        front.push(league::losses(book, league)?);
    }
    let with_sheet = sheets.iter().flatten().count();
    if with_sheet < units.len() {
        remarks.push(wording::without_sheet(units.len() - with_sheet, book.language));
    }
    if listed.len() < units.len() {
        remarks.push(wording::beyond_rows(units.len() - listed.len(), book.language));
    }
    let units = listed.iter().zip(&sheets);
    let units = units.filter_map(|(unit, sheet)| Some((unit, sheet.as_ref()?)));
    let page = |(unit, sheet): (&UnitReport<'_>, &UnitSheet)| {
        Ok(UnitPage { page: unit_page(book, unit, sheet)?, of: (sheet.name.clone(), unit.table) })
    };
    Ok((front, units.map(page).collect::<Result<_>>()?))
}

/// Where the units' own sheets are, for the first of those that have details.
fn unit_sheets(book: &Book<'_>, units: &[UnitReport<'_>]) -> Result<Vec<Option<UnitSheet>>> {
    let labels = book.labels;
    let mut names = SheetNames::default();
    names.reserve(&[
        labels.sheet_league,
        labels.sheet_statistics,
        labels.sheet_losses,
        labels.sheet_problems,
        labels.sheet_notes,
    ]);
    if book.report.comparison.is_some() {
        names.reserve(&[labels.sheet_comparison, labels.sheet_movers]);
    }
    let mut left = SHOWN_EACH;
    let mut sheets = Vec::new();
    for unit in units {
        let has_sheet = left > 0 && is_detailed(unit);
        left -= usize::from(has_sheet);
        sheets.push(
            has_sheet
                .then(|| unit_sheet(book, unit, names.name(&super::shown::full_name(book.report, unit, book.language))))
                .transpose()?,
        );
    }
    Ok(sheets)
}

fn unit_sheet(book: &Book<'_>, unit: &UnitReport<'_>, name: String) -> Result<UnitSheet> {
    let prefix = prefix(&name);
    let rows = book.rows(unit, &prefix, head::ROWS + 2)?;
    let widths = std::array::from_fn(|index| Column::ALL[index].width(book.language));
    let place = Place::new(&prefix, widths, rows.total() + 2, book.report.targets(unit));
    Ok(UnitSheet { name, rows, place })
}

/// A unit's own sheet: its indicators, and the summary below them.
fn unit_page(book: &Book<'_>, unit: &UnitReport<'_>, sheet: &UnitSheet) -> Result<Page> {
    let mut page = Page::new(&sheet.name)?;
    let (rows, place, last) = (sheet.rows.local(), sheet.place.local(), Column::Note.number());
    head::write(&mut page, book, unit, (&rows, &place), (&Form::UNITS, last))?;
    page.sheet.set_row_height(head::ROWS - 1, 6)?;
    indicators::write(&mut page, book, unit, &rows, &place)?;
    summary::write(&mut page, book, unit, &rows, &place)?;
    let frame = Frame { at: (place.header, place::GRADE + 1), width: 275, has_legend: false };
    chart::activities(&mut page, book, unit, (&sheet.name, &place), &frame)?;
    let signed = signatures(&mut page, book, place.total + 1, Column::Poor.number())?;
    page.lay_out(Some((rows.first - 2, rows.first - 1)), book.labels)?;
    page.sheet.set_print_area(0, 0, signed, last)?;
    page.sheet.set_page_breaks(&[place.header - 1])?;
    Ok(page)
}
