//! Types by their spelling, which is all that a macro knows of them.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::{GenericArgument, Ident, PathArguments, PathSegment, Type};

use crate::tokens::{map, mentions};

/// Types of one value that are properties.
pub(super) const SCALARS: &[&str] = &["i16", "i32", "u32", "i64", "f64", "bool", "String"];

/// The type inside parentheses and the invisible groups that `macro_rules` puts around fragments.
pub(super) fn ungrouped(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => ungrouped(&group.elem),
        Type::Paren(inner) => ungrouped(&inner.elem),
        ty => ty,
    }
}

/// The last segment of a path.
pub(super) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ungrouped(ty) {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

/// The segment of a path that has no other.
pub(super) fn only_segment(ty: &Type) -> Option<&PathSegment> {
    match ungrouped(ty) {
        Type::Path(path) if path.qself.is_none() && path.path.leading_colon.is_none() => {
            let mut segments = path.path.segments.iter();
            segments.next().filter(|_| segments.next().is_none())
        }
        _ => None,
    }
}

/// The types in angle brackets.
pub(super) fn arguments(segment: &PathSegment) -> std::vec::IntoIter<&Type> {
    let mut types = Vec::new();
    if let PathArguments::AngleBracketed(arguments) = &segment.arguments {
        for argument in &arguments.args {
            if let GenericArgument::Type(ty) = argument {
                types.push(ty);
            }
        }
    }
    types.into_iter()
}

/// Whether an identifier is one of some names.
pub(super) fn is_one_of(ident: &Ident, names: &[&str]) -> bool {
    names.iter().any(|name| ident == name)
}

/// Whether a type is a name without arguments.
pub(super) fn is_bare(ty: &Type, name: &str) -> bool {
    matches!(ungrouped(ty), Type::Path(path) if path.path.is_ident(name))
}

pub(super) fn is_option(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|last| last.ident == "Option")
}

/// The last segment of a path, inside any `Option`.
pub(super) fn last_segment_in_option(ty: &Type) -> Option<&PathSegment> {
    let last = last_segment(ty)?;
    let held = arguments(last).next().filter(|_| last.ident == "Option");
    held.map_or(Some(last), last_segment_in_option)
}

/// Whether a type has no size, as the last field of a struct may.
pub(crate) fn is_unsized(ty: &Type) -> bool {
    matches!(ungrouped(ty), Type::Slice(_) | Type::TraitObject(_)) || is_bare(ty, "str")
}

/// Whether a type is certainly a property type, because it consists of known names only.
pub(crate) fn is_plain(ty: &Type) -> bool {
    let Some(name) = only_segment(ty) else {
        return false;
    };
    let is = |names: &[&str]| is_one_of(&name.ident, names);
    let held: Vec<&Type> = arguments(name).collect();
    match held[..] {
        [] => is(SCALARS),
        [held] => is(&["Option", "Vec", "Box"]) && is_plain(held),
        [key, held] => {
            let key = is_bare(key, "String") || is_bare(key, "i32");
            is(&["BTreeMap", "HashMap"]) && key && is_plain(held)
        }
        _ => false,
    }
}

/// A type for a message, without spaces between the tokens; `T` for a long one.
pub(super) fn text(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string().replace(' ', "");
    if text.len() > 40 || text.contains("dyn") {
        return "T".to_owned();
    }
    text
}

/// A type with the name of the entity in place of `Self`, which is unknown in the constants outside of the
/// entity's impls.
pub(super) fn without_self(ty: &Type, entity: &Ident) -> Type {
    let tokens = ty.to_token_stream();
    if !mentions(tokens.clone(), "Self") {
        return ty.clone();
    }
    let named = map(tokens, &|token| match token {
        TokenTree::Ident(word) if word == "Self" => {
            let mut name = entity.clone();
            name.set_span(entity.span().located_at(word.span()));
            name.into()
        }
        token => token,
    });
    syn::parse2(named.clone()).unwrap_or(Type::Verbatim(named))
}
