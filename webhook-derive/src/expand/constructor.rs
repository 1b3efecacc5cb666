//! The default entity.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{GenericArgument, PathArguments, Type};

use super::presets;
use super::property::of;
use crate::model::{Default, Entity, Field, Kind};

/// The function that makes one. It is inline like all functions of the expansion, so that a library has no code
/// for types that nothing uses.
pub(super) fn constructor(entity: &Entity) -> TokenStream {
    let fields = entity.fields.iter().enumerate().map(|(index, field)| {
        let (ident, value) = (&field.ident, value(field, &presets::name(index)));
        quote!(#ident: #value)
    });
    quote!(Self { #(#fields),* })
}

fn value(field: &Field, preset: &Ident) -> TokenStream {
    let (ty, of) = (&field.ty, of(field));
    match (&field.default, &field.kind) {
        (Some(Default::Literal(_)), _) => quote!(#of::preset(&#preset)),
        (Some(Default::Name(name)), _) => named(ty, name),
        (Some(Default::Expression(expression)), _) => expression.clone(),
        (None, Kind::Skipped) => quote!(<#ty as __p::Default>::default()),
        (None, Kind::Carrier) => quote!(<#ty as __p::CarrierField>::without_parts()),
        (None, Kind::Property(_) | Kind::Base(_)) => quote!(#of::blank()),
    }
}

/// A variant, in whatever holds one: `Some(State::Open)` for `Option<State>`.
fn named(ty: &Type, name: &Ident) -> TokenStream {
    match held(ty) {
        None => quote!(<#ty>::#name),
        Some((holder, held)) if holder == "Option" => {
            let inner = named(held, name);
            quote!(__p::Some(#inner))
        }
        Some((_, held)) => {
            let inner = named(held, name);
            quote!(<#ty as __p::From<_>>::from(#inner))
        }
    }
}

/// The type in the angle brackets of one that holds a variant.
fn held(ty: &Type) -> Option<(&Ident, &Type)> {
    let path = match ty {
        Type::Group(group) => return held(&group.elem),
        Type::Paren(inner) => return held(&inner.elem),
        Type::Path(path) => path,
        _ => return None,
    };
    let last = path.path.segments.last()?;
    let holders = ["Option", "Box", "Flags"];
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.first()? {
        GenericArgument::Type(held) if holders.iter().any(|holder| last.ident == holder) => {
            Some((&last.ident, held))
        }
        _ => None,
    }
}
