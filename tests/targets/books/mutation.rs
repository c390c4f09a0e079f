//! What happens to official tables on their way, and what must come of it: the table as it was, or a fault at the
//! place. Never another table in silence.

use score::grading::CutoffsFault;
use score::targets::{BookFault, CellPlace, CutoffFault, Fault, Remark, RowPlace, read_book};

use super::outline;

/// A bureau of two duties; `甲率` stands in line 6, in the row of its activity.
const TABLE: &str = "\
部门职责-工作活动绩效目标
201教育局,,,,,,,,单位：万元
职责活动,年度预算数,内容描述,绩效目标,绩效指标,评价标准,,,
,,,,,优,良,中,差
义务教育,\"1,250.50\",负责。,提高。,,,,,
　　学校运行,980.50,保障。,完成。,甲率,≥98%,≥95%,≥90%,≥85%
,,,,乙起数,0起,1起,2起,3起
　　教师培训,270.00,培训。,完成。,丙率,90%,80%,70%,60%
学前教育,45.00,学前。,提高。,,,,,
　　幼儿园,45.00,建设。,完成。,丁率,90%,80%,70%,60%
";

fn table(text: &str) -> Told {
    let book = read_book(text.as_bytes().to_vec()).expect("it is text");
    let errors =
        book.errors.into_iter().chain(book.tables.iter().filter_map(|one| one.table.as_ref().err()).flatten().cloned());
    let errors: Vec<_> = errors.map(|error| (cell(&error.place), error.fault)).collect();
    if !errors.is_empty() {
        return Err(errors);
    }
    let legal = book.tables.iter().filter_map(|one| one.table.as_ref().ok());
    Ok(legal.map(outline).collect::<Vec<_>>().join("\n"))
}

fn cell(place: &CellPlace) -> String {
    let RowPlace::Text { row, .. } = place.row else { panic!("a row of text: {place:?}") };
    format!("{}{row}", char::from(b'A' + u8::try_from(place.column).expect("nine columns")))
}

fn text(text: &str) -> String {
    text.to_owned()
}

/// The table with a column more: cells for its two rows of headings and six rows, in front or behind.
fn with_column(cells: [&str; 8], is_in_front: bool) -> String {
    let mut lines: Vec<_> = TABLE.lines().map(str::to_owned).collect();
    for (line, cell) in lines[2..].iter_mut().zip(cells) {
        *line = if is_in_front { format!("{cell},{line}") } else { format!("{line},{cell}") };
    }
    lines.join("\n")
}

