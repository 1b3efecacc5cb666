//! Tuple structs with one property type: on the wire, in schemas and for serde they equal that
//! type.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde::de::DeserializeOwned;
use webhook_model::operation::Operation;
use webhook_model::property::{DictionaryKey, KeyType, PropertyType};
use webhook_model::schema::{self, Dialect, OperationInfo, xsd};
use webhook_model::{
    Contract, DateTime, Decoder, Encoder, ErrorKind, MediaType, NetServerEntity, NetServerEnum,
    Secret,
};

/// A state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, NetServerEnum)]
#[repr(i32)]
enum State {
    Open = 1,
    Sold = 2,
}

/// An entity with newtypes.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Part {
    name: Option<String>,
}

/// Declares newtypes of several types.
macro_rules! newtypes {
    ($($name:ident($held:ty) [$($derive:ident),*];)*) => {$(
        /// A newtype.
        #[derive(Debug, Clone, PartialEq, $($derive,)* NetServerEntity)]
        struct $name($held);
    )*};
}

newtypes! {
    SaleId(i32) [Eq, PartialOrd, Ord, Hash];
    Code(String) [Eq, PartialOrd, Ord, Hash];
    Day(DateTime) [Eq, PartialOrd, Ord, Hash];
    Outer(SaleId) [Eq, PartialOrd, Ord, Hash];
    Amount(f64) [];
    Note(Option<String>) [];
    Content(Vec<u8>) [];
    Numbers(Vec<SaleId>) [];
    Prices(BTreeMap<Code, Amount>) [];
    Phase(State) [];
    Wrapped(Part) [];
    Boxed(Box<Part>) [];
    Key(Secret) [];
    Anything(serde_json::Value) [];
}

/// Newtypes at every position in an entity.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "Sale",
    entity = "Sale",
    operations(create_default, get, save, delete)
)]
struct Sale {
    #[netserver(key, default = 7)]
    id: SaleId,
    parent: Option<Outer>,
    #[netserver(default = "AB", max_length = 9)]
    code: Code,
    #[netserver(date = utc)]
    day: Day,
    amount: Amount,
    note: Note,
    content: Content,
    #[netserver(default = [1, 2])]
    numbers: Numbers,
    others: Vec<Outer>,
    maybe: Vec<Option<SaleId>>,
    prices: Prices,
    by_id: BTreeMap<Outer, Code>,
    by_day: HashMap<Day, Wrapped>,
    phase: Phase,
    part: Option<Wrapped>,
    boxed: Boxed,
    #[netserver(secret)]
    key: Key,
    anything: Anything,
}

/// The same entity with the inner types.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    agent = "Sale",
    entity = "Sale",
    operations(create_default, get, save, delete)
)]
struct Plain {
    #[netserver(key, default = 7)]
    id: i32,
    parent: Option<i32>,
    #[netserver(default = "AB", max_length = 9)]
    code: String,
    #[netserver(date = utc)]
    day: DateTime,
    amount: f64,
    note: Option<String>,
    content: Vec<u8>,
    #[netserver(default = [1, 2])]
    numbers: Vec<i32>,
    others: Vec<i32>,
    maybe: Vec<Option<i32>>,
    prices: BTreeMap<String, f64>,
    by_id: BTreeMap<i32, String>,
    by_day: HashMap<DateTime, Part>,
    phase: State,
    part: Option<Part>,
    boxed: Box<Part>,
    #[netserver(secret)]
    key: Secret,
    anything: serde_json::Value,
}

fn part(name: &str) -> Part {
    Part {
        name: Some(name.into()),
    }
}

fn both() -> (Sale, Plain) {
    let day = DateTime::parse("2024-02-29T12:00:00Z").unwrap();
    let sale = Sale {
        id: SaleId(70_000),
        parent: Some(Outer(SaleId(-1))),
        code: Code("<&>".into()),
        day: Day(day),
        amount: Amount(1.5),
        note: Note(Some(String::new())),
        content: Content(vec![0, 255]),
        numbers: Numbers(vec![SaleId(3)]),
        others: vec![Outer(SaleId(4)), Outer(SaleId(5))],
        maybe: vec![Some(SaleId(6)), None],
        prices: Prices([(Code("x".into()), Amount(2.0))].into()),
        by_id: [(Outer(SaleId(8)), Code("y".into()))].into(),
        by_day: [(Day(day), Wrapped(part("a")))].into(),
        phase: Phase(State::Sold),
        part: Some(Wrapped(part("b"))),
        boxed: Boxed(Box::new(part("c"))),
        key: Key("s".into()),
        anything: Anything(serde_json::json!({"k": [1]})),
    };
    let plain = Plain {
        id: 70_000,
        parent: Some(-1),
        code: "<&>".into(),
        day,
        amount: 1.5,
        note: Some(String::new()),
        content: vec![0, 255],
        numbers: vec![3],
        others: vec![4, 5],
        maybe: vec![Some(6), None],
        prices: [("x".into(), 2.0)].into(),
        by_id: [(8, "y".into())].into(),
        by_day: [(day, part("a"))].into(),
        phase: State::Sold,
        part: Some(part("b")),
        boxed: Box::new(part("c")),
        key: "s".into(),
        anything: serde_json::json!({"k": [1]}),
    };
    (sale, plain)
}

/// Values in every media type, and for XML in both contracts.
fn encoders() -> impl Iterator<Item = (MediaType, Encoder<'static>)> {
    let contracts = [Contract::WebApi, Contract::Soap];
    MediaType::ALL.iter().copied().flat_map(move |media_type| {
        contracts.map(|contract| (media_type, Encoder::new(media_type).contract(contract)))
    })
}

