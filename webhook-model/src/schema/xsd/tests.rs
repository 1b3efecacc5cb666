use std::collections::BTreeMap;

use super::*;
use crate::{Duration, NetServerEntity, NetServerEnum};

#[derive(NetServerEntity)]
#[netserver(xml_namespace = "http://example.com/a&b/arrays/")]
struct Nested {
    matrix: Vec<Vec<i32>>,
    lengths: Vec<Duration>,
    by_day: BTreeMap<i32, Vec<Nested>>,
    #[netserver(entry = "WeightKeyValuePair")]
    weights: BTreeMap<String, f64>,
}

#[derive(NetServerEntity)]
struct Plain {
    b: i32,
    a: Option<String>,
    size: Size,
}

#[derive(Clone, Copy, NetServerEnum)]
enum Size {
    Small = 0,
    Large = 5,
}

fn text_of(entity: &'static Entity, contract: Contract) -> String {
    xsd(&[entity], contract, None).remove(0).text
}

#[test]
fn file_names_are_given_once() {
    let files = xsd(&[Nested::ENTITY, Plain::ENTITY], Contract::Soap, None);
    let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "arrays2.xsd",
            "Services88.xsd",
            "Arrays.xsd",
            "Serialization.xsd"
        ]
    );
    assert!(
        files[0]
            .text
            .contains("xmlns:tns=\"http://example.com/a&amp;b/arrays/\"")
    );
    assert_eq!(files[0].namespace, "http://example.com/a&b/arrays/");
}

#[test]
fn nested_lists_and_entries_have_types() {
    let files = xsd(&[Nested::ENTITY], Contract::Soap, None);
    for part in [
        r#"name="Matrix" type="a:ArrayOfArrayOfint""#,
        r#"name="Lengths" type="a:ArrayOfduration""#,
        r#"name="Weights" type="tns:WeightDictionary""#,
        r#"<xs:element minOccurs="0" maxOccurs="unbounded" name="WeightKeyValuePair">"#,
        r#"<xs:element name="Value" nillable="true" type="tns:ArrayOfNested"/>"#,
    ] {
        assert!(files[0].text.contains(part), "{part}\n{}", files[0].text);
    }
    for part in [
        r#"name="ArrayOfint" nillable="true" type="tns:ArrayOfint""#,
        r#"maxOccurs="unbounded" name="duration" type="ser:duration""#,
        r#"schemaLocation="Serialization.xsd""#,
    ] {
        assert!(files[1].text.contains(part), "{part}\n{}", files[1].text);
    }
}

#[test]
fn members_are_in_the_contracts_order() {
    let soap = text_of(Plain::ENTITY, Contract::Soap);
    let web = text_of(Plain::ENTITY, Contract::WebApi);
    let before = |text: &str| text.find(r#"name="B""#) < text.find(r#"name="A""#);
    assert!(before(&soap) && !before(&web));
    // Nothing refers to arrays or durations.
    assert_eq!(xsd(&[Plain::ENTITY], Contract::Soap, None).len(), 1);
}

#[test]
fn numbers_are_written_if_they_differ_from_the_position() {
    let text = text_of(Plain::ENTITY, Contract::Soap);
    assert!(text.contains(r#"<xs:enumeration value="Small"/>"#));
    assert!(text.contains(">5</EnumerationValue>"), "{text}");
}

#[derive(NetServerEntity)]
struct Ruled {
    #[netserver(required, max_length = 9, format = event_name)]
    name: Option<String>,
    #[netserver(range = 0.5..)]
    part: f64,
    #[netserver(required, range = 1..=5)]
    ranks: Vec<i32>,
}

#[test]
fn rules_are_facets_where_documents_need_not_follow_the_vendors_schema() {
    let web = text_of(Ruled::ENTITY, Contract::WebApi);
    let lines: Vec<&str> = web.lines().map(str::trim).collect();
    let web = lines.concat();
    for part in [
        concat!(
            r#"<xs:element name="Name" nillable="true"><xs:simpleType><xs:restriction base="xs:string">"#,
            r#"<xs:maxLength value="9"/>"#,
            r#"<xs:pattern value="[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)*"/>"#,
            "</xs:restriction></xs:simpleType></xs:element>"
        ),
        r#"<xs:restriction base="xs:double"><xs:minInclusive value="0.5"/></xs:restriction>"#,
        r#"<xs:element name="Ranks" type="a:ArrayOfint"/>"#,
    ] {
        assert!(web.contains(part), "{part}\n{web}");
    }
    let soap = text_of(Ruled::ENTITY, Contract::Soap);
    assert!(!soap.contains("xs:maxLength") && !soap.contains("xs:minInclusive"));
    assert!(
        soap.contains(
            r#"<xs:element minOccurs="0" name="Name" nillable="true" type="xs:string"/>"#
        )
    );
}

#[test]
fn without_entities_no_files_are_needed() {
    assert_eq!(xsd(&[], Contract::Soap, None), []);
}
