//! Enums and flags in JSON: by name and by number, known and unknown.

use netserver_tests::webhook_json::{fault, read, written};
use webhook_model::{
    ETableRight, ErrorKind, Flags, MediaType, NetServerEntity, NetServerEnum, TableRight,
    UnknownVariant, Webhook, WebhookState,
};

#[test]
fn enums_are_decoded_by_name_in_any_case_and_by_number() {
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
        // serde gives the same encoding.
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

/// An enum without a fallback for unknown values.
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
fn errors_of_closed_enums_list_the_names() {
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
fn flags_are_comma_separated_names_or_a_number() {
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
        // As in .NET, the largest names are used first: 20, then 11.
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
    // As in JSON, but without a format.
    let some = Flags::from([ETableRight::Insert, ETableRight::Delete]);
    assert_eq!(some.to_string(), "Insert, Delete");
}

/// A plain enum without a fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, NetServerEnum)]
#[repr(i32)]
enum Priority {
    Low = -1,
    #[netserver(alias = "Medium")]
    Normal = 0,
    High = 5,
}

#[test]
fn enums_are_converted_from_and_to_numbers() {
    assert_eq!(Priority::try_from(5), Ok(Priority::High));
    assert_eq!(i32::from(Priority::Low), -1);
    let number: i32 = Priority::High.into();
    assert_eq!(number, 5);
    let error = Priority::try_from(7).unwrap_err();
    assert_eq!(error.to_string(), "7 is not a number of Priority");
    // An enum with a fallback keeps names, which have no number.
    assert_eq!(WebhookState::try_from(2), Ok(WebhookState::Stopped));
    assert!(WebhookState::try_from(17).is_err());
    assert_eq!(i32::try_from(WebhookState::Stopped), Ok(2));
    let newer = WebhookState::Other(UnknownVariant::from_number(17));
    assert_eq!(i32::try_from(newer), Ok(17));
    let newer = WebhookState::Other(UnknownVariant::from_name("Paused"));
    assert!(i32::try_from(newer).is_err());
    // A single flag is an enum as well.
    assert_eq!(ETableRight::try_from(2), Ok(ETableRight::Update));
    assert_eq!(i32::from(ETableRight::Full), 15);
}

#[test]
fn errors_of_conversions_become_errors_of_the_crate() {
    fn state(name: &str, number: i32) -> Result<(Priority, Priority), webhook_model::Error> {
        Ok((name.parse()?, number.try_into()?))
    }
    assert_eq!(state("medium", -1), Ok((Priority::Normal, Priority::Low)));
    for (name, number) in [("Urgent", 0), ("Low", 1)] {
        let error = state(name, number).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownVariant);
    }
}

#[test]
fn enum_names_support_padding() {
    assert_eq!(
        format!("{:>6}|{:<6}|", Priority::Low, Priority::High),
        "   Low|High  |"
    );
    let newer = WebhookState::Other(UnknownVariant::from_name("New"));
    assert_eq!(format!("{newer:>5}"), "  New");
}

/// Flags with a composite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, NetServerEnum)]
#[netserver(flags)]
#[repr(i32)]
enum Right {
    None = 0,
    Read = 1,
    Write = 2,
    ReadWrite = 3,
    Delete = 4,
}

#[test]
fn flags_have_the_operators_of_sets() {
    use Right::{Delete, None, Read, ReadWrite, Write};

    let both: Flags<Right> = Read | Write;
    assert_eq!(both, Flags::from(ReadWrite));
    assert_eq!((Read & Write), Flags::empty());
    assert_eq!((ReadWrite - Write), Flags::from(Read));
    assert_eq!(Read | Write | Delete, Flags::from_bits_retain(7));
    assert_eq!(Delete | both.clone(), Flags::from_bits_retain(7));
    assert_eq!(both.clone() & Write, Flags::from(Write));
    assert_eq!(&both - &Flags::from(Read), Flags::from(Write));
    assert!(both.contains(ReadWrite) && both.contains(None) && !both.contains(Read | Delete));

    let mut some = Flags::empty();
    some |= Read;
    some |= Write | Delete;
    some -= Read;
    some &= Read | Write;
    assert_eq!(some, Flags::from(Write));
    some.extend([Read, Delete]);
    some.remove(ReadWrite);
    assert_eq!(some.bits(), 4);

    // A composite consists of its flags, and a bit without a name is not included.
    let all = Flags::<Right>::from_bits_retain(64 | 7);
    assert_eq!(all.iter().collect::<Vec<_>>(), [Read, Write, Delete]);
    assert_eq!((&all).into_iter().len(), 3);
    assert_eq!(both.into_iter().collect::<Flags<_>>(), Read | Write);
}

#[test]
fn operators_of_flags_support_unknown_names() {
    let read = |mask: &str| {
        let body = format!(r#"{{"Mask": {mask}}}"#);
        TableRight::decode(MediaType::ApplicationJson, body.as_bytes())
            .unwrap()
            .mask
    };
    let (left, right) = (
        read(r#""Select, Hidden, Odd""#),
        read(r#""Update, Hidden""#),
    );
    let names = |flags: &Flags<ETableRight>| flags.unknown_names().collect::<Vec<_>>().join(" ");
    assert_eq!(names(&(&left | &right)), "Hidden Odd");
    assert_eq!(names(&(&left & &right)), "Hidden");
    assert_eq!(names(&(&left - &right)), "Odd");
    assert!(left.contains(read(r#""Odd""#)) && !right.contains(read(r#""Odd""#)));
}

#[test]
fn flags_are_parsed_from_text() {
    for (text, bits) in [
        ("Read, write", 3),
        ("", 0),
        ("None", 0),
        ("readwrite,4", 7),
        ("8", 8),
    ] {
        assert_eq!(
            text.parse::<Flags<Right>>().map(|flags| flags.bits()),
            Ok(bits),
            "{text}"
        );
    }
    let error = "Read, Wrte".parse::<Flags<Right>>().unwrap_err();
    assert!(
        error.to_string().contains("did you mean `Write`?"),
        "{error}"
    );
}
