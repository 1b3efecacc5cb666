//! The rules of an entity.

use proc_macro2::{Ident, Span};
use syn::LitStr;
use syn::ext::IdentExt;

use super::field_type::Position;
use super::operations::{needs_inherited_key, operations, query, request};
use super::soap_order::soap_order;
use super::types::without_self;
use super::{call_site, collisions, property, runtime, text_or};
use crate::attributes::Attributes;
use crate::diagnostics::Diagnostics;
use crate::input::RawEntity;
use crate::keys::Key;
use crate::model::{Entity, Field};
use crate::names::is_segment;

/// The properties of the base carrier, in declared order.
const CARRIER: [&str; 2] = ["TableRight", "FieldProperties"];

/// Checks an entity.
pub(crate) fn entity(raw: RawEntity, diagnostics: &mut Diagnostics) -> Entity {
    let attributes = &raw.attributes;
    let name = text_or(attributes, Key::Entity, || raw.ident.unraw().to_string());
    let agent = attributes.text(Key::Agent).map(LitStr::value);
    check_agent(attributes, diagnostics);
    check_wire_name(attributes.text(Key::Entity), &raw.ident, &name, diagnostics);
    let carrier = attributes.span(Key::Carrier);
    check_carrier(&raw, carrier, diagnostics);
    let ident = call_site(&raw.ident);
    let fields: Vec<Field> = raw
        .fields
        .iter()
        .enumerate()
        .map(|(index, field)| {
            let context = property::Context {
                generic: raw.generic,
                position: if index + 1 == raw.fields.len() {
                    Position::Last
                } else {
                    Position::Other
                },
                inherits: carrier.is_some() && is_carrier(&field.ident),
                case: attributes.one_of(Key::RenameAll),
            };
            let field = property::field(field, context, diagnostics);
            if field.is_plain {
                return field;
            }
            Field {
                ty: without_self(&field.ty, &ident),
                ..field
            }
        })
        .collect();
    let inherited: &[&str] = if carrier.is_some() { &CARRIER } else { &[] };
    let aliases = collisions::check(&raw, &fields, inherited, diagnostics);
    check_keys(&raw, diagnostics);
    check_base(&raw, diagnostics);
    let request = request(attributes, agent.as_deref(), diagnostics);
    let query = query(attributes, diagnostics);
    let operations = operations(&raw, agent.as_deref(), &name, diagnostics);
    let own = fields.iter().filter_map(Field::property);
    let own: Vec<&str> = own.map(|property| property.name.as_str()).collect();
    let all: Vec<&str> = own.iter().chain(inherited).copied().collect();
    check_count(&raw, all.len(), diagnostics);
    let soap_order = soap_order(&raw, &fields, diagnostics);
    Entity {
        runtime: runtime(attributes),
        by_name: order(&all, 0, |name| {
            name.bytes()
                .map(|byte| u16::from(byte.to_ascii_lowercase()))
                .collect()
        }),
        soap_order,
        by_contract: contract_order(&own, inherited),
        aliases,
        name,
        agent,
        needs_inherited_key: needs_inherited_key(&raw),
        operations,
        query,
        request,
        xml_namespace: attributes.text(Key::XmlNamespace).map(LitStr::value),
        soap_name: soap_name(attributes, diagnostics),
        carrier: carrier.is_some(),
        fields,
        allowed: raw.allowed,
        ident,
    }
}

/// Positions in the order of a key, counted from `start`.
fn order(names: &[&str], start: usize, key: fn(&str) -> Vec<u16>) -> Vec<u16> {
    let mut positions: Vec<usize> = (0..names.len()).collect();
    positions.sort_by_cached_key(|position| names.get(*position).map(|name| key(name)));
    positions
        .into_iter()
        .filter_map(|position| u16::try_from(start + position).ok())
        .collect()
}

/// The members of the base before the own ones, both in the order of .NET's ordinal comparison, which compares
/// UTF-16 code units.
fn contract_order(own: &[&str], base: &[&str]) -> Vec<u16> {
    let ordinal: fn(&str) -> Vec<u16> = |name| name.encode_utf16().collect();
    let mut positions = order(base, own.len(), ordinal);
    positions.extend(order(own, 0, ordinal));
    positions
}

// #[netserver(agent = "a/b")]
pub(super) fn check_agent(attributes: &Attributes, diagnostics: &mut Diagnostics) {
    if let Some(agent) = attributes.text(Key::Agent)
        && !is_segment(&agent.value())
    {
        diagnostics.at(
            agent,
            "an agent's name is a part of a path; write letters and digits, beginning with a letter, such as `agent = \"Contact\"`",
        );
    }
}

// #[netserver(soap_name = "1x")]
fn soap_name(attributes: &Attributes, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = attributes.text(Key::SoapName)?;
    let name = text.value();
    if !is_segment(&name) {
        diagnostics.at(text, "an entity's name is an XML element; write letters and digits, beginning with a letter, such as `soap_name = \"Task\"`");
    }
    Some(name)
}

/// The name of an entity or a family.
// #[netserver(entity = "1x")]
pub(super) fn check_wire_name(
    given: Option<&LitStr>,
    ident: &Ident,
    name: &str,
    diagnostics: &mut Diagnostics,
) {
    if is_segment(name) {
        return;
    }
    match given {
        Some(text) => diagnostics.at(text, "an entity's name is an XML element and a part of a path; write letters and digits, beginning with a letter, such as `entity = \"ContactEntity\"`"),
        None => diagnostics.at(ident, "an entity's name is an XML element and a part of a path, of letters and digits; add `#[netserver(entity = \"Name\")]`"),
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
            "what the entity inherits is held in a field; add `carrier: webhook_model::Carrier`",
        );
    }
}

fn is_carrier(field: &Ident) -> bool {
    field.unraw() == "carrier"
}

// #[netserver(key)] a: i32, #[netserver(key)] b: i32
fn check_keys(raw: &RawEntity, diagnostics: &mut Diagnostics) {
    let keys = raw
        .fields
        .iter()
        .filter_map(|field| field.attributes.span(Key::Primary));
    for second in keys.skip(1) {
        diagnostics.at_span(
            second,
            "an entity has one primary key, and this is the second; remove this `key`",
        );
    }
}

// #[netserver(base)] a: A, #[netserver(base)] b: B
// #[netserver(carrier)] struct E { #[netserver(base)] base: B, carrier: Carrier }
fn check_base(raw: &RawEntity, diagnostics: &mut Diagnostics) {
    let bases: Vec<Span> = raw
        .fields
        .iter()
        .filter_map(|field| field.attributes.span(Key::Base))
        .collect();
    for second in bases.iter().skip(1) {
        diagnostics.at_span(
            *second,
            "an entity inherits from one other; remove this `base`",
        );
    }
    if let (Some(_), Some(span)) = (bases.first(), raw.attributes.span(Key::Carrier)) {
        diagnostics.at_span(
            span,
            "the base is the carrier; put `carrier` on the entity that is inherited from",
        );
    }
}

fn check_count(raw: &RawEntity, count: usize, diagnostics: &mut Diagnostics) {
    if u16::try_from(count).is_err() {
        diagnostics.at(&raw.ident, "an entity has at most 65535 properties");
    }
}
