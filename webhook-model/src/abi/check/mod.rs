//! Checks of a declaration that need types: whether a key of `#[netserver(..)]` fits the type of its
//! field. The derives emit a constant for each key, so that each mistake is one error at the key, and
//! no error hides another.
//!
//! The functions run at compile time. Instead of returning an error, they stop the compilation with a
//! message that says what to write.

mod inherited;
mod literal;
mod message;
mod range;

pub use inherited::{base, inherited_key, member, tag};
pub use literal::{bytes, fraction, item, text, truth, whole};
pub use range::range;

use self::message::Message;
use crate::property::{Property, Type};

/// `key` on a `String`.
///
/// # Panics
/// If the field is not an int32.
#[track_caller]
pub const fn key(property: Property) {
    if !matches!(property.ty, Type::Int32) && !is_broken(property.ty) {
        of(property, "the primary key is an `i32`")
            .and("; write `i32`, or put `key` on the field that is the key")
            .fail();
    }
}

/// `date = utc` on a `String`.
///
/// # Panics
/// If the field holds no dates.
#[track_caller]
pub const fn date(property: Property) {
    if !matches!(innermost(property.ty), Type::DateTime) && !is_broken(property.ty) {
        of(property, "`date` applies to a date").and("; write `webhook_model::DateTime` or one of chrono's `DateTime`, `NaiveDateTime`, `NaiveDate`, or remove `date`").fail();
    }
}

/// `secret` on a `String`, which `Debug` prints.
///
/// # Panics
/// If the field is not a `Secret`.
#[track_caller]
pub const fn secret(property: Property) {
    if !property.secret && !is_broken(property.ty) {
        Message::new("`secret` applies to a `Secret`: any other type shows what it holds in `Debug`; write `webhook_model::Secret` or `Option<Secret>`").fail();
    }
}

/// `max_length = 9` on an `i32`.
///
/// # Panics
/// If the field is not text.
#[track_caller]
pub const fn max_length(property: Property) {
    if !is_text(property.ty) && !is_broken(property.ty) {
        of(property, "`max_length` applies to a string")
            .and("; write `String`, `Secret` or an `Option` of one, or remove `max_length`")
            .fail();
    }
}

/// `format = email` on an `i32`.
///
/// # Panics
/// If the field is neither text nor a list of it.
#[track_caller]
pub const fn format(property: Property) {
    if !matches!(innermost(property.ty), Type::Text) && !is_broken(property.ty) {
        of(
            property,
            "`format` applies to a string or a list of strings",
        )
        .and("; write `String` or `Vec<String>`, or remove `format`")
        .fail();
    }
}

/// `required` on an `i32`.
///
/// # Panics
/// If the type is never null or empty.
#[track_caller]
pub const fn required(property: Property) {
    match property.ty {
        _ if is_broken(property.ty) => {}
        Type::Nullable(_)
        | Type::Text
        | Type::Bytes
        | Type::Any
        | Type::List(_)
        | Type::Dictionary(..) => {}
        Type::Int16 | Type::Int32 | Type::UInt32 | Type::Int64 | Type::Double | Type::Decimal => {
            of(
                property,
                "`required` applies to a type that can be null or empty",
            )
            .and("; write `range = 1..` to refuse 0, or `Option` around the type")
            .fail()
        }
        _ => of(
            property,
            "`required` applies to a type that can be null or empty",
        )
        .and("; write `Option` around the type, or remove `required`")
        .fail(),
    }
}

/// `translate` on an `i32` or a `Secret`.
///
/// # Panics
/// If the field is neither text nor a list of it, or if it is a secret.
#[track_caller]
pub const fn translate(property: Property) {
    if property.secret {
        Message::new("`translate` rewrites text for the reader's language, which would change a secret; remove `translate`").fail();
    }
    if !matches!(innermost(property.ty), Type::Text) && !is_broken(property.ty) {
        of(
            property,
            "`translate` applies to a string or a list of strings",
        )
        .and("; write `String` or `Vec<String>`, or remove `translate`")
        .fail();
    }
}

/// `entry = "Pair"` on a `String`.
///
/// # Panics
/// If the field is not a dictionary.
#[track_caller]
pub const fn entry(property: Property) {
    if !matches!(innermost(property.ty), Type::Dictionary(..)) && !is_broken(property.ty) {
        of(property, "`entry` names the entries of a dictionary in XML")
            .and("; write `BTreeMap<String, T>`, or remove `entry`")
            .fail();
    }
}

/// `null_as_default` on an `Option` or on an `i32`.
///
/// # Panics
/// If the type keeps null, or is never null on the wire.
#[track_caller]
pub const fn null_as_default(property: Property) {
    match property.ty {
        _ if is_broken(property.ty) => {}
        Type::Text
        | Type::Bytes
        | Type::Entity(_)
        | Type::Family(_)
        | Type::List(_)
        | Type::Dictionary(..) => {}
        Type::Nullable(_) | Type::Any => {
            Message::new("this type keeps null as null; remove `null_as_default`, or write the type without `Option`").fail();
        }
        _ => of(property, "`null_as_default` is for types that NetServer sends null for: a string, bytes, a list, a dictionary, an entity").and("; remove it").fail(),
    }
}

/// The start of a message, and what the field is instead.
const fn of(property: Property, rule: &str) -> Message {
    let message = Message::new(rule)
        .and(", and this field is ")
        .and(kind(property.ty));
    if property.ty.is_nullable() {
        message.and(" or null")
    } else {
        message
    }
}

const fn is_text(ty: Type) -> bool {
    matches!(ty.required(), Type::Text)
}

/// The type inside any nullability and lists.
const fn innermost(ty: Type) -> Type {
    let mut inner = ty;
    while let Type::Nullable(next) | Type::List(next) = inner {
        inner = *next;
    }
    inner
}

/// Whether the declaration of a type has an error, or it is none: that is said already.
const fn is_broken(ty: Type) -> bool {
    let mut inner = innermost(ty);
    while let Type::Dictionary(_, next) = inner {
        inner = innermost(*next);
    }
    matches!(inner, Type::Enum(of) | Type::Flags(of) if of.name.is_empty())
}

/// What a type is called in a message.
const fn kind(ty: Type) -> &'static str {
    match ty {
        Type::Bool => "a `bool`",
        Type::Int16 => "an `i16`",
        Type::Int32 => "an `i32`",
        Type::UInt32 => "a `u32`",
        Type::Int64 => "an `i64`",
        Type::Double => "an `f64`",
        Type::Decimal => "a decimal",
        Type::Text => "a string",
        Type::Bytes => "bytes",
        Type::DateTime => "a date",
        Type::Duration => "a duration",
        Type::Any => "any JSON value",
        Type::Enum(_) => "an enum",
        Type::Flags(_) => "a set of flags",
        Type::Entity(_) | Type::Family(_) => "an entity",
        Type::List(_) => "a list",
        Type::Dictionary(..) => "a dictionary",
        Type::Nullable(inner) => kind(*inner),
    }
}
