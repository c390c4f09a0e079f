//! Which headings mean what, and which rows are a header.

use super::*;
use crate::delimited::batch::Batch;
use crate::delimited::split::Splitter;
use crate::diagnostic::Code;

fn batch(text: &str) -> Batch {
    let mut batch = Batch::default();
    Splitter::new(",").split(text.to_owned(), true, &mut batch);
    batch
}

fn columns(line: &str) -> Option<Result<Columns, HeadingProblem>> {
    Columns::of(batch(line).row(0), None, Wanted::Actuals, false)
}

fn legal(line: &str) -> Columns {
    columns(line).and_then(Result::ok).unwrap_or_else(|| panic!("{line} is no header"))
}

#[test]
fn columns_are_found_by_name_in_any_order() {
    for line in [
        "工作活动,绩效指标,实际值",
        "职责活动, 指标 ,实际完成值",
        "activity,Indicator,ACTUAL",
        "工作活动,绩 效 指 标,完成值",
    ] {
        let found = legal(line);
        assert_eq!((found.activity, found.indicator, found.actual), (Some(0), Some(1), Some(2)), "{line}");
    }
    let found = legal("备注,实际值,序号,绩效指标,填报单位,计量单位");
    assert_eq!((found.note, found.actual, found.indicator), (Some(0), Some(1), Some(3)));
    assert_eq!((found.unit, found.measure, found.activity), (Some(4), Some(5), None));
    let found = legal("指标,完成数,计划数");
    assert_eq!((found.done, found.plan, found.actual), (Some(1), Some(2), None));
}

#[test]
fn a_measure_may_stand_in_brackets() {
    for (heading, measure) in [
        ("实际值", None),
        ("实际值(%)", Some("%")),
        ("实际值（％）", Some("%")),
        ("实际值 ( 件 )", Some("件")),
        ("实际值()", None),
    ] {
        assert_eq!(legal(&format!("绩效指标,{heading}")).actual_measure.as_deref(), measure, "{heading}");
    }
}

#[test]
fn a_row_that_lacks_indicators_or_values_is_no_header() {
    for line in [",", "工作活动,实际值", "绩效指标,偏差原因", "绩效指标,完成数", "指标值,实际值", "二〇一六年度填报表"]
    {
        assert!(columns(line).is_none(), "{line}");
    }
}

#[test]
fn headings_that_contradict_each_other_are_refused() {
    for (line, fraction, code, column) in [
        ("绩效指标,实际值,完成值", false, Code::ColumnTwice, 2),
        ("单位,绩效指标,实际值", false, Code::BareUnit, 0),
        ("绩效指标,实际值(%)", true, Code::Header, 1),
    ] {
        let (problem, at) = Columns::of(batch(line).row(0), None, Wanted::Actuals, fraction)
            .and_then(Result::err)
            .unwrap_or_else(|| panic!("{line} is legal"));
        assert_eq!((problem.code(), at), (code, column), "{line}");
    }
}

#[test]
fn a_list_of_units_has_its_own_headings() {
    let found = |line: &str| Columns::of(batch(line).row(0), None, Wanted::Units, false).and_then(Result::ok);
    for line in ["序号,应报单位", "序号,单位", "序号,名称", "序号,填报单位"] {
        assert_eq!(found(line).and_then(|columns| columns.unit), Some(1), "{line}");
    }
    let both = found("部门,单位").map(|columns| (columns.bureau, columns.unit));
    assert_eq!(both, Some((Some(0), Some(1))));
    for line in ["序号,部门", "序号,应报部门", "序号,部门代码"] {
        assert_eq!(found(line).and_then(|columns| columns.bureau), Some(1), "{line}");
    }
    assert_eq!(found("序号,联系人"), None);
    assert!(is_list_title("应报单位 名单") && !is_list_title("甲县"));
}

