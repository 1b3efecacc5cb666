//! Counts operations instead of measuring time: comparisons of keys, moved items, copied values.

use std::cell::Cell;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use serde_json::{Value, json};
use webhook_model::format::bounds::{MAX_COPIED, MAX_PATCH_OPERATIONS, MAX_SHIFTED};
use webhook_model::property::{DictionaryKey, Key, KeyType};
use webhook_model::{Decoder, Error, ErrorKind, MediaType, PatchProfile, Webhook};

thread_local! {
    static COMPARED: Cell<usize> = const { Cell::new(0) };
    static READ: Cell<usize> = const { Cell::new(0) };
}

/// A key that counts how often it is parsed and compared.
#[derive(Debug, Clone)]
struct Counted(String);

impl Ord for Counted {
    fn cmp(&self, other: &Self) -> Ordering {
        COMPARED.set(COMPARED.get() + 1);
        self.0.cmp(&other.0)
    }
}

impl PartialOrd for Counted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Counted {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Counted {}

impl Hash for Counted {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.hash(hasher);
    }
}

impl DictionaryKey for Counted {
    const KEY: KeyType = KeyType::Text;

    fn as_key(&self) -> Key<'_> {
        Key::Text(&self.0)
    }

    fn read(text: &str) -> Result<Self, Error> {
        READ.set(READ.get() + 1);
        Ok(Self(text.to_owned()))
    }
}

/// The number of parsed and compared keys for a dictionary of this size.
fn counted(media_type: MediaType, keys: usize) -> (usize, usize) {
    let members: serde_json::Map<String, Value> = (0..keys)
        .map(|key| (format!("key{key}"), json!(1)))
        .collect();
    let body = match media_type {
        MediaType::ApplicationXml => {
            let entries = members.keys().map(|key| {
                format!("<StringInt32KeyValuePair><Key>{key}</Key><Value>1</Value></StringInt32KeyValuePair>")
            });
            format!(
                "<StringInt32Dictionary>{}</StringInt32Dictionary>",
                entries.collect::<String>()
            )
        }
        _ => Value::Object(members).to_string(),
    };
    COMPARED.set(0);
    READ.set(0);
    let read: BTreeMap<Counted, i32> = Decoder::new(media_type).decode(body.as_bytes()).unwrap();
    assert_eq!(read.len(), keys);
    (READ.get(), COMPARED.get())
}

/// Sorted keys are the worst case for a tree: each is compared with the keys on its path.
#[test]
fn dictionaries_compare_each_key_with_few_others() {
    let media_type = MediaType::ApplicationJson;
    let (read, compared) = counted(media_type, 10_000);
    let (twice_read, twice_compared) = counted(media_type, 20_000);
    println!("{compared} comparisons for 10,000 keys, {twice_compared} for 20,000");
    assert_eq!((read, twice_read), (10_000, 20_000));
    assert!(compared < 10_000 * 40 && 4 * twice_compared < 9 * compared);
}

/// Applies a strict RFC 6902 patch to any JSON.
fn apply(value: &mut Value, patch: &Value) -> Result<(), ErrorKind> {
    let body = patch.to_string();
    Decoder::new(MediaType::ApplicationJsonPatch)
        .profile(PatchProfile::Rfc6902)
        .apply(value, body.as_bytes())
        .map_err(|error| error.kind())
}

fn repeated(operation: &Value, times: usize) -> Value {
    vec![operation.clone(); times].into()
}

#[test]
fn the_number_of_operations_is_bounded() {
    let test = json!({"op": "test", "path": "/a", "value": 1});
    let mut value = json!({"a": 1});
    assert_eq!(
        apply(&mut value, &repeated(&test, MAX_PATCH_OPERATIONS)),
        Ok(())
    );
    let more = repeated(&test, MAX_PATCH_OPERATIONS + 1);
    assert_eq!(apply(&mut value, &more), Err(ErrorKind::Limit));
}

