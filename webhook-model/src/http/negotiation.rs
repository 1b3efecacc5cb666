//! Choosing the media type of a response from the `Accept` header (RFC 9110 section 12.5.1).
//!
//! - A weight of 0 excludes; the narrowest range that covers a type decides about it; of equally narrow ones the one
//!   with the highest weight.
//! - A range covers a type without parameters, as the six are, whatever parameters the range has; the same range
//!   without the parameter decides first.
//! - Equal weights go to the type that is offered first. The RFC leaves that to the server.
//! - A malformed member is skipped. A header without a well-formed member counts as missing.
//! - Several `Accept` lines count as one list. A list of more than 8 KiB counts as missing.
//! - `Accept-Charset` is ignored: responses are in UTF-8, and the RFC deprecates the header (12.5.2).

use std::fmt;

use http::StatusCode;
use http::header::{ACCEPT, HeaderMap, HeaderValue};

use super::media_range::{MediaRange, Narrowness};
use super::quality::Quality;
use super::syntax;
use crate::format::MediaType;
use crate::format::media_type::write_known;

/// The most bytes of `Accept` that are read; browsers send some hundreds.
const MAX_ACCEPT: usize = 8192;

/// The response to an `Accept` header that covers none of the offered types.
///
/// ```
/// use webhook_model::http::negotiation::NoMatch;
///
/// assert_eq!(NoMatch::default(), NoMatch::Json);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum NoMatch {
    /// `application/json`, as the .NET formatters do.
    #[default]
    Json,
    /// The status 406.
    NotAcceptable,
}

/// The media type in which to answer a request with these headers.
///
/// ```
/// use http::header::{ACCEPT, HeaderMap, HeaderValue};
/// use webhook_model::format::MediaType;
/// use webhook_model::http::negotiation::{NoMatch, negotiate};
///
/// let mut headers = HeaderMap::new();
/// assert_eq!(negotiate(&headers, NoMatch::Json), Ok(MediaType::ApplicationJson));
/// headers.insert(ACCEPT, HeaderValue::from_static("text/html, application/xml;q=0.9, */*;q=0.8"));
/// assert_eq!(negotiate(&headers, NoMatch::Json), Ok(MediaType::ApplicationXml));
/// ```
///
/// # Errors
///
/// [`NotAcceptable`], and only with [`NoMatch::NotAcceptable`]: the header has a well-formed member, and none of
/// [`MediaType::ALL`] is acceptable.
pub fn negotiate(headers: &HeaderMap, no_match: NoMatch) -> Result<MediaType, NotAcceptable> {
    acceptable(headers, no_match).map(|acceptable| acceptable.first())
}

/// The acceptable media types of a response, the preferred first. If one cannot represent the response, try the next.
///
/// ```
/// use http::header::{ACCEPT, HeaderMap, HeaderValue};
/// use webhook_model::format::MediaType;
/// use webhook_model::http::negotiation::{NoMatch, acceptable};
///
/// let mut headers = HeaderMap::new();
/// headers.insert(ACCEPT, HeaderValue::from_static("text/json;q=0.1, text/xml"));
/// let found = acceptable(&headers, NoMatch::Json)?;
/// assert_eq!(found.as_slice(), [MediaType::TextXml, MediaType::TextJson]);
/// # Ok::<(), webhook_model::http::negotiation::NotAcceptable>(())
/// ```
///
/// # Errors
///
/// As [`negotiate`].
pub fn acceptable(headers: &HeaderMap, no_match: NoMatch) -> Result<Acceptable, NotAcceptable> {
    // Fast path: almost all clients send no header, or one type by its name.
    let mut lines = accept_lines(headers);
    match (lines.next(), lines.next()) {
        (None, _) => return Ok(Acceptable::ALL),
        (Some(line), None) => {
            if let Some(media) = MediaType::from_essence(line) {
                return Ok(Acceptable::one(media));
            }
        }
        _ => {}
    }
    acceptable_lines(accept_lines(headers), no_match)
}

/// Acceptable media types in the order of preference: at least one.
///
/// ```
/// use webhook_model::MediaType;
/// use webhook_model::http::negotiation::Acceptable;
///
/// assert_eq!(Acceptable::ALL.first(), MediaType::ApplicationJson);
/// assert_eq!(Acceptable::ALL.as_slice().len(), 6);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptable {
    types: [MediaType; MediaType::KNOWN.len()],
    count: usize,
}

impl Acceptable {
    /// All media types: the meaning of a request without `Accept`.
    pub const ALL: Self = Self {
        types: MediaType::KNOWN,
        count: MediaType::KNOWN.len(),
    };

    const fn one(media: MediaType) -> Self {
        Self {
            types: [media; MediaType::KNOWN.len()],
            count: 1,
        }
    }

    /// The preferred type.
    #[must_use]
    pub const fn first(&self) -> MediaType {
        let [first, ..] = self.types;
        first
    }

    /// All the types, the preferred first.
    #[must_use]
    pub fn as_slice(&self) -> &[MediaType] {
        self.types.get(..self.count).unwrap_or(&self.types)
    }
}

