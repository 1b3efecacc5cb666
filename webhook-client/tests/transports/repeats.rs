//! Tests of retries: the number of requests and the waits.

use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use netserver_tests::agents::webhook::SignalEvent;
use webhook_client::transport::BoxFuture;
use webhook_client::{Clock, Credentials, ErrorKind, Repeats};
use webhook_model::Webhook;

use crate::clients::{change, clients, send, send_without_waiting};
use crate::scripted::{Answer, Scripted, answer};

/// A clock that records waits instead of waiting.
#[derive(Clone, Default)]
pub(crate) struct Noted(Arc<Mutex<Vec<u128>>>);

impl Noted {
    /// Returns the waits since the last call, in milliseconds.
    fn take(&self) -> Vec<u128> {
        std::mem::take(&mut self.0.lock().expect("waits"))
    }
}

impl Clock for Noted {
    fn now(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    fn sleep(&self, length: Duration) -> BoxFuture<'_, ()> {
        self.0.lock().expect("waits").push(length.as_millis());
        Box::pin(std::future::ready(()))
    }
}

fn failed(status: &str) -> Answer {
    answer(
        status,
        "",
        b"{\"Error\":true,\"ErrorType\":\"X\",\"Message\":\"no\"}",
    )
}

fn good() -> Answer {
    answer("200 OK", "", b"null")
}

#[test]
fn reads_are_retried_until_they_succeed() {
    for (answers, expected, waits) in [
        (
            vec![failed("500 X"), failed("502 X"), good()],
            3,
            &[250, 500][..],
        ),
        (vec![failed("503 X"), good()], 2, &[250]),
        (
            vec![answer("429 X", "Retry-After: 7\r\n", b""), good()],
            2,
            &[7_000],
        ),
        (
            vec![answer("503 X", "Retry-After: 9999\r\n", b""), good()],
            2,
            &[30_000],
        ),
        (vec![Answer::Cut, good()], 2, &[250]),
        (vec![good()], 1, &[]),
    ] {
        for index in 0..3 {
            let server = Scripted::start(answers.clone());
            let [a, b, c] = clients(server.address, &Credentials::anonymous());
            let so = [a, b, c].into_iter().nth(index).expect("a client");
            let clock = Noted::default();
            let so = change!(so, so => so.clock(clock.clone()).jitter(|| 0.5));
            let read = send!(&so, so => so.get::<Webhook>(5));
            assert_eq!(read.expect("an answer"), None, "{}", so.name());
            assert_eq!(
                (server.count(), clock.take().as_slice()),
                (expected, waits),
                "{}",
                so.name()
            );
        }
    }
}

#[test]
fn requests_that_must_not_run_twice_are_sent_once() {
    let fresh = Webhook::create_default();
    let stored = Webhook {
        webhook_id: 5,
        ..fresh.clone()
    };
    for (answer, of_fresh, of_stored, of_signal) in [
        (Answer::Cut, 1, 3, 1),
        (failed("500 X"), 1, 3, 1),
        (failed("504 X"), 1, 3, 1),
        (failed("503 X"), 1, 3, 3),
        (failed("429 X"), 1, 3, 3),
        (failed("400 X"), 1, 1, 1),
        (failed("200 OK"), 1, 1, 1),
    ] {
        let server = Scripted::start([answer]);
        for so in clients(server.address, &Credentials::anonymous()) {
            let so = change!(so, so => so.clock(Noted::default()));
            send!(&so, so => so.save(&fresh)).unwrap_err();
            assert_eq!(server.count(), of_fresh, "{}", so.name());
            send!(&so, so => so.save_patch(&fresh, &fresh)).unwrap_err();
            assert_eq!(server.count(), of_fresh, "{}", so.name());
            send!(&so, so => so.save(&stored)).unwrap_err();
            assert_eq!(server.count(), of_stored, "{}", so.name());
            send!(&so, so => so.call::<SignalEvent>()).unwrap_err();
            assert_eq!(server.count(), of_signal, "{}", so.name());
            send!(&so, so => so.call::<SignalEvent>().repeatable(true)).unwrap_err();
            assert_eq!(server.count(), of_stored, "{}", so.name());
        }
    }
}

#[test]
fn timeouts_of_reads_are_retried() {
    let server = Scripted::start([Answer::Silence]);
    for so in clients(server.address, &Credentials::anonymous()) {
        let clock = Noted::default();
        let so = change!(so, so => so.clock(clock.clone()));
        let error = send_without_waiting!(&so, so => so.get::<Webhook>(5)).unwrap_err();
        // The request may time out before the server has received it, so the waits are counted
        // instead.
        let attempts = 1 + clock.take().len();
        assert_eq!(
            (error.kind(), attempts),
            (ErrorKind::Timeout, 3),
            "{}",
            so.name()
        );
        let fresh = Webhook::create_default();
        let error = send_without_waiting!(&so, so => so.save(&fresh)).unwrap_err();
        let attempts = 1 + clock.take().len();
        assert_eq!(
            (error.kind(), attempts),
            (ErrorKind::Timeout, 1),
            "{}",
            so.name()
        );
    }
}

#[test]
fn failed_connections_are_always_retried() {
    // A port that was free a moment ago.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    for so in clients(address, &Credentials::anonymous()) {
        let clock = Noted::default();
        let so = change!(so, so => so.clock(clock.clone()).jitter(|| 1.0));
        let error = send!(&so, so => so.save(&Webhook::create_default())).unwrap_err();
        if so.name() == "tower" {
            // The meaning of errors depends on the user's service.
            assert_eq!(
                (error.kind(), clock.take().len()),
                (ErrorKind::Interrupted, 0)
            );
            continue;
        }
        assert_eq!(error.kind(), ErrorKind::NotSent, "{}: {error}", so.name());
        assert_eq!(clock.take(), [500, 1_000], "{}", so.name());
    }
}

#[test]
fn the_budget_bounds_the_retries_of_all_calls() {
    let server = Scripted::start([failed("503 X")]);
    for so in clients(server.address, &Credentials::anonymous()) {
        let repeats = Repeats {
            budget: 5,
            ..Repeats::default()
        };
        let so = change!(so, so => so.clock(Noted::default()).repeats(repeats));
        for _ in 0..10 {
            send!(&so, so => so.clone().get::<Webhook>(5)).unwrap_err();
        }
        assert_eq!(server.count(), 10 + 5, "{}", so.name());
    }
}
