//! Differences between the SOAP contract and JSON.

use std::collections::BTreeMap;

use webhook_model::operation::Operation;
use webhook_model::property::PropertyType;
use webhook_model::schema::xsd;
use webhook_model::{
    Carrier, Contract, Decoder, Encoder, ErrorKind, Flags, MediaType, NetServerEntity,
    NetServerEnum, UnknownEntity,
};

/// A base with another order of members in the contract.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier, soap_order(start_date, pattern))]
struct Recurrence {
    pattern: i32,
    start_date: Option<String>,
    #[netserver(web_api_only)]
    newer: bool,
    carrier: Carrier,
}

/// An entity with a base and its own order.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(soap_order(third, r#type, second))]
struct Weekly {
    second: i32,
    r#type: Option<String>,
    #[netserver(base)]
    base: Recurrence,
    third: i32,
}

fn weekly() -> Weekly {
    let mut weekly = Weekly::create_default();
    (weekly.second, weekly.third, weekly.base.pattern) = (2, 3, 1);
    weekly
}

fn written<T: PropertyType>(contract: Contract, entity: &T) -> String {
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
    String::from_utf8(encoder.encode(entity).unwrap()).unwrap()
}

/// The names of the elements in a text, in order.
fn elements(text: &str, open: &str) -> Vec<String> {
    let names = text.split(open).skip(1);
    let name = |text: &str| {
        text.split(['"', ' ', '>', '/'])
            .next()
            .unwrap_or("")
            .to_owned()
    };
    names.map(name).filter(|name| !name.is_empty()).collect()
}

#[test]
fn members_have_the_order_of_the_contract_or_of_json() {
    let names = |contract| elements(&written(contract, &weekly()), "<");
    assert_eq!(
        names(Contract::Soap),
        [
            "Weekly",
            "TableRight",
            "FieldProperties",
            "StartDate",
            "Pattern",
            "Third",
            "Type",
            "Second"
        ]
    );
    assert_eq!(
        names(Contract::WebApi),
        [
            "Weekly",
            "FieldProperties",
            "TableRight",
            "Newer",
            "Pattern",
            "StartDate",
            "Second",
            "Third",
            "Type"
        ]
    );
    let json = weekly().encode(MediaType::ApplicationJson).unwrap();
    let json = String::from_utf8(json).unwrap();
    assert!(json.starts_with(r#"{"Second":2,"Type":null,"Third":3,"Pattern":1,"StartDate""#));
    for contract in [Contract::Soap, Contract::WebApi] {
        let xml = written(contract, &weekly());
        let back: Weekly = Decoder::new(MediaType::TextXml)
            .decode(xml.as_bytes())
            .unwrap();
        assert_eq!(back, weekly());
    }
}

#[test]
fn the_schema_has_the_order_of_the_documents() {
    let schema = &xsd(&[Weekly::ENTITY], Contract::Soap, None)[0].text;
    let of = |name: &str| {
        let start = schema
            .find(&format!("<xs:complexType name=\"{name}\""))
            .unwrap();
        let rest = &schema[start..];
        let end = rest.find("</xs:complexType>").unwrap();
        let elements = rest[..end].split("<xs:element ").skip(1);
        let name = |text: &str| {
            let (_, name) = text.split_once("name=\"").unwrap();
            name.split('"').next().unwrap().to_owned()
        };
        elements.map(name).collect::<Vec<_>>()
    };
    assert_eq!(of("Weekly"), ["Third", "Type", "Second"]);
    assert_eq!(of("Recurrence"), ["StartDate", "Pattern"]);
}

/// A state with a variant that is not in the contract.
#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
#[repr(i32)]
enum State {
    Active = 0,
    #[netserver(web_api_only, alias = "Waiting")]
    Paused = 1,
}

/// Flags with a flag that is not in the contract.
#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
#[netserver(flags)]
#[repr(i32)]
enum Via {
    Email = 1,
    #[netserver(web_api_only)]
    InApp = 2,
}

/// Contains both.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Job {
    state: State,
    via: Flags<Via>,
}

#[test]
fn a_variant_of_newer_servers_is_not_in_the_soap_contract() {
    for (state, via, wrong) in [
        (State::Active, Flags::from(Via::Email), None),
        (State::Paused, Flags::from(Via::Email), Some("/State")),
        (
            State::Active,
            Flags::from([Via::Email, Via::InApp]),
            Some("/Via"),
        ),
    ] {
        let job = Job { state, via };
        let soap = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
        let error = soap.encode(&job).err();
        assert_eq!(error.as_ref().map(webhook_model::Error::pointer), wrong);
        assert!(error.is_none_or(|error| error.kind() == ErrorKind::Unrepresentable));
        for &media_type in MediaType::ALL {
            let body = job.encode(media_type).unwrap();
            assert_eq!(Job::decode(media_type, &body).unwrap(), job, "{media_type}");
        }
    }
    let values = |contract| elements(&xsd(&[Job::ENTITY], contract, None)[0].text, "value=\"");
    assert_eq!(values(Contract::Soap), ["Active", "Email"]);
    assert_eq!(
        values(Contract::WebApi),
        ["Active", "Paused", "Waiting", "Email", "InApp"]
    );
}

/// A task, which has another name in the SOAP services.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "SoTask", soap_name = "Task")]
struct SoTask {
    id: i32,
}

/// Refers to the entity at every position where its name is written.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct Plan {
    first: SoTask,
    all: Vec<SoTask>,
    by_name: BTreeMap<String, SoTask>,
    steps: Vec<Step>,
}

