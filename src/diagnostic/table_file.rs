//! Faults of a table's JSON file in words.

use super::wording::{Words, words};
use crate::grading::CutoffsFault;
use crate::language::{Both, both};
use crate::number::{MAX_DECIMALS, MAX_INTEGER_DIGITS};
use crate::targets::{Fault, TableError};

pub(super) fn words(error: &TableError) -> Words {
    let Words { message, help } = of_fault(&error.fault);
    if error.path.is_empty() {
        return Words { message, help };
    }
    let path = &error.path;
    let Both { chinese, english } = message;
    Words { message: both!("{path}：{chinese}", "{path}: {english}"), help }
}

/// What is wrong with a file's shape, in words for what serde says, and a way out.
fn of_shape(message: &str) -> Words {
    let name = message.split('`').nth(1).unwrap_or_default();
    let kind = message.split(' ').next().unwrap_or_default();
    let types = message.split_once(": ").and_then(|(_, types)| types.split_once(", expected "));
    match (kind, types) {
        ("duplicate", _) => {
            words!("键“{name}”重复", "请删去一个", "the key “{name}” stands twice", "remove one of them")
        }
        ("invalid", Some((found, expected))) => {
            let (found_in_chinese, expected_in_chinese) = (type_in_chinese(found), type_in_chinese(expected));
            let expected = expected.trim_start_matches("a JSON ");
            words!(
                "值的类型不对：这里是{found_in_chinese}，应为{expected_in_chinese}",
                "数不加引号和 %，文字加引号；请对照 score targets --format json 打印的格式",
                "a value of the wrong type: {found}, where {expected} belongs",
                "numbers stand without quotes and %, texts with quotes; compare with what score targets --format json prints",
            )
        }
        _ => words!(
            "不是合法的 JSON（{message}）",
            "请检查这一行和上一行的引号、逗号和括号",
            "not legal JSON ({message})",
            "look at the quotes, commas and brackets of this line and the one above",
        ),
    }
}

/// A type as serde names it, `string "90%"` or `a JSON number`, in Chinese.
fn type_in_chinese(named: &str) -> String {
    const KINDS: [(&str, &str); 11] = [
        ("string ", "文字 "),
        ("integer ", "数 "),
        ("floating point ", "数 "),
        ("boolean ", "真假值 "),
        ("null", "null"),
        ("map", "对象"),
        ("sequence", "数组"),
        ("a JSON number", "数"),
        ("a string", "文字"),
        ("a boolean", "真假值"),
        ("a sequence", "数组"),
    ];
    let kind = KINDS.into_iter().find_map(|(kind, chinese)| Some((chinese, named.strip_prefix(kind)?)));
    kind.map_or_else(|| "对象".to_owned(), |(chinese, rest)| format!("{chinese}{}", rest.trim_matches('`')))
}

fn of_cutoffs(fault: CutoffsFault) -> Words {
    match fault {
        CutoffsFault::BothWays => words!(
            "优、良、中、差的标准忽高忽低",
            "从优到差要么一路不升（越高越好），要么一路不降（越低越好）",
            "the cut-offs both fall and rise from excellent to poor",
            "from excellent to poor they never rise (higher is better) or never fall (lower is better)",
        ),
        CutoffsFault::Unreachable => words!(
            "标准要求小于 0，没有实际值能达到",
            "请改正标准；0 也算达到的，标准应含这个数本身（≤0）",
            "a cut-off asks for less than 0, which no actual is",
            "correct it; where 0 is enough, the cut-off includes its own number (≤0)",
        ),
    }
}

