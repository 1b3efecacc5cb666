//! A secret occurs only in the body that must contain it.

use netserver_tests::any_value::webhook;
use proptest::prelude::*;
use serde_json::{Value, json};
use webhook_model::{Decoder, Error, MediaType, NetServerEntity, PatchProfile, Secret, Webhook};

/// The text in every secret of these tests.
const SECRET: &str = "hunter2-hunter2";

const ALL: [MediaType; 6] = [
    MediaType::ApplicationJson,
    MediaType::TextJson,
    MediaType::ApplicationXml,
    MediaType::TextXml,
    MediaType::ApplicationJsonPatch,
    MediaType::ApplicationMergePatch,
];

fn shows(error: &Error) -> bool {
    [
        error.to_string(),
        format!("{error:?}"),
        format!("{error:#?}"),
        error.message().to_owned(),
        error.pointer().to_owned(),
    ]
    .iter()
    .any(|text| text.contains("hunter"))
}

fn secretive() -> Webhook {
    Webhook {
        secret: Some(SECRET.into()),
        ..Webhook::create_default()
    }
}

#[test]
fn debug_output_contains_no_secret() {
    for shown in [
        format!("{:?}", secretive()),
        format!("{:#?}", vec![Some(secretive())]),
        format!("{:?}", Secret::from(SECRET)),
        format!(
            "{:?}",
            NetServerEntity::encode(&secretive(), MediaType::ApplicationXml).is_ok()
        ),
    ] {
        assert!(!shown.contains("hunter"), "{shown}");
    }
}

#[test]
fn encoded_bodies_contain_the_secret() {
    for media_type in ALL {
        let body = secretive().encode(media_type).unwrap();
        assert!(
            String::from_utf8_lossy(&body).contains(SECRET),
            "{media_type}"
        );
        assert_eq!(Webhook::decode(media_type, &body), Ok(secretive()));
    }
}

/// Errors do not repeat the secret, wherever a body with a secret is malformed.
#[test]
fn errors_of_complete_bodies_contain_no_secret() {
    for media_type in ALL {
        let body = secretive().encode(media_type).unwrap();
        for at in 0..body.len() {
            for byte in [b'"', b'<', b'\\', 0xFF] {
                let mut broken = body.clone();
                broken[at] = byte;
                check(media_type, &broken);
            }
            check(media_type, &body[..at]);
            let mut longer = body.clone();
            longer.insert(at, b'"');
            check(media_type, &longer);
        }
    }
}

fn check(media_type: MediaType, body: &[u8]) {
    for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
        let decoder = Decoder::new(media_type).profile(profile);
        if let Err(error) = decoder.decode::<Webhook>(body) {
            assert!(!shows(&error), "{error:?}");
        }
        if let Err(error) = decoder.apply(&mut secretive(), body) {
            assert!(!shows(&error), "{error:?}");
        }
    }
    if let Err(error) = serde_json::from_slice::<Webhook>(body) {
        assert!(!error.to_string().contains("hunter"), "{error}");
    }
}

/// The secret in place of any other value, and any other value in place of the secret.
#[test]
fn misplaced_and_malformed_secrets_are_not_shown() {
    let forms = [
        json!(SECRET),
        json!([SECRET]),
        json!({"a": SECRET}),
        json!([[{"b": [SECRET]}]]),
        json!(7),
        json!(true),
        json!({"Secret": SECRET}),
    ];
    let names = Webhook::ENTITY
        .properties
        .iter()
        .map(webhook_model::entity::Property::name);
    for name in names.chain(["UpdatedAssociate"]) {
        // The name of an enum is not secret: the error quotes an unknown name, truncated, as a
        // hint.
        if matches!(name, "State") {
            continue;
        }
        for form in &forms {
            let json = json!({name: form}).to_string();
            check(MediaType::ApplicationJson, json.as_bytes());
            check(MediaType::ApplicationMergePatch, json.as_bytes());
            for op in ["add", "replace", "test"] {
                let patch = json!([{"op": op, "path": format!("/{name}"), "value": form}]);
                check(
                    MediaType::ApplicationJsonPatch,
                    patch.to_string().as_bytes(),
                );
            }
            for content in [
                SECRET.to_owned(),
                format!("<a>{SECRET}</a>"),
                format!("{SECRET}<a/>"),
            ] {
                let xml = format!("<Webhook><{name}>{content}</{name}></Webhook>");
                check(MediaType::ApplicationXml, xml.as_bytes());
            }
        }
    }
}

