//! What the cells of one row come to together.

use super::*;
use crate::actuals::header::Wanted;
use crate::actuals::place::column_letters;
use crate::delimited::batch::Batch;
use crate::delimited::split::Splitter;
use crate::targets::Targets;

fn percentage() -> Indicator {
    let targets = Targets::bundled();
    let (_, indicator) = targets.indicators().next().expect("an indicator");
    indicator.clone()
}

/// A text with its header and one row, split at a delimiter.
fn parts(text: &str, delimiter: &'static str) -> (FileLayout, Batch) {
    let mut batch = Batch::default();
    Splitter::new(delimiter).split(text.to_owned(), true, &mut batch);
    let columns = Columns::of(batch.row(0), None, Wanted::Actuals, false).and_then(Result::ok).expect("a header");
    let convention = Convention { column_measure: columns.actual_measure.clone(), fraction: false };
    let file = FileName { number: 0, name: None, sheet: None };
    (
        FileLayout {
            file,
            table: Some(0),
            own_name: None,
            file_name: None,
            title: Title::default(),
            columns,
            convention,
            unread_sheets: Vec::new(),
        },
        batch,
    )
}

/// The text and value of a row under a header, or the fault and the letters of its column.
fn found(header: &str, row: &str, indicator: &Indicator) -> String {
    let delimiter = if header.contains(';') { ";" } else { "," };
    let (layout, batch) = parts(&format!("{header}\n{row}\n"), delimiter);
    let row = batch.row(1);
    match layout.find(row, indicator) {
        Ok(Finding { reading, from }) => {
            let value = reading.reported().map(|written| written.actual.to_fraction().cut(6).to_string());
            format!("{} = {}", layout.text_of(row, from), value.unwrap_or_else(|| reading.name().to_owned()))
        }
        Err((problem, column)) => {
            let fault = match *problem {
                Problem::Value { fault, .. } => format!("{fault:?}"),
                Problem::Plan(fault) => format!("{fault:?}"),
                problem => problem.code().name().to_owned(),
            };
            let fault = fault.split([' ', '{']).next().unwrap_or_default().to_owned();
            format!("{fault} in {}", column_letters(column))
        }
    }
}

#[track_caller]
fn check(header: &str, indicator: &Indicator, cases: &[(&str, &str)]) {
    for (row, expected) in cases {
        assert_eq!(found(header, row, indicator), *expected, "{row:?} under {header}");
    }
}

#[test]
fn a_value_stands_in_its_column() {
    check(
        "绩效指标,实际值",
        &percentage(),
        &[
            ("甲, 92.5% ", "92.5% = 92.5"),
            ("甲,45/50", "45/50 = 90"),
            ("甲,", " = missing"),
            ("甲", " = missing"),
            ("甲,未报", "未报 = missing"),
            ("甲,不适用", "不适用 = not_applicable"),
            ("甲,约九成", "Text in B"),
            ("甲,0.92", "ambiguous-value in B"),
        ],
    );
}

#[test]
fn two_columns_make_a_pair() {
    check(
        "绩效指标,完成数,计划数",
        &percentage(),
        &[
            ("甲,45,50", "45/50 = 90"),
            ("甲,0,0", "0/0 = not_applicable"),
            ("甲,,50", " = missing"),
            ("甲,未报,50", "未报 = missing"),
            ("甲,,", " = missing"),
            ("甲,不适用,", "不适用 = not_applicable"),
            ("甲,,不适用", "不适用 = not_applicable"),
            ("甲,45,", "Empty in C"),
            ("甲,45,未报", "Empty in C"),
            ("甲,3,0", "Zero in C"),
            ("甲,四十五,50", "Text in B"),
            ("甲,45,五十", "Text in C"),
        ],
    );
}

#[test]
fn an_actual_and_a_pair_agree() {
    check(
        "绩效指标,实际值,完成数,计划数",
        &percentage(),
        &[
            ("甲,90%,45,50", "90% = 90"),
            ("甲,33.33%,1,3", "33.33% = 33.333333"),
            ("甲,33.4%,1,3", "Disagree in B"),
            ("甲,90%,,", "90% = 90"),
            ("甲,90%,,50", "90% = 90"),
            ("甲,,45,50", "45/50 = 90"),
            ("甲,不适用,0,0", "不适用 = not_applicable"),
            ("甲,90%,0,0", "Disagree in B"),
            ("甲,不适用,45,50", "Disagree in B"),
            // Rounded it reaches the cut-off of 90, and unrounded it does not.
            ("甲,90%,899,1000", "Disagree in B"),
        ],
    );
}

