//! The request header `SO-TimeZone`, and the conversion of dates.

mod convert;
mod error;
mod offset;
#[cfg(test)]
mod property_tests;
mod table;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use chrono_tz::Tz;
use http::HeaderName;

pub use self::convert::{incoming, outgoing};
pub use self::error::TimeZoneError;

/// The name of the request header.
///
/// ```
/// assert_eq!(webhook_model::http::time_zone::HEADER, "SO-TimeZone");
/// ```
pub const HEADER: &str = "SO-TimeZone";

/// The same name as a `HeaderName` constant.
pub(crate) const HEADER_NAME: HeaderName = HeaderName::from_static("so-timezone");

/// The member of the header that asks for offsets in the response.
const INCLUDE_OFFSET: &str = "includeTZOffset";
/// Far longer than any zone name with the option.
pub(super) const MAX_LENGTH: usize = 256;

/// The time zone that a request asks for (vendor documentation of the header
/// `SO-TimeZone`).
///
/// A zone is named by the vendor's code (`NO`, `US-NY`) or its number (`261`).
/// Two things go further than the vendor documents: IANA names (`Europe/Oslo`),
/// and bare country codes (`US`, `UK`), which are the zone of the country's
/// capital.
///
/// ```
/// use chrono_tz::Tz;
/// use webhook_model::http::time_zone::TimeZone;
///
/// let zone = TimeZone::from_header("US-NY, includeTZOffset", Tz::UTC)?.unwrap();
/// assert_eq!(zone.zone(), Tz::America__New_York);
/// assert_eq!(zone.id(), Some(460));
/// assert!(zone.include_offset());
/// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TimeZone {
    zone: Tz,
    code: Cow<'static, str>,
    id: Option<u16>,
    include_offset: bool,
}

impl TimeZone {
    /// Reads the header's value: a zone, optionally `includeTZOffset`, in either order and any case,
    /// with or without spaces around the comma. `None` for an empty value, which counts as missing.
    /// Without a zone, `includeTZOffset` applies to the base zone.
    ///
    /// # Errors
    ///
    /// [`TimeZoneError`] for an unknown zone and for more than one: the client's mistake (400).
    ///
    /// ```
    /// use chrono_tz::Tz;
    /// use webhook_model::http::time_zone::TimeZone;
    ///
    /// assert!(TimeZone::from_header("", Tz::UTC)?.is_none());
    /// assert_eq!(TimeZone::from_header("261", Tz::UTC)?.unwrap().code(), "NO");
    /// assert!(TimeZone::from_header("NO, US-NY", Tz::UTC).is_err());
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    pub fn from_header(value: &str, base: Tz) -> Result<Option<Self>, TimeZoneError> {
        if value.len() > MAX_LENGTH {
            return Err(TimeZoneError::unknown(value));
        }
        let mut zone = None;
        let mut include_offset = false;
        // RFC 9110 section 5.6.1.2: empty members of a list are ignored.
        let members = value
            .split(',')
            .map(|member| member.trim_matches([' ', '\t']));
        for member in members.filter(|member| !member.is_empty()) {
            if member.eq_ignore_ascii_case(INCLUDE_OFFSET) {
                include_offset = true;
            } else if zone.is_some() {
                return Err(TimeZoneError::second(member));
            } else {
                zone = Some(Self::parse(member)?);
            }
        }
        if zone.is_none() && !include_offset {
            return Ok(None);
        }
        let zone = zone.unwrap_or_else(|| Self::from(base));
        Ok(Some(Self {
            include_offset,
            ..zone
        }))
    }

