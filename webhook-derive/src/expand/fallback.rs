//! The output beside the errors of a broken item: impls for its users, so that no other errors follow. They are
//! never run.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Path, Type, parse_quote};

use super::enumeration::{Shape, shared_impls};
use super::generic::{can_be_written, generalise, is_generic};
use super::{checks, presets, scoped};
use crate::attributes::Attributes;
use crate::check::{call_site, is_unsized, runtime};
use crate::diagnostics::Diagnostics;
use crate::input::derives_default;
use crate::keys::{Derive, Key, OperationKind, Place, Word};
use crate::model::{Entity, Family, Newtype, Request};
use crate::siblings::Siblings;
use crate::tokens::mentions;

/// The fallback of an entity. If it could be parsed, the compiler also checks it, so that all mistakes are
/// reported at once.
pub(crate) fn entity(
    input: &DeriveInput,
    known: Option<&Entity>,
    siblings: &Siblings,
) -> TokenStream {
    if !stands_alone(input) {
        return TokenStream::new();
    }
    let attributes = parsed(&input.attrs, Place::Struct);
    let checks = known.map(|known| {
        let (types, presets, checks) = (
            checks::types(known),
            presets::presets(known),
            checks::checks(known),
        );
        quote!(#types #presets #checks)
    });
    let ident = call_site(&input.ident);
    let body = entity_body(&ident, attributes.ty(Key::Response), siblings);
    let body = generalise(body, &ident, &input.generics);
    block(&runtime(&attributes), &quote!(#body #checks))
}

/// The fallback of an item of which only the name could be parsed.
pub(crate) fn unread(ident: &Ident, derive: Derive) -> TokenStream {
    let ident = call_site(ident);
    let body = match derive {
        Derive::Entity => entity_body(&ident, None, &Siblings::default()),
        Derive::Enumeration => {
            let shared = shared_impls(&ident, Shape::default());
            let body = enumeration_body(&ident);
            quote!(#body #shared)
        }
    };
    block(&parse_quote!(::webhook_model), &body)
}

fn entity_body(ident: &Ident, response: Option<&Type>, siblings: &Siblings) -> TokenStream {
    let paths = OperationKind::ALL.iter().map(|kind| {
        let constant = kind.constant();
        (
            quote!(#[doc = ""] pub const #constant: &'static __p::str = "";),
            quote! {
                impl __p::Serves<__p::operation::#kind> for #ident {
                    const PATH: &'static __p::str = "";
                    const QUERY: &'static [&'static __p::str] = &[];
                }
            },
        )
    });
    let (paths, serves): (Vec<_>, Vec<_>) = paths.unzip();
    let response = response.map_or_else(|| quote!(()), |response| quote!(#response));
    let alias = super::alias();
    let traits = super::traits::entity(
        ident,
        Some(&quote!(__p::BROKEN)),
        &quote!(__p::never()),
        siblings,
    );
    quote! {
        #alias
        impl __p::NetServerEntity for #ident {
            const ENTITY: &'static __p::Entity = &__p::Entity::new::<Self>("", &[], &[]);
            fn lent<'a>(&'a self, _: __p::usize, _: __p::Out<'a, '_>) {}
            fn derive_only(&mut self, _: __p::usize) -> __p::Place<'_> { __p::None }
        }
        #(#serves)*
        impl __p::Operation for #ident {
            const PATH: &'static __p::str = "";
            type Request = Self;
            type Response = #response;
        }
        #[automatically_derived]
        impl #ident {
            #(#paths)*
            #[doc = ""]
            pub fn create_default() -> Self { __p::never() }
            #[doc = ""]
            pub fn encode(&self, _: __p::MediaType) -> __p::Result<__p::Vec<__p::u8>, __p::Error> { __p::never() }
            #[doc = ""]
            pub fn decode(_: __p::MediaType, _: &[__p::u8]) -> __p::Result<Self, __p::Error> { __p::never() }
        }
        #traits
    }
}

/// The fallback of a newtype: its own impls if its type is known, or else those of an entity.
pub(crate) fn newtype(
    input: &DeriveInput,
    known: Option<&Newtype>,
    siblings: &Siblings,
) -> TokenStream {
    if !stands_alone(input) {
        return TokenStream::new();
    }
    let attributes = parsed(&input.attrs, Place::Newtype);
    let ident = call_site(&input.ident);
    let known = known.filter(|known| !known.refused);
    let response = attributes.ty(Key::Response);
    let body = match known {
        None => entity_body(&ident, response, siblings),
        Some(known) => {
            let request = Request {
                path: String::new(),
                response: response.cloned(),
                entry: None,
                slow_ms: None,
            };
            super::newtype::newtype(known, Some(&request), siblings)
        }
    };
    let body = generalise(body, &ident, &input.generics);
    block(&runtime(&attributes), &body)
}

/// The fallback of a polymorphic family.
pub(crate) fn family(
    input: &DeriveInput,
    known: Option<&Family>,
    siblings: &Siblings,
) -> TokenStream {
    if !stands_alone(input) {
        return TokenStream::new();
    }
    let ident = call_site(&input.ident);
    let traits = super::traits::of_property(&ident, siblings);
    let conversions = known.map(|known| {
        let conversions = super::family::converted(known).map(|(_, member)| {
            let ty = &member.ty;
            quote! {
                impl __p::From<#ty> for #ident {
                    fn from(_: #ty) -> Self { __p::never() }
                }
            }
        });
        let checks = checks::family(known);
        quote!(#(#conversions)* #checks)
    });
    let body = quote! {
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::BROKEN;
            fn blank() -> Self { __p::never() }
            fn value(&self) -> __p::Value<'_> { __p::Value::Null }
            fn slot(&mut self) -> __p::Slot<'_> { __p::never() }
        }
        #traits
        #conversions
    };
    let body = generalise(body, &ident, &input.generics);
    block(&runtime(&parsed(&input.attrs, Place::Family)), &body)
}

/// The fallback of an enum.
pub(crate) fn enumeration(input: &DeriveInput) -> TokenStream {
    if !stands_alone(input) {
        return TokenStream::new();
    }
    let ident = call_site(&input.ident);
    let attributes = parsed(&input.attrs, Place::Enum);
    let body = enumeration_body(&ident);
    let body = if is_generic(&input.generics) {
        let text = text_impls(&ident);
        generalise(quote!(#body #text), &ident, &input.generics)
    } else {
        let shared = shared_impls(
            &ident,
            Shape {
                flags: attributes.is_meant(Key::Flags),
                open: has_other(input),
                derives_default: derives_default(input),
            },
        );
        quote!(#body #shared)
    };
    block(&runtime(&attributes), &body)
}

/// Whether a variant keeps unknown values.
fn has_other(input: &DeriveInput) -> bool {
    let Data::Enum(data) = &input.data else {
        return false;
    };
    let mut variants = data.variants.iter();
    variants.any(|variant| parsed(&variant.attrs, Place::Variant).is_meant(Key::Other))
}

fn enumeration_body(ident: &Ident) -> TokenStream {
    quote! {
        impl __p::NetServerEnum for #ident {
            const ENUMERATION: &'static __p::Enumeration =
                &__p::Enumeration::new("", &[]);
            fn only_the_derive_implements_this_trait() {}
            fn at(_: __p::usize) -> __p::Option<Self> { __p::None }
            fn index(&self) -> __p::Option<__p::usize> { __p::None }
        }
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::BROKEN;
            fn blank() -> Self { __p::never() }
            fn value(&self) -> __p::Value<'_> { __p::Value::Null }
            fn slot(&mut self) -> __p::Slot<'_> { __p::Slot::Variant(self) }
        }
    }
}

/// `Display` and `FromStr` of an enum with parameters, which the runtime's macro does not support.
fn text_impls(ident: &Ident) -> TokenStream {
    quote! {
        impl __p::Display for #ident {
            fn fmt(&self, _: &mut __p::Formatter<'_>) -> __p::fmt::Result { __p::never() }
        }
        impl __p::FromStr for #ident {
            type Err = __p::ParseEnumError;
            fn from_str(_: &__p::str) -> __p::Result<Self, __p::ParseEnumError> { __p::never() }
        }
    }
}

/// The impls in their block.
fn block(runtime: &Path, body: &TokenStream) -> TokenStream {
    scoped(runtime, &[], mentions(body.clone(), "__O"), body)
}

/// Whether impls can be written. For an unsized type they would be another error.
fn stands_alone(input: &DeriveInput) -> bool {
    let fields = match &input.data {
        Data::Struct(data) => Some(&data.fields),
        Data::Enum(_) | Data::Union(_) => None,
    };
    let tail = fields.and_then(|fields| fields.iter().next_back());
    can_be_written(&input.generics) && !tail.is_some_and(|tail| is_unsized(&tail.ty))
}

/// The attributes of a broken item, as far as they can be parsed. Their errors have been reported.
fn parsed(attributes: &[Attribute], place: Place) -> Attributes {
    let mut diagnostics = Diagnostics::new();
    let attributes = Attributes::parse(attributes, place, &mut diagnostics);
    drop(diagnostics.finish());
    attributes
}

/// The path to the runtime of an item that may be broken.
pub(crate) fn runtime_of(input: &DeriveInput) -> Path {
    let place = match input.data {
        Data::Enum(_) => Place::Enum,
        Data::Struct(_) | Data::Union(_) => Place::Struct,
    };
    runtime(&parsed(&input.attrs, place))
}
