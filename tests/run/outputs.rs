//! Files that a run writes, and what goes to which stream.

use crate::harness::forms::{HEADER, UNIT_HEADER, csv, form, json, unit_rows};
use crate::harness::{Folder, worked};

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("年/甲县.csv", form(12));
    folder.file("年/乙县.csv", form(24));
    folder.file("年/缺.csv", worked("partial"));
    folder
}

/// The names in a folder, hidden ones too, sorted.
fn listing(folder: &Folder, name: &str) -> Vec<String> {
    let entries = std::fs::read_dir(folder.path().join(name)).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn each_output_takes_its_format_from_its_ending() {
    let folder = folder();
    let names = ["r.csv", "r.json", "r.ndjson", "r.md", "r.html", "r.xlsx", "r.txt", "R.JSON5.JSON"];
    let arguments: Vec<_> = ["年"].into_iter().chain(names.iter().flat_map(|name| ["-o", name])).collect();
    let run = folder.score(&arguments);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""), "nothing on standard output unless asked: {}", run.stderr);
    let text = |name: &str| String::from_utf8(folder.read(name)).expect("UTF-8");
    let on_stream = |format: &str| folder.score(&["年", "-f", format]).stdout;
    for (name, format) in [("r.json", "json"), ("r.md", "md"), ("r.html", "html"), ("r.txt", "table")] {
        assert_eq!(text(name), on_stream(format), "{name}");
    }
    assert_eq!(text("r.json"), text("R.JSON5.JSON"));
    assert_eq!(text("r.csv"), format!("\u{feff}{}", on_stream("csv").replace('\n', "\r\n")));
    assert!(folder.read("r.xlsx").starts_with(b"PK"));
    let both = folder.score(&["年", "-o", "r.md", "-f", "json"]);
    assert_eq!(both.stdout, text("r.json"), "-f goes to standard output as well");
    assert_eq!(listing(&folder, "."), [&names[..], &["年"]].concat().tap_sorted(), "no temporary file is left");
}

trait Sorted {
    fn tap_sorted(self) -> Self;
}

impl Sorted for Vec<&str> {
    fn tap_sorted(mut self) -> Self {
        self.sort_unstable();
        self
    }
}

