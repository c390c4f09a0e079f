//! Legal files to start from: the forms, encodings and delimiters that units have.

use encoding_rs::GB18030;
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use score::targets::Targets;

use crate::harness::fixture::{COMPLETE, PARTIAL};

/// The worked example as `LibreOffice` writes it.
pub(super) const XLS: &[u8] = include_bytes!("complete.xls");

/// Texts in every form and delimiter.
pub(super) fn forms() -> Vec<String> {
    let mut forms = vec![COMPLETE.to_owned(), PARTIAL.to_owned(), official_page(), units(), pairs(), titled()];
    forms.extend([quoted(COMPLETE), COMPLETE.replace("\r\n", "\n").replace('\n', "\r")]);
    forms.push(COMPLETE.replace(',', "\t"));
    forms.push(COMPLETE.replace(',', "，"));
    forms.push(PARTIAL.replace(',', ";").replace("实际值", "实际值(%)").replace('%', "").replace("值()", "值(%)"));
    forms
}

/// A text in every encoding that is told apart.
pub(super) fn encoded(text: &str) -> [Vec<u8>; 5] {
    let utf_16 = |bytes: fn(u16) -> [u8; 2]| [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(bytes).collect();
    [
        text.as_bytes().to_vec(),
        format!("\u{FEFF}{text}").into_bytes(),
        GB18030.encode(text).0.into_owned(),
        utf_16(u16::to_le_bytes),
        utf_16(u16::to_be_bytes),
    ]
}

fn quoted(text: &str) -> String {
    let line = |line: &str| line.split(',').map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
    text.lines().map(line).collect::<Vec<_>>().join("\r\n")
}

/// The official page with a column of actuals.
fn official_page() -> String {
    let mut lines = vec!["职责活动\t年度预算数\t绩效指标\t优\t良\t中\t差\t实际值\t备注".to_owned()];
    for duty in Targets::bundled().duties() {
        lines.push(format!("{}\t{}\t\t\t\t\t\t\t", duty.name, duty.budget));
        for activity in &duty.activities {
            let mut name = format!("　　{}", activity.name);
            let budget = activity.budget.map_or_else(String::new, |budget| budget.to_string());
            for indicator in &activity.indicators {
                let [a, b, c, d] = indicator.cutoffs.written().map(|cutoff| cutoff.expect("the page has four"));
                lines.push(format!("{name}\t{budget}\t{}\t{a}%\t{b}%\t{c}%\t{d}%\t{b}%\t", indicator.name));
                name.clear();
            }
        }
    }
    lines.push("合计\t262\t\t\t\t\t\t\t".to_owned());
    lines.join("\r\n")
}

/// Three units in one file, named where they begin.
fn units() -> String {
    let mut lines = vec!["填报单位,工作活动,绩效指标,实际值,偏差原因\n".to_owned()];
    for unit in ["甲县", "乙县", "丙县"] {
        for (index, line) in COMPLETE.lines().skip(1).enumerate() {
            let named = if index == 0 { unit } else { "" };
            lines.push(format!("{named},{line},\"原因，\n见附件\"\n"));
        }
    }
    lines.concat()
}

fn pairs() -> String {
    let mut lines = vec!["indicator,activity,完成数,计划数,actual\n".to_owned()];
    for (index, line) in COMPLETE.lines().skip(1).enumerate() {
        let mut cells = line.split(',');
        let (activity, indicator) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        let value = if index % 3 == 0 { "45/50" } else { "" };
        lines.push(format!("{indicator},{activity},45,50,{value}\n"));
    }
    lines.concat()
}

fn titled() -> String {
    format!("414工商局,,\n,,\n填报日期,2016,\n{PARTIAL},,\n小计,,\n")
}

/// The worked example as workbooks: plain, and with merged cells, formats, formulas, dates and errors.
pub(super) fn workbooks() -> Vec<Vec<u8>> {
    [false, true].into_iter().map(|ornate| workbook(ornate).expect("a workbook can be written")).collect()
}

fn workbook(ornate: bool) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let format = |code| Format::new().set_num_format(code);
    let (percent, date, fraction) = (format("0.0%"), format("m\"月\"d\"日\""), format("# ?/?"));
    let sheet = book.add_worksheet();
    if ornate {
        sheet.merge_range(0, 0, 0, 3, "绩效填报表", &Format::new())?;
        sheet.merge_range(2, 0, 4, 0, "市场监督管理", &Format::new())?;
    }
    for (row, line) in (u32::from(ornate)..).zip(PARTIAL.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            match (column, cell.trim_end_matches('%').parse::<f64>()) {
                (2, Ok(_)) if row == 9 && ornate => sheet.write_with_format(row, column, 42_465, &date)?,
                (2, Ok(_)) if row == 8 && ornate => sheet.write_formula(row, column, "=1/0")?,
                (2, Ok(value)) if row == 7 && ornate => sheet.write_with_format(row, column, value, &fraction)?,
                (2, Ok(value)) if ornate => sheet.write_with_format(row, column, value, &percent)?,
                _ => sheet.write(row, column, cell)?,
            };
        }
    }
    book.save_to_buffer()
}
