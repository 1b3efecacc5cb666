//! The impls that follow from the description alone: property, `Default`, serde.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::methods::{Bodies, methods};
use crate::siblings::Siblings;

/// The impls of a family or a newtype: what an entity has but for its paths.
pub(super) fn of_property(ident: &Ident, siblings: &Siblings) -> TokenStream {
    let serde = serde(ident, &quote!(__p::serialize_property), siblings);
    let default = default(
        ident,
        &quote!(<Self as __p::PropertyType>::blank()),
        siblings,
    );
    let bodies = Bodies {
        create_default: quote!(<Self as __p::PropertyType>::blank()),
        encode: quote!(__p::Encoder::new(as_type).encode(self)),
        decode: quote!(__p::Decoder::new(as_type).decode(of_body)),
    };
    let methods = methods(ident, "value", &quote!(), &bodies, crate::ide::is_running());
    quote! {
        #methods
        #default
        #serde
    }
}

/// `Default`, unless another derive implements it.
fn default(ident: &Ident, blank: &TokenStream, siblings: &Siblings) -> Option<TokenStream> {
    (!siblings.implement("Default")).then(|| {
        quote! {
            #[automatically_derived]
            impl __p::Default for #ident {
                #[inline]
                fn default() -> Self {
                    #blank
                }
            }
        }
    })
}

/// serde's traits with the feature `serde`, unless other derives implement them.
fn serde(ident: &Ident, serialize: &TokenStream, siblings: &Siblings) -> TokenStream {
    if !crate::IMPLEMENTS_SERDE {
        return TokenStream::new();
    }
    let serialize = (!siblings.implement("Serialize")).then(|| {
        quote! {
            #[automatically_derived]
            impl __p::Serialize for #ident {
                fn serialize<__S: __p::Serializer>(&self, __serializer: __S) -> __p::Result<__S::Ok, __S::Error> {
                    #serialize(self, __serializer)
                }
            }
        }
    });
    let deserialize = (!siblings.implement("Deserialize")).then(|| {
        quote! {
            #[automatically_derived]
            impl<'de> __p::Deserialize<'de> for #ident {
                fn deserialize<__D: __p::Deserializer<'de>>(__deserializer: __D) -> __p::Result<Self, __D::Error> {
                    __p::deserialize(__deserializer)
                }
            }
        }
    });
    quote!(#serialize #deserialize)
}

/// The impls of an entity that follow from its default value; `ty` is its type as a property if that is not the
/// entity.
pub(super) fn entity(
    ident: &Ident,
    ty: Option<&TokenStream>,
    blank: &TokenStream,
    siblings: &Siblings,
) -> TokenStream {
    let ty = ty.map(|ty| quote!(const TYPE: __p::Type = #ty;));
    let serde = serde(ident, &quote!(__p::serialize), siblings);
    let default = default(ident, blank, siblings);
    quote! {
        #[automatically_derived]
        impl __P for #ident {
            #ty
            const DERIVED: __p::Derived<Self> = __p::derived();
        }
        #default
        #serde
    }
}
