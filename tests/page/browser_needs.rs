//! What the page says where a browser cannot run it, or where the program ends and cannot start again.

use serde_json::json;

use super::browsers::{BOTH, Kind, Page, html};

#[test]
#[ignore = "needs the page and chromium"]
fn a_browser_that_is_too_old_is_told_which_are_not() {
    for missing in ["DecompressionStream", "WebAssembly", "structuredClone"] {
        let mut page = Page::start(Kind::Chromium);
        let without = json!({ "source": format!("delete self.{missing};") });
        page.chromium().expect("it is Chromium").call("Page.addScriptToEvaluateOnNewDocument", &without);
        page.load(&html());
        page.until("getComputedStyle(document.getElementById('unable')).visibility === 'visible'");
        tells_which_can(&mut page);
        page.has_kept_still();
    }
}

/// As in a browser that does not understand it, or does not run any.
#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn a_browser_that_runs_no_script_is_told_which_do() {
    for kind in BOTH {
        let mut page = Page::start(kind);
        page.load(&html().replacen("\"use strict\";\n// The page:", "!\n// The page:", 1));
        tells_which_can(&mut page);
    }
}

/// Both languages name the browsers that can run the page, and nothing is offered that this one cannot do.
fn tells_which_can(page: &mut Page) {
    page.until("getComputedStyle(document.getElementById('unable')).visibility === 'visible'");
    for place in [1, 2] {
        let said = page.text(&format!("document.querySelector('#unable p:nth-child({place})').innerText"));
        for browser in ["Chrome 98", "Edge 98", "Firefox 113", "Safari 16.4"] {
            assert!(said.contains(browser), "{said}");
        }
    }
    let shown = "[...document.querySelectorAll('main button, main input')].filter(of => of.checkVisibility()).length";
    assert_eq!(page.value(shown), json!(0), "{}", page.text("document.body.innerText"));
}

#[test]
#[ignore = "needs the page, chromium and firefox-esr"]
fn a_program_that_does_not_start_says_so_and_keeps_nobody_waiting() {
    for kind in BOTH {
        let mut page = Page::start(kind);
        page.load(&html().replacen("new DecompressionStream", "new Nothing", 1));
        let said = |page: &mut Page| page.text("document.getElementById('fault').innerText");
        page.until("!document.getElementById('fault').hidden");
        page.run("document.documentElement.lang = 'zh-CN'");
        for _ in 0..2 {
            page.click("data-do=example");
            page.until("document.body.dataset.busy === 'false'");
            assert!(
                said(&mut page).contains("重新打开这一页") && !said(&mut page).contains("接着用"),
                "{}",
                said(&mut page)
            );
        }
        assert_eq!(page.value("document.getElementById('results').hidden"), json!(true), "there is no report");
    }
}
