//! The language and culture that a client prefers: `Accept-Language`, `SO-Language`, `SO-Culture`.
//!
//! Everything that is not understood is ignored, as RFC 9110 12.5.4 allows: an invalid language never
//! fails a request.

use http::header::{ACCEPT_LANGUAGE, HeaderMap, HeaderName, HeaderValue};

use super::language_tag::LanguageTag;
use super::quality::Quality;
use super::syntax::{self, Malformed, Parameter};

/// The name of the header that overrides `Accept-Language`.
pub const SO_LANGUAGE: HeaderName = HeaderName::from_static("so-language");

/// The name of the header with the culture for values inside texts.
pub const SO_CULTURE: HeaderName = HeaderName::from_static("so-culture");

/// The most bytes of `Accept-Language` that are read; browsers send some dozens.
const MAX_ACCEPT_LANGUAGE: usize = 4096;

/// The language and the culture of a request.
///
/// ```
/// use http::header::{ACCEPT_LANGUAGE, HeaderMap, HeaderValue};
/// use webhook_model::http::language::{Languages, SO_LANGUAGE};
///
/// let mut headers = HeaderMap::new();
/// headers.insert(ACCEPT_LANGUAGE, HeaderValue::from_static("en;q=0.7, da"));
/// assert_eq!(Languages::from_headers(&headers).vendor_code(), Some("DA"));
/// headers.insert(SO_LANGUAGE, HeaderValue::from_static("nb-no"));
/// assert_eq!(Languages::from_headers(&headers).vendor_code(), Some("NO"));
/// headers.insert(SO_LANGUAGE, HeaderValue::from_static("x"));
/// assert_eq!(Languages::from_headers(&headers), Languages::default());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Languages {
    /// The language of texts; `None` leaves texts as they are stored.
    pub language: Option<LanguageTag>,
    /// The culture of values inside texts; `None` whenever `language` is.
    pub culture: Option<LanguageTag>,
}

impl Languages {
    /// Reads the headers of a request, by the rules of [`resolve`](Self::resolve).
    ///
    /// Of a repeated `SO-Language` or `SO-Culture` the first counts. `Accept-Language` of more than 4 KiB
    /// counts as absent.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap) -> Self {
        LanguageFields::of(headers).read()
    }

    /// As [`from_headers`](Self::from_headers), for the values of the headers as bytes.
    ///
    /// - `SO-Language` takes precedence over `Accept-Language`. Its value is one of the vendor's codes or a language
    ///   tag; other values are ignored. An empty value, `x` and `*` mean no language.
    /// - In `Accept-Language`, the language with the highest weight is used among those for which the vendor has a
    ///   code, and the first of several with the same weight. If the vendor has no code for any of them, the first
    ///   language is used. `*` means no language.
    /// - The culture is that of `SO-Culture` if it is a language tag; otherwise it is the language, if there is one.
    ///
    /// ```
    /// # use webhook_model::http::language::Languages;
    /// let languages = Languages::resolve([b"fr, de".as_slice()], None, Some(b"sv"));
    /// assert_eq!(languages.language.map(|tag| tag.to_string()).as_deref(), Some("fr"));
    /// assert_eq!(languages.culture.map(|tag| tag.to_string()).as_deref(), Some("sv"));
    /// ```
    #[must_use]
    pub fn resolve<'h>(
        accept_language: impl IntoIterator<Item = &'h [u8]>,
        so_language: Option<&[u8]>,
        so_culture: Option<&[u8]>,
    ) -> Self {
        let override_with = so_language.map(syntax::trim).and_then(|value| match value {
            b"" | b"x" | b"X" | b"*" => Some(None),
            code => LanguageTag::of_vendor_code(code)
                .or_else(|| LanguageTag::from_bytes(code))
                .map(Some),
        });
        let language = match override_with {
            Some(language) => language,
            None => preferred(accept_language),
        };
        let culture = language.as_ref().map(|language| {
            let asked = so_culture.and_then(|value| LanguageTag::from_bytes(syntax::trim(value)));
            asked.unwrap_or_else(|| language.clone())
        });
        Self { language, culture }
    }

    /// The vendor's code of the language, as [`translate`](super::translate::translate) takes it;
    /// `None` for no translation.
    #[must_use]
    pub fn vendor_code(&self) -> Option<&'static str> {
        self.language.as_ref().map(LanguageTag::vendor_code)
    }
}

/// The header fields that [`Languages`] are read from, to be read later.
#[derive(Debug, Clone)]
pub(crate) struct LanguageFields {
    accept: Vec<HeaderValue>,
    language: Option<HeaderValue>,
    culture: Option<HeaderValue>,
}

