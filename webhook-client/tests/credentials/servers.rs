//! A login server and a tenant, without a network.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
use webhook_client::{Client, Clock, Credentials, Environment, PrivateKey, Site, SystemUser};

use crate::keys::KEYS;

/// 2026-11-29T00:45:00Z.
pub(crate) const NOW: u64 = 1_795_913_100;

pub(crate) fn key() -> PrivateKey {
    PrivateKey::read(&KEYS.text("pkcs8.pem")).expect("a key")
}

pub(crate) fn environment() -> Environment {
    Environment::at("https://login.example").expect("a URL")
}

pub(crate) fn user(key: PrivateKey) -> SystemUser {
    SystemUser::new(
        environment(),
        "Cust12345",
        "App-token",
        "secret-of-the-app",
        key,
    )
}

/// A login server and a tenant in one.
#[derive(Clone)]
pub(crate) struct Servers(pub(crate) Arc<Made>);

pub(crate) struct Made {
    pub(crate) exchanges: AtomicUsize,
    pub(crate) calls: AtomicUsize,
    /// The ticket that the tenant accepts; `None` accepts all.
    pub(crate) taken: Mutex<Option<String>>,
    token: Box<dyn Fn() -> String + Send + Sync>,
    pub(crate) exchanged: Mutex<Vec<Value>>,
}

impl Servers {
    pub(crate) fn new(token: impl Fn() -> String + Send + Sync + 'static) -> Self {
        Self(Arc::new(Made {
            exchanges: AtomicUsize::new(0),
            calls: AtomicUsize::new(0),
            taken: Mutex::new(None),
            token: Box::new(token),
            exchanged: Mutex::new(Vec::new()),
        }))
    }

    pub(crate) fn counts(&self) -> (usize, usize) {
        let of = |count: &AtomicUsize| count.load(Ordering::SeqCst);
        (of(&self.0.exchanges), of(&self.0.calls))
    }

    pub(crate) fn answer(&self, request: &http::Request<Vec<u8>>) -> (u16, Value) {
        let made = &self.0;
        match request.uri().path() {
            "/Login/api/PartnerSystemUser/Authenticate" => {
                made.exchanges.fetch_add(1, Ordering::SeqCst);
                let body = serde_json::from_slice(request.body()).expect("JSON");
                made.exchanged.lock().expect("bodies").push(body);
                (
                    200,
                    json!({"IsSuccessful": true, "Token": (made.token)(), "ErrorMessage": null}),
                )
            }
            "/login/.well-known/jwks" => (200, jwks()),
            _ => {
                made.calls.fetch_add(1, Ordering::SeqCst);
                let taken = made.taken.lock().expect("a ticket");
                let given = request.headers()["authorization"].to_str().expect("text");
                match &*taken {
                    Some(ticket) if *given != format!("SOTicket {ticket}") => (401, json!({})),
                    _ => (200, Value::Null),
                }
            }
        }
    }
}

impl Transport for Servers {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let (status, body) = self.answer(&request);
            let response = http::Response::builder().status(status);
            Ok(response
                .body(body.to_string().into_bytes())
                .expect("an answer"))
        })
    }
}

/// A clock that the test controls.
#[derive(Clone)]
pub(crate) struct Turned(pub(crate) Arc<AtomicU64>);

impl Turned {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicU64::new(NOW)))
    }
}

impl Clock for Turned {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(self.0.load(Ordering::SeqCst))
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

pub(crate) fn jwks() -> Value {
    let modulus = KEYS.number("modulus");
    let modulus = URL_SAFE_NO_PAD.encode(modulus.strip_prefix(&[0]).unwrap_or(&modulus));
    json!({"keys": [
        {"kty": "oct", "kid": "other", "k": "AAAA"},
        {"kty": "RSA", "use": "sig", "kid": "one", "alg": "RS256", "n": modulus, "e": "AQAB"},
    ]})
}

pub(crate) fn header() -> Value {
    json!({"alg": "RS256", "typ": "JWT", "kid": "one"})
}

pub(crate) fn claims() -> Value {
    json!({
        "iss": "SuperOffice AS",
        "aud": "spn:4711",
        "nbf": NOW - 10,
        "exp": NOW + 300,
        "http://schemes.superoffice.net/identity/serial": "4711",
        "http://schemes.superoffice.net/identity/ctx": "Cust12345",
        "http://schemes.superoffice.net/identity/ticket": "7T:hunter2",
        "http://schemes.superoffice.net/identity/webapi_url": "https://online3.superoffice.com/Cust12345/api/",
    })
}

pub(crate) fn unsigned(header: &Value, claims: &Value) -> String {
    let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}", part(header), part(claims))
}

pub(crate) fn signed(header: &Value, claims: &Value) -> String {
    let message = unsigned(header, claims);
    let signature = URL_SAFE_NO_PAD.encode(KEYS.sign(message.as_bytes()));
    format!("{message}.{signature}")
}

pub(crate) fn client(servers: &Servers, clock: &Turned) -> Client {
    let site = Site::new("https://crm.example/Cust12345").expect("a site");
    Client::new(site, Credentials::from_source(user(key())))
        .transport(servers.clone())
        .clock(clock.clone())
}