#[test]
fn a_folder_gets_a_page_a_unit_and_the_league() {
    let folder = Folder::new();
    let names = ["甲县", "../../逃", "a/b", "A县", "a县", "CON", "<x>&\"", "甲县?", "甲县*", "点.", " 空 格 ", "index"];
    let long = "长".repeat(300);
    let mut text = UNIT_HEADER.to_owned();
    for name in names.iter().chain([&long.as_str()]) {
        text += &unit_rows(&format!("\"{}\"", name.replace('"', "\"\"")), 24);
    }
    folder.file("汇总.csv", text);
    let run = folder.score(&["汇总.csv", "-o", "网页/"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let pages = listing(&folder, "网页");
    assert_eq!(pages.len(), names.len() + 2, "{pages:?}");
    let mut in_lower_case: Vec<_> = pages.iter().map(|page| page.to_lowercase()).collect();
    in_lower_case.sort();
    in_lower_case.dedup();
    assert_eq!(in_lower_case.len(), pages.len(), "unique without regard to case: {pages:?}");
    for page in &pages {
        let is_safe = !page.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) && !page.starts_with('.');
        assert!(
            is_safe
                && page.len() <= 255
                && std::path::Path::new(page).extension().is_some_and(|ending| ending == "html"),
            "{page}"
        );
        assert!(!page.to_uppercase().starts_with("CON."), "{page}");
    }
    assert!(pages.contains(&"index.html".to_owned()), "{pages:?}");
    assert_eq!(listing(&folder, "."), ["汇总.csv", "网页"], "nothing escapes the folder");
    let again = listing(&folder, "网页");
    folder.score(&["汇总.csv", "-o", "网页"]);
    assert_eq!(listing(&folder, "网页"), again, "a folder that is there needs no slash, and names are stable");
}

#[test]
fn an_input_is_never_overwritten() {
    let folder = folder();
    folder.file("名单.csv", "甲县\n");
    folder.file("表.json", score::targets::BUNDLED[0]);
    let before = listing(&folder, "年");
    let content = folder.read("年/甲县.csv");
    for inside in ["年/排名.xlsx", "./年/报告.CSV", "年/../年/单位.txt"] {
        let run = folder.score(&["年", "-o", inside]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{inside}: {}", run.stderr);
        assert!(run.stderr.contains("下次会被当作填报文件"), "{}", run.stderr);
    }
    let cases: [&[&str]; 9] = [
        &["年/甲县.csv", "-o", "年/甲县.csv"],
        &["年/甲县.csv", "-o", "./年/../年/甲县.csv"],
        &["年", "-o", "年/甲县.csv"],
        &["./年/", "-o", "年/甲县.csv"],
        &["年", "--expect", "名单.csv", "-o", "名单.csv"],
        &["年", "--targets", "表.json", "-o", "表.json"],
        &["年", "-o", "报告.json", "-o", "报告.json"],
        &["年", "-o", "报告.json", "-o", "./报告.json"],
        &["年", "-o", "页/", "-o", "./页/index.html"],
    ];
    for arguments in cases {
        let run = folder.score(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("会覆盖"), "{}", run.stderr);
    }
    assert_eq!((listing(&folder, "年"), folder.read("年/甲县.csv")), (before, content));
    for file in ["报告.json", "页/index.html"] {
        assert!(!folder.path().join(file).exists(), "{file}");
    }
}

/// A folder or a pattern of tables stands for the files that are read.
#[test]
fn a_table_of_a_folder_or_pattern_is_never_overwritten() {
    let folder = folder();
    let table = score::targets::BUNDLED[0];
    folder.file("表/414.json", table);
    folder.file("表/414.xlsx", "no table");
    let form = "年/甲县.csv";
    let cases: [(&[&str], &str); 8] = [
        (&[form, "--targets", "表", "-o", "表/414.json"], "会覆盖"),
        (&[form, "--targets", "表/*.json", "-o", "./表/414.json"], "会覆盖"),
        (&["check", form, "--targets", "表", "-f", "json", "-o", "表/414.json"], "会覆盖"),
        (&[form, "--targets", "表", "-o", "表/414.xlsx"], "会覆盖"),
        (&[form, "--targets", "表/", "-o", "表/报告.json"], "下次会被当作指标表"),
        (&["check", form, "--targets", "./表", "-o", "表/问题.xlsx"], "下次会被当作指标表"),
        (&["targets", "表/414.json", "-o", "表/", "--force"], "会覆盖"),
        (
            &[
                "template",
                "--targets",
                "表/414.json",
                "--targets",
                "表/414.xlsx",
                "--bureau",
                "414",
                "-o",
                "表/414.xlsx",
                "--force",
            ],
            "会覆盖",
        ),
    ];
    for (arguments, said) in cases {
        let run = folder.score(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{arguments:?}: {}", run.stderr);
    }
    assert_eq!(listing(&folder, "表"), ["414.json", "414.xlsx"]);
    assert_eq!(folder.read("表/414.json"), table.as_bytes());
    let apart = folder.score(&[form, "--targets", "表/*.json", "-o", "表/报告.html"]);
    assert_eq!(apart.status, 0, "a page is no table: {}", apart.stderr);
}

/// Tables that lie among the forms are no forms.
#[test]
fn the_tables_that_a_pattern_matches_are_no_inputs() {
    let folder = folder();
    folder.file("年/表1.txt", score::targets::BUNDLED[0]);
    let run = folder.score(&["check", "年", "--targets", "年/表?.txt"]);
    assert!(run.status == 0 && !run.stderr.contains("表1"), "{} {}", run.status, run.stderr);
}

/// The pages of a folder are known by name only when the units are.
#[test]
fn a_page_takes_the_place_of_no_file_that_is_read() {
    let folder = folder();
    folder.file("页/甲县.html", form(12));
    folder.file("页/index.html", "甲县\n");
    for arguments in [&["页/甲县.html", "-o", "页/"][..], &["年", "--expect", "页/index.html", "-o", "页"]] {
        let run = folder.score(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("会覆盖"), "{}", run.stderr);
    }
    assert_eq!((folder.read("页/甲县.html"), listing(&folder, "页").len()), (form(12).into_bytes(), 2));
}

#[test]
fn the_earlier_report_is_never_overwritten() {
    let folder = folder();
    assert_eq!(folder.score(&["年/乙县.csv", "--level", "indicator", "-o", "上次.json"]).status, 0);
    let before = folder.read("上次.json");
    let run = folder.score(&["年/乙县.csv", "--against", "上次.json", "-o", "./年/../上次.json"]);
    assert_eq!((run.status, folder.read("上次.json")), (2, before), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn an_input_is_not_overwritten_by_another_name_either() {
    let folder = folder();
    std::os::unix::fs::symlink("甲县.csv", folder.path().join("年/别名.txt")).expect("a link");
    let run = folder.score(&["年/别名.txt", "-o", "年/甲县.csv"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
}

#[test]
fn colour_goes_where_it_is_asked_for() {
    let folder = folder();
    let coloured = |arguments: &[&str]| folder.score(arguments);
    for arguments in [&["年"][..], &["年", "--color", "never"], &["年", "--color", "auto"]] {
        let run = coloured(arguments);
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "no terminal, no colour");
    }
    let always = coloured(&["年", "--color", "always", "-o", "r.txt", "-f", "table"]);
    assert!(always.stdout.contains('\u{1b}') && always.stderr.contains('\u{1b}'));
    assert!(!String::from_utf8(folder.read("r.txt")).expect("UTF-8").contains('\u{1b}'), "a file has none");
    for format in ["json", "csv", "ndjson", "md", "html"] {
        let run = coloured(&["年", "--color", "always", "-f", format]);
        assert!(!run.stdout.contains('\u{1b}'), "{format} has none");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = folder();
    let units: String = (0..60).map(|number| unit_rows(&format!("第{number}所"), number % 25)).collect();
    folder.file("汇总.csv", format!("{UNIT_HEADER}{units}{}", unit_rows("坏", 0).replacen("0%", "零", 3)));
    for format in ["table", "json", "ndjson", "csv", "md", "html", "xlsx"] {
        let once = |name: &str| {
            let run = folder.score(&["年", "汇总.csv", "-f", "csv", "-o", name]);
            (run, folder.read(name))
        };
        let ending = if format == "table" { "txt" } else { format };
        let (first, second) = (once(&format!("一.{ending}")), once(&format!("二.{ending}")));
        assert!(first == second, "{format}");
    }
}

#[test]
fn the_order_of_rows_changes_nothing() {
    let folder = Folder::new();
    let body: String = (0..9).map(|number| unit_rows(&format!("第{number}所"), number * 3)).collect();
    let mut lines: Vec<_> = body.lines().collect();
    let header = UNIT_HEADER;
    folder.file("顺/汇总.csv", format!("{header}{}\n", lines.join("\n")));
    lines.sort_by_key(|line| line.bytes().rev().map(u32::from).fold(7_u32, |hash, byte| hash.wrapping_mul(31) ^ byte));
    folder.file("乱/汇总.csv", format!("{header}{}\n", lines.join("\n")));
    let report = |name: &str| csv(&folder, &[name, "--sort", "name"]).stdout;
    assert_eq!(report("顺"), report("乱"));
}

#[test]
fn english_reports_have_no_other_chinese_than_the_names() {
    let folder = Folder::new();
    folder.file("y/A.csv", form(12));
    folder.file("y/B.csv", worked("partial"));
    folder.file("y/C.csv", form(24).replacen("100%", "abc", 1));
    folder.file("list.txt", "A\nB\nC\nD\n");
    let arguments = ["y", "--expect", "list.txt", "--lang", "en", "--min-score", "99", "--strict"];
    let targets = score::targets::Targets::bundled();
    for format in ["table", "md", "html"] {
        let run = folder.score(&[&arguments[..], &["-f", format]].concat());
        assert_eq!(run.status, 3);
        let text = format!("{}{}", run.stdout, run.stderr);
        // What has to be written into the form is quoted as it is.
        let rest = ["偏差原因", "不适用", "实际值"].iter().fold(text, |text, quoted| text.replace(quoted, ""));
        assert_eq!(crate::harness::fixture::chinese_of(&rest, &targets), "", "{format}");
    }
    let run = folder.score(&["y", "--lang", "en", "-f", "json"]);
    let report = json(&run);
    for problem in report["problems"].as_array().expect("problems") {
        let text = format!("{} {}", problem["message"], problem["help"]).replace("不适用", "").replace("偏差原因", "");
        assert_eq!(crate::harness::fixture::chinese_of(&text, &targets), "", "{text}");
    }
}

#[test]
fn an_output_that_cannot_be_written_leaves_the_others_as_they_were() {
    let folder = folder();
    folder.file("先.json", "旧");
    let run = folder.score(&["年", "-o", "先.json", "-o", "没有/后.json"]);
    assert_eq!(run.status, 4);
    assert_eq!(folder.read("先.json"), "旧".as_bytes());
    assert_eq!(listing(&folder, "."), ["先.json", "年"]);
}

#[cfg(unix)]
mod pipe {
    use std::process::Command;

    use super::{HEADER, folder, unit_rows};

    /// Runs a line of the shell in which `score` is the program.
    fn shell(folder: &crate::harness::Folder, line: &str) -> (String, String, Option<i32>) {
        let program = std::path::Path::new(env!("CARGO_BIN_EXE_score"));
        let line = format!("score() {{ '{}' \"$@\"; }}\n{line}", program.display());
        let output = Command::new("bash").args(["-c", &line]).current_dir(folder.path()).output().expect("a shell");
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        (text(output.stdout), text(output.stderr), output.status.code())
    }

    #[test]
    fn a_closed_pipe_is_no_error() {
        let folder = folder();
        let units: String = (0..1_500).map(|number| unit_rows(&format!("第{number}所"), 24)).collect();
        folder.file("汇总.csv", format!("{}{units}", super::UNIT_HEADER));
        for format in ["csv", "json", "ndjson", "table", "md", "html"] {
            let line = format!("score 汇总.csv -f {format} | head -n 1; exit ${{PIPESTATUS[0]}}");
            let (out, err, status) = shell(&folder, &line);
            assert_eq!((out.lines().count(), err.as_str(), status), (1, "", Some(0)), "{format}");
        }
        for command in ["score targets", "score targets -f json", "score template", "score schema", "score --help"] {
            let (_, err, status) = shell(&folder, &format!("{command} | true; exit ${{PIPESTATUS[0]}}"));
            assert_eq!((err.as_str(), status), ("", Some(0)), "{command}");
        }
    }

    #[test]
    fn a_closed_pipe_changes_neither_files_nor_messages_nor_status() {
        let folder = folder();
        let bad = unit_rows("坏", 24).replacen("100%", "基本完成", 1);
        let units: String = (0..1_500).map(|number| unit_rows(&format!("第{number}所"), 24)).collect();
        folder.file("汇总.csv", format!("{}{bad}{units}", super::UNIT_HEADER));
        folder.file("空.csv", HEADER);
        for format in ["csv", "ndjson"] {
            let line = format!("score 汇总.csv -f {format} -o {format}.json | true; exit ${{PIPESTATUS[0]}}");
            let (_, err, status) = shell(&folder, &line);
            assert_eq!(status, Some(3), "{format}: {err}");
            assert!(err.contains("[value]") && err.contains("未计分 1 个：坏"), "{format}: {err}");
            assert!(folder.path().join(format!("{format}.json")).exists(), "{format}");
            let (_, _, status) =
                shell(&folder, &format!("score 空.csv -f {format} --strict | true; exit ${{PIPESTATUS[0]}}"));
            assert_eq!(status, Some(1), "{format}");
        }
    }
}

#[test]
fn a_form_that_is_there_may_be_filled_in_and_stays() {
    let folder = Folder::new();
    for name in ["表.csv", "表.xlsx"] {
        folder.file(name, "填好的");
        for (language, said) in [("zh", "错误：{} 已经有了，没有写"), ("en", "error: {} is there already")] {
            let run = folder.score(&["template", "-o", name, "--lang", language]);
            assert_eq!((run.status, run.stdout.as_str()), (4, ""));
            assert!(run.stderr.starts_with(&said.replace("{}", name)), "{}", run.stderr);
            assert_eq!(folder.read(name), "填好的".as_bytes());
        }
        let forced = folder.score(&["template", "-o", name, "--force"]);
        assert_eq!((forced.status, forced.stderr.as_str()), (0, ""));
        assert_eq!(folder.score(&[name, "--missing", "zero"]).status, 0, "a form that can be read took its place");
    }
    assert_eq!(listing(&folder, ".").len(), 2, "nothing else is left");
}

#[test]
fn tables_that_are_there_may_be_mended_and_stay() {
    let folder = Folder::new();
    folder.file("指标表/414.json", "改好的");
    for (language, said) in [("zh", "已经有了，没有写"), ("en", "is there already")] {
        let run = folder.score(&["targets", "-o", "指标表/", "--lang", language]);
        assert_eq!((run.status, run.stdout.as_str()), (4, ""));
        assert!(run.stderr.contains("414.json") && run.stderr.contains(said), "{}", run.stderr);
        assert_eq!(folder.read("指标表/414.json"), "改好的".as_bytes());
    }
    let forced = folder.score(&["targets", "-o", "指标表/", "--force"]);
    assert_eq!((forced.status, forced.stderr.as_str()), (0, ""));
    assert_eq!(folder.score(&["targets", "指标表/414.json"]).status, 0, "a table that can be read took its place");
    assert_eq!(listing(&folder, "指标表").len(), 1, "nothing else is left");
}

#[test]
fn of_two_tables_with_one_file_name_neither_is_written() {
    let folder = Folder::new();
    let table = String::from_utf8(folder.score(&["targets", "-f", "json"]).stdout.into_bytes()).expect("UTF-8");
    let other = |code: &str, name: &str| {
        table.replace("\"414\"", &format!("\"{code}\"")).replace("\"工商局\"", &format!("\"{name}\""))
    };
    folder.file("甲.json", other("4/14", "甲局"));
    folder.file("乙.json", other("4:14", "乙局"));
    let run = folder.score(&["targets", "甲.json", "乙.json", "-o", "指标表/"]);
    assert_eq!(run.status, 2, "{}", run.stderr);
    assert!(run.stderr.contains("会覆盖另一个文件"), "{}", run.stderr);
    assert!(listing(&folder, "指标表").is_empty());
}

/// The book has several bureaus, one of whose forms is there already.
#[test]
fn forms_of_all_bureaus_are_written_together_or_none() {
    const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/targets/books/data/book.docx");
    let folder = Folder::new();
    let template = |more: &[&str]| folder.score(&[&["template", "--targets", BOOK], more].concat());
    for arguments in [&[][..], &["-o", "表.csv"]] {
        let run = template(arguments);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("--bureau") && run.stderr.contains("-o 文件夹/"), "{}", run.stderr);
    }
    folder.file("表/414-工商局.xlsx", "填好的");
    let refused = template(&["-o", "表/"]);
    assert!(refused.status == 4 && refused.stderr.contains("414-工商局.xlsx 已经有了"), "{}", refused.stderr);
    assert_eq!(listing(&folder, "表"), ["414-工商局.xlsx"]);
    assert_eq!(folder.read("表/414-工商局.xlsx"), "填好的".as_bytes());
    let texts = template(&["-o", "表", "-f", "csv", "--lang", "en"]);
    let said = "3 forms written: 表/414-工商局.csv, 表/201-教育局.csv, 表/417-环境保护局.csv\n";
    assert_eq!((texts.status, texts.stdout.as_str(), texts.stderr.as_str()), (0, "", said));
    assert!(String::from_utf8_lossy(&folder.read("表/201-教育局.csv")).contains("部门：,201 教育局,填报单位："));
    let forced = template(&["-o", "表/", "--force"]);
    assert_eq!(
        (forced.status, forced.stderr.as_str()),
        (0, "已写 3 张填报表：表/414-工商局.xlsx、表/201-教育局.xlsx、表/417-环境保护局.xlsx\n")
    );
    assert_eq!(listing(&folder, "表").len(), 6);
    let one = template(&["--bureau", "201", "-o", "一张/"]);
    assert_eq!((one.status, listing(&folder, "一张")), (0, vec!["201-教育局.xlsx".to_owned()]));
    let contradiction = template(&["--bureau", "201", "-o", "一张.csv", "-f", "xlsx"]);
    assert_eq!(contradiction.status, 2, "{}", contradiction.stderr);
    // Not even by force in the place of the table itself.
    folder.file("书/201-教育局.xlsx", std::fs::read(BOOK).expect("the book is there"));
    let run = folder.score(&["template", "--targets", "书/201-教育局.xlsx", "-o", "书/", "--force"]);
    assert!(run.status == 2 && run.stderr.contains("会覆盖另一个文件"), "{}", run.stderr);
}
