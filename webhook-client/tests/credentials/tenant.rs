//! Tenants, whose base URL comes from the state service.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
use webhook_client::{
    Channel, Client, CredentialSource, Credentials, Error, ErrorKind, Obtained, Site, TenantState,
};
use webhook_model::Webhook;

use crate::servers::{NOW, Turned, environment};

/// The state service and the hosts of one tenant.
#[derive(Clone)]
struct Cloud(Arc<Inside>);

struct Inside {
    state: Mutex<(u16, String)>,
    /// The host that serves the tenant; the others return 421.
    host: Mutex<&'static str>,
    /// The ticket that is accepted; `None` accepts all.
    ticket: Mutex<Option<&'static str>>,
    asked: AtomicUsize,
    calls: Mutex<Vec<String>>,
}

/// 2026-11-29T01:45:00Z, an hour after `NOW`.
const UNTIL: &str = "2026-11-29T01:45:00.1234567Z";

fn state(state: &Value, host: &str) -> Value {
    json!({
        "ContextIdentifier": "Cust12345",
        "Endpoint": format!("https://{host}.example"),
        "State": state,
        "IsRunning": state == "Running",
        "ValidUntil": UNTIL,
        "Api": format!("https://{host}.example/Cust12345/api/"),
        "Version": "11",
    })
}

impl Cloud {
    fn new() -> Self {
        let cloud = Self(Arc::new(Inside {
            state: Mutex::default(),
            host: Mutex::new("one"),
            ticket: Mutex::default(),
            asked: AtomicUsize::new(0),
            calls: Mutex::default(),
        }));
        cloud.say(&state(&json!("Running"), "one"));
        cloud
    }

    fn say(&self, state: &Value) {
        self.answer(200, &state.to_string());
    }

    fn answer(&self, status: u16, body: &str) {
        *self.0.state.lock().expect("a state") = (status, body.to_owned());
    }

    /// Moves the tenant and updates the state service.
    fn move_to(&self, host: &'static str) {
        *self.0.host.lock().expect("a host") = host;
        self.say(&state(&json!("Running"), host));
    }

    fn asked(&self) -> usize {
        self.0.asked.load(Ordering::SeqCst)
    }

    /// The hosts called since the last time.
    fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.0.calls.lock().expect("calls"))
    }

    fn respond(&self, request: &http::Request<Vec<u8>>) -> (u16, String) {
        let inside = &self.0;
        if request.uri().path().starts_with("/api/state/") {
            assert_eq!(
                request.uri(),
                "https://login.example/api/state/Cust12345",
                "the state service"
            );
            for name in ["authorization", "so-apptoken", "cookie"] {
                assert!(!request.headers().contains_key(name), "{name}");
            }
            inside.asked.fetch_add(1, Ordering::SeqCst);
            return inside.state.lock().expect("a state").clone();
        }
        let host = request.uri().host().expect("a host").to_owned();
        let path = request.uri().path();
        assert!(path.starts_with("/Cust12345/api/v1/Agents/"), "{path}");
        let serves = host == format!("{}.example", inside.host.lock().expect("a host"));
        inside.calls.lock().expect("calls").push(host);
        let ticket = *inside.ticket.lock().expect("a ticket");
        let given = request.headers()["authorization"].to_str().expect("text");
        if !serves {
            return (421, String::new());
        }
        if ticket.is_some_and(|ticket| given != format!("SOTicket {ticket}")) {
            return (401, String::new());
        }
        let saves = path.ends_with("SaveWebhook");
        let body = if saves { r#"{"WebhookId":1}"# } else { "null" };
        (200, body.into())
    }
}

impl Transport for Cloud {
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
        _: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let (status, body) = self.respond(&request);
            let response = http::Response::builder().status(status);
            Ok(response.body(body.into_bytes()).expect("a response"))
        })
    }
}

fn client(cloud: &Cloud, clock: &Turned) -> Client {
    with(
        cloud,
        clock,
        Credentials::ticket("7T:abc").app_token("app1"),
    )
}

