//! Whether a key fits the type of its field as the type is spelled. Most keys do, and then no constant is left
//! for the compiler to evaluate. The compiler judges types of other names, also users' own.

use syn::{GenericArgument, PathArguments, PathSegment, Type};

use crate::keys::Key;
use crate::model::{Bound, Range};

/// Whether a key certainly fits a type.
pub(super) fn fits(key: Key, ty: &Type, range: Option<&Range>) -> bool {
    match key {
        Key::PrimaryKey => is(ty, &["i32"]),
        Key::Secret => is(inside(ty, &["Option"]), &["Secret"]),
        Key::MaxLength => is(inside(ty, &["Option"]), &["String", "Secret"]),
        Key::Format | Key::Translate => is(inside(ty, &["Option", "Vec"]), &["String"]),
        Key::Required => {
            let filled = ["Option", "Vec", "BTreeMap", "HashMap"];
            is(ty, &["String", "Secret"]) || generic(ty).is_some_and(|name| filled.contains(&name))
        }
        Key::Entry => {
            let name = generic(inside(ty, &["Option"]));
            name.is_some_and(|name| ["BTreeMap", "HashMap"].contains(&name))
        }
        Key::Range => range.is_some_and(|range| holds(inside(ty, &["Option", "Vec"]), range)),
        _ => false,
    }
}

/// Whether a type of numbers holds the ends of a range.
fn holds(ty: &Type, range: &Range) -> bool {
    let within = |low: i64, high: i64| {
        let ends = [range.least, range.most];
        ends.into_iter().flatten().all(|end| match end {
            Bound::Whole(end) => low <= end && end <= high,
            Bound::Fraction(_) => false,
        })
    };
    match bare(ty).as_deref() {
        Some("i16") => within(i16::MIN.into(), i16::MAX.into()),
        Some("i32") => within(i32::MIN.into(), i32::MAX.into()),
        Some("u32") => within(0, u32::MAX.into()),
        Some("i64") => within(i64::MIN, i64::MAX),
        Some("f64") => true,
        _ => false,
    }
}

fn is(ty: &Type, names: &[&str]) -> bool {
    bare(ty).is_some_and(|name| names.contains(&name.as_str()))
}

/// The name of a type that is one name.
fn bare(ty: &Type) -> Option<String> {
    let segment = only(ty)?;
    segment
        .arguments
        .is_none()
        .then(|| segment.ident.to_string())
}

/// The name of a type that is one name with parameters.
fn generic(ty: &Type) -> Option<&'static str> {
    let segment = only(ty)?;
    let names = ["Option", "Vec", "BTreeMap", "HashMap"];
    let mut names = names.into_iter();
    names.find(|name| segment.ident == name && !segment.arguments.is_none())
}

/// What is inside types of some names.
fn inside<'t>(ty: &'t Type, names: &[&str]) -> &'t Type {
    let held = generic(ty)
        .filter(|name| names.contains(name))
        .and_then(|_| only(ty));
    let held = held.and_then(|segment| match &segment.arguments {
        PathArguments::AngleBracketed(held) => held.args.first(),
        PathArguments::None | PathArguments::Parenthesized(_) => None,
    });
    match held {
        Some(GenericArgument::Type(held)) => inside(held, names),
        _ => ty,
    }
}

/// The only name of a type.
fn only(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Group(group) => only(&group.elem),
        Type::Paren(inner) => only(&inner.elem),
        Type::Path(path) if path.qself.is_none() && path.path.leading_colon.is_none() => {
            let mut segments = path.path.segments.iter();
            segments.next().filter(|_| segments.next().is_none())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn keys_fit_types_by_their_spelling() {
        let range = |least, most| Range {
            least: Some(Bound::Whole(least)),
            most: Some(most),
        };
        let whole = range(-1, Bound::Whole(40_000));
        let fraction = range(0, Bound::Fraction(0.5));
        let cases: [(Key, Type, Range, bool); 20] = [
            (Key::PrimaryKey, parse_quote!(i32), whole, true),
            (Key::PrimaryKey, parse_quote!(SaleId), whole, false),
            (Key::Secret, parse_quote!(Option<Secret>), whole, true),
            (Key::Secret, parse_quote!(String), whole, false),
            (Key::MaxLength, parse_quote!(Option<String>), whole, true),
            (Key::MaxLength, parse_quote!(Vec<String>), whole, false),
            (Key::MaxLength, parse_quote!(own::String), whole, false),
            (
                Key::Format,
                parse_quote!(Option<Vec<Option<String>>>),
                whole,
                true,
            ),
            (Key::Translate, parse_quote!(Secret), whole, false),
            (Key::Required, parse_quote!(BTreeMap<i32, Own>), whole, true),
            (Key::Required, parse_quote!(i32), whole, false),
            (Key::Required, parse_quote!(Own), whole, false),
            (
                Key::Entry,
                parse_quote!(Option<HashMap<i32, Own>>),
                whole,
                true,
            ),
            (Key::Entry, parse_quote!(Vec<Own>), whole, false),
            (Key::Range, parse_quote!(Option<i32>), whole, true),
            (Key::Range, parse_quote!(i16), whole, false),
            (Key::Range, parse_quote!(u32), whole, false),
            (Key::Range, parse_quote!(Vec<f64>), fraction, true),
            (Key::Range, parse_quote!(i64), fraction, false),
            (Key::Date, parse_quote!(DateTime), whole, false),
        ];
        for (key, ty, range, surely) in cases {
            assert_eq!(
                fits(key, &ty, Some(&range)),
                surely,
                "{key} {}",
                quote::quote!(#ty)
            );
        }
    }
}
