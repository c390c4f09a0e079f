//! The page in a real headless Chromium. `.ci/run` installs it and runs these.

use std::path::Path;

use score::language::Language::{self, Chinese, English};
use score::report::Report;
use score::report::html::html;
use score::scoring::MissingPolicy::{Range, Zero};
use score::targets::Targets;
use serde_json::json;

use super::reading::nothing;
use crate::harness::browser::Browser;
use crate::harness::fixture::{COMPLETE, HOSTILE, PARTIAL, hostile_rows, problems, report, rows, unscored};
use crate::harness::{Folder, paper};

const NEEDS: &str = "needs chromium and fonts-noto-cjk";

/// Opens the report in a fresh browser; it must be the only thing that is asked for, without a word
/// on the console.
fn opened(report: &Report<'_>, language: Language, folder: &Path) -> Browser {
    std::fs::write(folder.join("page.html"), html(report, language)).expect(NEEDS);
    opened_page(folder)
}

/// The page `page.html` of a folder.
fn opened_page(folder: &Path) -> Browser {
    let file = folder.join("page.html");
    let mut browser = Browser::start(folder);
    let address = format!("file://{}", file.display());
    browser.load(&address);
    let outside: Vec<_> = browser.requests().into_iter().filter(|url| *url != address && *url != "data:,").collect();
    assert!(outside.is_empty(), "asked for {outside:?}");
    assert!(browser.complaints().is_empty(), "complained: {:?}", browser.complaints());
    browser
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

#[test]
#[ignore = "needs chromium and fonts-noto-cjk"]
fn the_browser_sees_what_the_others_find_nothing_of() {
    let folder = folder();
    let file = folder.path().join("page.html");
    let page = "<p>x</p><img src='missing.png'><script>console.log(1); nothing()</script>";
    std::fs::write(&file, page).expect("the folder is writable");
    let mut browser = Browser::start(folder.path());
    browser.load(&format!("file://{}", file.display()));
    assert_eq!(browser.requests().len(), 2, "the page and its picture");
    assert!(browser.complaints().len() >= 2, "the message and the exception");
}

#[test]
#[ignore = "needs chromium and fonts-noto-cjk"]
fn the_total_and_every_indicator_are_accessible() {
    let targets = Targets::bundled();
    for (text, total, band) in [(COMPLETE, "88.02", "良"), (PARTIAL, "77.68～89.01", "未定")] {
        let report = report(&[rows("城关工商所", text, &targets)], &targets, Range);
        let folder = folder();
        let mut browser = opened(&report, Chinese, folder.path());
        let nodes = browser.accessible();
        let has = |role: &str, name: &str| nodes.iter().any(|node| node.0 == role && node.1 == name);
        assert!(has("StaticText", total), "the total is read out");
        assert!(has("image", &format!("总分 {total}，{band}")), "the drawing of the total has a name");
        for (_, indicator) in targets.indicators() {
            assert!(has("rowheader", &indicator.name), "{} heads a row", indicator.name);
            assert!(has("image", &indicator.name), "{} has a drawing", indicator.name);
        }
        assert_eq!(nodes.iter().filter(|node| node.0 == "rowheader" && node.1 == "案件办结率").count(), 2);
        for landmark in ["main", "banner", "navigation", "contentinfo"] {
            assert!(nodes.iter().any(|node| node.0 == landmark), "{landmark}");
        }
    }
}

#[test]
#[ignore = "needs chromium and fonts-noto-cjk"]
fn hostile_text_is_inert_and_stands_as_written() {
    let targets = Targets::bundled();
    for text in HOSTILE.map(str::to_owned).into_iter().chain(["长".repeat(10_000), "x".repeat(10_000)]) {
        let mut report = report(&[hostile_rows(&text, &targets)], &targets, Range);
        report.period = Some(text.clone());
        report.left_out = unscored([text.clone()]);
        let folder = folder();
        let mut browser = opened(&report, Chinese, folder.path());
        assert_eq!(browser.evaluate("document.scripts.length + document.images.length"), 0);
        assert_eq!(browser.evaluate("document.querySelectorAll('a[href^=\"javascript\"], [onerror]').length"), 0);
        assert_eq!(browser.evaluate("document.querySelectorAll('style').length"), 1);
        let shown = browser.evaluate("[...document.querySelectorAll('bdi')].map(e => e.textContent)");
        let shown = shown.as_array().expect("a list");
        // A parser of HTML reads CR LF as LF; the text is otherwise to the letter.
        let stands = shown.iter().filter(|name| **name == json!(text.replace("\r\n", "\n"))).count();
        assert!(stands >= 4, "unit, period, note and left out, {stands} times");
        let fits = browser.evaluate("document.documentElement.scrollWidth <= innerWidth");
        assert_eq!(fits, true, "nothing makes the page wider than the window");
    }
}

/// The tables that scroll and do not say so, or say so and do not, once the page has been drawn.
const SAID_WRONGLY: &str = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
  const says = e => getComputedStyle(e, '::before').display !== 'none';
  const tables = [...document.querySelectorAll('.scroll')];
  done(tables.filter(e => says(e) !== e.scrollWidth > e.clientWidth).map(e => e.ariaLabel));
})))";

