//! Constants for what only the compiler can check: keys that some types cannot have, and names that two
//! declarations share. Each check is a constant of its own, so that no mistake hides another.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};

use super::property::{property, property_again, range};
use crate::keys::Key;
use crate::model::{Entity, Family, Field, Kind};

/// The checks of an entity.
pub(super) fn checks(entity: &Entity) -> TokenStream {
    // An editor does not evaluate constants, and would show the check in the place of a key.
    if crate::ide::is_running() {
        return TokenStream::new();
    }
    let fields = entity.fields.iter().filter(|field| !field.refused);
    let checks = fields.map(|field| match &field.kind {
        Kind::Property(of) => {
            let checks = of.checks.iter().map(|(key, span)| {
                // The type must also hold the ends of the range.
                let range = of.range.filter(|_| *key == Key::Range).map(range);
                let (property, check) = (property_again(field), Ident::new(key.name(), *span));
                let property = quote!(#property #range);
                constant(&quote_spanned!(*span=> __p::check::#check(#property)))
            });
            quote!(#(#checks)*)
        }
        Kind::Base(span) => {
            let names = entity.fields.iter().filter_map(Field::property);
            let names = names.map(|property| property.name.as_str());
            let aliases = entity.aliases.iter().map(|(alias, _)| alias.as_str());
            // In the order of the names of the base.
            let mut names: Vec<&str> = names.chain(aliases).collect();
            names.sort_unstable_by_key(|name| name.to_ascii_lowercase());
            let ty = &field.ty;
            let key = entity.needs_inherited_key.map(|span| {
                constant(&quote_spanned!(span=> __p::check::inherited_key(__O::<#ty>::ENTITY)))
            });
            let names = constant(
                &quote_spanned!(*span=> __p::check::base(&[#(#names),*], __O::<#ty>::ENTITY)),
            );
            quote!(#names #key)
        }
        Kind::Carrier | Kind::Skipped => TokenStream::new(),
    });
    quote!(#(#checks)*)
}

/// The checks of a family: each member has the tag, and its type can hold the value.
pub(super) fn family(family: &Family) -> TokenStream {
    // As for an entity.
    if crate::ide::is_running() {
        return TokenStream::new();
    }
    let tag = &family.tag;
    let types = family.members.iter().map(|member| &member.ty);
    let all = constant(&quote_spanned!(family.tag_span=> __p::check::tag(__MEMBERS, #tag)));
    let checks = family.members.iter().enumerate().map(|(index, member)| {
        let (index, value) = (Literal::usize_unsuffixed(index), &member.tag);
        constant(&quote_spanned!(member.span=> __p::check::member(__MEMBERS, #index, #tag, #value)))
    });
    quote! {
        const __MEMBERS: &[&__p::Entity] = &[#(__O::<#types>::ENTITY),*];
        #all
        #(#checks)*
    }
}

/// A check. Only the call has the span of what is checked, because a constant with that span would be taken for
/// the author's.
fn constant(check: &TokenStream) -> TokenStream {
    quote!(const _: () = #check;)
}

/// Only the checks of the types, for an item with other errors.
pub(super) fn types(entity: &Entity) -> TokenStream {
    let types = entity
        .fields
        .iter()
        .filter(|field| !field.refused && matches!(field.kind, Kind::Property(_)))
        .map(|field| {
            let property = property(field);
            quote!(const _: __p::Property = #property;)
        });
    quote!(#(#types)*)
}
