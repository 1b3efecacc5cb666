//! A property's type as data, the same everywhere: the compiler reports the same error once.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Field, Hint};

/// The property of a field's type, still without a name. Reached through a trait, so that a type
/// which is none is an error about it and nothing else.
pub(super) fn property(field: &Field) -> TokenStream {
    let ty = &field.ty;
    match &field.hint {
        None => quote!(<#ty as __p::PropertyType>::PROPERTY),
        Some(Hint { bound, .. }) => quote!(<#ty as #bound>::PROPERTY),
    }
}
