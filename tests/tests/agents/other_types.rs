//! Types, enums and names of other agents that the seven agents lack, each in a small entity that
//! is encoded and decoded in every format.

mod entities;

use std::collections::BTreeMap;

use entities::{
    Access, Dictionaries, Direction, EmailAccount, Folder, GetAll, Grown, Kind, Kinds, Lists,
    Numbers, Step, Workflow,
};

use netserver_tests::agents::registry::shape_of;
use netserver_tests::agents::round_trip::through_every_format;
use netserver_tests::report::Report;
use serde_json::{Value as Json, json};
use webhook_model::operation::{Get, Operation};
use webhook_model::property::PropertyType;
use webhook_model::schema::xsd;
use webhook_model::{
    Associate, Contract, DateTime, Decoder, Duration, Encoder, ErrorKind, Flags, MediaType,
    NetServerEntity, UnknownVariant,
};

#[test]
fn every_type_survives_every_format() {
    let mut report = Report::new("types that the seven agents lack, through all formats");
    macro_rules! check {
        ($($ty:ty),* $(,)?) => {$(
            let shape = shape_of::<$ty>();
            let outcome = (1..=8).try_for_each(|seed| through_every_format(shape, seed));
            report.outcome(stringify!($ty), outcome);
        )*};
    }
    check!(
        Numbers,
        Dictionaries,
        Lists,
        Kinds,
        EmailAccount,
        Folder,
        Workflow,
        GetAll,
        Grown,
        Step,
        Option<Step>,
        Option<Folder>,
        Vec<Step>,
        Vec<Vec<Folder>>,
        Vec<Option<String>>,
        Option<Vec<Kind>>,
        BTreeMap<String, bool>,
        BTreeMap<i32, String>,
        BTreeMap<DateTime, Numbers>,
        Option<BTreeMap<String, Step>>,
        i64,
        u32,
        f64,
        bool,
        String,
        Vec<u8>,
        DateTime,
        Duration,
        Kind,
        Direction,
        Flags<Access>,
        Json,
        rust_decimal::Decimal,
    );
    report.finish();
}

fn soap<T: PropertyType>(value: &T) -> String {
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    String::from_utf8(encoder.encode(value).unwrap()).unwrap()
}

fn json_of<T: PropertyType>(value: &T) -> String {
    let encoder = Encoder::new(MediaType::ApplicationJson);
    String::from_utf8(encoder.encode(value).unwrap()).unwrap()
}

#[test]
fn entries_and_items_are_named_as_in_dotnet() {
    let mut all = Dictionaries::create_default();
    all.names = Some([(-1, "a".to_owned())].into());
    all.flags = Some([("on".to_owned(), true)].into());
    all.users = Some([("me".to_owned(), Associate::create_default())].into());
    all.any = Some([("n".to_owned(), json!(1))].into());
    all.by_date = [(DateTime::MIN, Numbers::create_default())].into();
    all.extra_info = Some([("a".to_owned(), "b".to_owned())].into());
    let xml = soap(&all);
    for part in [
        "<Names><IntStringKeyValuePair><Key>-1</Key><Value>a</Value></IntStringKeyValuePair></Names>",
        "<StringBoolKeyValuePair><Key>on</Key><Value>true</Value></StringBoolKeyValuePair>",
        "<AssociateKeyValuePair><Key>me</Key><Value><TableRight i:nil=\"true\"/>",
        "<StringObjectKeyValuePair><Key>n</Key><Value i:type=\"b:int\">1</Value>",
        "<NumbersKeyValuePair><Key>0001-01-01T00:00:00</Key><Value><Small>0</Small>",
        "<ExtraInfo><ExtraInfoNameValuePair><Key>a</Key><Value>b</Value></ExtraInfoNameValuePair></ExtraInfo>",
    ] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    let mut lists = Lists::create_default();
    lists.rows = Some(vec![vec!["a".to_owned()], vec![]]);
    lists.grid = vec![vec![]];
    lists.texts = vec![None, Some(String::new())];
    lists.kinds = vec![Kind::WebApp];
    let xml = soap(&lists);
    for part in [
        "><a:ArrayOfstring><a:string>a</a:string></a:ArrayOfstring><a:ArrayOfstring></a:ArrayOfstring></Rows>",
        "<Grid><ArrayOfNumbers></ArrayOfNumbers></Grid>",
        "><a:string i:nil=\"true\"/><a:string></a:string></Texts>",
        "<Kinds><Kind>webApp</Kind></Kinds>",
    ] {
        assert!(xml.contains(part), "{part} in {xml}");
    }
    // As a document, a simple value is in .NET's namespace of primitive types, and a list in that
    // of arrays.
    assert_eq!(
        soap(&5_i32),
        r#"<int xmlns="http://schemas.microsoft.com/2003/10/Serialization/" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">5</int>"#
    );
    assert_eq!(
        soap(&vec![5_i64]),
        r#"<ArrayOflong xmlns="http://schemas.microsoft.com/2003/10/Serialization/Arrays" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><long>5</long></ArrayOflong>"#
    );
}