/// Each operation inserts an item at the front, which moves all others.
#[test]
fn the_number_of_moved_items_is_bounded() {
    let front = json!({"op": "add", "path": "/0", "value": 0});
    let operations = 100;
    let items = MAX_SHIFTED / operations;
    let most = vec![json!(0); items - operations];
    assert_eq!(
        apply(&mut most.clone().into(), &repeated(&front, operations)),
        Ok(())
    );
    let removed = repeated(&json!({"op": "remove", "path": "/0"}), operations);
    assert_eq!(apply(&mut most.into(), &removed), Ok(()));
    let more = vec![json!(0); items + 1];
    let result = apply(&mut more.into(), &repeated(&front, operations));
    assert_eq!(result, Err(ErrorKind::Limit));
}

/// Each operation copies the document into itself: 17 copies would exceed the limit.
#[test]
fn the_number_of_copied_values_is_bounded() {
    let mut value = json!([]);
    let double = json!({"op": "copy", "from": "", "path": "/-"});
    let mut copies = 0;
    while apply(&mut value, &repeated(&double, copies + 1)) == Ok(()) {
        copies += 1;
        value = json!([]);
        assert!(copies < 20, "{copies} copies");
    }
    assert!(
        (1_usize << copies) <= MAX_COPIED && (1_usize << (copies + 2)) > MAX_COPIED,
        "{copies}"
    );
    // Long texts count by their length.
    let mut value = json!(["x".repeat(64 * MAX_COPIED / 10)]);
    let copy = json!({"op": "copy", "from": "/0", "path": "/-"});
    assert_eq!(apply(&mut value.clone(), &repeated(&copy, 9)), Ok(()));
    assert_eq!(
        apply(&mut value, &repeated(&copy, 10)),
        Err(ErrorKind::Limit)
    );
}

/// A series of operations cannot make a document deeper than the decoder allows.
#[test]
fn patches_and_bodies_have_the_same_depth_limit() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let body = |levels: usize| format!("{{\"Properties\":{{\"a\":{}}}}}", deep(levels));
    let patch = |levels: usize| {
        format!(
            r#"[{{"op":"add","path":"/Properties","value":{{"a":{}}}}}]"#,
            deep(levels)
        )
    };
    // A body has two levels around the value, a patch has three, including its document.
    for (media_type, most, body) in [
        (
            MediaType::ApplicationJson,
            125,
            &body as &dyn Fn(usize) -> String,
        ),
        (MediaType::ApplicationMergePatch, 125, &body),
        (MediaType::ApplicationJsonPatch, 124, &patch),
    ] {
        let kind = |levels| {
            let read = Webhook::decode(media_type, body(levels).as_bytes());
            read.err().map(|error| error.kind())
        };
        assert_eq!(
            (kind(most), kind(most + 1)),
            (None, Some(ErrorKind::Depth)),
            "{media_type}"
        );
    }
}

/// The text after the last allowed operation is not read.
#[test]
fn patches_are_not_read_beyond_the_limit() {
    let operation = r#"{"op":"test","path":"","value":1},"#;
    let body = |operations: usize, rest: &str| format!("[{}{rest}", operation.repeat(operations));
    let applied = |body: String| {
        let decoder = Decoder::new(MediaType::ApplicationJsonPatch).profile(PatchProfile::Rfc6902);
        decoder.apply(&mut json!(1), body.as_bytes())
    };
    let last = operation.trim_end_matches(',');
    let most = body(MAX_PATCH_OPERATIONS - 1, &format!("{last}]"));
    assert_eq!(applied(most), Ok(()));
    let error = applied(body(MAX_PATCH_OPERATIONS, "no JSON")).unwrap_err();
    assert_eq!(
        (error.kind(), error.status().as_u16()),
        (ErrorKind::Limit, 413)
    );
    let error = applied(body(MAX_PATCH_OPERATIONS - 1, "no JSON")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Syntax);
}
