//! 说明: the parameters that all formulas use, how the figures arise, and where they come from.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, DataValidation, RowNum};

use super::column::cell;
use super::formulas::{BANDS, MISSING_COUNTS, MISSING_MAX, MISSING_MIN, MISSING_MIN_OPEN, POINTS};
use super::page::{Page, quoted};
use super::sheet_names::prefix;
use super::style::{GENERAL, input};
use super::wording;
use super::{Book, Scheme, SheetOf};
use crate::grading::{Attainment, Grade};
use crate::number::Decimal;
use crate::report::document::{Block, Cell, Fact};
use crate::report::notes::{Note, notes};
use crate::report::{UnitReport, words};
use crate::scoring::{MissingPolicy, MissingScore};
use crate::targets::Targets;

/// Name of the cell with the policy for missing values.
pub(super) const POLICY: &str = "missing_policy";
/// Columns of a parameter's label and value.
const LABEL: u16 = 0;
const VALUE: u16 = 1;
/// The last column of a paragraph.
const LAST: u16 = 7;
/// Characters of a paragraph's width, two for a Chinese one.
const WIDTH: u16 = 104;

/// The sheet, and the names that the workbook gives to its cells.
pub(super) struct Notes {
    pub(super) page: Page,
    pub(super) names: Vec<(String, String)>,
}

/// Writes the sheet; the parameters of a second scheme have their names on the sheets of the units that go by it.
pub(super) fn write(book: &Book<'_>, remarks: &[String], sheets: &[SheetOf]) -> Result<Notes> {
    let labels = book.labels;
    let mut notes = Notes { page: Page::new(labels.sheet_notes)?, names: Vec::new() };
    notes.page.sheet.set_column_width(LABEL, 26)?.set_column_width(VALUE, 16)?;
    let title = book.title_of(book.words.notes);
    notes.page.title(LAST, &title, &book.styles)?;
    let mut row = notes.parameters(book, sheets, 2)?;
    if let [unit] = book.report.units.as_slice() {
        row = notes.paragraphs(book, row + 1, labels.findings, &findings(book, unit))?;
    }
    row = notes.paragraphs(book, row + 1, book.words.method, &method(book, remarks))?;
    notes.provenance(book, row + 1)?;
    notes.page.lay_out(None, labels)?;
    Ok(notes)
}

/// What is out of the ordinary about a unit.
fn findings(book: &Book<'_>, unit: &UnitReport<'_>) -> Vec<String> {
    notes(unit, book.report.missing, book.language).iter().map(|note| finding(book, note)).collect()
}

/// A note in a paragraph.
pub(super) fn finding(book: &Book<'_>, note: &Note) -> String {
    let (gap, stop) = book.language.pick(("、", "。"), (", ", ". "));
    format!("{}{}{}{stop}{}", note.label, book.colon(), note.items.join(gap), note.remark)
}

/// How the figures arise: the report's own lines, and what is special to a workbook.
fn method(book: &Book<'_>, remarks: &[String]) -> Vec<String> {
    let mut lines = book.document.how_figures_arise();
    lines.extend(wording::notes(book.language).map(str::to_owned));
    lines.extend_from_slice(remarks);
    lines
}

/// The column of a scheme's parameters.
fn column_of(scheme: usize) -> Result<ColNum> {
    Ok(VALUE + ColNum::try_from(scheme)?)
}

/// Which points a missing indicator scores which attains at worst so much; none where it is 0.
fn points(policy: MissingPolicy, end: usize, worst: Attainment) -> Option<Attainment> {
    policy.rule().scores.map(|ends| ends[end]).and_then(|score: MissingScore| score.attainment(worst))
}

/// A formula of what each policy comes to; most come to `usual`.
fn by_policy<T: AsRef<str>>(book: &Book<'_>, usual: &str, value: impl Fn(MissingPolicy) -> T) -> String {
    MissingPolicy::ALL.into_iter().rev().fold(usual.to_owned(), |rest, policy| match value(policy).as_ref() {
        value if value == usual => rest,
        value => format!("IF({POLICY}={},{value},{rest})", quoted(wording::policy(policy, book.language))),
    })
}

impl Notes {
    /// The label of a parameter's row.
    fn label(&mut self, book: &Book<'_>, row: RowNum, label: &str) -> Result<()> {
        self.page.text((row, LABEL), label, &book.styles.label())
    }

