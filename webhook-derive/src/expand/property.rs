//! A property's type as data, the same everywhere: the compiler reports the same error once.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::Type;

use crate::check::is_plain;
use crate::model::{Bound, Field, Hint, Kind, Range};

/// The property of a field's type, still without a name, in the one place where the compiler reports
/// a wrong type. Reached through a trait, so that the error is about the type and nothing else.
pub(super) fn property(field: &Field) -> TokenStream {
    property_of(&field.ty, field.hint.as_ref())
}

/// The same where a wrong type is not reported once more.
pub(super) fn property_again(field: &Field) -> TokenStream {
    let (ty, of) = (&field.ty, of(field));
    if is_plain(ty) {
        quote!(<#ty as __P>::NEW)
    } else {
        quote!(#of::NEW)
    }
}

/// The same as [`property`] of a type with its hint.
pub(super) fn property_of(ty: &Type, hint: Option<&Hint>) -> TokenStream {
    match hint {
        None => quote!(<#ty as __P>::NEW),
        Some(Hint { bound, .. }) => quote!(<#ty as #bound>::NEW),
    }
}

/// The rules of a field that defaults in source code are held to as well.
pub(super) fn rules(field: &Field) -> TokenStream {
    let Kind::Property(property) = &field.kind else {
        return TokenStream::new();
    };
    let format = property.format.as_ref();
    let format = format.map(|format| quote!(.format(__p::TextFormat::#format)));
    let range = property.range.map(range);
    let required = property.words.iter().any(|word| word == "required");
    let required = required.then(|| quote!(.required()));
    quote!(#format #range #required)
}

/// The call that sets a range.
pub(super) fn range(range: Range) -> TokenStream {
    let Range { least, most } = range;
    let whole = |bound: &Bound| matches!(bound, Bound::Whole(_));
    let is_whole = [&least, &most].into_iter().flatten().all(whole);
    let kind = if is_whole {
        quote!(Whole)
    } else {
        quote!(Fraction)
    };
    let (least, most) = (end(least, is_whole), end(most, is_whole));
    quote!(.range(&__p::NumberRange::#kind { least: #least, most: #most }))
}

/// An end of a range; beside a fraction, a whole number is written as one.
fn end(bound: Option<Bound>, is_whole: bool) -> TokenStream {
    let number = match bound {
        None => return quote!(__p::None),
        Some(Bound::Whole(number)) if is_whole => Literal::i64_unsuffixed(number),
        Some(bound) => Literal::f64_unsuffixed(bound.to_double()),
    };
    quote!(__p::Some(#number))
}

/// What has the functions of a field's type, for one whose argument or result is the field. Only a
/// type that is known to be right is used as what it is.
pub(super) fn of(field: &Field) -> TokenStream {
    of_type(&field.ty)
}

/// The same of a type.
pub(super) fn of_type(ty: &Type) -> TokenStream {
    if is_plain(ty) {
        quote!(__P)
    } else {
        quote!(__O::<#ty>)
    }
}
