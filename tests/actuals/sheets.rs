//! Workbooks as units have them: number formats, merged cells, dates and errors in cells.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use crate::harness::Folder;
use crate::report::workbook::package::Package;

const HEADER: [&str; 4] = ["工作活动", "绩效指标", "实际值", "偏差原因"];

/// A workbook of one sheet with a header, and what else is written to it.
fn book(fill: impl FnOnce(&mut Worksheet) -> Result<(), XlsxError>) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, HEADER).expect("a header is written");
    fill(sheet).expect("cells are written");
    book.save_to_buffer().expect("a workbook is written")
}

fn row(sheet: &mut Worksheet, row: u32, indicator: &str) -> Result<(), XlsxError> {
    sheet.write(row, 0, "执法办案")?;
    sheet.write(row, 1, indicator)?;
    Ok(())
}

fn report(content: &[u8]) -> Value {
    let folder = Folder::new();
    folder.file("甲县.xlsx", content);
    serde_json::from_str(&folder.score(&["甲县.xlsx", "--format", "json"]).stdout).expect("JSON")
}

/// Code and cell of each error.
fn errors(report: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let problems = report["problems"].as_array().expect("a list").iter();
    problems
        .filter(|problem| problem["severity"] == "error")
        .map(|problem| {
            let at = format!("{}!{}", text(&problem["sheet"]), text(&problem["cell"]));
            (text(&problem["code"]), at)
        })
        .collect()
}

fn error(code: &str, cell: &str) -> (String, String) {
    (code.to_owned(), format!("Sheet1!{cell}"))
}

/// The indicators of 执法办案 that are reported: name, actual's text and note.
fn reported(report: &Value) -> Vec<(String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let duties = report["units"][0]["duties"].as_array().expect("a list").iter();
    let activities = duties.flat_map(|duty| duty["activities"].as_array().expect("a list"));
    let indicators = activities.flat_map(|activity| activity["indicators"].as_array().expect("a list"));
    indicators
        .filter(|indicator| indicator["state"] == "reported")
        .map(|indicator| (text(&indicator["name"]), text(&indicator["actual_text"]), text(&indicator["note"])))
        .collect()
}

/// The report on one number in a format.
fn with_format(value: f64, code: &str) -> Value {
    report(&book(|sheet| {
        row(sheet, 1, "督导检查次数")?;
        sheet.write_with_format(1, 2, value, &Format::new().set_num_format(code))?;
        Ok(())
    }))
}

#[test]
fn words_of_a_format_are_part_of_the_value() {
    for code in ["0\"‰\"", "0\"次\"", "\"约\"0"] {
        assert_eq!(errors(&with_format(88.0, code)), [error("value", "C2")], "{code}");
    }
    for (value, code, text) in [(45.0, "0\"/50\"", "45/50"), (0.5, "0.0\"%\"", "0.5%"), (92.5, "0.0_ ", "92.5")] {
        assert_eq!(reported(&with_format(value, code))[0].1, text, "{code}");
    }
}

#[test]
fn a_format_that_is_a_percentage_at_times_is_read_as_it_shows() {
    assert_eq!(errors(&with_format(0.8, "[>=1]0%;0.00")), [error("ambiguous-value", "C2")], "shown as 0.80");
    assert_eq!(reported(&with_format(1.125, "[>=1]0%;0.00"))[0].1, "112.5%", "shown as 113%");
    assert_eq!(errors(&with_format(0.8, "0.00;0%")), [error("ambiguous-value", "C2")], "shown as 0.80");
    for code in ["0%;-0.0", "[=0]\"—\";0.0%"] {
        assert_eq!(reported(&with_format(0.8, code))[0].1, "80%", "{code}");
    }
}

#[test]
fn a_merged_value_beside_several_indicators_is_refused() {
    let merged = |column: u16, value: &str| {
        report(&book(|sheet| {
            row(sheet, 1, "督导检查次数")?;
            row(sheet, 2, "案件执法查处率")?;
            sheet.write(1, 2, "92%")?;
            sheet.write(2, 2, "93%")?;
            if column == 2 {
                sheet.write_blank(2, 2, &Format::new())?;
            }
            sheet.merge_range(1, column, 2, column, value, &Format::new())?;
            Ok(())
        }))
    };
    for value in ["92%", "不适用"] {
        assert_eq!(errors(&merged(2, value)), [error("value", "C2"), error("value", "C3")], "{value}");
    }
    let notes: Vec<_> = reported(&merged(3, "雨")).into_iter().map(|(_, value, note)| value + &note).collect();
    assert_eq!(notes, ["92%雨", "93%雨"], "a note is that of all rows");
}

#[test]
fn an_indicator_in_two_rows_is_one() {
    let report = report(&book(|sheet| {
        sheet.merge_range(1, 0, 2, 0, "执法办案", &Format::new())?;
        sheet.merge_range(1, 1, 2, 1, "督导检查次数", &Format::new())?;
        sheet.merge_range(1, 2, 2, 2, "92%", &Format::new())?;
        sheet.write(1, 4, "目标一")?;
        sheet.write(2, 4, "目标二")?;
        row(sheet, 3, "案件执法查处率")?;
        sheet.write(3, 2, "93%")?;
        Ok(())
    }));
    assert_eq!(errors(&report), []);
    let values: Vec<_> = reported(&report).into_iter().map(|(_, value, _)| value).collect();
    assert_eq!(values, ["92%", "93%"]);
}

