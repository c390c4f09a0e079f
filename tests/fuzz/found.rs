//! What was found wrong once, by fuzzing or by reading, and is right now.

use score::diagnostic::Code;
use score::scoring::MissingPolicy;
use score::targets::Targets;

use crate::harness::fixture::COMPLETE;
use crate::harness::in_process::{File, Graded, grade};

fn graded(files: &[File]) -> Graded {
    grade(&Targets::bundled(), MissingPolicy::Range, files)
}

/// A file with one row.
fn one_value(cell: &str) -> Graded {
    graded(&[File::new("某单位.csv", format!("工作活动,绩效指标,实际值\n市场监督管理,案件办结率,{cell}\n"))])
}

#[test]
fn an_exponent_may_have_any_number_of_digits() {
    for cell in [format!("0.{}e5", "1".repeat(60)), format!("{}E+05%", "9".repeat(400))] {
        let graded = one_value(&cell);
        assert_eq!(graded.counts[Code::Value as usize], 1);
        assert!(graded.messages.contains("科学记数法"), "{}", graded.messages);
    }
}

#[test]
fn a_name_of_a_million_characters_is_compared_with_nothing() {
    let name = "案".repeat(1_000_000);
    assert!(score::names::nearest(&name, ["案件办结率"]).is_empty());
}

#[test]
fn a_file_that_breaks_off_before_its_first_unit_is_named() {
    let mut content = "填报单位,工作活动,绩效指标,实际值\n".to_owned().into_bytes();
    content.extend(",,,\n".repeat(200_000).into_bytes());
    content.extend([b'x', 0xFF, b'\n']);
    let graded = graded(&[File::new("某单位.csv", content)]);
    assert_eq!((graded.errors, graded.left_out), (1, vec!["某单位".to_owned()]));
}

#[test]
fn a_unit_whose_own_file_is_unreadable_is_not_scored_from_another() {
    let rows = COMPLETE.trim_end().replace('\n', "\n甲县,").replacen("工作活动", "填报单位,工作活动", 1);
    let all = File::new("汇总.csv", rows);
    let own = File::new("甲县.csv", "没有表头\n");
    for files in [[all.clone(), own.clone()], [own, all]] {
        let graded = graded(&files);
        assert_eq!((graded.scored.len(), graded.left_out), (0, vec!["甲县".to_owned()]));
    }
}

#[test]
fn a_message_quotes_no_more_than_the_beginning_of_a_cell() {
    let long = "案".repeat(300_000);
    let rows = [
        format!("市场监督管理,{long},90%"),
        format!("{long},{long},{long}"),
        format!("市场监督管理,案件办结率,{}1-2", "0".repeat(300_000)),
    ];
    let graded = graded(&[File::new("某单位.csv", format!("工作活动,绩效指标,实际值\n{}\n", rows.join("\n")))]);
    assert_eq!(graded.errors, 3);
    assert!(graded.messages.len() < 5_000 && graded.json.len() < 10_000, "{}", graded.messages);
}
