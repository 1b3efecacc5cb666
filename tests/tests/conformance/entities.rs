//! Suite 03, entities in XML: null, names, namespaces, items, references.

use netserver_tests::data::{bytes, json, list, shared, suite, text};
use netserver_tests::report::{Report, same};
use netserver_tests::verdict::{Verdict, expectation, value};
use netserver_tests::xml_meaning::{Kind, Node, WEBHOOK, entity};
use serde_json::Value;
use webhook_model::{
    Contract, Decoder, ETableRight, Error, ErrorKind, Flags, MediaType, NetServerEntity, Webhook,
};

/// An entity with the members of the suite's element `A`.
#[derive(Debug, NetServerEntity)]
struct A {
    deleted: bool,
    d: f64,
}

/// An entity with flags.
#[derive(Debug, NetServerEntity)]
struct R {
    mask: Flags<ETableRight>,
}

/// A webhook with nullable items and values.
#[derive(Debug, NetServerEntity)]
#[netserver(entity = "Webhook")]
struct Nullable {
    events: Option<Vec<Option<String>>>,
    headers: Option<std::collections::BTreeMap<String, Option<String>>>,
}

fn xml<T: NetServerEntity>(body: &str) -> Result<T, Error> {
    T::decode(MediaType::TextXml, body.as_bytes())
}

/// The namespaces of an entity's elements.
fn namespaces() -> [&'static str; 2] {
    let arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
    [Contract::WebApi.namespace(), arrays]
}

/// The JSON of an entity, in which `NaN` equals `NaN`.
fn json_of<T: NetServerEntity>(entity: &T) -> Value {
    let written = entity.encode(MediaType::ApplicationJson).unwrap();
    serde_json::from_slice(&written).unwrap()
}

/// Choices of this project that the suite only proposes: every namespace is accepted, even several
/// in one document, and so are numbers of enums.
fn is_decided(node: &Node) -> bool {
    let is_number =
        |member: &Node| member.local == "State" && member.text.trim().parse::<i32>().is_ok();
    node.is_foreign(&namespaces()) || node.children.iter().any(is_number)
}

/// Compares the decoded entity with the meaning of the document, and the result with the
/// expectation.
fn judge<T: NetServerEntity + std::fmt::Debug>(
    body: &str,
    expect: &str,
    members: &[(&str, Kind)],
) -> Result<(), String> {
    let read = xml::<T>(body);
    let node = Node::read(body);
    let wanted = match &node {
        Some(node) => entity::<T>(node, members),
        None => Err(ErrorKind::Syntax),
    };
    match (&read, &wanted) {
        (Ok(read), Ok(wanted)) => same(&json_of(read), &json_of(wanted))?,
        (Err(error), Err(kind)) if error.status() == 400 && error.position().is_some() => {
            let certain = [ErrorKind::Null, ErrorKind::Duplicate, ErrorKind::Range];
            if certain.contains(kind) {
                same(&error.kind(), kind)?;
            }
        }
        _ => return Err(format!("{read:?}, the document says {wanted:?}")),
    }
    let is_right = Verdict::read(expect).allows(read.is_ok());
    if !is_right && !node.as_ref().is_some_and(is_decided) {
        return Err(format!("{read:?}"));
    }
    match (&read, value(expect)) {
        (Ok(read), Some((name, value))) => {
            let only = node.as_ref().and_then(|node| node.children.first());
            let name = name.or_else(|| Some(only?.local.as_str()));
            same(&json_of(read)[name.unwrap_or_default()], &value)
        }
        (Ok(read), None) if expect.contains("all defaults") => {
            same(&json_of(read), &json_of(&T::create_default()))
        }
        _ => Ok(()),
    }
}

/// Judges a case with the entity that its root element names.
fn judge_case(raw: &str, expect: &str) -> Result<(), String> {
    let body = raw.replace("NS", Contract::WebApi.namespace());
    let node = Node::read(&body);
    match node.as_ref().map(|node| node.local.as_str()) {
        Some("A") => judge::<A>(
            &body,
            expect,
            &[("Deleted", Kind::Bool), ("D", Kind::Double)],
        ),
        Some("R") => judge::<R>(&body, expect, &[("Mask", Kind::Flags)]),
        // Items and values of a webhook are not nullable; those of the other entity are.
        _ if node.as_ref().is_some_and(Node::has_null_item) => {
            judge::<Webhook>(&body, "400", WEBHOOK)?;
            judge::<Nullable>(&body, expect, WEBHOOK)
        }
        _ => judge::<Webhook>(&body, expect, WEBHOOK),
    }
}

