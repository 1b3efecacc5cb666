//! Enums and flags in JSON: by name and by number, known and unknown.

use netserver_tests::webhook_json::{fault, read, written};
use webhook_model::{
    ETableRight, ErrorKind, Flags, MediaType, NetServerEntity, NetServerEnum, TableRight,
    UnknownVariant, Webhook, WebhookState,
};

#[test]
fn enums_are_read_by_name_in_any_case_and_by_number() {
    for text in [
        r#""Stopped""#,
        r#""stopped""#,
        r#""STOPPED""#,
        "2",
        "2.0",
        r#""2""#,
    ] {
        let result = read(&format!(r#"{{"State": {text}}}"#));
        if text == "2.0" {
            assert_eq!(result.unwrap_err().kind(), ErrorKind::Type);
        } else {
            assert_eq!(result.unwrap().state, WebhookState::Stopped, "{text}");
        }
    }
}

#[test]
fn an_enum_value_of_a_newer_server_survives_a_round_trip() {
    for (text, kept) in [
        (r#""Paused""#, UnknownVariant::from_name("Paused")),
        ("17", UnknownVariant::from_number(17)),
        ("-1", UnknownVariant::from_number(-1)),
    ] {
        let hook = read(&format!(r#"{{"State":{text}}}"#)).unwrap();
        assert_eq!(hook.state, WebhookState::Other(kept));
        assert!(
            written(&hook).contains(&format!(r#""State":{text},"#)),
            "{}",
            written(&hook)
        );
        for media_type in [MediaType::ApplicationXml, MediaType::ApplicationJson] {
            let again = Webhook::decode(media_type, &hook.encode(media_type).unwrap());
            assert_eq!(again.as_ref(), Ok(&hook));
        }
        // By serde it is written as by this crate.
        assert_eq!(serde_json::to_string(&hook).unwrap(), written(&hook));
    }
    for text in ["\"\"", "2147483648", "\"99999999999\""] {
        let (kind, pointer, ..) = fault(&format!(r#"{{"State":{text}}}"#));
        assert!(
            matches!(kind, ErrorKind::UnknownVariant | ErrorKind::Range),
            "{text}"
        );
        assert_eq!(pointer, "/State");
    }
}

/// An enum that keeps nothing it does not know.
#[derive(Debug, Clone, PartialEq, Eq, NetServerEnum)]
#[repr(i32)]
enum Closed {
    Open = 0,
    Shut = 1,
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Door {
    closed: Closed,
}

#[test]
fn an_enum_that_keeps_nothing_unknown_says_what_there_is() {
    for body in [r#"{"Closed": "Ajar"}"#, r#"{"Closed": 2}"#] {
        let error = Door::decode(MediaType::ApplicationJson, body.as_bytes()).unwrap_err();
        assert_eq!(
            (error.kind(), error.pointer()),
            (ErrorKind::UnknownVariant, "/Closed")
        );
    }
    let error = Door::decode(MediaType::ApplicationJson, br#"{"Closed": "shutt"}"#).unwrap_err();
    assert!(error.message().contains("did you mean `Shut`?"), "{error}");
}

#[test]
fn flags_are_names_with_commas_and_composites_or_a_number() {
    let read = |mask: &str| {
        let body = format!(r#"{{"Mask": {mask}}}"#);
        TableRight::decode(MediaType::ApplicationJson, body.as_bytes())
            .unwrap()
            .mask
    };
    for (text, bits, again) in [
        (r#""FULL""#, 15, r#""FULL""#),
        (r#""Select, Update""#, 3, r#""UR""#),
        (r#""select,UPDATE""#, 3, r#""UR""#),
        (r#""R""#, 1, r#""Select""#),
        ("15", 15, r#""FULL""#),
        ("0", 0, r#""None""#),
        (r#""None""#, 0, r#""None""#),
        // .NET takes the largest names first: 20, then 11.
        (r#""FULL, Filtering""#, 31, r#""UDR, FI""#),
        (r#""Select, Hidden""#, 1, r#""Select, Hidden""#),
        ("1024", 1024, r#""1024""#),
    ] {
        let mask = read(text);
        assert_eq!(mask.bits(), bits, "{text}");
        let right = TableRight { mask, reason: None };
        assert_eq!(
            written(&right),
            format!(r#"{{"Mask":{again},"Reason":null}}"#)
        );
        assert_eq!(read(again), right.mask, "{again}");
    }
    assert_eq!(
        read(r#""Select, Hidden""#)
            .unknown_names()
            .collect::<Vec<_>>(),
        ["Hidden"]
    );
    assert!(Flags::from(ETableRight::Full).contains(ETableRight::Delete));
    // As in JSON, also outside any format.
    let some = Flags::from([ETableRight::Insert, ETableRight::Delete]);
    assert_eq!(some.to_string(), "Insert, Delete");
}
