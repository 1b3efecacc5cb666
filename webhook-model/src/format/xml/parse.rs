//! Parses simple values as written in XML Schema part 2.

use crate::error::{Error, ErrorKind};
use crate::property::Slot;
use crate::property::bytes::read_base64;
use crate::property::duration::Duration;
use crate::property::set_slot;

/// A simple value as written in XML Schema part 2. White space around it is ignored, except in text.
pub(super) fn set_text(slot: &mut Slot<'_>, text: &str) -> Result<(), Error> {
    match slot {
        Slot::Text(place) => {
            set_slot::set_string(place, text);
            return Ok(());
        }
        Slot::Int16(_) | Slot::Int32(_) | Slot::UInt32(_) | Slot::Int64(_) => {
            if let Some(number) = usual_number(text) {
                return set_slot::set_whole(slot, number);
            }
        }
        _ => {}
    }
    let text = text.trim_ascii();
    match slot {
        Slot::Bool(place) => match text {
            "true" | "1" => **place = true,
            "false" | "0" => **place = false,
            _ => return Err(set_slot::mismatch(slot, "other text")),
        },
        Slot::Double(place) => match double(text) {
            Some(number) => **place = number,
            None => return Err(set_slot::mismatch(slot, "other text")),
        },
        Slot::Decimal(place) if is_decimal(text) => set_slot::set_decimal(*place, text)?,
        Slot::Decimal(_) => return Err(set_slot::mismatch(slot, "other text")),
        Slot::Duration(place) => {
            place.set(Duration::parse_xml(text)?)?;
        }
        Slot::Bytes(place) => {
            **place = read_base64(text)
                .ok_or_else(|| Error::new(ErrorKind::Type, "expected base64 with padding"))?;
        }
        Slot::Flags(..) => {
            // A list of names. Commas are accepted as well, since JSON has them.
            let spaced = text.split_ascii_whitespace().collect::<Vec<_>>().join(",");
            set_slot::set_text(slot, &spaced)?;
        }
        Slot::Int16(_) | Slot::Int32(_) | Slot::UInt32(_) | Slot::Int64(_) => {
            // At most one sign, as in XML Schema.
            match text.parse::<i64>() {
                Ok(number) => set_slot::set_whole(slot, number)?,
                Err(error) if is_overflow(&error) => {
                    return Err(Error::new(
                        ErrorKind::Range,
                        "the number is beyond what this property holds",
                    ));
                }
                Err(_) => return Err(set_slot::mismatch(slot, "other text")),
            }
        }
        other => set_slot::set_text(other, text)?,
    }
    Ok(())
}

/// Fast path for the common case: a whole number of a few digits.
#[inline]
fn usual_number(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    text.bytes().try_fold(0, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + i64::from(digit))
    })
}

pub(super) fn is_overflow(error: &std::num::ParseIntError) -> bool {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    matches!(error.kind(), PosOverflow | NegOverflow)
}

/// Whether a text is an xsd:decimal: digits with at most one sign and point, and no exponent.
pub(super) fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    whole.len() + fraction.len() > 0 && digits(whole) && digits(fraction)
}

/// xsd:double: Rust accepts more words than XML Schema has.
pub(super) fn double(text: &str) -> Option<f64> {
    match text {
        "INF" | "+INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ => {
            let digits = text
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
            text.parse::<f64>()
                .ok()
                .filter(|number| digits && number.is_finite())
        }
    }
}
