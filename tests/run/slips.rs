//! 退回单: every unit in error has its slip, in words that can be mailed, and whoever does what it says has a score.

mod clerk;
mod mess;

use std::collections::{BTreeMap, BTreeSet};

use self::mess::{FAULTS, Form, forms};
use crate::harness::forms::{UNIT_HEADER, column, csv, form, json, rows};
use crate::harness::{Folder, two_bureaus, worked};

const UNITS: usize = 60;

/// Writes forms into a folder of their own, which holds nothing else then.
fn write(folder: &Folder, forms: &[Form]) {
    let _ = std::fs::remove_dir_all(folder.path().join("2016年"));
    for form in forms {
        for (name, bytes) in form.files() {
            folder.file(&format!("2016年/{name}"), bytes);
        }
    }
}

/// The slips of a folder by the names of their units.
fn slips(folder: &Folder, pages: &str) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(folder.path().join(pages)).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"));
    let unit = |name: String| Some((name.strip_suffix("-退回单.html")?.to_owned(), name));
    let read = |name: String| String::from_utf8(folder.read(&format!("{pages}/{name}"))).expect("UTF-8");
    names.filter_map(unit).map(|(unit, name)| (unit, read(name))).collect()
}

#[test]
fn whoever_does_what_the_slips_say_has_a_score() {
    for seed in crate::harness::depth::seeds(2, 40) {
        let folder = Folder::new();
        let mut forms = forms(UNITS, seed);
        write(&folder, &forms);
        folder.file("名单.txt", (0..=UNITS).map(|number| format!("县{number:02}\n")).collect::<String>());
        let run = folder.score(&["check", "2016年/", "--expect", "名单.txt", "-o", "退回单/"]);
        assert_eq!(run.status, 3, "{}", run.stderr);
        let bad: BTreeSet<_> = forms.iter().filter(|form| form.is_bad()).map(|form| form.unit.clone()).collect();
        let slips = slips(&folder, "退回单");
        assert_eq!(slips.keys().cloned().collect::<BTreeSet<_>>(), bad, "seed {seed}: every bad unit has its slip");
        let index = String::from_utf8(folder.read("退回单/index.html")).expect("UTF-8");
        assert!(bad.iter().all(|unit| index.contains(&format!("href=\"./{unit}-退回单.html\""))));
        assert!(index.contains("应报未报的单位") && index.contains(&format!("县{UNITS:02}")), "who has not reported");
        for form in forms.iter_mut().filter(|form| form.is_bad()) {
            clerk::follow(form, &slips[&form.unit]);
        }
        write(&folder, &forms);
        let mended = csv(&folder, &["2016年/", "--sort", "name"]);
        assert_eq!(mended.status, 0, "seed {seed}:\n{}", mended.stderr);
        let truth = Folder::new();
        for form in &forms {
            truth.file(&format!("2016年/{}.csv", form.unit), form.truth());
        }
        let expected = csv(&truth, &["2016年/", "--sort", "name"]);
        assert_eq!(column(&mended, "unit").len(), UNITS);
        assert_eq!(mended.stdout, expected.stdout, "seed {seed}: the figures that were meant");
    }
}

#[test]
fn every_fault_is_among_the_mess() {
    let forms = forms(UNITS, 1);
    for fault in FAULTS {
        assert!(forms.iter().any(|form| form.faults.contains(&fault)), "{fault:?}");
    }
    let clean = forms.iter().filter(|form| !form.is_bad()).count();
    assert!((5..30).contains(&clean), "{clean} are in order");
}

#[test]
fn a_slip_can_be_mailed() {
    let folder = Folder::new();
    write(&folder, &forms(UNITS, 2));
    for language in ["zh", "en"] {
        folder.score(&["2016年/", "-o", "报告/", "--lang", language, "--period", "2017"]);
    }
    for (unit, slip) in slips(&folder, "报告") {
        let text = clerk::text(&slip);
        assert!(!text.contains("--") && !text.contains("score "), "{unit}: {text}");
        assert!(!slip.contains("index.html"), "it stands alone");
    }
}

