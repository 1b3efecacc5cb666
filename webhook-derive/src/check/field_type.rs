//! Field types: those that no trait can ever make a property, refused here; and those that are
//! spelled like a type which NetServer does not have, for the compiler to judge with a hint.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{GenericArgument, Ident, PathArguments, PathSegment, Type, TypePath};

use crate::diagnostics::Diagnostics;
use crate::model::Hint;

/// Rust's types of numbers and text, and NetServer's types instead of them.
const PRIMITIVES: &[(&[&str], &str)] = &[
    (&["i8", "u8"], "i16"),
    (&["u16"], "i32"),
    (&["u64", "usize", "isize", "i128", "u128"], "i64"),
    (&["f32"], "f64"),
    (&["char"], "String"),
];

/// Types of one value that are properties.
const SCALARS: &[&str] = &["i16", "i32", "u32", "i64", "f64", "bool", "String"];

/// Types of the standard library and well-known crates that hold text.
const TEXTS: &[&str] = &[
    "PathBuf", "OsString", "CString", "Uuid", "Url", "Uri", "IpAddr",
];
/// Those that hold a moment.
const DATES: &[&str] = &[
    "SystemTime",
    "Instant",
    "DateTime",
    "OffsetDateTime",
    "Timestamp",
];
/// Those that hold one value of the type in angle brackets.
const WRAPPERS: &[&str] = &[
    "Mutex",
    "RwLock",
    "Cell",
    "RefCell",
    "OnceCell",
    "OnceLock",
    "LazyLock",
    "Rc",
    "Arc",
    "Cow",
    "Pin",
    "NonZero",
    "Wrapping",
    "ManuallyDrop",
    "MaybeUninit",
];
/// Those that hold many.
const COLLECTIONS: &[&str] = &[
    "HashSet",
    "BTreeSet",
    "IndexSet",
    "VecDeque",
    "LinkedList",
    "BinaryHeap",
    "SmallVec",
    "ArrayVec",
];

/// Whether a type has no size, as the last field of a struct may.
pub(crate) fn is_unsized(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => is_unsized(&group.elem),
        Type::Paren(inner) => is_unsized(&inner.elem),
        Type::Slice(_) | Type::TraitObject(_) => true,
        ty => is_bare(ty, "str"),
    }
}

/// Refuses a type that cannot be the type of a property, whatever traits it implements.
pub(super) fn refuse(ty: &Type, is_last: bool, diagnostics: &mut Diagnostics) -> bool {
    // struct E { a: str, b: i32 }
    let only_last = is_unsized(ty) && !is_last;
    // struct E { a: impl Trait, b: _ }
    let never = matches!(ty, Type::ImplTrait(_) | Type::Infer(_));
    if lacks_lifetime(ty) || only_last || never {
        diagnostics.leave_to_compiler();
        return true;
    }
    refuse_kind(ty, diagnostics)
}

fn refuse_kind(ty: &Type, diagnostics: &mut Diagnostics) -> bool {
    let message = match ty {
        Type::Group(group) => return refuse_kind(&group.elem, diagnostics),
        Type::Paren(inner) => return refuse_kind(&inner.elem, diagnostics),
        // struct E { a: str }
        ty if is_bare(ty, "str") => "an entity owns its data; write `String`".to_owned(),
        Type::Path(path) => return refuse_arguments(path, diagnostics),
        // struct E { a: (i32, i32) }
        Type::Tuple(tuple) if tuple.elems.is_empty() => {
            "`()` has no content to encode; remove the field, or put `#[netserver(skip)]` on it".to_owned()
        }
        Type::Tuple(_) => "a tuple has no names for the wire; write a struct with named fields and `#[derive(NetServerEntity)]`".to_owned(),
        // struct E { a: [u8; 4] }
        Type::Array(array) => format!("a list on the wire has no fixed length; write `Vec<{}>`", text(&array.elem)),
        Type::Slice(slice) => format!("an entity owns its data; write `Vec<{}>`", text(&slice.elem)),
        // struct E { a: &'static str }
        Type::Reference(reference) => format!("an entity owns its data; write `{}`", owned(&reference.elem)),
        // struct E { a: fn() }
        Type::FnPtr(_) => "a function cannot be encoded; remove the field, or put `#[netserver(skip)]` on it".to_owned(),
        Type::Ptr(_) => "an address has no meaning on the wire; hold the value itself".to_owned(),
        Type::Never(_) => "`!` has no value that could go on the wire; remove the field".to_owned(),
        Type::TraitObject(_) => "what a trait object is cannot be known when it is read; write the type itself, or a family: an enum with `#[derive(NetServerEntity)]` and `#[netserver(tag = \"..\")]`".to_owned(),
        _ => return false,
    };
    diagnostics.at(ty, message);
    true
}

