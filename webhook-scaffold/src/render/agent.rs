//! An agent: the structs of its operations, and the function that serves them.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::types::{Types, ident};
use super::{Docs, entity};
use crate::facts::{Agent, Entity, Operation, Shape, Type};
use crate::plan::{AgentPlan, Kind, OperationPlan, Standard, resolved, slow_ms};

/// The structs of the operations that are not declared on an entity.
pub(super) fn operations(
    types: &mut Types<'_>,
    plan: &AgentPlan,
    agent: &Agent,
    words: Docs,
) -> TokenStream {
    let mut items = TokenStream::new();
    for planned in &plan.operations {
        let operation = &agent.operations[planned.index];
        items.extend(match &planned.kind {
            Kind::Standard(..) => TokenStream::new(),
            Kind::Request(full) => request(types, plan, planned, operation, full.as_deref(), words),
            Kind::Whole(body) => whole(types, plan, planned, operation, body, words),
            Kind::Query => by_hand(types, plan, planned, operation, words),
        });
    }
    items
}

fn about(operation: &Operation, words: Docs) -> TokenStream {
    let text = format!("{}\n{}", operation.summary, operation.description);
    words.of(&text, &format!("The operation `{}`.", operation.name))
}

fn request(
    types: &mut Types<'_>,
    plan: &AgentPlan,
    planned: &OperationPlan,
    operation: &Operation,
    full: Option<&str>,
    words: Docs,
) -> TokenStream {
    let rust = ident(&planned.rust);
    let name = &operation.name;
    let mut keys = keys(types, plan, operation);
    if planned.rust != *name {
        keys.push(quote!(entity = #name));
    }
    let empty = Entity::default();
    let body = match full.map(|full| &types.api.definitions[full].shape) {
        Some(Shape::Entity(entity)) => entity,
        _ => &empty,
    };
    if body.carrier {
        keys.push(quote!(carrier));
    }
    let fields = entity::fields(types, full.unwrap_or_default(), body, words);
    let about = about(operation, words);
    let derive = types.model("NetServerEntity");
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, #derive)]
        #[netserver(#(#keys),*)]
        pub struct #rust {
            #fields
        }
    }
}

/// The type of the response: `Binary` for a file, otherwise a property type.
fn response(types: &mut Types<'_>, operation: &Operation) -> Option<TokenStream> {
    let response = operation.response.as_ref()?;
    if *resolved(types.api, response) == Type::Binary {
        return Some(quote!(webhook_model::Binary));
    }
    Some(types.nullable(response))
}

