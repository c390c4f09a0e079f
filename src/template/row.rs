//! The rows of the indicators: their names and cut-offs, the cells to fill in, and the formulas that answer.

use anyhow::Result;
use rust_xlsxwriter::{ColNum, Format, FormatAlign, RowNum};

use super::column::Column;
use super::formulas::{EMPTY, Line, PLEASE_CHECK, is_exact};
use super::paper::{self, Heights};
use super::wording::{self, CLOSED};
use crate::grading::Attainment;
use crate::number::Decimal;
use crate::report::workbook::page::{Page, digits, lines};
use crate::report::workbook::style::{GENERAL, Styles, fillable};
use crate::scoring::RollUp;
use crate::targets::{Activity, Targets};

/// A percentage with as many decimals as are read from a text.
const PERCENTAGE: &str = "0.00####%";
/// A cell that takes everything for text.
const TEXT: &str = "@";

/// Writes the rows.
pub(super) struct Writer<'w> {
    pub(super) targets: &'w Targets,
    pub(super) styles: &'w Styles,
    /// The first and the last row.
    pub(super) rows: (RowNum, RowNum),
    pub(super) heights: Heights,
    /// The figures of a form in which everything is missing.
    pub(super) empty: &'w RollUp<'w>,
}

impl Writer<'_> {
    pub(super) fn write(&self, page: &mut Page) -> Result<()> {
        let mut row = self.rows.0;
        for duty in self.targets.duties() {
            let first = row;
            let count = duty.activities.iter().map(|activity| activity.indicators.len()).sum();
            let share = share(&duty.name, Column::Duty, count);
            for activity in &duty.activities {
                row = self.activity(page, row, activity, share)?;
            }
            self.over(page, Column::Duty, (first, row), &duty.name)?;
        }
        Ok(())
    }

    /// A name over the rows that it stands for.
    fn over(&self, page: &mut Page, column: Column, (first, end): (RowNum, RowNum), name: &str) -> Result<()> {
        if first == end {
            return Ok(());
        }
        page.merged((first, column.number()), (end - 1, column.number()), name, &self.styles.text)
    }

    /// Writes the rows of an activity from one row on, and gives the next one.
    fn activity(&self, page: &mut Page, first: RowNum, activity: &Activity, of_duty: usize) -> Result<RowNum> {
        let end = first + RowNum::try_from(activity.indicators.len())?;
        let of_activity = share(&activity.name, Column::Activity, activity.indicators.len());
        for (row, indicator) in (first..end).zip(&activity.indicators) {
            let own = lines(&indicator.name, paper::width(Column::Indicator, self.targets));
            let most = own.max(paper::cutoff_lines(indicator, self.targets)).max(of_activity).max(of_duty);
            page.sheet.set_row_height(row, self.heights.of(most))?;
            let line = Line { row, indicator, activity: (first, end - 1), all: self.rows };
            Cells { writer: self, page, line, activity }.write()?;
        }
        self.over(page, Column::Activity, (first, end), &activity.name)?;
        Ok(end)
    }
}

/// Lines that each of some rows needs for a name over all of them.
fn share(name: &str, column: Column, rows: usize) -> usize {
    lines(name, column.width()).div_ceil(rows.max(1))
}

/// Writes the cells of a row.
struct Cells<'c> {
    writer: &'c Writer<'c>,
    page: &'c mut Page,
    line: Line<'c>,
    activity: &'c Activity,
}

