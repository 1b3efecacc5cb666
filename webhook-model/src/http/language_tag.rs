//! Language tags (RFC 5646) and the vendor's two-letter codes.

use std::fmt;
use std::str::FromStr;

/// The longest tag that is read, in bytes; RFC 5646 4.4.1 needs 35 at most.
const MAX_LENGTH: usize = 64;

/// The vendor's two-letter language codes (vendor documentation).
pub const VENDOR_CODES: &[&str] = &[
    "US", "NO", "SW", "DA", "FI", "FR", "GE", "IT", "NL", "SP", "PL", "RU", "CN", "CZ", "JP", "UK",
    "KO", "VI", "BR", "CH",
];

/// Each vendor code with its language. The code is read as this language, and the language is written
/// as the code, except for the variants of Norwegian.
const CODES: [(&str, &str); 20] = [
    ("US", "en"),
    ("NO", "nb"),
    ("SW", "sv"),
    ("DA", "da"),
    ("FI", "fi"),
    ("FR", "fr"),
    ("GE", "de"),
    ("IT", "it"),
    ("NL", "nl"),
    ("SP", "es"),
    ("PL", "pl"),
    ("RU", "ru"),
    ("CN", "zh"),
    ("CZ", "cs"),
    ("JP", "ja"),
    ("UK", "uk"),
    ("KO", "ko"),
    ("VI", "vi"),
    ("BR", "pt"),
    ("CH", "de-CH"),
];

/// The code for all languages that the vendor has no code for.
pub const DEFAULT_VENDOR_CODE: &str = "US";

/// A well-formed language tag such as `nb-NO`, in the customary case (RFC 5646 2.1.1).
///
/// The language is a code of two or three letters. Longer codes, none of which is registered, and the irregular tags
/// of earlier versions are not accepted.
///
/// ```
/// use webhook_model::http::language_tag::LanguageTag;
///
/// let tag: LanguageTag = "ZH-hant-tw".parse()?;
/// assert_eq!(tag.as_str(), "zh-Hant-TW");
/// assert_eq!((tag.language(), tag.region()), ("zh", Some("TW")));
/// assert!("en_US".parse::<LanguageTag>().is_err());
/// # Ok::<(), webhook_model::http::language_tag::InvalidLanguageTag>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LanguageTag(String);

impl LanguageTag {
    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language, the first part, in lower case.
    #[must_use]
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The region, if the tag names one: two upper-case letters or three digits.
    #[must_use]
    pub fn region(&self) -> Option<&str> {
        let mut parts = self.0.split('-').skip(1).take_while(|part| part.len() > 1);
        parts.find(|part| is_region(part))
    }

    /// The vendor's code for this language: one of [`VENDOR_CODES`].
    ///
    /// Only language and region count. A language without a code is [`DEFAULT_VENDOR_CODE`].
    ///
    /// ```
    /// # use webhook_model::http::language_tag::LanguageTag;
    /// let code = |tag: &str| tag.parse().map(|tag: LanguageTag| tag.vendor_code());
    /// assert_eq!(code("nb-no"), Ok("NO"));
    /// assert_eq!(code("de-CH"), Ok("CH"));
    /// assert_eq!(code("eo"), Ok("US"));
    /// ```
    #[must_use]
    pub fn vendor_code(&self) -> &'static str {
        self.mapped_code().unwrap_or(DEFAULT_VENDOR_CODE)
    }

    /// The vendor's code for this language; `None` if the vendor has none.
    pub(crate) fn mapped_code(&self) -> Option<&'static str> {
        let (language, region) = (self.language(), self.region());
        if (language, region) == ("de", Some("CH")) {
            return Some("CH");
        }
        let language = match language {
            "nn" | "no" => "nb",
            other => other,
        };
        CODES
            .iter()
            .find(|(_, tag)| *tag == language)
            .map(|(code, _)| *code)
    }

    /// The language of a vendor code in any case: `de` of `GE`, `de-CH` of `CH`.
    pub(crate) fn of_vendor_code(code: &[u8]) -> Option<Self> {
        CODES
            .iter()
            .find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(code))
            .map(|(_, tag)| Self((*tag).to_owned()))
    }

    /// Reads a tag out of a header value.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        str::from_utf8(bytes).ok()?.parse().ok()
    }
}

