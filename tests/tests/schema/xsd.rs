//! Validates documents with the generated XML Schemas, and compares these with the vendor's.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use netserver_tests::xsd::{complaints, facts};
use serde_json::json;
use webhook_model::entity::Entity;
use webhook_model::property::PropertyType;
use webhook_model::schema::{XsdFile, xsd};
use webhook_model::{
    Associate, Carrier, Contract, DateTime, Duration, ETableRight, Encoder, Flags, MediaType,
    NetServerEntity, NetServerEnum, TableRight, Webhook,
};

/// Every type of a property.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
struct Everything {
    small: i16,
    unsigned: u32,
    large: i64,
    double: f64,
    on: bool,
    bytes: Vec<u8>,
    date: DateTime,
    length: Duration,
    #[netserver(null_as_default)]
    text: String,
    size: Size,
    rights: Flags<ETableRight>,
    any: serde_json::Value,
    anything: Vec<serde_json::Value>,
    again: Option<Box<Everything>>,
    all: Vec<Everything>,
    rows: Vec<Vec<String>>,
    grid: Vec<Vec<Everything>>,
    lengths: Vec<Duration>,
    dates: Option<Vec<DateTime>>,
    sizes: Vec<Size>,
    chunks: Vec<Option<Vec<u8>>>,
    flags: BTreeMap<String, bool>,
    by_number: BTreeMap<i32, String>,
    by_date: HashMap<DateTime, Everything>,
    lists: BTreeMap<String, Vec<i32>>,
    #[netserver(entry = "WeightKeyValuePair")]
    weights: BTreeMap<String, f64>,
    of_any: BTreeMap<String, serde_json::Value>,
    fields: Vec<Field>,
    field: Option<Field>,
    loose: Loose,
    carrier: Carrier,
}

/// An enum with gaps between its numbers.
#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
enum Size {
    Small = 0,
    Large = 10,
    Negative = -3,
}

/// The properties of all fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
struct FieldBase {
    rank: i32,
    kind: FieldKind,
    carrier: Carrier,
}

