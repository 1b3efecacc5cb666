//! Values in XML: simple types, enums and flags, lists, and values that XML cannot represent.

use rust_decimal::Decimal;
use webhook_model::{
    DateTime, Decoder, Duration, ETableRight, Encoder, Error, ErrorKind, Flags, MediaType,
    NetServerEntity, TableRight, Webhook, WebhookState,
};

fn read(body: &str) -> Result<Webhook, Error> {
    let read = Webhook::decode(MediaType::ApplicationXml, body.as_bytes());
    assert_eq!(read, Webhook::decode(MediaType::TextXml, body.as_bytes()));
    read
}

/// The kind and pointer of an error; every error must have a position.
fn fault(body: &str) -> (ErrorKind, String) {
    let error = read(body).unwrap_err();
    assert!(error.position().is_some(), "{error}");
    assert_eq!(error.status(), 400, "{error}");
    (error.kind(), error.pointer().to_owned())
}

#[test]
fn characters_not_allowed_in_xml_are_errors_with_the_property() {
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
    small: i16,
    number: i32,
    unsigned: u32,
    large: i64,
    at: DateTime,
    length: Duration,
    price: Decimal,
    flag: bool,
    bytes: Vec<u8>,
    rights: Flags<ETableRight>,
}

#[test]
fn simple_types_are_encoded_as_in_xml_schema() {
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
    for text in [
        "++1", "+-1", "Infinity", "inf", "nan", "1e999", "0x1p3", "", "1 2", "1d",
    ] {
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
    for text in ["++7", "+-7", "-+7", "--7", "+", "-", "7+", "+ 7"] {
        for name in ["Small", "Number", "Unsigned", "Large"] {
            let found = read(&format!("<{name}>{text}</{name}>"));
            assert_eq!(
                found.map_err(|error| error.kind()),
                Err(ErrorKind::Type),
                "{name} {text}"
            );
        }
    }
    for (name, element) in [
        ("date", "<At>+2024-02-29T12:00:00</At>"),
        ("date", "<At>2024-02-29T12:00:00+-2:00</At>"),
        ("date", "<At>2024-02-29T12:00:00++02:00</At>"),
        ("duration", "<Length>--P1D</Length>"),
        ("duration", "<Length>+P1D</Length>"),
        ("duration", "<Length>P+1D</Length>"),
        ("duration", "<Length>PT-1S</Length>"),
        ("decimal", "<Price>++1</Price>"),
        ("decimal", "<Price>+-1</Price>"),
        ("decimal", "<Price>1e3</Price>"),
        ("decimal", "<Price>1_000</Price>"),
        ("decimal", "<Price>.</Price>"),
        ("decimal", "<Price/>"),
    ] {
        let found = read(element).map_err(|error| error.kind());
        assert_eq!(found, Err(ErrorKind::Type), "{name} {element}");
    }
    for (text, price) in [("+1.50", "1.5"), (".5", "0.5"), ("5.", "5"), (" -0 ", "0")] {
        let found = read(&format!("<Price>{text}</Price>")).unwrap().price;
        assert_eq!(found, price.parse().unwrap(), "{text}");
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

/// In XML, flags are single names separated by spaces.
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
fn lists_and_values_have_their_own_root_elements() {
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
fn enums_are_decoded_by_name_and_by_number() {
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
