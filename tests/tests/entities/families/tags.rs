//! The tag of a member is that of its variant, in every place that a property has.

use std::collections::BTreeMap;

use webhook_model::{Contract, Decoder, Encoder, MediaType, NetServerEntity, UnknownEntity};

use super::{CustomFieldType, FieldInfo, FieldInfoInt};

/// A family with two members of one entity type.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "FieldType", entity = "FieldInfoBase")]
enum Numeric {
    #[netserver(rename = "Integer")]
    Int(FieldInfoInt),
    #[netserver(rename = "Checkbox")]
    Flag(FieldInfoInt),
}

/// An entity whose tag is a string.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Shape {
    kind: Option<String>,
    size: i32,
}

/// A family with a string as its tag.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(tag = "Kind")]
enum Figure {
    Circle(Shape),
    #[netserver(rename = "square")]
    Square(Shape),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// Families at every position in an entity.
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
fn the_tag_is_that_of_the_variant() {
    let [built, read] = boards();
    for &media_type in MediaType::ALL {
        for contract in [Contract::WebApi, Contract::Soap] {
            let encoder = Encoder::new(media_type).contract(contract);
            let body = encoder.encode(&built).unwrap();
            assert_eq!(body, encoder.encode(&read).unwrap(), "{media_type}");
            let back: Board = Decoder::new(media_type).decode(&body).unwrap();
            assert_eq!(back, read, "{media_type} {contract:?}");
        }
        // A difference in an ignored tag is not a change.
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
fn xml_members_without_a_tag_are_identified_by_type() {
    let xml = "<FieldInfoBase xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='FieldInfoBool'><DefaultValue>true</DefaultValue></FieldInfoBase>";
    let field = FieldInfo::decode(MediaType::ApplicationXml, xml.as_bytes()).unwrap();
    let FieldInfo::Bool(field) = field else {
        panic!("{field:?}")
    };
    assert_eq!(field.base.field_type, CustomFieldType::Checkbox);
}

#[test]
fn patching_the_tag_changes_the_member() {
    let [_, mut board] = boards();
    let patch = br#"[{"op":"replace","path":"/First/FieldType","value":"integer"}]"#;
    Decoder::new(MediaType::ApplicationJsonPatch)
        .apply(&mut board, patch)
        .unwrap();
    assert_eq!(board.first, Numeric::Int(built(CustomFieldType::Integer)));
}

#[test]
fn families_are_created_and_encoded_like_entities() {
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
fn fallback_defaults_survive_all_media_types() {
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
