//! The simple types of XML Schema and of .NET, as JSON values.

use serde_json::{Number, Value as Json};

use crate::error::{Error, ErrorKind};
use crate::format::number::not_finite;

/// The JSON value that a simple type becomes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Simple {
    Bool,
    /// The least and the greatest value.
    Whole(i128, i128),
    /// A double or a float.
    Double,
    Decimal,
    /// The number of a UTF-16 unit.
    Char,
    /// Text, including its white space.
    String,
    /// Any other type: its text, trimmed.
    Text,
}

impl Simple {
    /// A type in XML Schema's namespace; one without a counterpart in JSON is text.
    pub(super) fn of_schema(name: &str) -> Self {
        const LEAST: i128 = i128::MIN;
        const MOST: i128 = i128::MAX;
        match name {
            "boolean" => Self::Bool,
            "byte" => Self::Whole(i8::MIN.into(), i8::MAX.into()),
            "short" => Self::Whole(i16::MIN.into(), i16::MAX.into()),
            "int" => Self::Whole(i32::MIN.into(), i32::MAX.into()),
            "long" => Self::Whole(i64::MIN.into(), i64::MAX.into()),
            "unsignedByte" => Self::Whole(0, u8::MAX.into()),
            "unsignedShort" => Self::Whole(0, u16::MAX.into()),
            "unsignedInt" => Self::Whole(0, u32::MAX.into()),
            "unsignedLong" => Self::Whole(0, u64::MAX.into()),
            "integer" => Self::Whole(LEAST, MOST),
            "nonNegativeInteger" => Self::Whole(0, MOST),
            "positiveInteger" => Self::Whole(1, MOST),
            "nonPositiveInteger" => Self::Whole(LEAST, 0),
            "negativeInteger" => Self::Whole(LEAST, -1),
            "double" | "float" => Self::Double,
            "decimal" => Self::Decimal,
            "string" => Self::String,
            _ => Self::Text,
        }
    }

    /// A type in .NET's serialization namespace.
    pub(super) fn of_serialization(name: &str) -> Option<Self> {
        match name {
            "char" => Some(Self::Char),
            "guid" | "duration" => Some(Self::Text),
            _ => None,
        }
    }

    /// The type of an array's item, which is named after its type.
    pub(super) fn of_item(name: &str) -> Option<Self> {
        match name {
            "boolean" | "byte" | "short" | "int" | "long" | "unsignedByte" | "unsignedShort"
            | "unsignedInt" | "unsignedLong" | "double" | "float" | "decimal" | "string"
            | "dateTime" | "base64Binary" | "anyURI" | "QName" => Some(Self::of_schema(name)),
            name => Self::of_serialization(name),
        }
    }

    /// The JSON value of a text.
    ///
    /// # Errors
    /// Text that is not of the type, or a number that a JSON number cannot hold exactly.
    pub(super) fn read(self, name: &str, text: &str) -> Result<Json, Error> {
        let trimmed = text.trim_ascii();
        let wrong = || {
            let name = crate::error::shorten(name);
            Error::new(ErrorKind::Type, format!("the text is not a valid {name}"))
        };
        match self {
            Self::Bool => match trimmed {
                "true" | "1" => Ok(Json::Bool(true)),
                "false" | "0" => Ok(Json::Bool(false)),
                _ => Err(wrong()),
            },
            Self::Whole(least, most) => {
                let number = match trimmed.parse::<i128>() {
                    Ok(number) => number,
                    Err(error) if super::parse::is_overflow(&error) => return Err(inexact()),
                    Err(_) => return Err(wrong()),
                };
                if !(least..=most).contains(&number) {
                    return Err(wrong());
                }
                whole(number).ok_or_else(inexact)
            }
            Self::Double => match super::parse::double(trimmed) {
                Some(number) => Ok(Number::from_f64(number)
                    .map_or_else(|| not_finite(number).into(), Json::Number)),
                None => Err(wrong()),
            },
            Self::Decimal => exact_decimal(trimmed).unwrap_or_else(|| Err(wrong())),
            Self::Char => {
                let unit = trimmed.parse::<u16>().map_err(|_| wrong())?;
                let letter = char::from_u32(unit.into()).ok_or_else(wrong)?;
                Ok(String::from(letter).into())
            }
            Self::String => Ok(text.into()),
            Self::Text => Ok(trimmed.into()),
        }
    }
}

fn whole(number: i128) -> Option<Json> {
    let signed = i64::try_from(number).map(Json::from);
    signed
        .or_else(|_| u64::try_from(number).map(Json::from))
        .ok()
}

/// The tree of a decimal property: a number, or a string if it has too many digits.
pub(super) fn decimal(text: &str) -> Result<Json, Error> {
    match Simple::Decimal.read("decimal", text) {
        Err(error) if error.kind() == ErrorKind::Range => Ok(text.trim_ascii().into()),
        read => read,
    }
}

