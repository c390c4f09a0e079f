//! Tables that are read from what they are published in: one book in four forms, what happens to official tables on
//! their way, and files that are damaged.

mod damage;
mod document;
mod grid;
mod mutation;
mod random;

use crate::harness::Folder;
use score::targets::{Fault, Published, TableError, Targets, parse_all, read_book};
use serde_json::Value;

const FORMS: [(&str, &[u8]); 5] = [
    ("book.txt", include_bytes!("data/book.txt")),
    ("book-gbk.csv", include_bytes!("data/book-gbk.csv")),
    ("book-sheets.xlsx", include_bytes!("data/book-sheets.xlsx")),
    ("book.docx", include_bytes!("data/book.docx")),
    // Saved by LibreOffice.
    ("book-sheets.xls", include_bytes!("data/book-sheets.xls")),
];

const CONTENTS: &str = include_str!("data/contents.json");

fn tables(bytes: &[u8]) -> Vec<Published> {
    let book = read_book(bytes.to_vec()).expect("it is a book");
    assert_eq!(book.errors, []);
    book.tables
}

/// The names, budgets and numbers of a table, in one comparable text.
fn outline(table: &Targets) -> String {
    let mut lines = vec![format!("{} {}", table.code, table.name)];
    for duty in table.duties() {
        lines.push(format!("{} {}", duty.name, duty.budget.fixed(2)));
        for activity in &duty.activities {
            let budget = activity.budget.map_or("null".to_owned(), |budget| budget.fixed(2));
            lines.push(format!("  {} {budget}", activity.name));
            for indicator in &activity.indicators {
                let sign = if indicator.cutoffs.sign().is_strict() { "＞" } else { "" };
                let cutoff = |cutoff| format!("{sign}{cutoff}{}", indicator.measure);
                let cutoffs = indicator.cutoffs.written().map(|written| written.map_or("＜中".to_owned(), cutoff));
                lines.push(format!("    {} {}", indicator.name, cutoffs.join(" ")));
            }
        }
    }
    lines.join("\n")
}

/// The same of what the book says, with the words around the numbers taken off.
fn expected_outline(table: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("null").to_owned();
    let budget = |value: &Value| text(value).replace(',', "");
    let plain = |cell: &str| -> String {
        let narrow = cell.chars().map(|c| match c {
            '０'..='９' | '％' => char::from_u32(u32::from(c) - 0xFEE0).expect("a narrow character"),
            c => c,
        });
        let narrow: String = narrow.collect();
        ["≥", "≤", "以上", "不少于", "不超过"].iter().fold(narrow, |cell, word| cell.replace(word, ""))
    };
    let list = |value: &Value, key: &str| value[key].as_array().expect("a list").clone();
    let mut lines = vec![format!("{} {}", text(&table["code"]), text(&table["name"]))];
    for duty in list(table, "duties") {
        lines.push(format!("{} {}", text(&duty["name"]), budget(&duty["budget"])));
        for activity in list(&duty, "activities") {
            lines.push(format!("  {} {}", text(&activity["name"]), budget(&activity["budget"])));
            for indicator in list(&activity, "indicators") {
                let cells: Vec<_> = indicator.as_array().expect("five cells").iter().map(text).collect();
                let cutoffs = cells[1..].iter().map(|cell| plain(cell));
                // What only says worse than 中 is no 差 line.
                let cutoffs = cutoffs.map(|cell| if cell.starts_with('＜') { "＜中".to_owned() } else { cell });
                let cutoffs: Vec<_> = cutoffs.map(|cell| better_end_off(&cell)).collect();
                lines.push(format!("    {} {}", cells[0], cutoffs.join(" ")));
            }
        }
    }
    lines.join("\n")
}

/// A range without its better end.
fn better_end_off(cell: &str) -> String {
    cell.split('-').next().unwrap_or_default().to_owned()
}