#[test]
fn the_same_table_written_otherwise_is_the_same() {
    let whole = table(TABLE).expect("it is legal");
    assert_eq!(whole.lines().count(), 1 + 2 + 3 + 4);
    for (what, other) in [
        ("code and name apart", TABLE.replace("201教育局", "201 教育局")),
        ("a code in brackets", TABLE.replace("201教育局", "（201）教育局")),
        ("a code behind", TABLE.replace("201教育局", "教育局（201）")),
        ("a label", TABLE.replace("201教育局", "部门：201教育局")),
        ("labels", TABLE.replace("201教育局", "部门编码：201 部门名称：教育局")),
        ("two cells", TABLE.replace("201教育局,,", "201,教育局,")),
        ("full width", TABLE.replace("201教育局", "２０１教育局").replace("980.50", "９８０．５０")),
        ("text around", format!("某县2016年部门预算文本\n一、部门概况。\n{TABLE}注：本表由教育局填报。\n")),
        ("a header again", TABLE.replace("　　教师培训", &format!("{HEADER}　　教师培训"))),
        ("a page's number", TABLE.replace("　　教师培训", &format!("- 23 -\n{HEADER}　　教师培训"))),
        ("the bureau again", TABLE.replace("　　教师培训", &format!("201教育局\n{HEADER}　　教师培训"))),
        ("one row of headings", TABLE.replace("评价标准,,,\n,,,,,优", "优")),
        (
            "numbers",
            TABLE
                .replace("义务教育", "一、义务教育")
                .replace("学前教育", "二、学前教育")
                .replace("　　学校", "1.学校")
                .replace("　　教师", "2.教师")
                .replace("　　幼儿", "1.幼儿"),
        ),
        (
            "numbers through",
            TABLE
                .replace("义务教育", "一、义务教育")
                .replace("学前教育", "二、学前教育")
                .replace("　　学校", "1.学校")
                .replace("　　教师", "2.教师")
                .replace("　　幼儿", "3.幼儿"),
        ),
        ("nothing but indicators", TABLE.replace("　　", "")),
        ("carried down", TABLE.replace("\n,,,,乙", "\n　　学校运行,980.50,保障。,完成。,乙")),
        ("blank rows", TABLE.replace("学前教育", "\n,,,,,,,,\n学前教育")),
        ("a total", format!("{TABLE}合计,1295.50,,,,,,,\n")),
        ("a column of numbers", with_column(["序号", "", "一", "1", "", "2", "二", "1"], true)),
        ("a column of notes", with_column(["备注", "", "", "省考核", "", "", "", ""], false)),
        (
            "other grades",
            ["优", "良", "中", "差"]
                .iter()
                .zip(["优秀", "良好", "中等", "较差"])
                .fold(text(TABLE), |table, (own, other)| table.replace(&format!(",{own}"), &format!(",{other}"))),
        ),
        ("a total of the bureau", format!("{TABLE}部门预算合计,1295.50,,,,,,,\n")),
        (
            "subtotals",
            TABLE.replace("学前教育", "小　计,1250.50,,,,,,,\n学前教育") + "小计,45.00,,,,,,,\n总计,1295.50,,,,,,,\n",
        ),
        (
            "the title again",
            TABLE.replace("　　教师培训", &format!("部门职责-工作活动绩效目标（续）\n{HEADER}　　教师培训")),
        ),
        (
            "all of it again",
            TABLE.replace(
                "　　教师培训",
                &format!("部门职责-工作活动绩效目标\n201教育局（续表）,单位：万元\n{HEADER}　　教师培训"),
            ),
        ),
        ("one label for both", TABLE.replace("201教育局", "部门编码及名称：[201]教育局")),
        (
            "bureau and unit in a line",
            TABLE.replace("201教育局,,,,,,,,单位：万元", "预算单位：201 教育局   单位：万元"),
        ),
        ("a year in the heading", TABLE.replace("年度预算数", "年度预算数（2016年）")),
        ("the unit again", TABLE.replace("年度预算数", "年度预算数（万元）")),
        ("small signs", TABLE.replace("≥98%", "≥98﹪")),
        ("words for signs", TABLE.replace("≥98%,≥95%,≥90%,≥85%", "达到98%,95%以上,不低于90%,不少于85%")),
        ("tabs", TABLE.replace("\"1,250.50\"", "1250.50").replace(',', "\t")),
    ] {
        assert_eq!(table(&other), Ok(whole.clone()), "{what}");
    }
}

const HEADER: &str = "职责活动,年度预算数,内容描述,绩效目标,绩效指标,评价标准,,,\n,,,,,优,良,中,差\n";

/// What comes of a table: its outline, or each fault at its cell.
type Told = Result<String, Vec<(String, BookFault)>>;

fn assert_told<const N: usize>(cases: [(&str, String, Told); N]) {
    for (what, mutant, expected) in cases {
        assert_ne!(mutant, TABLE, "{what} changes something");
        assert_eq!(table(&mutant), expected, "{what}");
    }
}

/// One fault, at a cell.
fn one(place: &str, fault: BookFault) -> Told {
    Err(vec![(text(place), fault)])
}

fn cutoff(place: &str, fault: CutoffFault) -> Told {
    one(place, BookFault::Cutoff(fault))
}

