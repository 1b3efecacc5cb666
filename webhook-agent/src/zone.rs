//! The time zone of a request and its response. Without the feature `time-zones` it is always UTC.

use http::{HeaderMap, HeaderValue};
use webhook_model::http::context::RequestContext;

use crate::fault::Fault;
use crate::options::Options;

/// Checks the zone that a request names.
///
/// # Errors
/// 400 for an unknown zone.
#[cfg(feature = "time-zones")]
pub(crate) fn check(_: &HeaderMap, context: &RequestContext) -> Result<(), Fault> {
    context.time_zone()?;
    Ok(())
}

/// Checks the zone that a request names.
///
/// # Errors
/// 400 for any zone except UTC, since the dates would be wrong.
#[cfg(not(feature = "time-zones"))]
pub(crate) fn check(headers: &HeaderMap, _: &RequestContext) -> Result<(), Fault> {
    let is_utc = |value: &HeaderValue| {
        let value = value.as_bytes().trim_ascii();
        value.is_empty() || value.eq_ignore_ascii_case(b"UTC")
    };
    if headers.get_all("so-timezone").iter().all(is_utc) {
        Ok(())
    } else {
        Err(Fault::bad_request(
            "SO-TimeZone: this agent is built without time zones; build it with `--features time-zones`",
        ))
    }
}

/// The zone that the dates of a response are in, as the value of `SO-TimeZone`.
pub(crate) fn of_response(context: &RequestContext, options: &Options) -> Option<HeaderValue> {
    #[cfg(feature = "time-zones")]
    if let Ok(Some(zone)) = context.time_zone() {
        return HeaderValue::try_from(zone.to_string()).ok();
    }
    #[cfg(not(feature = "time-zones"))]
    let _ = context;
    options.base_zone_field.clone()
}
