//! Inherent methods and the paths of the agent's operations: nothing to import to find them.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::model::{Entity, Operation, Request};

/// The inherent impl. What only calls is compiled where it is called, and not where it is not.
///
/// The parameters are not named as those of the trait: a user's constant `body` in scope would be
/// taken for a pattern, in any code that a macro emits.
pub(super) fn endpoints(entity: &Entity) -> TokenStream {
    let ident = &entity.ident;
    let paths = entity.operations.iter().map(path);
    let serves = entity
        .operations
        .iter()
        .map(|operation| serves(entity, operation));
    let request = entity
        .request
        .as_ref()
        .map(|request| self::request(ident, request));
    quote! {
        #(#serves)*
        #request
        #[automatically_derived]
        impl #ident {
            #(#paths)*
            #[doc = " A new entity with its default values."]
            #[must_use]
            pub fn create_default() -> Self {
                __E::create_default()
            }
            #[doc = " Writes it.\n\n # Errors\n What the type cannot hold."]
            #[inline]
            pub fn encode(&self, as_type: __p::MediaType) -> __p::Result<__p::Vec<__p::u8>, __p::Error> {
                __E::encode(self, as_type)
            }
            #[doc = " Reads one.\n\n # Errors\n Input that is no entity."]
            #[inline]
            pub fn decode(as_type: __p::MediaType, of_body: &[__p::u8]) -> __p::Result<Self, __p::Error> {
                __E::decode(as_type, of_body)
            }
        }
    }
}

/// That the agent serves an operation on the entity.
fn serves(entity: &Entity, operation: &Operation) -> TokenStream {
    let (
        ident,
        Operation {
            kind,
            constant,
            query,
            ..
        },
    ) = (&entity.ident, operation);
    let query = query.iter();
    quote! {
        #[automatically_derived]
        impl __p::Serves<__p::operation::#kind> for #ident {
            const PATH: &'static __p::str = Self::#constant;
            const QUERY: &'static [&'static __p::str] = &[#(#query),*];
        }
    }
}

/// The operation whose request body the struct is.
pub(super) fn request(ident: &Ident, Request { path, response }: &Request) -> TokenStream {
    let response = response
        .as_ref()
        .map_or_else(|| quote!(()), |response| quote!(#response));
    quote! {
        #[automatically_derived]
        impl __p::Operation for #ident {
            const PATH: &'static __p::str = #path;
            type Request = Self;
            type Response = #response;
        }
    }
}

fn path(operation: &Operation) -> TokenStream {
    let Operation {
        kind,
        constant,
        path,
        ..
    } = operation;
    let doc = format!("The path of the `{kind}` operation, for POST.");
    quote! {
        #[doc = #doc]
        pub const #constant: &'static __p::str = #path;
    }
}
