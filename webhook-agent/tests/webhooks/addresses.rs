//! The agent does not connect to addresses that the policy rejects.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use webhook_agent::webhooks::Lookup;
use webhook_model::target_url::TargetPolicy;

use crate::fixture::Fixture;

/// A resolver that returns each of these in turn, and then keeps returning the last one.
fn answers(all: &'static [&'static [&'static str]]) -> (Lookup, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let lookup: Lookup = Arc::new(move |_| {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        let answer = all[number.min(all.len() - 1)];
        let addresses: Vec<IpAddr> = answer.iter().map(|ip| ip.parse().unwrap()).collect();
        Box::pin(std::future::ready(Ok(addresses)))
    });
    (lookup, asked)
}

#[tokio::test]
async fn names_that_resolve_to_rejected_addresses_are_not_used() {
    for addresses in [
        &["127.0.0.1"][..],
        &["93.184.216.34", "10.0.0.1"],
        &["::1"],
        &["169.254.169.254"],
    ] {
        let listed: &'static [&'static str] = Vec::leak(addresses.to_vec());
        let (lookup, asked) = answers(Vec::leak(vec![listed]));
        let mut all = Fixture::with(|webhooks| {
            webhooks
                .policy(TargetPolicy::new().allow_http(true))
                .lookup(lookup)
        })
        .await;
        let port = all.target.url.rsplit(':').next().unwrap().to_owned();
        let mut hook = all.hook();
        hook.target_url = Some(format!("http://hooks.example.com:{port}"));
        let reply = all.save(&hook).await;
        assert_eq!(reply.status(), 400);
        assert!(reply.text().contains("not allowed"), "{}", reply.text());
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        assert_eq!(all.target.unread(), 0);
    }
}

#[tokio::test]
async fn a_name_is_checked_again_for_each_connection() {
    // The name resolves to an allowed address when the webhook is saved, and to a cloud's metadata
    // service later.
    let (lookup, asked) = answers(&[&["127.0.0.2"], &["169.254.169.254"]]);
    let subnet = "127.0.0.2/32".parse().unwrap();
    let policy = TargetPolicy::new().allow_http(true).allow_subnet(subnet);
    let mut all = Fixture::with(|webhooks| webhooks.policy(policy).lookup(lookup)).await;
    let port = all.target.url.rsplit(':').next().unwrap().to_owned();
    let mut hook = all.hook();
    hook.target_url = Some(format!("http://hooks.example.com:{port}"));
    // The target listens on another address of this machine, so the connection is refused but the
    // name is accepted.
    assert!(all.save(&hook).await.text().contains("cannot be reached"));
    assert!(all.save(&hook).await.text().contains("not allowed"));
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    assert_eq!(all.target.unread(), 0);
}
