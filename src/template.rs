//! The form to fill in: every indicator of the table in the page's order, with an empty column for
//! the actuals. It scores as it comes back.
//!
//! Knows the table and nothing else. The headings are what the reader of inputs goes by, and stay
//! Chinese in every language.

use anyhow::Result;
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, RowNum, Workbook,
    Worksheet, utility,
};

use unicode_width::UnicodeWidthStr;

use crate::grading::Sign;
use crate::names::printable;
use crate::number::Decimal;
use crate::targets::{Activity, Duty, Indicator, Targets};

const HEADINGS: [&str; 9] = ["职责", "工作活动", "绩效指标", "优", "良", "中", "差", "实际值", "偏差原因"];
/// Widths of the columns, in characters.
const WIDTHS: [u8; 9] = [16, 26, 30, 10, 10, 10, 10, 14, 40];
/// Height of a line and of the highest row, in points.
const LINE: usize = 14;
const MAX_HEIGHT: u16 = 409;
/// The columns of the first cut-off, of the actuals, and of the notes.
const CUTOFF: u16 = 3;
const ACTUAL: u16 = 7;
const NOTE: u16 = 8;
/// The sheet's name.
const SHEET: &str = "填报表";
/// What stands for a value that is missing or does not apply.
const MARKS: [&str; 7] = ["未报", "不适用", "N/A", "-", "—", "/", "无"];
/// Paper size of A4.
const A4: u8 = 9;
/// Characters that a cell of a workbook holds, with some to spare.
const MAX_TEXT: usize = 8_000;

/// The indicators with their duties and activities, in the page's order.
fn indicators(targets: &Targets) -> impl Iterator<Item = (&Duty, &Activity, &Indicator)> {
    targets.duties().iter().flat_map(|duty| {
        let of = move |activity| indicators_of(duty, activity);
        duty.activities.iter().flat_map(of)
    })
}

fn indicators_of<'t>(
    duty: &'t Duty,
    activity: &'t Activity,
) -> impl Iterator<Item = (&'t Duty, &'t Activity, &'t Indicator)> {
    activity.indicators.iter().map(move |indicator| (duty, activity, indicator))
}

/// The form as CSV, for spreadsheets: UTF-8 with a byte order mark, lines end with CRLF.
///
/// # Errors
/// Only those of the CSV writer.
pub fn csv(targets: &Targets) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".into());
    writer.write_record(HEADINGS)?;
    for (duty, activity, indicator) in indicators(targets) {
        for name in [&duty.name, &activity.name, &indicator.name] {
            writer.write_field(safe(name))?;
        }
        for cutoff in indicator.cutoffs.written() {
            writer.write_field(cutoff_text(cutoff, indicator))?;
        }
        writer.write_record(["", ""])?;
    }
    let bytes: Vec<u8> = writer.into_inner()?;
    Ok(bytes)
}

/// Text that no spreadsheet takes for a formula, on one line. Names are compared without spaces, so one with a
/// space before it is still found when the form comes back.
fn safe(text: &str) -> String {
    let (text, risky) = (printable(text), ['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if text.starts_with(risky) { format!(" {text}") } else { text.into_owned() }
}

/// The form as a workbook.
///
/// # Errors
/// Only those of the writer of workbooks.
pub fn workbook(targets: &Targets) -> Result<Vec<u8>> {
    let mut sheet = Worksheet::new();
    sheet.set_name(SHEET)?;
    headings(&mut sheet)?;
    let mut row = 1;
    for (duty, activity, indicator) in indicators(targets) {
        line(&mut sheet, row, [&duty.name, &activity.name, &indicator.name], indicator)?;
        row += 1;
    }
    if row > 1 {
        sheet.add_data_validation(1, ACTUAL, row - 1, ACTUAL, &values()?)?;
    }
    lay_out(&mut sheet)?;
    let mut workbook = Workbook::new();
    // A fixed time of creation: the same table gives the same bytes.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    workbook.push_worksheet(sheet);
    Ok(workbook.save_to_buffer()?)
}

fn headings(sheet: &mut Worksheet) -> Result<()> {
    let format = framed()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x001F_3864));
    for (column, (heading, width)) in (0..).zip(HEADINGS.into_iter().zip(WIDTHS)) {
        sheet.write_string_with_format(0, column, heading, &format)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, 24)?;
    Ok(())
}

