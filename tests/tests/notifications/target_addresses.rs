//! The address ranges that webhooks must not reach, including their ends.

use std::net::IpAddr;

use webhook_model::target_url::AddressClass::{
    self, Benchmarking, Documentation, LinkLocal, Loopback, Metadata, Multicast, Private, Reserved,
    Shared, Translated, Unspecified,
};
use webhook_model::target_url::{TargetUrlError, check_address};

/// The first and the last address of each range.
const RANGES: &[(&str, &str, AddressClass)] = &[
    ("0.0.0.0", "0.255.255.255", Unspecified),
    ("10.0.0.0", "10.255.255.255", Private),
    ("100.64.0.0", "100.127.255.255", Shared),
    ("127.0.0.0", "127.255.255.255", Loopback),
    ("169.254.0.0", "169.254.255.255", LinkLocal),
    ("172.16.0.0", "172.31.255.255", Private),
    ("192.0.0.0", "192.0.0.255", Reserved),
    ("192.0.2.0", "192.0.2.255", Documentation),
    ("192.88.99.0", "192.88.99.255", Reserved),
    ("192.168.0.0", "192.168.255.255", Private),
    ("198.18.0.0", "198.19.255.255", Benchmarking),
    ("198.51.100.0", "198.51.100.255", Documentation),
    ("203.0.113.0", "203.0.113.255", Documentation),
    ("224.0.0.0", "239.255.255.255", Multicast),
    ("240.0.0.0", "255.255.255.255", Reserved),
    ("168.63.129.16", "168.63.129.16", Metadata),
    ("::", "::", Unspecified),
    ("::1", "::1", Loopback),
    ("::2", "::ffff:ffff", Translated),
    ("::ffff:0:0", "::ffff:ffff:ffff", Translated),
    ("64:ff9b::", "64:ff9b::ffff:ffff", Translated),
    (
        "64:ff9b:1::",
        "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
        Translated,
    ),
    ("2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", Translated),
    (
        "2001:1::",
        "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff",
        Reserved,
    ),
    (
        "2001:db8::",
        "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff",
        Documentation,
    ),
    (
        "2002::",
        "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        Translated,
    ),
    (
        "3fff::",
        "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff",
        Documentation,
    ),
    ("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Private),
    (
        "fe80::",
        "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        LinkLocal,
    ),
    (
        "ff00::",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        Multicast,
    ),
    ("fd00:ec2::254", "fd00:ec2::254", Metadata),
    ("100::", "100::ffff:ffff:ffff:ffff", Reserved),
    (
        "5f00::",
        "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        Reserved,
    ),
    (
        "4000::",
        "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        Reserved,
    ),
];

/// Addresses next to a range, on its public side.
const OUTSIDE: &[&str] = &[
    "1.0.0.0",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.255.255",
    "169.255.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "191.255.255.255",
    "192.0.1.0",
    "192.0.3.0",
    "192.88.98.255",
    "192.88.100.0",
    "192.167.255.255",
    "192.169.0.0",
    "198.17.255.255",
    "198.20.0.0",
    "198.51.99.255",
    "198.51.101.0",
    "203.0.112.255",
    "203.0.114.0",
    "223.255.255.255",
    "168.63.129.15",
    "168.63.129.17",
    "2000::",
    "2001:200::",
    "2001:db7:ffff::",
    "2001:db9::",
    "2003::",
    "3ffe:ffff::",
    "3fff:1000::",
];

fn check(text: &str) -> Result<(), TargetUrlError> {
    let address: IpAddr = text.parse().unwrap_or_else(|_| panic!("{text}"));
    check_address(address)
}

#[test]
fn both_ends_of_a_range_are_rejected_with_its_class() {
    for &(first, last, class) in RANGES {
        for text in [first, last] {
            assert_eq!(check(text), Err(TargetUrlError::Address(class)), "{text}");
        }
    }
}

#[test]
fn addresses_next_to_a_range_are_accepted() {
    for text in OUTSIDE {
        assert_eq!(check(text), Ok(()), "{text}");
    }
}

#[test]
fn metadata_services_have_their_own_class() {
    for text in [
        "169.254.169.254",
        "100.100.100.200",
        "192.0.0.192",
        "fd00:ec2::254",
    ] {
        assert_eq!(
            check(text),
            Err(TargetUrlError::Address(Metadata)),
            "{text}"
        );
    }
}