impl FromStr for LanguageTag {
    type Err = InvalidLanguageTag;

    /// Reads a tag in any case.
    ///
    /// # Errors
    ///
    /// [`InvalidLanguageTag`]: not well-formed, or longer than 64 bytes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MAX_LENGTH || !is_well_formed(text) {
            return Err(InvalidLanguageTag);
        }
        Ok(Self(in_customary_case(text)))
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// The grammar of RFC 5646 section 2.1: language, script, region, variants, extensions, private use.
fn is_well_formed(text: &str) -> bool {
    let mut parts = text.split('-').peekable();
    if !parts.next().is_some_and(|part| is_alphabetic(part, 2..=3)) {
        return false;
    }
    for _ in 0..3 {
        let _ = parts.next_if(|part| is_alphabetic(part, 3..=3));
    }
    let _ = parts.next_if(|part| is_alphabetic(part, 4..=4));
    let _ = parts.next_if(|part| is_region(part));
    while parts.next_if(|part| is_variant(part)).is_some() {}
    while let Some(singleton) = parts.next_if(|part| is_alphanumeric(part, 1..=1)) {
        let shortest = if singleton.eq_ignore_ascii_case("x") {
            1
        } else {
            2
        };
        let mut count = 0_usize;
        while parts
            .next_if(|part| is_alphanumeric(part, shortest..=8))
            .is_some()
        {
            count += 1;
        }
        if count == 0 {
            return false;
        }
    }
    parts.next().is_none()
}

fn is_alphabetic(part: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_alphanumeric(part: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn is_region(part: &str) -> bool {
    is_alphabetic(part, 2..=2)
        || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    is_alphanumeric(part, 5..=8)
        || (is_alphanumeric(part, 4..=4) && part.starts_with(|first: char| first.is_ascii_digit()))
}

/// Scripts in title case, regions in upper case, all else in lower case.
fn in_customary_case(text: &str) -> String {
    let mut tag = String::with_capacity(text.len());
    let mut plain = true;
    for (index, part) in text.split('-').enumerate() {
        if index > 0 {
            tag.push('-');
        }
        // After a one-letter part, lengths no longer tell scripts and regions.
        plain = plain && part.len() > 1;
        if plain && index > 0 && part.len() == 2 {
            tag.push_str(&part.to_ascii_uppercase());
        } else if plain && index > 0 && part.len() == 4 {
            let mut letters = part.chars();
            tag.extend(letters.next().map(|first| first.to_ascii_uppercase()));
            tag.extend(letters.map(|letter| letter.to_ascii_lowercase()));
        } else {
            tag.push_str(&part.to_ascii_lowercase());
        }
    }
    tag
}

/// The text is not a well-formed language tag.
///
/// ```
/// use webhook_model::http::language_tag::LanguageTag;
///
/// assert!("english".parse::<LanguageTag>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidLanguageTag;

impl fmt::Display for InvalidLanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a language tag; one looks like en, nb-NO or zh-Hant-TW")
    }
}

impl std::error::Error for InvalidLanguageTag {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<String> {
        text.parse().ok().map(|tag: LanguageTag| tag.0)
    }

