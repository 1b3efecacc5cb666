use super::*;
use http::HeaderValue;
use proptest::prelude::*;

fn header(user_and_password: &[u8]) -> Vec<u8> {
    format!("Basic {}", STANDARD.encode(user_and_password)).into_bytes()
}

fn basic_pair(user_and_password: &[u8]) -> Option<(String, String)> {
    match Credentials::parse(&header(user_and_password)) {
        Ok(Credentials::Basic { user, password }) => Some((user, password.expose().to_owned())),
        _ => None,
    }
}

#[test]
fn basic_is_split_at_the_first_colon() {
    let pair = |user: &str, password: &str| Some((user.to_owned(), password.to_owned()));
    assert_eq!(basic_pair(b"u:p:w"), pair("u", "p:w"));
    assert_eq!(basic_pair(b":"), pair("", ""));
    assert_eq!(basic_pair(b"a b: c "), pair("a b", " c "));
    assert_eq!(
        basic_pair("\u{e5}:\u{a3}".as_bytes()),
        pair("\u{e5}", "\u{a3}")
    );
    for bad in [
        b"nocolon".as_slice(),
        b"",
        b"u:\x07",
        b"u\x7f:p",
        b"u:\xa3",
        b"u\r\nX: y:p",
    ] {
        assert_eq!(basic_pair(bad), None, "{bad:?}");
    }
}

#[test]
fn basic_wants_one_padded_base64_word() {
    for bad in [
        "Basic",
        "Basic ",
        "Basic dTo",
        "Basic dTo= x",
        "Basic dTo=,dTo=",
        "Basic \"dTo=\"",
        "Basic dTp_",
    ] {
        assert_eq!(
            Credentials::parse(bad.as_bytes()),
            Err(AuthorizationError::Invalid(Scheme::Basic)),
            "{bad}"
        );
    }
    assert!(Credentials::parse(b"  Basic   dTo=  ").is_ok());
}

#[test]
fn tokens() {
    let bearer = |text: &str| {
        Credentials::parse(text.as_bytes()) == Ok(Credentials::Bearer("8A:x.y-_~+/z==".into()))
    };
    assert!(bearer("Bearer 8A:x.y-_~+/z=="));
    for bad in [
        "Bearer",
        "Bearer =",
        "Bearer a=b",
        "Bearer a,b",
        "Bearer a b",
        "Bearer \u{e9}",
        "Bearer a;b",
    ] {
        assert_eq!(
            Credentials::parse(bad.as_bytes()),
            Err(AuthorizationError::Invalid(Scheme::Bearer)),
            "{bad}"
        );
    }
    for bad in [
        "SoTicket",
        "SoTicket a b",
        "SoTicket a,b",
        "SoTicket a\tb",
        "SoTicket \u{e9}",
        "SoTicket \"a\"",
    ] {
        assert_eq!(
            Credentials::parse(bad.as_bytes()),
            Err(AuthorizationError::Invalid(Scheme::SoTicket)),
            "{bad}"
        );
    }
}

#[test]
fn schemes() {
    for bad in [
        "",
        " ",
        "Basic:abc",
        "Bearer=abc",
        "Bearer\tabc",
        "\u{e9} abc",
        "Bearer\0",
    ] {
        assert_eq!(
            Credentials::parse(bad.as_bytes()),
            Err(AuthorizationError::Malformed),
            "{bad:?}"
        );
    }
    for bad in ["Foo", "Digest username=\"x\"", "Basicx dTo="] {
        assert_eq!(
            Credentials::parse(bad.as_bytes()),
            Err(AuthorizationError::UnknownScheme),
            "{bad}"
        );
    }
}

#[test]
fn credentials_have_at_most_the_length_of_the_limit() {
    let of_length = |length: usize| format!("Bearer {}", "a".repeat(length - "Bearer ".len()));
    assert!(Credentials::parse(of_length(MAX_LENGTH).as_bytes()).is_ok());
    assert_eq!(
        Credentials::parse(of_length(MAX_LENGTH + 1).as_bytes()),
        Err(AuthorizationError::TooLong)
    );
    let app = |length: usize| {
        let token = HeaderValue::from_str(&"a".repeat(length)).unwrap();
        app_token(&HeaderMap::from_iter([(SO_APP_TOKEN, token)]))
    };
    assert!(app(MAX_LENGTH).is_ok_and(|token| token.is_some()));
    assert_eq!(app(MAX_LENGTH + 1), Err(AuthorizationError::TooLong));
}

#[test]
fn nothing_secret_is_shown() {
    for value in [
        b"SoTicket hidden".as_slice(),
        b"Bearer hidden",
        &header(b"me:hidden"),
    ] {
        let credentials = Credentials::parse(value).expect("credentials");
        assert!(!format!("{credentials:?} {credentials:#?}").contains("hidden"));
    }
    for value in [
        b"SoTicket hidden hidden".as_slice(),
        b"hidden",
        b"hidden hidden",
        &header(b"hidden"),
    ] {
        let error = Credentials::parse(value).expect_err("no credentials");
        assert!(!format!("{error:?} {error}").contains("hidden"));
    }
}

#[test]
fn the_application_token() {
    let read = |values: &[&'static [u8]]| {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(
                SO_APP_TOKEN,
                HeaderValue::from_bytes(value).expect("a header value"),
            );
        }
        app_token(&headers)
    };
    assert_eq!(read(&[]), Ok(None));
    assert_eq!(read(&[b"abc"]), Ok(Some("abc".into())));
    assert_eq!(
        read(&[b"abc", b"abc"]),
        Err(AuthorizationError::RepeatedAppToken)
    );
    for bad in [b"".as_slice(), b"a b", b"\xff"] {
        assert_eq!(
            read(&[bad]),
            Err(AuthorizationError::InvalidAppToken),
            "{bad:?}"
        );
    }
}

proptest! {
    #[test]
    fn any_bytes_are_answered(value in prop::collection::vec(any::<u8>(), 0..64), scheme in "(Basic|Bearer|SoTicket) ") {
        let _ = Credentials::parse(&value);
        let _ = Credentials::parse(&[scheme.as_bytes(), &value].concat());
    }

    #[test]
    fn valid_users_and_passwords_survive_a_round_trip(user in "[^:\\p{Cc}]{0,8}", password in "\\P{Cc}{0,8}") {
        let pair = basic_pair(format!("{user}:{password}").as_bytes());
        prop_assert_eq!(pair, Some((user, password)));
    }
}
