//! Reports of this program that come back as inputs: refused where they are named, passed over in a folder.

use score::report::Format;

use super::form;
use crate::harness::Folder;

fn endings() -> impl Iterator<Item = &'static str> {
    Format::ALL.into_iter().flat_map(|format| format.row().endings).copied()
}

/// Every report that can be written of one unit or two.
fn reports(folder: &Folder) -> Vec<String> {
    folder.file("甲县.csv", form());
    folder.file("乙县.csv", form());
    let mut names = Vec::new();
    for inputs in [&["甲县.csv"][..], &["甲县.csv", "乙县.csv"]] {
        for (language, level) in ["zh", "en"]
            .into_iter()
            .flat_map(|language| ["unit", "activity", "indicator"].map(|level| (language, level)))
        {
            let written = endings().map(|ending| format!("{}-{language}-{level}.{ending}", inputs.len()));
            let written: Vec<_> = written.collect();
            let outputs = written.iter().flat_map(|name| ["-o", name.as_str()]);
            let options = ["--lang", language, "--level", level].into_iter().chain(outputs);
            assert_eq!(folder.score(&inputs.iter().copied().chain(options).collect::<Vec<_>>()).status, 0);
            names.extend(written);
        }
    }
    names
}

#[test]
fn a_report_is_no_form() {
    let folder = Folder::new();
    for name in reports(&folder) {
        let run = folder.score(&[&name]);
        assert_eq!(run.status, 3, "{name}: {}", run.stderr);
        assert!(run.stderr.starts_with("错误[unreadable] 这是本程序打出的评分报告"), "{name}: {}", run.stderr);
    }
}

#[test]
fn a_sheet_of_a_report_is_no_form_in_another_encoding() {
    let sheet = "工商局绩效评分报告 · 指标,,\n填报单位：甲县,,\n工作活动,绩效指标,实际值\n执法办案,督导检查次数,95%\n";
    let folder = Folder::new();
    folder.file("指标.csv", encoding_rs::GB18030.encode(sheet).0);
    folder.file("甲县.csv", sheet.replacen("工商局绩效评分报告 · 指标", "工商局2016年绩效评分报告", 1));
    assert!(folder.score(&["指标.csv"]).stderr.starts_with("错误[unreadable] 这是本程序打出的评分报告"));
    assert_eq!(folder.score(&["甲县.csv"]).status, 0, "a form may be called a report");
}

#[test]
fn reports_in_a_folder_are_passed_over_and_named() {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form());
    for ending in endings() {
        folder.score(&["年/甲县.csv", "-o", &format!("报告.{ending}")]);
        let name = format!("报告.{ending}");
        folder.file(&format!("年/{name}"), folder.read(&name));
    }
    folder.file("年/说明.html", "<html>说明</html>");
    let run = folder.score(&["年", "--format", "csv", "--level", "unit"]);
    assert_eq!((run.status, run.stdout.lines().count()), (0, 2), "{}", run.stderr);
    for ending in endings() {
        assert!(run.stderr.contains(&format!("报告.{ending}")), "{ending}: {}", run.stderr);
    }
    assert!(!run.stderr.contains("说明.html") && run.stderr.starts_with("文件夹里还有这些没有读："), "{}", run.stderr);
}
