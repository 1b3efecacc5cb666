//! Verification of the token from which the ticket is taken.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
use webhook_client::{Client, Credentials, ErrorKind, RefreshToken, Site};
use webhook_model::Webhook;

use crate::keys::{KEYS, Keys};
use crate::servers::{
    NOW, Servers, Turned, claims, client, environment, header, jwks, key, signed, unsigned, user,
};

#[tokio::test]
async fn the_ticket_of_a_token_is_cached() {
    let token = signed(&header(), &claims());
    let (servers, clock) = (Servers::new(move || token.clone()), Turned::new());
    let so = client(&servers, &clock);
    let error = so.get::<Webhook>(1).into_http().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials, "{error}");
    for _ in 0..5 {
        so.clone().get::<Webhook>(1).send().await.expect("null");
    }
    assert_eq!(servers.counts(), (1, 5));
    let request = so.get::<Webhook>(1).into_http().expect("a request");
    assert_eq!(request.headers()["authorization"], "SOTicket 7T:hunter2");
    assert_eq!(request.headers()["so-apptoken"], "secret-of-the-app");
    let body = servers.0.exchanged.lock().expect("bodies")[0].clone();
    assert!(
        body["SignedSystemToken"]
            .as_str()
            .expect("text")
            .starts_with("App-token.202611290045.")
    );
    assert_eq!(body["ApplicationToken"], "secret-of-the-app");
    assert_eq!(body["ContextIdentifier"], "Cust12345");
    assert_eq!(body["ReturnTokenType"], "JWT");

    // Renewed a minute before six hours are over.
    clock.0.store(NOW + 6 * 3_600 - 61, Ordering::SeqCst);
    so.get::<Webhook>(1).send().await.expect("null");
    assert_eq!(servers.counts(), (1, 6));
}

/// Expects that a token is rejected, for one of the given reasons, before any call is made.
async fn expect_refused(case: &str, token: String, reasons: &[&str]) {
    let servers = Servers::new({
        let token = token.clone();
        move || token.clone()
    });
    let so = client(&servers, &Turned::new());
    let error = so.get::<Webhook>(1).send().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials, "{case}: {error}");
    let known = reasons
        .iter()
        .any(|reason| error.message().contains(reason));
    assert!(known, "{case}: {error}");
    assert_eq!(servers.counts(), (1, 0), "{case}");
    let shown = format!("{error} {error:?}");
    for secret in ["hunter2", "App-token", "secret-of-the-app", &token] {
        assert!(!shown.contains(secret), "{case}: {shown}");
    }
}

/// A token signed with HMAC, with a text as the key.
fn by_hmac(key: &str) -> String {
    let message = unsigned(&json!({"alg": "HS256", "kid": "one"}), &claims());
    let mut option = "hexkey:".to_owned();
    for byte in key.bytes() {
        write!(option, "{byte:02x}").expect("text");
    }
    let arguments = [
        "dgst", "-sha256", "-mac", "HMAC", "-macopt", &option, "-binary",
    ];
    let tag = Keys::openssl(&arguments, message.as_bytes());
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(tag))
}

#[tokio::test]
async fn tokens_with_invalid_signatures_are_rejected() {
    let with = |header: Value| signed(&header, &claims());
    let none = json!({"alg": "none", "kid": "one"});
    let modulus = jwks()["keys"][1]["n"].as_str().expect("text").to_owned();
    let (good, mut later) = (signed(&header(), &claims()), claims());
    later["exp"] = json!(NOW + 301);
    let signature = good.rsplit('.').next().expect("a signature");
    let other = format!("{}.{signature}", unsigned(&header(), &later));
    let unnamed = ["JSON Web Token", "RS256"];
    for (case, token, reasons) in [
        (
            "alg none",
            format!("{}.", unsigned(&none, &claims())),
            &unnamed[..],
        ),
        ("alg none, signed", with(none.clone()), &unnamed),
        (
            "HS256 by the public key",
            by_hmac(&KEYS.text("public.pem")),
            &["RS256"],
        ),
        ("HS256 by the modulus", by_hmac(&modulus), &["RS256"]),
        (
            "ES256",
            with(json!({"alg": "ES256", "kid": "one"})),
            &["RS256"],
        ),
        (
            "RS512",
            with(json!({"alg": "RS512", "kid": "one"})),
            &["RS256"],
        ),
        (
            "no kid",
            with(json!({"alg": "RS256"})),
            &["does not name its key"],
        ),
        (
            "unknown kid",
            with(json!({"alg": "RS256", "kid": "two"})),
            &["not one of"],
        ),
        (
            "a key for HMAC",
            with(json!({"alg": "RS256", "kid": "other"})),
            &["not an RSA key"],
        ),
        ("the signature of another", other, &["signature"]),
        (
            "no signature",
            format!("{}.", unsigned(&header(), &claims())),
            &["signature"],
        ),
        ("no token", "hunter2".into(), &["JSON Web Token"]),
    ] {
        expect_refused(case, token, reasons).await;
    }
}

