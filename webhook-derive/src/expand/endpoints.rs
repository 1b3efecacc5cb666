//! Inherent methods and the paths of the agent's operations: nothing to import to find them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Entity, Operation};

/// The inherent impl.
pub(super) fn endpoints(entity: &Entity) -> TokenStream {
    let ident = &entity.ident;
    let paths = entity.operations.iter().map(path);
    quote! {
        #[automatically_derived]
        // A crate that only decodes is not to be told that it never encodes.
        #[allow(dead_code)]
        impl #ident {
            #(#paths)*
            /// A new entity with its default values.
            #[must_use]
            pub fn create_default() -> Self {
                <Self as __p::NetServerEntity>::create_default()
            }
            /// Writes the entity in a media type.
            ///
            /// # Errors
            /// Text that the media type cannot hold.
            pub fn encode(&self, media_type: __p::MediaType) -> __p::Result<__p::Vec<__p::u8>, __p::Error> {
                __p::NetServerEntity::encode(self, media_type)
            }
            /// Reads an entity from a media type.
            ///
            /// # Errors
            /// Input that is no such entity.
            pub fn decode(media_type: __p::MediaType, body: &[__p::u8]) -> __p::Result<Self, __p::Error> {
                __p::NetServerEntity::decode(media_type, body)
            }
        }
    }
}

fn path(operation: &Operation) -> TokenStream {
    let Operation {
        kind,
        constant,
        path,
    } = operation;
    let doc = format!("The path of the `{kind}` operation, for POST.");
    quote! {
        #[doc = #doc]
        pub const #constant: &'static __p::str = #path;
    }
}
