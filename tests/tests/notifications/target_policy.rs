//! Accepted target addresses, and the reasons why others are rejected.

use std::net::IpAddr;

use proptest::prelude::*;
use webhook_model::target_url::{
    AddressClass, TargetUrlError, check_address, check_resolved, check_url,
};

fn refusal(url: &str) -> Option<TargetUrlError> {
    check_url(url).err()
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap_or_else(|_| panic!("{text}"))
}

#[test]
fn public_https_addresses_are_accepted() {
    for url in [
        "https://example.com",
        "https://example.com/",
        "HTTPS://EXAMPLE.COM:8443/a/b;c?d=e&f=%C3%A5#".trim_end_matches('#'),
        "https://example.com?query",
        "https://a.b-c.example.co.uk:443/",
        "https://xn--bl-yia.example.com/",
        "https://1.2.3.4.example.com/",
        "https://127.0.0.1.nip.io/",
        "https://xn--bl-yia.example/",
        // Longer names than the internal ones.
        "https://hooks.catalan/",
        "https://hooks.smartlocalhost/",
        "https://93.184.216.34/",
        "https://[2606:2800:220:1:248:1893:25c8:1946]:8443/",
    ] {
        assert_eq!(refusal(url), None, "{url}");
    }
}

#[test]
fn the_parts_equal_those_used_for_connecting() {
    let name = check_url("https://Hooks.Example.com/x").expect("public");
    assert_eq!(
        (name.host(), name.port(), name.address()),
        ("hooks.example.com", 443, None)
    );
    let number = check_url("https://[2606:2800:0220:1::1]:1024/").expect("public");
    assert_eq!((number.host(), number.port()), ("2606:2800:220:1::1", 1024));
    assert_eq!(number.address(), Some(address("2606:2800:220:1::1")));
}

#[test]
fn each_error_has_its_kind() {
    use TargetUrlError::{
        AddressSpelling, Character, Credentials, FinalDot, Fragment, Host, InternalName, NotHttps,
        Port, Punycode,
    };
    for (url, wanted) in [
        ("", NotHttps),
        ("https:/example.com", NotHttps),
        (" https://example.com/", NotHttps),
        ("http://example.com/", NotHttps),
        ("https\u{17f}://example.com", NotHttps),
        ("https://exa mple.com/", Character { at: 11 }),
        ("https://example.com/\u{e5}", Character { at: 20 }),
        ("https://b\u{e5}l.example/", Character { at: 9 }),
        ("https://example.com\\@10.0.0.1/", Character { at: 19 }),
        ("https://example.com/%", Character { at: 20 }),
        ("https://example.com/%zz", Character { at: 20 }),
        ("https://example.com/\0", Character { at: 20 }),
        ("https://example.com/#a", Fragment),
        ("https://example.com#@10.0.0.1/", Fragment),
        ("https://user@example.com/", Credentials),
        ("https://user:password@example.com/", Credentials),
        ("https://@example.com/", Credentials),
        ("https://example.com:443@10.0.0.1/", Credentials),
        ("https://", Host),
        ("https:///example.com", Host),
        ("https://:443/", Host),
        ("https://?a.b", Host),
        ("https://.", Host),
        ("https://.example.com/", Host),
        ("https://a..example.com/", Host),
        ("https://-a.com/", Host),
        ("https://a-.com/", Host),
        ("https://a_b.example.com/", Host),
        ("https://a,b.example.com/", Host),
        ("https://exam%70le.com/", Host),
        ("https://[::1/", Host),
        ("https://[::1]x/", Host),
        ("https://[fe80::1%25eth0]/", Host),
        ("https://[v1.a]/", Host),
        ("https://[127.0.0.1]/", Host),
        ("https://2606:2800::1/", Port),
        ("https://example.com./", FinalDot),
        ("https://127.0.0.1./", FinalDot),
        ("https://xn--.example/", Host),
        ("https://xn--99999999.example/", Punycode),
        ("https://XN--8BA.example/", Punycode),
        ("https://134744072/", AddressSpelling),
        ("https://0x08080808/", AddressSpelling),
        ("https://8.8.2056/", AddressSpelling),
        ("https://8.8.8/", AddressSpelling),
        ("https://010.8.8.8/", AddressSpelling),
        ("https://0X8.8.8.8/", AddressSpelling),
        ("https://8.8.8.0x/", AddressSpelling),
        ("https://256.8.8.8/", AddressSpelling),
        ("https://8.8.8.8.8/", AddressSpelling),
        ("https://example.123/", AddressSpelling),
        ("https://metadata/", InternalName),
        ("https://LocalHost/", InternalName),
        ("https://a.localhost/", InternalName),
        ("https://metadata.google.internal/", InternalName),
        ("https://printer.local/", InternalName),
        ("https://nas.home.arpa/", InternalName),
        ("https://home.arpa/", InternalName),
        ("https://a.b.onion/", InternalName),
        ("https://kubernetes.default/", InternalName),
        ("https://kubernetes.default.svc/", InternalName),
        ("https://api.team.svc.cluster.local/", InternalName),
        ("https://vault.service.consul/", InternalName),
        ("https://hooks.invalid/", InternalName),
        ("https://1.0.0.10.in-addr.arpa/", InternalName),
        ("https://ipv4only.arpa/", InternalName),
        ("https://host.docker/", InternalName),
        ("https://stats.i2p/", InternalName),
        ("https://FRITZ.box/", InternalName),
        ("https://example.com:/", Port),
        ("https://example.com:0/", Port),
        ("https://example.com:22/", Port),
        ("https://example.com:80/", Port),
        ("https://example.com:6379/", Port),
        ("https://example.com:65979/", Port),
        ("https://example.com:+443/", Port),
        ("https://example.com:443:443/", Port),
    ] {
        assert_eq!(refusal(url), Some(wanted), "{url:?}");
    }
}

