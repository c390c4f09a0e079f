//! Rows that are no indicators: notes, signatures, dates and averages around the table
//! ([spec 5.3](crate::spec#53-rows)).

use sheets::Why;
use unicode_normalization::UnicodeNormalization;

use super::value::{self, is_full_date};
use crate::delimited::batch::{CellKind, Row};
use crate::names::{is_blank, is_blank_text, is_invisible, normalise};
use crate::stated::Stated;

/// Words with which a row begins that is a footer whatever else it says.
const BEGINNINGS: [&str; 54] = [
    "注",
    "备注",
    "附注",
    "注释",
    "说明",
    "填报说明",
    "填表说明",
    "补充说明",
    "其他说明",
    "附件",
    "附表",
    "填报人",
    "填表人",
    "制表人",
    "制表",
    "填报",
    "填表",
    "经办人",
    "审核人",
    "审核",
    "复核人",
    "复核",
    "审批人",
    "负责人",
    "单位负责人",
    "部门负责人",
    "科室负责人",
    "财务负责人",
    "项目负责人",
    "分管负责人",
    "分管领导",
    "主管领导",
    "单位领导",
    "领导签字",
    "签字",
    "签名",
    "签章",
    "盖章",
    "公章",
    "单位盖章",
    "单位公章",
    "填报单位",
    "填表单位",
    "单位",
    "日期",
    "填报日期",
    "填表日期",
    "上报日期",
    "填报时间",
    "填表时间",
    "联系人",
    "联系电话",
    "电话",
    "联系方式",
];

/// Words that stand alone in the names of a row which sums up the rows above it.
const SUMMARIES: [&str; 17] = [
    "平均",
    "平均值",
    "平均数",
    "平均分",
    "平均得分",
    "总分",
    "总得分",
    "得分",
    "合计得分",
    "合计总分",
    "最终得分",
    "综合得分",
    "考核得分",
    "评价得分",
    "实际得分",
    "自评得分",
    "自评总分",
];

/// Whether a text begins as a footer does: a word of [`BEGINNINGS`], and no letter after it, which would
/// make another word of it, as in 注册商标.
pub(super) fn begins_as_footer(text: &str) -> bool {
    let text: String = text.nfkc().filter(|c| !is_invisible(*c)).take(40).collect();
    let text = text.trim_start_matches(|c: char| is_blank(c) || !c.is_alphanumeric());
    BEGINNINGS.iter().filter_map(|word| after(text, word)).any(|rest| !rest.starts_with(char::is_alphabetic))
}

/// What follows a word at the beginning of a text, whose characters may be set apart: `填 报 人：`.
fn after<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    word.chars().try_fold(text, |rest, c| rest.trim_start_matches(is_blank).strip_prefix(c))
}

/// Whether a text says of a row that it sums up those above.
pub(super) fn is_summary(text: &str) -> bool {
    SUMMARIES.contains(&normalise(text).trim_end_matches(':'))
}

/// What stands in a column of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Nothing, or dashes.
    Nothing,
    /// What belongs to a footer: a date with its year, a word with which footers begin.
    Aside,
    /// Words that are no number.
    Words,
    /// What may be a value: a number in digits or words, a mark, a formula's error.
    Value,
}

/// What stands in a column of values.
pub(super) fn holds(row: Row<'_>, column: usize) -> Holds {
    let text = value::narrow(row.cell(column));
    let text = text.trim_matches(is_blank);
    match row.kind(column) {
        CellKind::Unseen if is_dated(row, column) => Holds::Aside,
        CellKind::Unseen | CellKind::Number | CellKind::Rounded | CellKind::Merged => Holds::Value,
        CellKind::Text if is_blank_text(text) => Holds::Nothing,
        CellKind::Text if is_full_date(text) || begins_as_footer(text) => Holds::Aside,
        CellKind::Text => match value::mark::<()>(text) {
            Some(Stated::Missing) if !text.chars().any(char::is_alphabetic) => Holds::Nothing,
            Some(_) => Holds::Value,
            None if is_numeric(text) => Holds::Value,
            None => Holds::Words,
        },
    }
}

/// Whether a workbook's cell is a date that is shown with its year, as those below a signature are.
fn is_dated(row: Row<'_>, column: usize) -> bool {
    let has_year = |format: &str| format.contains(['y', 'Y', 'e', '年']);
    row.unseen(column).is_some_and(|unseen| unseen.why == Why::Date && unseen.format.as_deref().is_some_and(has_year))
}

