//! The way to the fields: sixteen at once to read, one to write.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::model::{Entity, Field, Kind};

/// How many values the runtime's block holds.
const BLOCK: usize = 16;

/// The fields `read` and `write` of the description.
pub(super) fn access(entity: &Entity) -> TokenStream {
    let places: Vec<Access> = places(entity);
    let blocks = places.chunks(BLOCK).enumerate().map(|(number, chunk)| {
        let number = Literal::usize_unsuffixed(number);
        let values = chunk.iter().enumerate().map(|(index, access)| {
            let index = Literal::usize_unsuffixed(index);
            let Access { ty, place } = access;
            quote!(out[#index] = <#ty as __p::PropertyType>::value(&this.#place);)
        });
        quote!(#number => { #(#values)* })
    });
    let slots = places.iter().enumerate().map(|(index, access)| {
        let index = Literal::usize_unsuffixed(index);
        let Access { ty, place } = access;
        quote!(#index => <#ty as __p::PropertyType>::slot(&mut this.#place),)
    });
    let (read, write) = base(entity, places.len());
    if places.is_empty() {
        // A request without members, or a member of a family that adds none: nothing to choose.
        return if read.is_some() {
            quote!(read: |this, block, out| { #read }, write: |this, index| #write,)
        } else {
            quote!(read: |_, _, _| {}, write: |_, _| #write,)
        };
    }
    quote! {
        read: |this, block, out| { match block { #(#blocks)* _ => {} } #read },
        write: |this, index| __p::Some(match index { #(#slots)* _ => return #write }),
    }
}

/// What reads and writes the properties of a base, which come after the own ones.
fn base(entity: &Entity, own: usize) -> (Option<TokenStream>, TokenStream) {
    let base = entity
        .fields
        .iter()
        .find(|field| matches!(field.kind, Kind::Base));
    let Some(Field { ident, .. }) = base else {
        return (None, quote!(__p::None));
    };
    let own = Literal::usize_unsuffixed(own);
    (
        Some(quote!(__p::read_base(&this.#ident, #own, block, out);)),
        quote!(__p::write_base(&mut this.#ident, #own, index)),
    )
}

/// A property's type and the way to it from `this`.
struct Access {
    ty: TokenStream,
    place: TokenStream,
}

/// All properties in the order of the descriptor: the carrier's last.
fn places(entity: &Entity) -> Vec<Access> {
    let own = entity.fields.iter().filter_map(own);
    let carrier = entity
        .fields
        .iter()
        .filter(|field| matches!(field.kind, Kind::Carrier))
        .flat_map(inherited);
    own.chain(carrier).collect()
}

fn own(field: &Field) -> Option<Access> {
    let (ident, ty) = (&field.ident, &field.ty);
    matches!(field.kind, Kind::Property(_)).then(|| Access {
        ty: quote!(#ty),
        place: quote!(#ident),
    })
}

fn inherited(field: &Field) -> [Access; 2] {
    let ident = &field.ident;
    [
        Access {
            ty: quote!(__p::TableRightType),
            place: quote!(#ident.table_right),
        },
        Access {
            ty: quote!(__p::FieldPropertiesType),
            place: quote!(#ident.field_properties),
        },
    ]
}
