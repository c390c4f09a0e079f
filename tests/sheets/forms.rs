//! The whole program on a form in a workbook, against the same form as it is shown.

use score::scoring::MissingPolicy;
use score::targets::Targets;
use serde_json::Value;

use super::{AS_SHOWN, formats, grid};
use crate::harness::dice::Dice;
use crate::harness::in_process::{File, grade};
use crate::harness::libre_office;
use crate::harness::raw_workbook::{RawWorkbook, number, text};
use crate::harness::{Folder, depth};

/// Rows of the form; each is tried alone, since a refused value leaves its unit out.
const ROWS: u32 = 400;
const VALUES: [&str; 10] = ["0", "0.925", "1.125", "92.5", "0.04", "1", "0.5", "88", "0.333", "99.995"];
/// Decimals that the report keeps of an actual.
const DECIMALS: usize = 6;

/// What became of a form's one value.
#[derive(Debug, PartialEq)]
enum Outcome {
    Refused,
    Missing,
    NotApplicable,
    Reported(String),
}

fn outcome(targets: &Targets, name: &str, content: Vec<u8>) -> Outcome {
    let graded = grade(targets, MissingPolicy::Range, &[File::new(name, content)]);
    if graded.errors > 0 {
        return Outcome::Refused;
    }
    let unit = graded.unit();
    let duties = unit["duties"].as_array().expect("a list").iter();
    let activities = duties.flat_map(|duty| duty["activities"].as_array().expect("a list"));
    let mut indicators = activities.flat_map(|activity| activity["indicators"].as_array().expect("a list"));
    let is_meant = |one: &&Value| one["name"] == "督导检查次数";
    let indicator = indicators.find(is_meant).expect("the indicator is there");
    match indicator["state"].as_str() {
        Some("reported") => Outcome::Reported(indicator["actual"].to_string()),
        Some("not_applicable") => Outcome::NotApplicable,
        _ => Outcome::Missing,
    }
}

/// Whether a figure, rounded as it is shown, is the figure that is shown.
fn is_rounded(figure: &str, shown: &str, decimals: usize) -> bool {
    let scaled = |text: &str| -> i128 {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{part:0<DECIMALS$}").parse().expect("a figure is a number")
    };
    let unit = 10_i128.pow(u32::try_from(DECIMALS.saturating_sub(decimals)).unwrap_or(0));
    // Half a unit either way: a half may be shown as less.
    2 * (scaled(figure) - scaled(shown)).abs() <= unit
}

#[test]
#[ignore = "needs LibreOffice"]
fn forms_in_workbooks_are_graded_as_they_are_shown() {
    let targets = Targets::bundled();
    let mut dice = Dice::new(depth::seed());
    let mut book = RawWorkbook { rows: vec![RawWorkbook::header()], ..RawWorkbook::default() };
    for row in 2..ROWS + 2 {
        let style = book.format(&formats::code(&mut dice));
        let names = text(&format!("A{row}"), 0, "执法办案") + &text(&format!("B{row}"), 0, "督导检查次数");
        book.rows.push(names + &number(&format!("C{row}"), style, dice.pick(&VALUES)));
    }
    let folder = Folder::new();
    folder.file("甲县.xlsx", book.bytes());
    libre_office::convert(&folder, AS_SHOWN, &["甲县.xlsx".to_owned()]);
    let shown = grid(&folder.read("out/甲县.csv"));
    let (mut wrong, mut read) = (Vec::new(), 0);
    for (row, cells) in (1..).zip(&shown[1..]) {
        let mut one = book.clone();
        // A form without any value is no report, so another indicator has one.
        let other = text("A3", 0, "执法办案") + &text("B3", 0, "案件执法查处率") + &text("C3", 0, "95%");
        one.rows = vec![book.rows[0].clone(), book.rows[row].replace(&format!("{}\"", row + 1), "2\""), other];
        // The room between digits, and what separates thousands, are nothing to a text file.
        let cell = cells[2].replace([' ', ','], "");
        let of_workbook = outcome(&targets, "甲县.xlsx", one.bytes());
        let of_text = outcome(
            &targets,
            "甲县.csv",
            format!(
                "工作活动,绩效指标,实际值\n执法办案,督导检查次数,\"{}\"\n执法办案,案件执法查处率,95%\n",
                cell.replace('"', "\"\"")
            )
            .into_bytes(),
        );
        let decimals = cell.split_once('.').map_or(0, |(_, part)| part.chars().filter(char::is_ascii_digit).count());
        let is_right = match (&of_workbook, &of_text) {
            (Outcome::Refused, _) => true,
            (Outcome::Reported(figure), Outcome::Reported(shown)) => is_rounded(figure, shown, decimals),
            // A text may not end in a point, and what is shown of a figure may be a number that could mean two.
            (Outcome::Reported(figure), Outcome::Refused) => {
                let shown = cell.trim_end_matches('%').trim_end_matches('.');
                shown.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && is_rounded(figure, shown, decimals)
            }
            (workbook, text) => workbook == text,
        };
        read += usize::from(of_workbook != Outcome::Refused);
        if !is_right {
            wrong.push(format!(
                "{} under {}: shown {cell:?}, {of_text:?}; read {of_workbook:?}",
                book.rows[row],
                book.formats[row - 1]
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(read > 80, "only {read} are read");
}
