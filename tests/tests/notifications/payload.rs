//! The body of a notification, its headers, and the names of events.

use http::header::{HeaderMap, HeaderValue, USER_AGENT};
use proptest::prelude::*;
use webhook_model::notification::{
    EventName, NotificationHeaderError, NotificationHeaders, X_SUPEROFFICE_EVENT,
    X_SUPEROFFICE_EVENT_ID, X_SUPEROFFICE_RETRY,
};
use webhook_model::{ErrorKind, MediaType, Webhook, WebhookPayload};

const BODY: &[u8] = br#"{
  "EventId": "0f9d3f9c-0d29-4a36-9f5c-7a1b5f6f3c11",
  "Timestamp": "2024-05-17T08:30:00.1234567Z",
  "Changes": ["name", "updated"],
  "Event": "list.category.changed",
  "PrimaryKey": 8,
  "Entity": "list.category",
  "ContextIdentifier": "Default",
  "ChangedByAssociateId": 19,
  "WebhookName": "hook",
  "FieldValues": {"rank": 3, "note": "[I:6]", "gone": null, "share": 0.5},
  "Tenant": {"id": 7}
}"#;

fn payload() -> WebhookPayload {
    WebhookPayload::decode(MediaType::ApplicationJson, BODY).expect("a payload")
}

#[test]
fn every_member_is_decoded() {
    let payload = payload();
    assert_eq!(
        payload.event_id.as_deref(),
        Some("0f9d3f9c-0d29-4a36-9f5c-7a1b5f6f3c11")
    );
    assert_eq!(
        payload.timestamp.to_string(),
        "2024-05-17T08:30:00.1234567Z"
    );
    assert_eq!(payload.changes.as_deref().map(<[_]>::len), Some(2));
    assert_eq!(payload.values, None);
    assert_eq!(payload.event.as_deref(), Some("list.category.changed"));
    assert_eq!(payload.primary_key, 8);
    assert_eq!(payload.entity.as_deref(), Some("list.category"));
    assert_eq!(payload.context_identifier.as_deref(), Some("Default"));
    assert_eq!(payload.changed_by_associate_id, 19);
    assert_eq!(payload.webhook_name.as_deref(), Some("hook"));
    let fields = payload.field_values.as_ref().expect("fields");
    assert_eq!(fields.get("rank"), Some(&3.into()));
    assert_eq!(fields.get("gone"), Some(&serde_json::Value::Null));
}

#[test]
fn members_are_in_the_documented_order() {
    let body = payload().encode(MediaType::ApplicationJson).expect("JSON");
    let text = String::from_utf8(body).expect("UTF-8");
    let names = [
        "EventId",
        "Timestamp",
        "Changes",
        "Values",
        "Event",
        "PrimaryKey",
        "Entity",
        "ContextIdentifier",
        "ChangedByAssociateId",
        "WebhookName",
        "FieldValues",
    ];
    let places: Vec<_> = names
        .iter()
        .map(|name| text.find(&format!("\"{name}\":")))
        .collect();
    assert!(
        places.is_sorted() && places.iter().all(Option::is_some),
        "{text}"
    );
}

#[test]
fn payloads_survive_every_media_type() {
    let mut payload = payload();
    // A merge patch cannot express null inside a dictionary (RFC 7396).
    if let Some(fields) = &mut payload.field_values {
        fields.remove("gone");
    }
    for &media_type in MediaType::ALL {
        let body = payload.encode(media_type).expect("a body");
        let back = WebhookPayload::decode(media_type, &body).expect("a payload");
        assert_eq!(back, payload, "{media_type:?}");
    }
}