/// `None` for text that is not a decimal.
fn exact_decimal(text: &str) -> Option<Result<Json, Error>> {
    if !super::parse::is_decimal(text) {
        return None;
    }
    let number = text.parse::<f64>().ok()?;
    let mut shortest = zmij::Buffer::new();
    if digits(shortest.format(number)) == digits(text) {
        return Number::from_f64(number).map(|number| Ok(number.into()));
    }
    let exact = text
        .split_once('.')
        .map_or(Some(text), |(whole, rest)| {
            rest.bytes().all(|digit| digit == b'0').then_some(whole)
        })
        .and_then(|text| text.parse().ok())
        .and_then(whole);
    Some(exact.ok_or_else(inexact))
}

/// The sign, the digits without zeros at either end, and the exponent of the last digit: the same for
/// all texts of one number.
fn digits(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let exponent: i64 = exponent.parse().unwrap_or_default();
    let unsigned = mantissa.trim_start_matches(['+', '-']);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let all = [whole, fraction].concat();
    let significant = all.trim_end_matches('0');
    let dropped = all.len() - significant.len();
    let significant = significant.trim_start_matches('0');
    if significant.is_empty() {
        return (false, String::new(), 0);
    }
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    let last = exponent
        .saturating_sub(count(fraction.len()))
        .saturating_add(count(dropped));
    (mantissa.starts_with('-'), significant.to_owned(), last)
}

fn inexact() -> Error {
    Error::new(
        ErrorKind::Range,
        "a JSON number cannot hold this number exactly: write it as xsd:string",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(ty: Simple, text: &str) -> Result<String, ErrorKind> {
        ty.read("type", text)
            .map(|value| value.to_string())
            .map_err(|error| error.kind())
    }

    #[test]
    fn decimals_keep_their_value_or_are_refused() {
        for (text, json) in [
            ("7.50", "7.5"),
            ("+7", "7.0"),
            (".5", "0.5"),
            ("-0.000", "-0.0"),
            ("0.1", "0.1"),
            ("-1234567890.0625", "-1234567890.0625"),
            ("9007199254740993", "9007199254740993"),
            ("-9007199254740993.00", "-9007199254740993"),
            ("18446744073709551615", "18446744073709551615"),
            ("100000000000000000000", "1e+20"),
            ("0.0000000000000000000000000001", "1e-28"),
        ] {
            assert_eq!(read(Simple::Decimal, text), Ok(json.into()), "{text}");
        }
        for text in [
            "0.1234567890123456789012345678",
            "79228162514264337593543950335",
            "18446744073709551617",
            "9007199254740993.5",
        ] {
            assert_eq!(read(Simple::Decimal, text), Err(ErrorKind::Range), "{text}");
        }
        for text in ["", ".", "1e5", "++1", "+-1", "1.2.3", "INF", "1_0"] {
            assert_eq!(read(Simple::Decimal, text), Err(ErrorKind::Type), "{text}");
        }
    }

    #[test]
    fn a_char_is_the_number_of_a_utf_16_unit() {
        for (text, json) in [
            ("65", "\"A\""),
            (" 8364 ", "\"\u{20ac}\""),
            ("34", "\"\\\"\""),
        ] {
            assert_eq!(read(Simple::Char, text), Ok(json.into()), "{text}");
        }
        for text in ["A", "", "-1", "55296", "65536", "6.5"] {
            assert_eq!(read(Simple::Char, text), Err(ErrorKind::Type), "{text}");
        }
    }

    #[test]
    fn whole_numbers_keep_to_the_range_of_their_type() {
        for (name, text, expected) in [
            ("byte", "-128", Ok("-128")),
            ("byte", "128", Err(ErrorKind::Type)),
            ("unsignedByte", "-0", Ok("0")),
            ("unsignedInt", "-1", Err(ErrorKind::Type)),
            (
                "unsignedLong",
                "18446744073709551615",
                Ok("18446744073709551615"),
            ),
            ("long", "9223372036854775808", Err(ErrorKind::Type)),
            ("integer", "9223372036854775808", Ok("9223372036854775808")),
            ("integer", "18446744073709551616", Err(ErrorKind::Range)),
            ("integer", "-9223372036854775809", Err(ErrorKind::Range)),
            ("positiveInteger", "0", Err(ErrorKind::Type)),
            ("int", "++7", Err(ErrorKind::Type)),
            ("int", "+-7", Err(ErrorKind::Type)),
            ("int", "+7", Ok("7")),
        ] {
            let found = read(Simple::of_schema(name), text);
            assert_eq!(found, expected.map(str::to_owned), "{name} {text}");
        }
    }
}
