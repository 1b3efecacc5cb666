//! Protects forms against requests that another page makes a browser send.
//!
//! A browser adds the credentials that it remembers to every request, so they do not show who has
//! filled in a form. Two checks do, and each would be enough by itself:
//!
//! - The browser says that the form is of this origin: `Sec-Fetch-Site`, which pages cannot set, or
//!   `Origin` where the browser sends the former only over https.
//! - The form has a token: an HMAC of the caller's name under a random key of this process. A page of
//!   another origin cannot read it, and the token of another user does not fit.
//!
//! The first does not depend on pages being unreadable, the second does not depend on the browser's
//! age or on a proxy that changes `Host`.

use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, StatusCode};
use hmac_sha256::HMAC;
use subtle::ConstantTimeEq as _;

use crate::auth::Caller;
use crate::cross_origin::is_own_origin;
use crate::fault::Fault;
use crate::hex::hex;

/// The key of the tokens. It changes when the agent starts.
pub(super) struct Guard {
    /// `None` without random numbers: then every form is refused.
    key: Option<[u8; 32]>,
}

impl Guard {
    pub(super) fn new() -> Self {
        let mut key = [0; 32];
        Self {
            key: getrandom::fill(&mut key).ok().map(|()| key),
        }
    }

    /// The token of a caller's forms.
    pub(super) fn token(&self, caller: &Caller) -> String {
        let Some(key) = self.key else {
            return String::new();
        };
        // A caller without a name is not one with an empty name.
        let (kind, name) = match caller.name() {
            Some(name) => ("user ", name),
            None => ("anyone", ""),
        };
        let mut mac = HMAC::new(key);
        mac.update(kind);
        mac.update(name);
        hex(&mac.finalize())
    }

    /// Checks the token in a form.
    ///
    /// # Errors
    /// 403.
    pub(super) fn check_token(&self, caller: &Caller, given: &str) -> Result<(), Fault> {
        let token = self.token(caller);
        if !token.is_empty() && bool::from(token.as_bytes().ct_eq(given.as_bytes())) {
            return Ok(());
        }
        let message = "the form is of another user, or of a time before the agent was started; \
                       load the page again and repeat the input";
        Err(Fault::new(StatusCode::FORBIDDEN, message))
    }
}

/// Checks that a request is not of another origin's page. Clients other than browsers send neither
/// of the header fields that tell.
///
/// # Errors
/// 403.
pub(super) fn check_origin(headers: &HeaderMap) -> Result<(), Fault> {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    let is_own = match (sites.next(), sites.next()) {
        (Some(site), None) => site.as_bytes() == b"same-origin",
        (Some(_), Some(_)) => false,
        _ => !headers.contains_key(ORIGIN) || is_own_origin(headers),
    };
    if is_own {
        return Ok(());
    }
    let message = "requests from pages of other origins are refused";
    Err(Fault::new(StatusCode::FORBIDDEN, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_of_one_user_and_one_process() {
        let guard = Guard::new();
        let anna = Caller::user("anna");
        let token = guard.token(&anna);
        assert_eq!(token.len(), 64);
        assert!(guard.check_token(&anna, &token).is_ok());
        for other in [
            Caller::user("ann"),
            Caller::user(""),
            Caller::anonymous(),
            Caller::user("anyone"),
        ] {
            assert!(guard.check_token(&other, &token).is_err(), "{other:?}");
        }
        assert!(Guard::new().check_token(&anna, &token).is_err());
        let broken = Guard { key: None };
        assert!(broken.check_token(&anna, &broken.token(&anna)).is_err());
    }
}