fn with(cloud: &Cloud, clock: &Turned, credentials: Credentials) -> Client {
    let site = Site::tenant(environment(), "Cust12345").expect("a tenant");
    Client::new(site, credentials)
        .transport(cloud.clone())
        .clock(clock.clone())
}

async fn get(so: &Client) -> Result<Option<Webhook>, Error> {
    so.get::<Webhook>(1).send().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_calls_request_the_state_once() {
    let (cloud, clock) = (Cloud::new(), Turned::new());
    let so = client(&cloud, &clock);
    let calls: Vec<_> = (0..1_000)
        .map(|key| tokio::spawn(so.clone().get::<Webhook>(key).send()))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("null");
    }
    assert_eq!((cloud.asked(), cloud.calls().len()), (1, 1_000));

    // The old host rejects all of them, and one of them requests the state again.
    cloud.move_to("two");
    let calls: Vec<_> = (0..1_000)
        .map(|key| tokio::spawn(so.get::<Webhook>(key).send()))
        .collect();
    for call in calls {
        call.await.expect("no panic").expect("null");
    }
    assert_eq!(cloud.asked(), 2);
}

#[tokio::test]
async fn a_state_is_cached_until_it_expires() {
    let (cloud, clock) = (Cloud::new(), Turned::new());
    let so = client(&cloud, &clock);
    let error = so.get::<Webhook>(1).into_http().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Site, "{error}");
    let mut asked = Vec::new();
    for seconds in [0, 1, 3_599, 3_600] {
        clock.0.store(NOW + seconds, Ordering::SeqCst);
        get(&so).await.expect("null");
        asked.push(cloud.asked());
        // The next answer is another one.
        cloud.move_to("two");
        *cloud.0.host.lock().expect("a host") = if seconds < 3_599 { "one" } else { "two" };
    }
    assert_eq!(asked, [1, 1, 1, 2]);
    assert_eq!(
        cloud.calls(),
        ["one.example", "one.example", "one.example", "two.example"]
    );
    let request = so.get::<Webhook>(1).into_http().expect("a request");
    assert_eq!(request.uri().host(), Some("two.example"));
}

#[tokio::test]
async fn a_wrong_clock_does_not_double_the_requests() {
    for now in [NOW + 3_600, NOW + 7_200, NOW - 3_600] {
        let (cloud, clock) = (Cloud::new(), Turned::new());
        let so = client(&cloud, &clock);
        for second in 0..60 {
            clock.0.store(now + second, Ordering::SeqCst);
            get(&so).await.expect("null");
        }
        assert_eq!(cloud.asked(), 1, "{now}");
        clock.0.store(now + 60, Ordering::SeqCst);
        get(&so).await.expect("null");
        assert_eq!(cloud.asked(), if now < NOW { 1 } else { 2 }, "{now}");
    }
}

#[tokio::test]
async fn a_wrong_host_causes_one_renewal() {
    let (cloud, clock) = (Cloud::new(), Turned::new());
    let so = client(&cloud, &clock);
    get(&so).await.expect("null");
    cloud.move_to("two");
    get(&so).await.expect("null");
    assert_eq!(cloud.asked(), 2);
    assert_eq!(cloud.calls(), ["one.example", "one.example", "two.example"]);

    // The state service still returns the old host.
    *cloud.0.host.lock().expect("a host") = "three";
    let error = get(&so).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(421));
    assert_eq!((cloud.asked(), cloud.calls().len()), (3, 2));
}

#[tokio::test]
async fn a_save_under_key_0_is_not_repeated_at_another_host() {
    let (cloud, clock) = (Cloud::new(), Turned::new());
    let so = client(&cloud, &clock);
    get(&so).await.expect("null");
    cloud.move_to("two");
    cloud.calls();
    let fresh = Webhook::create_default();
    let error = so.save(&fresh).send().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(421));
    assert_eq!(cloud.calls(), ["one.example"]);
    // The next call is sent to the right host at once.
    so.save(&fresh).send().await.expect("a webhook");
    assert_eq!(cloud.calls(), ["two.example"]);
    assert_eq!(cloud.asked(), 2);

    cloud.move_to("one");
    let stored = Webhook {
        webhook_id: 5,
        ..fresh
    };
    so.save(&stored).send().await.expect("a webhook");
    assert_eq!(cloud.calls(), ["two.example", "one.example"]);
}

