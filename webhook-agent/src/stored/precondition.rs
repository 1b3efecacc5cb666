//! `If-Unmodified-Since` (RFC 9110 section 13.1.4).

use chrono::{DateTime, SubsecRound as _, Utc};
use http::header::IF_UNMODIFIED_SINCE;
use http::{HeaderMap, StatusCode};

use crate::fault::Fault;

/// The time in the header field; `None` if the field is missing or not an HTTP date, which servers
/// ignore.
pub(super) fn unmodified_since(headers: &HeaderMap) -> Option<DateTime<Utc>> {
    let value = headers.get(IF_UNMODIFIED_SINCE)?.to_str().ok()?;
    httpdate::parse_http_date(value).ok().map(Into::into)
}

/// Checks that an entity was not changed after a time. HTTP dates have whole seconds.
///
/// # Errors
/// 412 if the entity was changed later.
pub(super) fn check(
    updated: Option<DateTime<Utc>>,
    since: Option<DateTime<Utc>>,
) -> Result<(), Fault> {
    match (updated, since) {
        (Some(updated), Some(since)) if updated.trunc_subsecs(0) > since => Err(Fault::new(
            StatusCode::PRECONDITION_FAILED,
            "the entity was changed after the time in If-Unmodified-Since; read it again",
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;
    use http::HeaderValue;

    use super::*;

    #[test]
    fn invalid_dates_are_ignored() {
        let mut headers = HeaderMap::new();
        for (value, is_read) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", true),
            ("Sunday, 06-Nov-94 08:49:37 GMT", true),
            ("Sun Nov  6 08:49:37 1994", true),
            ("1994-11-06T08:49:37Z", false),
            ("", false),
        ] {
            headers.insert(IF_UNMODIFIED_SINCE, HeaderValue::from_static(value));
            assert_eq!(unmodified_since(&headers).is_some(), is_read, "{value}");
        }
    }

    #[test]
    fn fractions_of_a_second_are_ignored() {
        let at = |second, milli| {
            let time = Utc.with_ymd_and_hms(2024, 5, 17, 8, 30, second).unwrap();
            Some(time + chrono::TimeDelta::milliseconds(milli))
        };
        assert!(check(at(5, 900), at(5, 0)).is_ok());
        assert!(check(at(6, 0), at(5, 0)).is_err());
        assert!(check(None, at(5, 0)).is_ok());
        assert!(check(at(6, 0), None).is_ok());
    }
}
