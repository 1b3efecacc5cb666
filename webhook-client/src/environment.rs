//! The vendor's environments.

use crate::site::SiteError;

/// An environment, which determines the login server.
///
/// ```
/// use webhook_client::Environment;
///
/// assert_eq!(Environment::Online.login(), "https://online.superoffice.com");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Environment {
    /// `sod`: for development.
    Development,
    /// `qaonline`: for certification.
    Stage,
    /// `online`: production.
    Online,
    /// Another login server, for example in a test; see [`Environment::at`].
    At(String),
}

impl Environment {
    /// Another login server, by its base URL.
    ///
    /// # Errors
    /// As [`Site::new`](crate::Site::new).
    pub fn at(base: &str) -> Result<Self, SiteError> {
        Ok(Self::At(crate::Site::new(base)?.as_str().to_owned()))
    }

    /// The base URL of the login server, without a slash at the end.
    #[must_use]
    pub fn login(&self) -> &str {
        match self {
            Self::Development => "https://sod.superoffice.com",
            Self::Stage => "https://qaonline.superoffice.com",
            Self::Online => "https://online.superoffice.com",
            Self::At(base) => base,
        }
    }

    /// As an owned string.
    pub(crate) fn into_login(self) -> String {
        match self {
            Self::At(base) => base,
            vendors => vendors.login().to_owned(),
        }
    }
}
