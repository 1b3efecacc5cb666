//! Polymorphic families and entities that inherit from another.

use std::collections::BTreeMap;

use serde_json::json;
use webhook_model::{
    Associate, Carrier, Contract, DateTime, Decoder, Duration, ETableRight, Encoder, ErrorKind,
    Flags, MediaType, NetServerEntity, NetServerEnum, PatchProfile, UnknownEntity, UnknownVariant,
};

/// What kind of custom field.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum CustomFieldType {
    Unknown = 0,
    Integer = 1,
    Checkbox = 7,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// What all custom fields have.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
struct FieldInfoBase {
    field_type: CustomFieldType,
    field_name: Option<String>,
    rank: i32,
    carrier: Carrier,
}

/// A whole number.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct FieldInfoInt {
    min_value: i32,
    zenith: Option<DateTime>,
    #[netserver(base)]
    base: FieldInfoBase,
    default_value: i32,
}

/// A field that holds a boolean.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct FieldInfoBool {
    default_value: bool,
    #[netserver(base)]
    base: FieldInfoBase,
}

/// Any custom field.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "FieldType", entity = "FieldInfoBase")]
enum FieldInfo {
    #[netserver(rename = "Integer")]
    Int(FieldInfoInt),
    #[netserver(rename = "Checkbox")]
    Bool(FieldInfoBool),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// A form of fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Form {
    first: Option<FieldInfo>,
    fields: Vec<FieldInfo>,
}

fn integer() -> FieldInfo {
    let mut field = FieldInfoInt::create_default();
    field.base.field_name = Some("Age".into());
    field.min_value = 3;
    FieldInfo::from(field)
}

fn form() -> Form {
    let unknown = UnknownEntity {
        type_name: None,
        members: vec![
            ("FieldType".into(), "Hologram".into()),
            ("Zoom".into(), json!(1.5)),
            ("Angles".into(), json!([1, 2])),
        ],
    };
    Form {
        first: Some(FieldInfoBool::create_default().into()),
        fields: vec![integer(), FieldInfo::Other(unknown)],
    }
}

#[test]
fn a_base_stands_last_in_json_and_first_in_xml() {
    let json = integer().encode(MediaType::ApplicationJson).unwrap();
    assert_eq!(
        String::from_utf8(json).unwrap(),
        r#"{"MinValue":3,"Zenith":null,"DefaultValue":0,"FieldType":"Integer","FieldName":"Age","Rank":0,"TableRight":null,"FieldProperties":null}"#
    );
    let xml = |contract| {
        let xml = Encoder::new(MediaType::ApplicationXml)
            .contract(contract)
            .encode(&integer())
            .unwrap();
        let xml = String::from_utf8(xml).unwrap();
        let root = xml.find('>').unwrap() + 1;
        (xml[..root].to_owned(), xml[root..].to_owned())
    };
    let (root, members) = xml(Contract::Soap);
    assert!(root.ends_with(r#" i:type="FieldInfoInt">"#), "{root}");
    assert_eq!(
        members,
        r#"<TableRight i:nil="true"/><FieldProperties i:nil="true"/><FieldType>Integer</FieldType><FieldName>Age</FieldName><Rank>0</Rank><MinValue>3</MinValue><Zenith i:nil="true"/><DefaultValue>0</DefaultValue></FieldInfoBase>"#
    );
    let (_, members) = xml(Contract::WebApi);
    assert_eq!(
        members,
        r#"<FieldProperties i:nil="true"/><TableRight i:nil="true"/><FieldName>Age</FieldName><FieldType>Integer</FieldType><Rank>0</Rank><DefaultValue>0</DefaultValue><MinValue>3</MinValue><Zenith i:nil="true"/></FieldInfoBase>"#
    );
}

#[test]
fn every_format_keeps_every_member_and_the_unknown_one_whole() {
    let form = form();
    for media_type in [MediaType::ApplicationJson, MediaType::ApplicationXml] {
        let body = form.encode(media_type).unwrap();
        assert_eq!(
            Form::decode(media_type, &body).unwrap(),
            form,
            "{media_type}"
        );
    }
    let soap = Encoder::new(MediaType::TextXml).contract(Contract::Soap);
    let error = soap.encode(&form).unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::Unrepresentable, "/Fields/1/Zoom")
    );
    let mut known = form.clone();
    known.fields.truncate(1);
    let body = soap.encode(&known).unwrap();
    assert_eq!(Form::decode(MediaType::TextXml, &body).unwrap(), known);
    let text = serde_json::to_string(&form).unwrap();
    assert_eq!(serde_json::from_str::<Form>(&text).unwrap(), form);
}

