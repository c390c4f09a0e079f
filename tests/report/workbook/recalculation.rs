//! A real `LibreOffice` computes every figure from scratch, and comes to the same.

use score::language::Language;
use score::report::workbook::workbook;
use score::scoring::MissingPolicy;
use score::targets::Targets;

use super::agreement::{differences, league_differences};
use super::case::{Case, Entry};
use super::package::{Package, Sheet, put};
use super::random;
use crate::harness::Folder;
use crate::harness::dice::Dice;
use crate::harness::fixture::{self, COMPLETE, PARTIAL, Rows};
use crate::harness::libre_office;

/// A workbook without stored results, and the case that `LibreOffice` should come to.
struct Task {
    name: String,
    bytes: Vec<u8>,
    expected: Case,
}

impl Task {
    fn new(name: String, case: &Case) -> Self {
        let targets = case.targets();
        let bytes = workbook(&case.report(&targets), Language::Chinese).expect("a workbook is written");
        Self { name, bytes, expected: case.clone() }
    }
}

/// Lets `LibreOffice` compute all workbooks, and gives the differences.
fn recalculate(tasks: &[Task]) -> Vec<String> {
    let folder = Folder::new();
    let mut files = Vec::new();
    for task in tasks {
        let mut package = Package::open(&task.bytes);
        package.forget_results();
        files.push(format!("{}.xlsx", task.name));
        folder.file(&format!("{}.xlsx", task.name), package.close());
    }
    libre_office::convert(&folder, "xlsx:Calc MS Excel 2007 XML", &files);
    let mut all = Vec::new();
    for (task, file) in tasks.iter().zip(&files) {
        let targets = task.expected.targets();
        let report = task.expected.report(&targets);
        let found = differences(&folder.read(&format!("out/{file}")), &report);
        all.extend(found.iter().map(|difference| format!("{}: {difference}", task.name)));
    }
    all
}

#[test]
#[ignore = "needs LibreOffice"]
fn worked_inputs_under_all_policies() {
    let mut tasks = Vec::new();
    for (name, input) in [("complete", COMPLETE), ("partial", PARTIAL)] {
        for missing in MissingPolicy::ALL {
            let case = Case::worked(input, missing);
            tasks.push(Task::new(format!("{name}-{missing:?}"), &case));
            tasks.push(edited(format!("{name}-{missing:?}-edited"), case));
        }
    }
    assert_eq!(recalculate(&tasks), Vec::<String>::new());
}

#[test]
#[ignore = "needs LibreOffice"]
fn random_tables() {
    let tasks: Vec<_> =
        (0..60).map(|seed| Task::new(format!("random-{seed}"), &random::case(seed, random::OF_WORKBOOKS))).collect();
    assert_eq!(recalculate(&tasks), Vec::<String>::new());
}

/// The same ten cells changed in the workbook and in the case.
fn edited(name: String, mut case: Case) -> Task {
    let mut task = Task::new(name, &case);
    let mut package = Package::open(&task.bytes);
    package.edit("xl/worksheets/sheet2.xml", |xml| {
        // The first indicator stands in row 5: I is its actual, E to H are its cut-offs.
        let edits = [
            ("I5", "0.7"),
            ("I6", "0.7999999"),
            ("I7", "未报"),
            ("I9", "不适用"),
            ("I22", "0.85"),
            ("I26", "N/A"),
            ("G8", "0.9"),
            ("E15", "0.7"),
            ("T5", "2.5"),
        ];
        edits.iter().fold(xml.to_owned(), |xml, (cell, content)| put(&xml, cell, content))
    });
    // The budget of the first activity.
    package.edit("xl/worksheets/sheet1.xml", |xml| put(xml, "C10", "100.25"));
    task.bytes = package.close();
    for (index, entry) in [
        (0, Entry::Number("70".to_owned())),
        (1, Entry::Number("79.99999".to_owned())),
        (2, Entry::Missing),
        (4, Entry::NotApplicable),
        (17, Entry::Number("85".to_owned())),
        (21, Entry::NotApplicable),
    ] {
        case.entries[index] = entry;
    }
    let number = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("a number") };
    let activities = &mut case.table["duties"][0]["activities"];
    activities[0]["budget"] = number("100.25");
    activities[0]["indicators"][0]["weight"] = number("2.5");
    activities[1]["indicators"][0]["cutoffs"]["fair"] = number("90");
    activities[2]["indicators"][2]["cutoffs"]["excellent"] = number("70");
    case.table["duties"][0]["budget"] = number("155.25");
    task.expected = case;
    task
}

/// Changing the policy and the points on 说明 changes every figure as the program would.
#[test]
#[ignore = "needs LibreOffice"]
fn parameters() {
    let mut tasks = Vec::new();
    for (name, label, missing) in [("zero", "按零分", MissingPolicy::Zero), ("skip", "不计入", MissingPolicy::Skip)]
    {
        let case = Case::worked(PARTIAL, MissingPolicy::Range);
        let mut task = Task::new(name.to_owned(), &case);
        let mut package = Package::open(&task.bytes);
        package.edit("xl/worksheets/sheet5.xml", |xml| put(&put(xml, "B13", label), "B6", "81.5"));
        task.bytes = package.close();
        task.expected.missing = missing;
        task.expected.table["points"]["good"] = serde_json::from_str("81.5").expect("a number");
        tasks.push(task);
    }
    assert_eq!(recalculate(&tasks), Vec::<String>::new());
}

