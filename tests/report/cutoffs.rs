//! Cut-offs of every kind in every format: strict ones, lower is better, and without a 差 line; and who says what
//! the points of the grades are.

use score::report::json::SCHEMA;
use score::targets::BUNDLED;
use serde_json::Value;

use super::workbook::package::Package;
use crate::harness::{Folder, worked};

/// A county's book, of which the third table has cut-offs of every kind.
const BOOK: &[u8] = include_bytes!("../targets/books/data/book.docx");

const INPUT: &str = "工作活动,绩效指标,实际值
大气污染防治,优良天数,245
大气污染防治,重点企业达标率,88%
大气污染防治,PM2.5平均浓度,60.5
水污染防治,断面达标率,95%
水污染防治,案件办结率,65%
固体废物管理,危险废物处置率,79.9%
固体废物管理,申报登记率,60%
执法检查,检查企业家次,110
执法检查,投诉案件办结率,未报
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("book.docx", BOOK);
    folder.file("甲县.csv", INPUT);
    folder
}

/// What the program writes for the input as a file of that ending.
fn written(folder: &Folder, ending: &str, language: &str) -> Vec<u8> {
    let output = format!("r.{ending}");
    let arguments = ["甲县.csv", "--targets", "book.docx", "--bureau", "417", "--lang", language, "-o", &output];
    let run = folder.score(&arguments);
    assert_eq!(run.status, 0, "{}", run.stderr);
    folder.read(&output)
}

fn text(folder: &Folder, ending: &str, language: &str) -> String {
    String::from_utf8(written(folder, ending, language)).expect("UTF-8")
}

#[test]
fn signs_and_missing_lines_stand_in_what_people_read() {
    let folder = folder();
    insta::assert_snapshot!("cutoffs-terminal", text(&folder, "txt", "zh"));
    insta::assert_snapshot!("cutoffs-markdown", text(&folder, "md", "en"));
}

#[test]
fn the_page_draws_no_ground_below_poor_where_there_is_no_such_line() {
    let page = text(&folder(), "html", "zh");
    for cell in [">＞95%</span></td>", ">≤55</span>微克/立方米</td>", ">260</span>天</td>", ">—</td>"] {
        assert!(page.contains(cell), "{cell}");
    }
    let drawing = |name: &str| {
        let drawing = page.split(&format!(">{name}</title>")).nth(1).expect("it is drawn");
        drawing.split("</svg>").next().unwrap_or_default().to_owned()
    };
    let (open, closed) = (drawing("危险废物处置率"), drawing("申报登记率"));
    assert!(open.contains("评价标准 优 95%、良 90%、中 80%<"), "{open}");
    let grounds = ["ground-below", "ground-poor", "ground-fair", "ground-good", "ground-excellent"];
    for (drawing, expected) in [(open, &grounds[1..]), (closed, &grounds)] {
        let drawn: Vec<_> = drawing.split("class=\"").filter_map(|part| part.split('"').next()).skip(1).collect();
        assert_eq!(drawn, expected);
    }
    assert!(page.contains("没有差线的只到差为止"));
}

#[test]
fn data_has_numbers_and_null() {
    let folder = folder();
    let report: Value = serde_json::from_slice(&written(&folder, "json", "zh")).expect("JSON");
    let schema = serde_json::from_str(SCHEMA).expect("it is JSON");
    assert!(jsonschema::validator_for(&schema).expect("it is a schema").is_valid(&report));
    let activity = &report["units"][0]["duties"][0]["activities"][2];
    let indicator = &activity["indicators"][0];
    assert_eq!(indicator["cutoffs"]["poor"], Value::Null);
    assert_eq!((&indicator["grade"], &indicator["below_poor"]), (&"poor".into(), &false.into()));
    assert_eq!(indicator["score"].as_f64(), Some(40.0));
    let csv = text(&folder, "csv", "zh");
    let row = csv.lines().find(|line| line.contains("危险废物处置率")).expect("it has a row");
    assert!(row.contains(",95,90,80,,poor,差,false,40.00,"), "{row}");
}