#[test]
fn what_happens_to_rows_is_told_at_its_place() {
    let same = |first: u64| BookFault::Rule {
        fault: Fault::SameName(text("duties[0].activities[0].indicators[0]")),
        other: Some(CellPlace { row: RowPlace::Text { line: first, row: first }, column: 4 }),
    };
    let budget = |stated: &str, sum: &str| BookFault::Rule {
        fault: Fault::DutyBudget { stated: text(stated), sum: text(sum) },
        other: None,
    };
    let row = "　　学校运行,980.50,保障。,完成。,甲率,≥98%,≥95%,≥90%,≥85%\n";
    assert_told([
        (
            "an activity's name cleared",
            TABLE.replace("　　教师培训", ""),
            Err(vec![
                (text("B8"), BookFault::Nameless(text("270.00"))),
                (text("C8"), BookFault::Nameless(text("培训。"))),
                (text("D8"), BookFault::Nameless(text("完成。"))),
            ]),
        ),
        ("an indicator's name cleared", TABLE.replace("乙起数", ""), one("E7", BookFault::NoIndicator)),
        ("a row copied", TABLE.replace(row, &row.repeat(2)), one("E7", same(6))),
        (
            "an indent lost",
            TABLE.replace("　　教师", "教师"),
            Err(vec![(text("E8"), BookFault::DutyWithIndicator(text("教师培训")))]),
        ),
        ("a duty indented", TABLE.replace("学前教育,45", "　　学前教育,45"), one("B5", budget("1250.5", "1340.5"))),
        (
            "a text beside the table",
            TABLE.replace("70%,60%\n学前", "70%,60%,见附件\n学前"),
            one("J8", BookFault::Stray(text("见附件"))),
        ),
        (
            "a text cuts it in two",
            TABLE.replace("　　教师培训", "注：续下页\n　　教师培训"),
            Err(vec![
                (text("E9"), BookFault::StrayRow(text("丙率"))),
                (text("E11"), BookFault::StrayRow(text("丁率"))),
                (text("B5"), budget("1250.5", "980.5")),
            ]),
        ),
        (
            "a note in the table",
            format!("{TABLE}以上预算含上年结转\n"),
            one("A11", BookFault::EmptyDuty(text("以上预算含上年结转"))),
        ),
        ("an activity's row gone", TABLE.replace(row, ""), one("E6", BookFault::DutyWithIndicator(text("义务教育")))),
        (
            "cells moved to the right",
            TABLE.replace(",,,,乙起数", ",,,,,乙起数"),
            Err(vec![(text("J7"), BookFault::Stray(text("3起"))), (text("E7"), BookFault::NoIndicator)]),
        ),
    ]);
}

#[test]
fn what_happens_to_budgets_is_told_at_its_cell() {
    let budget = |stated: &str, sum: &str| BookFault::Rule {
        fault: Fault::DutyBudget { stated: text(stated), sum: text(sum) },
        other: None,
    };
    assert_told([
        ("a budget off by 0.01", TABLE.replace("980.50", "980.51"), one("B5", budget("1250.5", "1250.51"))),
        ("a duty's budget cleared", TABLE.replace("学前教育,45.00", "学前教育,"), one("B9", BookFault::NoDutyBudget)),
        ("an activity's budget cleared", TABLE.replace("270.00", ""), one("B5", budget("1250.5", "980.5"))),
        ("a budget in words", TABLE.replace("270.00", "270万元"), one("B8", BookFault::Budget(text("270万元")))),
        (
            "two units",
            TABLE.replace("年度预算数", "年度预算数（元）"),
            one("A3", BookFault::Units { first: text("万元"), other: text("元") }),
        ),
        (
            "another unit below",
            TABLE.replace("　　教师培训", &format!("单位：元\n{HEADER}　　教师培训")),
            one("A9", BookFault::Units { first: text("万元"), other: text("元") }),
        ),
        (
            "a wrong subtotal",
            TABLE.replace("学前教育", "小计,1250.51,,,,,,,\n学前教育"),
            one("B9", BookFault::Subtotal { stated: text("1250.51"), sum: text("1250.5") }),
        ),
        (
            "a duty's row gone",
            TABLE.replace("学前教育,45.00,学前。,提高。,,,,,\n", ""),
            one("B5", budget("1250.5", "1295.5")),
        ),
        ("a point lost", TABLE.replace("980.50", "98050"), one("B5", budget("1250.5", "98320"))),
        (
            "a wrong total",
            format!("{TABLE}合计,1295.51,,,,,,,\n"),
            one("B11", BookFault::Total { stated: text("1295.51"), sum: text("1295.5") }),
        ),
    ]);
}

