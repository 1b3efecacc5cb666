//! Protects forms against cross-site request forgery.
//!
//! A browser adds stored credentials to every request, so credentials do not prove that the user
//! submitted the form. Two independent checks do:
//!
//! - The form must come from a page of this origin, according to `Sec-Fetch-Site`, which pages
//!   cannot set, or to `Origin`, since browsers send the former only over https.
//! - The form must contain a token: an HMAC of the caller's name with a random key of this process.
//!   A page of another origin cannot read it, and each user has a different token.
//!
//! The first check works even if pages of other origins can read this one. The second works in old
//! browsers, and behind a proxy that changes `Host`.

use hmac_sha256::HMAC;
use http::header::ORIGIN;
use http::{HeaderMap, StatusCode};
use subtle::ConstantTimeEq as _;

use crate::auth::Caller;
use crate::cross_origin::is_own_origin;
use crate::fault::Fault;
use crate::hex::hex;

/// The key of the tokens, which is new for each run of the agent.
pub(super) struct Guard {
    /// `None` if the system has no random bits; then every form is rejected.
    key: Option<[u8; 32]>,
}

impl Guard {
    pub(super) fn new() -> Self {
        let mut key = [0; 32];
        Self {
            key: getrandom::fill(&mut key).ok().map(|()| key),
        }
    }

    /// The token for a caller's forms.
    pub(super) fn token(&self, caller: &Caller) -> String {
        let Some(key) = self.key else {
            return String::new();
        };
        // Distinguishes a caller without a name from a caller with an empty name.
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
    /// 403 if the token is invalid.
    pub(super) fn check_token(&self, caller: &Caller, given: &str) -> Result<(), Fault> {
        let token = self.token(caller);
        if !token.is_empty() && bool::from(token.as_bytes().ct_eq(given.as_bytes())) {
            return Ok(());
        }
        let message = "the form is from another user, or from before the agent was restarted; \
                       reload the page and repeat the input";
        Err(Fault::new(StatusCode::FORBIDDEN, message))
    }
}

/// Checks that a request does not come from a page of another origin. Clients other than browsers
/// send neither `Sec-Fetch-Site` nor `Origin`.
///
/// # Errors
/// 403 if it does.
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
    fn a_token_is_valid_for_one_user_and_one_process() {
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
