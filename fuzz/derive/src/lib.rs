//! The sources of webhook-derive, built as an ordinary library: a proc-macro crate can export only
//! macros.

#[path = "../../../webhook-derive/src/abi.rs"]
mod abi;
#[path = "../../../webhook-derive/src/attributes/mod.rs"]
mod attributes;
#[path = "../../../webhook-derive/src/case.rs"]
mod case;
#[path = "../../../webhook-derive/src/check/mod.rs"]
mod check;
#[path = "../../../webhook-derive/src/derive.rs"]
mod derive;
#[path = "../../../webhook-derive/src/diagnostics.rs"]
mod diagnostics;
#[path = "../../../webhook-derive/src/expand/mod.rs"]
mod expand;
#[allow(dead_code, reason = "half of it is only for editors")]
#[path = "../../../webhook-derive/src/ide.rs"]
mod ide;
#[path = "../../../webhook-derive/src/input.rs"]
mod input;
#[allow(dead_code, reason = "the other half of what is for editors")]
#[path = "../../../webhook-derive/src/keys/mod.rs"]
mod keys;
#[path = "../../../webhook-derive/src/model.rs"]
mod model;
#[path = "../../../webhook-derive/src/names.rs"]
mod names;
#[allow(dead_code, reason = "it is called by the entry points")]
#[path = "../../../webhook-derive/src/recovery.rs"]
mod recovery;

#[allow(dead_code, reason = "it is called by the entry points")]
#[path = "../../../webhook-derive/src/siblings.rs"]
mod siblings;
#[path = "../../../webhook-derive/src/tokens.rs"]
mod tokens;

extern crate proc_macro;

use proc_macro2::TokenStream;

/// The derive of `NetServerEntity`.
#[must_use]
pub fn entity(item: TokenStream) -> TokenStream {
    derive::run(keys::Derive::Entity, item)
}

/// The derive of `NetServerEnum`.
#[must_use]
pub fn enumeration(item: TokenStream) -> TokenStream {
    derive::run(keys::Derive::Enumeration, item)
}
