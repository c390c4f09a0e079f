//! The program for Windows, end to end under Wine, against the one for this system. `.ci/run` makes its archive,
//! installs Wine and mingw, and runs these.

mod archive;
mod commands;
mod desktop;
mod wine;

use self::wine::wine;
use crate::harness::{Folder, forms, worked};
use crate::worked::every_figure;

const FORMATS: [&str; 7] = ["xlsx", "html", "csv", "json", "ndjson", "md", "txt"];

/// Says, writes and ends as the program for this system does of the same files.
fn agrees(folder: &Folder, arguments: &[&str]) {
    let runs = ["windows", "linux"].map(|system| {
        let outs: Vec<_> = FORMATS.iter().map(|ending| format!("{system}.{ending}")).collect();
        let flags = outs.iter().flat_map(|out| ["-o", out]);
        let arguments: Vec<_> = arguments.iter().copied().chain(flags).collect();
        let run = if system == "windows" { wine().score(folder.path(), &arguments) } else { folder.score(&arguments) };
        let written: Vec<_> = outs.iter().map(|out| folder.read(out)).collect();
        (run.stdout, run.stderr, run.status, written)
    });
    for (at, ending) in FORMATS.iter().enumerate() {
        assert!(runs[0].3[at] == runs[1].3[at], "{arguments:?} {ending}");
    }
    let said = runs.map(|(stdout, stderr, status, _)| (stdout, stderr, status));
    assert_eq!(said[0], said[1], "{arguments:?}");
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn a_form_comes_to_the_same_in_every_format() {
    let folder = Folder::new();
    folder.file("城关工商所.csv", worked("complete"));
    folder.file("东关 (1) & 西关 50%^!.csv", worked("partial"));
    folder.file("坏.csv", "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n");
    agrees(&folder, &["城关工商所.csv"]);
    agrees(&folder, &["东关 (1) & 西关 50%^!.csv", "--lang", "en"]);
    agrees(&folder, &["城关工商所.csv", "坏.csv"]);
    assert!(wine().score(folder.path(), &["--version"]).stdout.starts_with("score 0.1.0 ("), "it names the commit");
    let printed = wine().score(folder.path(), &["城关工商所.csv"]);
    assert_eq!((printed.stdout, printed.status), (folder.score(&["城关工商所.csv"]).stdout, 0));
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn a_folder_of_fifty_files_comes_to_the_same_by_folder_and_by_pattern() {
    let folder = Folder::new();
    let names: Vec<_> = (0..50).map(|number| format!("第{number}所.csv")).collect();
    for (number, name) in names.iter().enumerate() {
        folder.file(&format!("年度/{name}"), forms::form(number % 25));
        folder.file(name, forms::form(number % 25));
    }
    folder.file("年度/~$第1所.xlsx", "");
    agrees(&folder, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let listed = |run: crate::harness::Run| (run.stdout, run.status);
    let units = ["-f", "csv", "--level", "unit"];
    let expected = listed(folder.score(&[&["年度"][..], &units].concat()));
    for pattern in ["年度", "年度\\*.csv", "年度/*.csv", ".\\年度\\第?所.csv"] {
        let run = wine().score(folder.path(), &[&[pattern][..], &units].concat());
        if pattern.contains('?') {
            assert_eq!(run.stdout.lines().count(), 11, "{}", run.stderr);
        } else {
            assert_eq!(listed(run), expected, "{pattern}");
        }
    }
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn every_figure_of_the_worked_examples() {
    every_figure(|folder, arguments| wine().score(folder.path(), arguments));
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn a_report_that_is_open_in_another_program_stays_as_it_is_and_an_input_is_read() {
    let folder = Folder::new();
    folder.file("甲县.csv", worked("complete"));
    folder.file("报告.xlsx", "the old one");
    let _input = wine().hold(folder.path(), "甲县.csv");
    let report = wine().hold(folder.path(), "报告.xlsx");
    let refused = wine().score(folder.path(), &["甲县.csv", "-o", "报告.xlsx"]);
    let message = "错误：请先在 Excel 里关闭 报告.xlsx，再试一次；原来的文件没有动\n";
    assert_eq!((refused.stderr.as_str(), refused.status), (message, 4));
    assert_eq!(folder.read("报告.xlsx"), b"the old one");
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 2, "nothing is left beside it");
    drop(report);
    let written = wine().score(folder.path(), &["甲县.csv", "-o", "报告.xlsx"]);
    assert_eq!((written.status, &folder.read("报告.xlsx")[..2]), (0, &b"PK"[..]), "{}", written.stderr);
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn names_that_windows_keeps_for_itself_and_long_paths_have_their_pages() {
    let folder = Folder::new();
    let units = ["CON", "nul.", "甲县...", "a/b", "COM1.csv"].map(|unit| forms::unit_rows(unit, 24)).concat();
    folder.file("全县.csv", forms::UNIT_HEADER.to_owned() + &units);
    let names = |folder_of: &str| {
        let pages = std::fs::read_dir(folder.path().join(folder_of)).expect("the pages").flatten();
        let mut names: Vec<_> = pages.map(|page| page.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    assert_eq!(wine().score(folder.path(), &["全县.csv", "-o", "窗/"]).status, 0);
    folder.score(&["全县.csv", "-o", "企/"]);
    assert_eq!((names("窗"), names("窗").len()), (names("企"), 6));
    let long = vec!["一个很长的文件夹名称一个很长的文件夹名称"; 14].join("/");
    folder.file(&format!("{long}/甲县.csv"), worked("complete"));
    assert!(folder.path().join(&long).to_string_lossy().chars().count() > 260);
    agrees(&folder, &[&format!("{long}/甲县.csv")]);
}
