//! The operations of an agent: those on an entity, and the one whose request an item is.

use proc_macro2::Span;
use syn::LitStr;

use super::property::element_name;
use crate::attributes::Attributes;
use crate::case::camel;
use crate::diagnostics::Diagnostics;
use crate::input::RawEntity;
use crate::keys::{Key, OperationKind, Word, closest};
use crate::model::{Operation, Request};
use crate::names::is_segment;

// #[netserver(operation = "GetNote")] without an agent
pub(super) fn request(
    attributes: &Attributes,
    agent: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> Option<Request> {
    let Some(operation) = attributes.text(Key::Operation) else {
        let orphaned = !attributes.is_meant(Key::Operation);
        if let Some(span) = attributes.span(Key::Response).filter(|_| orphaned) {
            diagnostics.at_span(
                span,
                "a response belongs to an operation; add `operation = \"Name\"`",
            );
        } else if let Some(span) = attributes.span(Key::Entry).filter(|_| orphaned) {
            diagnostics.at_span(
                span,
                "the entries are those of an operation's response; add `operation = \"Name\", response = BTreeMap<String, String>`, or put `entry` on a field",
            );
        } else if let Some(span) = attributes.span(Key::SlowMs).filter(|_| orphaned)
            && !attributes.is_meant(Key::Agent)
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
    if let Some(span) = attributes.span(Key::Operations) {
        diagnostics.at_span(
            span,
            "a request body is not an entity that an agent keeps; remove `operations` or `operation`",
        );
    }
    let Some(agent) = agent else {
        if !attributes.is_meant(Key::Agent) {
            diagnostics.at(
                operation,
                "an operation belongs to an agent; add `agent = \"Name\"`",
            );
        }
        return None;
    };
    Some(Request {
        path: format!("/api/v1/Agents/{agent}/{}", operation.value()),
        response: attributes.ty(Key::Response).cloned(),
        entry: entry(attributes, diagnostics),
        slow_ms: slow_ms(attributes, diagnostics),
    })
}

// #[netserver(agent = "A", operation = "B", slow_ms = 0)]
fn slow_ms(attributes: &Attributes, diagnostics: &mut Diagnostics) -> Option<u32> {
    let number = attributes.number(Key::SlowMs)?;
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
    let entry = attributes.text(Key::Entry)?;
    if !attributes.is_meant(Key::Response) {
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
    let query = attributes.text(Key::Query)?;
    if !is_segment(&query.value()) {
        diagnostics.at(
            query,
            "a query parameter is letters and digits, beginning with a letter; write one such as `query = \"projectId\"`",
        );
    }
    let named = attributes.some(Key::Operations);
    // Wrong operations have been reported.
    let is_unknown = named.is_none() && attributes.is_meant(Key::Operations);
    if !is_unknown && needs_key(&named.unwrap_or_default()).is_none() {
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
    if attributes.is_meant(Key::Operation) {
        return Vec::new();
    }
    let Some(agent) = agent else {
        let orphaned = !attributes.is_meant(Key::Agent);
        if let Some(span) = attributes.span(Key::Operations).filter(|_| orphaned) {
            diagnostics.at_span(
                span,
                "operations belong to an agent; add `agent = \"Name\"`",
            );
        }
        return Vec::new();
    };
    let default = || vec![(OperationKind::CreateDefault, Span::call_site())];
    let named = attributes.some(Key::Operations).unwrap_or_else(default);
    // Only the compiler sees whether a base has a key.
    let has_base = has_field_with(raw, Key::Base);
    if let (Some((kind, span)), false) = (needs_key(&named), has_base || finds_entities(raw)) {
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
            span,
            format!(
                "`{}` finds an entity by its primary key; put `#[netserver(key)]` on {place}, or name the parameter that is another entity's key, such as `query = \"projectId\"`",
                kind.word()
            ),
        );
    }
    let slow_ms = slow_ms(attributes, diagnostics);
    let query = attributes.text(Key::Query);
    let operation = |(kind, _): (OperationKind, Span)| Operation {
        kind,
        constant: kind.constant(),
        path: format!("/api/v1/Agents/{agent}/{}{entity}", kind.variant()),
        query: kind
            .needs_key()
            .then(|| query.map_or_else(|| format!("{}Id", camel(entity)), LitStr::value)),
        slow_ms,
    };
    named.into_iter().map(operation).collect()
}

/// The first operation that finds an entity by its key.
fn needs_key(named: &[(OperationKind, Span)]) -> Option<(OperationKind, Span)> {
    named.iter().copied().find(|(kind, _)| kind.needs_key())
}

fn has_field_with(raw: &RawEntity, key: Key) -> bool {
    raw.fields
        .iter()
        .any(|field| field.attributes.is_meant(key))
}

/// Whether the entity has a key of its own, or a query that may be the key of another entity.
fn finds_entities(raw: &RawEntity) -> bool {
    has_field_with(raw, Key::Primary) || raw.attributes.is_meant(Key::Query)
}

/// The operation that finds an entity by its key, if only the base can have the key.
pub(super) fn needs_inherited_key(raw: &RawEntity) -> Option<Span> {
    let named = raw.attributes.some(Key::Operations)?;
    needs_key(&named)
        .filter(|_| !finds_entities(raw))
        .map(|(_, span)| span)
}