/// The attributes for the path and the response.
fn keys(types: &mut Types<'_>, plan: &AgentPlan, operation: &Operation) -> Vec<TokenStream> {
    let (agent, name) = (&plan.name, &operation.name);
    let mut keys = vec![quote!(agent = #agent), quote!(operation = #name)];
    if let Some(response) = response(types, operation) {
        keys.push(quote!(response = #response));
    }
    if let Some(time) = slow_ms(&operation.description) {
        let time = proc_macro2::Literal::u32_unsuffixed(time);
        keys.push(quote!(slow_ms = #time));
    }
    keys
}

/// A body without its own struct: a list, or a shared entity.
fn whole(
    types: &mut Types<'_>,
    plan: &AgentPlan,
    planned: &OperationPlan,
    operation: &Operation,
    body: &Type,
    words: Docs,
) -> TokenStream {
    let rust = ident(&planned.rust);
    let keys = keys(types, plan, operation);
    let body = types.plain(body);
    let about = about(operation, words);
    let derive = types.model("NetServerEntity");
    quote! {
        #about
        #[derive(Debug, Clone, PartialEq, #derive)]
        #[netserver(#(#keys),*)]
        pub struct #rust(pub #body);
    }
}

fn by_hand(
    types: &mut Types<'_>,
    plan: &AgentPlan,
    planned: &OperationPlan,
    operation: &Operation,
    words: Docs,
) -> TokenStream {
    let rust = ident(&planned.rust);
    let path = format!("/api/v1/Agents/{}/{}", plan.name, operation.name);
    let query = &operation.query;
    let query =
        (!query.is_empty()).then(|| quote!(const QUERY: &'static [&'static str] = &[#(#query),*];));
    let body = operation
        .body
        .as_ref()
        .map_or_else(|| quote!(()), |body| types.plain(body));
    let response = response(types, operation).unwrap_or_else(|| quote!(()));
    let about = about(operation, words);
    quote! {
        #about
        #[derive(Debug, Clone, Copy)]
        pub struct #rust;

        impl webhook_model::operation::Operation for #rust {
            const PATH: &'static str = #path;
            #query
            type Request = #body;
            type Response = #response;
        }
    }
}

/// The function that lists the operations.
pub(super) fn infos(types: &mut Types<'_>, plan: &AgentPlan) -> TokenStream {
    let infos = plan.operations.iter().map(|planned| {
        if let Kind::Standard(standard, full) = &planned.kind {
            let kind = format_ident!("{}", standard.verb());
            let entity = types.plain(&Type::Named(full.clone()));
            quote!(OperationInfo::of::<operation::#kind<#entity>>())
        } else {
            let rust = ident(&planned.rust);
            quote!(OperationInfo::of::<#rust>())
        }
    });
    let infos: Vec<TokenStream> = infos.collect();
    let uses_standard = plan
        .operations
        .iter()
        .any(|planned| matches!(planned.kind, Kind::Standard(..)));
    let standard = uses_standard.then(|| {
        quote!(
            use webhook_model::operation;
        )
    });
    quote! {
        /// The operations, for a schema of the agent.
        #[must_use]
        #[allow(
            clippy::large_stack_arrays,
            clippy::too_many_lines,
            reason = "a line for each operation"
        )]
        pub fn operations() -> Vec<webhook_model::schema::OperationInfo> {
            #standard
            use webhook_model::schema::OperationInfo;

            Vec::from([#(#infos),*])
        }
    }
}

/// The function that serves every operation with a typed default response.
pub(super) fn serve(types: &mut Types<'_>, plan: &AgentPlan, agent: &Agent) -> TokenStream {
    let mut calls = TokenStream::new();
    for planned in &plan.operations {
        let operation = &agent.operations[planned.index];
        calls.extend(if let Kind::Standard(standard, full) = &planned.kind {
            let entity = types.plain(&Type::Named(full.clone()));
            of_entity(*standard, &entity)
        } else {
            let (rust, answer) = (ident(&planned.rust), answer(types, operation));
            quote!(.serve::<#rust, _>(|_| async { Ok(#answer) }))
        });
    }
    quote! {
        /// Serves every operation of the agent with a default response: `CreateDefault` returns default
        /// values, `Get` returns null, and lists are empty.
        #[cfg(feature = "agent")]
        #[must_use]
        #[allow(clippy::too_many_lines, reason = "a line or two for each operation")]
        pub fn serve(agent: webhook_agent::Agent) -> webhook_agent::Agent {
            agent #calls
        }
    }
}

fn of_entity(standard: Standard, entity: &TokenStream) -> TokenStream {
    let kind = format_ident!("{}", standard.verb());
    let operation = quote!(webhook_model::operation::#kind<#entity>);
    match standard {
        Standard::CreateDefault => quote!(.serve_entity::<#entity>()),
        Standard::Get => quote!(.serve::<#operation, _>(|_| async { Ok(None) })),
        Standard::Save => quote!(.serve::<#operation, _>(|call| async move { call.request() })),
        Standard::Delete => quote!(.serve::<#operation, _>(|_| async { Ok(()) })),
    }
}

/// The default response of an operation.
fn answer(types: &mut Types<'_>, operation: &Operation) -> TokenStream {
    let Some(response) = &operation.response else {
        return quote!(());
    };
    let is_new = operation.name.starts_with(Standard::CreateDefault.verb());
    match resolved(types.api, response) {
        Type::Bool => quote!(false),
        Type::Int16 | Type::Int32 | Type::UInt32 | Type::Int64 => quote!(0),
        Type::Double => quote!(0.0),
        Type::List(_) | Type::Bytes => quote!(Some(Vec::new())),
        Type::Binary => quote!(webhook_model::Binary::default()),
        Type::Named(_) if is_new => {
            let entity = types.plain(response);
            quote!(Some(<#entity>::create_default()))
        }
        Type::Named(_) | Type::Text | Type::Secret | Type::Dictionary(..) => quote!(None),
        _ => {
            let ty = types.nullable(response);
            quote!(<#ty as webhook_model::property::PropertyType>::blank())
        }
    }
}
