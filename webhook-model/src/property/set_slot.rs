//! Sets one slot to one value: checks the type and the range, looks up names, parses dates, and words
//! the error for a value that does not fit.
//!
//! Slots are passed by reference: moving one loads more bytes at once than were stored at once, and the
//! processor waits for that.

use crate::error::{Error, ErrorKind};
use crate::property::bytes::read_base64;
use crate::property::date_time::DateTime;
use crate::property::digits::{Digits, NotWhole};
use crate::property::duration::Duration;
use crate::property::enumeration::{Enumeration, no_such_name, no_such_number};
use crate::property::flags::FlagSet;
use crate::property::{DecimalSlot, DictionarySlot, Slot, Type, VariantSlot, Visitor};

/// The error for a value of a wrong type.
pub(crate) fn mismatch(slot: &Slot<'_>, found: &str) -> Error {
    let kind = if found == "null" {
        ErrorKind::Null
    } else {
        ErrorKind::Type
    };
    Error::new(kind, format!("expected {}, found {found}", expected(slot)))
}

/// The same, for a value of a tree.
pub(crate) fn mismatch_type(ty: Type, found: &serde_json::Value) -> Error {
    let (kind, found) = match found {
        serde_json::Value::Null => (ErrorKind::Null, "null"),
        serde_json::Value::Bool(_) => (ErrorKind::Type, "a boolean"),
        serde_json::Value::Number(_) => (ErrorKind::Type, "a number"),
        serde_json::Value::String(_) => (ErrorKind::Type, "a string"),
        serde_json::Value::Array(_) => (ErrorKind::Type, "an array"),
        serde_json::Value::Object(_) => (ErrorKind::Type, "an object"),
    };
    Error::new(kind, format!("expected {}, found {found}", ty.expected()))
}

