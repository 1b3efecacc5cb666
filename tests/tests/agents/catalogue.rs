//! Compares the entities, enums and operations of seven agents with the vendor's descriptions:
//! names, types and order must be equal, and nothing may be missing.

use std::collections::BTreeSet;

use netserver_tests::agents::registry::{
    ENTITIES, ENUMS, OperationFacts, declared_on_requests, expression, shape, without_request,
};
use netserver_tests::agents::samples::folder;
use netserver_tests::agents::webhook::Webhook12;
use netserver_tests::data::json;
use netserver_tests::report::Report;
use serde_json::Value as Json;
use webhook_model::NetServerEntity;
use webhook_model::entity::{Entity, Property};
use webhook_model::property::Type;

fn list(file: &str) -> Option<Vec<Json>> {
    let folder = folder()?;
    let list = json(&folder.join(file));
    Some(list.as_array().expect("a list").clone())
}

fn text<'j>(value: &'j Json, key: &str) -> &'j str {
    value[key].as_str().unwrap_or_default()
}

#[allow(clippy::needless_pass_by_value)] // Callers build pairs in place.
fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Result<(), String> {
    if found == wanted {
        return Ok(());
    }
    Err(format!("{what} is {found:?}, not {wanted:?}"))
}

/// The entity for a described type.
fn entity_of(described: &Json) -> Result<&'static Entity, String> {
    let name = text(described, "name");
    let expression = match text(described, "kind") {
        "request" => format!("request:{name}"),
        _ => format!("entity:{name}"),
    };
    match shape(&expression).map(|shape| shape.ty) {
        // The model's webhook lacks properties of release 12.
        Some(Type::Entity(_)) if name == "Webhook" => Ok(Webhook12::ENTITY),
        Some(Type::Entity(of)) => Ok(of()),
        Some(Type::Family(of)) => {
            let member = of().members.first().ok_or("no member")?;
            let base = (member.entity)().base_entity.ok_or("no base")?;
            Ok(base())
        }
        other => Err(format!("no entity: {other:?}")),
    }
}

fn properties(of: &Entity, described: &Json, own: usize) -> Result<(), String> {
    let properties = described["properties"].as_array().ok_or("no list")?;
    let names: Vec<_> = properties.iter().map(|one| text(one, "wire")).collect();
    let found: Vec<_> = of.properties.iter().map(Property::name).collect();
    expect(
        "the list of properties",
        &found[..own.min(found.len())],
        &names[..],
    )?;
    for (property, described) in of.properties.iter().zip(properties) {
        let name = property.name();
        let ty = expression(property.ty);
        expect(
            &format!("the type of {name}"),
            ty.as_str(),
            text(described, "type"),
        )?;
        // Properties that may be null in .NET may be null here. The description marks a few lists
        // and texts as not nullable that are missing in the schemas; a response may still contain
        // null for them.
        let nullable = matches!(
            property.ty.required(),
            Type::Text
                | Type::Bytes
                | Type::List(_)
                | Type::Dictionary(..)
                | Type::Entity(_)
                | Type::Family(_)
        );
        expect(
            &format!("that {name} is nullable"),
            property.ty.is_nullable(),
            nullable,
        )?;
        if described["nillable"] == true && !nullable {
            return Err(format!("{name} is never null"));
        }
    }
    Ok(())
}

#[test]
fn all_entities_and_request_bodies_exist() {
    let Some(described) = list("entities.json") else {
        return;
    };
    let mut report = Report::new("entities and request bodies");
    for one in &described {
        let name = text(one, "name");
        if name == "Carrier" {
            report.apart(
                name,
                "the base, which is a field of the entities that have it",
            );
            continue;
        }
        let outcome = entity_of(one).and_then(|of| {
            let carrier = one["base"] == "Carrier";
            expect(
                "the inherited properties",
                of.base,
                if carrier { 2 } else { 0 },
            )?;
            properties(of, one, of.properties.len() - of.base)
        });
        report.outcome(name, outcome);
    }
    report.finish();
}

