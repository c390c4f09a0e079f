//! Cut-offs that cannot be read, in words.

use super::wording::{Words, words};
use crate::targets::CutoffFault;

pub(super) fn words(fault: &CutoffFault) -> Words {
    match fault {
        CutoffFault::Blank => {
            words!("评价标准是空的", "请填上，如 90%", "the cut-off is blank", "fill it in, such as 90%",)
        }
        CutoffFault::NoNumber(text) => words!(
            "评价标准“{text}”不是一个带计量单位的数",
            "请写成 90%、≥95%、≤3天、100人 或 80%-90% 这样",
            "the cut-off “{text}” is no number with a measure",
            "write it as 90%, ≥95%, ≤3天, 100人 or 80%-90%",
        ),
        CutoffFault::Strictness { text, first } => words!(
            "评价标准“{text}”和优的“{first}”，一个含这个数本身，一个不含",
            "四格请都写 ≥（≤），或都写 ＞（＜）",
            "of the cut-offs “{text}” and “{first}”, that of 优, one includes its own number and the other does not",
            "write ≥ (≤) in all four cells, or ＞ (＜)",
        ),
        CutoffFault::NotBelowFair { text, fair } => words!(
            "差的标准“{text}”和中的“{fair}”没有接上，中间有空当或重叠",
            "只说比中更差的，请写中的那个数，如中 ≥80%、差 ＜80%；差另有标准的，请写 ≥70% 这样",
            "“{text}” for 差 does not begin where “{fair}” for 中 ends: there is a gap or an overlap",
            "write the number of 中, as in ≥80% for 中 and ＜80% for 差, or a cut-off of its own, such as ≥70%",
        ),
        CutoffFault::Sign(text) => words!(
            "评价标准“{text}”的方向和从优到差的次序不一致",
            "越高越好的都写 ≥，越低越好的都写 ≤",
            "the sign of the cut-off “{text}” goes against the order from 优 to 差",
            "write ≥ where higher is better, and ≤ where lower is better, in all four cells",
        ),
        CutoffFault::Measure { text, first } if first.is_empty() => words!(
            "评价标准“{text}”有计量单位，优的标准却没有",
            "四格请写同一个计量单位",
            "the cut-off “{text}” has a measure, and that of 优 has none",
            "write one measure in all four cells",
        ),
        CutoffFault::Measure { text, first } => words!(
            "评价标准“{text}”的计量单位不是“{first}”",
            "四格请写同一个计量单位",
            "the measure of the cut-off “{text}” is not “{first}”",
            "write one measure in all four cells",
        ),
        CutoffFault::NoMeasure(text) => words!(
            "评价标准“{text}”没有计量单位，从指标名称也看不出是百分数",
            "写明计量单位，如 90% 或 90人",
            "the cut-off “{text}” has no measure, and the indicator's name does not say that it is a percentage",
            "write the measure, as in 90% or 90人",
        ),
        CutoffFault::Share(text) => words!(
            "评价标准“{text}”可能是 1 的几分之几，也可能是百分之几",
            "请写上 %，如 90% 或 0.9%",
            "the cut-off “{text}” may be a share of 1 or a percentage",
            "write the sign, as in 90% or 0.9%",
        ),
        CutoffFault::Above200(text) => words!(
            "评价标准“{text}”超过 200%，像是识别错了",
            "请对照原文更正",
            "the cut-off “{text}” is above 200%, which looks like a misreading",
            "correct it after the original",
        ),
        CutoffFault::Gap(text) => words!(
            "范围“{text}”和左边一格没有接上，中间或重叠或有空当",
            "相邻两格请首尾相接，如 90%-95% 和 80%-90%；或只写下限，如 ≥80%",
            "the range “{text}” does not meet the cell to its left: there is a gap or an overlap",
            "let neighbours share their ends, as in 90%-95% and 80%-90%, or write the lower end alone: ≥80%",
        ),
    }
}
