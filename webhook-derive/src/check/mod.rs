//! Raw to checked: every rule across attributes, each headed by the snippet that it refuses.

mod default;
mod entity;
mod enumeration;
mod family;

pub(crate) use entity::entity;
pub(crate) use enumeration::enumeration;
pub(crate) use family::family;

use syn::{LitStr, Path, parse_quote};

use crate::attributes::Attributes;

/// The path to the runtime.
fn runtime(attributes: &Attributes) -> Path {
    attributes
        .path("crate")
        .cloned()
        .unwrap_or_else(|| parse_quote!(::webhook_model))
}

/// The text of a key, or what stands in for it.
fn text_or(attributes: &Attributes, key: &str, otherwise: impl FnOnce() -> String) -> String {
    attributes.text(key).map_or_else(otherwise, LitStr::value)
}
