//! A session with rust-analyzer, over its standard input and output.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

pub(crate) struct Session {
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    address: String,
    requests: u64,
    version: u64,
    is_ready: bool,
}

impl Session {
    /// Starts rust-analyzer in a crate that depends on webhook-model, and waits until it has loaded
    /// the crate.
    pub(crate) fn start() -> Option<Self> {
        let found = Command::new("rust-analyzer").arg("--version").output();
        if !found.is_ok_and(|found| found.status.success()) {
            return None;
        }
        fetch_standard_library();
        let root = crate_folder();
        let mut process = Command::new("rust-analyzer")
            .current_dir(&root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut session = Self {
            input: process.stdin.take().unwrap(),
            output: BufReader::new(process.stdout.take().unwrap()),
            process,
            address: format!("file://{}", root.join("src/lib.rs").display()),
            requests: 0,
            version: 0,
            is_ready: false,
        };
        session.request(
            "initialize",
            &json!({
                "processId": std::process::id(),
                "rootUri": format!("file://{}", root.display()),
                "capabilities": {
                    "textDocument": { "hover": { "contentFormat": ["markdown"] } },
                    "experimental": { "serverStatusNotification": true },
                },
                "initializationOptions": {
                    "cargo": {
                        // All dependencies have been downloaded.
                        "extraEnv": { "CARGO_NET_OFFLINE": "true" },
                        "targetDir": root.join("../editor-target"),
                    },
                    "checkOnSave": false,
                    "cachePriming": { "enable": false },
                },
            }),
        );
        session.notify("initialized", &json!({}));
        while !session.is_ready {
            let message = session.read();
            session.answer(&message);
        }
        let document =
            json!({ "uri": session.address, "languageId": "rust", "version": 0, "text": "" });
        session.notify("textDocument/didOpen", &json!({ "textDocument": document }));
        Some(session)
    }

    /// The completions at `|`, sorted.
    pub(crate) fn completed(&mut self, source: &str) -> Vec<String> {
        let result = self.at_cursor("textDocument/completion", source);
        let items = result.get("items").unwrap_or(&result);
        let items = items.as_array().into_iter().flatten();
        let mut labels: Vec<String> = items
            .filter_map(|item| Some(item["label"].as_str()?.to_owned()))
            .collect();
        labels.sort();
        labels
    }

    /// The hover text at `|`.
    pub(crate) fn explained(&mut self, source: &str) -> String {
        let result = self.at_cursor("textDocument/hover", source);
        let text = result["contents"]["value"].as_str();
        text.unwrap_or_default().to_owned()
    }

    fn at_cursor(&mut self, method: &str, source: &str) -> Value {
        let (before, after) = source.split_once('|').expect("a cursor");
        self.version += 1;
        let document = json!({ "uri": self.address, "version": self.version });
        let changes = json!([{ "text": format!("{before}{after}") }]);
        self.notify(
            "textDocument/didChange",
            &json!({ "textDocument": document, "contentChanges": changes }),
        );
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().map_or(0, str::len);
        self.request(
            method,
            &json!({
                "textDocument": { "uri": self.address },
                "position": { "line": line, "character": column },
            }),
        )
    }

    fn request(&mut self, method: &str, parameters: &Value) -> Value {
        self.requests += 1;
        let id = self.requests;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": parameters }));
        loop {
            let message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                return message["result"].clone();
            }
            self.answer(&message);
        }
    }

    fn notify(&mut self, method: &str, parameters: &Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": parameters }));
    }

    /// Responds to the server's requests, and notes whether the crate is loaded.
    fn answer(&mut self, message: &Value) {
        if message["method"] == "experimental/serverStatus" {
            self.is_ready = message["params"]["quiescent"] == true;
        }
        if let (Some(id), Some(_)) = (message.get("id"), message.get("method")) {
            self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": null }));
        }
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.input, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.input.flush().unwrap();
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            assert!(
                self.output.read_line(&mut line).unwrap() > 0,
                "rust-analyzer ended"
            );
            if line.trim().is_empty() {
                break;
            }
            if let Some(text) = line.strip_prefix("Content-Length:") {
                length = text.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        self.output.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Downloads the sources of the standard library and their dependencies: rust-analyzer finds no derives without
/// the sources, and does not load them if one of the dependencies is missing.
fn fetch_standard_library() {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = String::from_utf8(sysroot.unwrap().stdout).unwrap();
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library");
    // Rustup installs the components of `rust-toolchain.toml` only together with the toolchain.
    if !library.exists() {
        let added = Command::new("rustup")
            .args(["component", "add", "rust-src"])
            .status();
        drop(added);
    }
    let fetched = Command::new("cargo")
        .args(["fetch", "--quiet", "--locked", "--manifest-path"])
        .arg(library.join("sysroot/Cargo.toml"))
        // The standard library uses unstable features of cargo.
        .env("RUSTC_BOOTSTRAP", "1")
        .status();
    if !fetched.is_ok_and(|status| status.success()) {
        println!("the dependencies of the standard library were not downloaded");
    }
}

/// A crate that depends on webhook-model, with the versions that this test was built with.
fn crate_folder() -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let here = std::fs::canonicalize(here).unwrap();
    std::fs::create_dir_all(root.join("src")).unwrap();
    let manifest = format!(
        "[package]\nname = \"editor\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\nwebhook-model = {{ path = \"{}\", default-features = false }}\n",
        here.join("webhook-model").display()
    );
    std::fs::write(root.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(here.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    std::fs::write(root.join("src/lib.rs"), "").unwrap();
    root
}
