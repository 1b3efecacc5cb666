//! Responses of the receiver, and which handlers run.

mod kept;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Method;
use webhook_agent::receiver::{Event, Receiver};
use webhook_agent::testing::{Client, TurnedClock};
use webhook_model::signature::{X_SUPEROFFICE_SIGNATURE, sign};
use webhook_model::{DateTime, MediaType, WebhookPayload};

/// The events that were handled.
#[derive(Clone, Default)]
struct Handled(Arc<Mutex<Vec<String>>>);

impl Handled {
    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }

    /// A handler that records events under a name.
    fn by(
        &self,
        handler: &str,
    ) -> impl Fn(Event) -> std::future::Ready<Result<(), webhook_agent::receiver::HandlerError>> + use<>
    {
        let (list, name) = (self.clone(), handler.to_owned());
        move |event| {
            let late = if event.is_late() { " late" } else { "" };
            list.0
                .lock()
                .unwrap()
                .push(format!("{name}: {}{late}", event.name()));
            std::future::ready(if event.name() == "sale.lost" {
                Err("lost".into())
            } else {
                Ok(())
            })
        }
    }
}

fn body(id: &str, event: &str, time: &str) -> String {
    format!(r#"{{"EventId":"{id}","Event":"{event}","Timestamp":"{time}"}}"#)
}

const NOW: &str = "2026-05-17T08:30:00Z";

fn client(change: impl FnOnce(Receiver) -> Receiver) -> (Client, Handled) {
    let handled = Handled::default();
    let clock = Arc::new(TurnedClock::new(NOW.parse().unwrap()));
    let receiver = Receiver::new("key")
        .clock(clock)
        .on("sale.sold", handled.by("sold"))
        .on_any(handled.by("any"));
    (Client::new(change(receiver).into_service()), handled)
}

async fn send(client: &Client, secret: &str, body: &str) -> u16 {
    let signature =
        sign(&secret.into(), body.as_bytes()).map_or_else(String::new, |it| it.to_string());
    let request = client
        .post("/any/path")
        .header(X_SUPEROFFICE_SIGNATURE, signature);
    request
        .body("application/json", body.to_owned())
        .send()
        .await
        .status()
        .as_u16()
}

#[tokio::test]
async fn an_event_is_handled_once_by_its_handler() {
    let (client, handled) = client(|receiver| receiver);
    for (id, event) in [
        ("a", "sale.sold"),
        ("a", "sale.sold"),
        ("b", "Sale.Sold"),
        ("c", "sale.changed"),
    ] {
        assert_eq!(send(&client, "key", &body(id, event, NOW)).await, 200);
    }
    assert_eq!(
        handled.take(),
        ["sold: sale.sold", "sold: Sale.Sold", "any: sale.changed"]
    );
}

#[tokio::test]
async fn the_test_event_and_late_events_are_answered_with_200() {
    let (client, handled) = client(|receiver| receiver);
    assert_eq!(send(&client, "key", &body("a", "test", NOW)).await, 200);
    for (id, time) in [
        ("b", "2026-05-17T08:25:00Z"),
        ("c", "2026-05-17T08:24:59Z"),
        ("d", "2025-01-01T00:00:00Z"),
        ("e", "2027-01-01T00:00:00Z"),
    ] {
        assert_eq!(
            send(&client, "key", &body(id, "sale.sold", time)).await,
            200
        );
    }
    assert_eq!(
        handled.take(),
        [
            "sold: sale.sold",
            "sold: sale.sold late",
            "sold: sale.sold late",
            "sold: sale.sold"
        ]
    );
}

#[tokio::test]
async fn unsigned_notifications_are_not_decoded() {
    let (client, handled) = client(|receiver| receiver.or_secret("next"));
    let good = body("a", "sale.sold", NOW);
    assert_eq!(send(&client, "other", &good).await, 401);
    assert_eq!(send(&client, "", &good).await, 401);
    assert_eq!(send(&client, "other", "not JSON").await, 401);
    for wrong in [
        "not JSON",
        "[]",
        "{}",
        r#"{"EventId":"a"}"#,
        r#"{"Event":"sale.sold"}"#,
        &body("a", "a b", NOW),
    ] {
        assert_eq!(send(&client, "key", wrong).await, 400, "{wrong}");
    }
    let get = client.request(Method::GET, "/").send().await;
    assert_eq!(get.status(), 405);
    assert_eq!(
        send(&client, "key", &" ".repeat(1024 * 1024 + 1)).await,
        413
    );
    assert!(handled.take().is_empty());
    assert_eq!(send(&client, "next", &good).await, 200, "the second secret");
    assert_eq!(handled.take().len(), 1);
}

#[tokio::test]
async fn an_empty_secret_rejects_and_no_secret_accepts() {
    let empty = Client::new(Receiver::new("").into_service());
    let good = body("a", "sale.sold", NOW);
    assert_eq!(send(&empty, "", &good).await, 401);
    let open = Client::new(Receiver::unsigned().into_service());
    assert_eq!(
        send(&open, "", &good).await,
        200,
        "an event without a handler"
    );
}

#[tokio::test]
async fn a_failing_handler_runs_again_at_the_next_attempt() {
    let (client, handled) = client(|receiver| receiver);
    for _ in 0..2 {
        assert_eq!(
            send(&client, "key", &body("a", "sale.lost", NOW)).await,
            500
        );
    }
    assert_eq!(handled.take().len(), 2);
    let panics = Receiver::new("key").on_any(|event| async move {
        assert!(event.name().is_empty(), "panics on purpose");
        Ok(())
    });
    let panics = Client::new(panics.into_service());
    assert_eq!(
        send(&panics, "key", &body("a", "sale.sold", NOW)).await,
        500
    );
}

#[tokio::test(start_paused = true)]
async fn a_handler_has_limited_time() {
    let slow = Receiver::new("key")
        .timeout(Duration::from_secs(2))
        .on_any(|_| std::future::pending());
    let slow = Client::new(slow.into_service());
    assert_eq!(send(&slow, "key", &body("a", "sale.sold", NOW)).await, 500);
}

#[tokio::test]
async fn a_queue_responds_before_handling_and_is_bounded() {
    let gate = Arc::new(tokio::sync::Semaphore::new(0));
    let handled = Arc::new(tokio::sync::Semaphore::new(0));
    let (gates, counts) = (Arc::clone(&gate), Arc::clone(&handled));
    let receiver = Receiver::new("key").queue(1).on_any(move |_| {
        let (gate, handled) = (Arc::clone(&gates), Arc::clone(&counts));
        async move {
            gate.acquire().await?.forget();
            handled.add_permits(1);
            Ok(())
        }
    });
    let client = Client::new(receiver.into_service());
    let mut accepted = 0;
    let mut refused = 0;
    for number in 0..5 {
        match send(&client, "key", &body(&number.to_string(), "sale.sold", NOW)).await {
            200 => accepted += 1,
            503 => refused += 1,
            other => panic!("{other}"),
        }
        tokio::task::yield_now().await;
    }
    assert_eq!((accepted, refused), (2, 3), "one is handled, one waits");
    gate.add_permits(5);
    handled.acquire_many(2).await.unwrap().forget();
    assert_eq!(
        send(&client, "key", &body("4", "sale.sold", NOW)).await,
        200,
        "it is sent again"
    );
    handled.acquire().await.unwrap().forget();
}

#[tokio::test]
async fn fields_are_typed() {
    let fields = r#""FieldValues":{"contact_id":5,"Encoded":"[I:6]","registered":"[DT:09/16/2025 14:22:14.0000000]","day":"[D:09/16/2025 00:00:00.0000000]","name":"[I:7]","nothing":null,"half":"[F:0.5]"}"#;
    let text = format!(r#"{{"EventId":"a","Event":"sale.sold","Extra":1,{fields}}}"#);
    let found = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&found);
    let receiver = Receiver::unsigned().on_any(move |event| {
        *keep.lock().unwrap() = Some(event);
        std::future::ready(Ok(()))
    });
    assert_eq!(
        send(&Client::new(receiver.into_service()), "", &text).await,
        200
    );
    let event = found.lock().unwrap().take().unwrap();
    assert_eq!(event.field::<i32>("contact_id").unwrap(), 5);
    assert_eq!(event.field::<i32>("encoded").unwrap(), 6);
    assert_eq!(
        event.field::<DateTime>("registered").unwrap(),
        "2025-09-16T14:22:14".parse().unwrap()
    );
    assert_eq!(
        event.field::<DateTime>("day").unwrap(),
        "2025-09-16T00:00:00".parse().unwrap()
    );
    assert_eq!(
        event.field::<String>("name").unwrap(),
        "[I:7]",
        "text stays"
    );
    assert_eq!(event.field::<Option<i32>>("nothing").unwrap(), None);
    assert_eq!(event.field::<Option<i32>>("missing").unwrap(), None);
    assert!((event.field::<f64>("half").unwrap() - 0.5).abs() < f64::EPSILON);
    let error = event.field::<i32>("missing").unwrap_err().to_string();
    assert!(error.contains("the field missing"), "{error}");
    assert!(event.field::<bool>("registered").is_err());
    assert_eq!(event.injected()["Extra"], 1);
}

/// Receives every sample of the vendor's notifications.
#[tokio::test]
async fn the_samples_are_received() {
    let Some(samples) =
        netserver_tests::data::shared().map(|shared| shared.join("netserver/events"))
    else {
        return;
    };
    let client = Client::new(Receiver::new("key").into_service());
    let mut count = 0;
    for sample in std::fs::read_dir(samples).unwrap() {
        let sample = std::fs::read_to_string(sample.unwrap().path()).unwrap();
        let is_notification = WebhookPayload::decode(MediaType::ApplicationJson, sample.as_bytes())
            .is_ok_and(|payload| payload.event_id.is_some() && payload.event_name().is_ok());
        if is_notification {
            assert_eq!(send(&client, "key", &sample).await, 200, "{sample}");
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}