#[test]
fn failed_tests_do_not_disclose_the_secret() {
    for guess in ["hunter2-hunter3", "", SECRET, "h"] {
        let patch = json!([{"op": "test", "path": "/Secret", "value": guess}]).to_string();
        let decoder = Decoder::new(MediaType::ApplicationJsonPatch);
        let result = decoder.apply(&mut secretive(), patch.as_bytes());
        assert_eq!(result.is_ok(), guess == SECRET);
        if let Err(error) = result {
            assert_eq!(
                (error.status().as_u16(), error.message()),
                (409, "the value is not the one tested for")
            );
        }
    }
}

#[test]
fn secrets_that_xml_cannot_represent_are_not_shown() {
    let hook = Webhook {
        secret: Some("hunter\u{0}".into()),
        ..Webhook::create_default()
    };
    let error = hook.encode(MediaType::ApplicationXml).unwrap_err();
    assert_eq!(error.pointer(), "/Secret");
    assert!(!shows(&error));
}

/// Secrets at every possible position in an entity.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Vault {
    one: Secret,
    perhaps: Option<Secret>,
    many: Vec<Secret>,
    named: std::collections::BTreeMap<String, Secret>,
}

#[test]
fn secrets_in_lists_and_dictionaries_are_not_shown() {
    let secret = || Secret::from(SECRET);
    let vault = Vault {
        one: secret(),
        perhaps: Some(secret()),
        many: vec![secret()],
        named: [("key".to_owned(), secret())].into(),
    };
    assert!(!format!("{vault:?}").contains("hunter"));
    for property in Vault::ENTITY.properties {
        assert!(property.secret, "{}", property.name());
    }
    for media_type in ALL {
        let body = vault.encode(media_type).unwrap();
        assert_eq!(Vault::decode(media_type, &body), Ok(vault.clone()));
    }
    for body in [
        json!({"One": [SECRET]}),
        json!({"Perhaps": {"a": SECRET}}),
        json!({"Many": SECRET}),
        json!({"Many": [[SECRET]]}),
        json!({"Named": SECRET}),
        json!({"Named": {"a": [SECRET]}}),
    ] {
        let error =
            Vault::decode(MediaType::ApplicationJson, body.to_string().as_bytes()).unwrap_err();
        assert!(!shows(&error), "{error:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bodies that are damaged at any position, in which all texts are secret.
    #[test]
    fn errors_of_damaged_bodies_contain_no_secret(
        hook in webhook(Just(SECRET.to_owned()).boxed()),
        at in any::<prop::sample::Index>(),
        insert in prop::sample::select(vec!["\"", "<", "&", "}", "]", ",", "null", "\u{0}", "</", "[1]", "\\u12"]),
        which in 0..ALL.len(),
    ) {
        // Names of enums and keys of dictionaries are not secret.
        let hook = Webhook { headers: None, properties: None, registered_associate: None, updated_associate: None, ..hook };
        let Ok(mut body) = hook.encode(ALL[which]) else { return Ok(()) };
        let at = at.index(body.len() + 1);
        body.splice(at..at, insert.bytes());
        check(ALL[which], &body);
    }
}

/// The parts of a body that a message quotes are names, not values; they are truncated and escaped.
#[test]
fn names_in_messages_are_truncated() {
    let long = "x".repeat(10_000);
    for body in [
        json!({"State": long}),
        json!({"Headers": {(long.as_str()): 1}}),
    ] {
        let error: Value =
            match Webhook::decode(MediaType::ApplicationJson, body.to_string().as_bytes()) {
                Ok(_) => continue,
                Err(error) => json!([error.to_string(), format!("{error:?}")]),
            };
        assert!(error.to_string().len() < 1000, "{error}");
    }
}
