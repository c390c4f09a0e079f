//! 说明: the parameters that all formulas use, how the figures arise, and where they come from.

use anyhow::Result;
use rust_xlsxwriter::{DataValidation, RowNum};

use super::Book;
use super::column::cell;
use super::formulas::{BANDS, MISSING_COUNTS, MISSING_MAX, MISSING_MIN, MISSING_MIN_OPEN, POINTS};
use super::page::{Page, quoted};
use super::sheet_names::prefix;
use super::style::{GENERAL, input};
use super::wording;
use crate::grading::{Attainment, Grade};
use crate::number::Decimal;
use crate::report::document::{Block, Cell, Fact};
use crate::report::notes::{Note, notes};
use crate::report::{UnitReport, words};
use crate::scoring::{MissingPolicy, MissingScore};

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
    pub(super) names: Vec<(&'static str, String)>,
}

/// Writes the sheet.
pub(super) fn write(book: &Book<'_>, remarks: &[String]) -> Result<Notes> {
    let labels = book.labels;
    let mut notes = Notes { page: Page::new(labels.sheet_notes)?, names: Vec::new() };
    notes.page.sheet.set_column_width(LABEL, 26)?.set_column_width(VALUE, 16)?;
    let title = book.title_of(book.words.notes);
    notes.page.title(LAST, &title, &book.styles)?;
    let mut row = notes.parameters(book, 2)?;
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
    let (gap, stop) = book.language.pick(("、", "。"), (", ", ". "));
    let finding = |note: Note| format!("{}{}{}{stop}{}", note.label, book.colon(), note.items.join(gap), note.remark);
    notes(unit, book.report.missing, book.language).into_iter().map(finding).collect()
}

/// How the figures arise: the report's own lines, and what is special to a workbook.
fn method(book: &Book<'_>, remarks: &[String]) -> Vec<String> {
    let mut lines = book.document.how_figures_arise();
    lines.extend(wording::notes(book.language).map(str::to_owned));
    lines.extend_from_slice(remarks);
    lines
}

/// What a missing indicator scores which attains at worst so much, as the parameters name it.
fn points(score: Option<MissingScore>, worst: Attainment) -> &'static str {
    score.and_then(|score| score.attainment(worst)).map_or("0", |attainment| POINTS[attainment as usize])
}

/// A formula of what each policy comes to; most come to `usual`.
fn by_policy<T: AsRef<str>>(book: &Book<'_>, usual: &str, value: impl Fn(MissingPolicy) -> T) -> String {
    MissingPolicy::ALL.into_iter().rev().fold(usual.to_owned(), |rest, policy| match value(policy).as_ref() {
        value if value == usual => rest,
        value => format!("IF({POLICY}={},{value},{rest})", quoted(wording::policy(policy, book.language))),
    })
}

impl Notes {
    /// A parameter's row.
    fn parameter(&mut self, book: &Book<'_>, row: RowNum, label: &str, name: &'static str) -> Result<()> {
        self.page.text((row, LABEL), label, &book.styles.label())?;
        let sheet = prefix(book.labels.sheet_notes);
        self.names.push((name, format!("={}", cell(&sheet, row, VALUE))));
        Ok(())
    }

    fn parameters(&mut self, book: &Book<'_>, first: RowNum) -> Result<RowNum> {
        let (labels, targets) = (book.labels, book.first_targets());
        let format = input(&book.styles.number(GENERAL));
        self.page.text((first, LABEL), labels.parameters, &book.styles.section())?;
        self.page.text((first + 1, LABEL), labels.parameter_hint, &book.styles.faint())?;
        let start = first + 2;
        let mut row = start;
        for (attainment, name) in Attainment::ALL.into_iter().zip(POINTS) {
            let word = match attainment {
                Attainment::BelowPoor => book.words.below_poor,
                _ => words::grade(attainment.grade(), book.language),
            };
            self.parameter(book, row, &format!("{}{word}", labels.points), name)?;
            self.page.number((row, VALUE), targets.points().of(attainment), &format)?;
            row += 1;
        }
        for (grade, name) in Grade::ALL.into_iter().zip(BANDS) {
            let word = words::grade(grade, book.language);
            self.parameter(book, row, &format!("{}{word}", labels.band), name)?;
            let lowest = targets.bands().lowest(grade).unwrap_or(Decimal::new(0, 0));
            self.page.number((row, VALUE), lowest, &format)?;
            row += 1;
        }
        self.page.only_numbers((start, VALUE), (row - 1, VALUE), labels.number_hint)?;
        self.policy(book, row)
    }

    /// The policy for missing values, and what it comes to in numbers.
    fn policy(&mut self, book: &Book<'_>, row: RowNum) -> Result<RowNum> {
        let (labels, policy) = (book.labels, book.report.missing);
        self.parameter(book, row, book.words.policy, POLICY)?;
        self.page.text((row, VALUE), wording::policy(policy, book.language), &input(&book.styles.centre))?;
        let rule = DataValidation::new()
            .allow_list_strings(&MissingPolicy::ALL.map(|policy| wording::policy(policy, book.language)))?;
        self.page.sheet.add_data_validation(row, VALUE, row, VALUE, &rule)?;
        let rule = policy.rule();
        let score = |end: usize, worst| {
            by_policy(book, "0", move |policy| points(policy.rule().scores.map(|ends| ends[end]), worst))
        };
        let result = |end: usize, worst| {
            let ends = book.report.missing_points(book.first_targets(), worst).unwrap_or([Decimal::new(0, 0); 2]);
            ends[end].to_string()
        };
        let counts = by_policy(book, "1", |policy| u8::from(policy.rule().counts()).to_string());
        let [worst, worst_open] = [Attainment::BelowPoor, Attainment::Poor];
        let mut rows = vec![
            (labels.missing_min, MISSING_MIN, score(0, worst), result(0, worst)),
            (labels.missing_max, MISSING_MAX, score(1, worst), result(1, worst)),
            (labels.missing_counts, MISSING_COUNTS, counts, u8::from(rule.counts()).to_string()),
        ];
        if book.report.has_open_poor() {
            rows.insert(1, (labels.missing_min_open, MISSING_MIN_OPEN, score(0, worst_open), result(0, worst_open)));
        }
        let end = row + 1 + RowNum::try_from(rows.len())?;
        for (row, (label, name, formula, result)) in (row + 1..end).zip(rows) {
            self.parameter(book, row, label, name)?;
            self.page.formula((row, VALUE), &formula, &result, &book.styles.working(GENERAL))?;
        }
        Ok(end)
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
        let mut facts = vec![(book.labels.budget_unit.to_owned(), book.first_targets().budget_unit.clone())];
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
