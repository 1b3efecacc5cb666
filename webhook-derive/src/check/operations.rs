//! What an agent does with an entity, or by it.

use proc_macro2::Span;
use quote::format_ident;
use syn::LitStr;

use super::property::element_name;
use crate::attributes::Attributes;
use crate::case::{camel, pascal};
use crate::diagnostics::Diagnostics;
use crate::input::RawEntity;
use crate::keys::closest;
use crate::model::{Operation, Request};
use crate::names::is_segment;

// #[netserver(operation = "GetNote")] without an agent
pub(super) fn request(
    attributes: &Attributes,
    agent: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Request> {
    let Some(operation) = attributes.text("operation") else {
        let orphaned = !attributes.is_meant("operation");
        if let Some(span) = attributes.span("response").filter(|_| orphaned) {
            diagnostics.at_span(
                span,
                "a response belongs to an operation; add `operation = \"Name\"`",
            );
        } else if let Some(span) = attributes.span("entry").filter(|_| orphaned) {
            diagnostics.at_span(
                span,
                "the entries are those of an operation's response; add `operation = \"Name\", response = BTreeMap<String, String>`, or put `entry` on a field",
            );
        } else if let Some(span) = attributes.span("slow_ms").filter(|_| orphaned)
            && !attributes.is_meant("agent")
        {
            diagnostics.at_span(
                span,
                "the time is that of an agent's operations; add `agent = \"Name\"`",
            );
        }
        return None;
    };
    if !is_segment(&operation.value()) {
        diagnostics.at(operation, "an operation's name is a part of a path; write letters and digits, beginning with a letter, such as `operation = \"GetNote\"`");
    }
    if let Some(span) = attributes.span("operations") {
        diagnostics.at_span(
            span,
            "a request body is not an entity that an agent keeps; remove `operations` or `operation`",
        );
    }
    let Some(agent) = agent else {
        if !attributes.is_meant("agent") {
            diagnostics.at(
                operation,
                "an operation belongs to an agent; add `agent = \"Name\"`",
            );
        }
        return None;
    };
    Some(Request {
        path: format!("/api/v1/Agents/{agent}/{}", operation.value()),
        response: attributes.ty("response").cloned(),
        entry: entry(attributes, diagnostics),
        slow_ms: slow_ms(attributes, diagnostics),
    })
}

// #[netserver(agent = "A", operation = "B", slow_ms = 0)]
fn slow_ms(attributes: &Attributes, diagnostics: &mut Diagnostics) -> Option<u32> {
    let number = attributes.number("slow_ms")?;
    match number.base10_parse::<u32>() {
        Ok(time) if time > 0 => Some(time),
        _ => {
            diagnostics.at(
                number,
                "`slow_ms` is a number of milliseconds, from 1 to 4294967295",
            );
            None
        }
    }
}

// #[netserver(agent = "A", operation = "B", entry = "C")]
// #[netserver(agent = "A", operation = "B", response = D, entry = "C D")]
fn entry(attributes: &Attributes, diagnostics: &mut Diagnostics) -> Option<String> {
    let entry = attributes.text("entry")?;
    if !attributes.is_meant("response") {
        diagnostics.at(
            entry,
            "the entries are those of a response; add `response = BTreeMap<String, String>`",
        );
    }
    element_name(entry, diagnostics)
}

// #[netserver(query = "project id")]
// #[netserver(query = "projectId", operations(save))]
pub(super) fn query(attributes: &Attributes, diagnostics: &mut Diagnostics) -> Option<String> {
    let query = attributes.text("query")?;
    if !is_segment(&query.value()) {
        diagnostics.at(
            query,
            "a query parameter is letters and digits, beginning with a letter; write one such as `query = \"projectId\"`",
        );
    }
    let named = attributes.some("operations");
    // Operations that could not be read are reported already.
    let is_unknown = named.is_none() && attributes.is_meant("operations");
    if !is_unknown && named.and_then(needs_key).is_none() {
        diagnostics.at(
            query,
            "`query` is the parameter of the operations `get` and `delete`; add one of them, such as `operations(get)`, or remove `query`",
        );
    }
    Some(query.value())
}

// #[netserver(operations(get))] without an agent, or without a key
pub(super) fn operations(
    raw: &RawEntity,
    agent: Option<&str>,
    entity: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Operation> {
    let attributes = &raw.attributes;
    let named = attributes.some("operations");
    if attributes.is_meant("operation") {
        return Vec::new();
    }
    let Some(agent) = agent else {
        let orphaned = !attributes.is_meant("agent");
        if let Some(span) = attributes.span("operations").filter(|_| orphaned) {
            diagnostics.at_span(
                span,
                "operations belong to an agent; add `agent = \"Name\"`",
            );
        }
        return Vec::new();
    };
    let default = [("create_default", Span::call_site())];
    let named = named.unwrap_or(&default);
    // The key may be among what is inherited, which the compiler sees.
    let keyed = raw
        .fields
        .iter()
        .any(|field| field.attributes.is_meant("key") || field.attributes.is_meant("base"));
    // With a query of its own the operation may find the entity by another's key.
    let needs_key = needs_key(named).filter(|_| !keyed && !attributes.is_meant("query"));
    if let Some((name, span)) = needs_key {
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
                "`{name}` finds an entity by its primary key; put `#[netserver(key)]` on {place}, or name the parameter that is another entity's key, such as `query = \"projectId\"`"
            ),
        );
    }
    let slow_ms = slow_ms(attributes, diagnostics);
    let operation = |name| Operation {
        slow_ms,
        ..operation(name, agent, entity, attributes.text("query"))
    };
    named.iter().map(|(name, _)| operation(name)).collect()
}

/// The operation that finds an entity by its key.
fn needs_key<'n>(named: &'n [(&'static str, Span)]) -> Option<&'n (&'static str, Span)> {
    named
        .iter()
        .find(|(name, _)| matches!(*name, "get" | "delete"))
}

/// That operation, where only the base can have the key.
pub(super) fn needs_inherited_key(raw: &RawEntity) -> Option<Span> {
    let keyed = raw
        .fields
        .iter()
        .any(|field| field.attributes.is_meant("key"))
        || raw.attributes.is_meant("query");
    let named = raw.attributes.some("operations")?;
    needs_key(named).filter(|_| !keyed).map(|(_, span)| *span)
}

fn operation(name: &str, agent: &str, entity: &str, query: Option<&LitStr>) -> Operation {
    let verb = pascal(name);
    Operation {
        kind: format_ident!("{verb}"),
        constant: format_ident!("{}_PATH", name.to_uppercase()),
        path: format!("/api/v1/Agents/{agent}/{verb}{entity}"),
        query: matches!(name, "get" | "delete")
            .then(|| query.map_or_else(|| format!("{}Id", camel(entity)), LitStr::value)),
        slow_ms: None,
    }
}
