//! Defaults in source code: whether `#[netserver(default = ..)]` is a value of its field.

use super::is_broken;
use super::message::Message;
use super::range::{fraction_inside, whole_inside};
use crate::bytes::same_name;
use crate::property::date_time::{DateTime, Offset};
use crate::property::duration::Duration;
use crate::property::enumeration::Enumeration;
use crate::property::scan::Fault;
use crate::property::text_format::TextFormat;
use crate::property::{Dates, Literal, Property, Type};

/// The items of a list, as if each were a property.
///
/// # Panics
/// If the field is not a list.
#[must_use]
#[track_caller]
pub const fn item(list: Property) -> Property {
    if is_broken(list.ty) && !matches!(list.ty.required(), Type::List(_)) {
        return list;
    }
    match list.ty.required() {
        Type::List(of) => Property {
            ty: *of,
            required: false,
            ..list
        },
        _ => wrong(list, "a list in brackets is a default of `Vec<T>`").fail(),
    }
}

/// Text.
///
/// # Panics
/// If the field cannot hold the text.
#[must_use]
#[track_caller]
pub const fn text(property: Property, text: &'static str) -> Literal {
    if is_broken(property.ty) {
        return Literal::Text(text);
    }
    if property.secret {
        Message::new("everybody who has the program can read a secret in source code; remove `default`, and set the secret at run time").fail();
    }
    match property.ty.required() {
        Type::Text => {
            if property.required && text.trim_ascii().is_empty() {
                Message::new("the field is `required`, and this default is empty; write another, or remove `default`").fail();
            }
            formatted(property.format, text);
        }
        Type::Any => {}
        Type::DateTime => date(property.dates, text),
        Type::Duration => duration(text),
        Type::Enum(of) | Type::Flags(of) => name(of, text),
        Type::Bool => {
            Message::new("text is not a `bool`; write `default = true` or `default = false`").fail()
        }
        Type::Bytes => Message::new("text is not a `Vec<u8>`; write `default = b\"..\"`").fail(),
        Type::List(_) => Message::new("the field is a list; write `default = [\"..\"]`").fail(),
        _ => wrong(
            property,
            "text in quotes is a default of a string, a date or a duration",
        )
        .and(", or call a function without quotes: `default = make_it()`")
        .fail(),
    }
    Literal::Text(text)
}

/// A whole number.
///
/// # Panics
/// If the field cannot hold the number.
#[must_use]
#[track_caller]
pub const fn whole(property: Property, number: i64) -> Literal {
    if is_broken(property.ty) {
        return Literal::Whole(number);
    }
    let (low, high, range) = match property.ty.required() {
        Type::Int16 => (
            i16::MIN as i64,
            i16::MAX as i64,
            "an `i16`, -32768 to 32767; write another, or `i32` for the type",
        ),
        Type::Int32 => (
            i32::MIN as i64,
            i32::MAX as i64,
            "an `i32`, -2147483648 to 2147483647; write another, or `i64` for the type",
        ),
        Type::UInt32 => (
            0,
            u32::MAX as i64,
            "a `u32`, 0 to 4294967295; write another, or `i64` for the type",
        ),
        Type::Int64 | Type::Double | Type::Decimal | Type::Any => (i64::MIN, i64::MAX, ""),
        Type::Text => Message::new("a number is not a string; write it in quotes: `default = \"1\"`").fail(),
        Type::Bool => Message::new("a number is not a `bool`; write `default = true` or `default = false`").fail(),
        Type::Enum(_) | Type::Flags(_) => Message::new("an enum's default is one of its variants, by name and without quotes: `default = Name`").fail(),
        Type::List(_) => Message::new("the field is a list; write `default = [1]`").fail(),
        Type::DateTime => Message::new("a number is not a date; write `default = \"2024-05-17T08:30:00Z\"`").fail(),
        Type::Duration => Message::new("a number is not a duration; write `default = \"01:30:00\"`").fail(),
        _ => wrong(property, "a number is a default of a number").fail(),
    };
    if number < low || number > high {
        Message::new("the number is outside the range of ")
            .and(range)
            .fail();
    }
    whole_inside(property.range, number);
    Literal::Whole(number)
}

/// A number with a fraction.
///
/// # Panics
/// If the field cannot hold it.
#[must_use]
#[track_caller]
pub const fn fraction(property: Property, number: f64) -> Literal {
    if is_broken(property.ty) {
        return Literal::Fraction(number);
    }
    match property.ty.required() {
        Type::Double | Type::Decimal | Type::Any => {
            fraction_inside(property.range, number);
            Literal::Fraction(number)
        }
        Type::Text => {
            Message::new("a number is not a string; write it in quotes: `default = \"1.5\"`").fail()
        }
        Type::List(_) => Message::new("the field is a list; write `default = [1.5]`").fail(),
        _ => wrong(
            property,
            "a number with a fraction is a default of an `f64`",
        )
        .fail(),
    }
}