#[test]
fn the_tag_stands_anywhere_in_any_case_and_as_a_number() {
    for body in [
        r#"{"defaultValue": true, "fieldName": "x", "fieldType": "checkbox"}"#,
        r#"{"FieldType": 7, "DefaultValue": true, "FieldName": "x"}"#,
    ] {
        let field = FieldInfo::decode(MediaType::ApplicationJson, body.as_bytes()).unwrap();
        let FieldInfo::Bool(field) = field else {
            panic!("{field:?}")
        };
        assert!(field.default_value);
        assert_eq!(field.base.field_name.as_deref(), Some("x"));
        assert_eq!(field.base.field_type, CustomFieldType::Checkbox);
    }
    let xml = "<FieldInfoBase><DefaultValue>true</DefaultValue><FieldType>Checkbox</FieldType></FieldInfoBase>";
    let field = FieldInfo::decode(MediaType::ApplicationXml, xml.as_bytes()).unwrap();
    assert!(matches!(field, FieldInfo::Bool(field) if field.default_value));
}

/// What a workflow's steps have.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
struct StepBase {
    step_type: CustomFieldType,
    rank: i32,
    active: bool,
    weight: f64,
    at: DateTime,
    length: Duration,
    icon: Vec<u8>,
    rights: Flags<ETableRight>,
    names: Vec<String>,
    numbers: BTreeMap<i32, i32>,
    owner: Option<Associate>,
    field: Option<FieldInfo>,
    carrier: Carrier,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct StepInt {
    #[netserver(base)]
    base: StepBase,
}

#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "StepType", entity = "StepBase")]
#[allow(clippy::large_enum_variant)] // A member is an entity, which is not boxed.
enum Step {
    #[netserver(rename = "Integer")]
    Int(StepInt),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// The members of an unknown step of XML; written and read again they are the same.
fn members_of(content: &str) -> serde_json::Value {
    let spaces = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns:x='http://www.w3.org/2001/XMLSchema'";
    let body = format!("<StepBase {spaces}>{content}</StepBase>");
    let step = Step::decode(MediaType::ApplicationXml, body.as_bytes()).unwrap();
    let again = step.encode(MediaType::ApplicationXml).unwrap();
    assert_eq!(
        Step::decode(MediaType::ApplicationXml, &again).unwrap(),
        step
    );
    serde_json::to_value(&step).unwrap()
}

#[test]
fn an_unknown_member_keeps_names_and_the_types_of_the_base() {
    for (content, members) in [
        (
            "<Unit><AssociateId>5</AssociateId><Name>Bob</Name></Unit>",
            json!({"Unit": {"AssociateId": "5", "Name": "Bob"}}),
        ),
        (
            "<Owner><AssociateId>5</AssociateId><Name>Bob</Name><Deleted>1</Deleted><New>7</New></Owner>",
            json!({"Owner": {"AssociateId": 5, "Name": "Bob", "Deleted": true, "New": "7"}}),
        ),
        (
            "<Owner i:type='Associate'><Type>Alien</Type><Rank i:nil='true'/></Owner>",
            json!({"Owner": {"Type": "Alien", "Rank": null}}),
        ),
        (
            "<Owner i:type='x:string'>Bob</Owner><Rank i:type='x:string'>first</Rank>",
            json!({"Owner": "Bob", "Rank": "first"}),
        ),
        (
            "<Rank> 5 </Rank><Active>0</Active><Weight>INF</Weight><Weight2>INF</Weight2>",
            json!({"Rank": 5, "Active": false, "Weight": "Infinity", "Weight2": "INF"}),
        ),
        (
            "<At>2024-02-29T12:00:00Z</At><Length>PT1H</Length><Icon>A Q==</Icon>",
            json!({"At": "2024-02-29T12:00:00Z", "Length": "01:00:00", "Icon": "AQ=="}),
        ),
        (
            "<Rights>Select Update Fly</Rights><Names><string> a </string></Names>",
            json!({"Rights": "UR, Fly", "Names": [" a "]}),
        ),
        (
            "<Numbers><E><Key>1</Key><Value>2</Value></E><E><Value>4</Value><Key>3</Key></E></Numbers>",
            json!({"Numbers": {"1": 2, "3": 4}}),
        ),
        (
            "<Field i:type='FieldInfoInt'><MinValue>5</MinValue></Field>",
            json!({"Field": {"FieldType": "Integer", "MinValue": 5}}),
        ),
        (
            "<Field><Rank>5</Rank><FieldType>Hologram</FieldType><Zoom>2</Zoom></Field>",
            json!({"Field": {"FieldType": "Hologram", "Rank": 5, "Zoom": "2"}}),
        ),
        (
            "<TableRight><Mask>Select</Mask></TableRight>",
            json!({"TableRight": {"Mask": "Select"}}),
        ),
    ] {
        let mut expected = members;
        expected["StepType"] = "New".into();
        assert_eq!(
            members_of(&format!("<StepType>New</StepType>{content}")),
            expected,
            "{content}"
        );
    }
    let body = "<StepBase><StepType>New</StepType><Owner><Rank>x</Rank></Owner></StepBase>";
    let error = Step::decode(MediaType::TextXml, body.as_bytes()).unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::Type, "/Owner/Rank")
    );
}