/// The slot inside any nullability, set to a blank value if it was null.
#[inline]
pub(crate) fn present(mut slot: Slot<'_>) -> Slot<'_> {
    while let Slot::Nullable(place) = slot {
        slot = place.fill();
    }
    slot
}

/// The expected value of a slot, for a message.
pub(crate) fn expected(slot: &Slot<'_>) -> &'static str {
    match slot {
        Slot::Bool(_) => Type::Bool.expected(),
        Slot::Int16(_) => Type::Int16.expected(),
        Slot::Int32(_) => Type::Int32.expected(),
        Slot::UInt32(_) => Type::UInt32.expected(),
        Slot::Int64(_) => Type::Int64.expected(),
        Slot::Double(_) | Slot::Decimal(_) => Type::Double.expected(),
        Slot::Text(_) => Type::Text.expected(),
        Slot::Bytes(_) => Type::Bytes.expected(),
        Slot::DateTime(_) => Type::DateTime.expected(),
        Slot::Duration(_) => Type::Duration.expected(),
        Slot::Variant(_) | Slot::Flags(..) => "an enum name or number",
        Slot::Entity(_) | Slot::Family(_) => "an object",
        Slot::List(_) => "an array",
        Slot::Dictionary(_) => "an object of keys and values",
        Slot::Nothing => "nothing",
        Slot::Any(_) | Slot::Nullable(_) => Type::Any.expected(),
    }
}

/// Sets a slot to null, if the type has null or the property reads it as its default.
#[inline]
pub(crate) fn set_null(slot: &mut Slot<'_>, null_as_default: bool) -> Result<(), Error> {
    match slot {
        Slot::Nullable(place) => place.set_null(),
        Slot::Any(place) => **place = serde_json::Value::Null,
        // The entity was created with its defaults.
        _ if null_as_default => {}
        other => return Err(mismatch(other, "null")),
    }
    Ok(())
}

pub(crate) fn set_bool(slot: &mut Slot<'_>, value: bool) -> Result<(), Error> {
    match slot {
        Slot::Bool(place) => **place = value,
        Slot::Any(place) => **place = value.into(),
        other => return Err(mismatch(other, "a boolean")),
    }
    Ok(())
}

pub(crate) fn set_whole(slot: &mut Slot<'_>, value: i64) -> Result<(), Error> {
    let fits = match slot {
        Slot::Int16(place) => value.try_into().map(|value| **place = value).is_ok(),
        Slot::Int32(place) => value.try_into().map(|value| **place = value).is_ok(),
        Slot::UInt32(place) => value.try_into().map(|value| **place = value).is_ok(),
        Slot::Int64(place) => {
            **place = value;
            true
        }
        Slot::Double(place) => {
            **place = to_double(value);
            true
        }
        Slot::Decimal(place) => place.set(itoa::Buffer::new().format(value)),
        Slot::Any(place) => {
            **place = value.into();
            true
        }
        Slot::Nullable(place) => return set_whole(&mut place.fill(), value),
        Slot::Variant(place) => return set_variant_number(*place, value),
        Slot::Flags(set, _) => match i32::try_from(value) {
            Ok(bits) => {
                **set = FlagSet {
                    bits,
                    unknown: Vec::new(),
                };
                true
            }
            Err(_) => false,
        },
        other => return Err(mismatch(other, "a number")),
    };
    if fits { Ok(()) } else { Err(out_of_range()) }
}

/// A whole number as a double, as in .NET; it is rounded only beyond 2^53.
#[allow(clippy::cast_precision_loss)] // The rounding is the type's own.
fn to_double(value: i64) -> f64 {
    value as f64
}

fn out_of_range() -> Error {
    Error::new(
        ErrorKind::Range,
        "the number is beyond what this property holds",
    )
}

pub(crate) fn set_unsigned(slot: &mut Slot<'_>, value: u64) -> Result<(), Error> {
    match (i64::try_from(value), slot) {
        (Ok(value), slot) => set_whole(slot, value),
        (Err(_), Slot::Any(place)) => {
            **place = value.into();
            Ok(())
        }
        (Err(_), slot) => set_number(slot, itoa::Buffer::new().format(value)),
    }
}

/// Sets a slot to a number that was read as a double, by serde or in a tree.
pub(crate) fn set_double(slot: &mut Slot<'_>, value: f64) -> Result<(), Error> {
    /// From here on the double may be a rounded number.
    const INEXACT: f64 = 9_007_199_254_740_992.0;
    match slot {
        Slot::Double(place) => **place = value,
        Slot::Any(place) => {
            **place =
                serde_json::Number::from_f64(value).map_or(serde_json::Value::Null, Into::into);
        }
        // Up to 17 digits, the shortest text of the double is the original text.
        slot if value.is_finite() => {
            if is_whole(slot) && value.abs() >= INEXACT {
                return Err(out_of_range());
            }
            return set_number(slot, zmij::Buffer::new().format_finite(value));
        }
        other => return Err(mismatch(other, "a fraction")),
    }
    Ok(())
}

const fn is_whole(slot: &Slot<'_>) -> bool {
    matches!(
        slot,
        Slot::Int16(_) | Slot::Int32(_) | Slot::UInt32(_) | Slot::Int64(_)
    )
}

/// Sets a slot to a number as text, whose grammar has been checked: it may have a fraction, an
/// exponent, or more digits than an int64.
#[inline(never)]
pub(crate) fn set_number(slot: &mut Slot<'_>, text: &str) -> Result<(), Error> {
    match slot {
        Slot::Double(place) => **place = double(text)?,
        Slot::Any(place) => {
            **place = double(text)?.into();
        }
        Slot::Decimal(place) => return set_decimal(*place, text),
        // JSON has one kind of number: 1.0 and 1e0 are 1 (RFC 8259 section 6), and -0 is 0.
        Slot::Int16(_) | Slot::Int32(_) | Slot::UInt32(_) | Slot::Int64(_) => {
            match Digits::parse(text).map(|digits| digits.whole()) {
                Some(Ok(value)) => return set_whole(slot, value),
                Some(Err(NotWhole::OutOfRange)) => return Err(out_of_range()),
                _ => {
                    return Err(Error::new(
                        ErrorKind::Type,
                        "expected a whole number, found a fraction",
                    ));
                }
            }
        }
        other => return Err(mismatch(other, "a fraction")),
    }
    Ok(())
}

fn double(text: &str) -> Result<f64, Error> {
    let number = text.parse().ok().filter(|number: &f64| number.is_finite());
    number.ok_or_else(|| Error::new(ErrorKind::Range, "the number is beyond what a double holds"))
}

pub(crate) fn beyond_decimal() -> Error {
    Error::new(
        ErrorKind::Range,
        "the number is beyond what a decimal holds exactly: 96 bits, and 28 digits of a fraction",
    )
}

/// Sets a decimal with all its digits: a number with too many digits is refused, and not rounded.
pub(crate) fn set_decimal(place: &mut dyn DecimalSlot, text: &str) -> Result<(), Error> {
    if place.set(text) {
        return Ok(());
    }
    Err(match Digits::parse(text) {
        Some(_) => beyond_decimal(),
        None => mismatch(&Slot::Decimal(place), "text that is not a number"),
    })
}

/// Like [`set_text`], for a reader whose texts are mostly held as they are. Without it, decoding JSON takes 2%
/// more instructions.
#[inline]
pub(crate) fn set_plain(slot: &mut Slot<'_>, value: &str) -> Result<(), Error> {
    match slot {
        Slot::Nullable(place) => match &mut place.fill() {
            Slot::Text(place) => set_string(place, value),
            other => return set_text(other, value),
        },
        Slot::Text(place) => set_string(place, value),
        other => return set_text(other, value),
    }
    Ok(())
}

pub(crate) fn set_text(slot: &mut Slot<'_>, value: &str) -> Result<(), Error> {
    match slot {
        Slot::Text(place) => set_string(place, value),
        Slot::Nullable(place) => return set_text(&mut place.fill(), value),
        Slot::Any(place) => **place = value.into(),
        Slot::Bytes(place) => match read_base64(value) {
            Some(bytes) => **place = bytes,
            None => return Err(Error::new(ErrorKind::Type, "expected base64 with padding")),
        },
        Slot::DateTime(place) => {
            return place.set(DateTime::parse(value)?);
        }
        Slot::Duration(place) => {
            return place.set(Duration::parse(value)?);
        }
        Slot::Variant(place) => return set_name(*place, value),
        Slot::Flags(set, of) => return set_flags(set, of, value),
        Slot::Bool(_)
        | Slot::Int16(_)
        | Slot::Int32(_)
        | Slot::UInt32(_)
        | Slot::Int64(_)
        | Slot::Double(_)
        | Slot::Decimal(_) => return set_quoted(slot, value),
        other => return Err(mismatch(other, "a string")),
    }
    Ok(())
}

/// A boolean or number written as text, as in the vendor's own request samples. White space around it
/// is ignored, as in .NET.
#[cold]
#[inline(never)]
fn set_quoted(slot: &mut Slot<'_>, text: &str) -> Result<(), Error> {
    let text = text.trim_ascii();
    match slot {
        Slot::Bool(place) if text.eq_ignore_ascii_case("true") => **place = true,
        Slot::Bool(place) if text.eq_ignore_ascii_case("false") => **place = false,
        Slot::Bool(_) => return Err(mismatch(slot, "a string")),
        // Values without a JSON number are strings.
        Slot::Double(place) if text == "NaN" => **place = f64::NAN,
        Slot::Double(place) if text == "Infinity" => **place = f64::INFINITY,
        Slot::Double(place) if text == "-Infinity" => **place = f64::NEG_INFINITY,
        slot if Digits::parse(text).is_none() => return Err(mismatch(slot, "a string")),
        slot => return set_number(slot, text),
    }
    Ok(())
}

/// The current text may be the default, whose buffer may be large enough.
#[inline]
pub(crate) fn set_string(place: &mut String, text: &str) {
    if text.len() <= place.capacity() {
        place.clear();
        place.push_str(text);
    } else {
        *place = String::from(text);
    }
}

fn set_name(place: &mut dyn VariantSlot, name: &str) -> Result<(), Error> {
    let of = place.enumeration();
    let name = name.trim_ascii();
    if let Some(index) = of.position(name) {
        place.set(index);
        return Ok(());
    }
    // .NET accepts a number in a string as well.
    if let Ok(number) = name.parse::<i64>() {
        return set_variant_number(place, number);
    }
    if !name.is_empty() && place.set_unknown_name(name) {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::UnknownVariant,
        no_such_name(name, of),
    ))
}

fn set_variant_number(place: &mut dyn VariantSlot, number: i64) -> Result<(), Error> {
    let of = place.enumeration();
    let Ok(number) = i32::try_from(number) else {
        return Err(out_of_range());
    };
    if let Some(index) = of.position_of_number(number) {
        place.set(index);
        return Ok(());
    }
    if place.set_unknown_number(number) {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::UnknownVariant,
        no_such_number(number, of),
    ))
}

