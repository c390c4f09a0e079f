//! Forms of several bureaus in one run: whose form it is, and that each is scored as it would be alone.

use std::fmt::Write;

use score::targets::{Targets, read_book};

use crate::harness::dice::Dice;
use crate::harness::forms::{self, column, scored};
use crate::harness::{Folder, Run};

const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/targets/books/data/book.docx");

/// The tables of the book.
fn tables() -> Vec<Targets> {
    let book = read_book(std::fs::read(BOOK).expect("the book is there")).expect("it is a book");
    book.tables.into_iter().filter_map(|published| published.table.ok()).collect()
}

/// How a form says whose it is.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Title,
    File,
    Rows,
}

/// A form filled at random, in one of the ways to say whose it is; its file's name too.
fn form(table: &Targets, says: Says, number: usize, dice: &mut Dice) -> (String, String) {
    let title = match says {
        Says::Title => format!("部门：{} {},,\n", table.code, table.name),
        Says::File | Says::Rows => String::new(),
    };
    let name = match says {
        Says::File => format!("县{number}{}2016年绩效填报表.csv", table.name),
        Says::Title | Says::Rows => format!("县{number}.csv"),
    };
    (name, title + "工作活动,绩效指标,实际值\n" + &rows(table, "", dice))
}

/// Every indicator of a table with a random value, behind some cells.
fn rows(table: &Targets, before: &str, dice: &mut Dice) -> String {
    let mut rows = String::new();
    for (activity, indicator) in table.indicators() {
        let value = match dice.below(12) {
            0 => "未报".to_owned(),
            1 => "不适用".to_owned(),
            _ => {
                let cutoff =
                    indicator.cutoffs.written()[dice.below(3)].map(|cutoff| cutoff.to_string()).unwrap_or_default();
                let whole: usize = cutoff.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or_default();
                let near = (whole + dice.below(5)).max(4) - 2;
                if indicator.is_percentage() { format!("{near}%") } else { near.to_string() }
            }
        };
        let _ = writeln!(rows, "{before}{},{},{value}", activity.name, indicator.name);
    }
    rows
}

fn lines(run: &Run) -> Vec<String> {
    let mut lines: Vec<_> = scored(&run.stdout).map(str::to_owned).collect();
    lines.sort();
    lines
}

/// The rows of a file with a column 部门 against one table: each unit with how many indicators it lacks.
fn with_one_table(rows: &str) -> (Vec<(String, String)>, String) {
    let folder = Folder::new();
    folder.file("某县.csv", format!("部门,工作活动,绩效指标,实际值\n{rows}"));
    let run = folder.score(&["某县.csv", "-f", "csv", "--level", "unit"]);
    let mut lines = csv::Reader::from_reader(run.stdout.as_bytes());
    let lines = lines.records().map(|line| line.expect("CSV"));
    (lines.map(|line| (line[0].to_owned(), line[12].to_owned())).collect(), run.stderr)
}

#[test]
fn a_column_of_departments_beside_one_table() {
    let owned = |units: &[(&str, &str)]| -> Vec<_> {
        units.iter().map(|(unit, missing)| ((*unit).to_owned(), (*missing).to_owned())).collect()
    };
    let (first, second) = ("市场监督管理,网络监管率,92%\n", "市场监督管理,案件办结率,91%\n");
    for (rows, units, code) in [
        (format!("工商局,{first}工商局,{second}"), &[("某县", "22")][..], ""),
        (format!("工商局,{first},{second}"), &[("某县", "22")], ""),
        (format!("工商局,{first}教育局,{second}"), &[("某县", "23"), ("教育局", "")], "错误[bureau]"),
        (format!("甲县,{first}甲县,{second}乙县,{first}"), &[("甲县", "22"), ("乙县", "23")], ""),
        (format!("登记局,{first}执法队,{second}"), &[("某县", "22")], ""),
        (format!("登记科,{first}执法科,{second}"), &[("某县", "22")], ""),
    ] {
        let (found, told) = with_one_table(&rows);
        assert_eq!(found, owned(units), "{rows}{told}");
        assert!(told.contains(code) && (!code.is_empty() || !told.contains("错误[")), "{rows}{told}");
    }
}