/// JSON that is of another type than the base says comes back from XML as it is.
#[test]
fn json_of_an_unknown_member_survives_xml() {
    for members in [
        json!({"Rank": "5", "Active": "true", "At": "yesterday", "Length": "01:00:00"}),
        json!({"At": "2024-02-29T12:00:00-0500", "Icon": "A Q==", "Rights": "Select, Update"}),
        json!({"At": "2024-02-29T12:00:00Z", "Icon": "AQ==", "Owner": {"Name": 5}, "Names": [1, "a"]}),
        json!({"Owner": "Bob", "Numbers": {"x": 1}, "Names": {"a": 1}, "Field": [1], "Rank": 1.5}),
        json!({"StepType": " New ", "Int": "x", "Weight": null}),
    ] {
        let body = members.to_string();
        let step = Step::decode(MediaType::ApplicationJson, body.as_bytes()).unwrap();
        let xml = step.encode(MediaType::ApplicationXml).unwrap();
        let again = Step::decode(MediaType::ApplicationXml, &xml).unwrap();
        assert_eq!(serde_json::to_value(&again).unwrap(), members);
    }
}

#[test]
fn a_fault_inside_a_member_names_its_property() {
    let body = br#"{"Fields": [{"MinValue": "x", "FieldType": "Integer"}]}"#;
    let error = Form::decode(MediaType::ApplicationJson, body).unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::Type, "/Fields/0/MinValue")
    );
    let body = br#"{"First": {"FieldType": "Integer", "fieldtype": "Checkbox"}}"#;
    let error = Form::decode(MediaType::ApplicationJson, body).unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::Duplicate, "/First/FieldType")
    );
}