    fn name(&mut self, book: &Book<'_>, at: (RowNum, ColNum), name: String) {
        let sheet = prefix(book.labels.sheet_notes);
        self.names.push((name, format!("={}", cell(&sheet, at.0, at.1))));
    }

    fn parameters(&mut self, book: &Book<'_>, sheets: &[SheetOf], first: RowNum) -> Result<RowNum> {
        let (labels, schemes) = (book.labels, book.schemes());
        self.page.text((first, LABEL), labels.parameters, &book.styles.section())?;
        let hint = labels.parameter_hint;
        self.page.wide_text((first + 1, LABEL), LAST, hint, &book.styles.faint().set_text_wrap())?;
        self.page.fit_row(first + 1, &[(hint, WIDTH)])?;
        let mut start = first + 2;
        if schemes.len() > 1 {
            self.whose(book, &schemes, start)?;
            start += 1;
        }
        let mut row = start;
        for (attainment, name) in Attainment::ALL.into_iter().zip(POINTS) {
            let word = match attainment {
                Attainment::BelowPoor => book.words.below_poor,
                _ => words::grade(attainment.grade(), book.language),
            };
            self.label(book, row, &format!("{}{word}", labels.points))?;
            let points = |targets: &Targets| targets.points().of(attainment);
            self.numbers(book, (&schemes, sheets), (row, name), points)?;
            row += 1;
        }
        for (grade, name) in Grade::ALL.into_iter().zip(BANDS) {
            let word = words::grade(grade, book.language);
            self.label(book, row, &format!("{}{word}", labels.band))?;
            let lowest = |targets: &Targets| targets.bands().lowest(grade).unwrap_or(Decimal::new(0, 0));
            self.numbers(book, (&schemes, sheets), (row, name), lowest)?;
            row += 1;
        }
        let last = column_of(schemes.len() - 1)?;
        self.page.only_numbers((start, VALUE), (row - 1, last), labels.number_hint)?;
        self.policy(book, (&schemes, sheets), (start, row))
    }

