//! The same tests over reqwest, tower and ureq.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use netserver_tests::agents::webhook::{GetAllWebhooks, GetLastError, SignalEvent, TestWebhook};
use webhook_client::{Credentials, ErrorKind, Repeats};
use webhook_model::operation::CreateDefault;
use webhook_model::{MediaType, Webhook, WebhookState};

use crate::clients::{change, clients, send, send_without_waiting};
use crate::scripted::{Answer, Scripted, answer};
use crate::store;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("bytes");
    encoder.finish().expect("gzip")
}

#[test]
fn the_eight_operations_work() {
    let address = store::start();
    for so in clients(address, &Credentials::basic(store::USER, "hunter2")) {
        let name = so.name();
        let mut hook = send!(&so, so => so.call::<CreateDefault<Webhook>>()).expect(name);
        assert_eq!(hook, Webhook::create_default());
        hook.name = Some(name.into());
        hook.target_url = Some("https://a.example/".into());

        let saved = send!(&so, so => so.save(&hook).language("no").time_zone("UTC")).expect(name);
        assert!(saved.webhook_id > 0);
        let got = send!(&so, so => so.get::<Webhook>(saved.webhook_id)).expect(name);
        assert_eq!(got.as_ref(), Some(&saved));
        assert_eq!(
            send!(&so, so => so.get::<Webhook>(99_999)).expect(name),
            None
        );
        let xml = MediaType::ApplicationXml;
        let got = send!(&so, so => so.get::<Webhook>(saved.webhook_id).accept(xml)).expect(name);
        assert_eq!(got.as_ref(), Some(&saved));

        let stopped = Webhook {
            state: WebhookState::Stopped,
            ..saved.clone()
        };
        let patched = send!(&so, so => so.save_patch(&saved, &stopped)).expect(name);
        assert_eq!(patched, stopped);

        let mut filter = GetAllWebhooks::create_default();
        filter.name_filter = Some(name.into());
        let all = send!(&so, so => so.call::<GetAllWebhooks>().body(&filter)).expect(name);
        assert_eq!(all, Some(vec![stopped.clone()]));
        let select = ["webhookId", "name"];
        let all = send!(&so, so => so.call::<GetAllWebhooks>().body(&filter).select(select));
        let all = all.expect(name).expect("a list");
        assert_eq!(
            (all[0].webhook_id, all[0].name.as_deref()),
            (saved.webhook_id, Some(name))
        );

        let test = TestWebhook {
            webhook: Some(stopped),
        };
        let result = send!(&so, so => so.call::<TestWebhook>().body(&test)).expect(name);
        let result = result.expect("a result");
        assert_eq!(
            (result.success, result.message.as_deref()),
            (true, Some("https://a.example/"))
        );
        let mut event = SignalEvent::create_default();
        event.event_name = Some("contact.created".into());
        send!(&so, so => so.call::<SignalEvent>().body(&event)).expect(name);
        let last = GetLastError {
            webhook_id: saved.webhook_id,
        };
        let last = send!(&so, so => so.call::<GetLastError>().body(&last)).expect(name);
        assert_eq!(last, Some(format!("none of {}", saved.webhook_id)));

        send!(&so, so => so.delete::<Webhook>(saved.webhook_id)).expect(name);
        assert_eq!(
            send!(&so, so => so.get::<Webhook>(saved.webhook_id)).expect(name),
            None
        );
        let error = send!(&so, so => so.call::<SignalEvent>()).unwrap_err();
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(400),
            "{error}"
        );
        assert_eq!(error.error_type(), Some("ArgumentException"));
        assert!(error.request_id().is_some(), "{error}");
    }
}

#[test]
fn wrong_passwords_are_rejected_and_not_shown() {
    let address = store::start();
    for so in clients(address, &Credentials::basic(store::USER, "hunter3")) {
        let error = send!(&so, so => so.get::<Webhook>(1)).unwrap_err();
        assert_eq!(
            (error.kind(), error.status().map(|s| s.as_u16())),
            (ErrorKind::Server, Some(401))
        );
        assert!(!format!("{error} {error:?}").contains("hunter3"));
    }
}

#[test]
fn redirects_are_not_followed() {
    let elsewhere = Scripted::start([answer("200 OK", "", b"null")]);
    for status in [
        "301 Moved",
        "302 Found",
        "303 See Other",
        "307 Temporary",
        "308 Permanent",
    ] {
        for location in [format!("http://{}/x", elsewhere.address), "/x".into()] {
            let fields = format!("Location: {location}\r\n");
            let server = Scripted::start([answer(status, &fields, b"")]);
            for so in clients(
                server.address,
                &Credentials::ticket("7T:hunter2").app_token("app"),
            ) {
                let error = send!(&so, so => so.get::<Webhook>(1)).unwrap_err();
                assert_eq!(error.kind(), ErrorKind::Redirect, "{} {status}", so.name());
                assert_eq!(server.count(), 1, "{} {status}", so.name());
            }
        }
    }
    assert_eq!(elsewhere.count(), 0);
}

