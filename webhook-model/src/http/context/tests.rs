use http::HeaderValue;
use http::header::{ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE};

use super::*;
use crate::property::Secret;

fn context(fields: &[(&str, &str)], settings: &Settings) -> RequestContext {
    let mut headers = HeaderMap::new();
    for (name, value) in fields {
        let name: http::HeaderName = name.parse().expect("a name");
        headers.append(name, HeaderValue::from_str(value).expect("a value"));
    }
    RequestContext::new(&headers, settings)
}

fn plain(fields: &[(&str, &str)]) -> RequestContext {
    context(fields, &Settings::new())
}

#[test]
fn without_headers_everything_has_its_default() {
    let context = plain(&[]);
    assert_eq!(context.check(), Ok(()));
    assert_eq!(context.credentials(), Ok(None));
    assert_eq!(context.app_token(), Ok(None));
    assert_eq!(context.accept(), Ok(MediaType::ApplicationJson));
    assert_eq!(
        context.content_type(),
        Err(ContextError::ContentType(UnsupportedType::Missing))
    );
    assert_eq!(context.languages(), &Languages::default());
}

#[test]
fn each_header_has_its_own_error_and_status() {
    let strict = Settings::new().no_match(NoMatch::NotAcceptable);
    for (name, value, status) in [
        ("Authorization", "Digest x", 401),
        ("SO-AppToken", "two words", 401),
        ("Accept", "image/png", 406),
        #[cfg(feature = "time-zones")]
        ("SO-TimeZone", "Mars", 400),
    ] {
        let error = context(&[(name, value)], &strict).check().unwrap_err();
        assert_eq!((error.header(), error.status().as_u16()), (name, status));
        assert!(!error.to_string().contains("two words"));
    }
    let error = plain(&[(CONTENT_TYPE.as_str(), "text/csv")]).content_type();
    let error = error.unwrap_err();
    assert_eq!(
        (error.header(), error.status().as_u16()),
        ("Content-Type", 415)
    );
    let error = plain(&[]).check_xsrf(&Secret::from("t")).unwrap_err();
    assert_eq!(
        (error.header(), error.status().as_u16()),
        ("X-XSRF-TOKEN", 401)
    );
}

#[test]
fn credentials_are_checked_before_other_headers() {
    let strict = Settings::new().no_match(NoMatch::NotAcceptable);
    let mut fields = vec![
        ("so-timezone", "Mars"),
        (ACCEPT.as_str(), "image/png"),
        ("so-apptoken", ""),
        (AUTHORIZATION.as_str(), "Basic !"),
    ];
    for expected in ["Authorization", "SO-AppToken", "Accept"] {
        let error = context(&fields, &strict).check().unwrap_err();
        assert_eq!(error.header(), expected);
        fields.pop();
    }
}

#[test]
fn the_session_token_is_compared() {
    let given = |tokens: &[&str]| {
        let fields: Vec<_> = tokens
            .iter()
            .map(|token| ("x-xsrf-token", *token))
            .collect();
        plain(&fields)
    };
    let expected = Secret::from("4711");
    assert_eq!(given(&["4711"]).check_xsrf(&expected), Ok(()));
    for (tokens, error) in [
        (&[][..], XsrfError::Missing),
        (&[""][..], XsrfError::Missing),
        (&["4712"][..], XsrfError::Mismatch),
        (&["4711", "4711"][..], XsrfError::Ambiguous),
    ] {
        let found = given(tokens).check_xsrf(&expected);
        assert_eq!(found, Err(ContextError::XsrfToken(error)), "{tokens:?}");
    }
    let long = "4".repeat(16 * 1024 + 1);
    let long = given(&[long.as_str()]).check_xsrf(&Secret::from(long.as_str()));
    assert!(long.is_err(), "a token beyond the bound is not kept");
    assert!(given(&[""]).check_xsrf(&Secret::default()).is_err());
    assert!(given(&["4711"]).check_xsrf(&Secret::default()).is_err());
}

#[test]
fn languages_by_their_precedence() {
    let language = |fields: &[(&str, &str)]| plain(fields).languages().vendor_code();
    let accept = (ACCEPT_LANGUAGE.as_str(), "da");
    assert_eq!(language(&[accept]), Some("DA"));
    assert_eq!(language(&[accept, ("so-language", "nb")]), Some("NO"));
    assert_eq!(language(&[accept, ("so-language", "*")]), None);
    let culture = |fields: &[(&str, &str)]| {
        let context = plain(fields);
        context
            .languages()
            .culture
            .as_ref()
            .map(ToString::to_string)
    };
    assert_eq!(culture(&[("so-culture", "de")]), None);
    assert_eq!(
        culture(&[accept, ("so-culture", "de")]).as_deref(),
        Some("de")
    );
    assert_eq!(culture(&[accept]).as_deref(), Some("da"));
}

#[test]
fn fields_beyond_their_bounds_count_as_absent_or_are_refused() {
    let filler =
        |length: usize, start: &str| format!("{start}{}", ",".repeat(length - start.len()));
    for (length, vendor_code) in [(4096, Some("DA")), (4097, None)] {
        let context = plain(&[(ACCEPT_LANGUAGE.as_str(), filler(length, "da").as_str())]);
        assert_eq!(context.languages().vendor_code(), vendor_code, "{length}");
    }
    for (length, accept) in [
        (8192, MediaType::TextXml),
        (8193, MediaType::ApplicationJson),
    ] {
        let context = plain(&[(ACCEPT.as_str(), filler(length, "text/xml").as_str())]);
        assert_eq!(context.accept(), Ok(accept), "{length}");
    }
    for (length, is_read) in [(1024, true), (1025, false)] {
        let value = format!("text/xml;x={}", "y".repeat(length - 11));
        let context = plain(&[(CONTENT_TYPE.as_str(), value.as_str())]);
        assert_eq!(context.content_type().is_ok(), is_read, "{length}");
    }
}

#[test]
fn debug_shows_no_secret() {
    let context = plain(&[
        (AUTHORIZATION.as_str(), "Bearer hunter2"),
        ("so-apptoken", "hunter3"),
        ("x-xsrf-token", "hunter4"),
    ]);
    let shown = format!("{context:?}");
    assert!(!shown.contains("hunter"), "{shown}");
    assert!(context.credentials().unwrap().is_some() && context.app_token().unwrap().is_some());
}

#[cfg(feature = "time-zones")]
#[test]
fn zone_lines_are_one_list_and_default_to_the_base_zone() {
    let settings = Settings::new().base_zone(TimeZone::parse("NO").expect("a zone"));
    let effective = |values: &[&str]| {
        let fields: Vec<_> = values.iter().map(|value| ("so-timezone", *value)).collect();
        let context = context(&fields, &settings);
        context.effective_zone().map(ToString::to_string)
    };
    for (values, zone) in [
        (&[][..], "NO"),
        (&[""][..], "NO"),
        (&["us-ny"][..], "US-NY"),
        (&["us-ny", "includeTZOffset"][..], "US-NY, includeTZOffset"),
        (&["includeTZOffset"][..], "NO, includeTZOffset"),
    ] {
        assert_eq!(effective(values).as_deref(), Ok(zone), "{values:?}");
    }
    assert!(effective(&["NO", "US-NY"]).is_err());
    assert!(effective(&["Mars"]).is_err());
}
