//! A tuple struct of one property type, which has the form of that type on the wire.

use proc_macro2::TokenStream;
use quote::quote;

use super::property::{of_type, property_of};
use super::{endpoints, traits};
use crate::check::is_plain;
use crate::model::{Newtype, Request};
use crate::siblings::Siblings;

/// All impls of a newtype.
pub(super) fn newtype(
    newtype: &Newtype,
    request: Option<&Request>,
    siblings: &Siblings,
) -> TokenStream {
    let Newtype {
        ident, ty, hint, ..
    } = newtype;
    let (property, of) = (property_of(ty, hint.as_ref()), of_type(ty, is_plain(ty)));
    let request = request.map(|request| endpoints::request(ident, request));
    let traits = traits::of_property(ident, siblings);
    let alias = super::alias();
    quote! {
        #alias
        #[automatically_derived]
        impl __P for #ident {
            const NEW: __p::Property = #property;
            const TYPE: __p::Type = <Self as __P>::NEW.ty;
            const SECRET: __p::bool = <Self as __P>::NEW.secret;
            const DATES: __p::Dates = __p::dates_of(<Self as __P>::NEW);
            #[inline]
            fn blank() -> Self {
                Self(#of::blank())
            }
            #[inline]
            fn value(&self) -> __p::Value<'_> {
                #of::value(&self.0)
            }
            #[inline]
            fn slot(&mut self) -> __p::Slot<'_> {
                #of::slot(&mut self.0)
            }
        }
        #[automatically_derived]
        impl __p::Newtype for #ident {
            type Inner = #ty;
            #[inline]
            fn wrap(__inner: #ty) -> Self {
                Self(__inner)
            }
            #[inline]
            fn inner(&self) -> &#ty {
                &self.0
            }
        }
        #request
        #traits
    }
}