#[test]
fn a_merge_patch_between_unknown_members_removes_what_is_gone() {
    let form = |members: serde_json::Value| {
        let serde_json::Value::Object(members) = members else {
            panic!("{members}")
        };
        let unknown = UnknownEntity {
            type_name: None,
            members: members.into_iter().collect(),
        };
        Form {
            first: Some(FieldInfo::Other(unknown)),
            fields: Vec::new(),
        }
    };
    let media_type = MediaType::ApplicationMergePatch;
    let mut from = form(json!({"FieldType": "Hologram", "Zoom": 1.5, "Deep": {"a": 1, "b": null}}));
    let to = form(json!({"FieldType": "Hologram", "Deep": {"b": null, "c": "x"}}));
    let patch = to.diff(&from, media_type).unwrap();
    assert_eq!(
        String::from_utf8_lossy(&patch),
        r#"{"First":{"Deep":{"a":null,"c":"x"},"Zoom":null}}"#
    );
    from.apply(media_type, &patch).unwrap();
    assert_eq!(from, to);

    let with_null = form(json!({"FieldType": "Hologram", "Zoom": null}));
    let error = with_null.diff(&to, media_type).unwrap_err();
    assert_eq!(
        (error.kind(), error.pointer()),
        (ErrorKind::Unrepresentable, "/First/Zoom")
    );
}

#[test]
fn patches_know_the_properties_of_the_member() {
    let mut known = form();
    known.fields.truncate(1);
    for media_type in [
        MediaType::ApplicationJsonPatch,
        MediaType::ApplicationMergePatch,
    ] {
        let body = known.encode(media_type).unwrap();
        assert_eq!(
            Form::decode(media_type, &body).unwrap(),
            known,
            "{media_type}"
        );
    }
    let mut changed = known.clone();
    let patch = br#"[{"op": "replace", "path": "fields/0/minvalue", "value": 9}]"#;
    changed
        .apply(MediaType::ApplicationJsonPatch, patch)
        .unwrap();
    assert!(matches!(&changed.fields[0], FieldInfo::Int(field) if field.min_value == 9));
    changed
        .apply(
            MediaType::ApplicationMergePatch,
            br#"{"First": {"defaultvalue": true}}"#,
        )
        .unwrap();
    assert!(matches!(&changed.first, Some(FieldInfo::Bool(field)) if field.default_value));
    let back = changed
        .diff(&known, MediaType::ApplicationJsonPatch)
        .unwrap();
    for profile in [PatchProfile::NetServer, PatchProfile::Rfc6902] {
        let mut again = known.clone();
        Decoder::new(MediaType::ApplicationJsonPatch)
            .profile(profile)
            .apply(&mut again, &back)
            .unwrap();
        assert_eq!(again, changed);
    }
    let patch = br#"[{"op": "replace", "path": "/Fields/0/Nope", "value": 9}]"#;
    assert_eq!(
        changed
            .apply(MediaType::ApplicationJsonPatch, patch)
            .unwrap_err()
            .status(),
        422
    );
}

#[test]
fn a_member_can_become_another() {
    let mut form = form();
    let patch = br#"{"First": {"FieldType": "Integer", "MinValue": 4}}"#;
    form.apply(MediaType::ApplicationMergePatch, patch).unwrap();
    assert!(matches!(&form.first, Some(FieldInfo::Int(field)) if field.min_value == 4));
}

/// Whether two members of one entity are told apart, and a tag that its author wrote wrongly.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "FieldType", entity = "FieldInfoBase")]
enum Numeric {
    #[netserver(rename = "Integer")]
    Int(FieldInfoInt),
    #[netserver(rename = "Checkbox")]
    Flag(FieldInfoInt),
}

/// What has a string for its tag.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Shape {
    kind: Option<String>,
    size: i32,
}

/// A family by a string.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind")]
enum Figure {
    Circle(Shape),
    #[netserver(rename = "square")]
    Square(Shape),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// Families in each place that a property has.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Board {
    first: Numeric,
    maybe: Option<Figure>,
    list: Vec<Figure>,
    by_name: BTreeMap<String, Numeric>,
}

