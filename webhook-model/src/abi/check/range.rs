//! `range = ..` on a field, and numbers in source code that are outside.

use super::{Message, innermost, of};
use crate::property::number_range::NumberRange;
use crate::property::{Property, Type};

/// `range = 1..=100` on a `String`, or `range = 1..=100_000` on an `i16`.
///
/// # Panics
/// If the field holds no numbers, or not those of the range.
#[track_caller]
pub const fn range(property: Property) {
    let ty = innermost(property.ty);
    let (low, high, name) = match ty {
        Type::Int16 => (
            i16::MIN as i64,
            i16::MAX as i64,
            "an `i16`, -32768 to 32767",
        ),
        Type::Int32 => (
            i32::MIN as i64,
            i32::MAX as i64,
            "an `i32`, -2147483648 to 2147483647",
        ),
        Type::UInt32 => (0, u32::MAX as i64, "a `u32`, 0 to 4294967295"),
        Type::Int64 | Type::Double | Type::Decimal => (i64::MIN, i64::MAX, ""),
        _ => of(property, "`range` applies to a number or a list of numbers")
            .and("; write `i32`, `i64`, `f64` or another number, or remove `range`")
            .fail(),
    };
    match property.range {
        Some(NumberRange::Whole { least, most })
            if is_outside(*least, low, high) || is_outside(*most, low, high) =>
        {
            Message::new("an end of the range is outside the range of ")
                .and(name)
                .and("; write another end, or leave it out")
                .fail();
        }
        Some(NumberRange::Fraction { .. }) if !matches!(ty, Type::Double | Type::Decimal) => {
            of(
                property,
                "a range with fractions applies to an `f64` or a decimal",
            )
            .and("; write whole numbers")
            .fail();
        }
        _ => {}
    }
}

const fn is_outside(end: Option<i64>, low: i64, high: i64) -> bool {
    match end {
        Some(end) => end < low || end > high,
        None => false,
    }
}

/// `range = 1..=100, default = 0`.
#[track_caller]
pub(super) const fn whole_inside(range: Option<&NumberRange>, number: i64) {
    if let Some(range) = range
        && !range.contains_whole(number)
    {
        outside(range);
    }
}

/// `range = 0.5..=1.0, default = 0.1`.
#[track_caller]
pub(super) const fn fraction_inside(range: Option<&NumberRange>, number: f64) {
    if let Some(range) = range
        && !range.contains_double(number)
    {
        outside(range);
    }
}

#[track_caller]
const fn outside(range: &NumberRange) -> ! {
    let message = Message::new("the default is outside the range");
    let message = match *range {
        NumberRange::Whole { least, most } => {
            let message = message.and(" `");
            let message = match least {
                Some(least) => message.signed(least),
                None => message,
            };
            let message = message.and("..");
            match most {
                Some(most) => message.and("=").signed(most),
                None => message,
            }
            .and("`")
        }
        // Digits of a fraction cannot be made at compile time.
        NumberRange::Fraction { .. } => message,
    };
    message
        .and("; write another default, or another range")
        .fail()
}
