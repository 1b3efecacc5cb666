//! The ports that a webhook may connect to.

use super::TargetUrlError;

/// The port of https.
pub(super) const HTTPS: u16 = 443;

/// The port of http.
pub(super) const HTTP: u16 = 80;

/// Ports above 1023 of other services: those that browsers refuse (WHATWG Fetch, "port blocking"), and
/// those that are registered with IANA or widely used for databases, caches, containers and remote
/// control. None of them is a receiver of webhooks, and some of these services execute commands in
/// requests.
const OTHERS: &[u16] = &[
    1433, 1521, 1719, 1720, 1723, 2049, 2375, 2376, 2379, 2380, 3306, 3389, 3659, 4045, 4190, 5060,
    5061, 5432, 5672, 5900, 5984, 5985, 5986, 6000, 6379, 6443, 6566, 6665, 6666, 6667, 6668, 6669,
    6679, 6697, 9200, 9300, 10080, 10250, 11211, 27017,
];

/// Parses a port: 443, or one from 1024 on that does not belong to another service.
pub(super) fn parse(digits: &str) -> Result<u16, TargetUrlError> {
    // `parse` alone would accept a sign; some programs read a leading zero as octal.
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    plain
        .then(|| digits.parse().ok())
        .flatten()
        .filter(|&port| port == HTTPS || port >= 1024 && OTHERS.binary_search(&port).is_err())
        .ok_or(TargetUrlError::Port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order() {
        assert!(OTHERS.is_sorted());
        assert!(OTHERS.iter().all(|&port| parse(&port.to_string()).is_err()));
    }

    #[test]
    fn only_plain_numbers_of_open_ports_pass() {
        for good in ["443", "1024", "8080", "8443", "65535"] {
            assert!(parse(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "0",
            "0443",
            "+443",
            "-1",
            "22",
            "80",
            "1023",
            "65536",
            "99999999999",
            "6379",
            "4 43",
            "٤٤٣",
        ] {
            assert_eq!(parse(bad), Err(TargetUrlError::Port), "{bad:?}");
        }
    }
}
