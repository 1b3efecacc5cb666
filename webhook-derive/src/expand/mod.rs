//! The output for a checked item, one file for each part. It consists of data and calls, and the logic is in the
//! runtime. All paths are inside the item or begin with `__p`, the runtime's hidden module.

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
mod scope_tests;
#[cfg(test)]
mod tests;
mod traits;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Path};

pub(crate) use fallback::{
    entity as entity_fallback, enumeration as enumeration_fallback, family as family_fallback,
    newtype as newtype_fallback, runtime_of, unread,
};

use crate::check::is_plain;
use crate::model::{Entity, Enumeration, Family, Field, Newtype};
use crate::siblings::Siblings;

/// The output for an entity.
pub(crate) fn entity(entity: &Entity) -> TokenStream {
    let ident = &entity.ident;
    let descriptor = descriptor::descriptor(entity);
    let access = access::access(entity);
    let endpoints = endpoints::endpoints(entity);
    let traits = traits::entity(
        ident,
        None,
        &constructor::constructor(entity),
        &Siblings::default(),
    );
    let presets = presets::presets(entity);
    let checks = checks::checks(entity);
    let alias = alias();
    let body = quote! {
        #alias
        #[automatically_derived]
        impl __p::NetServerEntity for #ident {
            const ENTITY: &'static __p::Entity = &#descriptor;
            #access
        }
        #presets
        #checks
        #endpoints
        #traits
    };
    let wraps = entity.fields.iter().any(Field::is_wrapped);
    scoped(&entity.runtime, &entity.allowed, wraps, &body)
}

/// The output for a newtype.
pub(crate) fn newtype(newtype: &Newtype) -> TokenStream {
    let body = newtype::newtype(newtype, newtype.request.as_ref(), &Siblings::default());
    let wraps = !is_plain(&newtype.ty);
    scoped(&newtype.runtime, &newtype.allowed, wraps, &body)
}

/// The output for a family.
pub(crate) fn family(family: &Family) -> TokenStream {
    let body = family::family(family);
    scoped(&family.runtime, &family.allowed, true, &body)
}

/// The output for an enum.
pub(crate) fn enumeration(enumeration: &Enumeration) -> TokenStream {
    let body = enumeration::enumeration(enumeration);
    let wraps = enumeration.other.is_some();
    scoped(&enumeration.runtime, &enumeration.allowed, wraps, &body)
}

/// A short name for the trait that an entity's expansion names for each property, which reduces what the compiler
/// has to read. It is imported from `__p`, so that a missing runtime is one error.
fn alias() -> TokenStream {
    quote!(
        use __p::PropertyType as __P;
    )
}

/// Wraps the impls in a block, so that their imports are not visible outside; `wraps` if they use `__O`.
fn scoped(runtime: &Path, allowed: &[Attribute], wraps: bool, body: &TokenStream) -> TokenStream {
    let abi = crate::abi::abi();
    // The type uses the import of the trait. A constant would be one more body to check.
    let of = wraps.then(|| {
        quote! {
            use __p::{Of as __O, Fallback as __W};
            type __I = <__O<()> as __W<()>>::Imported;
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
