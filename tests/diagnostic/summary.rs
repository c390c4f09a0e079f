//! The lines below the problems: whose report is not there, and what was not read.

use super::{Exhibit, exhibit, show};

const GOOD: &[u8] = "绩效指标,实际值\n督导检查次数,95%\n".as_bytes();
const EMPTY: &[u8] = "绩效指标,实际值\n督导检查次数,未报\n".as_bytes();

/// What must be said in Chinese, and a run that says it.
const EXHIBITS: &[(&str, Exhibit)] = &[
    ("空表 1 个", exhibit("summary", "empty-form", &[("甲县.csv", EMPTY)], &["甲县.csv", "--strict"])),
    (
        "甲县.csv 第 3、4 行不是指标，未读",
        exhibit(
            "summary",
            "footers",
            &[(
                "甲县.csv",
                "绩效指标,实际值\n督导检查次数,95%\n注：以上为年报数,\n填报人：张三,审核人：李四\n".as_bytes(),
            )],
            &["甲县.csv"],
        ),
    ),
    (
        "已加上文件名区分",
        exhibit(
            "summary",
            "one-title",
            &[
                ("东.csv", "填报单位：甲县\n绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
                ("西.csv", "填报单位：甲县\n绩效指标,实际值\n督导检查次数,95%\n".as_bytes()),
            ],
            &["东.csv", "西.csv"],
        ),
    ),
    (
        "文件夹里还有这些没有读",
        exhibit(
            "summary",
            "unread-files",
            &[("年/甲县.csv", GOOD), ("年/乙县.et", b""), ("年/报告.csv", b"unit,score,score_min,score_max,grade,\n")],
            &["年"],
        ),
    ),
    (
        "已计分 1 个单位，未计分 1 个：乙县",
        exhibit(
            "summary",
            "left-out",
            &[("甲县.csv", GOOD), ("乙县.csv", "绩效指标,实际值\n督导检查次数,约九成\n".as_bytes())],
            &["甲县.csv", "乙县.csv"],
        ),
    ),
    (
        "往下的行没有读",
        exhibit(
            "summary",
            "broken-off",
            &[("甲县.csv", "填报单位,绩效指标,实际值\n甲县,督导检查次数,95%\n乙县,\"督导检查次数,95%\n".as_bytes())],
            &["甲县.csv"],
        ),
    ),
    (
        "应报未报 2 个单位：",
        exhibit(
            "summary",
            "expected",
            &[
                ("年/赞安县工商局2016年绩效填报表.csv", GOOD),
                ("年/十一中.csv", GOOD),
                ("名单.txt", "赞安县\n一中\n丙县\n".as_bytes()),
            ],
            &["年", "--expect", "名单.txt", "--min-score", "90"],
        ),
    ),
];

#[test]
fn every_line_below_the_problems_is_said_in_full() {
    for (said, exhibit) in EXHIBITS {
        let runs = ["zh", "en"].map(|language| show(exhibit, language));
        assert!(runs[0].stderr.contains(said), "{}: {}", exhibit.name, runs[0].stderr);
        // The problems above them have exhibits of their own.
        let lines = |text: &str| {
            let is_problem = |line: &&str| line.contains("[missing]") || line.starts_with("  ");
            text.lines().filter(|line| !is_problem(line)).map(|line| format!("{line}\n")).collect::<String>()
        };
        let text = runs.map(|run| format!("{}exit status {}\n", lines(&run.stderr), run.status)).join("\n");
        insta::assert_snapshot!(format!("{}-{}", exhibit.code, exhibit.name), text);
    }
}
