//! Between [`DateTime`], text, serde and chrono's types.
//!
//! Converting to a [`DateTime`] drops nanoseconds below a tick (100 ns), turns a leap second into
//! second 59, and turns a year that .NET does not have into the nearest end of its range,
//! [`DateTime::MIN`] or [`DateTime::MAX`]: chrono's own `MIN` and `MAX` are used for "never" and "for
//! ever" and keep that meaning.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use super::{DateTime, DateTimeError, MAX_OFFSET_MINUTES, NANOS_PER_TICK, Offset};
use crate::property::scan::excerpt;

impl FromStr for DateTime {
    type Err = DateTimeError;

    fn from_str(text: &str) -> Result<Self, DateTimeError> {
        Self::parse(text)
    }
}

/// From a string.
impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = DateTime;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date such as 2024-05-17T08:30:00Z")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<DateTime, E> {
                DateTime::parse(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// Digits without offset. Sub-tick digits are dropped; a year outside 1 to 9999
/// becomes [`DateTime::MIN`] or [`DateTime::MAX`].
impl From<NaiveDateTime> for DateTime {
    fn from(naive: NaiveDateTime) -> Self {
        if naive.year() < 1 {
            return Self::MIN;
        }
        if naive.year() > 9999 {
            return Self::MAX;
        }
        // A leap second is 59 with more than a second of nanoseconds.
        let nanos = naive.nanosecond() % 1_000_000_000;
        let ticks = nanos - nanos % NANOS_PER_TICK;
        Self {
            naive: naive.with_nanosecond(ticks).unwrap_or(naive),
            offset: Offset::Unspecified,
        }
    }
}

/// Midnight without offset. A year outside 1 to 9999 becomes [`DateTime::MIN`]
/// or [`DateTime::MAX`].
impl From<NaiveDate> for DateTime {
    fn from(date: NaiveDate) -> Self {
        Self::from(NaiveDateTime::new(date, NaiveTime::MIN))
    }
}

/// Digits in UTC, with `Z`. Sub-tick digits are dropped; a year outside 1 to
/// 9999 becomes the nearest instant in that range.
impl From<chrono::DateTime<Utc>> for DateTime {
    fn from(instant: chrono::DateTime<Utc>) -> Self {
        Self {
            offset: Offset::Utc,
            ..Self::from(instant.naive_utc())
        }
    }
}

/// Digits with their offset. If .NET has no such offset (more than 14 hours, or not a whole minute), or
/// if the local digits are outside the years 1 to 9999, the same instant in UTC with `Z`. Sub-tick
/// digits are dropped, and an instant outside those years becomes the nearest one inside.
impl From<chrono::DateTime<FixedOffset>> for DateTime {
    fn from(instant: chrono::DateTime<FixedOffset>) -> Self {
        let seconds = instant.offset().local_minus_utc();
        let minutes = i16::try_from(seconds / 60).unwrap_or(i16::MAX);
        let is_dotnet_offset = seconds % 60 == 0 && minutes.abs() <= MAX_OFFSET_MINUTES;
        let utc = instant.naive_utc();
        let local = utc.checked_add_offset(*instant.offset());
        let years = 1..=9999;
        match local {
            Some(local)
                if is_dotnet_offset
                    && years.contains(&utc.year())
                    && years.contains(&local.year()) =>
            {
                Self {
                    offset: Offset::Minutes(minutes),
                    ..Self::from(local)
                }
            }
            _ => Self::from(utc.and_utc()),
        }
    }
}

/// The digits; the offset is dropped.
impl From<DateTime> for NaiveDateTime {
    fn from(date: DateTime) -> Self {
        date.naive
    }
}

/// The day of the digits; the time of day and the offset are dropped.
impl From<DateTime> for NaiveDate {
    fn from(date: DateTime) -> Self {
        date.naive.date()
    }
}

/// The instant.
///
/// # Errors
///
/// [`DateTimeError::NoOffset`] or [`DateTimeError::Instant`] if the instant is not defined; see
/// [`DateTime::to_utc`].
impl TryFrom<DateTime> for chrono::DateTime<Utc> {
    type Error = DateTimeError;

    fn try_from(date: DateTime) -> Result<Self, DateTimeError> {
        date.to_utc().ok_or_else(|| date.no_instant())
    }
}

/// The instant with its offset; `Z` is an offset of zero.
///
/// # Errors
///
/// [`DateTimeError::NoOffset`] or [`DateTimeError::Instant`] if the instant is not defined; see
/// [`DateTime::to_utc`].
impl TryFrom<DateTime> for chrono::DateTime<FixedOffset> {
    type Error = DateTimeError;

    fn try_from(date: DateTime) -> Result<Self, DateTimeError> {
        let utc = date.to_utc().ok_or_else(|| date.no_instant())?;
        let minutes = match date.offset {
            Offset::Unspecified | Offset::Utc => 0,
            Offset::Minutes(minutes) => minutes,
        };
        let offset =
            FixedOffset::east_opt(i32::from(minutes) * 60).ok_or_else(|| date.no_instant())?;
        Ok(utc.with_timezone(&offset))
    }
}

impl DateTime {
    /// The reason why [`DateTime::to_utc`] returns `None`.
    fn no_instant(&self) -> DateTimeError {
        match self.offset {
            Offset::Unspecified => DateTimeError::NoOffset,
            Offset::Utc | Offset::Minutes(_) => DateTimeError::Instant {
                text: excerpt(&self.to_string()),
            },
        }
    }
}
