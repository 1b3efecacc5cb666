//! How a date property takes part in time zone conversion.

/// The class of a date property: how the time zone of a request affects it.
///
/// Based on the vendor's documentation of the `SO-TimeZone` header and on recorded responses; the
/// conversion itself needs the feature `time-zones`.
///
/// ```
/// use webhook_model::property::date_class::DateClass;
///
/// assert_eq!(DateClass::default(), DateClass::Plain);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum DateClass {
    /// A moment that the server records, such as `Registered` and `Updated`. If offsets are requested
    /// it is always in UTC.
    Utc,
    /// A calendar time, such as the start of an appointment. The only class that is converted to the
    /// zone of the request.
    Diary,
    /// Every other date and time. Its digits do not change; only the suffix follows the request.
    #[default]
    Plain,
    /// A day without a time, such as a birthday. Its digits never change, in either direction.
    Date,
}