impl LanguageFields {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let accept = headers.get_all(ACCEPT_LANGUAGE);
        let length: usize = accept.iter().map(HeaderValue::len).sum();
        Self {
            accept: if length > MAX_ACCEPT_LANGUAGE {
                Vec::new()
            } else {
                accept.iter().cloned().collect()
            },
            language: headers.get(SO_LANGUAGE).cloned(),
            culture: headers.get(SO_CULTURE).cloned(),
        }
    }

    pub(crate) fn read(&self) -> Languages {
        let accept = self.accept.iter().map(HeaderValue::as_bytes);
        let language = self.language.as_ref().map(HeaderValue::as_bytes);
        let culture = self.culture.as_ref().map(HeaderValue::as_bytes);
        Languages::resolve(accept, language, culture)
    }
}

/// One well-formed member of `Accept-Language` (RFC 9110 section 12.5.4).
///
/// ```
/// use webhook_model::http::language::LanguageRange;
///
/// let range = LanguageRange::parse(b"en-gb;q=0.8").expect("a language range");
/// assert_eq!(range.tag.map(|tag| tag.to_string()).as_deref(), Some("en-GB"));
/// assert_eq!(range.quality.thousandths(), 800);
/// assert!(LanguageRange::parse(b"en;q=2").is_err());
/// ```
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LanguageRange {
    /// The language; `None` stands for `*`, any.
    pub tag: Option<LanguageTag>,
    /// The weight of the preference.
    pub quality: Quality,
}

impl LanguageRange {
    /// Reads one range of the header, without the commas around it.
    ///
    /// Parameters other than the weight are read and ignored.
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a range that does not follow the grammar, and for several.
    pub fn parse(member: &[u8]) -> Result<Self, Malformed> {
        let mut ranges = ranges(member).ok_or(Malformed)?;
        let range = ranges.pop().filter(|_| ranges.is_empty());
        range.ok_or(Malformed)
    }
}

/// The ranges of one member: most have one. The vendor's own sample has a semicolon between two, `en-us; en-gb`.
/// `None` if any of it is malformed.
fn ranges(member: &[u8]) -> Option<Vec<LanguageRange>> {
    // A member that starts with a semicolon has no range; `pieces` would skip the empty piece.
    if syntax::trim(member).starts_with(b";") {
        return None;
    }
    let mut ranges: Vec<LanguageRange> = Vec::new();
    let mut is_weighed = false;
    for piece in syntax::pieces(member, b';') {
        if !piece.contains(&b'=') {
            let tag = match piece {
                b"*" => None,
                tag => Some(LanguageTag::from_bytes(tag)?),
            };
            let quality = Quality::FULL;
            ranges.push(LanguageRange { tag, quality });
            is_weighed = false;
            continue;
        }
        let parameter = Parameter::parse(piece).ok()?;
        let range = ranges.last_mut()?;
        if parameter.is("q") && !is_weighed {
            range.quality = Quality::from_bytes(parameter.value.bytes())?;
            is_weighed = true;
        }
    }
    Some(ranges)
}

/// The well-formed members of `Accept-Language` with a weight above 0, the preferred first, ties in header order.
///
/// ```
/// use webhook_model::http::language::ranked;
///
/// let tags: Vec<String> = ranked([b"en;q=0.5, *;q=0, nonsense!, fr".as_slice()])
///     .into_iter()
///     .filter_map(|range| range.tag)
///     .map(|tag| tag.to_string())
///     .collect();
/// assert_eq!(tags, ["fr", "en"]);
/// ```
// Public for the tests of conformance.
#[doc(hidden)]
#[must_use]
pub fn ranked<'h>(lines: impl IntoIterator<Item = &'h [u8]>) -> Vec<LanguageRange> {
    let mut acceptable = Vec::new();
    for member in syntax::members(lines) {
        let mut ranges = ranges(member).unwrap_or_default();
        ranges.retain(|range| range.quality.is_acceptable());
        acceptable.append(&mut ranges);
    }
    acceptable.sort_by_key(|range: &LanguageRange| std::cmp::Reverse(range.quality));
    acceptable
}

