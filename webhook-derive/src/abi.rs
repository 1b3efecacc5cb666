//! The name of the runtime's hidden module.

use quote::format_ident;
use syn::Ident;

/// The runtime's hidden module. Its name ends in the version that both have, so that a runtime of
/// another one is a single error that names the version.
pub(crate) fn abi() -> Ident {
    let version = env!("CARGO_PKG_VERSION").replace(['.', '-', '+'], "_");
    format_ident!("__private_{version}")
}
