//! Polymorphic families and inherited properties.

mod tags;
mod unknown;

use serde_json::json;
use webhook_model::{
    Carrier, Contract, DateTime, Decoder, Encoder, ErrorKind, MediaType, NetServerEntity,
    NetServerEnum, PatchProfile, UnknownEntity, UnknownVariant,
};

/// The type of a custom field.
#[derive(Debug, Clone, PartialEq, NetServerEnum)]
#[repr(i32)]
enum CustomFieldType {
    Unknown = 0,
    Integer = 1,
    Checkbox = 7,
    #[netserver(other)]
    Other(UnknownVariant),
}

/// The properties of all custom fields.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier)]
struct FieldInfoBase {
    field_type: CustomFieldType,
    field_name: Option<String>,
    rank: i32,
    carrier: Carrier,
}

/// An integer.
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
fn a_base_is_last_in_json_and_first_in_xml() {
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
fn every_format_keeps_all_members_including_unknown_ones() {
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
fn the_tag_may_be_anywhere_in_any_case_or_a_number() {
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

#[test]
fn an_error_inside_a_member_names_its_property() {
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
fn merge_patches_between_unknown_members_remove_missing_properties() {
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
fn patches_use_the_properties_of_the_member() {
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