#[tokio::test]
async fn a_site_that_is_not_a_tenant_is_not_renewed() {
    let (cloud, clock) = (Cloud::new(), Turned::new());
    let site = Site::new("https://two.example/Cust12345").expect("a site");
    let so = Client::new(site, Credentials::ticket("7T:abc"))
        .transport(cloud.clone())
        .clock(clock);
    get(&so).await.unwrap_err();
    assert_eq!((cloud.asked(), cloud.calls().len()), (0, 1));
}

/// Returns a new ticket each time.
struct Numbered(AtomicUsize);

impl CredentialSource for Numbered {
    fn obtain<'a>(&'a self, _: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        let ticket = Credentials::ticket(format!("7T:{number}"));
        Box::pin(async { Ok(Obtained::new(ticket)) })
    }
}

#[tokio::test]
async fn a_move_and_a_refused_ticket_are_both_followed() {
    let (cloud, clock) = (Cloud::new(), Turned::new());
    let so = with(
        &cloud,
        &clock,
        Credentials::from_source(Numbered(AtomicUsize::new(0))),
    );
    get(&so).await.expect("null");
    cloud.calls();
    cloud.move_to("two");
    *cloud.0.ticket.lock().expect("a ticket") = Some("7T:2");
    get(&so).await.expect("null");
    assert_eq!(cloud.calls(), ["one.example", "two.example", "two.example"]);
    // Each of them happens once.
    cloud.move_to("one");
    *cloud.0.ticket.lock().expect("a ticket") = Some("7T:none");
    let error = get(&so).await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(cloud.calls().len(), 3);
}

#[tokio::test]
async fn tenants_that_do_not_run_are_not_called() {
    use TenantState::{
        DeleteFailed, Deleted, Deleting, MigrationPending, OfflineMaintenance, OnlineMaintenance,
        Provisioning, ProvisioningFailed, Running, Suspended, Unknown,
    };

    for (name, number, expected) in [
        ("Unknown", 0, Unknown),
        ("Provisioning", 1, Provisioning),
        ("Running", 2, Running),
        ("Deleted", 3, Deleted),
        ("suspended", 4, Suspended),
        ("OnlineMaintenance", 5, OnlineMaintenance),
        ("OfflineMaintenance", 6, OfflineMaintenance),
        ("ProvisioningFailed", 8, ProvisioningFailed),
        ("Deleting", 10, Deleting),
        ("DeleteFailed", 11, DeleteFailed),
        ("MigrationPending", 12, MigrationPending),
        ("Frozen", 99, Unknown),
    ] {
        for given in [json!(name), json!(number)] {
            let (cloud, clock) = (Cloud::new(), Turned::new());
            cloud.say(&state(&given, "one"));
            // Credentials are not requested either.
            let asked = Arc::new(AtomicUsize::new(0));
            let counted = Counted(Arc::clone(&asked));
            let so = with(&cloud, &clock, Credentials::from_source(counted));
            for _ in 0..3 {
                let read = get(&so).await;
                if matches!(expected, Running | OnlineMaintenance) {
                    read.expect("null");
                    continue;
                }
                let error = read.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Tenant(expected), "{given}");
                let start = "Webhook/GetWebhook: the tenant Cust12345 is ";
                assert!(error.to_string().starts_with(start), "{error}");
                assert_eq!(cloud.calls().len() + asked.load(Ordering::SeqCst), 0);
            }
            assert_eq!(cloud.asked(), 1, "{given}");
            // When the state has expired, the tenant may be running.
            clock.0.store(NOW + 3_600, Ordering::SeqCst);
            cloud.move_to("one");
            get(&so).await.expect("null");
        }
    }
}

