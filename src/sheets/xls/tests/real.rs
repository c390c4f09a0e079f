//! Workbooks as programs have saved them.

use super::*;

/// An .xlsx workbook of openpyxl, turned into .xls by `soffice --headless --convert-to xls`, with a chart.
pub(super) const PERCENT: &[u8] = include_bytes!("../../../../tests/data/percent.xls");
const COMPLETE: &[u8] = include_bytes!("../../../../tests/data/complete.xls");
/// Of `LibreOffice`, which computes formulas, but stores 0 for a text under a format of numbers.
pub(super) const LIBREOFFICE: &[u8] = include_bytes!("../../tests-data/libreoffice.xls");
/// Of a program that computes none.
pub(super) const NEVER_COMPUTED: &[u8] = include_bytes!("../../tests-data/never-computed.xls");

fn cells_of(bytes: &[u8], sheet: usize) -> Result<Vec<String>, Fault> {
    Ok(read_all(bytes)?.remove(sheet).1)
}

#[test]
fn formats_formulas_and_corners() -> Result<(), Fault> {
    let sheets = read_all(PERCENT)?;
    let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["完成情况", "Plain", "第三"]);
    assert_eq!(
        sheets[0].1,
        [
            "A1 \"指标\" as 0%",
            "B2 1.125 as 0%",
            "B3 0.925 as 0.00%",
            "B4 0.9 as 0.00%",
            "C4 0.9",
            "B5 2 as 0%",
            "C5 2",
            "D5 2 as 0.0%",
            "E5 2 as 0.00",
            "F5 2 as 0%",
            "B6 92.5",
            "B7 92.5 as 0.0\\%",
            // ="甲"&"乙"
            "D7 not computed as 0%",
            "B8 0.5 as [=0]\\—;0.0%",
            "B9 0.123456789 as 0.000%;[RED]\\-0.000%",
            "B11 92.5 as 0.0_%",
            "C12 2.125 as 0.0%",
            "C13 1.925 as 0.0%",
            "C14 1.9 as 0.0%",
        ]
    );
    assert_eq!(sheets[2].1, ["IV65536 0.5 as 0%"]);
    Ok(())
}

#[test]
fn a_table_of_many_texts() -> Result<(), Fault> {
    let cells = cells_of(COMPLETE, 0)?;
    assert_eq!(cells.len(), 75);
    assert_eq!(
        cells[..6],
        [
            "A1 \"工作活动\"",
            "B1 \"绩效指标\"",
            "C1 \"实际值\"",
            "A2 \"市场监督管理\"",
            "B2 \"案件办结率\"",
            "C2 0.925 as 0.00%"
        ]
    );
    Ok(())
}

#[test]
fn formulas_of_libreoffice_are_computed_unless_they_may_give_a_text() -> Result<(), Fault> {
    let cells = cells_of(LIBREOFFICE, 0)?;
    let results: Vec<_> = cells.iter().filter(|line| line.starts_with('C')).collect();
    let expected = ["C1 \"实际值\"", "C2 1.125 as 0.00%", "C3 0.925 as 0.00%", "C4 not computed as 0.00%"];
    assert_eq!(results, expected);
    Ok(())
}

#[test]
fn formulas_of_a_program_that_computes_none() -> Result<(), Fault> {
    let cells = cells_of(NEVER_COMPUTED, 0)?;
    let results: Vec<_> = cells.iter().filter(|line| line.starts_with('C')).collect();
    assert_eq!(results, ["C1 \"实际值\"", "C2 not computed as 0.00%", "C3 not computed", "C4 not computed"]);
    Ok(())
}

/// Of a library for web pages, which fills its table of sectors up in its own way.
#[test]
fn a_file_of_a_web_page() -> Result<(), Fault> {
    let cells = cells_of(include_bytes!("../../tests-data/sheetjs.xls"), 0)?;
    assert_eq!(cells[..4], ["A1 \"工作活动\"", "B1 \"绩效指标\"", "C1 \"实际值\"", "A2 \"a\""]);
    assert_eq!(cells[5], "C2 1.5");
    Ok(())
}