#[test]
fn half_a_pair_beside_a_value_is_no_guess() {
    check(
        "绩效指标,实际值,完成数",
        &percentage(),
        &[
            ("甲,90%,45", "90% = 90"),
            ("甲,,45", "Empty in C"),
            ("甲,,", " = missing"),
            ("甲,不适用,45", "不适用 = not_applicable"),
        ],
    );
    check(
        "绩效指标,实际值,计划数",
        &percentage(),
        &[("甲,90%,50", "90% = 90"), ("甲,45,50", "BesidePlan in B"), ("甲,45,", "45 = 45")],
    );
}

#[test]
fn another_measure_takes_no_pair_and_says_its_own() {
    let count = Indicator { measure: "件".to_owned(), ..percentage() };
    check("绩效指标,完成数,计划数", &count, &[("甲,45,50", "PairOfCount in B"), ("甲,,50", " = missing")]);
    check(
        "绩效指标,实际值,计量单位",
        &count,
        &[
            ("甲,12,件", "12 = 12"),
            ("甲,12,万元", "RowMeasure in C"),
            ("甲,12件,万元", "RowMeasure in C"),
            ("甲,12,", "12 = 12"),
            ("甲,12,-", "12 = 12"),
        ],
    );
    check(
        "绩效指标,实际值,计量单位",
        &percentage(),
        &[
            ("甲,92,%", "92 = 92"),
            ("甲,92,百分比", "92 = 92"),
            ("甲,92,件", "RowMeasure in C"),
            ("甲,92%,件", "92% = 92"),
        ],
    );
}

#[test]
fn a_cell_beyond_the_headings_is_refused() {
    let header = "工作活动,绩效指标,实际值";
    check(
        header,
        &percentage(),
        &[
            ("甲,乙,12,345%", "Surplus in D"),
            ("甲,乙,1,234,567%", "Surplus in D"),
            ("甲,乙,,92%", "Surplus in D"),
            ("甲,乙,92%,,见附件", "Surplus in E"),
            ("甲,乙,\"12,345%\"", "12,345% = 12345"),
            ("甲,乙,92%,, ,\"\"", "92% = 92"),
        ],
    );
    check("工作活动,绩效指标,实际值,", &percentage(), &[("甲,乙,92,5%", "Surplus in D")]);
    check("工作活动,绩效指标,偏差原因,实际值", &percentage(), &[("甲,乙,原来应为,95%,92%", "Surplus in E")]);
    check("工作活动;绩效指标;实际值", &percentage(), &[("甲;乙;12;345%", "Surplus in D")]);
    check("工作活动,绩效指标,实际值,序号", &percentage(), &[("甲,乙,92%,345%", "92% = 92")]);
    check("工作活动,绩效指标,实际值,,,", &percentage(), &[("甲,乙,92%,,已核,", "92% = 92")]);
}

#[test]
fn a_number_that_a_comma_cut_is_not_taken_for_a_number_and_a_note() {
    check(
        "绩效指标,实际值,偏差原因",
        &percentage(),
        &[
            ("甲,12,345%", "Cut in B"),
            ("甲,92,5%", "Cut in B"),
            ("甲,1,234", "Cut in B"),
            ("甲,1,234.5%,", "Cut in B"),
            ("甲,92%,100", "92% = 92"),
            ("甲,92,第 345 次", "92 = 92"),
            ("甲,\"12,345%\",", "12,345% = 12345"),
            ("甲,92,2016", "92 = 92"),
            ("甲,92,", "92 = 92"),
        ],
    );
    check(
        "绩效指标,完成数,计划数,备注",
        &percentage(),
        &[
            ("甲,1,234,1300", "Cut in B"),
            ("甲,800,1,300", "Cut in C"),
            ("甲,45,50,3", "45/50 = 90"),
            ("甲,\"1,234\",1300,", "1,234/1300 = 94.923076"),
            ("甲,45,50,123件未办", "45/50 = 90"),
        ],
    );
}

#[test]
fn totals_and_empty_rows_are_nothing() {
    for (row, expected) in [
        ("总计,,70%,", true),
        ("执法办案小计：,,70%,", true),
        ("甲合计,,,3", true),
        (",,,", true),
        (" ,\u{3000},\"\",", true),
        ("执法办案,,70%,见各县合计", false),
        ("合计数,,70%,", false),
        ("执法办案,,,", false),
        (",,70%,", false),
    ] {
        let (layout, batch) = parts(&format!("工作活动,绩效指标,实际值,偏差原因\n{row}\n"), ",");
        assert_eq!(layout.is_nothing(batch.row(1)), expected, "{row:?}");
    }
}

#[test]
fn a_total_of_units_is_known_by_its_end() {
    for name in ["合计", "全县合计", "小计:", "总计", "平均", "平均值", "平均数", "平均分", "综合得分", "自评总分:"]
    {
        assert!(is_total_of_units(name), "{name}");
    }
    for name in ["甲县", "会计", "审计局", "统计", "第三分局", "价值中心", ""] {
        assert!(!is_total_of_units(name), "{name}");
    }
}