#[tokio::test]
async fn is_running_decides_for_unknown_states() {
    let (cloud, clock) = (Cloud::new(), Turned::new());
    let mut answer = state(&json!("Frozen"), "one");
    answer["IsRunning"] = json!(true);
    cloud.say(&answer);
    get(&client(&cloud, &clock)).await.expect("null");
    // If the state is known, `is_running` is ignored.
    answer["State"] = json!("Suspended");
    cloud.say(&answer);
    let error = get(&client(&cloud, &clock)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Tenant(TenantState::Suspended));
}

/// Counts its requests.
struct Counted(Arc<AtomicUsize>);

impl CredentialSource for Counted {
    fn obtain<'a>(&'a self, _: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Ok(Obtained::new(Credentials::ticket("7T:abc"))) })
    }
}

#[tokio::test]
async fn invalid_states_are_rejected() {
    let with = |name: &str, value: Value| {
        let mut state = state(&json!("Running"), "one");
        state[name] = value;
        (200, state.to_string())
    };
    for ((status, body), message) in [
        (with("ContextIdentifier", json!("Cust1")), "another tenant"),
        (with("ContextIdentifier", Value::Null), "another tenant"),
        (with("Api", Value::Null), "base URL"),
        (with("Api", json!("one.example/Cust12345")), "base URL"),
        (with("Api", json!("https://u:p@one.example")), "base URL"),
        (
            with("Api", json!("http://one.example/Cust12345")),
            "not encrypted",
        ),
        ((200, "<html>".into()), "is not a state"),
        (
            (200, r#"{"ContextIdentifier":"Cust12"#.into()),
            "is not a state",
        ),
        ((200, "null".into()), "is not a state"),
        ((404, "{}".into()), "returned 404"),
        ((302, String::new()), "returned 302"),
        ((503, String::new()), "returned 503"),
    ] {
        let (cloud, clock) = (Cloud::new(), Turned::new());
        cloud.answer(status, &body);
        let so = client(&cloud, &clock);
        let error = get(&so).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Site, "{body}: {error}");
        assert!(error.message().contains(message), "{body}: {error}");
        assert_eq!(error.operation(), "Webhook/GetWebhook");
        assert!(cloud.calls().is_empty(), "{body}");
        assert_eq!(cloud.asked(), if status == 503 { 3 } else { 1 }, "{body}");
        // The state is not cached.
        cloud.move_to("one");
        get(&so).await.expect("null");
    }
}

#[tokio::test]
async fn invalid_expiry_times_mean_one_minute() {
    for until in [
        Value::Null,
        json!(""),
        json!("soon"),
        json!("0001-01-01T00:00:00"),
    ] {
        let (cloud, clock) = (Cloud::new(), Turned::new());
        let mut answer = state(&json!("Running"), "one");
        answer["ValidUntil"] = until.clone();
        cloud.say(&answer);
        let so = client(&cloud, &clock);
        for (second, asked) in [(0, 1), (59, 1), (60, 2)] {
            clock.0.store(NOW + second, Ordering::SeqCst);
            get(&so).await.expect("null");
            assert_eq!(cloud.asked(), asked, "{until}");
        }
    }
    // Without an offset the time is UTC.
    for until in ["2026-11-29T03:45:00+02:00", "2026-11-29T01:45:00"] {
        let (cloud, clock) = (Cloud::new(), Turned::new());
        let mut answer = state(&json!("Running"), "one");
        answer["ValidUntil"] = json!(until);
        cloud.say(&answer);
        let so = client(&cloud, &clock);
        for (second, asked) in [(0, 1), (3_599, 1), (3_600, 2)] {
            clock.0.store(NOW + second, Ordering::SeqCst);
            get(&so).await.expect("null");
            assert_eq!(cloud.asked(), asked, "{until}");
        }
    }
}