    /// Finds a zone by its code, number or IANA name, without the option.
    ///
    /// # Errors
    ///
    /// [`TimeZoneError::Unknown`] if the zone does not exist.
    ///
    /// ```
    /// use webhook_model::http::time_zone::TimeZone;
    ///
    /// assert_eq!(TimeZone::parse("no")?, TimeZone::parse("261")?);
    /// assert!(TimeZone::parse("+02:00").is_err());
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    pub fn parse(name: &str) -> Result<Self, TimeZoneError> {
        if name.len() > MAX_LENGTH {
            return Err(TimeZoneError::unknown(name));
        }
        if !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
            let id = name.parse().map_err(|_| TimeZoneError::unknown(name))?;
            return table::by_id(id)
                .map(Self::from_vendor)
                .ok_or_else(|| TimeZoneError::unknown(name));
        }
        if let Some(row) = table::by_code(name) {
            return Ok(Self::from_vendor(row));
        }
        if let Some((code, zone)) = table::by_country(name) {
            return Ok(Self {
                zone,
                code: Cow::Borrowed(code),
                id: None,
                include_offset: false,
            });
        }
        table::by_iana_name(name)
            .map(Self::from)
            .ok_or_else(|| TimeZoneError::unknown(name))
    }

    fn from_vendor(row: &table::VendorZone) -> Self {
        Self {
            zone: row.zone,
            code: Cow::Borrowed(row.code),
            id: Some(row.id),
            include_offset: false,
        }
    }

    /// The zone's rules.
    ///
    /// ```
    /// # use webhook_model::http::time_zone::TimeZone;
    /// let zone = TimeZone::parse("DK")?.zone();
    /// assert_eq!(zone, chrono_tz::Tz::Europe__Copenhagen);
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }

    /// The vendor's code, or the IANA name of a zone that has none.
    ///
    /// ```
    /// # use webhook_model::http::time_zone::TimeZone;
    /// assert_eq!(TimeZone::parse("us-ny")?.code(), "US-NY");
    /// assert_eq!(TimeZone::parse("asia/tokyo")?.code(), "Asia/Tokyo");
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The vendor's number of the zone, if it is published.
    ///
    /// ```
    /// # use webhook_model::http::time_zone::TimeZone;
    /// assert_eq!(TimeZone::parse("FR")?.id(), Some(156));
    /// assert_eq!(TimeZone::parse("SE")?.id(), None);
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    #[must_use]
    pub const fn id(&self) -> Option<u16> {
        self.id
    }

    /// Whether dates in the response carry their offset.
    ///
    /// ```
    /// # use webhook_model::http::time_zone::TimeZone;
    /// assert!(!TimeZone::parse("NO")?.include_offset());
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    #[must_use]
    pub const fn include_offset(&self) -> bool {
        self.include_offset
    }

    /// The same zone, with or without offsets in the response.
    ///
    /// ```
    /// # use webhook_model::http::time_zone::TimeZone;
    /// let zone = TimeZone::parse("UTC")?.with_include_offset(true);
    /// assert_eq!(zone.to_string(), "UTC, includeTZOffset");
    /// # Ok::<(), webhook_model::http::time_zone::TimeZoneError>(())
    /// ```
    #[must_use]
    pub fn with_include_offset(self, include_offset: bool) -> Self {
        Self {
            include_offset,
            ..self
        }
    }
}

impl FromStr for TimeZone {
    type Err = TimeZoneError;

    fn from_str(name: &str) -> Result<Self, TimeZoneError> {
        Self::parse(name)
    }
}

/// A zone without the option, such as a server's base zone. Its code is the vendor's if the vendor has
/// one for this zone, else the IANA name.
impl From<Tz> for TimeZone {
    fn from(zone: Tz) -> Self {
        let zone = table::canonical(zone);
        table::by_zone(zone).map_or_else(
            || Self {
                zone,
                code: Cow::Borrowed(zone.name()),
                id: None,
                include_offset: false,
            },
            Self::from_vendor,
        )
    }
}

/// The header's value, in a request and in a response, where it names the zone of the dates.
impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        if self.include_offset {
            write!(f, ", {INCLUDE_OFFSET}")?;
        }
        Ok(())
    }
}