impl Cells<'_> {
    fn write(&mut self) -> Result<()> {
        self.names()?;
        self.inputs()?;
        self.readings()?;
        self.answers()
    }

    const fn at(&self, column: Column) -> (RowNum, ColNum) {
        (self.line.row, column.number())
    }

    fn names(&mut self) -> Result<()> {
        let styles = self.writer.styles;
        self.page.text(self.at(Column::Indicator), &self.line.indicator.name, &styles.text)?;
        for (column, cutoff) in Column::CUTOFFS.into_iter().zip(self.line.indicator.cutoffs.written()) {
            self.cutoff(column, cutoff)?;
        }
        Ok(())
    }

    /// A cut-off as a number, with its sign and its measure in the format; as a text where it has too many digits or
    /// stands in two lines.
    fn cutoff(&mut self, column: Column, cutoff: Option<Decimal>) -> Result<()> {
        let (indicator, styles) = (self.line.indicator, self.writer.styles);
        let format = |number: &str| styles.number(number).set_shrink();
        if paper::is_broken(indicator) {
            let text = paper::broken(cutoff, indicator);
            return self.page.text(self.at(column), &text, &styles.number(GENERAL).set_text_wrap());
        }
        let Some(cutoff) = cutoff.filter(|_| is_exact(indicator)) else {
            return self.page.text(self.at(column), &wording::cutoff(cutoff, indicator), &format(GENERAL));
        };
        let zeros = "0".repeat(usize::from(cutoff.decimals()));
        let digits = if zeros.is_empty() { "0".to_owned() } else { format!("0.{zeros}") };
        let format = format(&format!("\"{}\"{digits}{}", indicator.cutoffs.sign().mark(), self.measure()));
        let decimals = if indicator.is_percentage() { cutoff.decimals() + 2 } else { cutoff.decimals() };
        self.page.number(self.at(column), Decimal::new(cutoff.mantissa(), decimals), &format)
    }

    /// The measure as a number format shows it.
    fn measure(&self) -> String {
        if self.line.indicator.is_percentage() {
            return "%".to_owned();
        }
        wording::short_measure(self.line.indicator).chars().flat_map(|c| ['\\', c]).collect()
    }

    /// The cells to fill in; 计划数 and 完成数 are closed where they make no percentage.
    fn inputs(&mut self) -> Result<()> {
        let styles = self.writer.styles;
        for column in [Column::Plan, Column::Done] {
            if self.line.indicator.is_percentage() {
                self.page.blank(self.at(column), &fillable(&styles.number(GENERAL)))?;
            } else {
                let closed = styles.working(GENERAL).set_align(FormatAlign::Center);
                self.page.text(self.at(column), CLOSED, &closed)?;
            }
        }
        // As text 12/12 stays what it is, and is no day.
        let format = match (self.line.indicator.is_percentage(), self.line.indicator.is_count_in_percent()) {
            (true, false) => PERCENTAGE,
            (true, true) => TEXT,
            (false, _) => GENERAL,
        };
        self.page.blank(self.at(Column::Actual), &fillable(&styles.number(format).set_shrink()))?;
        self.page.blank(self.at(Column::Note), &fillable(&styles.text))
    }

    /// A working column.
    fn working(&mut self, column: Column, formula: &str, result: &str) -> Result<()> {
        self.page.formula(self.at(column), formula, result, &self.writer.styles.working(GENERAL))
    }

    /// What the cells are taken for.
    fn readings(&mut self) -> Result<()> {
        if self.line.indicator.is_percentage() {
            self.working(Column::PlanRead, &self.line.part(Column::Plan), "")?;
            self.working(Column::DoneRead, &self.line.part(Column::Done), "")?;
            self.working(Column::PairRead, &self.line.pair(), "")?;
            self.working(Column::After, &self.line.after(), "")?;
            self.working(Column::AfterRead, &self.line.after_read(), PLEASE_CHECK)?;
            self.working(Column::PairLevel, &self.line.pair_level(), "0")?;
            self.working(Column::Agree, &self.line.agree(), "FALSE")?;
        }
        self.working(Column::Text, &self.line.text(), "")?;
        self.working(Column::Before, &self.line.before(), "")?;
        self.working(Column::BeforeRead, &self.line.before_read(), PLEASE_CHECK)?;
        self.working(Column::TextRead, &self.line.text_read(), PLEASE_CHECK)?;
        self.working(Column::ActualRead, &self.line.actual(), "")?;
        self.working(Column::ActualLevel, &self.line.actual_level(), "0")?;
        self.working(Column::Level, &self.line.level(), EMPTY)
    }

    /// What the row comes to.
    fn answers(&mut self) -> Result<()> {
        let (styles, points) = (self.writer.styles, self.writer.targets.points());
        let answers: [(Column, String, &Format); 3] = [
            (Column::Grade, self.line.grade(), &styles.centre),
            (Column::Score, self.line.score(), &styles.score),
            (Column::Loss, self.line.loss(), &styles.figure),
        ];
        for (column, formula, format) in answers {
            self.page.formula(self.at(column), &formula, "", format)?;
        }
        self.working(Column::Counted, &self.line.counted(), &self.line.indicator.weight.to_string())?;
        let worst = self.line.indicator.cutoffs.worst();
        let [least, most] = [worst, Attainment::Excellent].map(|end| points.of(end).to_string());
        self.working(Column::Least, &self.line.least(), &least)?;
        self.working(Column::Most, &self.line.most(), &most)?;
        if self.line.row == self.line.activity.0 {
            let budget = self.activity.budget.map_or_else(|| "0".to_owned(), |budget| budget.to_string());
            self.working(Column::Budget, &self.line.budget(&budget), &budget)?;
        }
        let index = usize::try_from(self.line.row - self.writer.rows.0)?;
        self.working(Column::ExactWeight, &self.line.exact_weight(), &digits(&self.writer.empty.weight(index)))
    }
}
