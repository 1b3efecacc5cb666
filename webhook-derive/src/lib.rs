//! The derives behind `webhook-model`, which re-exports them; depend on that crate alone.
//!
//! A derive goes through three stages: [`attributes`] and [`input`] read the item and never stop
//! at the first error, [`check`] makes a model that is valid by construction, [`expand`] turns it
//! into data about the item and the smallest code that reaches its fields. Formats live in the
//! runtime, once.

use proc_macro::TokenStream;

mod attributes;
mod case;
mod check;
mod derive;
mod diagnostics;
mod expand;
mod input;
mod keys;
mod model;
mod names;

/// Makes a struct a NetServer entity.
#[proc_macro_derive(NetServerEntity, attributes(netserver))]
pub fn derive_entity(item: TokenStream) -> TokenStream {
    derive::entity(item.into()).into()
}

/// Makes an enum a NetServer enum.
#[proc_macro_derive(NetServerEnum, attributes(netserver))]
pub fn derive_enum(item: TokenStream) -> TokenStream {
    derive::enumeration(item.into()).into()
}