#[test]
fn pages_and_slips_lie_beside_each_other() {
    let folder = Folder::new();
    folder.file("年/好县.csv", worked("complete"));
    folder.file("年/坏县.csv", form(24).replacen("100%", "基本完成", 1));
    folder.file("年/CON.csv", form(24).replacen("100%", "基本完成", 1));
    folder.file("年/尾县..csv", form(24));
    folder.score(&["年/", "-o", "报告/"]);
    let names = |pages: &str| -> BTreeSet<String> {
        let entries = std::fs::read_dir(folder.path().join(pages)).expect("the folder is there");
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect()
    };
    let expected = ["index.html", "好县.html", "尾县.html", "坏县-退回单.html", "_CON-退回单.html"];
    assert_eq!(names("报告"), expected.map(str::to_owned).into(), "the names are those of every system");
    folder.score(&["check", "年/", "-o", "退回单/"]);
    let alone = ["index.html", "坏县-退回单.html", "_CON-退回单.html"];
    assert_eq!(names("退回单"), alone.map(str::to_owned).into());
}

/// The text of a page's head: its title, and whose it is.
fn head(page: &str) -> String {
    let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
    let masthead = page.split("<header").nth(1).and_then(|rest| rest.split("</header>").next()).unwrap_or_default();
    format!("{title} {}", clerk::text(&format!("<main{masthead}")))
}

/// A slip speaks of its unit's bureau alone, and whoever sent standard input has a name.
#[test]
fn a_slip_says_whose_it_is() {
    let folder = two_bureaus::folder();
    folder.score(&["年/", "--targets", "表/", "-o", "报告/"]);
    for (bureau, name) in [("414 工商局", "西关街道（工商局）"), ("417 生态环境保护局", "西关街道（生态环境保护局）")]
    {
        let head = head(&slips(&folder, "报告")[name]);
        assert!(head.contains(&format!("退回单 - {name} - {bureau}")), "{head}");
        assert!(head.contains("依据：部门职责-工作活动绩效目标") && !head.contains("个部门"), "{head}");
    }
    let own = form(24).replacen("100%", "基本完成", 1);
    folder.score_with(&["check", "-", "-o", "单/"], own.as_bytes());
    let slips = slips(&folder, "单");
    let head = head(slips.values().next().expect("a slip"));
    assert!(head.contains("退回单 - 标准输入 - 414 工商局"), "{head}");
}

/// Where more is wrong than is kept, the slip says how much, and not that the rest needs no change.
#[test]
fn a_slip_says_that_there_is_more() {
    let folder = Folder::new();
    let unit = |number: usize| rows(Some(&format!("县{number}")), |_| "约九成".to_owned());
    folder.file("表.csv", UNIT_HEADER.to_owned() + &(0..420).map(unit).collect::<String>());
    folder.file("少.csv", UNIT_HEADER.to_owned() + &unit(1));
    folder.score(&["check", "表.csv", "-o", "多/"]);
    let text = clerk::text(&slips(&folder, "多")["县7"]);
    assert!(text.contains("此外还有 4 个同类问题") && !text.contains("没有列出的不用改"), "{text}");
    folder.score(&["check", "少.csv", "-o", "少/"]);
    let text = clerk::text(&slips(&folder, "少")["县1"]);
    assert!(!text.contains("此外还有") && text.contains("没有列出的不用改"), "{text}");
}

#[test]
fn a_note_that_is_demanded_stands_on_a_slip() {
    let folder = Folder::new();
    folder.file("年/甲县.csv", worked("complete"));
    folder.file("年/乙县.csv", form(24));
    folder.score(&["年/", "-o", "报告/", "--require-notes"]);
    let slips = slips(&folder, "报告");
    assert_eq!(slips.keys().collect::<Vec<_>>(), ["甲县"]);
    let text = clerk::text(&slips["甲县"]);
    assert!(text.contains("已经计分") && text.contains("请加一列“偏差原因”"), "{text}");
    let report = json(&folder.score(&["年/甲县.csv", "-f", "json", "--require-notes"]));
    assert_eq!(clerk::rows(&slips["甲县"]).len(), report["problems"].as_array().expect("a list").len());
    let strict = folder.score(&["年/甲县.csv", "--require-notes", "--strict"]);
    assert_eq!(strict.status, 1, "a gate with --strict");
    assert_eq!(folder.score(&["年/甲县.csv", "--strict"]).status, 0);
}
