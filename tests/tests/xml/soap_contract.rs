//! Where the contract of the SOAP services differs from JSON.

use webhook_model::schema::xsd;
use webhook_model::{
    Carrier, Contract, Decoder, Encoder, ErrorKind, Flags, MediaType, NetServerEntity,
    NetServerEnum,
};

/// A base whose members the contract has in another order.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(carrier, soap_order(start_date, pattern))]
struct Recurrence {
    pattern: i32,
    start_date: Option<String>,
    #[netserver(web_api_only)]
    newer: bool,
    carrier: Carrier,
}

/// Inherits, with an order of its own.
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

fn written<T: NetServerEntity>(contract: Contract, entity: &T) -> String {
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(contract);
    String::from_utf8(encoder.encode(entity).unwrap()).unwrap()
}

/// The names of a text's elements, in order.
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
fn members_are_in_the_order_of_the_contract_and_of_json() {
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

/// A state, of which the contract lacks one.
#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
#[repr(i32)]
enum State {
    Active = 0,
    #[netserver(web_api_only, alias = "Waiting")]
    Paused = 1,
}

/// Flags, of which the contract lacks one.
#[derive(Debug, Clone, Copy, PartialEq, NetServerEnum)]
#[netserver(flags)]
#[repr(i32)]
enum Via {
    Email = 1,
    #[netserver(web_api_only)]
    InApp = 2,
}

/// Holds both.
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
        for media_type in MediaType::ALL {
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
