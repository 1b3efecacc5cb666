//! One file with inner modules, for `include!`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Part;
use super::library::allowances;
use super::types::ident;
use crate::plan::Plan;

/// The module's content.
pub(super) fn module(plan: &Plan, parts: &[Part]) -> TokenStream {
    let folder = |name: &str| {
        let inner = parts.iter().filter(|part| part.folder == name).map(|part| {
            let (module, tokens) = (ident(&part.module), &part.tokens);
            if name == "agents" {
                quote!(pub mod #module { #tokens })
            } else {
                quote!(mod #module { #tokens })
            }
        });
        quote!(#(#inner)*)
    };
    let (agents, entities, enums) = (folder("agents"), folder("entities"), folder("enums"));
    let reexport = |planned: &crate::plan::TypePlan| {
        let (module, rust) = (ident(&planned.module), format_ident!("{}", planned.rust));
        quote!(pub use self::#module::#rust;)
    };
    let (types, names) = (
        plan.types.values().map(reexport),
        plan.enums.values().map(reexport),
    );
    let allowances = allowances(&[quote!(dead_code), quote!(unused_imports)]);
    quote! {
        /// One module for each agent, with its operations.
        #[#allowances]
        pub mod agents { #agents }
        /// The entities of all agents.
        #[#allowances]
        pub mod entities { #entities #(#types)* }
        /// The enums of all agents.
        #[#allowances]
        pub mod enums { #enums #(#names)* }
    }
}
