//! Keys and signatures.

use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use webhook_client::{KeyError, PrivateKey};

use crate::keys::KEYS;
use crate::servers::{NOW, key, user};

#[test]
fn signatures_with_every_key_format_equal_those_of_openssl() {
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(NOW + 59);
    let text = "App-token.202611290045";
    let expected = format!("{text}.{}", STANDARD.encode(KEYS.sign(text.as_bytes())));
    for (form, text) in [
        ("PKCS#8", KEYS.text("pkcs8.pem")),
        ("PKCS#1", KEYS.text("pkcs1.pem")),
        ("XML", KEYS.xml(false)),
        ("XML with zeros", KEYS.xml(true)),
        (
            "a byte order mark",
            format!("\u{feff} {}\r\n", KEYS.xml(false)),
        ),
        (
            "line ends of Windows",
            KEYS.text("pkcs1.pem").replace('\n', "\r\n"),
        ),
    ] {
        let key = PrivateKey::read(&text).unwrap_or_else(|error| panic!("{form}: {error}"));
        let signed = user(key).signed_token(now).expect("a token");
        assert_eq!(signed.expose(), expected, "{form}");
    }
}

#[test]
fn errors_name_the_wrong_kind_of_key() {
    let public = KEYS.xml(false);
    let public = format!(
        "{}</RSAKeyValue>",
        &public[..public.find("<P>").expect("a part")]
    );
    let (whole, small) = (KEYS.text("pkcs8.pem"), KEYS.text("small.pem"));
    for (text, error) in [
        (String::new(), KeyError::Format),
        ("hunter2".into(), KeyError::Format),
        (whole[..whole.len() / 2].to_owned(), KeyError::Format),
        (whole.replacen('M', "*", 1), KeyError::Format),
        (KEYS.xml(false).replacen("<P>", "<P>*", 1), KeyError::Format),
        (public, KeyError::Public),
        (KEYS.text("public.pem"), KeyError::Public),
        (KEYS.text("locked.pem"), KeyError::Encrypted),
        (KEYS.text("locked1.pem"), KeyError::Encrypted),
        (
            "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----".into(),
            KeyError::Kind,
        ),
        ("<DSAKeyValue/>".into(), KeyError::Kind),
        (KEYS.text("ec.pem"), KeyError::Invalid),
        (small, KeyError::Invalid),
    ] {
        let found = PrivateKey::read(&text).map(|_| ()).unwrap_err();
        assert_eq!(found, error, "{text}");
    }
    assert_eq!(format!("{:?}", key()), "PrivateKey(***)");
}