#[test]
fn compressed_responses_are_read_within_the_limit() {
    let gzipped = |body: &[u8]| answer("200 OK", "Content-Encoding: gzip\r\n", &gzip(body));
    let zeros = vec![b' '; 100 * 1024 * 1024];
    let bomb = Scripted::start([gzipped(&zeros)]);
    let hook = Webhook {
        webhook_id: 5,
        ..Webhook::create_default()
    };
    let good = Scripted::start([gzipped(
        &hook.encode(MediaType::ApplicationJson).expect("JSON"),
    )]);
    for (good, bomb) in clients(good.address, &Credentials::anonymous())
        .iter()
        .zip(clients(bomb.address, &Credentials::anonymous()))
    {
        let read = send!(good, so => so.get::<Webhook>(5));
        let error = send!(bomb, so => so.get::<Webhook>(5)).unwrap_err();
        if good.name() == "tower" {
            // Decompression is up to the user's service; this one does not do it.
            assert_eq!(read.unwrap_err().kind(), ErrorKind::Answer);
            continue;
        }
        assert_eq!(
            read.expect("a webhook"),
            Some(hook.clone()),
            "{}",
            good.name()
        );
        assert_eq!(error.kind(), ErrorKind::TooLarge, "{}", good.name());
    }
}

#[test]
fn responses_over_the_limit_are_rejected_early() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    let declared = format!("{head}Content-Length: 104857600\r\n\r\n");
    let chunked = format!("{head}Transfer-Encoding: chunked\r\n\r\n");
    let until_closed = format!("{head}Connection: close\r\n\r\n");
    let block = vec![b' '; 0x1_0000];
    let chunk = [b"10000\r\n".as_slice(), &block, b"\r\n"].concat();
    for (head, block) in [
        (declared, block.clone()),
        (chunked, chunk),
        (until_closed, block),
    ] {
        let server = Scripted::start([Answer::Endless(head.into_bytes(), block)]);
        for so in clients(server.address, &Credentials::anonymous()) {
            let error = send!(&so, so => so.get::<Webhook>(1)).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::TooLarge, "{}: {error}", so.name());
            assert_eq!(server.count(), 1, "{}", so.name());
            let so = change!(so, so => so.body_limit(1_000));
            let error = send!(&so, so => so.get::<Webhook>(1)).unwrap_err();
            assert!(
                error.message().contains("1000 bytes"),
                "{}: {error}",
                so.name()
            );
            server.count();
        }
    }
}

#[test]
fn truncated_responses_are_errors() {
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    for cut in [
        [
            head.as_slice(),
            b"Content-Length: 500\r\n\r\n{\"WebhookId\":5",
        ]
        .concat(),
        [
            head.as_slice(),
            b"Transfer-Encoding: chunked\r\n\r\n5\r\nnull ",
        ]
        .concat(),
        head.to_vec(),
        b"HTTP/1.1 2".to_vec(),
        b"not HTTP\r\n\r\n".to_vec(),
        Vec::new(),
    ] {
        let server = Scripted::start([Answer::Bytes(cut.clone())]);
        for so in clients(server.address, &Credentials::anonymous()) {
            let once = Repeats {
                attempts: 1,
                ..Repeats::default()
            };
            let so = change!(so, so => so.repeats(once));
            let error = send!(&so, so => so.get::<Webhook>(5)).unwrap_err();
            let cut = String::from_utf8_lossy(&cut);
            assert_eq!(
                error.kind(),
                ErrorKind::Interrupted,
                "{} {cut}: {error}",
                so.name()
            );
            assert_eq!(server.count(), 1, "{} {cut}", so.name());
        }
    }
}

#[test]
fn requests_without_a_response_time_out() {
    let server = Scripted::start([Answer::Silence]);
    for so in clients(server.address, &Credentials::anonymous()) {
        let once = Repeats {
            attempts: 1,
            ..Repeats::default()
        };
        let so = change!(so, so => so.repeats(once));
        let error = send_without_waiting!(&so, so => so.get::<Webhook>(5)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout, "{}: {error}", so.name());
        let length = if so.name() == "ureq" { "20ms" } else { "30s" };
        let message = format!("no response within {length}: raise the timeout");
        assert_eq!(error.message(), message);
    }
}
