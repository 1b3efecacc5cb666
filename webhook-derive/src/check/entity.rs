//! The rules of an entity.

use std::collections::HashMap;

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{LitInt, LitStr};

use super::{default, runtime, text_or};
use crate::case::{camel, pascal};
use crate::diagnostics::Diagnostics;
use crate::input::{RawEntity, RawField};
use crate::keys::closest;
use crate::model::{Entity, Field, Kind, Operation, Property, Request};
use crate::names::{is_segment, is_xml_name};

/// The properties of the base carrier, in declared order.
const CARRIER: [&str; 2] = ["TableRight", "FieldProperties"];

/// Checks an entity.
pub(crate) fn entity(raw: RawEntity, diagnostics: &mut Diagnostics) -> Entity {
    let attributes = &raw.attributes;
    let name = text_or(attributes, "entity", || raw.ident.unraw().to_string());
    let agent = attributes.text("agent").map(LitStr::value);
    check_names(&raw, &name, diagnostics);
    let carrier = attributes.span("carrier");
    check_carrier(&raw, carrier, diagnostics);
    let fields: Vec<Field> = raw
        .fields
        .iter()
        .map(|raw| field(raw, carrier.is_some(), diagnostics))
        .collect();
    check_collisions(&raw, &fields, carrier.is_some(), diagnostics);
    check_keys(&raw, diagnostics);
    check_base(&raw, diagnostics);
    let request = request(&raw, agent.as_deref(), diagnostics);
    let operations = operations(&raw, agent.as_deref(), &name, diagnostics);
    let own: Vec<&str> = fields.iter().filter_map(property_name).collect();
    let base: &[&str] = if carrier.is_some() { &CARRIER } else { &[] };
    let all: Vec<&str> = own.iter().chain(base).copied().collect();
    check_count(&raw, all.len(), diagnostics);
    Entity {
        runtime: runtime(attributes),
        by_name: order(&all, 0, |name| {
            name.bytes()
                .map(|byte| u16::from(byte.to_ascii_lowercase()))
                .collect()
        }),
        by_contract: contract_order(&own, base),
        name,
        agent,
        operations,
        request,
        xml_namespace: attributes.text("xml_namespace").map(LitStr::value),
        carrier: carrier.is_some(),
        fields,
        deprecated: raw.deprecated || raw.fields.iter().any(|field| field.deprecated),
        ident: raw.ident,
    }
}

/// Positions in the order of a key, counted from `start`.
fn order(names: &[&str], start: usize, key: impl Fn(&str) -> Vec<u16>) -> Vec<u16> {
    let mut positions: Vec<usize> = (0..names.len()).collect();
    positions.sort_by_cached_key(|position| names.get(*position).map(|name| key(name)));
    positions
        .into_iter()
        .filter_map(|position| u16::try_from(start + position).ok())
        .collect()
}

/// A base's members first, then the own ones, each by ordinal name: .NET compares UTF-16 units.
fn contract_order(own: &[&str], base: &[&str]) -> Vec<u16> {
    let ordinal = |name: &str| name.encode_utf16().collect();
    let mut positions = order(base, own.len(), ordinal);
    positions.extend(order(own, 0, ordinal));
    positions
}

fn property_name(field: &Field) -> Option<&str> {
    match &field.kind {
        Kind::Property(property) => Some(&property.name),
        Kind::Carrier | Kind::Base | Kind::Skipped => None,
    }
}

// #[netserver(agent = "a/b", entity = "1x")]
fn check_names(raw: &RawEntity, name: &str, diagnostics: &mut Diagnostics) {
    if let Some(agent) = raw.attributes.text("agent")
        && !is_segment(&agent.value())
    {
        diagnostics.at(
            agent,
            "an agent's name is a segment of a path: letters and digits, beginning with a letter",
        );
    }
    if !is_segment(name) {
        let span = raw
            .attributes
            .text("entity")
            .map_or(raw.ident.span(), LitStr::span);
        diagnostics.at_span(
            span,
            "an entity's name is an XML element and a segment of a path: letters and digits; write `#[netserver(entity = \"Name\")]`",
        );
    }
}

// #[netserver(carrier)] struct E { id: i32 }
fn check_carrier(raw: &RawEntity, carrier: Option<Span>, diagnostics: &mut Diagnostics) {
    let held = raw.fields.iter().any(|field| is_carrier(&field.ident));
    if let Some(span) = carrier
        && !held
    {
        diagnostics.at_span(
            span,
            "a carrier holds what it inherits in a field; add `pub carrier: Carrier`",
        );
    }
}

