//! Headings: in one row or two, under many names, and those that are not known.

use super::{FIGURES, form, score, score_file, workbook};

/// How a row of the form is written under a header: activity, indicator, value.
type Write = fn([&str; 3]) -> String;

/// Headers under which the form comes to the same figures.
const READ: &[(&str, Write)] = &[
    ("工作活动,绩效指标,完成情况,,\n,,计划数,完成数,实际值", |[activity, indicator, value]| {
        format!("{activity},{indicator},,,{value}")
    }),
    ("工作活动,绩效指标,完成情况,,\n,,计划数,完成数,实际值", |[activity, indicator, value]| {
        format!("{activity},{indicator},{}", pair(value))
    }),
    ("工作活动,绩效指标,计划数,完成数,完成率（%）", |[activity, indicator, value]| {
        format!("{activity},{indicator},,,{}", bare(value))
    }),
    ("工作活动,绩效指标,完成情况,,\n,,计划数,完成数,完成率", |[activity, indicator, value]| {
        format!("{activity},{indicator},{}{value}", pair(value))
    }),
    ("工作活动,绩效指标,指标值,\n,,年度指标值,实际完成值", |[activity, indicator, value]| {
        format!("{activity},{indicator},90%,{value}")
    }),
    (
        "工作活动,绩效指标,指标值,\n工作活动,绩效指标,年度指标值,实际完成值",
        |[activity, indicator, value]| format!("{activity},{indicator},90%,{value}"),
    ),
    ("工作活动,绩效指标,实际值\n,,（%）", |[activity, indicator, value]| {
        format!("{activity},{indicator},{}", bare(value))
    }),
    ("工作活动,绩效指标,实际值\n,,％", |[activity, indicator, value]| {
        format!("{activity},{indicator},{}", bare(value))
    }),
    ("工作活动,绩效指标,上年,本年\n,,实际值,实际值", |[activity, indicator, value]| {
        format!("{activity},{indicator},1.5%,{value}")
    }),
    ("工作活动名称,指标名称,2016年实际值", |cells| cells.join(",")),
    ("工作活动名称,绩效指标名称,2016年度实际完成值", |cells| cells.join(",")),
    ("工作活动,绩效指标,全年实际完成值（%）", |[activity, indicator, value]| {
        format!("{activity},{indicator},{}", bare(value))
    }),
    ("工作活动,绩效指标,完成情况", |cells| cells.join(",")),
    ("工作活动,绩效指标,实际值,完成情况", |cells| cells.join(",") + ",已完成"),
    ("工作活动,绩效指标,实际值,2015年实际值", |cells| cells.join(",") + ",1.5%"),
    (
        "序号,工作活动,绩效指标,评价标准,,,,实际值\n,,,优,良,中,差,",
        |[activity, indicator, value]| format!("1,{activity},{indicator},90%,80%,70%,60%,{value}"),
    ),
    ("2016年度绩效填报表\n填报单位：甲县,,单位：%\n工作活动,绩效指标,实际值", |cells| {
        cells.join(",")
    }),
    ("权重,工作活动,绩效指标,实际值,等级,得分,失分", |[activity, indicator, value]| {
        format!("9.41,{activity},{indicator},{value},良,80,1.88")
    }),
    ("工作活动,绩效指标,等级,得分,失分,实际值,权重", |[activity, indicator, value]| {
        format!("{activity},{indicator},良,80,1.88,{value},9.41%")
    }),
    ("工作活动,绩效指标,实际值", |[activity, indicator, value]| {
        format!("（一）{activity},1.{indicator},{value}")
    }),
    ("工作活动,绩效指标,实际值", |[activity, indicator, value]| {
        format!("一、{activity},（2）{indicator},{value}")
    }),
];

/// Headers that are refused, and what is said.
const REFUSED: &[(&str, &str)] = &[
    ("工作活动,绩效指标,2015年,2016年\n,,实际值,实际值", "错误[column-twice]"),
    ("工作活动,绩效指标,实际值,\n,,上半年,全年", "错误[header] 表头里没有“实际值”列"),
    ("活动名,绩效指标,实际值", "错误[header] 不认得表头“活动名”，它像是“工作活动”列"),
    ("工作话动,绩效指标,实际值", "错误[header] 不认得表头“工作话动”，它像是“工作活动”列"),
    ("工作活动,绩效考核指标,实际值", "错误[header] 不认得表头“绩效考核指标”，它像是“绩效指标”列"),
    ("工作活动,绩效指标,实际完成率", "错误[header] 不认得表头“实际完成率”，它像是“实际值”列"),
    ("工作活动,绩效指标,2015年实际值,2016年实际值", "错误[column-twice]"),
    ("工作活动,绩效指标,完成率", "错误[header] 不认得表头“完成率”，它像是“实际值”列"),
];

fn bare(value: &str) -> &str {
    value.trim_end_matches('%')
}

/// A value as plan and done of a hundred.
fn pair(value: &str) -> String {
    format!("100,{},", bare(value))
}

/// The form under a header.
fn under(header: &str, write: Write) -> String {
    let form = form();
    let rows = form.lines().skip(1).map(|line| {
        let cells: Vec<_> = line.split(',').collect();
        write([cells[0], cells[1], cells[2]]) + "\n"
    });
    format!("{header}\n{}", rows.collect::<String>())
}

#[test]
fn headings_in_use_are_read() {
    for (header, write) in READ {
        let text = under(header, *write);
        for run in [score(&text), score_file("甲县.xlsx", workbook(&text))] {
            assert_eq!((run.stdout.lines().nth(1), &*run.stderr), (Some(FIGURES), ""), "{header}");
        }
    }
}

#[test]
fn headings_that_are_not_known_are_named() {
    for (header, said) in REFUSED {
        let text = under(header, |[activity, indicator, value]| format!("{activity},{indicator},{value},{value}"));
        for run in [score(&text), score_file("甲县.xlsx", workbook(&text))] {
            assert!(run.status == 3 && run.stderr.starts_with(said), "{header}: {}", run.stderr);
        }
    }
}

#[test]
fn headings_are_repeated_after_a_page_break() {
    for (header, write) in READ.iter().take(12) {
        let text = under(header, *write);
        let at = text.match_indices('\n').nth(11).expect("24 rows").0 + 1;
        let text = format!("{}\n{header}\n{}", &text[..at], &text[at..]);
        for run in [score(&text), score_file("甲县.xlsx", workbook(&text))] {
            assert_eq!((run.stdout.lines().nth(1), &*run.stderr), (Some(FIGURES), ""), "{header}");
        }
    }
}
