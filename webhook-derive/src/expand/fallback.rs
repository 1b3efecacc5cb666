//! What is emitted beside the errors of a broken item: impls that satisfy its users, so that no
//! second error follows. They are never run.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Path, parse_quote};

use super::scoped;
use crate::keys::OPERATIONS;

/// The fallback of an entity.
pub(crate) fn entity(input: &DeriveInput) -> TokenStream {
    if !stands_alone(input) {
        return TokenStream::new();
    }
    let ident = &input.ident;
    let paths = OPERATIONS.iter().map(|name| {
        let constant = quote::format_ident!("{}_PATH", name.to_uppercase());
        quote!(#[allow(missing_docs)] pub const #constant: &'static __p::str = "";)
    });
    let traits = super::traits::entity(ident);
    let body = quote! {
        impl __p::NetServerEntity for #ident {
            const DESCRIPTION: __p::Description<Self> = __p::Description {
                entity: __p::Entity::new::<Self>(""),
                create: || __p::never(),
                read: |_, _, _| {},
                write: |_, _| __p::None,
            };
        }
        #[allow(dead_code, missing_docs)]
        impl #ident {
            #(#paths)*
            pub fn create_default() -> Self { __p::never() }
            pub fn encode(&self, _: __p::MediaType) -> __p::Result<__p::Vec<__p::u8>, __p::Error> { __p::never() }
            pub fn decode(_: __p::MediaType, _: &[__p::u8]) -> __p::Result<Self, __p::Error> { __p::never() }
        }
        #traits
    };
    scoped(&runtime(input), true, &body)
}

/// The fallback of a polymorphic family.
pub(crate) fn family(input: &DeriveInput) -> TokenStream {
    if !stands_alone(input) {
        return TokenStream::new();
    }
    let ident = &input.ident;
    let traits = super::traits::family(ident);
    let body = quote! {
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::Type::Any;
            fn blank() -> Self { __p::never() }
            fn value(&self) -> __p::Value<'_> { __p::Value::Null }
            fn slot(&mut self) -> __p::Slot<'_> { __p::never() }
        }
        #traits
    };
    scoped(&runtime(input), true, &body)
}

/// The fallback of an enum.
pub(crate) fn enumeration(input: &DeriveInput) -> TokenStream {
    if !stands_alone(input) {
        return TokenStream::new();
    }
    let ident = &input.ident;
    let body = quote! {
        impl __p::NetServerEnum for #ident {
            const ENUMERATION: &'static __p::Enumeration =
                &__p::Enumeration { name: "", variants: &[], flags: false };
            fn at(_: __p::usize) -> __p::Option<Self> { __p::None }
            fn index(&self) -> __p::Option<__p::usize> { __p::None }
        }
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::Type::Enum(<Self as __p::NetServerEnum>::ENUMERATION);
            fn blank() -> Self { __p::never() }
            fn value(&self) -> __p::Value<'_> { __p::Value::Null }
            fn slot(&mut self) -> __p::Slot<'_> { __p::Slot::Variant(self) }
        }
        impl __p::Display for #ident {
            fn fmt(&self, _: &mut __p::Formatter<'_>) -> __p::fmt::Result { __p::never() }
        }
        impl __p::FromStr for #ident {
            type Err = __p::ParseEnumError;
            fn from_str(_: &__p::str) -> __p::Result<Self, Self::Err> { __p::never() }
        }
    };
    scoped(&runtime(input), true, &body)
}

/// Whether an impl for the bare name can be written; one for a generic or unsized type could fail
/// in its own way.
fn stands_alone(input: &DeriveInput) -> bool {
    input.generics.params.is_empty()
        && input.generics.where_clause.is_none()
        && !matches!(input.data, Data::Union(_))
}

/// The path to the runtime, if it can be read from a broken item.
fn runtime(input: &DeriveInput) -> Path {
    let mut unread = crate::diagnostics::Diagnostics::new();
    let place = if matches!(input.data, Data::Enum(_)) {
        crate::keys::Place::Enum
    } else {
        crate::keys::Place::Struct
    };
    let attributes = crate::attributes::Attributes::parse(&input.attrs, place, &mut unread);
    // The same errors have been reported with the item.
    drop(unread.finish());
    attributes
        .path("crate")
        .cloned()
        .unwrap_or_else(|| parse_quote!(::webhook_model))
}
