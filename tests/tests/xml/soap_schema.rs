//! Validates documents in the SOAP contract with the vendor's schemas, using xmllint.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use netserver_tests::any_value::{webhook, xml_text};
use netserver_tests::data::shared;
use netserver_tests::report::Report;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use webhook_model::{
    Associate, Contract, Encoder, ErrorKind, MediaType, NetServerEntity, UserType, Webhook,
};

/// The folder of the schemas, if xmllint is installed.
fn schemas() -> Option<PathBuf> {
    let found = Command::new("xmllint")
        .arg("--version")
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !found {
        assert!(
            std::env::var_os("CI").is_none(),
            "no xmllint; Debian has it in libxml2-utils"
        );
        println!("skipped, no xmllint");
        return None;
    }
    Some(shared()?.join("netserver/xsd"))
}

/// The errors of xmllint for a document; empty if it is valid.
fn against(schema: &Path, document: &[u8]) -> String {
    let mut xmllint = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schema)
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    xmllint.stdin.take().unwrap().write_all(document).unwrap();
    let output = xmllint.wait_with_output().unwrap();
    if output.status.success() {
        return String::new();
    }
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn soap<T: NetServerEntity>(entity: &T) -> Vec<u8> {
    let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
    encoder.encode(entity).unwrap()
}

fn check<T: NetServerEntity>(report: &mut Report, schema: &Path, id: &str, entity: &T) {
    let document = soap(entity);
    let found = against(schema, &document);
    report.check(id, found.is_empty(), || {
        format!("{found}{}", String::from_utf8_lossy(&document))
    });
}

#[test]
fn webhooks_are_valid() {
    let Some(folder) = schemas() else { return };
    let schema = folder.join("Webhook.xsd");
    let mut report = Report::new("SOAP documents of a webhook, by xmllint");
    check(&mut report, &schema, "default", &Webhook::create_default());
    let mut runner = TestRunner::deterministic();
    let strategy = webhook(xml_text().boxed());
    let mut refused = 0;
    for number in 0..80 {
        let hook = strategy.new_tree(&mut runner).unwrap().current();
        let encoder = Encoder::new(MediaType::ApplicationXml).contract(Contract::Soap);
        match encoder.encode(&hook) {
            Ok(_) => check(&mut report, &schema, &format!("any {number}"), &hook),
            // Properties outside the schema are not encoded.
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Unrepresentable, "{error}");
                refused += 1;
            }
        }
    }
    assert!((1..60).contains(&refused), "{refused} refused");
    report.finish();
}

#[test]
fn associates_are_valid() {
    let Some(folder) = schemas() else { return };
    let schema = folder.join("Associate.xsd");
    let mut report = Report::new("SOAP documents of an associate, by xmllint");
    check(
        &mut report,
        &schema,
        "default",
        &Associate::create_default(),
    );
    for (number, r#type) in [
        UserType::Unknown,
        UserType::InternalAssociate,
        UserType::ResourceAssociate,
        UserType::ExternalAssociate,
        UserType::AnonymousAssociate,
        UserType::SystemAssociate,
    ]
    .into_iter()
    .enumerate()
    {
        let associate = Associate {
            r#type,
            rank: i16::MIN,
            name: Some("<&>".to_owned()),
            custom_fields: Some([("x".to_owned(), String::new())].into()),
            ..Associate::create_default()
        };
        check(&mut report, &schema, &format!("type {number}"), &associate);
    }
    report.finish();
}

/// Checks that the schema rejects invalid documents.
#[test]
fn xmllint_rejects_invalid_documents() {
    let Some(folder) = schemas() else { return };
    let schema = folder.join("Webhook.xsd");
    let hook = Webhook::create_default();
    let data_contract = Encoder::new(MediaType::ApplicationXml)
        .encode(&hook)
        .unwrap();
    assert!(
        !against(&schema, &data_contract).is_empty(),
        "another namespace"
    );
    let encoder = Encoder::new(MediaType::ApplicationXml).namespace(Contract::Soap.namespace());
    let by_name = encoder.encode(&hook).unwrap();
    assert!(
        against(&schema, &by_name).contains("This element is not expected"),
        "another order"
    );
}

/// A type of .NET, whose schema has another order than JSON.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
#[netserver(
    entity = "DSAParameters",
    xml_namespace = "http://schemas.datacontract.org/2004/07/System.Security.Cryptography",
    soap_order(counter, g, j, p, q, seed, y)
)]
struct DsaParameters {
    p: Option<Vec<u8>>,
    q: Option<Vec<u8>>,
    g: Option<Vec<u8>>,
    y: Option<Vec<u8>>,
    j: Option<Vec<u8>>,
    seed: Option<Vec<u8>>,
    counter: i32,
}

/// A type that the vendor's services declare in the order of JSON.
#[derive(Debug, Clone, PartialEq, NetServerEntity)]
struct TimeZoneRule {
    #[netserver(rename = "TZOffset")]
    tz_offset: i32,
    start_rule_pattern: Option<String>,
    end_rule_pattern: Option<String>,
    start_day: i32,
    start_month: i32,
    end_day: i32,
    end_month: i32,
}

#[test]
fn members_are_in_the_order_of_the_vendors_schema() {
    let Some(folder) = schemas() else { return };
    let mut report = Report::new("SOAP documents with an order of their own, by xmllint");
    let parameters = DsaParameters {
        y: Some(vec![1, 2]),
        ..DsaParameters::create_default()
    };
    let schema = folder.join("Cryptography.xsd");
    check(&mut report, &schema, "DSAParameters", &parameters);
    let schema = folder.join("Chat.xsd");
    let rule = TimeZoneRule::create_default();
    check(&mut report, &schema, "TimeZoneRule", &rule);
    report.finish();
}
