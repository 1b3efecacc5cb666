//! The files that connect the parts of a crate: `lib.rs`, the modules of the folders, the example.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::Style;
use super::types::ident;
use crate::facts::Api;
use crate::plan::{AgentPlan, Plan, TypePlan};

/// The modules of the folders.
pub(super) fn folders(api: &Api, plan: &Plan) -> Vec<(&'static str, TokenStream)> {
    let agents = plan.agents.iter().map(|agent| {
        let (module, feature) = (ident(&agent.module), &agent.feature);
        quote!(#[cfg(feature = #feature)] pub mod #module;)
    });
    let agents = quote! {
        //! One module for each agent, with its operations.
        #(#agents)*
    };
    let entities = reexports(plan.types.values());
    let enums = reexports(plan.enums.values());
    let _ = api;
    vec![
        ("agents", agents),
        (
            "entities",
            quote!(#![doc = " The entities of all agents."] #entities),
        ),
        (
            "enums",
            quote!(#![doc = " The enums of all agents."] #enums),
        ),
    ]
}

fn reexports<'p>(types: impl Iterator<Item = &'p TypePlan>) -> TokenStream {
    let mut types: Vec<&TypePlan> = types.collect();
    types.sort_by_key(|planned| &planned.module);
    let items = types.iter().map(|planned| {
        let (module, rust, features) = (
            ident(&planned.module),
            format_ident!("{}", planned.rust),
            cfg(&planned.features),
        );
        quote!(#features mod #module; #features pub use self::#module::#rust;)
    });
    quote!(#(#items)*)
}

/// `#[cfg(any(feature = "contact", feature = "sale"))]`
fn cfg(features: &BTreeSet<String>) -> TokenStream {
    let features: Vec<&String> = features.iter().collect();
    match features.as_slice() {
        [] => TokenStream::new(),
        [one] => quote!(#[cfg(feature = #one)]),
        several => quote!(#[cfg(any(#(feature = #several),*))]),
    }
}

/// The allowed lints. `more` are those of a module in which some items may be unused.
pub(super) fn allowances(more: &[TokenStream]) -> TokenStream {
    quote! {
        allow(
            #(#more,)*
            clippy::enum_variant_names,
            clippy::large_enum_variant,
            clippy::struct_excessive_bools,
            clippy::struct_field_names,
            clippy::type_complexity,
            reason = "names and shapes are the vendor's"
        )
    }
}

/// `lib.rs`.
pub(super) fn root(api: &Api, plan: &Plan, style: &Style) -> TokenStream {
    let mut about = vec![
        " Entities and operations of `SuperOffice`, derived by `webhook-model`.".to_owned(),
        String::new(),
        " | feature | agent | operations |".to_owned(),
        " |---|---|---|".to_owned(),
    ];
    for agent in &plan.agents {
        let count = api.agents[&agent.name].operations.len();
        about.push(format!(
            " | `{}` | `{}` | {count} |",
            agent.feature, agent.name
        ));
    }
    about.push(String::new());
    about.push(
        " `all` enables every agent; `agent` adds `serve`, which serves all operations.".to_owned(),
    );
    let allowances = allowances(&[]);
    let ext = style.has_ext.then(|| {
        quote!(
            pub mod ext;
        )
    });
    let serve = plan.agents.iter().map(|agent| {
        let (module, feature) = (ident(&agent.module), &agent.feature);
        quote! {
            #[cfg(feature = #feature)]
            let agent = agents::#module::serve(agent);
        }
    });
    let infos = plan.agents.iter().map(|agent| {
        let (module, feature) = (ident(&agent.module), &agent.feature);
        quote! {
            #[cfg(feature = #feature)]
            operations.extend(agents::#module::operations());
        }
    });
    quote! {
        #(#![doc = #about])*
        #![#allowances]
        pub mod agents;
        pub mod entities;
        pub mod enums;
        #ext

        /// The operations of the enabled agents.
        #[must_use]
        #[allow(clippy::too_many_lines, reason = "a line or two for each agent")]
        #[allow(unused_mut, reason = "not changed if no agent is enabled")]
        pub fn operations() -> Vec<webhook_model::schema::OperationInfo> {
            let mut operations = Vec::new();
            #(#infos)*
            operations
        }

        /// Serves every operation of the enabled agents with default responses.
        #[cfg(feature = "agent")]
        #[must_use]
        #[allow(clippy::too_many_lines, reason = "a line or two for each agent")]
        pub fn serve(agent: webhook_agent::Agent) -> webhook_agent::Agent {
            #(#serve)*
            agent
        }
    }
}

/// The names of all types. Generated code does not import any of them.
pub(super) fn all_names(plan: &Plan, planned: &AgentPlan) -> BTreeSet<String> {
    let own = planned
        .operations
        .iter()
        .map(|operation| operation.rust.clone());
    let types = plan.types.values().chain(plan.enums.values());
    own.chain(types.map(|planned| planned.rust.clone()))
        .collect()
}

/// The example that runs an agent.
pub(super) fn example(style: &Style) -> TokenStream {
    let library = format_ident!("{}", style.name.replace('-', "_"));
    quote! {
        //! Serves every operation without authentication: `cargo run --example agent`.

        use webhook_agent::server::Server;
        use webhook_agent::{Agent, auth::Anyone};

        #[tokio::main]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let address = std::env::args().nth(1).unwrap_or_else(|| "127.0.0.1:8080".to_owned());
            let agent = #library::serve(Agent::new(Anyone));
            let server = Server::bind(address.parse()?).await?;
            println!("http://{}/api/v1/openapi.json", server.local_addr());
            let stop = async {
                let _ = tokio::signal::ctrl_c().await;
            };
            server.run(agent.into_service(), stop).await;
            Ok(())
        }
    }
}