#[test]
#[ignore = "needs chromium and fonts-noto-cjk"]
fn the_page_fits_a_phone_and_a_desk_in_both_languages() {
    let targets = Targets::bundled();
    let unit = |name: &str, text: &str| rows(name, text, &targets);
    let units = [unit("城关工商所", COMPLETE), unit("东关工商所", PARTIAL)];
    for (units, language) in [(&units[..1], Chinese), (&units[1..], English), (&units[..], Chinese), (&[], English)] {
        let mut report = report(units, &targets, Zero);
        report.problems = problems();
        let folder = folder();
        let mut browser = opened(&report, language, folder.path());
        for width in [320, 390, 768, 1200] {
            let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700 });
            browser.call("Emulation.setDeviceMetricsOverride", &metrics);
            let wide = browser.evaluate("document.documentElement.scrollWidth");
            assert!(wide.as_i64().is_some_and(|wide| wide <= width), "{wide} at {width}");
            assert_eq!(browser.evaluate(SAID_WRONGLY), json!([]), "at {width} what scrolls says so, and nothing else");
        }
        let unreachable =
            "[...document.querySelectorAll('.scroll')].filter(e => e.tabIndex !== 0 || !e.ariaLabel).length";
        assert_eq!(browser.evaluate(unreachable), 0, "what scrolls can be reached by keyboard");
    }
}

/// Pairs of texts of the drawings that lie over each other, or over a mark. A line of text is some pixels
/// higher than its letters.
const COLLISIONS: &str = "(() => {
  const boxes = name => [...document.querySelectorAll(name)].map(e => [e.textContent, e.getBoundingClientRect()]);
  const meet = ([, a], [, b]) => a.left < b.right && b.left < a.right && a.top + 5 < b.bottom && b.top + 5 < a.bottom;
  const among = all => all.flatMap((a, i) => all.slice(i + 1).filter(b => meet(a, b)).map(b => a[0] + ' ' + b[0]));
  const names = boxes('.band-name'), marks = boxes('.total-scale .edge, .total-scale .span, .total-scale > .value');
  const over = names.flatMap(a => marks.filter(b => meet(a, b)).map(() => a[0]));
  return [...among(boxes('.bars .value, .bars .number')), ...among(names), ...over];
})()";

#[test]
#[ignore = "needs chromium and fonts-noto-cjk"]
fn labels_never_lie_over_each_other() {
    let targets = Targets::bundled();
    let unreported = rows("三所", &nothing(&targets), &targets);
    for (rows, language) in [
        (rows("一所", COMPLETE, &targets), Chinese),
        (rows("二所", PARTIAL, &targets), English),
        (unreported.clone(), Chinese),
        (unreported, English),
    ] {
        let report = report(&[rows], &targets, Range);
        let folder = folder();
        let mut browser = opened(&report, language, folder.path());
        for (width, medium) in [(320, ""), (400, ""), (768, ""), (1200, ""), (696, "print")] {
            let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500 });
            browser.call("Emulation.setDeviceMetricsOverride", &metrics);
            browser.call("Emulation.setEmulatedMedia", &json!({ "media": medium }));
            assert_eq!(browser.evaluate(COLLISIONS), json!([]), "{width} {medium} {language:?}");
            let labels = browser.evaluate("document.querySelectorAll('.bars .number').length");
            assert_eq!(labels, 7, "each bar has a label");
        }
    }
}

