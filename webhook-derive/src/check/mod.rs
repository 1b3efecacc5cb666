//! Turns a parsed item into the checked model. The comment above a rule shows an item that it refuses.

mod collisions;
mod default;
mod entity;
mod enumeration;
mod expression;
mod family;
mod field_type;
mod hint;
mod newtype;
mod operations;
mod property;
mod soap_order;
mod spelled;
mod types;

pub(crate) use entity::entity;
pub(crate) use enumeration::enumeration;
pub(crate) use family::family;
pub(crate) use newtype::newtype;
pub(crate) use types::{is_plain, is_unsized};

use proc_macro2::{Ident, Span};
use syn::{LitStr, Path, parse_quote};

use crate::attributes::Attributes;
use crate::keys::Key;

/// The path to the runtime.
pub(crate) fn runtime(attributes: &Attributes) -> Path {
    attributes
        .path(Key::Crate)
        .cloned()
        .unwrap_or_else(|| parse_quote!(::webhook_model))
}

/// An item's name with the derive's own hygiene. With the author's, the name of a deprecated item would be a use
/// of it.
pub(crate) fn call_site(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(Span::call_site().located_at(ident.span()));
    ident
}

/// The text of a key, or its default.
fn text_or(attributes: &Attributes, key: Key, otherwise: impl FnOnce() -> String) -> String {
    attributes.text(key).map_or_else(otherwise, LitStr::value)
}
