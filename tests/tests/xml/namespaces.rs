//! Namespaces of nested entities, in documents and schemas; prefixes and the size of any values.

use std::collections::BTreeMap;
use std::path::Path;

use netserver_tests::xsd::complaints;
use serde_json::{Value as Json, json};
use webhook_model::entity::Entity;
use webhook_model::format::xml::reader::{Event, XmlDocument, XmlLimits};
use webhook_model::property::PropertyType;
use webhook_model::schema::xsd;
use webhook_model::{
    Carrier, Contract, Decoder, Duration, Encoder, ErrorKind, MediaType, NetServerEntity,
    NetServerEnum, Webhook,
};

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Order {
    place: Option<Place>,
    places: Vec<Place>,
    grid: Vec<Vec<Place>>,
    by_name: BTreeMap<String, Place>,
    steps: Vec<Step>,
    step: Option<Step>,
    names: Vec<String>,
    extra: Json,
    inner: Option<Box<Order>>,
    part: Option<Part>,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(xml_namespace = "urn:place", carrier)]
struct Place {
    name: Option<String>,
    kind: Kind,
    length: Duration,
    extra: Json,
    names: Vec<String>,
    tags: BTreeMap<String, String>,
    order: Option<Box<Order>>,
    part: Option<Part>,
    carrier: Carrier,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(xml_namespace = "urn:part")]