fn is_carrier(field: &Ident) -> bool {
    field.unraw() == "carrier"
}

fn field(raw: &RawField, in_carrier: bool, diagnostics: &mut Diagnostics) -> Field {
    let attributes = &raw.attributes;
    let kind = if attributes.span("skip").is_some() {
        check_skip(raw, diagnostics);
        Kind::Skipped
    } else if in_carrier && is_carrier(&raw.ident) {
        Kind::Carrier
    } else if attributes.span("base").is_some() {
        Kind::Base
    } else {
        Kind::Property(property(raw, diagnostics))
    };
    let default = attributes
        .tokens("default")
        .and_then(|tokens| default::default(raw, tokens, diagnostics));
    Field {
        ident: raw.ident.clone(),
        ty: raw.ty.clone(),
        kind,
        default,
    }
}

// #[netserver(skip, rename = "X")]
fn check_skip(raw: &RawField, diagnostics: &mut Diagnostics) {
    for other in [
        "rename",
        "key",
        "date",
        "secret",
        "max_length",
        "entry",
        "base",
        "null_as_default",
        "web_api_only",
    ] {
        if let Some(span) = raw.attributes.span(other) {
            diagnostics.at_span(
                span,
                format!("a skipped field is never on the wire; remove `{other}` or `skip`"),
            );
        }
    }
}

fn property(raw: &RawField, diagnostics: &mut Diagnostics) -> Property {
    let attributes = &raw.attributes;
    // #[netserver(secret, default = "x")]
    if let (Some(_), Some(span)) = (attributes.span("secret"), attributes.span("default")) {
        diagnostics.at_span(
            span,
            "a secret in the source code is none; remove `default`",
        );
    }
    Property {
        name: wire_name(raw, diagnostics),
        key: attributes.span("key").is_some(),
        date: attributes
            .one_of("date")
            .map(|class| format_ident!("{}", pascal(class))),
        secret: attributes.span("secret").is_some(),
        max_length: attributes
            .number("max_length")
            .and_then(|number| max_length(number, diagnostics)),
        entry: attributes
            .text("entry")
            .and_then(|entry| element_name(entry, diagnostics)),
        null_as_default: attributes.span("null_as_default").is_some(),
        web_api_only: attributes.span("web_api_only").is_some(),
    }
}

// #[netserver(max_length = 0)]
fn max_length(number: &LitInt, diagnostics: &mut Diagnostics) -> Option<u32> {
    match number.base10_parse::<u32>() {
        Ok(length) if length > 0 => Some(length),
        _ => {
            diagnostics.at(
                number,
                "`max_length` is a number of characters, from 1 to 4294967295",
            );
            None
        }
    }
}

// #[netserver(rename = "a b")]
fn element_name(text: &LitStr, diagnostics: &mut Diagnostics) -> Option<String> {
    let name = text.value();
    if is_xml_name(&name) {
        return Some(name);
    }
    diagnostics.at(
        text,
        "the name is an element in XML: it begins with a letter or `_`, and goes on with letters, digits, `-`, `.` or `_`",
    );
    None
}

// struct E { __: i32 }
fn wire_name(raw: &RawField, diagnostics: &mut Diagnostics) -> String {
    let given = raw.attributes.text("rename");
    if let Some(text) = given {
        return element_name(text, diagnostics).unwrap_or_else(|| raw.ident.unraw().to_string());
    }
    let name = pascal(&raw.ident.unraw().to_string());
    if !is_xml_name(&name) {
        diagnostics.at(
            &raw.ident,
            "this field's name gives no name for the wire; write `#[netserver(rename = \"Name\")]`",
        );
        return raw.ident.unraw().to_string();
    }
    name
}

// #[netserver(rename = "Name")] a: i32, #[netserver(rename = "name")] b: i32
fn check_collisions(
    raw: &RawEntity,
    fields: &[Field],
    carrier: bool,
    diagnostics: &mut Diagnostics,
) {
    let mut taken: HashMap<String, String> = HashMap::new();
    if carrier {
        for name in CARRIER {
            taken.insert(name.to_ascii_lowercase(), "the base carrier".to_owned());
        }
    }
    for (raw, field) in raw.fields.iter().zip(fields) {
        let Some(name) = property_name(field) else {
            continue;
        };
        let owner = format!("`{}`", raw.ident);
        if let Some(first) = taken.insert(name.to_ascii_lowercase(), owner) {
            let span = raw
                .attributes
                .text("rename")
                .map_or(raw.ident.span(), LitStr::span);
            diagnostics.at_span(
                span,
                format!("the name `{name}` is that of {first} already: names are compared without regard to case; rename one"),
            );
        }
    }
}

