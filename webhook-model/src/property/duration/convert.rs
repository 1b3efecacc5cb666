//! Between [`Duration`], text, serde, chrono and the standard library.

use std::fmt;
use std::str::FromStr;
use std::time;

use chrono::TimeDelta;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};

use super::{Duration, DurationError, TICKS_PER_SECOND, json};

const NANOS_PER_TICK: u32 = 100;

/// The JSON text; see [`Duration::parse`].
impl FromStr for Duration {
    type Err = DurationError;

    fn from_str(text: &str) -> Result<Self, DurationError> {
        Self::parse(text)
    }
}

/// As a string, the JSON text.
impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(json::text(*self).as_str())
    }
}

/// From a string, the JSON text.
impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl Visitor<'_> for Text {
            type Value = Duration;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a duration such as 1.02:03:04.5")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Duration, E> {
                Duration::parse(text).map_err(E::custom)
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// Nanoseconds below a tick (100 ns) are dropped, towards zero.
///
/// # Errors
///
/// [`DurationError::TooLong`] outside [`Duration::MIN`] to [`Duration::MAX`].
impl TryFrom<TimeDelta> for Duration {
    type Error = DurationError;

    fn try_from(delta: TimeDelta) -> Result<Self, DurationError> {
        let seconds = i128::from(delta.num_seconds()) * i128::from(TICKS_PER_SECOND);
        let ticks = delta.subsec_nanos() / NANOS_PER_TICK.cast_signed();
        i64::try_from(seconds + i128::from(ticks))
            .map(Self)
            .map_err(|_| DurationError::TooLong)
    }
}

impl From<Duration> for TimeDelta {
    fn from(duration: Duration) -> Self {
        let parts = duration.parts();
        let seconds = duration.0.unsigned_abs() / TICKS_PER_SECOND;
        // A `TimeDelta` has a range a thousand times larger, so neither bound is reached.
        let length = i64::try_from(seconds)
            .ok()
            .and_then(|seconds| TimeDelta::new(seconds, parts.ticks * NANOS_PER_TICK))
            .unwrap_or(TimeDelta::MAX);
        if parts.negative { -length } else { length }
    }
}

/// Nanoseconds below a tick (100 ns) are dropped.
///
/// # Errors
///
/// [`DurationError::TooLong`] above [`Duration::MAX`].
impl TryFrom<time::Duration> for Duration {
    type Error = DurationError;

    fn try_from(duration: time::Duration) -> Result<Self, DurationError> {
        let ticks = duration.as_nanos() / u128::from(NANOS_PER_TICK);
        Self::from_magnitude(false, ticks).ok_or(DurationError::TooLong)
    }
}

/// # Errors
///
/// [`DurationError::Negative`] below zero, since the standard library's type has no negative values.
impl TryFrom<Duration> for time::Duration {
    type Error = DurationError;

    fn try_from(duration: Duration) -> Result<Self, DurationError> {
        let parts = duration.parts();
        if parts.negative {
            return Err(DurationError::Negative);
        }
        let seconds = duration.0.unsigned_abs() / TICKS_PER_SECOND;
        Ok(Self::new(seconds, parts.ticks * NANOS_PER_TICK))
    }
}