#[test]
fn enums_have_names_numbers_and_aliases() {
    let read = |json: &str| Kinds::decode(MediaType::ApplicationJson, json.as_bytes()).unwrap();
    // The default of an enum without the number 0 is its first variant.
    assert_eq!(
        json_of(&Kinds::create_default()),
        r#"{"Kind":"Inherit","Maybe":null,"App":"webApp","Direction":"Ascending","Access":"None","MaybeAccess":null}"#
    );
    for (json, kind) in [
        (r#"{"Kind": -1}"#, Kind::Inherit),
        (r#"{"Kind": "browser"}"#, Kind::WebApp),
        (r#"{"Kind": "WEBAPP"}"#, Kind::WebApp),
        (r#"{"Kind": "none"}"#, Kind::None),
        (r#"{"Kind": "self"}"#, Kind::Itself),
        (r#"{"Kind": -2147483648}"#, Kind::Minimum),
        (
            r#"{"Kind": 11}"#,
            Kind::Other(UnknownVariant::from_number(11)),
        ),
    ] {
        let kinds = read(json);
        assert_eq!(kinds.kind, kind, "{json}");
        assert_eq!(read(&json_of(&kinds)), kinds);
    }
    for (json, bits, written, xml) in [
        (r#""r, write""#, 3, r#""readWrite""#, "read Write"),
        ("-2147483648", i32::MIN, r#""Owner""#, "Owner"),
        (
            r#""Owner, readWrite""#,
            i32::MIN | 3,
            r#""readWrite, Owner""#,
            "read Write Owner",
        ),
        (r#""None""#, 0, r#""None""#, ""),
    ] {
        let kinds = read(&format!(r#"{{"Access": {json}}}"#));
        assert_eq!(kinds.access.bits(), bits, "{json}");
        assert_eq!(json_of(&kinds.access), written);
        let xml = format!("<Access>{xml}</Access>");
        assert!(soap(&kinds).contains(&xml), "{xml}");
    }
}

#[test]
fn numbers_have_their_full_ranges() {
    for (least, most) in [(
        r#"{"Small":-32768,"Unsigned":0,"Long":-9223372036854775808,"Double":-1.7976931348623157e+308"#,
        r#"{"Small":32767,"Unsigned":4294967295,"Long":9223372036854775807,"Double":5e-324"#,
    )] {
        for start in [least, most] {
            let json =
                format!(r#"{start},"Decimal":0.0000000000000000000000000001,"ParentId":-1}}"#);
            let numbers = Numbers::decode(MediaType::ApplicationJson, json.as_bytes()).unwrap();
            for &media_type in MediaType::ALL {
                let body = numbers.encode(media_type).unwrap();
                assert_eq!(
                    Numbers::decode(media_type, &body).unwrap(),
                    numbers,
                    "{media_type}"
                );
            }
        }
    }
    for beyond in [
        r#"{"Small": 32768}"#,
        r#"{"Unsigned": -1}"#,
        r#"{"Unsigned": 4294967296}"#,
        r#"{"Long": 9223372036854775808}"#,
    ] {
        let error = Numbers::decode(MediaType::ApplicationJson, beyond.as_bytes()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Range, "{beyond}");
    }
}

#[test]
fn names_paths_and_responses_match_the_vendors() {
    assert_eq!(
        EmailAccount::GET_PATH,
        "/api/v1/Agents/EMail/GetEMailAccount"
    );
    assert_eq!(<Get<EmailAccount> as Operation>::QUERY, ["eMailAccountId"]);
    assert_eq!(
        json_of(&EmailAccount::create_default()),
        r#"{"EMailAccountID":0,"HTMLBody":null,"ERPQuoteKey":null,"EMail":null,"TZLocationId":0,"Type":null,"self":null,"TableRight":null,"FieldProperties":null}"#
    );
    assert_eq!(GetAll::PATH, "/api/v1/Agents/Workflow/GetAll");
    assert_eq!(json_of(&GetAll {}), "{}");
    let decoder = Decoder::new(MediaType::ApplicationJson);
    let response: <GetAll as Operation>::Response = decoder
        .decode(br#"{"a": [{"StepType": "Exit"}, {"StepType": 1, "Delay": "1.00:00:00"}]}"#)
        .unwrap();
    let steps = &response.unwrap()["a"];
    assert!(matches!(&steps[..], [Step::Exit(_), Step::SendEmail(step)] if step.delay.ticks() > 0));
}

#[test]
fn other_bodies_than_entities_are_patched_as_a_whole() {
    let whole = |path: &str| format!(r#"[{{"op": "replace", "path": "{path}", "value": 7}}]"#);
    let patch = Decoder::new(MediaType::ApplicationJsonPatch);
    let merge = Decoder::new(MediaType::ApplicationMergePatch);
    assert_eq!(patch.decode::<i32>(whole("").as_bytes()).unwrap(), 7);
    assert_eq!(merge.decode::<i32>(b"7").unwrap(), 7);
    assert_eq!(merge.decode::<Vec<i32>>(b"[7]").unwrap(), [7]);
    // The patch must not be an empty object, since that would replace the number.
    let encoder = Encoder::new(MediaType::ApplicationMergePatch);
    assert_eq!(encoder.diff(&7, &7).unwrap(), b"7");
    assert_eq!(encoder.diff(&Some(7), &None).unwrap(), b"null");
    // A nullable entity can be added and removed, one that is not nullable remains.
    let mut maybe: Option<Numbers> = None;
    let value = br#"[{"op": "add", "path": "", "value": {"small": 3}}]"#;
    patch.apply(&mut maybe, value).unwrap();
    assert_eq!(maybe.as_ref().map(|numbers| numbers.small), Some(3));
    merge.apply(&mut maybe, b"null").unwrap();
    assert_eq!(maybe, None);
    let mut numbers = Numbers::create_default();
    for (decoder, body) in [
        (patch, whole("").into_bytes()),
        (patch, br#"[{"op": "remove", "path": ""}]"#.to_vec()),
        (merge, b"[7]".to_vec()),
        (merge, b"null".to_vec()),
    ] {
        let error = decoder.apply(&mut numbers, &body).unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::PatchPath | ErrorKind::Type),
            "{error:?}"
        );
        assert_eq!(numbers, Numbers::create_default());
    }
}

#[test]
fn properties_of_newer_servers_are_omitted_in_the_soap_contract() {
    let grown = Grown {
        name: None,
        added: 7,
        rank: 1,
    };
    let xml = soap(&grown);
    assert!(
        xml.ends_with(r#"><Name i:nil="true"/><Rank>1</Rank></Grown>"#),
        "{xml}"
    );
    let web_api = Encoder::new(MediaType::ApplicationXml)
        .encode(&grown)
        .unwrap();
    let web_api = String::from_utf8(web_api).unwrap();
    assert!(web_api.contains("<Added>7</Added>"), "{web_api}");
    for (contract, written) in [(Contract::Soap, false), (Contract::WebApi, true)] {
        let schema = &xsd(&[Grown::ENTITY], contract, None)[0].text;
        assert_eq!(schema.contains(r#"name="Added""#), written, "{schema}");
    }
    // Decoding accepts the property in either contract.
    let sent = b"<Grown><Added>7</Added><Rank>1</Rank></Grown>";
    let read = Grown::decode(MediaType::ApplicationXml, sent).unwrap();
    assert_eq!(read, grown);
}
