//! A real Firefox, spoken to in its Marionette protocol: JSON behind its length, over a socket.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

/// What keeps a browser quiet on its own account, and where it puts what is saved.
const PREFERENCES: &str = r#"
user_pref("marionette.port", PORT);
user_pref("intl.accept_languages", "zh-CN");
user_pref("browser.download.folderList", 2);
user_pref("browser.download.dir", "FOLDER");
user_pref("browser.download.useDownloadDir", true);
user_pref("browser.download.always_ask_before_handling_new_types", false);
user_pref("browser.helperApps.neverAsk.saveToDisk", "application/octet-stream");
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("dom.disable_beforeunload", false);
"#;

/// Keeps what pages ask for and say; runs in the browser's own context.
const WATCH: &str = r#"
globalThis.asked = []; globalThis.said = [];
Services.obs.addObserver(subject => {
  const channel = subject.QueryInterface(Ci.nsIHttpChannel);
  if (channel.loadInfo.browsingContextID) asked.push(channel.URI.spec);
}, "http-on-opening-request");
"#;

/// What was said by pages, as far as it comes from them.
const SAID: &str = r"
return Services.console.getMessageArray().map(String).filter(text => /打分|%E6%89%93|blob:|srcdoc/.test(text));
";

pub(crate) struct Firefox {
    process: Child,
    stream: BufReader<TcpStream>,
    last_id: u64,
}

impl Firefox {
    /// Starts a browser with a profile of its own in `folder`, where it also saves.
    pub(crate) fn start(folder: &Path) -> Self {
        let profile = folder.join("firefox");
        fs::create_dir_all(&profile).expect("the folder is writable");
        let port = free_port();
        let preferences = PREFERENCES.replace("PORT", &port.to_string()).replace("FOLDER", &folder.to_string_lossy());
        fs::write(profile.join("user.js"), preferences).expect("the folder is writable");
        let process = Command::new("firefox-esr")
            .args(["--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile"])
            .arg(&profile)
            .env("HOME", folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("firefox-esr is there");
        let mut stream = BufReader::new(connect(port));
        receive(&mut stream);
        let mut firefox = Self { process, stream, last_id: 0 };
        let wants = json!({ "capabilities": { "alwaysMatch": { "unhandledPromptBehavior": "ignore" } } });
        firefox.call("WebDriver:NewSession", &wants);
        firefox.in_chrome(WATCH);
        firefox
    }

    pub(crate) fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.last_id += 1;
        let message = json!([0, self.last_id, method, parameters]).to_string();
        let stream = self.stream.get_mut();
        write!(stream, "{}:{message}", message.len()).expect("the browser reads");
        let answer = receive(&mut self.stream);
        assert!(answer[2].is_null(), "{method}: {}", answer[2]);
        answer[3].clone()
    }

    fn in_chrome(&mut self, script: &str) -> Value {
        self.call("Marionette:SetContext", &json!({ "value": "chrome" }));
        let value = self.script(script);
        self.call("Marionette:SetContext", &json!({ "value": "content" }));
        value
    }

    /// What a script returns, or what it promises.
    pub(crate) fn script(&mut self, script: &str) -> Value {
        let parameters =
            json!({ "script": script, "args": [], "sandbox": null, "newSandbox": false, "scriptTimeout": 120_000 });
        self.call("WebDriver:ExecuteScript", &parameters)["value"].clone()
    }

    /// What pages have asked for over the network.
    pub(crate) fn requests(&mut self) -> Vec<Value> {
        self.in_chrome("return globalThis.asked;").as_array().cloned().unwrap_or_default()
    }

    /// What pages have said on the console.
    pub(crate) fn complaints(&mut self) -> Vec<Value> {
        self.in_chrome(SAID).as_array().cloned().unwrap_or_default()
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("there is a port");
    listener.local_addr().expect("it has an address").port()
}

fn connect(port: u16) -> TcpStream {
    for _ in 0..600 {
        if let Ok(stream) = TcpStream::connect(("127.0.0.1", port)) {
            return stream;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("firefox does not answer");
}

fn receive(stream: &mut BufReader<TcpStream>) -> Value {
    let mut length = Vec::new();
    stream.read_until(b':', &mut length).expect("the browser writes");
    length.pop();
    let length = String::from_utf8(length).ok().and_then(|length| length.parse().ok()).expect("a length");
    let mut message = vec![0; length];
    stream.read_exact(&mut message).expect("the browser writes");
    serde_json::from_slice(&message).expect("the browser writes JSON")
}

impl Drop for Firefox {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