#[test]
fn a_title_with_the_code_of_another_bureau_is_refused() {
    let folder = Folder::new();
    for (title, status) in [("201 教育局", 3), ("414 工商局", 0), ("市场监督管理局", 0), ("2016年工商局", 0)]
    {
        folder.file("某县.csv", format!("部门：,{title},\n{}", forms::form(24)));
        let run = folder.score(&["某县.csv"]);
        assert_eq!(run.status, status, "{title}: {}", run.stderr);
        assert_eq!(run.stderr.contains("错误[bureau] 没有部门“201 教育局”的指标表"), status == 3, "{}", run.stderr);
    }
}

#[test]
fn each_form_is_scored_as_by_a_run_of_its_bureau_alone() {
    let (tables, mut dice) = (tables(), Dice::new(16));
    assert_eq!(tables.len(), 3, "the book has several bureaus");
    let (folder, mut alone) = (Folder::new(), Vec::new());
    for number in 0..12 {
        let table = &tables[number % tables.len()];
        let says = [Says::Title, Says::File, Says::Rows][number / tables.len() % 3];
        let (name, text) = form(table, says, number, &mut dice);
        folder.file(&format!("表/{name}"), text);
        let name = format!("表/{name}");
        let run = folder.score(&[&name, "--targets", BOOK, "--bureau", &table.code, "-f", "csv", "--level", "unit"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        alone.extend(lines(&run));
    }
    alone.sort();
    let together = folder.score(&["表", "--targets", BOOK, "-f", "csv", "--level", "unit"]);
    assert_eq!((together.status, lines(&together)), (0, alone), "{}", together.stderr);
}

#[test]
fn a_column_of_bureaus_tells_each_row_and_fills_down() {
    let (tables, mut dice) = (tables(), Dice::new(17));
    let folder = Folder::new();
    let mut all = "部门,填报单位,工作活动,绩效指标,实际值\n".to_owned();
    let mut alone = Vec::new();
    for (unit, table) in [("甲县", 0), ("甲县", 1), ("乙县", 1), ("乙县", 2), ("丙县", 0)] {
        let table: &Targets = &tables[table];
        let own = rows(table, "", &mut dice);
        for (index, row) in own.lines().enumerate() {
            let (bureau, unit) = if index == 0 { (table.name.as_str(), unit) } else { ("", "") };
            let _ = writeln!(all, "{bureau},{unit},{row}");
        }
        folder.file(&format!("{unit}.csv"), format!("工作活动,绩效指标,实际值\n{own}"));
        let run = folder.score(&[
            &format!("{unit}.csv"),
            "--targets",
            BOOK,
            "--bureau",
            &table.code,
            "-f",
            "csv",
            "--level",
            "unit",
        ]);
        alone.extend(lines(&run));
    }
    alone.sort();
    folder.file("全县.csv", all);
    let together = folder.score(&["全县.csv", "--targets", BOOK, "-f", "csv", "--level", "unit"]);
    assert_eq!((together.status, lines(&together)), (0, alone), "{}", together.stderr);
}

#[test]
fn claims_that_contradict_and_forms_that_fit_none_are_one_error() {
    let (tables, mut dice) = (tables(), Dice::new(18));
    let [trade, schools] = [0, 1].map(|table: usize| rows(&tables[table], "", &mut dice));
    let head = "工作活动,绩效指标,实际值\n";
    for (name, text, candidates) in [
        ("教育局.csv", format!("部门：工商局\n{head}{trade}"), ["414 工商局", "201 教育局"]),
        ("教育局.csv", format!("{head}{trade}"), ["201 教育局", "414 工商局"]),
        ("甲县.csv", format!("部门：教育局\n{head}{trade}"), ["201 教育局", "414 工商局"]),
        ("甲县.csv", format!("{head}综合业务管理,综合业务完成率,90%\n"), ["414 工商局", "201 教育局"]),
    ] {
        let folder = Folder::new();
        folder.file(name, &text);
        let run = folder.score(&[name, "--targets", BOOK]);
        assert_eq!((run.status, run.stderr.matches("错误[").count()), (3, 1), "{name}\n{}", run.stderr);
        assert!(run.stderr.contains("错误[bureau]"), "{}", run.stderr);
        assert!(candidates.iter().all(|candidate| run.stderr.contains(candidate)), "{}", run.stderr);
        let run = folder.score(&[name, "--targets", BOOK, "--bureau", "414"]);
        assert!(!run.stderr.contains("错误[bureau]"), "--bureau decides: {}", run.stderr);
    }
    // A slip in a form that is clearly one bureau's is an error of its row.
    let folder = Folder::new();
    folder.file("甲县.csv", format!("{head}{}", schools.replacen("校舍安全排查率", "校舍安全排查绿", 1)));
    let run = folder.score(&["甲县.csv", "--targets", BOOK]);
    assert!(run.stderr.contains("错误[unknown-indicator]") && !run.stderr.contains("错误[bureau]"), "{}", run.stderr);
}

#[test]
fn neither_the_order_of_files_nor_those_of_other_bureaus_change_anything() {
    let (tables, mut dice) = (tables(), Dice::new(19));
    let folder = Folder::new();
    let mut names = Vec::new();
    for number in 0..6 {
        let (name, text) = form(&tables[number % 3], Says::Title, number, &mut dice);
        folder.file(&name, text);
        names.push(name);
    }
    let run = |names: &[String]| {
        let mut arguments: Vec<_> = names.iter().map(String::as_str).collect();
        arguments.extend(["--targets", BOOK, "-f", "csv", "--level", "indicator"]);
        lines(&folder.score(&arguments))
    };
    let all = run(&names);
    names.reverse();
    assert_eq!(run(&names), all);
    let of_one = |line: &&String| line.starts_with("201,");
    let own: Vec<_> = names.iter().filter(|name| ["县1.csv", "县4.csv"].contains(&name.as_str())).cloned().collect();
    assert_eq!(run(&own), all.iter().filter(of_one).cloned().collect::<Vec<_>>());
}

#[test]
fn bureaus_without_a_form_have_not_reported() {
    let folder = Folder::new();
    folder.file("教育局.csv", "工作活动,绩效指标,实际值\n学校运行保障,校舍安全排查率,99%\n");
    folder.file("工商局.csv", "工作活动,绩效指标,实际值\n执法办案,督导检查次数,未报\n");
    let run = folder.score(&["教育局.csv", "工商局.csv", "--targets", BOOK]);
    assert!(
        run.stderr.ends_with("空表 1 个，一个值也没有填，不算上报：工商局\n应报未报 1 个单位：环境保护局\n"),
        "{}",
        run.stderr
    );
    let run = folder.score(&["教育局.csv", "--targets", BOOK, "--bureau", "201"]);
    assert!(!run.stderr.contains("应报未报"), "{}", run.stderr);
}

/// A bureau's table, in which the activity has 980.50.
fn small_table(bureau: &str, indicator: &str, sum: &str) -> String {
    format!(
        "部门职责-工作活动绩效目标\n{bureau},,,,,,,,单位：万元\n\
         职责活动,年度预算数,内容描述,绩效目标,绩效指标,优,良,中,差\n义务教育,{sum},负责。,,,,,,\n\
         \u{3000}\u{3000}学校运行,980.50,保障。,完成。,{indicator},98%,95%,90%,85%\n"
    )
}

fn small_form(title: &str, indicator: &str) -> String {
    format!("部门：{title}\n工作活动,绩效指标,实际值\n学校运行,{indicator},96%\n")
}

/// A bureau whose table has a fault leaves the others of its book usable, and is refused itself.
#[test]
fn a_bureau_is_scored_beside_one_with_a_fault() {
    let folder = Folder::new();
    folder.file("书.csv", small_table("201教育局", "甲率", "980.50") + &small_table("202卫生局", "甲率", "980.51"));
    folder.file("甲.csv", small_form("201教育局", "甲率"));
    folder.file("乙.csv", small_form("卫生局", "甲率"));
    let scored = |inputs: &[&str]| folder.score(&[inputs, &["--targets", "书.csv", "-f", "csv"]].concat());
    // The one that is asked for, and in a line that another one is not read.
    let good = scored(&["甲.csv", "--bureau", "教育局"]);
    assert_eq!(good.status, 0, "{}", good.stderr);
    assert_eq!(good.stderr, "另有 1 张指标表有错误，没有用到：202 卫生局（score targets 列出错误）\n");
    for bureau in ["202", "卫生局"] {
        let refused = scored(&["乙.csv", "--bureau", bureau]);
        assert_eq!((refused.status, refused.stdout.as_str()), (3, ""), "{bureau:?}");
        assert!(refused.stderr.contains("980.51") && refused.stderr.contains("书.csv"), "{}", refused.stderr);
    }
    // All: the form of the refused bureau is an error, though the other's rows are the same.
    let both = scored(&["甲.csv", "乙.csv"]);
    assert_eq!(both.status, 3, "{}", both.stderr);
    assert!(both.stdout.contains("教育局") && !both.stdout.contains("卫生局,甲率"), "{}", both.stdout);
    let errors = ["职责预算 980.51 不等于各活动之和 980.5", "部门 202 卫生局 的指标表有错误，不能计分", "未计分 1 个"];
    let places: Vec<_> = errors.iter().map(|error| both.stderr.find(error)).collect();
    assert!(places.is_sorted() && places[0].is_some(), "{}", both.stderr);
    // A column of bureaus, likewise by the row.
    folder.file("丙.csv", "部门,工作活动,绩效指标,实际值\n教育局,学校运行,甲率,96%\n卫生局,学校运行,甲率,96%\n");
    let rows = scored(&["丙.csv"]);
    assert!(rows.status == 3 && rows.stderr.contains("丙.csv:3") && rows.stderr.contains(errors[1]), "{}", rows.stderr);
    let form = folder.score(&["template", "--targets", "书.csv", "--bureau", "201", "-o", "表.csv"]);
    assert_eq!(form.status, 0, "{}", form.stderr);
}

/// Of two tables of one bureau it is not known which one counts.
#[test]
fn a_bureau_with_two_tables_is_not_scored() {
    let folder = Folder::new();
    folder.file("甲.csv", small_table("201教育局", "甲率", "980.50"));
    folder.file("乙.csv", small_table("201教育局", "乙率", "980.50"));
    folder.file("丙.csv", small_table("203民政局", "丙率", "980.50"));
    folder.file("表.csv", small_form("201教育局", "甲率"));
    folder.file("民政局.csv", small_form("203民政局", "丙率"));
    let tables = ["--targets", "甲.csv", "--targets", "乙.csv", "--targets", "丙.csv", "-f", "csv"];
    let all = folder.score(&[&["表.csv", "民政局.csv"][..], &tables].concat());
    assert!(all.status == 3 && all.stderr.contains("部门 201 教育局 的指标表有错误"), "{}", all.stderr);
    assert!(all.stdout.contains("民政局") && !all.stdout.contains("甲率"), "{}", all.stdout);
    let own = folder.score(&[&["表.csv", "--bureau", "201"][..], &tables].concat());
    assert_eq!((own.status, own.stdout.as_str()), (3, ""), "{}", own.stderr);
}

/// A list as a workbook, its numbers as numbers.
fn workbook(text: &str) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(text.lines()) {
        for (column, cell) in (0..).zip(line.split(',')) {
            let written = match cell.parse::<u32>() {
                Ok(number) => sheet.write(row, column, number),
                Err(_) => sheet.write(row, column, cell),
            };
            written.expect("a cell is written");
        }
    }
    book.save_to_buffer().expect("a workbook is written")
}

/// A line of the list is a unit, a bureau, or a unit of a bureau.
#[test]
fn the_list_names_units_bureaus_and_units_of_bureaus() {
    let (tables, mut dice) = (tables(), Dice::new(20));
    let folder = Folder::new();
    for (file, table) in [("甲县工商局.csv", 0), ("甲县教育局.csv", 1), ("教育局.csv", 1)] {
        let table: &Targets = &tables[table];
        let unit = if file.starts_with('甲') { "填报单位：甲县\n" } else { "" };
        folder.file(&format!("表/{file}"), format!("{unit}工作活动,绩效指标,实际值\n{}", rows(table, "", &mut dice)));
    }
    for (list, absent, unlisted) in [
        ("单位\n甲县\n乙县\n", "乙县", "教育局"),
        ("甲县\n教育局\n", "", ""),
        ("201\n414工商局\n环境保护局（417）\n", "环境保护局", ""),
        ("部门名称\n教育局\n统计局\n", "统计局", "甲县（工商局）"),
        (
            "部门,填报单位\n工商局,甲县\n,乙县\n教育局,甲县\n环境保护局,甲县\n统计局,甲县\n",
            "乙县（工商局）、甲县（环境保护局）、甲县（统计局）",
            "教育局",
        ),
        ("序号,部门代码,部门名称,单位\n1,201,教育局,\n2,414,工商局,甲县\n3,414,工商局,甲 县\n合计,,,3\n", "", ""),
        ("填报单位,部门,联系人\n甲县,办公室,某人\n教育局,人事科,某人\n乙县,,某人\n", "乙县", ""),
        ("部门,单位\n教育局,教育局\n工商局,甲县工商局\n", "甲县工商局", "甲县（工商局）"),
    ] {
        folder.file("名单.csv", list);
        folder.file("名单-gbk.txt", encoding_rs::GBK.encode(list).0);
        folder.file("名单.xlsx", workbook(list));
        // What has no header is a text.
        let lists = if list.contains(',') || list.starts_with("单位") {
            &["名单.csv", "名单-gbk.txt", "名单.xlsx"][..]
        } else {
            &["名单.csv", "名单-gbk.txt"]
        };
        for file in lists {
            let run = folder.score(&["表", "--targets", BOOK, "--expect", file, "-f", "csv", "--level", "unit"]);
            assert_eq!(run.status, 0, "{}", run.stderr);
            let said = |of: &str| {
                let line = run.stderr.lines().find_map(|line| line.strip_prefix(of)).unwrap_or_default();
                line.split_once('：')
                    .map_or("", |(_, names)| names.split("（是不是").next().unwrap_or_default())
                    .to_owned()
            };
            assert_eq!([said("应报未报"), said("不在应报名单上")], [absent, unlisted], "{file} {list}\n{}", run.stderr);
        }
    }
}

#[test]
fn a_listed_name_is_known_for_each_bureau_and_a_file_in_error_by_its_own() {
    let (tables, mut dice) = (tables(), Dice::new(21));
    let folder = Folder::new();
    let head = "工作活动,绩效指标,实际值\n";
    folder.file("表/赞安县工商局2016.csv", format!("{head}{}", rows(&tables[0], "", &mut dice)));
    folder.file("表/赞安县教育局2016.csv", format!("{head}{}", rows(&tables[1], "", &mut dice)));
    folder.file("表/赞安县环境保护局.csv", "这里没有表头\n");
    folder.file("名单.csv", "单位,部门\n赞安县,工商局\n赞安县,教育局\n赞安县,环境保护局\n乙县,环境保护局\n");
    let run = folder.score(&["表", "--targets", BOOK, "--expect", "名单.csv", "-f", "csv", "--level", "unit"]);
    assert_eq!(run.status, 3, "{}", run.stderr);
    assert_eq!(column(&run, "unit"), ["赞安县", "赞安县"], "{}", run.stderr);
    for said in [
        "未计分 1 个：赞安县（环境保护局）\n",
        "应报未报 1 个单位：乙县（环境保护局）\n",
        "按应报名单认出 3 个单位，括号里是原来写的：赞安县（工商局）（赞安县工商局2016）、赞安县（教育局）（赞安县教育局2016）、赞安县（环境保护局）（赞安县环境保护局）\n",
    ] {
        assert!(run.stderr.contains(said), "{said}\n{}", run.stderr);
    }
}
