//! The impls that follow from the description alone: property, `Default`, serde.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The impls of an entity.
pub(super) fn entity(ident: &Ident) -> TokenStream {
    quote! {
        #[automatically_derived]
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::Type::Entity(|| <Self as __p::NetServerEntity>::ENTITY);
            fn blank() -> Self {
                <Self as __p::NetServerEntity>::create_default()
            }
            fn value(&self) -> __p::Value<'_> {
                __p::Value::Entity(self)
            }
            fn slot(&mut self) -> __p::Slot<'_> {
                __p::Slot::Entity(self)
            }
        }
        #[automatically_derived]
        impl __p::Default for #ident {
            fn default() -> Self {
                <Self as __p::NetServerEntity>::create_default()
            }
        }
        #[automatically_derived]
        impl __p::Serialize for #ident {
            fn serialize<S: __p::Serializer>(&self, serializer: S) -> __p::Result<S::Ok, S::Error> {
                __p::serialize(self, serializer)
            }
        }
        #[automatically_derived]
        impl<'de> __p::Deserialize<'de> for #ident {
            fn deserialize<D: __p::Deserializer<'de>>(deserializer: D) -> __p::Result<Self, D::Error> {
                __p::deserialize(deserializer)
            }
        }
    }
}
