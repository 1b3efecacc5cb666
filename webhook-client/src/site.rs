//! The base URL of a NetServer.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::sync::Arc;

use url::{Position, Url};

use crate::client::Inner;
use crate::environment::Environment;
use crate::error::Error;
use crate::tenant::Tenant;

/// The base URL of a NetServer: everything before `/api/v1`.
///
/// ```
/// use webhook_client::Site;
///
/// let site = Site::new("https://online3.superoffice.com/Cust12345")?;
/// assert_eq!(site.as_str(), "https://online3.superoffice.com/Cust12345");
/// // The vendor's responses contain this form of the same URL.
/// assert_eq!(Site::new("https://online3.superoffice.com/Cust12345/api/")?, site);
/// # Ok::<(), webhook_client::SiteError>(())
/// ```
#[derive(Clone)]
pub struct Site(Base);

#[derive(Clone)]
enum Base {
    /// A base URL, without a slash at the end.
    Fixed(Arc<str>),
    Tenant(Arc<Tenant>),
}

impl Site {
    /// Parses a base URL. A trailing `/`, `/api` or `/api/v1` is removed.
    ///
    /// Use `http` only in a closed network: credentials are sent in clear text.
    ///
    /// # Errors
    /// [`SiteError`] for anything except an `http` or `https` URL with a host and without user
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
        Ok(Self(Base::Fixed(base.into())))
    }

    /// A tenant of the online service, such as `Cust12345`.
    ///
    /// The base URL of a tenant can change. The client requests it from the state service before
    /// the first call, when the response has expired, and once after status 421. Calls to a tenant
    /// that is not running fail with [`ErrorKind::Tenant`](crate::ErrorKind::Tenant). Clones of the
    /// site share the base URL.
    ///
    /// ```
    /// use webhook_client::{Client, Credentials, Environment, Site};
    ///
    /// let site = Site::tenant(Environment::Online, "Cust12345")?;
    /// assert_eq!(site.as_str(), "https://online.superoffice.com/api/state/Cust12345");
    /// let so = Client::new(site, Credentials::bearer("8A:Cust12345.abc"));
    /// # Ok::<(), webhook_client::SiteError>(())
    /// ```
    ///
    /// # Errors
    /// [`SiteError::Context`] for anything except letters, digits, `-` and `_`.
    pub fn tenant(environment: Environment, context: &str) -> Result<Self, SiteError> {
        let tenant = Tenant::new(environment, context)?;
        Ok(Self(Base::Tenant(Arc::new(tenant))))
    }

    /// The base URL, without a trailing slash; for a [`tenant`](Self::tenant) the URL of its state.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Base::Fixed(base) => base,
            Base::Tenant(tenant) => &tenant.url,
        }
    }

    /// The base URL, if it is known without a request.
    pub(crate) fn known(&self) -> Option<Arc<str>> {
        match &self.0 {
            Base::Fixed(base) => Some(Arc::clone(base)),
            Base::Tenant(tenant) => tenant.last(),
        }
    }

    /// The base URL and its number. The base URL of a tenant is requested if it is not known or if
    /// a server has rejected the one with this number.
    ///
    /// # Errors
    /// Those of [`Tenant::current`].
    pub(crate) async fn current(
        &self,
        client: &Inner,
        refused: Option<u64>,
    ) -> Result<(u64, Arc<str>), Error> {
        match &self.0 {
            Base::Fixed(base) => Ok((0, Arc::clone(base))),
            Base::Tenant(tenant) => tenant.current(client, refused).await,
        }
    }

    pub(crate) fn as_tenant(&self) -> Option<&Tenant> {
        match &self.0 {
            Base::Fixed(_) => None,
            Base::Tenant(tenant) => Some(tenant),
        }
    }
}

impl PartialEq for Site {
    fn eq(&self, other: &Self) -> bool {
        self.as_tenant().is_some() == other.as_tenant().is_some() && self.as_str() == other.as_str()
    }
}

impl Eq for Site {}

impl Hash for Site {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Site").field(&self.as_str()).finish()
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
        f.write_str(self.as_str())
    }
}

impl FromStr for Site {
    type Err = SiteError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

/// Why a text is not the base URL of a NetServer. It contains no part of the text, which may
/// include a password.
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
    /// Not the identifier of a tenant.
    Context,
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
                "the base URL contains a user name or a password: pass them to `Credentials::basic`"
            }
            Self::Query => "the base URL has a query: end it before the `?`",
            Self::Fragment => "the base URL has a fragment: end it before the `#`",
            Self::BeyondApi => {
                "the base URL names an operation: end it before `/api/v1`, the path is added per call"
            }
            Self::Context => "not the identifier of a tenant: write one such as `Cust12345`",
        })
    }
}

impl std::error::Error for SiteError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_urls_are_normalized() {
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
    fn tenants_are_identified_by_letters_and_digits() {
        let environment = Environment::Stage;
        for context in ["Cust12345", "cust_1-a"] {
            let site = Site::tenant(environment.clone(), context).expect("a tenant");
            let again = Site::tenant(environment.clone(), context).expect("a tenant");
            assert_eq!(site, again);
            assert_eq!(site.known(), None);
            assert_ne!(Site::new(site.as_str()), Ok(site), "{context}");
        }
        let long = "a".repeat(101);
        for context in [
            "",
            "a/b",
            "..",
            "a?b",
            "a b",
            "\u{fc}",
            "%2e",
            long.as_str(),
        ] {
            let error = Site::tenant(environment.clone(), context);
            assert_eq!(error, Err(SiteError::Context), "{context}");
        }
    }

    #[test]
    fn errors_of_base_urls_suggest_a_fix() {
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
