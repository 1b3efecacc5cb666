//! A property's type as data, and its field in the hands of the runtime.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

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

/// A call of the runtime that is generic over the field's type. The type stands in it, so that one
/// which is none is the same error at the same place as everywhere, and is reported once.
pub(super) fn call(function: &str, ty: &Type, argument: &TokenStream) -> TokenStream {
    let function = format_ident!("{function}");
    quote!(__p::#function::<#ty>(#argument))
}

/// A local variable of the expansion, which no name of the user's can mean.
pub(super) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
