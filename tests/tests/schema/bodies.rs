//! Validates every body with the OpenAPI 3.1 document that describes it, whose schemas are JSON
//! Schema 2020-12.

use std::collections::BTreeMap;

use jsonschema::{Draft, Validator};
use netserver_tests::agents::fill::filled;
use netserver_tests::agents::registry::{Body, Shape, expressions, shape, shape_of};
use netserver_tests::agents::samples::{json_samples, xml_samples};
use netserver_tests::report::Report;
use serde_json::{Value, json};
use webhook_model::property::PropertyType;
use webhook_model::schema::{Dialect, DocumentInfo, OperationInfo, document_with};
use webhook_model::{
    DateTime, Decoder, Duration, Encoder, Flags, MediaType, NetServerEntity, NetServerEnum,
    UnknownEntity, UnknownVariant,
};

/// The media types that are JSON.
const JSON: [MediaType; 4] = [
    MediaType::ApplicationJson,
    MediaType::TextJson,
    MediaType::ApplicationJsonPatch,
    MediaType::ApplicationMergePatch,
];

/// One document with an operation for each type, and the validators of the responses.
struct Document {
    document: Value,
    /// By schema, because types and media types share schemas.
    validators: BTreeMap<String, Validator>,
}

impl Document {
    fn new(shapes: &[(String, Shape)]) -> Self {
        let operations: Vec<OperationInfo> = shapes
            .iter()
            .map(|(name, shape)| OperationInfo {
                method: "POST",
                path: String::leak(path(name)),
                name: "Answer",
                query: &[],
                filters: &[],
                request: Some(shape.ty),
                response: Some(shape.ty),
                links: false,
                binary: false,
                plain_patches: false,
            })
            .collect();
        let info = DocumentInfo {
            title: "bodies",
            version: "1",
            server: None,
        };
        let text = document_with(&[], &operations, Dialect::OpenApi31, &info);
        Self {
            document: serde_json::from_str(&text).expect("JSON"),
            validators: BTreeMap::new(),
        }
    }

    /// Validates a body of a type in a media type.
    fn validate(&mut self, name: &str, media_type: MediaType, body: &[u8]) -> Result<(), String> {
        let body: Value = serde_json::from_slice(body).map_err(|error| error.to_string())?;
        let path = path(name).replace('/', "~1");
        let media_type = media_type.as_str().replace('/', "~1");
        let place = format!("/paths/{path}/post/responses/200/content/{media_type}/schema");
        let schema = self.document.pointer(&place).expect("a schema");
        let document = &self.document;
        let validator = self
            .validators
            .entry(schema.to_string())
            .or_insert_with(|| validator(schema, document));
        validator
            .validate(&body)
            .map_err(|error| format!("{error} at {}: {body}", error.instance_path()))
    }

    /// Validates a value in each media type that can represent it.
    fn check(&mut self, name: &str, body: &dyn Body) -> Result<(), String> {
        for media_type in JSON {
            let blank = shape_named(name).map(|shape| (shape.blank)());
            let encoder = Encoder::new(media_type);
            let written = match blank {
                Some(from) if media_type.is_patch() => body.diff(from.as_ref(), &encoder),
                _ => body.encode(&encoder),
            };
            match written {
                Ok(written) => self
                    .validate(name, media_type, &written)
                    .map_err(|error| format!("{media_type}: {error}"))?,
                // A null inside a dictionary.
                Err(_) if media_type == MediaType::ApplicationMergePatch => {}
                Err(error) => return Err(error.to_string()),
            }
        }
        Ok(())
    }
}

/// The validator of a schema, with only the document's schemas that it refers to: compiling all of
/// them would take seconds.
fn validator(schema: &Value, document: &Value) -> Validator {
    let all = &document["components"]["schemas"];
    let mut reached = serde_json::Map::new();
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                open.extend(members.values());
                let target = members.get("$ref").and_then(Value::as_str);
                let name = target.and_then(|target| target.strip_prefix("#/components/schemas/"));
                if let Some(name) = name.filter(|name| !reached.contains_key(*name)) {
                    reached.insert(name.to_owned(), all[name].clone());
                    open.push(&all[name]);
                }
            }
            _ => {}
        }
    }
    let whole = json!({"allOf": [schema], "components": {"schemas": reached}});
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&whole)
        .unwrap_or_else(|error| panic!("{schema}: {error}"))
}

fn path(name: &str) -> String {
    let name = name.replace(['<', '>', ',', ':'], "_");
    format!("/api/v1/Agents/Test/{name}")
}

fn shape_named(name: &str) -> Option<Shape> {
    match name {
        "odd" => Some(shape_of::<Odd>()),
        "odds" => Some(shape_of::<Vec<Odd>>()),
        "maybe" => Some(shape_of::<Option<Odd>>()),
        name => shape(name),
    }
}

