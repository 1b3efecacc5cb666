//! A polymorphic family.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::Family;

/// All impls of a family.
pub(super) fn family(family: &Family) -> TokenStream {
    let Family {
        ident,
        name,
        tag,
        members,
        ..
    } = family;
    let entries = members.iter().map(|member| {
        let (tag, ty) = (&member.tag, &member.ty);
        quote!(__p::Member::new(#tag, || <#ty as __p::NetServerEntity>::ENTITY))
    });
    let values = members.iter().map(|member| {
        let variant = &member.ident;
        quote!(Self::#variant(entity) => __p::Value::Entity(entity),)
    });
    let selected = members.iter().enumerate().map(|(index, member)| {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        quote! {
            #index => {
                *self = Self::#variant(<#ty as __p::NetServerEntity>::create_default());
                if let Self::#variant(entity) = self { return __p::Some(entity) }
            }
        }
    });
    let value_of_other = family
        .other
        .as_ref()
        .map(|other| quote!(Self::#other(unknown) => __p::Value::Unknown(unknown),));
    let unknown = unknown(family);
    let blank = blank(family);
    let conversions = conversions(family);
    let traits = super::traits::family(ident);
    quote! {
        #[automatically_derived]
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::Type::Family(|| const { &__p::Family {
                name: #name,
                tag: #tag,
                members: &[#(#entries),*],
            } });
            fn blank() -> Self {
                #blank
            }
            fn value(&self) -> __p::Value<'_> {
                match self { #(#values)* #value_of_other }
            }
            fn slot(&mut self) -> __p::Slot<'_> {
                __p::Slot::Family(self)
            }
        }
        #[automatically_derived]
        impl __p::FamilySlot for #ident {
            fn family(&self) -> &'static __p::Family {
                __p::family_of::<Self>()
            }
            fn select(&mut self, position: __p::usize) -> __p::Option<&mut dyn __p::DynEntity> {
                match position { #(#selected)* _ => {} }
                __p::None
            }
            fn unknown(&mut self) -> __p::Option<&mut __p::UnknownEntity> {
                #unknown
            }
        }
        #conversions
        #traits
    }
}

fn unknown(family: &Family) -> TokenStream {
    let Some(other) = &family.other else {
        return quote!(__p::None);
    };
    quote! {
        *self = Self::#other(__p::Default::default());
        match self {
            Self::#other(unknown) => __p::Some(unknown),
            _ => __p::None,
        }
    }
}

fn blank(family: &Family) -> TokenStream {
    match (&family.default, &family.other) {
        (Some(default), _) => {
            let entity = family
                .members
                .iter()
                .find(|member| member.ident == *default)
                .map(|member| &member.ty);
            quote!(__p::From::from(<#entity as __p::NetServerEntity>::create_default()))
        }
        (None, other) => quote!(Self::#other(__p::Default::default())),
    }
}

/// `From` of each member, which sets the tag.
fn conversions(family: &Family) -> TokenStream {
    let ident = &family.ident;
    let conversions = family.members.iter().enumerate().map(|(index, member)| {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        quote! {
            #[automatically_derived]
            impl __p::From<#ty> for #ident {
                fn from(mut entity: #ty) -> Self {
                    __p::set_tag(&mut entity, __p::family_of::<Self>(), #index);
                    Self::#variant(entity)
                }
            }
        }
    });
    quote!(#(#conversions)*)
}