#[test]
fn names_that_only_look_internal_are_accepted() {
    for url in [
        "https://localhost.example.com/",
        "https://notlocal.example.com/",
        "https://mylocalhost.com/",
        "https://internal.example.com/",
        "https://arpa.example.com/",
        "https://kubernetes.default.example.com/",
        "https://mysvc.com/",
        "https://consul.io/",
        "https://docker.com/",
        "https://example.net/",
        "https://get.box/",
    ] {
        assert_eq!(refusal(url), None, "{url}");
    }
}

#[test]
fn lengths_are_bounded() {
    let long = |length| format!("https://example.com/{}", "a".repeat(length));
    assert_eq!(refusal(&long(7980)), None);
    assert_eq!(refusal(&long(7981)), Some(TargetUrlError::TooLong));
    let label = "a".repeat(63);
    assert_eq!(refusal(&format!("https://{label}.com/")), None);
    assert_eq!(
        refusal(&format!("https://a{label}.com/")),
        Some(TargetUrlError::Host)
    );
    let name = [label.as_str(); 4].join(".");
    assert_eq!(
        refusal(&format!("https://{name}/")),
        Some(TargetUrlError::Host)
    );
    assert_eq!(refusal(&format!("https://{}/", &name[2..])), None);
}

#[test]
fn names_with_one_rejected_address_are_rejected() {
    let (good, bad) = (address("93.184.216.34"), address("127.0.0.1"));
    let refused = Err(TargetUrlError::Address(AddressClass::Loopback));
    assert_eq!(check_resolved([good, good]), Ok(vec![good, good]));
    for addresses in [
        vec![bad],
        vec![bad, good],
        vec![good, bad],
        vec![good, bad, good],
    ] {
        assert_eq!(check_resolved(addresses), refused);
    }
    assert_eq!(check_resolved([]), Err(TargetUrlError::Unresolved));
}

#[test]
fn isatap_addresses_are_rejected_in_every_network() {
    for (text, is_refused) in [
        ("2606:2800::5efe:10.0.0.1", true),
        ("2606:2800:220:1:200:5efe:5db8:d822", true),
        ("2606:2800:220:1:248:5efe:5db8:d822", false),
        ("2606:2800:5efe:1::1", false),
    ] {
        let class = Err(TargetUrlError::Address(AddressClass::Translated));
        let wanted = if is_refused { class } else { Ok(()) };
        assert_eq!(check_address(address(text)), wanted, "{text}");
    }
}

#[test]
fn errors_contain_no_part_of_the_address() {
    for url in [
        "https://user:hunter2@example.com/",
        "https://example.com/hunter2#x",
        "http://example.com/hunter2",
        "https://example.com:22/hunter2",
        "https://10.0.0.1/hunter2",
    ] {
        let error = check_url(url).expect_err(url);
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
        assert_eq!(error.status(), 400);
    }
}

proptest! {
    #[test]
    fn literal_and_resolved_addresses_have_the_same_result(bits in any::<u32>()) {
        let address = IpAddr::from(bits.to_be_bytes());
        let url = format!("https://{address}/");
        prop_assert_eq!(refusal(&url), check_address(address).err());
    }

    #[test]
    fn literal_and_resolved_ipv6_addresses_have_the_same_result(bits in any::<u128>(), prefix in prop::sample::select(vec![0_u128, 0x2001, 0x2002, 0x2606, 0xfd00, 0xfe80])) {
        let address = IpAddr::from((prefix << 112 | bits >> 16).to_be_bytes());
        let url = format!("https://[{address}]/");
        prop_assert_eq!(refusal(&url), check_address(address).err());
    }

    #[test]
    fn every_spelling_of_loopback_is_rejected(a in 0u32..0x0100_0000, form in 0usize..6) {
        let bits = 0x7f00_0000 | a;
        let [b0, b1, b2, b3] = bits.to_be_bytes();
        let host = match form {
            0 => format!("{bits}"),
            1 => format!("0x{bits:x}"),
            2 => format!("0{bits:o}"),
            3 => format!("{b0}.{}", bits & 0x00ff_ffff),
            4 => format!("{b0}.{b1}.{}", bits & 0xffff),
            _ => format!("0{b0:o}.0x{b1:x}.{b2}.{b3}"),
        };
        let (plain, with_port) = (format!("https://{host}/"), format!("https://{host}:8443/"));
        prop_assert!(check_url(&plain).is_err());
        prop_assert!(check_url(&with_port).is_err());
    }
}
