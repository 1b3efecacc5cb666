//! Dates and times as in .NET: ticks, and an offset that may be unspecified.

mod convert;
mod error;
mod fixed_width;
mod parse;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod tests;
mod write;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::output::Output;

pub use self::error::DateTimeError;
use crate::property::scan::Fault;

/// Nanoseconds in a tick, the .NET unit of time.
const NANOS_PER_TICK: u32 = 100;
/// The largest distance from UTC that .NET's `DateTimeOffset` takes: 14 hours.
const MAX_OFFSET_MINUTES: i16 = 14 * 60;

/// The suffix after the digits of a [`DateTime`].
///
/// The three forms differ on the wire and are kept distinct: `Z` is not `+00:00`, and both differ from
/// a missing offset.
///
/// ```
/// use webhook_model::property::date_time::{DateTime, Offset};
///
/// let text = "2024-05-17T08:30:00+02:00";
/// assert_eq!(DateTime::parse(text)?.offset(), Offset::Minutes(120));
/// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
/// ```
// Exhaustive: the text of a date has these three forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Offset {
    /// No suffix: the zone of the digits follows from the context (.NET's `DateTimeKind.Unspecified`).
    #[default]
    Unspecified,
    /// The suffix `Z`.
    Utc,
    /// A suffix such as `+02:00`, as minutes east of UTC, from -840 to 840.
    Minutes(i16),
}

/// A date and time of day in the years 1 to 9999, to 100 ns, with an optional
/// offset from UTC.
///
/// The digits are kept as they were given, so `Z`, `+00:00` and no suffix survive a round trip.
/// Equality compares digits and offset, not instants. The order does as well, and is meant for the keys
/// of a `BTreeMap`: by digits, then by offset, none before `Z` before minutes. It is chronological only
/// among values of the same offset. Compare instants with [`DateTime::to_utc`].
///
/// [`DateTime::MIN`] is .NET's value for a date that was never set, and the [`Default`].
///
/// ```
/// use webhook_model::property::date_time::DateTime;
///
/// let date = DateTime::parse("2024-05-17T08:30:00.2500000Z")?;
/// assert_eq!(date.to_string(), "2024-05-17T08:30:00.25Z");
/// assert_eq!(DateTime::default().to_string(), "0001-01-01T00:00:00");
/// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
/// ```
///
/// # Text
///
/// Read: RFC 3339, including lower-case `t` and `z`, and the forms of .NET's System.Text.Json and the
/// vendor's documentation: no offset, an offset as `+0200` or `+02`, no seconds, and a date alone,
/// which is midnight without offset. A fraction has at most 16 digits; digits past the seventh are
/// dropped, as in System.Text.Json. An offset is at most 14 hours. `xsd:dateTime` in XML is the same
/// format; the XML reader removes white space around it.
///
/// A leap second is accepted where RFC 3339 allows one (section 5.7: 23:59:60 in UTC, on the last day
/// of a month), and becomes second 59, since .NET has no second 60.
///
/// Not read: the hour 24, years of more than four digits, an instant before
/// year 1 or after year 9999, and the `/Date(1224043200000)/` of old WCF
/// services, which no REST endpoint of the vendor produces.
///
/// Written: up to seven fraction digits without trailing zeros, and the offset
/// as `+02:00`, `Z` or nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
// With this alignment a `Value` has the date at the place of its other contents, and moves as two
// words.
#[repr(align(8))]
pub struct DateTime {
    /// In the years 1 to 9999, whole ticks, never a leap second.
    naive: NaiveDateTime,
    offset: Offset,
}

impl DateTime {
    /// Midnight of the first day of year 1 without offset, the .NET default.
    ///
    /// ```
    /// # use webhook_model::property::date_time::DateTime;
    /// assert_eq!(DateTime::MIN.to_string(), "0001-01-01T00:00:00");
    /// ```
    pub const MIN: Self = Self::constant(1, 1, 1, 0, 0);

    /// The last tick of year 9999 without offset.
    ///
    /// ```
    /// # use webhook_model::property::date_time::DateTime;
    /// assert_eq!(DateTime::MAX.to_string(), "9999-12-31T23:59:59.9999999");
    /// ```
    pub const MAX: Self = Self::constant(9999, 12, 31, 86_399, 9_999_999);

