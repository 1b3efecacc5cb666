//! Controls a browser with W3C `WebDriver`: JSON over HTTP.
//!
//! Written by hand, because the clients on crates.io do not fit: one turns on `preserve_order` of
//! serde_json for the whole build, the other needs a crate under the MPL.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};

/// The member with the id of an element (`WebDriver` section 12).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// How long the driver waits for an element: far longer than any update takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser. Dropping it closes the browser, even after a failed test.
pub(super) struct Browser {
    driver: Child,
    port: u16,
    session: String,
}

impl Browser {
    /// Starts a browser; `None` without Chromium, which is an error in CI.
    pub(super) fn start(with_scripts: bool) -> Option<Self> {
        let driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut driver) = driver else {
            assert!(
                std::env::var_os("CI").is_none(),
                "Chromium is not installed"
            );
            println!("skipped, Chromium is not installed");
            return None;
        };
        let lines = BufReader::new(driver.stdout.take().expect("a pipe")).lines();
        let port = lines.map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let mut browser = Self {
            driver,
            port: port.expect("a port"),
            session: String::new(),
        };
        // Without a sandbox, which root cannot have, and without /dev/shm, which is small in
        // containers.
        let mut options = json!({
            "args": ["--headless", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
        if !with_scripts {
            options["prefs"] = json!({"profile.managed_default_content_settings.javascript": 2});
        }
        let capabilities = json!({"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"implicit": PATIENCE.as_millis()},
        }}});
        let session = browser.send("POST", "/session", &capabilities);
        let session = session["sessionId"].as_str().expect("a session");
        session.clone_into(&mut browser.session);
        Some(browser)
    }

    /// Opens an address.
    pub(super) fn open(&self, url: &str) {
        self.command("POST", "/url", &json!({"url": url}));
    }

    /// Waits for the element of an `XPath` 1.0 expression.
    pub(super) fn find(&self, xpath: &str) -> Element<'_> {
        let query = json!({"using": "xpath", "value": xpath});
        let found = self.command("POST", "/element", &query);
        let id = found[ELEMENT].as_str();
        Element {
            browser: self,
            id: id.unwrap_or_else(|| panic!("{xpath}: {found}")).to_owned(),
        }
    }

    /// The field with a label.
    pub(super) fn field(&self, label: &str) -> Element<'_> {
        self.find(&format!("//*[@id=//label[.='{label}']/@for]"))
    }

    /// Clicks the button with a text.
    pub(super) fn press(&self, button: &str) {
        self.find(&format!("//button[starts-with(.,'{button}')]"))
            .click();
    }

    /// Runs a script.
    pub(super) fn run(&self, script: &str) -> Value {
        self.command(
            "POST",
            "/execute/sync",
            &json!({"script": script, "args": []}),
        )
    }

    /// Presses keys in the focused element.
    pub(super) fn keys(&self, keys: &str) {
        let pressed = keys.chars().flat_map(|key| {
            ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key.to_string()}))
        });
        let pressed: Vec<Value> = pressed.collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": pressed});
        self.command("POST", "/actions", &json!({"actions": [keyboard]}));
    }

    /// The browser's log messages since the last call.
    pub(super) fn complaints(&self) -> Vec<String> {
        let log = self.command("POST", "/se/log", &json!({"type": "browser"}));
        let lines = log.as_array().into_iter().flatten();
        lines
            .filter_map(|line| line["message"].as_str().map(str::to_owned))
            .collect()
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        self.send(method, &format!("/session/{}{path}", self.session), body)
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut answer = self.exchange(method, path, body).expect("an answer");
        let value = answer["value"].take();
        assert!(value["error"].is_null(), "{path}: {value:#}");
        value
    }

    fn exchange(&self, method: &str, path: &str, body: &Value) -> std::io::Result<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        let body = body.to_string();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        stream.set_read_timeout(Some(PATIENCE * 2))?;
        // The driver keeps the connection open, even with `Connection: close`.
        let mut answer = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            answer.read_line(&mut line)?;
            match line.trim().to_ascii_lowercase().split_once(':') {
                Some(("content-length", value)) => length = value.trim().parse().unwrap_or(0),
                None if line.trim().is_empty() => break,
                Some(_) | None => {}
            }
        }
        let mut body = vec![0; length];
        answer.read_exact(&mut body)?;
        Ok(serde_json::from_slice(&body).unwrap_or_default())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Closes the browser, which would otherwise outlive its driver.
        let session = format!("/session/{}", self.session);
        let _ = self.exchange("DELETE", &session, &json!({}));
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// An element of the page.
pub(super) struct Element<'b> {
    browser: &'b Browser,
    id: String,
}

impl Element<'_> {
    pub(super) fn click(&self) {
        self.command("POST", "/click", &json!({}));
    }

    /// Replaces the text of a field.
    pub(super) fn fill(&self, text: &str) {
        self.command("POST", "/clear", &json!({}));
        self.command("POST", "/value", &json!({"text": text}));
    }

    /// The visible text.
    pub(super) fn text(&self) -> String {
        let text = self.command("GET", "/text", &json!({}));
        text.as_str().expect("a text").to_owned()
    }

    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let path = format!("/element/{}{path}", self.id);
        self.browser.command(method, &path, body)
    }
}