#[test]
fn formulas_exclude_the_number_itself() {
    let bytes = written(&folder(), "xlsx", "zh");
    let package = Package::open(&bytes);
    let sheet = package.texts().find(|(name, _)| *name == "xl/worksheets/sheet2.xml").expect("the indicators").1;
    let level = |row: usize| {
        let from = sheet.find(&format!("<c r=\"W{row}\"")).expect("the level");
        sheet[from..].split("<f>").nth(1).expect("a formula").split("</f>").next().unwrap_or_default().to_owned()
    };
    // The fourth is strict, the fifth is not, and the sixth has no 差 line.
    assert!(level(8).contains("&gt;") && !level(8).contains("&gt;="), "{}", level(8));
    assert!(level(9).contains("&gt;=") && level(9).contains(",4,5))))"), "{}", level(9));
    assert!(level(10).contains(",3,4)))") && !level(10).contains("H10"), "{}", level(10));
}

/// Formats for people, and what they say of points and bands under some arguments.
fn said(arguments: &[&str], table: &str) -> Vec<(String, String)> {
    let folder = Folder::new();
    folder.file("甲县.csv", worked("complete"));
    folder.file("表.json", table);
    let mut all = Vec::new();
    for language in ["zh", "en"] {
        for ending in ["txt", "md", "html", "xlsx"] {
            let output = format!("r.{ending}");
            let own = ["甲县.csv", "--targets", "表.json", "--lang", language, "-o", &output];
            let run = folder.score(&[&own, arguments].concat());
            assert_eq!(run.status, 0, "{}", run.stderr);
            let bytes = folder.read(&output);
            let text = match ending {
                "xlsx" => Package::open(&bytes).texts().map(|(_, text)| text).collect(),
                // A terminal breaks lines where it likes.
                _ => String::from_utf8(bytes).expect("UTF-8").replace("\n   ", if language == "zh" { "" } else { " " }),
            };
            all.push((format!("{language} {ending}"), text));
        }
        let run = folder.score(&[&["targets", "表.json", "--lang", language], arguments].concat());
        let joined = run.stdout.replace('\n', if language == "zh" { "" } else { " " });
        all.push((format!("{language} targets"), joined));
    }
    all
}

#[test]
fn who_says_what_the_points_are_is_told_in_every_format() {
    let official = r#""points": { "excellent": 100, "good": 80, "fair": 60, "poor": 40, "below_poor": 0 }"#;
    assert!(BUNDLED[0].contains(official));
    let own = BUNDLED[0]
        .replace(official, r#""points": {"excellent":100,"good":85,"fair":70,"poor":40,"below_poor":0}"#)
        .replacen(r#""excellent": 90, "good": 80, "fair": 60 }"#, r#""excellent": 90, "good": 85, "fair": 60 }"#, 1);
    let run = ["--points", "100,85,70,40,0", "--bands", "90,85,60"];
    for (arguments, table, chinese, english) in [
        (
            &[][..],
            BUNDLED[0],
            ["100/80/60/40/0 是本程序自己的约定。", "（财预〔2020〕10号）"],
            ["100/80/60/40/0 are this program's own convention.", "(bands of Caiyu [2020] No. 10)"],
        ),
        (
            &[],
            &own,
            ["100/85/70/40/0 是指标表的文件规定的。", "（分数段是指标表的文件规定的）"],
            ["100/85/70/40/0 are set by the table's file.", "(bands set by the table's file)"],
        ),
        (
            &run,
            BUNDLED[0],
            ["100/85/70/40/0 是这次用选项规定的。", "（分数段是这次用选项规定的）"],
            ["100/85/70/40/0 are set by an option of this run.", "(bands set by an option of this run)"],
        ),
    ] {
        for (format, text) in said(arguments, table) {
            let plain = text.replace("&#39;", "'").replace("&apos;", "'").replace("\\[", "[").replace("\\]", "]");
            for sentence in if format.starts_with("zh") { chinese } else { english } {
                assert!(plain.contains(sentence), "{format} {arguments:?}: {sentence}\n{plain}");
            }
        }
    }
}
