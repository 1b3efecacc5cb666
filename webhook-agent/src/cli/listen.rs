//! Parses the address to listen on.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs as _};

/// The default port.
const PORT: u16 = 8080;

/// The default address.
pub(super) const DEFAULT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), PORT);

/// Parses an address: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, or a part of it. The
/// default host is this machine, the default port 8080. A name may have several addresses; IPv4
/// addresses come first.
///
/// # Errors
/// An invalid address, or a name that cannot be resolved.
pub(super) fn parse(text: &str) -> Result<Vec<SocketAddr>, String> {
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Ok(vec![address]);
    }
    let in_brackets = text
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    if let Ok(ip) = in_brackets.unwrap_or(text).parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(ip, PORT)]);
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, Some(port)),
        None if text.bytes().all(|byte| byte.is_ascii_digit()) => ("", Some(text)),
        None => (text, None),
    };
    let port = match port.map(parse_port) {
        None => PORT,
        Some(Some(port)) => port,
        Some(None) => return Err(not_an_address(text)),
    };
    if host.is_empty() {
        return Ok(vec![SocketAddr::new(DEFAULT.ip(), port)]);
    }
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b".-_".contains(&byte);
    if !host.bytes().all(is_part) {
        return Err(not_an_address(text));
    }
    let found = (host, port).to_socket_addrs();
    let found = found.map_err(|error| format!("{host:?} cannot be resolved: {error}"))?;
    let (mut found, others): (Vec<SocketAddr>, Vec<SocketAddr>) =
        found.partition(SocketAddr::is_ipv4);
    found.extend(others);
    if found.is_empty() {
        return Err(format!("{host:?} has no address"));
    }
    Ok(found)
}

/// `u16::from_str` would accept a sign.
fn parse_port(text: &str) -> Option<u16> {
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn not_an_address(text: &str) -> String {
    format!(
        "{text:?} is not an address; write a host and a port such as 127.0.0.1:8080, \
         localhost:8080, :8080 or 8080"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_may_be_incomplete() {
        for (text, expected) in [
            ("127.0.0.1:80", "127.0.0.1:80"),
            ("0.0.0.0:80", "0.0.0.0:80"),
            ("[::1]:80", "[::1]:80"),
            ("[::1]", "[::1]:8080"),
            ("::1", "[::1]:8080"),
            ("10.0.0.1", "10.0.0.1:8080"),
            (":8081", "127.0.0.1:8081"),
            ("8081", "127.0.0.1:8081"),
            ("0", "127.0.0.1:0"),
            ("localhost:8081", "127.0.0.1:8081"),
            ("localhost", "127.0.0.1:8080"),
        ] {
            let expected = expected.parse().unwrap();
            let found = parse(text).unwrap();
            assert_eq!(found.first(), Some(&expected), "{text}");
        }
    }

    #[test]
    fn invalid_addresses_are_rejected() {
        for text in [
            "",
            ":",
            "a:b",
            "65536",
            ":65536",
            ":+1",
            "http://localhost:80",
            "localhost:80/x",
            "[::1:80",
            "a b:80",
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains("127.0.0.1:8080"), "{text}: {error}");
        }
    }
}
