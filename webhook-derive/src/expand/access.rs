//! The way to the fields: sixteen at once to read, one to write.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::property::of;
use crate::model::{Entity, Field, Kind};

/// How many values the runtime's block holds.
const BLOCK: usize = 16;

/// The fields `read` and `write` of the description.
pub(super) fn access(entity: &Entity) -> TokenStream {
    let places: Vec<Access> = entity.fields.iter().filter_map(own).collect();
    // Those of the carrier come last.
    let carriers = entity.fields.iter().flat_map(inherited);
    let places: Vec<Access> = places.into_iter().chain(carriers).collect();
    let blocks = places.chunks(BLOCK).map(|chunk| {
        let values = chunk
            .iter()
            .map(|Access { of, read, .. }| quote!(#of::value(#read)));
        quote!(__p::lend(__out, &[#(#values),*]))
    });
    let slots = places.iter().enumerate().map(|(index, access)| {
        let index = Literal::usize_unsuffixed(index);
        let Access { of, write, .. } = access;
        quote!(#index => #of::slot(#write),)
    });
    let (read, write) = base(entity, places.len());
    if places.is_empty() {
        // A request without members, or a member of a family that adds none: nothing to choose.
        return if read.is_some() {
            quote!(read: |__this, __block, __out| { #read }, write: |__this, __index| #write,)
        } else {
            quote!(read: |_, _, _| {}, write: |_, _| #write,)
        };
    }
    let read = if places.len() <= BLOCK && read.is_none() {
        // The runtime asks for blocks that there are.
        quote!(|__this, _, __out| #(#blocks)*)
    } else {
        let numbers = (0..).map(Literal::usize_unsuffixed);
        quote!(|__this, __block, __out| { match __block { #(#numbers => #blocks,)* _ => {} } #read })
    };
    quote! {
        read: #read,
        write: |__this, __index| __p::Some(match __index { #(#slots)* _ => return #write }),
    }
}

/// What reads and writes the properties of a base, which come after the own ones.
fn base(entity: &Entity, own: usize) -> (Option<TokenStream>, TokenStream) {
    let base = entity
        .fields
        .iter()
        .find(|field| matches!(field.kind, Kind::Base(_)));
    let Some(Field { ident, ty, .. }) = base else {
        return (None, quote!(__p::None));
    };
    let own = Literal::usize_unsuffixed(own);
    (
        Some(quote! {
            __p::read_base(<#ty as __E>::lend(&__this.#ident), #own, __block, __out);
        }),
        quote! {
            __p::write_base(<#ty as __E>::lend_mut(&mut __this.#ident), #own, __index)
        },
    )
}

/// The trait of a property's type and the ways to the property.
struct Access {
    of: TokenStream,
    read: TokenStream,
    write: TokenStream,
}

fn own(field: &Field) -> Option<Access> {
    let ident = &field.ident;
    matches!(field.kind, Kind::Property(_)).then(|| Access {
        of: of(field),
        read: quote!(&__this.#ident),
        write: quote!(&mut __this.#ident),
    })
}

fn inherited(field: &Field) -> Vec<Access> {
    if !matches!(field.kind, Kind::Carrier) {
        return Vec::new();
    }
    let (ident, ty) = (&field.ident, &field.ty);
    let part = |name: TokenStream, position: usize| {
        let position = Literal::usize_unsuffixed(position);
        Access {
            of: quote!(<#name as __P>),
            read: quote!(<#ty as __p::CarrierField>::parts(&__this.#ident).#position),
            write: quote!(<#ty as __p::CarrierField>::parts_mut(&mut __this.#ident).#position),
        }
    };
    vec![
        part(quote!(__p::TableRightType), 0),
        part(quote!(__p::FieldPropertiesType), 1),
    ]
}
