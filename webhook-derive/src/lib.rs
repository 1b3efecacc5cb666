//! The derives of `webhook-model`, which re-exports them. Depend on that crate.
//!
//! A derive has three stages. `attributes` and `input` parse the item and do not stop at the first error. `check`
//! creates a model that is valid by construction. `expand` turns it into data about the item and the code that
//! accesses its fields. The formats are in the runtime.

use proc_macro::TokenStream;

use crate::keys::Derive;

mod abi;
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
mod siblings;
mod tokens;

/// Whether entities, families and newtypes implement serde's traits. The unit tests see the whole output.
const IMPLEMENTS_SERDE: bool = cfg!(any(feature = "serde", test));

// The tests of webhook-model run the examples.
#[cfg_attr(not(doctest), doc = include_str!("../guide/entity.md"))]
///
#[doc = include_str!("../reference/entity.md")]
// `serde` is declared, so that its attributes give a helpful error.
#[proc_macro_derive(NetServerEntity, attributes(netserver, serde))]
pub fn derive_entity(item: TokenStream) -> TokenStream {
    expand(item, Derive::Entity)
}

#[cfg_attr(not(doctest), doc = include_str!("../guide/enumeration.md"))]
///
#[doc = include_str!("../reference/enumeration.md")]
// `serde` for the same reason.
#[proc_macro_derive(NetServerEnum, attributes(netserver, serde))]
pub fn derive_enum(item: TokenStream) -> TokenStream {
    expand(item, Derive::Enumeration)
}

/// The keys as items with documentation, for editors.
#[doc(hidden)]
#[proc_macro]
pub fn __keys(_: TokenStream) -> TokenStream {
    ide::items().into()
}

/// Turns a panic into an error that names the item.
fn expand(item: TokenStream, derive: Derive) -> TokenStream {
    let item = proc_macro2::TokenStream::from(item);
    let expanded = std::panic::catch_unwind(|| derive::run(derive, item.clone()));
    expanded
        .unwrap_or_else(|panic| recovery::bug(item, derive, &*panic))
        .into()
}
