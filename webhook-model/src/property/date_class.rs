//! How a date property takes part in time zone conversion.

/// The class of a date property: what a request's time zone does to it.
///
/// Known from the vendor's documentation of the `SO-TimeZone` header and from
/// recorded responses; the conversion itself needs the feature `time-zones`.
///
/// ```
/// use webhook_model::property::date_class::DateClass;
///
/// assert_eq!(DateClass::default(), DateClass::Plain);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum DateClass {
    /// A moment that the server records, such as `Registered` and `Updated`.
    /// Where an offset is asked for it is always given in UTC.
    Utc,
    /// A calendar time, such as the start of an appointment. The only class
    /// that moves into the zone of the request.
    Diary,
    /// Every other date and time. Its digits stay; only the suffix follows the
    /// request.
    #[default]
    Plain,
    /// A day without a time, such as a birthday. Its digits never move, in
    /// either direction.
    Date,
}
