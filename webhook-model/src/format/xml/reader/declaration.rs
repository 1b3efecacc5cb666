//! The XML declaration, which is allowed only at the very start of a document.

use std::ops::Range;

use super::characters::trim_start;
use super::error::XmlErrorKind;

/// A well-formed XML declaration (XML 1.0 section 2.8).
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Declaration<'a> {
    /// Bytes of the declaration, through its `?>`.
    pub(super) length: usize,
    /// The encoding it names.
    pub(super) encoding: Option<&'a str>,
    /// The position of the encoding, with the white space before it.
    encoding_at: Range<usize>,
}

/// The text with spaces in place of the encoding in its XML declaration; `None` if it has none. The
/// transport's information about the encoding takes precedence (RFC 7303 section 3.2).
#[cfg(any(feature = "http", test))]
pub(crate) fn without_encoding(text: &str) -> Option<String> {
    let declaration = Declaration::parse(text).ok()??;
    declaration.encoding?;
    let at = declaration.encoding_at;
    let mut without = text.get(..at.start)?.to_owned();
    without.extend(at.clone().map(|_| ' '));
    without.push_str(text.get(at.end..)?);
    Some(without)
}

impl<'a> Declaration<'a> {
    /// Reads the declaration at the start of `text`, if there is one.
    ///
    /// Only version 1.0 is supported. The only other version, 1.1, has different characters and line
    /// ends.
    pub(super) fn parse(text: &'a str) -> Result<Option<Self>, XmlErrorKind> {
        let Some(mut rest) = text.strip_prefix("<?xml") else {
            return Ok(None);
        };
        // `<?xml-stylesheet` and the like are processing instructions.
        if !rest.starts_with([' ', '\t', '\r', '\n', '?']) {
            return Ok(None);
        }
        let version = pseudo_attribute(&mut rest, "version")?;
        let encoding_from = text.len() - rest.len();
        let encoding = pseudo_attribute(&mut rest, "encoding")?;
        let encoding_at = encoding_from..text.len() - rest.len();
        let standalone = pseudo_attribute(&mut rest, "standalone")?;
        let sound = version.is_some_and(is_version)
            && encoding.is_none_or(is_encoding_name)
            && standalone.is_none_or(|value| matches!(value, "yes" | "no"));
        match trim_start(rest).strip_prefix("?>") {
            Some(_) if sound && version != Some("1.0") => Err(XmlErrorKind::UnsupportedVersion),
            Some(rest) if sound => Ok(Some(Self {
                length: text.len() - rest.len(),
                encoding,
                encoding_at,
            })),
            _ => Err(XmlErrorKind::MalformedDeclaration),
        }
    }
}

/// Takes white space and `name="value"` off `rest`, if it starts with them.
fn pseudo_attribute<'a>(rest: &mut &'a str, name: &str) -> Result<Option<&'a str>, XmlErrorKind> {
    let trimmed = trim_start(rest);
    let Some(after_name) = trimmed.strip_prefix(name) else {
        return Ok(None);
    };
    if trimmed.len() == rest.len() {
        return Err(XmlErrorKind::MalformedDeclaration);
    }
    let value = trim_start(after_name).strip_prefix('=').map(trim_start);
    let quoted = value.and_then(|value| {
        let quote = value
            .chars()
            .next()
            .filter(|quote| matches!(quote, '"' | '\''))?;
        value.get(1..)?.split_once(quote)
    });
    let (value, after) = quoted.ok_or(XmlErrorKind::MalformedDeclaration)?;
    *rest = after;
    Ok(Some(value))
}

/// Production 26 of the fifth edition.
fn is_version(value: &str) -> bool {
    value
        .strip_prefix("1.")
        .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Production 81.
fn is_encoding_name(value: &str) -> bool {
    value.starts_with(|first: char| first.is_ascii_alphabetic())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::{Declaration, XmlErrorKind, without_encoding};

    fn encoding(text: &str) -> Result<Option<&str>, XmlErrorKind> {
        Declaration::parse(text).map(|found| found.expect("a declaration").encoding)
    }

    #[test]
    fn sound_declarations() {
        let full = "<?xml version = '1.0'\tencoding=\"UTF-8\" standalone='no' ?>";
        let found = Declaration::parse(full).unwrap().unwrap();
        assert_eq!((found.length, found.encoding), (full.len(), Some("UTF-8")));
        assert_eq!(encoding("<?xml version=\"1.0\"?><a/>"), Ok(None));
        assert_eq!(
            encoding("<?xml version=\"1.0\" standalone='yes'?>"),
            Ok(None)
        );
        assert_eq!(Declaration::parse("<?xml-stylesheet a?>"), Ok(None));
        assert_eq!(Declaration::parse(" <?xml version='1.0'?>"), Ok(None));
    }

    #[test]
    fn an_encoding_is_replaced_by_spaces() {
        for (text, without) in [
            (
                "<?xml version='1.0' encoding='x'?><a/>",
                Some("<?xml version='1.0'             ?><a/>"),
            ),
            (
                "<?xml version='1.0'\nencoding=\"utf-16\" standalone='no'?><a/>",
                Some("<?xml version='1.0'                   standalone='no'?><a/>"),
            ),
            ("<?xml version='1.0'?><a encoding='x'/>", None),
            ("<a/>", None),
            ("<?xml encoding='x' version='1.0'?><a/>", None),
        ] {
            assert_eq!(without_encoding(text).as_deref(), without, "{text}");
            let left = without.unwrap_or("<?xml version='1.0'?>");
            assert_eq!(encoding(left), Ok(None), "{text}");
        }
    }

    #[test]
    fn malformed_declarations() {
        let bad = [
            "<?xml?>",
            "<?xml ?>",
            "<?xml version='1.0'>",
            "<?xml version='1.0'",
            "<?xml version=1.0?>",
            "<?xml version='1.0\"?>",
            "<?xml version='1.0'encoding='utf-8'?>",
            "<?xml version='1.'?>",
            "<?xml encoding='utf-8'?>",
            "<?xml encoding='utf-8' version='1.0'?>",
            "<?xml version='1.0' standalone='no' encoding='utf-8'?>",
            "<?xml version='1.0 '?>",
            "<?xml version='1.0' standalone='YES'?>",
            "<?xml version='1.0' encoding=''?>",
            "<?xml version='1.0' encoding=' utf-8'?>",
            "<?xml version='1.0' encoding='8859'?>",
            "<?xml VERSION='1.0'?>",
            "<?xml version='1.0' valid='no'?>",
            "<?xml version='1.0' ? >",
            "<?xml version='1.0' version='1.0'?>",
            "<?xml version='2.0'?>",
            "<?xml version?>",
        ];
        for text in bad {
            assert_eq!(
                encoding(text),
                Err(XmlErrorKind::MalformedDeclaration),
                "{text}"
            );
        }
        assert_eq!(
            encoding("<?xml version='1.1'?>"),
            Err(XmlErrorKind::UnsupportedVersion)
        );
    }
}
