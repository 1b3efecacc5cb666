//! The fast path for the form of a date that servers and clients write: every part has a fixed width.
//! Other forms, and invalid dates, are left to [`scan`](super::parse::scan).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{DateTime, MAX_OFFSET_MINUTES, NANOS_PER_TICK, Offset};

/// Reads `2024-05-17T08:30:00`, with no fraction or one of seven digits, and with `Z`, an offset as
/// `+02:00` or neither.
pub(super) fn read(text: &[u8]) -> Option<DateTime> {
    let (fixed, rest) = text.split_first_chunk::<19>()?;
    #[rustfmt::skip]
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1, b'T', h0, h1, b':', n0, n1, b':', s0, s1] =
        *fixed
    else {
        return None;
    };
    let year = number([y0, y1, y2, y3])?;
    let date =
        NaiveDate::from_ymd_opt(year.try_into().ok()?, number([m0, m1])?, number([d0, d1])?)?;
    let (ticks, rest) = match rest.split_first_chunk::<8>() {
        Some(([b'.', digits @ ..], rest)) => (number(*digits)?, rest),
        _ => (0, rest),
    };
    let offset = match *rest {
        [] => Offset::Unspecified,
        [b'Z'] => Offset::Utc,
        // In the first and the last year an offset can lead out of all years.
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] if year > 1 && year < 9999 => {
            let (hours, minutes) = (number([h0, h1])?, number([m0, m1])?);
            let east = i16::try_from(hours * 60 + minutes).ok()?;
            if minutes > 59 || east > MAX_OFFSET_MINUTES {
                return None;
            }
            Offset::Minutes(if sign == b'-' { -east } else { east })
        }
        _ => return None,
    };
    let (hour, minute, second) = (number([h0, h1])?, number([n0, n1])?, number([s0, s1])?);
    let time = NaiveTime::from_hms_nano_opt(hour, minute, second, ticks * NANOS_PER_TICK)?;
    // The year 0 does not exist.
    (year > 0).then_some(DateTime {
        naive: NaiveDateTime::new(date, time),
        offset,
    })
}

#[inline]
fn number<const N: usize>(digits: [u8; N]) -> Option<u32> {
    digits.iter().try_fold(0, |number, byte| {
        let digit = byte.wrapping_sub(b'0');
        (digit < 10).then(|| number * 10 + u32::from(digit))
    })
}
