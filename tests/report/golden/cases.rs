//! The inputs of which reports are hashed.

use score::targets::{BUNDLED, Library, Targets};

use crate::harness::fixture::{COMPLETE, PARTIAL};

/// Files and how they are scored.
pub(super) struct Case {
    pub(super) name: &'static str,
    files: &'static [(&'static str, Content)],
    pub(super) arguments: &'static [&'static str],
    /// Units on the list of those that must report, and in no file.
    pub(super) absent: &'static [&'static str],
    /// With what the earlier report is made that it is compared with, where there is one.
    pub(super) earlier: &'static [&'static str],
}

/// The earlier report.
pub(super) const EARLIER: &str = "earlier.json";

/// What stands in a file.
enum Content {
    Text(&'static str),
    /// The partial input with some of its text changed.
    Partial(&'static [(&'static str, &'static str)]),
    /// The table of the other bureau, likewise.
    Other(&'static [(&'static str, &'static str)]),
    /// The bundled table, likewise.
    Bundled(&'static [(&'static str, &'static str)]),
}

/// The list of units that must report.
const LIST: &str = "名单.txt";

pub(super) const CASES: [Case; 12] = [
    Case {
        name: "complete",
        files: &[("complete.csv", Content::Text(COMPLETE))],
        arguments: &["complete.csv"],
        absent: &[],
        earlier: &[],
    },
    Case {
        name: "partial",
        files: &[("partial.csv", Content::Text(PARTIAL))],
        arguments: &["partial.csv", "--period", "2016年度"],
        absent: &[],
        earlier: &[],
    },
    Case {
        name: "several",
        files: SEVERAL,
        arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv"],
        absent: &[],
        earlier: &[],
    },
    Case {
        name: "detail",
        files: SEVERAL,
        arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv", "--detail", "--sort", "name", "--level", "indicator"],
        absent: &[],
        earlier: &[],
    },
    Case {
        name: "activities",
        files: SEVERAL,
        arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv", "--level", "activity", "--period", "2016年度"],
        absent: &[],
        earlier: &[],
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
        earlier: &[],
    },
    Case {
        name: "bureaus",
        files: OF_BUREAUS,
        arguments: &[
            "甲.csv",
            "乙.csv",
            "甲质监局.csv",
            "全县.csv",
            "--targets",
            "414.json",
            "--targets",
            "416.json",
            "--detail",
            "--level",
            "indicator",
        ],
        absent: &[],
        earlier: &[],
    },
    Case {
        name: "scales",
        files: OF_BUREAUS,
        arguments: &[
            "甲.csv",
            "甲统计所.csv",
            "--targets",
            "414.json",
            "--targets",
            "417.json",
            "--targets",
            "416.json",
            "--detail",
            "--period",
            "2016年度",
        ],
        absent: &["质监局"],
        earlier: &[],
    },
    Case {
        name: "nothing",
        files: &[("甲.csv", Content::Partial(&[("92.5%", "约九成"), ("94.99%", "-94.99%")]))],
        arguments: &["甲.csv", "--period", "2016年度"],
        absent: &[],
        earlier: &[],
    },
    Case {
        name: "years",
        files: YEARS,
        arguments: &[
            "甲.csv",
            "乙.csv",
            "丙.csv",
            "丁.csv",
            "--targets",
            "414.json",
            "--detail",
            "--level",
            "indicator",
        ],
        absent: &[],
        earlier: &["前", "--period", "2015年度"],
    },
    Case {
        name: "years-of-units",
        files: YEARS,
        arguments: &["甲.csv", "乙.csv", "丙.csv", "丁.csv", "--level", "activity"],
        absent: &[],
        earlier: &["前", "--period", "2015年度"],
    },
    Case {
        name: "checked",
        files: YEARS,
        arguments: &["甲.csv"],
        absent: &[],
        earlier: &["前", "--period", "2016年度"],
    },
];

/// Two years: of the second year's table a cut-off, points, budgets and indicators are others.
const YEARS: &[(&str, Content)] = &[
    ("前/甲.csv", Content::Text(COMPLETE)),
    ("前/乙.csv", Content::Partial(&[("92.5%", "约九成")])),
    ("前/丙.csv", Content::Partial(NOTED)),
    ("前/戊.csv", Content::Text(COMPLETE)),
    ("甲.csv", Content::Partial(NOTED)),
    ("乙.csv", Content::Text(COMPLETE)),
    ("丙.csv", Content::Text(PARTIAL)),
    ("丁.csv", Content::Text(COMPLETE)),
    ("414.json", Content::Bundled(NEXT_YEAR)),
];

const NEXT_YEAR: &[(&str, &str)] = &[
    ("\"good\": 80, \"fair\": 60, \"poor\": 40", "\"good\": 85, \"fair\": 60, \"poor\": 40"),
    ("\"监管执法计划完成率\"", "\"监管计划完成率\", \"aliases\": [\"监管执法计划完成率\"]"),
    ("{ \"excellent\": 90, \"good\": 70", "{ \"excellent\": 93, \"good\": 70"),
];

/// The table of the other bureau: with a measure, lower is better, strict, and no 差 line.
const OTHER: &str = r#"{"code":"416","name":"质监局","title":"表","budget_unit":"万元",
"points":{"excellent":100,"good":80,"fair":60,"poor":40,"below_poor":0},
"bands":{"excellent":90,"good":80,"fair":60},
"duties":[{"name":"质量监督","budget":30,"description":"","objective":"","activities":[
{"name":"监管","budget":20,"description":"","objective":"","indicators":[
{"name":"抽查率","cutoffs":{"excellent":95,"good":90,"fair":80,"poor":70}},
{"name":"办结时限","measure":"天","strict":true,"weight":2,"cutoffs":{"excellent":3,"good":5,"fair":7,"poor":null}}]},
{"name":"综合业务管理","budget":10,"description":"","objective":"","indicators":[
{"name":"综合业务完成率","cutoffs":{"excellent":98,"good":90,"fair":80,"poor":70}}]}]}]}"#;

/// Another one, with points and bands of its own.
const OWN_SCALE: &[(&str, &str)] = &[
    ("416", "417"),
    ("质监局", "统计所"),
    ("\"good\":80,\"fair\":60,\"poor\":40,\"below_poor\":0", "\"good\":85,\"fair\":70,\"poor\":50,\"below_poor\":10"),
    ("\"bands\":{\"excellent\":90", "\"bands\":{\"excellent\":95"),
];

/// Forms of two bureaus: known by rows, title, file's name, and a column; one has an error, and one is not known.
const OF_BUREAUS: &[(&str, Content)] = &[
    ("甲.csv", Content::Text(COMPLETE)),
    ("乙.csv", Content::Partial(&[("工作活动", "部门：414工商局\n工作活动")])),
    (
        "甲质监局.csv",
        Content::Text(
            "填报单位：甲\n工作活动,绩效指标,完成数,计划数,实际值\n监管,抽查率,47,50,\n监管,办结时限,,,2\n综合业务管理,综合业务完成率,,,97.5%\n",
        ),
    ),
    (
        "全县.csv",
        Content::Text(
            "部门,填报单位,工作活动,绩效指标,实际值\n416,丙,监管,抽查率,71%\n,,,办结时限,9\n质监局,丁,监管,抽查率,约九成\n统计局,丁,监管,抽查率,95%\n",
        ),
    ),
    ("甲统计所.csv", Content::Text("工作活动,绩效指标,完成数,计划数,实际值\n监管,抽查率,47,50,\n监管,办结时限,,,6\n")),
    ("414.json", Content::Text(BUNDLED[0])),
    ("416.json", Content::Text(OTHER)),
    ("417.json", Content::Other(OWN_SCALE)),
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
    /// The tables that are named; the bundled one where none is.
    pub(super) fn library(&self) -> Library {
        let tables = self.files.iter().filter(|(name, _)| self.is_behind("--targets", name));
        let tables = tables.map(|(_, content)| Targets::parse(&content.text()).expect("a table is legal").into());
        Library::new(tables.collect()).unwrap_or_else(|| Targets::bundled().into())
    }

    /// The inputs that are named, with what stands in them.
    pub(super) fn inputs(&self) -> impl Iterator<Item = (String, String)> {
        let is_input = |name: &str| {
            let is_other = ["--targets", "--expect"].iter().any(|option| self.is_behind(option, name));
            self.arguments.contains(&name) && !is_other
        };
        self.files().into_iter().filter(move |(name, _)| is_input(name))
    }

    fn is_behind(&self, option: &str, name: &str) -> bool {
        self.arguments.windows(2).any(|pair| pair == [option, name])
    }

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
            Self::Partial(changes) => changed(PARTIAL, changes),
            Self::Other(changes) => changed(OTHER, changes),
            Self::Bundled(changes) => changed(BUNDLED[0], changes),
        }
    }
}

fn changed(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| text.replacen(from, to, 1))
}
