//! The order of the fields in the SOAP contract.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::diagnostics::Diagnostics;
use crate::input::RawEntity;
use crate::keys::{closest, listed};
use crate::model::{Field, Kind};

/// The positions of the own properties in the order that `soap_order` says; empty without it.
pub(super) fn soap_order(
    raw: &RawEntity,
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) -> Vec<u16> {
    let Some(named) = raw.attributes.fields("soap_order") else {
        return Vec::new();
    };
    let is_property = |field: &&Field| matches!(field.kind, Kind::Property(_));
    let properties: Vec<&Field> = fields.iter().filter(is_property).collect();
    let mut order: Vec<usize> = Vec::with_capacity(properties.len());
    let mut has_unknown = false;
    for name in named {
        match properties.iter().position(|field| same(&field.ident, name)) {
            None => {
                has_unknown = true;
                diagnostics.at(name, stranger(name, &properties));
            }
            // #[netserver(soap_order(a, a))]
            Some(position) if order.contains(&position) => {
                diagnostics.at(name, format!("duplicate field `{name}`; remove one"));
            }
            Some(position) => order.push(position),
        }
    }
    let left_out = (0..properties.len()).filter(|position| !order.contains(position));
    let left_out: Vec<usize> = left_out.collect();
    let missing = left_out
        .iter()
        .filter_map(|position| properties.get(*position));
    let missing: Vec<String> = missing
        .filter(|field| !is_web_api_only(field))
        .map(|field| field.ident.to_string())
        .collect();
    // #[netserver(soap_order(a))] struct E { a: i32, b: i32 }
    let complete = missing.is_empty() || has_unknown;
    if let (Some(span), false) = (raw.attributes.span("soap_order"), complete) {
        let missing = listed(missing.iter().map(String::as_str));
        diagnostics.at_span(
            span,
            format!("`soap_order` is the order of all fields; add {missing}"),
        );
    }
    order.extend(left_out);
    if order.is_sorted() {
        return Vec::new();
    }
    let positions = order.into_iter().map(u16::try_from);
    positions.filter_map(Result::ok).collect()
}

// #[netserver(soap_order(nmae))] struct E { name: String }
fn stranger(name: &Ident, properties: &[&Field]) -> String {
    let names: Vec<String> = properties
        .iter()
        .map(|field| field.ident.unraw().to_string())
        .collect();
    let names = names.iter().map(String::as_str);
    match closest(&name.unraw().to_string(), names) {
        Some(meant) => format!("`{name}` is not a property; did you mean `{meant}`?"),
        None => format!("`{name}` is not a property; write the names of fields"),
    }
}

fn same(left: &Ident, right: &Ident) -> bool {
    left.unraw() == right.unraw()
}

fn is_web_api_only(field: &Field) -> bool {
    match &field.kind {
        Kind::Property(property) => property.words.iter().any(|word| word == "web_api_only"),
        Kind::Base(_) | Kind::Carrier | Kind::Skipped => false,
    }
}
