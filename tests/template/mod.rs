//! The form goes out, is filled in with a real `LibreOffice`, comes back, and scores.

mod bureaus;
mod filling;
mod form;

use score::targets::Targets;
use score::template::Filled;

use crate::harness::Folder;
use crate::harness::fixture::COMPLETE;
use crate::harness::{libre_office, paper};
use crate::report::workbook::package::{Package, Sheet, put};

/// Rows above the first indicator in the text.
const ABOVE: usize = 4;
/// What a form comes back as.
const FORMATS: [&str; 3] =
    ["xlsx:Calc MS Excel 2007 XML", "xls:MS Excel 97", "csv:Text - txt - csv (StarCalc):44,34,76,1"];

#[test]
fn the_form_has_every_indicator_in_order() {
    let targets = Targets::bundled();
    let bytes = score::template::csv(&targets).expect("a form is written");
    let text = String::from_utf8(bytes).expect("a form is UTF-8");
    let lines: Vec<_> = text.split("\r\n").collect();
    let head = [
        "\u{FEFF}工商局绩效指标填报表",
        "部门：,414 工商局,填报单位：,,期间：,",
        "填报人：,,审核人：,,单位负责人：,,日期：,",
        "职责,工作活动,绩效指标,优,良,中,差,计划数,完成数,实际值,偏差原因",
        "工商管理事务,市场监督管理,案件办结率,≥90%,≥70%,≥60%,≥50%,,,,",
    ];
    assert_eq!(lines[..5], head);
    assert_eq!(lines.len(), ABOVE + 24 + 1, "the head, the indicators, and the end of the last line");
    let bytes = score::template::workbook(&targets).expect("a form is written");
    assert_eq!(bytes, score::template::workbook(&targets).expect("a form is written"));
    let sheet = Sheet::read(&bytes, "填报表");
    assert_eq!(sheet.find("实际值"), (5, 9));
    assert_eq!(sheet.last_row(), 5 + 24);
    assert_eq!((sheet.find("0.00～100.00"), sheet.find("还差 24 项，下一项：“案件办结率”")), ((3, 1), (3, 8)));
}

