//! What the cells of the form take, and the colours of what they say.

use anyhow::Result;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, Format, Formula,
    RowNum,
};

use super::column::Column;
use super::formulas::{EMPTY, PLEASE_CHECK};
use super::wording::{CLOSED, short_measure};
use crate::language::Language;
use crate::report::workbook::formulas::one_of;
use crate::report::workbook::page::Page;
use crate::report::workbook::style::alarm;
use crate::report::workbook::wording::Labels;
use crate::targets::{Indicator, Targets};

/// What the cells of the columns 计划数 and 完成数 take, shown beside them.
const PART: &str = "填数字，如计划数 50、完成数 45，就不用再填“实际值”。";
/// What may be said instead of a value.
const STATES: &str = "没有数填“未报”；不适用填“不适用”，并在“偏差原因”里写明。";

/// Adds them to the rows of the form.
pub(super) fn add(page: &mut Page, targets: &Targets, rows: (RowNum, RowNum), total: RowNum) -> Result<()> {
    let (first, last) = rows;
    let parts = values(&Column::Plan.cell(first), "计划数、完成数", PART)?;
    page.sheet.add_data_validation(first, Column::Plan.number(), last, Column::Done.number(), &parts)?;
    let column = Column::Actual.number();
    for (row, (_, indicator)) in (first..).zip(targets.indicators()) {
        let actual = values(&Column::Actual.cell(row), "实际值", &hint(indicator))?;
        page.sheet.add_data_validation(row, column, row, column, &actual)?;
    }
    colours(page, rows, total)
}

/// What the cell of an actual takes, shown beside it.
fn hint(indicator: &Indicator) -> String {
    let value = match (indicator.is_percentage(), indicator.is_count_in_percent()) {
        (true, true) => "这项考核完成率：填 完成数/计划数，如 12/12，或填左边两列。".to_owned(),
        (true, false) => "填百分数，如 92.5%；或填左边两列。".to_owned(),
        (false, _) => format!("填数字，计量单位是“{}”。", short_measure(indicator)),
    };
    format!("{value}{STATES}")
}

/// A number that is not negative, however large; a mark; and text that starts with a digit, such as 45/50 or 12件,
/// which is read when the form comes back.
fn values(cell: &str, title: &str, hint: &str) -> Result<DataValidation> {
    let labels = Labels::of(Language::Chinese);
    let marks = one_of(&format!("ASC({cell})"), &[labels.missing, labels.not_applicable].concat());
    let rule = format!("OR(IF(ISNUMBER({cell}),{cell}>=0,ISNUMBER(VALUE(LEFT(ASC(TRIM({cell})),1)))),{marks})");
    Ok(DataValidation::new()
        .allow_custom(Formula::new(rule))
        .set_input_title(title)?
        .set_input_message(hint)?
        .set_error_title("请检查")?
        .set_error_message("请填不小于 0 的数、45/50 这样的完成数/计划数，或“未报”“不适用”“N/A”“-”。")?)
}

/// Grades in their colours, what is to be checked in red, and what is filled in no longer yellow.
fn colours(page: &mut Page, (first, last): (RowNum, RowNum), total: RowNum) -> Result<()> {
    let (grade, band) = (Column::Grade.number(), Column::Fair.number());
    page.colour_grades((first, grade), (last, grade), Language::Chinese)?;
    page.colour_grades((total, band), (total, band), Language::Chinese)?;
    let check =
        ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::EqualTo(PLEASE_CHECK)).set_format(alarm());
    page.sheet.add_conditional_format(first, grade, last, grade, &check)?;
    for column in [Column::Activity.number(), band] {
        page.sheet.add_conditional_format(total, column, total, column, &check)?;
    }
    let (level, cell) = (Column::Level.cell(first), Column::Plan.cell(first));
    let answered = format!("=AND(${level}>{EMPTY},{cell}<>\"{CLOSED}\")");
    let white = Format::new().set_background_color(Color::White);
    let filled = ConditionalFormatFormula::new().set_rule(answered.as_str()).set_format(white);
    page.sheet.add_conditional_format(first, Column::Plan.number(), last, Column::Actual.number(), &filled)?;
    Ok(())
}
