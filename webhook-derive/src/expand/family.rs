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
        quote!(__p::Member::new(#tag, || <#ty as __p::MemberEntity>::ENTITY))
    });
    let known = members.iter().enumerate().map(|(index, member)| {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        quote! {
            Self::#variant(__entity) => (#index, __O::<#ty>::lend(__entity)),
        }
    });
    let current = members.iter().map(|member| {
        let (variant, ty) = (&member.ident, &member.ty);
        quote! {
            Self::#variant(__entity) => __p::Some(__O::<#ty>::lend_mut(__entity)),
        }
    });
    let current_of_other = family
        .other
        .as_ref()
        .map(|(other, _)| quote!(Self::#other(_) => __p::None,));
    let known_of_other = family
        .other
        .as_ref()
        .map(|(other, _)| quote!(Self::#other(_) => return __p::None,));
    let selected = members.iter().enumerate().map(|(index, member)| {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        quote!(#index => Self::#variant(__O::<#ty>::create_default()),)
    });
    let (value, dyn_entity) = (value(family), dyn_entity(family));
    let open = family.other.is_some().then(|| quote!(.open()));
    let unknown = unknown(family);
    let blank = blank(family);
    let conversions = conversions(family);
    let checks = super::checks::family(family);
    let traits = super::traits::of_property(ident, &crate::siblings::Siblings::default());
    quote! {
        #[automatically_derived]
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::Type::Family(|| const {
                const __MEMBERS: &[__p::Member] = &[#(#entries),*];
                &__p::Family::new(#name, #tag, __MEMBERS) #open
            });
            #[inline]
            fn blank() -> Self {
                #blank
            }
            #[inline]
            fn value(&self) -> __p::Value<'_> {
                #value
            }
            #[inline]
            fn slot(&mut self) -> __p::Slot<'_> {
                __p::Slot::Family(self)
            }
        }
        #[automatically_derived]
        impl __p::FamilySlot for #ident {
            #[inline]
            fn family(&self) -> &'static __p::Family {
                __p::family_of::<Self>()
            }
            #[inline]
            fn select(&mut self, __position: __p::usize) -> __p::Option<&mut dyn __p::DynEntity> {
                *self = match __position { #(#selected)* _ => return __p::None };
                __p::selected(self, __position)
            }
            #[inline]
            fn unknown(&mut self) -> __p::Option<&mut __p::UnknownEntity> {
                #unknown
            }
            #[inline]
            fn member(&self) -> __p::Option<(__p::usize, &dyn __p::DynEntity)> {
                __p::Some(match self { #(#known)* #known_of_other })
            }
            #[inline]
            fn current(&mut self) -> __p::Option<&mut dyn __p::DynEntity> {
                match self { #(#current)* #current_of_other }
            }
        }
        #dyn_entity
        #conversions
        #checks
        #traits
    }
}

/// The value of a family is the family itself, which knows the tag of its member.
fn value(family: &Family) -> TokenStream {
    match &family.other {
        None => quote!(__p::Value::Entity(self)),
        Some((other, ty)) => quote! {
            match self {
                Self::#other(__unknown) => __p::Value::Unknown(__O::<#ty>::kept_entity(__unknown)),
                _ => __p::Value::Entity(self),
            }
        },
    }
}

fn dyn_entity(family: &Family) -> TokenStream {
    let ident = &family.ident;
    let first = family.members.first().map(|member| &member.ty);
    quote! {
        #[automatically_derived]
        impl __p::DynEntity for #ident {
            #[inline]
            fn entity(&self) -> &'static __p::Entity {
                __p::entity_of_member(self, __O::<#first>::ENTITY)
            }
            #[inline]
            fn read<'a>(&'a self, __block: __p::usize, __out: __p::Out<'a, '_>) {
                __p::read_member(self, __block, __out)
            }
            #[inline]
            fn write(&mut self, __index: __p::usize) -> __p::Place<'_> {
                __p::write_member(self, __index)
            }
        }
    }
}

fn unknown(family: &Family) -> TokenStream {
    let Some((other, ty)) = &family.other else {
        return quote!(__p::None);
    };
    quote! {
        *self = Self::#other(<#ty as __p::KeepsEntity>::empty());
        match self {
            Self::#other(__unknown) => __p::Some(__O::<#ty>::kept_mut(__unknown)),
            _ => __p::None,
        }
    }
}

fn blank(family: &Family) -> TokenStream {
    let default = family.default.as_ref();
    let default = default.and_then(|default| {
        let mut members = family.members.iter().enumerate();
        members.find(|(_, member)| member.ident == *default)
    });
    if let Some((index, member)) = default {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        return quote! {
            let mut __blank = Self::#variant(__O::<#ty>::create_default());
            let _ = __p::selected(&mut __blank, #index);
            __blank
        };
    }
    let other = family
        .other
        .as_ref()
        .map(|(other, ty)| quote!(Self::#other(__O::<#ty>::empty())));
    quote!(#other)
}

/// `From` of each member, which sets the tag.
fn conversions(family: &Family) -> TokenStream {
    let ident = &family.ident;
    let conversions = converted(family).map(|(index, member)| {
        let (index, variant, ty) = (Literal::usize_unsuffixed(index), &member.ident, &member.ty);
        quote! {
            #[automatically_derived]
            impl __p::From<#ty> for #ident {
                #[inline]
                fn from(mut __entity: #ty) -> Self {
                    __p::set_tag(
                        __O::<#ty>::lend_mut(&mut __entity),
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

/// The members whose type occurs once, with their positions. Members of one type differ only in the tag, which
/// `From` does not have.
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
