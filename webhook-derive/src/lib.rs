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
mod recovery;

/// Makes a struct a NetServer entity.
#[proc_macro_derive(NetServerEntity, attributes(netserver, serde))]
pub fn derive_entity(item: TokenStream) -> TokenStream {
    expand(item, derive::entity)
}

/// Makes an enum a NetServer enum.
#[proc_macro_derive(NetServerEnum, attributes(netserver))]
pub fn derive_enum(item: TokenStream) -> TokenStream {
    expand(item, derive::enumeration)
}

/// A panic would be shown as one at the derive, without a word about the item.
fn expand(
    item: TokenStream,
    derive: fn(proc_macro2::TokenStream) -> proc_macro2::TokenStream,
) -> TokenStream {
    let item = proc_macro2::TokenStream::from(item);
    let expanded = std::panic::catch_unwind(|| derive(item.clone()));
    expanded.unwrap_or_else(|_| recovery::bug(item)).into()
}
