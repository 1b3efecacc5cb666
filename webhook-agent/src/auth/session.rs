//! Browser sessions: a cookie, and the token that protects it against forged requests.

use http::HeaderMap;
use http::header::COOKIE;
use subtle::ConstantTimeEq as _;
use webhook_model::Secret;
use webhook_model::http::context::RequestContext;

use super::{Caller, Refusal};

/// A valid session.
#[derive(Debug, Clone)]
pub(super) struct Session {
    /// The value of the session cookie.
    pub(super) value: Secret,
    /// The required value of `X-XSRF-TOKEN`.
    pub(super) xsrf: Secret,
}

/// Finds the session in a request's cookie and checks its token.
pub(super) fn check(
    headers: &HeaderMap,
    context: &RequestContext,
    cookie: &str,
    sessions: &[Session],
) -> Result<Caller, Refusal> {
    let mut found: Option<&Session> = None;
    for given in cookies(headers, cookie) {
        for session in sessions {
            // All sessions are compared, so that the time does not depend on which one matches.
            if bool::from(given.ct_eq(session.value.expose().as_bytes())) {
                found = Some(session);
            }
        }
    }
    let session = found.ok_or_else(|| {
        Refusal::unauthenticated("send Authorization, or the cookie of a session with X-XSRF-TOKEN")
    })?;
    context.check_xsrf(&session.xsrf)?;
    Ok(Caller::anonymous())
}

/// The values of a cookie (RFC 6265 section 4.2.1) that are not empty.
fn cookies<'h>(headers: &'h HeaderMap, name: &'h str) -> impl Iterator<Item = &'h [u8]> {
    headers
        .get_all(COOKIE)
        .iter()
        .flat_map(|line| line.as_bytes().split(|&byte| byte == b';'))
        .filter_map(move |pair| {
            pair.trim_ascii()
                .strip_prefix(name.as_bytes())?
                .strip_prefix(b"=")
        })
        .filter(|value| !value.is_empty())
}
