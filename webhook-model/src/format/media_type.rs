//! The media types of entities.

use std::fmt;
use std::str::FromStr;

/// A media type in which an entity is read and written.
///
/// The variants are in the order of the vendor documentation; negotiation resolves a tie in favour of
/// the earlier one.
///
/// ```
/// use webhook_model::format::MediaType;
///
/// let asked: MediaType = "Application/XML; charset=utf-8".parse()?;
/// assert_eq!(asked, MediaType::ApplicationXml);
/// assert_eq!(asked.to_string(), "application/xml");
/// # Ok::<(), webhook_model::format::UnknownMediaType>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MediaType {
    /// `application/json`, the default.
    ApplicationJson,
    /// `text/json`: the same body as `application/json` under an older name.
    TextJson,
    /// `application/xml` (RFC 7303).
    ApplicationXml,
    /// `text/xml` (RFC 7303): the same body as `application/xml`.
    TextXml,
    /// `application/json-patch+json`: a list of changes (RFC 6902).
    ApplicationJsonPatch,
    /// `application/merge-patch+json`: an object of changed members (RFC 7396).
    ApplicationMergePatch,
}

impl MediaType {
    /// Every media type, in the documented order.
    ///
    /// ```
    /// # use webhook_model::format::MediaType;
    /// assert_eq!(MediaType::ALL[0], MediaType::ApplicationJson);
    /// ```
    pub const ALL: &'static [Self] = &Self::KNOWN;

    /// The same as [`ALL`](Self::ALL), as an array.
    pub(crate) const KNOWN: [Self; 6] = [
        Self::ApplicationJson,
        Self::TextJson,
        Self::ApplicationXml,
        Self::TextXml,
        Self::ApplicationJsonPatch,
        Self::ApplicationMergePatch,
    ];

    /// The bare name, in lower case and without parameters.
    ///
    /// ```
    /// # use webhook_model::format::MediaType;
    /// assert_eq!(MediaType::ApplicationJsonPatch.as_str(), "application/json-patch+json");
    /// ```
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ApplicationJson => "application/json",
            Self::TextJson => "text/json",
            Self::ApplicationXml => "application/xml",
            Self::TextXml => "text/xml",
            Self::ApplicationJsonPatch => "application/json-patch+json",
            Self::ApplicationMergePatch => "application/merge-patch+json",
        }
    }

    /// The value of a `Content-Type` header for a body of this type: bodies are always written in UTF-8.
    ///
    /// ```
    /// # use webhook_model::format::MediaType;
    /// assert_eq!(MediaType::TextXml.content_type(), "text/xml; charset=utf-8");
    /// ```
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::ApplicationJson => "application/json; charset=utf-8",
            Self::TextJson => "text/json; charset=utf-8",
            Self::ApplicationXml => "application/xml; charset=utf-8",
            Self::TextXml => "text/xml; charset=utf-8",
            Self::ApplicationJsonPatch => "application/json-patch+json; charset=utf-8",
            Self::ApplicationMergePatch => "application/merge-patch+json; charset=utf-8",
        }
    }

    /// Whether the body is the entity itself as JSON. False for the two patch types, which contain
    /// changes.
    ///
    /// ```
    /// # use webhook_model::format::MediaType;
    /// assert!(MediaType::TextJson.is_json());
    /// assert!(!MediaType::ApplicationMergePatch.is_json());
    /// ```
    #[must_use]
    pub const fn is_json(self) -> bool {
        matches!(self, Self::ApplicationJson | Self::TextJson)
    }

    /// Whether the body is the entity itself as XML.
    ///
    /// ```
    /// # use webhook_model::format::MediaType;
    /// assert!(MediaType::TextXml.is_xml());
    /// ```
    #[must_use]
    pub const fn is_xml(self) -> bool {
        matches!(self, Self::ApplicationXml | Self::TextXml)
    }

    /// Whether the body is a change to an entity, written in JSON.
    ///
    /// ```
    /// # use webhook_model::format::MediaType;
    /// assert!(MediaType::ApplicationJsonPatch.is_patch());
    /// ```
    #[must_use]
    pub const fn is_patch(self) -> bool {
        matches!(
            self,
            Self::ApplicationJsonPatch | Self::ApplicationMergePatch
        )
    }

    /// The media type of this `type/subtype`, compared without regard to case (RFC 9110 8.3.1).
    pub(crate) fn from_essence(essence: &[u8]) -> Option<Self> {
        Self::KNOWN
            .into_iter()
            .find(|known| known.as_str().as_bytes().eq_ignore_ascii_case(essence))
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for MediaType {
    type Err = UnknownMediaType;

    /// Reads a name in any case; text after the first `;` is ignored.
    ///
    /// # Errors
    ///
    /// [`UnknownMediaType`] for anything that is not one of [`MediaType::ALL`].
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let essence = text.split(';').next().unwrap_or_default();
        let essence = essence.trim_matches([' ', '\t']);
        Self::from_essence(essence.as_bytes()).ok_or(UnknownMediaType)
    }
}

/// The text is not one of the media types of [`MediaType::ALL`].
///
/// ```
/// use webhook_model::format::MediaType;
///
/// let error = "text/html".parse::<MediaType>().unwrap_err();
/// assert!(error.to_string().contains("application/merge-patch+json"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownMediaType;

impl fmt::Display for UnknownMediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown media type; known are ")?;
        write_known(f)
    }
}

impl std::error::Error for UnknownMediaType {}

/// Writes every known name, separated by commas, for error messages.
pub(crate) fn write_known(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (index, known) in MediaType::ALL.iter().enumerate() {
        let separator = if index == 0 { "" } else { ", " };
        write!(f, "{separator}{}", known.as_str())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_in_any_case_and_with_parameters() {
        for &media in MediaType::ALL {
            assert_eq!(media.as_str().parse(), Ok(media));
            assert_eq!(media.as_str().to_uppercase().parse(), Ok(media));
            assert_eq!(media.content_type().parse(), Ok(media));
            assert_eq!(media.content_type(), format!("{media}; charset=utf-8"));
        }
    }

    #[test]
    fn each_type_is_of_exactly_one_kind() {
        for &media in MediaType::ALL {
            let kinds = [media.is_json(), media.is_xml(), media.is_patch()];
            assert_eq!(kinds.into_iter().filter(|&is| is).count(), 1, "{media}");
        }
    }

    #[test]
    fn near_misses_are_unknown() {
        for text in [
            "",
            ";",
            "json",
            "application/jsonx",
            "application/ json",
            "*/*",
            "application/json, text/xml",
        ] {
            assert_eq!(text.parse::<MediaType>(), Err(UnknownMediaType), "{text}");
        }
    }
}
