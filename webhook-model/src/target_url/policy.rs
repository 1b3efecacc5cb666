//! Exceptions from the rules, for closed networks and tests.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use super::{Checked, TargetUrlError, check_address, host, port};
use crate::uri;

/// The longest accepted address, in bytes (RFC 9110 section 4.1 requires no more).
const MAX_LENGTH: usize = 8000;

/// The targets that webhooks may have. By default only https addresses of hosts on the public internet;
/// a closed network adds its own subnets.
///
/// ```
/// use webhook_model::target_url::TargetPolicy;
///
/// let policy = TargetPolicy::new().allow_http(true).allow_subnet("127.0.0.0/8".parse()?);
/// assert!(policy.check_url("http://127.0.0.1:8081/superoffice").is_ok());
/// assert!(policy.check_url("http://10.0.0.1/").is_err());
/// assert!(TargetPolicy::new().check_url("https://127.0.0.1:8081/").is_err());
/// # Ok::<(), webhook_model::target_url::SubnetError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TargetPolicy {
    http: bool,
    subnets: Vec<Subnet>,
}

impl TargetPolicy {
    /// The policy without exceptions.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            http: false,
            subnets: Vec::new(),
        }
    }

    /// Sets whether plain http is allowed: notifications are then sent without encryption.
    #[must_use]
    pub const fn allow_http(mut self, http: bool) -> Self {
        self.http = http;
        self
    }

    /// Allows the addresses of a subnet. Names of private networks are then allowed too, if they
    /// resolve to allowed addresses.
    #[must_use]
    pub fn allow_subnet(mut self, subnet: Subnet) -> Self {
        self.subnets.push(subnet);
        self
    }

    /// Whether plain http is allowed.
    #[must_use]
    pub const fn allows_http(&self) -> bool {
        self.http
    }

    /// The subnets that are allowed in addition to the public internet.
    #[must_use]
    pub fn subnets(&self) -> &[Subnet] {
        &self.subnets
    }

    /// Checks the target address of a webhook; see [the module](super) for the accepted addresses.
    ///
    /// # Errors
    /// [`TargetUrlError`], which never contains a part of the address.
    pub fn check_url(&self, url: &str) -> Result<Checked, TargetUrlError> {
        if url.len() > MAX_LENGTH {
            return Err(TargetUrlError::TooLong);
        }
        let (rest, default_port) = match (uri::after_https(url), uri::after_http(url)) {
            (Some(rest), _) => (rest, port::HTTPS),
            (None, Some(rest)) if self.http => (rest, port::HTTP),
            _ => return Err(TargetUrlError::NotHttps),
        };
        if let Some(at) = uri::strange_byte(url) {
            return Err(TargetUrlError::Character { at });
        }
        if rest.contains('#') {
            return Err(TargetUrlError::Fragment);
        }
        let (authority, _) = uri::authority(rest);
        if authority.contains('@') {
            return Err(TargetUrlError::Credentials);
        }
        let (host, port) = uri::host_and_port(authority).ok_or(TargetUrlError::Host)?;
        let port = match port {
            None => default_port,
            Some("80") if self.http => port::HTTP,
            Some(digits) => port::parse(digits)?,
        };
        let host = host::parse(host)?;
        match host.address {
            Some(address) => self.check_address(address)?,
            None if self.subnets.is_empty() => host::check_public(&host.text)?,
            None => {}
        }
        Ok(Checked {
            url: url.to_owned(),
            host,
            port,
        })
    }

    /// Checks one address: it must be on the public internet, or in an allowed subnet.
    ///
    /// # Errors
    /// [`TargetUrlError::Address`] with the range that the address is in.
    pub fn check_address(&self, address: IpAddr) -> Result<(), TargetUrlError> {
        if self.subnets.iter().any(|subnet| subnet.contains(address)) {
            return Ok(());
        }
        check_address(address)
    }

    /// Checks all addresses of a resolved name, and returns them for the connection.
    ///
    /// # Errors
    /// [`TargetUrlError::Address`] for the first refused address, [`TargetUrlError::Unresolved`] for an
    /// empty list.
    pub fn check_resolved(
        &self,
        addresses: impl IntoIterator<Item = IpAddr>,
    ) -> Result<Vec<IpAddr>, TargetUrlError> {
        let checked: Vec<IpAddr> = addresses
            .into_iter()
            .map(|address| self.check_address(address).map(|()| address))
            .collect::<Result<_, _>>()?;
        if checked.is_empty() {
            return Err(TargetUrlError::Unresolved);
        }
        Ok(checked)
    }
}

