//! When credentials are renewed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use webhook_client::transport::BoxFuture;
use webhook_client::{
    Channel, Client, CredentialSource, Credentials, Error, Obtained, Repeats, Site,
};
use webhook_model::Webhook;

use crate::servers::{NOW, Servers, Turned};

/// Returns numbered tickets.
#[derive(Clone, Default)]
struct Numbered(Arc<AtomicUsize>, Option<Duration>);

impl CredentialSource for Numbered {
    fn obtain<'a>(&'a self, channel: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
            let obtained = Obtained::new(Credentials::ticket(format!("7T:{number}")));
            Ok(match self.1 {
                Some(life) => obtained.expires(channel.now() + life),
                None => obtained,
            })
        })
    }
}

fn numbered(source: &Numbered, servers: &Servers, clock: &Turned) -> Client {
    let site = Site::new("https://crm.example").expect("a site");
    let credentials = Credentials::from_source(source.clone());
    Client::new(site, credentials)
        .transport(servers.clone())
        .clock(clock.clone())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_thousand_calls_obtain_credentials_once() {
    let (source, servers) = (Numbered::default(), Servers::new(String::new));
    let so = numbered(&source, &servers, &Turned::new());
    let all = |so: &Client| {
        let calls: Vec<_> = (0..1_000)
            .map(|key| tokio::spawn(so.get::<Webhook>(key).send()))
            .collect();
        async {
            for call in calls {
                call.await.expect("no panic").expect("null");
            }
        }
    };
    all(&so).await;
    assert_eq!(
        (source.0.load(Ordering::SeqCst), servers.counts().1),
        (1, 1_000)
    );
    // The server now accepts another ticket: each call is rejected at most once, and one of them
    // renews the ticket.
    *servers.0.taken.lock().expect("a ticket") = Some("7T:2".into());
    all(&so).await;
    assert_eq!(source.0.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn credentials_are_renewed_before_they_end_and_once_after_a_401() {
    let source = Numbered(Arc::default(), Some(Duration::from_secs(3_600)));
    let (servers, clock) = (Servers::new(String::new), Turned::new());
    let so = numbered(&source, &servers, &clock);
    let mut asked = Vec::new();
    for seconds in [0, 3_539, 3_540, 3_541, 7_079, 7_080] {
        clock.0.store(NOW + seconds, Ordering::SeqCst);
        so.get::<Webhook>(1).send().await.expect("null");
        asked.push(source.0.load(Ordering::SeqCst));
    }
    assert_eq!(asked, [1, 1, 2, 2, 2, 3]);

    let (source, servers) = (Numbered::default(), Servers::new(String::new));
    *servers.0.taken.lock().expect("a ticket") = Some("none".into());
    let so = numbered(&source, &servers, &clock);
    let error = so
        .save(&Webhook::create_default())
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(
        (source.0.load(Ordering::SeqCst), servers.counts().1),
        (2, 2)
    );
}

/// Always fails, and counts its calls.
struct Failing(Arc<AtomicUsize>);

impl CredentialSource for Failing {
    fn obtain<'a>(&'a self, _: Channel<'a>) -> BoxFuture<'a, Result<Obtained, Error>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            self.0.fetch_add(1, Ordering::SeqCst);
            Err(Error::credentials("the vault is closed"))
        })
    }
}

#[tokio::test]
async fn calls_that_wait_for_a_failed_request_fail() {
    let asked = Arc::new(AtomicUsize::new(0));
    let site = Site::new("https://crm.example").expect("a site");
    let so =
        Client::new(site, Credentials::from_source(Failing(Arc::clone(&asked)))).repeats(Repeats {
            attempts: 1,
            ..Repeats::default()
        });
    let calls: Vec<_> = (0..100)
        .map(|key| tokio::spawn(so.get::<Webhook>(key).send()))
        .collect();
    for call in calls {
        let error = call.await.expect("no panic").unwrap_err();
        assert_eq!(error.to_string(), "Webhook/GetWebhook: the vault is closed");
    }
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    so.get::<Webhook>(1).send().await.unwrap_err();
    assert_eq!(asked.load(Ordering::SeqCst), 2, "a later call tries again");
}