struct Part {
    place: Option<Box<Place>>,
    number: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
enum Kind {
    Town = 0,
    Walk = 1,
    Ride = 2,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(xml_namespace = "urn:step")]
struct StepBase {
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct WalkStep {
    metres: i32,
    #[netserver(base)]
    base: StepBase,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct RideStep {
    line: Option<String>,
    #[netserver(base)]
    base: StepBase,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind", entity = "StepBase")]
enum Step {
    Walk(WalkStep),
    Ride(RideStep),
}

fn filled() -> Order {
    let json = json!({
        "Place": {"Name": "N", "Kind": "Ride", "Length": "01:00:00", "Extra": {"a": [{"b": 1}], "c": {}},
            "Names": ["x"], "Tags": {"t": "v"}, "TableRight": {"Mask": "Select"},
            "Order": {"Names": ["y"], "Place": {"Name": "deep"}}, "Part": {"Number": 1, "Place": {"Name": "in"}}},
        "Places": [{"Name": "A"}, {"Extra": [1]}],
        "Grid": [[{"Name": "B"}], []],
        "ByName": {"k": {"Name": "C"}},
        "Steps": [{"Kind": "Walk", "Metres": 5}, {"Kind": "Ride", "Line": "7"}],
        "Step": {"Kind": "Walk", "Metres": 6},
        "Names": ["z"],
        "Extra": {"o": {"p": true}},
        "Inner": {"Part": {"Number": 2}},
        "Part": {"Number": 3},
    });
    Order::decode(MediaType::ApplicationJson, json.to_string().as_bytes()).unwrap()
}

fn encoder(contract: Contract) -> Encoder<'static> {
    Encoder::new(MediaType::ApplicationXml).contract(contract)
}

/// The names of elements with the ends of their namespaces, in document order.
fn names(body: &[u8]) -> Vec<String> {
    let document = XmlDocument::decode(body, XmlLimits::default()).unwrap();
    let mut reader = document.reader();
    let mut names = Vec::new();
    loop {
        match reader.next_event().unwrap() {
            Event::Start(element) => {
                let namespace = element.namespace().unwrap_or_default();
                let end = namespace.rsplit(['/', ':']).next().unwrap_or_default();
                names.push(format!("{end} {}", element.local()));
            }
            Event::Eof => return names,
            Event::End | Event::Text(_) => {}
        }
    }
}

/// As in .NET's data contracts, the element of a property is in the namespace of the entity that
/// declares it, and its content in that of the property's type.
#[test]
fn content_is_in_the_namespace_of_its_type() {
    let order = Order {
        place: Some(Place::create_default()),
        places: vec![Place::create_default()],
        ..Order::create_default()
    };
    for contract in [Contract::Soap, Contract::WebApi] {
        let body = encoder(contract).encode(&order).unwrap();
        let names = names(&body);
        let has = |name: &str| names.iter().any(|found| found == name);
        let own = contract.namespace().rsplit('/').next().unwrap();
        for name in ["Order", "Place", "Places", "Names"] {
            assert!(has(&format!("{own} {name}")), "{name} in {names:?}");
        }
        for name in [
            "place Place",
            "place Name",
            "place Kind",
            "place TableRight",
        ] {
            assert!(has(name), "{name} in {names:?}");
        }
        assert!(!has(&format!("{own} Kind")), "{names:?}");
    }
    // A namespace set by the application applies to all elements.
    let body = encoder(Contract::Soap)
        .namespace("urn:one")
        .encode(&filled())
        .unwrap();
    let foreign: Vec<_> = names(&body)
        .into_iter()
        .filter(|name| !name.starts_with("one ") && !name.starts_with("Arrays "))
        .collect();
    assert!(foreign.is_empty(), "{foreign:?}");
    let list = encoder(Contract::WebApi)
        .encode(&vec![Place::create_default()])
        .unwrap();
    assert!(list.starts_with(b"<ArrayOfPlace xmlns=\"urn:place\""));
}

#[test]
fn encoded_documents_are_decoded() {
    let order = filled();
    for contract in [Contract::Soap, Contract::WebApi] {
        let body = encoder(contract).encode(&order).unwrap();
        let back = Order::decode(MediaType::ApplicationXml, &body).unwrap();
        assert_eq!(back, order, "{}", String::from_utf8_lossy(&body));
    }
}

/// Asserts that documents are valid against the schemas of some entities.
fn assert_valid<T: PropertyType>(name: &str, entities: &[&'static Entity], at: usize, value: &T) {
    for contract in [Contract::Soap, Contract::WebApi] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{contract:?}"));
        std::fs::create_dir_all(&folder).unwrap();
        let files = xsd(entities, contract, None);
        for file in &files {
            std::fs::write(folder.join(&file.name), &file.text).unwrap();
        }
        let document = encoder(contract).encode(value).unwrap();
        let Some(found) = complaints(&folder.join(&files[at].name), &document) else {
            return;
        };
        assert_eq!(found, "", "{}", String::from_utf8_lossy(&document));
        // An unknown element is detected at every position.
        let text = String::from_utf8(document).unwrap();
        for (end, _) in text
            .match_indices("</Kind>")
            .chain(text.match_indices("</Metres>"))
        {
            let end = end + text[end..].find('>').unwrap() + 1;
            let unknown = format!("{}<Unknown/>{}", &text[..end], &text[end..]);
            let found = complaints(&folder.join(&files[at].name), unknown.as_bytes());
            assert_ne!(found, Some(String::new()), "{unknown}");
        }
    }
}

#[test]
fn documents_of_several_namespaces_are_valid() {
    let order = filled();
    assert_valid("namespaces", &[Order::ENTITY], 0, &order);
    assert_valid("namespaces-list", &[Order::ENTITY], 0, &vec![order.clone()]);
    let place = order.place.clone().unwrap();
    assert_valid("namespaces-place", &[Place::ENTITY], 0, &place);
    assert_valid(
        "namespaces-places",
        &[Place::ENTITY, Order::ENTITY],
        0,
        &vec![place],
    );
    assert_valid(
        "namespaces-both",
        &[Place::ENTITY, Order::ENTITY],
        1,
        &order,
    );
}

/// At any depth, a document is either encoded so that it can be decoded, or not at all.
#[test]
fn changes_of_the_namespace_are_bounded() {
    let mut refused = false;
    let mut part = Part::create_default();
    for levels in 1..40 {
        let mut place = Place::create_default();
        place.part = Some(part);
        part = Part {
            place: Some(Box::new(place)),
            ..Part::create_default()
        };
        match part.encode(MediaType::ApplicationXml) {
            Ok(body) => {
                assert!(!refused, "{levels}");
                assert_eq!(
                    Part::decode(MediaType::ApplicationXml, &body).unwrap(),
                    part
                );
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{error}");
                refused = true;
            }
        }
    }
    assert!(refused);
}

#[test]
fn prefixes_of_any_values_are_declared_once_and_only_where_they_are_used() {
    let hook = |json: &Json| {
        let mut hook = Webhook::create_default();
        hook.properties = Some([("k".to_owned(), json.clone())].into());
        hook
    };
    for (value, arrays, schema) in [
        (json!(null), 0, 0),
        (json!({"a": {}}), 0, 1),
        (json!([[null]]), 1, 0),
        (json!({"a": [1, "x", [true, [2.5]]], "b": [[]]}), 1, 1),
    ] {
        let hooks = vec![hook(&value), hook(&value)];
        let body = Encoder::new(MediaType::ApplicationXml)
            .encode(&hooks)
            .unwrap();
        let text = String::from_utf8(body).unwrap();
        let (root, rest) = text.split_once('>').unwrap();
        // Typed lists declare their own prefixes.
        let rest = rest.replace("<Events xmlns:a=", "<Events ");
        for (prefix, count) in [("xmlns:a=", arrays), ("xmlns:b=", schema)] {
            assert_eq!(root.matches(prefix).count(), count, "{root}");
            assert_eq!(rest.matches(prefix).count(), 0, "{rest}");
        }
        let back: Vec<Webhook> = Decoder::new(MediaType::TextXml)
            .decode(text.as_bytes())
            .unwrap();
        assert_eq!(back, hooks);
    }
}

#[test]
fn encoded_documents_are_within_the_size_limit() {
    let encoder = Encoder::new(MediaType::ApplicationXml);
    let zeros = Json::Array(vec![json!(0); 450_000]);
    let error = encoder.encode(&zeros).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unrepresentable);
    // One long text, and many values. The existing content of the buffer does not count.
    let text = "x".repeat(XmlLimits::BYTES);
    assert_eq!(
        encoder.encode(&text).unwrap_err().kind(),
        ErrorKind::Unrepresentable
    );
    let mut body = text.into_bytes();
    encoder.encode_to(&json!([1]), &mut body).unwrap();
    let long = "n".repeat(XmlLimits::NAMESPACE_BYTES + 1);
    let error = encoder
        .namespace(&long)
        .encode(&Webhook::create_default())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unrepresentable);
}

/// The types and members of an object are in the contract's namespace, also in a list of any
/// values.
#[test]
fn objects_in_a_list_of_any_values_are_in_the_contracts_namespace() {
    let values = vec![json!({"a": {"b": [{"c": 1}]}}), json!([{"d": {}}])];
    let body = encoder(Contract::Soap).encode(&values).unwrap();
    let back: Vec<Json> = Decoder::new(MediaType::TextXml).decode(&body).unwrap();
    assert_eq!(back, values, "{}", String::from_utf8_lossy(&body));
    for name in names(&body) {
        let of_contract =
            name.ends_with("KeyValuePair") || name.ends_with("Key") || name.ends_with("Value");
        let space = if of_contract {
            "Services88 "
        } else {
            "Arrays "
        };
        assert!(name.starts_with(space), "{name}");
    }
}