/// The same for the types in angle brackets: `Vec<(i32, i32)>`, `Option<&'static str>`.
fn refuse_arguments(path: &TypePath, diagnostics: &mut Diagnostics) -> bool {
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    if let Some(inner) = second_option(last) {
        let message = format!(
            "there is one null, so that an `Option` in an `Option` would not come back as it was; write `{}`",
            text(inner)
        );
        diagnostics.at(path, message);
        return true;
    }
    let known = ["Option", "Vec", "Box", "BTreeMap", "HashMap"];
    let known = known.iter().any(|known| last.ident == known);
    // `Box<dyn Trait>` and `Box<[T]>` are refused as what they hold.
    known && arguments(last).any(|argument| refuse_kind(argument, diagnostics))
}

/// The `Option` within an `Option`, also in a `Box`.
fn second_option(outer: &PathSegment) -> Option<&Type> {
    let mut held = (outer.ident == "Option").then(|| arguments(outer).next())??;
    loop {
        held = match held {
            Type::Group(group) => &group.elem,
            Type::Paren(inner) => &inner.elem,
            Type::Path(path) => {
                let last = path.path.segments.last()?;
                if last.ident == "Option" {
                    return Some(held);
                }
                (last.ident == "Box").then(|| arguments(last).next())??
            }
            _ => return None,
        }
    }
}

/// Whether the compiler itself refuses the type, for a reference without a lifetime or with one
/// that is not declared: an entity has no parameters.
fn lacks_lifetime(ty: &Type) -> bool {
    match ty {
        Type::Group(group) => lacks_lifetime(&group.elem),
        Type::Paren(inner) => lacks_lifetime(&inner.elem),
        Type::Reference(reference) => {
            let lifetime = reference.lifetime.as_ref();
            lifetime.is_none_or(|lifetime| lifetime.ident != "static")
                || lacks_lifetime(&reference.elem)
        }
        Type::Array(array) => lacks_lifetime(&array.elem),
        Type::Slice(slice) => lacks_lifetime(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().any(lacks_lifetime),
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| arguments(last).any(lacks_lifetime)),
        _ => false,
    }
}