/// Lower is better, another measure, and more digits than a spreadsheet holds: cut-offs say what they ask for, and
/// 计划数 and 完成数 are closed where they make no percentage.
#[test]
fn cutoffs_have_their_sign_and_measure() {
    let mut table: serde_json::Value = serde_json::from_str(score::targets::BUNDLED[0]).expect("JSON");
    let indicators = &mut table["duties"][0]["activities"][0]["indicators"];
    indicators[0]["measure"] = "天\"".into();
    indicators[0]["cutoffs"] = serde_json::json!({"excellent": 1.5, "good": 3, "fair": 5, "poor": 10});
    indicators[1]["cutoffs"]["excellent"] = serde_json::from_str("123456789012.123456").expect("a number");
    let targets = Targets::parse(&table.to_string()).expect("a legal table");
    let text = String::from_utf8(score::template::csv(&targets).expect("a form is written")).expect("UTF-8");
    assert!(text.contains("案件办结率,\"≤1.5天\"\"\",\"≤3天\"\"\",\"≤5天\"\"\",\"≤10天\"\"\",/,/,,\r\n"), "{text}");
    let bytes = score::template::workbook(&targets).expect("a form is written");
    let styles = Package::open(&bytes).texts().find(|(name, _)| *name == "xl/styles.xml").expect("styles").1;
    assert!(styles.contains(r#"formatCode="&quot;≤&quot;0.0\天\&quot;""#), "{styles}");
    let sheet = Sheet::read(&bytes, "填报表");
    assert_eq!([3, 4, 7, 8].map(|column| sheet.shown((6, column), 1)), ["1.5", "3.0", "/", "/"]);
    assert_eq!(sheet.shown((7, 3), 2), "≥123456789012.123456%");
}

/// Only what is to be filled in is open, and no password keeps anybody out.
#[test]
fn the_form_is_locked_around_its_inputs() {
    let bytes = score::template::workbook(&Targets::bundled()).expect("a form is written");
    let package = Package::open(&bytes);
    let sheet = package.texts().find(|(name, _)| *name == "xl/worksheets/sheet1.xml").expect("a sheet").1;
    let protection =
        sheet.split("<sheetProtection").nth(1).and_then(|rest| rest.split('>').next()).expect("it is locked");
    assert!(protection.contains("sheet=\"1\"") && !protection.contains("password"), "{protection}");
    let styles = package.texts().find(|(name, _)| *name == "xl/styles.xml").expect("styles").1;
    let formats = styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next()).expect("formats");
    let open: Vec<_> = formats.split("<xf ").skip(1).map(|format| format.contains("locked=\"0\"")).collect();
    let mut unlocked: Vec<_> = sheet
        .split("<c r=\"")
        .skip(1)
        .filter(|cell| is_indicators(cell) && open[style_of(cell)])
        .map(column_of)
        .collect();
    unlocked.sort_unstable();
    unlocked.dedup();
    let of_indicators: String = unlocked.into_iter().collect();
    assert_eq!(of_indicators, "HIJN", "of the rows of indicators");
}

/// The number of a cell's format, from the XML behind its name.
fn style_of(cell: &str) -> usize {
    let number = cell.split(" s=\"").nth(1).and_then(|rest| rest.split('"').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// Whether a cell, from the XML behind its name, is in the first row of the indicators.
fn is_indicators(cell: &str) -> bool {
    cell.split('"').next().is_some_and(|name| name.trim_start_matches(char::is_alphabetic) == "7")
}

/// The letter of a cell's column.
fn column_of(cell: &str) -> char {
    cell.chars().next().expect("a cell has a name")
}

/// Names that look like formulas go out as text and are found again.
#[test]
fn hostile_names_come_back() {
    let mut table: serde_json::Value = serde_json::from_str(score::targets::BUNDLED[0]).expect("JSON");
    table["duties"][0]["activities"][0]["name"] = "=1+1".into();
    table["duties"][0]["activities"][0]["indicators"][0]["name"] = "@办结率".into();
    let folder = Folder::new();
    folder.file("table.json", table.to_string());
    let form = folder.score(&["template", "--targets", "table.json"]);
    assert_eq!(form.status, 0, "{}", form.stderr);
    let first = form.stdout.lines().nth(ABOVE).expect("a first row");
    assert!(first.contains(", =1+1, @办结率,"), "{first}");
    folder.file("form.csv", form.stdout.replacen("50%,,,,", "50%,,,91%,", 1));
    let run = folder.score(&["form.csv", "--targets", "table.json", "--format", "json"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("\"actual\": 91") || run.stdout.contains("\"actual\":91"), "{}", run.stdout);
}

/// Each indicator has its line, whatever its measure and what is typed, and no cell is a formula.
#[test]
fn measures_and_values_stay_on_their_line() {
    let mut table: serde_json::Value = serde_json::from_str(score::targets::BUNDLED[0]).expect("JSON");
    table["duties"][0]["activities"][0]["indicators"][0]["measure"] = "件\n次".into();
    let targets = Targets::parse(&table.to_string()).expect("a legal table");
    let values = [("12\r\n", "好"), ("=1+1", "+1"), ("-", "")].map(|(value, note)| (value.to_owned(), note.to_owned()));
    let filled = Filled { values: &values, ..Filled::default() };
    let text =
        String::from_utf8(score::template::filled(&targets, &filled).expect("a form is written")).expect("UTF-8");
    let lines: Vec<_> = text.trim_end().split("\r\n").collect();
    assert_eq!((lines.len(), text.lines().count()), (ABOVE + 24, ABOVE + 24), "{text}");
    assert!(lines[ABOVE].contains(",≥90件 次,") && lines[ABOVE].ends_with(",12  ,好"), "{}", lines[ABOVE]);
    assert!(lines[ABOVE + 1].ends_with(", =1+1, +1") && lines[ABOVE + 2].ends_with(", -,"), "{text}");
}

/// The unit of a JSON report on a file, scored with further arguments, without its name and source.
fn figures(folder: &Folder, arguments: &[&str]) -> serde_json::Value {
    let run = folder.score(&[arguments, &["--format", "json"]].concat());
    assert_eq!(run.status, 0, "{arguments:?}: {}", run.stderr);
    let mut report: serde_json::Value = serde_json::from_str(&run.stdout).expect("a report is JSON");
    let mut unit = report["units"][0].take();
    forget(&mut unit);
    unit
}

/// Texts and files differ between formats; every figure is the same.
fn forget(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(map) => {
            for key in ["unit", "source", "actual_text"] {
                map.remove(key);
            }
            map.values_mut().for_each(forget);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(forget),
        _ => {}
    }
}

/// The actuals of the worked input, one a row of the form.
fn actuals() -> impl Iterator<Item = &'static str> {
    COMPLETE.trim_start_matches('\u{FEFF}').lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or_default())
}

fn filled_csv(folder: &Folder) -> String {
    let form = folder.score(&["template"]).stdout;
    let mut lines = form.split("\r\n");
    let mut text = lines.by_ref().take(ABOVE).collect::<Vec<_>>().join("\r\n");
    for (line, actual) in lines.zip(actuals()) {
        let line = line.strip_suffix(",,").expect("two empty cells");
        text = format!("{text}\r\n{line},{actual},");
    }
    text
}

fn filled_workbook(folder: &Folder) -> Vec<u8> {
    let run = folder.score(&["template", "-o", "form.xlsx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let mut package = Package::open(&folder.read("form.xlsx"));
    package.edit("xl/worksheets/sheet1.xml", |xml| {
        let targets = Targets::bundled();
        (7..).zip(targets.indicators().zip(actuals())).fold(xml.to_owned(), |xml, (row, ((_, indicator), actual))| {
            if indicator.is_count_in_percent() {
                return put(&xml, &format!("J{row}"), actual);
            }
            let percent = score::number::Decimal::parse(actual.trim_end_matches('%'), 6).expect("a number");
            let share = score::number::Decimal::new(percent.mantissa(), percent.decimals() + 2);
            put(&xml, &format!("J{row}"), &share.to_string())
        })
    });
    package.close()
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_form_comes_back_from_libreoffice() {
    let folder = Folder::new();
    folder.file("worked.csv", COMPLETE);
    let expected = figures(&folder, &["worked.csv"]);
    folder.file("text.csv", filled_csv(&folder));
    folder.file("sheet.xlsx", filled_workbook(&folder));
    assert_eq!(figures(&folder, &["text.csv"]), expected, "the filled CSV");
    assert_eq!(figures(&folder, &["sheet.xlsx"]), expected, "the filled workbook");
    let files = ["text.csv".to_owned(), "sheet.xlsx".to_owned()];
    for format in FORMATS {
        let ending = format.split(':').next().expect("a format begins with its ending");
        libre_office::convert(&folder, format, &files);
        for stem in ["text", "sheet"] {
            let file = format!("out/{stem}.{ending}");
            assert_eq!(figures(&folder, &[&file]), expected, "{file}");
        }
    }
}

/// On A4 the type is 9 points high or more, on one page for a table like the bundled one.
#[test]
#[ignore = "needs LibreOffice and poppler"]
fn the_form_can_be_read_on_paper() {
    let folder = Folder::new();
    folder.file("form.xlsx", score::template::workbook(&Targets::bundled()).expect("a form is written"));
    libre_office::convert(&folder, "pdf", &["form.xlsx".to_owned()]);
    let pdf = folder.path().join("out/form.pdf");
    assert_eq!(paper::pages(&pdf), 1);
    let text = paper::text(&pdf, 1);
    for name in ["市场监督管理", "案件办结率", "计划数", "偏差原因"] {
        assert!(text.contains(name), "{name} is printed whole");
    }
    assert_eq!(paper::too_small(&pdf), Vec::new());
}
