//! Why a file is no earlier report to compare with.

use super::wording::{Words, words};

/// Why a file is no earlier report to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AgainstFault {
    /// It is no JSON report of this program, or a damaged one.
    NoReport,
    /// It tells of problems alone.
    NotScored,
    /// Its keys are of a version that says too little, or that is not known yet.
    Version {
        /// The version.
        found: u32,
        /// The versions that can be compared with.
        known: [u32; 2],
    },
    /// It does not go down to indicators.
    Shallow,
    /// Missing values counted otherwise than they do in this run.
    Policy {
        /// How they counted.
        theirs: String,
        /// How they count now.
        own: &'static str,
    },
    /// What a unit's indicators come to is not what the report says.
    Contradiction {
        /// The unit.
        unit: String,
    },
}

impl AgainstFault {
    pub(super) fn words(&self) -> Words {
        match self {
            Self::NoReport => words!(
                "不是本程序的 JSON 报告，不能拿来对比",
                "请用上次的填报表打一份：score …… --level indicator -o 上次.json",
                "this is no JSON report of this program and cannot be compared with",
                "make one from the earlier forms: score … --level indicator -o earlier.json",
            ),
            Self::NotScored => words!(
                "这是检查的结果，没有分数，不能拿来对比",
                "请用 score（不是 score check）把上次的填报表打一份：score …… --level indicator -o 上次.json",
                "this is the outcome of a check; it has no scores to compare with",
                "score the earlier forms, not with check: score … --level indicator -o earlier.json",
            ),
            Self::Version { found, known: [oldest, newest] } => words!(
                "报告的结构是第 {found} 版，可以对比的是第 {oldest} 版和第 {newest} 版",
                "请用现在的程序把上次的填报表重新打一份：score …… --level indicator -o 上次.json",
                "the report is of version {found}; those of {oldest} and {newest} can be compared with",
                "make it anew from the earlier forms: score … --level indicator -o earlier.json",
            ),
            Self::Shallow => words!(
                "这份报告没有细到指标，不能拿来对比",
                "请加 --level indicator 重新打一份：score …… --level indicator -o 上次.json",
                "the report does not go down to indicators and cannot be compared with",
                "make it anew with --level indicator: score … --level indicator -o earlier.json",
            ),
            Self::Policy { theirs, own } => words!(
                "这份报告的未报按 {theirs} 计，这次按 {own}，不能对比",
                "请给这次加 --missing {theirs}，或用 --missing {own} --level indicator 把上次的重新打一份",
                "missing values counted as {theirs} in the report, and count as {own} now",
                "add --missing {theirs} to this run, or make the report anew with --missing {own} --level indicator",
            ),
            Self::Contradiction { unit } => words!(
                "“{unit}”的指标算下来不是报告里写的得分：报告被改过，或不完整",
                "请用原来的那份，或重新打一份：score …… --level indicator -o 上次.json",
                "what the indicators of “{unit}” come to is not the score in the report: it was changed, or is not whole",
                "use the report as it was written, or make it anew: score … --level indicator -o earlier.json",
            ),
        }
    }
}