/// A table's JSON with budgets as short as they can be: a sheet stores 129 where a text says 129.00.
fn by_value(json: &str) -> String {
    let short =
        |line: &str| match line.strip_suffix(',').filter(|line| line.contains("\"budget\": ") && line.contains('.')) {
            Some(budget) => budget.trim_end_matches('0').trim_end_matches('.').to_owned() + ",",
            None => line.to_owned(),
        };
    json.lines().map(short).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_book_in_five_forms_gives_the_same_tables() {
    let contents: Vec<Value> = serde_json::from_str(CONTENTS).expect("it is JSON");
    let mut first: Option<Vec<String>> = None;
    for (name, bytes) in FORMS {
        let tables = tables(bytes);
        assert_eq!(tables.len(), contents.len(), "{name}");
        let legal: Vec<_> = tables.iter().filter_map(|published| published.table.as_ref().ok()).collect();
        let expected: Vec<_> = contents.iter().map(expected_outline).collect();
        assert_eq!(legal.iter().map(|table| outline(table)).collect::<Vec<_>>(), expected, "{name}");
        let json: Vec<_> = legal.iter().map(|table| by_value(&table.to_json())).collect();
        assert_eq!(first.get_or_insert_with(|| json.clone()), &json, "{name}");
    }
}

#[test]
fn a_table_that_is_written_as_json_is_read_as_the_same() {
    for published in tables(FORMS[3].1) {
        let Ok(table) = published.table else { continue };
        let again = Targets::parse(&table.to_json()).expect("it is legal");
        assert_eq!((again.to_json(), outline(&again)), (table.to_json(), outline(&table)));
        let array = format!("[{},\n{}]", table.to_json(), table.to_json().replacen(&table.code, "999", 1));
        let codes = parse_all(&array).into_iter().map(|table| table.expect("it is legal").code);
        assert_eq!(codes.collect::<Vec<_>>(), [&*table.code, "999"]);
    }
}

#[test]
fn of_equal_elements_each_has_its_own_line() {
    let line = |errors: Vec<TableError>| match &errors[0].fault {
        Fault::Shape { line, .. } => Some((errors[0].path.clone(), *line)),
        _ => None,
    };
    let tables = parse_all("[\n5, 5,\n\n5\n]").into_iter().map(|table| table.err().and_then(line));
    let expected = [("[0]", 2), ("[1]", 2), ("[2]", 4)].map(|(path, line)| Some((path.to_owned(), line)));
    assert_eq!(tables.collect::<Vec<_>>(), expected);
}

/// What a book is converted into is itself a legal table, in one file or in one for each bureau.
#[test]
fn a_book_that_is_converted_gives_the_same_tables() {
    let folder = Folder::new();
    folder.file("书.docx", FORMS[3].1);
    let json = |tables: &str| {
        let run = folder.score(&["targets", tables, "-f", "json"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        run.stdout
    };
    let of_book = json("书.docx");
    folder.file("表.json", &of_book);
    assert_eq!(folder.score(&["targets", "书.docx", "-o", "表"]).status, 0);
    let mut files: Vec<_> = std::fs::read_dir(folder.path().join("表"))
        .expect("a folder")
        .map(|entry| entry.expect("a file").file_name().into_string().expect("a name"))
        .collect();
    files.sort();
    assert_eq!(files, ["201.json", "414.json", "417.json"]);
    let sorted = |text: &str| {
        let mut tables: Vec<_> =
            parse_all(text).into_iter().map(|table| table.expect("it is legal").to_json()).collect();
        tables.sort();
        tables
    };
    assert_eq!(json("表.json"), of_book);
    assert_eq!(sorted(&json("表")), sorted(&of_book));
    let one = folder.score(&["targets", "书.docx", "-f", "json", "--bureau", "教育局"]).stdout;
    assert!(sorted(&of_book).contains(&Targets::parse(&one).expect("one object").to_json()));
}

/// But for the alias that the program adds, the official page is the bundled table as data.
#[test]
fn the_official_page_is_the_bundled_table() {
    let tables = tables(include_bytes!("../../data/page.txt"));
    let [published] = tables.as_slice() else { panic!("one table") };
    let page = published.table.as_ref().expect("it is legal").to_json();
    let bundled = Targets::bundled().to_json();
    assert_ne!(page, bundled, "the alias");
    let alias = "\"aliases\": [\n                \"著名商标注册完成率\"\n              ]";
    assert!(bundled.contains(alias), "{bundled}");
    assert_eq!(page, bundled.replace(alias, "\"aliases\": []"));
}

#[test]
fn the_schema_of_tables_holds_what_is_written_and_nothing_else() {
    let schema: Value = serde_json::from_str(score::targets::SCHEMA).expect("it is JSON");
    let schema = jsonschema::validator_for(&schema).expect("it is a schema");
    let bundled: Value = serde_json::from_str(score::targets::BUNDLED[0]).expect("it is JSON");
    let written: Value = serde_json::from_str(&Targets::bundled().to_json()).expect("it is JSON");
    for table in [&bundled, &written, &Value::Array(vec![bundled.clone(), written.clone()])] {
        assert!(schema.is_valid(table));
    }
    // Strict cut-offs, and one without a 差 line.
    let strict = tables(FORMS[3].1).swap_remove(2).table.expect("it is legal").to_json();
    assert!(strict.contains("\"strict\": true") && strict.contains("\"poor\": null"), "{strict}");
    let strict: Value = serde_json::from_str(&strict).expect("it is JSON");
    assert!(schema.is_valid(&strict));
    let mut unknown = bundled.clone();
    unknown["nmae"] = Value::Null;
    let mut missing = bundled.clone();
    missing["duties"][0].as_object_mut().expect("a duty").remove("budget");
    assert!(!schema.is_valid(&unknown) && !schema.is_valid(&missing));
}
