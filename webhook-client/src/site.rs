//! Where a NetServer is.

use std::fmt;
use std::str::FromStr;

use url::{Position, Url};

/// The address of one NetServer: everything before `/api/v1`.
///
/// ```
/// use webhook_client::Site;
///
/// let site = Site::new("https://online3.superoffice.com/Cust12345")?;
/// assert_eq!(site.as_str(), "https://online3.superoffice.com/Cust12345");
/// // The forms that the vendor's own answers have name the same place.
/// assert_eq!(Site::new("https://online3.superoffice.com/Cust12345/api/")?, site);
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Site {
    /// Without a slash at the end.
    base: String,
}

impl Site {
    /// Reads a base URL. A trailing `/`, `/api` or `/api/v1` is dropped.
    ///
    /// `http` is for servers in a closed network: credentials travel in clear text.
    ///
    /// # Errors
    /// [`SiteError`] for anything but an `http` or `https` URL with a host and without user
    /// information, query and fragment.
    pub fn new(base: &str) -> Result<Self, SiteError> {
        if base.chars().any(|c| c.is_control() || c.is_whitespace()) {
            return Err(SiteError::Malformed);
        }
        let url = Url::parse(base).map_err(|error| match error {
            url::ParseError::RelativeUrlWithoutBase => SiteError::NoScheme,
            _ => SiteError::Malformed,
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(SiteError::Scheme);
        }
        if !url.has_host() {
            return Err(SiteError::Malformed);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(SiteError::UserInformation);
        }
        if url.query().is_some() {
            return Err(SiteError::Query);
        }
        if url.fragment().is_some() {
            return Err(SiteError::Fragment);
        }
        let whole = url[..Position::AfterPath].trim_end_matches('/');
        let base = without_suffix(whole, "/api/v1")
            .or_else(|| without_suffix(whole, "/api"))
            .unwrap_or(whole)
            .trim_end_matches('/');
        if contains_folded(
            &url[Position::BeforePath..Position::AfterPath],
            "/api/v1/agents",
        ) {
            return Err(SiteError::BeyondApi);
        }
        Ok(Self {
            base: base.to_owned(),
        })
    }

    /// The base URL, without a slash at the end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.base
    }
}

fn without_suffix<'t>(text: &'t str, suffix: &str) -> Option<&'t str> {
    let (rest, end) = text.split_at_checked(text.len().checked_sub(suffix.len())?)?;
    end.eq_ignore_ascii_case(suffix).then_some(rest)
}

fn contains_folded(path: &str, part: &str) -> bool {
    path.to_ascii_lowercase().contains(part)
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.base)
    }
}

impl FromStr for Site {
    type Err = SiteError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

/// Why a text is not the base URL of a NetServer. It holds nothing of the text, which may have a
/// password in it.
///
/// ```
/// use webhook_client::{Site, SiteError};
///
/// let error = Site::new("online3.superoffice.com/Cust12345").unwrap_err();
/// assert_eq!(error, SiteError::NoScheme);
/// assert_eq!(error.to_string(), "the base URL has no scheme: write `https://` before the host");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SiteError {
    /// Not a URL, or one without a host.
    Malformed,
    /// A host without `https://` before it.
    NoScheme,
    /// A scheme other than `http` and `https`; also a host and a port without a scheme.
    Scheme,
    /// A user name or a password in the URL.
    UserInformation,
    /// A query.
    Query,
    /// A fragment.
    Fragment,
    /// The path of an operation.
    BeyondApi,
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Malformed => {
                "not a base URL: write one such as `https://online.superoffice.com/Cust12345`"
            }
            Self::NoScheme => "the base URL has no scheme: write `https://` before the host",
            Self::Scheme => "the base URL must begin with `https://` or `http://`",
            Self::UserInformation => {
                "the base URL holds a user name or a password: give them to `Credentials::basic`"
            }
            Self::Query => "the base URL has a query: end it before the `?`",
            Self::Fragment => "the base URL has a fragment: end it before the `#`",
            Self::BeyondApi => {
                "the base URL names an operation: end it before `/api/v1`, the path is added per call"
            }
        })
    }
}

impl std::error::Error for SiteError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_in_every_form() {
        for (given, base) in [
            ("https://a.example", "https://a.example"),
            ("https://a.example/", "https://a.example"),
            ("HTTPS://A.Example:443/", "https://a.example"),
            ("https://a.example:8443/x//", "https://a.example:8443/x"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
            ("https://a.example/Cust1/API/V1/", "https://a.example/Cust1"),
            ("https://a.example/Cust1/api", "https://a.example/Cust1"),
            ("https://a.example/api/v1", "https://a.example"),
            ("https://a.example/x/../Cust1", "https://a.example/Cust1"),
            ("https://a.example/remoteapi", "https://a.example/remoteapi"),
            (
                "https://b\u{fc}cher.example",
                "https://xn--bcher-kva.example",
            ),
        ] {
            let site = Site::new(given);
            assert_eq!(site.as_ref().map(Site::as_str), Ok(base), "{given}");
            assert_eq!(Site::new(base), site, "{given}");
        }
    }

    #[test]
    fn bad_base_urls_say_what_to_write() {
        for (given, error) in [
            ("", SiteError::NoScheme),
            ("a.example/Cust1", SiteError::NoScheme),
            ("//a.example", SiteError::NoScheme),
            ("/Cust1", SiteError::NoScheme),
            ("localhost:5000/x", SiteError::Scheme),
            ("ftp://a.example", SiteError::Scheme),
            ("file:///etc/passwd", SiteError::Scheme),
            ("https://", SiteError::Malformed),
            ("https://a b.example", SiteError::Malformed),
            ("https://a.example/x\n", SiteError::Malformed),
            (" https://a.example", SiteError::Malformed),
            ("https://a.example:99999", SiteError::Malformed),
            ("https://u:hunter2@a.example", SiteError::UserInformation),
            ("https://hunter2@a.example", SiteError::UserInformation),
            ("https://a.example?", SiteError::Query),
            ("https://a.example/x?token=hunter2", SiteError::Query),
            ("https://a.example/x#y", SiteError::Fragment),
            (
                "https://a.example/api/v1/Agents/Webhook",
                SiteError::BeyondApi,
            ),
        ] {
            assert_eq!(Site::new(given), Err(error), "{given}");
            assert!(!format!("{error} {error:?}").contains("hunter2"));
        }
    }
}