/// As [`negotiate`], for the values of the `Accept` lines as bytes.
///
/// ```
/// use webhook_model::format::MediaType;
/// use webhook_model::http::negotiation::{NoMatch, negotiate_lines};
///
/// assert_eq!(negotiate_lines([b"text/*".as_slice()], NoMatch::Json), Ok(MediaType::TextJson));
/// assert!(negotiate_lines([b"image/png".as_slice()], NoMatch::NotAcceptable).is_err());
/// ```
///
/// # Errors
///
/// As [`negotiate`].
// Public for the tests of conformance.
#[doc(hidden)]
pub fn negotiate_lines<'h>(
    lines: impl IntoIterator<Item = &'h [u8]>,
    no_match: NoMatch,
) -> Result<MediaType, NotAcceptable> {
    acceptable_lines(lines, no_match).map(|acceptable| acceptable.first())
}

fn acceptable_lines<'h>(
    lines: impl IntoIterator<Item = &'h [u8]>,
    no_match: NoMatch,
) -> Result<Acceptable, NotAcceptable> {
    let mut acceptable = Acceptable {
        count: 0,
        ..Acceptable::ALL
    };
    let preferred = preferred(lines, &MediaType::KNOWN.map(MediaType::as_str));
    for (preference, place) in preferred.iter().zip(&mut acceptable.types) {
        if let Some(media) = MediaType::ALL.get(preference.index) {
            *place = *media;
            acceptable.count += 1;
        }
    }
    match (acceptable.count, no_match) {
        (0, NoMatch::Json) => Ok(Acceptable::one(MediaType::ApplicationJson)),
        (0, NoMatch::NotAcceptable) => Err(NotAcceptable),
        _ => Ok(acceptable),
    }
}

/// The values of all `Accept` lines of a request.
///
/// ```
/// use http::header::HeaderMap;
/// use webhook_model::http::negotiation::accept_lines;
///
/// assert_eq!(accept_lines(&HeaderMap::new()).count(), 0);
/// ```
pub fn accept_lines(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    let lines = headers.get_all(ACCEPT);
    let length: usize = lines.iter().map(HeaderValue::len).sum();
    let most = if length > MAX_ACCEPT { 0 } else { usize::MAX };
    lines.iter().take(most).map(HeaderValue::as_bytes)
}

/// One acceptable type of those offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Preference {
    /// Its place in the offered list, from 0.
    pub index: usize,
    /// Its weight: more than 0.
    pub quality: Quality,
}

/// The acceptable ones of any offered media types: the preferred first, ties in offered order.
///
/// An offered type may carry parameters (`text/html;level=1`). A text that is not a media type is never acceptable if
/// the header has a well-formed member. Takes time proportional to the header's length times the number of offered types.
///
/// ```
/// use webhook_model::http::negotiation::preferred;
///
/// let accept = b"text/plain;q=0.5, image/*".as_slice();
/// let best: Vec<usize> = preferred([accept], &["text/plain", "image/png", "text/html"])
///     .into_iter()
///     .map(|preference| preference.index)
///     .collect();
/// assert_eq!(best, [1, 0]);
/// ```
#[must_use]
pub fn preferred<'h>(
    lines: impl IntoIterator<Item = &'h [u8]>,
    offered: &[&str],
) -> Vec<Preference> {
    let offered = offered
        .iter()
        .map(|name| MediaRange::parse(name.as_bytes()).ok());
    let offered: Vec<Option<MediaRange<'_>>> = offered.collect();
    // The weight that decides about each offered type, after how narrowly its range covers the type.
    let mut deciding: Vec<Option<(Narrowness, Quality)>> = vec![None; offered.len()];
    let mut has_range = false;
    for range in syntax::members(lines).filter_map(|member| MediaRange::parse(member).ok()) {
        has_range = true;
        for (deciding, offered) in deciding.iter_mut().zip(&offered) {
            let narrowness = offered.and_then(|offered| range.covers(&offered));
            *deciding = (*deciding).max(narrowness.map(|narrowness| (narrowness, range.quality())));
        }
    }
    let uncovered = if has_range {
        Quality::NONE
    } else {
        Quality::FULL
    };
    let mut preferences: Vec<Preference> = Vec::with_capacity(deciding.len());
    for (index, deciding) in deciding.into_iter().enumerate() {
        let quality = deciding.map_or(uncovered, |(_, quality)| quality);
        if quality.is_acceptable() {
            let place = preferences.partition_point(|before| before.quality >= quality);
            preferences.insert(place, Preference { index, quality });
        }
    }
    preferences
}

/// None of the media types that can be served is acceptable to the client: status 406 (RFC 9110 15.5.7).
///
/// ```
/// use http::header::{ACCEPT, HeaderMap, HeaderValue};
/// use webhook_model::http::negotiation::{NoMatch, negotiate};
///
/// let headers = HeaderMap::from_iter([(ACCEPT, HeaderValue::from_static("image/png"))]);
/// let error = negotiate(&headers, NoMatch::NotAcceptable).unwrap_err();
/// assert_eq!(error.status(), 406);
/// assert!(error.to_string().contains("text/xml"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotAcceptable;

