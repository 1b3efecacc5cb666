//! One member of an `Accept` header (RFC 9110 section 12.5.1).

use std::fmt;

use super::quality::Quality;
use super::syntax::{self, Malformed, Parameter};

/// A media range with its weight: `text/*;q=0.5`, or one exact type.
///
/// ```
/// use webhook_model::http::media_range::MediaRange;
///
/// let range = MediaRange::parse(b"Text/*;q=0.5").expect("a media range");
/// assert_eq!(range.to_string(), "Text/*;q=0.5");
/// assert_eq!(range.quality().thousandths(), 500);
/// assert!(MediaRange::parse(b"*/json").is_err());
/// ```
#[derive(Debug, Clone, Copy)]
pub struct MediaRange<'h> {
    main: &'h str,
    sub: &'h str,
    /// The text after the first semicolon, checked when the range was read.
    parameters: &'h [u8],
    quality: Quality,
}

impl<'h> MediaRange<'h> {
    /// Reads one member of the header, without the commas around it.
    ///
    /// Parameters before the weight narrow the range; those after it are read and ignored, and may lack a value,
    /// as in the older grammar (RFC 7231 5.3.2) that many clients follow. A weight in quotes counts as one without.
    ///
    /// ```
    /// # use webhook_model::http::media_range::MediaRange;
    /// assert!(MediaRange::parse(b"text/xml;level=1;q=0.4;extension").is_ok());
    /// assert!(MediaRange::parse(b"text/xml;q=2").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// [`Malformed`] for a member that does not follow the grammar.
    pub fn parse(member: &'h [u8]) -> Result<Self, Malformed> {
        let member = syntax::trim(member);
        let semicolon = member
            .iter()
            .position(|&byte| byte == b';')
            .unwrap_or(member.len());
        let (essence, parameters) = member.split_at_checked(semicolon).ok_or(Malformed)?;
        let parameters = parameters.get(1..).unwrap_or_default();

        let (main, sub) = essence_parts(syntax::trim(essence)).ok_or(Malformed)?;
        // An asterisk is a legal token character; as a whole type it is the wildcard, and then the subtype must be too.
        if main == "*" && sub != "*" {
            return Err(Malformed);
        }
        let quality = read_parameters(parameters)?;
        Ok(Self {
            main,
            sub,
            parameters,
            quality,
        })
    }

    /// The weight; 1 if none is given.
    #[must_use]
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// How narrow the range is: 0 for `*/*`, 1 for `type/*`, 2 for a type, and one more for each
    /// parameter before the weight. The narrowest range that matches a type decides about it.
    ///
    /// ```
    /// # use webhook_model::http::media_range::MediaRange;
    /// let narrow = MediaRange::parse(b"text/plain;format=flowed;q=0.1").expect("a media range");
    /// assert_eq!(narrow.specificity(), 3);
    /// ```
    #[must_use]
    pub fn specificity(&self) -> usize {
        self.rank().saturating_add(self.narrowing().count())
    }

    /// The type and subtype as they were written, without parameters.
    ///
    /// ```
    /// # use webhook_model::http::media_range::MediaRange;
    /// assert_eq!(MediaRange::parse(b"text/html;level=1").map(|range| range.essence()).as_deref(), Ok("text/html"));
    /// ```
    #[must_use]
    pub fn essence(&self) -> String {
        format!("{}/{}", self.main, self.sub)
    }

    fn rank(&self) -> usize {
        usize::from(self.main != "*") + usize::from(self.sub != "*")
    }

    /// The parameters before the weight.
    fn narrowing(&self) -> impl Iterator<Item = Parameter<'h>> + use<'h> {
        syntax::parameters(self.parameters)
            .map_while(Result::ok)
            .take_while(|parameter| !parameter.is("q"))
    }

    /// How narrowly this range covers the offered type, if it does.
    ///
    /// An offered type without parameters is covered whatever parameters the range has (`charset=utf-8`, `version=1`);
    /// one with parameters of its own has to carry every parameter of the range. Of a repeated parameter the first
    /// counts.
    pub(crate) fn covers(&self, offered: &MediaRange<'_>) -> Option<Narrowness> {
        let main = self.main == "*" || self.main.eq_ignore_ascii_case(offered.main);
        let sub = self.sub == "*" || self.sub.eq_ignore_ascii_case(offered.sub);
        if !(main && sub) {
            return None;
        }
        let is_plain = offered.narrowing().next().is_none();
        let mut narrowness = Narrowness {
            rank: self.rank(),
            shared: 0,
            asks_no_more: true,
        };
        for wanted in self.narrowing() {
            if !offered.has(wanted.name) && !is_utf8_charset(&wanted) {
                if !is_plain {
                    return None;
                }
                narrowness.asks_no_more = false;
            }
        }
        for present in offered.narrowing() {
            if let Some(wanted) = self.narrowing().find(|wanted| wanted.is(present.name)) {
                if !wanted.value.same_as(present.value) {
                    return None;
                }
                narrowness.shared = narrowness.shared.saturating_add(1);
            }
        }
        Some(narrowness)
    }

