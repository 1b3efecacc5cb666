//! The ranges of addresses that no webhook may reach.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The kind of range of a refused address.
///
/// ```
/// use webhook_model::target_url::{AddressClass, TargetUrlError, check_address};
///
/// let error = check_address("100.64.0.1".parse()?).unwrap_err();
/// assert_eq!(error, TargetUrlError::Address(AddressClass::Shared));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AddressClass {
    /// The unspecified address: `0.0.0.0/8`, `::`.
    Unspecified,
    /// The machine itself: `127.0.0.0/8`, `::1`.
    Loopback,
    /// A private network: RFC 1918, RFC 4193, and the old site-local range.
    Private,
    /// The local network link: `169.254.0.0/16`, `fe80::/10`.
    LinkLocal,
    /// Between a provider and its customers: `100.64.0.0/10` (RFC 6598).
    Shared,
    /// A cloud's service with information about virtual machines.
    Metadata,
    /// Multicast: `224.0.0.0/4`, `ff00::/8`.
    Multicast,
    /// Documentation: RFC 5737, RFC 3849, RFC 9637.
    Documentation,
    /// Benchmarks: `198.18.0.0/15` (RFC 2544).
    Benchmarking,
    /// An IPv6 address that carries an IPv4 address.
    Translated,
    /// Reserved for protocols or for the future, or not assigned as global unicast.
    Reserved,
}

impl fmt::Display for AddressClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unspecified => "unspecified",
            Self::Loopback => "loopback",
            Self::Private => "private",
            Self::LinkLocal => "link-local",
            Self::Shared => "shared by a provider",
            Self::Metadata => "a cloud's metadata service",
            Self::Multicast => "multicast",
            Self::Documentation => "for documentation",
            Self::Benchmarking => "for benchmarks",
            Self::Translated => "an IPv4 address inside IPv6",
            Self::Reserved => "reserved",
        })
    }
}

/// A range of IPv4 addresses: its first address, its prefix length, and its kind.
struct V4(Ipv4Addr, u32, AddressClass);

/// The same for IPv6.
struct V6(Ipv6Addr, u32, AddressClass);

const fn v4(a: u8, b: u8, c: u8, d: u8, bits: u32, class: AddressClass) -> V4 {
    V4(Ipv4Addr::new(a, b, c, d), bits, class)
}

const fn v6(a: u16, b: u16, c: u16, bits: u32, class: AddressClass) -> V6 {
    V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0), bits, class)
}

use AddressClass::{
    Benchmarking, Documentation, LinkLocal, Loopback, Metadata, Multicast, Private, Reserved,
    Shared, Translated, Unspecified,
};

/// IANA's registry of special-purpose IPv4 addresses, except for the blocks that are globally reachable
/// (AS112, AMT). Single addresses come first, since the first matching range counts.
const IPV4: &[V4] = &[
    // Azure's platform address is in public space; Alibaba's and Oracle's are in ranges below.
    v4(168, 63, 129, 16, 32, Metadata),
    v4(169, 254, 169, 254, 32, Metadata),
    v4(100, 100, 100, 200, 32, Metadata),
    v4(192, 0, 0, 192, 32, Metadata),
    v4(0, 0, 0, 0, 8, Unspecified),
    v4(10, 0, 0, 0, 8, Private),
    v4(100, 64, 0, 0, 10, Shared),
    v4(127, 0, 0, 0, 8, Loopback),
    v4(169, 254, 0, 0, 16, LinkLocal),
    v4(172, 16, 0, 0, 12, Private),
    v4(192, 0, 0, 0, 24, Reserved),
    v4(192, 0, 2, 0, 24, Documentation),
    // The relays of 6to4, deprecated by RFC 7526.
    v4(192, 88, 99, 0, 24, Reserved),
    v4(192, 168, 0, 0, 16, Private),
    v4(198, 18, 0, 0, 15, Benchmarking),
    v4(198, 51, 100, 0, 24, Documentation),
    v4(203, 0, 113, 0, 24, Documentation),
    v4(224, 0, 0, 0, 4, Multicast),
    // This includes the limited broadcast address.
    v4(240, 0, 0, 0, 4, Reserved),
];

/// The refused ranges of IPv6 with a kind of their own; all that is not global unicast is refused as
/// reserved.
const IPV6: &[V6] = &[
    V6(Ipv6Addr::UNSPECIFIED, 128, Unspecified),
    V6(Ipv6Addr::LOCALHOST, 128, Loopback),
    V6(
        Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254),
        128,
        Metadata,
    ),
    // Compatible (RFC 4291 section 2.5.5.1) and mapped (2.5.5.2).
    v6(0, 0, 0, 96, Translated),
    V6(Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0, 0), 96, Translated),
    // The same one group earlier: SIIT (RFC 2765).
    V6(Ipv6Addr::new(0, 0, 0, 0, 0xffff, 0, 0, 0), 96, Translated),
    // NAT64: RFC 6052, RFC 8215.
    v6(0x64, 0xff9b, 0, 96, Translated),
    v6(0x64, 0xff9b, 1, 48, Translated),
    // Teredo (RFC 4380), inside the range that is reserved for protocols.
    v6(0x2001, 0, 0, 32, Translated),
    v6(0x2001, 0, 0, 23, Reserved),
    v6(0x2001, 0xdb8, 0, 32, Documentation),
    // 6to4 (RFC 3056).
    v6(0x2002, 0, 0, 16, Translated),
    v6(0x3fff, 0, 0, 20, Documentation),
    v6(0xfc00, 0, 0, 7, Private),
    v6(0xfe80, 0, 0, 10, LinkLocal),
    v6(0xfec0, 0, 0, 10, Private),
    v6(0xff00, 0, 0, 8, Multicast),
];

/// Global unicast: everything that IANA has assigned so far.
const GLOBAL: V6 = v6(0x2000, 0, 0, 3, Reserved);

/// The refused range of an address; `None` for an address of the public internet.
pub(super) const fn class(address: IpAddr) -> Option<AddressClass> {
    match address {
        IpAddr::V4(address) => class_v4(address),
        IpAddr::V6(address) => class_v6(address),
    }
}

const fn class_v4(address: Ipv4Addr) -> Option<AddressClass> {
    let mut rest = IPV4;
    while let [V4(first, bits, class), tail @ ..] = rest {
        // No range has a prefix of length 0, so the shift is never 32.
        if (address.to_bits() ^ first.to_bits()) >> (32 - *bits) == 0 {
            return Some(*class);
        }
        rest = tail;
    }
    None
}

const fn class_v6(address: Ipv6Addr) -> Option<AddressClass> {
    if let [_, _, _, _, 0 | 0x0200, 0x5efe, ..] = address.segments() {
        // ISATAP (RFC 5214 section 6.1), in any network.
        return Some(Translated);
    }
    let mut rest = IPV6;
    while let [range, tail @ ..] = rest {
        if holds(range, address) {
            return Some(range.2);
        }
        rest = tail;
    }
    if holds(&GLOBAL, address) {
        None
    } else {
        Some(Reserved)
    }
}

const fn holds(V6(first, bits, _): &V6, address: Ipv6Addr) -> bool {
    (address.to_bits() ^ first.to_bits()) >> (128 - *bits) == 0
}
