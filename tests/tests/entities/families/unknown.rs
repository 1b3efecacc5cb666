//! Unknown members in XML: their names are kept, and the types of the properties of the base.

use std::collections::BTreeMap;

use serde_json::json;
use webhook_model::{
    Associate, Carrier, DateTime, Duration, ETableRight, ErrorKind, Flags, MediaType,
    NetServerEntity, UnknownEntity,
};

use super::{CustomFieldType, FieldInfo};

/// The properties of all steps of a workflow.
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
#[allow(clippy::large_enum_variant)] // A member that is an entity without a box.
enum Step {
    #[netserver(rename = "Integer")]
    Int(StepInt),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// The members of an unknown step in XML, which must be the same after decoding and encoding.
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

/// JSON of another type than the base declares must survive XML.
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
