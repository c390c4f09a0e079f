//! What stands below the last indicator.

use super::{FIGURES, form, score, score_file, workbook};

/// Rows that are passed over, and what is said of them.
const PASSED_OVER: &[(&str, &str)] = &[
    ("注：案件办结率按当年立案数计算,,", "第 26 行"),
    ("注：以上数据均为年报数,,\n填报人：张三,审核人：李四,日期：2016年12月31日", "第 26、27 行"),
    ("\n说明：以上为全年数,,\n,,\n单位负责人：,李四,\n填表人：,王五,", "第 27、29、30 行"),
    ("注：1.以上为年报,,\n2.网络监管率为抽样,,\n3.其余见附件,,", "第 26–28 行"),
    ("填报人：,张三,", "第 26 行"),
    (",填报人：张三,", "第 26 行"),
    (",,填报人：张三", "第 26 行"),
    ("填表人：张三,,审核：李四", "第 26 行"),
    ("备注：1.以上为年报；2.未含分局。,,", "第 26 行"),
    (",注：网络监管率为抽样,", "第 26 行"),
    ("说明：网络监管率，案件办结率，均按年报计算,,", "第 26 行"),
    ("单位负责人：,李四,", "第 26 行"),
    ("单位负责人（签字）：,,李四", "第 26 行"),
    ("联系电话：,0871-1234567,", "第 26 行"),
    ("电话：12345678,,", "第 26 行"),
    ("日期：,,2016-12-31", "第 26 行"),
    (",,2016年12月31日", "第 26 行"),
    ("2016年12月31日,,", "第 26 行"),
    ("甲县工商行政管理局（公章）,,", "第 26 行"),
    ("甲县工商行政管理局,,2016年12月31日", "第 26 行"),
    ("甲县工商局,（公章）,2016年12月31日", "第 26 行"),
    ("填报单位（盖章）：,甲县工商局,", "第 26 行"),
    ("（盖章）,,", "第 26 行"),
    (",,（盖章）", "第 26 行"),
    (",,年  月  日", "第 26 行"),
    ("以上数据真实有效。,,", "第 26 行"),
    (",以上数据真实有效,", "第 26 行"),
    ("填报人：张三    审核人：李四    负责人：王五,,", "第 26 行"),
    ("填 报 人：张三,,", "第 26 行"),
    ("第1页 共1页,,", "第 26 行"),
    ("平均,,88%", "第 26 行"),
    (",平均,88%", "第 26 行"),
    ("总分,,88.02", "第 26 行"),
    ("得分：,,88.02", "第 26 行"),
    ("综合得分,,88.02", "第 26 行"),
    (",自评总分：,88分", "第 26 行"),
    ("填报人：张三 审核人：李四 2017年1月5日,,", "第 26 行"),
    ("单位负责人签字：,李四,", "第 26 行"),
    ("主管领导签字：,,", "第 26 行"),
    ("复核人：李四,,2017年1月5日", "第 26 行"),
    ("制表人,张三,2017.1.5", "第 26 行"),
    ("联系人：张三,电话：,0871-1234567", "第 26 行"),
    ("注：1、以上为年报数,,\n   2、其余见附件。,,", "第 26、27 行"),
    ("审核意见：,同意,", "第 26 行"),
    ("共24项,,", "第 26 行"),
    ("※ 以上各项以年底数为准,,", "第 26 行"),
    ("统计截止日期：2016年12月31日,,", "第 26 行"),
    ("—以下空白—,,", "第 26 行"),
];

/// Rows that are nothing, as they always were: nothing is said of them.
const NOTHING: &[&str] =
    &["合计,,88%", "总计：,,", "执法办案小计,,88%", "执法办案,,", "综合事务管理,,", ",,", "工作活动,绩效指标,实际值"];

/// Rows that may hold a value: refused, with the cell.
const REFUSED: &[(&str, &str, &str)] = &[
    (",,95%", "no-indicator", "B26"),
    ("群众评价得分,,88.02", "no-indicator", "B26"),
    ("执法办案,,95%", "no-indicator", "B26"),
    ("执法办案,,基本完成", "no-indicator", "B26"),
    (",,88.5", "no-indicator", "B26"),
    (",,4月5日", "no-indicator", "B26"),
    (",新指标,95%", "unknown-indicator", "B26"),
    (",新指标,基本完成", "unknown-indicator", "B26"),
    ("其他,新指标,基本完成", "unknown-activity", "A26"),
    (",新指标,约九成", "unknown-indicator", "B26"),
    (",新指标,未报", "unknown-indicator", "B26"),
    (",网络监管绿,", "unknown-indicator", "B26"),
    ("执法办案,新指标,", "unknown-indicator", "B26"),
    ("其他,其他指标,12次", "unknown-activity", "A26"),
    ("注：,网络监管率,95%", "unknown-activity", "A26"),
    ("以上案件办结率,按立案数算,", "unknown-activity", "A26"),
];