#[test]
fn errors_of_invalid_numbers_name_the_member() {
    let error = WebhookPayload::decode(MediaType::ApplicationJson, br#"{"PrimaryKey": "x"}"#)
        .expect_err("a string");
    assert_eq!(error.pointer(), "/PrimaryKey");
}

#[test]
fn exact_names_take_precedence() {
    // The values of `Event` and `PrimaryKey`, and the names of the added members.
    for (body, read) in [
        (
            r#"{"Event": "a.b", "event": {"x": 1}}"#,
            Ok((Some("a.b"), 0, vec!["event"])),
        ),
        (
            r#"{"event": 1e400, "EVENT": [], "Event": "a.b", "PrimaryKey": 7}"#,
            Ok((Some("a.b"), 7, vec!["EVENT", "event"])),
        ),
        (
            r#"{"primarykey": "x", "PrimaryKey": 7, "event": "a.b"}"#,
            Ok((Some("a.b"), 7, vec!["primarykey"])),
        ),
        (r#"{"event": "a.b"}"#, Ok((Some("a.b"), 0, vec![]))),
        (
            r#"{"event": "a.b", "EVENT": "c.d"}"#,
            Err((ErrorKind::Duplicate, "/Event")),
        ),
        (
            r#"{"Event": "a.b", "Event": "c.d"}"#,
            Err((ErrorKind::Duplicate, "/Event")),
        ),
        (
            r#"{"Event": 5, "event": "c.d"}"#,
            Err((ErrorKind::Type, "/Event")),
        ),
        (
            r#"{"Event": null, "event": "c.d", "x":}"#,
            Err((ErrorKind::Syntax, "/x")),
        ),
    ] {
        let decoded = WebhookPayload::decode(MediaType::ApplicationJson, body.as_bytes());
        let by_serde = serde_json::from_str::<WebhookPayload>(&body.replace("1e400", "1"));
        match (decoded, read) {
            (Ok(payload), Ok((event, key, names))) => {
                assert_eq!(payload.event.as_deref(), event, "{body}");
                assert_eq!(payload.primary_key, key, "{body}");
                assert_eq!(by_serde.unwrap(), payload, "{body}");
                if !body.contains("1e400") {
                    let injected = WebhookPayload::injected(body.as_bytes()).unwrap();
                    assert_eq!(injected.keys().collect::<Vec<_>>(), names, "{body}");
                }
            }
            (Err(error), Err(wanted)) => {
                assert_eq!((error.kind(), error.pointer()), wanted, "{body}");
                assert!(by_serde.is_err(), "{body}");
            }
            (decoded, _) => panic!("{body}: {decoded:?}"),
        }
    }
    // Only in the body of a notification; in an entity the two would be duplicates.
    let error = Webhook::decode(MediaType::ApplicationJson, br#"{"Name": "a", "name": "b"}"#);
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Duplicate);
}

#[test]
fn unknown_members_are_injected_members() {
    let injected = WebhookPayload::injected(BODY).expect("an object");
    assert_eq!(injected.keys().collect::<Vec<_>>(), ["Tenant"]);
    assert!(
        WebhookPayload::injected(br#"{"eventid": "x"}"#)
            .expect("an object")
            .is_empty()
    );
    for bad in [b"".as_slice(), b"[]", b"{", b"null", b"\xff"] {
        assert!(WebhookPayload::injected(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn event_names_are_split_at_the_last_dot() {
    for (name, entity, action) in [
        ("contact.created", "contact", Some("created")),
        ("list.110.softdeleted", "list.110", Some("softdeleted")),
        ("y_table.changed", "y_table", Some("changed")),
        ("test", "test", None),
    ] {
        let parsed = EventName::parse(name).expect(name);
        assert_eq!((parsed.entity(), parsed.action()), (entity, action));
        assert_eq!(parsed.to_string(), name);
    }
    assert_eq!(
        payload().event_name().map(|name| name.entity()),
        Ok("list.category")
    );
}

#[test]
fn invalid_event_names() {
    let long = format!("{}.created", "a".repeat(193));
    assert!(EventName::parse(&long[1..]).is_ok());
    for bad in [
        "",
        ".",
        "a.",
        ".a",
        "a..b",
        "a b",
        "a\n",
        "\u{e5}.created",
        "a/b",
        "*",
        &long,
    ] {
        assert!(EventName::parse(bad).is_err(), "{bad:?}");
    }
}

fn headers(lines: &[(&'static str, &[u8])]) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for &(name, value) in lines {
        headers.append(
            name,
            HeaderValue::from_bytes(value).expect("a header value"),
        );
    }
    headers
}

const EVENT: (&str, &[u8]) = (X_SUPEROFFICE_EVENT, b"sale.sold");
const ID: (&str, &[u8]) = (X_SUPEROFFICE_EVENT_ID, b"88f91933");

#[test]
fn all_headers_are_parsed() {
    let map = headers(&[
        EVENT,
        ID,
        (X_SUPEROFFICE_RETRY, b"2"),
        ("x-superoffice-signature", b"abc"),
        ("user-agent", b"NetServer-Webhook/10.3.1.2 (x)"),
    ]);
    let read = NotificationHeaders::from_headers(&map).expect("headers");
    assert_eq!(
        (read.event.entity(), read.event.action()),
        ("sale", Some("sold"))
    );
    assert_eq!((read.event_id, read.retry), ("88f91933", 2));
    assert_eq!(read.signature, Some(b"abc".as_slice()));
    assert_eq!(read.server_version, Some("10.3.1.2"));
}

#[test]
fn optional_headers_may_be_missing() {
    let map = headers(&[EVENT, ID]);
    let read = NotificationHeaders::from_headers(&map).expect("headers");
    assert_eq!(
        (read.retry, read.signature, read.server_version),
        (0, None, None)
    );
}

#[test]
fn another_program_has_no_version() {
    for agent in [
        "curl/8.0",
        "NetServer-Webhook",
        "NetServer-Webhook/",
        "xNetServer-Webhook/1",
    ] {
        let mut map = headers(&[EVENT, ID]);
        map.insert(USER_AGENT, HeaderValue::from_static(agent));
        let read = NotificationHeaders::from_headers(&map).expect("headers");
        assert_eq!(read.server_version, None, "{agent}");
    }
}

#[test]
fn errors_name_the_invalid_header() {
    use NotificationHeaderError::{Malformed, Missing, Repeated};
    let read = |lines: &[(&'static str, &[u8])]| {
        let map = headers(lines);
        NotificationHeaders::from_headers(&map).expect_err("wrong")
    };
    assert_eq!(read(&[ID]), Missing(X_SUPEROFFICE_EVENT));
    assert_eq!(read(&[EVENT]), Missing(X_SUPEROFFICE_EVENT_ID));
    assert_eq!(read(&[EVENT, ID, ID]), Repeated(X_SUPEROFFICE_EVENT_ID));
    assert_eq!(read(&[EVENT, EVENT, ID]), Repeated(X_SUPEROFFICE_EVENT));
    assert_eq!(
        read(&[(X_SUPEROFFICE_EVENT, b"a b"), ID]),
        Malformed(X_SUPEROFFICE_EVENT)
    );
    assert_eq!(
        read(&[EVENT, (X_SUPEROFFICE_EVENT_ID, b"")]),
        Malformed(X_SUPEROFFICE_EVENT_ID)
    );
    assert_eq!(
        read(&[EVENT, (X_SUPEROFFICE_EVENT_ID, &[b'a'; 101])]),
        Malformed(X_SUPEROFFICE_EVENT_ID)
    );
    assert_eq!(
        read(&[EVENT, (X_SUPEROFFICE_EVENT_ID, b"\xe5")]),
        Malformed(X_SUPEROFFICE_EVENT_ID)
    );
    for retry in [b"".as_slice(), b"-1", b"+1", b"1.0", b"4294967296", b"one"] {
        let error = read(&[EVENT, ID, (X_SUPEROFFICE_RETRY, retry)]);
        assert_eq!(error, Malformed(X_SUPEROFFICE_RETRY), "{retry:?}");
        assert_eq!(error.status(), 400);
    }
}

proptest! {
    #[test]
    fn any_name_is_parsed_or_an_error(name in "\\PC{0,40}") {
        if let Ok(parsed) = EventName::parse(&name) {
            prop_assert_eq!(parsed.to_string(), name);
        }
    }

    #[test]
    fn any_headers_are_parsed_or_an_error(event in prop::collection::vec(32u8..=255, 0..30), id in prop::collection::vec(128u8..=255, 0..30)) {
        prop_assume!(!event.contains(&127));
        let _ = NotificationHeaders::from_headers(&headers(&[(X_SUPEROFFICE_EVENT, &event), (X_SUPEROFFICE_EVENT_ID, &id)]));
    }

    #[test]
    fn any_body_is_decoded_or_an_error(body in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = WebhookPayload::injected(&body);
        let _ = WebhookPayload::decode(MediaType::ApplicationJson, &body);
    }
}
