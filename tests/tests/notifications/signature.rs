//! Signing and verifying: valid signatures are accepted, all others are rejected with the same
//! error.

use http::header::{HeaderMap, HeaderValue};
use proptest::prelude::*;
use webhook_model::Secret;
use webhook_model::signature::{
    BadSignature, Signature, X_SUPEROFFICE_SIGNATURE, sign, verify, verify_headers,
};

const BODY: &[u8] = br#"{"Event":"contact.created","PrimaryKey":7}"#;

fn header(secret: &Secret, body: &[u8]) -> String {
    sign(secret, body).map_or_else(String::new, |signature| signature.to_string())
}

#[test]
fn a_signature_is_44_characters_of_padded_base64() {
    let value = header(&"key".into(), BODY);
    assert_eq!(value.len(), 44);
    assert!(value.ends_with('=') && !value.ends_with("=="));
    assert!(HeaderValue::from_str(&value).is_ok());
}

#[test]
fn the_secret_is_used_unchanged() {
    let base64 = Secret::from("whsec_c2VjcmV0");
    for other in ["c2VjcmV0", "secret", " whsec_c2VjcmV0", "whsec_c2VjcmV0\n"] {
        assert_ne!(sign(&base64, BODY), sign(&other.into(), BODY), "{other:?}");
    }
    // The letter as one code point, and as two.
    assert_ne!(sign(&"\u{e5}".into(), BODY), sign(&"a\u{30a}".into(), BODY));
}

#[test]
fn empty_secrets_cannot_sign_or_verify() {
    let empty = Secret::default();
    assert_eq!(sign(&empty, BODY), None);
    let forged = Signature::of(b"", BODY).to_string();
    for given in [None, Some(""), Some(forged.as_str())] {
        let given = given.map(str::as_bytes);
        assert_eq!(verify(&empty, BODY, given), Err(BadSignature));
    }
}

#[test]
fn other_spellings_are_rejected() {
    let secret = Secret::from("key");
    let good = header(&secret, BODY);
    assert_eq!(verify(&secret, BODY, Some(good.as_bytes())), Ok(()));
    let bad = [
        String::new(),
        format!(" {good}"),
        format!("{good} "),
        format!("{good}\n"),
        format!("{good}\0"),
        format!("{good}="),
        format!("\"{good}\""),
        format!("v1,{good}"),
        format!("sha256={good}"),
        format!("{good},{good}"),
        good.trim_end_matches('=').to_owned(),
        good.to_ascii_lowercase(),
        good.chars().rev().collect(),
        good.replace(['+', '/'], "-").replace('=', "=="),
        good.get(..43).unwrap_or_default().to_owned(),
    ];
    for value in &bad {
        let verified = verify(&secret, BODY, Some(value.as_bytes()));
        assert_eq!(verified, Err(BadSignature), "{value:?}");
    }
    assert_eq!(verify(&secret, BODY, None), Err(BadSignature));
    let long = vec![b'A'; 1 << 20];
    assert_eq!(verify(&secret, BODY, Some(&long)), Err(BadSignature));
}

#[test]
fn errors_and_debug_output_show_neither_secret_nor_signature() {
    let secret = Secret::from("hunter2");
    let good = header(&secret, BODY);
    for shown in [
        format!("{:?}", sign(&secret, BODY)),
        format!("{BadSignature:?} {BadSignature}"),
    ] {
        assert!(
            !shown.contains("hunter2") && !shown.contains(&good),
            "{shown}"
        );
    }
}

#[test]
fn the_header_must_be_present_once() {
    let secret = Secret::from("key");
    let good = header(&secret, BODY);
    let of = |values: &[&str]| {
        let mut headers = HeaderMap::new();
        for value in values {
            let value = HeaderValue::from_str(value).expect("a header value");
            headers.append(X_SUPEROFFICE_SIGNATURE, value);
        }
        verify_headers(&secret, BODY, &headers)
    };
    assert_eq!(of(&[&good]), Ok(()));
    for bad in [
        vec![],
        vec![""],
        vec![&good, &good],
        vec!["", &good],
        vec![&good, ""],
    ] {
        assert_eq!(of(&bad), Err(BadSignature), "{bad:?}");
    }
}

#[test]
fn every_bit_is_significant() {
    let secret = Secret::from("key");
    let good = header(&secret, BODY).into_bytes();
    let flipped = |bytes: &[u8], bit: usize| {
        let mut changed = bytes.to_vec();
        changed[bit / 8] ^= 1 << (bit % 8);
        changed
    };
    for bit in 0..good.len() * 8 {
        let value = flipped(&good, bit);
        assert_eq!(
            verify(&secret, BODY, Some(&value)),
            Err(BadSignature),
            "header bit {bit}"
        );
    }
    for bit in 0..BODY.len() * 8 {
        let body = flipped(BODY, bit);
        assert_eq!(
            verify(&secret, &body, Some(&good)),
            Err(BadSignature),
            "body bit {bit}"
        );
    }
    for bit in 0..3 * 7 {
        // The high bit is unchanged, so that the text remains UTF-8.
        let other = flipped(b"key", bit / 7 * 8 + bit % 7);
        let other = String::from_utf8(other).expect("ASCII").into();
        assert_eq!(
            verify(&other, BODY, Some(&good)),
            Err(BadSignature),
            "key bit {bit}"
        );
    }
}

proptest! {
    #[test]
    fn signed_bodies_are_verified(secret in ".{1,100}", body in prop::collection::vec(any::<u8>(), 0..300)) {
        let secret = Secret::from(secret);
        let value = header(&secret, &body);
        prop_assert_eq!(verify(&secret, &body, Some(value.as_bytes())), Ok(()));
    }

    #[test]
    fn any_header_is_accepted_or_rejected(secret in ".{0,20}", value in prop::collection::vec(any::<u8>(), 0..80)) {
        prop_assert_eq!(verify(&secret.into(), BODY, Some(&value)), Err(BadSignature));
    }

    #[test]
    fn changed_bodies_are_rejected(body in prop::collection::vec(any::<u8>(), 0..100), other in prop::collection::vec(any::<u8>(), 0..100)) {
        prop_assume!(body != other);
        let secret = Secret::from("key");
        let value = header(&secret, &body);
        prop_assert_eq!(verify(&secret, &other, Some(value.as_bytes())), Err(BadSignature));
    }
}
