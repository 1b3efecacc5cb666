//! The way to the fields: sixteen at once to read, one to write.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::property::{call, local};
use crate::model::{Entity, Field, Kind};

/// How many values the runtime's block holds.
const BLOCK: usize = 16;

/// The variables of the two functions.
struct Locals {
    this: Ident,
    block: Ident,
    out: Ident,
    index: Ident,
}

/// The fields `read` and `write` of the description.
pub(super) fn access(entity: &Entity) -> TokenStream {
    let locals = Locals {
        this: local("this"),
        block: local("block"),
        out: local("out"),
        index: local("index"),
    };
    let Locals {
        this,
        block,
        out,
        index,
    } = &locals;
    let own = entity.fields.iter().filter_map(|field| own(field, this));
    // Those of the carrier come last.
    let carriers = entity
        .fields
        .iter()
        .flat_map(|field| inherited(field, this));
    let places: Vec<Access> = own.chain(carriers).collect();
    let blocks: Vec<TokenStream> = places
        .chunks(BLOCK)
        .map(|chunk| block_of(chunk, out))
        .collect();
    let slots = places
        .iter()
        .enumerate()
        .map(|(index, Access { write, .. })| {
            let index = Literal::usize_unsuffixed(index);
            quote!(#index => #write,)
        });
    let base = base(entity, places.len(), &locals);
    let read = match (&blocks[..], &base) {
        // A request without members, or a member of a family that adds none.
        ([], None) => quote!(|_, _, _| {}),
        // Most entities have one block, and are asked for no other.
        ([only], None) => quote!(|#this, _, #out| { #only }),
        (blocks, base) => {
            let numbers = (0..blocks.len()).map(Literal::usize_unsuffixed);
            let base = base.as_ref().map(|base| &base.read);
            quote!(|#this, #block, #out| { match #block { #(#numbers => { #blocks })* _ => {} } #base })
        }
    };
    let write = match (places.is_empty(), &base) {
        (true, None) => quote!(|_, _| __p::None),
        (true, Some(Access { write, .. })) => quote!(|#this, #index| #write),
        (false, base) => {
            let none = quote!(__p::None);
            let other = base.as_ref().map_or(&none, |base| &base.write);
            quote!(|#this, #index| __p::Some(match #index { #(#slots)* _ => return #other }))
        }
    };
    quote!(read: #read, write: #write,)
}

/// The values of at most sixteen properties. One assignment, since the compiler takes twice as long
/// to check one for each.
fn block_of(chunk: &[Access], out: &Ident) -> TokenStream {
    let values = chunk.iter().map(|Access { read, .. }| read);
    quote!(if let __p::Some(#out) = #out.first_chunk_mut() { *#out = [#(#values),*]; })
}

/// The two ways to a property.
struct Access {
    read: TokenStream,
    write: TokenStream,
}

/// What reads and writes the properties of a base, which come after the own ones.
fn base(entity: &Entity, own: usize, locals: &Locals) -> Option<Access> {
    let Field { ident, ty, .. } = entity
        .fields
        .iter()
        .find(|field| matches!(field.kind, Kind::Base(_)))?;
    let own = Literal::usize_unsuffixed(own);
    let Locals {
        this,
        block,
        out,
        index,
    } = locals;
    Some(Access {
        read: quote! {
            __p::read_base(<#ty as __p::NetServerEntity>::lend(&#this.#ident), #own, #block, #out);
        },
        write: quote! {
            __p::write_base(<#ty as __p::NetServerEntity>::lend_mut(&mut #this.#ident), #own, #index)
        },
    })
}

fn own(field: &Field, this: &Ident) -> Option<Access> {
    let Field { ident, ty, .. } = field;
    matches!(field.kind, Kind::Property(_)).then(|| Access {
        read: call("value", ty, &quote!(&#this.#ident)),
        write: call("slot", ty, &quote!(&mut #this.#ident)),
    })
}

fn inherited(field: &Field, this: &Ident) -> Vec<Access> {
    if !matches!(field.kind, Kind::Carrier) {
        return Vec::new();
    }
    let (ident, ty) = (&field.ident, &field.ty);
    let part = |position: usize| {
        let position = Literal::usize_unsuffixed(position);
        Access {
            read: quote!(__p::value(<#ty as __p::CarrierField>::parts(&#this.#ident).#position)),
            write: quote!(__p::slot(<#ty as __p::CarrierField>::parts_mut(&mut #this.#ident).#position)),
        }
    };
    vec![part(0), part(1)]
}
