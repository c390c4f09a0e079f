//! What the cells of the form take, and the colours of what they say.

use anyhow::Result;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, Format, Formula,
    RowNum,
};

use super::column::Column;
use super::formulas::{EMPTY, PLEASE_CHECK};
use super::wording::CLOSED;
use crate::language::Language;
use crate::report::workbook::page::Page;
use crate::report::workbook::style::alarm;

/// What stands for a value that is missing or does not apply.
const MARKS: [&str; 7] = ["未报", "不适用", "N/A", "-", "—", "/", "无"];
/// What the cell of an actual takes, shown beside it.
const ACTUAL: &str = "百分数直接填 92.5%，或填左边两列；次数、批次一类考核完成率，填完成数/计划数，如 12/12。有计量单位的填数字。没有数填“未报”，不适用填“不适用”，并在“偏差原因”里写明。";
const PART: &str = "填数字，如计划 50、完成 45，就不用再填“实际值”。";

/// Adds them to the rows of the form.
pub(super) fn add(page: &mut Page, rows: (RowNum, RowNum), total: RowNum) -> Result<()> {
    let (first, last) = rows;
    for (columns, title, hint) in
        [((Column::Actual, Column::Actual), "实际值", ACTUAL), ((Column::Plan, Column::Done), "计划数、完成数", PART)]
    {
        let rule = values(&columns.0.cell(first), title, hint)?;
        page.sheet.add_data_validation(first, columns.0.number(), last, columns.1.number(), &rule)?;
    }
    colours(page, rows, total)
}

/// A number that is not negative, however large; a mark; and text that starts with a digit, such as 45/50 or 12件,
/// which is read when the form comes back.
fn values(cell: &str, title: &str, hint: &str) -> Result<DataValidation> {
    let marks: Vec<_> = MARKS.iter().map(|mark| format!("TRIM({cell})=\"{mark}\"")).collect();
    let rule = format!("OR(IF(ISNUMBER({cell}),{cell}>=0,ISNUMBER(VALUE(LEFT(TRIM({cell}),1)))),{})", marks.join(","));
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
