//! The host of an address: a public name, or an address in its standard notation.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::{TargetUrlError, punycode};
use crate::uri::is_name;

/// Names that are not public. Most are reserved: RFC 6761, RFC 6762 with its appendix G, RFC 7686, RFC
/// 8375, RFC 9476, and those that ICANN keeps out of the root; `arpa` contains addresses and no web
/// servers. The others are not delegated in the root, and are used inside clusters, containers and
/// overlay networks and by routers.
const INTERNAL: &[&str] = &[
    // Reserved.
    "alt",
    "arpa",
    "corp",
    "home",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "mail",
    "onion",
    "private",
    "test",
    // Clusters and service discovery; inside a cluster its domain may be omitted.
    "kubernetes.default",
    "svc",
    "cluster",
    "consul",
    "mesos",
    "nomad",
    "swarm",
    // Containers and virtual machines.
    "docker",
    "incus",
    "lxd",
    "podman",
    "vagrant",
    // Overlay networks.
    "dn42",
    "i2p",
    // Home and company networks; only the first is below a name of the root.
    "fritz.box",
    "localnet",
    "workgroup",
];

/// An accepted host, in lower case.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Host {
    /// The name or the address.
    pub(super) text: String,
    /// The address, if it is one.
    pub(super) address: Option<IpAddr>,
}

/// Parses a host, IPv6 in brackets. It does not check whether an address is public.
pub(super) fn parse(host: &str) -> Result<Host, TargetUrlError> {
    if let Some(inner) = host.strip_prefix('[') {
        let address: Ipv6Addr = inner
            .strip_suffix(']')
            .and_then(|inner| inner.parse().ok())
            .ok_or(TargetUrlError::Host)?;
        return Ok(address_host(address.into()));
    }
    if host.len() > 1 && host.ends_with('.') {
        return Err(TargetUrlError::FinalDot);
    }
    let text = host.to_ascii_lowercase();
    if ends_in_number(&text) {
        // The standard library accepts only the standard notation: no octal, hex or short forms.
        let address: Ipv4Addr = text.parse().map_err(|_| TargetUrlError::AddressSpelling)?;
        return Ok(address_host(address.into()));
    }
    check_name(&text)?;
    Ok(Host {
        text,
        address: None,
    })
}

fn address_host(address: IpAddr) -> Host {
    Host {
        text: address.to_string(),
        address: Some(address),
    }
}

/// Whether browsers would read the host as an IPv4 address (WHATWG URL, "ends in a number").
fn ends_in_number(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or_default();
    match last.strip_prefix("0x") {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

fn check_name(name: &str) -> Result<(), TargetUrlError> {
    if !is_name(name) {
        return Err(TargetUrlError::Host);
    }
    let mut encoded = name
        .split('.')
        .filter_map(|label| label.strip_prefix("xn--"));
    if !encoded.all(punycode::needs_encoding) {
        return Err(TargetUrlError::Punycode);
    }
    Ok(())
}

/// Checks that a name is not one of a private network.
pub(super) fn check_public(name: &str) -> Result<(), TargetUrlError> {
    let internal = INTERNAL.iter().any(|suffix| {
        name.strip_suffix(suffix)
            .is_some_and(|front| front.is_empty() || front.ends_with('.'))
    });
    if internal || !name.contains('.') {
        return Err(TargetUrlError::InternalName);
    }
    Ok(())
}