fn framed() -> Format {
    Format::new()
        .set_font_name("宋体")
        .set_font_size(11)
        .set_align(FormatAlign::VerticalCenter)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(0x00BF_BFBF))
}

/// One indicator's row, with an empty cell for its actual.
fn line(sheet: &mut Worksheet, row: RowNum, names: [&String; 3], indicator: &Indicator) -> Result<()> {
    let text = framed().set_text_wrap();
    let lines = names.iter().zip(WIDTHS).map(|(name, width)| name.width().div_ceil(usize::from(width))).max();
    sheet.set_row_height(row, u16::try_from(lines.unwrap_or(1).max(1) * LINE + 8)?.min(MAX_HEIGHT))?;
    for (column, name) in (0..).zip(names) {
        sheet.write_string_with_format(row, column, fitting(name), &text)?;
    }
    for (column, cutoff) in (CUTOFF..).zip(indicator.cutoffs.written()) {
        write_cutoff(sheet, (row, column), cutoff, indicator)?;
    }
    let format = if indicator.is_percentage() { "0.00%" } else { "General" };
    let actual =
        framed().set_num_format(format).set_align(FormatAlign::Right).set_background_color(Color::RGB(0x00FF_F9DB));
    sheet.write_blank(row, ACTUAL, &actual)?;
    sheet.write_blank(row, NOTE, &text.set_background_color(Color::RGB(0x00FF_F9DB)))?;
    Ok(())
}

/// A cut-off with its sign and measure, or a dash where there is no 差 line.
fn cutoff_text(cutoff: Option<Decimal>, indicator: &Indicator) -> String {
    cutoff.map_or_else(|| "—".to_owned(), |cutoff| indicator.cutoff(cutoff))
}

/// A plain percentage as one, anything else as text with its sign and measure.
fn write_cutoff(
    sheet: &mut Worksheet,
    at: (RowNum, u16),
    cutoff: Option<Decimal>,
    indicator: &Indicator,
) -> Result<()> {
    let format = framed().set_align(FormatAlign::Right);
    let is_plain = indicator.is_percentage() && indicator.cutoffs.sign() == Sign::AtLeast;
    if let Some(cutoff) = cutoff.filter(|_| is_plain) {
        let share = Decimal::new(cutoff.mantissa(), cutoff.decimals() + 2).to_string().parse::<f64>()?;
        let format = format.set_num_format("0.00####%");
        sheet.write_number_with_format(at.0, at.1, share, &format)?;
    } else {
        let text = fitting(&cutoff_text(cutoff, indicator));
        sheet.write_string_with_format(at.0, at.1, text, &format)?;
    }
    Ok(())
}

fn fitting(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

/// What the value column takes: a number that is not negative, however large; a mark; and text that
/// starts with a digit, such as 45/50 or 12件, which is read when the form comes back.
fn values() -> Result<DataValidation> {
    let cell = utility::row_col_to_cell(1, ACTUAL);
    let marks: Vec<_> = MARKS.iter().map(|mark| format!("TRIM({cell})=\"{mark}\"")).collect();
    let rule = format!("OR(IF(ISNUMBER({cell}),{cell}>=0,ISNUMBER(VALUE(LEFT(TRIM({cell}),1)))),{})", marks.join(","));
    let hint = "百分数直接填 92.5%；有计量单位的填数字。没有数填“未报”，不适用填“不适用”，并在“偏差原因”里写明。";
    Ok(DataValidation::new()
        .allow_custom(Formula::new(rule))
        .set_input_title("实际值")?
        .set_input_message(hint)?
        .set_error_title("请检查")?
        .set_error_message("请填不小于 0 的数、45/50 这样的完成数/计划数，或“未报”“不适用”“N/A”“-”。")?)
}

/// The header stays in sight and on every page; A4 landscape, as wide as the page.
fn lay_out(sheet: &mut Worksheet) -> Result<()> {
    sheet
        .set_freeze_panes(1, CUTOFF)?
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?
        .set_footer("&C第 &P 页，共 &N 页");
    Ok(())
}
