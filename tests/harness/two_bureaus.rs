//! Forms of two bureaus, one of which has long measures: everything that reports show of units is among them.

use std::fmt::Write;

use score::targets::{BUNDLED, Library, Targets};

use crate::harness::Folder;
use crate::harness::in_process::File;

/// A table of long measures, with strict cut-offs and one without a 差 line.
const LONG: &str = r#"{"code":"417","name":"生态环境保护局","title":"部门职责-工作活动绩效目标","budget_unit":"万元",
"points":{"excellent":100,"good":80,"fair":60,"poor":40,"below_poor":0},
"bands":{"excellent":90,"good":80,"fair":60},
"duties":[{"name":"污染防治","budget":86.3,"description":"","objective":"","activities":[
{"name":"大气污染防治","budget":50.3,"description":"","objective":"","indicators":[
{"name":"PM2.5平均浓度","measure":"微克/立方米","cutoffs":{"excellent":55,"good":60,"fair":65,"poor":70}},
{"name":"优良天数","measure":"天","cutoffs":{"excellent":260,"good":240,"fair":220,"poor":200}}]},
{"name":"水污染防治","budget":36,"description":"","objective":"","indicators":[
{"name":"断面达标率","strict":true,"cutoffs":{"excellent":95,"good":90,"fair":80,"poor":null}},
{"name":"审批办结时限","measure":"个工作日","cutoffs":{"excellent":3,"good":5,"fair":7,"poor":10}}]}]}]}"#;

/// Units of each bureau; the third has errors.
const UNITS: [&str; 5] = ["城关镇", "东关街道", "西关街道", "青龙满族自治乡", "双塔经济技术开发区"];
const IN_ERROR: usize = 2;

const REASON: &str =
    "因机构改革，编制调整，部分人员未到位，影响了年度任务的完成；下一步拟增加人手，分季度推进，确保明年达到优的标准。";

/// What an indicator has: reached, missed, not sent in, not applicable, or not to be read.
fn value(measure: &str, number: usize, is_in_error: bool) -> &'static str {
    let percentages = ["100%", "82.5%", "66.25%", "未报", "41%", "不适用", "87.654321%"];
    let numbers = ["55", "250", "7.5", "未报", "3"];
    match measure {
        _ if is_in_error && number % 4 == 1 => "约九成",
        "%" => percentages[number % percentages.len()],
        _ => numbers[number % numbers.len()],
    }
}

fn form(targets: &Targets, unit: usize) -> String {
    let mut text = format!("部门：{}\n填报单位：{}\n工作活动,绩效指标,实际值,偏差原因\n", targets.name, UNITS[unit]);
    for (index, (activity, indicator)) in targets.indicators().enumerate() {
        let value = value(&indicator.measure, index + 3 * unit, unit == IN_ERROR);
        let reason = if index % 5 == unit { REASON } else { "" };
        writeln!(text, "{},{},{value},{reason}", activity.name, indicator.name).expect("a string takes it");
    }
    text
}

/// The codes and tables of both.
const TABLES: [(&str, &str); 2] = [("414", BUNDLED[0]), ("417", LONG)];

/// Both tables.
pub(crate) fn library() -> Library {
    let tables = TABLES.map(|(_, text)| Targets::parse(text).expect("a table is legal").into());
    Library::new(tables.into()).expect("there are tables")
}

/// The forms of all units.
pub(crate) fn files() -> Vec<File> {
    forms(form)
}

/// Their forms of another year, with the values of others; those in error have none.
fn earlier_files() -> Vec<File> {
    let others = |unit| UNITS.len() - 1 - unit;
    let mut files = forms(|targets, unit| form(targets, others(unit)).replace(UNITS[others(unit)], UNITS[unit]));
    files.retain(|file| !file.name.contains(UNITS[IN_ERROR]));
    files
}

fn forms(form: impl Fn(&Targets, usize) -> String) -> Vec<File> {
    let mut files = Vec::new();
    for (code, text) in TABLES {
        let targets = Targets::parse(text).expect("a table is legal");
        let file = |(unit, name)| File::new(&format!("{code}-{name}.csv"), form(&targets, unit));
        files.extend(UNITS.iter().enumerate().map(file));
    }
    files
}

/// A folder with the tables, the forms of this year and of another, and a list of who must report.
pub(crate) fn folder() -> Folder {
    let folder = Folder::new();
    let mut list = "部门,填报单位\n".to_owned();
    for (code, text) in TABLES {
        folder.file(&format!("表/{code}.json"), text);
        for name in UNITS.iter().chain(&["没有报的县"]) {
            writeln!(list, "{code},{name}").expect("a string takes it");
        }
    }
    for (year, files) in [("年", files()), ("上年", earlier_files())] {
        for file in files {
            folder.file(&format!("{year}/{}", file.name), file.content);
        }
    }
    folder.file("名单.csv", list);
    folder
}
