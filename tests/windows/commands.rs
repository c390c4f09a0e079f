//! Commands on a command line, in folders and of files with odd names: what is said and written is what the program
//! for this system says and writes.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use super::wine::{of_windows, wine};
use crate::harness::{Folder, Run, forms, worked};

/// Names that a command line could take for something else.
const ODD: [&str; 3] = ["2016 年 (终稿)", "甲 & 乙 [1]", "完成 50%^ 100%!"];

/// The commands of the README's Chinese part.
fn of_readme() -> Vec<&'static str> {
    let (chinese, _) = include_str!("../../README.md").split_once("\n# ").expect("two parts");
    let commands = chinese.split(['`', '\n']).filter(|text| text.starts_with("score "));
    commands.filter(|command| !command.contains(['…', '|'])).collect()
}

/// What the commands name, in a folder with an odd name.
fn put_inputs(folder: &Folder, odd: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, source) in [
        ("examples/actuals.csv", "examples/actuals.csv"),
        ("examples/应报单位.csv", "examples/应报单位.csv"),
        ("应报单位.csv", "examples/应报单位.csv"),
        ("预算书.docx", "tests/targets/books/data/book.docx"),
        ("实际值.csv", "tests/worked/partial.csv"),
    ] {
        folder.file(&format!("{odd}/{name}"), fs::read(root.join(source)).expect("it is there"));
    }
    for unit in fs::read_dir(root.join("examples/2016年")).expect("it is there").flatten() {
        let name = unit.file_name().into_string().expect("a name of text");
        for year in ["2016年", "examples/2016年"] {
            folder.file(&format!("{odd}/{year}/{name}"), fs::read(unit.path()).expect("it is there"));
        }
    }
    folder.file(&format!("{odd}/2016年/坏.csv"), "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n");
    let units = ["甲县", "乙县"].map(|unit| forms::unit_rows(unit, unit.len())).concat();
    folder.file(&format!("{odd}/全县.csv"), forms::UNIT_HEADER.to_owned() + &units);
    for name in ODD {
        folder.file(&format!("{odd}/{name}/{name}.csv"), worked("complete"));
    }
}

/// A command on this system.
fn here(folder: &Path, command: &str) -> Run {
    let programs = Path::new(env!("CARGO_BIN_EXE_score")).parent().expect("it is in a folder");
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").expect("there is one"));
    let mut shell = Command::new("sh");
    let shell = shell.args(["-c", command]).current_dir(folder).envs([("PATH", &*path), ("LC_ALL", "C.UTF-8")]);
    Run::of(shell.env_remove("LANG").output().expect("there is a shell"))
}

/// The same on Windows. Its program is given the words, and quotes those that have spaces.
fn there(folder: &Path, command: &str, page: &str) -> Run {
    let words = command.split('"').enumerate().flat_map(|(at, text)| {
        let unquoted = text.split_whitespace().filter(move |_| at % 2 == 0);
        unquoted.chain((at % 2 == 1).then_some(text))
    });
    let words: Vec<_> = ["/c", "chcp", page, ">nul", "&"].into_iter().chain(words).collect();
    wine().run(folder, "cmd", &words)
}

/// All files in a folder and below, by their names.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            files.extend(self::files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
        } else {
            files.insert(name, fs::read(&path).expect("it can be read"));
        }
    }
    files
}

/// A file of data with paths as this system writes them.
fn with_slashes<'b>(name: &str, bytes: &'b [u8]) -> Cow<'b, [u8]> {
    match std::str::from_utf8(bytes) {
        Ok(text) if name.ends_with("json") => Cow::Owned(text.replace(r"\\", "/").into_bytes()),
        _ => Cow::Borrowed(bytes),
    }
}