#[test]
fn what_happens_to_headings_is_told_at_its_cell() {
    assert_told([
        ("the bureau's line gone", TABLE.replace("201教育局", ""), one("A3", BookFault::NoBureau)),
        ("the code gone", TABLE.replace("201教育局", "部门：教育局"), one("A2", BookFault::NoCode(text("教育局")))),
        (
            "a column of measures",
            TABLE.replace("评价标准,,,\n", "评价标准,,,,计量单位\n"),
            one("J3", BookFault::UnknownColumn(text("计量单位"))),
        ),
        ("a sign in a heading", TABLE.replace(",优,", ",优（＞）,"), {
            let unknown = (text("F4"), BookFault::UnknownColumn(text("优（＞）")));
            Err(vec![unknown, (text("A3"), BookFault::NoColumns(vec!["优"]))])
        }),
        ("a column gone", TABLE.replace("年度预算数", ""), one("A3", BookFault::NoColumns(vec!["年度预算数"]))),
        (
            "a column for duties",
            with_column(["部门职责", "", "义务教育", "", "", "", "学前教育", ""], true).replace("职责活动", "工作活动"),
            one("A3", BookFault::NoColumns(vec!["职责活动"])),
        ),
        ("a code of two digits", TABLE.replace("201教育局", "20教育局"), one("A3", BookFault::NoBureau)),
    ]);
}

#[test]
fn what_happens_to_cut_offs_is_told_at_its_cell() {
    let against = |(place, own): (&str, &str)| (text(place), BookFault::Cutoff(CutoffFault::Sign(text(own))));
    let other_measure = |own: &str, first: &str| CutoffFault::Measure { text: text(own), first: text(first) };
    assert_told([
        ("a cut-off cleared", TABLE.replace("≥95%", ""), cutoff("G6", CutoffFault::Blank)),
        ("a cut-off in words", TABLE.replace("≥95%", "较好"), cutoff("G6", CutoffFault::NoNumber(text("较好")))),
        ("a misread figure", TABLE.replace("≥98%", "≥298%"), cutoff("F6", CutoffFault::Above200(text("≥298%")))),
        (
            "two cut-offs swapped",
            TABLE.replace("90%,80%,70%,60%\n学前", "80%,90%,70%,60%\n学前"),
            one("E8", BookFault::Rule { fault: Fault::Cutoffs(CutoffsFault::BothWays), other: None }),
        ),
        (
            "first and last swapped",
            TABLE.replace("≥98%,≥95%,≥90%,≥85%", "≥85%,≥95%,≥90%,≥98%"),
            Err([("F6", "≥85%"), ("G6", "≥95%"), ("H6", "≥90%"), ("I6", "≥98%")].map(against).to_vec()),
        ),
        ("a percent sign lost", TABLE.replace("≥95%", "≥95"), cutoff("G6", other_measure("≥95", "%"))),
        (
            "a digit lost",
            TABLE.replace("≥98%", "≥9%"),
            Err([("F6", "≥9%"), ("G6", "≥95%"), ("H6", "≥90%"), ("I6", "≥85%")].map(against).to_vec()),
        ),
        ("another measure", TABLE.replace("2起", "2件"), cutoff("H7", other_measure("2件", "起"))),
        ("a measure lost", TABLE.replace("0起,1起,2起,3起", "0,1,2,3"), {
            let place = |(column, cell): (&str, &str)| {
                (format!("{column}7"), BookFault::Cutoff(CutoffFault::NoMeasure(text(cell))))
            };
            Err([("F", "0"), ("G", "1"), ("H", "2"), ("I", "3")].map(place).to_vec())
        }),
        ("a strict sign", TABLE.replace("≥95%", "＞95%"), {
            let fault = CutoffFault::Strictness { text: text("＞95%"), first: text("≥98%") };
            cutoff("G6", fault)
        }),
        ("a sign turned", TABLE.replace("≥95%", "≤95%"), cutoff("G6", CutoffFault::Sign(text("≤95%")))),
        ("a gap above 差", TABLE.replace("≥85%", "＜85%"), {
            let fault = CutoffFault::NotBelowFair { text: text("＜85%"), fair: text("≥90%") };
            cutoff("I6", fault)
        }),
        ("parts per thousand", TABLE.replace("≥95%", "≥95‰"), cutoff("G6", CutoffFault::NoNumber(text("≥95‰")))),
        ("an equation", TABLE.replace("≥98%", "=100%"), cutoff("F6", CutoffFault::NoNumber(text("=100%")))),
        ("a blank 差", TABLE.replace("≥85%", ""), cutoff("I6", CutoffFault::Blank)),
    ]);
}

