//! Checks target addresses of webhooks, to prevent requests into the server's own network (server-side
//! request forgery, OWASP API7:2023).
//!
//! The user who saves a webhook chooses the address that the server connects to. [`check_url`] accepts
//! only https addresses of hosts on the public internet. A name must be checked again after it is
//! resolved: the sender calls [`check_resolved`] with *all* addresses, connects to one of the returned
//! ones without resolving the name again, and either follows no redirects or checks each of them in the
//! same way. Do not show the response, or the reason of a failed connection, to the user who chose the
//! address.
//!
//! This module neither sends requests nor resolves names.
//!
//! ```
//! use webhook_model::target_url::{TargetUrlError, check_resolved, check_url};
//!
//! let target = check_url("https://hooks.example.com:8443/superoffice?tenant=7")?;
//! assert_eq!((target.host(), target.port()), ("hooks.example.com", 8443));
//!
//! // One private address among those of a name refuses all of them.
//! let addresses = ["93.184.216.34".parse().unwrap(), "10.0.0.7".parse().unwrap()];
//! assert!(check_resolved(addresses).is_err());
//! assert_eq!(check_url("http://hooks.example.com/").unwrap_err(), TargetUrlError::NotHttps);
//! # Ok::<(), TargetUrlError>(())
//! ```
//!
//! # Accepted addresses
//!
//! Libraries disagree about odd addresses, and a checker that parses an address differently from the
//! client that connects is useless. This module accepts the syntax on which RFC 3986 and the WHATWG URL
//! standard agree, and refuses the rest: characters outside RFC 3986 (write hosts in their ASCII form,
//! `xn--..`, and percent-encode paths), credentials, fragments, percent signs in hosts, IPv4 addresses
//! in any form but four decimal parts, and a final dot.
//!
//! Closed networks and tests need exceptions: see [`TargetPolicy`].
//!
//! A webhook of the type `crmscript` has the number of a script in `TargetUrl`: do not check that.

mod address;
mod error;
mod host;
mod policy;
mod port;
mod punycode;
#[cfg(test)]
mod tests;

use std::fmt;
use std::net::IpAddr;

pub use address::AddressClass;
pub use error::TargetUrlError;
pub use policy::{Subnet, SubnetError, TargetPolicy};

use host::Host;

/// An address that [`check_url`] accepted. `Debug` omits path and query, which often contain a
/// token.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Checked {
    url: String,
    host: Host,
    port: u16,
}

impl Checked {
    /// The address as it was given.
    ///
    /// ```
    /// # use webhook_model::target_url::check_url;
    /// assert_eq!(check_url("HTTPS://Example.com")?.as_str(), "HTTPS://Example.com");
    /// # Ok::<(), webhook_model::target_url::TargetUrlError>(())
    /// ```
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.url
    }

    /// The host in lower case: a name to resolve, or an address, without the brackets of IPv6.
    ///
    /// ```
    /// # use webhook_model::target_url::check_url;
    /// assert_eq!(check_url("https://Example.com/")?.host(), "example.com");
    /// # Ok::<(), webhook_model::target_url::TargetUrlError>(())
    /// ```
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host.text
    }

    /// The host's address, if it is one: it has been checked.
    ///
    /// ```
    /// # use webhook_model::target_url::check_url;
    /// assert!(check_url("https://93.184.216.34/")?.address().is_some());
    /// assert!(check_url("https://example.com/")?.address().is_none());
    /// # Ok::<(), webhook_model::target_url::TargetUrlError>(())
    /// ```
    #[must_use]
    pub const fn address(&self) -> Option<IpAddr> {
        self.host.address
    }

    /// The port to connect to, 443 if the address names none.
    ///
    /// ```
    /// # use webhook_model::target_url::check_url;
    /// assert_eq!(check_url("https://example.com/")?.port(), 443);
    /// # Ok::<(), webhook_model::target_url::TargetUrlError>(())
    /// ```
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl fmt::Debug for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Checked")
            .field("host", &self.host.text)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}

/// Checks the target address of a webhook; [the module](self) describes the accepted addresses.
///
/// ```
/// use webhook_model::target_url::{TargetUrlError, check_url};
///
/// assert!(check_url("https://example.com/hook").is_ok());
/// assert_eq!(check_url("https://intranet/hook").unwrap_err(), TargetUrlError::InternalName);
/// assert_eq!(check_url("https://user:pw@example.com/").unwrap_err(), TargetUrlError::Credentials);
/// ```
///
/// # Errors
/// [`TargetUrlError`], which never contains a part of the address.
pub fn check_url(url: &str) -> Result<Checked, TargetUrlError> {
    TargetPolicy::new().check_url(url)
}

/// Checks one address: only addresses of the public internet are accepted.
///
/// The ranges are those of the IANA registries of special-purpose addresses (RFC 6890), and for
/// IPv6 all that is not global unicast (RFC 4291 section 2.4). IPv6 addresses that carry an IPv4
/// address (mapped, compatible, NAT64, 6to4, Teredo, ISATAP) are always refused, because the network
/// decides where they lead.
///
/// ```
/// use webhook_model::target_url::check_address;
///
/// assert!(check_address("93.184.216.34".parse()?).is_ok());
/// for refused in ["127.0.0.1", "169.254.169.254", "fd00::1", "::ffff:93.184.216.34"] {
///     assert!(check_address(refused.parse()?).is_err());
/// }
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
///
/// # Errors
/// [`TargetUrlError::Address`] with the range that the address is in.
pub const fn check_address(address: IpAddr) -> Result<(), TargetUrlError> {
    match address::class(address) {
        Some(class) => Err(TargetUrlError::Address(class)),
        None => Ok(()),
    }
}

/// Checks all addresses of a resolved name, and returns them.
///
/// One refused address refuses the name: a resolver that returns both kinds cannot be trusted.
///
/// ```
/// use webhook_model::target_url::{TargetUrlError, check_resolved};
///
/// assert_eq!(check_resolved(["93.184.216.34".parse()?])?.len(), 1);
/// assert_eq!(check_resolved([]), Err(TargetUrlError::Unresolved));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TargetUrlError::Address`] for the first that is refused, [`TargetUrlError::Unresolved`] if there
/// is none.
pub fn check_resolved(
    addresses: impl IntoIterator<Item = IpAddr>,
) -> Result<Vec<IpAddr>, TargetUrlError> {
    TargetPolicy::new().check_resolved(addresses)
}
