//! A mistake and the compiler's messages for it.

use std::fmt::Write as _;
use std::path::Path;

use netserver_tests::compiler::rustc;
use serde_json::Value;

/// Two derives with the names of serde's, because the tests may be built without serde. `ui-tests`
/// has cases with serde itself.
const SERDE: &str = "mod serde { pub use std::cmp::PartialEq as Deserialize; pub use std::hash::Hash as Serialize; }\n";

/// A mistake with the expected message.
#[derive(Clone)]
pub(crate) struct Mistake {
    pub(crate) source: String,
    /// The part of the message that says what is wrong.
    what: &'static str,
    /// The part of the message or its notes that says what to write.
    fix: &'static str,
    /// Why the message is not perfect.
    pub(crate) reason: Option<&'static str>,
}

/// A mistake in items.
pub(crate) fn item(source: &str, what: &'static str, fix: &'static str) -> Mistake {
    Mistake {
        source: source.to_owned(),
        what,
        fix,
        reason: None,
    }
}

/// A mistake in the keys of a field.
pub(crate) fn field(keys: &str, ty: &str, what: &'static str, fix: &'static str) -> Mistake {
    let source = format!(
        "#[derive(NetServerEntity)]\npub struct Sale {{\n    #[netserver({keys})]\n    pub value: {ty},\n}}"
    );
    item(&source, what, fix)
}

/// A mistake in the type of a field.
pub(crate) fn ty(ty: &str, what: &'static str, fix: &'static str) -> Mistake {
    let source =
        format!("#[derive(NetServerEntity)]\npub struct Sale {{\n    pub value: {ty},\n}}");
    item(&source, what, fix)
}

/// A mistake in the keys of an entity.
pub(crate) fn entity(keys: &str, what: &'static str, fix: &'static str) -> Mistake {
    let source = format!(
        "#[derive(NetServerEntity)]\n#[netserver({keys})]\npub struct Sale {{\n    pub sale_id: i32,\n}}"
    );
    item(&source, what, fix)
}

/// A mistake in an enum.
pub(crate) fn enumeration(variants: &str, what: &'static str, fix: &'static str) -> Mistake {
    let source = format!("#[derive(NetServerEnum)]\npub enum State {{ {variants} }}");
    item(&source, what, fix)
}

impl Mistake {
    /// Sets the reason why the message is not perfect.
    pub(crate) fn because(self, reason: &'static str) -> Self {
        Self {
            reason: Some(reason),
            ..self
        }
    }

    /// Compiles the mistake. Returns a list of imperfections.
    pub(crate) fn check(&self, number: usize) -> Result<(), String> {
        let source = format!(
            "#![allow(unused_imports)]\nuse std::collections::*;\nuse webhook_model::*;\n{SERDE}{}\n",
            self.source
        );
        let start = source.find('\u{ab}').expect("a place is marked");
        let source = source.replacen('\u{ab}', "", 1);
        let end = source.find('\u{bb}').expect("the place ends");
        let source = source.replacen('\u{bb}', "", 1);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("mistake{number}.rs"));
        std::fs::write(&file, &source).unwrap();
        let output = rustc(&["webhook_model"])
            .arg(&file)
            .args(["--crate-name=mistake", "--error-format=json"])
            .args(["--cap-lints=allow", "--emit=metadata"])
            .arg(format!("--out-dir={}", folder.display()))
            // Like cargo, with incremental compilation: errors with the same text in two functions
            // are then reported twice.
            .arg(format!(
                "-Cincremental={}",
                folder.join(number.to_string()).display()
            ))
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        let messages = said
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let errors: Vec<Value> = messages
            .filter(|message| message["level"] == "error" && has_place(message))
            .collect();
        self.judge(&errors, start, end)
    }

    fn judge(&self, errors: &[Value], start: usize, end: usize) -> Result<(), String> {
        let all = || {
            errors
                .iter()
                .filter_map(|error| error["rendered"].as_str())
                .collect::<String>()
        };
        let [error] = errors else {
            return Err(format!("{} errors\n{}", errors.len(), all()));
        };
        let mut faults = String::new();
        let places = error["spans"].as_array().unwrap();
        let place = places.iter().find(|place| place["is_primary"] == true);
        let place = place.map(|place| (&place["byte_start"], &place["byte_end"]));
        if !place.is_some_and(|(from, to)| *from == start && *to == end) {
            writeln!(faults, "the error is elsewhere").unwrap();
        }
        if !error["message"].as_str().unwrap().contains(self.what) {
            writeln!(faults, "does not say: {}", self.what).unwrap();
        }
        if !text(error).contains(self.fix) {
            writeln!(faults, "does not say: {}", self.fix).unwrap();
        }
        if faults.is_empty() {
            return Ok(());
        }
        Err(format!("{faults}{}", all()))
    }
}

/// The last message is the number of errors, which has no position.
fn has_place(message: &Value) -> bool {
    message["spans"]
        .as_array()
        .is_some_and(|spans| !spans.is_empty())
}

/// The message with its notes and labels.
fn text(error: &Value) -> String {
    let mut text = error["message"].as_str().unwrap().to_owned();
    for place in error["spans"].as_array().unwrap() {
        text.push('\n');
        text.push_str(place["label"].as_str().unwrap_or_default());
        text.push_str(place["suggested_replacement"].as_str().unwrap_or_default());
    }
    for note in error["children"].as_array().unwrap() {
        text.push('\n');
        text.push_str(&self::text(note));
    }
    text
}
