//! The derives behind `webhook-model`, which re-exports them; depend on that crate alone.
//!
//! A derive goes through three stages: `attributes` and `input` read the item and never stop
//! at the first error, `check` makes a model that is valid by construction, `expand` turns it
//! into data about the item and the smallest code that reaches its fields. Formats live in the
//! runtime, once.

use proc_macro::TokenStream;

mod attributes;
mod case;
mod check;
mod derive;
mod diagnostics;
mod expand;
mod ide;
mod input;
mod keys;
mod model;
mod names;
#[cfg(test)]
mod random_tokens;
mod recovery;

/// Makes a struct a NetServer entity: its default values, its paths and six media types; an enum
/// of entities a polymorphic family; a tuple struct of one property type a newtype, which is that
/// type on the wire.
///
/// Keys are written in `#[netserver(..)]`, separated by commas.
///
#[doc = include_str!("../reference/entity.md")]
// `serde` is claimed so that its attributes are refused with a reason.
#[proc_macro_derive(NetServerEntity, attributes(netserver, serde))]
pub fn derive_entity(item: TokenStream) -> TokenStream {
    expand(item, derive::entity, false)
}

/// Makes an enum a NetServer enum: names or numbers on the wire, one at a time or as flags.
///
/// Keys stand in `#[netserver(..)]`, separated by commas.
///
#[doc = include_str!("../reference/enumeration.md")]
#[proc_macro_derive(NetServerEnum, attributes(netserver))]
pub fn derive_enum(item: TokenStream) -> TokenStream {
    expand(item, derive::enumeration, true)
}

/// The keys as documented items, for editors.
#[doc(hidden)]
#[proc_macro]
pub fn __keys(_: TokenStream) -> TokenStream {
    ide::items().into()
}

/// A panic would be shown as one at the derive, without a word about the item.
fn expand(
    item: TokenStream,
    derive: fn(proc_macro2::TokenStream) -> proc_macro2::TokenStream,
    is_enumeration: bool,
) -> TokenStream {
    let item = proc_macro2::TokenStream::from(item);
    let expanded = std::panic::catch_unwind(|| derive(item.clone()));
    expanded
        .unwrap_or_else(|panic| recovery::bug(item, is_enumeration, &*panic))
        .into()
}
