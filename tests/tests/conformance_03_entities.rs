//! Suite 03, what XML says about an entity: null, names, namespaces, items, references.

use netserver_tests::data::{bytes, json, list, shared, suite, text};
use netserver_tests::report::Report;
use serde_json::{Value, json};
use webhook_model::{
    Contract, Decoder, ETableRight, Error, ErrorKind, Flags, MediaType, NetServerEntity, Webhook,
};

/// An entity with the members that the suite puts into one called `A`.
#[derive(Debug, PartialEq, NetServerEntity)]
struct A {
    deleted: bool,
    d: f64,
}

/// One with flags.
#[derive(Debug, PartialEq, NetServerEntity)]
struct R {
    mask: Flags<ETableRight>,
}

/// A webhook whose items and values may be null.
#[derive(Debug, PartialEq, NetServerEntity)]
#[netserver(entity = "Webhook")]
struct Nullable {
    events: Option<Vec<Option<String>>>,
    headers: Option<std::collections::BTreeMap<String, Option<String>>>,
}

fn xml<T: NetServerEntity>(body: &str) -> Result<T, Error> {
    T::decode(MediaType::TextXml, body.as_bytes())
}

/// The name that a case expects, where it expects one.
fn expected_name(expect: &str) -> Option<Value> {
    let name = expect.split_once("Name = ")?.1;
    if name.starts_with('"') {
        return serde_json::Deserializer::from_str(name)
            .into_iter()
            .next()?
            .ok();
    }
    let name = name.split(": ").next().unwrap_or(name);
    Some(if name == "null" {
        Value::Null
    } else {
        name.into()
    })
}

/// The status that answers a body, read as the entity that its root names.
fn status(body: &str) -> u16 {
    let read = if body.starts_with("<A ") {
        xml::<A>(body).map(drop)
    } else if body.starts_with("<R ") {
        xml::<R>(body).map(drop)
    } else {
        xml::<Webhook>(body).map(drop)
    };
    read.map_or_else(|error| error.status(), |()| 200)
}

/// Whether the answer is the one that the case wants; where it leaves a choice, what is chosen.
fn right(id: &str, expect: &str, body: &str) -> (bool, String) {
    let read = xml::<Webhook>(body);
    let shown = format!("{read:?}");
    let is = |check: fn(&Webhook) -> bool| read.as_ref().is_ok_and(check);
    let kind = read.as_ref().map(|_| ()).map_err(Error::kind);
    let right = match id {
        "dc-selfclose" | "dc-xml-base" | "dc-stylesheet" => {
            is(|hook| *hook == Webhook::create_default())
        }
        "dc-nil-int" => kind == Err(ErrorKind::Null),
        "dc-int-overflow" => kind == Err(ErrorKind::Range),
        "dc-charref" => is(|hook| hook.name.as_deref() == Some("\u{1F600}\u{E5}")),
        "dc-predef" => is(|hook| hook.name.as_deref() == Some("<>&'\"")),
        "dc-unknown" | "dc-unknown-attr" => is(|hook| hook.name.as_deref() == Some("a")),
        // Any order is read.
        "dc-order" => {
            is(|hook| hook.name.as_deref() == Some("a") && hook.target_url.as_deref() == Some("u"))
        }
        "dc-dup" => kind == Err(ErrorKind::Duplicate),
        "dc-case" => is(|hook| hook.name.is_none()),
        // Any namespace is read, also within one document.
        "dc-wrong-ns" | "dc-child-ns" => is(|hook| hook.name.as_deref() == Some("a")),
        // A type never chooses what is read.
        "dc-type-attack" => is(|hook| hook.name.as_deref() == Some("a")),
        "dc-id-ref" => kind == Err(ErrorKind::Type),
        "dc-bool-1" => xml::<A>(body).is_ok_and(|a| a.deleted),
        "dc-float-inf" => xml::<A>(body).is_ok_and(|a| a.d == f64::INFINITY),
        "dc-float-nan" => xml::<A>(body).is_ok_and(|a| {
            let json = a.encode(MediaType::ApplicationJson).unwrap();
            a.d.is_nan() && json == br#"{"Deleted":false,"D":"NaN"}"#
        }),
        "dc-date" => is(|hook| hook.registered.to_string() == "2021-04-14T03:24:48.5966823+02:00"),
        "dc-date-ws" => is(|hook| hook.registered.to_string() == "2021-04-14T03:24:48Z"),
        // Numbers of enums are read in every format.
        "dc-enum-num" => is(|hook| hook.state == webhook_model::WebhookState::Stopped),
        "dc-flags" => xml::<R>(body).is_ok_and(|right| right.mask.bits() == 3),
        "dc-events" => is(|hook| hook.events.as_deref() == Some(&["a".to_owned(), "b".to_owned()])),
        // Where the namespace is not the one of arrays, the items are read all the same.
        "dc-events-wrong-ns" => is(|hook| hook.events.as_deref() == Some(&["a".to_owned()])),
        // The events of a webhook are never null; an entity that says they may be gets them.
        "dc-events-nil-item" => {
            let nullable = xml::<Nullable>(body);
            kind == Err(ErrorKind::Null) && nullable.is_ok_and(|it| it.events == Some(vec![None]))
        }
        "dc-dict-nil-value" => {
            let headers = xml::<Nullable>(body).ok().and_then(|it| it.headers);
            kind == Err(ErrorKind::Null) && json!(headers) == json!({"a": null})
        }
        _ if expect.starts_with("400") => status(body) == 400,
        _ if expect.starts_with("refuse") || expect.starts_with("error") => status(body) != 200,
        _ => match expected_name(expect) {
            Some(name) => read.as_ref().is_ok_and(|hook| json!(hook.name) == name),
            None => expect.contains("pin") || status(body) == 200,
        },
    };
    (right, shown)
}

#[test]
fn attacks() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("entity_xml_attacks.json, the entity's");
    let cases = json(&folder.join("entity_xml_attacks.json"));
    for case in list(&cases, "cases") {
        let (id, expect) = (text(case, "id"), text(case, "expect"));
        if !id.starts_with("dc-") {
            continue;
        }
        let body = text(case, "raw").replace("NS", Contract::WebApi.namespace());
        let (right, found) = right(id, expect, &body);
        report.check(id, right, || format!("{found}, wanted {expect}"));
    }
    report.finish();
}

/// What is malformed for the reader is no entity either, and the error says where.
#[test]
fn what_the_reader_refuses_is_no_entity() {
    let Some(folder) = suite("03-xml") else {
        return;
    };
    let mut report = Report::new("entity_xml_attacks.json, malformed ones as entities");
    let cases = json(&folder.join("entity_xml_attacks.json"));
    for case in list(&cases, "cases") {
        let id = text(case, "id");
        let Some(raw) = case["raw"].as_str().filter(|_| !id.starts_with("dc-")) else {
            continue;
        };
        let found = xml::<Webhook>(&raw.replace("NS", Contract::WebApi.namespace()));
        let located = found
            .as_ref()
            .is_err_and(|error| error.status() == 400 && error.position().is_some());
        report.check(id, located, || format!("{found:?}"));
    }
    report.finish();
}

/// The vendor's bodies that are webhooks.
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