#[test]
fn the_family_has_its_members_with_their_tags() {
    let Some(described) = list("entities.json") else {
        return;
    };
    let families = described
        .iter()
        .filter(|one| !one["discriminator"].is_null());
    let mut report = Report::new("members of families");
    for one in families {
        let Some(Type::Family(of)) =
            shape(&format!("entity:{}", text(one, "name"))).map(|shape| shape.ty)
        else {
            panic!("no family");
        };
        let family = of();
        assert_eq!(family.tag, text(&one["discriminator"], "property"));
        let members = one["discriminator"]["map"].as_object().expect("a map");
        assert_eq!(family.members.len(), members.len());
        for (tag, entity) in members {
            let found = family.members.iter().find(|member| member.tag == tag);
            let found = found.map(|member| (member.entity)().name);
            report.outcome(tag, expect("the entity", found, entity.as_str()));
        }
    }
    report.finish();
}

#[test]
fn every_entity_is_described() {
    let Some(described) = list("entities.json") else {
        return;
    };
    let family = |one: &Json| {
        let members = one["discriminator"]["map"].as_object();
        let members = members.into_iter().flat_map(|map| map.values());
        members
            .filter_map(Json::as_str)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let mut names: BTreeSet<String> = described.iter().flat_map(family).collect();
    names.extend(described.iter().map(|one| text(one, "name").to_owned()));
    let undescribed: Vec<_> = ENTITIES
        .iter()
        .filter(|name| !names.contains(**name))
        .collect();
    assert!(undescribed.is_empty(), "{undescribed:?}");
}

#[test]
fn enums_have_the_described_names_and_numbers() {
    let Some(described) = list("enums.json") else {
        return;
    };
    let mut report = Report::new("enums");
    for one in &described {
        let name = text(one, "name");
        let outcome = ENUMS
            .iter()
            .find(|of| of.name == name)
            .ok_or_else(|| "no such enum".to_owned())
            .and_then(|of| {
                expect("that it is flags", of.flags, one["flags"] == true)?;
                let variants = one["variants"].as_array().ok_or("no list")?;
                let wanted: Vec<_> = variants
                    .iter()
                    .map(|one| (text(one, "name"), one["value"].as_i64().unwrap_or(i64::MAX)))
                    .collect();
                let found: Vec<_> = of
                    .variants
                    .iter()
                    .map(|variant| (variant.name, i64::from(variant.number)))
                    .collect();
                expect("the list", found, wanted)
            });
        report.outcome(name, outcome);
    }
    report.finish();
    assert_eq!(ENUMS.len(), described.len());
}

/// The body that a described operation accepts or returns, as the name of a Rust type.
fn body(described: &Json, key: &str, found: Type, own_request: bool) -> Result<(), String> {
    let wanted = match described[key].as_str() {
        // A type without properties: the operation takes no body and is declared on an empty one.
        None if own_request => {
            return match found {
                Type::Entity(of) if of().properties.is_empty() => Ok(()),
                other => Err(format!("{key} is {}, not empty", expression(other))),
            };
        }
        None => "object".to_owned(),
        Some("binary") => "byte[]".to_owned(),
        Some("patch-operations|entity:ContactEntity") => "entity:ContactEntity".to_owned(),
        Some(request) if request.starts_with("request:") => {
            format!("entity:{}", text(described, "operation"))
        }
        Some(other) => other.to_owned(),
    };
    expect(key, expression(found), wanted)
}

fn check(facts: &OperationFacts, described: &Json, own_request: bool) -> Result<(), String> {
    expect("the method", facts.method, text(described, "method"))?;
    expect("the path", facts.path, text(described, "path"))?;
    let query = described["query"].as_array().ok_or("no query")?;
    let query: Vec<_> = query.iter().map(|one| text(one, "swagger_name")).collect();
    expect("the query", facts.query, &query)?;
    body(described, "body", facts.request, own_request)?;
    body(described, "response", facts.response, false)
}

#[test]
fn operations_have_the_described_paths_queries_and_bodies() {
    let Some(described) = list("operations.json") else {
        return;
    };
    let mut report = Report::new("operations");
    let (on_requests, others) = (declared_on_requests(), without_request());
    for one in &described {
        let (agent, name) = (text(one, "agent"), text(one, "operation"));
        let is = |facts: &&OperationFacts| facts.agent == agent && facts.name == name;
        let outcome = match (on_requests.iter().find(is), others.iter().find(is)) {
            (Some(facts), None) => check(facts, one, true),
            (None, Some(facts)) => check(facts, one, false),
            (found, _) => Err(format!(
                "declared {} times",
                if found.is_some() { 2 } else { 0 }
            )),
        };
        report.outcome(&format!("{agent}.{name}"), outcome);
    }
    report.finish();
    // The two operations that exist only in samples.
    assert_eq!(on_requests.len() + others.len(), described.len() + 2);
}