    /// The bureaus of each column of parameters.
    fn whose(&mut self, book: &Book<'_>, schemes: &[Scheme<'_>], row: RowNum) -> Result<()> {
        self.label(book, row, book.words.bureau)?;
        for (index, scheme) in schemes.iter().enumerate() {
            let names = scheme.tables.iter().map(|table| book.report.library.targets(*table).name.as_str());
            let names = names.collect::<Vec<_>>().join(book.language.pick("、", ", "));
            self.page.sheet.set_column_width(column_of(index)?, 16)?;
            self.page.text((row, column_of(index)?), &names, &book.styles.header())?;
        }
        Ok(())
    }

    /// A number of each scheme.
    fn numbers(
        &mut self,
        book: &Book<'_>,
        (schemes, sheets): (&[Scheme<'_>], &[SheetOf]),
        (row, name): (RowNum, &str),
        number: impl Fn(&Targets) -> Decimal,
    ) -> Result<()> {
        let format = input(&book.styles.number(GENERAL));
        for (index, scheme) in schemes.iter().enumerate() {
            let at = (row, column_of(index)?);
            self.page.number(at, number(scheme.targets), &format)?;
            self.names_of(book, at, name, (index, scheme), sheets);
        }
        Ok(())
    }

    /// The names of a scheme's parameter: of the first in the whole workbook, of others on the sheets that go by it.
    fn names_of(
        &mut self,
        book: &Book<'_>,
        at: (RowNum, ColNum),
        name: &str,
        (index, scheme): (usize, &Scheme<'_>),
        sheets: &[SheetOf],
    ) {
        if index == 0 {
            return self.name(book, at, name.to_owned());
        }
        for (sheet, _) in sheets.iter().filter(|(_, table)| scheme.tables.contains(table)) {
            self.name(book, at, format!("{}{name}", prefix(sheet)));
        }
    }

    /// The policy for missing values, and what it comes to in numbers; the points stand in the rows from `start` on.
    fn policy(
        &mut self,
        book: &Book<'_>,
        (schemes, sheets): (&[Scheme<'_>], &[SheetOf]),
        (start, row): (RowNum, RowNum),
    ) -> Result<RowNum> {
        let (labels, policy) = (book.labels, book.report.missing);
        self.label(book, row, book.words.policy)?;
        self.name(book, (row, VALUE), POLICY.to_owned());
        self.page.text((row, VALUE), wording::policy(policy, book.language), &input(&book.styles.centre))?;
        let rule = DataValidation::new()
            .allow_list_strings(&MissingPolicy::ALL.map(|policy| wording::policy(policy, book.language)))?;
        self.page.sheet.add_data_validation(row, VALUE, row, VALUE, &rule)?;
        let rule = policy.rule();
        let counts = by_policy(book, "1", |policy| u8::from(policy.rule().counts()).to_string());
        let [worst, worst_open] = [Attainment::BelowPoor, Attainment::Poor];
        let mut rows = vec![(labels.missing_min, MISSING_MIN, 0, worst), (labels.missing_max, MISSING_MAX, 1, worst)];
        if book.report.has_open_poor() {
            rows.insert(1, (labels.missing_min_open, MISSING_MIN_OPEN, 0, worst_open));
        }
        let mut next = row + 1;
        for (label, name, end, worst) in rows {
            self.label(book, next, label)?;
            for (index, scheme) in schemes.iter().enumerate() {
                let at = (next, column_of(index)?);
                let ends = scheme.targets.points().ends_of_missing(book.report.missing, worst);
                let ends = ends.unwrap_or([Decimal::new(0, 0); 2]);
                let formula = by_policy(book, "0", |policy| match points(policy, end, worst) {
                    None => "0".to_owned(),
                    Some(points) if index == 0 => POINTS[points as usize].to_owned(),
                    Some(points) => cell("", start + points as RowNum, at.1),
                });
                self.page.formula(at, &formula, &ends[end].to_string(), &book.styles.working(GENERAL))?;
                self.names_of(book, at, name, (index, scheme), sheets);
            }
            next += 1;
        }
        self.label(book, next, labels.missing_counts)?;
        self.name(book, (next, VALUE), MISSING_COUNTS.to_owned());
        let result = u8::from(rule.counts()).to_string();
        self.page.formula((next, VALUE), &counts, &result, &book.styles.working(GENERAL))?;
        Ok(next + 1)
    }

    /// Paragraphs under a heading.
    fn paragraphs(&mut self, book: &Book<'_>, row: RowNum, heading: &str, lines: &[String]) -> Result<RowNum> {
        if lines.is_empty() {
            return Ok(row - 1);
        }
        self.page.text((row, LABEL), heading, &book.styles.section())?;
        let mut next = row + 1;
        for line in lines {
            self.page.wide_text((next, LABEL), LAST, line, &book.styles.paragraph())?;
            self.page.fit_row(next, &[(line, WIDTH)])?;
            next += 1;
        }
        Ok(next)
    }

    /// Where table and data come from.
    fn provenance(&mut self, book: &Book<'_>, row: RowNum) -> Result<()> {
        let Some(section) = book.document.provenance(&book.report.units) else { return Ok(()) };
        self.page.text((row, LABEL), section.heading, &book.styles.section())?;
        let mut facts = vec![(book.words.budget_unit.to_owned(), book.budget_unit())];
        for block in &section.blocks {
            if let Block::Facts(all) = block {
                // The policy is a parameter here, and may be changed.
                let kept = all.iter().filter(|fact| fact.label != book.words.policy);
                facts.extend(kept.flat_map(|fact| rows_of(fact, book)));
            }
        }
        for (row, (label, text)) in (row + 1..).zip(facts) {
            self.page.text((row, LABEL), &label, &book.styles.label())?;
            self.page.wide_text((row, VALUE), LAST, &text, &book.styles.value())?;
        }
        Ok(())
    }
}

/// A fact as labelled rows: a file's hash has one of its own, to be copied.
fn rows_of(fact: &Fact<'_>, book: &Book<'_>) -> Vec<(String, String)> {
    let row = |part: &Cell<'_>| match part {
        Cell::Digest(sha256) => (format!("{} SHA-256", fact.label), (*sha256).to_owned()),
        other => (fact.label.to_owned(), other.text(&book.marks, book.language).into_owned()),
    };
    fact.value.iter().map(row).collect()
}
