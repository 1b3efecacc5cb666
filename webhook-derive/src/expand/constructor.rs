//! The default entity.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Default, Entity, Field, Kind};

/// The field `create` of the description.
pub(super) fn constructor(entity: &Entity) -> TokenStream {
    let fields = entity.fields.iter().map(|field| {
        let (ident, value) = (&field.ident, value(field));
        quote!(#ident: #value)
    });
    quote!(create: || Self { #(#fields),* },)
}

fn value(field: &Field) -> TokenStream {
    let ty = &field.ty;
    match (&field.default, &field.kind) {
        (Some(Default::Literal(literal)), _) => {
            quote!(<#ty as __p::FromLiteral<_>>::from_literal(#literal))
        }
        (Some(Default::Variant(variant)), _) => quote!(<#ty>::#variant),
        (Some(Default::Expression(expression)), _) => expression.clone(),
        (None, Kind::Skipped | Kind::Carrier) => quote!(<#ty as __p::Default>::default()),
        (None, Kind::Property(_) | Kind::Base) => quote!(<#ty as __p::PropertyType>::blank()),
    }
}