impl NotAcceptable {
    /// The status to answer with: always 406.
    #[must_use]
    pub const fn status(self) -> StatusCode {
        StatusCode::NOT_ACCEPTABLE
    }
}

impl fmt::Display for NotAcceptable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the Accept header covers none of the media types served here: ")?;
        write_known(f)
    }
}

impl std::error::Error for NotAcceptable {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn best(lines: &[&str]) -> Option<MediaType> {
        let lines = lines.iter().map(|line| line.as_bytes());
        negotiate_lines(lines, NoMatch::NotAcceptable).ok()
    }

    #[test]
    fn the_narrowest_range_of_all_lines_decides() {
        use MediaType::{ApplicationJson, ApplicationXml, TextJson, TextXml};
        for (lines, expected) in [
            (&["application/json;q=0.1", "text/xml"][..], TextXml),
            (&["*/*;q=0", "text/xml;q=0.001"], TextXml),
            (&["application/json;a=\"", "text/xml"], TextXml),
            (&["application/json;q=7, text/xml;q=0.2"], TextXml),
            // Even against a higher weight.
            (&["*/*, application/*;q=0.1"], TextJson),
            (
                &["application/json;q=0.1, application/json;q=0.9, text/xml;q=0.5"],
                ApplicationJson,
            ),
            // No parameter stops a match.
            (&["application/xml; version=1"], ApplicationXml),
            (&["text/xml;charset=utf-16"], TextXml),
            (&["application/*;v=2, text/xml;q=0.1"], ApplicationJson),
            (
                &["application/json;profile=\"x,y;q=0\", text/xml;q=0.9"],
                ApplicationJson,
            ),
            // The range without a parameter decides, whichever comes first.
            (&["text/xml;v=1, text/xml;q=0.1, text/json;q=0.5"], TextJson),
            (&["text/json;q=0.5, text/xml;q=0.1, text/xml;v=1"], TextJson),
            (&["text/xml;v=1;q=0, text/*"], TextJson),
        ] {
            assert_eq!(best(lines), Some(expected), "{lines:?}");
        }
        assert_eq!(best(&["text/xml;q=0, text/json;q=0, text/*"]), None);
    }

    #[test]
    fn a_malformed_member_is_skipped() {
        for bad in [
            "application/json\u{e9}",
            "application/json;q=7",
            "*/xml",
            "\"",
            ";",
            "application/json;q",
        ] {
            let both = format!("text/xml;q=0.2,{bad}");
            assert_eq!(best(&[&both]), Some(MediaType::TextXml), "{bad}");
            assert_eq!(best(&[bad]), Some(MediaType::ApplicationJson), "{bad}");
        }
    }

    #[test]
    fn no_match_is_json_unless_strict() {
        let negotiate = |no_match| negotiate_lines([b"text/html".as_slice()], no_match);
        assert_eq!(negotiate(NoMatch::Json), Ok(MediaType::ApplicationJson));
        assert_eq!(negotiate(NoMatch::NotAcceptable), Err(NotAcceptable));
    }

    #[test]
    fn headers_with_odd_bytes_are_read() {
        let mut headers = HeaderMap::new();
        for line in [
            b"application/json\xff, text/xml;q=0.1".as_slice(),
            b"text/json;q=0.2",
        ] {
            headers.append(ACCEPT, HeaderValue::from_bytes(line).expect("a value"));
        }
        let strict = negotiate(&headers, NoMatch::NotAcceptable);
        assert_eq!(strict, Ok(MediaType::TextJson));
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(lines in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..64), 0..4)) {
            let media = negotiate_lines(lines.iter().map(Vec::as_slice), NoMatch::Json);
            prop_assert!(media.is_ok());
        }

        #[test]
        fn garbage_in_header_like_text_is_ignored(
            parts in prop::collection::vec("(text|application|\\*)/(xml|json|\\*)(;q=[01](\\.[0-9]{0,3})?)?", 0..6),
            garbage in "[a-z;=\u{e9}@ ]{1,8}",
            at in any::<prop::sample::Index>(),
        ) {
            let clean = parts.join(",");
            let mut dirty = parts;
            dirty.insert(at.index(dirty.len() + 1), garbage);
            prop_assert_eq!(best(&[&clean]), best(&[&dirty.join(",")]));
        }

        #[test]
        fn preferences_are_ordered_and_acceptable(accept in "[a-z/*;=q.01, \"]{0,40}") {
            let found = preferred([accept.as_bytes()], &["text/xml", "a/a", "a/b;a=a"]);
            prop_assert!(found.iter().all(|preference| preference.quality.is_acceptable()));
            let sorted = found.is_sorted_by(|a, b| (b.quality, a.index) < (a.quality, b.index));
            prop_assert!(sorted);
        }
    }
}