/// A subnet in CIDR notation (RFC 4632, RFC 4291 section 2.3), such as `10.0.0.0/8`. An address
/// without a length is a subnet of its own.
///
/// ```
/// use webhook_model::target_url::Subnet;
///
/// let subnet: Subnet = "192.168.4.0/22".parse()?;
/// assert!(subnet.contains("192.168.7.255".parse().unwrap()));
/// assert!(!subnet.contains("192.168.8.0".parse().unwrap()));
/// assert!("192.168.4.1/22".parse::<Subnet>().is_err());
/// # Ok::<(), webhook_model::target_url::SubnetError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subnet {
    first: IpAddr,
    length: u8,
}

impl Subnet {
    /// Whether an address is in the subnet. An IPv4 address inside IPv6 does not count as one of IPv4.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                (first.to_bits() ^ address.to_bits()) & mask_v4(self.length) == 0
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                (first.to_bits() ^ address.to_bits()) & mask_v6(self.length) == 0
            }
            _ => false,
        }
    }
}

const fn mask_v4(length: u8) -> u32 {
    match u32::MAX.checked_shl(32 - length as u32) {
        Some(mask) => mask,
        None => 0,
    }
}

const fn mask_v6(length: u8) -> u128 {
    match u128::MAX.checked_shl(128 - length as u32) {
        Some(mask) => mask,
        None => 0,
    }
}

impl FromStr for Subnet {
    type Err = SubnetError;

    fn from_str(text: &str) -> Result<Self, SubnetError> {
        let (first, length) = match text.split_once('/') {
            Some((first, length)) => (first, Some(length)),
            None => (text, None),
        };
        let first: IpAddr = first.parse().map_err(|_| SubnetError)?;
        let (most, bits) = match first {
            IpAddr::V4(first) => (32, u128::from(first.to_bits()) << 96),
            IpAddr::V6(first) => (128, first.to_bits()),
        };
        let length = match length {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                digits.parse().map_err(|_| SubnetError)?
            }
            Some(_) => return Err(SubnetError),
            None => most,
        };
        // Bits after the prefix would be ignored, so they are an error.
        if length > most || bits & !mask_v6(length) != 0 {
            return Err(SubnetError);
        }
        Ok(Self { first, length })
    }
}

impl fmt::Display for Subnet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.first, self.length)
    }
}

/// A text that is not a [`Subnet`].
///
/// ```
/// use webhook_model::target_url::Subnet;
///
/// assert!("10.0.0.1/8".parse::<Subnet>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SubnetError;

impl fmt::Display for SubnetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a subnet; write its first address and the length of its prefix, such as 10.0.0.0/8")
    }
}

impl std::error::Error for SubnetError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subnets_are_read_in_one_spelling() {
        for (text, first, last, outside) in [
            ("127.0.0.0/8", "127.0.0.0", "127.255.255.255", "128.0.0.0"),
            ("0.0.0.0/0", "0.0.0.0", "255.255.255.255", "::1"),
            ("10.1.2.3", "10.1.2.3", "10.1.2.3", "10.1.2.4"),
            ("fd00::/8", "fd00::", "fdff:ffff::1", "fe00::"),
            ("::/0", "::", "ffff::", "127.0.0.1"),
            ("::1/128", "::1", "::1", "::ffff:127.0.0.1"),
        ] {
            let subnet: Subnet = text.parse().expect(text);
            let contains = |address: &str| subnet.contains(address.parse().unwrap());
            assert!(
                contains(first) && contains(last) && !contains(outside),
                "{text}"
            );
        }
        for bad in [
            "",
            "10.0.0.0/33",
            "10.0.0.1/8",
            "::1/0",
            "10.0.0.0/",
            "10.0.0.0/+8",
            "10/8",
            "a/8",
        ] {
            assert_eq!(bad.parse::<Subnet>(), Err(SubnetError), "{bad}");
        }
    }

    #[test]
    fn an_exception_applies_only_to_its_subnet() {
        let closed = TargetPolicy::new().allow_subnet("10.0.0.0/8".parse().unwrap());
        for good in [
            "https://10.1.2.3/",
            "https://intranet/",
            "https://hooks.corp/",
            "https://example.com/",
        ] {
            assert!(closed.check_url(good).is_ok(), "{good}");
        }
        for bad in [
            "http://10.1.2.3/",
            "https://127.0.0.1/",
            "https://192.168.0.1/",
            "https://10.1.2.3:22/",
        ] {
            assert!(closed.check_url(bad).is_err(), "{bad}");
        }
        let plain = TargetPolicy::new().allow_http(true);
        for (url, port) in [
            ("http://example.com/", 80),
            ("http://example.com:80/", 80),
            ("http://example.com:8080", 8080),
            ("https://example.com", 443),
        ] {
            assert_eq!(
                plain.check_url(url).map(|checked| checked.port()),
                Ok(port),
                "{url}"
            );
        }
        assert!(plain.check_url("http://127.0.0.1/").is_err());
        let mixed = ["10.0.0.1".parse().unwrap(), "127.0.0.1".parse().unwrap()];
        assert!(closed.check_resolved(mixed).is_err());
        assert!(closed.check_resolved([mixed[0]]).is_ok());
    }
}