/// Whether a type is spelled as one of the closed list to its last part, so that there is nothing
/// left to judge.
pub(crate) fn is_plain(ty: &Type) -> bool {
    let path = match ty {
        Type::Group(group) => return is_plain(&group.elem),
        Type::Paren(inner) => return is_plain(&inner.elem),
        Type::Path(path) if path.qself.is_none() => &path.path,
        _ => return false,
    };
    let Some(name) = path.segments.last().filter(|_| path.segments.len() == 1) else {
        return false;
    };
    let is = |names: &[&str]| names.iter().any(|known| name.ident == known);
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

/// Refuses a type that is a property but never an entity, where an entity is expected: the base or
/// the member of a family, as `role` says.
pub(super) fn refuse_as_entity(ty: &Type, role: &str, diagnostics: &mut Diagnostics) -> bool {
    let path = match ty {
        Type::Group(group) => return refuse_as_entity(&group.elem, role, diagnostics),
        Type::Paren(inner) => return refuse_as_entity(&inner.elem, role, diagnostics),
        Type::Path(path) if path.qself.is_none() => path,
        _ => return false,
    };
    let Some(last) = path.path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    let held = arguments(last).last().map(text);
    let message = match (name.as_str(), held) {
        // #[netserver(base)] base: Box<Base>
        ("Box" | "Rc" | "Arc" | "Option", Some(held)) => {
            format!("{role} is the entity itself; write `{held}` without `{name}`")
        }
        ("Vec" | "BTreeMap" | "HashMap" | "Flags", Some(_)) => {
            format!(
                "{role} is an entity, and `{name}` is not; write a struct with `#[derive(NetServerEntity)]` that has it as a property"
            )
        }
        (_, None)
            if path.path.get_ident().is_some()
                && (SCALARS.contains(&name.as_str())
                    || PRIMITIVES
                        .iter()
                        .any(|(names, _)| names.contains(&name.as_str()))) =>
        {
            format!(
                "{role} is an entity, and `{name}` is a value; write a struct with `#[derive(NetServerEntity)]` that has it as a property"
            )
        }
        _ => return false,
    };
    diagnostics.at(ty, message);
    true
}

/// What a type is spelled like that NetServer does not have.
pub(super) fn hint(ty: &Type) -> Option<Hint> {
    match ty {
        Type::Group(group) => hint(&group.elem),
        Type::Paren(inner) => hint(&inner.elem),
        Type::Path(path) if path.qself.is_none() => {
            let last = path.path.segments.last()?;
            match instead(path, last) {
                Some(instead) => Some(Hint {
                    bound: quote!(__p::Instead<#ty, #instead>),
                    inside: None,
                }),
                // struct E { carrier: Carrier } without `#[netserver(carrier)]`
                None if last.ident == "Carrier" => Some(Hint {
                    bound: quote!(__p::NotInherited),
                    inside: None,
                }),
                None => inner_hint(last),
            }
        }
        _ => None,
    }
}

/// The hint for what a known type holds, at its place.
fn inner_hint(last: &PathSegment) -> Option<Hint> {
    let name = last.ident.to_string();
    let held = match name.as_str() {
        "Option" | "Box" => arguments(last).next()?,
        // `Vec<u8>` is bytes.
        "Vec" => arguments(last).next().filter(|held| !is_bare(held, "u8"))?,
        "BTreeMap" | "HashMap" => arguments(last).nth(1)?,
        _ => return None,
    };
    hint(held).map(|hint| Hint {
        inside: hint.inside.or_else(|| ends(held)),
        ..hint
    })
}

/// What to write for a type.
fn instead(path: &TypePath, last: &PathSegment) -> Option<TokenStream> {
    let name = last.ident.to_string();
    let is = |names: &[&str]| names.contains(&name.as_str());
    if path.path.get_ident().is_some() {
        let primitive = PRIMITIVES.iter().find(|(names, _)| is(names));
        if let Some((_, instead)) = primitive {
            let instead = Ident::new(instead, Span::call_site());
            return Some(quote!(__p::#instead));
        }
    }
    let held = arguments(last).next();
    if is(TEXTS) {
        return Some(quote!(__p::String));
    }
    // A bare `DateTime` or `Duration` is the runtime's own.
    if is(DATES) && (held.is_some() || name != "DateTime") {
        return Some(quote!(__p::DateTime));
    }
    let of_time = path
        .path
        .segments
        .iter()
        .any(|segment| segment.ident == "time");
    if name == "Duration" && of_time {
        return Some(quote!(__p::Duration));
    }
    match held {
        Some(held) if is(WRAPPERS) && is_bare(held, "str") => Some(quote!(__p::String)),
        Some(held) if is(WRAPPERS) => Some(quote!(#held)),
        Some(held) if is(COLLECTIONS) => Some(quote!(__p::Vec<#held>)),
        Some(held) if name == "Box" && is_bare(held, "str") => Some(quote!(__p::String)),
        _ => None,
    }
}

/// The types in angle brackets.
fn arguments(segment: &PathSegment) -> impl Iterator<Item = &Type> {
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(arguments) => Some(&arguments.args),
        PathArguments::None | PathArguments::Parenthesized(_) => None,
    };
    arguments
        .into_iter()
        .flatten()
        .filter_map(|argument| match argument {
            GenericArgument::Type(ty) => Some(ty),
            _ => None,
        })
}

fn is_bare(ty: &Type, name: &str) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident(name))
}

/// What to write for a reference to a type.
fn owned(ty: &Type) -> String {
    match ty {
        Type::Slice(slice) => format!("Vec<{}>", text(&slice.elem)),
        ty if is_bare(ty, "str") => "String".to_owned(),
        ty => text(ty),
    }
}

/// A type as people write it, without the spaces between tokens; the bare word for a long one.
fn text(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string().replace(' ', "");
    if text.len() > 40 || text.contains("dyn") {
        return "T".to_owned();
    }
    text
}

/// The type with the name of the entity in place of `Self`, which constants outside of its impls do not
/// have: those that the compiler checks, and those of an entity with a base.
pub(super) fn without_self(ty: &Type, entity: &Ident) -> Type {
    let tokens = ty.to_token_stream();
    if !names_self(tokens.clone()) {
        return ty.clone();
    }
    let named = named(tokens, entity);
    syn::parse2(named.clone()).unwrap_or(Type::Verbatim(named))
}

fn names_self(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(word) => word == "Self",
        TokenTree::Group(group) => names_self(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn named(tokens: TokenStream, entity: &Ident) -> TokenStream {
    let name = |token| match token {
        TokenTree::Ident(word) if word == "Self" => {
            let mut name = entity.clone();
            name.set_span(entity.span().located_at(word.span()));
            name.into()
        }
        TokenTree::Group(group) => {
            let inner = named(group.stream(), entity);
            proc_macro2::Group::new(group.delimiter(), inner).into()
        }
        other => other,
    };
    tokens.into_iter().map(name).collect()
}

/// The places of the first and the last token.
fn ends(ty: &Type) -> Option<(Span, Span)> {
    let last = ty.to_token_stream().into_iter().last()?;
    Some((ty.span(), last.span()))
}

/// The type with all its tokens at one place, for an error there.
pub(super) fn at(ty: &Type, (first, last): (Span, Span)) -> Type {
    let mut moved: Vec<TokenTree> = moved(ty.to_token_stream(), first).into_iter().collect();
    if let [_, .., token] = moved.as_mut_slice() {
        token.set_span(last.resolved_at(token.span()));
    }
    let moved: TokenStream = moved.into_iter().collect();
    syn::parse2(moved.clone()).unwrap_or(Type::Verbatim(moved))
}

fn moved(tokens: TokenStream, place: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            if let TokenTree::Group(group) = &token {
                let inner = moved(group.stream(), place);
                token = proc_macro2::Group::new(group.delimiter(), inner).into();
            }
            // The place of the one, the scope of the other.
            let span = place.resolved_at(token.span());
            token.set_span(span);
            token
        })
        .collect()
}