    #[test]
    fn tags_of_every_shape_in_customary_case() {
        for (text, expected) in [
            ("EN", "en"),
            ("en-us", "en-US"),
            ("ZH-hans-cn", "zh-Hans-CN"),
            ("zh-cmn-hans-CN", "zh-cmn-Hans-CN"),
            ("es-419", "es-419"),
            ("sl-rozaj-BISKE", "sl-rozaj-biske"),
            ("de-CH-1901", "de-CH-1901"),
            ("en-ca-X-CA", "en-CA-x-ca"),
            ("en-U-CA-Abcd", "en-u-ca-abcd"),
            ("hy-latn-it-arevela", "hy-Latn-IT-arevela"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected));
        }
    }

    #[test]
    fn malformed_tags() {
        for text in [
            "",
            "*",
            "x",
            "e",
            "english",
            "12",
            "en_US",
            "en-",
            "-en",
            "en--us",
            "en-us-",
            "en us",
            "en-u",
            "en-x",
            "en-*",
            "\u{e9}n",
            "en-\u{e9}\u{e9}",
            "../../etc/passwd",
            "<b>",
            "en\r\nX: y",
            "i-klingon",
            "x-private",
            "en-abcdefghi",
            "en-us-gb",
            "en%0d",
            "e1",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(
            read(&format!("en{}", "-abcdefgh".repeat(7))),
            None,
            "too long"
        );
    }

    #[test]
    fn regions() {
        let region = |text: &str| {
            text.parse::<LanguageTag>()
                .ok()?
                .region()
                .map(str::to_owned)
        };
        assert_eq!(region("de-latn-ch-1996").as_deref(), Some("CH"));
        assert_eq!(region("es-419").as_deref(), Some("419"));
        assert_eq!(region("de-x-ch"), None);
        assert_eq!(region("de-u-co-phonebk"), None);
    }

    #[test]
    fn vendor_codes() {
        let code = |text: &str| text.parse().map(|tag: LanguageTag| tag.vendor_code());
        for (tag, expected) in [
            ("en", "US"),
            ("en-GB", "US"),
            ("nb", "NO"),
            ("nn-NO", "NO"),
            ("no", "NO"),
            ("sv", "SW"),
            ("da", "DA"),
            ("fi", "FI"),
            ("fr-CH", "FR"),
            ("de", "GE"),
            ("de-AT", "GE"),
            ("de-Latn-CH", "CH"),
            ("it", "IT"),
            ("nl", "NL"),
            ("es-MX", "SP"),
            ("pl", "PL"),
            ("ru", "RU"),
            ("zh-Hant", "CN"),
            ("cs", "CZ"),
            ("ja", "JP"),
            ("uk", "UK"),
            ("ko", "KO"),
            ("vi", "VI"),
            ("pt", "BR"),
            ("pt-PT", "BR"),
            // Languages whose own code is a vendor code for another language.
            ("br", "US"),
            ("sw", "US"),
            ("ch", "US"),
            ("hu", "US"),
        ] {
            assert_eq!(code(tag), Ok(expected), "{tag}");
            assert!(VENDOR_CODES.contains(&expected));
        }
    }

    #[test]
    fn every_vendor_code_is_a_language_that_has_it() {
        for (code, (known, _)) in VENDOR_CODES.iter().zip(CODES) {
            assert_eq!(*code, known);
            for code in [code.to_ascii_lowercase(), (*code).to_owned()] {
                let tag = LanguageTag::of_vendor_code(code.as_bytes()).expect("a vendor code");
                assert_eq!(read(tag.as_str()), Some(tag.0.clone()));
                assert_eq!(tag.mapped_code(), Some(known), "{code}");
            }
        }
        assert_eq!(LanguageTag::of_vendor_code(b"DE"), None);
    }

    proptest! {
        #[test]
        fn the_customary_case_is_stable(text in "[a-zA-Z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2})?(-[a-zA-Z0-9]{1,8}){0,3}") {
            if let Some(tag) = read(&text) {
                prop_assert!(tag.eq_ignore_ascii_case(&text));
                let again = read(&tag);
                prop_assert_eq!(again, Some(tag));
            }
        }

        #[test]
        fn any_text_is_answered(text in "\\PC{0,20}") {
            let _ = read(&text);
        }
    }
}
