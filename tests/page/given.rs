//! Files that are given to the page, given again, and removed from it.

use serde_json::json;

use super::browsers::{BOTH, Kind, Page};
use super::{command_line, placed};
use crate::harness::worked;

const FILES: &str = "[...document.querySelectorAll('#files li')].map(item => item.querySelector('bdi').textContent)";
const MESSAGES: &str = "document.getElementById('messages').textContent";
const REPORT: &str = "document.getElementById('frame').srcdoc";
const WRONG: &str = "工作活动,绩效指标,实际值\n市场监督管理,案件办结率,0.92\n";

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn a_corrected_file_takes_the_place_of_the_first() {
    for kind in BOTH {
        let mut page = Page::open(kind);
        let files = placed(&page, &[("甲县.csv", WRONG.into()), ("乙县.csv", worked("complete").into())]);
        page.choose("chosen", &files);
        assert!(page.text(MESSAGES).contains("0.92 可能是"), "{kind:?}");
        let corrected = placed(&page, &[("甲县.csv", worked("partial").into())]);
        // By now the report is what there is to drop it on.
        page.run("document.getElementById('frame').scrollIntoView()");
        assert_eq!(page.text("document.elementFromPoint(200, 200).id"), "frame");
        page.drop_on(&corrected);
        assert_eq!(page.value(FILES), json!(["乙县.csv", "甲县.csv"]), "{kind:?}");
        assert!(page.text("document.getElementById('replaced').innerText").contains("甲县.csv"), "this is said");
        let (said, written) = command_line(&page.folder, &["乙县.csv", "甲县.csv"], &[], "html");
        assert_eq!(page.text(MESSAGES), said);
        assert_eq!(page.text(REPORT), String::from_utf8_lossy(&written));
        page.click("data-do=clear");
        assert_eq!(page.value("document.getElementById('replaced').hidden"), json!(true));
        page.has_kept_still();
    }
}

/// What was taken out of the folder, or called otherwise, is not there any more.
#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn a_folder_that_is_given_again_is_what_it_is_now() {
    for kind in BOTH {
        let mut page = Page::open(kind);
        placed(&page, &[("年/甲县.csv", WRONG.into()), ("年/乙县.csv", worked("complete").into())]);
        let folder = page.folder.path().join("年");
        page.give_folder(&folder);
        std::fs::rename(folder.join("甲县.csv"), folder.join("丙县.csv")).expect("it is there");
        placed(&page, &[("年/丙县.csv", worked("partial").into())]);
        if kind == Kind::Chromium {
            page.drop_on(std::slice::from_ref(&folder));
        } else {
            page.give_folder(&folder);
        }
        let (said, written) = command_line(&page.folder, &["年"], &[], "html");
        assert_eq!(page.text(MESSAGES), said, "{kind:?}");
        assert_eq!(page.text(REPORT), String::from_utf8_lossy(&written));
        page.has_kept_still();
    }
}

/// Units that all hand in a 填报表.csv are told apart by its title.
#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn files_of_one_name_that_are_given_together_all_count() {
    let mut page = Page::open(Kind::Chromium);
    page.run(&format!(
        "const form = unit => ({{ file: new Blob(['填报单位：' + unit + '\\n' + {:?}]), name: '填报表.csv', in_folder: false }});
         document.body.dataset.busy = 'waiting';
         take('input', [form('甲县'), form('乙县')])",
        worked("complete").trim_start_matches('\u{feff}')
    ));
    page.settled();
    assert_eq!(page.value(FILES), json!(["填报表.csv", "填报表.csv"]));
    let units = "[...document.getElementById('unit').options].map(unit => unit.text).sort()";
    assert_eq!(page.value(units), json!(["乙县", "甲县"]), "{}", page.text(MESSAGES));
}

#[test]
#[ignore = "needs the page and chromium"]
fn a_file_is_removed_by_a_button_that_says_so() {
    let mut page = Page::open(Kind::Chromium);
    let files = placed(&page, &[("甲.csv", worked("complete").into()), ("乙.csv", worked("complete").into())]);
    page.choose("chosen", &files);
    for (code, name) in [("en", "Remove 甲.csv"), ("zh-CN", "移除 甲.csv")] {
        page.run(&format!("document.documentElement.lang = '{code}'"));
        let named = page.chromium().expect("it is Chromium").accessible();
        assert!(named.iter().any(|(role, own)| role == "button" && own == name), "{name}: {named:?}");
    }
    let is_closed = "document.querySelector('button[data-do=trial]').disabled";
    let then = format!("(() => {{ document.querySelector('#files button').click(); return {is_closed}; }})()");
    assert_eq!(page.value(&then), json!(true), "the units are those of the report before");
    page.settled();
    assert_eq!(page.value(is_closed), json!(false));
    assert_eq!(page.value(FILES), json!(["乙.csv"]));
    assert_eq!(page.value("document.activeElement.closest('.drop') !== null"), json!(true), "the focus stays near");
}

#[test]
#[ignore = "needs the page and chromium"]
fn what_is_dropped_on_a_field_for_files_is_for_that() {
    let mut page = Page::open(Kind::Chromium);
    let files =
        placed(&page, &[("甲县.csv", worked("complete").into()), ("名单.csv", "填报单位\n甲县\n乙县\n".into())]);
    page.choose("chosen", &files[..1]);
    page.run("document.getElementById('options').open = true");
    page.run("document.getElementById('expected').scrollIntoView({ block: 'center' })");
    let place =
        page.value("(({ x, y }) => [x + 9, y + 9])(document.getElementById('expected').getBoundingClientRect())");
    page.drop_at(&place, &files[1..]);
    let (said, _) = command_line(&page.folder, &["甲县.csv"], &["--expect", "名单.csv"], "html");
    assert_eq!(page.text(MESSAGES), said);
    assert!(said.contains("应报未报 1 个单位：乙县"), "{said}");
}
