//! Puts a default from source code into a property. The derive checks the default at compile time, so
//! nothing here can fail.

use crate::property::Slot;
use crate::property::set_slot::{present, set_double, set_text, set_whole};

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
pub(super) fn put(slot: Slot<'_>, literal: &Literal) {
    let slot = present(slot);
    let put = match (literal, slot) {
        (Literal::Truth(truth), Slot::Bool(place)) => {
            *place = *truth;
            Ok(())
        }
        (Literal::Truth(truth), Slot::Any(place)) => {
            *place = (*truth).into();
            Ok(())
        }
        (Literal::Bytes(bytes), Slot::Bytes(place)) => {
            place.extend_from_slice(bytes);
            Ok(())
        }
        (Literal::List { items }, Slot::List(list)) => {
            for item in *items {
                put(list.push(), item);
            }
            Ok(())
        }
        (Literal::Text(text), mut slot) => set_text(&mut slot, text),
        (Literal::Whole(number), mut slot) => set_whole(&mut slot, *number),
        (Literal::Fraction(number), mut slot) => set_double(&mut slot, *number),
        (Literal::Truth(_) | Literal::Bytes(_) | Literal::List { .. }, _) => Ok(()),
    };
    debug_assert!(put.is_ok(), "the check let a wrong default through");
}
