//! Forms as they really come in: a form that scores is changed in the ways of those who fill it in, and
//! each change gives either the same figures or a message.

mod headings;
mod reports;
mod tails;
mod values;

use crate::harness::{Folder, Run, worked};

/// A worked form.
fn form() -> String {
    worked("complete").trim_start_matches('\u{FEFF}').to_owned()
}

/// The line of the worked form's unit in the report.
const FIGURES: &str = "甲县,88.02,88.02,88.02,good,良,100.00,11,6,5,2,1,0,0,414,工商局,,3,scored";

/// Scores a form under the name 甲县.csv.
fn score(content: impl AsRef<[u8]>) -> Run {
    score_file("甲县.csv", content)
}

fn score_file(name: &str, content: impl AsRef<[u8]>) -> Run {
    let folder = Folder::new();
    folder.file(name, content);
    folder.score(&[name, "--format", "csv", "--level", "unit"])
}

/// The cells of a text as a workbook, numbers in percent as such.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let percent = rust_xlsxwriter::Format::new().set_num_format("0.##%");
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')).filter(|(_, cell)| !cell.is_empty()) {
            let share = cell.strip_suffix('%').and_then(|digits| format!("{digits}e-2").parse::<f64>().ok());
            let written = match share {
                Some(share) => sheet.write_number_with_format(row, column, share, &percent),
                None => sheet.write_string(row, column, cell),
            };
            written.expect("the cell is written");
        }
    }
    book.save_to_buffer().expect("the workbook is written")
}
