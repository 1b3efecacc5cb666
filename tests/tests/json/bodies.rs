//! Entities in JSON: names, nulls, numbers, enums, positions of errors.

use netserver_tests::webhook_json::{fault, read, written};
use webhook_model::{Decoder, Encoder, ErrorKind, MediaType, NetServerEntity, Webhook};

#[test]
fn names_may_have_any_case_and_order() {
    for body in [
        r#"{"WebhookId": 7, "TargetUrl": "u", "ErrorsEmail": "e"}"#,
        r#"{"webhookId": 7, "targetUrl": "u", "errorsEmail": "e"}"#,
        r#"{"ERRORSEMAIL": "e", "targeturl": "u", "WEBHOOKID": 7}"#,
        r#"{"\u0057ebhookId": 7, "Targe\u0074Url": "u", "errors\u0045mail": "e"}"#,
    ] {
        let hook = read(body).unwrap();
        assert_eq!(hook.webhook_id, 7, "{body}");
        assert_eq!(hook.target_url.as_deref(), Some("u"));
        assert_eq!(hook.errors_email.as_deref(), Some("e"));
    }
    // Only ASCII letters are compared without case: the dotless i is not an i, and the long s is
    // not an s.
    assert_eq!(
        read("{\"Reg\u{131}stered\": true}"),
        Ok(Webhook::create_default())
    );
    assert_eq!(
        read("{\"\u{17f}tate\": true}"),
        Ok(Webhook::create_default())
    );
}

