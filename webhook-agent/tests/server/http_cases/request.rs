//! Builds the bytes to send for a case, from its bytes or its description.

use netserver_tests::data::text;
use serde_json::Value;

use super::body::bodies;
use super::draft::Draft;
use super::fields;
use super::phrases;
use super::words::Words;

/// The bytes to send for a case.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// Each is sent over its own connection; all must get the same response.
    pub(crate) messages: Vec<Vec<u8>>,
    /// The number of requests in each message.
    pub(crate) requests: usize,
    /// Whether the sending side stays open, so that the server has to close.
    pub(crate) waits: bool,
    /// The number of idle connections opened meanwhile.
    pub(crate) idle: usize,
    /// The method of the first request.
    pub(crate) method: String,
    pub(crate) target: String,
}

impl Plan {
    fn of(drafts: &[Draft]) -> Self {
        let first = drafts.first().cloned().unwrap_or_default();
        Self {
            messages: drafts.iter().map(Draft::bytes).collect(),
            requests: 1,
            waits: false,
            idle: 0,
            method: first.method,
            target: first.target,
        }
    }

    fn raw(bytes: Vec<u8>) -> Self {
        let head = String::from_utf8_lossy(bytes.get(..256).unwrap_or(&bytes)).into_owned();
        let mut words = head.split(' ').map(str::to_owned);
        Self {
            messages: vec![bytes],
            requests: 1,
            method: words.next().unwrap_or_default(),
            target: words.next().unwrap_or_default(),
            waits: false,
            idle: 0,
        }
    }
}

/// The plan of a case; `None` if its description is not understood.
pub(crate) fn plan(case: &Value) -> Option<Plan> {
    if let Some(raw) = case["raw"].as_str() {
        return Some(Plan::raw(raw.as_bytes().to_vec()));
    }
    if let Some(hex) = case["hex"].as_str() {
        let digit = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        let bytes: Option<Vec<u8>> = hex.as_bytes().chunks(2).map(digit).collect();
        return bytes.map(Plan::raw);
    }
    if let Some(built) = netserver_tests::recipe::build(&case["generate"]) {
        return Some(Plan::raw(built.into_bytes()));
    }
    let words = Words::new(text(case, "request"));
    if let Some(plan) = frames(&words) {
        return Some(plan);
    }
    let mut draft = Draft::default();
    let mut known = request_line(&mut draft, &words);
    known |= version(&mut draft, &words, text(case, "id"));
    let mut spelled = fields::spelled(&words.text);
    let trailers = if words.has_word("trailer") {
        std::mem::take(&mut spelled)
    } else {
        Vec::new()
    };
    known |= !spelled.is_empty();
    add_fields(&mut draft, spelled);
    known |= phrases::apply(&mut draft, &words);
    let mut drafts = bodies(&draft, &words, &trailers, &mut known);
    for draft in &mut drafts {
        session(draft);
    }
    let mut plan = Plan::of(&drafts);
    if words.has_word("pipelin") || words.has("requests on one connection") {
        let count = words.count().unwrap_or(2);
        plan.messages = vec![numbered(&draft, count)];
        plan.requests = count;
        known = true;
    }
    plan.waits = plan.messages.len() == 1 && draft.version == "HTTP/1.0";
    if let Some(count) = words.count().filter(|_| words.has("idle connections")) {
        plan.idle = count;
        known = true;
    } else if stalls(&words) {
        stall(&mut plan, &words);
        known = true;
    }
    known.then_some(plan)
}

/// Parses `POST /path`, which may contain `<64 KiB>`.
fn request_line(draft: &mut Draft, words: &Words) -> bool {
    let mut rest = words.text.as_str();
    while let Some((method, after)) = rest.split_once(' ') {
        let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic());
        let is_target = after.starts_with(['/', '*'])
            || after
                .split(' ')
                .next()
                .is_some_and(|target| target.contains("://"))
            || method == "CONNECT";
        if is_method && is_target {
            let is_inside = std::cell::Cell::new(false);
            let ends = |letter: char| {
                is_inside.set(letter == '<' || (is_inside.get() && letter != '>'));
                letter.is_whitespace() && !is_inside.get()
            };
            let end = after.find(ends).unwrap_or(after.len());
            let target = after[..end].trim_end_matches([',', ';']);
            method.clone_into(&mut draft.method);
            draft.target = filled(target);
            return true;
        }
        rest = after;
    }
    let methods = ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"];
    let mut named = words.text.split(' ').filter(|word| methods.contains(word));
    let Some(method) = named.next().filter(|_| !words.text.contains(':')) else {
        return false;
    };
    method.clone_into(&mut draft.method);
    true
}

