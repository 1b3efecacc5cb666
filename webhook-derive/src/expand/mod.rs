//! Checked model to tokens, one file per output. What is emitted is data and calls; logic lives in
//! the runtime. All paths are under `__p`, the runtime's hidden module, or inside the item.

mod access;
mod checks;
mod constructor;
mod descriptor;
mod endpoints;
mod enumeration;
mod fallback;
mod family;
mod generic;
mod methods;
mod newtype;
mod presets;
mod property;
#[cfg(test)]
#[allow(clippy::needless_raw_string_hashes)] // As expect-test writes them.
mod tests;
mod traits;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Path};

pub(crate) use fallback::{
    entity as entity_fallback, enumeration as enumeration_fallback, family as family_fallback,
    newtype as newtype_fallback, runtime_of, unread,
};

use crate::model::{Entity, Enumeration, Family, Newtype};
use crate::siblings::Siblings;
use crate::tokens::mentions;

/// All that an entity's derive emits.
pub(crate) fn entity(entity: &Entity) -> TokenStream {
    let ident = &entity.ident;
    let descriptor = descriptor::descriptor(entity);
    let access = access::access(entity);
    let endpoints = endpoints::endpoints(entity);
    let traits = traits::entity(
        ident,
        &quote!(__p::entity_type::<Self>()),
        &constructor::constructor(entity),
        &Siblings::default(),
    );
    let presets = presets::presets(entity);
    let checks = checks::checks(entity);
    let aliases = aliases();
    let body = quote! {
        #aliases
        #[automatically_derived]
        impl __E for #ident {
            const ENTITY: &'static __p::Entity = &#descriptor;
            #access
        }
        #presets
        #checks
        #endpoints
        #traits
    };
    scoped(&entity.runtime, &entity.allowed, &body)
}

/// All that a newtype's derive emits.
pub(crate) fn newtype(newtype: &Newtype) -> TokenStream {
    let body = newtype::newtype(newtype, newtype.request.as_ref(), &Siblings::default());
    scoped(&newtype.runtime, &newtype.allowed, &body)
}

/// All that a family's derive emits.
pub(crate) fn family(family: &Family) -> TokenStream {
    let body = family::family(family);
    scoped(&family.runtime, &family.allowed, &body)
}

/// All that an enum's derive emits.
pub(crate) fn enumeration(enumeration: &Enumeration) -> TokenStream {
    let body = enumeration::enumeration(enumeration);
    scoped(&enumeration.runtime, &enumeration.allowed, &body)
}

/// Short names for the two traits that an entity's expansion names for each property: what the
/// compiler does not read costs nothing. By way of `__p`, so that a runtime which is not there is
/// one error.
fn aliases() -> TokenStream {
    quote!(
        use __p::{NetServerEntity as __E, PropertyType as __P};
    )
}

/// Wraps the impls so that what they import is seen by nobody else.
fn scoped(runtime: &Path, allowed: &[Attribute], body: &TokenStream) -> TokenStream {
    let abi = crate::abi::abi();
    // Named, so that the import is used.
    let of = mentions(body.clone(), "__O").then(|| {
        quote! {
            use __p::{Of as __O, Fallback as __W};
            const _: fn() = <__O<()> as __W<()>>::is_imported;
        }
    });
    quote! {
        #(#allowed)*
        const _: () = {
            use #runtime::#abi as __p;
            #of
            #body
        };
    }
}