#[test]
fn footers_are_passed_over_and_named_once() {
    for (tail, lines) in PASSED_OVER {
        let text = format!("{}{tail}\n", form());
        let said = |name: &str| format!("{name} {lines}不是指标，未读\n");
        let run = score(&text);
        assert_eq!((run.stdout.lines().nth(1), &*run.stderr), (Some(FIGURES), &*said("甲县.csv")), "{tail:?}");
        let run = score_file("甲县.xlsx", workbook(&text));
        assert_eq!((run.stdout.lines().nth(1), &*run.stderr), (Some(FIGURES), &*said("甲县.xlsx")), "{tail:?}");
    }
}

#[test]
fn totals_and_names_alone_are_nothing() {
    for tail in NOTHING {
        let run = score(format!("{}{tail}\n", form()));
        assert_eq!((run.stdout.lines().nth(1), &*run.stderr), (Some(FIGURES), ""), "{tail:?}");
    }
}

#[test]
fn what_may_hold_a_value_is_refused() {
    for (tail, code, cell) in REFUSED {
        for run in
            [score(format!("{}{tail}\n", form())), score_file("甲县.xlsx", workbook(&format!("{}{tail}\n", form())))]
        {
            let is_said = run.stderr.starts_with(&format!("错误[{code}]")) && run.stderr.contains(cell);
            assert!(run.status == 3 && is_said, "{tail:?}: {}", run.stderr);
        }
    }
}

/// A footer within the table changes nothing of whose indicators the rows below are.
#[test]
fn rows_below_a_footer_belong_to_what_stands_above_it_or_are_refused() {
    let between =
        |row: &str| score(format!("工作活动,绩效指标,实际值\n市场监督管理,网络监管率,80%\n{row}\n,案件办结率,95%\n"));
    let run = between("注：以上为抽样,,");
    assert_eq!((run.status, run.stderr.contains("第 3 行不是指标，未读")), (0, true), "{}", run.stderr);
    for row in ["市场主体登记监管,,", "市场主体登记监管,本栏不填,"] {
        let run = between(row);
        assert!(run.status == 3 && run.stderr.starts_with("错误[unknown-activity]"), "{row}: {}", run.stderr);
    }
    let rows = "甲县,执法办案,督导检查次数,95%\n乙县,注：,以上为抽样,\n,执法办案,案件执法查处率,95%\n";
    let run = score(format!("填报单位,工作活动,绩效指标,实际值\n{rows}"));
    let line = run.stdout.lines().nth(1).expect("甲县 is scored");
    assert!(line.starts_with("甲县") && line.contains(",1,0,0,0,0,23,"), "the last row is of 乙县: {line}");
}

/// However the rows fall into portions, they are read below the same rows.
#[test]
fn footers_at_the_seam_of_portions_change_nothing() {
    let names: Vec<_> = (0..2000).map(|number| format!("第{number}所")).collect();
    let mut text = "填报单位,工作活动,绩效指标,实际值\n".to_owned();
    for name in &names {
        text += &format!("{name},市场监督管理,案件办结率,95%\n{name},注：以上为年报,,\n,,网络监管率,80%\n,,,\n");
    }
    let folder = crate::harness::Folder::new();
    folder.file("汇总.csv", text);
    let run = folder.score(&["汇总.csv", "--format", "csv", "--level", "unit"]);
    assert_eq!((run.status, run.stdout.lines().count()), (0, names.len() + 1), "{}", run.stderr);
    assert!(run.stderr.contains("汇总.csv 第 3、7、") && run.stderr.ends_with("另有 1980 行，不是指标，未读\n"));
    assert!(run.stdout.lines().skip(1).all(|line| line.contains(",16.95,98.12,")), "{}", run.stdout);
}

/// A footer that names its unit is one wherever the portions end.
#[test]
fn footers_of_units_are_none_the_worse_for_a_seam() {
    let mut text = "填报单位,工作活动,绩效指标,实际值\n".to_owned();
    for number in 0..4000 {
        text += &format!("甲{number}县,市场监督管理,案件办结率,95%\n甲{number}县,制表,张三,\n");
    }
    let run = score_file("汇总.csv", text);
    assert_eq!((run.status, run.stdout.lines().count()), (0, 4001), "{}", run.stderr);
}

#[test]
fn a_row_that_numbers_the_columns_is_nothing() {
    let form = form();
    let (header, rows) = form.split_once('\n').expect("a header");
    for numbers in ["1,2,3", "（1）,（2）,（3）", "①,②,③", "甲,乙,1", "A,B,1", "栏次,,1", "1,2,3=2/1"] {
        let run = score(format!("{header}\n{numbers}\n{rows}"));
        assert_eq!((run.stdout.lines().nth(1), &*run.stderr), (Some(FIGURES), ""), "{numbers}");
    }
    let run = score(format!("{header}\n,,1\n{rows}"));
    assert!(run.status == 3 && run.stderr.starts_with("错误[no-indicator]"), "{}", run.stderr);
}

