//! The way to the fields: sixteen at once to read, one to write.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::property::of;
use crate::model::{Entity, Field, Kind};

/// How many values the runtime's block holds.
const BLOCK: usize = 16;

/// The two functions that reach the fields. Not closures: those are compiled once for each unit that
/// the compiler splits a crate into.
pub(super) fn access(entity: &Entity) -> TokenStream {
    let mut places: Vec<Access> = entity.fields.iter().filter_map(own).collect();
    // Those of the carrier come last.
    for field in &entity.fields {
        places.extend(inherited(field));
    }
    let blocks = places.chunks(BLOCK).map(|chunk| {
        let values = chunk
            .iter()
            .map(|Access { of, read, .. }| quote!(#of::value(#read)));
        quote!(__p::fill(__o, &[#(#values),*]))
    });
    let slots = places.iter().enumerate().map(|(index, access)| {
        let index = Literal::usize_unsuffixed(index);
        let Access { of, write, .. } = access;
        quote!(#index => #of::slot(#write),)
    });
    let (read, write) = base(entity, places.len());
    let read_is_chosen = places.len() > BLOCK || read.is_some();
    let read = if !read_is_chosen {
        // The runtime only asks for existing blocks.
        quote!(#(#blocks)*)
    } else if places.is_empty() {
        quote!(#read)
    } else {
        let numbers = (0..).map(Literal::usize_unsuffixed);
        quote!(match __block { #(#numbers => #blocks,)* _ => {} } #read)
    };
    let write = if places.is_empty() {
        // A request without members, or a member of a family that adds none: nothing to choose.
        write
    } else {
        quote!(__p::Some(match __i { #(#slots)* _ => return #write }))
    };
    let number = if read_is_chosen {
        quote!(__block)
    } else {
        quote!(_)
    };
    quote! {
        #[inline]
        fn lent<'a>(&'a self, #number: __p::usize, __o: __p::Out<'a, '_>) {
            #read
        }
        #[inline]
        fn derive_only(&mut self, __i: __p::usize) -> __p::Place<'_> {
            #write
        }
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
            __p::read_base(__O::<#ty>::lend(&self.#ident), #own, __block, __o);
        }),
        quote! {
            __p::write_base(__O::<#ty>::lend_mut(&mut self.#ident), #own, __i)
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
        read: quote!(&self.#ident),
        write: quote!(&mut self.#ident),
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
            read: quote!(__O::<#ty>::parts(&self.#ident).#position),
            write: quote!(__O::<#ty>::parts_mut(&mut self.#ident).#position),
        }
    };
    vec![
        part(quote!(__p::TableRightType), 0),
        part(quote!(__p::FieldPropertiesType), 1),
    ]
}
