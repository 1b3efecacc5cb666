//! Puts a default from source code into a property. The derive checks the default at compile time, so
//! nothing here can fail.

use crate::property::Slot;
use crate::property::set_slot::{set_bool, set_double, set_text, set_whole};

/// A default in source code.
#[derive(Debug, Clone, Copy)]
pub enum Literal {
    /// Text in quotes; also a date and a duration.
    Text(&'static str),
    /// A number without a fraction.
    Whole(i64),
    /// A number with a fraction.
    Fraction(f64),
    /// `true` or `false`.
    Truth(bool),
    /// `b".."`.
    Bytes(&'static [u8]),
    /// Items in brackets.
    List {
        /// The items.
        items: &'static [Literal],
    },
}

/// Sets the slot to the literal. A literal that does not fit would leave the slot blank, but the check
/// excludes that.
pub(super) fn put(slot: &mut Slot<'_>, literal: &Literal) {
    let put = match (slot, literal) {
        (Slot::Nullable(place), literal) => {
            put(&mut place.fill(), literal);
            Ok(())
        }
        (Slot::List(list), Literal::List { items }) => {
            items.iter().for_each(|item| put(&mut list.push(), item));
            Ok(())
        }
        (Slot::Bytes(place), Literal::Bytes(bytes)) => {
            place.extend_from_slice(bytes);
            Ok(())
        }
        (slot, Literal::Text(text)) => set_text(slot, text),
        (slot, Literal::Whole(number)) => set_whole(slot, *number),
        (slot, Literal::Fraction(number)) => set_double(slot, *number),
        (slot, Literal::Truth(truth)) => set_bool(slot, *truth),
        (_, Literal::Bytes(_) | Literal::List { .. }) => Ok(()),
    };
    debug_assert!(put.is_ok(), "the check let a wrong default through");
}