#[test]
fn missing_members_have_defaults_and_unknown_ones_are_ignored() {
    assert_eq!(read("{}"), Ok(Webhook::create_default()));
    let body = r#"{"New": {"deep": [1, {"x": null}]}, "Name": "n", "": 1, "name ": 2, "Namea": 3}"#;
    let hook = read(body).unwrap();
    assert_eq!(
        hook,
        Webhook {
            name: Some("n".to_owned()),
            ..Webhook::create_default()
        }
    );
    // Also for an associate in a webhook.
    let hook = read(r#"{"UpdatedAssociate": {"Rank": 3, "Unknown": []}}"#).unwrap();
    let associate = hook.updated_associate.unwrap();
    assert_eq!((associate.rank, associate.associate_id), (3, 0));
    assert!(associate.name.is_none());
}

#[test]
fn null_is_decoded_for_nullable_types_and_an_error_for_others() {
    let hook = read(r#"{"Events": null, "Type": null, "Name": null}"#).unwrap();
    assert!(hook.events.is_none() && hook.r#type.is_none());
    for (body, pointer, line, column) in [
        ("{\"WebhookId\": null}", "/WebhookId", 1, 15),
        ("{\n  \"State\": null\n}", "/State", 2, 12),
        ("{\r\n\"Registered\":\r  null}", "/Registered", 3, 3),
        ("{\"Events\": [\"a\", null]}", "/Events/1", 1, 18),
        (
            "{\"Headers\": {\"\u{e5}~/\": null}}",
            "/Headers/\u{e5}~0~1",
            1,
            21,
        ),
        (
            "{\"updatedAssociate\": {\"deleted\": null}}",
            "/UpdatedAssociate/Deleted",
            1,
            34,
        ),
        ("null", "", 1, 1),
    ] {
        let wanted = (ErrorKind::Null, pointer.to_owned(), line, column);
        assert_eq!(fault(body), wanted, "{body}");
    }
}

#[test]
fn values_of_other_types_are_errors_with_a_position() {
    for (body, kind, pointer) in [
        (r#"{"Name": 1}"#, ErrorKind::Type, "/Name"),
        (r#"{"Name": []}"#, ErrorKind::Type, "/Name"),
        (r#"{"Name": {}}"#, ErrorKind::Type, "/Name"),
        (r#"{"Name": true}"#, ErrorKind::Type, "/Name"),
        (
            r#"{"Events": "contact.created"}"#,
            ErrorKind::Type,
            "/Events",
        ),
        (r#"{"Events": {"0": "a"}}"#, ErrorKind::Type, "/Events"),
        (r#"{"Headers": ["a"]}"#, ErrorKind::Type, "/Headers"),
        (r#"{"Headers": {"a": 1}}"#, ErrorKind::Type, "/Headers/a"),
        (r#"{"State": true}"#, ErrorKind::Type, "/State"),
        (
            r#"{"RegisteredAssociate": "me"}"#,
            ErrorKind::Type,
            "/RegisteredAssociate",
        ),
        (
            r#"{"RegisteredAssociate": {"Rank": 32768}}"#,
            ErrorKind::Range,
            "/RegisteredAssociate/Rank",
        ),
        (
            r#"{"RegisteredAssociate": {"Deleted": 1}}"#,
            ErrorKind::Type,
            "/RegisteredAssociate/Deleted",
        ),
        ("[]", ErrorKind::Type, ""),
        ("7", ErrorKind::Type, ""),
    ] {
        let (found, place, ..) = fault(body);
        assert_eq!((found, place.as_str()), (kind, pointer), "{body}");
    }
}

#[test]
fn integers_have_several_forms_and_a_range() {
    for (number, wanted) in [
        ("0", 0),
        ("-0", 0),
        ("-0.0", 0),
        ("1.0", 1),
        ("1e2", 100),
        ("12e-1", 0),
        ("2147483647", i32::MAX),
        ("-2147483648", i32::MIN),
        ("2.147483647e9", i32::MAX),
    ] {
        let result = read(&format!(r#"{{"WebhookId": {number}}}"#));
        if number == "12e-1" {
            assert_eq!(result.unwrap_err().kind(), ErrorKind::Type, "a fraction");
        } else {
            assert_eq!(result.unwrap().webhook_id, wanted, "{number}");
        }
    }
    for number in [
        "2147483648",
        "-2147483649",
        "1e10",
        "99999999999999999999",
        "2147483648.0",
    ] {
        let (kind, pointer, ..) = fault(&format!(r#"{{"WebhookId": {number}}}"#));
        assert!(
            matches!(kind, ErrorKind::Range | ErrorKind::Type),
            "{number}"
        );
        assert_eq!(pointer, "/WebhookId");
    }
    for number in [
        "01", "+1", ".5", "1.", "NaN", "Infinity", "0x10", "1_000", "1e", "--1",
    ] {
        let (kind, ..) = fault(&format!(r#"{{"WebhookId": {number}}}"#));
        assert_eq!(kind, ErrorKind::Syntax, "{number}");
    }
}

#[test]
fn duplicate_members_are_errors() {
    for (body, pointer) in [
        (r#"{"Name": "a", "Name": "b"}"#, "/Name"),
        (r#"{"Name": "a", "name": "b"}"#, "/Name"),
        (r#"{"Name": "a", "\u004eAME": "b"}"#, "/Name"),
        (r#"{"Headers": {"a": "1", "a": "2"}}"#, "/Headers/a"),
        (r#"{"Properties": {"a": 1, "a": 2}}"#, "/Properties/a"),
        (
            r#"{"UpdatedAssociate": {"Rank": 1, "rank": 1}}"#,
            "/UpdatedAssociate/Rank",
        ),
    ] {
        let (kind, found, ..) = fault(body);
        assert_eq!(
            (kind, found.as_str()),
            (ErrorKind::Duplicate, pointer),
            "{body}"
        );
    }
    // Keys are data, and their case matters; in any other value the last duplicate is used.
    let hook = read(r#"{"Headers": {"a": "1", "A": "2"}, "Properties": {"p": {"x": 1, "x": 2}}}"#);
    let hook = hook.unwrap();
    assert_eq!(hook.headers.map(|headers| headers.len()), Some(2));
    assert_eq!(hook.properties.unwrap()["p"], serde_json::json!({"x": 2}));
}

#[test]
fn syntax_errors_have_a_position() {
    for (body, kind, line, column) in [
        ("", ErrorKind::Syntax, 1, 1),
        ("{\"Name\": \"a\",}", ErrorKind::Syntax, 1, 14),
        ("{\"Name\" \"a\"}", ErrorKind::Syntax, 1, 9),
        (
            "{\"Name\": \"\u{e5}\u{1F600}\" x}",
            ErrorKind::Syntax,
            1,
            15,
        ),
        ("{}\n\n x", ErrorKind::Syntax, 3, 2),
        ("{\"Name\": \"a\u{1}\"}", ErrorKind::Syntax, 1, 12),
    ] {
        let (found, _, at_line, at_column) = fault(body);
        assert_eq!((found, at_line, at_column), (kind, line, column), "{body}");
    }
    let error = Webhook::decode(
        MediaType::ApplicationJson,
        b"{\n\"Name\": \"\xC3\xA5\xFF\"}",
    )
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Encoding);
    assert_eq!(error.position().unwrap().to_string(), "line 2, column 11");
}

/// A double at every position.
#[derive(Debug, NetServerEntity)]
struct Measure {
    value: f64,
    perhaps: Option<f64>,
}

#[test]
fn nan_and_infinities_are_strings() {
    for (value, text) in [
        (f64::NAN, r#""NaN""#),
        (f64::INFINITY, r#""Infinity""#),
        (f64::NEG_INFINITY, r#""-Infinity""#),
        (0.0, "0"),
        (2.5, "2.5"),
        (1e300, "1e+300"),
        (5e-324, "5e-324"),
        (0.1 + 0.2, "0.30000000000000004"),
    ] {
        let measure = Measure {
            value,
            perhaps: Some(value),
        };
        assert_eq!(
            written(&measure),
            format!(r#"{{"Value":{text},"Perhaps":{text}}}"#)
        );
        assert_eq!(serde_json::to_string(&measure).unwrap(), written(&measure));
        let again =
            Measure::decode(MediaType::ApplicationJson, written(&measure).as_bytes()).unwrap();
        assert_eq!(again.value.to_bits(), value.to_bits());
        assert_eq!(again.perhaps.map(f64::to_bits), Some(value.to_bits()));
    }
    for text in [r#""INF""#, r#""nan""#, r#""one""#, "true", "1e999"] {
        let body = format!(r#"{{"Value": {text}}}"#);
        assert!(
            Measure::decode(MediaType::ApplicationJson, body.as_bytes()).is_err(),
            "{text}"
        );
    }
}

#[test]
fn output_is_compact_with_minimal_escapes() {
    let hook = Webhook {
        name: Some("\u{e5} \"\\/\u{1}\n\u{7f}\u{2028}".to_owned()),
        headers: Some([("X-A".to_owned(), "1".to_owned())].into()),
        properties: Some([("p".to_owned(), serde_json::json!({"a": [1.0, 1, null, {}]}))].into()),
        ..Webhook::create_default()
    };
    let json = written(&hook);
    assert!(
        json.contains("\"Name\":\"\u{e5} \\\"\\\\/\\u0001\\n\u{7f}\u{2028}\","),
        "{json}"
    );
    assert!(
        json.contains(r#""Headers":{"X-A":"1"},"Properties":{"p":{"a":[1.0,1,null,{}]}},"#),
        "{json}"
    );
    assert_eq!(read(&json), Ok(hook));
}

#[test]
fn output_is_appended_to_the_buffer() {
    let mut out = b"data: ".to_vec();
    Encoder::new(MediaType::TextJson)
        .encode_to(&vec![1, 2], &mut out)
        .unwrap();
    assert_eq!(out, b"data: [1,2]");
}

/// The maximum depth of a body, when decoding and encoding.
#[test]
fn decoding_and_encoding_have_the_same_depth_limit() {
    // The entity, the dictionary, and arrays.
    let nested = |levels: usize| {
        let value = "[".repeat(levels) + &"]".repeat(levels);
        format!(r#"{{"Properties":{{"a":{value}}}}}"#)
    };
    let hook = read(&nested(125)).unwrap();
    assert_eq!(read(&written(&hook)).as_ref(), Ok(&hook));
    assert_eq!(fault(&nested(126)).0, ErrorKind::Depth);
    assert_eq!(fault(&nested(100_000)).0, ErrorKind::Depth);
    let mut deeper = hook;
    let properties = deeper.properties.as_mut().unwrap();
    let value = properties.remove("a").unwrap();
    properties.insert("a".to_owned(), serde_json::json!([value]));
    for media_type in [
        MediaType::ApplicationJson,
        MediaType::ApplicationXml,
        MediaType::ApplicationJsonPatch,
        MediaType::ApplicationMergePatch,
    ] {
        let error = deeper.encode(media_type).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{media_type}");
    }
    assert!(serde_json::to_string(&deeper).is_err());
}

#[test]
fn base64_may_contain_white_space() {
    for text in ["aGk=", "aGk=\\n", " a G\\tk = ", "\\r\\naGk=", "a\\r\\nGk="] {
        for (media_type, body) in [
            (MediaType::ApplicationJson, format!("[\"{text}\"]")),
            (MediaType::ApplicationMergePatch, format!("[\"{text}\"]")),
            (
                MediaType::ApplicationJsonPatch,
                format!("[{{\"op\":\"add\",\"path\":\"/-\",\"value\":\"{text}\"}}]"),
            ),
        ] {
            let read = Decoder::new(media_type).decode::<Vec<Vec<u8>>>(body.as_bytes());
            assert_eq!(read, Ok(vec![b"hi".to_vec()]), "{body}");
        }
    }
    for text in ["aGk", "a-k=", "aGk=\u{a0}", "aG k", "====", "aGk==="] {
        let body = format!("[\"{text}\"]");
        let read = Decoder::new(MediaType::TextJson).decode::<Vec<Vec<u8>>>(body.as_bytes());
        assert_eq!(read.unwrap_err().kind(), ErrorKind::Type, "{text}");
    }
}
