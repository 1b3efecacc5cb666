//! A polymorphic family.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::model::{Family, Member};

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
        let (variant, ty) = (&member.ident, &member.ty);
        quote! {
            Self::#variant(__entity) => __p::Value::Entity(<#ty as __p::NetServerEntity>::lend(__entity)),
        }
    });
    let current = members.iter().map(|member| {
        let (variant, ty) = (&member.ident, &member.ty);
        quote! {
            Self::#variant(__entity) => __p::Some(<#ty as __p::NetServerEntity>::lend_mut(__entity)),
        }
    });
    let current_of_other = family
        .other
        .as_ref()
        .map(|(other, _)| quote!(Self::#other(_) => __p::None,));
    let selected = members.iter().enumerate().map(|(index, member)| {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        quote! {
            #index => {
                *self = Self::#variant(<#ty as __p::NetServerEntity>::create_default());
                if let Self::#variant(__entity) = self {
                    return __p::Some(<#ty as __p::NetServerEntity>::lend_mut(__entity))
                }
            }
        }
    });
    let value_of_other = family
        .other
        .as_ref()
        .map(|(other, ty)| quote! {
            Self::#other(__unknown) => __p::Value::Unknown(<#ty as __p::KeepsEntity>::kept(__unknown)),
        });
    let unknown = unknown(family);
    let blank = blank(family);
    let conversions = conversions(family);
    let checks = super::checks::family(family);
    let traits = super::traits::of_property(ident);
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
            fn select(&mut self, __position: __p::usize) -> __p::Option<&mut dyn __p::DynEntity> {
                match __position { #(#selected)* _ => {} }
                __p::None
            }
            fn unknown(&mut self) -> __p::Option<&mut __p::UnknownEntity> {
                #unknown
            }
            fn current(&mut self) -> __p::Option<&mut dyn __p::DynEntity> {
                match self { #(#current)* #current_of_other }
            }
        }
        #conversions
        #checks
        #traits
    }
}

fn unknown(family: &Family) -> TokenStream {
    let Some((other, ty)) = &family.other else {
        return quote!(__p::None);
    };
    quote! {
        *self = Self::#other(<#ty as __p::KeepsEntity>::empty());
        match self {
            Self::#other(__unknown) => __p::Some(<#ty as __p::KeepsEntity>::kept_mut(__unknown)),
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
            quote!(<Self as __p::From<_>>::from(<#entity as __p::NetServerEntity>::create_default()))
        }
        (None, other) => {
            let other = other
                .as_ref()
                .map(|(other, ty)| quote!(Self::#other(<#ty as __p::KeepsEntity>::empty())));
            quote!(#other)
        }
    }
}

/// `From` of each member, which sets the tag.
fn conversions(family: &Family) -> TokenStream {
    let ident = &family.ident;
    let conversions = converted(family).map(|(index, member)| {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        quote! {
            #[automatically_derived]
            impl __p::From<#ty> for #ident {
                fn from(mut __entity: #ty) -> Self {
                    __p::set_tag(
                        <#ty as __p::NetServerEntity>::lend_mut(&mut __entity),
                        __p::family_of::<Self>(),
                        #index,
                    );
                    Self::#variant(__entity)
                }
            }
        }
    });
    quote!(#(#conversions)*)
}

/// The members that a value of their type alone tells, with their positions: two variants of one
/// entity are told apart by the tag only.
pub(super) fn converted(family: &Family) -> impl Iterator<Item = (usize, &Member)> {
    let spelled = |member: &Member| member.ty.to_token_stream().to_string();
    family
        .members
        .iter()
        .enumerate()
        .filter(move |(_, member)| {
            let alike = family
                .members
                .iter()
                .filter(|other| spelled(other) == spelled(member));
            alike.count() == 1
        })
}