/// What is not one form from its header to its end is refused whole.
#[test]
fn rows_of_another_form_count_for_nobody() {
    let form = form();
    let (header, rows) = form.split_once('\n').expect("a header");
    for (text, place) in [
        (format!("{rows}{header}\n"), "甲县.csv:1 C1"),
        (format!("填报单位：甲县\n{form}填报单位：乙县\n{form}"), "甲县.csv:27 A27"),
        (format!("{form}填报单位：乙县\n\n{header}\n{rows}"), "甲县.csv:26 A26"),
    ] {
        let run = score(&text);
        assert!(run.status == 3 && run.stderr.starts_with("错误[header]"), "{}", run.stderr);
        assert!(run.stderr.contains(&format!("--> {place}\n")), "{}", run.stderr);
        assert!(!run.stdout.contains("scored\n") || run.stdout.contains("not_scored\n"), "{}", run.stdout);
    }
    for signature in ["填报单位：甲县（盖章）", "填报单位：乙县工商局（盖章）,,2017年1月5日", "填报单位：414工商局"]
    {
        let run = score(format!("{form}{signature}\n"));
        assert_eq!(run.stdout.lines().nth(1), Some(FIGURES), "a signature: {}", run.stderr);
    }
    let run = score(format!("{header}\n{rows}填报单位：甲县\n"));
    assert_eq!(run.stdout.lines().nth(1), Some(FIGURES), "its own name: {}", run.stderr);
}

/// A unit may be called as footers begin.
#[test]
fn a_unit_that_is_called_as_a_footer_begins_has_its_rows() {
    for unit in ["单位1", "附件1", "制表3"] {
        let rows = |name: &str| {
            format!("填报单位,工作活动,绩效指标,实际值\n{unit},市场监督管理,{name},88%\n制表人：张三,,,\n")
        };
        let run = score(rows("案件办结率"));
        assert_eq!((run.status, run.stdout.contains(&format!("\n{unit},"))), (0, true), "{unit}: {}", run.stderr);
        let run = score(rows("文件归档整齐程度"));
        assert!(run.status == 3 && run.stderr.starts_with("错误[unknown-indicator]"), "{unit}: {}", run.stderr);
    }
}

/// What a total of units leaves blank is no row of the unit above it.
#[test]
fn rows_of_a_total_are_nobodys() {
    let rows = "乙县,市场监督管理,案件办结率,90%\n全县合计,市场监督管理,案件办结率,50%\n,,网络监管率,51%\n";
    for total in ["全县合计", "平均"] {
        for after in [
            "",
            "填报单位,工作活动,绩效指标,实际值\n,,监管执法计划完成率,60%\n",
            "丙县,市场监督管理,网络监管率,80%\n,,案件办结率,70%\n",
        ] {
            let text = format!("填报单位,工作活动,绩效指标,实际值\n{}{after}", rows.replace("全县合计", total));
            let run = score(text);
            let states: Vec<_> = run.stdout.lines().skip(1).map(|line| (&line[..6], line.contains(",23,"))).collect();
            let expected = [("丙县", false), ("乙县", true)];
            assert_eq!(states, if after.starts_with("丙县") { &expected } else { &expected[1..] }, "{}", run.stderr);
        }
    }
}

/// A form that breaks off within a row, and how its line in the report ends: what has no row is missing.
#[test]
fn a_text_that_ends_within_a_row_says_so_once() {
    let form = form();
    let cut = |tail: &str| {
        let rows: String = form.lines().take(12).map(|line| format!("{line}\n")).collect();
        score(rows + tail)
    };
    let whole = cut("");
    for tail in ["市场监督管理,监管执法计", "流通领域商", "\"市场监督管理\",\"网\"\"络\""] {
        let run = cut(tail);
        assert_eq!((run.status, &run.stdout), (0, &whole.stdout), "{tail}: {}", run.stderr);
        assert_ne!(run.stderr, whole.stderr, "{tail}: that the text is cut is said");
    }
    let said = cut("市场监督管理,监管执法计").stderr;
    let titled = score(format!(
        "\"关于\"\"放管服\"\"的表\"\n{}市场监督管理,监管执法计",
        form.lines().take(12).map(|line| format!("{line}\n")).collect::<String>()
    ));
    assert_eq!(titled.stdout, whole.stdout, "a title with quotes: {}", titled.stderr);
    assert_eq!(said.matches("提醒[cut-short] 文件到这里中断，这一行不全，没有读").count(), 1, "{said}");
    let ended = cut("市场监督管理,监管执法计\n");
    assert_eq!(ended.status, 3, "a whole row is a row: {}", ended.stderr);
}