/// Whether a row holds nothing but dates with their year.
pub(super) fn is_date_alone(row: Row<'_>) -> bool {
    let mut filled = (0..row.len()).filter(|column| !is_blank_text(row.cell(*column))).peekable();
    let is_date = |column| is_dated(row, column) || is_full_date(row.cell(column).trim_matches(is_blank));
    filled.peek().is_some() && filled.all(is_date)
}

/// Whether a row numbers the columns, as forms do below their headings: 1 2 3, 甲 乙 1, 栏次 — 1 or 5=4/3.
pub(super) fn numbers_columns(row: Row<'_>) -> bool {
    let marks = row.cells().map(|cell| normalise(cell).replace(['(', ')'], ""));
    let marks: Vec<_> = marks.filter(|mark| !mark.is_empty()).collect();
    let is_other = |mark: &str| is_column_letter(mark) || matches!(mark, "栏次" | "行次" | "-" | "—" | "——");
    marks.len() > 1
        && marks.iter().any(|mark| is_column_number(mark))
        && marks.iter().all(|mark| is_column_number(mark) || is_other(mark))
}

/// `3`, or `5=4/3` of a column that is computed from others.
fn is_column_number(mark: &str) -> bool {
    let (number, formula) = mark.split_once('=').unwrap_or((mark, ""));
    (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && formula.bytes().all(|byte| byte.is_ascii_digit() || b"+-*/%".contains(&byte))
}

/// `A`, 甲
fn is_column_letter(mark: &str) -> bool {
    let mut letters = mark.chars();
    let is_letter = |c: char| c.is_ascii_uppercase() || "甲乙丙丁戊己庚辛".contains(c);
    letters.next().is_some_and(is_letter) && letters.next().is_none()
}

/// Digits, numbers in words such as 约九成, and what has no Chinese in it, such as `#REF!`.
fn is_numeric(text: &str) -> bool {
    let is_numeral = |c| "约近百分之零〇一二三四五六七八九十两半成点全部多".contains(c);
    let is_chinese = |c| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    value::UNSAID.contains(&text)
        || text.chars().any(char::is_numeric)
        || text.chars().all(is_numeral)
        || !text.chars().any(is_chinese)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_footer_is_known_by_its_first_word() {
        for text in [
            "注：案件办结率按当年立案数算",
            "注",
            "注1：",
            "（注：以上为年报）",
            "说 明：",
            "填报人：张三",
            "填 报 人 张三",
            "审核人(签字)",
            "单位负责人:",
            "日期：2016年12月31日",
            "日期2016",
            "联系电话 0871-1",
            "盖章",
            "备注：无",
            "*注：",
        ] {
            assert!(begins_as_footer(text), "{text}");
        }
        for text in
            ["注册商标管理", "说明书备案率", "负责人培训率", "电话投诉处理率", "日期管理", "", "执法办案", "网络监管率"]
        {
            assert!(!begins_as_footer(text), "{text}");
        }
    }

    #[test]
    fn columns_are_numbered_in_many_ways() {
        let row = |cells: &[&str]| {
            let mut batch = crate::delimited::batch::Batch::default();
            for cell in cells {
                batch.push_text(cell, CellKind::Text);
            }
            batch.push_row(0..batch.end(), 2, 2);
            numbers_columns(batch.row(0))
        };
        for cells in [
            &["1", "2", "3"][..],
            &["（1）", "(2)", "（3）"],
            &["①", "②", "③"],
            &["甲", "乙", "1", "2"],
            &["A", "B", "1"],
            &["栏次", "", "1"],
            &["栏次", "—", "1"],
            &["1", "2", "3", "4", "5=4/3"],
        ] {
            assert!(row(cells), "{cells:?}");
        }
        for cells in
            [&["", "", "1"][..], &["甲", "乙", ""], &["1", "网络监管率", "90"], &["1", "2", "90%"], &["", "", ""]]
        {
            assert!(!row(cells), "{cells:?}");
        }
    }

    #[test]
    fn words_are_no_numbers() {
        for text in ["约九成", "百分之九十", "92%", "12次", "#REF!", "NaN", "第3页"] {
            assert!(is_numeric(text), "{text}");
        }
        for text in ["张三", "李四（签字）", "年  月  日", "基本完成"] {
            assert!(!is_numeric(text), "{text}");
        }
    }
}
