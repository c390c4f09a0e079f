//! What is read of a file before anything in it has a meaning: cells under merged areas, and what stands between cells.

use score::targets::{BookFault, GridFault, read_book};

use crate::harness::raw_workbook::{RawWorkbook, text};

const ROWS: [[&str; 7]; 4] = [
    ["职责活动", "年度预算数（万元）", "绩效指标", "优", "良", "中", "差"],
    ["管理事务", "30", "", "", "", "", ""],
    ["　　甲活动", "30", "甲率", "90%", "80%", "70%", "60%"],
    ["　　乙活动", "", "乙率", "90%", "80%", "70%", "60%"],
];

/// The table as a sheet from the second row on, below a text in `Z1`, with areas merged.
fn sheet(merged: &[&str]) -> Vec<u8> {
    let row = |(number, cells): (usize, &[&str; 7])| -> String {
        let cell = |(column, content): (char, &&str)| text(&format!("{column}{number}"), 0, content);
        ('A'..).zip(cells).filter(|(_, content)| !content.is_empty()).map(cell).collect()
    };
    let above = [text("Z1", 0, "附件"), text("A2", 0, "414工商局")];
    let rows = above.into_iter().chain((3..).zip(&ROWS).map(row)).collect();
    let areas: String = merged.iter().map(|area| format!("<mergeCell ref=\"{area}\"/>")).collect();
    let behind = format!("<mergeCells>{areas}</mergeCells>");
    RawWorkbook { rows, behind, ..RawWorkbook::default() }.bytes()
}

/// What is wrong with the only table of a file.
fn faults(bytes: Vec<u8>) -> Vec<BookFault> {
    let mut tables = read_book(bytes).expect("it is a book").tables;
    assert_eq!(tables.len(), 1);
    tables.remove(0).table.err().into_iter().flatten().map(|error| error.fault).collect()
}

/// A budget that stands for two activities is refused, however large other areas are.
#[test]
fn no_merged_area_hides_another_one() {
    let whole = "Z1:XFD1048576";
    assert_eq!(faults(sheet(&[whole])), []);
    let budget = faults(sheet(&["B5:B6"]));
    assert_eq!(budget.len(), 1);
    assert_eq!(faults(sheet(&[whole, "B5:B6"])), budget);
}

#[test]
fn too_many_merged_cells_are_refused() {
    let rows = (1..=5_000).map(|row| text(&format!("A{row}"), 0, "甲")).collect();
    let behind = "<mergeCells><mergeCell ref=\"A1:IV5000\"/></mergeCells>".to_owned();
    let book = RawWorkbook { rows, behind, ..RawWorkbook::default() };
    assert_eq!(read_book(book.bytes()).err(), Some(GridFault::TooManyCells(1_000_000)));
}

/// Whatever heads the indicators tells what stands between the cells of a text.
#[test]
fn a_text_is_split_where_its_heading_of_indicators_is_a_cell() {
    for heading in ["绩效指标", "指标", "指标名称", "绩效指标名称", "绩效 指标（项）"] {
        for delimiter in ["\t", ";", ",", "，"] {
            let rows = ROWS.map(|row| row.join(delimiter)).join("\n").replacen("绩效指标", heading, 1);
            let text = format!("414工商局\n{rows}\n");
            let tables = read_book(text.into_bytes()).expect("it is text").tables;
            let table = tables.first().and_then(|published| published.table.as_ref().ok());
            assert_eq!(table.map(|table| table.indicators().count()), Some(2), "{heading} {delimiter:?}");
        }
    }
}
