//! Whether a key fits the type of its field as the type is spelled. Most keys do, and then no constant is left
//! for the compiler to evaluate. The compiler judges types of other names, also users' own.

use syn::Type;

use super::types::{arguments, is_one_of, only_segment};
use crate::keys::Key;
use crate::model::{Bound, Range};

/// Whether a key certainly fits a type.
pub(super) fn fits(key: Key, ty: &Type, range: Option<&Range>) -> bool {
    match key {
        Key::Primary => is(ty, &["i32"]),
        Key::Secret => is(inside(ty, &["Option"]), &["Secret"]),
        Key::MaxLength => is(inside(ty, &["Option"]), &["String", "Secret"]),
        Key::Format | Key::Translate => is(inside(ty, &["Option", "Vec"]), &["String"]),
        Key::Required => {
            is(ty, &["String", "Secret"])
                || is_generic(ty, &["Option", "Vec", "BTreeMap", "HashMap"])
        }
        Key::Entry => is_generic(inside(ty, &["Option"]), &["BTreeMap", "HashMap"]),
        Key::Range => range.is_some_and(|range| holds(inside(ty, &["Option", "Vec"]), range)),
        _ => false,
    }
}

/// Whether a type of numbers holds the ends of a range.
fn holds(ty: &Type, range: &Range) -> bool {
    let whole_numbers = [
        ("i16", i64::from(i16::MIN), i64::from(i16::MAX)),
        ("i32", i64::from(i32::MIN), i64::from(i32::MAX)),
        ("u32", 0, i64::from(u32::MAX)),
        ("i64", i64::MIN, i64::MAX),
    ];
    let mut whole_numbers = whole_numbers.into_iter();
    match whole_numbers.find(|(name, ..)| is(ty, &[name])) {
        Some((_, low, high)) => {
            let ends = [range.least, range.most];
            ends.into_iter().flatten().all(|end| match end {
                Bound::Whole(end) => low <= end && end <= high,
                Bound::Fraction(_) => false,
            })
        }
        None => is(ty, &["f64"]),
    }
}

/// Whether a type is one of some names, without arguments.
fn is(ty: &Type, names: &[&str]) -> bool {
    only_segment(ty).is_some_and(|only| only.arguments.is_none() && is_one_of(&only.ident, names))
}

/// Whether a type is one of some names, with arguments.
fn is_generic(ty: &Type, names: &[&str]) -> bool {
    only_segment(ty).is_some_and(|only| !only.arguments.is_none() && is_one_of(&only.ident, names))
}

/// The type inside types of some names.
fn inside<'t>(ty: &'t Type, names: &[&str]) -> &'t Type {
    let outer = only_segment(ty).filter(|only| is_one_of(&only.ident, names));
    let held = outer.and_then(|outer| arguments(outer).next());
    held.map_or(ty, |held| inside(held, names))
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
            (Key::Primary, parse_quote!(i32), whole, true),
            (Key::Primary, parse_quote!(SaleId), whole, false),
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