/// Expands `<64 KiB>` in a target.
fn filled(target: &str) -> String {
    let Some((head, tail)) = target.split_once('<') else {
        return target.to_owned();
    };
    let (size, tail) = tail.split_once('>').unwrap_or((tail, ""));
    let Some(size) = Words::new(size).size() else {
        return target.to_owned();
    };
    format!("{head}{}{tail}", "q".repeat(size.min(8 << 20)))
}

fn version(draft: &mut Draft, words: &Words, id: &str) -> bool {
    let at = words.text.find("HTTP/");
    if let Some(at) = at {
        let end = words.text[at..]
            .find([' ', ',', ';'])
            .unwrap_or(words.text.len() - at);
        words.text[at..at + end].clone_into(&mut draft.version);
    } else if id == "http09" {
        draft.version = String::new();
    } else {
        return false;
    }
    if draft.version == "HTTP/0.9" || draft.version.is_empty() {
        draft.version = String::new();
        draft.fields.clear();
    }
    true
}

/// Adds the header fields in the description; each replaces a default field.
fn add_fields(draft: &mut Draft, spelled: Vec<String>) {
    for line in &spelled {
        let name = line.split(':').next().unwrap_or_default().trim();
        draft.remove(name);
    }
    for line in spelled {
        draft.field(line);
    }
}

/// A caller without credentials has a session.
fn session(draft: &mut Draft) {
    let tokens = draft.values("x-xsrf-token");
    if !tokens.is_empty() {
        draft.remove("authorization");
    }
    if draft.values("authorization").is_empty() && draft.values("cookie").is_empty() {
        let token = tokens.first().map_or("", String::as_str);
        draft.field(format!(
            "Cookie: NetServerSession=session; XSRF-TOKEN={token}"
        ));
    }
}

/// Several requests with numbered ids.
fn numbered(draft: &Draft, count: usize) -> Vec<u8> {
    let one = |number: usize| {
        let mut draft = draft.clone();
        draft.field(format!("X-Request-Id: number-{number}"));
        draft.bytes()
    };
    (0..count).flat_map(one).collect()
}

/// Whether the client stops sending or sends too slowly.
fn stalls(words: &Words) -> bool {
    ["slow", "idle", "stall", "unfinished", "incomplete"]
        .iter()
        .any(|word| words.has_word(word))
        || [
            "per second",
            "never end",
            "never finish",
            "never complete",
            "never sent",
            "byte every",
        ]
        .iter()
        .any(|phrase| words.has(phrase))
}

fn stall(plan: &mut Plan, words: &Words) {
    let mut draft = Draft::default();
    if words.has_word("body") {
        draft
            .json("null")
            .remove("content-length")
            .field("Content-Length: 5");
    } else {
        draft.is_cut = true;
    }
    let bytes = if words.has_word("idle") {
        Vec::new()
    } else {
        draft.bytes()
    };
    plan.messages = vec![bytes];
    plan.waits = true;
}

/// HTTP/2 frames sent to a port that only supports HTTP/1.
fn frames(words: &Words) -> Option<Plan> {
    let kinds: [(&str, u8, usize); 9] = [
        ("continuation", 9, 1),
        ("rst_stream", 3, 4),
        ("rapid reset", 3, 4),
        ("settings", 4, 0),
        ("ping", 6, 8),
        ("window_update", 8, 4),
        ("priority", 2, 5),
        ("goaway", 7, 8),
        ("empty data", 0, 0),
    ];
    let is_line = words.has("continuation line");
    let kind = kinds
        .iter()
        .find(|(name, ..)| words.has(name) && !is_line && !words.has("http2-settings"));
    if kind.is_none() && !words.has("pri * http/2") && !words.has("preface") {
        return None;
    }
    let mut bytes = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
    if let Some((_, kind, length)) = kind {
        let length = u8::try_from(*length).unwrap_or_default();
        let frame = |kind: u8, length: u8| {
            let mut frame = vec![0, 0, length, kind, 0, 0, 0, 0, 1];
            frame.resize(9 + usize::from(length), 0x84);
            frame
        };
        bytes.extend(frame(1, 1));
        bytes.extend(frame(*kind, length).repeat(100_000));
    }
    Some(Plan::raw(bytes))
}
