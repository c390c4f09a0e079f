//! The inputs of which reports are hashed.

use crate::harness::fixture::{COMPLETE, PARTIAL};

/// Files and how they are scored.
pub(super) struct Case {
    pub(super) name: &'static str,
    files: &'static [(&'static str, Content)],
    pub(super) arguments: &'static [&'static str],
    /// Units on the list of those that must report, and in no file.
    pub(super) absent: &'static [&'static str],
}

/// What stands in a file.
enum Content {
    Text(&'static str),
    /// The partial input with some of its text changed.
    Partial(&'static [(&'static str, &'static str)]),
}

/// The list of units that must report.
pub(super) const LIST: &str = "名单.txt";

pub(super) const CASES: [Case; 7] = [
    Case {
        name: "complete",
        files: &[("complete.csv", Content::Text(COMPLETE))],
        arguments: &["complete.csv"],
        absent: &[],
    },
    Case {
        name: "partial",
        files: &[("partial.csv", Content::Text(PARTIAL))],
        arguments: &["partial.csv", "--period", "2016年度"],
        absent: &[],
    },
    Case { name: "several", files: SEVERAL, arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv"], absent: &[] },
    Case {
        name: "detail",
        files: SEVERAL,
        arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv", "--detail", "--sort", "name", "--level", "indicator"],
        absent: &[],
    },
    Case {
        name: "activities",
        files: SEVERAL,
        arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv", "--level", "activity", "--period", "2016年度"],
        absent: &[],
    },
    Case {
        name: "errors",
        files: &[
            ("甲.csv", Content::Text(COMPLETE)),
            ("乙.csv", Content::Partial(&[("92.5%", "约九成"), ("案件办结率", "案件办理率")])),
            ("丙.csv", Content::Partial(&[("94.99%", "0.9499")])),
            ("丁.csv", Content::Partial(NOTED)),
            (LIST, Content::Text("填报单位\n甲\n乙\n丁\n戊县\n己|县\n")),
        ],
        arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv", "--expect", LIST, "--detail"],
        absent: &["戊县", "己|县"],
    },
    Case {
        name: "nothing",
        files: &[("甲.csv", Content::Partial(&[("92.5%", "约九成"), ("94.99%", "-94.99%")]))],
        arguments: &["甲.csv", "--period", "2016年度"],
        absent: &[],
    },
];

const SEVERAL: &[(&str, Content)] = &[
    ("甲.csv", Content::Text(COMPLETE)),
    ("乙.csv", Content::Text(PARTIAL)),
    ("丙.csv", Content::Partial(NOTED)),
    ("丁.csv", Content::Text("工作活动,绩效指标,实际值\n市场监督管理,案件办结率,92.5%\n")),
];

/// A note, a fraction, a rate over 100 %, and what is not applicable without a note.
const NOTED: &[(&str, &str)] = &[
    ("实际值", "实际值,偏差原因"),
    ("案件办结率,92.5%", "案件办结率,37/40,\"*补录* <两件>, 见 [附件]\""),
    ("94.99%", "1/3"),
    ("抽查公示率,100%", "抽查公示率,101.5%"),
];

impl Case {
    pub(super) fn files(&self) -> Vec<(String, String)> {
        self.files.iter().map(|(name, content)| ((*name).to_owned(), content.text())).collect()
    }

    pub(super) fn is_detailed(&self) -> bool {
        self.arguments.contains(&"--detail")
    }
}

impl Content {
    fn text(&self) -> String {
        match self {
            Self::Text(text) => (*text).to_owned(),
            Self::Partial(changes) => {
                changes.iter().fold(PARTIAL.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
            }
        }
    }
}
