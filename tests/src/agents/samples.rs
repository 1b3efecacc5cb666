//! The published bodies with their types, from the shared data.

use std::path::{Path, PathBuf};

use super::registry::{Shape, shape};
use crate::data::{bytes, json, shared, text};

/// The vendor's descriptions and bodies; `None`, with a note, if they are missing.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    shared().map(|shared| shared.join("netserver"))
}

/// The body of a request or of a response.
#[derive(Debug)]
pub struct Sample {
    /// The file, such as `samples/Webhook.GetWebhook.json`.
    pub file: String,
    pub agent: String,
    /// The type expression, such as `array<entity:Webhook>`.
    pub expression: String,
    pub bytes: Vec<u8>,
    /// Whether the body is as the server sends it. Otherwise the documentation has a placeholder
    /// instead of bytes.
    pub strict: bool,
    /// The schema for the body in XML.
    pub schema: PathBuf,
}

impl Sample {
    /// The Rust type of the body.
    ///
    /// # Panics
    /// If the registry lacks the type.
    #[must_use]
    pub fn shape(&self) -> Shape {
        shape(&self.expression)
            .unwrap_or_else(|| panic!("{}: no type for `{}`", self.file, self.expression))
    }
}

/// All JSON bodies in the index, responses and requests, each once with its type.
///
/// # Panics
/// If the index cannot be read, or does not contain the type of a body.
#[must_use]
pub fn json_samples() -> Option<Vec<Sample>> {
    let folder = folder()?;
    let index = json(&folder.join("samples/index.json"));
    let mut samples: Vec<Sample> = Vec::new();
    for entry in index.as_array().expect("an index is a list") {
        let text = |key: &str| entry[key].as_str().map(str::to_owned);
        let agent = text("agent").unwrap_or_default();
        let operation = text("operation").unwrap_or_default();
        // A file that is not listed as a response contains the request.
        let response = text("response").or_else(|| {
            let undescribed = text("request_file").is_some();
            undescribed.then(|| undescribed_response(&operation))
        });
        let request = text("body").unwrap_or_else(|| format!("request:{agent}_{operation}Request"));
        let bodies = match response {
            Some(response) => [
                text("file").map(|file| (file, response, entry["decodes_strictly"] != false)),
                text("request_file").map(|file| (file, request, true)),
            ],
            None => [text("file").map(|file| (file, request, true)), None],
        };
        for (file, expression, strict) in bodies.into_iter().flatten() {
            // Some files are listed twice: by where they were first published, and by their
            // content.
            let known = |known: &Sample| known.file == file && known.expression == expression;
            if samples.iter().any(known) {
                continue;
            }
            samples.push(Sample {
                bytes: bytes(&folder.join(&file)),
                agent: agent.clone(),
                schema: folder.join(format!("xsd/{agent}.xsd")),
                strict: strict && !has_words_for_bytes(&folder.join(&file)),
                file,
                expression,
            });
        }
    }
    Some(samples)
}

/// The index marks this only for responses.
fn has_words_for_bytes(file: &Path) -> bool {
    let text = bytes(file);
    text.windows(24)
        .any(|window| window == b"File contents as raw byt")
}

/// The response of an operation that exists only in samples; no description contains its type.
fn undescribed_response(operation: &str) -> String {
    match operation {
        "GetAppData" => "string".to_owned(),
        other => format!("the response of {other}, which the index does not name"),
    }
}

/// All XML bodies of the index.
///
/// # Panics
/// If the index cannot be read.
#[must_use]
pub fn xml_samples() -> Option<Vec<Sample>> {
    let folder = folder()?;
    let index = json(&folder.join("xml/index.json"));
    let entries = index.as_array().expect("an index is a list");
    let samples = entries.iter().map(|entry| Sample {
        bytes: bytes(&folder.join(text(entry, "file"))),
        file: text(entry, "file").to_owned(),
        agent: text(entry, "agent").to_owned(),
        expression: expression_of_element(text(entry, "type")),
        strict: true,
        schema: folder.join(text(entry, "schema")),
    });
    Some(samples.collect())
}

/// The type expression of a root element: `ArrayOfWebhook` is `array<entity:Webhook>`.
fn expression_of_element(name: &str) -> String {
    match name {
        "string" | "boolean" | "int" => match name {
            "boolean" => "bool".to_owned(),
            "int" => "int32".to_owned(),
            other => other.to_owned(),
        },
        "StringDictionary" => "dict<string,string>".to_owned(),
        _ => match name.strip_prefix("ArrayOf") {
            Some(item) => format!("array<{}>", expression_of_element(item)),
            None => format!("entity:{name}"),
        },
    }
}