/// `true` or `false`.
///
/// # Panics
/// If the field is not a `bool`.
#[must_use]
#[track_caller]
pub const fn truth(property: Property, truth: bool) -> Literal {
    if is_broken(property.ty) {
        return Literal::Truth(truth);
    }
    match property.ty.required() {
        Type::Bool | Type::Any => Literal::Truth(truth),
        Type::List(_) => Message::new("the field is a list; write `default = [true]`").fail(),
        _ => wrong(property, "`true` and `false` are defaults of a `bool`").fail(),
    }
}

/// `b".."`.
///
/// # Panics
/// If the field is not a `Vec<u8>`.
#[must_use]
#[track_caller]
pub const fn bytes(property: Property, bytes: &'static [u8]) -> Literal {
    if is_broken(property.ty) {
        return Literal::Bytes(bytes);
    }
    match property.ty.required() {
        Type::Bytes => Literal::Bytes(bytes),
        Type::Text => {
            Message::new("bytes are not a string; write text without the `b`: `default = \"..\"`")
                .fail()
        }
        _ => wrong(property, "bytes are a default of `Vec<u8>`").fail(),
    }
}

/// The start of a message, and the type of the field.
const fn wrong(property: Property, rule: &str) -> Message {
    super::of(property, rule).and("; ").and(right(property.ty))
}

/// The literal to write for a type.
const fn right(ty: Type) -> &'static str {
    match ty.required() {
        Type::Bool => "write `default = true`",
        Type::Int16 | Type::Int32 | Type::UInt32 | Type::Int64 => {
            "write a whole number without quotes: `default = 5`"
        }
        Type::Double | Type::Decimal => "write a number without quotes: `default = 1.5`",
        Type::Text => "write `default = \"..\"`",
        Type::Bytes => "write `default = b\"..\"`",
        Type::DateTime => "write `default = \"2024-05-17T08:30:00Z\"`",
        Type::Duration => "write `default = \"01:30:00\"`",
        Type::Enum(_) | Type::Flags(_) => "write a variant without quotes: `default = Name`",
        Type::List(_) => "write `default = [..]`",
        _ => "write an expression of the field's type: `default = make_it()`",
    }
}

/// `#[netserver(format = email, default = "nobody")]`.
#[track_caller]
const fn formatted(format: Option<TextFormat>, text: &str) {
    let Some(format) = format else {
        return;
    };
    if format.matches(text) {
        return;
    }
    Message::new("")
        .quote(text)
        .and(match format {
            TextFormat::Email => {
                " is not an e-mail address; write one such as `\"person@example.com\"`"
            }
            TextFormat::HttpsUrl => {
                " is not an https address; write one such as `\"https://example.com/path\"`"
            }
            TextFormat::EventName => {
                " is not the name of an event; write words of letters, digits, `_` and `-`, joined by dots, such as `\"contact.created\"`"
            }
        })
        .fail();
}

#[track_caller]
const fn date(dates: Dates, text: &str) {
    let date = match DateTime::scan(text) {
        Ok(date) => date,
        Err(fault) => faulty(
            text,
            fault,
            " is not a date",
            "a date looks like 2024-05-17T08:30:00Z, 2024-05-17T08:30:00 or 2024-05-17",
        ),
    };
    let none = matches!(date.offset(), Offset::Unspecified);
    match dates {
        Dates::WithOffset if none => Message::new(
            "the field holds an instant; end the date in `Z` or an offset such as `+02:00`",
        )
        .fail(),
        Dates::WithoutOffset if !none => Message::new("the field holds a date without an offset; remove the offset, or write `webhook_model::DateTime`").fail(),
        Dates::Day if !date.is_midnight() => Message::new("the field holds a day; write the date alone, or the type `webhook_model::DateTime`").fail(),
        _ => {}
    }
}

#[track_caller]
const fn duration(text: &str) {
    if let Err(fault) = Duration::scan(text) {
        faulty(
            text,
            fault,
            " is not a duration",
            "a duration looks like 01:30:00 or 1.02:03:04.5, days before the point",
        );
    }
}

#[track_caller]
const fn faulty(text: &str, fault: Fault, what: &str, looks: &str) -> ! {
    let message = Message::new("").quote(text).and(what);
    let message = match fault {
        Fault::Length => message,
        Fault::Syntax { at, expected } | Fault::Range { at, expected } => message
            .and(": at character ")
            .number(at + 1)
            .and(" there must be ")
            .and(expected),
        Fault::Overflow => message.and(": it is beyond what the type holds"),
    };
    message.and("; ").and(looks).fail()
}

/// A variant as a string.
#[track_caller]
const fn name(of: &Enumeration, text: &str) -> ! {
    let mut index = 0;
    while index < of.variants.len() {
        if same_name(of.variants[index].name, text) {
            Message::new("a variant has no quotes; write `default = ")
                .and(text)
                .and("`, by its name in Rust")
                .fail();
        }
        index += 1;
    }
    let mut message = Message::new("")
        .quote(text)
        .and(" is not a variant of ")
        .quote(of.name)
        .and("; it has");
    let mut index = 0;
    while index < of.variants.len() && index < 8 {
        message = message
            .and(if index == 0 { " " } else { ", " })
            .quote(of.variants[index].name);
        index += 1;
    }
    message.and(", without quotes").fail()
}