fn built(tag: CustomFieldType) -> FieldInfoInt {
    let mut field = FieldInfoInt::create_default();
    field.base.field_type = tag;
    field.min_value = 3;
    field
}

fn shape(kind: Option<&str>) -> Shape {
    Shape {
        kind: kind.map(Into::into),
        size: 2,
    }
}

/// A board whose members have a missing or wrong tag, and the same board after it is encoded and
/// decoded.
fn boards() -> [Board; 2] {
    use CustomFieldType::{Checkbox, Integer, Unknown};
    let board = |wrong: bool| {
        let number = |tag| built(if wrong { Unknown } else { tag });
        let kind = |tag| shape(if wrong { Some("Circle") } else { Some(tag) });
        Board {
            first: Numeric::Flag(number(Checkbox)),
            maybe: Some(Figure::Square(kind("square"))),
            list: vec![
                Figure::Circle(shape(if wrong { None } else { Some("Circle") })),
                Figure::Square(kind("square")),
            ],
            by_name: [
                ("a".into(), Numeric::Int(number(Integer))),
                ("b".into(), Numeric::Flag(number(Checkbox))),
            ]
            .into(),
        }
    };
    [board(true), board(false)]
}

#[test]
fn a_member_carries_the_tag_of_its_variant_whatever_it_holds() {
    let [built, read] = boards();
    for &media_type in MediaType::ALL {
        for contract in [Contract::WebApi, Contract::Soap] {
            let encoder = Encoder::new(media_type).contract(contract);
            let body = encoder.encode(&built).unwrap();
            assert_eq!(body, encoder.encode(&read).unwrap(), "{media_type}");
            let back: Board = Decoder::new(media_type).decode(&body).unwrap();
            assert_eq!(back, read, "{media_type} {contract:?}");
        }
        // Nothing is to be changed in one that differs in a tag that is not written.
        if media_type.is_patch() {
            let none = Encoder::new(media_type).diff(&built, &read).unwrap();
            let empty = Encoder::new(media_type).diff(&read, &read).unwrap();
            assert_eq!(none, empty, "{media_type}");
        }
    }
    assert_eq!(
        serde_json::to_value(&built).unwrap()["First"]["FieldType"],
        "Checkbox"
    );
}

#[test]
fn a_member_of_xml_without_its_tag_has_it_from_its_type() {
    let xml = "<FieldInfoBase xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='FieldInfoBool'><DefaultValue>true</DefaultValue></FieldInfoBase>";
    let field = FieldInfo::decode(MediaType::ApplicationXml, xml.as_bytes()).unwrap();
    let FieldInfo::Bool(field) = field else {
        panic!("{field:?}")
    };
    assert_eq!(field.base.field_type, CustomFieldType::Checkbox);
}

#[test]
fn a_patch_of_the_tag_makes_another_member() {
    let [_, mut board] = boards();
    let patch = br#"[{"op":"replace","path":"/First/FieldType","value":"integer"}]"#;
    Decoder::new(MediaType::ApplicationJsonPatch)
        .apply(&mut board, patch)
        .unwrap();
    assert_eq!(board.first, Numeric::Int(built(CustomFieldType::Integer)));
}

#[test]
fn families_are_made_and_written_like_entities() {
    assert_eq!(Numeric::create_default(), Numeric::default());
    let Numeric::Int(field) = Numeric::create_default() else {
        panic!("the first member")
    };
    assert_eq!(field.base.field_type, CustomFieldType::Integer);
    assert_eq!(
        Figure::create_default(),
        Figure::Other(UnknownEntity::default())
    );
}

#[test]
fn a_default_that_is_the_fallback_survives_all_media_types() {
    let default = Figure::default();
    assert_eq!(default, Figure::Other(UnknownEntity::default()));
    for &media_type in MediaType::ALL {
        let body = default
            .encode(media_type)
            .unwrap_or_else(|error| panic!("{media_type}: {error}"));
        let back = Figure::decode(media_type, &body).unwrap();
        assert_eq!(back, default, "{media_type}");
    }
}