#[test]
fn a_bureau_with_a_fault_leaves_the_others_usable() {
    let other = TABLE.replace("201教育局", "202卫生局").replace("980.50", "980.51");
    let third = TABLE.replace("201教育局", "203民政局");
    let book = read_book(format!("{TABLE}{other}{third}").into_bytes()).expect("it is text");
    let legal: Vec<_> = book.tables.iter().map(|one| one.table.is_ok()).collect();
    assert_eq!((legal, book.errors), (vec![true, false, true], Vec::new()));
}

#[test]
fn two_bureaus_of_one_code_are_refused() {
    for (own, second) in [("201卫生局", "201 卫生局"), ("202教育局", "202 教育局")] {
        let other = TABLE.replace("201教育局", own);
        let Err(errors) = table(&format!("{TABLE}{other}")) else { panic!("{own} is one of two") };
        let first = CellPlace { row: RowPlace::Text { line: 3, row: 3 }, column: 0 };
        assert_eq!(errors, [(text("A13"), BookFault::BureauTwice { bureau: text(second), first })]);
    }
}

#[test]
fn what_is_odd_is_remarked_on() {
    let odd = TABLE
        .replace(",,单位：万元", "")
        .replace("≥95%", "≥98%")
        .replace("丁率", "检查次数")
        .replace("学前教育,45.00", "学前教育,")
        .replace("幼儿园,45.00", "幼儿园,");
    let book = read_book(odd.into_bytes()).expect("it is text");
    let remarks: Vec<_> = book.tables[0].remarks.iter().map(|one| one.remark.clone()).collect();
    let expected = [
        Remark::NoUnit,
        Remark::TiedCutoffs(text("甲率")),
        Remark::NoBudget(text("幼儿园")),
        Remark::CountInPercent(text("检查次数")),
    ];
    let annotated =
        read_book(with_column(["备注", "", "", "省考核", "", "", "", ""], false).into_bytes()).expect("it is text");
    let beside: Vec<_> = annotated.tables[0].remarks.iter().map(|one| (cell(&one.place), one.remark.clone())).collect();
    assert_eq!(beside, [(text("J6"), Remark::Note(text("省考核")))]);
    assert_eq!(remarks, expected);
    assert!(book.tables[0].table.is_ok(), "odd is legal: {:?}", book.tables[0].table);
}

#[test]
fn the_unit_of_budgets_is_kept_as_it_is() {
    for (line, unit) in [("单位：元", "元"), ("（单位：万元）", "万元"), ("金额单位:千元", "千元")]
    {
        let book = read_book(TABLE.replace("单位：万元", line).into_bytes()).expect("it is text");
        assert_eq!(book.tables[0].table.as_ref().expect("it is legal").budget_unit, unit, "{line}");
    }
    let heading = TABLE.replace(",,单位：万元", "").replace("年度预算数", "年度预算数（元）");
    let book = read_book(heading.into_bytes()).expect("it is text");
    assert_eq!(book.tables[0].table.as_ref().expect("it is legal").budget_unit, "元");
}
