//! 退回单: every unit in error has its slip, in words that can be mailed, and whoever does what it says has a score.

mod clerk;
mod mess;

use std::collections::{BTreeMap, BTreeSet};

use self::mess::{FAULTS, Form, forms};
use crate::harness::forms::{column, csv, form, json};
use crate::harness::{Folder, worked};

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
