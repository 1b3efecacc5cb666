//! Field types that cannot be property types, whatever traits they implement.

use syn::{PathSegment, Type};

use super::hint::PRIMITIVES;
use super::types::{
    SCALARS, arguments, is_bare, is_one_of, is_option, is_unsized, last_segment, only_segment,
    text, ungrouped,
};
use crate::diagnostics::Diagnostics;

/// Where a type is in its item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    /// The last field of a struct, which can be unsized.
    Last,
    Other,
}

/// Refuses a type that cannot be the type of a property.
pub(super) fn refuse(ty: &Type, position: Position, diagnostics: &mut Diagnostics) -> bool {
    // struct E { a: str, b: i32 }
    let only_last = is_unsized(ty) && position != Position::Last;
    // struct E { a: impl Trait, b: _ }
    let never = matches!(ty, Type::ImplTrait(_) | Type::Infer(_));
    if lacks_lifetime(ty) || only_last || never {
        diagnostics.leave_to_compiler();
        return true;
    }
    refuse_kind(ty, diagnostics)
}

fn refuse_kind(ty: &Type, diagnostics: &mut Diagnostics) -> bool {
    let ty = ungrouped(ty);
    let message = match ty {
        // struct E { a: str }
        ty if is_bare(ty, "str") => "an entity owns its data; write `String`".to_owned(),
        Type::Path(_) => return refuse_path(ty, diagnostics),
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
fn refuse_path(ty: &Type, diagnostics: &mut Diagnostics) -> bool {
    let Some(last) = last_segment(ty) else {
        return false;
    };
    if let Some(inner) = second_option(last) {
        let message = format!(
            "there is one null, so that an `Option` in an `Option` would not come back as it was; write `{}`",
            text(inner)
        );
        diagnostics.at(ty, message);
        return true;
    }
    // `Box<dyn Trait>` and `Box<[T]>` are refused as the type that they hold.
    is_one_of(
        &last.ident,
        &["Option", "Vec", "Box", "BTreeMap", "HashMap"],
    ) && arguments(last).any(|argument| refuse_kind(argument, diagnostics))
}

/// The `Option` that an `Option` holds, directly or in a `Box`.
fn second_option(outer: &PathSegment) -> Option<&Type> {
    let mut held = ungrouped(arguments(outer).next()?);
    while let Some(last) = last_segment(held).filter(|last| last.ident == "Box") {
        held = ungrouped(arguments(last).next()?);
    }
    (outer.ident == "Option" && is_option(held)).then_some(held)
}

/// The type to write instead of a reference.
fn owned(ty: &Type) -> String {
    match ty {
        Type::Slice(slice) => format!("Vec<{}>", text(&slice.elem)),
        ty if is_bare(ty, "str") => "String".to_owned(),
        ty => text(ty),
    }
}

/// Whether a reference without a lifetime, or with one that is not declared, makes the type an error of the
/// compiler: an entity has no parameters.
fn lacks_lifetime(ty: &Type) -> bool {
    match ungrouped(ty) {
        Type::Reference(reference) => {
            let lifetime = reference.lifetime.as_ref();
            lifetime.is_none_or(|lifetime| lifetime.ident != "static")
                || lacks_lifetime(&reference.elem)
        }
        Type::Array(array) => lacks_lifetime(&array.elem),
        Type::Slice(slice) => lacks_lifetime(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().any(lacks_lifetime),
        ty => last_segment(ty).is_some_and(|last| arguments(last).any(lacks_lifetime)),
    }
}

/// Refuses a property type that is not an entity as the base of an entity or the member of a family, which
/// `role` names.
pub(super) fn refuse_as_entity(ty: &Type, role: &str, diagnostics: &mut Diagnostics) -> bool {
    let ty = ungrouped(ty);
    let Some(last) = last_segment(ty) else {
        return false;
    };
    let name = last.ident.to_string();
    let mut primitives = PRIMITIVES.iter().flat_map(|(names, _)| *names);
    let is_value = only_segment(ty).is_some()
        && (SCALARS.contains(&name.as_str()) || primitives.any(|primitive| name == *primitive));
    let message = match (name.as_str(), arguments(last).last()) {
        // #[netserver(base)] base: Box<Base>
        ("Box" | "Rc" | "Arc" | "Option", Some(held)) => {
            format!(
                "{role} is the entity itself; write `{}` without `{name}`",
                text(held)
            )
        }
        ("Vec" | "BTreeMap" | "HashMap" | "Flags", Some(_)) => {
            format!(
                "{role} is an entity, and `{name}` is not; write a struct with `#[derive(NetServerEntity)]` that has it as a property"
            )
        }
        (_, None) if is_value => {
            format!(
                "{role} is an entity, and `{name}` is a value; write a struct with `#[derive(NetServerEntity)]` that has it as a property"
            )
        }
        _ => return false,
    };
    diagnostics.at(ty, message);
    true
}
