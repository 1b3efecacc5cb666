//! Expressions for a property's type. They are the same everywhere, so that the compiler reports a wrong type once.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use syn::Type;

use crate::keys::Key;
use crate::model::{Bound, Field, Hint, Kind, Range};

/// The property of a field's type, without a name, where the compiler reports a wrong type. The type is that of a
/// trait's constant, so that the error is only about the type.
pub(super) fn property(field: &Field) -> TokenStream {
    property_of(&field.ty, field.hint.as_ref())
}

/// The same where a wrong type is not reported again.
pub(super) fn property_again(field: &Field) -> TokenStream {
    let ty = &field.ty;
    if field.is_plain {
        quote!(<#ty as __P>::NEW)
    } else {
        quote!(__O::<#ty>::NEW)
    }
}

/// The same as [`property`] for a type with its hint.
pub(super) fn property_of(ty: &Type, hint: Option<&Hint>) -> TokenStream {
    match hint {
        None => quote!(<#ty as __P>::NEW),
        Some(Hint { bound, .. }) => quote!(<#ty as #bound>::NEW),
    }
}

/// The rules of a field for its default in source code.
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

/// The call that sets an end, to a whole number or to a fraction.
fn call(end: Bound, [whole, fraction]: [&str; 2]) -> TokenStream {
    let (name, number) = match end {
        Bound::Whole(number) => (whole, Literal::i64_unsuffixed(number)),
        Bound::Fraction(number) => (fraction, Literal::f64_unsuffixed(number)),
    };
    let name = format_ident!("{name}");
    quote!(.#name(#number))
}

/// The path to the functions of a field's type, for those whose argument or result is the field. A type that may
/// be wrong is wrapped, so that it is not reported again.
pub(super) fn of(field: &Field) -> TokenStream {
    of_type(&field.ty, field.is_plain)
}

/// The same for a type.
pub(super) fn of_type(ty: &Type, is_plain: bool) -> TokenStream {
    if is_plain {
        quote!(__P)
    } else {
        quote!(__O::<#ty>)
    }
}
