//! The schemas and `validate` agree, because both use the same rules.

use std::path::Path;

use jsonschema::{Draft, Validator};
use netserver_tests::xsd::complaints;
use proptest::prelude::*;
use serde_json::Value;
use webhook_model::schema::{Dialect, definitions, xsd};
use webhook_model::{Contract, Encoder, MediaType, NetServerEntity};

/// A rule of each kind.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Sale {
    #[netserver(max_length = 5)]
    name: Option<String>,
    #[netserver(range = 1..=100)]
    rank: i32,
    #[netserver(range = -0.5..)]
    part: f64,
    #[netserver(format = event_name)]
    events: Vec<String>,
    #[netserver(format = event_name)]
    event: String,
    #[netserver(range = ..=7)]
    large: Option<i64>,
}

fn sale() -> Sale {
    Sale {
        rank: 1,
        event: "sale.sold".into(),
        ..Sale::create_default()
    }
}

fn validator() -> Validator {
    let schemas = definitions(&[Sale::ENTITY], Dialect::OpenApi31).to_string();
    let schemas: Value = serde_json::from_str(&schemas).unwrap();
    jsonschema::options()
        .with_draft(Draft::Draft202012)
        .should_validate_formats(true)
        .build(&schemas["Sale"])
        .unwrap()
}

proptest! {
    /// JSON Schema counts characters instead of UTF-16 code units, which is less strict.
    #[test]
    fn json_schema_and_validate_agree(
        name in prop::option::of("[a-z]{3,7}|\u{1f600}{1,4}"),
        rank in -1..103,
        part in -2.0..2.0,
        events in prop::collection::vec("[a-z.]{0,4}", 0..3),
        large in prop::option::of(0_i64..14),
    ) {
        let entity = Sale { name, rank, part, events, large, ..sale() };
        let body = serde_json::to_value(&entity).unwrap();
        let by_schema = validator().is_valid(&body);
        let wide = entity.name.as_ref().is_some_and(|name| !name.is_ascii());
        match entity.validate() {
            Ok(()) => prop_assert!(by_schema, "{}", body),
            Err(violations) if wide => {
                let other = violations.iter().any(|found| found.pointer() != "/Name");
                prop_assert!(!(other && by_schema), "{}", body);
            }
            Err(violations) => prop_assert!(!by_schema, "{} {}", violations, body),
        }
    }
}

/// A body must contain the required members.
#[derive(Debug, PartialEq, NetServerEntity)]
struct Required {
    #[netserver(required)]
    name: Option<String>,
    other: Option<String>,
}

#[test]
fn xml_schema_rejects_violations() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rules");
    std::fs::create_dir_all(&folder).unwrap();
    let files = xsd(&[Sale::ENTITY, Required::ENTITY], Contract::WebApi, None);
    for file in &files {
        std::fs::write(folder.join(&file.name), &file.text).unwrap();
    }
    let schema = folder.join(&files[0].name);
    let xml = Encoder::new(MediaType::ApplicationXml);
    let wrong = [
        Sale {
            name: Some("abcdef".into()),
            ..sale()
        },
        Sale { rank: 0, ..sale() },
        Sale {
            rank: 101,
            ..sale()
        },
        Sale {
            part: -0.6,
            ..sale()
        },
        Sale {
            event: "a b".into(),
            ..sale()
        },
        Sale {
            large: Some(8),
            ..sale()
        },
    ];
    let right = [
        sale(),
        Sale {
            name: Some("abcde".into()),
            rank: 100,
            part: -0.5,
            large: Some(7),
            ..sale()
        },
    ];
    for (entities, valid) in [(&wrong[..], false), (&right[..], true)] {
        for entity in entities {
            assert_eq!(entity.validate().is_ok(), valid, "{entity:?}");
            let Some(complaints) = complaints(&schema, &xml.encode(entity).unwrap()) else {
                return;
            };
            assert_eq!(complaints.is_empty(), valid, "{entity:?}: {complaints}");
        }
    }
    let body = xml.encode_to_string(&Required::create_default()).unwrap();
    assert_eq!(complaints(&schema, body.as_bytes()).as_deref(), Some(""));
    let without = body.replace("<Name i:nil=\"true\"/>", "");
    assert_ne!(without, body);
    assert_ne!(complaints(&schema, without.as_bytes()).as_deref(), Some(""));
}
