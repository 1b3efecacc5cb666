//! Values in XML: simple types, enums and flags, any value, lists, and what XML cannot hold.

use webhook_model::{
    Decoder, ETableRight, Encoder, Error, ErrorKind, Flags, MediaType, NetServerEntity, TableRight,
    Webhook, WebhookState,
};

const I: &str = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";

fn read(body: &str) -> Result<Webhook, Error> {
    let read = Webhook::decode(MediaType::ApplicationXml, body.as_bytes());
    assert_eq!(read, Webhook::decode(MediaType::TextXml, body.as_bytes()));
    read
}

/// Kind and pointer of what is wrong; every error says where.
fn fault(body: &str) -> (ErrorKind, String) {
    let error = read(body).unwrap_err();
    assert!(error.position().is_some(), "{error}");
    assert_eq!(error.status(), 400, "{error}");
    (error.kind(), error.pointer().to_owned())
}

/// What other writers put into any value.
#[test]
fn any_value_is_read_by_its_type() {
    let read_value = |value: &str| {
        let spaces = "xmlns:x='http://www.w3.org/2001/XMLSchema' \
            xmlns:a='http://schemas.microsoft.com/2003/10/Serialization/Arrays'";
        let body = format!(
            "<Webhook {I} {spaces}><Properties><E><Key>k</Key>{value}</E></Properties></Webhook>"
        );
        read(&body).map(|hook| hook.properties.unwrap()["k"].clone())
    };
    for (value, json) in [
        ("<Value i:type='x:int'> 7 </Value>", "7"),
        ("<Value i:type='x:short'>-7</Value>", "-7"),
        ("<Value i:type='x:boolean'>1</Value>", "true"),
        ("<Value i:type='x:double'>7</Value>", "7.0"),
        ("<Value i:type='x:decimal'>7.50</Value>", "7.5"),
        ("<Value i:type='x:string'> 7 </Value>", "\" 7 \""),
        ("<Value i:type='x:string'/>", "\"\""),
        (
            "<Value i:type='x:dateTime'>2024-02-29T12:00:00Z</Value>",
            "\"2024-02-29T12:00:00Z\"",
        ),
        ("<Value>7</Value>", "\"7\""),
        ("<Value i:type='x:anyType'/>", "{}"),
        (
            "<Value i:type='a:ArrayOfint'><a:int>1</a:int><a:int>2</a:int></Value>",
            "[1,2]",
        ),
        (
            "<Value i:type='a:ArrayOfstring'><a:string>1</a:string></Value>",
            "[\"1\"]",
        ),
        (
            "<Value i:type='a:ArrayOfanyType'><a:anyType i:type='x:int'>1</a:anyType></Value>",
            "[1]",
        ),
        ("<Value i:type='StringObjectDictionary'/>", "{}"),
    ] {
        let read = read_value(value).unwrap();
        assert_eq!(read.to_string(), json, "{value}");
    }
    for value in [
        "<Value i:type='x:int'>x</Value>",
        "<Value i:type='x:boolean'>yes</Value>",
        "<Value i:type='x:double'>NaN</Value>",
    ] {
        assert_eq!(
            read_value(value).unwrap_err().pointer(),
            "/Properties/k",
            "{value}"
        );
    }
}