#[test]
#[ignore = "needs chromium and fonts-noto-cjk"]
fn it_prints_on_a4_portrait_with_lines_to_sign() {
    let targets = Targets::bundled();
    let report = report(&[rows("城关工商所", COMPLETE, &targets)], &targets, Range);
    let folder = folder();
    let mut browser = opened(&report, Chinese, folder.path());
    let pdf = folder.path().join("page.pdf");
    browser.print(&pdf);
    let sizes = media_boxes(&std::fs::read(pdf).expect("it is written"));
    assert!((2..=6).contains(&sizes.len()), "{} pages", sizes.len());
    let a4 = |size: &String| size.starts_with("0 0 594.9") && size.contains(" 841.9");
    assert!(sizes.iter().all(a4), "A4 portrait, 595 × 842 points: {sizes:?}");
    browser.call("Emulation.setEmulatedMedia", &json!({ "media": "print" }));
    let signatures = "getComputedStyle(document.querySelector('.signatures')).display";
    assert_eq!(browser.evaluate(signatures), "block");
    for line in ["填报单位", "负责人", "财务负责人", "日期"] {
        let found = browser.evaluate(&format!("document.querySelector('.signatures').innerText.includes('{line}')"));
        assert_eq!(found, true, "{line}");
    }
}

/// The first sheet of a unit is a summary that stands alone, whatever is missing, and every unit begins a new one.
#[test]
#[ignore = "needs chromium, fonts-noto-cjk and poppler"]
fn the_first_sheet_of_a_unit_stands_alone() {
    let targets = Targets::bundled();
    let unit = |name: &str, text: &str| rows(name, text, &targets);
    let one = [unit("城关工商所", PARTIAL)];
    let unreported = [unit("城关工商所", &nothing(&targets))];
    let several = ["城关工商所", "石桥工商所", "沙河工商所"].map(|name| unit(name, COMPLETE));
    let signed = |language: Language| language.pick(["财务负责人", "日期"], ["Head of finance", "Date"]);
    for (units, language) in
        [(&one[..], Chinese), (&one, English), (&unreported, Chinese), (&unreported, English), (&several, Chinese)]
    {
        let report = report(units, &targets, Range);
        let folder = folder();
        let pdf = folder.path().join("page.pdf");
        opened(&report, language, folder.path()).print(&pdf);
        let pages = paper::texts(&pdf);
        let is_first = |page: &&String| signed(language).iter().all(|line| page.contains(line));
        let firsts: Vec<_> = pages.iter().filter(is_first).collect();
        assert_eq!(firsts.len(), units.len(), "{language:?}: each unit has one");
        for name in units.iter().filter_map(|unit| unit.unit.as_deref()) {
            assert!(firsts.iter().any(|first| first.contains(name)), "{language:?}: {name}");
        }
        for first in firsts {
            for word in [language.pick("总分", "Total"), "消费者权益保护"] {
                assert!(first.contains(word), "{language:?}: {word} in {first}");
            }
        }
    }
}

/// What changed fits a narrow screen.
#[test]
#[ignore = "needs chromium and fonts-noto-cjk"]
fn what_changed_fits_a_narrow_screen() {
    let folder = Folder::new();
    for unit in ["甲县", "乙县", "名称比较长的丙自治县工商行政管理局"] {
        folder.file(&format!("2016年/{unit}.csv"), COMPLETE);
        folder.file(&format!("2017年/{unit}.csv"), PARTIAL);
    }
    folder.score(&["2016年", "--missing", "zero", "--level", "indicator", "-o", "2016.json"]);
    for inputs in ["2017年", "2017年/甲县.csv"] {
        let run = folder.score(&[inputs, "--missing", "zero", "--against", "2016.json", "-o", "page.html"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let mut browser = opened_page(folder.path());
        for width in [390, 1200] {
            let metrics = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
            browser.call("Emulation.setDeviceMetricsOverride", &metrics);
            assert_eq!(
                browser.evaluate("document.documentElement.scrollWidth <= innerWidth"),
                true,
                "{inputs} {width}"
            );
            let figures = "[...document.querySelectorAll('.compared td.n, .changes td.n')]";
            assert!(browser.evaluate(&format!("{figures}.length")).as_u64() > Some(3), "{inputs}");
        }
    }
}

/// The sizes of all pages of a PDF, as Chromium writes them in the clear.
fn media_boxes(pdf: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(pdf);
    let boxes = text.split("/MediaBox [").skip(1);
    boxes.filter_map(|rest| Some(rest.split_once(']')?.0.trim().to_owned())).collect()
}
