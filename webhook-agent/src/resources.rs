//! Texts of `[SR_..]` references in translated properties.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use webhook_model::http::language_tag::{DEFAULT_VENDOR_CODE, VENDOR_CODES};
use webhook_model::http::translate::Resources;

/// A table of texts by name and language. If a text is missing in a language, the one for `US` is
/// used. If that is missing as well, the reference is not replaced.
///
/// ```
/// use webhook_agent::{Options, ResourceTable};
/// use webhook_model::http::translate::{Resources as _, translate};
///
/// let table = ResourceTable::new()
///     .with("SR_CUSTOMER", "US", "Customer")?
///     .with("SR_CUSTOMER", "NO", "Kunde")?;
/// assert_eq!(translate("[SR_CUSTOMER]", "NO", &table), "Kunde");
/// assert_eq!(translate("[SR_CUSTOMER]", "FR", &table), "Customer");
/// let options = Options::new().resources(table);
/// # drop(options);
/// # Ok::<(), webhook_agent::ResourceError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ResourceTable {
    /// The texts of each name, by vendor code.
    texts: HashMap<String, Vec<(&'static str, String)>>,
}

impl ResourceTable {
    /// A table without texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the text of a name for a language code, in any case. Replaces an earlier text.
    ///
    /// # Errors
    /// An invalid name, or an unknown code.
    pub fn with(
        mut self,
        name: impl Into<String>,
        vendor_code: &str,
        text: impl Into<String>,
    ) -> Result<Self, ResourceError> {
        let name = name.into();
        let is_name = name.strip_prefix("SR_").is_some_and(|rest| {
            let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            !rest.is_empty() && rest.bytes().all(is_part)
        });
        if !is_name {
            return Err(ResourceError::Name(name));
        }
        let known = VENDOR_CODES
            .iter()
            .copied()
            .find(|code| code.eq_ignore_ascii_case(vendor_code));
        let Some(code) = known else {
            return Err(ResourceError::Code(vendor_code.to_owned()));
        };
        let texts = self.texts.entry(name).or_default();
        texts.retain(|(other, _)| *other != code);
        texts.push((code, text.into()));
        Ok(self)
    }
}

impl Resources for ResourceTable {
    fn text(&self, name: &str, vendor_code: &str) -> Option<Cow<'_, str>> {
        let texts = self.texts.get(name)?;
        let of = |wanted: &str| {
            let found = texts.iter().find(|(code, _)| *code == wanted);
            found.map(|(_, text)| Cow::Borrowed(text.as_str()))
        };
        of(vendor_code).or_else(|| of(DEFAULT_VENDOR_CODE))
    }
}

/// Why a text cannot be added to a [`ResourceTable`].
///
/// ```
/// use webhook_agent::ResourceTable;
///
/// let error = ResourceTable::new().with("CUSTOMER", "US", "Customer").unwrap_err();
/// assert_eq!(error.to_string(), "\"CUSTOMER\" is not a name; write SR_ and then letters, digits or _");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResourceError {
    /// The name is not `SR_` followed by letters, digits or underscores.
    Name(String),
    /// The language is not one of the vendor's codes.
    Code(String),
}

impl fmt::Display for ResourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => write!(
                f,
                "{name:?} is not a name; write SR_ and then letters, digits or _"
            ),
            Self::Code(code) => write!(
                f,
                "{code:?} is not a language; expected one of {}",
                VENDOR_CODES.join(", ")
            ),
        }
    }
}

impl std::error::Error for ResourceError {}
