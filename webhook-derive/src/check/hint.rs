//! Types that are spelled like one which NetServer does not have. The compiler checks them with a hint at the
//! property type to write instead.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Ident, PathSegment, Type, TypePath};

use super::types::{arguments, is_bare, ungrouped};
use crate::model::Hint;
use crate::tokens::map;

/// Rust's types of numbers and text that are not property types, and the types to write instead.
pub(super) const PRIMITIVES: &[(&[&str], &str)] = &[
    (&["i8", "u8"], "i16"),
    (&["u16"], "i32"),
    (&["u64", "usize", "isize", "i128", "u128"], "i64"),
    (&["f32"], "f64"),
    (&["char"], "String"),
];

/// Types of the standard library and of well-known crates that hold text.
const TEXTS: &[&str] = &[
    "PathBuf", "OsString", "CString", "Uuid", "Url", "Uri", "IpAddr",
];

/// Types that hold a moment.
const DATES: &[&str] = &[
    "SystemTime",
    "Instant",
    "DateTime",
    "OffsetDateTime",
    "Timestamp",
];

/// Types that hold one value of their first parameter.
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

/// Types that hold many values of their first parameter.
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

/// The hint for a type, if it has one.
pub(super) fn hint(ty: &Type) -> Option<Hint> {
    let ty = ungrouped(ty);
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last().filter(|_| path.qself.is_none())?;
    let bound = match instead(path, last) {
        Some(instead) => quote!(__p::Instead<#ty, #instead>),
        // struct E { carrier: Carrier } without `#[netserver(carrier)]`
        None if last.ident == "Carrier" => quote!(__p::NotInherited),
        None => return inner_hint(last),
    };
    Some(Hint {
        bound,
        inside: None,
    })
}

/// The hint for the type that a known type holds.
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

/// The property type to write instead of a type.
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

/// The spans of the first and the last token.
fn ends(ty: &Type) -> Option<(Span, Span)> {
    let last = ty.to_token_stream().into_iter().last()?;
    Some((ty.span(), last.span()))
}

/// The type with the span of one inside it, for an error there.
pub(super) fn at(ty: &Type, (first, last): (Span, Span)) -> Type {
    // The location of one span, and the hygiene of the other.
    let move_to = |mut token: TokenTree, span: Span| {
        token.set_span(span.resolved_at(token.span()));
        token
    };
    let moved = map(ty.to_token_stream(), &|token| move_to(token, first));
    let mut moved: Vec<TokenTree> = moved.into_iter().collect();
    if let [_, .., token] = moved.as_mut_slice() {
        *token = move_to(token.clone(), last);
    }
    let moved: TokenStream = moved.into_iter().collect();
    syn::parse2(moved.clone()).unwrap_or(Type::Verbatim(moved))
}
