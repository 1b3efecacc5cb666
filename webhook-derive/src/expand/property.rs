//! A property's type as data, the same everywhere: the compiler reports the same error once.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use crate::check::is_plain;
use crate::keys::Key;
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
    let required = property.words.contains(&Key::Required);
    let required = required.then(|| quote!(.required()));
    quote!(#format #range #required)
}

/// The calls that set a range.
pub(super) fn range(range: Range) -> TokenStream {
    let least = range
        .least
        .map(|end| call(end, ["least", "least_fraction"]));
    let most = range.most.map(|end| call(end, ["most", "most_fraction"]));
    quote!(#least #most)
}

/// The call that sets an end, to a whole number or to one with a fraction.
fn call(end: Bound, [whole, fraction]: [&str; 2]) -> TokenStream {
    let (name, number) = match end {
        Bound::Whole(number) => (whole, Literal::i64_unsuffixed(number)),
        Bound::Fraction(number) => (fraction, Literal::f64_unsuffixed(number)),
    };
    let name = format_ident!("{name}");
    quote!(.#name(#number))
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
