//! Small documents that cause much work or many values: nested families whose tags come last, and
//! items that are larger in memory than in the document.
//!
//! Times are printed and not asserted: parsing the tags of each level again would take a hundred
//! times as long.

use std::collections::BTreeMap;
use std::time::Instant;

use webhook_model::format::bounds::MAX_VALUES;
use webhook_model::{
    Decoder, Error, ErrorKind, MediaType, NetServerEntity, NetServerEnum, Webhook,
};

#[derive(Debug, Clone, PartialEq, NetServerEnum)]
enum ShapeKind {
    Box,
    Dot,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct BoxShape {
    shape_kind: ShapeKind,
    inner: Option<std::boxed::Box<Shape>>,
    any: serde_json::Value,
    text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct DotShape {
    shape_kind: ShapeKind,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "ShapeKind")]
enum Shape {
    #[netserver(rename = "Box")]
    Box(BoxShape),
    #[netserver(rename = "Dot")]
    Dot(DotShape),
}

/// The number of nested shapes. Each is an object, and in XML an element; any value inside the last
/// one takes a few more levels.
const DEPTH: usize = 110;

/// Nested shapes, of which the innermost has `content`; each tag comes after its shape.
fn json(content: &str) -> String {
    let (open, close) = (r#"{"Inner":"#, r#","ShapeKind":"Box"}"#);
    let inner = format!(r#"{{"ShapeKind":"Box",{content}}}"#);
    format!("{}{inner}{}", open.repeat(DEPTH), close.repeat(DEPTH))
}

fn xml(content: &str) -> String {
    let (open, close) = ("<Inner>", "</Inner><ShapeKind>Box</ShapeKind>");
    let inner = format!("{content}<ShapeKind>Box</ShapeKind>");
    let (open, close) = (open.repeat(DEPTH), close.repeat(DEPTH));
    format!("<Shape>{open}{inner}{close}</Shape>")
}

fn depth_of(shape: &Shape) -> usize {
    match shape {
        Shape::Box(shape) => 1 + shape.inner.as_deref().map_or(0, depth_of),
        Shape::Dot(_) => 1,
    }
}

#[test]
fn nested_families_are_read_in_linear_time() {
    let long = "x".repeat(1 << 20);
    let (json_type, xml_type) = (MediaType::ApplicationJson, MediaType::ApplicationXml);
    for (media_type, document, what) in [
        (
            json_type,
            json(&format!(r#""Text":"{long}""#)),
            "a long text",
        ),
        (
            json_type,
            json(&format!(r#""Any":[{}1]"#, "[1],".repeat(1 << 17))),
            "short values",
        ),
        (
            json_type,
            json(&format!(r#""Unknown":[{}1]"#, "1,".repeat(1 << 19))),
            "the skipped value",
        ),
        (
            xml_type,
            xml(&format!("<Text>{long}</Text>")),
            "a long text",
        ),
        (
            xml_type,
            xml(&format!("<Any>{}</Any>", "<a>1</a>".repeat(1 << 15))),
            "short values",
        ),
        (
            xml_type,
            xml(&format!("<Unknown>{}</Unknown>", "<a/>".repeat(1 << 16))),
            "the skipped value",
        ),
    ] {
        let started = Instant::now();
        let shape = Shape::decode(media_type, document.as_bytes()).expect(what);
        println!(
            "{media_type}: {what}, {} bytes: {:?}",
            document.len(),
            started.elapsed()
        );
        assert_eq!(depth_of(&shape), DEPTH + 1, "{media_type}: {what}");
    }
}

/// Dictionary entries whose value precedes their key are parsed once the key is known.
#[test]
fn entries_with_the_value_first_are_read_in_linear_time() {
    let depth = 30;
    let kind =
        "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='StringObjectDictionary'";
    let open = format!("<Value {kind}><e>").repeat(depth);
    let close = "</e></Value><Key>k</Key>".repeat(depth);
    let content = format!(
        "<Value><Text>{}</Text></Value><Key>k</Key>",
        "x".repeat(1 << 20)
    );
    let document = format!(
        "<Shape><Any {kind}><e>{open}{content}{close}</e></Any><ShapeKind>Box</ShapeKind></Shape>"
    );
    let started = Instant::now();
    let shape = Shape::decode(MediaType::ApplicationXml, document.as_bytes()).expect("a shape");
    println!("{} bytes: {:?}", document.len(), started.elapsed());
    let Shape::Box(shape) = shape else {
        panic!("a box");
    };
    let mut any = &shape.any;
    for _ in 0..=depth {
        any = any.get("k").expect("a dictionary");
    }
    assert!(any.to_string().len() > 1 << 20);
}

/// Decodes a document with this many items.
fn kinds(media_type: MediaType, document: &str) -> Result<usize, ErrorKind> {
    let hooks: Result<Vec<Webhook>, Error> = Decoder::new(media_type).decode(document.as_bytes());
    hooks.map(|hooks| hooks.len()).map_err(|error| error.kind())
}

#[test]
fn the_number_of_values_from_small_items_is_bounded() {
    // A webhook counts as 14 properties, itself and an item.
    let most = MAX_VALUES / (Webhook::ENTITY.properties.len() + 2);
    for (media_type, open, item, close) in [
        (MediaType::ApplicationJson, "[", "{},", "{}]"),
        (
            MediaType::ApplicationXml,
            "<ArrayOfWebhook>",
            "<Webhook/>",
            "<Webhook/></ArrayOfWebhook>",
        ),
    ] {
        let document = |items: usize| format!("{open}{}{close}", item.repeat(items - 1));
        assert_eq!(kinds(media_type, &document(most)), Ok(most), "{media_type}");
        let more = kinds(media_type, &document(most + 1));
        assert_eq!(more, Err(ErrorKind::Limit), "{media_type}");
    }
}

#[test]
fn every_kind_of_value_counts() {
    type Read = fn(Decoder, &[u8]) -> Result<(), Error>;
    let list: Read = |decoder, body| decoder.decode::<Vec<i32>>(body).map(drop);
    let map: Read = |decoder, body| decoder.decode::<BTreeMap<String, i32>>(body).map(drop);
    let any: Read = |decoder, body| decoder.decode::<serde_json::Value>(body).map(drop);
    let hook: Read = |decoder, body| decoder.decode::<Webhook>(body).map(drop);
    let shape: Read = |decoder, body| decoder.decode::<Shape>(body).map(drop);
    let (json, xml) = (MediaType::ApplicationJson, MediaType::ApplicationXml);
    for (read, media_type, body, values) in [
        (list, json, "[1,2,3]", 3),
        (
            list,
            xml,
            "<ArrayOfint><int>1</int><int>2</int></ArrayOfint>",
            2,
        ),
        (map, json, r#"{"a":1,"b":2}"#, 2),
        (any, json, r#"[1,[2],{"a":3}]"#, 5),
        (hook, json, "{}", 15),
        (
            hook,
            json,
            r#"{"Events":["a","b"],"Headers":{"a":"b"}}"#,
            18,
        ),
        (hook, xml, "<Webhook/>", 15),
        (shape, json, r#"{"ShapeKind":"Dot"}"#, 2),
        (shape, xml, "<Shape><ShapeKind>Dot</ShapeKind></Shape>", 2),
    ] {
        let decoder = |most: usize| Decoder::new(media_type).max_values(most);
        assert_eq!(read(decoder(values), body.as_bytes()), Ok(()), "{body}");
        let error = read(decoder(values - 1), body.as_bytes()).expect_err(body);
        assert_eq!(error.kind(), ErrorKind::Limit, "{body}");
        assert_eq!(error.status(), 413);
        let message = format!("more than {} values in one document", values - 1);
        assert_eq!(error.message(), message);
        assert!(error.position().is_some(), "{body}");
    }
}

#[test]
fn values_in_patches_count_as_well() {
    let hooks = |count: usize| vec!["{}"; count].join(",");
    let (merge, patch) = (
        MediaType::ApplicationMergePatch,
        MediaType::ApplicationJsonPatch,
    );
    for (media_type, open, close) in [
        (merge, "[", "]"),
        (patch, r#"[{"op":"replace","path":"","value":["#, "]}]"),
    ] {
        let apply = |count: usize| {
            let mut value: Option<Vec<Webhook>> = None;
            let body = format!("{open}{}{close}", hooks(count));
            Decoder::new(media_type).apply(&mut value, body.as_bytes())
        };
        let error = apply(MAX_VALUES / 16 + 1).expect_err("too many values");
        assert_eq!(error.kind(), ErrorKind::Limit, "{media_type}: {error}");
        assert_eq!(apply(100), Ok(()), "{media_type}");
    }
    // Of all operations together.
    let decoder = Decoder::new(patch).max_values(50);
    let mut value: Option<Vec<Webhook>> = Some(Vec::new());
    let add = |count: usize| vec![r#"{"op":"add","path":"-","value":{}}"#; count].join(",");
    for (count, kind) in [(3, None), (4, Some(ErrorKind::Limit))] {
        let applied = decoder.apply(&mut value, format!("[{}]", add(count)).as_bytes());
        assert_eq!(applied.map_err(|error| error.kind()).err(), kind);
    }
}

/// In serde and in patches, a member of a family is a tree before it becomes an entity.
#[test]
fn nested_families_in_trees_are_bounded() {
    let few = json(&format!(r#""Any":[{}1]"#, "1,".repeat(100)));
    let many = json(&format!(r#""Any":[{}1]"#, "1,".repeat(1 << 18)));
    let read = |text: &str| serde_json::from_str::<Shape>(text);
    assert_eq!(
        read(&few).map(|shape| depth_of(&shape)).ok(),
        Some(DEPTH + 1)
    );
    let error = read(&many).expect_err("too much work").to_string();
    assert!(
        error.contains("values in one document"),
        "{}",
        &error[error.len().min(100)..]
    );
}