    fn has(&self, name: &str) -> bool {
        self.narrowing().any(|parameter| parameter.is(name))
    }
}

/// How narrowly a range covers an offered type: the greater value decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Narrowness {
    /// 0 for `*/*`, 1 for `type/*`, 2 for a type.
    rank: usize,
    /// Parameters that both have.
    shared: usize,
    /// Whether the offered type has every parameter of the range: `text/xml` decides about that type before
    /// `text/xml;version=1` does.
    asks_no_more: bool,
}

/// Type and subtype, both tokens.
fn essence_parts(essence: &[u8]) -> Option<(&str, &str)> {
    let slash = essence.iter().position(|&byte| byte == b'/')?;
    let (main, sub) = essence.split_at_checked(slash)?;
    Some((syntax::token(main)?, syntax::token(sub.get(1..)?)?))
}

/// Checks all parameters and returns the weight.
fn read_parameters(bytes: &[u8]) -> Result<Quality, Malformed> {
    let mut pieces = syntax::pieces(bytes, b';');
    for piece in pieces.by_ref() {
        let parameter = Parameter::parse(piece)?;
        if parameter.is("q") {
            let quality = Quality::from_bytes(parameter.value.bytes()).ok_or(Malformed)?;
            let rest_is_fine = pieces
                .all(|piece| syntax::token(piece).is_some() || Parameter::parse(piece).is_ok());
            return if rest_is_fine {
                Ok(quality)
            } else {
                Err(Malformed)
            };
        }
    }
    Ok(Quality::FULL)
}

/// Whether this is `charset=utf-8`, the character set of every response.
fn is_utf8_charset(parameter: &Parameter<'_>) -> bool {
    parameter.is("charset")
        && ["utf-8", "utf8"]
            .iter()
            .any(|name| parameter.value.same_ignoring_case(name))
}

impl fmt::Display for MediaRange<'_> {
    /// As it was written, without white space.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.main, self.sub)?;
        for piece in syntax::pieces(self.parameters, b';') {
            write!(f, ";{}", String::from_utf8_lossy(piece))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(range: &str, offered: &str) -> Option<(usize, usize, bool)> {
        let range = MediaRange::parse(range.as_bytes()).ok()?;
        let covered = range.covers(&MediaRange::parse(offered.as_bytes()).ok()?)?;
        Some((covered.rank, covered.shared, covered.asks_no_more))
    }

    #[test]
    fn malformed_members() {
        for member in [
            "",
            "*",
            "/",
            "application",
            "/json",
            "application/",
            "*/json",
            "*/*/*",
            "a/b/c",
            "application json",
            "application /json",
            "application/json\0",
            "application/json\u{e9}",
            "<script>",
            "a/b;q",
            "a/b;q=",
            "a/b;q = 1",
            "a/b;q=1;=x",
            "a/b;q=1;\"",
            "a/b;level",
            "a/b;x=\"y",
            "a/b c/d",
        ] {
            assert!(MediaRange::parse(member.as_bytes()).is_err(), "{member:?}");
        }
    }

    #[test]
    fn an_asterisk_inside_a_name_is_not_a_wildcard() {
        assert_eq!(
            covers("application/*+json", "application/json-patch+json"),
            None
        );
    }

    #[test]
    fn parameters_only_matter_for_types_with_parameters() {
        for (range, offered, expected) in [
            ("text/xml;charset=\"UTF-8\"", "text/xml", Some((2, 0, true))),
            ("text/xml;charset=utf-16", "text/xml", Some((2, 0, false))),
            ("text/xml;level=1", "text/xml", Some((2, 0, false))),
            ("text/*;level=1", "text/xml", Some((1, 0, false))),
            ("text/xml;q=1;level=1", "text/xml", Some((2, 0, true))),
            (
                "text/xml;level=\"1\"",
                "text/xml;level=1;x=y",
                Some((2, 1, true)),
            ),
            ("text/*;level=1", "text/xml;level=1", Some((1, 1, true))),
            ("*/*", "text/xml;level=1", Some((0, 0, true))),
            ("text/xml;a=b", "text/xml;level=1", None),
            ("text/xml;level=A", "text/xml;level=a", None),
            (
                "text/xml;level=1;LEVEL=2",
                "text/xml;level=1",
                Some((2, 1, true)),
            ),
            ("text/xml;level=2;level=1", "text/xml;level=1", None),
        ] {
            assert_eq!(covers(range, offered), expected, "{range} {offered}");
        }
    }

    #[test]
    fn shown_as_written() {
        let range = MediaRange::parse(b" Text/XML ; a=\"b ;c\";; q=0.50 ").expect("a media range");
        assert_eq!(range.to_string(), "Text/XML;a=\"b ;c\";q=0.50");
    }
}
