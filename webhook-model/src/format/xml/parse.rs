//! Parses simple values as written in XML Schema part 2.

use crate::error::{Error, ErrorKind};
use crate::property::Slot;
use crate::property::bytes::read_base64;
use crate::property::duration::Duration;
use crate::property::set_slot;

/// A simple value as written in XML Schema part 2. White space around it is ignored, except in text.
pub(super) fn set_text(slot: Slot<'_>, text: &str) -> Result<(), Error> {
    if let Slot::Text(place) = slot {
        set_slot::set_string(place, text);
        return Ok(());
    }
    let text = text.trim_ascii();
    match slot {
        Slot::Bool(place) => match text {
            "true" | "1" => *place = true,
            "false" | "0" => *place = false,
            _ => return Err(set_slot::mismatch(&Slot::Bool(place), "other text")),
        },
        Slot::Double(place) => {
            *place = double(text)
                .ok_or_else(|| set_slot::mismatch(&Slot::Double(place), "other text"))?;
        }
        Slot::Decimal(place) if is_decimal(text) => set_slot::set_decimal(place, text)?,
        Slot::Decimal(_) => return Err(set_slot::mismatch(&slot, "other text")),
        Slot::Duration(place) => {
            place.set(Duration::parse_xml(text)?)?;
        }
        Slot::Bytes(place) => {
            *place = read_base64(text)
                .ok_or_else(|| Error::new(ErrorKind::Type, "expected base64 with padding"))?;
        }
        Slot::Flags(set, of) => {
            // A list of names. Commas are accepted as well, since JSON has them.
            let spaced = text.split_ascii_whitespace().collect::<Vec<_>>().join(",");
            set_slot::set_text(&mut Slot::Flags(set, of), &spaced)?;
        }
        mut whole @ (Slot::Int16(_) | Slot::Int32(_) | Slot::UInt32(_) | Slot::Int64(_)) => {
            // At most one sign, as in XML Schema.
            match text.parse::<i64>() {
                Ok(number) => set_slot::set_whole(&mut whole, number)?,
                Err(error) if is_overflow(&error) => {
                    return Err(Error::new(
                        ErrorKind::Range,
                        "the number is beyond what this property holds",
                    ));
                }
                Err(_) => return Err(set_slot::mismatch(&whole, "other text")),
            }
        }
        mut other => set_slot::set_text(&mut other, text)?,
    }
    Ok(())
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
