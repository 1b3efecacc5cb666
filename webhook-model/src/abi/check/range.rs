//! `range = ..` on a field, and numbers in source code that are outside.

use super::{Message, innermost, is_broken, of};
use crate::property::number_range::{Bound, NumberRange};
use crate::property::{Property, Type};

/// `range = 1..=100` on a `String`, or `range = 1..=100_000` on an `i16`.
///
/// # Panics
/// If the field holds no numbers, or not those of the range.
#[track_caller]
pub const fn range(property: Property) {
    if is_broken(property.ty) {
        return;
    }
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
    let Some(range) = property.range else {
        return;
    };
    let doubles = matches!(ty, Type::Double | Type::Decimal);
    end(property, range.least, (low, high, name), doubles);
    end(property, range.most, (low, high, name), doubles);
}

#[track_caller]
const fn end(
    property: Property,
    end: Option<Bound>,
    (low, high, name): (i64, i64, &str),
    doubles: bool,
) {
    match end {
        Some(Bound::Whole(end)) if end < low || end > high => {
            Message::new("an end of the range is outside the range of ")
                .and(name)
                .and("; write another end, or leave it out")
                .fail();
        }
        Some(Bound::Fraction(_)) if !doubles => of(
            property,
            "a range with fractions applies to an `f64` or a decimal",
        )
        .and("; write whole numbers")
        .fail(),
        _ => {}
    }
}

/// `range = 1..=100, default = 0`.
#[track_caller]
pub(super) const fn whole_inside(range: Option<NumberRange>, number: i64) {
    if let Some(range) = range
        && !range.contains_whole(number)
    {
        outside(range);
    }
}

/// `range = 0.5..=1.0, default = 0.1`.
#[track_caller]
pub(super) const fn fraction_inside(range: Option<NumberRange>, number: f64) {
    if let Some(range) = range
        && !range.contains_double(number)
    {
        outside(range);
    }
}

#[track_caller]
const fn outside(range: NumberRange) -> ! {
    let message = Message::new("the default is outside the range");
    let message = match (range.least, range.most) {
        // Digits of a fraction cannot be made at compile time.
        (Some(Bound::Fraction(_)), _) | (_, Some(Bound::Fraction(_))) => message,
        (least, most) => {
            let message = message.and(" `");
            let message = match least {
                Some(Bound::Whole(least)) => message.signed(least),
                _ => message,
            };
            let message = message.and("..");
            let message = match most {
                Some(Bound::Whole(most)) => message.and("=").signed(most),
                _ => message,
            };
            message.and("`")
        }
    };
    message
        .and("; write another default, or another range")
        .fail()
}
