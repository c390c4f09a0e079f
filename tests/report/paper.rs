//! Everything that the program writes for readers, on paper: type that can be read, and nothing that only whoever runs
//! the program can use.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use score::diagnostic::Code;
use score::targets::{BUNDLED, Targets};

use crate::harness::browser::Browser;
use crate::harness::{Folder, libre_office, paper};

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

/// A folder with tables and forms of two bureaus, and a list of who must report.
fn county() -> Folder {
    let folder = Folder::new();
    let mut list = "部门,填报单位\n".to_owned();
    for (code, text) in [("414", BUNDLED[0]), ("417", LONG)] {
        folder.file(&format!("表/{code}.json"), text);
        let targets = Targets::parse(text).expect("a table is legal");
        for (unit, name) in UNITS.iter().enumerate() {
            folder.file(&format!("年/{code}-{name}.csv"), form(&targets, unit));
            if unit != IN_ERROR {
                folder.file(
                    &format!("上年/{code}-{name}.csv"),
                    form(&targets, UNITS.len() - 1 - unit).replace(UNITS[UNITS.len() - 1 - unit], name),
                );
            }
            writeln!(list, "{code},{name}").expect("a string takes it");
        }
        writeln!(list, "{code},没有报的县").expect("a string takes it");
    }
    folder.file("名单.csv", list);
    folder
}

/// Writes everything that there is to write, and gives all workbooks and pages.
fn written(folder: &Folder, language: &str) -> Vec<PathBuf> {
    let both = ["--targets", "表/", "--lang", language];
    let one = ["年/417-城关镇.csv", "-o", "一.xlsx", "-o", "一.html", "--period", "2017年", "--require-notes"];
    let all = ["年/", "--expect", "名单.csv", "--level", "indicator", "-o", "全.xlsx", "-o", "全.html", "-o", "报告/"];
    let check = ["check", "年/", "--expect", "名单.csv", "-o", "问题.xlsx", "-o", "退回单/"];
    let earlier = ["上年/", "--level", "indicator", "-o", "上年.json"];
    let against = ["--against", "上年.json", "--missing", "skip", "--period", "2017年"];
    let one_against = [&["年/417-城关镇.csv", "-o", "对比一.xlsx", "-o", "对比一.html"], &against[..]].concat();
    let all_against = [&["年/", "-o", "对比全.xlsx", "-o", "对比全.html"], &against[..]].concat();
    for (arguments, status) in [
        (&one[..], 0),
        (&all, 3),
        (&check, 3),
        (&["template", "-o", "空表/", "--force"], 0),
        (&[&earlier[..], &against[2..4], &["--period", "2016年"]].concat(), 0),
        (&one_against, 0),
        (&all_against, 3),
    ] {
        let run = folder.score(&[arguments, &both].concat());
        assert_eq!(run.status, status, "{arguments:?}: {}", run.stderr);
    }
    let mut files = Vec::new();
    for part in ["", "报告", "退回单", "空表"] {
        let entries = std::fs::read_dir(folder.path().join(part)).expect("the folder is there");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        files.extend(
            paths.filter(|path| {
                ["xlsx", "html"].iter().any(|ending| path.extension().is_some_and(|own| own == *ending))
            }),
        );
    }
    files.sort();
    files
}

/// Each file as a PDF.
fn printed(folder: &Folder, files: &[PathBuf]) -> Vec<PathBuf> {
    let is_page = |file: &&PathBuf| file.extension().is_some_and(|ending| ending == "html");
    let (pages, workbooks): (Vec<_>, Vec<_>) = files.iter().partition(is_page);
    let paths: Vec<_> = workbooks.iter().map(|path| path.to_string_lossy().into_owned()).collect();
    libre_office::convert(folder, "pdf", &paths);
    let stem = |path: &Path| path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
    let mut pdfs: Vec<_> = workbooks.iter().map(|path| folder.path().join(format!("out/{}.pdf", stem(path)))).collect();
    let mut browser = Browser::start(folder.path());
    for (number, page) in pages.iter().enumerate() {
        let pdf = folder.path().join(format!("out/{number}-{}.pdf", stem(page)));
        browser.load(&format!("file://{}", page.display()));
        browser.print(&pdf);
        pdfs.push(pdf);
    }
    pdfs
}

#[test]
#[ignore = "needs LibreOffice, chromium, fonts-noto-cjk and poppler"]
fn everything_can_be_read_on_paper() {
    for language in ["zh", "en"] {
        let folder = county();
        let files = written(&folder, language);
        assert!(files.len() > 20, "a report for one, for all, for each, slips, forms: {files:?}");
        for pdf in printed(&folder, &files) {
            let name = pdf.file_name().expect("a file has a name").to_string_lossy();
            let small = paper::too_small(&pdf);
            assert_eq!(small, Vec::new(), "{language}: {name}");
            let text = paper::texts(&pdf).concat();
            let words: Vec<_> = text.split_whitespace().collect();
            assert!(!words.iter().any(|word| word.starts_with("--")), "{language}: an option on {name}: {text}");
            // A code of one word is a word of the language too.
            for code in Code::ALL.map(Code::name).into_iter().filter(|code| code.contains('-')) {
                assert!(!text.contains(code), "{language}: {code} on {name}");
            }
            assert_eq!(text.matches("百分点").count(), text.matches("个百分点").count(), "{language}: {name}");
        }
    }
}
