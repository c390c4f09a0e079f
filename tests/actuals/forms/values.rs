//! Values that clerks write and that are refused, with the word that they probably mean.

use super::{form, score, score_file, workbook};

/// What stands for the first value of the form, and what is said.
const REFUSED: &[(&str, &str)] = &[
    ("12次", "错误[value] 这项考核完成率，“12次”是数量"),
    ("3批次", "错误[value] 这项考核完成率，“3批次”是数量"),
    ("不涉及", "错误[value] “不涉及”不是数"),
    ("暂无", "错误[value] “暂无”不是数"),
    ("没有", "错误[value] “没有”不是数"),
    ("未填", "错误[value] “未填”不是数"),
    ("NA", "错误[value] “NA”不是数"),
    ("基本完成", "错误[value] 这不是数"),
];

#[test]
fn words_are_answered_with_what_they_probably_mean() {
    for (value, said) in REFUSED {
        let text = form().replacen("92.5%", value, 1);
        for run in [score(&text), score_file("甲县.xlsx", workbook(&text))] {
            assert!(run.status == 3 && run.stderr.starts_with(said), "{value}: {}", run.stderr);
        }
    }
}
