//! A property's type as data, the same everywhere: the compiler reports the same error once.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use crate::check::is_plain;
use crate::model::{Field, Hint};

/// The property of a field's type, still without a name. Reached through a trait, so that a type
/// which is none is an error about it and nothing else.
pub(super) fn property(field: &Field) -> TokenStream {
    property_of(&field.ty, field.hint.as_ref())
}

/// The same of a type with its hint.
pub(super) fn property_of(ty: &Type, hint: Option<&Hint>) -> TokenStream {
    match hint {
        None => quote!(<#ty as __P>::NEW),
        Some(Hint { bound, .. }) => quote!(<#ty as #bound>::NEW),
    }
}

/// The trait of a field's type, for a function whose argument or result is the field. The type
/// itself is named only where the compiler may find that it is none, which it then says once, at
/// the type: elsewhere the field tells it.
pub(super) fn of(field: &Field) -> TokenStream {
    trait_of(&field.ty, field.hint.as_ref())
}

/// The same of a type with its hint.
pub(super) fn trait_of(ty: &Type, hint: Option<&Hint>) -> TokenStream {
    match hint {
        Some(Hint { bound, .. }) => quote!(<#ty as #bound>),
        None if is_plain(ty) => quote!(__P),
        None => quote!(<#ty as __P>),
    }
}
