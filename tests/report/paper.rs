//! Everything that the program writes for readers, on paper: type that can be read, and nothing that only whoever runs
//! the program can use.

use std::path::{Path, PathBuf};

use score::diagnostic::Code;

use crate::harness::browser::Browser;
use crate::harness::{Folder, libre_office, paper, two_bureaus};

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
        let folder = two_bureaus::folder();
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