    /// For constants only: an invalid date would become chrono's default; the tests of the two
    /// constants above exclude that.
    const fn constant(year: i32, month: u32, day: u32, seconds: u32, ticks: u32) -> Self {
        let date = NaiveDate::from_ymd_opt(year, month, day);
        let nanos = ticks * NANOS_PER_TICK;
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, nanos);
        match (date, time) {
            (Some(date), Some(time)) => Self {
                naive: NaiveDateTime::new(date, time),
                offset: Offset::Unspecified,
            },
            _ => Self {
                naive: NaiveDateTime::MIN,
                offset: Offset::Unspecified,
            },
        }
    }

    /// Parses a date; see [the type](DateTime#text) for the accepted forms.
    ///
    /// The length is checked first, so a huge text costs nothing.
    ///
    /// # Errors
    ///
    /// [`DateTimeError`] with the position of the wrong byte and the expected form.
    ///
    /// ```
    /// use webhook_model::property::date_time::DateTime;
    ///
    /// assert!(DateTime::parse("2024-05-17T08:30:00-0500").is_ok());
    /// assert!(DateTime::parse("17.05.2024").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, DateTimeError> {
        if let Some(date) = fixed_width::read(text.as_bytes()) {
            return Ok(date);
        }
        parse::scan(text.as_bytes()).map_err(|fault| DateTimeError::new(fault, text))
    }

    /// Whether [`DateTime::parse`] accepts the text. Usable at compile time, for dates in source code.
    ///
    /// ```
    /// use webhook_model::property::date_time::DateTime;
    ///
    /// const _: () = assert!(DateTime::is_valid_literal("2024-05-17"));
    /// const _: () = assert!(!DateTime::is_valid_literal("2024-02-30"));
    /// ```
    #[must_use]
    pub const fn is_valid_literal(text: &str) -> bool {
        parse::scan(text.as_bytes()).is_ok()
    }

    /// The error in a text, at compile time.
    pub(crate) const fn scan(text: &str) -> Result<Self, Fault> {
        parse::scan(text.as_bytes())
    }

    /// Whether the time of day is midnight, at compile time.
    pub(crate) const fn is_midnight(&self) -> bool {
        let since = self.naive.time().signed_duration_since(NaiveTime::MIN);
        since.is_zero()
    }

    /// The digits, without the offset.
    ///
    /// ```
    /// # use webhook_model::property::date_time::DateTime;
    /// let date = DateTime::parse("2024-05-17T08:30:00+02:00")?;
    /// assert_eq!(date.naive().to_string(), "2024-05-17 08:30:00");
    /// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
    /// ```
    #[must_use]
    pub const fn naive(&self) -> NaiveDateTime {
        self.naive
    }

    /// The offset of the digits.
    ///
    /// ```
    /// # use webhook_model::property::date_time::{DateTime, Offset};
    /// assert_eq!(DateTime::MIN.offset(), Offset::Unspecified);
    /// ```
    #[must_use]
    pub const fn offset(&self) -> Offset {
        self.offset
    }

    /// The same digits with another offset: another instant.
    ///
    /// At the two ends of the range the result can be before year 1 or after year 9999 in UTC: such a
    /// value can be written, but [`DateTime::to_utc`] returns `None` and [`DateTime::parse`] refuses
    /// its text, as .NET does.
    ///
    /// # Errors
    ///
    /// [`DateTimeError::Offset`] if the minutes are outside -840 to 840.
    ///
    /// ```
    /// use webhook_model::property::date_time::{DateTime, Offset};
    ///
    /// let date = DateTime::parse("2024-05-17T08:30:00")?;
    /// let tagged = date.with_offset(Offset::Minutes(-300))?;
    /// assert_eq!(tagged.to_string(), "2024-05-17T08:30:00-05:00");
    /// assert!(date.with_offset(Offset::Minutes(900)).is_err());
    /// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
    /// ```
    pub const fn with_offset(self, offset: Offset) -> Result<Self, DateTimeError> {
        match offset {
            Offset::Minutes(minutes)
                if minutes < -MAX_OFFSET_MINUTES || minutes > MAX_OFFSET_MINUTES =>
            {
                Err(DateTimeError::Offset { minutes })
            }
            Offset::Unspecified | Offset::Utc | Offset::Minutes(_) => Ok(Self {
                naive: self.naive,
                offset,
            }),
        }
    }

    /// The instant; `None` if the offset is missing or the instant is outside
    /// the years 1 to 9999.
    ///
    /// ```
    /// # use webhook_model::property::date_time::DateTime;
    /// let date = DateTime::parse("2024-05-17T08:30:00+02:00")?;
    /// assert_eq!(date.to_utc().unwrap().to_string(), "2024-05-17 06:30:00 UTC");
    /// assert_eq!(DateTime::MIN.to_utc(), None);
    /// # Ok::<(), webhook_model::property::date_time::DateTimeError>(())
    /// ```
    #[must_use]
    pub fn to_utc(&self) -> Option<chrono::DateTime<Utc>> {
        let minutes = match self.offset {
            Offset::Unspecified => return None,
            Offset::Utc => 0,
            Offset::Minutes(minutes) => minutes,
        };
        let offset = FixedOffset::east_opt(i32::from(minutes) * 60)?;
        let utc = self.naive.checked_sub_offset(offset)?;
        (1..=9999).contains(&utc.year()).then(|| utc.and_utc())
    }

    /// Appends the text to a buffer, without allocating in between.
    ///
    /// ```
    /// # use webhook_model::property::date_time::DateTime;
    /// let mut json = Vec::new();
    /// DateTime::MIN.write_to(&mut json);
    /// assert_eq!(json, b"0001-01-01T00:00:00");
    /// ```
    pub fn write_to(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(write::text(self).as_bytes());
    }

    /// The same, for an encoder.
    pub(crate) fn write(&self, out: &mut Output<'_>) {
        out.fill(|place| write::write(place, self));
    }
}

impl Default for DateTime {
    fn default() -> Self {
        Self::MIN
    }
}
