//! Durations as in .NET: `TimeSpan`.

mod convert;
mod error;
mod json;
#[cfg(test)]
mod tests;
mod xml;

pub use self::error::DurationError;
use crate::property::scan::Fault;

const TICKS_PER_SECOND: u64 = 10_000_000;
const SECONDS_PER_DAY: u64 = 86_400;

/// A span of time in ticks of 100 ns, positive or negative: .NET's `TimeSpan`.
///
/// It reaches about 29,227 years in either direction.
///
/// ```
/// use webhook_model::property::duration::Duration;
///
/// let duration = Duration::parse("1.02:03:04.5")?;
/// assert_eq!(duration.ticks(), 937_845_000_000);
/// assert_eq!(duration.to_string(), "1.02:03:04.5");
/// assert_eq!(duration.to_xml(), "P1DT2H3M4.5S");
/// # Ok::<(), webhook_model::property::duration::DurationError>(())
/// ```
///
/// # Text in JSON
///
/// .NET's constant format, `[-][d.]hh:mm:ss[.fffffff]`, with hours to 23 and one
/// to seven fraction digits. .NET itself writes seven fraction digits or none;
/// this type drops trailing zeros, as dates do here and as the vendor's durations
/// are documented (`1.02:03:04.5`). Both are read.
///
/// # Text in XML
///
/// `xsd:duration`, such as `PT1H30M`. Years and months are read as .NET's
/// `XmlConvert` does: 365 and 30 days, and twelve months are a year. They are
/// never written. Fraction digits past the seventh are dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Duration(i64);

impl Duration {
    /// The empty duration, the .NET default.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert_eq!(Duration::ZERO.to_string(), "00:00:00");
    /// ```
    pub const ZERO: Self = Self(0);
    /// The most negative duration.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert_eq!(Duration::MIN.to_string(), "-10675199.02:48:05.4775808");
    /// ```
    pub const MIN: Self = Self(i64::MIN);
    /// The longest duration.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert_eq!(Duration::MAX.to_string(), "10675199.02:48:05.4775807");
    /// ```
    pub const MAX: Self = Self(i64::MAX);

    /// A duration from ticks of 100 ns.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert_eq!(Duration::from_ticks(-10_000_000).to_string(), "-00:00:01");
    /// ```
    #[must_use]
    pub const fn from_ticks(ticks: i64) -> Self {
        Self(ticks)
    }

    /// The length in ticks of 100 ns.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert_eq!(Duration::parse("00:00:00.0000001")?.ticks(), 1);
    /// # Ok::<(), webhook_model::property::duration::DurationError>(())
    /// ```
    #[must_use]
    pub const fn ticks(self) -> i64 {
        self.0
    }

    /// Parses the JSON text, `[-][d.]hh:mm:ss[.fffffff]`.
    ///
    /// # Errors
    ///
    /// [`DurationError`] with the position of the wrong byte and the expected form.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert!(Duration::parse("01:30:00").is_ok());
    /// assert!(Duration::parse("24:00:00").is_err());
    /// ```
    pub fn parse(text: &str) -> Result<Self, DurationError> {
        json::scan(text.as_bytes()).map_err(|fault| DurationError::json(fault, text))
    }

    /// Whether [`Duration::parse`] accepts the text. Usable at compile time, for durations in source
    /// code.
    ///
    /// ```
    /// use webhook_model::property::duration::Duration;
    ///
    /// const _: () = assert!(Duration::is_valid_literal("01:30:00"));
    /// const _: () = assert!(!Duration::is_valid_literal("1h"));
    /// ```
    #[must_use]
    pub const fn is_valid_literal(text: &str) -> bool {
        Self::scan(text).is_ok()
    }

    /// The error in a JSON text, at compile time.
    pub(crate) const fn scan(text: &str) -> Result<Self, Fault> {
        json::scan(text.as_bytes())
    }

    /// Parses the XML text, `xsd:duration`.
    ///
    /// # Errors
    ///
    /// [`DurationError`] with the position of the wrong byte and the expected form.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert_eq!(Duration::parse_xml("PT90M")?, Duration::parse("01:30:00")?);
    /// assert!(Duration::parse_xml("90M").is_err());
    /// # Ok::<(), webhook_model::property::duration::DurationError>(())
    /// ```
    pub fn parse_xml(text: &str) -> Result<Self, DurationError> {
        xml::scan(text.as_bytes()).map_err(|fault| DurationError::xml(fault, text))
    }

    /// Appends the JSON text to a buffer, without allocating in between.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// let mut json = Vec::new();
    /// Duration::ZERO.write_to(&mut json);
    /// assert_eq!(json, b"00:00:00");
    /// ```
    pub fn write_to(self, out: &mut Vec<u8>) {
        out.extend_from_slice(json::text(self).as_bytes());
    }

    /// The same, for an encoder.
    pub(crate) fn write(self, out: &mut crate::output::Output<'_>) {
        out.extend_from_slice(json::text(self).as_bytes());
    }

    /// Appends the XML text to a buffer.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// let mut xml = Vec::new();
    /// Duration::ZERO.write_xml_to(&mut xml);
    /// assert_eq!(xml, b"PT0S");
    /// ```
    pub fn write_xml_to(self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.to_xml().as_bytes());
    }

    /// The XML text, `xsd:duration`.
    ///
    /// ```
    /// # use webhook_model::property::duration::Duration;
    /// assert_eq!(Duration::from_ticks(-10_000_000).to_xml(), "-PT1S");
    /// ```
    #[must_use]
    pub fn to_xml(self) -> String {
        xml::text(self)
    }

    /// From a sign and a length, or `None` outside the range.
    const fn from_magnitude(negative: bool, ticks: u128) -> Option<Self> {
        if ticks > i64::MIN.unsigned_abs() as u128 {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "see above")]
        let magnitude = ticks as u64;
        if negative {
            Some(Self(magnitude.wrapping_neg().cast_signed()))
        } else if magnitude > i64::MAX.unsigned_abs() {
            None
        } else {
            Some(Self(magnitude.cast_signed()))
        }
    }

    fn parts(self) -> Parts {
        let total = self.0.unsigned_abs();
        let seconds = total / TICKS_PER_SECOND;
        let of_day = small(seconds % SECONDS_PER_DAY);
        Parts {
            negative: self.0 < 0,
            days: small(seconds / SECONDS_PER_DAY),
            hours: of_day / 3600,
            minutes: of_day / 60 % 60,
            seconds: of_day % 60,
            ticks: small(total % TICKS_PER_SECOND),
        }
    }
}

/// A duration in parts: whole days, and the rest of a day.
#[derive(Debug, Clone, Copy)]
struct Parts {
    negative: bool,
    days: u32,
    hours: u32,
    minutes: u32,
    seconds: u32,
    ticks: u32,
}

/// A part of a duration: none of them exceeds ten million by much, since the
/// whole has at most 10,675,199 days.
#[allow(clippy::cast_possible_truncation, reason = "see above")]
const fn small(part: u64) -> u32 {
    part as u32
}
