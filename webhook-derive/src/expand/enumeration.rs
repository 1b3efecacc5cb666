//! A plain or flags enum.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::model::{Enumeration, Variant};

/// All impls of an enum.
pub(super) fn enumeration(enumeration: &Enumeration) -> TokenStream {
    let Enumeration {
        ident,
        name,
        flags,
        variants,
        ..
    } = enumeration;
    let names = variants.iter().map(|variant| entry(&variant.name, variant));
    let aliases = variants
        .iter()
        .flat_map(|variant| variant.aliases.iter().map(|alias| entry(alias, variant)));
    let number_of = |index| Literal::usize_unsuffixed(index);
    let primary = variants.iter().enumerate().map(|(index, variant)| {
        let (index, ident) = (number_of(index), &variant.ident);
        quote!(#index => Self::#ident,)
    });
    let by_alias = variants
        .iter()
        .flat_map(|variant| variant.aliases.iter().map(|_| &variant.ident));
    let by_alias = by_alias.enumerate().map(|(index, ident)| {
        let index = number_of(variants.len() + index);
        quote!(#index => Self::#ident,)
    });
    let positions = variants.iter().enumerate().map(|(index, variant)| {
        let (index, ident) = (number_of(index), &variant.ident);
        quote!(Self::#ident => #index,)
    });
    let unknown = enumeration.other.as_ref().map(|(other, ty)| {
        quote! {
            #[inline]
            fn from_unknown(__unknown: __p::UnknownVariant) -> __p::Option<Self> {
                __p::Some(Self::#other(<#ty as __p::KeepsUnknown>::keep(__unknown)))
            }
            #[inline]
            fn unknown(&self) -> __p::Option<&__p::UnknownVariant> {
                match self {
                    Self::#other(__unknown) => __p::Some(__O::<#ty>::kept(__unknown)),
                    _ => __p::None,
                }
            }
        }
    });
    let no_position = enumeration
        .other
        .as_ref()
        .map(|(other, _)| quote!(Self::#other(_) => return __p::None,));
    let flags = flags.then(|| quote!(.flags()));
    let open = enumeration.other.is_some().then(|| quote!(.open()));
    let traits = traits(enumeration);
    quote! {
        #[automatically_derived]
        impl __p::NetServerEnum for #ident {
            const ENUMERATION: &'static __p::Enumeration = &__p::Enumeration::new(#name, &[#(#names,)* #(#aliases,)*]) #flags #open;
            #[inline]
            fn only_the_derive_implements_this_trait() {}
            #[inline]
            fn at(__index: __p::usize) -> __p::Option<Self> {
                __p::Some(match __index { #(#primary)* #(#by_alias)* _ => return __p::None })
            }
            #[inline]
            fn index(&self) -> __p::Option<__p::usize> {
                __p::Some(match self { #(#positions)* #no_position })
            }
            #unknown
        }
        #traits
    }
}

fn entry(name: &str, variant: &Variant) -> TokenStream {
    let number = Literal::i32_unsuffixed(variant.number);
    let contract = variant.web_api_only.then(|| quote!(.web_api_only()));
    quote!(__p::Variant::new(#name, #number) #contract)
}

/// The impls that all enums have, and that of a plain enum as a property type. A flags enum is a property type as
/// `Flags<..>`.
fn traits(enumeration: &Enumeration) -> TokenStream {
    let property = (!enumeration.flags).then(|| property(enumeration));
    let shared = shared_impls(
        &enumeration.ident,
        Shape {
            flags: enumeration.flags,
            open: enumeration.other.is_some(),
            derives_default: enumeration.derives_default,
        },
    );
    quote! {
        #property
        #shared
    }
}

/// What the shared impls of an enum depend on.
#[derive(Clone, Copy, Default)]
pub(super) struct Shape {
    pub(super) flags: bool,
    /// A variant keeps unknown values.
    pub(super) open: bool,
    /// The standard library's derive implements `Default`.
    pub(super) derives_default: bool,
}

/// The call of the runtime's macro for the impls that need only the enum's name.
pub(super) fn shared_impls(ident: &Ident, shape: Shape) -> TokenStream {
    let number = if shape.open {
        quote!(open)
    } else {
        quote!(known)
    };
    // A set of flags begins empty, whatever its flags are.
    let default = (!shape.flags && !shape.derives_default).then(|| quote!(default));
    let flags = shape.flags.then(|| quote!(flags));
    quote!(__p::enum_impls!(__p #ident: text number #number #default #flags);)
}

fn property(enumeration: &Enumeration) -> TokenStream {
    let ident = &enumeration.ident;
    let blank = &enumeration.default;
    quote! {
        #[automatically_derived]
        impl __p::PropertyType for #ident {
            const TYPE: __p::Type = __p::Type::Enum(<Self as __p::NetServerEnum>::ENUMERATION);
            #[inline]
            fn blank() -> Self {
                Self::#blank
            }
            // As a call it would hold the values that an entity lends in memory twice.
            #[inline]
            fn value(&self) -> __p::Value<'_> {
                __p::value_of(self)
            }
            #[inline]
            fn slot(&mut self) -> __p::Slot<'_> {
                __p::Slot::Variant(self)
            }
        }
    }
}
