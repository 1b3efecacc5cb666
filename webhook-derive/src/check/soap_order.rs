//! The order of the fields in the SOAP contract.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::diagnostics::Diagnostics;
use crate::input::RawEntity;
use crate::keys::{Key, closest, listed};
use crate::model::{Field, Property};

/// The positions of the own properties in the order of `soap_order`; empty if it is the declared one.
pub(super) fn soap_order(
    raw: &RawEntity,
    fields: &[Field],
    diagnostics: &mut Diagnostics,
) -> Vec<u16> {
    let attributes = &raw.attributes;
    let (Some(named), Some(span)) = (
        attributes.fields(Key::SoapOrder),
        attributes.span(Key::SoapOrder),
    ) else {
        return Vec::new();
    };
    let properties: Vec<(&Ident, &Property)> = fields
        .iter()
        .filter_map(|field| Some((&field.ident, field.property()?)))
        .collect();
    let mut order: Vec<usize> = Vec::with_capacity(properties.len());
    let mut has_unknown = false;
    for name in named {
        let mut idents = properties.iter().map(|(ident, _)| ident.unraw());
        match idents.position(|ident| ident == name.unraw()) {
            None => {
                has_unknown = true;
                diagnostics.at(name, unknown(name, &properties));
            }
            // #[netserver(soap_order(a, a))]
            Some(position) if order.contains(&position) => {
                diagnostics.at(name, format!("duplicate field `{name}`; remove one"));
            }
            Some(position) => order.push(position),
        }
    }
    let mut missing = Vec::new();
    for (position, (ident, property)) in properties.iter().enumerate() {
        if !order.contains(&position) {
            order.push(position);
            if !property.words.contains(&Key::WebApiOnly) {
                missing.push(ident.to_string());
            }
        }
    }
    // #[netserver(soap_order(a))] struct E { a: i32, b: i32 }
    if !missing.is_empty() && !has_unknown {
        let missing = listed(missing.iter().map(String::as_str));
        diagnostics.at_span(
            span,
            format!("`soap_order` is the order of all fields; add {missing}"),
        );
    }
    if order.is_sorted() {
        return Vec::new();
    }
    let positions = order.into_iter().map(u16::try_from);
    positions.filter_map(Result::ok).collect()
}

// #[netserver(soap_order(nmae))] struct E { name: String }
fn unknown(name: &Ident, properties: &[(&Ident, &Property)]) -> String {
    let names: Vec<String> = properties
        .iter()
        .map(|(ident, _)| ident.unraw().to_string())
        .collect();
    let names = names.iter().map(String::as_str);
    match closest(&name.unraw().to_string(), names) {
        Some(meant) => format!("`{name}` is not a property; did you mean `{meant}`?"),
        None => format!("`{name}` is not a property; write the names of fields"),
    }
}