fn preferred<'h>(lines: impl IntoIterator<Item = &'h [u8]>) -> Option<LanguageTag> {
    let mut ranges = ranked(lines);
    // A language without a code counts only if no language has one. `*` accepts any language, so it
    // ends the search.
    let chosen = ranges.iter().position(|range| {
        let tag = range.tag.as_ref();
        tag.is_none_or(|tag| tag.mapped_code().is_some())
    });
    let chosen = chosen.unwrap_or_default();
    (chosen < ranges.len())
        .then(|| ranges.swap_remove(chosen).tag)
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn language(accept: &[&str], so_language: Option<&str>) -> Option<String> {
        let accept = accept.iter().map(|line| line.as_bytes());
        let resolved = Languages::resolve(accept, so_language.map(str::as_bytes), None);
        resolved.language.map(|tag| tag.to_string())
    }

    #[test]
    fn accept_language_by_weight_then_order() {
        assert_eq!(language(&["fr, de"], None).as_deref(), Some("fr"));
        assert_eq!(
            language(&["fr;q=0.5", "de;q=0.6"], None).as_deref(),
            Some("de")
        );
        assert_eq!(language(&["*;q=0.5, de;q=0.4"], None), None);
        assert_eq!(
            language(&["*;q=0.4, de;q=0.5"], None).as_deref(),
            Some("de")
        );
        assert_eq!(language(&["en;q=0"], None), None);
    }

    #[test]
    fn only_malformed_members_are_ignored() {
        for bad in [
            "en_US", "x", "english", "en;q=2", "en;q", ";q=1", "\u{e9}n", "en;q=1;x", "e n",
            "en;en_GB", "q=1;en",
        ] {
            assert_eq!(
                language(&[&format!("{bad}, da;q=0.1")], None).as_deref(),
                Some("da"),
                "{bad}"
            );
        }
    }

    #[test]
    fn a_semicolon_may_separate_languages() {
        for (accept, expected) in [
            ("en-us; en-gb", "en-US"),
            ("en-us;q=0.1; en-gb", "en-GB"),
            ("en-us; en-gb;q=0.5, da;q=0.7", "en-US"),
            ("fr;q=0.2;da;q=0.4;q=0.1, nb;q=0.3", "da"),
        ] {
            assert_eq!(
                language(&[accept], None).as_deref(),
                Some(expected),
                "{accept}"
            );
        }
        assert_eq!(LanguageRange::parse(b"en-us; en-gb"), Err(Malformed));
    }

    #[test]
    fn the_first_language_with_a_code_wins() {
        for (accept, expected) in [
            ("xx, no", Some("no")),
            ("xx, eo;q=0.9, de;q=0.1", Some("de")),
            ("xx, eo", Some("xx")),
            ("xx, *, de", None),
            ("de;q=0, xx", Some("xx")),
        ] {
            assert_eq!(language(&[accept], None).as_deref(), expected, "{accept}");
        }
    }

    #[test]
    fn so_language_takes_precedence() {
        for none in ["", " ", "x", "X", "*", "\t"] {
            assert_eq!(language(&["fr"], Some(none)), None, "{none:?}");
        }
        assert_eq!(language(&["fr"], Some(" NB-no ")).as_deref(), Some("nb-NO"));
        // The vendor's code takes precedence over the language of the same letters.
        for (code, expected) in [("GE", "de"), ("uk", "uk"), ("SW", "sv"), ("ch", "de-CH")] {
            assert_eq!(language(&["fr"], Some(code)).as_deref(), Some(expected));
        }
        for bad in ["en_US", "en, fr", "en;q=1", "en%0d%0aX: y", "\u{e9}"] {
            assert_eq!(language(&["fr"], Some(bad)).as_deref(), Some("fr"), "{bad}");
        }
    }

    #[test]
    fn a_culture_needs_a_language_and_falls_back_to_it() {
        let culture = |language: Option<&'static [u8]>, culture: &[u8]| {
            Languages::resolve([], language, Some(culture))
                .culture
                .map(|tag| tag.to_string())
        };
        assert_eq!(culture(Some(b"en"), b"sv-se").as_deref(), Some("sv-SE"));
        for bad in [b"".as_slice(), b"x", b"*", b"\xff"] {
            assert_eq!(culture(Some(b"en"), bad).as_deref(), Some("en"), "{bad:?}");
        }
        assert_eq!(culture(None, b"sv"), None);
        assert_eq!(culture(Some(b"x"), b"sv"), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered(
            accept in prop::collection::vec(any::<u8>(), 0..48),
            so_language in prop::option::of(prop::collection::vec(any::<u8>(), 0..12)),
            so_culture in prop::option::of(prop::collection::vec(any::<u8>(), 0..12)),
        ) {
            let languages = Languages::resolve([accept.as_slice()], so_language.as_deref(), so_culture.as_deref());
            prop_assert_eq!(languages.language.is_some(), languages.culture.is_some());
        }
    }
}