#[test]
fn attacks() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("entity_xml_attacks.json, the entity's");
    let document = json(&folder.join("entity_xml_attacks.json"));
    let cases = list(&document, "cases");
    for (index, case) in cases.iter().enumerate() {
        let (id, expect) = (text(case, "id"), expectation(cases, index));
        if id.starts_with("dc-") {
            let result = judge_case(text(case, "raw"), expect);
            report.outcome(
                id,
                result.map_err(|why| format!("{why}, expected {expect}")),
            );
        }
    }
    report.finish();
}

/// Cases that are not in the suite: correct expectations pass, wrong ones fail.
#[test]
fn cases_of_other_kinds_are_judged() {
    const I: &str = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";
    let mut report = Report::new("other cases");
    for (members, right, wrong) in [
        ("<Name> a </Name>", "Name = \" a \"", "Name = a"),
        ("<Name/>", "Name = \"\"", "Name = null"),
        (
            "<Name i:nil=\"1\"/>",
            "Name = null (xs:boolean)",
            "Name = \"\"",
        ),
        (
            "<Name>a&#13;b</Name>",
            "Name = \"a\\rb\"",
            "Name = \"a\\nb\"",
        ),
        (
            "<WebhookId> 7 </WebhookId>",
            "7 (white space collapses)",
            "400",
        ),
        (
            "<WebhookId>+7</WebhookId>",
            "WebhookId = 7",
            "WebhookId = -7",
        ),
        ("<WebhookId/>", "400", "0"),
        ("<WebhookId>7</WebhookId>", "pin: 7", "pin: 400"),
        (
            "<WebhookId>1</WebhookId><WebhookId>1</WebhookId>",
            "pin: 400 duplicate",
            "pin: last wins, accept",
        ),
        ("<webhookid>7</webhookid>", "all defaults", "WebhookId = 7"),
        ("<Events/>", "[]", "null"),
        (
            "<Events><Name>a</Name></Events>",
            "pin: accept or ignore",
            "400",
        ),
        (
            "<Headers><e><Key>a</Key><Value>b</Value></e></Headers>",
            "{\"a\":\"b\"}",
            "{\"a\":null}",
        ),
        ("<Headers><e><Key>a</Key></e></Headers>", "400", "accept"),
        (
            "<UpdatedAssociate><Rank>70000</Rank></UpdatedAssociate>",
            "400",
            "accept",
        ),
        ("<State>stopped</State>", "pin: accept in any case", "400"),
        ("text", "400", "all defaults"),
        ("<Zzz><Name>a</Name></Zzz>", "unknown, ignored", "Name = a"),
    ] {
        let raw = format!("<Webhook xmlns=\"NS\" {I}>{members}</Webhook>");
        report.outcome(members, judge_case(&raw, right));
        let passes = judge_case(&raw, wrong).is_ok();
        report.check(members, !passes, || format!("passes as {wrong}"));
    }
    report.finish();
}

/// A document that the reader rejects must not decode to an entity, and the error must have a
/// position.
#[test]
fn malformed_documents_are_not_entities() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("entity_xml_attacks.json, malformed ones as entities");
    let document = json(&folder.join("entity_xml_attacks.json"));
    let cases = list(&document, "cases");
    for (index, case) in cases.iter().enumerate() {
        let id = text(case, "id");
        let is_refused = Verdict::read(expectation(cases, index)).refuses;
        let raw = case["raw"]
            .as_str()
            .filter(|_| is_refused && !id.starts_with("dc-"));
        let Some(raw) = raw else { continue };
        let found = xml::<Webhook>(&raw.replace("NS", Contract::WebApi.namespace()));
        let located = found
            .as_ref()
            .is_err_and(|error| error.status() == 400 && error.position().is_some());
        report.check(id, located, || format!("{found:?}"));
    }
    report.finish();
}

/// The published bodies that are webhooks.
#[test]
fn webhooks_of_the_vendor() {
    let Some(shared) = shared() else { return };
    let folder = shared.join("netserver/xml");
    let index = json(&folder.join("index.json"));
    let mut report = Report::new("NetServer's webhooks in XML");
    for entry in index.as_array().into_iter().flatten() {
        let body = || bytes(&shared.join("netserver").join(text(entry, "file")));
        let decoder = Decoder::new(MediaType::ApplicationXml);
        let count = match text(entry, "type") {
            "Webhook" => decoder.decode::<Webhook>(&body()).map(|_| 1),
            "ArrayOfWebhook" => decoder.decode::<Vec<Webhook>>(&body()).map(|all| all.len()),
            _ => continue,
        };
        report.equal(text(entry, "operation"), &count, &Ok(1));
    }
    report.finish();
}
