//! The page in either browser, opened from a disk as a clerk opens it.

use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use super::marionette::Firefox;
use crate::harness::Folder;
use crate::harness::browser::Browser;

/// How long a download or an answer may take: a bound, not a measurement.
const PATIENCE: u32 = 1_200;

/// The page in a browser.
pub(crate) struct Page {
    engine: Engine,
    /// Where the page saves.
    pub(crate) folder: Folder,
}

enum Engine {
    Chromium(Box<Browser>),
    Firefox(Firefox),
}

/// Which browser it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

pub(crate) const BOTH: [Kind; 2] = [Kind::Chromium, Kind::Firefox];

/// The page as `.ci/page` makes it.
pub(crate) fn html() -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release-files/打分.html");
    std::fs::read_to_string(file).expect(".ci/page has made the page")
}

impl Page {
    /// Opens the page, in Chinese, and waits until it is ready.
    pub(crate) fn open(kind: Kind) -> Self {
        let mut opened = Self::start(kind);
        opened.load(&html());
        opened.until("document.body.dataset.ready === 'true'");
        opened.run("document.documentElement.lang = 'zh-CN'");
        opened
    }

    /// Starts a browser that saves in a folder of its own.
    pub(crate) fn start(kind: Kind) -> Self {
        let folder = Folder::new();
        let engine = match kind {
            Kind::Chromium => {
                let mut browser = Browser::start(folder.path());
                let place = folder.path().to_string_lossy().into_owned();
                browser.call("Browser.setDownloadBehavior", &json!({ "behavior": "allow", "downloadPath": place }));
                Engine::Chromium(Box::new(browser))
            }
            Kind::Firefox => Engine::Firefox(Firefox::start(folder.path())),
        };
        Self { engine, folder }
    }

    /// Loads the page, or what a test has made of it.
    pub(crate) fn load(&mut self, html: &str) {
        let address = format!("file://{}", self.folder.file("打分.html", html).display());
        match &mut self.engine {
            Engine::Chromium(browser) => browser.load(&address),
            Engine::Firefox(browser) => drop(browser.call("WebDriver:Navigate", &json!({ "url": address }))),
        }
    }