// #[netserver(key)] a: i32, #[netserver(key)] b: i32
fn check_keys(raw: &RawEntity, diagnostics: &mut Diagnostics) {
    let keys = raw
        .fields
        .iter()
        .filter_map(|field| field.attributes.span("key"));
    for second in keys.skip(1) {
        diagnostics.at_span(second, "an entity has one primary key; remove this `key`");
    }
}

// #[netserver(base)] a: A, #[netserver(base)] b: B
// #[netserver(carrier)] struct E { #[netserver(base)] base: B, carrier: Carrier }
fn check_base(raw: &RawEntity, diagnostics: &mut Diagnostics) {
    let bases: Vec<Span> = raw
        .fields
        .iter()
        .filter_map(|field| field.attributes.span("base"))
        .collect();
    for second in bases.iter().skip(1) {
        diagnostics.at_span(
            *second,
            "an entity inherits from one other; remove this `base`",
        );
    }
    if let (Some(_), Some(span)) = (bases.first(), raw.attributes.span("carrier")) {
        diagnostics.at_span(
            span,
            "the base is the carrier; put `carrier` on the entity that is inherited from",
        );
    }
}

// #[netserver(operation = "GetNote")] without an agent
fn request(raw: &RawEntity, agent: Option<&str>, diagnostics: &mut Diagnostics) -> Option<Request> {
    let attributes = &raw.attributes;
    let Some(operation) = attributes.text("operation") else {
        if let Some(span) = attributes.span("response") {
            diagnostics.at_span(
                span,
                "a response belongs to an operation; add `operation = \"Name\"`",
            );
        }
        return None;
    };
    if !is_segment(&operation.value()) {
        diagnostics.at(operation, "an operation's name is a segment of a path: letters and digits, beginning with a letter");
    }
    if let Some(span) = attributes.span("operations") {
        diagnostics.at_span(
            span,
            "a request body is no entity that an agent keeps; remove `operations` or `operation`",
        );
    }
    let Some(agent) = agent else {
        diagnostics.at(
            operation,
            "an operation belongs to an agent; add `agent = \"Name\"`",
        );
        return None;
    };
    Some(Request {
        path: format!("/api/v1/Agents/{agent}/{}", operation.value()),
        response: attributes.ty("response").cloned(),
    })
}

// #[netserver(operations(get))] without an agent, or without a key
fn operations(
    raw: &RawEntity,
    agent: Option<&str>,
    entity: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let attributes = &raw.attributes;
    let named = attributes.some("operations");
    if attributes.span("operation").is_some() {
        return Vec::new();
    }
    let Some(agent) = agent else {
        if attributes.span("operations").is_some() {
            let span = attributes
                .span("operations")
                .unwrap_or_else(Span::call_site);
            diagnostics.at_span(
                span,
                "operations belong to an agent; add `agent = \"Name\"`",
            );
        }
        return Vec::new();
    };
    let default = [("create_default", Span::call_site())];
    let named = named.unwrap_or(&default);
    let keyed = raw
        .fields
        .iter()
        .any(|field| field.attributes.span("key").is_some());
    let needs_key = named
        .iter()
        .find(|(name, _)| matches!(*name, "get" | "delete"));
    if let (Some((name, span)), false) = (needs_key, keyed) {
        let hint = raw
            .fields
            .iter()
            .map(|field| field.ident.to_string())
            .find(|field| {
                closest(field, std::iter::once("id")).is_some() || field.ends_with("_id")
            });
        let place = hint.map_or_else(
            || "the field of the primary key".to_owned(),
            |field| format!("`{field}`"),
        );
        diagnostics.at_span(
            *span,
            format!(
                "`{name}` finds an entity by its primary key; put `#[netserver(key)]` on {place}"
            ),
        );
    }
    named
        .iter()
        .map(|(name, _)| operation(name, agent, entity))
        .collect()
}

fn operation(name: &str, agent: &str, entity: &str) -> Operation {
    let verb = pascal(name);
    Operation {
        kind: format_ident!("{verb}"),
        constant: format_ident!("{}_PATH", name.to_uppercase()),
        path: format!("/api/v1/Agents/{agent}/{verb}{entity}"),
        query: matches!(name, "get" | "delete").then(|| format!("{}Id", camel(entity))),
    }
}

fn check_count(raw: &RawEntity, count: usize, diagnostics: &mut Diagnostics) {
    if u16::try_from(count).is_err() {
        diagnostics.at(&raw.ident, "an entity has at most 65535 properties");
    }
}
