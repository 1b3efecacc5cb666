//! Operations that the vendor calls slow.

use std::io;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use webhook_client::transport::{BoxFuture, Limits, Transport, TransportError};
use webhook_client::{Client, Credentials, DEFAULT_TIMEOUT, Site};
use webhook_model::{NetServerEntity, Webhook};

use crate::servers::Turned;

/// An operation without a documented time.
#[derive(NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetPlain", response = Option<Webhook>)]
struct Plain {}

/// An operation that is slow after two seconds.
#[derive(NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetQuick", response = Option<Webhook>, slow_ms = 2000)]
struct Quick {}

/// An operation that is slow after five seconds, with a list as its body.
#[derive(NetServerEntity)]
#[netserver(agent = "Webhook", operation = "GetSlow", response = Option<Webhook>, slow_ms = 5000)]
struct Slow(Vec<i32>);

/// An entity whose own operations are slow after four seconds.
#[derive(Debug, NetServerEntity)]
#[netserver(
    agent = "Sale",
    operations(create_default, get, save, delete),
    slow_ms = 4000
)]
struct Sale {
    #[netserver(key)]
    sale_id: i32,
}

/// Advances a clock with each response, and records the limits.
#[derive(Clone)]
struct Taking(Turned, u64, Arc<Mutex<Vec<Duration>>>);

impl Transport for Taking {
    fn send(
        &self,
        _: http::Request<Vec<u8>>,
        limits: Limits,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
        self.2.lock().expect("limits").push(limits.timeout);
        self.0.0.fetch_add(self.1, Ordering::SeqCst);
        Box::pin(async { Ok(http::Response::new(b"null".to_vec())) })
    }
}

fn client(seconds: u64) -> (Client, Taking) {
    let clock = Turned::new();
    let taking = Taking(clock.clone(), seconds, Arc::default());
    let site = Site::new("https://crm.example").expect("a site");
    let so = Client::new(site, Credentials::ticket("7T:hunter2"))
        .transport(taking.clone())
        .clock(clock);
    (so, taking)
}

#[test]
fn the_timeout_is_ten_times_the_time_of_the_operation() {
    let (so, taking) = client(0);
    pollster::block_on(async {
        so.call::<Plain>().send().await.expect("null");
        so.call::<Quick>().send().await.expect("null");
        so.call::<Slow>().send().await.expect("null");
        so.get::<Webhook>(1).send().await.expect("null");
        so.get::<Sale>(1).send().await.expect("null");
        so.save(&Sale::create_default()).send().await.unwrap_err();
        so.create_default::<Sale>().send().await.unwrap_err();
        so.delete::<Sale>(1).send().await.expect("nothing");
        let ten = Duration::from_secs(10);
        so.call::<Slow>().timeout(ten).send().await.expect("null");
        so.clone()
            .timeout(ten)
            .call::<Slow>()
            .send()
            .await
            .expect("null");
    });
    let seconds: Vec<u64> = taking
        .2
        .lock()
        .expect("limits")
        .iter()
        .map(Duration::as_secs)
        .collect();
    assert_eq!(DEFAULT_TIMEOUT.as_secs(), 30);
    assert_eq!(seconds, [30, 30, 50, 30, 40, 40, 40, 40, 10, 10]);
}

/// The log of a call that takes the given time.
fn logged(seconds: u64, call: impl Fn(&Client)) -> String {
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Log {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("a log").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .without_time()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::with_default(subscriber, || call(&client(seconds).0));
    let bytes = log.0.lock().expect("a log").clone();
    String::from_utf8(bytes).expect("text")
}

#[test]
fn slow_calls_are_logged_without_credentials() {
    let quick = |so: &Client| {
        pollster::block_on(so.call::<Quick>().send()).expect("null");
    };
    assert_eq!(logged(2, quick), "");
    let text = logged(3, quick);
    assert_eq!(
        text,
        " WARN webhook_client::slow: slow call operation=\"Webhook/GetQuick\" taken=3s slow=2s\n"
    );
    let plain = |so: &Client| {
        pollster::block_on(so.call::<Plain>().send()).expect("null");
    };
    assert_eq!(logged(9_999, plain), "");
}
