//! The operations of an agent: their paths, and the traits that clients and servers use.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::methods::{Bodies, methods};
use crate::keys::{OperationKind, Word};
use crate::model::{Entity, Operation, Request};

/// The inherent impl and the operations.
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
    let bodies = Bodies {
        create_default: quote!(__p::created()),
        encode: quote!(__p::encode(self, as_type)),
        decode: quote!(__p::decode(as_type, of_body)),
    };
    let methods = methods(
        ident,
        "entity",
        &quote!(#(#paths)*),
        &bodies,
        crate::ide::is_running(),
    );
    let missing = missing(entity);
    quote! {
        #(#serves)*
        #missing
        #request
        #methods
    }
}

/// The trait for an operation that the agent has for the entity.
fn serves(entity: &Entity, operation: &Operation) -> TokenStream {
    let (
        ident,
        Operation {
            kind,
            constant,
            query,
            slow_ms,
            ..
        },
    ) = (&entity.ident, operation);
    let query = query.iter();
    let slow_ms = slow_ms.map(self::slow_ms);
    quote! {
        #[automatically_derived]
        impl __p::Serves<__p::operation::#kind> for #ident {
            const PATH: &'static __p::str = Self::#constant;
            const QUERY: &'static [&'static __p::str] = &[#(#query),*];
            #slow_ms
        }
    }
}

/// The paths of operations that the agent does not have. The bound never holds. With `for<'a>` it is an error
/// only where a path is used, and the error names the missing operation.
fn missing(entity: &Entity) -> Option<TokenStream> {
    entity.agent.as_ref().filter(|_| entity.request.is_none())?;
    let ident = &entity.ident;
    let missing = OperationKind::ALL
        .iter()
        .filter(|kind| entity.operations.iter().all(|operation| operation.kind != **kind))
        .map(|kind| {
            let constant = kind.constant();
            quote! {
                #[automatically_derived]
                impl #ident where for<'a> Self: __p::Serves<__p::operation::#kind> {
                    #[doc(hidden)]
                    pub const #constant: &'static __p::str = <Self as __p::Serves<__p::operation::#kind>>::PATH;
                }
            }
        });
    Some(quote!(#(#missing)*))
}

/// The operation whose request body the struct is.
pub(super) fn request(ident: &Ident, request: &Request) -> TokenStream {
    let Request {
        path,
        response,
        entry,
        slow_ms,
    } = request;
    let slow_ms = slow_ms.map(self::slow_ms);
    let entry = entry
        .as_ref()
        .map(|entry| quote!(const ENTRY: __p::Option<&'static __p::str> = __p::Some(#entry);));
    let response = response
        .as_ref()
        .map_or_else(|| quote!(()), |response| quote!(#response));
    quote! {
        #[automatically_derived]
        impl __p::Operation for #ident {
            const PATH: &'static __p::str = #path;
            #entry
            #slow_ms
            type Request = Self;
            type Response = #response;
        }
    }
}

fn slow_ms(time: u32) -> TokenStream {
    let time = Literal::u32_unsuffixed(time);
    quote!(const SLOW_MS: __p::Option<u32> = __p::Some(#time);)
}

fn path(operation: &Operation) -> TokenStream {
    let Operation {
        kind,
        constant,
        path,
        ..
    } = operation;
    let doc = format!(
        " The path of the `{}` operation; the method is POST.",
        kind.variant()
    );
    quote! {
        #[doc = #doc]
        pub const #constant: &'static __p::str = #path;
    }
}