#[test]
fn a_character_that_xml_cannot_hold_is_an_error_with_its_property() {
    let hook = |json: &str| Webhook::decode(MediaType::ApplicationJson, json.as_bytes()).unwrap();
    for (json, pointer) in [
        (r#"{"Name": "a\u0000"}"#, "/Name"),
        (r#"{"Secret": "\u001b"}"#, "/Secret"),
        (r#"{"Events": ["a", "\ufffe"]}"#, "/Events/1"),
        (r#"{"Headers": {"a\u0001": "v"}}"#, "/Headers/a\u{1}"),
        (r#"{"Headers": {"a": "\u000b"}}"#, "/Headers/a"),
        (
            r#"{"Properties": {"a": {"b": ["\uffff"]}}}"#,
            "/Properties/a/b/0",
        ),
        (
            r#"{"UpdatedAssociate": {"CustomFields": {"f": "\u0008"}}}"#,
            "/UpdatedAssociate/CustomFields/f",
        ),
        (r#"{"State": "\u0002"}"#, "/State"),
    ] {
        let error = hook(json).encode(MediaType::ApplicationXml).unwrap_err();
        assert_eq!(
            (error.kind(), error.pointer()),
            (ErrorKind::Unrepresentable, pointer)
        );
        assert_eq!(error.status(), 500);
        assert!(error.message().contains("U+"), "{error}");
    }
}

#[derive(Debug, PartialEq, NetServerEntity)]
struct Measure {
    value: f64,
    large: i64,
    flag: bool,
    bytes: Vec<u8>,
    rights: Flags<ETableRight>,
}

#[test]
fn simple_types_are_those_of_xml_schema() {
    let read = |body: &str| {
        let body = format!("<Measure>{body}</Measure>");
        Measure::decode(MediaType::TextXml, body.as_bytes())
    };
    for (text, value) in [
        ("INF", f64::INFINITY),
        ("-INF", f64::NEG_INFINITY),
        (" 1.5e3\n", 1500.0),
        ("-0", -0.0),
        ("+1", 1.0),
    ] {
        let measure = read(&format!("<Value>{text}</Value>")).unwrap();
        assert_eq!(measure.value.to_bits(), value.to_bits(), "{text}");
    }
    assert!(read("<Value>NaN</Value>").unwrap().value.is_nan());
    for text in ["Infinity", "inf", "nan", "1e999", "0x1p3", "", "1 2", "1d"] {
        assert!(read(&format!("<Value>{text}</Value>")).is_err(), "{text}");
    }
    for (text, flag) in [
        ("true", true),
        ("1", true),
        (" false ", false),
        ("0", false),
    ] {
        assert_eq!(read(&format!("<Flag>{text}</Flag>")).unwrap().flag, flag);
    }
    for text in ["True", "yes", "", "2"] {
        assert!(read(&format!("<Flag>{text}</Flag>")).is_err(), "{text}");
    }
    assert_eq!(
        read("<Large>+9223372036854775807</Large>").unwrap().large,
        i64::MAX
    );
    assert_eq!(read("<Bytes>AQ\n ID</Bytes>").unwrap().bytes, [1, 2, 3]);
    assert!(read("<Bytes>AQI</Bytes>").is_err());
    for (text, bits) in [
        ("Select Update", 3),
        (" Select\n Update ", 3),
        ("Select, Update", 3),
        ("FULL", 15),
        ("", 0),
    ] {
        assert_eq!(
            read(&format!("<Rights>{text}</Rights>"))
                .unwrap()
                .rights
                .bits(),
            bits,
            "{text}"
        );
    }
    let measure = Measure {
        value: f64::NEG_INFINITY,
        ..Measure::create_default()
    };
    let xml = String::from_utf8(measure.encode(MediaType::ApplicationXml).unwrap()).unwrap();
    assert!(xml.contains("<Value>-INF</Value>"), "{xml}");
}

/// In XML flags are single names, separated by a space.
#[test]
fn flags_are_written_without_composites() {
    let right = TableRight {
        mask: ETableRight::Full.into(),
        reason: None,
    };
    let xml = String::from_utf8(right.encode(MediaType::ApplicationXml).unwrap()).unwrap();
    assert!(
        xml.contains("<Mask>Select Update Insert Delete</Mask>"),
        "{xml}"
    );
}

#[test]
fn lists_and_values_alone_have_roots_of_their_own() {
    let encoder = Encoder::new(MediaType::ApplicationXml);
    let arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
    for (body, root) in [
        (
            encoder.encode(&vec!["a".to_owned()]).unwrap(),
            format!("<ArrayOfstring xmlns=\"{arrays}\""),
        ),
        (
            encoder.encode(&vec![vec![1]]).unwrap(),
            format!("<ArrayOfArrayOfint xmlns=\"{arrays}\""),
        ),
        (
            encoder.encode(&7).unwrap(),
            "<int xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/\"".to_owned(),
        ),
        (
            encoder.encode(&vec![Webhook::create_default()]).unwrap(),
            "<ArrayOfWebhook xmlns=\"http:".to_owned(),
        ),
    ] {
        let xml = String::from_utf8(body).unwrap();
        assert!(xml.starts_with(&root), "{xml}");
    }
    let decoder = Decoder::new(MediaType::ApplicationXml);
    let lists = encoder.encode(&vec![vec![1, 2], vec![]]).unwrap();
    assert_eq!(
        decoder.decode::<Vec<Vec<i32>>>(&lists).unwrap(),
        [vec![1, 2], vec![]]
    );
    let nothing = encoder.encode(&Option::<Webhook>::None).unwrap();
    assert!(String::from_utf8_lossy(&nothing).ends_with(" i:nil=\"true\"/>"));
    assert_eq!(decoder.decode::<Option<Webhook>>(&nothing), Ok(None));
    assert_eq!(
        decoder.decode::<Webhook>(&nothing).unwrap_err().kind(),
        ErrorKind::Null
    );
}

#[test]
fn enums_are_read_by_name_and_by_number() {
    for (text, state) in [
        ("Stopped", WebhookState::Stopped),
        (" stopped ", WebhookState::Stopped),
        ("2", WebhookState::Stopped),
    ] {
        assert_eq!(
            read(&format!("<Webhook><State>{text}</State></Webhook>"))
                .unwrap()
                .state,
            state
        );
    }
    assert_eq!(
        fault("<Webhook><State/></Webhook>"),
        (ErrorKind::UnknownVariant, "/State".to_owned())
    );
}