/// A family whose members and base have other names in the contract.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "SoStep", tag = "Kind")]
enum Step {
    Task(StepTask),
    #[netserver(other)]
    Other(UnknownEntity),
}

/// The base of the family.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "SoStep", soap_name = "Step")]
struct SoStep {
    kind: String,
}

/// A member of the family.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(entity = "SoStepTask", soap_name = "StepTask")]
struct StepTask {
    minutes: i32,
    #[netserver(base)]
    base: SoStep,
}

fn plan() -> Plan {
    let task = SoTask { id: 1 };
    let mut step = StepTask::create_default();
    step.base.kind.push_str("Task");
    Plan {
        first: task.clone(),
        all: vec![task.clone()],
        by_name: BTreeMap::from([("k".to_owned(), task)]),
        steps: vec![Step::Task(step)],
    }
}

#[test]
fn an_entity_can_have_another_name_in_the_soap_contract() {
    let in_both = |written: &dyn Fn(Contract) -> String, wanted: [&[&str]; 2]| {
        for (contract, wanted) in [Contract::WebApi, Contract::Soap].into_iter().zip(wanted) {
            let xml = written(contract);
            for name in wanted {
                assert!(xml.contains(name), "{contract:?}: no {name} in {xml}");
            }
        }
    };
    in_both(
        &|contract| written(contract, &plan()),
        [
            &[
                "<SoTask><Id>",
                "<SoTaskKeyValuePair>",
                "<SoStep i:type=\"SoStepTask\">",
            ],
            &[
                "<Task><Id>",
                "<TaskKeyValuePair>",
                "<Step i:type=\"StepTask\">",
            ],
        ],
    );
    in_both(
        &|contract| written(contract, &plan().first),
        [&["<SoTask "], &["<Task "]],
    );
    in_both(
        &|contract| written(contract, &plan().all),
        [
            &["<ArrayOfSoTask ", "<SoTask>"],
            &["<ArrayOfTask ", "<Task>"],
        ],
    );
    in_both(
        &|contract| xsd(&[Plan::ENTITY], contract, None)[0].text.clone(),
        [
            &[
                "name=\"SoTask\"",
                "\"tns:ArrayOfSoTask\"",
                "base=\"tns:SoStep\"",
                "name=\"SoTaskDictionary\"",
            ],
            &[
                "name=\"Task\"",
                "\"tns:ArrayOfTask\"",
                "base=\"tns:Step\"",
                "name=\"TaskDictionary\"",
            ],
        ],
    );
}

#[test]
fn both_names_of_an_entity_are_read() {
    fn read_back<T: PropertyType + PartialEq + std::fmt::Debug>(value: &T) {
        let decoder = Decoder::new(MediaType::ApplicationXml);
        for contract in [Contract::WebApi, Contract::Soap] {
            let body = written(contract, value);
            assert_eq!(
                decoder.decode::<T>(body.as_bytes()).as_ref(),
                Ok(value),
                "{body}"
            );
        }
    }
    read_back(&plan());
    read_back(&plan().first);
    read_back(&plan().all);
    read_back(&plan().steps);
    let error = SoTask::decode(MediaType::ApplicationXml, b"<Chore/>").unwrap_err();
    assert_eq!(error.message(), "expected the root `SoTask`, found `Chore`");
    // A base by itself has no `i:type` in either contract.
    let base = b"<Step xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:type=\"Step\"><Kind>New</Kind></Step>";
    let Step::Other(base) = Step::decode(MediaType::ApplicationXml, base).unwrap() else {
        panic!("not a known member");
    };
    assert_eq!(base.type_name, None);
}

/// Returns a dictionary with named entries.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(agent = "Report", operation = "GetHeaders", response = BTreeMap<String, String>, entry = "HeaderKeyValuePair")]
struct GetHeaders {}

#[test]
fn the_entries_of_a_response_can_be_named() {
    assert_eq!(GetHeaders::ENTRY, Some("HeaderKeyValuePair"));
    let encoder = Encoder::new(MediaType::ApplicationXml).entry("HeaderKeyValuePair");
    let response = BTreeMap::from([("k".to_owned(), "v".to_owned())]);
    let body = String::from_utf8(encoder.encode(&response).unwrap()).unwrap();
    let entry = "<HeaderKeyValuePair><Key>k</Key><Value>v</Value></HeaderKeyValuePair>";
    assert!(body.contains(entry), "{body}");
    let back: BTreeMap<String, String> = Decoder::new(MediaType::ApplicationXml)
        .decode(body.as_bytes())
        .unwrap();
    assert_eq!(back, response);
    // Nested dictionaries have their own names.
    let inside = encoder.encode(&vec![response]).unwrap();
    let inside = String::from_utf8(inside).unwrap();
    assert!(inside.contains("<StringKeyValuePair>"), "{inside}");
}