/// An actual that is text counts as missing, and a cut-off that rises as an error: the summary says so
/// as soon as it is computed, on the sheet of an only unit and on those of several.
#[test]
#[ignore = "needs LibreOffice"]
fn spoilt_cells_are_called_out() {
    let targets = Targets::bundled();
    let case = Case::worked(COMPLETE, MissingPolicy::Range);
    let several = [case.rows(&targets), case.rows(&targets)];
    let folder = Folder::new();
    for (file, units, sheet, row) in [("one.xlsx", &several[..1], "sheet2", 5), ("two.xlsx", &several, "sheet6", 10)] {
        let report = fixture::report(units, &targets, MissingPolicy::Range);
        let mut package = Package::open(&workbook(&report, Language::Chinese).expect("a workbook is written"));
        package.forget_results();
        package.edit(&format!("xl/worksheets/{sheet}.xml"), |xml| {
            put(&put(xml, &format!("I{row}"), "85％"), &format!("G{}", row + 1), "0.99")
        });
        folder.file(file, package.close());
    }
    libre_office::convert(&folder, "xlsx:Calc MS Excel 2007 XML", &["one.xlsx".to_owned(), "two.xlsx".to_owned()]);
    for (file, sheet, spoilt) in [("one.xlsx", "汇总", true), ("two.xlsx", "某县", true), ("two.xlsx", "某县_2", false)]
    {
        let shown = Sheet::read(&folder.read(&format!("out/{file}")), sheet).shown((5, 0), 0);
        let expected = "注意：有 1 项实际值有误（按未报计），1 项标准有误，见“标记”列；总分因此不可用，请先更正。";
        assert_eq!(shown, if spoilt { expected } else { "" }, "{file} {sheet}");
    }
}

/// A negative number counts as a missing value also where less is better, as the summary says that it does.
#[test]
#[ignore = "needs LibreOffice"]
fn a_negative_actual_counts_as_missing() {
    let mut case = Case::worked(COMPLETE, MissingPolicy::Zero);
    let cutoffs = &mut case.table["duties"][0]["activities"][0]["indicators"][1]["cutoffs"];
    *cutoffs = serde_json::json!({"excellent": 1, "good": 2, "fair": 3, "poor": 4});
    let task = Task::new("negative".to_owned(), &case);
    let folder = Folder::new();
    let mut package = Package::open(&task.bytes);
    package.forget_results();
    package.edit("xl/worksheets/sheet2.xml", |xml| put(xml, "I6", "-1"));
    folder.file("negative.xlsx", package.close());
    libre_office::convert(&folder, "xlsx:Calc MS Excel 2007 XML", &["negative.xlsx".to_owned()]);
    let sheet = Sheet::read(&folder.read("out/negative.xlsx"), "指标");
    let row = sheet.find("绩效指标").0 + 3;
    let shown = ["状态", "等级", "得分", "标记"].map(|heading| sheet.shown((row, sheet.find(heading).1), 2));
    assert_eq!(shown, ["未报", "—", "0.00", "实际值有误"]);
}

/// A comparison that finds nothing must be able to find something.
#[test]
fn another_report_is_told_apart() {
    let (complete, partial) =
        (Case::worked(COMPLETE, MissingPolicy::Range), Case::worked(PARTIAL, MissingPolicy::Range));
    let targets = partial.targets();
    let found = differences(&Task::new("complete".to_owned(), &complete).bytes, &partial.report(&targets));
    assert!(found.len() > 40, "{found:#?}");
}

/// Ranks, statistics and the units' own sheets, from scratch.
#[test]
#[ignore = "needs LibreOffice"]
fn several_units() {
    let targets = Targets::bundled();
    let names = ["甲县", "乙县（东）", "O'Brien: [x]/*?", "丙 县", "=1+1", "甲县 "];
    let rows: Vec<_> = (0..).zip(names).map(|(seed, name)| unit_rows(name, seed, &targets)).collect();
    let folder = Folder::new();
    let mut reports = Vec::new();
    for missing in MissingPolicy::ALL {
        let report = fixture::report(&rows, &targets, missing);
        let mut package = Package::open(&workbook(&report, Language::Chinese).expect("a workbook is written"));
        package.forget_results();
        reports.push((report, format!("{missing:?}.xlsx")));
        folder.file(&format!("{missing:?}.xlsx"), package.close());
    }
    let files: Vec<_> = reports.iter().map(|(_, file)| file.clone()).collect();
    libre_office::convert(&folder, "xlsx:Calc MS Excel 2007 XML", &files);
    for (report, file) in &reports {
        let found = league_differences(&folder.read(&format!("out/{file}")), report);
        assert_eq!(found, Vec::<String>::new(), "{file}");
    }
}

/// The worked input with some values changed by the dice.
fn unit_rows(name: &str, seed: u64, targets: &Targets) -> Rows {
    let mut dice = Dice::new(seed);
    let mut case = Case::worked(if seed.is_multiple_of(2) { PARTIAL } else { COMPLETE }, MissingPolicy::Range);
    for entry in &mut case.entries {
        match dice.below(8) {
            0 => *entry = Entry::Missing,
            1 => *entry = Entry::NotApplicable,
            2 | 3 => *entry = Entry::Number(dice.below(110).to_string()),
            _ => {}
        }
    }
    let mut rows = case.rows(targets);
    rows.unit = Some(name.to_owned());
    rows
}
