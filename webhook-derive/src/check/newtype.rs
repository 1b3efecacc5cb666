//! The rules of a tuple struct of one property type.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::LitStr;

use super::entity::check_agent;
use super::field_type::{Position, refuse};
use super::hint::{self, hint};
use super::operations::request;
use super::{call_site, runtime};
use crate::diagnostics::Diagnostics;
use crate::input::RawNewtype;
use crate::keys::Key;
use crate::model::Newtype;

/// Checks a newtype.
pub(crate) fn newtype(raw: RawNewtype, diagnostics: &mut Diagnostics) -> Newtype {
    let attributes = &raw.attributes;
    check_agent(attributes, diagnostics);
    let agent = attributes.text(Key::Agent).map(LitStr::value);
    // #[netserver(agent = "Person")] struct PersonId(i32);
    let explained = attributes.is_meant(Key::Operation) || attributes.is_meant(Key::Response);
    if let (Some(span), false) = (attributes.span(Key::Agent), explained) {
        diagnostics.at_span(
            span,
            "an agent takes a newtype as the request of an operation only; add `operation = \"Name\"`, or remove `agent`",
        );
    }
    let refused = raw.generic
        || refuse(&raw.ty, Position::Last, diagnostics)
        || refuse_recursion(&raw, diagnostics);
    let hint = hint(&raw.ty).filter(|_| !refused);
    let place = hint.as_ref().and_then(|hint| hint.inside);
    Newtype {
        runtime: runtime(attributes),
        request: request(attributes, agent.as_deref(), diagnostics),
        ty: place.map_or_else(|| raw.ty.clone(), |place| hint::at(&raw.ty, place)),
        hint,
        refused,
        allowed: raw.allowed,
        ident: call_site(&raw.ident),
    }
}

// struct Tree(Vec<Tree>);
fn refuse_recursion(raw: &RawNewtype, diagnostics: &mut Diagnostics) -> bool {
    let Some(own) = mention(raw.ty.to_token_stream(), &raw.ident) else {
        return false;
    };
    diagnostics.at(
        own,
        "a newtype is what it holds, so it cannot hold itself; write a struct with named fields",
    );
    true
}

/// The first token that names the type itself. After `::` the same name is another item.
fn mention(tokens: TokenStream, own: &Ident) -> Option<Ident> {
    let mut in_path = false;
    tokens.into_iter().find_map(|token| {
        let behind_colons = in_path;
        in_path = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':');
        match token {
            TokenTree::Ident(word) if !behind_colons && (word == *own || word == "Self") => {
                Some(word)
            }
            TokenTree::Group(group) => mention(group.stream(), own),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
        }
    })
}