#[test]
fn sample_responses_are_valid() {
    let (Some(json), Some(xml)) = (json_samples(), xml_samples()) else {
        return;
    };
    let samples = json
        .iter()
        .filter(|sample| sample.strict)
        .map(|sample| (sample, MediaType::ApplicationJson))
        .chain(xml.iter().map(|sample| (sample, MediaType::ApplicationXml)));
    let mut shapes = BTreeMap::new();
    for (sample, _) in samples.clone() {
        shapes.insert(sample.expression.clone(), sample.shape());
    }
    let shapes: Vec<_> = shapes.into_iter().collect();
    let mut document = Document::new(&shapes);
    let mut report = Report::new("sample responses against their document");
    for (sample, media_type) in samples {
        let decoded = (sample.shape().decode)(&Decoder::new(media_type), &sample.bytes);
        let outcome = match decoded {
            Ok(body) => document.check(&sample.expression, body.as_ref()),
            Err(error) => Err(error.to_string()),
        };
        report.outcome(&sample.file, outcome);
    }
    report.finish();
}

#[test]
fn blank_and_filled_bodies_are_valid() {
    let shapes: Vec<_> = expressions()
        .into_iter()
        .filter_map(|name| shape(&name).map(|shape| (name, shape)))
        .collect();
    let mut document = Document::new(&shapes);
    let mut report = Report::new("blank and filled bodies against their document");
    let json = Decoder::new(MediaType::ApplicationJson);
    for (name, shape) in &shapes {
        report.outcome(name, document.check(name, (shape.blank)().as_ref()));
        let body = filled(shape.ty, 7).to_string();
        let outcome = match (shape.decode)(&json, body.as_bytes()) {
            Ok(body) => document.check(name, body.as_ref()),
            Err(error) => Err(error.to_string()),
        };
        report.outcome(&format!("filled {name}"), outcome);
    }
    report.finish();
}

#[derive(Debug, Clone, PartialEq, NetServerEnum)]
enum Kind {
    Unknown,
    Known,
    #[netserver(other)]
    Other(UnknownVariant),
}

#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
#[netserver(flags)]
enum Right {
    None = 0,
    Read = 1,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Known {
    kind: Kind,
    number: i32,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind", entity = "Member")]
enum Member {
    #[netserver(rename = "Known")]
    Known(Known),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// Values with special JSON: numbers that JSON lacks, dates with and without an offset, names of
/// newer servers.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Odd {
    doubles: Vec<f64>,
    dates: Vec<DateTime>,
    by_date: BTreeMap<DateTime, Option<f64>>,
    by_number: BTreeMap<i32, String>,
    duration: Duration,
    kinds: Vec<Kind>,
    rights: Flags<Right>,
    members: Vec<Member>,
    bytes: Option<Vec<u8>>,
    any: serde_json::Value,
    inner: Option<Box<Odd>>,
}

fn odd() -> Odd {
    let body = br#"{
        "Doubles": ["NaN", "Infinity", "-Infinity", 1.5, -0.0, 1e300],
        "Dates": ["0001-01-01T00:00:00", "9999-12-31T23:59:59.9999999", "2024-02-29T12:00:00Z",
            "2024-02-29T12:00:00.5-05:30"],
        "ByDate": {"2024-02-29T12:00:00": null, "2024-02-29T12:00:00Z": "NaN"},
        "ByNumber": {"-7": "x"},
        "Duration": "-1.02:03:04.0000005",
        "Kinds": ["Known", "Newer", 99, -5],
        "Rights": "Read, Newer",
        "Members": [{"Kind": "Known", "Number": 1}, {"Kind": "Newer", "List": [{}]}],
        "Bytes": "/+7d",
        "Any": [null, {"x": 1}]
    }"#;
    Odd::decode(MediaType::ApplicationJson, body).expect("an entity")
}

#[test]
fn special_numbers_and_unknown_names_are_valid() {
    let names = ["odd", "odds", "maybe"].map(str::to_owned);
    let shapes: Vec<_> = names
        .iter()
        .filter_map(|name| shape_named(name).map(|shape| (name.clone(), shape)))
        .collect();
    let mut document = Document::new(&shapes);
    let mut outer = odd();
    outer.inner = Some(Box::new(odd()));
    outer.rights = Flags::from_bits_retain(-8);
    let bodies: [(&str, &dyn Body); 7] = [
        ("odd", &odd()),
        ("odd", &outer),
        ("odd", &Odd::blank()),
        ("odds", &vec![outer.clone(), Odd::blank()]),
        ("odds", &Vec::<Odd>::new()),
        ("maybe", &None::<Odd>),
        ("maybe", &Some(outer.clone())),
    ];
    for (name, body) in bodies {
        document
            .check(name, body)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    // The schemas do not accept everything: each of these has another type.
    for (member, value) in [
        ("Doubles", json!(["nan"])),
        ("Dates", json!(["2024-02-29"])),
        ("ByNumber", json!({"x": ""})),
        ("Duration", json!("1h")),
        ("Kinds", json!([1.5])),
        ("Rights", json!(1)),
        ("Members", json!([1])),
        ("Bytes", json!([])),
    ] {
        let body = json!({ member: value }).to_string();
        let valid = document.validate("odd", MediaType::ApplicationJson, body.as_bytes());
        assert!(valid.is_err(), "{body}");
    }
}
