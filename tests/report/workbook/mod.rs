//! The workbook: the same bytes every time, text that stays text, and figures that a real spreadsheet
//! program computes as this one does.

mod agreement;
pub(crate) mod case;
pub(crate) mod package;
pub(crate) mod random;
mod recalculation;
mod schemes;

use score::actuals::Source;
use score::language::Language;
use score::report::workbook::workbook;
use score::scoring::MissingPolicy;
use score::targets::Targets;

use self::package::Package;
use crate::harness::depth;
use crate::harness::fixture::{
    COMPLETE, HOSTILE, PARTIAL, Rows, chinese_of, hostile_rows, problems, report, rows, unscored,
};

#[test]
fn the_same_bytes_every_time() {
    let targets = Targets::bundled();
    let report = report(&[rows("甲", PARTIAL, &targets)], &targets, MissingPolicy::Range);
    let first = workbook(&report, Language::Chinese).expect("a workbook is written");
    assert_eq!(first, workbook(&report, Language::Chinese).expect("a workbook is written"));
}

/// What the file stores as the results of its formulas is this program's report.
#[test]
fn stored_results_are_the_figures() {
    for input in [COMPLETE, PARTIAL] {
        for missing in [MissingPolicy::Range, MissingPolicy::Zero, MissingPolicy::Skip] {
            let case = case::Case::worked(input, missing);
            let targets = case.targets();
            let report = case.report(&targets);
            let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
            assert_eq!(agreement::differences(&bytes, &report), Vec::<String>::new());
        }
    }
}

#[test]
fn stored_results_are_the_figures_for_any_table() {
    for seed in 0..depth::of(15, 200) {
        let case = random::case(seed, random::OF_WORKBOOKS);
        let targets = case.targets();
        let report = case.report(&targets);
        let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
        assert_eq!(agreement::differences(&bytes, &report), Vec::<String>::new(), "seed {seed}");
    }
}

/// Formulas are this program's own: no text from a file is among them.
#[test]
fn text_never_becomes_a_formula() {
    let targets = Targets::bundled();
    for text in HOSTILE.into_iter().chain(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "SORT(", "a'b!c", "inf"]) {
        for count in [1, 2] {
            let units = vec![hostile_rows(text, &targets); count];
            let report = report(&units, &targets, MissingPolicy::Range);
            let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
            for (name, xml) in Package::open(&bytes).texts() {
                check_formulas(&name.replace("xl/", ""), &xml, text, count);
            }
            package::Sheet::read(&bytes, "说明");
        }
    }
}

fn check_formulas(part: &str, xml: &str, text: &str, units: usize) {
    for formula in xml.split("<f>").skip(1) {
        let formula = formula.split("</f>").next().unwrap_or_default();
        // Units give their names to their sheets, made safe.
        let named = units > 1 && part.starts_with("worksheets/sheet1.");
        let known =
            ["IF(", "ROUND(", "SUM(", "SUMPRODUCT(", "COUNTIF(", "INDEX(", "RANK(", "\"", "'", "$", "COUNTIFS("];
        assert!(known.iter().any(|start| formula.starts_with(start)) || formula.contains('&'), "{part}: {formula}");
        assert!(named || text.len() < 4 || !formula.contains(text), "{part}: {formula}");
    }
}

/// English is English throughout, apart from what comes from the table and the input.
#[test]
fn english_has_no_chinese_of_its_own() {
    let targets = Targets::bundled();
    for count in [1, 3] {
        let units: Vec<_> = (0..count).map(|index| rows(&format!("unit {index}"), COMPLETE, &targets)).collect();
        let mut report = report(&units, &targets, MissingPolicy::Range);
        report.period = Some("2016".to_owned());
        report.problems = problems();
        report.left_out = unscored(["unit x".to_owned()]);
        report.not_reported = unscored(["unit y".to_owned()]);
        let bytes = workbook(&report, Language::English).expect("a workbook is written");
        // The theme lists the fonts of all scripts.
        for (name, xml) in Package::open(&bytes).texts().filter(|(name, _)| !name.starts_with("xl/theme/")) {
            // The column that the help texts name is the input's heading.
            let xml = xml.replace("偏差原因", "").replace("不适用", "").replace("未报", "");
            assert_eq!(chinese_of(&xml, &targets), "", "{name}");
        }
    }
}