    /// The value of an expression in the page, or what it promises.
    pub(crate) fn value(&mut self, expression: &str) -> Value {
        match &mut self.engine {
            Engine::Chromium(browser) => {
                let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true });
                let answer = browser.call("Runtime.evaluate", &parameters);
                assert!(answer.get("exceptionDetails").is_none(), "{expression}: {answer}");
                answer["result"]["value"].clone()
            }
            Engine::Firefox(browser) => browser.script(&format!("return ({expression});")),
        }
    }

    pub(crate) fn text(&mut self, expression: &str) -> String {
        self.value(expression).as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn run(&mut self, statement: &str) {
        self.value(&format!("(() => {{ {statement} }})()"));
    }

    /// Waits until an expression is true.
    pub(crate) fn until(&mut self, expression: &str) {
        for _ in 0..PATIENCE {
            if self.value(expression) == json!(true) {
                return;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("never: {expression}");
    }

    /// Waits until the report of the files is there.
    pub(crate) fn settled(&mut self) {
        self.until("document.body.dataset.busy === 'false' && document.getElementById('frame').contentDocument?.readyState === 'complete'");
    }

    pub(crate) fn click(&mut self, button: &str) {
        self.run(&format!("document.querySelector(\"button[{button}]\").click()"));
    }

    /// Chooses files for an input of the page, and waits for the report.
    pub(crate) fn choose(&mut self, input: &str, files: &[PathBuf]) {
        self.run("document.body.dataset.busy = 'waiting'");
        self.choose_only(input, files);
        self.settled();
    }

    /// Chooses files for an input of the page.
    pub(crate) fn choose_only(&mut self, input: &str, files: &[PathBuf]) {
        let files: Vec<_> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
        match &mut self.engine {
            Engine::Chromium(browser) => {
                let found = browser
                    .call("Runtime.evaluate", &json!({ "expression": format!("document.getElementById('{input}')") }));
                let object = &found["result"]["objectId"];
                browser.call("DOM.setFileInputFiles", &json!({ "files": files, "objectId": object }));
            }
            Engine::Firefox(browser) => {
                let found = browser
                    .call("WebDriver:FindElement", &json!({ "using": "css selector", "value": format!("#{input}") }));
                let id =
                    found["value"].as_object().and_then(|value| value.values().next()).cloned().expect("an element");
                browser.call("WebDriver:ElementSendKeys", &json!({ "id": id, "text": files.join("\n") }));
            }
        }
    }

    /// Drops files and folders on the page; in Firefox, which has no means for that, files made in the page.
    pub(crate) fn drop_on(&mut self, files: &[PathBuf]) {
        self.drop_at(&json!([200, 200]), files);
    }

    /// The same at a place in the window.
    pub(crate) fn drop_at(&mut self, place: &Value, files: &[PathBuf]) {
        self.run("document.body.dataset.busy = 'waiting'");
        if let Engine::Chromium(browser) = &mut self.engine {
            let files: Vec<_> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
            let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
            for event in ["dragEnter", "dragOver", "drop"] {
                browser.call(
                    "Input.dispatchDragEvent",
                    &json!({ "type": event, "x": place[0], "y": place[1], "data": data }),
                );
            }
        } else {
            let made = files.iter().map(|file| {
                let bytes = std::fs::read(file).expect("it is a file");
                format!(
                    "data.items.add(new File([new Uint8Array({bytes:?})], {:?}));",
                    file.file_name().expect("a name").to_string_lossy()
                )
            });
            let made: String = made.collect();
            self.run(&format!("const data = new DataTransfer(); {made} document.body.dispatchEvent(new DragEvent('drop', {{ dataTransfer: data, bubbles: true, cancelable: true }}));"));
        }
        self.settled();
    }

    /// Hands over the files of a folder as if it had been chosen; Firefox lets nobody choose one from outside.
    pub(crate) fn give_folder(&mut self, folder: &Path) {
        let mut made = String::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for path in std::fs::read_dir(next).expect("a folder").flatten().map(|entry| entry.path()) {
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let bytes = std::fs::read(&path).expect("a file");
                let parent = folder.parent().expect("a folder is in another");
                let name = path.strip_prefix(parent).expect("it is in it").to_string_lossy().into_owned();
                made += &format!("{{ file: new Blob([new Uint8Array({bytes:?})]), name: {name:?}, in_folder: true }},");
            }
        }
        self.run("document.body.dataset.busy = 'waiting'");
        self.run(&format!("take('input', [{made}])"));
        self.settled();
    }

    /// Types into the field with the focus.
    pub(crate) fn type_text(&mut self, text: &str) {
        match &mut self.engine {
            Engine::Chromium(browser) => drop(browser.call("Input.insertText", &json!({ "text": text }))),
            Engine::Firefox(browser) => {
                let found = browser.call("WebDriver:GetActiveElement", &json!({}));
                let id =
                    found["value"].as_object().and_then(|value| value.values().next()).cloned().expect("an element");
                browser.call("WebDriver:ElementSendKeys", &json!({ "id": id, "text": text }));
            }
        }
    }

    /// Goes to the next control, as a person at the keys does.
    pub(crate) fn tab(&mut self) {
        if let Engine::Chromium(browser) = &mut self.engine {
            for event in ["rawKeyDown", "keyUp"] {
                let key = json!({ "type": event, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9 });
                browser.call("Input.dispatchKeyEvent", &key);
            }
        } else {
            self.type_text("\u{E004}");
        }
    }

    /// The bytes that a button saves under a name.
    pub(crate) fn saved(&mut self, button: &str, name: &str) -> Vec<u8> {
        let path = self.folder.path().join(name);
        let _ = std::fs::remove_file(&path);
        self.press(button);
        let part = self.folder.path().join(format!("{name}.part"));
        for _ in 0..PATIENCE {
            // Firefox makes an empty file of the name first, and writes beside it.
            match std::fs::read(&path) {
                Ok(bytes) if !bytes.is_empty() && !part.exists() => {
                    std::fs::remove_file(&path).expect("it is there");
                    return bytes;
                }
                _ => sleep(Duration::from_millis(25)),
            }
        }
        let state = self.text("document.body.innerText");
        panic!("{name} is never saved: {}\n{state}", self.folder.path().display());
    }

    /// The bytes that the module answers, as a button would save them.
    pub(crate) fn answer(&mut self, ask: &Value) -> Vec<u8> {
        let text = format!(
            "ask({ask}).then(({{ bytes }}) => bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))"
        );
        self.text(&text).chars().map(|byte| u8::try_from(u32::from(byte)).expect("a byte")).collect()
    }

    /// Clicks as a person does: a browser keeps a page from saving twice by itself.
    pub(crate) fn press(&mut self, button: &str) {
        let selector = format!("button[{button}]");
        match &mut self.engine {
            Engine::Chromium(browser) => {
                let find = format!(
                    "(() => {{ const button = document.querySelector('{selector}'); \
                     button.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
                     const box = button.getBoundingClientRect(); \
                     return [box.x + box.width / 2, box.y + box.height / 2]; }})()"
                );
                // A report that is still being laid out moves what is below its messages.
                let mut place = Value::Null;
                for _ in 0..PATIENCE {
                    let before = std::mem::replace(&mut place, browser.evaluate(&find));
                    if before == place {
                        break;
                    }
                    sleep(Duration::from_millis(50));
                }
                for event in ["mousePressed", "mouseReleased"] {
                    let event =
                        json!({ "type": event, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
                    browser.call("Input.dispatchMouseEvent", &event);
                }
            }
            Engine::Firefox(_) => self.click(button),
        }
    }

    /// Nothing but the page itself was asked for, and nothing said on the console.
    pub(crate) fn has_kept_still(&mut self) {
        let (asked, said) = match &mut self.engine {
            Engine::Chromium(browser) => {
                let here = browser.evaluate("location.href").as_str().unwrap_or_default().to_owned();
                let own =
                    |url: &&str| *url == here || ["data:,", "about:srcdoc"].contains(url) || url.starts_with("blob:");
                let asked = browser.requests().into_iter().filter(|url| !own(url)).map(|url| json!(url)).collect();
                (asked, browser.complaints().into_iter().cloned().collect())
            }
            Engine::Firefox(browser) => (browser.requests(), browser.complaints()),
        };
        assert_eq!(asked, Vec::<Value>::new(), "asked for");
        assert_eq!(said, Vec::<Value>::new(), "said");
    }

    /// The browser in which the accessibility tree and pictures can be had.
    pub(crate) fn chromium(&mut self) -> Option<&mut Browser> {
        match &mut self.engine {
            Engine::Chromium(browser) => Some(browser),
            Engine::Firefox(_) => None,
        }
    }
}