#[tokio::test]
async fn tokens_with_invalid_claims_are_rejected() {
    let missing = ["claim is missing"];
    for (claim, value, reasons) in [
        ("iss", Some(json!("evil")), &["another server"][..]),
        ("iss", None, &missing),
        ("aud", Some(json!("spn:1")), &["another application"]),
        ("aud", Some(json!(["spn:1"])), &["another application"]),
        ("aud", None, &missing),
        ("serial", None, &["no serial"]),
        ("serial", Some(json!("1")), &["another application"]),
        ("exp", Some(json!(NOW - 61)), &["has expired"]),
        (
            "exp",
            Some(json!("later")),
            &["claim is missing", "when it expires"],
        ),
        ("exp", None, &missing),
        ("nbf", Some(json!(NOW + 61)), &["not valid yet"]),
        ("nbf", Some(json!("soon")), &["when it begins"]),
        ("ctx", Some(json!("Cust1")), &["another tenant"]),
        ("ctx", None, &["another tenant"]),
        ("ticket", None, &["no ticket"]),
        ("ticket", Some(json!("")), &["no ticket"]),
    ] {
        let case = format!("{claim} {value:?}");
        let name = match claim {
            "iss" | "aud" | "exp" | "nbf" => claim.to_owned(),
            own => format!("http://schemes.superoffice.net/identity/{own}"),
        };
        let mut claims = claims();
        let object = claims.as_object_mut().expect("an object");
        object.remove(&name);
        object.extend(value.map(|value| (name, value)));
        expect_refused(&case, signed(&header(), &claims), reasons).await;
    }
}

#[tokio::test]
async fn the_error_mentions_a_wrong_clock() {
    let token = signed(&header(), &claims());
    for (off, reason) in [
        (NOW + 3_600, "check the clock"),
        (NOW - 3_600, "check the clock"),
    ] {
        let token = token.clone();
        let (servers, clock) = (Servers::new(move || token.clone()), Turned::new());
        clock.0.store(off, Ordering::SeqCst);
        let error = client(&servers, &clock)
            .get::<Webhook>(1)
            .send()
            .await
            .unwrap_err();
        assert!(error.message().contains(reason), "{error}");
    }
}

#[tokio::test]
async fn the_message_of_the_login_server_is_in_the_error() {
    assert_eq!(
        refused("unknown application secret-of-the-app")
            .await
            .to_string(),
        "Webhook/GetWebhook: the login server refused the system user: 200, unknown application ***"
    );
    for pad in 1_930..=1_960 {
        let pad = "x".repeat(pad);
        for secret in ["secret-of-the-app", "App-token"] {
            let error = refused(&format!("{pad}{secret}")).await;
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(&pad[..1_900]), "{shown}");
            assert!(!shown.contains("xs") && !shown.contains("xA"), "{shown}");
        }
    }
}

/// The error of a call for which the login server returns no ticket.
async fn refused(reason: &str) -> webhook_client::Error {
    let so = Client::new(
        Site::new("https://crm.example").expect("a site"),
        Credentials::from_source(user(key())),
    );
    let so = so.transport(Refusing(reason.into()));
    so.get::<Webhook>(1).send().await.unwrap_err()
}

/// A login server that redirects to another host and counts its calls.
#[derive(Clone, Default)]
struct Elsewhere(Arc<AtomicUsize>);

impl Transport for Elsewhere {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        assert_eq!(request.uri().host(), Some("login.example"));
        self.0.fetch_add(1, Ordering::SeqCst);
        let response = http::Response::builder()
            .status(307)
            .header("location", "https://evil.example/")
            .body(Vec::new());
        Box::pin(async move { Ok(response.expect("a response")) })
    }
}

#[tokio::test]
async fn redirects_of_the_login_server_are_not_followed() {
    let refresh = RefreshToken::new(environment(), "id", "secret-of-the-app", "refresh-token");
    for credentials in [
        Credentials::from_source(user(key())),
        Credentials::from_source(refresh),
    ] {
        let site = Site::new("https://crm.example").expect("a site");
        let server = Elsewhere::default();
        let so = Client::new(site, credentials).transport(server.clone());
        let error = so.get::<Webhook>(1).send().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.message().contains("307"), "{error}");
        assert_eq!(server.0.load(Ordering::SeqCst), 1);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_calls_without_a_ticket_are_one_exchange() {
    let token = signed(&header(), &claims());
    let servers = Servers::new(move || token.clone());
    let so = client(&servers, &Turned::new());
    let calls: Vec<_> = (0..1_000)
        .map(|key| tokio::spawn(so.clone().get::<Webhook>(key).send()))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("null");
    }
    assert_eq!(servers.counts(), (1, 1_000));
}

/// A login server that rejects every request.
struct Refusing(String);

impl Transport for Refusing {
    fn send(
        &self,
        _: http::Request<Vec<u8>>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        let body = json!({"IsSuccessful": false, "ErrorMessage": self.0});
        Box::pin(async move { Ok(http::Response::new(body.to_string().into_bytes())) })
    }
}
