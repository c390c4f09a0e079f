//! The page that scores in a browser, in a real Chromium and a real Firefox, against the command line.
//! `.ci/run` makes the page, installs the browsers, and runs these.

mod answers;
mod browser_needs;
mod browsers;
mod colours;
mod given;
mod marionette;
mod typing;

use std::path::{Path, PathBuf};

use serde_json::json;

use self::browsers::{BOTH, Kind, Page};
use crate::harness::raw_workbook::RawWorkbook;
use crate::harness::{Folder, forms, worked};

/// The endings of the page's buttons.
const ENDINGS: [&str; 5] = ["xlsx", "html", "csv", "json", "md"];

fn own(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Puts the browser's folder of files and the command line's on the same footing: files by bare names.
fn placed(page: &Page, files: &[(&str, Vec<u8>)]) -> Vec<PathBuf> {
    files.iter().map(|(name, bytes)| page.folder.file(name, bytes)).collect()
}

fn language(page: &mut Page, code: &str) {
    page.run(&format!("document.documentElement.lang = '{code}'"));
}

/// What the command line says and writes of files in the page's folder.
fn command_line(folder: &Folder, files: &[&str], more: &[&str], ending: &str) -> (String, Vec<u8>) {
    let out = format!("命令行.{ending}");
    let _ = std::fs::remove_file(folder.path().join(&out));
    let run = folder.score(&[files, more, &["-o", &out]].concat());
    let written = std::fs::read(folder.path().join(&out)).unwrap_or_default();
    (run.stderr, written)
}

/// What the page saves the report on files as.
fn report_name(files: &[&str], ending: &str) -> String {
    let unit = if let [file] = files { file.split_once('.').map(|(unit, _)| unit) } else { None };
    unit.map_or_else(|| format!("报告.{ending}"), |unit| format!("{unit}-报告.{ending}"))
}

/// Inputs that go through every part: one unit, whole and in part, workbooks, several units, errors.
fn inputs() -> Vec<Vec<(&'static str, Vec<u8>)>> {
    let worked = |name: &str| worked(name).into_bytes();
    let own = |path: &str| std::fs::read(own(path)).expect("a test's file");
    vec![
        vec![("城关工商所.csv", worked("complete"))],
        vec![("东关工商所.csv", worked("partial"))],
        vec![("甲县.xlsx", own("tests/data/complete.xlsx"))],
        vec![("乙县.xls", own("tests/data/complete.xls"))],
        vec![
            ("丙县.csv", worked("complete")),
            ("丁县.csv", worked("partial")),
            ("戊县.csv", "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n".into()),
            ("己县.xlsx", b"PK\x03\x04 damaged".to_vec()),
        ],
    ]
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn what_the_page_saves_is_what_the_command_line_writes() {
    for kind in BOTH {
        let mut page = Page::open(kind);
        for input in inputs() {
            let names: Vec<_> = input.iter().map(|(name, _)| *name).collect();
            let files = placed(&page, &input);
            page.run("document.querySelector('button[data-do=clear]').click()");
            page.choose("chosen", &files);
            for code in ["zh", "en"] {
                language(&mut page, if code == "zh" { "zh-CN" } else { "en" });
                for ending in ENDINGS {
                    let saved = page.saved(&format!("data-save={ending}"), &report_name(&names, ending));
                    let (_, written) = command_line(&page.folder, &names, &["--lang", code], ending);
                    assert!(!written.is_empty() && saved == written, "{kind:?} {names:?} {code} {ending}");
                }
            }
            language(&mut page, "zh-CN");
        }
        for form in ["xlsx", "csv"] {
            let saved = page.saved(&format!("data-form={form}"), &format!("填报表.{form}"));
            page.folder.score(&["template", "-o", &format!("空表.{form}")]);
            assert_eq!(saved, page.folder.read(&format!("空表.{form}")), "{form}");
        }
        page.has_kept_still();
    }
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn every_kind_of_file_comes_to_what_the_command_line_makes_of_it() {
    let mut pages = BOTH.map(Page::open);
    let folder = Folder::new();
    for (name, bytes) in kinds() {
        let file = folder.file(&name, bytes);
        let runs = ["zh", "en"].map(|code| written(&folder, &name, code));
        for page in &mut pages {
            page.run("document.querySelector('button[data-do=clear]').click()");
            page.choose("chosen", std::slice::from_ref(&file));
            assert_eq!(page.text("document.getElementById('messages').textContent"), runs[0].0, "{name}");
            for ((_, reports), code) in runs.iter().zip(["zh-CN", "en"]) {
                page.run(&format!("document.documentElement.lang = '{code}'"));
                for (ending, report) in ENDINGS.iter().zip(reports) {
                    assert!(page.answer(&json!({ "report": ending })) == *report, "{name} {code} {ending}");
                }
            }
            language(page, "zh-CN");
        }
    }
    pages.iter_mut().for_each(Page::has_kept_still);
}

/// What the command line says of a file, and the reports that it writes, in the order of the endings.
fn written(folder: &Folder, name: &str, language: &str) -> (String, Vec<Vec<u8>>) {
    let outs = ENDINGS.map(|ending| format!("{language}.{ending}"));
    for out in &outs {
        let _ = std::fs::remove_file(folder.path().join(out));
    }
    let flags = outs.iter().flat_map(|out| ["-o", out]);
    let run = folder.score(&["--lang", language, name].into_iter().chain(flags).collect::<Vec<_>>());
    (run.stderr, outs.iter().map(|out| folder.read(out)).collect())
}

/// Files of every kind that the tests have, damaged ones among them, and texts in every encoding.
fn kinds() -> Vec<(String, Vec<u8>)> {
    let mut kinds = Vec::new();
    for folder in ["tests/data", "tests/data/workbooks", "src/sheets/tests-data", "examples/2016年"] {
        let entries = std::fs::read_dir(own(folder)).expect("a folder of tests").flatten();
        let mut paths: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
        paths.sort();
        kinds.extend(paths.iter().map(|path| {
            let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
            (name, std::fs::read(path).expect("it is read"))
        }));
    }
    let text = worked("complete");
    let text = text.trim_start_matches('\u{feff}');
    let wide = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().chain([]).flat_map(bytes).collect::<Vec<_>>();
    let gbk = encoding_rs::GB18030.encode(text).0.into_owned();
    kinds.extend([
        ("国标.csv".to_owned(), gbk),
        ("小端.csv".to_owned(), [b"\xFF\xFE".to_vec(), wide(u16::to_le_bytes)].concat()),
        ("大端.csv".to_owned(), [b"\xFE\xFF".to_vec(), wide(u16::to_be_bytes)].concat()),
        ("制表符.tsv".to_owned(), text.replace(',', "\t").into_bytes()),
        ("分号.csv".to_owned(), text.replace(',', ";").into_bytes()),
        ("回车.csv".to_owned(), text.replace('\n', "\r\n").into_bytes()),
        ("空.csv".to_owned(), Vec::new()),
        ("图.csv".to_owned(), b"\x89PNG\r\n\x1a\n".to_vec()),
        ("文.csv".to_owned(), b"%PDF-1.7".to_vec()),
        ("<img src=x onerror=alert(1)>.csv".to_owned(), text.into()),
        ("太大.xlsx".to_owned(), too_large()),
    ]);
    assert!(kinds.len() >= 40, "forty kinds, not {}", kinds.len());
    kinds
}

/// A workbook that unpacks to more than is read.
fn too_large() -> Vec<u8> {
    let mut book = RawWorkbook::form(&[]);
    book.rows.push(" ".repeat(129 << 20));
    book.bytes()
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn a_large_file_is_read_with_progress_while_the_page_answers() {
    let units = (1..=4_200).map(|number| forms::unit_rows(&format!("{number}所"), 2));
    let text: String = std::iter::once(forms::UNIT_HEADER.to_owned()).chain(units).collect();
    assert!(text.lines().count() > 100_000);
    for kind in BOTH {
        let mut page = Page::open(kind);
        let files = placed(&page, &[("全县.csv", text.clone().into())]);
        page.run(
            "document.body.dataset.busy = 'waiting'; window.seen = new Set();
             setInterval(() => { const bar = document.getElementById('progress'); if (bar.hasAttribute('value')) seen.add(bar.value / bar.max); }, 5)",
        );
        page.choose_only("chosen", &files);
        page.settled();
        assert!(
            page.value("seen.size > 3 && Math.max(...seen) === 1") == json!(true),
            "{kind:?} {}",
            page.value("[...seen]")
        );
        let (said, written) = command_line(&page.folder, &["全县.csv"], &[], "html");
        assert_eq!(page.text("document.getElementById('messages').textContent"), said);
        assert!(page.text("document.getElementById('frame').srcdoc").as_bytes() == written, "{kind:?}");
    }
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn files_and_folders_that_are_dropped_are_read_as_on_the_command_line() {
    for kind in BOTH {
        let mut page = Page::open(kind);
        let files = placed(&page, &[("甲县.csv", worked("complete").into()), ("乙县.csv", worked("partial").into())]);
        page.drop_on(&files);
        let (said, written) = command_line(&page.folder, &["甲县.csv", "乙县.csv"], &[], "html");
        assert_eq!(page.text("document.getElementById('frame').srcdoc"), String::from_utf8_lossy(&written), "{kind:?}");
        assert_eq!(page.text("document.getElementById('messages').textContent"), said);
        assert_eq!(page.text("document.activeElement.id"), "results", "the focus goes to the report");
        page.run("document.querySelector('button[data-do=clear]').click()");
        for (name, text) in [("甲县.csv", "complete"), ("乙县.csv", "partial")] {
            page.folder.file(&format!("年/{name}"), worked(text));
        }
        page.folder.file("年/丙县.et", "");
        page.folder.file("年/补交/丁县.csv", worked("complete"));
        let list = page.folder.file("名单.csv", "填报单位\n甲县\n乙县\n戊县\n");
        page.choose_only("expected", &[list]);
        page.until("document.querySelectorAll('#files li').length === 1");
        let folder = page.folder.path().join("年");
        if kind == Kind::Chromium {
            page.drop_on(&[folder]);
        } else {
            page.give_folder(&folder);
        }
        let (said, written) = command_line(&page.folder, &["年"], &["--expect", "名单.csv"], "html");
        assert_eq!(page.text("document.getElementById('messages').textContent"), said, "{kind:?}");
        assert_eq!(page.text("document.getElementById('frame').srcdoc"), String::from_utf8_lossy(&written));
        page.has_kept_still();
    }
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn a_file_that_ends_the_program_is_named_and_the_others_are_scored() {
    for kind in BOTH {
        let mut page = Page::open(kind);
        // A file that says of itself that it is longer than it is: the module panics as it reads.
        page.run(
            "const good = new File([document.getElementById('example').textContent.trim()], '好.csv');
             const bad = { size: 100, arrayBuffer: async () => new ArrayBuffer(8) };
             const gone = { size: 9, arrayBuffer: async () => { throw new DOMException('', 'NotFoundError'); } };
             document.body.dataset.busy = 'waiting';
             take('input', [{ file: bad, name: '坏.csv' }, { file: good, name: '好.csv' }, { file: gone, name: '没了.csv' }])",
        );
        page.settled();
        let said = page.text("document.getElementById('messages').textContent");
        for said_of in ["程序读这个文件时自身出错", "--> 坏.csv", "没有这个文件或文件夹", "--> 没了.csv"]
        {
            assert!(said.contains(said_of), "{said}");
        }
        let shown = page.text("document.getElementById('frame').srcdoc");
        assert!(shown.contains("88.02"), "the other one is scored");
        page.run("document.querySelector('button[data-do=clear]').click()");
        page.run("document.querySelector('button[data-do=example]').click()");
        page.until("document.getElementById('frame').srcdoc.includes('88.02')");
    }
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn hostile_names_and_texts_stay_texts() {
    let hostile = "<img src=x onerror=alert(1)>";
    let form = format!(
        "工作活动,绩效指标,实际值,偏差原因\n市场监督管理,案件办结率,92.5%,{hostile}\n市场监督管理,{hostile},1%,\n"
    );
    for kind in BOTH {
        let mut page = Page::open(kind);
        let files = placed(&page, &[(&format!("{hostile}.csv"), form.clone().into())]);
        page.choose("chosen", &files);
        page.click("data-do=trial");
        page.until("!document.getElementById('trial').hidden");
        assert_eq!(page.value("document.images.length + document.querySelectorAll('[onerror]').length"), json!(0));
        assert_eq!(page.value("document.getElementById('frame').contentDocument.images.length"), json!(0));
        page.has_kept_still();
    }
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn the_page_can_be_used_without_seeing_it_and_fits_a_phone() {
    let mut page = Page::open(Kind::Chromium);
    page.click("data-do=example");
    page.until("document.getElementById('frame').srcdoc.includes('88.02')");
    page.settled();
    page.click("data-do=trial");
    page.until("!document.getElementById('trial').hidden");
    page.run("document.getElementById('options').open = true");
    let browser = page.chromium().expect("it is Chromium");
    let nodes = browser.accessible();
    let has = |role: &str, name: &str| nodes.iter().any(|node| node.0 == role && node.1 == name);
    for (role, name) in [
        ("button", "选择文件"),
        ("button", "试一试（示例）"),
        ("button", "存 报告.xlsx"),
        ("button", "打印"),
        ("combobox", "未报怎么计"),
        ("region", "报告"),
        ("region", "试算"),
        ("Iframe", "报告 / Report"),
        ("textbox", "市场监督管理 案件办结率 实际值"),
        ("textbox", "综合业务管理 综合业务完成率 偏差原因"),
    ] {
        let near: Vec<_> = nodes.iter().filter(|node| node.0 == role || node.1 == name).collect();
        assert!(has(role, name), "{role} {name}: {near:?}");
    }
    let bare = nodes
        .iter()
        .filter(|node| ["button", "textbox", "combobox", "checkbox"].contains(&&*node.0) && node.1.is_empty());
    assert_eq!(bare.count(), 0, "every control has a name");
    for width in [320, 390, 768, 1200] {
        let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700 });
        browser.call("Emulation.setDeviceMetricsOverride", &metrics);
        let wide = browser.evaluate("document.documentElement.scrollWidth");
        assert!(wide.as_i64().is_some_and(|wide| wide <= width), "{wide} at {width}");
    }
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn an_option_leaves_the_focus_where_it_is() {
    for kind in BOTH {
        let mut page = Page::open(kind);
        page.click("data-do=example");
        page.until("document.getElementById('frame').srcdoc.includes('88.02')");
        page.run("document.getElementById('options').open = true; document.getElementById('period').focus()");
        page.type_text("2016年度");
        page.run("document.body.dataset.busy = 'waiting'");
        page.tab();
        page.until("document.getElementById('frame').srcdoc.includes('2016年度')");
        page.settled();
        assert_eq!(page.text("document.activeElement.id"), "expected", "{kind:?}: the next field");
    }
}
