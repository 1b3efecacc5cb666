//! The exchange of a refresh token.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
use webhook_client::{Client, Clock, Credentials, Environment, RefreshToken, Site};
use webhook_model::Webhook;

/// A login server with a list of responses, and a tenant that responds with null.
#[derive(Clone, Default)]
struct Servers {
    answers: Arc<Mutex<VecDeque<(u16, &'static str)>>>,
    forms: Arc<Mutex<Vec<String>>>,
    authorizations: Arc<Mutex<Vec<String>>>,
}

impl Transport for Servers {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        let (mut status, mut body) = (200, "null");
        if request.uri() == "https://login.example/login/common/oauth/tokens" {
            assert_eq!(
                request.headers()["content-type"],
                "application/x-www-form-urlencoded"
            );
            let form = String::from_utf8(request.into_body()).expect("text");
            self.forms.lock().expect("forms").push(form);
            (status, body) = self
                .answers
                .lock()
                .expect("answers")
                .pop_front()
                .expect("an answer");
        } else if request.headers()["authorization"] == "Bearer 8A:refused" {
            (status, body) = (500, r#"{"Message":"8A:refused and app1 are unknown"}"#);
        } else {
            assert_eq!(request.headers()["so-apptoken"], "app1");
            let given = request.headers()["authorization"]
                .to_str()
                .expect("text")
                .to_owned();
            self.authorizations.lock().expect("fields").push(given);
        }
        let answer = http::Response::builder()
            .status(status)
            .body(body.as_bytes().to_vec());
        Box::pin(async move { Ok(answer.expect("an answer")) })
    }
}

/// A clock that the test controls.
#[derive(Clone)]
struct Turned(Arc<Mutex<SystemTime>>);

impl Clock for Turned {
    fn now(&self) -> SystemTime {
        *self.0.lock().expect("a time")
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

fn client(servers: &Servers, clock: &Turned, token: RefreshToken) -> Client {
    let site = Site::new("https://crm.example").expect("a site");
    let credentials = Credentials::from_source(token).app_token("app1");
    Client::new(site, credentials)
        .transport(servers.clone())
        .clock(clock.clone())
}

fn token() -> RefreshToken {
    let login = Environment::at("https://login.example").expect("a URL");
    RefreshToken::new(login, "id&1", "client hunter2", "first")
}

#[test]
fn access_tokens_are_renewed_and_stored() {
    let servers = Servers::default();
    servers.answers.lock().expect("answers").extend([
        (
            200,
            r#"{"access_token":"8A:one","expires_in":3600,"token_type":"Bearer"}"#,
        ),
        (
            200,
            r#"{"access_token":"8A:two","expires_in":"60","refresh_token":"second"}"#,
        ),
        (200, r#"{"access_token":"8A:three"}"#),
    ]);
    let stored = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&stored);
    let token = token()
        .redirect_uri("https://app.example/back")
        .store(move |tokens| {
            let shown = format!("{tokens:?}");
            assert!(
                !shown.contains("8A:") && !shown.contains("first"),
                "{shown}"
            );
            let texts =
                [&tokens.access_token, &tokens.refresh_token].map(|text| text.expose().to_owned());
            kept.lock()
                .expect("tokens")
                .push((texts, tokens.expires_in.as_secs()));
        });
    let clock = Turned(Arc::new(Mutex::new(SystemTime::UNIX_EPOCH)));
    let so = client(&servers, &clock, token);
    for seconds in [0, 3_539, 3_540, 3_541] {
        *clock.0.lock().expect("a time") = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        pollster::block_on(so.get::<Webhook>(1).send()).expect("null");
    }
    let stored = stored.lock().expect("tokens");
    let kept = |access: &str, refresh: &str, life| ([access.to_owned(), refresh.to_owned()], life);
    assert_eq!(
        *stored,
        [
            kept("8A:one", "first", 3_600),
            kept("8A:two", "second", 60),
            kept("8A:three", "second", 3_600)
        ]
    );
    let given = servers.authorizations.lock().expect("fields");
    assert_eq!(
        *given,
        [
            "Bearer 8A:one",
            "Bearer 8A:one",
            "Bearer 8A:two",
            "Bearer 8A:three"
        ]
    );
    let forms = servers.forms.lock().expect("forms");
    assert_eq!(
        forms[0],
        "grant_type=refresh_token&client_id=id%261&client_secret=client+hunter2&refresh_token=first&redirect_uri=https%3A%2F%2Fapp.example%2Fback"
    );
    assert!(forms[2].contains("refresh_token=second"));
}

#[test]
fn refusals_have_a_reason_without_a_secret() {
    for (status, body, reason) in [
        (400, r#"{"error":"invalid_grant"}"#, "400, invalid_grant"),
        (
            400,
            r#"{"error":"x","error_description":"client hunter2 unknown"}"#,
            "400, *** unknown",
        ),
        (200, r#"{"access_token":""}"#, "200, without a reason"),
        (502, "<html>", "502, without a reason"),
        (400, r#"{"access_token":"8A:one"}"#, "400, without a reason"),
    ] {
        let servers = Servers::default();
        servers
            .answers
            .lock()
            .expect("answers")
            .extend(std::iter::repeat_n((status, body), 3));
        let clock = Turned(Arc::new(Mutex::new(SystemTime::UNIX_EPOCH)));
        let so = client(&servers, &clock, token());
        let error = pollster::block_on(so.get::<Webhook>(1).send()).unwrap_err();
        let expected =
            format!("Webhook/GetWebhook: the login server refused the refresh token: {reason}");
        assert_eq!(error.to_string(), expected);
        assert!(!format!("{error:?} {so:?}").contains("hunter2"));
    }
}

#[test]
fn truncated_refusals_contain_no_part_of_a_secret() {
    for pad in 1_930..=1_960 {
        let pad = "x".repeat(pad);
        let body = format!(r#"{{"error":"x","error_description":"{pad}client hunter2"}}"#).leak();
        let servers = Servers::default();
        servers
            .answers
            .lock()
            .expect("answers")
            .push_back((400, body));
        let clock = Turned(Arc::new(Mutex::new(SystemTime::UNIX_EPOCH)));
        let so = client(&servers, &clock, token());
        let error = pollster::block_on(so.get::<Webhook>(1).send()).unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(&pad[..1_900]), "{shown}");
        assert!(!shown.contains("xc"), "{shown}");
    }
}

#[test]
fn obtained_credentials_that_the_tenant_repeats_are_not_shown() {
    let servers = Servers::default();
    let given = (200, r#"{"access_token":"8A:refused"}"#);
    servers.answers.lock().expect("answers").push_back(given);
    let clock = Turned(Arc::new(Mutex::new(SystemTime::UNIX_EPOCH)));
    let so = client(&servers, &clock, token());
    let error = pollster::block_on(so.get::<Webhook>(1).send()).unwrap_err();
    assert_eq!(error.message(), "*** and *** are unknown");
    let (parts, body) = http::Response::builder()
        .status(500)
        .body(&br#"{"Message":"8A:refused and app1 are unknown"}"#[..])
        .expect("an answer")
        .into_parts();
    let error = so.read::<webhook_model::operation::Get<Webhook>>(&parts, body);
    assert_eq!(error.unwrap_err().message(), "*** and *** are unknown");
}