/// Runs commands on both systems, each in a folder of the same name, and compares all that comes of it.
fn compare(odd: &str, commands: &[&str], page: &str) {
    let owned = [Folder::new(), Folder::new()];
    for folder in &owned {
        put_inputs(folder, odd);
    }
    let folders = owned.each_ref().map(|folder| folder.path().join(odd));
    for command in commands {
        let (expected, mut run) = (here(&folders[0], command), there(&folders[1], command, page));
        // Windows has its own way to write paths.
        run.stderr = run.stderr.replace('\\', "/");
        run.stdout = run.stdout.replace('\\', "/");
        assert_eq!(run, expected, "{command} in {odd}");
    }
    let [expected, written] = folders.map(|folder| files(&folder));
    assert_eq!(written.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (name, bytes) in &expected {
        assert!(with_slashes(name, &written[name]) == *bytes, "{name} in {odd}");
    }
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn those_of_the_readme() {
    let commands = of_readme();
    assert!(commands.len() > 15, "{commands:?}");
    for (odd, page) in ODD.into_iter().zip(["936", "65001", "936"]) {
        compare(odd, &commands, page);
    }
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn those_of_files_with_odd_names() {
    for (odd, page) in ODD.into_iter().zip(["65001", "936", "65001"]) {
        let file = format!("{odd}/{odd}.csv");
        let commands = [
            format!(r#"score "{file}""#),
            format!(r#"score "{file}" -o "报 告 {odd}.xlsx" -o "{odd}/页.html" -f json > "{odd}.json""#),
            format!(r#"score "{file}" -o "{odd}/每个 单位/""#),
            format!(r#"score check "{odd}" "没有 {odd}.csv""#),
            format!(r#"score "{odd}/*.csv" -f csv --level unit"#),
            format!(r#"score template -o "{odd}/填 报 表.csv""#),
        ];
        compare(odd, &commands.each_ref().map(String::as_str), page);
    }
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn paths_are_written_in_every_way_that_windows_has() {
    let folder = Folder::new();
    folder.file("年 度/甲县.csv", worked("complete"));
    let units = ["-f", "csv", "--level", "indicator"];
    let expected = folder.score(&[&["年 度/甲县.csv"], &units[..]].concat());
    let whole = of_windows(&folder.path().join("年 度/甲县.csv"));
    for path in [
        r"年 度\甲县.csv",
        r".\年 度/甲县.csv",
        r"年 度\..\年 度\甲县.csv",
        r"Z:年 度\甲县.csv",
        r"年 度\甲县.CSV",
        &whole,
        &whole.replace('\\', "/"),
        &format!(r"\\?\{whole}"),
    ] {
        assert_eq!(wine().score(folder.path(), &[&[path], &units[..]].concat()), expected, "{path}");
    }
    for (out, written) in [
        ("Z:甲.csv", "甲.csv"),
        (r"年 度\乙.csv", "年 度/乙.csv"),
        (r"Z:年 度\丙.csv", "年 度/丙.csv"),
        (r"页\", "页/甲县.html"),
        ("Z:各页/", "各页/甲县.html"),
    ] {
        let run = wine().score(folder.path(), &[r"年 度\甲县.csv", "-o", out]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{out}");
        assert!(folder.path().join(written).exists(), "{out}");
    }
    for pattern in [r"Z:年 度\甲*.csv", r"年 度\甲?.csv", &whole.replace("甲县", "甲*")] {
        let run = wine().score(folder.path(), &[&[pattern], &units[..]].concat());
        assert_eq!((run.stdout, run.status), (expected.stdout.clone(), 0), "{pattern}: {}", run.stderr);
    }
}

#[test]
#[ignore = "needs the archive, wine64 and mingw"]
fn a_quote_that_is_swallowed_is_said_so() {
    let folder = Folder::new();
    folder.file("年 度/甲县.csv", worked("complete"));
    let run = wine().score(folder.path(), &[r#"年 度" -o 报告.csv"#]);
    let message =
        "参数“年 度\" -o 报告.csv”里有引号：引号前面的 \\ 让它不再是引号了；文件夹请写成 \"文件夹\" 或 \"文件夹/\"";
    assert_eq!((run.stderr.as_str(), run.status), (&*format!("错误：{message}\n"), 2));
}