#[test]
fn newtypes_are_encoded_like_their_inner_type() {
    let (sale, plain) = both();
    for (sale, plain) in [(sale, plain), (Sale::default(), Plain::default())] {
        for (media_type, encoder) in encoders() {
            let body = encoder.encode(&sale).unwrap();
            assert_eq!(body, encoder.encode(&plain).unwrap(), "{media_type}");
            let back: Sale = Decoder::new(media_type).decode(&body).unwrap();
            assert_eq!(back, sale, "{media_type}");
        }
    }
}

#[test]
fn newtypes_have_the_schemas_of_their_inner_type() {
    for dialect in [Dialect::Swagger2, Dialect::OpenApi31] {
        assert_eq!(
            schema::definitions(&[Sale::ENTITY], dialect).to_string(),
            schema::definitions(&[Plain::ENTITY], dialect).to_string(),
        );
    }
    for contract in [Contract::WebApi, Contract::Soap] {
        assert_eq!(
            xsd(&[Sale::ENTITY], contract, None),
            xsd(&[Plain::ENTITY], contract, None)
        );
    }
}

/// A value as a whole document, with its JSON.
fn alone<T>(value: &T, json: &str)
where
    T: PropertyType + PartialEq + std::fmt::Debug + Serialize + DeserializeOwned,
{
    for (media_type, encoder) in encoders() {
        let body = encoder.encode(value).unwrap();
        let back: T = Decoder::new(media_type).decode(&body).unwrap();
        assert_eq!(&back, value, "{media_type}");
    }
    let body = Encoder::new(MediaType::ApplicationJson)
        .encode(value)
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&body), json);
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&serde_json::from_str::<T>(json).unwrap(), value);
}

#[test]
fn newtypes_can_be_documents() {
    alone(&SaleId(5), "5");
    alone(&Outer(SaleId(5)), "5");
    alone(&Code("x".into()), r#""x""#);
    alone(&Note(Some("x".into())), r#""x""#);
    alone(&Note(None), "null");
    alone(&Numbers(vec![SaleId(1), SaleId(2)]), "[1,2]");
    alone(&Numbers(vec![]), "[]");
    alone(
        &Prices([(Code("x".into()), Amount(2.5))].into()),
        r#"{"x":2.5}"#,
    );
    alone(&Phase(State::Sold), r#""Sold""#);
    alone(&Wrapped(part("x")), r#"{"Name":"x"}"#);
    alone(&Boxed(Box::new(part("x"))), r#"{"Name":"x"}"#);
    alone(&Content(vec![1]), r#""AQ==""#);
}

#[test]
fn new_newtypes_contain_the_default_value() {
    assert_eq!(SaleId::create_default(), SaleId(0));
    assert_eq!(Phase::default(), Phase(State::Open));
    assert_eq!(Wrapped::default(), Wrapped(Part::create_default()));
    assert_eq!(Numbers::default(), Numbers(Vec::new()));
}

#[test]
fn newtypes_of_secrets_are_secret() {
    assert!(Key::SECRET && Sale::ENTITY.properties[16].secret);
    let shown = format!("{:?}", both().0.key);
    assert_eq!(shown, "Key(Secret(***))");
}

#[test]
fn newtypes_as_dictionary_keys() {
    assert_eq!(<Outer as DictionaryKey>::KEY, KeyType::Int32);
    assert_eq!(<Code as DictionaryKey>::KEY, KeyType::Text);
    assert_eq!(<Day as DictionaryKey>::KEY, KeyType::DateTime);
    let error = Sale::decode(MediaType::ApplicationJson, br#"{"ById":{"x":"y"}}"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Type, "{error}");
}

/// Requests persons; the body is an array of their ids.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Person", operation = "GetPersonList", response = Vec<Part>)]
struct GetPersonList(Vec<i32>);

#[test]
fn a_request_may_be_a_bare_array() {
    assert_eq!(GetPersonList::PATH, "/api/v1/Agents/Person/GetPersonList");
    alone(&GetPersonList(vec![3, 4]), "[3,4]");
    let xml = GetPersonList(vec![3])
        .encode(MediaType::ApplicationXml)
        .unwrap();
    let xml = String::from_utf8(xml).unwrap();
    assert!(
        xml.starts_with("<ArrayOfint ") && xml.contains("<int>3</int>"),
        "{xml}"
    );
    let read = |body: &[u8]| GetPersonList::decode(MediaType::ApplicationJson, body);
    let error = read(br#"{"Ids":[3]}"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Type, "{error}");
    let error = read(br#"[1,"x"]"#).unwrap_err();
    assert_eq!(error.pointer(), "/1", "{error}");
}

#[test]
fn bare_array_requests_are_described() {
    let info = OperationInfo::of::<GetPersonList>();
    let document = schema::document_with(
        &[],
        &[info],
        Dialect::OpenApi31,
        &schema::DocumentInfo {
            title: "t",
            version: "1",
            server: None,
        },
    );
    let document: serde_json::Value = serde_json::from_str(&document).unwrap();
    let operation = &document["paths"][GetPersonList::PATH]["post"];
    let json = |node: &serde_json::Value| node["content"]["application/json"]["schema"].clone();
    assert_eq!(
        json(&operation["requestBody"]),
        serde_json::json!({"type": "array", "items": {"type": "integer", "format": "int32"}})
    );
    assert_eq!(json(&operation["responses"]["200"])["type"], "array");
}