pub(super) fn of_fault(fault: &Fault) -> Words {
    match fault {
        Fault::Shape { message, .. } => of_shape(message),
        Fault::UnknownKey(name) => words!(
            "不认识的键“{name}”",
            "不认识的键一律拒绝；请删去，或改成表里应有的键",
            "unknown key “{name}”",
            "unknown keys are refused: remove it, or correct its name",
        ),
        Fault::MissingKey(name) => words!(
            "缺少键“{name}”",
            "请对照 score targets --format json 打印的格式补上",
            "the key “{name}” is missing",
            "add it as score targets --format json shows it",
        ),
        Fault::BureauTwice { bureau, other } => words!(
            "部门 {bureau} 的代码或名称与 {other} 里的一张表相同",
            "请核对部门的代码和名称；同一张表只给一次",
            "code or name of the bureau {bureau} are those of another table, in {other}",
            "check codes and names; give each table once",
        ),
        Fault::NotUtf8 => words!(
            "文件不是 UTF-8 编码",
            "请把这个 JSON 文件另存为 UTF-8 编码",
            "the file is not in UTF-8",
            "save this JSON file in UTF-8",
        ),
        Fault::NotANumber(text) => words!(
            "{text} 不是普通小数",
            "请写成 92.5 这样的小数，不用指数",
            "{text} is no plain decimal",
            "write a decimal such as 92.5, without an exponent",
        ),
        Fault::TooManyDigits(text) => words!(
            "{text} 的小数点前超过 {MAX_INTEGER_DIGITS} 位或后超过 {MAX_DECIMALS} 位",
            "请减少位数",
            "{text} has more than {MAX_INTEGER_DIGITS} digits before or {MAX_DECIMALS} after the point",
            "use fewer digits",
        ),
        Fault::Negative(text) => words!(
            "{text} 是负数",
            "预算、分值、权重和标准都不能是负数",
            "{text} is negative",
            "budgets, points, weights and cut-offs cannot be negative",
        ),
        Fault::ZeroWeight => words!(
            "权重是 0",
            "权重必须大于 0；不计分的指标请从表中删去",
            "the weight is 0",
            "a weight is above 0; remove an indicator that should not count",
        ),
        Fault::Cutoffs(fault) => of_cutoffs(*fault),
        Fault::SameName(other) => words!(
            "与 {other} 同名（忽略空格和全半角）",
            "同一工作活动里的指标名和别名不能重复，请改名",
            "has the same name as {other} (spaces and width apart)",
            "names and aliases within one activity must differ; rename one",
        ),
        Fault::DutyBudget { stated, sum } => words!(
            "职责预算 {stated} 不等于各活动之和 {sum}",
            "请更正职责或活动的预算",
            "the duty's budget {stated} is not the sum {sum} of its activities",
            "correct one of the budgets",
        ),
        Fault::NoBudget => words!(
            "没有一个大于 0 的预算，无法加权",
            "至少给一个工作活动填上预算",
            "no budget above zero, so nothing can be weighted",
            "give at least one activity a budget",
        ),
        Fault::PointsOrder => words!(
            "分值没有从优到低于差线逐级下降，或超过 100",
            "例如 100、80、60、40、0",
            "the points do not fall from excellent to below poor, or exceed 100",
            "for example 100, 80, 60, 40, 0",
        ),
        Fault::PointsBand => words!(
            "分值不在本等级的分数段内",
            "例如“良”的分值要落在良的分数段 80 到 90",
            "the points lie outside the band of their own grade",
            "the points of good, for example, lie in its band, 80 to 90",
        ),
        Fault::BandsOrder => words!(
            "分数段没有从优到中逐级下降，或超出 0 到 100",
            "例如 90、80、60",
            "the bands do not fall from excellent to fair within 0 to 100",
            "for example 90, 80, 60",
        ),
        Fault::Measure(measure) => words!(
            "计量单位“{measure}”会和前面的数混在一起",
            "计量单位不能以数字或正负号开头，也不能有 . , %，/ 只能在文字之间；百分数的单位就是 %",
            "the measure “{measure}” could be taken for a part of the number before it",
            "a measure does not begin with a digit or a sign, has none of . , % in it, and / only between words; that of a percentage is % alone",
        ),
        Fault::EmptyName => words!("名称是空的", "请填上名称", "the name is empty", "fill in the name"),
    }
}