fn set_flags(set: &mut FlagSet, of: &'static Enumeration, text: &str) -> Result<(), Error> {
    let mut read = FlagSet::default();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        if read.add(of, part) {
            continue;
        }
        let name = part.trim();
        // .NET names contain no white space, and in XML such a name would be several names.
        if name.contains(|letter: char| letter.is_ascii_whitespace()) {
            return Err(Error::new(
                ErrorKind::UnknownVariant,
                no_such_name(name, of),
            ));
        }
        read.unknown.push(name.into());
    }
    *set = read;
    Ok(())
}

/// The members of a JSON object.
pub(crate) struct Object {
    pub(crate) members: serde_json::Map<String, serde_json::Value>,
    /// Whether duplicate keys are refused; RFC 8259 section 4 leaves it open, and most readers keep the
    /// last value.
    unique: bool,
}

impl Object {
    pub(crate) fn new(unique: bool) -> Self {
        Self {
            members: serde_json::Map::new(),
            unique,
        }
    }
}

impl DictionarySlot for Object {
    fn clear(&mut self) {
        self.members.clear();
    }

    fn insert(&mut self, key: &str) -> Result<Option<Slot<'_>>, Error> {
        use serde_json::map::Entry;
        Ok(match self.members.entry(key) {
            Entry::Vacant(vacant) => Some(Slot::Any(vacant.insert(serde_json::Value::Null))),
            Entry::Occupied(occupied) if !self.unique => Some(Slot::Any(occupied.into_mut())),
            Entry::Occupied(_) => None,
        })
    }

    fn visit(&mut self, visitor: &mut Visitor<'_>) {
        self.members
            .values_mut()
            .for_each(|member| visitor(Slot::Any(member)));
    }
}