#[test]
fn a_date_keeps_its_year_and_a_remark_beside_the_table_is_left_alone() {
    let report = report(&book(|sheet| {
        row(sheet, 1, "督导检查次数")?;
        sheet.write(1, 2, "92%")?;
        sheet.write_with_format(1, 3, 42_465, &Format::new().set_num_format("yyyy-mm-dd"))?;
        sheet.write(1, 4, "95%")?;
        Ok(())
    }));
    let expected = ("督导检查次数".to_owned(), "92%".to_owned(), "2016年4月5日".to_owned());
    assert_eq!((errors(&report), reported(&report)), (Vec::new(), vec![expected]));
}

#[test]
fn every_error_is_named() {
    let mut package = Package::open(&book(|sheet| {
        for (at, indicator) in (1..).zip(["督导检查次数", "案件执法查处率", "反垄断案件查处率"]) {
            row(sheet, at, indicator)?;
            sheet.write(at, 2, 92)?;
            sheet.write(at, 3, 1)?;
        }
        Ok(())
    }));
    let spoil = |cell: &'static str, error: &'static str| {
        let cell_xml = format!("<c r=\"{cell}\"><v>92</v></c>");
        move |xml: &str| {
            assert!(xml.contains(&cell_xml), "{xml}");
            xml.replace(&cell_xml, &format!("<c r=\"{cell}\" t=\"e\"><v>{error}</v></c>"))
        }
    };
    package.edit("xl/worksheets/sheet1.xml", spoil("C2", "#GETTING_DATA"));
    package.edit("xl/worksheets/sheet1.xml", spoil("C4", "#SPILL!"));
    let named = report(&package.close());
    assert_eq!(errors(&named), [error("value", "C2"), error("value", "C4")]);
    assert!(named["problems"][0]["message"].as_str().is_some_and(|message| message.contains("公式错误")));
    // Cells without references follow each other.
    package.edit("xl/worksheets/sheet1.xml", |xml| {
        let (before, row) = xml.split_once("<c r=\"A4\"").expect("the row is there");
        let nameless: String =
            ["B4", "C4", "D4"].iter().fold(row.to_owned(), |row, cell| row.replace(&format!(" r=\"{cell}\""), ""));
        format!("{before}<c r=\"A4\"{nameless}")
    });
    assert_eq!(errors(&report(&package.close())), [error("value", "C2"), error("value", "C4")]);
}

#[test]
fn a_message_shows_the_row_of_cells_and_marks_the_one_that_is_meant() {
    let content = book(|sheet| {
        row(sheet, 1, "案件执法查处率")?;
        sheet.write(1, 2, "约九成")?;
        sheet.write(1, 3, "待查").map(|_| ())
    });
    let folder = Folder::new();
    folder.file("甲县.xlsx", content);
    let run = folder.score(&["甲县.xlsx"]);
    let expected = "  --> 甲县.xlsx:2 Sheet1!C2\n\
                    2 | 执法办案 | 案件执法查处率 | 约九成 | 待查\n\
                    \u{20} |                             ^^^^^^\n";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
}

#[test]
fn a_sheet_that_might_have_been_meant_is_named_and_one_that_is_hidden_is_not() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("封面").expect("a name").write(0, 0, "说明").expect("a text is written");
    for (name, value) in [("去年", "89%"), ("一季度", "91%"), ("年度", "97%"), ("前年", "88%")] {
        let sheet = book.add_worksheet().set_name(name).expect("a name").set_hidden(name.ends_with("年"));
        sheet.write_row(0, 0, HEADER).expect("a header is written");
        row(sheet, 1, "督导检查次数").expect("names are written");
        sheet.write(1, 2, value).expect("a value is written");
    }
    let folder = Folder::new();
    folder.file("甲县.xlsx", book.save_to_buffer().expect("a workbook is written"));
    let read = |arguments: &[&str]| {
        let strict = folder.score(&[&["甲县.xlsx", "--strict"], arguments].concat());
        assert_eq!(strict.stderr.contains("，1 张有表头的工作表没有读"), arguments.is_empty(), "{}", strict.stderr);
        let run = folder.score(&[&["甲县.xlsx", "--format", "json"], arguments].concat());
        let report = serde_json::from_str(&run.stdout).expect("JSON");
        (reported(&report)[0].1.clone(), run.stderr.contains("没有读"), run.stderr)
    };
    let (value, is_remarked, stderr) = read(&[]);
    assert_eq!((value.as_str(), is_remarked), ("91%", true), "the first sheet with a header is read: {stderr}");
    assert!(stderr.contains("甲县.xlsx 读了 一季度，没有读 年度\n"), "{stderr}");
    for (sheet, expected) in [("年度", "97%"), ("一季度", "91%"), ("去年", "89%")] {
        let (value, is_remarked, stderr) = read(&["--sheet", sheet]);
        assert_eq!((value.as_str(), is_remarked), (expected, false), "{stderr}");
    }
}