/// Without any unit that could be scored there is still a workbook, and it says why.
#[test]
fn no_units() {
    let targets = Targets::bundled();
    let mut report = report(&[], &targets, MissingPolicy::Range);
    report.problems = problems();
    report.left_out = unscored(["甲".to_owned()]);
    let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
    let sheet = package::Sheet::read(&bytes, "问题");
    sheet.find("unexplained");
    sheet.find("甲");
    package::Sheet::read(&bytes, "汇总")
        .find("没有可以计分的单位：共 0 个错误，3 个提醒。请按所列问题改正后重新计分。");
}

/// Whoever opens the ranking or the statistics knows which units they are without; every unit's
/// sheet can be signed, and the notes name every input.
#[test]
fn several_units_say_what_they_are_without() {
    let targets = Targets::bundled();
    let units = ["甲", "乙"].map(|name| {
        let source = Source { file: Some(format!("{name}.csv")), sha256: Some(format!("{name}的校验和")) };
        Rows { source, ..rows(name, COMPLETE, &targets) }
    });
    let mut report = report(&units, &targets, MissingPolicy::Range);
    report.period = None;
    report.left_out = unscored(["丙".to_owned(), "丁".to_owned()]);
    report.not_reported = unscored(["戊".to_owned()]);
    let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
    for sheet in ["排名", "统计"] {
        package::Sheet::read(&bytes, sheet).find("已计分 2 个；有错误未计分 2 个：丙、丁；应报未报 1 个：戊");
    }
    for name in ["甲", "乙"] {
        let sheet = package::Sheet::read(&bytes, name);
        assert!((0..=sheet.last_row()).any(|row| sheet.shown((row, 0), 0).starts_with("填报单位（公章）：")));
        let notes = package::Sheet::read(&bytes, "说明");
        notes.find(&format!("{name}.csv"));
        notes.find(&format!("{name}的校验和"));
    }
}

/// The same holds for an only unit whose neighbours could not be scored.
#[test]
fn one_unit_says_what_it_is_without() {
    let targets = Targets::bundled();
    let mut report = report(&[rows("甲", COMPLETE, &targets)], &targets, MissingPolicy::Range);
    report.left_out = unscored(["丙".to_owned()]);
    let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
    package::Sheet::read(&bytes, "汇总").find("已计分 1 个；有错误未计分 1 个：丙");
}

/// In the chart an activity whose interval lies in two bands has a bar of its own kind.
#[test]
fn an_undecided_activity_has_no_grades_colour() {
    let targets = Targets::bundled();
    let report = report(&[rows("甲", PARTIAL, &targets)], &targets, MissingPolicy::Range);
    let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
    let sheet = package::Sheet::read(&bytes, "汇总");
    let (header, open) = sheet.find("区间宽度");
    let bars = |row: u32| (open - 5..=open).map(|column| sheet.shown((row, column), 2)).collect::<Vec<_>>();
    // 市场监督管理 60.00～93.33, then 市场主体登记与监管 88.00
    assert_eq!(bars(header + 1), ["0.00", "0.00", "0.00", "0.00", "60.00", "33.33"]);
    assert_eq!(bars(header + 2), ["0.00", "88.00", "0.00", "0.00", "0.00", "0.00"]);
    let chart = Package::open(&bytes).texts().find(|(name, _)| name.starts_with("xl/charts/chart")).expect("a chart").1;
    assert!(chart.contains("<c:v>未定（区间跨等级，到下限）</c:v>"), "the legend names it");
}

/// Two hundred units have sheets; the others are listed, and the notes say so.
#[test]
fn many_units() {
    let targets = Targets::bundled();
    let units: Vec<_> = (0..203).map(|index| rows(&format!("单位{index:03}"), COMPLETE, &targets)).collect();
    let report = report(&units, &targets, MissingPolicy::Range);
    let bytes = workbook(&report, Language::Chinese).expect("a workbook is written");
    let ranking = package::Sheet::read(&bytes, "排名");
    assert_eq!(ranking.find("单位202").0, ranking.last_row());
    package::Sheet::read(&bytes, "单位199");
    package::Sheet::read(&bytes, "说明")
        .find("有 3 个单位没有单列工作表，只列在“排名”表里，其得分是存入的数，不是公式。");
}