#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
enum FieldKind {
    Int = 1,
    Flag = 2,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct IntField {
    value: i32,
    at: DateTime,
    #[netserver(base)]
    base: FieldBase,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct FlagField {
    value: bool,
    #[netserver(base)]
    base: FieldBase,
}

/// A family whose members have a base.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind", entity = "FieldBase")]
enum Field {
    Int(IntField),
    Flag(FlagField),
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct LooseA {
    kind: FieldKind,
    a: Option<String>,
}

/// A family whose members have no base.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind")]
enum Loose {
    #[netserver(rename = "Int")]
    A(LooseA),
}

fn everything() -> Everything {
    let mut one = Everything::create_default();
    one.double = f64::NEG_INFINITY;
    one.bytes = vec![0, 255];
    one.date = "2024-02-29T12:00:00.1234567+02:00".parse().unwrap();
    one.length = "-1.02:03:04.5".parse().unwrap();
    one.text = " <&> ".into();
    one.size = Size::Negative;
    one.rights = Flags::from([ETableRight::Full, ETableRight::Filtering]);
    one.any = json!({"a": [1, 2.5, null, "x", true, [], {}], "b": {"c": 12_345_678_901_i64}});
    one.anything = vec![json!({"a": 1}), json!(null), json!([])];
    one.rows = vec![vec!["a".into(), String::new()], vec![]];
    one.lengths = vec![one.length, Duration::default()];
    one.dates = Some(vec![one.date, DateTime::default()]);
    one.sizes = vec![Size::Small, Size::Large];
    one.chunks = vec![None, Some(vec![1])];
    one.flags = [("x".to_owned(), true)].into();
    one.by_number = [(-5, "x".to_owned())].into();
    one.lists = [("x".to_owned(), vec![1, 2]), ("y".to_owned(), vec![])].into();
    one.weights = [("x".to_owned(), 1e300)].into();
    one.of_any = [("x".to_owned(), json!({"deep": [{"deeper": 1}]}))].into();
    one.fields = vec![
        IntField::create_default().into(),
        FlagField::create_default().into(),
    ];
    one.field = one.fields.first().cloned();
    one.carrier.table_right = Some(TableRight::create_default());
    let mut two = one.clone();
    two.by_date = [(one.date, one.clone())].into();
    two.all = vec![one.clone(), Everything::create_default()];
    two.grid = vec![vec![one.clone()], vec![]];
    two.again = Some(Box::new(one));
    two
}

fn webhook() -> Webhook {
    let mut hook = Webhook::create_default();
    let mut user = Associate::create_default();
    user.extra_fields = Some([("x_table.x_field".to_owned(), "1".to_owned())].into());
    let mut right = TableRight::create_default();
    right.mask = Flags::from([ETableRight::Uri, ETableRight::Unused1]);
    user.carrier.table_right = Some(right);
    user.carrier.field_properties = Some(
        [(
            "Name".to_owned(),
            webhook_model::FieldProperty::create_default(),
        )]
        .into(),
    );
    hook.headers = Some([("X-Key".to_owned(), "1".to_owned())].into());
    hook.properties = Some([("a".to_owned(), json!({"b": [1, {"c": null}]}))].into());
    hook.registered_associate = Some(user);
    hook
}

/// A folder for the schemas of a test.
fn written(name: &str, files: &[XsdFile]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    for file in files {
        std::fs::write(folder.join(&file.name), &file.text).unwrap();
    }
    folder
}

/// Asserts that the documents are valid, and that a document with an unknown element is not.
fn assert_valid<T: PropertyType>(name: &str, entity: &'static Entity, values: &[T]) {
    for contract in [Contract::Soap, Contract::WebApi] {
        let files = xsd(&[entity], contract, None);
        let schema = written(&format!("{name}-{contract:?}"), &files).join(&files[0].name);
        let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
        for value in values {
            let document = encoder.encode(value).unwrap();
            let Some(complaints) = complaints(&schema, &document) else {
                return;
            };
            assert_eq!(complaints, "", "{}", String::from_utf8_lossy(&document));
        }
        let document = encoder.encode(&values[0]).unwrap();
        let document = String::from_utf8(document).unwrap();
        let end = document.rfind("</").unwrap();
        let unknown = format!("{}<Unknown/>{}", &document[..end], &document[end..]);
        assert_ne!(complaints(&schema, unknown.as_bytes()), Some(String::new()));
    }
}

#[test]
fn webhooks_are_valid() {
    let hooks = [Webhook::create_default(), webhook()];
    assert_valid("webhook", Webhook::ENTITY, &hooks);
    assert_valid("webhooks", Webhook::ENTITY, &[hooks.to_vec()]);
}

#[test]
fn every_type_is_valid() {
    let values = [Everything::create_default(), everything()];
    assert_valid("everything", Everything::ENTITY, &values);
}

#[test]
fn a_custom_namespace_applies_to_the_whole_document() {
    const NAMESPACE: &str = "http://example.com/crm?version=11";
    let files = xsd(&[Associate::ENTITY], Contract::WebApi, Some(NAMESPACE));
    let schema = written("namespace", &files).join(&files[0].name);
    let document = Encoder::new(MediaType::ApplicationXml)
        .namespace(NAMESPACE)
        .encode(&Associate::create_default())
        .unwrap();
    assert_eq!(complaints(&schema, &document).unwrap_or_default(), "");
}

/// Operations of two agents with the same name.
#[derive(NetServerEntity)]
#[netserver(agent = "List", operation = "GetItems", response = Vec<i32>)]
struct GetItems {
    ids: Vec<i32>,
    name: Option<String>,
}

#[derive(NetServerEntity)]
#[netserver(agent = "Document", operation = "GetItems", entity = "GetItems", response = Vec<i32>)]
struct GetItemsOfDocument {
    name: i32,
    deep: Option<Box<GetItemsOfDocument>>,
}

#[test]
fn operations_with_the_same_name_share_a_schema() {
    let mut first = GetItems::create_default();
    first.ids = vec![1, 2];
    let mut second = GetItemsOfDocument::create_default();
    second.deep = Some(Box::new(GetItemsOfDocument::create_default()));
    for contract in [Contract::Soap, Contract::WebApi] {
        let entities = [
            GetItems::ENTITY,
            GetItemsOfDocument::ENTITY,
            Associate::ENTITY,
        ];
        let files = xsd(&entities, contract, None);
        let schema = written(&format!("operations-{contract:?}"), &files).join(&files[0].name);
        let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
        for document in [
            encoder.encode(&first).unwrap(),
            encoder.encode(&second).unwrap(),
            encoder
                .encode(&vec![GetItemsOfDocument::create_default()])
                .unwrap(),
            encoder.encode(&Associate::create_default()).unwrap(),
        ] {
            let Some(complaints) = complaints(&schema, &document) else {
                return;
            };
            assert_eq!(complaints, "", "{}", String::from_utf8_lossy(&document));
        }
    }
}

#[test]
fn a_base_beside_its_family_is_one_type() {
    for entities in [
        [FieldBase::ENTITY, Everything::ENTITY],
        [Everything::ENTITY, FieldBase::ENTITY],
    ] {
        let text = &xsd(&entities, Contract::Soap, None)[0].text;
        assert!(
            text.contains(r#"name="Fields" type="tns:ArrayOfFieldBase""#),
            "{text}"
        );
        for name in facts(text).keys() {
            assert!(!name.ends_with('2'), "{name}");
        }
    }
    // The members are included, even if only the list of the base is referenced.
    let text = &xsd(&[FieldBase::ENTITY, Fields::ENTITY], Contract::Soap, None)[0].text;
    assert!(facts(text).contains_key("FlagField"), "{text}");
}

/// A list of a family, without other uses of it.
#[derive(NetServerEntity)]
struct Fields {
    fields: Vec<Field>,
}

/// Dictionaries with every kind of name that the vendor uses.
#[derive(NetServerEntity)]
struct Named {
    #[netserver(entry = "SoExceptionInfoParametersKeyValuePair")]
    parameters: BTreeMap<String, String>,
    #[netserver(entry = "ExtraInfoNameValuePair")]
    extra: BTreeMap<String, String>,
    #[netserver(entry = "TimeZoneRuleKeyValuePair")]
    rules: BTreeMap<DateTime, TableRight>,
    #[netserver(entry = "FieldPropertyDictionaryKeyValuePair")]
    fields: BTreeMap<String, TableRight>,
    texts: BTreeMap<String, String>,
    anything: BTreeMap<String, serde_json::Value>,
}

#[test]
fn dictionaries_are_named_like_the_vendors() {
    let facts = facts(&xsd(&[Named::ENTITY], Contract::Soap, None)[0].text);
    let named: Vec<_> = facts["Named"]
        .iter()
        .filter_map(|line| line.split_once(": ")?.1.split(',').next())
        .collect();
    assert_eq!(
        named,
        [
            "SoExceptionInfoParameters",
            "SoExtraInfo",
            "TimeZoneRuleDictionary",
            "FieldPropertyDictionary",
            "StringDictionary",
            "StringObjectDictionary"
        ]
    );
}

/// Lists and dictionaries with nullable items beside those without.
#[derive(NetServerEntity)]
struct Holes {
    whole: Vec<i32>,
    partial: Vec<Option<i32>>,
    by_name: BTreeMap<String, bool>,
    partial_by_name: BTreeMap<String, Option<bool>>,
}

#[test]
fn null_items_are_valid_if_the_type_allows_them() {
    let mut holes = Holes::create_default();
    holes.whole = vec![1];
    holes.partial = vec![None, Some(1)];
    holes.by_name = [("a".to_owned(), true)].into();
    holes.partial_by_name = [("a".to_owned(), None)].into();
    assert_valid("holes", Holes::ENTITY, &[holes]);
}

/// The folder of the vendor's schemas; `None`, with a note, if it is missing.
fn shared() -> Option<PathBuf> {
    let shared = std::env::var_os("NETSERVER_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
        PathBuf::from,
    );
    let folder = shared.join("netserver/xsd");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("CI").is_none(), "no shared data");
    println!("skipped, no shared data");
    None
}

#[test]
fn schemas_equal_the_vendors() {
    let Some(folder) = shared() else { return };
    let files = xsd(&[Webhook::ENTITY], Contract::Soap, None);
    let mut compared = 0;
    for (file, name) in files.iter().zip(["Webhook.xsd", "Arrays.xsd"]) {
        let theirs = facts(&std::fs::read_to_string(folder.join(name)).unwrap());
        for (name, ours) in facts(&file.text) {
            assert_eq!(Some(&ours), theirs.get(&name), "{name}");
            compared += 1;
        }
    }
    // Webhook and its list, Associate, Carrier, the three rights, two dictionaries and that of
    // field properties, four enums, the list of strings.
    assert_eq!(compared, 15);
    let theirs = std::fs::read_to_string(folder.join("Serialization.xsd")).unwrap();
    let ours = xsd(&[Everything::ENTITY], Contract::Soap, None);
    let ours = &ours.iter().find(|file| file.name == "Serialization.xsd");
    assert_eq!(
        facts(&ours.unwrap().text)["duration"],
        facts(&theirs)["duration"]
    );
}