#[test]
fn a_header_that_is_repeated_is_known() {
    let columns = legal("工作活动,绩效指标,实际值");
    for (line, is_one) in [
        ("工作活动,绩效指标,实际值", true),
        ("职责活动,指标,实际值（%）", true),
        ("执法办案,绩效指标,92%", false),
        ("执法办案,督导检查次数,实际值", false),
    ] {
        assert_eq!(columns.repeated_in(batch(line).row(0)), is_one, "{line}");
    }
}

#[test]
fn a_header_that_means_something_else_is_no_repeat() {
    for (header, line, column) in [
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,实际值", None),
        ("工作活动,绩效指标,实际值", "职责活动,指标,完成值", None),
        ("工作活动,绩效指标,完成情况", "工作活动,绩效指标,完成情况,", None),
        ("工作活动,绩效指标,2016年实际值", "工作活动,绩效指标,2016年实际值,备注", None),
        ("工作活动,绩效指标,2016年实际值", "工作活动,绩效指标,2015年实际值", Some(2)),
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,上年实际值", Some(2)),
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,目标值", Some(2)),
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,实际值（%）", None),
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,实际值,备注", None),
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,,", None),
        ("部门,部门,绩效指标,实际值,年初值", "部门,部门,绩效指标,实际值,", None),
        ("活动名称,工作活动,绩效指标,实际值", "活动名称,工作活动,绩效指标,实际值", None),
        ("工作活动,绩效指标,实际值（%）", "工作活动,绩效指标,实际值", Some(2)),
        ("工作活动,绩效指标,实际值,备注", "工作活动,绩效指标,上年值,实际值", Some(2)),
        ("工作活动,绩效指标,完成数,计划数", "工作活动,绩效指标,计划数,完成数", Some(2)),
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,实际值,填报单位", Some(3)),
        ("工作活动,绩效指标,实际值", "工作活动,绩效指标,实际值,计量单位", Some(3)),
    ] {
        let found = legal(header).headed_otherwise(batch(line).row(0));
        assert_eq!(found, column, "{line} below {header}");
    }
    let both = batch("工作活动,绩效指标,2016年,\n,,完成数,计划数\n");
    let columns = Columns::of(both.row(0), Some(both.row(1)), Wanted::Actuals, false);
    let columns = columns.and_then(Result::ok).expect("a legal header");
    for (upper, lower, found) in [
        ("工作活动,绩效指标,2016年,", ",,完成数,计划数", (None, None)),
        ("工作活动,绩效指标,2016年", ",,完成数", (None, None)),
        ("工作活动,绩效指标,2017年,", ",,计划数,完成数", (Some(2), Some(2))),
        ("工作活动,绩效指标,计划数,完成数", ",,,", (Some(2), None)),
    ] {
        let [upper_row, lower_row] = [upper, lower].map(batch);
        let own = (columns.headed_otherwise(upper_row.row(0)), columns.headed_otherwise_below(lower_row.row(0)));
        assert_eq!(own, found, "{upper} and {lower}");
    }
}

#[test]
fn a_search_ends_at_the_first_header_or_tells_what_comes_near() {
    let file = FileName { number: 0, name: None, sheet: None };
    let outcome = |text: &str| match search(&file, Wanted::Actuals, false, batch(text).rows()) {
        Search::Found(header) => format!("row {}", header.row),
        Search::Refused(why) => format!("refused in {:?}", why.place.line),
        Search::LacksValues(why) => format!("lacks values in {:?}", why.place.line),
        Search::NotFound => "not found".to_owned(),
    };
    for (text, expected) in [
        ("标题\n\n绩效指标,实际值\n绩效指标,实际值\n", "row 3"),
        ("标题\n绩效指标,年初值\n", "lacks values in Some(2)"),
        ("绩效指标,年初值\n绩效指标,实际值\n", "row 2"),
        ("标题\n绩效指标,实际值,实际值\n", "refused in Some(2)"),
        ("标题\n甲,乙\n", "not found"),
        ("", "not found"),
    ] {
        assert_eq!(outcome(text), expected, "{text:?}");
    }
}
